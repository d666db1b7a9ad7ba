"""`ailabel read`: what a document says of itself, in marks for machines and in words; no style."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from ailabel.cli import FAILED, NOTHING_FOUND, PATH, complain
from ailabel.errors import InputError, UsageError
from ailabel.formats import describe, position, quoted, say
from ailabel.marks import BINARY, Found, read_marks
from ailabel.readers import kind_of, text_of
from ailabel.reading import Content, check_stdin, read_bytes, read_content, read_source
from ailabel.value import value
from ailabel.writing import destination, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ailabel.result import Mark, Span

CERTIFICATE = "-----BEGIN CERTIFICATE-----"  # RFC 7468, section 5


@value
class Read:
    """What was found in one file; marks lie in its source, spans in what a reader sees of it."""

    path: str
    source: str
    text: str
    labels: Found
    spans: tuple[Span, ...]

    @property
    def is_unread(self) -> bool:
        """Whether there is something in a file without any text that cannot be read."""
        return not (self.source or self.text) and bool(self.labels.warnings)


@click.command(no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
              help="What comes out.")  # fmt: skip
@click.option("--trust", type=PATH, metavar="PEM",
              help="Certificates that vouch for signers of C2PA manifests, then verified.")  # fmt: skip
def read(files: tuple[str, ...], form: str, trust: Path | None) -> int:
    """Read every label of each FILE, or of standard input for -, and what its words say of it.

    A label is a claim by whoever wrote the file. That there is none says nothing.

    Exit codes: 0 read, 2 wrong usage or an unreadable input.
    """
    check_stdin(files)
    anchors = None if trust is None else _certificates(trust)
    failures = 0
    found = []
    for file in files:
        try:
            found.append(_read(file, anchors))
        except (InputError, UsageError) as error:
            failures += 1
            complain(str(error))
    with destination(None, None if form == "text" else "utf-8") as stream:
        stream.writelines(_as_json(found) if form == "json" else _as_text(found))
    return FAILED if failures or any(item.is_unread for item in found) else NOTHING_FOUND


def _certificates(file: Path) -> str:
    """Raises: UsageError where it holds none."""
    held = read_source(str(file), read_bytes(file))
    if CERTIFICATE not in held:
        raise UsageError(f"{file}: holds no PEM certificate; one begins with {CERTIFICATE}")
    return held


def _read(file: str, anchors: str | None) -> Read:
    data = read_bytes(file)
    kind = kind_of(data)
    if kind in BINARY or (kind is None and data.startswith(tuple(BINARY.values()))):
        return _read_properties(file, data, kind)
    content = read_content(file, data)
    labels = _labels(content.source, anchors)
    return Read(file, content.source, content.text, labels, _words(content, labels))


def _read_properties(file: str, data: bytes, kind: str | None) -> Read:
    """The marks of an Office file or PDF, and its words where those can be read."""
    labels = read_marks(data)
    if kind is None:
        return Read(file, "", "", labels, ())
    try:
        content = Content("", text_of(data, kind), kind)
    except InputError as error:
        warnings = labels.warnings or (f"its words: {error}",)
        return Read(file, "", "", Found(labels.marks, warnings), ())
    return Read(file, "", content.text, labels, _words(content, labels))


def _words(content: Content, labels: Found) -> tuple[Span, ...]:
    """The evidence in words, in step with the labels if those stand in the same text."""
    from ailabel.disclosure import find_spans, load_patterns
    from ailabel.document import Document
    from ailabel.marks.agree import agree

    text = content.text
    spans = find_spans(Document.cut(text), load_patterns())
    return agree(text, spans, labels.marks if text == content.source else ())


def _labels(source: str, anchors: str | None) -> Found:
    labels = read_marks(source)
    if anchors is None:
        return labels
    from ailabel.marks.verify import verified

    return verified(source, labels, anchors)


def _as_json(found: Iterable[Read]) -> Iterator[str]:
    rows = [
        {
            "path": item.path,
            "marks": [_fields(mark) for mark in item.labels.marks],
            "spans": [_fields(span) for span in item.spans],
            "warnings": list(item.labels.warnings),
        }
        for item in found
    ]
    yield json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _fields(held: Mark | Span) -> dict[str, Any]:
    return {name: getattr(held, name) for name in held.__match_args__}


def _as_text(found: Iterable[Read]) -> Iterator[str]:
    gap = ""
    for item in found:
        yield gap + "\n".join((printable(item.path), *(f"  {row}" for row in _rows(item)))) + "\n"
        gap = "\n"


def _rows(item: Read) -> Iterator[str]:
    for mark in item.labels.marks:
        yield f"mark      {say(mark)}{_place(item.source, mark.start)}"
    for span in item.spans:
        yield f"words     {quoted(span.text)}{_place(item.text, span.start)}"
        yield f"            {describe(span)}"
    for warning in item.labels.warnings:
        yield f"unread    {printable(warning)}"
    if not (item.labels.marks or item.spans or item.labels.warnings):
        yield "no label, which says nothing about who wrote it"


def _place(text: str, start: int | None) -> str:
    return "" if start is None else f", line {position(text, start)[0]}"
