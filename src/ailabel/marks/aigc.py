"""China's AIGC label in front matter, and the line "AIGC标识".

Source: GB 45438-2025, annex E, and the practice guide TC260-PG-20258A, as four implementations that agree
read them. Label is "1" for generated, "2" for possibly, "3" for suspected.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ailabel.code import Code, is_inside, read_code
from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.edits import apply
from ailabel.marks.settings import find_blocks, read_block, read_fields, set_field
from ailabel.marks.shown import is_at_an_end
from ailabel.marks.standard import Found, gathered
from ailabel.result import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ailabel.marks.settings import Block
    from ailabel.marks.standard import Statement
    from ailabel.result import Claim

KEYS = (
    *("Label", "ContentProducer", "ProduceID", "ReservedCode1"),
    *("ContentPropagator", "PropagateID", "ReservedCode2"),
)
MISSPELT = {"ReserveCode1": "ReservedCode1", "ReserveCode2": "ReservedCode2"}  # by 7 of 10 files looked at
CLAIMS: dict[str, Claim] = {"1": "generated", "2": "possible", "3": "possible"}
SPELT: dict[Claim, str] = {"generated": "1", "possible": "2"}
PRODUCERS = ("ContentProducer", "ServiceProvider")  # the latter in Tencent's variant
MAX_LINE = 4_000  # characters of JSON on one line; seven short values need a few hundred
_PRINTABLE = regex(r"[\x21\x23-\x5B\x5D-\x7E]*+\Z")  # what the standard allows in a value
_LINE = regex(
    r"""^[ \t]*+(?:AIGC(?:标识|標識|隐式标识)?+[ \t]*+[:：=][ \t]*+|(?=\{[ \t]*+"AIGC"))(\{.*)$""",
    re.MULTILINE,
)


def read(text: str) -> Found:
    """The labels in front matter, of which a text may have several blocks, and on lines of their own."""
    blocks = tuple(find_blocks(text))
    after = blocks[-1].after if blocks else 0
    return gathered((*(_of_block(text, block) for block in blocks), *_of_lines(text, after)))


def write(text: str, statement: Statement) -> str:
    """The text with the label in its front matter; the other values of a label that is there stay.

    Raises: UsageError where a value cannot be said, or the front matter cannot be changed.
    """
    return apply(text, [set_field(text, ("AIGC",), as_yaml(label(statement, _old(text))))])


def label(statement: Statement, old: Mapping[str, str] | None = None) -> dict[str, str]:
    """The seven values of a label. Raises: UsageError where one holds what the standard forbids."""
    told = {"Label": SPELT[statement.claim]}
    if statement.provider:
        told["ContentProducer"] = statement.provider
    values = {**dict.fromkeys(KEYS, ""), **(old or {}), **told}
    for name, held in values.items():
        if not _PRINTABLE.match(held):
            raise UsageError(
                f"AIGC: {name} is {held!r}; it takes printable ASCII without spaces, quotes and \\"
            )
    return values


def as_yaml(values: Mapping[str, str]) -> str:
    return "\n".join(("AIGC:", *(f'  {name}: "{held}"' for name, held in values.items())))


def as_json(values: Mapping[str, str]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def parse(held: object) -> Mapping[str, Any] | None:
    """The values of a label, which may be JSON, and may lie under a key AIGC; None where it is none."""
    if isinstance(held, str):
        try:
            held = json.loads(held) if len(held) <= MAX_LINE else None
        except (ValueError, RecursionError):
            return None
    if isinstance(held, dict) and isinstance(held.get("AIGC"), (dict, str)):
        return parse(held["AIGC"]) if isinstance(held["AIGC"], dict) else None
    return held if isinstance(held, dict) else None


def claim_of(values: Mapping[str, Any]) -> Claim:
    return CLAIMS.get(str(values.get("Label", "")).strip(), "unknown")


def producer_of(values: Mapping[str, Any]) -> str | None:
    return next((str(values[name]) for name in PRODUCERS if values.get(name)), None)


def mark(held: object, carrier: str, place: tuple[int | None, int | None] = (None, None)) -> Found:
    """The mark of a label that was found; a warning where it cannot be read."""
    values = parse(held)
    if values is None:
        return Found((), (f"{carrier}: an AIGC label that is no JSON object",))
    tool = producer_of(values)
    return Found((Mark(claim_of(values), carrier, "text", tool=tool, start=place[0], end=place[1]),))


def _of_block(text: str, block: Block) -> Found:
    if "AIGC" not in text[block.start : block.end]:
        return Found()
    try:
        held = read_block(text, block)
    except ValueError as error:
        return Found((), (f"front matter that cannot be read: {error}",))
    place = (text.index("AIGC", block.start), block.end)
    return mark(held["AIGC"], "front matter AIGC", place) if "AIGC" in held else Found()


def _of_lines(text: str, after: int) -> Iterator[Found]:
    """Labels on the first or last lines; in the midst of a text, they are an example in a guide."""
    lines = _LINE.finditer(text, after) if "AIGC" in text else ()
    matches = [match for match in lines if is_at_an_end(text, *match.span(), after)]
    code = read_code(text) if matches else Code()
    for match in matches:
        if is_inside(match.start(), code.fenced) or is_inside(match.start(), code.indented):
            continue
        if (values := parse(match[1].strip())) is not None and "Label" in values:
            yield mark(values, "line AIGC", match.span())


def _old(text: str) -> dict[str, str]:
    """The values of the label that is there."""
    block = next(find_blocks(text), None)
    fields = read_fields(text, block) if block else ()
    labels = [parse(field.held) for field in fields if field.key == "AIGC"]
    return known_values((labels and labels[0]) or {})


def known_values(values: Mapping[str, Any]) -> dict[str, str]:
    """Those of the seven values that hold something, by their right names."""
    named = {MISSPELT.get(str(name), str(name)): held for name, held in values.items()}
    return {name: str(named[name]) for name in KEYS if named.get(name)}
