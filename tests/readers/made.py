"""Files of a text, made by other packages than those that read them."""

from __future__ import annotations

import io
import textwrap
import zipfile
from typing import TYPE_CHECKING

import docx
import pikepdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HEIGHT, MARGIN, STEP = 842, 60, 14  # points of a page, to its text, and from line to line
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def pdf_of(*pages: Sequence[str], size: Callable[[str], int] = lambda _: 11) -> bytes:
    """Lines of each page, one below the other; "" leaves a line blank. `size` is that of a line's letters."""
    file = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    for lines in pages:
        page = file.add_blank_page(page_size=(595, HEIGHT))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = (
            b"/F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj"
            % (size(line), MARGIN, HEIGHT - MARGIN - STEP * row, _escaped(line))
            for row, line in enumerate(lines)
            if line
        )
        page.obj.Contents = file.make_stream(b"BT " + b"\n".join(shown) + b" ET")
    return saved(file)


def saved(file: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    file.save(out, encryption=encryption or False)
    return out.getvalue()


def _escaped(line: str) -> bytes:
    data = line.encode("cp1252", "replace")
    return data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def wrapped(text: str, width: int) -> list[str]:
    """Its lines, none wider than so many characters."""
    return [line for typed in text.split("\n") for line in textwrap.wrap(typed, width) or [""]]


def docx_of(text: str) -> bytes:
    """A paragraph for each of its paragraphs."""
    document = docx.Document()
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def epub_of(
    chapters: Mapping[str, str], more: Mapping[str, str] | None = None, root: str = "OEBPS/"
) -> bytes:
    """The body of each chapter by the name of its file, in order; `more`: other parts by full name."""
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    kind = "application/xhtml+xml"
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
        f'<manifest>{items}<item id="nav" href="nav.xhtml" properties="nav" media-type="{kind}"/>'
        f'</manifest><spine><itemref idref="nav"/>{order}</spine></package>'
    )
    parts = {
        "META-INF/container.xml": CONTAINER.format(f"{root}book.opf"),
        f"{root}book.opf": package,
        f"{root}nav.xhtml": page_of("<p>Contents</p>"),
        **{f"{root}{name}": page_of(body) for name, body in chapters.items()},
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def page_of(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title/></head><body>{body}</body></html>"
    )
