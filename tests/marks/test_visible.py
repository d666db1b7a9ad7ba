"""The visible line is found by our own patterns, and says no more and no less than it shall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure import Patterns, find_spans, load_patterns
from ailabel.disclosure.catalogue import toml_files
from ailabel.document import Document
from ailabel.errors import UsageError
from ailabel.marks import Statement
from ailabel.marks.page import is_page
from ailabel.marks.visible import read, wordings, write
from tests.marks.contents import PAGE

STRENGTHS = {"generated": "full", "assisted": "partial", "mixed": "partial"}
SAID = [(language, name, line) for language, rows in wordings().items() for name, line in rows.items()]


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return load_patterns()


@pytest.mark.parametrize(
    ("language", "name", "line"), SAID, ids=[f"{language}-{name}" for language, name, _ in SAID]
)
def test_patterns_find_the_line_about_its_scope(
    language: str, name: str, line: str, patterns: Patterns
) -> None:
    text = f"{language}\n\nA first paragraph.\n\nA second one.\n\n{line}\n"
    scope = "text" if name in STRENGTHS else name
    found = [
        (span.scope, span.strength)
        for span in find_spans(Document.cut(text), patterns)
        if span.polarity == "affirmed" and span.text in line
    ]

    assert found == [(scope, STRENGTHS.get(name, "full"))]


def test_there_are_lines_in_every_language_of_the_patterns() -> None:
    assert set(wordings()) == {path.parent.name for path in toml_files()} - {"any"}


def test_every_language_says_the_same_things() -> None:
    assert len({tuple(rows) for rows in wordings().values()}) == 1


def test_no_two_languages_share_a_line() -> None:
    assert len({line for _, _, line in SAID}) == len(SAID)


def test_chinese_line_names_intelligence_and_generation() -> None:
    assert all(word in wordings()["zh"]["generated"] for word in ("人工智能", "AI", "生成"))


@given(st.text())
def test_line_is_last_and_all_before_it_stays(text: str) -> None:
    if not is_page(text) and not read(text).marks:
        labelled = write(text, Statement("generated", language="sv"))

        assert labelled.startswith(text)
        assert [mark.claim for mark in read(labelled).marks] == ["generated"]


def test_lines_about_different_scopes_stand_side_by_side() -> None:
    text = write(write("Text.\n", Statement("assisted")), Statement("generated", scope="image"))

    assert [(mark.claim, mark.scope) for mark in read(text).marks] == [
        ("assisted", "text"),
        ("generated", "image"),
    ]


def test_line_in_another_language_takes_the_place_of_the_first() -> None:
    text = write(write("Text.\n", Statement("generated")), Statement("generated", language="de"))

    assert text == "Text.\n\nDieser Text wurde mit KI erstellt.\n"


def test_line_of_a_page_is_a_paragraph_last_in_its_body() -> None:
    assert '<p class="ai-disclosure">Ce texte a été généré par une IA.</p>\n</body>' in write(
        PAGE, Statement("generated", language="fr")
    )


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (Statement("generated", language="tlh"), "no visible line in 'tlh'; there is: en, de"),
        (Statement("assisted", scope="image"), "about the image"),
        (Statement("generated", scope="voice"), "about the voice"),
    ],
)
def test_what_there_are_no_words_for_is_refused(statement: Statement, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write("Text.", statement)
