"""A text is called `ai-disclosed` where it says of itself that a model made it, and for nothing less.

`verdicts/LANGUAGE.txt` holds a text a line ("\\n" is a line break): "+" is called so, "-" is not, whatever
part of it, or evidence in part, may be found. `unlearnt/LANGUAGE.txt` is the same, of texts that
`training/whole.py` does not learn from.
"""

from __future__ import annotations

import pytest

from ailabel.disclosure import discloses, find_spans, load_patterns
from ailabel.document import Document
from training.grids import VERDICTS, read_evidence

PATTERNS = load_patterns()
ROWS = (*read_evidence(VERDICTS), *read_evidence(VERDICTS.parent / "unlearnt"))


def called(text: str) -> bool:
    return discloses(find_spans(Document.cut(text), PATTERNS))


@pytest.mark.parametrize("mark", ["+", "-"])
@pytest.mark.parametrize("language", sorted({pattern.language for pattern in PATTERNS}))
def test_verdicts(language: str, mark: str) -> None:
    texts = [row.text for row in ROWS if (row.language, row.mark) == (language, mark)]

    assert texts
    assert [text for text in texts if called(text) != (mark == "+")] == []


@pytest.mark.parametrize("language", sorted({pattern.language for pattern in PATTERNS} - {"any"}))
def test_headlines_of_other_texts(language: str) -> None:
    teasers = [teaser.strip() for teaser in PATTERNS.lexicons[language].words["teaser"]]
    stated = next(row.text for row in ROWS if (row.language, row.mark) == (language, "+"))

    assert teasers
    assert [teaser for teaser in teasers if called(f"{teaser.capitalize()}: {stated}")] == []


NEWS = "0123456789 0123456789.\n\n"


@pytest.mark.parametrize("language", sorted({pattern.language for pattern in PATTERNS} - {"any"}))
def test_comments_and_headlines_below_a_text(language: str) -> None:
    words = PATTERNS.lexicons[language].words
    stated = next(
        row.text
        for row in ROWS
        if (row.language, row.mark) == (language, "+") and called(NEWS + row.text) and "\n" not in row.text
    )

    headline = f"{stated.rstrip('.。।؟!')}\n0123"
    comments, listed = words["comments"], words["listed"]

    for word in (comments[0], comments[-1]):
        assert not called(f"{NEWS}{word.strip()} (2)\n\nxx: {stated}")
    for word in (listed[0], listed[-1]):
        assert not called(f"{NEWS}{word.strip()}\n{headline}")
    assert called(f"{NEWS}0 {comments[0].strip()}\n{stated}")
