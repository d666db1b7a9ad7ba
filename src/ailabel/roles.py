"""Tell what each line is to its reader: prose, or a title, a fragment, boilerplate, cells, code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ailabel.column import wrapped_lines
from ailabel.inline import CODE, HEADING, ITEM, ROW
from ailabel.languages.words import read_words
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a line is to its reader.
PROSE, TITLE, FRAGMENT, NOISE, CELLS, PROGRAM, EMPTY = range(7)

_ROLE_OF = {ROW: CELLS, CODE: PROGRAM}
LONG_LINE = 160  # characters; a line this long is prose, whatever it looks like
WRAPPED_LINE = 40  # characters; no narrower column is common, so a shorter line was not wrapped
MAX_FRAGMENT_WORDS = 8  # a line of more words is read as prose, though it does not end like a sentence
MAX_NOISE_WORDS = 16  # a line of more words is no boilerplate, and no headline
MAX_NOISE_SENTENCE = 4  # words of a boilerplate line that ends like a sentence ("Read more.")
HEAD = 4  # characters of an opening, at most those of the shortest
MAX_DATE_LETTERS = 48  # of a line that is no more than a date or a time
NEAR_TOP = 8  # lines among which a headline may come twice
RIGHTS = "all rights reserved"

ENDS, CLOSERS = frozenset(".!?;:。！？"), frozenset("\"')]")
_LETTER = regex(r"[^\W\d_]")
_WORDS = regex(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENDED = regex(r"[.!?;:。！？][\"')\]]{1,3}$")
_ADDRESS = regex(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$")
_SCHEMES = ("http", "www.")
_BYLINE = regex(r"(?:By|BY|by) [A-Z][\w.'-]*(?: (?:and|[A-Z][\w.'-]*)){0,6},?(?: [A-Za-z ]{1,40})?$")
_DIGIT = regex(r"\d")
_DAY = regex(r"\b(?:ago|yesterday|today)\b")
_DATE = regex(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}:\d\d"
)


def read_roles(lines: Sequence[str], kinds: Sequence[int]) -> tuple[list[int], frozenset[int]]:
    """What each line is, and the places of those that were wrapped; `kinds` are those of `Lines`."""
    roles = [_ROLE_OF.get(kind, PROSE) if line else EMPTY for line, kind in zip(lines, kinds, strict=True)]
    if len(lines) == 1:
        return roles, frozenset()
    short = [at for at, line in enumerate(lines) if len(line) < LONG_LINE and roles[at] == PROSE]
    if not short:
        return roles, frozenset()
    reader = _LineReader(lines, kinds)
    for at in short:
        roles[at] = reader.role(at)
    _drop_repeats(reader, roles, short)
    return roles, reader.wrapped


class _LineReader:
    """Judges short lines by their shape and their neighbours."""

    def __init__(self, lines: Sequence[str], kinds: Sequence[int]) -> None:
        self.kinds = kinds
        self.lines = lines
        self.words = read_words()
        self.keys: dict[int, str] = {}  # what letters_of gives of the lines that were asked for
        self.first = next((index for index, line in enumerate(lines) if line), 0)
        self.ended = [bool(line) and is_ended(line) for line in lines]
        self.wrapped = wrapped_lines(lines, kinds, self.ended)

    def role(self, index: int) -> int:
        line = self.lines[index]
        if self.kinds[index] == HEADING:
            return TITLE
        count = line.count(" ") + 1
        if count > MAX_NOISE_WORDS or self.is_wrapped(index):
            return PROSE
        ended = self.ended[index]
        if self.is_noise(index, count, ended=ended):
            return NOISE
        if ended or self.is_part(index, line):
            return PROSE
        if index == self.first and index + 1 < len(self.lines):
            return TITLE
        return FRAGMENT if count <= MAX_FRAGMENT_WORDS else PROSE

    def letters(self, index: int) -> str:
        if index not in self.keys:
            self.keys[index] = letters_of(self.lines[index])
        return self.keys[index]

    def is_noise(self, index: int, count: int, *, ended: bool) -> bool:
        line = self.lines[index]
        if ended and count > MAX_NOISE_SENTENCE:
            return RIGHTS in line.lower()
        if not _LETTER.search(line) or ((line.startswith(_SCHEMES) or "@" in line) and _ADDRESS.match(line)):
            return True
        key = self.letters(index)
        if key in self.words.lines:
            return True
        if ended:
            return False
        if (key[:HEAD] in _heads() and key.startswith(self.words.openings)) or _BYLINE.match(line):
            return True
        return len(key) <= MAX_DATE_LETTERS and is_date(line.lower())

    def is_wrapped(self, index: int) -> bool:
        """Whether the line runs on into the next, or a sentence into it, as the text was wrapped."""
        return index in self.wrapped or (index - 1 in self.wrapped and not self.ended[index - 1])

    def is_part(self, index: int, line: str) -> bool:
        """Whether a sentence runs on into this line, or out of it, over a line break."""
        before = self.lines[index - 1] if index else ""
        after = self.lines[index + 1] if index + 1 < len(self.lines) else ""
        if before and self.kinds[index] != ITEM and not self.ended[index - 1]:
            return len(before) >= WRAPPED_LINE or line[0].islower()
        return bool(after) and after[0].islower() and self.kinds[index + 1] != ITEM


@cache
def _heads() -> frozenset[str]:
    """What the openings of boilerplate open with, to look for first: few lines do."""
    return frozenset(opening[:HEAD] for opening in read_words().openings)


def is_ended(line: str) -> bool:
    """Whether a line, that is not empty, stops like a sentence."""
    return line[-1] in ENDS or (line[-1] in CLOSERS and bool(_ENDED.search(line, max(0, len(line) - 4))))


def is_date(line: str) -> bool:
    """Whether a line in lower case holds a date or a time."""
    digit = _DIGIT.search(line)
    return bool((digit and _DATE.search(line)) or (("ago" in line or "day" in line) and _DAY.search(line)))


def letters_of(line: str) -> str:
    """The words of a line in lower case, nothing but letters and apostrophes between them."""
    return " ".join(_WORDS.findall(line.lower()))


def _drop_repeats(reader: _LineReader, roles: list[int], short: list[int]) -> None:
    """Both copies of a line that stands twice near the top are headlines."""
    seen: dict[str, int] = {}
    for line in short[:NEAR_TOP]:
        title = reader.lines[line]
        if title.endswith(".") or title.count(" ") >= MAX_NOISE_WORDS:
            continue
        key = reader.letters(line)
        if key and key in seen:
            roles[line] = roles[seen[key]] = TITLE
        seen[key] = line
