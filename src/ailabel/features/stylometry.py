"""Named measures of how a text is written: rhythm, punctuation, vocabulary, syntax by suffix.

Each is finite for every text, the empty one too. They are binned before they are weighed, so only
their order matters to the classifier; the value is what a person reads, in the unit of the measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.cutting import GROUPS, SUFFIXES
from ailabel.features.ngrams import MIX, run_sums
from ailabel.features.parts import counts, pairs_within, size, totals
from ailabel.features.tokens import APOSTROPHE, DIGIT, UPPER, hash_word
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from ailabel.features.cutting import Cut
    from ailabel.features.parts import Parts

    Numbers = NDArray[np.float64]  # one a part
    Places = NDArray[np.intp]  # tokens, rising
    Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]  # tokens, the second ones rising

SHORT_SENTENCE = 8  # words
LONG_SENTENCE = 30  # words
LONG_WORD = 10  # letters
DIGITS = 9  # of a measure; the order in which a machine adds up changes none of them
NEAR = 50  # words back within which a word counts as said again
LISTED = (2, 3, 4)  # tokens from a comma to the next in a list: one to three words, and the comma
COMMA = ord(",")
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


def rhythm(cut: Cut, parts: Parts) -> Iterator[Numbers]:
    """Words a sentence; their standard deviation; mean difference from one sentence to the next.

    The last as a share of the mean length; 0.0 for fewer than two sentences.
    """
    mean, spread = _mean_and_spread(cut.sentences, parts.sentences)
    yield mean
    yield spread
    steps = np.abs(np.diff(cut.sentences, append=0))
    between = np.maximum(parts.sentences - (0, 1), parts.sentences[:, :1])
    yield totals(steps, between) / _some(size(between)) / np.maximum(1.0, mean)


def lengths(cut: Cut, parts: Parts) -> Iterator[Numbers]:
    """Letters a word, and their standard deviation."""
    yield from _mean_and_spread(cut.lengths, parts.words)


def _mean_and_spread(values: NDArray[np.int64], bounds: NDArray[np.intp]) -> tuple[Numbers, Numbers]:
    """Between bounds of shape (parts, 2); 0.0 of no values."""
    number = _some(size(bounds))
    sums = totals(values, bounds)
    squares = number * totals(values * values, bounds).astype(np.float64)
    return sums / number, np.sqrt(np.maximum(0.0, squares - sums.astype(np.float64) ** 2)) / number


def _some(numbers: NDArray[np.intp]) -> NDArray[np.intp]:
    """At least 1, so that a share of nothing is 0.0."""
    return np.maximum(1, numbers)


def short_sentences(cut: Cut) -> Places:
    """Sentences under SHORT_SENTENCE words."""
    return _openers(cut)[cut.sentences < SHORT_SENTENCE]


def long_sentences(cut: Cut) -> Places:
    """Sentences over LONG_SENTENCE words."""
    return _openers(cut)[cut.sentences > LONG_SENTENCE]


def openers_grammar(cut: Cut) -> Places:
    """Sentences that begin with a function word."""
    openers = _openers(cut)
    return openers[cut.is_grammar[openers]]


def openers_set_off(cut: Cut) -> Places:
    """Sentences whose first word is followed by a comma ("However, ...")."""
    openers = _openers(cut)
    after = openers + 1
    is_last = np.zeros(len(cut.tokens) + 1, np.bool_)  # no token follows in the same text
    is_last[cut.firsts] = True
    leads = cut.tokens.leads.take(after, mode="clip")
    found: Places = openers[(leads == COMMA) & ~is_last[after]]
    return found


def _openers(cut: Cut) -> Places:
    """The first word of each sentence."""
    return cut.words[cut.openers]


def long_words(cut: Cut) -> Places:
    """Words of at least LONG_WORD letters."""
    return cut.words[cut.lengths >= LONG_WORD]


def grammar_words(cut: Cut) -> Places:
    """Function words."""
    return cut.is_grammar.nonzero()[0]


def capitals_inside(cut: Cut) -> Places:
    """Words with a capital first letter that do not open a sentence."""
    capital = cut.kinds == UPPER
    capital[cut.openers] = False
    found: Places = cut.words[capital]
    return found


def numbers(cut: Cut) -> Places:
    """Words that begin with a digit."""
    found: Places = cut.words[cut.kinds == DIGIT]
    return found


def apostrophes(cut: Cut) -> Places:
    """The word of each apostrophe that stands inside one."""
    tokens = cut.tokens
    places = tokens.starts.searchsorted((tokens.bytes == APOSTROPHE).nonzero()[0], "right") - 1
    found: Places = places[tokens.is_word[places]]
    return found


def words_said_again(cut: Cut) -> Pairs:
    """Content words that stood within NEAR words before."""
    return _said_near(cut, cut.content)


def grammar_said_again(cut: Cut) -> Pairs:
    """Function words that stood within NEAR words before."""
    return _said_near(cut, cut.is_grammar[cut.words].nonzero()[0])


def _said_near(cut: Cut, places: NDArray[np.intp]) -> Pairs:
    """Of the words at these places, rising, those that stood there within NEAR words before."""
    words = cut.words[places]
    befores, agains = _said_again(cut.tokens.hashes[words])
    near = places[agains] - places[befores] <= NEAR
    return words[befores[near]], words[agains[near]]


def pairs_said_again(cut: Cut) -> Pairs:
    """Runs of two words that began within NEAR words before, whatever marks stand between the two."""
    return _runs_said_again(cut, 2)


def triples_said_again(cut: Cut) -> Pairs:
    """Runs of three words that began within NEAR words before."""
    return _runs_said_again(cut, 3)


def _runs_said_again(cut: Cut, order: int) -> Pairs:
    """The first word of the earlier run, and the last word of the later one."""
    *_, sums = run_sums(cut.tokens.hashes[cut.words], order)
    befores, agains = _said_again(sums)
    near = agains - befores <= NEAR
    return cut.words[befores[near]], cut.words[agains[near] + order - 1]


def openers_said_again(cut: Cut) -> Pairs:
    """Sentences that begin with a word that began another."""
    openers = _openers(cut)
    befores, agains = _said_again(cut.tokens.hashes[openers])
    return openers[befores], openers[agains]


def _said_again(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where a hash stands that stood before, rising, and beside it where it stood last."""
    bits = np.uint64(len(hashes).bit_length())
    mixed = hashes * np.uint64(MIX)  # those of short words differ in their lowest bits alone
    keys = np.sort(mixed >> bits << bits | np.arange(len(hashes), dtype=np.uint64))
    order = (keys & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.intp)
    sorted_hashes = hashes[order]
    again = (sorted_hashes[1:] == sorted_hashes[:-1]).nonzero()[0]
    before = np.full(len(hashes), -1)
    before[order[again + 1]] = order[again]
    agains = (before >= 0).nonzero()[0]
    return before[agains], agains


def triads(cut: Cut) -> Pairs:
    """Lists of the shape "a, b, and c" (a comma, one to three words, a comma, and): first comma, and."""
    leads, joins = cut.tokens.leads, _joins(cut)
    ends = joins - 1
    firsts = np.full(len(joins), -1)
    for gap in reversed(LISTED):
        earlier = ends - gap
        firsts = np.where((earlier >= 0) & (leads.take(earlier, mode="clip") == COMMA), earlier, firsts)
    found = (leads.take(ends, mode="clip") == COMMA) & (ends >= 0) & (firsts >= 0)
    return firsts[found], joins[found]


def and_pairs(cut: Cut) -> Pairs:
    """Content words joined by "and": the words on both sides."""
    tokens, joins = cut.tokens, _joins(cut)
    joins = joins[(joins > 0) & (joins < len(tokens) - 1)]
    content = tokens.is_word & ~cut.is_grammar
    joins = joins[content[joins - 1] & content[joins + 1]]
    return joins - 1, joins + 1


def _joins(cut: Cut) -> Places:
    """Tokens that are "and"."""
    found: Places = (cut.tokens.hashes == AND).nonzero()[0]
    return found


@value
class Unit:
    """In which people read a measure: so many `times` what the classifier sees."""

    name: str
    times: float = 1.0


WORDS = Unit("words")
LETTERS = Unit("letters")
OF_LENGTH = Unit("% of the mean length", 100.0)
OF_SENTENCES = Unit("% of sentences", 100.0)
OF_WORDS = Unit("% of words", 100.0)
OF_CONTENT = Unit("% of content words", 100.0)
OF_GRAMMAR = Unit("% of function words", 100.0)
IN_WORDS = Unit("in 1,000 words", 1000.0)


@value
class WorkedOut:
    """What `rhythm` and then `lengths` give, in the order of FEATURES, in the unit that people read."""

    unit: Unit


@value
class Counted:
    """What stands at so many tokens of a part, as a share of what its unit names."""

    of: Callable[[Cut], Places]
    unit: Unit


@value
class Paired:
    """What two tokens of the same part make, as a share of what its unit names."""

    of: Callable[[Cut], Pairs]
    unit: Unit


@value
class Listed:
    """What a token is by its spelling alone, found by `listed`; a share of what its unit names."""

    unit: Unit


REPETITION: dict[str, Paired] = {
    "content words said again": Paired(words_said_again, OF_CONTENT),
    "function words said again": Paired(grammar_said_again, OF_GRAMMAR),
    "runs of two words said again": Paired(pairs_said_again, OF_WORDS),
    "runs of three words said again": Paired(triples_said_again, OF_WORDS),
}
"""Measures that are learnt as a family of their own (training/NOTES.md)."""
FEATURES: dict[str, WorkedOut | Counted | Paired | Listed] = {
    "words a sentence": WorkedOut(WORDS),
    "spread of words a sentence": WorkedOut(WORDS),
    "steps between sentence lengths": WorkedOut(OF_LENGTH),
    "short sentences": Counted(short_sentences, OF_SENTENCES),
    "long sentences": Counted(long_sentences, OF_SENTENCES),
    "letters a word": WorkedOut(LETTERS),
    "spread of letters a word": WorkedOut(LETTERS),
    "long words": Counted(long_words, OF_WORDS),
    "function words": Counted(grammar_words, OF_WORDS),
    "sentence openers said again": Paired(openers_said_again, OF_SENTENCES),
    "function words as openers": Counted(openers_grammar, OF_SENTENCES),
    "openers set off by a comma": Counted(openers_set_off, OF_SENTENCES),
    "lists of three": Paired(triads, IN_WORDS),
    "pairs joined by and": Paired(and_pairs, IN_WORDS),
    "capitals inside sentences": Counted(capitals_inside, OF_WORDS),
    "numbers": Counted(numbers, OF_WORDS),
    "words with an apostrophe": Counted(apostrophes, IN_WORDS),
    **dict.fromkeys(MARKS, Listed(IN_WORDS)),
    **dict.fromkeys(SUFFIXES, Listed(OF_WORDS)),
    **dict.fromkeys(GROUPS, Listed(OF_WORDS)),
    **REPETITION,
}
"""By the name of each measure how it is made; those of REPETITION stand last."""


def _unit(row: int) -> Unit:
    return list(FEATURES.values())[row].unit


def _rows(kind: type) -> list[int]:
    return [row for row, own in enumerate(FEATURES.values()) if isinstance(own, kind)]


_WORKED_OUT, _COUNTED, _PAIRED = _rows(WorkedOut), [*_rows(Counted), *_rows(Listed)], _rows(Paired)
# The measures that are a share of each of `_wholes`.
_SHARES = [
    [row for row in sorted((*_COUNTED, *_PAIRED)) if _unit(row) in units]
    for units in ({OF_WORDS, IN_WORDS}, {OF_CONTENT}, {OF_GRAMMAR}, {OF_SENTENCES})
]
MARK_OF = np.zeros(256, np.uint8)  # by the first byte of a token that is no word: its place in MARKS, from 1
for _place, _marks in enumerate(MARKS.values(), start=1):
    MARK_OF[list(_marks.encode())] = _place


def listed(cut: Cut) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Tokens by MARKS, then SUFFIXES, then GROUPS: which of all these, rising, and the tokens of each."""
    others = (~cut.tokens.is_word).nonzero()[0]
    marks, marked = _in_order(MARK_OF[cut.tokens.leads[others]], others)
    endings, ended = cut.endings()
    groups, grouped = _in_order(cut.groups, np.arange(len(cut.groups)))
    kinds = (marks, endings + len(MARKS), groups + len(MARKS) + len(SUFFIXES))
    return np.concatenate(kinds), np.concatenate((marked, ended, grouped))


def _in_order(kinds: NDArray[np.uint8], places: Places) -> tuple[NDArray[np.intp], Places]:
    """By kind, and of each kind as they come; those of kind 0 are left out, and the others count from 0."""
    order = np.argsort(kinds, kind="stable")
    kinds = kinds[order]
    first = int(kinds.searchsorted(1))
    return kinds[first:].astype(np.intp) - 1, places[order[first:]]


def measure(cut: Cut, parts: Parts) -> Numbers:
    """All measures of each part, shape (parts, len(FEATURES)), in the order of FEATURES."""
    lists = [own.of(cut) for own in FEATURES.values() if isinstance(own, Counted)]
    kinds, places = listed(cut)
    counted = np.concatenate((np.repeat(np.arange(len(lists)), list(map(len, lists))), kinds + len(lists)))
    found = np.empty((len(FEATURES), len(parts)))
    found[_COUNTED] = counts(counted, np.concatenate((*lists, places)), len(_COUNTED), parts)
    pairs = [own.of(cut) for own in FEATURES.values() if isinstance(own, Paired)]
    found[_PAIRED] = pairs_within(pairs, parts)
    for whole, rows in zip(_wholes(parts), _SHARES, strict=True):
        found[rows] /= _some(whole)
    found[_WORKED_OUT] = [*rhythm(cut, parts), *lengths(cut, parts)]
    return found.T.round(DIGITS)


def _wholes(parts: Parts) -> tuple[NDArray[np.intp], ...]:
    """Of each part how many words it has, content words, function words, sentences."""
    words, content = size(parts.words), size(parts.content)
    return words, content, words - content, size(parts.sentences)
