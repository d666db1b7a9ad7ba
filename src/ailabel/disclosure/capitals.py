"""Names of AI that are typed small, "skriven med ai", "made with Ai", as patterns read them: "AI".

In Swedish they are spelt so, elsewhere often; but "ai" is "to the" in Italian, "who" in Vietnamese, "have" in
French and a name in Japanese. So what stands beside it decides, whichever language that is of.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from ailabel.disclosure.sweep import options
from ailabel.languages.words import read_words
from ailabel.lazy import regex

if TYPE_CHECKING:
    import re

    Beside = tuple[str, ...]

SMALL = regex(r"(?<![\w.@#])(?:[Aa]i|[Kk]i|[Ii]a)(?![\w.@]\w|\w)")
REACH = 24  # characters before it in which the words stand that decide
BEHIND = 16  # characters behind it
WORD = regex(r"[\w']+")
FOREIGN = regex(r"[^\W\d_A-Za-zÀ-ɏ]\W{0,3}\Z")  # a letter that is not Latin, right before it
JOINED = regex(r"-[^\W\d_]{4}|:(?:n|ll[aä])\b")  # "ai-generert", Finnish "ai:n"; "ai-je" is French
SURNAME = regex(r" [A-ZÀ-ÞĀ-Ž]")
LABEL = regex(r"(?:\A|[\n.!?] ?)[^\W\d_][\w -]{1,24}: ?\Z")
LABEL_END = regex(r" ?(?:[\n/,·|(;]|\.?\Z)")


def in_capitals(text: str) -> str:
    """The text, as long as it is, with what names AI in capitals; offsets stay as they are.

    >>> in_capitals("Texten är skriven med ai. Vad har Ai Weiwei gjort?")
    'Texten är skriven med AI. Vad har Ai Weiwei gjort?'
    """
    return SMALL.sub(_name, text) if _any_small().search(text.encode("utf-8", "replace")) else text


@cache
def _any_small() -> Any:  # noqa: ANN401  re2 has no types
    """What finds at least all that SMALL does, ten times as fast."""
    return re2.compile(r"(?:\A|\W)(?:[AaKk]i|[Ii]a)(?:\W|\z)", options())


def _name(found: re.Match[str]) -> str:
    """A small name as it is or in capitals, by what stands beside it."""
    text, name, (start, end) = found.string, found[0], found.span()
    before, behind = text[max(0, start - REACH) : start], text[end : end + BEHIND]
    used, by, after = _beside()[name.lower()]
    is_title = name[0].isupper()
    if is_title and SURNAME.match(behind):
        return name
    said = f" {_words(before)}"
    is_ai = said.endswith(used) or f"{_words(behind)} ".startswith(after) or bool(FOREIGN.search(before))
    if not is_title:
        is_ai = is_ai or said.endswith(by) or bool(JOINED.match(behind)) or _is_apart(before, behind)
    return name.upper() if is_ai else name


def _is_apart(before: str, behind: str) -> bool:
    """In brackets of its own, or all that follows a label: "Foto: ai"."""
    enclosed = before[-1:] == "(" and behind[:1] == ")"
    return enclosed or (LABEL.search(before) is not None and LABEL_END.match(behind) is not None)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.lower().replace("’", "'")))


@cache
def _beside() -> dict[str, tuple[Beside, Beside, Beside]]:
    """For each small name what stands before it, what persons follow as well, and what stands behind it."""
    found: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for names, *listed in read_words().small:
        for name in names:
            for words, more in zip(found.setdefault(name, (set(), set(), set())), listed, strict=True):
                words.update(more)
    return {
        name: (
            tuple(sorted(f" {word}" for word in used)),
            tuple(sorted(f" {word}" for word in by)),
            tuple(sorted(f"{word} " for word in behind)),
        )
        for name, (used, by, behind) in found.items()
    }
