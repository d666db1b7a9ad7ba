"""A text is called `ai-disclosed` where it says of itself that a model made it, and for nothing less.

`verdicts/LANGUAGE.txt` holds a text a line ("\\n" is a line break): "+" is called so, "-" is not, whatever
part of it, or evidence in part, may be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ailabel.disclosure import discloses, find_spans, load_patterns
from ailabel.document import Document

FILES = sorted((Path(__file__).parent / "verdicts").glob("*.txt"))
PATTERNS = load_patterns()


def called(text: str) -> bool:
    return discloses(find_spans(Document.cut(text.replace("\\n", "\n")), PATTERNS))


@pytest.mark.parametrize("mark", ["+", "-"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_verdicts(file: Path, mark: str) -> None:
    texts = [line[2:] for line in file.read_text("utf-8").splitlines() if line[0] == mark]

    assert texts
    assert [text for text in texts if called(text) != (mark == "+")] == []
