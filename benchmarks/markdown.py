"""Pieces of a Markdown page that is made of figures."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 118
TENS, HUNDREDS = 10, 100


def paragraph(text: str) -> str:
    """A paragraph as wide as the rest of the page, and the blank line after it."""
    return textwrap.fill(" ".join(text.split()), WIDTH, break_on_hyphens=False) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, and the blank line after it."""
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |".replace("|  |", "| |")
    yield ""


def figure(value: float) -> str:
    """Three digits that count, and no power of ten.

    >>> figure(1234.5), figure(123.45), figure(12.345), figure(1.2345), figure(0.012345), figure(0)
    ('1,234', '123', '12.3', '1.23', '0.0123', '0')
    """
    if abs(value) >= HUNDREDS:
        return f"{value:,.0f}"
    if abs(value) >= TENS:
        return f"{value:.1f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3g}"
