"""An e-book as its reader reads it."""

from __future__ import annotations

import pytest

from ailabel.errors import InputError
from ailabel.readers.epub import ENCRYPTION, text_of
from tests.readers.made import epub_of

ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData>'
    '<CipherReference URI="{}"/></CipherData></EncryptedData></encryption>'
)


def test_chapters_come_in_order_without_the_table_of_contents() -> None:
    book = epub_of({"z.xhtml": "<h1>One</h1><p>It began.</p>", "text/a%20b.xhtml": "<p>It ended.</p>"})
    spaced = epub_of({"z.xhtml": "<p>It began.</p>"}, {"OEBPS/text/a b.xhtml": "<p>x</p>"})

    assert text_of(spaced) == "It began.\n"
    with pytest.raises(InputError, match=r"OEBPS/text/a b\.xhtml is not in it"):
        text_of(book)


def test_address_of_a_chapter_is_read_as_addresses_are() -> None:
    book = epub_of(
        {"../ch%201.xhtml#top": "", "b.xhtml": "<p>It ended.</p>"}, {"ch 1.xhtml": "<p>It began.</p>"}
    )

    assert text_of(book) == "It began.\n\nIt ended.\n"


def test_package_may_lie_at_the_root() -> None:
    assert text_of(epub_of({"a.xhtml": "<p>It began.</p>"}, root="")) == "It began.\n"


def test_encrypted_font_is_no_matter_and_an_encrypted_chapter_is_an_error() -> None:
    chapters = {"a.xhtml": "<p>It began.</p>"}

    assert text_of(epub_of(chapters, {ENCRYPTION: ENCRYPTED.format("OEBPS/f.otf")})) == "It began.\n"
    with pytest.raises(InputError, match=r"OEBPS/a\.xhtml is encrypted"):
        text_of(epub_of(chapters, {ENCRYPTION: ENCRYPTED.format("OEBPS/a.xhtml")}))


def test_marks_of_notes_leave_no_trace_and_powers_stay() -> None:
    body = '<p>It began.<sup>1</sup> GPT-4<a epub:type="noteref" href="#n">2</a> has 5 m<sup>2</sup>.</p>'

    assert text_of(epub_of({"a.xhtml": body})) == "It began. GPT-4 has 5 m2.\n"


def test_chapter_that_is_put_in_order_twice_is_read_once() -> None:
    item, order = '<item id="a" href="a.xhtml" media-type="text/html"/>', '<itemref idref="a"/>' * 9
    package = f"<package><manifest>{item}</manifest><spine>{order}</spine></package>"
    book = epub_of({"a.xhtml": "<p>It began.</p>"}, {"OEBPS/book.opf": package})

    assert text_of(book) == "It began.\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("META-INF/container.xml", "<container/>", "names no package document"),
        ("META-INF/container.xml", "<container", "is no XML"),
        ("OEBPS/book.opf", "<package><spine><itemref idref='x'/></spine></package>", "has no such item"),
    ],
)
def test_what_is_missing_is_named(name: str, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        text_of(epub_of({"a.xhtml": "<p>It began.</p>"}, {name: content}))
