"""IPTC's Digital Source Type as a key of front matter, and the keys that site generators have for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.marks import w3c
from ailabel.marks.edits import apply
from ailabel.marks.iptc import claim_of, uri
from ailabel.marks.settings import find_blocks, read_block, set_field
from ailabel.marks.standard import Found, gathered
from ailabel.result import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ailabel.marks.settings import Block
    from ailabel.marks.standard import Statement
    from ailabel.result import Claim

TERMS = ("digitalSourceType", "digital_source_type", "DigitalSourceType")
DISCLOSURES = ("ai-disclosure", "ai_disclosure", "aiDisclosure")
TRUTHS = ("ai_generated", "ai-generated", "aiGenerated")
CLUES = ("sourcetype", "source_type", "ai-disclosure", "ai_disclosure", "aidisclosure", "ai_generated",
         "ai-generated", "aigenerated")  # fmt: skip


def read(text: str) -> Found:
    return gathered(_of_block(text, block) for block in find_blocks(text))


def write(text: str, statement: Statement) -> str:
    """The text with one key in its front matter. Raises: UsageError where that cannot be changed."""
    line = f"digitalSourceType: {uri(statement.claim)}"
    return apply(text, [set_field(text, TERMS, line)])


def _of_block(text: str, block: Block) -> Found:
    small = text[block.start : block.end].lower()
    if not any(clue in small for clue in CLUES):
        return Found()
    try:
        held = read_block(text, block)
    except ValueError as error:
        return Found((), (f"front matter that cannot be read: {error}",))
    told = [(str(key), claim) for key, item in held.items() for claim in _claims(str(key), item)]
    return Found(tuple(_mark(text, block, key, claim) for key, claim in told))


def _mark(text: str, block: Block, key: str, claim: Claim) -> Mark:
    start = text.find(key, block.start, block.end)
    return Mark(claim, f"front matter {key}", "text", start=max(start, block.start), end=block.end)


def _claims(key: str, held: object) -> Iterator[Claim]:
    claim = claim_of(held) if key in TERMS else None
    if key in DISCLOSURES and isinstance(held, str):
        claim = w3c.VALUES.get(held.strip().lower())
    if key in TRUTHS and held is True:
        claim = "generated"
    if claim:
        yield claim
