"""Info and XMP of a PDF, read by ours and by another reader."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from ailabel.errors import InputError, UsageError
from ailabel.marks import Statement, iptc, standard
from ailabel.marks.pdf import read, write
from tests.marks.contents import FIXTURES

NOTE = (FIXTURES / "note.pdf").read_bytes()
CLAIMS = ("human", "assisted", "generated", "mixed", "possible")


def with_packet(packet: bytes) -> bytes:
    writer = PdfWriter(io.BytesIO(NOTE), incremental=True)
    writer.xmp_metadata = packet
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="application/pdf"
 xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" {attribute}>{element}</rdf:Description>
</rdf:RDF></x:xmpmeta>"""


def test_another_reader_sees_what_was_written() -> None:
    with (
        pikepdf.open(io.BytesIO(write(NOTE, Statement("generated", provider="P")))) as pdf,
        pdf.open_metadata() as xmp,
    ):
        term = str(xmp["{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"])
        aigc = str(xmp["{http://www.tc260.org.cn/ns/AIGC/1.0/}AIGC"])
        info = str(pdf.docinfo["/AIGC"])

    assert iptc.claim_of(term) == "generated"
    assert json.loads(info) == json.loads(aigc)
    assert json.loads(info)["ContentProducer"] == "P"


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_was_there_stays_byte_for_byte(claim: str) -> None:
    labelled = write(NOTE, Statement(claim))  # type: ignore[arg-type]  # a claim, by its name

    assert labelled.startswith(NOTE)
    pages, metadata = PdfReader(io.BytesIO(labelled)).pages, PdfReader(io.BytesIO(labelled)).metadata
    assert pages[0].extract_text() == PdfReader(io.BytesIO(NOTE)).pages[0].extract_text()
    assert metadata is not None
    assert (metadata.title, metadata.producer) == ("The mill", "ailabel")


@pytest.mark.parametrize(
    "packet",
    [
        XMP.format(attribute='e:DigitalSourceType="{}"', element="").format(iptc.uri("human")),
        XMP.format(attribute="", element="<e:DigitalSourceType>{}</e:DigitalSourceType>").format(
            iptc.uri("human")
        ),
        XMP.format(attribute="", element='<e:DigitalSourceType rdf:resource="{}"/>').format(
            iptc.uri("human")
        ),
    ],
)
def test_xmp_of_others_is_read_and_replaced_and_the_rest_of_it_stays(packet: str) -> None:
    data = with_packet(packet.encode())

    assert [mark.claim for mark in read(data).marks] == ["human"]
    labelled = write(data, Statement("assisted"))
    assert [mark.claim for mark in read(labelled).marks] == ["assisted"]
    with pikepdf.open(io.BytesIO(labelled)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:format"] == "application/pdf"


ENTITIES = b'<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
BROKEN_XMP = {
    "no XML": b"<x:xmpmeta",
    "entities": ENTITIES + b"<a>&b;</a>",
    "too large": b" " * 2_000_001,
    "deep": b"<a>" * 10_000,
}


@pytest.mark.parametrize("packet", BROKEN_XMP.values(), ids=BROKEN_XMP)
def test_broken_xmp_is_a_warning_to_read_and_an_error_to_write(packet: bytes) -> None:
    found = read(with_packet(packet))

    assert found.marks == ()
    assert found.warnings[0].startswith("PDF whose XMP cannot be read: ")
    with pytest.raises(InputError, match="its XMP"):
        write(with_packet(packet), Statement("generated"))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", NOTE[:200]])
def test_damaged_file_is_a_warning_to_read_and_an_error_to_write(data: bytes) -> None:
    assert read(data).marks == ()
    assert read(data).warnings[0].startswith("PDF that cannot be read: ")
    with pytest.raises(InputError, match="it is damaged"):
        write(data, Statement("generated"))


def test_encrypted_file_is_refused() -> None:
    writer = PdfWriter(io.BytesIO(NOTE))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    assert read(out.getvalue()).warnings == ("PDF that cannot be read: it is encrypted; unlock it first",)
    with pytest.raises(InputError, match="it is encrypted"):
        write(out.getvalue(), Statement("generated"))


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_file_that_anybody_may_read_is_read_and_not_changed(algorithm: str) -> None:
    writer = PdfWriter(io.BytesIO(write(NOTE, Statement("assisted"))))
    writer.encrypt("", "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)

    assert [mark.claim for mark in read(out.getvalue()).marks] == ["assisted"]
    with pytest.raises(UsageError, match="it is encrypted"):
        write(out.getvalue(), Statement("generated"))


def test_missing_package_is_named_by_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf.errors", None)

    assert standard("pdf").read(NOTE).warnings == ("pdf: needs pypdf: pip install 'ailabel-text[labels]'",)


def test_signed_file_is_refused() -> None:
    with pikepdf.open(io.BytesIO(NOTE)) as pdf:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], SigFlags=3)
        out = io.BytesIO()
        pdf.save(out)

    with pytest.raises(UsageError, match="is signed"):
        write(out.getvalue(), Statement("generated"))


@pytest.mark.parametrize("how", [{"linearize": True}, {"object_stream_mode": "generate"}, {}], ids=str)
def test_file_of_another_writer_is_labelled(how: dict[str, Any]) -> None:
    if how.get("object_stream_mode"):
        how = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(NOTE)) as pdf:
        pdf.save(out, **how)

    labelled = write(out.getvalue(), Statement("generated"))
    assert labelled.startswith(out.getvalue())
    assert {mark.claim for mark in read(labelled).marks} == {"generated"}
    with pikepdf.open(io.BytesIO(labelled)) as pdf:
        assert all("handled correctly" in problem for problem in pdf.check_pdf_syntax())  # of pypdf
        assert json.loads(str(pdf.docinfo["/AIGC"]))["Label"] == "1"


@settings(max_examples=60)
@given(st.integers(0, len(NOTE)), st.integers(0, 40), st.binary(max_size=8))
def test_no_damage_makes_the_reader_raise(place: int, size: int, piece: bytes) -> None:
    read(b"%PDF-" + (NOTE[:place] + piece + NOTE[place + size :])[5:])
