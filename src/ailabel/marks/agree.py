"""Make patterns and marks tell one story of one label: the standard's own reader knows better."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ailabel.result import Claim, Mark, Span, Strength

MADE = frozenset({"generated", "autonomous"})
WORTH: dict[Claim, Strength] = {
    "generated": "full",
    "autonomous": "full",
    "assisted": "partial",
    "mixed": "partial",
    "possible": "partial",
    "human": "none",
    "unknown": "none",
}


def declares(marks: Iterable[Mark]) -> bool:
    """Whether a label says of the text as a whole that a model made it."""
    return any(is_whole(mark) and mark.claim in MADE for mark in marks)


def agree(spans: tuple[Span, ...], marks: Sequence[Mark]) -> tuple[Span, ...]:
    """The spans, of which those that lie on a label say no more than the label does.

    Hidden characters that a mark tells are no further evidence; a long payload is many spans.
    """
    placed = [mark for mark in marks if mark.start is not None and mark.end is not None]
    agreed = (_agreed(span, [mark for mark in placed if _overlap(span, mark)]) for span in spans)
    return tuple(span for span in agreed if span) if placed else spans


def _overlap(span: Span, mark: Mark) -> bool:
    return (mark.start or 0) < span.end and span.start < (mark.end or 0)


def _agreed(span: Span, same: Sequence[Mark]) -> Span | None:
    if same and span.family == "hidden-unicode":
        return None
    if span.family != "machine-label" or not same or declares(same):
        return span
    mark = max(same, key=_worth)
    strength = "partial" if mark.covers and WORTH[mark.claim] == "full" else WORTH[mark.claim]
    return replace(span, strength=strength, scope=mark.scope, hedged=span.hedged or mark.covers is not None)


def is_whole(mark: Mark) -> bool:
    """Whether a label speaks of the text as a whole."""
    return mark.scope == "text" and mark.covers is None


def _worth(mark: Mark) -> int:
    return ("none", "weak", "partial", "full").index(WORTH[mark.claim])
