"""Make patterns and marks tell one story of one label: the standard's own reader knows better."""

from __future__ import annotations

from dataclasses import replace
from re import IGNORECASE
from typing import TYPE_CHECKING

from ailabel.lazy import regex
from ailabel.marks.above import COMMENT, Step, bracket_steps, is_of_pictures, keys_above, line_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.marks.settings import Block
    from ailabel.result import Claim, Mark, Scope, Span, Strength

LEVELS = "declare-ai.org/"
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
_NAME = regex(r"digital_?source_?type|\bAIGC\b", IGNORECASE)


def declares(marks: Iterable[Mark]) -> bool:
    """Whether a label says of the text as a whole that a model made it."""
    return any(is_whole(mark) and mark.claim in MADE for mark in marks)


def agree(text: str, spans: tuple[Span, ...], marks: Sequence[Mark] = ()) -> tuple[Span, ...]:
    """The spans, of which those that lie on a label of the text say no more than the label does.

    One that looks like a label, where the standard has none, is only shown: a guide to labels is full of
    them. Hidden characters that hold a claim, which a mark tells, are no further evidence.
    """
    placed = [mark for mark in marks if mark.start is not None and mark.end is not None]
    agreed = (_agreed(span, [mark for mark in placed if _overlap(span, mark)]) for span in spans)
    return _only_shown(text, tuple(span for span in agreed if span), placed)


def _only_shown(text: str, spans: tuple[Span, ...], placed: Sequence[Mark]) -> tuple[Span, ...]:
    alone = [
        span
        for span in spans
        if span.family == "machine-label"
        and (span.polarity, span.scope) == ("affirmed", "text")
        and not any(_overlap(span, mark) for mark in placed)
    ]
    if not alone:
        return spans
    fields = dict(_fields(text, alone)) if _are_one(alone) else {}
    starts = {span.start for span in alone}
    return tuple(
        _as_field(span, fields.get(span.start))
        if span.start in starts and span.family == "machine-label"
        else span
        for span in spans
    )


def _as_field(span: Span, scope: Scope | None) -> Span:
    return replace(span, polarity="quoted") if scope is None else replace(span, scope=scope)


def _are_one(alone: Sequence[Span]) -> bool:
    """Whether the text links to no more than one level of declare-ai.org; else it speaks of the levels."""
    return len({span.text for span in alone if LEVELS in span.text}) <= 1


def _fields(text: str, alone: Sequence[Span]) -> Iterator[tuple[int, Scope]]:
    """Where those start that stand as fields do, in front matter or at either end, and what they are about.

    They stand in no tag and no comment, and under no key but that of a picture.
    """
    from ailabel.marks.page import is_page
    from ailabel.marks.settings import find_blocks

    if is_page(text):
        return
    blocks = tuple(find_blocks(text))
    standing = [span for span in alone if "<" not in span.text and _is_field(text, span, blocks)]
    for span, keys in zip(standing, _keys(text, standing, blocks), strict=True):
        if not keys:
            yield span.start, "text"
        elif COMMENT not in keys and is_of_pictures(keys):
            yield span.start, "image"


def _is_field(text: str, span: Span, blocks: Sequence[Block]) -> bool:
    from ailabel.marks.shown import is_at_an_end

    in_block = any(block.start - 1 <= span.start < block.after for block in blocks)
    return in_block or is_at_an_end(text, span.start, span.end, blocks[-1].after if blocks else 0)


def _keys(text: str, spans: Sequence[Span], blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    if not spans:
        return []
    lines = [step for block in blocks for step in (*line_steps(text, block), Step(block.end, ()))]
    return keys_above([_named_at(span) for span in spans], tuple(bracket_steps(text)), lines)


def _named_at(span: Span) -> int:
    """Where the key stands by which a label goes; some spans begin before it."""
    named = _NAME.search(span.text)
    return span.start + (named.start() if named else 0)


def _overlap(span: Span, mark: Mark) -> bool:
    return (mark.start or 0) < span.end and span.start < (mark.end or 0)


def _agreed(span: Span, same: Sequence[Mark]) -> Span | None:
    if span.family == "hidden-unicode" and any(mark.claim != "unknown" for mark in same):
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
