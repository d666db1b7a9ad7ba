"""Sentences that a regex matches, made from the regex itself."""

from __future__ import annotations

import re
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

WIDE = "x"  # for any character, and for any letter
TURNS = (0, 1, 1, 2)  # of a quantifier, beyond the least
POINT = re.compile(r"\\x\{([0-9a-fA-F]+)\}")
LETTERS = re.compile(r"\\[pP](?:\{[A-Za-z]+\}|[A-Za-z])")


def sentences(regex: str, random: Random) -> Iterator[str]:
    """Endless strings made of an expanded regex of re2; borders of words and lines are not kept to."""
    tree = parser.parse(_for_python(regex), re.IGNORECASE)
    while True:
        yield _sequence(tree, random)


def _for_python(regex: str) -> str:
    spelt = POINT.sub(lambda match: f"\\U{int(match[1], 16):08x}", regex.removeprefix("(?i)"))
    return LETTERS.sub(WIDE, spelt).replace(r"\z", r"\Z")


def _sequence(tree: Iterable[tuple[Any, Any]], random: Random) -> str:
    return "".join(_item(kind, value, random) for kind, value in tree)


def _item(kind: Any, value: Any, random: Random) -> str:  # noqa: ANN401  the parser has no types
    if kind is ops.LITERAL:
        return chr(value)
    if kind is ops.IN:
        return _member(value, random)
    if kind is ops.BRANCH:
        return _sequence(random.choice(value[1]), random)
    if kind is ops.SUBPATTERN:
        return _sequence(value[3], random)
    if kind in {ops.MAX_REPEAT, ops.MIN_REPEAT}:
        least, most, tree = value
        turns = min(most, least + random.choice(TURNS))
        return "".join(_sequence(tree, random) for _ in range(turns))
    return "" if kind is ops.AT else WIDE


def _member(members: list[tuple[Any, Any]], random: Random) -> str:
    if members[0][0] is ops.NEGATE:
        return WIDE
    kind, value = random.choice(members)
    if kind is ops.RANGE:
        low, high = value
        return WIDE if low <= ord(WIDE) <= high else chr(random.choice((low, high)))
    if kind is ops.CATEGORY:
        return {ops.CATEGORY_SPACE: " ", ops.CATEGORY_DIGIT: "3"}.get(value, WIDE)
    return chr(value)
