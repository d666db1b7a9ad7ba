"""Read the records of a JSON Lines stream one by one, and go on past a broken one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ailabel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


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

    Blank lines hold no record. Memory: one line at a time.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _record(line, number, fields)
            except InputError as error:
                yield InputError(f"{name}:{number}: {error}")


def _record(line: bytes, number: int, fields: Fields) -> Record:
    record = read_object(line)
    text = read_field(record, fields.text)
    if not isinstance(text, str):
        raise InputError(f"field {fields.text!r} holds {kind_of(text)}, not a string")
    identity = number if fields.id is None else read_field(record, fields.id)
    if not isinstance(identity, (str, int)) or isinstance(identity, bool):
        raise InputError(f"field {fields.id!r} holds {kind_of(identity)}, not a string or a whole number")
    return Record(text, identity, len(line))


def read_object(line: bytes) -> dict[str, Any]:
    """The record of one line. Raises: InputError, which says why there is none."""
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start + 1} of the line; JSON Lines are UTF-8") from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number of too many digits
        raise InputError(f"JSON that cannot be read: {error}") from None
    if not isinstance(record, dict):
        raise InputError(f"holds {kind_of(record)}; a record is an object")
    return record


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
