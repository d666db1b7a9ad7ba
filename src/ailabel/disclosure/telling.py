"""Tell a sentence that discloses from one that only names AI, by a sum over what is seen of it.

Productions and regexes find what somebody wrote down; people say it in more ways than that. `wording.py` has
what is seen of a sentence; `training/telling.py` learns the weights (logistic regression), from sentences.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ailabel.disclosure.pattern import Pattern
    from ailabel.disclosure.sentences import Sentence
    from ailabel.result import Strength

    Found = tuple[Pattern, int, int]  # with start and end in the text, or in the sentence

LANGUAGES = Path(__file__).resolve().parent.parent / "languages"
NAME = "telling.json"
DISCLOSURE, DENIAL = "publisher-disclosure", "denial"
MEANT = {DISCLOSURE: "affirmed", DENIAL: "denied"}
"""The families that are learnt, and what a sentence of each must mean to count."""
STEPS = 1000  # weights are whole thousandths
DOUBT = "doubt"  # in the place of a family: how strong at most is what is stated in such a sentence
UNDENIED = "undenied"  # the same: what is denied in such a sentence is something else
UNLIKE: Mapping[Strength, int] = {"none": -3000, "weak": -1000, "partial": -500}
"""What a notice in a sentence of lower logit, in steps, proves at most; lowest first (training/NOTES.md)."""
UNLIKE_DENIAL = -3500
"""The logit of a denial, in steps, below which what a pattern takes for one is none (training/NOTES.md)."""
KNOWN = 0.4  # of the words of a sentence that its language must know (training/NOTES.md)
AGENT = "AGENT"
BESIDE = 8  # words on either side of the name of AI
FIRST = 3  # names of AI in a sentence that are looked at
LENGTH, LONGEST = 6, 6  # words to a step of length, and steps
BRACKETS = ("[", "(", "*", "_", "（", "【")
QUESTIONS = ("?", "？", "؟")
QUOTES = ('"', "“", "„", "«", "「", "『", "»")


@value
class Telling:
    """What each feature adds to the logit of a sentence, and the logit from which on it tells."""

    weights: Mapping[str, int]
    bias: int
    least: int

    def logit(self, found: Iterable[str]) -> int:
        """Of a sentence of which this is seen, in steps."""
        return self.bias + sum(map(self.weights.get, found, repeat(0)))


@cache
def read_tellings(language: str) -> Mapping[str, Telling]:
    """What was learnt of a language, by family; nothing where nothing was."""
    file = LANGUAGES / language / NAME
    learnt = json.loads(file.read_bytes()) if file.exists() else {}
    return {family: Telling(**telling) for family, telling in learnt.items()}


class Learnt:
    """The patterns of a language that are learnt: one finds what discloses, one what denies.

    Others are made here and stand in no file: they find what reads unlike any sentence that discloses.
    """

    __slots__ = ("_doubts", "_language", "_rows", "_undenied")

    def __init__(self, rows: Sequence[Pattern], language: str) -> None:
        self._rows = {row.family: row for row in rows if row.is_learnt}
        self._language = language
        row = self._rows.get(DISCLOSURE)
        self._doubts = {
            limit: replace(row, id=f"{language}-{DOUBT}", family=DOUBT, strength=strength)
            for strength, limit in UNLIKE.items()
            if row
        }
        self._undenied = row and replace(row, id=f"{language}-{UNDENIED}", family=UNDENIED)

    def knows(self, words: set[str]) -> bool:
        """Whether enough of them, as they are seen, were met with in sentences of the language."""
        unknown = words
        for telling in read_tellings(self._language).values():
            unknown = unknown.difference(telling.weights)  # of all at once it would go through every weight
        return len(words) - len(unknown) >= max(1, KNOWN * len(words))

    def speaks_for(self, found: Collection[str]) -> bool:
        """Whether a sum is so high that a statement in this sentence counts for more than weak evidence."""
        tellings = read_tellings(self._language).values()
        return not tellings or any(telling.logit(found) >= UNLIKE["weak"] for telling in tellings)

    def told(self, found: Collection[str]) -> Iterator[Pattern]:
        """The pattern that a sentence of which this is seen tells most clearly by, and what it is unlike."""
        if not self._rows or not found:
            return
        tellings = read_tellings(self._language)
        logits = {family: tellings[family].logit(found) for family in self._rows if family in tellings}
        margins = {family: logit - tellings[family].least for family, logit in logits.items()}
        best = max(margins, key=margins.__getitem__, default=None)
        if best and margins[best] >= 0:
            yield self._rows[best]
        else:
            logit = logits.get(DISCLOSURE, 0)
            yield from islice((row for limit, row in self._doubts.items() if logit < limit), 1)
        if self._undenied and logits.get(DENIAL, 0) < UNLIKE_DENIAL:
            yield self._undenied


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
