"""Find Markdown and HTML mark-up, so that what a reader never sees is not read as prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.inline import CODE, HEADING, ITEM, MARKS, NO_INLINE, QUOTE, ROW, TEXT, Inline, read_inline
from ailabel.lazy import regex
from ailabel.track import Edit
from ailabel.value import value

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_TITLE_WORDS = 15  # a longer line above "-----" is a paragraph above a rule
SPACE, LINE_FEED = 32, 10

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


def _members(chars: str, size: int) -> NDArray[np.bool_]:
    table = np.zeros(size, np.bool_)
    table[[ord(char) for char in chars]] = True
    return table


_OPENS_BLOCK = _members("`~#|:-*_=+•▪●◦‣⁃·>[0123456789", 0x2600)  # all of them under 0x25FF, which is none


@value
class Markup:
    """What to take out of a text and what its lines are; offsets into the text that was searched.

    `lines` holds the start of every line, `kinds` what it is (a number into LINE_KINDS).
    """

    lines: NDArray[np.intp]
    kinds: NDArray[np.uint8]
    edits: tuple[Edit, ...] = ()
    inline: Inline = NO_INLINE


def read_markup(text: str, codes: NDArray[Any]) -> Markup:
    """Everything in `text` (whose code points are `codes`) that is mark-up, found in linear time."""
    lines = line_starts(codes)
    if not len(codes):
        return Markup(lines, np.zeros(1, np.uint8))
    firsts = _first_codes(codes, lines)
    candidates = _OPENS_BLOCK.take(firsts, mode="clip").nonzero()[0].tolist()
    has_inline = any(mark in text for mark in MARKS)
    if not (candidates or has_inline):
        return Markup(lines, np.zeros(len(lines), np.uint8))
    blocks = _Blocks(text, [*lines.tolist(), len(text) + 1])
    blocks.run(candidates)
    if not has_inline:
        return Markup(lines, blocks.kinds, tuple(blocks.edits))
    breaks = firsts == LINE_FEED
    breaks[blocks.borders] = True
    skips = sorted([*blocks.edits, *blocks.silent])
    inline = read_inline(text, [*lines[breaks].tolist(), len(text) + 1], skips)
    return Markup(lines, blocks.kinds, tuple(blocks.edits), inline)


def line_starts(codes: NDArray[Any]) -> NDArray[np.intp]:
    """Where each line begins; a text has one line more than line feeds."""
    feeds = (codes == LINE_FEED).nonzero()[0]
    starts = np.zeros(len(feeds) + 1, np.intp)
    np.add(feeds, 1, out=starts[1:])
    return starts


def _first_codes(codes: NDArray[Any], lines: NDArray[np.intp]) -> NDArray[Any]:
    """The first code point of each line that is no space: a line feed for a blank line."""
    firsts = codes.take(lines, mode="clip")
    if lines[-1] == len(codes):
        firsts[-1] = LINE_FEED
    indented = (firsts == SPACE).nonzero()[0]
    if len(indented):
        solid = np.append((codes != SPACE).nonzero()[0], len(codes) - 1)
        firsts[indented] = codes[solid[np.searchsorted(solid[:-1], lines[indented])]]
        firsts[firsts == SPACE] = LINE_FEED
    return firsts


class _Blocks:
    """One pass over the lines that may open a block; its lists grow as it runs, and are read afterwards."""

    def __init__(self, text: str, bounds: list[int]) -> None:
        self.text = text
        self.bounds = bounds
        self.kinds = np.zeros(len(bounds) - 1, np.uint8)
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
            self.kinds[self.opened + 1 : line] = CODE
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
