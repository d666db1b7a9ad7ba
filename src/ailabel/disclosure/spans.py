"""Explicit evidence of a document, as spans of its own string."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ailabel.disclosure.matching import Hit, Patterns
from ailabel.disclosure.meaning import read
from ailabel.disclosure.place import wrapped
from ailabel.disclosure.setting import settle
from ailabel.result import Span

if TYPE_CHECKING:
    from ailabel.document import Document

STRENGTHS = ("none", "weak", "partial", "full")
WHOLE_SENTENCE = frozenset({"refusal", "knowledge-cutoff", "preamble", "sign-off", "experimental-notice"})
POLARITIES = ("quoted", "policy", "hypothetical", "affirmed", "denied")


def find_spans(document: Document, patterns: Patterns) -> tuple[Span, ...]:
    """Spans sorted by start; `document.text[span.start:span.end] == span.text`.

    Where matches overlap, a denial stands above what it denies, then the stronger, then the wider.
    A bracketed or italic line is covered whole.
    """
    spans = [
        span
        for hit, located in _located_hits(document, patterns)
        for span in _read(hit, located, document, patterns)
    ]
    widened = dict.fromkeys(_widened(span, document.text) for span in _without_overlaps(spans))
    return tuple(sorted(widened, key=lambda span: (span.start, span.end, span.pattern, span.scope)))


def discloses(spans: Iterable[Span], text: str) -> bool:
    """Whether the text says of itself, as a whole, that a model made it: what `ai-disclosed` rests on."""
    del text
    return any(
        span.polarity == "affirmed" and span.strength == "full" and span.scope == "text" for span in spans
    )


def _located_hits(document: Document, patterns: Patterns) -> Iterator[tuple[Hit, tuple[int, int]]]:
    for hit in patterns.find_hits(document.clean.text, "clean"):
        yield hit, document.clean.locate(hit.start, hit.end)
    for hit in patterns.find_hits(document.text, "text"):
        yield hit, (hit.start, hit.end)


def _read(hit: Hit, located: tuple[int, int], document: Document, patterns: Patterns) -> Iterator[Span]:
    lexicons = patterns.lexicons
    lexicon = lexicons.get(hit.pattern.language)
    if lexicon is None or not lexicon.words:
        lexicon = lexicons.get("en", lexicons["any"])
    setting = settle(hit, lexicon, document.text, located)
    if hit.pattern.family in WHOLE_SENTENCE and setting.after.strip():
        rest = len(setting.after.rstrip())
        setting = replace(setting, end=document.clean.locate(hit.start, hit.end + rest)[1])
    return read(setting)


def _widened(span: Span, text: str) -> Span:
    start, end = wrapped(text, span.start, span.end) or (span.start, span.end)
    return replace(span, start=start, end=end, text=text[start:end])


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


def _rank(span: Span) -> tuple[int, int, int, int]:
    return (
        POLARITIES.index(span.polarity),
        STRENGTHS.index(span.strength),
        span.end - span.start,
        -span.start,
    )


def _twins(one: Span, other: Span) -> bool:
    return one.pattern == other.pattern and (one.start, one.end) == (other.start, other.end) and one.scope != other.scope
