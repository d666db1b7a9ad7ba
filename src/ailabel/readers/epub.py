"""Read an e-book in EPUB chapter after chapter, each as the page that it is.

Source: EPUB 3.3 (W3C): 4.2.6.3.1 (where the package document is), 5.6 and 5.7 (its manifest and spine).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ailabel.encoding import decode
from ailabel.errors import InputError
from ailabel.lazy import regex
from ailabel.readers.archive import MAX_TEXT, open_archive, parse_xml, read_part
from ailabel.webpage import visible_text

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
MAX_BOOK = 4 * MAX_TEXT  # bytes of all chapters; the Bible in one file has a tenth
PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_NOTE_MARK = regex(  # a link that is raised or says what it is, or a number raised behind a word or mark
    r"<sup\b[^>]*>\s*<a\b[^>]*>[^<]{0,8}</a>\s*</sup>"
    r"|<a\b[^>]*\bnoteref\b[^>]*>(?:<sup\b[^>]*>)?[^<]{0,8}(?:</sup>)?</a>"
    r"|(?<=[.,;:!?\"'”’)>])<sup\b[^>]*>\s*\d{1,3}\s*</sup>"
    r"|(?<=[^\W\d]{4})<sup\b[^>]*>\d{1,3}</sup>(?=[\s.,;:])"
)


def text_of(data: bytes) -> str:
    """The chapters in the order in which they are read, a blank line between; no table of contents.

    Raises: InputError where it is damaged, locked or too large, or names a chapter that is not in it.
    """
    with open_archive(data) as archive:
        locked = _locked(archive)
        chapters, left = [], MAX_BOOK
        for name in dict.fromkeys(_chapters(archive)):
            if name in locked:
                raise InputError(f"{name} is encrypted, as for one reader alone; take a copy that is not")
            page = read_part(archive, name, min(left, MAX_TEXT))
            left -= len(page)
            chapters.append(visible_text(_NOTE_MARK.sub("", decode(page)), is_xml=True))
    return "\n".join(filter(None, chapters))


def _chapters(archive: zipfile.ZipFile) -> Iterator[str]:
    """The parts that hold the pages to be read, in order."""
    package = _package(archive)
    root = parse_xml(read_part(archive, package), package, may_declare=True)
    items = {item.get("id"): item for item in root.iter("{*}item")}
    for reference in root.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None:
            raise InputError(f"{package} puts {reference.get('idref')!r} in order and has no such item")
        if item.get("media-type") in PAGES and "nav" not in (item.get("properties") or "").split():
            yield _place(item.get("href"), posixpath.dirname(package))


def _package(archive: zipfile.ZipFile) -> str:
    root: Any = parse_xml(read_part(archive, CONTAINER), CONTAINER, may_declare=True)
    place = next((item.get("full-path") for item in root.iter("{*}rootfile")), None)
    if not place:
        raise InputError(f"{CONTAINER} names no package document")
    return str(place)


def _locked(archive: zipfile.ZipFile) -> frozenset[str]:
    """The parts that are encrypted; fonts often are, and nobody reads those."""
    if ENCRYPTION not in archive.namelist():
        return frozenset()
    root = parse_xml(read_part(archive, ENCRYPTION), ENCRYPTION)
    return frozenset(_place(item.get("URI"), "") for item in root.iter("{*}CipherReference"))


def _place(address: str | None, folder: str) -> str:
    """The part that an address means, as a folder's documents write it."""
    return posixpath.normpath(posixpath.join(folder, unquote((address or "").partition("#")[0])))
