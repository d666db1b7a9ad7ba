"""Figures and names stand in a page as they are, whatever the names hold."""

from __future__ import annotations

import doctest

import pytest

from ailabel import markdown
from ailabel.markdown import WIDTH, paragraph, plain, table


def test_paragraph_is_as_wide_as_the_page() -> None:
    lines = paragraph("word " * 100).splitlines()

    assert all(WIDTH - len("word ") < len(line) <= WIDTH for line in lines[:-1])
    assert lines[-1] != ""


def test_table_is_a_head_a_rule_and_its_rows() -> None:
    assert list(table(("a", "b", "c"), [("1", "", ""), ("", "", "2")])) == [
        "| a | b | c |",
        "| --- | --- | --- |",
        "| 1 | | |",
        "| | | 2 |",
        "",
    ]


@pytest.mark.parametrize(
    "name", ["a|b", "a\nb", "<script>", "`a`", "[a](b)", "a\u202eb", "**a**", "_a_", "~~a~~", "&lt;", "$a$"]
)
def test_name_is_no_mark_up(name: str) -> None:
    said = plain(name)

    assert said.isprintable()
    assert "\n" not in said
    assert said != name


def test_common_name_stays_as_it_is() -> None:
    assert plain("my_forum-2026 (naïve 文), #3") == "my_forum-2026 (naïve 文), #3"


def test_examples_do_what_they_show() -> None:
    failed, tried = doctest.testmod(markdown)

    assert (failed, tried > 0) == (0, True)
