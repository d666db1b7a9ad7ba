"""Read a PDF as its reader does: notes, and heads and feet of pages, follow at the end, the latter once."""

from __future__ import annotations

import io
import logging
import re
import struct
from bisect import bisect_left
from collections import Counter
from contextlib import contextmanager
from itertools import accumulate, pairwise, takewhile
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from ailabel.errors import InputError, in_one_line
from ailabel.lazy import regex
from ailabel.readers.wrapped import BULLETS, Words, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.readers.wrapped import Block

    Matrix = Sequence[float]  # a, b, c, d, e, f (ISO 32000-1, 8.3.3)
    Lines = Sequence["Line"]

MAX_PDF = 256 * 1024 * 1024  # bytes; a scanned book has as many
LOCKED = "it is encrypted; unlock it first"
# Set by hand, and looked at in PDFs by typst, WeasyPrint and pdfTeX; measured on no corpus:
WIDER = 1.25  # times the usual step from line to line, which parts paragraphs
OTHER = 0.1  # of the size of letters, by which a heading or a caption differs
LARGER, LONGEST = 1.15, 200  # times the usual size are letters of headings, which have so many at most
SMALLER = 0.93  # of the usual size are letters of notes
RAISED, REDUCED = 0.1, 0.85  # of the size of its line a mark of a note stands higher, and is large
EDGE = 3  # lines at either end of a page among which running heads and page numbers stand
REPEATED = 3  # pages that share such a line, or all of fewer
SPELT = str.maketrans(
    # U+00AD has the glyph of a hyphen, and is one where it shows; fonts of symbols have U+F0B7 for a bullet
    {"\u00ad": "-", "\u2010": "-", "\u2011": "-", "\uf0b7": BULLETS[0]}
)
_NUMBER = regex(r"\d+")
_NUMBERED = regex(r"\A(\d{1,3})[.)]?\s*(?=[^\W\d])")
_MARK = regex(r"\s*(?:\d{1,3}|[*†‡§]{1,3}|[a-z])\s*")


class Line(NamedTuple):
    """A line of a page, or a piece of one: how high it stands and how large its letters are, in points."""

    text: str
    height: float
    size: float


def text_of(data: bytes) -> str:
    """Its paragraphs, lists, and headings ("# "), with a blank line between them.

    A word that was parted at the end of a line is whole again; whether it had a hyphen, the document's other
    words tell. Marks of notes are left out.

    Raises: InputError where it is damaged, locked, or holds no text.
    """
    with damage_told():
        pages = [_lines(page) for page in open_pdf(data).pages]
    if not any(pages):
        raise InputError("it holds no text, as a scan does; run text recognition on it first")
    running = _running(pages)
    columns = [column for page in pages for column in _columns(_body(page, running))]
    usual = _usual_size(columns)
    notes = [_notes(column, SMALLER * usual) for column in columns]
    bodies = [column[: len(column) - len(own)] for column, own in zip(columns, notes, strict=True)]
    words = Words([line.text for page in pages for line in page])
    shown = list(paragraphs([_blocks(body, LARGER * usual) for body in bodies], words))
    below = list(paragraphs([list(_by_note(own)) for own in notes], words))
    return "\n\n".join((*_without_marks(shown, below), *_told_once(pages, running))) + "\n"


def _without_marks(shown: Sequence[str], notes: Sequence[str]) -> Iterator[str]:
    """Paragraphs and notes without the numbers of the notes, which stand at a word as if they were of it."""
    text = "\n\n".join(shown)
    for note in notes:
        if number := _NUMBERED.match(note):
            text = re.sub(rf"(?<=[^\W\d]|[.,;:!?\"'”’)]){number[1]}(?=[\s.,;:!?)]|\Z)", "", text, count=1)
    yield text
    yield from (_NUMBERED.sub("", note) for note in notes)


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
        raise InputError(f"it is damaged: {in_one_line(error)}") from None
    finally:
        log.setLevel(level)


def _lines(page: Any) -> list[Line]:  # noqa: ANN401  a page of pypdf
    """What stands on a page, in the order in which it was written there."""
    pieces: list[Line] = []

    def take(text: str, page_matrix: Matrix, text_matrix: Matrix, _font: object, size: float) -> None:
        pieces.append(Line(text.translate(SPELT), *_place(page_matrix, text_matrix, size)))

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
            if any(part.text.strip() for part in held):
                yield _line(held)
            held = []
        held.append(piece._replace(text=rest))


def _line(pieces: Lines) -> Line:
    """The pieces of a line in one, without the marks of notes: small numbers that stand higher."""
    written = [piece for piece in pieces if piece.text.strip()]
    first = max(written, key=lambda piece: piece.size)
    others = [
        piece
        for piece in pieces
        if piece.size > REDUCED * first.size
        or piece.height < first.height + RAISED * first.size
        or not _MARK.fullmatch(piece.text)
    ]
    return first._replace(text=" ".join("".join(piece.text for piece in others).split()))


def _key(line: Line) -> str:
    """What lines of all pages share but for their numbers."""
    return _NUMBER.sub("0", line.text).casefold()


def _running(pages: Sequence[Lines]) -> frozenset[str]:
    """The keys of what stands at the edge of page after page."""
    edges = ({_key(line) for line in (*page[:EDGE], *page[-EDGE:])} for page in pages)
    counted = Counter(key for keys in edges for key in keys)
    enough = max(2, min(REPEATED, len(pages)))
    return frozenset(key for key, count in counted.items() if count >= enough)


def _body(page: Lines, running: frozenset[str]) -> Lines:
    """A page without what runs at its edges."""
    last = len(page) - EDGE
    return [line for at, line in enumerate(page) if EDGE <= at < last or _key(line) not in running]


def _told_once(pages: Sequence[Lines], running: frozenset[str]) -> Iterator[str]:
    """Each running line as it stands first; no page numbers."""
    first: dict[str, str] = {}
    for page in pages:
        for line in (*page[:EDGE], *page[-EDGE:]):
            if _key(line) in running:
                first.setdefault(_key(line), line.text)
    return (text for text in first.values() if any(map(str.isalpha, text)))


def _columns(page: Lines) -> Iterator[Lines]:
    """What stands one below the other; a column begins where the next line stands higher."""
    column: list[Line] = []
    for line in page:
        if column and line.height > column[-1].height + column[-1].size:
            yield column
            column = []
        column.append(line)
    yield column


def _usual_size(columns: Iterable[Lines]) -> float:
    """The size of the letter in the middle, were all in the order of their size."""
    lines = sorted((line for column in columns for line in column), key=lambda line: line.size)
    reached = list(accumulate(len(line.text) for line in lines))
    return lines[bisect_left(reached, reached[-1] / 2)].size if lines else 0.0


def _notes(column: Lines, small: float) -> Lines:
    """The lines in smaller letters at the foot of a column of others."""
    found = list(takewhile(lambda line: line.size < small, reversed(column)))
    return found[::-1] if len(found) < len(column) else []


def _by_note(lines: Lines) -> Iterator[Block]:
    """The lines of each note; a number begins one."""
    note: list[str] = []
    for line in lines:
        if note and _NUMBERED.match(line.text):
            yield note
            note = []
        note.append(line.text)
    if note:
        yield note


def _blocks(lines: Lines, large: float) -> list[Block]:
    """Lines that stand as close as most, in letters of one size; those of a heading in one."""
    steps = [before.height - line.height for before, line in pairwise(lines)]
    usual = median([step for step in steps if step > 0] or [0.0])
    blocks: list[list[Line]] = [[line] for line in lines[:1]]
    for step, (before, line) in zip(steps, pairwise(lines), strict=True):
        is_other = abs(before.size - line.size) > OTHER * before.size
        if is_other or (step > WIDER * usual and line.size <= large):
            blocks.append([])
        blocks[-1].append(line)
    return [_heading(block) if block[0].size > large else [line.text for line in block] for block in blocks]


def _heading(block: Lines) -> Block:
    text = " ".join(line.text for line in block)
    return [f"# {text}"] if 1 < len(text) <= LONGEST else [line.text for line in block]
