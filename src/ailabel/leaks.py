"""Find what alone tells human and machine texts apart: a tag left over, boilerplate, a subject."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ailabel.audit import MIN_EACH
from ailabel.disclosure import load_patterns
from ailabel.labelled import LABELS
from ailabel.lazy import regex
from ailabel.learning.samples import judged_prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ailabel.labelled import LabelledText

MOST = 0.5  # share of the texts of one label
NEARLY_NONE = (
    0.02  # of the other; texts 30 times as long hold a word of the same rate no more often than this
)
LOOKED_AT = 200  # texts of each label, evenly spaced: enough for those shares, and a few seconds
MAX_TOKENS = 3  # of an n-gram
MAX_LEAKS = 5  # the clearest; a corpus has one or two reasons, and many words that show them

CASES: dict[str, Callable[[str], bool]] = {"CAPITALS": str.isupper, "SMALL LETTERS": str.islower}
"""Named as no token is, for those are in lower case."""

_TOKEN = regex(r"\w+(?:'\w+)*|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Leak:
    """One to MAX_TOKENS tokens, in lower case, or one of CASES, and the shares of texts that hold them."""

    tokens: str
    human: float
    ai: float


def find_leaks(texts: Sequence[LabelledText]) -> tuple[Leak, ...]:
    """The clearest first, no two of which share a token; none where texts are too few to tell.

    Looks at the prose that a model would learn from.
    """
    looked_at = [_prose([text.text for text in texts if text.label == label]) for label in LABELS]
    if min(map(len, looked_at)) < MIN_EACH:
        return ()
    human, ai = map(_shares, looked_at)
    leaks = [Leak(tokens, human[tokens], ai[tokens]) for tokens in human.keys() | ai.keys()]
    found = [leak for leak in leaks if max(leak.human, leak.ai) >= MOST and _rarer(leak) <= NEARLY_NONE]
    found.sort(key=lambda leak: (-abs(leak.human - leak.ai), len(leak.tokens), leak.tokens))
    return tuple(_apart(found))[:MAX_LEAKS]


def _rarer(leak: Leak) -> float:
    return min(leak.human, leak.ai)


def _apart(leaks: Sequence[Leak]) -> Iterator[Leak]:
    """Those that share no token with an earlier one: n-grams that overlap with it say no more."""
    used: set[str] = set()
    for leak in leaks:
        tokens = leak.tokens.split()
        if used.isdisjoint(tokens):
            yield leak
        used.update(tokens)


def _prose(texts: Sequence[str]) -> list[str]:
    """That of LOOKED_AT texts; fewer where some cannot be judged."""
    places = np.linspace(0, len(texts) - 1, min(LOOKED_AT, len(texts))).round().astype(int)
    patterns = load_patterns()
    judged = (judged_prose(texts[place], patterns) for place in places)
    return [prose for prose in judged if prose is not None]


def _shares(texts: Sequence[str]) -> Counter[str]:
    """Of each n-gram, and of CASES, the share of texts that hold it."""
    counts = Counter(gram for text in texts for gram in _ngrams(text) | _cases(text))
    return Counter({gram: count / len(texts) for gram, count in counts.items()})


def _ngrams(prose: str) -> set[str]:
    tokens = _TOKEN.findall(prose.lower())
    return {
        " ".join(tokens[start : start + length])
        for length in range(1, MAX_TOKENS + 1)
        for start in range(len(tokens) - length + 1)
    }


def _cases(prose: str) -> set[str]:
    return {name for name, is_one in CASES.items() if any(map(is_one, prose))}
