"""`ailabel model`: look at a model folder before anything trusts it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from ailabel.cli import PATH
from ailabel.errors import ModelError
from ailabel.writing import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

WIDTH = 100  # characters of a list that is shown on one line


@click.group(no_args_is_help=True)
def model() -> None:
    """Show or verify a model folder; neither runs code from it."""


@model.command()
@click.argument("folder", metavar="[MODEL]", required=False, type=PATH)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="What comes out: the card for a person, or as it lies in the folder.")  # fmt: skip
def show(folder: Path | None, form: str) -> None:
    """Print the card of MODEL, the shipped one unless told, once every file is what the card says."""
    from ailabel.model import DEFAULT, PAGE, verify

    card = verify(folder)
    if form == "json":
        click.echo(json.dumps(card, indent=2, ensure_ascii=False))
        return
    click.echo(_shown(card))
    page = (folder or DEFAULT) / PAGE
    if page.is_file():
        click.echo(f"its error rates and limits: {printable(str(page))}")


def _shown(card: Mapping[str, Any]) -> str:
    try:
        return "\n".join(card_lines(card))
    except RecursionError:
        raise ModelError("the card is nested too deeply to be shown so; see --format json") from None


@model.command("verify", no_args_is_help=True)
@click.argument("folder", metavar="MODEL", type=PATH)
def verify_folder(folder: Path) -> None:
    """Check that MODEL is whole, unchanged and fit for this release.

    It says nothing about who made it, nor whether a value in model.json was changed: compare the digest with
    the one that its maker gives.
    """
    from ailabel.model import read_card, verify

    verify(folder)
    _, stamp = read_card(folder)
    name = f"{folder}: {stamp.name} {stamp.version}"
    click.echo(f"{printable(name)} is whole and fits this release; digest {stamp.digest}")


def card_lines(card: Mapping[str, Any]) -> Iterator[str]:
    """A line a field; what a field holds stands below it where it is more than a line.

    >>> list(card_lines({"name": "toy", "min_words": 50, "experts": ["a", "b"], "made_with": {"numpy": "2"}}))
    ['name: toy', 'min words: 50', 'experts: a, b', 'made with: numpy 2']
    """
    for name, value in card.items():
        title, items = printable(name.replace("_", " ")), _items(value)
        line = f"{title}: {', '.join(items) or 'none'}"
        if len(line) <= WIDTH or len(items) == 1:
            yield line
        else:
            yield f"{title}:"
            yield from (f"  {item}" for item in _rows(value))


def _rows(value: Any) -> list[str]:  # noqa: ANN401  the shape of JSON is open
    """As `_items`, for lines of their own."""
    if isinstance(value, dict):
        return [f"{printable(name)}: {', '.join(_items(item)) or 'none'}" for name, item in value.items()]
    return [", ".join(_items(item)) for item in value]


def _items(value: Any) -> list[str]:  # noqa: ANN401  the shape of JSON is open
    if isinstance(value, dict):
        return [f"{printable(name.replace('_', ' '))} {_said(item)}" for name, item in value.items()]
    if isinstance(value, list):
        return [_said(item) for item in value]
    return [_said(value)]


def _said(value: Any) -> str:  # noqa: ANN401  the shape of JSON is open
    if isinstance(value, (dict, list)):
        return f"({', '.join(_items(value))})"
    return "unknown" if value is None else printable(f"{value}")
