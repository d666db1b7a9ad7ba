"""Tell a sentence that discloses from one that only names AI, by a sum over what is seen of it.

Productions and regexes find what somebody wrote down; people say it in more ways than that. `wording.py` has
what is seen of a sentence; `training/telling.py` learns the weights (logistic regression), from sentences.
A sum of its own, which `training/whole.py` learns, says whether it tells so of all of its text.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category
from zlib import crc32

import numpy as np

from ailabel.disclosure.pattern import ANY, ENGLISH
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ailabel.disclosure.pattern import Pattern
    from ailabel.disclosure.sentences import Sentence
    from ailabel.result import Strength

    Kind = tuple[str, Strength]  # a family made up here, and how strong
    Found = tuple[Pattern, int, int]  # with start and end in the text, or in the sentence

LANGUAGES = Path(__file__).resolve().parent.parent / "languages"
HEADS, TABLE = "telling.json", "telling.npy"
WHOLE_HEAD, WHOLE_TABLE = "whole.json", "whole.npy"
STEMS = "stems.txt"  # how the words begin that a language knows, in its folder
DISCLOSURE, DENIAL = "publisher-disclosure", "denial"
MEANT = {DISCLOSURE: "affirmed", DENIAL: "denied"}
"""The families that are learnt, and what a sentence of each must mean to count."""
STEPS = 1000  # weights are whole thousandths
DOUBT = "doubt"  # in the place of a family: how strong at most is what is stated in such a sentence
TEXT_DOUBT = "text-doubt"  # the same, of what it states of a text
UNDENIED = "undenied"  # the same: what is denied in such a sentence is something else
WHOLE, PART = "whole", "part"  # the same: what it tells of a text is told of all of it; of a part, or another
CERTAIN: Kind = (WHOLE, "full")
KINDS: tuple[Kind, ...] = (CERTAIN, (WHOLE, "partial"), (PART, "partial"))
DOUBTS = frozenset({DOUBT, TEXT_DOUBT, PART})
"""What takes from what others state in a sentence."""
SPEAKS = -1000
"""The logit, in steps, from which on what points to no text is more than weak (training/NOTES.md)."""
DOUBTED = -500
"""The logit, in steps, below which what is stated is partial evidence at most (training/NOTES.md)."""
UNLIKE: Mapping[int, tuple[str, Strength]] = {
    -3000: (DOUBT, "none"),
    SPEAKS: (DOUBT, "weak"),
    DOUBTED: (DOUBT, "partial"),
    0: (TEXT_DOUBT, "partial"),
}
"""What a notice in a sentence of lower logit, in steps, proves at most; lowest first (training/NOTES.md)."""
UNLIKE_DENIAL = -3500
"""The logit of a denial, in steps, below which what a pattern takes for one is none (training/NOTES.md)."""
KNOWN = 0.4  # of the words of a sentence that its language must know (training/NOTES.md)
AGENT = "AGENT"
OPENS, ENDS = "^", "$"  # of a sentence
BESIDE = 8  # words on either side of the name of AI
FIRST = 3  # names of AI in a sentence that are looked at
LENGTH, LONGEST = 6, 6  # words to a step of length, and steps
BRACKETS = ("[", "(", "*", "_", "（", "【")
QUESTIONS = ("?", "？", "؟")
QUOTES = ('"', "“", "„", "«", "「", "『", "»")


class Table:
    """What each feature adds to the logit of each family, by a hash of its name.

    `rows` is uint32 (2, features): the hashes, which rise, and two int16 in one, steps of the logit of
    DISCLOSURE and of DENIAL; of WHOLE and 0. One name in some 20,000 that were not learnt has the hash of one
    that was.
    """

    __slots__ = ("_hashes", "_steps")

    def __init__(self, rows: NDArray[np.uint32]) -> None:
        self._hashes = rows[0]
        self._steps = rows[1].view("<i2").reshape(-1, len(MEANT))

    @classmethod
    def of(cls, weights: Mapping[str, Sequence[int]]) -> Table:
        """Of the steps of each family for each name; where two names have one hash the heavier one stands."""
        heaviest = sorted(weights.items(), key=lambda row: max(map(abs, row[1])))
        by_hash = dict(sorted({_hash(name): steps for name, steps in heaviest}.items()))
        rows = np.zeros((2, len(by_hash)), "<u4")
        rows[0] = [*by_hash]
        rows[1] = np.array([*by_hash.values()], "<i2").reshape(-1, len(MEANT)).view("<u4").ravel()
        return cls(rows)

    @property
    def rows(self) -> NDArray[np.uint32]:
        """What it is made of, to be written down."""
        return np.stack([self._hashes, np.ascontiguousarray(self._steps).view("<u4").ravel()])

    def sums(self, found: Collection[str]) -> list[int]:
        """The steps that a sentence of which this is seen adds up, in the order of MEANT."""
        if not len(self._hashes):
            return [0] * len(MEANT)
        names = map(str.encode, found)
        hashes = np.sort(np.fromiter(map(crc32, names), np.uint32, len(found)))  # near ones in a row
        places = np.minimum(self._hashes.searchsorted(hashes), len(self._hashes) - 1)
        own = places[self._hashes[places] == hashes]
        return [int(one) for one in self._steps[own].sum(axis=0, dtype=np.int64)]


def _hash(name: str) -> int:
    return crc32(name.encode())


@value
class Tellings:
    """What was learnt of a language: `stems` by which it is known, a bias and a threshold for each family.

    All languages share one `table`: what their words stand for tells the same in each.
    """

    stems: frozenset[str]
    table: Table
    biases: Mapping[str, int]
    least: Mapping[str, int]

    def logits(self, found: Collection[str]) -> dict[str, int]:
        """Of a sentence of which this is seen, by family, in steps."""
        sums = dict(zip(MEANT, self.table.sums(found), strict=True))
        return {family: bias + sums[family] for family, bias in self.biases.items()}


@cache
def read_table(name: str = TABLE) -> Table:
    """What all languages share, mapped from its file."""
    return Table(np.asarray(np.load(LANGUAGES / name, mmap_mode="r")))  # a map's own class is slow


@cache
def read_heads() -> Mapping[str, Mapping[str, int]]:
    """The bias of each family, and the logit from which on a sentence counts, in English and in others."""
    heads: Mapping[str, Mapping[str, int]] = json.loads((LANGUAGES / HEADS).read_bytes())
    return heads


@value
class Wholes:
    """What was learnt of sentences that tell of all of a text; the last three are thresholds, in steps."""

    table: Table
    bias: int
    certain: int
    whole: int
    part: int

    def kind(self, found: Collection[str]) -> Kind | None:
        """WHOLE, which may be CERTAIN, or PART, by what is seen of a sentence; None where nobody knows."""
        logit = self.bias + self.table.sums(found)[0]
        if logit >= self.whole:
            return CERTAIN if logit >= self.certain else (WHOLE, "partial")
        return (PART, "partial") if logit < self.part else None


@cache
def read_wholes() -> Wholes:
    """That of all languages."""
    return Wholes(read_table(WHOLE_TABLE), **json.loads((LANGUAGES / WHOLE_HEAD).read_bytes()))


@cache
def read_tellings(language: str) -> Tellings | None:
    """What was learnt of a language; None where nothing was."""
    file = LANGUAGES / language / STEMS
    if not file.exists():
        return None
    heads, kind = read_heads(), ENGLISH if language == ENGLISH else ANY
    return Tellings(
        stems=frozenset(file.read_text("utf-8").split()),
        table=read_table(),
        biases={family: head["bias"] for family, head in heads.items()},
        least={family: head[kind] for family, head in heads.items()},
    )


class Learnt:
    """The patterns of a language that are learnt: one finds what discloses, one what denies.

    Others are made here and stand in no file: they find what reads unlike any sentence that discloses.
    """

    __slots__ = ("_doubts", "_kinds", "_language", "_rows", "_undenied")

    def __init__(self, rows: Sequence[Pattern], language: str) -> None:
        self._rows = {row.family: row for row in rows if row.is_learnt}
        self._language = language
        row = self._rows.get(DISCLOSURE)
        self._doubts = {
            limit: replace(row, id=f"{language}-{family}", family=family, strength=strength)
            for limit, (family, strength) in UNLIKE.items()
            if row
        }
        self._undenied = row and replace(row, id=f"{language}-{UNDENIED}", family=UNDENIED)
        self._kinds = {
            kind: replace(row, id=f"{language}-{kind[0]}", family=kind[0], strength=kind[1])
            for kind in KINDS
            if row
        }

    def knows(self, stems: set[str]) -> bool:
        """Whether enough words, by how they begin, were met with in sentences of the language."""
        tellings = read_tellings(self._language)
        known = tellings.stems & stems if tellings else ()
        return len(known) >= max(1, KNOWN * len(stems))

    def speaks_for(self, found: Collection[str]) -> bool:
        """Whether a sum is so high that a statement in this sentence counts for more than weak evidence."""
        tellings = read_tellings(self._language)
        return tellings is None or max(tellings.logits(found).values()) >= SPEAKS

    def told(self, found: Collection[str]) -> Iterator[Pattern]:
        """The pattern that a sentence of which this is seen tells most clearly by, and what it is unlike."""
        tellings = read_tellings(self._language)
        if not self._rows or not found or tellings is None:
            return
        logits = tellings.logits(found)
        margins = {family: logits[family] - tellings.least[family] for family in self._rows}
        best, logit = max(margins, key=margins.__getitem__), logits[DISCLOSURE]
        kind = read_wholes().kind(found) if self._kinds else None
        if margins[best] >= 0:
            yield self._rows[best]
        elif kind == CERTAIN and logit >= DOUBTED:
            yield self._rows[DISCLOSURE]
        else:
            yield from islice((row for limit, row in self._doubts.items() if logit < limit), 1)
        if self._undenied and logits[DENIAL] < UNLIKE_DENIAL:
            yield self._undenied
        if kind:
            yield self._kinds[kind]

    def parted(self) -> Iterator[Pattern]:
        """The pattern that finds what tells of a part, or of a text that has two authors."""
        yield from (row for kind, row in self._kinds.items() if kind[0] == PART)


def whole(text: str) -> tuple[int, int]:
    """From the first letter or digit of a sentence to its last."""
    first = next(at for at, char in enumerate(text) if is_letter(char))
    return first, next(at for at in range(len(text), 0, -1) if is_letter(text[at - 1]))


def is_letter(char: str) -> bool:
    """Whether it is of a word: a letter, a digit, or a mark on one, as the vowels of Hindi are."""
    return char.isalnum() or category(char)[0] == "M"


def beside(agents: Sequence[int], own: Sequence[str], width: int) -> list[str]:
    """The `width` words before each name of AI, and one fewer after it."""
    before = [f"< {one}" for at in agents for one in own[max(0, at - width) : at]]
    return before + [f"> {one}" for at in agents for one in own[at + 1 : at + width]]


def shape(sentence: Sentence, words: int) -> Iterator[str]:
    """Where a sentence of so many words stands, and how it is laid out."""
    text = sentence.text.strip()
    if sentence.opens:
        yield "* opens"
    if sentence.closes:
        yield "* closes"
    yield f"* length {min(LONGEST, words // LENGTH)}"
    if text.startswith(BRACKETS):
        yield "* bracket"
    if any(mark in text[-2:] for mark in QUESTIONS):
        yield "* question"
    if any(mark in text for mark in QUOTES):
        yield "* quote"
