"""Change a text at single places and leave every other character as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.page import is_page
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.marks.page import Element

MAX_INDENT = 200  # characters before an element that are looked at
_PROLOGUE = regex(r"\ufeff?+(?:\s*+(?:<!--(?:(?!-->).)*+-->|<!(?!--)[^>]*+>|<\?[^>]*+>))*+", re.DOTALL)


@value
class Edit:
    """`text` in place of [start, end)."""

    start: int
    end: int
    text: str = ""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made, whose ranges must not overlap; new lines end as those of the text do."""
    ends = "\r\n" if "\r\n" in text else "\n"
    parts, place = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[place : edit.start], edit.text.replace("\n", ends)]
        place = edit.end
    return "".join((*parts, text[place:]))


def head_edit(text: str, elements: Sequence[Element], lines: Sequence[str]) -> Edit:
    """Puts lines first into the head of a page, or where its head would be.

    Raises: UsageError where the text is no page.
    """
    _check_page(text)
    opened = {element.name: element.opened for element in reversed(elements) if element.parent < 1}
    place = opened.get("head") or opened.get("html") or _after_doctype(text)
    if place:
        return Edit(place, place, "".join(f"\n{line}" for line in lines))
    return Edit(place, place, "".join(f"{line}\n" for line in lines))


def body_edit(text: str, elements: Sequence[Element], line: str) -> Edit:
    """Puts a line last into the body of a page, or at its end.

    Raises: UsageError where the text is no page.
    """
    _check_page(text)
    closed = [element.closed for element in elements if element.name in {"body", "html"}]
    place = min(closed, default=len(text))
    return Edit(place, place, f"{line}\n")


def _check_page(text: str) -> None:
    if not is_page(text):
        raise UsageError("is no HTML page; a front-matter or visible label fits any text")


def without(text: str, elements: Iterable[Element]) -> Iterator[Edit]:
    """Take elements out, each with the line break before it where it opens its line."""
    for element in elements:
        before = text[max(0, element.start - MAX_INDENT) : element.start]
        kept = before.rstrip(" \t")
        line_break = 2 if kept.endswith("\r\n") else 1 if kept.endswith("\n") else 0
        yield Edit(element.start - (len(before) - len(kept) + line_break) * bool(line_break), element.end)


def _after_doctype(text: str) -> int:
    """Where the first tag of a page may stand: after its doctype and the comments about it."""
    match = _PROLOGUE.match(text)
    return match.end() if match else 0
