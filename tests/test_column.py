"""A text that was wrapped to a column is read as if it had not been."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from ailabel.document import Document
from ailabel.prose import judge, prose
from ailabel.roles import EMPTY, NOISE, PROSE, TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from ailabel.document import Lines

DATED = (
    "The council will meet on Tuesday, 5 May 2026 at 18:30 in the old town hall, where the members are to "
    "hear what became of the plan that they put off in March, when none of the three firms could say what a "
    "new roof would cost.\n\n"
    "A first vote was held on 12 March 2026 and ended in a draw, so the chair, who does not vote unless she "
    "has to, asked for another month and for figures that everybody could read without the help of an "
    "engineer. She said today that the figures had come and that they are longer, if not clearer, than those "
    "of the winter."
)


def wrapped(text: str, width: int) -> str:
    """Each paragraph of the text in lines of so many characters, as an e-mail or a plain-text file has it."""
    lines = (textwrap.wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join("\n".join(paragraph) for paragraph in lines)


def lines_of(text: str) -> Lines:
    return Document.cut(text).lines


@pytest.mark.parametrize("width", [30, 40, 55, 72, 80, 100])
def test_wrapped_article_is_judged_on_the_same_prose(fixtures: Path, width: int) -> None:
    read = 0
    for file in sorted((fixtures / "articles").glob("*.txt")):
        paragraphs = [line for line in file.read_text("utf-8").split("\n") if len(line) > 160]
        text = "\n\n".join(paragraphs)
        whole, column = (Document.cut(form) for form in (text, wrapped(text, width)))
        assert prose(column, []).text == prose(whole, []).text
        assert judge(column, prose(column, [])) == judge(whole, prose(whole, []))
        read += len(paragraphs)

    assert read > 50


@pytest.mark.parametrize("width", [32, 38, 44])
def test_date_in_a_narrow_column_is_no_dateline(width: int) -> None:
    assert NOISE not in lines_of(wrapped(DATED, width)).roles


def test_what_stands_about_a_wrapped_paragraph_is_told_all_the_same() -> None:
    lines = lines_of(f"Roof vote put off\n{wrapped(DATED, 72)}\nShare\n0\n")

    assert lines.roles[0] == TITLE
    assert list(lines.roles[-2:]) == [NOISE, NOISE]
    assert set(lines.roles[1:-2]) <= {PROSE, EMPTY}


def test_headline_as_long_as_a_line_is_none_of_the_column() -> None:
    headline = "Old town hall to get a new roof after all, the chair says"
    lines = lines_of(f"{headline}\nBy Jane Miller\n12 May 2026\n\n{wrapped(DATED, len(headline) + 4)}")

    assert lines.roles[:3] == bytes([TITLE, NOISE, NOISE])
    assert lines.wrapped


def test_last_line_of_a_paragraph_was_not_wrapped() -> None:
    column = wrapped(DATED, 60)
    lines = column.split("\n")
    last = {at for at, after in enumerate(lines[1:]) if not after} | {len(lines) - 1}

    assert lines_of(column).wrapped == {at for at, line in enumerate(lines) if line} - last


HEADLINES = """\
Minister opens the new bridge
Harbour to close for two weeks
Schools ask for more teachers
Museum shows forgotten maps
Fire in a factory in Leith
Ferry fares to rise in April
Three held after bank raid
"""
DAYS = "".join(f"posted on 1{day} May 2026 by a reader\n" for day in range(9))


MIXED = """\
the harbour will open in the spring
and the ferry goes back to two trips
a day from the old pier to the island
which nobody there has asked for yet
"""
ALIKE = ["0\n", "one two three four five\n", "- item of a list of these\n"]


@pytest.mark.parametrize("text", [HEADLINES, DAYS, MIXED * 3, *(line * 40 for line in ALIKE)])
def test_lines_of_like_length_are_no_column(text: str) -> None:
    assert not lines_of(text).wrapped


def test_verse_is_no_column(fixtures: Path) -> None:
    assert not lines_of((fixtures / "documents" / "poem.txt").read_text("utf-8")).wrapped
