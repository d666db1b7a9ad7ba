"""The Info dictionary and the XMP of a PDF: AIGC in both, and IPTC's DigitalSourceType in XMP.

Sources: TC260-PG-20258A, 6.3 (Info /AIGC, XMP TC260:AIGC); IPTC Photo Metadata Standard (Iptc4xmpExt). A
label is an incremental update (ISO 32000-1, 7.5.6): what was there stays byte for byte, and ours follows.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ailabel.errors import InputError, UsageError
from ailabel.marks.properties import AIGC, TERM, properties_of, read_properties
from ailabel.marks.standard import Found, gathered
from ailabel.readers.archive import parse_xml
from ailabel.readers.pdf import LOCKED, damage_told, open_pdf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ailabel.marks.standard import Statement

INFO = "/AIGC"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMES = {
    TERM: "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType",
    AIGC: "{http://www.tc260.org.cn/ns/AIGC/1.0/}AIGC",
}
PREFIXES = {
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "TC260": "http://www.tc260.org.cn/ns/AIGC/1.0/",
}
EMPTY = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"/></x:xmpmeta>'.encode()
PACKET = (b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n', b'\n<?xpacket end="w"?>')


def read(data: bytes) -> Found:
    """The marks of the file's properties; a damaged or locked file is a warning."""
    try:
        with damage_told():
            reader = open_pdf(data)
            info = _info(reader)
            packet = _packet(reader)
    except InputError as error:
        return Found((), (f"PDF that cannot be read: {error}",))
    return gathered((read_properties(info, "PDF Info"), _of_packet(packet)))


def write(data: bytes, statement: Statement) -> bytes:
    """The file followed by an update that sets its properties.

    Raises:
        InputError: the file is damaged or locked.
        UsageError: it is encrypted or signed, or a value cannot be said.
    """
    with damage_told():
        reader = open_pdf(data)
        if reader.is_encrypted:
            raise UsageError(LOCKED)
        _refuse_signed(reader)
        held = _packet(reader)
        root = parse_xml(held or EMPTY, "its XMP")
        told = properties_of(statement, {**_of_root(root), **_info(reader)})
        if _said(root, told) and _info(reader).get(AIGC) == told[AIGC]:
            return data
        return _updated(data, told, _with(root, told))


def _updated(data: bytes, told: Mapping[str, str | None], packet: bytes) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter(io.BytesIO(data), incremental=True)
    if told[AIGC] is not None:
        writer.add_metadata({INFO: told[AIGC]})
    elif writer._info is not None:  # noqa: SLF001  the public one is a copy, and its setter makes all text
        writer._info.pop(INFO, None)  # noqa: SLF001
    writer.xmp_metadata = packet
    stream: Any = writer.root_object["/Metadata"].get_object()
    for name, kind in (("/Type", "/Metadata"), ("/Subtype", "/XML")):
        stream[NameObject(name)] = NameObject(kind)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _refuse_signed(reader: Any) -> None:  # noqa: ANN401  a reader of pypdf
    """ISO 32000-1, 12.7.2: the first bit of SigFlags says that a signature exists."""
    form = reader.root_object.get("/AcroForm")
    flags = form.get_object().get("/SigFlags", 0) if form is not None else 0
    if int(flags) & 1:
        raise UsageError(
            "is signed, and a label would put the signature in doubt; label it before it is signed"
        )


def _info(reader: Any) -> dict[str, str]:  # noqa: ANN401  a reader of pypdf
    held = (reader.metadata or {}).get(INFO)
    return {} if held is None else {AIGC: str(held)}


def _packet(reader: Any) -> bytes:  # noqa: ANN401  a reader of pypdf
    stream = reader.root_object.get("/Metadata")
    stream = stream.get_object() if stream is not None else None
    return bytes(stream.get_data()) if stream is not None else b""


def _of_packet(packet: bytes) -> Found:
    if not packet:
        return Found()
    try:
        return read_properties(_of_root(parse_xml(packet, "XMP")), "XMP")
    except InputError as error:
        return Found((), (f"PDF whose XMP cannot be read: {error}",))


def _of_root(root: Any) -> dict[str, str]:  # noqa: ANN401  an element of lxml
    """Our properties in XMP, which may be attributes of a description or elements in it."""
    held: dict[str, str] = {}
    for about in root.iter(f"{{{RDF}}}Description"):
        for name, spelt in NAMES.items():
            item = about.find(spelt)
            told = (
                about.get(spelt)
                if item is None
                else "".join(item.itertext()).strip() or item.get(f"{{{RDF}}}resource")
            )
            if told:
                held.setdefault(name, told)
    return held


def _said(root: Any, told: Mapping[str, str | None]) -> bool:  # noqa: ANN401  an element of lxml
    return _of_root(root) == {name: held for name, held in told.items() if held is not None}


def _with(root: Any, told: Mapping[str, str | None]) -> bytes:  # noqa: ANN401  an element of lxml
    from lxml import etree

    for about in root.iter(f"{{{RDF}}}Description"):
        for spelt in NAMES.values():
            about.attrib.pop(spelt, None)
            for item in about.findall(spelt):
                about.remove(item)
    graph = root if root.tag == f"{{{RDF}}}RDF" else root.find(f"{{{RDF}}}RDF")
    if graph is None:
        raise InputError("its XMP has no rdf:RDF")
    _drop_empty(graph)
    about = etree.SubElement(graph, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""}, PREFIXES)
    for name, held in told.items():
        if held is not None:
            etree.SubElement(about, NAMES[name]).text = held
    return PACKET[0] + bytes(etree.tostring(root, encoding="utf-8")) + PACKET[1]


def _drop_empty(graph: Any) -> None:  # noqa: ANN401  an element of lxml
    """Takes out the descriptions that say nothing, which are those that our last label stood in."""
    for about in graph.findall(f"{{{RDF}}}Description"):
        if not len(about) and set(about.attrib) <= {f"{{{RDF}}}about"}:
            graph.remove(about)
