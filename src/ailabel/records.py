"""Read the records of a JSON Lines stream one by one, and go on past a broken one."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ailabel.encoding import ADVICE, refuse_known
from ailabel.errors import InputError, LineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
EACH = "each line holds an object; `jq -c '.[]' FILE` makes such of an array"


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a record are read."""

    text: str = "text"
    id: str | None = None
    """None: a record is known by its line."""


@dataclass(frozen=True, slots=True)
class Record:
    """One text of a stream."""

    text: str
    id: str | int
    size: int
    """Bytes of its line."""


def read_records(lines: Iterable[bytes], name: str, fields: Fields) -> Iterator[Record | InputError]:
    """The records of `lines` in order; in the place of a broken one, the error that says where and why.

    Memory: one line at a time.
    """
    for number, size, found in read_objects(lines):
        try:
            yield _record(found, number, size, fields)
        except InputError as error:
            yield LineError(name, number, str(error))


def read_objects(lines: Iterable[bytes]) -> Iterator[tuple[int, int, dict[str, Any] | InputError]]:
    """The number of each line, its bytes, and its record or why there is none; blank lines hold none.

    What begins with the mark of UTF-16, or as a file of another kind, is one error: none of its lines can
    be read.
    """
    for number, line in enumerate(lines, start=1):
        if number == 1 and (other := _other_kind(line)):
            yield number, len(line), other
            return
        if line.strip():
            try:
                yield number, len(line), _object(line)
            except InputError as error:
                yield number, len(line), error


def _other_kind(line: bytes) -> InputError | None:
    """Why nothing can be read of what begins so; None where something may."""
    try:
        refuse_known(line)
    except InputError as error:
        return error
    return InputError(f"UTF-16, and JSON Lines are UTF-8; {ADVICE}") if line.startswith(UTF_16) else None


def _record(found: dict[str, Any] | InputError, number: int, size: int, fields: Fields) -> Record:
    if isinstance(found, InputError):
        raise found
    try:
        text = read_field(found, fields.text)
    except InputError as error:
        raise InputError(f"{error}; --text-field names the one to read") from None
    if not isinstance(text, str):
        raise InputError(f"field {fields.text!r} holds {kind_of(text)}, not a string")
    identity = number if fields.id is None else read_field(found, fields.id)
    if not isinstance(identity, (str, int)) or isinstance(identity, bool):
        raise InputError(f"field {fields.id!r} holds {kind_of(identity)}, not a string or a whole number")
    return Record(text, identity, size)


def _object(line: bytes) -> dict[str, Any]:
    pairs: list[tuple[str, Any]] = []

    def keep(found: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal pairs
        pairs = found  # those of the record come last
        return dict(found)

    try:
        record = json.loads(_text(line), object_pairs_hook=keep, parse_int=_whole)
    except json.JSONDecodeError as error:
        fault = f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
        raise InputError(fault if line.lstrip().startswith(b"{") else f"{fault}; {EACH}") from None
    except RecursionError:
        raise InputError("JSON that cannot be read: it is nested too deeply") from None
    if not isinstance(record, dict):
        raise InputError(f"holds {kind_of(record)}; {EACH}")
    if len(record) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise InputError(f"field {twice!r} is there twice; leave the one that counts")
    return record


def _text(line: bytes) -> str:
    """Without its line end, so that what is cut off is not taken for a string that holds one."""
    if 0 in line:
        raise InputError(
            f"NUL at byte {line.index(0) + 1} of the line, as UTF-16 has; JSON Lines are UTF-8; {ADVICE}"
        )
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        place = error.start + 1
    raise InputError(f"not UTF-8 at byte {place} of the line; JSON Lines are UTF-8; {ADVICE}")


def _whole(digits: str) -> float:
    """A number of more digits than Python reads is as good as infinite: only strings are learnt from."""
    try:
        return int(digits)
    except ValueError:
        return float(digits)


def read_field(record: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401  the shape of JSON is open
    """What the record says under `name`. Raises: InputError, which names the fields that there are."""
    if name not in record:
        there = ", ".join(repr(key) for key in list(record)[:8]) or "none"
        raise InputError(f"no field {name!r}; there is: {there}")
    return record[name]


def kind_of(value: object) -> str:
    """What JSON calls it.

    >>> kind_of(None), kind_of(True), kind_of([]), kind_of(1.5)
    ('null', 'true or false', 'an array', 'a number')
    """
    kinds = {bool: "true or false", dict: "an object", list: "an array", str: "a string"}
    return "null" if value is None else kinds.get(type(value), "a number")
