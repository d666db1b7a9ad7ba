"""Cut prose into words and sentences once, and count what many measures count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.sentences import sentence_starts
from ailabel.value import value

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ailabel.features.lexicon import Lexicon
    from ailabel.features.tokens import Tokens

TAIL = 4  # bytes

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
# A column a suffix: `tail & MASKS == ENDINGS` where a word ends in it, and how long such a word must be.
MASKS = np.array([[(1 << 8 * len(suffix)) - 1] for suffix, _ in _FLAT], np.uint32)
ENDINGS = np.array([[int.from_bytes(suffix.encode(), "big")] for suffix, _ in _FLAT], np.uint32)
LEAST_LETTERS = np.array([[least] for _, least in _FLAT])
FIRST_SUFFIXES = np.cumsum([0, *map(len, SUFFIXES.values())])[:-1]


@value
class Cut:
    """Prose cut once: its tokens, its words and its sentences.

    `is_grammar` says which tokens are function words. `words` are token indices; `lengths` bytes a word and
    `kinds` those of their first bytes; `content` the places in `words` of those that are no function words,
    and `tails` the last TAIL folded bytes of these. `sentences` are words a sentence, for sentences that hold
    any, and `openers` the first word of each (place in `words`). `marks` counts the tokens that are no words
    by their first byte, shape (256,); `groups` words and `endings` content words, by their place in GROUPS
    and SUFFIXES.
    """

    tokens: Tokens
    is_grammar: NDArray[np.bool_]
    words: NDArray[np.intp]
    lengths: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    content: NDArray[np.intp]
    openers: NDArray[np.intp]
    sentences: NDArray[np.int64]
    tails: NDArray[np.uint32]
    marks: NDArray[np.intp]
    groups: NDArray[np.intp]
    endings: NDArray[np.intp]


def cut_prose(tokens: Tokens, lexicon: Lexicon) -> Cut:
    """What the measures share."""
    known = lexicon.find(tokens.hashes)
    is_grammar = lexicon.is_grammar[known] & tokens.is_word
    words = np.flatnonzero(tokens.is_word)
    starts, ends = tokens.starts[words], tokens.ends[words]
    lengths = ends - starts
    content = np.flatnonzero(~is_grammar[words])
    tails = _tails(tokens.folded, ends[content], lengths[content])
    openers = np.searchsorted(words, sentence_starts(tokens, lexicon.is_abbreviation[known]))
    sizes = np.concatenate((openers[1:], [len(words)]))[: len(openers)] - openers
    filled = sizes > 0
    return Cut(
        tokens,
        is_grammar,
        words,
        lengths,
        tokens.kinds[starts],
        content,
        openers[filled],
        sizes[filled],
        tails,
        np.bincount(tokens.leads[~tokens.is_word], minlength=256),
        np.bincount(lexicon.groups[known], minlength=len(GROUPS) + 1)[1:],
        _endings(tails, lengths[content]),
    )


def _tails(
    folded: NDArray[np.uint8], ends: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.uint32]:
    """The last TAIL bytes of each word as one number; shorter words hold zeros in front."""
    padded = np.concatenate((np.zeros(TAIL, np.uint8), folded))
    every = np.ndarray(len(folded) + 1, ">u4", padded, strides=(1,))  # [end] are the bytes before `end`
    spare = (8 * (TAIL - np.minimum(lengths, TAIL))).astype(np.uint32)
    return every[ends].astype(np.uint32) << spare >> spare


def _endings(tails: NDArray[np.uint32], lengths: NDArray[np.int64]) -> NDArray[np.intp]:
    """How many of these words end in one of each of SUFFIXES.

    Two letters or more must stand before the longest.
    """
    found = (tails & MASKS == ENDINGS) & (lengths >= LEAST_LETTERS)
    return np.add.reduceat(found.sum(axis=1), FIRST_SUFFIXES)
