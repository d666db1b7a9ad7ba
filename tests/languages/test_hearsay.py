"""What is presumed, alleged, supposed or corrected of a text, or said of what stands beside it: no verdict.

`hearsay.txt` has such sentences in some 30 languages, one a line; a language model wrote them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ailabel.disclosure import discloses, find_spans, load_patterns
from ailabel.document import Document

PATTERNS = load_patterns()
LINES = (Path(__file__).parent / "hearsay.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("text", LINES)
def test_hearsay_is_no_verdict(text: str) -> None:
    assert not discloses(find_spans(Document.cut(text), PATTERNS))
