"""Each language's grammar of disclosures: what it can say is found, whatever words fill its slots.

`grammar/*.toml` holds `[slots]` (lists of phrases by name) and `[[grid]]` entries: `templates` that name
slots, and what each sentence is: `expect = "affirmed"` (of a `scope`, where one is given), `"denied"` or
`"nothing"`.
"""

from __future__ import annotations

import random
import re
import tomllib
from itertools import islice, product
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ailabel.result import Span

FOLDER = Path(__file__).parent / "grammar"
PATTERNS = load_patterns()
MANY = 400  # sentences of a template that are told apart; of more, as many are drawn
TRIED = 4  # of each template, spread over all of them
SLOT = re.compile(r"\{(\w+)\}")


def entries() -> list[Any]:
    """(entry, slots) of each [[grid]], named by its file and what it expects."""
    found = []
    for file in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(file.read_text("utf-8"))
        for number, entry in enumerate(data["grid"]):
            slots = {**data.get("slots", {}), **entry.get("slots", {})}
            found.append(pytest.param(entry, slots, id=f"{file.stem}-{number}-{entry['expect']}"))
    return found


def sentences(template: str, slots: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The template with its slots filled, the same sentences each time."""
    names = list(dict.fromkeys(SLOT.findall(template)))
    lists = [slots[name] for name in names]
    drawn = random.Random(template)
    every = prod(map(len, lists)) <= MANY
    rows = list(product(*lists)) if every else [[drawn.choice(words) for words in lists] for _ in range(MANY)]
    for row in islice(rows, 0, None, max(1, len(rows) // TRIED)):
        sentence = template
        for name, words in zip(names, row, strict=True):
            sentence = sentence.replace(f"{{{name}}}", words)
        yield sentence[:1].upper() + sentence[1:]


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
