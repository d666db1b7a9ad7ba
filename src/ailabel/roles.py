"""Tell what each line is to its reader: prose, or a title, a fragment, boilerplate, cells, code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from ailabel.inline import CODE, HEADING, ITEM, ROW
from ailabel.languages.words import read_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ailabel.document import Document

# What a line is to its reader.
PROSE, TITLE, FRAGMENT, NOISE, CELLS, PROGRAM, EMPTY = range(7)

LONG_LINE = 160  # characters; a line this long is prose, whatever it looks like
WRAPPED_LINE = 40  # characters; no narrower column is common, so a shorter line was not wrapped
MAX_FRAGMENT_WORDS = 8  # a line of more words is read as prose, though it does not end like a sentence
MAX_TITLE_WORDS = 20  # the first line of an article, when it does not end like a sentence
MAX_NOISE_WORDS = 14  # a boilerplate opening says nothing about a longer line
NEAR_TOP = 8  # lines among which a headline may come twice

_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENDED = re.compile(r"[.!?;。！？…][\"')\]]{0,3}$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$")
_BYLINE = re.compile(r"(?:By|BY|by) [A-Z][\w.'-]*(?: (?:and|[A-Z][\w.'-]*)){0,6},?(?: [A-Za-z ]{1,40})?$")
_DATE = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec)|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}:\d\d|\b(?:ago|yesterday|today)\b",
    re.IGNORECASE,
)


def read_roles(document: Document) -> NDArray[np.uint8]:
    """What each line of the clean view is: PROSE, TITLE, ..., EMPTY."""
    lines = document.lines
    lengths = lines.ends - lines.starts
    roles = np.where(lengths == 0, EMPTY, PROSE).astype(np.uint8)
    roles[lines.kinds == ROW] = CELLS
    roles[lines.kinds == CODE] = PROGRAM
    short = np.flatnonzero((lengths < LONG_LINE) & (roles == PROSE)).tolist()
    if not short or len(lines) == 1:
        return roles
    reader = _LineReader(document)
    for line in short:
        roles[line] = reader.role(line)
    _drop_repeats(document, roles, short)
    return roles


class _LineReader:
    """Judges short lines by their shape and their neighbours."""

    def __init__(self, document: Document) -> None:
        self.text = document.clean.text
        self.starts = document.lines.starts.tolist()
        self.ends = document.lines.ends.tolist()
        self.kinds = document.lines.kinds.tolist()
        self.words = read_words()
        self.first = next(
            (i for i, (a, b) in enumerate(zip(self.starts, self.ends, strict=True)) if a < b), 0
        )

    def line(self, index: int) -> str:
        if not 0 <= index < len(self.starts):
            return ""
        return self.text[self.starts[index] : self.ends[index]]

    def role(self, index: int) -> int:
        line = self.line(index)
        count = line.count(" ") + 1
        if self.kinds[index] == HEADING:
            return TITLE
        if count <= MAX_NOISE_WORDS and self.is_noise(line):
            return NOISE
        if _ENDED.search(line, max(0, len(line) - 4)) or self.is_part(index, line):
            return PROSE
        if index == self.first and count <= MAX_TITLE_WORDS and index + 1 < len(self.starts):
            return TITLE
        return FRAGMENT if count <= MAX_FRAGMENT_WORDS else PROSE

    def is_noise(self, line: str) -> bool:
        if not _LETTER.search(line) or _ADDRESS.match(line):
            return True
        key = " ".join(_WORDS.findall(line.lower()))
        if key in self.words.lines or key.startswith(self.words.openings) and not _ENDED.search(line):
            return True
        return bool(_BYLINE.match(line)) or (
            len(key) < 48 and bool(_DATE.search(line)) and not _ENDED.search(line)
        )

    def is_part(self, index: int, line: str) -> bool:
        """Whether a sentence runs on into this line, or out of it, over a line break."""
        before, after = self.line(index - 1), self.line(index + 1)
        if self.kinds[index] != ITEM and before and not _ENDED.search(before, max(0, len(before) - 4)):
            if len(before) >= WRAPPED_LINE or line[0].islower():
                return True
        return bool(after) and after[0].islower() and self.kinds[index + 1] != ITEM


def _drop_repeats(document: Document, roles: NDArray[np.uint8], short: list[int]) -> None:
    """Both copies of a line that stands twice near the top are headlines."""
    text, lines = document.clean.text, document.lines
    seen: dict[str, int] = {}
    for line in short[:NEAR_TOP]:
        key = " ".join(_WORDS.findall(text[lines.starts[line] : lines.ends[line]].lower()))
        if key and key in seen:
            roles[[line, seen[key]]] = TITLE
        seen[key] = line
