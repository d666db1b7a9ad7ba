"""Read a .docx file as its reader does; heads and feet of its pages are told once, at the end."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from ailabel.errors import InputError
from ailabel.lazy import regex
from ailabel.readers.archive import DAMAGED, open_archive, parse_xml, read_part
from ailabel.webpage import visible_text

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

BODY = "word/document.xml"
MAX_BODY = 64 * 1024 * 1024  # bytes of XML; the longest novel has a tenth
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARGIN = regex(r"word/(?:header|footer)\d*\.xml")
_NOTE_MARK = regex(  # of a footnote, and from there back to the text, as mammoth writes them
    r'<sup><a href="#(?:foot|end)note-\d+"[^>]*>\[\d+\]</a></sup>|<a href="#(?:foot|end)note-ref-\d+">↑</a>'
)


def text_of(data: bytes) -> str:
    """What its paragraphs, tables and notes say, as a page would; deleted words and comments are left out.

    Raises: InputError where it is damaged or no document.
    """
    with open_archive(data) as archive:
        read_part(archive, BODY, MAX_BODY)
        margins = list(dict.fromkeys(_margins(archive)))
    text = visible_text(_NOTE_MARK.sub("", _page(data)))
    return "\n\n".join([*filter(None, [text.rstrip("\n")]), *margins]) + "\n"


def _page(data: bytes) -> str:
    """The document as HTML, without its pictures."""
    import mammoth

    try:
        return str(mammoth.convert_to_html(io.BytesIO(data), convert_image=_no_picture).value)
    except (*DAMAGED, ExpatError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"it is damaged: {' '.join(str(error).split()) or type(error).__name__}") from None


def _no_picture(_image: object) -> list[Any]:
    return []


def _margins(archive: zipfile.ZipFile) -> Iterator[str]:
    """Each paragraph that says something in a head or foot of pages."""
    for name in sorted(filter(_MARGIN.fullmatch, archive.namelist())):
        for paragraph in parse_xml(read_part(archive, name), name).iter(f"{W}p"):
            text = " ".join("".join(run.text or "" for run in paragraph.iter(f"{W}t")).split())
            if any(map(str.isalpha, text)):
                yield text
