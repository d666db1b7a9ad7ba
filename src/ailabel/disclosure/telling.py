"""Tell a sentence that discloses from one that only names AI, by a sum over the classes of its words.

Productions find the clauses that somebody wrote down; people say it in more ways than that. What stands here
weighs what nobody wrote down: no word of a topic, only classes, function words and marks, in twos and threes and
on either side of the name of AI. `training/telling.py` learns the weights (logistic regression).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ailabel.disclosure.grammar import Sentence
    from ailabel.disclosure.tokens import Tokens

LANGUAGES = Path(__file__).resolve().parent.parent / "languages"
NAME = "telling.json"
STEPS = 1000  # weights are whole thousandths
AGENT = "AGENT"
AGENTS = frozenset({"TERM", "BOT"})
# Of a word in several classes, the one that tells most.
ORDER = (
    *("THIS", "I", "MY", "ME", "HERE", "PLACED", "YOU_READ", "MAKE.N", "MAKE.D", "MAKE.G", "MAKE.S", "MAKE"),
    *("HELP.N", "HELP", "HELP.D", "HELP.G", "USE.D", "USE", "USE.G", "USE.N", "LET.D", "FEED.D", "FEED", "COME"),
    *("THANKS", "STATEMENT", "BE", "HAVE", "MODAL", "NOT", "BY", "SHARE", "PARTNOUN", "N", "CREDIT", "ANSWER"),
    *("MACHINE", "KIT", "AUTHOR", "ROLE", "PICTURE", "OUTSIDE", "CLOSED", "THE", "AN", "IN", "AND"),
    *("COMMA", "COLON", "DASH", "OPEN", "CLOSE", "STOP", "QUOTE", "BAR", "SLASH", "NUM", "APPROX", "ADV"),
    *("FRAME", "NAME", "W", "WS", "WD"),
)
WORDS = frozenset(
    "a about above all any are because been below but by can could did do does each every for from had has have he "
    "her here his how i if in is it like may might must my never no not of on our please said says she should so "
    "some than that the their then these they this those to told was we were what when whether which who why will "
    "with would wrote you your".split()
)
"""Function words, which count beside their class."""
BESIDE = 8  # words on either side of the name of AI
FIRST = 3  # names of AI in a sentence that are looked at
LENGTH, LONGEST = 6, 6  # words to a step of length, and steps
BRACKETS = ("[", "(", "*", "_")
QUOTES = ('"', "“")


@value
class Telling:
    """What each feature adds to the logit that a sentence discloses, and the logit from which on it does."""

    weights: Mapping[str, int]
    bias: int
    least: int

    def tells(self, found: set[str]) -> bool:
        get = self.weights.get
        return self.bias + sum(get(feature, 0) for feature in found) >= self.least


def read_telling(language: str, folder: Path = LANGUAGES) -> Telling | None:
    """What was learnt for a language; None where nothing was."""
    file = folder / language / NAME
    if not file.exists():
        return None
    return Telling(**json.loads(file.read_bytes()))


def features(tokens: Tokens, sentence: Sentence) -> set[str]:
    """What is seen of a sentence; nothing where it names no AI."""
    classes = [_told(own) for own in tokens.classes]
    agents = [at for at, name in enumerate(classes) if name == AGENT][:FIRST]
    if not agents:
        return set()
    lower = [sentence.text[start:end].lower() for start, end in tokens.places]
    mixed = [word if word in WORDS else name for word, name in zip(lower, classes, strict=True)]
    return {*_runs(classes, mixed), *_around(agents, mixed), *_shape(sentence, len(classes))}


def _told(classes: frozenset[str]) -> str:
    if classes & AGENTS:
        return AGENT
    return next((name for name in ORDER if name in classes), min(classes, default=""))


def _runs(classes: Sequence[str], mixed: Sequence[str]) -> Iterator[str]:
    """Classes and words, by themselves, in twos, and classes in threes."""
    yield from (f"1 {name}" for name in classes)
    yield from (f"1 {word}" for word in mixed)
    yield from (f"2 {first} {second}" for first, second in zip(classes, classes[1:], strict=False))
    yield from (f"2 {first} {second}" for first, second in zip(mixed, mixed[1:], strict=False))
    yield from (f"3 {' '.join(classes[at : at + 3])}" for at in range(len(classes) - 2))


def _around(agents: Sequence[int], mixed: Sequence[str]) -> Iterator[str]:
    """What stands before and after the names of AI."""
    for at in agents:
        yield from (f"< {word}" for word in mixed[max(0, at - BESIDE) : at])
        yield from (f"> {word}" for word in mixed[at + 1 : at + BESIDE])
        yield f"<< {' '.join(mixed[max(0, at - 2) : at])}"
        yield f">> {' '.join(mixed[at + 1 : at + 3])}"


def _shape(sentence: Sentence, words: int) -> Iterator[str]:
    text = sentence.text.strip()
    if sentence.opens:
        yield "opens"
    if sentence.closes:
        yield "closes"
    yield f"length {min(LONGEST, words // LENGTH)}"
    if text.startswith(BRACKETS):
        yield "bracket"
    if "?" in text[-2:]:
        yield "question"
    if any(mark in text for mark in QUOTES):
        yield "quote"
