"""Read texts that somebody labelled human or ai: JSON Lines, CSV, or a folder of human/ and ai/."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ailabel.errors import InputError
from ailabel.reading import iter_files, read_text
from ailabel.records import kind_of, read_field
from ailabel.rows import ROWS, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

LABELS = ("human", "ai")
GROUP_FIELDS = ("group", "pair", "id")


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text, and who made it."""

    text: str
    label: str
    """One of LABELS."""
    source: str
    """Where it was collected: whole sources are left out to see what transfers."""
    group: str
    """Near copies and answers to one another share it, and are never split."""


def read_labelled(paths: Sequence[Path]) -> Iterator[LabelledText | InputError]:
    """Every labelled text in the order named; in the place of a broken one, the error that says where.

    Of a record `text` and `label` are read; `source`, or else the file's name without its ending; and
    `group`, or else `pair`, or else `id`, or else its line.

    Raises: InputError for a path that holds no labelled texts at all, before anything is read.
    """
    for reader, path in [(_reader(path), path) for path in paths]:
        yield from reader(path)


def _reader(path: Path) -> Callable[[Path], Iterator[LabelledText | InputError]]:
    if path.is_dir():
        if not any((path / label).is_dir() for label in LABELS):
            raise InputError(f"{path}: holds neither a folder human nor a folder ai")
        return _folder
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    if path.suffix.lower() not in ROWS:
        raise InputError(f"{path}: neither {', '.join(ROWS)} nor a folder that holds human and ai")
    return _records


def _folder(path: Path) -> Iterator[LabelledText | InputError]:
    """One text a file; a human and an ai file of the same name are a pair."""
    for label in LABELS:
        if (path / label).is_dir():
            yield from _files(path / label, label, path.resolve().name)


def _files(folder: Path, label: str, source: str) -> Iterator[LabelledText | InputError]:
    try:
        files = list(iter_files([str(folder)]))
    except InputError as error:
        yield error
        return
    for file in files:
        try:
            yield LabelledText(_filled(_read(file)), label, source, file.stem)
        except InputError as error:
            yield _at(str(file), error)


def _read(file: Path) -> str:
    if file.suffix.lower() in ROWS:
        raise InputError("holds records, which say their label themselves; name the file, not its folder")
    return read_text(str(file))


def _records(path: Path) -> Iterator[LabelledText | InputError]:
    try:
        for number, row in read_rows(path):
            try:
                yield _labelled(row, path, number)
            except InputError as error:
                yield _at(f"{path}:{number}", error)
    except InputError as error:
        yield _at(str(path), error)


def _labelled(row: Mapping[str, Any] | InputError, path: Path, number: int) -> LabelledText:
    if isinstance(row, InputError):
        raise row
    text, label = (_string(row, name) for name in ("text", "label"))
    if label not in LABELS:
        raise InputError(f"label {label!r} is neither 'human' nor 'ai'")
    named = [row[name] for name in GROUP_FIELDS if row.get(name) is not None]
    group = str(named[0]) if named else f"{path}:{number}"
    return LabelledText(_filled(text), label, str(row.get("source") or path.stem), group)


def _string(row: Mapping[str, Any], name: str) -> str:
    value = read_field(row, name)
    if not isinstance(value, str):
        raise InputError(f"field {name!r} holds {kind_of(value)}, not a string")
    return value


def _filled(text: str) -> str:
    if not text.strip():
        raise InputError("the text is empty")
    return text


def _at(place: str, error: InputError) -> InputError:
    """The same error, naming where it happened unless it does so already."""
    return error if str(error).startswith(place) else InputError(f"{place}: {error}")
