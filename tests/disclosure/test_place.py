"""Where a match stands decides whether it counts, and a line set apart steps it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.result import Span

FILLER = "The wind turned at noon and the boats came home. " * 30


@pytest.mark.parametrize(
    "text",
    [
        "Generated with AI",
        "Note: Generated with AI",
        f"{FILLER}\n\nGenerated with AI.",
        f"{FILLER}\n\n> Generated with AI.",
        f"{FILLER}\n\n- Generated with AI.",
        f"{FILLER}Written by ChatGPT.",
        f"The harbour is full (written by ChatGPT). {FILLER}",
    ],
)
def test_notice_of_its_own_counts(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert len(affirmed(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Poems written by ChatGPT rarely rhyme well.",
        "## Generated with AI\n\nThe harbour is full.",
        f"{FILLER}Nobody reads novels generated with AI anyway. {FILLER}",
        "Human baseline: written by ChatGPT.",
    ],
)
def test_clause_within_a_sentence_is_no_notice(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert affirmed(text) == []


@pytest.mark.parametrize(
    "line", ["[AI-generated content]", "*AI-generated content*", "_AI-generated content_"]
)
def test_line_set_apart_steps_up(only: Callable[[str], Span], line: str) -> None:
    assert only(f"{FILLER}\n\n{line}\n").strength == "full"


def test_line_that_is_not_set_apart_does_not(only: Callable[[str], Span]) -> None:
    assert only(f"{FILLER}\n\nAI-generated content\n").strength == "partial"


@pytest.mark.parametrize("brackets", ["[]", "()", "【】"])
def test_line_in_brackets_is_covered_from_bracket_to_bracket(
    only: Callable[[str], Span], brackets: str
) -> None:
    line = f"{brackets[0]}This article was generated with AI. Your feed is customized.{brackets[1]}"

    assert only(f"{FILLER}\n\n{line}\n").text == line


def test_preamble_counts_only_at_the_opening(affirmed: Callable[[str], list[str]]) -> None:
    preamble = "Sure! Here's a 500-word article on bees:\n\nBees are insects."

    assert affirmed(preamble) == ["Sure! Here's a 500-word article on bees:"]
    assert affirmed(FILLER + preamble) == []


PREAMBLE = "Certainly, here is a possible introduction for your topic: Dams are old."


def test_title_may_stand_above_an_opening(affirmed: Callable[[str], list[str]]) -> None:
    assert len(affirmed(f"Introduction\n\n{PREAMBLE}")) == 1
    assert affirmed(f"He sat down.\n\n{PREAMBLE}") == []


def test_wrapped_line_goes_on_with_its_sentence(affirmed: Callable[[str], list[str]]) -> None:
    wrapped = "Sometimes people tag the papers of a venue, sometimes they are\n"

    assert affirmed(f"{wrapped}AI-generated. We propose a measure of how far they agree.") == []
    assert affirmed(f"{wrapped}AI-generated summary\n") != []


def test_semicolon_parts_a_notice_from_what_it_follows(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed("Words by Tom; header picture made by DALL·E.") == ["header picture made by DALL·E"]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("AI disclosure: made with AI", True),
        ("Text: AI-generated.", True),
        ("AI text: generated with GPT-4", False),
        ("Prediction: AI-generated", False),
    ],
)
def test_label_says_whether_a_notice_follows(
    affirmed: Callable[[str], list[str]], text: str, stands: bool
) -> None:
    assert bool(affirmed(text)) is stands


@pytest.mark.parametrize(
    "text",
    [
        "Hi Jo, the fridge was the hose. Hope this helps!",
        "It was the hose. Hope this helps! Let me know how you get on. – Geoff",
        "It was the hose.\nI hope this helps!\n\nCheers,\nAnna",
    ],
)
def test_sign_off_of_a_letter_is_its_writers(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert affirmed(text) == []


def test_sign_off_of_an_answer_counts(affirmed: Callable[[str], list[str]]) -> None:
    assert len(affirmed("It was the hose. Hope this helps! Would you like me to go on?")) == 2
