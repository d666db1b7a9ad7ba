"""Cut a regex off where it begins to count: what is left matches wherever it does, and takes fewer states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2

from ailabel.disclosure.narrowing import NEEDLESS, TOKEN, Group, read
from ailabel.disclosure.regex import most_repeats, options
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ailabel.disclosure.narrowing import Branch

FOLDS = "(?i)"
LEAST = regex(r"\{(\d+)(?:,\d*)?\}\??$")  # how often a thing must stand


def opening(source: str, most: int) -> str:
    r"""What every match of a regex begins with, up to what it lets stand more than so many times.

    The regex itself where that is nothing, or where it cannot be read.

    >>> opening(r"(?i)(?:copy|drop)\b[^.]{0,60} into|to paste", 8)
    '(?i)(?:copy|drop)\\b|to paste'
    """
    if most_repeats(source) <= most or not source.startswith(FOLDS):
        return source
    try:
        found, _ = _either(read(source.removeprefix(FOLDS)), most)
    except ValueError:
        return source
    cut = FOLDS + found
    return source if re2.compile(cut, options()).match("") else cut


def _either(branches: Iterable[Branch], most: int) -> tuple[str, bool]:
    """What branches begin with, and whether that is all of them."""
    rows = [_in_a_row(branch.parts, most) for branch in branches]
    return "|".join(row for row, _ in rows), all(is_whole for _, is_whole in rows)


def _in_a_row(parts: Iterable[str | Group], most: int) -> tuple[str, bool]:
    row = ""
    for part in parts:
        if isinstance(part, str):
            begun, is_whole = _counted(part, most)
            row += begun
            if not is_whole:
                return row, False
            continue
        if isinstance(part.inside, str) or most_repeats(part.quantifier) > most:
            return row, False
        inside, is_whole = _either(part.inside, most)
        if is_whole:
            row += f"{part.opening}{inside}){part.quantifier}"
        else:
            return row if part.quantifier.startswith(NEEDLESS) else f"{row}{part.opening}{inside})", False
    return row, True


def _counted(text: str, most: int) -> tuple[str, bool]:
    """What stands up to the first thing that may stand more often; that stands as often as it must."""
    for token in TOKEN.finditer(text):
        if most_repeats(token[0]) > most:
            least = LEAST.search(token[0])
            may_stay = least is not None and 0 < int(least[1]) <= most
            must = f"{token[0][: least.start()]}{{{least[1]}}}" if least and may_stay else ""
            return text[: token.start()] + must, False
    return text, True
