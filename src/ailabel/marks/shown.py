"""Where a Markdown text shows code: what looks like a label there is an example of one, and labels nothing.

Source: CommonMark 0.31, 4.4 (indented code), 4.5 (fenced code) and 6.1 (code spans).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_REACH = 400  # characters of its line that are looked at on either side of a place
_LINE = regex(r"[^\n]*+(?:\n|\Z)")
_INDENT = regex(r" {0,3}(?: {4}|\t)")
_FIELD = regex(r"""\ufeff?[ \t{}\[\],]*+(?:\Z|["']?[\w-]{1,40}["']?[ ]?:[ ]?\S)""")
_FENCE = regex(r"[ \t>]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?[ \t]*+(?P<marks>`{3,}+|~{3,}+)(?P<rest>[^\n]*+)")


@value
class Code:
    """Ranges (start, end) of lines that are code, in order: between fences, and by indentation alone."""

    fenced: tuple[tuple[int, int], ...] = ()
    indented: tuple[tuple[int, int], ...] = ()


def read_code(text: str) -> Code:
    """The blocks of code of a Markdown text; a fence that nothing closes holds all that follows."""
    fenced: list[tuple[int, int]] = []
    indented: list[tuple[int, int]] = []
    fence, opened, is_code = "", 0, True
    for start, line in _lines(text):
        marks = _marks(line, fence)
        if fence:
            if marks:
                fenced.append((opened, start + len(line)))
                fence, is_code = "", True
            continue
        if marks:
            fence, opened = marks, start
            continue
        blank = not line.strip()
        is_code = blank or (is_code and _INDENT.match(line) is not None)
        if is_code and not blank:
            indented.append((start, start + len(line)))
    if fence:
        fenced.append((opened, len(text)))
    return Code(tuple(fenced), tuple(indented))


def is_code_span(text: str, place: int) -> bool:
    """Whether backticks open before the place and close after it, on its line."""
    before = text[max(0, place - LINE_REACH) : place].rpartition("\n")[2]
    return before.count("`") % 2 == 1 and "`" in text[place : place + LINE_REACH].partition("\n")[0]


def is_at_an_end(text: str, start: int, end: int, after: int = 0) -> bool:
    """Whether nothing stands before it (from `after` on), or behind it, but fields, as in "title: Dams".

    What explains a label has words on either side.
    """
    before, behind = text[max(after, start - LINE_REACH) : start], text[end : end + LINE_REACH]
    is_first = start - after <= LINE_REACH and _is_of_fields(before.rpartition("\n")[0])
    return is_first or (len(text) - end <= LINE_REACH and _is_of_fields(behind.partition("\n")[2]))


def _is_of_fields(lines: str) -> bool:
    return all(_FIELD.match(line) for line in lines.splitlines())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for match in _LINE.finditer(text):
        yield match.start(), match[0]


def _marks(line: str, fence: str) -> str:
    """The marks of a fence that opens, or that closes `fence`; "" for any other line."""
    match = _FENCE.match(line) if "```" in line or "~~~" in line else None
    if match is None:
        return ""
    marks, rest = match["marks"], match["rest"]
    if fence:
        return marks if marks.startswith(fence) and not rest.strip() else ""
    return "" if marks[0] == "`" and "`" in rest else marks
