"""PDF as its reader reads it."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Literal

import pikepdf
import pytest

from ailabel.errors import InputError
from ailabel.readers.pdf import text_of
from tests.readers.made import pdf_of, saved, wrapped

if TYPE_CHECKING:
    Revision = Literal[2, 3, 4, 6]  # of the standard security handler (ISO 32000-2, 7.6.4)

REVISIONS: tuple[Revision, ...] = (2, 3, 4, 6)
PROSE = (
    "The ferry that crosses the sound was built for weather which most people on the islands never saw. "
    "Its captain, who has made the trip some nine thousand times, keeps a list of every gull that rode with "
    "him, and on quiet evenings he reads it aloud. Nobody asks him why. The harbour master, a careful woman "
    "with two dogs, says that lists of this kind are what holds a small place together. Her own concerns "
    "ropes."
)
FIRST, SECOND = textwrap.wrap(PROSE, 60)[:4], textwrap.wrap(PROSE, 60)[4:]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert text_of(pdf_of(wrapped(PROSE, 60))) == PROSE + "\n"


def test_blank_line_and_larger_letters_part_paragraphs() -> None:
    lines = ["A ferry and its captain, as the islands tell of them", *wrapped(PROSE, 60), "", "One more."]

    assert text_of(pdf_of(lines, size=lambda line: 18 if line == lines[0] else 11)) == (
        f"# {lines[0]}\n\n{PROSE}\n\nOne more.\n"
    )


def test_sentence_goes_on_on_the_next_page() -> None:
    assert text_of(pdf_of(FIRST, SECOND)) == PROSE + "\n"


def test_heads_and_feet_are_told_once_at_the_end_and_page_numbers_never() -> None:
    pages = [
        ["Written with the help of AI", *part, "Harbour Times, page 1 of 3", str(number)]
        for number, part in enumerate((FIRST, SECOND, ["One more."]), 1)
    ]

    assert text_of(pdf_of(*pages)) == (
        f"{PROSE}\n\nOne more.\n\nWritten with the help of AI\n\nHarbour Times, page 1 of 3\n"
    )


def test_parted_word_is_whole_again() -> None:
    lines = [
        "The ferry that crosses the sound was built for weather that no-",
        "body on the islands has ever seen, and its captain is a well-",
        "known man. He is well-known for a list of gulls, which he has con-",
        "tinued for years, and which on quiet evenings he reads aloud to",
        "nobody.",
    ]

    assert text_of(pdf_of(lines)) == (
        "The ferry that crosses the sound was built for weather that nobody on the islands has ever seen, "
        "and its captain is a well-known man. He is well-known for a list of gulls, which he has continued "
        "for years, and which on quiet evenings he reads aloud to nobody.\n"
    )


def test_hyphen_stays_where_the_document_has_a_half_of_the_word() -> None:
    lines = wrapped(f"{PROSE} The terrier barks. {PROSE} {PROSE}", 60)
    lines[3:3] = [
        "The dog that follows him from pier to pier is a sky-",
        "terrier of some age and of great calm.",
    ]

    assert "sky-terrier of some age" in text_of(pdf_of(lines))


def test_soft_hyphen_that_shows_is_a_hyphen() -> None:
    lines = wrapped(f"{PROSE} This text is AI\u00adgenerated.", 60)

    assert text_of(pdf_of(lines)) == f"{PROSE} This text is AI-generated.\n"


def test_notes_at_the_foot_follow_at_the_end_without_their_numbers() -> None:
    lines = wrapped(PROSE.replace("saw.", "saw.1"), 60)
    note = "1The readers were paid."

    assert text_of(
        pdf_of([*lines[:4], "", note], lines[4:], size=lambda line: 8 if line == note else 11)
    ) == (f"{PROSE}\n\nThe readers were paid.\n")


def test_list_keeps_its_lines() -> None:
    items = ["Oil for the lamp", "Rope, two coils of it", "Salt", "Paint, blue", "A new bell", "Biscuits"]

    assert text_of(pdf_of([*items, "", *wrapped(PROSE, 60)])).startswith("\n".join(items) + "\n\n")


def test_columns_are_read_one_after_the_other() -> None:
    file = pikepdf.open(io.BytesIO(pdf_of(wrapped(PROSE, 40))))
    other = pikepdf.open(io.BytesIO(pdf_of(wrapped("Then a storm came. " + PROSE, 40))))
    right = other.pages[0].Contents.read_bytes().replace(b" 60 ", b" 320 ")
    file.pages[0].contents_add(file.make_stream(right))

    assert text_of(saved(file)) == f"{PROSE}\n\nThen a storm came. {PROSE}\n"


def test_scan_is_an_error() -> None:
    with pytest.raises(InputError, match="holds no text, as a scan does; run text recognition on it first"):
        text_of(pdf_of([], []))


@pytest.mark.parametrize("revision", REVISIONS)
def test_file_that_anybody_may_open_is_read_and_a_locked_one_is_an_error(revision: Revision) -> None:
    file = pikepdf.open(io.BytesIO(pdf_of(["This text was written by an AI."])))
    is_new = revision > 3
    opened, locked = (
        pikepdf.Encryption(owner="o", user=user, R=revision, aes=is_new, metadata=is_new)
        for user in ("", "u")
    )

    assert text_of(saved(file, opened)) == "This text was written by an AI.\n"
    with pytest.raises(InputError, match="it is encrypted; unlock it first"):
        text_of(saved(file, locked))
