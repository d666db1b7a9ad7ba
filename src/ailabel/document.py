"""Cut a text once, so that no pattern and no feature cuts it again."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from ailabel.characters import fold
from ailabel.inline import LINE_KINDS
from ailabel.markup import Markup, read_markup
from ailabel.roles import read_roles
from ailabel.value import value
from ailabel.view import View, code_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_LINE_FEEDS = 2  # a paragraph break; more say nothing more
LINE_FEED, SPACE = 10, 32


@value
class Lines:
    """The lines of a view: line i is [starts[i], ends[i]) without its line feed.

    `kinds[i]` says as what it was typed, as a number into LINE_KINDS: text, heading, item, quote, row, code;
    `roles[i]` what it is to its reader (see `ailabel.roles`). `wrapped` holds the places of the lines that
    were broken because the next word had no room (see `ailabel.column`).
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: bytes
    roles: bytes
    wrapped: frozenset[int]

    def __len__(self) -> int:
        return len(self.starts)

    def kind(self, offset: int) -> str:
        """What the line that holds this offset of the view is."""
        return LINE_KINDS[self.kinds[bisect_right(self.starts, offset) - 1]]


@value
class Document:
    """A text and what a reader sees of it.

    `text` is as given. `clean` is what patterns read: hidden characters and mark-up gone, look-alike
    letters, quotes and spaces folded, line breaks kept (at most two in a row). `lines` are the lines of
    `clean`, `code` its ranges that were typed as inline code. Characters of private use stay.
    `warnings` name what cleaning took out that ordinary text does not hold.
    """

    text: str
    clean: View
    lines: Lines
    code: tuple[tuple[int, int], ...]
    warnings: tuple[str, ...]

    @classmethod
    def cut(cls, text: str) -> Document:
        """Never raises, whatever the string holds; linear in its length."""
        typed, warnings = fold(text)
        markup = read_markup(typed.text)
        clean = fold_spaces(typed.splice((*markup.edits, *markup.inline.edits)))
        lines = _lines(clean, typed, markup)
        code = tuple(_place(clean, typed, start, end) for start, end in markup.inline.code)
        return cls(text, clean, lines, tuple(part for part in code if part[0] < part[1]), warnings)


def fold_spaces(view: View) -> View:
    """Runs of spaces become one; about line breaks and at both ends of the text none are left.

    Of a run with line breaks, the first MAX_LINE_FEEDS of them are kept. Expects no other white space.
    """
    text = view.text.strip(" \n")
    if text != view.text:
        head = len(view.text) - len(view.text.lstrip(" \n"))
        part = slice(head, head + len(text))
        view = View(text, view.starts[part], view.ends[part])
    white = np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8) <= SPACE
    if np.count_nonzero(white[1:] & white[:-1]) == text.count("\n\n"):
        return view  # no run but paragraph breaks
    return _fold_runs(view)


def _fold_runs(view: View) -> View:
    codes = code_points(view.text)
    white = codes <= SPACE
    pairs = (white[1:] & white[:-1]).nonzero()[0]
    jumps = (pairs[1:] - pairs[:-1] != 1).nonzero()[0]
    heads = pairs[np.concatenate(([0], jumps + 1))]
    tails = pairs[np.concatenate((jumps, [len(pairs) - 1]))] + 1
    feeds = (codes == LINE_FEED).nonzero()[0]
    before, upto = np.searchsorted(feeds, heads), np.searchsorted(feeds, tails, "right")
    long = (upto - before != MAX_LINE_FEEDS) | (tails - heads != MAX_LINE_FEEDS - 1)
    if not long.any():
        return view
    return _shorten(view, _Runs(heads[long], tails[long], before[long], upto[long]), feeds)


@value
class _Runs:
    """Runs of white space: run i is [heads[i], tails[i]], and its line feeds are feeds[before[i]:upto[i]]."""

    heads: NDArray[np.intp]
    tails: NDArray[np.intp]
    before: NDArray[np.intp]
    upto: NDArray[np.intp]


def _shorten(view: View, runs: _Runs, feeds: NDArray[np.intp]) -> View:
    """Of each run only its first line feeds stay, or one space where it has none."""
    steps = np.zeros(len(view.text) + 1, np.int8)
    steps[runs.heads] = 1
    steps[runs.tails + 1] -= 1
    mask = steps[:-1].cumsum(dtype=np.int8) == 0
    counts = runs.upto - runs.before
    spaces = counts == 0
    mask[runs.heads[spaces]] = True
    for place in range(MAX_LINE_FEEDS):
        mask[feeds[runs.before[counts > place] + place]] = True
    ends = view.ends.copy()
    ends[runs.heads[spaces]] = view.ends[runs.tails[spaces]]
    return View(view.text, view.starts, ends).keep(mask)


def _lines(clean: View, typed: View, markup: Markup) -> Lines:
    """The lines of the cleaned text; each is what the line was that it began on."""
    lines = clean.text.split("\n")
    starts = (0, *accumulate([len(line) + 1 for line in lines]))
    ends = tuple([start - 1 for start in starts[1:]])
    filled = [at for at, line in enumerate(lines) if line] if markup.lines else []
    kinds = bytearray(len(lines))
    if filled:
        sources = clean.starts[[starts[at] for at in filled]]
        origins = np.append(typed.starts, typed.ends[-1:])[markup.lines]
        for at, origin in zip(filled, np.searchsorted(origins, sources, "right").tolist(), strict=True):
            kinds[at] = markup.kinds[origin - 1]
        for start, end, kind in markup.inline.regions:
            first, last = sources.searchsorted(typed.starts[start]), sources.searchsorted(typed.ends[end - 1])
            for at in filled[first:last]:
                kinds[at] = kind
    roles, wrapped = read_roles(lines, kinds)
    return Lines(starts[:-1], ends, bytes(kinds), bytes(roles), wrapped)


def _place(clean: View, typed: View, start: int, end: int) -> tuple[int, int]:
    """The range of the clean view that holds [start, end) of the text as typed."""
    if start >= end:
        return 0, 0
    return clean.find(int(typed.starts[start]), int(typed.ends[end - 1]))
