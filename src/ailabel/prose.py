"""Find the prose of a document, and say whether style can be judged on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.genre import WORDLESS, tell_genre
from ailabel.language import tell_language
from ailabel.lazy import regex
from ailabel.neutral import neutral
from ailabel.processes import grouped
from ailabel.roles import PROSE
from ailabel.value import value
from ailabel.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.document import Document

# Headings that a corpus ran into the paragraph under them.
_SECTIONS = (
    "Abstract", "Summary", "Introduction", "Motivation", "Rationale", "Background", "Overview", "Description",
    "Specification", "Discussion", "Drawbacks", "Alternatives", "Conclusion", "Unresolved questions",
)  # fmt: skip
_FIRSTS = frozenset(section[0] for section in _SECTIONS)
_SECTION = regex(r"(?:Unresolved )?\w+:? (?=[A-Z])")
SENTENCE_ENDS = frozenset(".!?…")
BLOCK = 1 << 16  # characters: what one accident in a long text costs, not all of it pays
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
    training must never learn (see `neutral`); line breaks and runs of space become one space. Lines of a long
    text are read BLOCK characters at a time.
    """
    clean = document.clean
    pieces = _sentences(document)
    if masked:
        left_out = sorted([*_between(pieces, len(clean.text)), *_masked(clean, masked)])
        gaps = _joined(clean.text, left_out)
        pieces = [piece for piece in _between(gaps, len(clean.text)) if piece[0] < piece[1]]
    blocks = grouped(pieces, BLOCK, lambda piece: piece[1] - piece[0])
    return View.row([neutral(clean.join(block)) for block in blocks])


def _sentences(document: Document) -> list[tuple[int, int]]:
    """The lines that are prose, without what stands before their first sentence."""
    text, lines = document.clean.text, document.lines
    borders = zip(lines.starts, lines.ends, lines.roles, strict=True)
    heads = [(start + _head(text, start), end) for start, end, role in borders if role == PROSE]
    return [piece for piece in heads if piece[0] < piece[1]]


def _head(text: str, start: int) -> int:
    """How long the heading is that was run into the line that begins here, or the comma left there."""
    first = text[start]
    if first in _FIRSTS and text.startswith(_SECTIONS, start) and (heading := _SECTION.match(text, start)):
        return heading.end() - start
    if first == ",":  # some corpora left it between a step and what explains it
        return 2 if text[start + 1 : start + 2] == " " else 1
    return 0


def _between(ranges: Sequence[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """What lies before, between and after the ranges of a text that stops at `end`."""
    return list(zip([0, *(last for _, last in ranges)], [*(first for first, _ in ranges), end], strict=True))


def _joined(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges (in order) with the space about them; those that touch are one, and empty ones none."""
    joined: list[tuple[int, int]] = []
    for first, last in ranges:
        if first == last:
            continue
        start = first - 1 if text[first - 1 : first] == " " else first
        end = last + 1 if text[last : last + 1] == " " else last
        if joined and start <= joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


def _masked(clean: View, masked: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges of the view that were made of these ranges of the original, brackets about them too."""
    for start, end in masked:
        yield _with_brackets(clean.text, *clean.find(start, end))


def _with_brackets(text: str, first: int, last: int) -> tuple[int, int]:
    """The range, and the brackets or quotes that hold nothing else but the end of its sentence."""
    while first > 0:
        end = last + (text[last : last + 1] in SENTENCE_ENDS)
        if text[first - 1] + text[end : end + 1] not in PAIRS:
            break
        first, last = first - 1, end + 1
    return first, last


def judge(document: Document, view: View) -> Fitness:
    """Whether style can be judged on `view`, the prose of `document`."""
    tongue = tell_language(view.text)
    genre = tell_genre(document, view, tongue)
    foreign = tongue.language not in {"en", None} and genre not in WORDLESS
    if genre is None or foreign:
        reason = None if tongue.language == "en" else "language"
        return Fitness(tongue.words, tongue.language, reason, tongue.language if reason else None)
    return Fitness(len(document.clean.text.split()), tongue.language, "not prose", genre)
