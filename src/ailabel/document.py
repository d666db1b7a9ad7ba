"""Cut a text once, so that no pattern and no feature cuts it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.characters import fold
from ailabel.inline import LINE_KINDS
from ailabel.markup import LINE_FEED, SPACE, Markup, line_starts, read_markup
from ailabel.track import Track
from ailabel.value import value

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_LINE_FEEDS = 2  # a paragraph break; more say nothing more


@value
class View:
    """A string made from another one, every character with its place there.

    `starts[i]` and `ends[i]` enclose, in code points of the original, what character i was made of;
    both are int32 of shape (len(text),), and neither ever decreases.
    """

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that [start, end) of this view was made of; start < end."""
        return int(self.starts[start]), int(self.ends[end - 1])

    def find(self, start: int, end: int) -> tuple[int, int]:
        """The range of this view that was made of [start, end) of the original, whole or in part."""
        first = self.ends.searchsorted(np.int32(start), "right")  # of another type, all of the array is cast
        last = self.starts.searchsorted(np.int32(end), "left")
        return int(first), max(int(first), int(last))


@value
class Lines:
    """The lines of a view: line i is [starts[i], ends[i]) without its line feed.

    `kinds[i]` says what it is, as a number into LINE_KINDS: text, heading, item, quote, row, code.
    """

    starts: NDArray[np.intp]
    ends: NDArray[np.intp]
    kinds: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.starts)

    def kind(self, offset: int) -> str:
        """What the line that holds this offset of the view is."""
        line = int(np.searchsorted(self.starts, offset, "right")) - 1
        return LINE_KINDS[self.kinds[line]]


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
        markup = read_markup(typed.text, typed.codes)
        shown = typed.splice((*markup.edits, *markup.inline.edits))
        final = fold_spaces(shown)
        clean = View(final.text, final.starts, final.ends)
        lines = _lines(final, typed, markup)
        code = tuple(_place(clean, typed, start, end) for start, end in markup.inline.code)
        return cls(text, clean, lines, tuple(part for part in code if part[0] < part[1]), warnings)


def fold_spaces(track: Track) -> Track:
    """Runs of spaces become one; about line breaks and at both ends of the text none are left.

    Of a run with line breaks, the first MAX_LINE_FEEDS of them are kept. Expects no other white space.
    """
    track = _strip(track)
    codes = track.codes
    white = codes <= SPACE
    pairs = (white[1:] & white[:-1]).nonzero()[0]
    if not len(pairs):
        return track
    jumps = (pairs[1:] - pairs[:-1] != 1).nonzero()[0]
    heads = pairs[np.concatenate(([0], jumps + 1))]
    tails = pairs[np.concatenate((jumps, [len(pairs) - 1]))] + 1
    feeds = (codes == LINE_FEED).nonzero()[0]
    before, upto = np.searchsorted(feeds, heads), np.searchsorted(feeds, tails, "right")
    long = (upto - before != MAX_LINE_FEEDS) | (tails - heads != MAX_LINE_FEEDS - 1)
    if not long.any():
        return track
    return _shorten(track, _Runs(heads[long], tails[long], before[long], upto[long]), feeds)


def _strip(track: Track) -> Track:
    codes = track.codes
    if not len(codes) or (codes[0] > SPACE and codes[-1] > SPACE):
        return track
    solid = (codes > SPACE).nonzero()[0]
    part = slice(solid[0], solid[-1] + 1) if len(solid) else slice(0)
    return Track(codes[part], track.starts[part], track.ends[part])


@value
class _Runs:
    """Runs of white space: run i is [heads[i], tails[i]], and its line feeds are feeds[before[i]:upto[i]]."""

    heads: NDArray[np.intp]
    tails: NDArray[np.intp]
    before: NDArray[np.intp]
    upto: NDArray[np.intp]


def _shorten(track: Track, runs: _Runs, feeds: NDArray[np.intp]) -> Track:
    """Of each run only its first line feeds stay, or one space where it has none."""
    steps = np.zeros(len(track.codes) + 1, np.int8)
    steps[runs.heads] = 1
    steps[runs.tails + 1] -= 1
    mask = steps[:-1].cumsum(dtype=np.int8) == 0
    counts = runs.upto - runs.before
    spaces = counts == 0
    mask[runs.heads[spaces]] = True
    for place in range(MAX_LINE_FEEDS):
        mask[feeds[runs.before[counts > place] + place]] = True
    ends = track.ends.copy()
    ends[runs.heads[spaces]] = track.ends[runs.tails[spaces]]
    return Track(track.codes, track.starts, ends).keep(mask)


def _lines(final: Track, typed: Track, markup: Markup) -> Lines:
    """The lines of the cleaned text; each is what the line was that it began on."""
    starts = line_starts(final.codes)
    ends = np.full(len(starts), len(final.codes))
    np.subtract(starts[1:], 1, out=ends[:-1])
    kinds = np.zeros(len(starts), np.uint8)
    if not (markup.inline.regions or markup.kinds.any()):
        return Lines(starts, ends, kinds)
    filled = np.flatnonzero(starts < ends)
    sources = final.starts[starts[filled]]
    origins = np.append(typed.starts, typed.ends[-1:])[markup.lines]
    kinds[filled] = markup.kinds[np.searchsorted(origins, sources, "right") - 1]
    for start, end, kind in markup.inline.regions:
        first, last = sources.searchsorted(typed.starts[start]), sources.searchsorted(typed.ends[end - 1])
        kinds[filled[first:last]] = kind
    return Lines(starts, ends, kinds)


def _place(clean: View, typed: Track, start: int, end: int) -> tuple[int, int]:
    """The range of the clean view that holds [start, end) of the text as typed."""
    if start >= end:
        return 0, 0
    return clean.find(int(typed.starts[start]), int(typed.ends[end - 1]))
