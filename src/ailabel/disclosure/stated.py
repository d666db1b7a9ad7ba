"""What an author says right before a notice, up to its first word: "Please note that ..."."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from ailabel.disclosure.regex import expand, options
from ailabel.disclosure.sweep import REGEX_MEMORY

if TYPE_CHECKING:
    from ailabel.disclosure.pattern import Lexicon

STATES = "STATES"  # the fragment of a language that says so; it names no other
MARKS = r"[^\p{L}\p{N}]"  # what is of no word, in any script


def states(lexicon: Lexicon) -> str:
    """The regex, spelt out, with what parts it from the notice; empty where a language has none."""
    own = lexicon.fragments.get(STATES)
    return _spelt(own, lexicon.spaced) if own else ""


def stated_from(before: str, lexicon: Lexicon) -> int:
    """Where such words begin that end what stands before a match; at its end where there are none."""
    regex = states(lexicon) if before.strip() else ""
    found = _found(rf"{regex}{MARKS}*\z", before) if regex else None
    return found.start() if found else len(before)


def stated_up_to(match: str, lexicon: Lexicon) -> int:
    """How many characters such words take at the beginning of a match."""
    regex = states(lexicon)
    found = _found(rf"\A{MARKS}*{regex}", match) if regex else None
    return found.end() if found else 0


@cache
def _spelt(own: str, spaced: bool) -> str:  # noqa: FBT001  positional, for `cache` alone
    said = f"(?:{expand(own, {})})"
    return rf"(?:\A|{MARKS}){said}(?:\s{{1,9}}|\b)" if spaced else said


def _found(regex: str, text: str) -> Any:  # noqa: ANN401  re2 has no types
    """Its first match in a text, whose halves of characters count as marks: re2 reads UTF-8."""
    return _compiled(regex).search(text.encode("utf-8", "replace").decode())


@cache
def _compiled(regex: str) -> Any:  # noqa: ANN401  re2 has no types
    return re2.compile(regex, options(REGEX_MEMORY))
