"""Read files that are no text: READERS lists every kind, with the module that reads it."""

from __future__ import annotations

from importlib import import_module

from ailabel.errors import InputError, needs
from ailabel.value import value

EXTRA = "files"
ZIP = b"PK\x03\x04"


@value
class Reader:
    """A kind of file: how its bytes begin, and the part without which an archive is none of it."""

    kind: str
    first: bytes
    part: str | None = None


READERS = (
    Reader("docx", ZIP, "word/document.xml"),
    Reader("epub", ZIP, "META-INF/container.xml"),
    Reader("pdf", b"%PDF-"),
)
SUFFIXES = tuple(f".{reader.kind}" for reader in READERS)


def kind_of(data: bytes) -> str | None:
    """Which kind of READERS the bytes are; None for a text and all else."""
    for reader in READERS:
        if data.startswith(reader.first) and (reader.part is None or _holds(data, reader.part)):
            return reader.kind
    return None


def _holds(data: bytes, part: str) -> bool:
    from ailabel.readers.archive import open_archive

    try:
        with open_archive(data) as archive:
            return part in archive.namelist()
    except InputError:
        return False


def text_of(data: bytes, kind: str) -> str:
    """What its reader sees of a file.

    Raises: InputError where it is damaged, locked or without text, or the extra is missing.
    """
    try:
        text: str = import_module(f"ailabel.readers.{kind}").text_of(data)
    except ImportError as error:
        raise InputError(f"to read a .{kind} file {needs(error, EXTRA)}") from None
    return text
