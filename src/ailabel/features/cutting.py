"""Cut the prose of many texts into words and sentences, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.sentences import sentence_starts
from ailabel.features.tokens import cut_tokens
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.features.lexicon import Lexicon
    from ailabel.features.tokens import Tokens

TAIL = 4  # bytes
PARTED = b"\n"  # between two texts: no token holds it

# By the name of the measure: what a content word ends in, and what a word is.
SUFFIXES = {
    "words in -ing": ("ing",),
    "words in -ed": ("ed",),
    "words in -ly": ("ly",),
    "words in -tion, -ment, -ness, -ity": ("tion", "ment", "ness", "ity"),
    "words in -ive, -ous, -al, -ful": ("ive", "ous", "al", "ful"),
    "words in -s": ("s",),
}
GROUPS = {
    "I, me, my": ("i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll"),
    "you, your": ("you", "your", "yours", "yourself", "you're", "you'll", "you've"),
    "we, us, our": ("we", "us", "our", "ours", "ourselves", "we're", "we've", "we'll"),
    "he, she, they": ("he", "him", "his", "she", "her", "hers", "they", "them", "their"),
    "it, this, that": ("it", "its", "this", "that", "these", "those"),
    "forms of be": ("is", "are", "was", "were", "be", "been", "being", "am"),
    "modal verbs": ("can", "could", "may", "might", "must", "shall", "should", "will", "would"),
    "negations": ("no", "not", "never", "none", "nothing", "don't", "doesn't", "isn't", "can't", "won't"),
    "the": ("the",),
    "a, an": ("a", "an"),
    "and": ("and",),
    "of": ("of",),
    "but, though": ("but", "though", "although", "however", "yet"),
    "very, just, really": ("very", "just", "really", "quite", "pretty", "actually", "so", "too"),
}


_FLAT = [(suffix, max(map(len, own)) + 2) for own in SUFFIXES.values() for suffix in own]
# A row a suffix: `tail & MASKS == ENDINGS` where a word ends in it, and how long such a word must be.
MASKS = np.array([[(1 << 8 * len(suffix)) - 1] for suffix, _ in _FLAT], np.uint32)
ENDINGS = np.array([[int.from_bytes(suffix.encode(), "big")] for suffix, _ in _FLAT], np.uint32)
LEAST_LETTERS = np.array([[least] for _, least in _FLAT])
FIRST_SUFFIXES = np.cumsum([0, *map(len, SUFFIXES.values())])[:-1]


@value
class Cut:
    """Prose of some texts cut once: their tokens, words and sentences.

    Text i is bytes [starts[i], stops[i]) of `tokens`, whose tokens [firsts[i], firsts[i + 1]) are its own.
    `is_grammar` says which tokens are function words, and `groups` has the place in GROUPS of each, from 1.
    `words` are token indices; `lengths` bytes a word and `kinds` those of their first bytes; `content` the
    places in `words` of those that are no function words, and `tails` the last TAIL folded bytes of these.
    `sentences` are words a sentence, for sentences that hold any, and `openers` the first word of each (place
    in `words`).
    """

    tokens: Tokens
    starts: NDArray[np.int64]
    stops: NDArray[np.int64]
    firsts: NDArray[np.intp]
    is_grammar: NDArray[np.bool_]
    groups: NDArray[np.uint8]
    words: NDArray[np.intp]
    lengths: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    content: NDArray[np.intp]
    openers: NDArray[np.intp]
    sentences: NDArray[np.int64]
    tails: NDArray[np.uint32]

    def endings(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The place in SUFFIXES, rising, of each content word that ends in one, and these words (tokens).

        Two letters or more must stand before the longest.
        """
        found = (self.tails & MASKS == ENDINGS) & (self.lengths[self.content] >= LEAST_LETTERS)
        suffixes, places = np.logical_or.reduceat(found, FIRST_SUFFIXES).nonzero()
        return suffixes, self.words[self.content[places]]


def cut_prose(buffers: Sequence[bytes], lexicon: Lexicon) -> Cut:
    """Texts in UTF-8, of which none knows of another."""
    tokens = cut_tokens(PARTED.join(buffers))
    stops = np.cumsum(list(map(len, buffers))) + np.arange(len(buffers))
    starts = np.concatenate(([0], stops[:-1] + len(PARTED)))[: len(buffers)]
    firsts = np.append(tokens.starts.searchsorted(starts), len(tokens))
    known = lexicon.find(tokens.hashes)
    is_grammar = lexicon.is_grammar[known] & tokens.is_word
    words = tokens.is_word.nonzero()[0]
    begins, ends = tokens.starts[words], tokens.ends[words]
    lengths = ends - begins
    content = (~is_grammar[words]).nonzero()[0]
    openers = words.searchsorted(sentence_starts(tokens, lexicon.is_abbreviation[known], firsts[:-1]))
    sizes = np.append(openers[1:], len(words))[: len(openers)] - openers
    filled = sizes > 0
    return Cut(
        tokens,
        starts,
        stops,
        firsts,
        is_grammar,
        lexicon.groups[known],
        words,
        lengths,
        tokens.kinds[begins],
        content,
        openers[filled],
        sizes[filled],
        _tails(tokens.folded, ends[content], lengths[content]),
    )


def _tails(
    folded: NDArray[np.uint8], ends: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """The last TAIL bytes of each word as one number; shorter words hold zeros in front."""
    padded = np.concatenate((np.zeros(TAIL, np.uint8), folded))
    every = np.ndarray(len(folded) + 1, ">u4", padded, strides=(1,))  # [end] are the bytes before `end`
    spare = (8 * (TAIL - np.minimum(lengths, TAIL))).astype(np.uint32)
    return every[ends].astype(np.uint32) << spare >> spare
