"""Characters that remember where they came from, so that a cleaned text maps back exactly."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Edit(NamedTuple):
    """Characters [start, end) of a view give way to `text`; start < end."""

    start: int
    end: int
    text: str = ""


@value
class View:
    """A string made from another one, every character with its place there.

    `starts[i]` and `ends[i]` enclose, in code points of the original, what character i was made of;
    both are int32 of shape (len(text),), and neither ever decreases. No array is ever written to.
    """

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    @classmethod
    def of(cls, text: str) -> View:
        """Every character of `text`, each from itself; lone surrogates included."""
        starts = np.arange(len(text) + 1, dtype=np.int32)
        return cls(text, starts[:-1], starts[1:])

    @classmethod
    def row(cls, views: Sequence[View]) -> View:
        """Views of one original that follow one another, a space between them made of what lay there."""
        filled = [view for view in views if view.text]
        if len(filled) <= 1:
            return filled[0] if filled else cls.of("")
        starts = [array for view in filled for array in (view.starts, view.ends[-1:])]
        ends = [array for view in filled for array in (view.starts[:1], view.ends)]
        return cls(
            " ".join([view.text for view in filled]), np.concatenate(starts[:-1]), np.concatenate(ends[1:])
        )

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that [start, end) of this view was made of; start < end."""
        return int(self.starts[start]), int(self.ends[end - 1])

    def find(self, start: int, end: int) -> tuple[int, int]:
        """The range of this view that was made of [start, end) of the original, whole or in part."""
        first = self.ends.searchsorted(np.int32(start), "right")  # of another type, all of the array is cast
        last = self.starts.searchsorted(np.int32(end), "left")
        return int(first), max(int(first), int(last))

    def keep(self, mask: NDArray[np.bool_]) -> View:
        """Only the characters where `mask` is true."""
        return View(string(code_points(self.text)[mask]), self.starts[mask], self.ends[mask])

    def splice(self, edits: Sequence[Edit]) -> View:
        """Every edit carried out; one that removes wins over one inside it that replaces."""
        if not edits:
            return self
        texts: list[str] = []
        starts: list[NDArray[np.int32]] = []
        ends: list[NDArray[np.int32]] = []
        done = removed = same = 0  # from `same` to `done` every character is in the place of its own
        for start, end, text in sorted(sorted(edits, key=itemgetter(2)), key=itemgetter(0)):
            if start > done:
                texts.append(self.text[done:start])
                done = start
            if len(text) == end - start == 1 and start == done:
                texts.append(text)
                done = end
                continue
            if done > same:
                starts.append(self.starts[same:done])
                ends.append(self.ends[same:done])
            if not text:
                removed = max(removed, end)
            elif start >= removed:
                texts.append(text)
                starts += [self.starts[start : start + 1]] * len(text)
                ends += [self.ends[end - 1 : end]] * len(text)
            done = same = max(done, end)
        texts.append(self.text[done:])
        return View(
            "".join(texts),
            np.concatenate([*starts, self.starts[same:]]),
            np.concatenate([*ends, self.ends[same:]]),
        )

    def join(self, pieces: Sequence[tuple[int, int]]) -> View:
        """Only these ranges, in order and apart, a space between them made of all that lay there."""
        if len(pieces) == 1:
            part = slice(*pieces[0])
            return View(self.text[part], self.starts[part], self.ends[part])
        text = " ".join([self.text[start:end] for start, end in pieces])
        starts = np.concatenate([self.starts[:0], *(self.starts[start : end + 1] for start, end in pieces)])
        ends = np.concatenate([self.ends[:0], *(self.ends[max(0, start - 1) : end] for start, end in pieces)])
        return View(text, starts[: len(text)], ends[len(ends) - len(text) :])


def classes(text: str, table: bytes) -> NDArray[np.uint8]:
    """The class of every character: row c of `table` for code point c, row 127 for all that is no ASCII."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii").translate(table), np.uint8)
    return np.frombuffer(table, np.uint8, 128).take(code_points(text), mode="clip")


def class_table(*members: str) -> bytes:
    """A table for `classes`: the characters of member i are of class i + 1, all others of class 0.

    DEL, of which a cleaned text has none, stands for all that is no ASCII.
    """
    table = bytearray(256)
    for number, chars in enumerate(members, 1):
        for char in chars:
            table[ord(char)] = number
    return bytes(table)


def code_points(text: str) -> NDArray[Any]:
    """The code points of `text`, read-only: uint8 where all are ASCII, else uint32."""
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))


def string(codes: NDArray[Any]) -> str:
    """The string of these code points (uint8 or uint32)."""
    if codes.dtype == np.uint8:
        return str(codes.tobytes(), "ascii")
    return str(codes.tobytes(), "utf-32-le", "surrogatepass")
