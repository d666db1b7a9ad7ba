"""Small letters that name AI, and those that do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure.capitals import SMALL, in_capitals


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("skriven med ai.", "skriven med AI."),
        ("Made with Ai tools", "Made with AI tools"),
        ("Ai-generated art", "AI-generated art"),
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
