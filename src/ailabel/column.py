"""Tell which lines run on into the next because the text was wrapped to a column of some width."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from ailabel.inline import CODE, HEADING, ITEM, ROW
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROWEST, WIDEST = 24, 159  # characters a line; a longer one is prose by itself (roles.LONG_LINE)
MIN_WRAPPED = 4  # lines that only the width of a column explains (training/NOTES.md, for all of these)
MIN_SHARE = 0.75  # of the lines that break off in mid-sentence, so many are explained by it
MIN_LOWER = 0.5  # so many of these go on in lower case: a list of headlines does not
MAX_ALIKE = 0.25  # so many of these may open as the next line does: a list of dates opens alike
MIN_ENDED = 1 / 12  # lines in which a sentence ends, for each of these: a list has none
SENTENCE_END = regex(r"[.!?][\"')\]”’]{0,2}(?= |\Z)")
_NEVER_RUNS_ON = frozenset({HEADING, ROW, CODE})
_OPENS_ANEW = _NEVER_RUNS_ON | {ITEM}


def wrapped_lines(lines: Sequence[str], kinds: Sequence[int], ended: Sequence[bool]) -> frozenset[int]:
    """The lines that were broken where the next word would not have fitted, by their places.

    A line of a column of `width` characters is at most that long, and longer with the first word of the next.
    The width that holds for most lines is the column's, if it explains nearly all that break off in
    mid-sentence, and sentences end in these lines. `ended` says which lines stop like a sentence.
    """
    pairs = [
        (at, len(line), len(line) + 1 + len(_opening(after)))
        for at, (line, after) in enumerate(pairwise(lines))
        if line and after and kinds[at] not in _NEVER_RUNS_ON and kinds[at + 1] not in _OPENS_ANEW
    ]
    if len(pairs) < MIN_WRAPPED:
        return frozenset()
    width = _width(pairs)
    broken = [(at, shortest <= width < longest) for at, shortest, longest in pairs if not ended[at]]
    wrapped = [at for at, is_full in broken if is_full]
    lower = sum(lines[at + 1][0].islower() for at in wrapped)
    alike = sum(_opening(lines[at]) == _opening(lines[at + 1]) for at in wrapped)
    if (
        len(wrapped) < max(MIN_WRAPPED, MIN_SHARE * len(broken))
        or lower < MIN_LOWER * len(wrapped)
        or alike > MAX_ALIKE * len(wrapped)
        or sum(map(bool, map(SENTENCE_END.search, lines))) < MIN_ENDED * len(wrapped)
    ):
        return frozenset()
    full = {at for at, shortest, longest in pairs if shortest <= width < longest}
    return frozenset(at for at in full if _runs_on(at, full, lines, ended))


def _runs_on(at: int, full: set[int], lines: Sequence[str], ended: Sequence[bool]) -> bool:
    """Whether a full line is of a paragraph: in a row with others, or a sentence goes on or ends below it.

    A headline that happens to be as long has its author or a date below it.
    """
    return not full.isdisjoint((at - 1, at + 1)) or lines[at + 1][0].islower() or ended[at + 1]


def _opening(line: str) -> str:
    """Its first word."""
    return line.split(" ", 1)[0]


def _width(pairs: Sequence[tuple[int, int, int]]) -> int:
    """The width that as many lines as can be agree on: the least of those, 0 where no line is of any use."""
    steps = [0] * (WIDEST + 2)
    for _, shortest, longest in pairs:
        if longest > NARROWEST and shortest <= WIDEST:
            steps[max(NARROWEST, shortest)] += 1
            steps[min(WIDEST + 1, longest)] -= 1
    counts = list(accumulate(steps))
    most = max(counts)
    return counts.index(most) if most else 0
