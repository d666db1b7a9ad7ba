"""What names AI is found as well where it is typed small, as Swedish spells it and haste does elsewhere."""

from __future__ import annotations

import re

import pytest

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document
from ailabel.languages.words import FOLDER, read_words
from training.grids import Row, read_evidence

PATTERNS = load_patterns()
NAMES = {name for names, *_ in read_words().small for name in names}
LANGUAGES = sorted(
    file.parent.name for file in FOLDER.glob("*/words.toml") if "[[small]]" in file.read_text("utf-8")
)
NAME = re.compile(rf"(?<!\w)(?:{'|'.join(NAMES).upper()})(?!\w)")
LEAST = 0.85  # of what is found in capitals
ROWS = [row for row in read_evidence() if row.language in LANGUAGES and NAME.search(row.text)]


def tells(text: str) -> bool:
    return any(span.polarity == "affirmed" for span in find_spans(Document.cut(text), PATTERNS))


def in_small(row: Row) -> str:
    return NAME.sub(lambda found: found[0].lower(), row.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_tells_in_capitals_tells_in_small_letters(language: str) -> None:
    told = [in_small(row) for row in ROWS if (row.language, row.mark) == (language, "+")]
    missed = [text for text in told if not tells(text)]

    assert told
    assert len(missed) <= (1 - LEAST) * len(told), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_talk_in_small_letters_tells_nothing(language: str) -> None:
    talk = [in_small(row) for row in ROWS if (row.language, row.mark) == (language, "-")]

    assert [text for text in talk if tells(text)] == []
