"""What holds of every kind of file that is read."""

from __future__ import annotations

import sys
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.detector import Detector
from ailabel.document import Document
from ailabel.errors import InputError
from ailabel.prose import prose
from ailabel.readers import READERS, SUFFIXES, kind_of, text_of
from ailabel.reading import TEXT_SUFFIXES
from tests.readers.made import docx_of, epub_of, pdf_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MADE: dict[str, Callable[[str], bytes]] = {
    "docx": docx_of,
    "epub": lambda text: epub_of({"a.xhtml": paragraphs(text)}),
    "pdf": lambda text: pdf_of(wrapped(text, 90)),
}


def paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n")).replace("\n", "<br/>")


NEEDED = {"docx": "mammoth", "epub": "lxml", "pdf": "pypdf"}
NOTE = "A note.\n\nThis text was written by an AI."


def test_every_reader_is_tested_here() -> None:
    assert set(MADE) == set(NEEDED) == {reader.kind for reader in READERS}
    assert set(SUFFIXES) <= set(TEXT_SUFFIXES)


@pytest.mark.parametrize("kind", MADE)
def test_file_reads_as_its_text_does(kind: str, fixtures: Path) -> None:
    for file in sorted((fixtures / "articles").glob("*.txt")):
        text = file.read_text("utf-8")
        data = MADE[kind](text)
        read = text_of(data, kind)

        assert kind_of(data) == kind
        assert prose(Document.cut(read), ()).text == prose(Document.cut(text), ()).text


@pytest.mark.parametrize("kind", MADE)
def test_verdict_and_evidence_are_those_of_its_text(kind: str, fixtures: Path) -> None:
    text = (fixtures / "articles" / "01-council-library-hours.txt").read_text("utf-8")
    wanted, found = Detector().score_many([text, text_of(MADE[kind](text), kind)])

    assert (found.label, found.style_probability) == (wanted.label, wanted.style_probability)
    assert [span.text for span in found.spans] == [span.text for span in wanted.spans]


@pytest.mark.parametrize("kind", MADE)
def test_poem_stays_a_poem(kind: str, fixtures: Path) -> None:
    text = (fixtures / "documents" / "poem.txt").read_text("utf-8")

    assert Detector().score(text_of(MADE[kind](text), kind)).warnings == ("not prose: poetry",)


@pytest.mark.parametrize("kind", MADE)
def test_missing_package_is_named_with_its_extra(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, NEEDED[kind], None)

    with pytest.raises(InputError, match=rf"needs {NEEDED[kind]}: pip install 'ailabel-text\[files\]'"):
        text_of(MADE[kind](NOTE), kind)


@pytest.mark.parametrize("kind", MADE)
@given(place=st.integers(0, 1 << 16), size=st.integers(0, 200), piece=st.binary(max_size=50))
def test_damage_is_an_input_error_at_most(kind: str, place: int, size: int, piece: bytes) -> None:
    data = MADE[kind](NOTE)
    at = place % len(data)
    damaged = data[:at] + piece + data[at + size :]

    try:
        assert isinstance(text_of(damaged, kind), str)
    except InputError as error:
        assert str(error)  # noqa: PT017  it may be raised, or not


@pytest.mark.parametrize("kind", MADE)
def test_damaged_file_is_still_of_its_kind_and_one_without_text_an_error(kind: str) -> None:
    data = MADE[kind](NOTE)

    assert kind_of(data[: len(data) - 100]) == kind
    with pytest.raises(InputError, match="it holds no text"):
        text_of(MADE[kind](""), kind)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"Some text.", b"\x00\x01", b"%PD"])
def test_what_is_no_such_file_is_of_no_kind(data: bytes) -> None:
    assert kind_of(data) is None
