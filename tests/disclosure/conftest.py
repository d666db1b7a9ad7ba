"""What tests of explicit evidence share: the shipped patterns, and the spans of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import re2

from ailabel.disclosure import find_spans, load_patterns, telling
from ailabel.disclosure.catalogue import read_all_toml
from ailabel.disclosure.grammar import Grammar
from ailabel.disclosure.matching import Patterns
from ailabel.disclosure.regex import options
from ailabel.disclosure.telling import Table, Wholes
from ailabel.disclosure.wording import named
from ailabel.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.disclosure.telling import Found
    from ailabel.result import Span


@pytest.fixture
def unknown_wholes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows whether what a sentence tells is of a whole text; `test_whole.py` has what else may be."""
    monkeypatch.setattr(telling, "read_wholes", lambda: Wholes(Table.of({}), 0, certain=1, whole=1, part=-1))


@pytest.fixture(scope="session")
def patterns() -> Patterns:
    """As they ship: without their examples."""
    return load_patterns()


@pytest.fixture(scope="session")
def written() -> Patterns:
    """As people write them: with their examples."""
    return Patterns.of(*read_all_toml())


@pytest.fixture(scope="session")
def english(written: Patterns) -> Grammar:
    """What reads English clauses."""
    return Grammar(
        [row for row in written if row.language == "en" and row.reads_sentences], written.lexicons["en"]
    )


@pytest.fixture(scope="session")
def read_english(english: Grammar, written: Patterns) -> Callable[[str], list[Found]]:
    """What is found in the sentences of an English text that name AI."""
    row = next(row for row in written if row.language == "en" and row.is_learnt)
    name = re2.compile(written.clues.gate(row).regex, options())

    def read(text: str) -> list[Found]:
        data = text.encode()
        places = (match.span() for match in name.finditer(data))
        return [
            (row, *sentence.placed(*place))
            for sentence, names in named(data, 0, len(data), places, written.lexicons["en"])
            for row, *place in english.read(sentence, names)
        ]

    return read


@pytest.fixture(scope="session")
def spans(patterns: Patterns) -> Callable[[str], tuple[Span, ...]]:
    def of(text: str) -> tuple[Span, ...]:
        patterns._said.cache_clear()  # what is learnt may be another in each test
        return find_spans(Document.cut(text), patterns)

    return of


@pytest.fixture(scope="session")
def only(spans: Callable[[str], tuple[Span, ...]]) -> Callable[[str], Span]:
    """The one span of a text; a text with none or with several fails the test."""

    def of(text: str) -> Span:
        found = spans(text)
        assert len(found) == 1, found
        return found[0]

    return of


@pytest.fixture(scope="session")
def affirmed(spans: Callable[[str], tuple[Span, ...]]) -> Callable[[str], list[str]]:
    """The affirmed spans of a text, as strings: what counts as evidence."""
    return lambda text: [span.text for span in spans(text) if span.polarity == "affirmed"]
