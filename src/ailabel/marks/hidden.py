"""Runs of characters that nobody sees and that hold a payload: a sign of a tool, and no proof of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.lazy import regex
from ailabel.marks.standard import Found
from ailabel.result import Mark

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

MAX_RUNS = 100  # that are told; a text stuffed with more says nothing more
BLACK_FLAG, FLAG_END = "\U0001f3f4", "\U000e007f"  # between them, tags spell the flag of a region
# "C2PATXT" and a NUL in selectors, which open a wrapper of C2PA (2.4, A.8)
MAGIC = "\U000e0133\U000e0122\U000e0140\U000e0131\U000e0144\U000e0148\U000e0144\ufe00"
# Eight: an emoji or an ideograph takes one selector, and joiners between letters stand alone.
_RUNS = regex(
    "[\ufe00-\ufe0f\U000e0100-\U000e01ef]{8,}|[\U000e0020-\U000e007f]{4,}|[\u200b-\u200d\u2060-\u2064\ufeff]{8,}"
)


def read(text: str) -> Found:
    """One mark a run, whose claim is unknown; flags, and what a C2PA wrapper holds, are none."""
    return Found(tuple(_marks(text)))


def _marks(text: str) -> Iterator[Mark]:
    count = 0
    for run in _RUNS.finditer(text):
        if count < MAX_RUNS and not _is_known(text, run):
            count += 1
            yield Mark("unknown", "hidden characters", "text", start=run.start(), end=run.end())


def _is_known(text: str, run: re.Match[str]) -> bool:
    flag = text[run.start() - 1 : run.start()] == BLACK_FLAG and run[0].endswith(FLAG_END)
    return flag or run[0].startswith(MAGIC)
