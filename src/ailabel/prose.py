"""Find the prose of a document, and say whether style can be judged on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.document import View, fold_spaces
from ailabel.genre import WORDLESS, tell_genre
from ailabel.language import tell_language
from ailabel.lazy import regex
from ailabel.markup import LINE_FEED, SPACE
from ailabel.neutral import neutral
from ailabel.roles import PROSE, read_roles
from ailabel.track import Track, code_points
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.document import Document, Lines

COMMA = 44
# Headings that a corpus ran into the paragraph under them.
_SECTIONS = (
    "Abstract", "Summary", "Introduction", "Motivation", "Rationale", "Background", "Overview", "Description",
    "Specification", "Discussion", "Drawbacks", "Alternatives", "Conclusion", "Unresolved questions",
)  # fmt: skip
_SECTION = regex(r"(?:Unresolved )?\w+:? (?=[A-Z])")
SENTENCE_ENDS = frozenset(".!?…")
PAIRS = frozenset({"[]", "()", "{}", '""', "''", "**", "__"})


@value
class Fitness:
    """Whether style can be judged: `reason` is None where it can, else "language" or "not prose".

    `words` counts those of the prose, or of the whole text where that is no prose; `language` is None where
    it is not recognised. `detail` says what language it is in, or what it is instead of prose: list, code,
    table, poetry, log, repetition.
    """

    words: int
    language: str | None
    reason: str | None
    detail: str | None


def prose(document: Document, masked: Sequence[tuple[int, int]]) -> View:
    """What style is judged on: the clean view without what is no prose, as one line.

    Left out are the `masked` ranges of the original, boilerplate, headings, code and tables, and what
    training must never learn (see `neutral`); line breaks and runs of space become one space.
    """
    clean, lines = document.clean, document.lines
    codes = code_points(clean.text)
    left_out = codes == LINE_FEED
    left_out[_stray_commas(codes, lines)] = True
    for start, end in _sections(clean.text, lines):
        left_out[start:end] = True
    for line in np.flatnonzero(read_roles(document) != PROSE).tolist():
        left_out[lines.starts[line] : lines.ends[line]] = True
    for start, end in masked:
        first, last = _with_brackets(clean.text, *clean.find(start, end))
        left_out[first:last] = True
    if left_out.any():
        codes = np.where(left_out, codes.dtype.type(SPACE), codes)
    track = neutral(fold_spaces(Track(codes, clean.starts, clean.ends)))
    return View(track.text, track.starts, track.ends)


def _with_brackets(text: str, first: int, last: int) -> tuple[int, int]:
    """The range, and the brackets or quotes that hold nothing else but the end of its sentence."""
    while first > 0:
        end = last + (text[last : last + 1] in SENTENCE_ENDS)
        if text[first - 1] + text[end : end + 1] not in PAIRS:
            break
        first, last = first - 1, end + 1
    return first, last


def _stray_commas(codes: NDArray[Any], lines: Lines) -> NDArray[np.intp]:
    """Where a line begins with a comma: what some corpora left between a step and what explains it."""
    firsts = lines.starts[lines.starts < lines.ends]
    places: NDArray[np.intp] = firsts[codes[firsts] == COMMA]
    return places


def _sections(text: str, lines: Lines) -> list[tuple[int, int]]:
    """Where a line begins with a heading that belongs on one of its own."""
    starts = [start for start in lines.starts.tolist() if text.startswith(_SECTIONS, start)]
    found = [_SECTION.match(text, start) for start in starts]
    return [match.span() for match in found if match]


def judge(document: Document, view: View) -> Fitness:
    """Whether style can be judged on `view`, the prose of `document`."""
    tongue = tell_language(view.text)
    genre = tell_genre(document, view, tongue)
    foreign = tongue.language not in {"en", None} and genre not in WORDLESS
    if genre is None or foreign:
        reason = None if tongue.language == "en" else "language"
        return Fitness(tongue.words, tongue.language, reason, tongue.language if reason else None)
    return Fitness(len(document.clean.text.split()), tongue.language, "not prose", genre)
