"""Characters that remember where they came from, so that a cleaned text maps back exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Edit(NamedTuple):
    """Characters [start, end) of a track give way to `text`; start < end."""

    start: int
    end: int
    text: str = ""


@value
class Track:
    """Code points and, for each, the range of the original it was made of.

    `codes` are uint8 where all of them are ASCII, else uint32; `starts` and `ends` are int32 offsets
    in the original string, neither ever decreases. No array is ever written to.
    """

    codes: NDArray[Any]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    @classmethod
    def of(cls, text: str) -> Track:
        """Every character of `text`, each from itself; lone surrogates included."""
        starts = np.arange(len(text) + 1, dtype=np.int32)
        return cls(code_points(text), starts[:-1], starts[1:])

    @property
    def text(self) -> str:
        return string(self.codes)

    def keep(self, mask: NDArray[np.bool_]) -> Track:
        """Only the characters where `mask` is true."""
        return Track(self.codes[mask], self.starts[mask], self.ends[mask])

    def splice(self, edits: Sequence[Edit]) -> Track:
        """Every edit carried out; one that removes wins over one inside it that replaces."""
        if not edits:
            return self
        counts = np.ones(len(self.codes), np.intp)
        texts = [edit for edit in edits if edit.text]
        for edit in edits:
            counts[edit.start : edit.end] = 0
        for edit in texts:
            counts[edit.start] = len(edit.text)
        for edit in edits:
            if not edit.text:
                counts[edit.start : edit.end] = 0
        if not texts:
            return self.keep(counts > 0)
        return self._replaced(texts, counts)

    def _replaced(self, edits: Sequence[Edit], counts: NDArray[np.intp]) -> Track:
        ends = self.ends.copy()
        for edit in edits:
            ends[edit.start] = self.ends[edit.end - 1]
        source = np.repeat(np.arange(len(counts)), counts)
        wide = any(not edit.text.isascii() for edit in edits)
        codes = self.codes[source].astype(np.uint32 if wide else self.codes.dtype, copy=False)
        places = np.cumsum(counts)
        for edit in edits:
            if counts[edit.start]:
                stop = places[edit.start]
                codes[stop - len(edit.text) : stop] = code_points(edit.text)
        return Track(codes, self.starts[source], ends[source])


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
