"""Tell what each line is to its reader: prose, or a title, a fragment, boilerplate, cells, code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.inline import CODE, HEADING, ITEM, ROW
from ailabel.languages.words import read_words
from ailabel.lazy import regex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ailabel.document import Document

# What a line is to its reader.
PROSE, TITLE, FRAGMENT, NOISE, CELLS, PROGRAM, EMPTY = range(7)

LONG_LINE = 160  # characters; a line this long is prose, whatever it looks like
WRAPPED_LINE = 40  # characters; no narrower column is common, so a shorter line was not wrapped
MAX_FRAGMENT_WORDS = 8  # a line of more words is read as prose, though it does not end like a sentence
MAX_NOISE_WORDS = 16  # a line of more words is no boilerplate, and no headline
MAX_NOISE_SENTENCE = 4  # words of a boilerplate line that ends like a sentence ("Read more.")
MAX_DATE_LETTERS = 48  # of a line that is no more than a date or a time
NEAR_TOP = 8  # lines among which a headline may come twice
RIGHTS = "all rights reserved"

ENDS, CLOSERS = frozenset(".!?;:。！？"), frozenset("\"')]")
_LETTER = regex(r"[^\W\d_]")
_WORDS = regex(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENDED = regex(r"[.!?;:。！？][\"')\]]{1,3}$")
_ADDRESS = regex(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$")
_BYLINE = regex(r"(?:By|BY|by) [A-Z][\w.'-]*(?: (?:and|[A-Z][\w.'-]*)){0,6},?(?: [A-Za-z ]{1,40})?$")
_DATE = regex(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}:\d\d|\b(?:ago|yesterday|today)\b"
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
        lines = document.lines
        self.kinds = lines.kinds.tolist()
        self.lines = document.clean.text.split("\n")
        self.words = read_words()
        self.first = next((index for index, line in enumerate(self.lines) if line), 0)

    def role(self, index: int) -> int:
        line = self.lines[index]
        if self.kinds[index] == HEADING:
            return TITLE
        count = line.count(" ") + 1
        ended = is_ended(line)
        if count > MAX_NOISE_WORDS:
            return PROSE
        if self.is_noise(line, count, ended=ended):
            return NOISE
        if ended or self.is_part(index, line):
            return PROSE
        if index == self.first and index + 1 < len(self.lines):
            return TITLE
        return FRAGMENT if count <= MAX_FRAGMENT_WORDS else PROSE

    def is_noise(self, line: str, count: int, *, ended: bool) -> bool:
        if ended and count > MAX_NOISE_SENTENCE:
            return RIGHTS in line.lower()
        if not _LETTER.search(line) or _ADDRESS.match(line):
            return True
        key = letters_of(line)
        if key in self.words.lines:
            return True
        if ended:
            return False
        short = len(key) <= MAX_DATE_LETTERS
        return key.startswith(self.words.openings) or bool(
            _BYLINE.match(line) or (short and _DATE.search(line.lower()))
        )

    def is_part(self, index: int, line: str) -> bool:
        """Whether a sentence runs on into this line, or out of it, over a line break."""
        before = self.lines[index - 1] if index else ""
        after = self.lines[index + 1] if index + 1 < len(self.lines) else ""
        if before and self.kinds[index] != ITEM and not is_ended(before):
            return len(before) >= WRAPPED_LINE or line[0].islower()
        return bool(after) and after[0].islower() and self.kinds[index + 1] != ITEM


def is_ended(line: str) -> bool:
    """Whether a line, that is not empty, stops like a sentence."""
    return line[-1] in ENDS or (line[-1] in CLOSERS and bool(_ENDED.search(line, max(0, len(line) - 4))))


def letters_of(line: str) -> str:
    """The words of a line in lower case, nothing but letters and apostrophes between them."""
    return " ".join(_WORDS.findall(line.lower()))


def _drop_repeats(document: Document, roles: NDArray[np.uint8], short: list[int]) -> None:
    """Both copies of a line that stands twice near the top are headlines."""
    text, lines = document.clean.text, document.lines
    seen: dict[str, int] = {}
    for line in short[:NEAR_TOP]:
        title = text[lines.starts[line] : lines.ends[line]]
        if title.endswith(".") or title.count(" ") >= MAX_NOISE_WORDS:
            continue
        key = letters_of(title)
        if key and key in seen:
            roles[[line, seen[key]]] = TITLE
        seen[key] = line
