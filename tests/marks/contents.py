"""A content that each standard can label."""

from __future__ import annotations

from pathlib import Path

from ailabel.marks import MARKS, Standard, Statement
from tests.marks.manifests import store_that_says

PAGE = (
    "<!doctype html>\n<html>\n<head>\n  <title>Dams</title>\n</head>\n<body>\n"
    "<p>The dam holds &amp; the lake is full.</p>\n</body>\n</html>\n"
)
MARKDOWN = "---\ntitle: Dams  # our own\ntags: [water, stone]\n---\n# Dams\n\nThe dam holds.\n"
MAIL = "From: a@b.example\nSubject: Dams\n  and lakes\n\nThe dam holds.\n"
COMMIT = "Mend the dam\n\nIt leaked.\n\nSigned-off-by: A. Berg <a@b.example>\n"
FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "labels"
CONTENTS: dict[str, str | bytes] = {
    "visible": MARKDOWN,
    "html": PAGE,
    "json-ld": PAGE,
    "declare-ai": PAGE,
    "front-matter": MARKDOWN,
    "aigc": MARKDOWN,
    "header": MAIL,
    "trailer": COMMIT,
    "hidden": "The dam holds \u2764\ufe0f.",
    "c2pa": "The dam holds.\n",
    "docx": (FIXTURES / "note.docx").read_bytes(),
    "pdf": (FIXTURES / "note.pdf").read_bytes(),
}
WRITTEN = [(row, claim) for row in MARKS for claim in row.claims]
IDS = [f"{row.name}-{claim}" for row, claim in WRITTEN]


def content_of(row: Standard) -> str | bytes:
    return CONTENTS[row.name]


def statement(claim: str) -> Statement:
    """What tests say; a trailer needs a tool and C2PA a manifest, and any other standard may have them."""
    return Statement(claim, tool="Example:2", manifest=store_that_says(claim))  # type: ignore[arg-type]  # a claim, by its name
