"""A notice stays one whatever stands around it: who checked it, why it was made so, what law asks for it.

`surroundings/LANGUAGE.toml` has notices, and what may stand before and after each of them. Language models
wrote them that saw no pattern.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document

PATTERNS = load_patterns()
FILES = sorted((Path(__file__).parent / "surroundings").glob("*.toml"))
TRIED = 5  # notices that each of the surroundings is tried with
LOST = 0.05  # share of notices that may be lost; a label after a greeting reads odd


def is_found(text: str, start: int, end: int) -> bool:
    spans = find_spans(Document.cut(text), PATTERNS)
    return any(span.polarity == "affirmed" and span.start < end and start < span.end for span in spans)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_notice_is_found_in_its_surroundings(file: Path) -> None:
    data = tomllib.loads(file.read_text("utf-8"))
    pairs = [(before, "") for before in data["before"]] + [("", after) for after in data["after"]]
    lost, tried = [], 0
    for at, (before, after) in enumerate(pairs):
        for turn in range(TRIED):
            notice = data["notices"][(at + 3 * turn) % len(data["notices"])]
            tried += 1
            if not is_found(f"{before}{notice}{after or '.'}", len(before), len(before) + len(notice)):
                lost.append(before + notice + after)

    assert len(lost) <= LOST * tried, lost
