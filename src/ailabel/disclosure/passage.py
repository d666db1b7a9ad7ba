"""Stretches of a text in which something is looked for: all of it, or what lies around cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.disclosure.haystack import Haystack

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ailabel.disclosure.pattern import Clue

REACH = 480  # bytes on either side of a cue in which a match may lie; every regex is narrower
BLANK = b"\n\n"  # no match goes beyond its paragraph
CONTEXT = 4  # bytes of any character


class Passage:
    """A stretch of a text in UTF-8, and what was found in it so far.

    `last` is where the last of the cues ends that it was cut for.
    """

    __slots__ = (
        "_haystack",
        "_is_ascii",
        "data",
        "dense",
        "end",
        "known",
        "last",
        "places",
        "stands",
        "start",
    )

    def __init__(self, data: bytes, start: int, end: int, last: int) -> None:
        self.data = data
        self.start = start
        self.end = end
        self.last = last
        self.places: dict[str, Sequence[int]] = {}
        self.stands: dict[str, bool] = {}
        self.dense: dict[str, bool] = {}
        self.known: dict[str, dict[str, str | None]] = {}
        self._haystack: Haystack | None = None
        self._is_ascii: bool | None = None

    @property
    def is_ascii(self) -> bool:
        if self._is_ascii is None:
            self._is_ascii = self.data[self.start : self.end].isascii()
        return self._is_ascii

    @property
    def is_whole(self) -> bool:
        return self.end - self.start == len(self.data)

    @property
    def haystack(self) -> Haystack:
        if self._haystack is None:
            self._haystack = Haystack(self.data[self.start : self.end].decode())
        return self._haystack

    def around(self) -> bytes:
        """The stretch and some bytes on either side, so that its borders of words are what they are."""
        return self.data[max(0, self.start - CONTEXT) : self.end + CONTEXT]

    def may_hold(self, clue: Clue) -> bool:
        """Whether the clue's literals allow for a match in here."""
        return self.haystack.holds(clue)


def windows(data: bytes, cues: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """What lies within REACH of cues, inside their paragraphs; disjoint and in order.

    (start, end, last): where a window starts and ends, and where the last cue in it ends.
    """
    merged: list[tuple[int, int, int]] = []
    for first, last in cues:
        start, end = _reach(data, first, last)
        if merged and start <= merged[-1][1]:
            start = merged.pop()[0]
        merged.append((start, end, last))
    return merged


def _reach(data: bytes, first: int, last: int) -> tuple[int, int]:
    """One line break of an empty line belongs to the paragraph, so that a regex may ask for it."""
    start, end = max(0, first - REACH), min(len(data), last + REACH)
    above, below = data.rfind(BLANK, start, first), data.find(BLANK, last, end)
    start = start if above == -1 else above + 1
    end = end if below == -1 else below + 1
    return boundary(data, start), boundary(data, end)


def boundary(data: bytes, at: int) -> int:
    """The first offset from `at` on where a character of UTF-8 begins."""
    while at < len(data) and data[at] & 0xC0 == 0x80:  # noqa: PLR2004  the two top bits of what follows
        at += 1
    return at
