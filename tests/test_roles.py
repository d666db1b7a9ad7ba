"""Each line is told from the others by what it is to its reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.document import Document
from ailabel.roles import (
    CELLS,
    EMPTY,
    FRAGMENT,
    NOISE,
    PROGRAM,
    PROSE,
    TITLE,
    is_ended,
    letters_of,
)

SENTENCE = (
    "The council met on Tuesday evening to vote on the plan, and the members agreed to wait another month."
)


def roles(*lines: str) -> list[int]:
    return list(Document.cut("\n".join(lines)).lines.roles)


@pytest.mark.parametrize(
    "line",
    [
        "0", "12 comments", "3 min read", "1,204 views", "Share", "SHARE ON FACEBOOK", "Read more.",
        "Read more: the council votes again", "March 4, 2026", "Tuesday, 5 May 2020", "2026-03-04 10:30",
        "Published: 4 March 2026 10:30 GMT", "Last updated on May 5", "Updated 3 hours ago", "By Jane Doe",
        "BY JANE DOE AND JOHN ROE", "By Jane Doe, Staff Writer", "Getty Images", "jane@x.org",
        "★★★★☆", "https://x.org/a/b", "Advertisement", "♪ ♪", "© 2024 Some Media. All rights reserved.",
        "Tags: council, vote",
    ],
)  # fmt: skip
def test_line_that_carries_no_prose_is_noise(line: str) -> None:
    assert roles(SENTENCE, "", line, "", SENTENCE) == [PROSE, EMPTY, NOISE, EMPTY, PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "Yes.",
        "By the time they left it was dark.",
        "Share your thoughts with us before the vote, the mayor said.",
        "In 2026 the rules will change again.",
        '"We will see," he said.',
        "Why now?",
    ],
)
def test_short_sentence_is_prose(line: str) -> None:
    assert roles(SENTENCE, "", line, "", SENTENCE)[2] == PROSE


def test_first_line_without_a_stop_is_the_title() -> None:
    assert roles("Council waits another month", "", SENTENCE) == [TITLE, EMPTY, PROSE]


def test_text_of_one_line_is_prose() -> None:
    assert roles("Council waits another month") == [PROSE]


def test_headline_that_comes_twice_is_a_title_both_times() -> None:
    headline = "Council waits another month before it votes on the plan for the old town"

    assert roles(headline, "0", "March 4, 2026", "", headline, "", SENTENCE) == [
        TITLE, NOISE, NOISE, EMPTY, TITLE, EMPTY, PROSE,
    ]  # fmt: skip


def test_paragraph_that_comes_twice_is_no_headline() -> None:
    assert roles(SENTENCE, "", SENTENCE) == [PROSE, EMPTY, PROSE]


def test_short_line_without_a_stop_is_a_fragment() -> None:
    assert roles(SENTENCE, "", "A word or two", "", SENTENCE)[2] == FRAGMENT


@pytest.mark.parametrize("line", ["- eggs", "* six eggs", "3. Eggs and milk"])
def test_item_without_a_sentence_is_a_fragment(line: str) -> None:
    assert roles(SENTENCE, "", line)[2] == FRAGMENT


def test_item_that_is_a_sentence_is_prose() -> None:
    assert roles(SENTENCE, "", "- Take the eggs out of the box.")[2] == PROSE


def test_wrapped_sentence_is_prose_in_all_its_lines() -> None:
    assert roles(
        "The council met on Tuesday evening to vote on",
        "the plan, and the members agreed",
        "to wait.",
        "",
        SENTENCE,
    ) == [PROSE, PROSE, PROSE, EMPTY, PROSE]


def test_mark_up_says_what_a_line_is() -> None:
    lines = ["# Title here.", SENTENCE, "| a | b |", "```", "x = 1", "```", SENTENCE]

    assert roles(*lines) == [TITLE, PROSE, CELLS, EMPTY, PROGRAM, EMPTY, PROSE]


@pytest.mark.parametrize(
    ("line", "ended"),
    [("So.", True), ('"So."', True), ("so", False), ("(so)", False), ("so,", False), ("so:", True)],
)
def test_line_ends_like_a_sentence_or_not(line: str, *, ended: bool) -> None:
    assert is_ended(line) is ended


def test_letters_of_a_line_are_its_words_in_lower_case() -> None:
    assert letters_of("12 Editor's PICKS, now!") == "editor's picks now"


LINES = [
    "0",
    "Share",
    "A title",
    SENTENCE,
    "",
    "- item",
    "# heading",
    "| a | b |",
    "lower case",
    "Yes.",
    "\u2028",
    "\ud800",
]


@given(st.lists(st.sampled_from(LINES), max_size=10))
def test_every_line_has_a_role_and_only_blank_ones_are_empty(lines: list[str]) -> None:
    document = Document.cut("\n".join(lines))
    found = document.lines.roles

    assert len(found) == len(document.lines)
    assert [role == EMPTY for role in found] == [not line for line in document.clean.text.split("\n")]
