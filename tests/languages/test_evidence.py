"""Every language finds how people tell of AI in it, and takes no talk about AI for evidence.

`evidence/LANGUAGE.txt` holds a text a line ("\\n" is a line break): "+" tells (of the scope that follows
at once: "+image"), "!" denies, "-" does neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document
from training.grids import read_evidence

if TYPE_CHECKING:
    from ailabel.result import Span

PATTERNS = load_patterns()
LEAST = 20  # texts that tell, in every language with patterns; fewer show no grammar


def rows(mark: str) -> list[tuple[str, str, str]]:
    """(language, scope, text) of every line with the mark."""
    return [(row.language, row.scope, row.text) for row in read_evidence() if row.mark == mark]


def spans_of(text: str) -> tuple[Span, ...]:
    return find_spans(Document.cut(text), PATTERNS)


@pytest.mark.parametrize(("language", "scope", "text"), rows("+"))
def test_telling_is_evidence(language: str, scope: str, text: str) -> None:
    del language
    affirmed = [span for span in spans_of(text) if span.polarity == "affirmed"]

    assert affirmed
    assert scope in {"", *(span.scope for span in affirmed)}


@pytest.mark.parametrize(("language", "scope", "text"), rows("!"))
def test_denying_is_a_denial_and_no_evidence(language: str, scope: str, text: str) -> None:
    del language, scope
    polarities = {span.polarity for span in spans_of(text)}

    assert "denied" in polarities
    assert "affirmed" not in polarities


@pytest.mark.parametrize(("language", "scope", "text"), rows("-"))
def test_talk_about_ai_is_no_evidence(language: str, scope: str, text: str) -> None:
    del language, scope

    assert not [span.text for span in spans_of(text) if span.polarity == "affirmed"]


def test_every_language_has_texts_that_tell_and_texts_that_do_not() -> None:
    telling, denying, silent = ([language for language, _, _ in rows(mark)] for mark in ("+", "!", "-"))
    languages = {pattern.language for pattern in PATTERNS} - {"any"}

    assert set(telling) == set(denying) == set(silent) == languages
    assert all(telling.count(language) >= LEAST for language in languages)
