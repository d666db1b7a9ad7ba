"""Custom properties of an OOXML file (.docx, .xlsx, .pptx): AIGC, and IPTC's DigitalSourceType.

Source: TC260-PG-20258A for AIGC, as `vt:lpwstr`; ECMA-376 part 1, 15.2.12.2 and part 2 for where they stand.
"""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

from ailabel.errors import InputError, UsageError
from ailabel.marks.properties import properties_of, read_properties
from ailabel.marks.standard import NOTHING, Found
from ailabel.readers.archive import DAMAGED, MAX_MEMBERS, open_archive, parse_xml, read_part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ailabel.marks.standard import Statement

TYPES, RELATIONS, CUSTOM = "[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"
SIGNED = "_xmlsignatures/"
PROPERTIES_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES_NS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
EMPTY = f'<Properties xmlns="{PROPERTIES_NS}" xmlns:vt="{VALUES_NS}"/>'.encode()
FIRST_ID = 2  # of a property; 0 and 1 are reserved


def read(data: bytes) -> Found:
    """The marks of the file's custom properties; a damaged file is a warning."""
    try:
        with _opened(data) as archive:
            place = _place(archive)
            if place not in archive.namelist():
                return NOTHING
            root = parse_xml(read_part(archive, place), place)
    except InputError as error:
        return Found((), (f"Office file that cannot be read: {error}",))
    return read_properties(_held(root), "OOXML property")


def write(data: bytes, statement: Statement) -> bytes:
    """The file with its custom properties set; every other part stays byte for byte.

    Raises:
        InputError: the file is damaged.
        UsageError: it is signed, or a value cannot be said.
    """
    with _opened(data) as archive:
        if any(name.startswith(SIGNED) for name in archive.namelist()):
            raise UsageError("is signed, and a label would break the signature; label it before it is signed")
        place = _place(archive)
        there = place in archive.namelist()
        root = parse_xml(read_part(archive, place) if there else EMPTY, place)
        changed = {place: _with(root, properties_of(statement, _held(root)))}
        if not there:
            changed |= {TYPES: _registered_type(archive, place), RELATIONS: _related(archive, place)}
        return _rewritten(archive, changed)


def _opened(data: bytes) -> zipfile.ZipFile:
    """Raises: InputError where it is no OOXML file, or one that is larger than any is."""
    archive = open_archive(data)
    if TYPES not in archive.namelist() or RELATIONS not in archive.namelist():
        raise InputError(f"it is a zip archive without {TYPES}, and so no Office file")
    return archive


def _place(archive: zipfile.ZipFile) -> str:
    """Where the custom properties are, or shall be."""
    for relation in parse_xml(read_part(archive, RELATIONS), RELATIONS):
        if relation.get("Type") == RELATION:
            place = posixpath.normpath("/" + str(relation.get("Target"))).lstrip("/")
            if ":" in place or place in {"", ".", TYPES, RELATIONS}:
                raise InputError(f"its custom properties are said to be {place!r}, which is no part for them")
            return place
    return CUSTOM


def _held(root: Any) -> dict[str, str]:  # noqa: ANN401  an element of lxml
    """Properties that are strings, by name."""
    properties = root.iterchildren(f"{{{PROPERTIES_NS}}}property")
    return {str(item.get("name")): "".join(item.itertext()).strip() for item in properties}


def _with(root: Any, told: Mapping[str, str | None]) -> bytes:  # noqa: ANN401  an element of lxml
    from lxml import etree

    for item in [item for item in root if item.get("name") in told]:
        root.remove(item)
    ids = [int(item.get("pid")) for item in root if re.fullmatch(r"[0-9]{1,9}", item.get("pid") or "")]
    added = [(name, held) for name, held in told.items() if held is not None]
    for number, (name, held) in enumerate(added, max([FIRST_ID - 1, *ids]) + 1):
        item = etree.SubElement(
            root, f"{{{PROPERTIES_NS}}}property", fmtid=FORMAT_ID, pid=str(number), name=name
        )
        etree.SubElement(item, f"{{{VALUES_NS}}}lpwstr", nsmap={"vt": VALUES_NS}).text = held
    return _serialised(root)


def _registered_type(archive: zipfile.ZipFile, place: str) -> bytes:
    from lxml import etree

    root = parse_xml(read_part(archive, TYPES), TYPES)
    etree.SubElement(root, f"{{{TYPES_NS}}}Override", PartName=f"/{place}", ContentType=CONTENT_TYPE)
    return _serialised(root)


def _related(archive: zipfile.ZipFile, place: str) -> bytes:
    """The relations of the package, with one to the custom properties."""
    from lxml import etree

    root = parse_xml(read_part(archive, RELATIONS), RELATIONS)
    if all(relation.get("Type") != RELATION for relation in root):
        names = {relation.get("Id") for relation in root}
        name = next(
            name for name in (f"rIdLabel{number}" for number in range(MAX_MEMBERS)) if name not in names
        )
        etree.SubElement(root, f"{{{RELATIONS_NS}}}Relationship", Id=name, Type=RELATION, Target=place)
    return _serialised(root)


def _serialised(root: Any) -> bytes:  # noqa: ANN401  an element of lxml
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _rewritten(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The archive with some parts changed or added; the others keep their content, order and dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        copy.comment = archive.comment
        for member in archive.infolist():
            if member.filename in changed:
                copy.writestr(_like(member), changed[member.filename])
                continue
            try:
                with archive.open(member) as source, copy.open(_like(member), "w") as target:
                    shutil.copyfileobj(source, target)
            except DAMAGED as error:
                raise InputError(f"{member.filename} is damaged: {error}") from None
        for name in changed.keys() - set(archive.namelist()):
            copy.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A new entry with the name, date and attributes of an old one."""
    info = zipfile.ZipInfo(member.filename, member.date_time)
    info.compress_type, info.external_attr = member.compress_type, member.external_attr
    info.comment, info.create_system, info.file_size = member.comment, member.create_system, member.file_size
    return info
