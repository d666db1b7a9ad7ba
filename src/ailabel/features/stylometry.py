"""Named measures of how a text is written: rhythm, punctuation, vocabulary, syntax by suffix.

Each is finite for every text, the empty one too. They are binned before they are weighed, so only
their order matters to the classifier; the value is what a person reads, in the unit of the measure.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, SupportsFloat

import numpy as np

from ailabel.features.cutting import GROUPS, SUFFIXES
from ailabel.features.tokens import APOSTROPHE, DASH_LEAD, DIGIT, UPPER, hash_word
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ailabel.features.cutting import Cut

SHORT_SENTENCE = 8  # words
LONG_SENTENCE = 30  # words
LONG_WORD = 10  # letters
EM_DASH_LAST = 0x94
DIGITS = 9  # of a measure; the order in which a machine adds up changes none of them
NEAR = 50  # words back within which a word counts as said again
LISTED = (2, 3, 4)  # tokens from a comma to the next in a list: one to three words, and the comma
COMMA, HYPHEN = ord(","), ord("-")
AND = np.uint64(hash_word("and"))

MARKS = {
    "commas": ",",
    "semicolons": ";",
    "colons": ":",
    "hyphens": "-",
    "brackets": "()[]",
    "quotation marks": '"',
    "exclamation marks": "!",
    "question marks": "?",
}


def _mean(values: NDArray[Any]) -> float:
    """0.0 of no values."""
    return float(np.add.reduce(values, dtype=np.float64)) / len(values) if len(values) else 0.0


def _share(truths: NDArray[np.bool_]) -> float:
    """0.0 of no truths."""
    return np.count_nonzero(truths) / max(1, len(truths))


def _spread(values: NDArray[np.int64]) -> float:
    """Standard deviation; 0.0 of no values."""
    steps = values - _mean(values)
    return sqrt(_mean(steps * steps))


def _rate(count: SupportsFloat, cut: Cut) -> float:
    """A count as a share of words."""
    return float(count) / max(1, len(cut.words))


def sentence_mean(cut: Cut) -> float:
    """Words a sentence."""
    return _mean(cut.sentences)


def sentence_spread(cut: Cut) -> float:
    """Standard deviation of words a sentence; 0.0 for fewer than two sentences."""
    return _spread(cut.sentences)


def sentence_steps(cut: Cut) -> float:
    """Mean difference in words from one sentence to the next, as a share of the mean length."""
    steps = np.abs(cut.sentences[1:] - cut.sentences[:-1])
    return _mean(steps) / max(1.0, _mean(cut.sentences))


def short_sentences(cut: Cut) -> float:
    """Share of sentences under SHORT_SENTENCE words."""
    return _share(cut.sentences < SHORT_SENTENCE)


def long_sentences(cut: Cut) -> float:
    """Share of sentences over LONG_SENTENCE words."""
    return _share(cut.sentences > LONG_SENTENCE)


def word_length(cut: Cut) -> float:
    """Letters a word."""
    return _mean(cut.lengths)


def word_length_spread(cut: Cut) -> float:
    """Standard deviation of letters a word."""
    return _spread(cut.lengths)


def long_words(cut: Cut) -> float:
    """Share of words of at least LONG_WORD letters."""
    return _share(cut.lengths >= LONG_WORD)


def grammar_words(cut: Cut) -> float:
    """Share of words that are function words."""
    return _rate(len(cut.words) - len(cut.content), cut)


def words_said_again(cut: Cut) -> float:
    """Share of content words that stood within NEAR words before."""
    hashes = cut.tokens.hashes[cut.words[cut.content]]
    order = np.argsort(hashes, kind="stable")
    hashes, places = hashes[order], cut.content[order]
    again = (hashes[1:] == hashes[:-1]) & (places[1:] - places[:-1] <= NEAR)
    return np.count_nonzero(again) / max(1, len(places))


def openers_said_again(cut: Cut) -> float:
    """Share of sentences that begin with a word that began another."""
    hashes = np.sort(cut.tokens.hashes[cut.words[cut.openers]])
    return np.count_nonzero(hashes[1:] == hashes[:-1]) / max(1, len(hashes))


def openers_grammar(cut: Cut) -> float:
    """Share of sentences that begin with a function word."""
    return _share(cut.is_grammar[cut.words[cut.openers]])


def openers_set_off(cut: Cut) -> float:
    """Share of sentences whose first word is followed by a comma ("However, ...")."""
    after = np.minimum(cut.words[cut.openers] + 1, len(cut.tokens.leads) - 1)
    return _share(cut.tokens.leads[after] == COMMA)


def triads(cut: Cut) -> float:
    """Lists of the shape "a, b, and c" (a comma, one to three words, a comma, and), a word."""
    leads = cut.tokens.leads
    ends = _joins(cut) - 1
    ends = ends[leads[ends] == COMMA]
    gaps = ends[:, None] - LISTED
    found = (gaps >= 0) & (leads[np.maximum(gaps, 0)] == COMMA)
    return _rate(np.count_nonzero(found.any(axis=1)), cut)


def and_pairs(cut: Cut) -> float:
    """Content words joined by "and", a word."""
    tokens, joins = cut.tokens, _joins(cut)
    joins = joins[joins < len(tokens.starts) - 1]
    pairs = np.concatenate((joins - 1, joins + 1))
    content = (tokens.is_word[pairs] & ~cut.is_grammar[pairs]).reshape(2, -1)
    return _rate(np.count_nonzero(content[0] & content[1]), cut)


def _joins(cut: Cut) -> NDArray[np.intp]:
    """Tokens that are "and", but for the first token of all."""
    return np.flatnonzero(cut.tokens.hashes[1:] == AND) + 1


def capitals_inside(cut: Cut) -> float:
    """Share of words with a capital first letter that do not open a sentence."""
    capital = cut.kinds == UPPER
    return _rate(np.count_nonzero(capital) - np.count_nonzero(capital[cut.openers]), cut)


def numbers(cut: Cut) -> float:
    """Share of words that begin with a digit."""
    return _rate(np.count_nonzero(cut.kinds == DIGIT), cut)


def apostrophes(cut: Cut) -> float:
    """Apostrophes inside words, a word."""
    alone = _runs_of(cut, APOSTROPHE)
    outside = int((cut.tokens.ends[alone] - cut.tokens.starts[alone]).sum())
    return _rate(np.count_nonzero(cut.tokens.bytes == APOSTROPHE) - outside, cut)


def em_dashes(cut: Cut) -> float:
    """Em dashes (U+2014 or two hyphens) a word."""
    tokens, hyphens, dashes = cut.tokens, _runs_of(cut, HYPHEN), _runs_of(cut, DASH_LEAD)
    typed = tokens.ends[hyphens] - tokens.starts[hyphens] == len("--")
    em = tokens.bytes[tokens.ends[dashes] - 1] == EM_DASH_LAST
    return _rate(np.count_nonzero(typed) + np.count_nonzero(em), cut)


def _runs_of(cut: Cut, mark: int) -> NDArray[np.intp]:
    """Tokens that are a run of this mark."""
    if not cut.marks[mark]:
        return np.zeros(0, np.intp)
    return np.flatnonzero((cut.tokens.leads == mark) & ~cut.tokens.is_word)


def _mark(marks: str) -> Callable[[Cut], float]:
    codes = marks.encode()
    return lambda cut: _rate(sum(int(cut.marks[code]) for code in codes), cut)


def _group(place: int) -> Callable[[Cut], float]:
    return lambda cut: _rate(int(cut.groups[place]), cut)


def _ending(place: int) -> Callable[[Cut], float]:
    return lambda cut: _rate(int(cut.endings[place]), cut)


@value
class Unit:
    """In which people read a measure: so many `times` what the classifier sees."""

    name: str
    times: float = 1.0


@value
class Measure:
    """How a text is measured, and the unit in which people read that."""

    of: Callable[[Cut], float]
    unit: Unit


WORDS = Unit("words")
LETTERS = Unit("letters")
OF_LENGTH = Unit("% of the mean length", 100.0)
OF_SENTENCES = Unit("% of sentences", 100.0)
OF_WORDS = Unit("% of words", 100.0)
OF_CONTENT = Unit("% of content words", 100.0)
IN_WORDS = Unit("in 1,000 words", 1000.0)

FEATURES: dict[str, Measure] = {
    "words a sentence": Measure(sentence_mean, WORDS),
    "spread of words a sentence": Measure(sentence_spread, WORDS),
    "steps between sentence lengths": Measure(sentence_steps, OF_LENGTH),
    "short sentences": Measure(short_sentences, OF_SENTENCES),
    "long sentences": Measure(long_sentences, OF_SENTENCES),
    "letters a word": Measure(word_length, LETTERS),
    "spread of letters a word": Measure(word_length_spread, LETTERS),
    "long words": Measure(long_words, OF_WORDS),
    "function words": Measure(grammar_words, OF_WORDS),
    "content words said again": Measure(words_said_again, OF_CONTENT),
    "sentence openers said again": Measure(openers_said_again, OF_SENTENCES),
    "function words as openers": Measure(openers_grammar, OF_SENTENCES),
    "openers set off by a comma": Measure(openers_set_off, OF_SENTENCES),
    "lists of three": Measure(triads, IN_WORDS),
    "pairs joined by and": Measure(and_pairs, IN_WORDS),
    "capitals inside sentences": Measure(capitals_inside, OF_WORDS),
    "numbers": Measure(numbers, OF_WORDS),
    "words with an apostrophe": Measure(apostrophes, IN_WORDS),
    "em dashes": Measure(em_dashes, IN_WORDS),
    **{name: Measure(_mark(marks), IN_WORDS) for name, marks in MARKS.items()},
    **{name: Measure(_ending(place), OF_WORDS) for place, name in enumerate(SUFFIXES)},
    **{name: Measure(_group(place), OF_WORDS) for place, name in enumerate(GROUPS)},
}


def measure(cut: Cut) -> NDArray[np.float64]:
    """All measures of one text, shape (len(FEATURES),), in the order of FEATURES."""
    return np.array([own.of(cut) for own in FEATURES.values()]).round(DIGITS)
