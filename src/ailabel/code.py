"""Where a Markdown text shows code: blocks between fences, blocks that are indented, spans between backticks.

Source: CommonMark 0.31, 4.4 (indented code), 4.5 (fenced code) and 6.1 (code spans).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LINE_REACH = 400  # characters that are looked at on either side of a place
FURTHER = 3  # characters that a fence which closes a block may stand further in than the one that opened it
_LINE = regex(r"[^\n]*+(?:\n|\Z)")
_INDENT = regex(r" {0,3}(?: {4}|\t)")
_FENCE = regex(
    r"(?P<before>[ \t>]*+(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?[ \t]*+)(?P<marks>`{3,}+|~{3,}+)(?P<rest>[^\n]*+)"
)
_BORDER = regex(  # what ends a paragraph, and what one begins after
    r"\n(?=[ \t\r]*(?:\n|[-*+#>|]|[0-9]{1,3}[.)] |```|~~~))|(?:```|~~~)[^\n`]*\n"
)


@value
class Code:
    """Ranges (start, end) of lines that are code, in order: between fences, and by indentation alone.

    `is_open`: nothing closes the last fence, and its block holds all that follows.
    """

    fenced: tuple[tuple[int, int], ...] = ()
    indented: tuple[tuple[int, int], ...] = ()
    is_open: bool = False

    @property
    def closed(self) -> tuple[tuple[int, int], ...]:
        """The blocks between two fences."""
        return self.fenced[:-1] if self.is_open else self.fenced


@value
class _Fence:
    """What opens or closes a block: its marks, how far in they stand, and whether they are in a quotation."""

    marks: str
    indent: int
    is_quoted: bool


def read_code(text: str) -> Code:
    """The blocks of code of a Markdown text; one in a quotation ends with it."""
    blocks: list[tuple[int, int]] = []
    indented: list[tuple[int, int]] = []
    fence: _Fence | None = None
    opened, is_code = 0, True
    for start, line in _lines(text):
        if fence and fence.is_quoted and not line.lstrip().startswith(">"):
            blocks.append((opened, start))
            fence, is_code = None, True
        found = _fence_on(line, fence)
        if fence:
            if found:
                blocks.append((opened, start + len(line)))
                fence, is_code = None, True
            continue
        if found:
            fence, opened = found, start
            continue
        blank = not line.strip()
        is_code = blank or (is_code and _INDENT.match(line) is not None)
        if is_code and not blank:
            indented.append((start, start + len(line)))
    if fence:
        blocks.append((opened, len(text)))
    return Code(tuple(blocks), tuple(indented), is_open=fence is not None)


def fenced(text: str) -> tuple[tuple[int, int], ...]:
    """The blocks of code that two fences hold, in order and apart."""
    return read_code(text).closed if "```" in text or "~~~" in text else ()


def is_inside(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the ranges, which are in order, holds the offset."""
    at = bisect_right(ranges, place, key=lambda part: part[0]) - 1
    return at >= 0 and place < ranges[at][1]


def is_code_span(text: str, start: int, stop: int) -> bool:
    """Whether backticks that open before `stop` close after it, in the paragraph of [start, stop)."""
    first, last = max(0, start - LINE_REACH), stop + LINE_REACH
    for border in _BORDER.finditer(text, first, start):
        first = border.end()
    if after := _BORDER.search(text, stop, last):
        last = after.start()
    return text.count("`", first, stop) % 2 == 1 and "`" in text[stop:last]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for match in _LINE.finditer(text):
        yield match.start(), match[0]


def _fence_on(line: str, fence: _Fence | None) -> _Fence | None:
    """The fence on a line: one that opens a block, or that closes the block of `fence`."""
    match = _FENCE.match(line) if "```" in line or "~~~" in line else None
    if match is None:
        return None
    found = _Fence(match["marks"], len(match["before"]), ">" in match["before"])
    rest = match["rest"]
    if fence:
        closes = found.marks.startswith(fence.marks) and found.indent <= fence.indent + FURTHER
        return found if closes and not rest.strip() else None
    return None if found.marks[0] == "`" and "`" in rest else found
