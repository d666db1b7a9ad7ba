"""Read a PDF as its reader does: wrapped lines joined, and heads and feet of pages told once, at the end."""

from __future__ import annotations

import io
import logging
import struct
from collections import Counter
from contextlib import contextmanager
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import east_asian_width

from ailabel.errors import InputError
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Matrix = Sequence[float]  # a, b, c, d, e, f (ISO 32000-1, 8.3.3)
    Block = Sequence[str]  # lines

MAX_PDF = 256 * 1024 * 1024  # bytes; a scanned book has as many
LOCKED = "it is encrypted; unlock it first"
UNMOVED = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
WIDER = 1.25  # times the usual step from line to line, which parts paragraphs
OTHER = 0.1  # of the size of letters, by which a heading differs
FULL = (
    0.85  # of the width of its block, in characters, is a full line at least, with the word that had no room
)
MOST = 0.8  # of the lines that end within a sentence are full where lines were wrapped
FEW = 8  # of such lines in a column tell too little, and those of all columns tell it
NARROWEST = 25  # characters of a column in which lines are wrapped
RARE = 0.04  # of lines end in a hyphen where only words are parted that have one
EDGE = 2  # lines at either end of a page among which running heads and page numbers stand
REPEATED = 3  # pages that share such a line, or all of fewer
BULLETS, SOFT_HYPHEN, QUOTES = "•‣▪◦", "\u00ad", "\"'“‘„«"
SYMBOL = "\uf0b7"  # a bullet, as fonts of symbols have it
ENDS, CLOSERS = (*".!?:;…。！？：",), "\"'”’»)]* "
_ITEM = regex(r"\w{1,3}[.)] ")
_WORD = regex(r"(?P<word>\w+(?:-\w+)*)")
_BROKEN = regex(r"(?P<word>\w+(?:-\w+)*)-\Z")
_NUMBER = regex(r"\d+")


class Line(NamedTuple):
    """A line of a page: how high it stands and how large its letters are, in points."""

    text: str
    height: float
    size: float


def text_of(data: bytes) -> str:
    """Its paragraphs, headings and lists, with a blank line between them.

    A word that was parted at the end of a line is whole again; whether it had a hyphen, the document's other
    words tell.

    Raises: InputError where it is damaged, locked, or holds no text.
    """
    with damage_told():
        pages = [_lines(page) for page in open_pdf(data).pages]
    if not any(pages):
        raise InputError("it holds no text, as a scan does; run text recognition on it first")
    running = _running(pages)
    words = Words([line.text for page in pages for line in page])
    shown = ([line for line in page if _key(line) not in running] for page in pages)
    columns = [_blocks(column) for page in shown for column in _columns(page)]
    margins = {_key(line): line.text for page in pages[::-1] for line in page[::-1] if _key(line) in running}
    told_once = [text for text in reversed(margins.values()) if any(map(str.isalpha, text))]
    return "\n\n".join([*_paragraphs(columns, words), *told_once]) + "\n"


def open_pdf(data: bytes) -> Any:  # noqa: ANN401  a reader of pypdf
    """Raises: InputError for what is too large or locked."""
    from pypdf import PdfReader

    if len(data) > MAX_PDF:
        raise InputError(f"it has over {MAX_PDF:,} bytes")
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not _is_open(reader):
        raise InputError(LOCKED)
    return reader


def _is_open(reader: Any) -> bool:  # noqa: ANN401  a reader of pypdf
    """Whether anybody may read it: much is encrypted only so that nobody changes it."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except DependencyError:  # for AES, pypdf needs another package
        return False


@contextmanager
def damage_told() -> Iterator[None]:
    """What pypdf raises on damaged files, which is of every kind, as an InputError; its log is silent."""
    from pypdf.errors import PyPdfError

    damaged = (
        PyPdfError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    )
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    except (*damaged, AssertionError, NotImplementedError, OSError, struct.error) as error:
        raise InputError(f"it is damaged: {' '.join(str(error).split()) or type(error).__name__}") from None
    finally:
        log.setLevel(level)


def _lines(page: Any) -> list[Line]:  # noqa: ANN401  a page of pypdf
    """What stands on a page, in the order in which it was written there."""
    pieces: list[Line] = []

    def take(text: str, page_matrix: Matrix, text_matrix: Matrix, _font: object, size: float) -> None:
        pieces.append(Line(text, *_place(page_matrix, text_matrix, size)))

    page.extract_text(visitor_text=take)
    return list(_joined_pieces(pieces))


def _place(page: Matrix, text: Matrix, size: float) -> tuple[float, float]:
    _, shear, _, scale, _, offset = page
    return text[4] * shear + text[5] * scale + offset, size * abs(text[3] * scale)


def _joined_pieces(pieces: Iterable[Line]) -> Iterator[Line]:
    """Lines of pieces, which hold line breaks; one stands where its first word does."""
    held: list[Line] = []
    for piece in (*pieces, Line("\n", 0.0, 0.0)):
        *ended, rest = piece.text.split("\n")
        for part in ended:
            held.append(piece._replace(text=part))
            text = " ".join("".join(part.text for part in held).replace(SYMBOL, BULLETS[0]).split())
            if text:
                yield next(part for part in held if part.text.strip())._replace(text=text)
            held = []
        held.append(piece._replace(text=rest))


def _key(line: Line) -> str:
    """What lines of all pages share but for their numbers."""
    return _NUMBER.sub("0", line.text).casefold()


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The keys of what stands at the edge of page after page."""
    edges = ({_key(line) for line in (*page[:EDGE], *page[-EDGE:])} for page in pages)
    counted = Counter(key for keys in edges for key in keys)
    enough = max(2, min(REPEATED, len(pages)))
    return frozenset(key for key, count in counted.items() if count >= enough)


def _columns(page: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """What stands one below the other; a column begins where the next line stands higher."""
    column: list[Line] = []
    for line in page:
        if column and line.height > column[-1].height + column[-1].size:
            yield column
            column = []
        column.append(line)
    yield column


def _blocks(lines: Sequence[Line]) -> list[Block]:
    """Lines that stand as close as most, in letters of one size."""
    steps = [before.height - line.height for before, line in pairwise(lines)]
    usual = median([step for step in steps if step > 0] or [0.0])
    blocks: list[list[str]] = [[line.text] for line in lines[:1]]
    for step, (before, line) in zip(steps, pairwise(lines), strict=True):
        if step > WIDER * usual or abs(before.size - line.size) > OTHER * before.size:
            blocks.append([])
        blocks[-1].append(line.text)
    return list(blocks)


def _paragraphs(columns: Sequence[Sequence[Block]], words: Words) -> Iterator[str]:
    """Each block, its lines joined where they were wrapped; a sentence may go on in the next column."""
    held: list[str] = []
    was_wrapped = False
    breaks = [_breaks(column) for column in columns]
    whole = [is_full for own in breaks for is_full in own]
    for column, own in zip(columns, breaks, strict=True):
        is_wrapped = _are_full(own if len(own) >= FEW else whole)
        for number, block in enumerate(column):
            lines = _unwrapped(block, words, is_wrapped=is_wrapped)
            goes_on = number == 0 and was_wrapped and is_wrapped and not _is_ended(held[-1:])
            if held and (goes_on or _is_parted(held[-1], lines[0])):
                lines = [*held[:-1], words.join(held[-1], lines[0]), *lines[1:]]
            elif held:
                yield "\n".join(held)
            held, was_wrapped = lines, is_wrapped
    if held:
        yield "\n".join(held)


def _breaks(column: Iterable[Block]) -> list[bool]:
    """Of each line of a column that breaks within a sentence, whether it is full."""
    return [
        _is_full(line, following, block)
        for block in column
        for line, following in pairwise(block)
        if not _is_ended([line])
    ]


def _are_full(breaks: Sequence[bool]) -> bool:
    """Whether lines break where they are full; those of poems and lists break where they will."""
    return sum(breaks) > MOST * len(breaks)


def _unwrapped(block: Block, words: Words, *, is_wrapped: bool) -> list[str]:
    """The lines of a block, those that were wrapped or that break a word joined to what follows."""
    lines = [block[0]]
    for line, following in pairwise(block):
        if _is_parted(line, following) or (is_wrapped and _is_full(line, following, block)):
            lines[-1] = words.join(lines[-1], following)
        else:
            lines.append(following)
    return lines


def _is_full(line: str, following: str, block: Block) -> bool:
    """Whether the next word would have been too much for the line."""
    width = max(map(len, block))
    if width < NARROWEST or following[0] in BULLETS or (_is_ended([line]) and not _opens(following)):
        return False
    return len(line) + 1 + len(following.partition(" ")[0]) >= FULL * width


def _opens(line: str) -> bool:
    """Whether a line may begin with the next sentence of a paragraph: no item, number or note in brackets."""
    return line.lstrip(QUOTES)[:1].isalpha() and not _ITEM.match(line)


def _is_parted(line: str, following: str) -> bool:
    """Whether a word goes on in the next line."""
    return line[-1] == SOFT_HYPHEN or bool(following[0].islower() and _BROKEN.search(line))


def _is_ended(lines: Block) -> bool:
    """Whether the last of them ends like a sentence."""
    return any(line.rstrip(CLOSERS)[-1:] in ENDS for line in lines[-1:])


class Words:
    """The words of a document, which tell what was parted at the end of a line."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._known = frozenset(word.casefold() for line in lines for word in _WORD.findall(line.rstrip("-")))
        self._are_parted = sum(bool(_BROKEN.search(line)) for line in lines) > max(1, RARE * len(lines))

    def join(self, before: str, line: str) -> str:
        """A line and what it goes on with."""
        if before[-1] == SOFT_HYPHEN:
            return before[:-1] + line
        if _is_parted(before, line):
            return (before if self._has_hyphen(before, line) else before[:-1]) + line
        if _is_wide(before[-1]) and _is_wide(line[0]):
            return before + line
        return f"{before} {line}"

    def _has_hyphen(self, before: str, line: str) -> bool:
        """Whether the word that is parted here has a hyphen of its own."""
        broken, rest = _BROKEN.search(before), _WORD.match(line)
        head, tail = (found["word"].casefold() if found else "" for found in (broken, rest))
        if head + tail in self._known:
            return False
        return f"{head}-{tail}" in self._known or "-" in head or not self._are_parted


def _is_wide(char: str) -> bool:
    """Of a script that writes no spaces."""
    return east_asian_width(char) in {"W", "F"}
