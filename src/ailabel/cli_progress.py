"""A bar on stderr for long work that somebody watches."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LONG_WORK = 4_000_000  # bytes: a few seconds; below that a bar is gone before it is read

Item = TypeVar("Item")


def watch(items: Iterator[Item], size: Callable[[Item], int], total: int | None) -> Iterator[Item]:
    """The same items; while they pass, a bar counts the bytes of each against `total`.

    No bar where `total` is unknown or small, or where stderr is no terminal.
    """
    if total is None or total < LONG_WORK or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(length=total, label="scoring", file=sys.stderr) as bar:
        for item in items:
            yield item
            bar.update(size(item))


def watch_steps(items: Iterable[Item], total: int, doing: str) -> Iterator[Item]:
    """The same items; a bar counts them, where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=total, label=doing, file=sys.stderr) as bar:
        yield from bar
