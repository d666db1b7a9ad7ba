"""Every language finds how people tell of AI in it, and takes no talk about AI for evidence.

`evidence/LANGUAGE.txt` holds a text a line ("\\n" is a line break): "+" tells (of the scope that follows
at once: "+image"), "!" denies, "-" does neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document
from training.grids import Row, read_evidence

if TYPE_CHECKING:
    from ailabel.result import Span

PATTERNS = load_patterns()
LEAST = 20  # texts that tell, in every language with patterns; fewer show no grammar


ROWS = tuple(read_evidence())
LANGUAGES = sorted({row.language for row in ROWS})


def rows(language: str, mark: str) -> list[Row]:
    return [row for row in ROWS if (row.language, row.mark) == (language, mark)]


def spans_of(text: str) -> tuple[Span, ...]:
    return find_spans(Document.cut(text), PATTERNS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_telling_is_evidence(language: str) -> None:
    missed = []
    for row in rows(language, "+"):
        scopes = {span.scope for span in spans_of(row.text) if span.polarity == "affirmed"}
        if not scopes or row.scope not in {"", *scopes}:
            missed.append((row.text, row.scope, scopes))

    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_denying_is_a_denial_and_no_evidence(language: str) -> None:
    wrong = []
    for row in rows(language, "!"):
        polarities = {span.polarity for span in spans_of(row.text)}
        if "denied" not in polarities or "affirmed" in polarities:
            wrong.append((row.text, polarities))

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_talk_about_ai_is_no_evidence(language: str) -> None:
    called = [
        (row.text, span.text)
        for row in rows(language, "-")
        for span in spans_of(row.text)
        if span.polarity == "affirmed"
    ]

    assert called == []


def test_every_language_has_texts_that_tell_and_texts_that_do_not() -> None:
    assert {*LANGUAGES} == {pattern.language for pattern in PATTERNS} - {"any"}
    for language in LANGUAGES:
        assert len(rows(language, "+")) >= LEAST, language
        assert rows(language, "!"), language
        assert rows(language, "-"), language
