"""Machine-readable labels: MARKS lists every standard that is read and written, most robust first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.characters import HIDDEN_CHARACTERS
from ailabel.errors import UsageError
from ailabel.marks.standard import NOTHING, Found, Standard, Statement, gathered
from ailabel.readers import HEAD, SPACE
from ailabel.readers import kind_of as kind_of_file

if TYPE_CHECKING:
    from ailabel.document import Document

__all__ = ["BINARY", "MARKS", "Found", "Standard", "Statement", "find_marks", "read_marks", "standard"]

MARKS: tuple[Standard, ...] = (
    Standard(
        *("visible", "visible", "text", ("assisted", "generated", "mixed")),
        scopes=("text", "summary", "translation", "image"),
    ),
    Standard(
        "html", "w3c", "text", ("human", "assisted", "generated", "autonomous", "mixed"), ("disclosure",)
    ),
    Standard(
        *("json-ld", "schema_org", "text", ("human", "assisted", "generated", "mixed")),
        clues=("sourcetype", "source_type", "aidisclosure"),
    ),
    Standard(
        *("declare-ai", "declare", "text", ("human", "assisted", "generated", "mixed")),
        clues=("ai-content-declaration", "declare-ai.org/"),
    ),
    Standard(
        *("front-matter", "front_matter", "text", ("human", "assisted", "generated", "mixed")),
        clues=("sourcetype", "source_type", "disclosure", "ai_gen", "ai-gen", "aigen"),
    ),
    Standard("aigc", "aigc", "text", ("generated", "possible"), ("aigc",)),
    Standard(
        *("header", "header", "text", ("human", "assisted", "generated", "autonomous")),
        clues=("ai-disclosure:",),
    ),
    Standard("trailer", "trailer", "text", ("assisted", "generated"), ("-by: ",)),
    Standard("hidden", "hidden", "text", (), warning=HIDDEN_CHARACTERS),
    Standard(
        *("c2pa", "c2pa", "text", ("human", "assisted", "generated", "mixed")),
        clues=("c2pa",),
        warning=HIDDEN_CHARACTERS,
    ),
    Standard("docx", "docx", "docx", ("human", "assisted", "generated", "mixed", "possible")),
    Standard("pdf", "pdf", "pdf", ("human", "assisted", "generated", "mixed", "possible")),
)
"""In the order in which they are written; each is read by a module of its own, imported when it is needed."""


_CLUES = {clue for row in MARKS for clue in row.clues}
_RARE = "_/2:-"  # what few texts hold, and is found fastest
_FIRST = tuple(
    (next((sign for sign in _RARE if sign in clue), ""), clue)
    for clue in _CLUES
    if not any(clue != own and own in clue for own in _CLUES)
)
"""The clues that hold no other one, each with a sign of its own to look for first."""

BINARY = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}
"""The first bytes of each kind of file that is no text."""


def find_marks(document: Document) -> Found:
    """The labels that stand in a text; one that holds no clue of any costs a few searches for a word."""
    # Clues are ASCII, so that the bytes of all other letters may pass for any others.
    small = document.text.encode("utf-8", "surrogatepass").lower().decode("latin-1")
    if not (document.warnings or any(sign in small and clue in small for sign, clue in _FIRST)):
        return NOTHING
    return gathered(
        row.read(document.text)
        for row in MARKS
        if row.warning in document.warnings or any(clue in small for clue in row.clues)
    )


def read_marks(content: str | bytes) -> Found:
    """Every label of a text, or of the bytes of a .docx or .pdf file; visible lines of our own too."""
    kind = kind_of(content)
    return gathered(row.read(content) for row in MARKS if row.kind == kind)


def kind_of(content: str | bytes) -> str:
    """What the content is, by its first bytes. Raises: UsageError for bytes of neither kind of file."""
    if isinstance(content, str):
        return "text"
    kind = binary_kind(content)
    if kind is None:
        raise UsageError(
            "these bytes are neither text nor PDF nor .docx; a text is a str, so decode one first"
        )
    return "epub" if kind_of_file(content) == "epub" else kind  # into which no label is written


def binary_kind(data: bytes) -> str | None:
    """Which of BINARY it begins as, even behind white space; None for a text."""
    head = data[:HEAD].lstrip(SPACE)
    return next((kind for kind, first in BINARY.items() if head.startswith(first)), None)


def standard(name: str) -> Standard:
    """The standard of that name. Raises: UsageError, which names those that there are."""
    for row in MARKS:
        if row.name == name:
            return row
    written = ", ".join(row.name for row in MARKS if row.claims)
    raise UsageError(f"no standard {name!r} of labelling; there is: {written}")
