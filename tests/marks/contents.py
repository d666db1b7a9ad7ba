"""A content that each standard can label."""

from __future__ import annotations

from ailabel.marks import MARKS, Standard, Statement

PAGE = (
    "<!doctype html>\n<html>\n<head>\n  <title>Dams</title>\n</head>\n<body>\n"
    "<p>The dam holds &amp; the lake is full.</p>\n</body>\n</html>\n"
)
MARKDOWN = "---\ntitle: Dams  # our own\ntags: [water, stone]\n---\n# Dams\n\nThe dam holds.\n"
CONTENTS: dict[str, str | bytes] = {
    "visible": MARKDOWN,
    "html": PAGE,
    "json-ld": PAGE,
    "declare-ai": PAGE,
    "front-matter": MARKDOWN,
    "aigc": MARKDOWN,
}
WRITTEN = [(row, claim) for row in MARKS for claim in row.claims]
IDS = [f"{row.name}-{claim}" for row, claim in WRITTEN]


def content_of(row: Standard) -> str | bytes:
    return CONTENTS[row.name]


def statement(claim: str) -> Statement:
    """What tests say: a claim, and nothing else that a standard may have no place for."""
    return Statement(claim)  # type: ignore[arg-type]  # a claim, by its name
