"""Custom properties of an Office file, read by ours and by another reader."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from lxml import etree

from ailabel.errors import InputError, UsageError
from ailabel.marks import Statement, iptc
from ailabel.marks.aigc import KEYS
from ailabel.marks.docx import CUSTOM, EMPTY, PROPERTIES_NS, RELATIONS, SIGNED, TYPES, read, write
from ailabel.readers.archive import MAX_PART
from tests.marks.contents import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTE = (FIXTURES / "note.docx").read_bytes()
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "AIGC"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(held: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_custom(content: bytes) -> bytes:
    return packed(parts(NOTE) | {CUSTOM: content})


def properties(data: bytes) -> dict[str, str]:
    """The properties as python-docx's package has them."""
    custom = next(
        part for part in Document(io.BytesIO(data)).part.package.iter_parts() if part.partname == f"/{CUSTOM}"
    )
    return {str(item.get("name")): "".join(item.itertext()) for item in etree.fromstring(custom.blob)}


def test_another_reader_sees_what_was_written() -> None:
    held = properties(write(NOTE, Statement("generated", provider="P")))

    assert iptc.claim_of(held["DigitalSourceType"]) == "generated"
    assert json.loads(held["AIGC"]) == dict.fromkeys(KEYS, "") | {"Label": "1", "ContentProducer": "P"}


def test_text_and_every_other_part_stay() -> None:
    labelled = write(NOTE, Statement("generated"))
    before, after = parts(NOTE), parts(labelled)

    assert {name for name in after if before.get(name) != after[name]} == {CUSTOM, TYPES, RELATIONS}
    assert [item.text for item in Document(io.BytesIO(labelled)).paragraphs] == [
        item.text for item in Document(io.BytesIO(NOTE)).paragraphs
    ]


def test_other_properties_stay_and_numbers_are_not_taken_twice() -> None:
    labelled = write(NOTE, Statement("possible"))
    more = parts(labelled)[CUSTOM].replace(b'name="AIGC"', b'name="Project"')
    again = write(with_custom_kept(labelled, more), Statement("generated"))

    assert list(properties(again)) == ["Project", "DigitalSourceType", "AIGC"]
    root = etree.fromstring(parts(again)[CUSTOM])
    assert [item.get("pid") for item in root] == ["2", "3", "4"]


def with_custom_kept(data: bytes, content: bytes) -> bytes:
    return packed(parts(data) | {CUSTOM: content})


def test_other_values_of_a_label_stay() -> None:
    first = write(NOTE, Statement("generated", provider="P"))

    assert json.loads(properties(write(first, Statement("possible")))["AIGC"])["ContentProducer"] == "P"


MALFORMED = {
    "cut off": NOTE[: len(NOTE) // 2],
    "no archive": b"PK\x03\x04" + bytes(40),
    "another archive": packed({"a.txt": b"x"}),
    "no XML": packed(parts(write(NOTE, Statement("human"))) | {CUSTOM: b"<Properties"}),
    "entities": packed(parts(write(NOTE, Statement("human"))) | {CUSTOM: ENTITIES + EMPTY}),
    "a part too large": packed(parts(write(NOTE, Statement("human"))) | {CUSTOM: b" " * (MAX_PART + 1)}),
    "deep": packed(parts(write(NOTE, Statement("human"))) | {CUSTOM: b"<a>" * 10_000}),
    "properties elsewhere": packed(
        parts(write(NOTE, Statement("human")))
        | {RELATIONS: parts(write(NOTE, Statement("human")))[RELATIONS].replace(b"docProps/c", b"http://c")}
    ),
    "broken relations": packed(parts(NOTE) | {RELATIONS: b"<x"}),
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_malformed_file_is_a_warning_to_read_and_an_error_to_write(data: bytes) -> None:
    found = read(data)

    assert found.marks == ()
    assert found.warnings[0].startswith("Office file that cannot be read: ")
    with pytest.raises(InputError):
        write(data, Statement("generated"))


def test_zip_bomb_is_refused_by_what_it_says_of_itself() -> None:
    bomb = packed(parts(NOTE) | {f"word/media/{number}.bin": bytes(60_000_000) for number in range(9)})

    assert read(bomb).warnings == (
        "Office file that cannot be read: it unpacks to over 10,000 parts or 536,870,912 bytes",
    )


def test_part_that_unpacks_to_more_than_it_says_is_an_error() -> None:
    honest = packed(parts(NOTE) | {"word/media/a.bin": bytes(60_000)})
    lying = honest.replace((60_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    with pytest.raises(InputError, match=r"a\.bin is damaged"):
        write(lying, Statement("generated"))


def test_signed_file_is_refused() -> None:
    signed = packed(parts(NOTE) | {f"{SIGNED}sig1.xml": b"<x/>"})

    with pytest.raises(UsageError, match="is signed"):
        write(signed, Statement("generated"))


def test_label_of_a_property_that_is_no_json_is_a_warning() -> None:
    content = f'<Properties xmlns="{PROPERTIES_NS}"><property name="AIGC">{{</property></Properties>'.encode()

    assert read(with_custom(content)).warnings == (
        "OOXML property AIGC: an AIGC label that is no JSON object",
    )
