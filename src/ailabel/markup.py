"""Find Markdown and HTML mark-up, so that what a reader never sees is not read as prose."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from ailabel.inline import CODE, HEADING, ITEM, MARKS, NO_INLINE, QUOTE, ROW, TEXT, Inline, read_inline
from ailabel.lazy import regex
from ailabel.value import value
from ailabel.view import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_TITLE_WORDS = 15  # a longer line above "-----" is a paragraph above a rule

# Possessive quantifiers only: no pattern goes back over what it has read.
_BLOCK = regex(
    r"""[ ]*+(?:
      (?P<fence>`{3,}+(?=[^`\n]*+$)|~{3,}+)
    | (?P<heading>\#{1,6}+[ ]++)
    | (?P<delimiter>(?=[^\n|]*+\|)\|?[ ]*+:?-++:?[ ]*+(?:\|[ ]*+:?-++:?[ ]*+)*+\|?[ ]*+$)
    | (?P<rule>(?:(?:\*[ ]*+){3,}+|(?:_[ ]*+){3,}+|(?:-[ ]*+){3,}+|={3,}+[ ]*+)$)
    | (?P<item>(?:[-*+•▪●◦‣⁃·]|\d{1,3}+[.)])[ ]++(?:\[[ xX]\][ ]++)?+)
    | (?P<quote>(?:>[ ]?+)++)
    | (?P<row>\|)
    | (?P<definition>\[(?!\^)[^\[\]\n]++\]:[ ]++<?(?:https?:|mailto:|[./\#])[^\n]*+$)
    | (?P<footnote>\[\^[^\[\]\n]++\]:)
    )""",
    re.VERBOSE | re.MULTILINE,
)
_FRONT_MATTER = regex(r"\s*+(---|\+\+\+)[ ]*+\n")
_FRONT_LINE = regex(r"[ ]*+$|[ #-]|[\w\"'][^\n:=]*+[:=]", re.MULTILINE)
_PLAIN_FENCES = frozenset({"markdown", "md", "text", "txt", "plaintext"})
_KIND_OF = {"heading": HEADING, "item": ITEM, "quote": QUOTE}


_OPENS_BLOCK = frozenset("`~#|:-*_=+•▪●◦‣⁃·>[0123456789")


@value
class Markup:
    """What to take out of a text and what its lines are; offsets into the text that was searched.

    `lines` holds the start of every line, `kinds` what it is (a number into LINE_KINDS); both are empty
    where no line is anything but text.
    """

    lines: Sequence[int] = ()
    kinds: Sequence[int] = ()
    edits: tuple[Edit, ...] = ()
    inline: Inline = NO_INLINE


NO_MARKUP = Markup()


def read_markup(text: str) -> Markup:
    """Everything in `text` that is mark-up, found in linear time."""
    lines = text.split("\n")
    heads = [line.lstrip(" ")[:1] for line in lines]
    has_inline = any(mark in text for mark in MARKS)
    if not has_inline and _OPENS_BLOCK.isdisjoint(heads):
        return NO_MARKUP
    candidates = [at for at, head in enumerate(heads) if head in _OPENS_BLOCK]
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    blocks = _Blocks(text, starts)
    blocks.run(candidates)
    inline = NO_INLINE
    if has_inline:
        borders = {*blocks.borders, *(at for at, head in enumerate(heads) if not head)}
        skips = sorted([*blocks.edits, *blocks.silent])
        inline = read_inline(text, [*(starts[at] for at in sorted(borders)), len(text) + 1], skips)
    if not (any(blocks.kinds) or inline.regions):
        return Markup(edits=tuple(blocks.edits), inline=inline)
    return Markup(starts[:-1], blocks.kinds, tuple(blocks.edits), inline)


class _Blocks:
    """One pass over the lines that may open a block; its lists grow as it runs, and are read afterwards."""

    def __init__(self, text: str, bounds: list[int]) -> None:
        self.text = text
        self.bounds = bounds
        self.kinds = bytearray(len(bounds) - 1)
        self.edits: list[Edit] = []
        self.silent: list[Edit] = []  # what is code, or settings
        self.borders: list[int] = []  # the lines that begin a paragraph without a blank line before them
        self.fence = ""  # the fence that is open, and its line
        self.opened = 0

    def run(self, candidates: list[int]) -> None:
        body = self.skip_front_matter()
        delimiters = []
        for line in candidates:
            match = _BLOCK.match(self.text, self.bounds[line]) if line >= body else None
            if match and self.fence:
                self.close(line, match)
            elif match:
                delimiters += [line] * (match.lastgroup == "delimiter")
                self.open(line, match)
        if self.fence.startswith("`"):
            self.end_fence(len(self.kinds))
        for line in delimiters:
            self.spread_rows(line)

    def end(self, line: int) -> int:
        """Where the line stops, its line feed not counted."""
        return self.bounds[line + 1] - 1

    def cut(self, start: int, end: int, text: str = "") -> None:
        if start < end:
            self.edits.append(Edit(start, end, text))

    def skip_front_matter(self) -> int:
        """The first line after a block of settings at the head of the text."""
        match = _FRONT_MATTER.match(self.text)
        if not match:
            return 0
        for line in range(self.text.count("\n", 0, match.end()), len(self.kinds)):
            content = self.text[self.bounds[line] : self.end(line)].rstrip()
            if content in {match[1], "..."}:
                self.cut(0, self.end(line))
                return line + 1
            if not _FRONT_LINE.match(content):
                return 0
        return 0

    def open(self, line: int, match: re.Match[str]) -> None:
        """What the mark-up at the head of a line makes of that line."""
        what = str(match.lastgroup)
        self.borders.append(line)
        if what == "fence":
            self.fence, self.opened = match["fence"], line
        elif what == "row":
            self.row(line)
        elif what in {"rule", "delimiter", "definition"}:
            self.underline(line, match["rule"] or "")
            self.cut(self.bounds[line], self.end(line))
        else:
            self.kinds[line] = _KIND_OF.get(what, TEXT)
            self.strip(line, match)

    def strip(self, line: int, match: re.Match[str]) -> None:
        """The mark-up at the head of a heading, item or quoted line goes, and a heading's closing one."""
        start, stop, end = self.bounds[line], match.end(), self.end(line)
        inner = _BLOCK.match(self.text, stop) if match["quote"] else None
        if inner and inner.lastgroup in _KIND_OF and inner.end() <= end:
            stop = inner.end()
        self.cut(start, stop)
        if match["heading"] and self.text[end - 1] == "#":
            self.cut(stop + len(self.text[stop:end].rstrip("#")), end)

    def close(self, line: int, match: re.Match[str]) -> None:
        fence = match["fence"] or ""
        if fence.startswith(self.fence) and not self.text[match.end() : self.end(line)].strip():
            self.end_fence(line)
            self.cut(self.bounds[line], self.end(line))

    def end_fence(self, line: int) -> None:
        """Lines from the opening fence up to `line` are code, unless the fence says that they are text."""
        start, end = self.bounds[self.opened], self.end(self.opened)
        self.cut(start, end)
        if self.text[start:end].strip(" `~").lower() not in _PLAIN_FENCES:
            self.kinds[self.opened + 1 : line] = bytes([CODE]) * (line - self.opened - 1)
            self.silent.append(Edit(end, max(end + 1, self.bounds[line] - 1)))
        self.fence = ""

    def underline(self, line: int, rule: str) -> None:
        """A line of "===" or "---" right under a short line that stands alone makes that a heading."""
        above = line - 1
        if rule[:1] not in {"=", "-"} or above < 0 or self.kinds[above] != TEXT:
            return
        title = self.text[self.bounds[above] : self.end(above)]
        alone = above == 0 or not self.text[self.bounds[above - 1] : self.end(above - 1)].strip()
        if alone and title.strip() and title.count(" ") < MAX_TITLE_WORDS:
            self.kinds[above] = HEADING
            self.borders.append(above)

    def row(self, line: int) -> bool:
        """Whether the line holds cells; if so it is a row, and its pipes are taken out."""
        start, end = self.bounds[line], self.end(line)
        content = self.text[start:end]
        if content.count("|") <= content.lstrip().startswith("|"):
            return False
        self.kinds[line] = ROW
        for place, char in enumerate(content, start):
            if char == "|":
                self.cut(place, place + 1, " ")
        return True

    def spread_rows(self, line: int) -> None:
        """The lines about a table's delimiter row that hold pipes are rows as well."""
        if line > 0 and self.kinds[line - 1] == TEXT and self.row(line - 1):
            self.borders.append(line - 1)
        for following in range(line + 1, len(self.kinds)):
            if self.kinds[following] != TEXT or not self.row(following):
                return
            self.borders.append(following)
