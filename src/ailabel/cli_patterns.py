"""`ailabel patterns`: the patterns of explicit evidence, listed, explained and tried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ailabel.cli import PATH
from ailabel.errors import UsageError
from ailabel.writing import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ailabel.disclosure import Pattern, Patterns
    from ailabel.result import Span

MORE = click.option(
    "--patterns", "extra", type=PATH, help="A TOML file of more patterns, beside those shipped."
)
LANGUAGE = click.option("--language", metavar="CODE", help="Only those of this language, such as en, or any.")
FAMILY = click.option("--family", metavar="NAME", help="Only those of this family, such as refusal.")
CLOSE = 3  # ids that are offered where one is unknown


@click.group(no_args_is_help=True)
def patterns() -> None:
    """List, explain and try the patterns that find explicit evidence."""


@patterns.command("list")
@LANGUAGE
@FAMILY
@MORE
def list_patterns(language: str | None, family: str | None, extra: Path | None) -> None:
    """List every pattern: its id, family, strength and scope."""
    chosen = tuple(_written(extra))
    _check_known("language", language, {pattern.language for pattern in chosen})
    _check_known("family", family, {pattern.family for pattern in chosen})
    rows = [
        pattern
        for pattern in chosen
        if language in {None, pattern.language} and family in {None, pattern.family}
    ]
    click.echo("".join(f"{line}\n" for line in _table(rows)), nl=False)


@patterns.command("show")
@click.argument("name", metavar="ID")
@MORE
def show(name: str, extra: Path | None) -> None:
    """Explain the pattern ID: its regex, what it must and must not match, and where it comes from."""
    pattern = _find(_written(extra), name)
    for line in _explanation(pattern):
        click.echo(line)


@patterns.command("test")
@click.argument("file", metavar="FILE|-")
@click.option("--id", "name", metavar="ID", help="Try this pattern alone.")
@MORE
def test(file: str, name: str | None, extra: Path | None) -> None:
    """Show what the patterns find in FILE, or in standard input for -, and what each match means."""
    from ailabel.disclosure import find_spans
    from ailabel.document import Document
    from ailabel.reading import read_text

    chosen = _written(extra)
    if name is not None:
        chosen = chosen.alone(_find(chosen, name))
    for span in find_spans(Document.cut(read_text(file)), chosen):
        click.echo(_line(span))


@patterns.command("check")
@click.argument("file", type=PATH, required=False)
def check_patterns(file: Path | None) -> None:
    """Hold the patterns of FILE to the laws, or all that are shipped; the first breach ends it with 2."""
    from ailabel.disclosure.laws import check_shipped

    chosen, added = _read(file)
    if file is None:
        check_shipped(chosen)
    held = len(chosen) if file is None else len(added)
    click.echo(f"{held} {'pattern keeps' if held == 1 else 'patterns keep'} the laws")


def _written(extra: Path | None) -> Patterns:
    """The patterns as people write them, with their examples: those shipped and those of `extra`."""
    return _read(extra)[0]


def _read(extra: Path | None) -> tuple[Patterns, Sequence[Pattern]]:
    """Those shipped and those of `extra`, which have kept the laws; then those of `extra` alone."""
    from ailabel.disclosure import Patterns
    from ailabel.disclosure.catalogue import read_all_toml, read_toml
    from ailabel.disclosure.laws import check

    rows, lexicons = read_all_toml()
    if extra is None:
        return Patterns.of(rows, lexicons), ()
    added, lexicons = read_toml(extra, lexicons)
    chosen = Patterns.of((*rows, *added), lexicons, own=frozenset(row.id for row in added))
    check(chosen, added, extra)
    return chosen, added


def _check_known(what: str, name: str | None, known: set[str]) -> None:
    if name is not None and name not in known:
        raise UsageError(f"no {what} {name!r}; there is: {', '.join(sorted(known))}")


def _find(chosen: Iterable[Pattern], name: str) -> Pattern:
    from difflib import get_close_matches

    rows = {pattern.id: pattern for pattern in chosen}
    if name in rows:
        return rows[name]
    close = get_close_matches(name, rows, CLOSE, 0)
    raise UsageError(f"no pattern {name!r}; near it: {', '.join(close)}. See ailabel patterns list.")


def _table(rows: Iterable[Pattern]) -> list[str]:
    cells = [(row.id, row.family, row.strength, row.scope) for row in rows]
    widths = [max((len(cell[column]) for cell in cells), default=0) for column in range(3)]
    return [
        "  ".join((*(text.ljust(width) for text, width in zip(cell, widths, strict=False)), cell[3]))
        for cell in cells
    ]


def _how(pattern: Pattern) -> list[str]:
    """What finds its matches."""
    from ailabel.disclosure.grammar import lines

    if pattern.regex:
        return [f"regex: {' '.join(pattern.regex.split())}"]
    if pattern.is_learnt:
        return ["learnt: a sum over the words of a sentence that names AI"]
    if pattern.is_spoken:
        where = "that holds its cue, and of one at either end" if pattern.cue else "at either end"
        return [f"learnt: a sum over the words of a line {where} of the text"]
    return ["clause:", *(f"  {line}" for line in lines(pattern))]


def _explanation(pattern: Pattern) -> list[str]:
    return [
        f"{pattern.id}: {pattern.family}, {pattern.strength}, about the {pattern.scope}",
        f"language: {pattern.language}",
        f"counts: {PLACES[pattern.place]}",
        f"source: {pattern.source}",
        *_how(pattern),
        "matches:",
        *(f"  {example!r}" for example in pattern.matches),
        "ignores:",
        *(f"  {example!r}" for example in pattern.ignores),
    ]


PLACES = {
    "anywhere": "wherever it stands",
    "notice": "as a notice of its own: a line, a bracket, a sentence at either end",
    "opening": "only at the opening of a text",
    "after": "after what points to the text",
}


def _line(span: Span) -> str:
    """One line a span, whatever line breaks it holds."""
    marks = [mark for mark, there in (("hedged", span.hedged), ("reviewed", span.reviewed)) if there]
    words = [span.family, span.strength, span.scope, span.polarity, *marks, *filter(None, [span.tool])]
    text = printable(" ".join(span.text.split()))
    return f"{span.start}-{span.end}  {span.pattern}: {', '.join(words)}: {text}"
