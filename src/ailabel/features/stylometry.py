"""Named measures of how a text is written: rhythm, punctuation, vocabulary, syntax by suffix.

Each is finite for every text, the empty one too. They are binned before they are weighed, so only
their order matters to the classifier; the value is what a person reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.features.sentences import bytes_in, is_member, sentence_starts
from ailabel.features.tokens import DASH_LEAD, DIGIT, UPPER, Tokens, hash_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SHORT_SENTENCE = 8  # words
LONG_SENTENCE = 30  # words
LONG_WORD = 10  # letters
EM_DASH_LAST = 0x94
DIGITS = 9  # of a measure; the order in which a machine adds up changes none of them
NEAR = 50  # words back within which a word counts as said again


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sorted hashes of the words that features know; see `languages/en/words.toml`."""

    grammar: NDArray[np.uint64]
    abbreviations: NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Cut:
    """Prose cut once: its tokens, its words and its sentences.

    `is_grammar` says which tokens are function words. `words` are token indices; `lengths` bytes a word;
    `tails` the last four folded bytes of each; `marks` the first byte of each other token; `sentences` words
    a sentence, for sentences that hold any; `openers` the first word (place in `words`) of each of those.
    """

    tokens: Tokens
    is_grammar: NDArray[np.bool_]
    words: NDArray[np.intp]
    lengths: NDArray[np.int64]
    tails: NDArray[np.uint32]
    marks: NDArray[np.uint8]
    openers: NDArray[np.intp]
    sentences: NDArray[np.int64]


def cut_prose(tokens: Tokens, lexicon: Lexicon) -> Cut:
    """What the measures share."""
    words = np.flatnonzero(tokens.is_word)
    lengths = tokens.ends[words] - tokens.starts[words]
    starts = sentence_starts(tokens, lexicon.abbreviations)
    openers = np.searchsorted(words, starts)
    sizes = np.diff(np.append(openers, len(words)))
    marks = tokens.bytes[tokens.starts[~tokens.is_word]]
    filled = sizes > 0
    return Cut(
        tokens,
        is_member(tokens.hashes, lexicon.grammar) & tokens.is_word,
        words,
        lengths,
        _tails(tokens, words),
        marks,
        openers[filled],
        sizes[filled],
    )


def _tails(tokens: Tokens, words: NDArray[np.intp]) -> NDArray[np.uint32]:
    """The last four folded bytes of each word, as one number; shorter words hold zeros in front."""
    ends = tokens.ends[words]
    lengths = ends - tokens.starts[words]
    tails = np.zeros(len(words), np.uint32)
    for back in range(4):
        byte = tokens.folded[np.maximum(ends - 1 - back, 0)].astype(np.uint32)
        tails |= np.where(back < lengths, byte, np.uint32(0)) << np.uint32(8 * back)
    return tails


def _tail(suffix: str) -> tuple[np.uint32, np.uint32]:
    """A mask and a value: `tail & mask == value` where a word ends in `suffix` (at most 4 letters)."""
    value = int.from_bytes(suffix.encode()[::-1], "little")
    return np.uint32((1 << 8 * len(suffix)) - 1), np.uint32(value)


def _mean(values: NDArray[Any]) -> float:
    return float(np.mean(values)) if len(values) else 0.0


def _rate(count: float, cut: Cut) -> float:
    """A count as a share of words."""
    return count / max(1, len(cut.words))


def sentence_mean(cut: Cut) -> float:
    """Words a sentence."""
    return _mean(cut.sentences)


def sentence_spread(cut: Cut) -> float:
    """Standard deviation of words a sentence; 0.0 for fewer than two sentences."""
    return float(np.std(cut.sentences)) if len(cut.sentences) > 1 else 0.0


def sentence_steps(cut: Cut) -> float:
    """Mean difference in words from one sentence to the next, as a share of the mean length."""
    steps = np.abs(np.diff(cut.sentences))
    return _mean(steps) / max(1.0, _mean(cut.sentences))


def short_sentences(cut: Cut) -> float:
    """Share of sentences under SHORT_SENTENCE words."""
    return _mean(cut.sentences < SHORT_SENTENCE)


def long_sentences(cut: Cut) -> float:
    """Share of sentences over LONG_SENTENCE words."""
    return _mean(cut.sentences > LONG_SENTENCE)


def word_length(cut: Cut) -> float:
    """Letters a word."""
    return _mean(cut.lengths)


def word_length_spread(cut: Cut) -> float:
    """Standard deviation of letters a word."""
    return float(np.std(cut.lengths)) if len(cut.lengths) else 0.0


def long_words(cut: Cut) -> float:
    """Share of words of at least LONG_WORD letters."""
    return _mean(cut.lengths >= LONG_WORD)


def grammar_words(cut: Cut) -> float:
    """Share of words that are function words."""
    return _rate(float(cut.is_grammar.sum()), cut)


def words_said_again(cut: Cut) -> float:
    """Share of content words that stood within NEAR words before."""
    content = ~cut.is_grammar[cut.words]
    places = np.flatnonzero(content)
    hashes = cut.tokens.hashes[cut.words[places]]
    order = np.argsort(hashes, kind="stable")
    same = hashes[order][1:] == hashes[order][:-1]
    near = places[order][1:] - places[order][:-1] <= NEAR
    return float((same & near).sum()) / max(1, len(places))


def openers_said_again(cut: Cut) -> float:
    """Share of sentences that begin with a word that began another."""
    hashes = cut.tokens.hashes[cut.words[cut.openers]]
    ordered = np.sort(hashes)
    again = np.count_nonzero(ordered[1:] == ordered[:-1])
    return again / len(hashes) if len(hashes) else 0.0


def openers_grammar(cut: Cut) -> float:
    """Share of sentences that begin with a function word."""
    return _mean(cut.is_grammar[cut.words[cut.openers]])


def openers_set_off(cut: Cut) -> float:
    """Share of sentences whose first word is followed by a comma ("However, ...")."""
    after = np.minimum(cut.words[cut.openers] + 1, max(0, len(cut.tokens.starts) - 1))
    if len(after) == 0:
        return 0.0
    return _mean(cut.tokens.bytes[cut.tokens.starts[after]] == ord(","))


def triads(cut: Cut) -> float:
    """Lists of the shape "a, b, and c" (a comma, one to three words, a comma, and), a word."""
    tokens = cut.tokens
    comma = tokens.bytes[tokens.starts] == ord(",")
    joins = tokens.hashes == np.uint64(hash_word("and"))
    ends = np.flatnonzero(comma[:-1] & joins[1:]) if len(comma) > 1 else np.zeros(0, np.intp)
    found = np.zeros(len(ends), np.bool_)
    for gap in (2, 3, 4):
        found |= (ends >= gap) & comma[np.maximum(ends - gap, 0)]
    return _rate(float(found.sum()), cut)


def and_pairs(cut: Cut) -> float:
    """Content words joined by "and", a word."""
    joins = np.flatnonzero(cut.tokens.hashes == np.uint64(hash_word("and")))
    joins = joins[(joins > 0) & (joins < len(cut.tokens.starts) - 1)]
    content = cut.tokens.is_word & ~cut.is_grammar
    return _rate(float((content[joins - 1] & content[joins + 1]).sum()), cut)


def capitals_inside(cut: Cut) -> float:
    """Share of words with a capital first letter that do not open a sentence."""
    capital = cut.tokens.kinds[cut.tokens.starts[cut.words]] == UPPER
    return _rate(float(capital.sum() - capital[cut.openers].sum()), cut)


def numbers(cut: Cut) -> float:
    """Share of words that begin with a digit."""
    return _rate(float((cut.tokens.kinds[cut.tokens.starts[cut.words]] == DIGIT).sum()), cut)


def apostrophes(cut: Cut) -> float:
    """Apostrophes inside words, a word."""
    data, tokens = cut.tokens.bytes, cut.tokens
    quotes = np.flatnonzero(data == ord("'"))
    holder = np.searchsorted(tokens.starts, quotes, "right") - 1
    inside = tokens.is_word[holder] & (quotes < tokens.ends[holder]) if len(quotes) else quotes
    return _rate(float(np.count_nonzero(inside)), cut)


def em_dashes(cut: Cut) -> float:
    """Em dashes (U+2014 or two hyphens) a word."""
    tokens = cut.tokens
    marks = np.flatnonzero(~tokens.is_word)
    starts, sizes = tokens.starts[marks], tokens.ends[marks] - tokens.starts[marks]
    lead, last = tokens.bytes[starts], tokens.bytes[tokens.ends[marks] - 1]
    typed = (lead == ord("-")) & (sizes == 2)  # noqa: PLR2004  two hyphens
    return _rate(float((typed | (lead == DASH_LEAD) & (last == EM_DASH_LAST)).sum()), cut)


def _mark(*marks: str) -> Callable[[Cut], float]:
    wanted = bytes_in("".join(marks))
    return lambda cut: _rate(float(wanted[cut.marks].sum()), cut)


def _suffix(*suffixes: str) -> Callable[[Cut], float]:
    tails = [_tail(suffix) for suffix in suffixes]
    longest = max(map(len, suffixes))

    def share(cut: Cut) -> float:
        found = np.zeros(len(cut.words), np.bool_)
        for mask, value in tails:
            found |= cut.tails & mask == value
        found &= (cut.lengths > longest + 1) & ~cut.is_grammar[cut.words]
        return _rate(float(found.sum()), cut)

    return share


def _words(*words: str) -> Callable[[Cut], float]:
    hashes = np.array(sorted(hash_word(word) for word in words), np.uint64)
    return lambda cut: _rate(float(is_member(cut.tokens.hashes, hashes).sum()), cut)


FEATURES: dict[str, Callable[[Cut], float]] = {
    "words a sentence": sentence_mean,
    "spread of words a sentence": sentence_spread,
    "steps between sentence lengths": sentence_steps,
    "short sentences": short_sentences,
    "long sentences": long_sentences,
    "letters a word": word_length,
    "spread of letters a word": word_length_spread,
    "long words": long_words,
    "function words": grammar_words,
    "content words said again": words_said_again,
    "sentence openers said again": openers_said_again,
    "function words as openers": openers_grammar,
    "openers set off by a comma": openers_set_off,
    "lists of three": triads,
    "pairs joined by and": and_pairs,
    "capitals inside sentences": capitals_inside,
    "numbers": numbers,
    "words with an apostrophe": apostrophes,
    "em dashes": em_dashes,
    "commas": _mark(","),
    "semicolons": _mark(";"),
    "colons": _mark(":"),
    "hyphens": _mark("-"),
    "brackets": _mark("(", ")", "[", "]"),
    "quotation marks": _mark('"'),
    "exclamation marks": _mark("!"),
    "question marks": _mark("?"),
    "words in -ing": _suffix("ing"),
    "words in -ed": _suffix("ed"),
    "words in -ly": _suffix("ly"),
    "words in -tion, -ment, -ness, -ity": _suffix("tion", "ment", "ness", "ity"),
    "words in -ive, -ous, -al, -ful": _suffix("ive", "ous", "al", "ful"),
    "words in -s": _suffix("s"),
    "I, me, my": _words("i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll"),
    "you, your": _words("you", "your", "yours", "yourself", "you're", "you'll", "you've"),
    "we, us, our": _words("we", "us", "our", "ours", "ourselves", "we're", "we've", "we'll"),
    "he, she, they": _words("he", "him", "his", "she", "her", "hers", "they", "them", "their"),
    "it, this, that": _words("it", "its", "this", "that", "these", "those"),
    "forms of be": _words("is", "are", "was", "were", "be", "been", "being", "am"),
    "modal verbs": _words("can", "could", "may", "might", "must", "shall", "should", "will", "would"),
    "negations": _words(
        "no", "not", "never", "none", "nothing", "don't", "doesn't", "isn't", "can't", "won't"
    ),
    "the": _words("the"),
    "a, an": _words("a", "an"),
    "and": _words("and"),
    "of": _words("of"),
    "but, though": _words("but", "though", "although", "however", "yet"),
    "very, just, really": _words("very", "just", "really", "quite", "pretty", "actually", "so", "too"),
}


def measure(cut: Cut) -> NDArray[np.float64]:
    """All measures of one text, shape (len(FEATURES),), in the order of FEATURES."""
    return np.array([value(cut) for value in FEATURES.values()]).round(DIGITS)
