"""Read files that are no text: READERS lists every kind, with the module that reads it."""

from __future__ import annotations

from importlib import import_module

from ailabel.errors import InputError, needs
from ailabel.value import value

EXTRA = "files"
ZIP = b"PK\x03\x04"
HEAD = 64  # bytes that are looked at for it
SPACE = b"\xef\xbb\xbf \t\r\n\0"  # what may stand before a PDF, which is read all the same


@value
class Reader:
    """A kind of file: how its bytes begin, and a name of a part that stands in an archive of that kind."""

    kind: str
    first: bytes
    name: bytes = b""


READERS = (
    Reader("epub", ZIP, b"META-INF/container.xml"),
    Reader("docx", ZIP, b"word/"),
    Reader("pdf", b"%PDF-"),
)
SUFFIXES = tuple(f".{reader.kind}" for reader in READERS)


def kind_of(data: bytes) -> str | None:
    """Which kind of READERS the bytes are, be they damaged; None for a text and all else."""
    head = data[:HEAD].lstrip(SPACE)
    for reader in READERS:
        if head.startswith(reader.first) and reader.name in data:
            return reader.kind
    return None


def text_of(data: bytes, kind: str) -> str:
    """What its reader sees of a file.

    Raises: InputError where it is damaged, locked or without text, or the extra is missing.
    """
    try:
        text: str = import_module(f"ailabel.readers.{kind}").text_of(data)
    except ImportError as error:
        raise InputError(f"to read a .{kind} file {needs(error, EXTRA)}") from None
    if not text.strip():
        raise InputError("it holds no text")
    return text
