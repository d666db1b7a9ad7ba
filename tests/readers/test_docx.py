"""A .docx file as its reader reads it."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.shared import Inches

from ailabel.errors import InputError
from ailabel.readers.archive import MAX_TEXT
from ailabel.readers.docx import text_of
from tests.readers.made import docx_of

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)  # one pixel
BODY = "word/document.xml"
RUN = "<w:r><w:t>{}</w:t></w:r>"
RUBY = f"<w:ruby><w:rubyBase>{RUN}</w:rubyBase></w:ruby>"


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for member in archive.namelist():
            copy.writestr(member, content if member == name else archive.read(member))
        if name not in archive.namelist():
            copy.writestr(name, content)
    return out.getvalue()


def with_body(inner: str) -> bytes:
    """A document whose body is that XML."""
    data = docx_of("BODY")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read(BODY).decode()
    return with_part(data, BODY, body.replace("<w:r><w:t>BODY</w:t></w:r>", inner).encode())


def test_headings_lists_and_tables_are_marked_as_on_a_page() -> None:
    document = docx.Document()
    document.add_heading("Tides", 1)
    document.add_paragraph("They come and go.")
    document.add_paragraph("ebb", style="List Bullet")
    document.add_paragraph("flood", style="List Bullet")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "high", "4.2 m"

    assert text_of(saved(document)) == "# Tides\n\nThey come and go.\n\n- ebb\n- flood\n\n| high | 4.2 m |\n"


def test_captions_and_quotations_are_told_apart_from_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("A bridge by night", style="Caption")
    document.add_paragraph("Bridges are late.", style="Intense Quote")
    document.add_paragraph("By ").add_run("Ann").font.strike = True

    assert text_of(saved(document)) == "![A bridge by night]()\n\n> Bridges are late.\n\nBy ~~Ann~~\n"


def test_heads_and_feet_of_pages_are_told_once_at_the_end() -> None:
    document = docx.Document()
    document.add_paragraph("They come and go.")
    for section in (document.sections[0], document.add_section()):
        section.footer.is_linked_to_previous = False
        section.footer.paragraphs[0].text = "Written with ChatGPT"
    document.sections[0].header.paragraphs[0].text = "12"

    assert text_of(saved(document)) == "They come and go.\n\nWritten with ChatGPT\n"


def test_pieces_of_a_foot_stand_apart_and_what_no_page_shows_is_not_told() -> None:
    document = docx.Document()
    document.add_paragraph("They come and go.")
    section = document.sections[0]
    section.footer.paragraphs[0].text = "Harwick Ltd.\tWritten by ChatGPT\tPage 1"
    section.first_page_header.paragraphs[0].text = "Nobody sees this"
    section.even_page_header.paragraphs[0].text = "Nor this"
    hidden = text_of(saved(document))
    section.different_first_page_header_footer = True

    assert hidden == "They come and go.\n\nHarwick Ltd.\n\nWritten by ChatGPT\n\nPage 1\n"
    assert "Nobody sees this" in text_of(saved(document))
    assert "Nor this" not in text_of(saved(document))


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden. </w:t></w:r>{RUN.format('Shown.')}", "Shown."),
        (f"<w:r><w:rPr>{2 * '<w:vanish/>'}</w:rPr><w:t>Hidden. </w:t></w:r>{RUN.format('Shown.')}", "Shown."),
        ("<w:r><w:t>One</w:t><w:cr/><w:t>two</w:t></w:r>", "One\ntwo"),
        (f'<w:bdo w:val="ltr">{RUN.format("Turned.")}</w:bdo>', "Turned."),
        (
            f"<w:r><w:ruby><w:rt>{RUN.format('k')}</w:rt><w:rubyBase>{RUN.format('漢')}</w:rubyBase></w:ruby></w:r>",
            "漢",
        ),
        (
            f"<w:r>{RUBY.format('漢')}<w:t>字と</w:t>{RUBY.format('仮')}<w:t>名</w:t></w:r>",
            "漢字と仮名",
        ),
    ],
    ids=["hidden", "hidden twice", "line break", "direction", "ruby", "two in a run"],
)
def test_what_a_run_holds_is_read_as_it_shows(inner: str, text: str) -> None:
    assert text_of(with_body(inner)) == f"{text}\n"


@pytest.mark.parametrize(("ticked", "sign"), [("0", "[ ]"), ("1", "[x]")])
def test_box_to_tick_is_kept(ticked: str, sign: str) -> None:
    word = "http://schemas.microsoft.com/office/word/2010/wordml"
    box = (
        f'<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="{word}"><w14:checked w14:val="{ticked}"/></w14:checkbox>'
        f"</w:sdtPr>"
        f"<w:sdtContent>{RUN.format('☐')}</w:sdtContent></w:sdt>{RUN.format(' Written with AI')}"
    )

    assert text_of(with_body(box)) == f"{sign} Written with AI\n"


def test_words_that_were_put_in_count_and_deleted_ones_do_not() -> None:
    inner = (
        f'<w:ins w:id="1" w:author="a">{RUN.format("Kept. ")}</w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>Gone. </w:delText></w:r></w:del>'
        f"<w:sdt><w:sdtContent>{RUN.format('A field.')}</w:sdtContent></w:sdt>"
    )

    assert text_of(with_body(inner)) == "Kept. A field.\n"


def test_footnote_stands_below_and_leaves_no_mark() -> None:
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    data = with_body(f'{RUN.format("Tides.")}<w:r><w:footnoteReference w:id="2"/></w:r>')
    data = with_part(
        data,
        "word/footnotes.xml",
        f'<w:footnotes {namespace}><w:footnote w:id="2"><w:p>{RUN.format("By Claude.")}</w:p></w:footnote>'
        "</w:footnotes>".encode(),
    )
    relations = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = archive.read(relations).decode()
    row = (
        '<Relationship Id="rIdNotes" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    )
    data = with_part(data, relations, held.replace("</Relationships>", f"{row}</Relationships>").encode())

    assert text_of(data) == "Tides.\n\n- By Claude.\n"


def test_picture_says_nothing() -> None:
    document = docx.Document()
    document.add_paragraph("A gull.")
    document.add_picture(io.BytesIO(PICTURE), width=Inches(1))

    assert text_of(saved(document)) == "A gull.\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04", "it is no zip archive"),
        (with_part(docx_of("A."), BODY, b"<w:document"), "document.xml is no XML"),
        (with_part(docx_of("A."), BODY, b" " * (MAX_TEXT + 1)), "document.xml has over 16,777,216 bytes"),
        (
            with_part(docx_of("A."), "word/styles.xml", b" " * (MAX_TEXT + 1)),
            "its styles, notes and comments",
        ),
        (with_part(docx_of("A."), BODY, b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "has a document type"),
        (with_part(docx_of("A."), "_rels/.rels", b"<a/>"), r"_rels/\.rels leads to no text"),
        (with_part(docx_of("A."), BODY, b"<a><vanish/></a>"), "it is damaged"),
        (with_part(docx_of("A."), BODY, b"<ruby/>"), "it is damaged"),
        (with_part(docx_of("A."), BODY, b"<dir><dir/></dir>"), "it is damaged"),
    ],
    ids=[
        *["no archive", "cut off", "too large", "styles too large", "entities", "nothing"],
        *["hidden without a run", "ruby alone", "direction alone"],
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        text_of(data)
