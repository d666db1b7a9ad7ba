"""Read texts that somebody labelled human or ai: records of a file, or a folder of human/ and ai/."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from ailabel.errors import InputError, LineError
from ailabel.groups import joined
from ailabel.reading import TEXT_SUFFIXES, iter_files, read_text, unreadable
from ailabel.records import kind_of, read_field
from ailabel.rows import ROWS, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    Texts = Iterator["LabelledText | InputError"]

LABELS = ("human", "ai")
KINDS = {"human": "human", "ai": "machine"}  # what a text of each label is called
TEXT_FIELDS = ("text", "answer", "response")
NAMED_FIELDS = ("group", "pair")
GROUP_FIELDS = (*NAMED_FIELDS, "id")
FIELDS = (*TEXT_FIELDS, "prompt", "label", "source", *GROUP_FIELDS)
LONGEST = 100  # characters of a field that tells a group of texts
SHOWN = 40  # characters of a column's name; what has no header is a name of any length
ADVICE = "write 'human' where a person wrote the text, 'ai' where a model did"
SCALARS = (str, int, float)  # what a field holds that tells groups of texts apart; a truth is an int
EMPTY = (None, "")  # no field, as an empty cell is none


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
    place: str = field(default="", compare=False)
    """The file that it was read from, and the line of a record."""
    is_named: bool = field(default=True, compare=False)
    """Whether somebody named its group, rather than that an id, a line or a path stands for it."""
    fields: Mapping[str, str] = field(default_factory=dict, compare=False)
    """What its record says in its fields, save in TEXT_FIELDS, as JSON writes it; a long string is cut.

    A whole number is written without a fraction."""
    pair: str = field(default="", compare=False)
    """A second group that it is of, where its record names a `group` and a `pair`."""


def read_labelled(paths: Sequence[Path]) -> Texts:
    """Every labelled text in the order named; in the place of a broken one, the error that says where.

    Of a record `label` is read; `text`, or else `answer` or `response`; `source`, or else the file's name
    without its ending; and `group` and `pair`, or else `id`, or else the file's name and the line; each
    counts where it is not empty. The files of a folder named human or ai have that label.

    Raises: InputError for a path that holds no labelled texts at all, at once and before anything is read.
    """
    return _read(paths, LABELS)


def read_human(paths: Sequence[Path]) -> Texts:
    """The same of human texts alone: whatever has no label counts as one, and machine texts are passed over.

    A file of text, or a folder of any name with such files, is read too.
    """
    texts = read_unlabelled(paths)
    return (text for text in texts if isinstance(text, InputError) or text.label == LABELS[0])


def read_unlabelled(paths: Sequence[Path]) -> Texts:
    """As `read_human`, with the machine texts among the records of a file, whose text is not read."""
    return _read(paths, LABELS[:1])


def told_apart(texts: Sequence[LabelledText]) -> list[LabelledText]:
    """The same texts, of which those of one group belong together, whatever their sources.

    A group that somebody named is one in all sources; an id, a line or a path is one in its own source alone,
    and who names it there means that one. What shares a `group` or a `pair` with others is one with them.
    """
    own = {(text.source, text.group) for text in texts if not text.is_named}
    named = {
        name for text in texts if text.is_named for name in _groups(text) if (text.source, name) not in own
    }
    keys = [[name if name in named else f"{text.source}\n{name}" for name in _groups(text)] for text in texts]
    one = joined((key[0], key[-1]) for key in keys)
    return [
        replace(text, group=one[key[0]], pair="", is_named=True)
        for text, key in zip(texts, keys, strict=True)
    ]


def _groups(text: LabelledText) -> list[str]:
    return [text.group, text.pair] if text.pair else [text.group]


def in_one_order(texts: Sequence[LabelledText]) -> list[LabelledText]:
    """The same texts, sorted and their groups numbered: the order that they came in changes nothing."""

    def key(text: LabelledText) -> tuple[str, str, str, str]:
        return text.label, text.text, text.source, text.group

    ordered = sorted(told_apart(texts), key=key)
    numbers = {
        group: str(number) for number, group in enumerate(dict.fromkeys(text.group for text in ordered))
    }
    return [replace(text, group=numbers[text.group]) for text in ordered]


def count_pairs(apart: Sequence[LabelledText]) -> int:
    """Groups that hold both labels, of texts that were told apart."""
    human, machine = ({text.group for text in apart if text.label == label} for label in LABELS)
    return len(human & machine)


def _read(paths: Sequence[Path], labels: Sequence[str]) -> Texts:
    """Texts of these labels; where there is but one, it is that of a text without any, and others pass."""
    return chain.from_iterable([_texts(path, labels) for path in paths])


def _texts(path: Path, labels: Sequence[str]) -> Texts:
    """Nothing is read yet. Raises: InputError for a path that can hold no such texts."""
    try:
        return _texts_at(path, labels)
    except OSError as error:  # a name too long, or behind a folder that may not be searched
        raise unreadable(error) from None


def _texts_at(path: Path, labels: Sequence[str]) -> Texts:
    """Raises: OSError where whether there is such a path cannot be told."""
    if path.is_dir():
        return _folder(path, labels)
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    if path.suffix.lower() in ROWS:
        return _records(path, labels)
    if len(labels) == 1 and path.suffix.lower() in TEXT_SUFFIXES:
        return _files([path], path.parent, labels[0])
    if len(labels) == 1:
        raise InputError(f"{path}: neither {', '.join(dict.fromkeys((*ROWS, *TEXT_SUFFIXES)))} nor a folder")
    raise InputError(f"{path}: neither {', '.join(ROWS)} nor a folder that holds human and ai")


def _folder(path: Path, labels: Sequence[str]) -> Texts:
    """One text a file; a human and an ai file of the same path below their folders are a pair."""
    name = path.resolve().name
    sides = [label for label in LABELS if (path / label).is_dir()]
    if sides and not set(sides) & set(labels):
        raise InputError(f"{path}: holds a folder {sides[0]} and none named {labels[0]}")
    if sides:
        return _sides(path, [label for label in sides if label in labels])
    if name in LABELS and name not in labels:
        raise InputError(f"{path}: is named {name}; its texts are not {labels[0]}")
    if name not in LABELS and len(labels) > 1:
        raise InputError(
            f"{path}: holds neither a folder human nor a folder ai, and is named neither; "
            "a folder of texts by people is named with --human"
        )
    return _side(path, labels[0] if len(labels) == 1 else name)


def _sides(path: Path, labels: Sequence[str]) -> Texts:
    for label in labels:
        yield from _side(path / label, label)


def _side(folder: Path, label: str) -> Texts:
    return _files(iter_files([str(folder)]), folder, label)


def _source(folder: Path) -> str:
    """The name of a folder of texts; where that is a label, of the folder that holds it."""
    return folder.parent.name if folder.name in LABELS else folder.name


def _files(files: Iterable[Path | InputError], folder: Path, label: str) -> Texts:
    """Files below `folder`, which are known by their path from there, without its ending."""
    source = _source(folder.resolve())
    for file in files:
        if isinstance(file, InputError):
            yield file
            continue
        group = file.relative_to(folder).with_suffix("").as_posix()
        try:
            yield LabelledText(_filled(_read_file(file)), label, source, group, str(file), is_named=False)
        except InputError as error:
            yield _at(str(file), error)


def _read_file(file: Path) -> str:
    if file.suffix.lower() in ROWS:
        raise InputError("holds records, which say their label themselves; name the file, not its folder")
    return read_text(file)


def _records(path: Path, labels: Sequence[str]) -> Texts:
    try:
        for number, row in read_rows(path, partial(_fault, is_labelled=len(labels) > 1), FIELDS):
            try:
                yield _labelled(row, path, number, labels)
            except InputError as error:
                yield LineError(str(path), number, str(error))
    except InputError as error:
        yield _at(str(path), error)


def _fault(columns: Sequence[str], odd: Mapping[str, str], *, is_labelled: bool) -> str | None:
    """What stops a table of these columns, and `odd` ones of other types, from being read; None: nothing."""
    for name in FIELDS:
        if columns.count(name) > 1:
            return f"column {name!r} is there {columns.count(name)} times; leave the one that counts"
    for name, fields in (("text", (*TEXT_FIELDS, "prompt")), ("label", ("label",))):
        if not set(fields) & set(columns):
            near = [column for column in columns if column.strip().lower() == name]
            if near:
                return f"column {near[0]!r} must be named {name!r}"
            if name in odd:
                return f"column {name!r} holds {odd[name]}, not strings"
            if is_labelled or name != "label":
                there = ", ".join(repr(column[:SHOWN]) for column in columns[:8]) or "none"
                return f"no column {name!r}; there is: {there}"
    names = (name for name in ("source", *NAMED_FIELDS) if name in odd)
    return next((f"column {name!r} holds {odd[name]}, not strings or numbers" for name in names), None)


def _labelled(
    row: Mapping[str, Any] | InputError, path: Path, number: int, labels: Sequence[str]
) -> LabelledText:
    if isinstance(row, InputError):
        raise row
    label = _label(row, labels)
    text = _text(row) if label in labels else ""
    source = _first(row, ("source",), path.stem)
    group = _first(row, GROUP_FIELDS, f"{path.name}:{number}")
    is_named = any(row.get(name) not in EMPTY for name in NAMED_FIELDS)
    pair = _first(row, ("pair",), "")
    other = "" if pair == group or not is_named else pair
    return LabelledText(text, label, source, group, f"{path}:{number}", is_named, _fields(row), other)


def _fields(row: Mapping[str, Any]) -> dict[str, str]:
    """What can tell groups of texts apart: strings, numbers and truths; what is empty is not there.

    >>> _fields({"text": "The sea.", "year": 2026, "native": True, "genre": "news", "maker": "", "tags": []})
    {'year': '2026', 'native': 'true', 'genre': 'news'}
    """
    return {
        name: _shortened(_told(value))
        for name, value in row.items()
        if isinstance(value, SCALARS) and value not in EMPTY and name not in TEXT_FIELDS
    }


def _shortened(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"


def _first(row: Mapping[str, Any], names: Sequence[str], otherwise: str) -> str:
    """The first of these fields that is not empty; 0 and false are not. Raises: InputError for an array."""
    name = next((name for name in names if row.get(name) not in EMPTY), None)
    if name is None:
        return otherwise
    if not isinstance(row[name], SCALARS):
        raise InputError(f"field {name!r} holds {kind_of(row[name])}, not a string or a number")
    return _told(row[name])


def _told(value: object) -> str:
    """As JSON writes it; a whole number is the same in a column of fractions, as pandas makes it.

    >>> _told("1.0"), _told(1.0), _told(1.5), _told(True)
    ('1.0', '1', '1.5', 'true')
    """
    if isinstance(value, str):
        return value
    return json.dumps(int(value) if isinstance(value, float) and value.is_integer() else value)


def _label(row: Mapping[str, Any], labels: Sequence[str]) -> str:
    if len(labels) == 1 and row.get("label") in EMPTY:
        return labels[0]
    try:
        label = _string(row, "label")
    except InputError as error:
        raise InputError(f"{error}; {ADVICE}") from None
    if label not in LABELS:
        raise InputError(f"label {label!r} is neither 'human' nor 'ai'; {ADVICE}")
    return label


def _text(row: Mapping[str, Any]) -> str:
    """What the record holds to learn from: of a prompt, its answer."""
    given = [name for name in TEXT_FIELDS if row.get(name)]
    if row.get("prompt") and not given:
        raise InputError("a prompt without an answer; put what the model wrote into the field 'text'")
    return _filled(_string(row, given[0] if given else "text"))


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
