"""`ailabel score`: texts in, a verdict for each out."""

from __future__ import annotations

import sys
from itertools import chain, tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from ailabel.cli import FAILED, FOUND, NOTHING_FOUND, PATH
from ailabel.cli_faults import Faults
from ailabel.cli_progress import watch
from ailabel.errors import InputError, UsageError
from ailabel.formats import FORMATS, Scored
from ailabel.reading import (
    RECORD_SUFFIXES,
    STDIN,
    TEXT_SUFFIXES,
    check_stdin,
    is_page_name,
    iter_files,
    opened_stdin,
    read_bytes,
    read_content,
)
from ailabel.result import LABELS
from ailabel.value import value
from ailabel.writing import INPUT, destination, refuse_to_replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ailabel.detector import Detector
    from ailabel.marks import Found
    from ailabel.reading import Content


@value
class Settings:
    """The options of one command line."""

    files: tuple[str, ...]
    form: str
    output: Path | None
    max_fpr: float
    prior: float
    fail_on: frozenset[str]
    model: Path | None
    patterns: Path | None
    jobs: int
    batch: int | None
    reasons: bool
    text_field: str | None
    id_field: str | None


@value
class Source:
    """One text to score, and where it came from."""

    path: str
    text: str
    size: int
    """Bytes read for it."""
    id: str | int | None = None
    labels: Found | None = None
    """Of the file that the text was taken from."""


def _labels(_context: click.Context, _option: click.Parameter, value: str | None) -> frozenset[str]:
    if value is None:
        return frozenset()
    labels = frozenset(label.strip() for label in value.split(",") if label.strip())
    if not labels:
        raise click.BadParameter(f"names no label; there are: {', '.join(LABELS)}")
    if unknown := labels - set(LABELS):
        raise click.BadParameter(f"no label {', '.join(sorted(unknown))}; there are: {', '.join(LABELS)}")
    return labels


@click.command(no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="What comes out.")  # fmt: skip
@click.option("--output", type=PATH, help="Write to this file, whole or not at all.  [default: stdout]")
@click.option("--max-fpr", type=float, default=0.01, show_default=True,
              help="Share of human texts that may be called ai-likely.")  # fmt: skip
@click.option("--prior", type=float, default=0.5, show_default=True,
              help="Share of such texts that are made by a model; moves probabilities only.")  # fmt: skip
@click.option("--fail-on", callback=_labels, metavar="LABEL[,LABEL]",
              help="Exit with 1 when a text gets one of these labels.")  # fmt: skip
@click.option("--model", type=PATH, help="A folder written by `ailabel train`.  [default: the one shipped]")
@click.option("--patterns", type=PATH, help="A TOML file of more patterns for explicit evidence.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True,
              help="Processes that share the work, at most one a processor.")  # fmt: skip
@click.option("--batch", type=click.IntRange(1), metavar="N",
              help="Answer after N texts.  [default: after some 250,000 characters]")  # fmt: skip
@click.option("--no-reasons", "reasons", flag_value=False, default=True,
              help="Leave out what weighed most, which takes about a fifth of the time.")  # fmt: skip
@click.option(
    "--text-field",
    metavar="NAME",
    help="The field of a record to score; - and files not named as texts hold records then.  [default: text]",
)
@click.option("--id-field", metavar="NAME", help="The field that names a record.  [default: its line]")
def score(**options: Any) -> int:  # noqa: ANN401  click hands over what the options say
    """Score each FILE: a text, a page, a .docx, .pdf or .epub file, or a folder of such.

    A FILE may be a pattern such as '*.md', or - for standard input.

    Files named *.jsonl or *.ndjson hold a record a line; when --text-field is given, so does standard input,
    and so does each FILE whose name does not end as a text's does. A record or file that cannot be read is
    reported, and the others are scored all the same.

    Labels: ai-disclosed, ai-likely, mixed, human-likely, unsure.

    Exit codes: 0 nothing found, 1 a label of --fail-on was found, 2 wrong usage or an unreadable input.
    """
    settings = Settings(**options)
    _check_stdin(settings)
    _refuse_to_overwrite(settings)
    with destination(settings.output, None if settings.form == "text" else "utf-8") as stream:
        return _run(settings, _detector(settings), stream)


def _check_stdin(settings: Settings) -> None:
    check_stdin(settings.files)
    if STDIN in settings.files and settings.id_field and not settings.text_field:
        raise UsageError(
            "--id-field names records, and standard input holds records only where --text-field is given: "
            "give both"
        )


def _refuse_to_overwrite(settings: Settings) -> None:
    paths = (path for name in settings.files for path in _paths(name) if isinstance(path, Path))
    streams = [INPUT] if STDIN in settings.files else []
    refuse_to_replace(settings.output, chain(paths, streams), "a text to score")
    if settings.patterns:
        refuse_to_replace(settings.output, [settings.patterns], "the file of patterns")
    refuse_to_replace_model(settings.output, settings.model)


def refuse_to_replace_model(output: Path | None, model: Path | None) -> None:
    """Nor may they take the place of a file of the model that they come from."""
    if model is None:
        return
    from ailabel.model import NAMES

    refuse_to_replace(output, [model / name for name in NAMES], "a file of the model")


def _run(settings: Settings, detector: Detector, stream: TextIO) -> int:
    labels: set[str] = set()
    faults = Faults()

    def scored() -> Iterator[Scored]:
        here, there = tee(faults.sieve(watch(_sources(settings), _bytes, _total(settings))))
        given = ((source.text, source.labels) for source in there)
        answers = detector.score_labelled(given, jobs=settings.jobs, batch=settings.batch)
        for source, result in zip(here, answers, strict=True):
            labels.add(result.label)
            yield Scored(source.path, source.text, result, source.id)

    for piece in FORMATS[settings.form](scored()):
        stream.write(piece)
        if settings.batch:
            stream.flush()
    if faults.number:
        return FAILED
    return FOUND if labels & settings.fail_on else NOTHING_FOUND


def _detector(settings: Settings) -> Detector:
    from ailabel.detector import Detector
    from ailabel.model import load

    return Detector(
        load(settings.model) if settings.model else None,
        max_fpr=settings.max_fpr,
        prior=settings.prior,
        patterns=settings.patterns,
        reasons=settings.reasons,
    )


def _sources(settings: Settings) -> Iterator[Source | InputError]:
    """Every text in the order named; an error in the place of one that cannot be read."""
    for name in settings.files:
        if name == STDIN:
            yield from _stdin(settings)
            continue
        for path in _paths(name):
            if isinstance(path, InputError):
                yield path
            elif _holds_records(path, settings):
                yield from _record_file(path, settings)
            else:
                yield _text(path)


def _holds_records(path: Path, settings: Settings) -> bool:
    """By its name; where a field is named, so does all that is not named as a text, such as `part-00000`."""
    names_field = settings.text_field is not None or settings.id_field is not None
    suffix = path.suffix.lower()
    return suffix in RECORD_SUFFIXES or (names_field and suffix not in TEXT_SUFFIXES)


def _paths(name: str) -> Iterator[Path | InputError]:
    """The files that a name stands for; none for standard input."""
    if name == STDIN:
        return
    if not name:
        yield InputError("a file has no name: an empty argument; a folder is named by a dot")
        return
    yield from iter_files([name])


def _name(file: Path) -> str:
    """Which is never that of standard input."""
    return f"./{STDIN}" if str(file) == STDIN else str(file)


def _text(file: str | Path) -> Source | InputError:
    name = file if isinstance(file, str) else _name(file)
    try:
        data = read_bytes(file)
        content = read_content(name, data)
    except InputError as error:
        return error
    return Source(name, content.text, len(data), labels=labels_of(name, data, content))


def labels_of(name: str, data: bytes, content: Content) -> Found | None:
    """The labels of a page or of a file's properties, most of which no reader sees; None of other texts."""
    from ailabel.document import Document
    from ailabel.marks import BINARY, find_marks, read_marks

    if content.kind in BINARY:
        return read_marks(data)
    return find_marks(Document.cut(content.source)) if is_page_name(name) and content.kind is None else None


def _stdin(settings: Settings) -> Iterator[Source | InputError]:
    if settings.text_field is None:
        yield _text(STDIN)
        return
    try:
        with opened_stdin() as lines:
            yield from _records(lines, STDIN, settings)
    except InputError as error:
        yield InputError(f"{STDIN}: {error}")


def _record_file(path: Path, settings: Settings) -> Iterator[Source | InputError]:
    try:
        with path.open("rb") as lines:
            yield from _records(lines, _name(path), settings)
    except OSError as error:
        yield InputError(f"{_name(path)}: cannot be read: {error.strerror}")


def _records(lines: Iterable[bytes], name: str, settings: Settings) -> Iterator[Source | InputError]:
    from ailabel.records import Fields, read_records

    fields = Fields(settings.text_field or Fields().text, settings.id_field)
    for record in read_records(lines, name, fields):
        if isinstance(record, InputError):
            yield record
        else:
            yield Source(name, record.text, record.size, record.id)


def _bytes(source: Source | InputError) -> int:
    return source.size if isinstance(source, Source) else 0


def _total(settings: Settings) -> int | None:
    """Bytes to read in all; None where that cannot be known, or where a bar would run into the results."""
    if STDIN in settings.files or (settings.output is None and sys.stdout.isatty()):
        return None
    paths = [path for name in settings.files for path in _paths(name)]
    return sum(_size(path) for path in paths if isinstance(path, Path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # told when it is read
        return 0
