"""Tell a sentence that discloses from one that only names AI, by a sum over the classes of its words.

Productions find the clauses that somebody wrote down; people say it in more ways than that. What stands here
weighs words and their classes: alone, in a row, in order, and on either side of a name of AI.
`training/telling.py` learns the weights (logistic regression), from sentences.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category

from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ailabel.disclosure.pattern import Pattern
    from ailabel.disclosure.sentences import Sentence
    from ailabel.disclosure.tokens import Tokens
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
UNLIKE: Mapping[Strength, int] = {"none": -3000, "weak": -2000, "partial": -1500}
"""What a notice in a sentence of a lower logit, in steps, proves at most (training/NOTES.md)."""
UNLIKE_DENIAL = -3500
"""The logit of a denial, in steps, below which what a pattern takes for one is none (training/NOTES.md)."""
KNOWN = 0.4  # of the words of a sentence that its language must know (training/NOTES.md)
AGENT = "AGENT"
AGENTS = frozenset({"TERM", "BOT"})
# Of a word in several classes, the one that tells most.
ORDER = (
    *("THIS", "I", "MY", "ME", "HERE", "PLACED", "YOU_READ", "MAKE.N", "MAKE.D", "MAKE.G", "MAKE.S", "MAKE"),
    *("HELP.N", "HELP", "HELP.D", "HELP.G", "USE.D", "USE", "USE.G", "USE.N", "LET.D", "FEED.D", "FEED"),
    *("COME", "THANKS", "STATEMENT", "BE", "HAVE", "MODAL", "NOT", "BY", "SHARE", "PARTNOUN", "N"),
    *("CREDIT", "ANSWER", "MACHINE", "KIT", "AUTHOR", "ROLE", "PICTURE", "OUTSIDE", "CLOSED", "THE", "AN"),
    *("IN", "AND", "COMMA", "COLON", "DASH", "OPEN", "CLOSE", "STOP", "QUOTE", "BAR", "SLASH", "NUM"),
    *("APPROX", "ADV", "FRAME", "NAME", "W", "WS", "WD"),
)
TELLING = frozenset(
    (
        *("THIS", "I", "MY", "ME", "HERE", "PLACED", "MAKE.N", "MAKE.D", "MAKE", "MAKE.G", "BY", "N"),
        *("PARTNOUN", "USE.D", "LET.D", "NOT", "SHARE", "HELP.N", "HELP.D", "CLOSED", "MODAL", AGENT),
    )
)
"""Classes whose order counts, whatever stands between."""
APART = 6  # of such words, how far they are looked at
SHORTEST = 8  # words and marks, with what opens and what ends a sentence; what has fewer is a label
LABEL = "* label"  # what is seen of one: it may raise a doubt, and tells nothing by itself
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

    def __init__(
        self, rows: Sequence[Pattern], language: str, unlike: Mapping[Strength, int] = UNLIKE
    ) -> None:
        """`unlike` has logits in steps, the lowest first."""
        self._rows = {row.family: row for row in rows if row.is_learnt}
        self._language = language
        row = self._rows.get(DISCLOSURE)
        self._doubts = {
            limit: replace(row, id=f"{language}-{DOUBT}", family=DOUBT, strength=strength)
            for strength, limit in unlike.items()
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
        """Whether what is seen of a sentence speaks for a disclosure or a denial rather than for neither."""
        tellings = read_tellings(self._language).values()
        return LABEL in found or not tellings or any(telling.logit(found) >= 0 for telling in tellings)

    def told(self, found: Collection[str]) -> Iterator[Pattern]:
        """The pattern that a sentence of which this is seen tells most clearly by, and what it is unlike."""
        if not self._rows or not found:
            return
        tellings = read_tellings(self._language)
        logits = {family: tellings[family].logit(found) for family in self._rows if family in tellings}
        margins = {family: logit - tellings[family].least for family, logit in logits.items()}
        best = max(margins, key=margins.__getitem__, default=None)
        if best and margins[best] >= 0 and LABEL not in found:
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


def features(tokens: Tokens, sentence: Sentence) -> set[str]:
    """What is seen of a sentence; nothing where it names no AI."""
    classes = [_told(own) for own in tokens.classes]
    agents = [at for at, name in enumerate(classes) if name == AGENT][:FIRST]
    if not agents:
        return set()
    typed = [sentence.text[start:end].lower() for start, end in tokens.places]
    words = [AGENT if name == AGENT else word for name, word in zip(classes, typed, strict=True)]
    return {
        *(f"= {typed[at]}" for at in agents),
        *_runs(classes, words),
        *_pairs(classes),
        *_around(agents, words),
        *_around(agents, classes),
        *shape(sentence, len(classes)),
        *([LABEL] if len(classes) < SHORTEST else ()),
    }


def words_of(found: Iterable[str]) -> set[str]:
    """Of what is seen of a sentence, its words; classes are in capitals."""
    return {one for one in found if one[0] == "1" and one[2:3].isalpha() and not one[2:3].isupper()}


@cache  # a lexicon has some hundred sets of classes
def _told(classes: frozenset[str]) -> str:
    if classes & AGENTS:
        return AGENT
    return next((name for name in ORDER if name in classes), min(classes, default=""))


def _runs(classes: Sequence[str], words: Sequence[str]) -> list[str]:
    """Classes and words, by themselves, in twos, and classes in threes."""
    ones = [f"1 {one}" for own in (classes, words) for one in own]
    twos = [f"2 {first} {second}" for own in (classes, words) for first, second in pairwise(own)]
    return ones + twos + [f"3 {' '.join(classes[at : at + 3])}" for at in range(len(classes) - 2)]


def _pairs(classes: Sequence[str]) -> list[str]:
    """Classes that tell, in the order in which they stand."""
    told = [name for name in classes if name in TELLING]
    return [f"- {name} {later}" for at, name in enumerate(told) for later in told[at + 1 : at + 1 + APART]]


def _around(agents: Sequence[int], own: Sequence[str]) -> list[str]:
    """What stands before and after the names of AI, and the two words next to them."""
    before = [f"<< {' '.join(own[max(0, at - 2) : at])}" for at in agents]
    after = [f">> {' '.join(own[at + 1 : at + 3])}" for at in agents]
    return [*beside(agents, own, BESIDE), *before, *after]


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
