"""Names of AI however they are spelt, and what is none; lines in capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure import load_patterns
from ailabel.disclosure.spans import find_spans
from ailabel.disclosure.spelling import SMALL, as_read, in_capitals, in_small
from ailabel.document import Document

SHIPPED = load_patterns()


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("skriven med ai.", "skriven med AI."),
        ("Made with Ai tools", "Made with AI tools"),
        ("Ai-generated art", "AI-generated art"),
        ("TL;DR (Ai-Generated)", "TL;DR (AI-Generated)"),
        ("mit einer ki geschrieben", "mit einer KI geschrieben"),
        ("ki-generiert", "KI-generiert"),
        ("escrito con ia", "escrito con IA"),
        ("grâce à l’ia", "grâce à l’IA"),
        ("testi generati dall'ai", "testi generati dall'AI"),
        ("ai:n avulla", "AI:n avulla"),
        ("с помощью ai", "с помощью AI"),
        ("Foto: ai", "Foto: AI"),
        ("Kort fortalt (ai):", "Kort fortalt (AI):"),
    ],
)
def test_what_stands_beside_it_makes_a_name_of_ai(small: str, large: str) -> None:
    assert in_capitals(small) == large


@pytest.mark.parametrize(
    "text",
    [
        "Painted with Ai Weiwei.",
        "The song was written by Ai.",
        "Photo: Ai",
        "Ban Ki-moon spoke.",
        "Je l'ai écrit, et j'en ai ri; ai-je tort ?",
        "Ne hanno parlato ai nuovi tecnici.",
        "Viết cho ai?",
        "Ela ia com eles.",
        "with ai.example.org and #ai and me@ai.org",
    ],
)
def test_people_and_other_words_stay_as_they_are(text: str) -> None:
    assert in_capitals(text) == text


PARTS = ["med", "with", "ai", "Ai", "ki", "l'", "(", ")", " ", "\n", "é", "ии", "\ud800"]


@given(st.lists(st.sampled_from(PARTS)))
def test_offsets_stay_and_nothing_else_changes(parts: list[str]) -> None:
    text = "".join(parts)
    found = in_capitals(text)

    assert len(found) == len(text)
    assert found.lower() == text.lower()
    if SMALL.search(text) is None:
        assert found == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Texto generado por I.A. y revisado.", "Texto generado por IA y revisado."),
        ("Texto generado por I.A.", "Texto generado por IA."),
        ("Image (A.I.) below", "Image (AI) below"),
        ('Written by "AI" alone', "Written by AI alone"),
        ("この文章は「AI」が書いた", "この文章はAIが書いた"),
        ("ARTICLE RÉDIGÉ PAR L'IA", "Article rédigé par l'IA"),
        ("BU METİN YAPAY ZEKA TARAFINDAN YAZILDI", "Bu metin yapay zeka tarafından yazıldı"),
        ("DIE STRASSE WURDE VON DER KI GEBAUT", "Die strasse wurde von der KI gebaut"),
    ],
)
def test_names_are_read_without_dots_and_marks_and_lines_without_capitals(text: str, read: str) -> None:
    assert as_read(Document.cut(text)).clean.text == read


@pytest.mark.parametrize(
    "text", ["by A.I. Kuprin", "the U.S.A.I. office", "IT IS AI", "MADRID, EFE", "Das ist die AI"]
)
def test_initials_and_short_lines_stay(text: str) -> None:
    document = Document.cut(text)

    assert as_read(document) is document


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Uno.\n\nTEXTO GENERADO POR I.A.\n\nDos.", "TEXTO GENERADO POR I.A."),
        ("Uno.  Este texto fue escrito por “IA”, y nadie más.", "Este texto fue escrito por “IA”"),
    ],
)
def test_a_span_is_of_the_text_as_it_was_typed(text: str, told: str) -> None:
    (span,) = find_spans(Document.cut(text), SHIPPED)

    assert text[span.start : span.end] == span.text
    assert span.text.rstrip(".") == told.rstrip(".")


@given(st.text())
def test_small_lines_are_as_long(text: str) -> None:
    assert len(in_small(text)) == len(text)
