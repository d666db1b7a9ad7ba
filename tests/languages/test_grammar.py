"""Each language's grammar of disclosures: what it can say is found, whatever words fill its slots.

`grammar/*.toml` holds `[slots]` (lists of phrases by name) and `[[grid]]` entries: `templates` that name
slots, and what each sentence is: `expect = "affirmed"` (of a `scope`, where one is given), `"denied"` or
`"nothing"`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document
from training.grids import FOLDER, read_grids, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ailabel.result import Span

PATTERNS = load_patterns()


def entries() -> list[Any]:
    """(entry, slots) of each [[grid]], named by its file and what it expects."""
    return [
        pytest.param(grid.entry, grid.slots, id=f"{grid.name}-{grid.number}-{grid.entry['expect']}")
        for grid in read_grids()
    ]


@pytest.mark.parametrize(("entry", "slots"), entries())
def test_a_sentence_of_the_grammar_is_what_it_says(
    entry: Mapping[str, Any], slots: Mapping[str, Sequence[str]]
) -> None:
    wrong = [
        (sentence, spans)
        for template in entry["templates"]
        for sentence in sentences(template, slots)
        if not is_as_expected(spans := find_spans(Document.cut(sentence), PATTERNS), entry)
    ]

    assert not wrong


def is_as_expected(spans: Sequence[Span], entry: Mapping[str, Any]) -> bool:
    affirmed = {span.scope for span in spans if span.polarity == "affirmed"}
    if entry["expect"] == "affirmed":
        return entry.get("scope") in {None, *affirmed} if affirmed else False
    denied = any(span.polarity == "denied" for span in spans)
    return not affirmed and (denied or entry["expect"] == "nothing")


def test_every_language_with_evidence_has_a_grammar() -> None:
    languages = {pattern.language for pattern in PATTERNS} - {"any"}
    told = {
        file.stem.partition("-")[0]
        for file in FOLDER.glob("*.toml")
        if '"affirmed"' in file.read_text("utf-8")
    }

    assert told == languages
