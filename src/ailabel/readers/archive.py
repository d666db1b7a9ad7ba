"""Open the archives that Office files and e-books are, and parse their parts."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from ailabel.errors import InputError

try:
    from lzma import LZMAError
except ImportError:  # of a Python that was built without it, which unpacks none
    LZMAError = RuntimeError  # type: ignore[misc, assignment]

MAX_MEMBERS = 10_000  # of an archive; a book of pictures has a thousand
MAX_UNPACKED = 512 * 1024 * 1024  # bytes of all members; Word itself opens no larger document
MAX_PART = 2_000_000  # bytes of XML once unpacked; properties and XMP of real files stay under a tenth
MAX_TEXT = 16 * 1024 * 1024  # bytes of the XML that is read for its text; a long novel has a third
DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, ValueError)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Raises: InputError where it is no zip archive, or one that unpacks to more than any document is."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise InputError(f"it is no zip archive: {error}") from None
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise InputError(f"it unpacks to over {MAX_MEMBERS:,} parts or {MAX_UNPACKED:,} bytes")
    return archive


def read_part(archive: zipfile.ZipFile, name: str, most: int = MAX_PART) -> bytes:
    """What a part holds. Raises: InputError where it is missing, damaged, or has over `most` bytes."""
    try:
        with archive.open(name) as part:
            data = part.read(most + 1)
    except KeyError:
        raise InputError(f"{name} is not in it") from None
    except DAMAGED as error:
        raise InputError(f"{name} is damaged: {error}") from None
    if len(data) > most:
        raise InputError(f"{name} has over {most:,} bytes")
    return data


def parse_xml(data: bytes, what: str, most: int = MAX_PART, *, may_declare: bool = False) -> Any:  # noqa: ANN401
    """The root of a part, an element of lxml; entities that it declares (where it may) are not read.

    Raises: InputError for what is too large, no XML, or declares what it may not.
    """
    from lxml import etree

    if len(data) > most:
        raise InputError(f"{what} has over {most:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{what} is no XML: {error}") from None
    if root.getroottree().docinfo.doctype and not may_declare:
        raise InputError(f"{what} has a document type, of which entities are made; no such file needs one")
    return root
