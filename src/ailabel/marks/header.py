"""The field AI-Disclosure of an HTTP message or an e-mail that stands in a text with its header.

Source: draft-abaris-aicdh-00. It declares a dictionary (RFC 9651), whose members commas part; its own example
parts them by semicolons, which makes them parameters of `mode`. Both are read, and commas are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.edits import Edit, apply
from ailabel.marks.standard import NOTHING, Found
from ailabel.result import Mark
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ailabel.marks.standard import Statement
    from ailabel.result import Claim

NAME = "ai-disclosure"
MODES: dict[str, Claim] = {
    "none": "human",
    "ai-modified": "assisted",
    "ai-originated": "generated",
    "machine-generated": "autonomous",
}
SPELT = {claim: mode for mode, claim in MODES.items()}
KNOWN = frozenset(
    """
    from to subject date message-id mime-version content-type content-length server received host user-agent
    return-path x-mailer etag last-modified cache-control warc-type
    """.split()  # noqa: SIM905  a list of words
)
MAX_FIELDS = 500  # of a header; mail that went through many hands has a hundred
MAX_FIELD = 8_192  # characters of our field; servers refuse longer ones
_START = regex(
    r"\ufeff?+(?:(?:HTTP/[\d.]{1,4} \d{3}|[A-Z]{3,10} [^ \n]{1,2000} HTTP/[\d.]{1,4}|WARC/[\d.]{1,4}|From )"
    r"[^\n]{0,2000}\n)?"
)
_FIELD = regex(r"([!-9;-~]{1,100}):([^\n]*+(?:\n[ \t]+[^\s][^\n]*+)*+)(?:\n|\Z)")


@value
class Field:
    """A field of a header; text[start:end] is all of it, its last line break too."""

    name: str
    held: str
    start: int
    end: int


def read(text: str) -> Found:
    fields = [field for field in read_header(text) if field.name == NAME]
    if not fields:
        return NOTHING
    try:
        told = _members(", ".join(field.held for field in fields))
    except ValueError as error:
        return Found((), (f"AI-Disclosure field that cannot be read: {error}",))
    return Found((_mark(told, fields[0]),))


def write(text: str, statement: Statement) -> str:
    """The message with one field of ours, last in its header, or in place of the one that is there.

    Raises: UsageError where the text has no header, or a name is not ASCII.
    """
    fields = read_header(text)
    if not KNOWN.intersection(field.name for field in fields) and not _opens_with_start_line(text):
        raise UsageError(
            "has no header; the field labels an e-mail or an HTTP message that is stored with its own"
        )
    line = f"AI-Disclosure: {_serialised(statement)}\n"
    old = [field for field in fields if field.name == NAME]
    if old:
        return apply(text, [Edit(at.start, at.end, line if at is old[0] else "") for at in old])
    place = fields[-1].end if fields else _start(text)
    broken = place == 0 or text[place - 1] == "\n"
    return apply(text, [Edit(place, place, line if broken else f"\n{line}")])


def _mark(told: Mapping[str, Any], field: Field) -> Mark:
    return Mark(
        MODES.get(str(told.get("mode", "")).lower(), "unknown"),
        "AI-Disclosure field",
        "text",
        reviewed="reviewed-by" in told,
        tool=" ".join(str(told[name]) for name in ("provider", "model") if told.get(name)) or None,
        start=field.start,
        end=field.end,
    )


def read_header(text: str) -> tuple[Field, ...]:
    """The fields that a text begins with, after the first line of an HTTP message if there is one."""
    place = _start(text)
    fields: list[Field] = []
    while (match := _FIELD.match(text, place)) and len(fields) < MAX_FIELDS:
        fields.append(Field(match[1].lower(), " ".join(match[2].split()), match.start(), match.end()))
        place = match.end()
    return tuple(fields)


def is_message(text: str) -> bool:
    """Whether it begins with the header of an e-mail or an HTTP message, before which nothing may stand."""
    return len(KNOWN & {field.name for field in read_header(text)}) > 1


def is_packed(text: str) -> bool:
    """Whether it is a message of which no reader shows the end: its body is in parts, or in Base64."""
    held = {field.name: field.held.lower() for field in read_header(text)} if is_message(text) else {}
    packed = held.get("content-transfer-encoding") == "base64"
    return packed or held.get("content-type", "").startswith("multipart/")


def _start(text: str) -> int:
    match = _START.match(text)
    return match.end() if match else 0


def _opens_with_start_line(text: str) -> bool:
    return text[: _start(text)].lstrip("\ufeff") != ""


def _members(held: str) -> Mapping[str, Any]:
    """Names and values, whether they are members of the dictionary or parameters of its `mode`.

    Raises: ValueError, which says why it is no such dictionary.
    """
    from http_sf import parse

    if len(held) > MAX_FIELD:
        raise ValueError(f"it has over {MAX_FIELD:,} characters")
    try:
        parsed: Any = parse(held.encode(), tltype="dictionary")
    except ValueError as error:
        raise ValueError(" ".join(str(error).split())) from None
    told: dict[str, Any] = {}
    for name, (item, parameters) in parsed.items():
        told |= {**parameters, **told, name: item}
    return told


def _serialised(statement: Statement) -> str:
    from http_sf import Token, ser

    told: dict[str, Any] = {"mode": (Token(SPELT[statement.claim]), {})}
    named = {"model": statement.tool, "provider": statement.provider}
    told |= {name: (held, {}) for name, held in named.items() if held}
    try:
        return ser(told)
    except ValueError as error:
        raise UsageError(
            f"AI-Disclosure: {' '.join(str(error).split())}; names take printable ASCII"
        ) from None
