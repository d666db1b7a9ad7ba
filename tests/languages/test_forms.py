"""What can be said of a text is found of others, too: whatever was made, whatever the verb, whoever made it.

`forms/*.toml` holds `[[form]]` entries: a `frame` (the word itself where there is none) that is told with
each of its `words`, and whether all of that is `"affirmed"` or tells `"nothing"`; with a `scope`, whether
it is told of that part in more than weak strength. Nothing is learnt from it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document

PATTERNS = load_patterns()
FOLDER = Path(__file__).parent / "forms"


def entries() -> list[Any]:
    """Each [[form]], named by its file and what it expects."""
    return [
        pytest.param(entry, id=f"{file.stem}-{number}-{entry['expect']}")
        for file in sorted(FOLDER.glob("*.toml"))
        for number, entry in enumerate(tomllib.loads(file.read_text("utf-8"))["form"])
    ]


@pytest.mark.parametrize("entry", entries())
def test_a_form_tells_the_same_of_every_word(entry: dict[str, Any]) -> None:
    told = [entry.get("frame", "{}").format(word) for word in entry["words"]]
    is_expected = entry["expect"] == "affirmed"
    wrong = [text for text in told if is_affirmed(text, entry.get("scope")) != is_expected]

    assert told
    assert not wrong


def is_affirmed(text: str, scope: str | None) -> bool:
    affirmed = [span for span in find_spans(Document.cut(text), PATTERNS) if span.polarity == "affirmed"]
    return any(scope is None or (span.scope == scope and span.strength != "weak") for span in affirmed)
