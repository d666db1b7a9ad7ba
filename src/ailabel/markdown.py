"""Pieces of a Markdown page that is made of figures."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from ailabel.writing import plural, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 118


def paragraph(text: str) -> str:
    """A paragraph as wide as the rest of the page, and the blank line after it."""
    return textwrap.fill(" ".join(text.split()), WIDTH, break_on_hyphens=False) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, and the blank line after it."""
    for cells in (head, ["---"] * len(head), *rows):
        yield re.sub(r"\|  (?=\|)", "| ", f"| {' | '.join(cells)} |")
    yield ""


def percent(share: float) -> str:
    """A share as people read it.

    >>> percent(0.0123)
    '1.2 %'
    """
    return f"{100 * share:.1f} %"


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1200, "text")
    '1,200 texts'
    """
    return f"{count:,} {plural(count, noun)}"


def plain(name: str) -> str:
    r"""A name that nobody chose for a page, as it is and no mark-up of its own.

    >>> print(plain("a|b <i>*c* _d_"))
    a\|b \<i\>\*c\* \_d\_
    """
    return re.sub(r"[\\`*~&$<>\[\]|]|(?<!\w)_|_(?!\w)", r"\\\g<0>", printable(name))
