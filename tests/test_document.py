"""A text is cut once, and every place in what is read leads back to the text as given."""

from __future__ import annotations

import pydoc_data.topics
import re
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.characters import HIDDEN_CHARACTERS, LOOK_ALIKE_LETTERS
from ailabel.document import MAX_LINE_FEEDS, Document

if TYPE_CHECKING:
    from pathlib import Path

TOPICS = [topic for _, topic in sorted(pydoc_data.topics.topics.items())][:25]
NOTICE = "[This article has been generated with AI. Your feed is customized.]"


def check(document: Document) -> None:
    """The laws of every document."""
    clean, lines = document.clean, document.lines
    assert len(clean.text) == len(clean.starts) == len(clean.ends)
    assert (np.diff(clean.starts) >= 0).all()
    assert (np.diff(clean.ends) >= 0).all()
    assert (clean.starts < clean.ends).all()
    assert not clean.text or (clean.starts[0] >= 0 and clean.ends[-1] <= len(document.text))
    assert clean.text == clean.text.strip(" \n")
    assert not re.search(r"  | \n|\n |\n{3}", clean.text)
    ranges = zip(lines.starts, lines.ends, strict=True)
    assert [clean.text[start:end] for start, end in ranges] == clean.text.split("\n")
    assert all(0 <= start < end <= len(clean.text) for start, end in document.code)


def test_runs_of_space_are_one_and_paragraphs_stay_apart() -> None:
    assert MAX_LINE_FEEDS == 2
    assert Document.cut("  a \t b\n\n\n\n c\n d \n ").clean.text == "a b\n\nc\nd"


def test_clean_character_leads_back_to_what_it_was_made_of() -> None:
    text = "So   *very*\r\n\r\n\r\n“good”…"
    clean = Document.cut(text).clean

    assert clean.text == 'So very\n\n"good"...'
    place = clean.text.index("very")
    assert clean.locate(place, place + 4) == (6, 10)
    assert text[slice(*clean.locate(2, 3))] == "   "
    assert text[slice(*clean.locate(len(clean.text) - 3, len(clean.text)))] == "…"


def test_range_of_the_text_is_found_again_in_the_clean_view() -> None:
    text = "a  **b c**  d"
    clean = Document.cut(text).clean

    assert clean.text == "a b c d"
    assert clean.find(text.index("b"), text.index("b") + 3) == (2, 5)
    assert clean.find(3, 5) == (2, 2)
    assert clean.find(0, len(text)) == (0, 7)


def test_finding_a_place_copies_nothing_of_the_text() -> None:
    clean = Document.cut("a" * 300_000).clean
    clean.find(1, 2)
    tracemalloc.start()
    try:
        clean.find(150_000, 150_001)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 10_000  # bytes; both maps together hold 2,400,000


@pytest.mark.parametrize("text", ["|", "| "])
def test_a_row_of_empty_cells_takes_memory_as_other_texts_do(text: str) -> None:
    row = text * (100_000 // len(text))
    tracemalloc.start()
    try:
        Document.cut(row)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 250 * len(row)  # bytes; with places kept for each character, 450


def test_warnings_say_what_ordinary_text_does_not_hold() -> None:
    assert Document.cut("ordinary text").warnings == ()
    assert Document.cut("hid\u200bden").warnings == (HIDDEN_CHARACTERS,)
    assert Document.cut("lооk аlike a\u2060b").warnings == (HIDDEN_CHARACTERS, LOOK_ALIKE_LETTERS)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "**", "<br>", "\r\n", "---", "\ud800", "\0"])
def test_text_of_next_to_nothing_is_a_document(text: str) -> None:
    document = Document.cut(text)

    check(document)
    assert len(document.lines) == document.clean.text.count("\n") + 1


@pytest.mark.parametrize("topic", TOPICS, ids=range(len(TOPICS)))
def test_manual_of_python_keeps_the_laws(topic: str) -> None:
    check(Document.cut(topic))


def test_every_fixture_keeps_the_laws_and_holds_its_notices(fixtures: Path) -> None:
    files = [*sorted((fixtures / "articles").iterdir()), *sorted((fixtures / "documents").iterdir())]
    for file in files:
        text = file.read_text("utf-8")
        document = Document.cut(text)
        check(document)
        if NOTICE in text:
            place = document.clean.text.index(NOTICE)
            assert text[slice(*document.clean.locate(place, place + len(NOTICE)))] == NOTICE


def test_what_a_reader_sees_is_the_same_with_and_without_mark_up(fixtures: Path) -> None:
    plain = (
        "Night trains will return to the Kellhaven line this summer, twelve years after the last sleeping car"
    )
    for name in ["article.html", "article.md"]:
        assert plain in Document.cut((fixtures / "documents" / name).read_text("utf-8")).clean.text


def test_plain_text_is_its_own_clean_view() -> None:
    text = "One line.\nAnother line.\n\nA paragraph."
    clean = Document.cut(text).clean

    assert clean.text == text
    assert clean.starts.tolist() == list(range(len(text)))


PIECES = [
    "word", " ", "  ", "\n", "\n\n\n", "*", "_", "`", "```", "# ", "- ", "> ", "|", "<p>", "</p>", "<script>",
    "---", "[a](b)", "&amp;", "<!--", "-->", "\u200b", "\u00a0", "…", "“", "a\u0301", "а",
    "\U0001f468\u200d\U0001f469", "می\u200cخ", "\r\n", "\ud83d",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_keeps_the_laws(text: str) -> None:
    check(Document.cut(text))


@given(st.text(max_size=80))
def test_any_characters_keep_the_laws(text: str) -> None:
    check(Document.cut(text))


@given(
    st.lists(st.sampled_from(["Some words here.", "And more of them", "x"]), max_size=6), st.integers(0, 3)
)
def test_clean_text_without_marks_is_cut_to_itself(sentences: list[str], breaks: int) -> None:
    once = Document.cut(("\n" * breaks).join(sentences)).clean.text

    assert Document.cut(once).clean.text == once
