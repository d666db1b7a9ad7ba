"""Explicit evidence of a document, as spans of its own string."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from ailabel.disclosure.asides import read_asides
from ailabel.disclosure.meaning import read
from ailabel.disclosure.quotation import fences
from ailabel.disclosure.scope import family_of
from ailabel.disclosure.setting import bracketed, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ailabel.disclosure.matching import Patterns
    from ailabel.disclosure.pattern import Lexicon, Pattern
    from ailabel.document import Document
    from ailabel.result import Span

STRENGTHS = ("none", "weak", "partial", "full")
POLARITIES = ("quoted", "policy", "hypothetical", "affirmed", "denied")


def find_spans(document: Document, patterns: Patterns) -> tuple[Span, ...]:
    """Spans sorted by start; `document.text[span.start:span.end] == span.text`.

    Where matches overlap, a denial stands above what it denies, then the stronger, then the wider.
    A line in brackets is covered from bracket to bracket.
    """
    kept = _without_overlaps((*_readings(document, patterns), *_aside(document, patterns)))
    spans = dict.fromkeys(_around(span, document) for span in kept)
    return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.pattern, span.scope)))


def discloses(spans: Iterable[Span]) -> bool:
    """Whether the text says of itself, as a whole, that a model made it: what `ai-disclosed` rests on."""
    return any(
        span.polarity == "affirmed" and span.strength == "full" and span.scope == "text" for span in spans
    )


def _readings(document: Document, patterns: Patterns) -> Iterator[Span]:
    blocks = None
    for hit in patterns.find_all_hits(document.clean.text, document.text):
        blocks = fences(document.text) if blocks is None else blocks
        yield from read(settle(hit, _lexicon(hit.pattern, patterns), document, blocks))


def _aside(document: Document, patterns: Patterns) -> Iterator[Span]:
    """What stands in the text and is no part of its clean view."""
    asides = read_asides(document.text)
    if asides is None:
        return
    for span in _readings(document.cut(asides.text), patterns):
        start, end = asides.locate(span.start, span.end)
        placed = replace(span, start=start, end=end, text=document.text[start:end])
        if span.scope == "text" and asides.is_image(span.start):
            placed = replace(placed, scope="image", family=family_of(span.family, "image"))
        yield placed


def _lexicon(pattern: Pattern, patterns: Patterns) -> Lexicon:
    """The words of the pattern's language; English ones for what stands in any language."""
    lexicon = patterns.lexicons[pattern.language]
    return lexicon if lexicon.words else patterns.lexicons.get("en", lexicon)


def _around(span: Span, document: Document) -> Span:
    """The span from bracket to bracket, where brackets hold its whole line."""
    first, last = document.clean.find(span.start, span.end)
    line = bracketed(document.clean.text, first, last)
    if line is None:
        return span
    start, end = document.clean.locate(*line)
    return replace(span, start=start, end=end, text=document.text[start:end])


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The best of each heap of overlapping spans; those of other scopes on the very same match stay."""
    kept: list[Span] = []  # disjoint, sorted by place
    twins: list[Span] = []
    for span in sorted(spans, key=_rank, reverse=True):
        at = bisect_left(kept, span.end, key=lambda other: other.start)
        if at == 0 or kept[at - 1].end <= span.start:
            kept.insert(at, span)
        elif _twins(span, kept[at - 1]):
            twins.append(span)
    return kept + twins


def _rank(span: Span) -> tuple[int, bool, int, int, int]:
    return (
        POLARITIES.index(span.polarity),
        span.family == "trailer",
        STRENGTHS.index(span.strength),
        span.end - span.start,
        -span.start,
    )


def _twins(one: Span, other: Span) -> bool:
    return (
        one.pattern == other.pattern
        and (one.start, one.end) == (other.start, other.end)
        and one.scope != other.scope
    )
