"""Lines are told from their mark-up, and the mark-up goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.document import Document
from ailabel.inline import LINE_KINDS


def kinds(text: str) -> list[tuple[str, str]]:
    """Each line that is not blank, and what it is."""
    document = Document.cut(text)
    lines = document.lines
    pairs = zip(lines.starts, lines.ends, strict=True)
    return [(document.clean.text[start:end], lines.kind(start)) for start, end in pairs if start < end]


@pytest.mark.parametrize(
    ("line", "read", "kind"),
    [
        ("# A title", "A title", "heading"),
        ("###### Deep ##", "Deep", "heading"),
        ("#hashtag", "#hashtag", "text"),
        ("# 1 fan", "1 fan", "heading"),
        ("- an item", "an item", "item"),
        ("* an item", "an item", "item"),
        ("• an item", "an item", "item"),
        ("12. an item", "an item", "item"),
        ("3) an item", "an item", "item"),
        ("- [x] done", "done", "item"),
        ("2024. A year", "2024. A year", "text"),
        ("-5 degrees", "-5 degrees", "text"),
        ("> a quote", "a quote", "quote"),
        ("> > - an item in a quote", "an item in a quote", "quote"),
        ("| a | b |", "a b", "row"),
        ("|x| is the size of x", "x is the size of x", "row"),
        ("[^1]: a footnote", "a footnote", "text"),
        ("    indented", "indented", "text"),
    ],
)
def test_line_is_told_by_how_it_begins(line: str, read: str, kind: str) -> None:
    assert kinds(f"Before.\n\n{line}\n\nAfter.") == [("Before.", "text"), (read, kind), ("After.", "text")]


@pytest.mark.parametrize(
    "line", ["---", "***", "* * *", "_____", "=====", "[x]: https://x.org 'title'", "|---|:-:|"]
)
def test_rules_and_definitions_show_nothing(line: str) -> None:
    assert kinds(f"Before it.\n\n{line}\n\nAfter it.") == [("Before it.", "text"), ("After it.", "text")]


def test_underlined_line_is_a_heading() -> None:
    assert kinds("A title\n=====\n\nText.\n\nAnother\n---\n") == [
        ("A title", "heading"),
        ("Text.", "text"),
        ("Another", "heading"),
    ]


def test_rule_under_a_paragraph_makes_no_heading() -> None:
    paragraph = (
        "This is a whole paragraph of words that goes on for much longer than any title that there is."
    )

    assert kinds(f"{paragraph}\n---\n") == [(paragraph, "text")]


@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_fenced_lines_are_code_and_keep_their_characters(fence: str) -> None:
    text = f"Before.\n{fence}python\n# no heading\nx = a * b * c\n{fence}\nAfter."

    assert kinds(text) == [
        ("Before.", "text"),
        ("# no heading", "code"),
        ("x = a * b * c", "code"),
        ("After.", "text"),
    ]


def test_fence_that_says_it_holds_text_holds_text() -> None:
    assert kinds("```markdown\nSome text.\n```") == [("Some text.", "text")]


def test_fence_left_open_runs_to_the_end() -> None:
    assert kinds("```\nx = 1\ny = 2") == [("x = 1", "code"), ("y = 2", "code")]


def test_table_without_outer_pipes_is_rows() -> None:
    assert kinds("Text.\n\na | b\n--- | ---\n1 | 2\n\nx | y") == [
        ("Text.", "text"),
        ("a b", "row"),
        ("1 2", "row"),
        ("x | y", "text"),
    ]


def test_front_matter_goes() -> None:
    assert kinds("---\ntitle: A post\ntags:\n  - x\n---\nText.") == [("Text.", "text")]
    assert kinds("+++\ntitle = 'A post'\n+++\nText.") == [("Text.", "text")]


def test_rule_at_the_top_is_no_front_matter() -> None:
    lines = [line for line, _ in kinds("---\nA line of prose.\n---\nText.")]

    assert lines == ["A line of prose.", "Text."]


def test_front_matter_that_never_ends_is_none() -> None:
    assert kinds("---\ntitle: A post\nmore: text") == [("title: A post", "text"), ("more: text", "text")]


def test_mark_up_may_not_span_items() -> None:
    assert kinds("- one *star\n- two* stars") == [("one *star", "item"), ("two* stars", "item")]


BLOCKS = [
    "# title",
    "- item",
    "1. item",
    "> quote",
    "```",
    "~~~",
    "---",
    "===",
    "| a | b |",
    "|--|--|",
    "",
    "text",
    "  ",
    "[a]: b",
]


@given(st.lists(st.sampled_from(BLOCKS), max_size=12))
def test_any_order_of_blocks_is_read(lines: list[str]) -> None:
    document = Document.cut("\n".join(lines))

    assert len(document.lines) == document.clean.text.count("\n") + 1
    assert {kind for _, kind in kinds("\n".join(lines))} <= set(LINE_KINDS)
