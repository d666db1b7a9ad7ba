"""What a style score is made of: phrases and measures, in rows that add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.ngrams import FAMILIES, runs
from ailabel.features.stylometry import FEATURES, measure
from ailabel.result import Reason
from ailabel.style import MAX_PIECE, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.features.stylometry import Cut
    from ailabel.model import Model, Weights
    from ailabel.style import Style

MOST = 8  # phrases that get a row of their own, and as many measures
MOST_PLACES = 10  # of one phrase that are shown
PHRASES = FAMILIES[0].name  # the family that a person can read
REST = "the rest"


@dataclass(frozen=True, slots=True)
class Phrases:
    """Runs of words: the table row of each, its place [start, end) in bytes, and what it adds to the logit.

    A phrase that a text repeats adds once, where it stands first.
    """

    rows: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    added: NDArray[np.float64]


def read_reasons(model: Model, pieces: Cut, style: Style) -> tuple[Reason, ...]:
    """Rows that add up to the logit at even odds: what weighs most first, then the sums of all others.

    Spans are bytes of the prose.
    """
    factor = model.scale.logistic[style.band, 1] * model.scale.slope(style.logit, style.expert, style.band)
    parts = split(pieces, MAX_PIECE)
    phrases = _phrases(model.weights, parts, style.expert)
    measures = _measure_rows(model.weights, parts, style.expert)
    rows = sorted([*_heaviest(_phrase_rows(phrases)), *_heaviest(measures)], key=_weight)
    rows += _family_rows(model.weights, parts, style.expert)
    scaled = [
        Reason(row.name, float(factor * row.contribution), row.spans) for row in rows if row.contribution
    ]
    rest = model.scale.logit(style.score, style.band) - sum(row.contribution for row in scaled)
    return (*scaled, Reason(REST, rest))


def _heaviest(rows: Sequence[Reason]) -> list[Reason]:
    """Of each kind by itself: a phrase, which a person can look up, weighs little beside a measure."""
    return sorted(rows, key=_weight)[:MOST]


def _weight(row: Reason) -> float:
    return -abs(row.contribution)


def _phrases(weights: Weights, parts: Sequence[Cut], expert: int) -> Phrases:
    found = []
    offset = 0
    for part in parts:
        share = weights.steps[expert] / np.sqrt(max(1, len(part.words))) / len(parts)
        tokens = part.tokens
        for run in runs(part):
            if run.family.name == PHRASES and len(run.rows):
                ends = tokens.ends[run.order - 1 :]
                added = weights.table[run.rows, expert] * share
                added[~_is_first(run.rows)] = 0
                found.append((run.rows, tokens.starts[: len(ends)] + offset, ends + offset, added))
        offset += len(tokens.bytes)
    if not found:
        return Phrases(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return Phrases(*map(np.concatenate, zip(*found, strict=True)))


def _is_first(rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Where a row stands for the first time."""
    first = np.zeros(len(rows), np.bool_)
    first[np.unique(rows, return_index=True)[1]] = True
    return first


def _phrase_rows(phrases: Phrases) -> list[Reason]:
    rows, places = np.unique(phrases.rows, return_inverse=True)
    added = np.bincount(places, phrases.added, len(rows))
    reasons = []
    for best in np.argsort(-np.abs(added), kind="stable")[:MOST].tolist():
        there = np.flatnonzero(places == best)[:MOST_PLACES]
        spans = zip(phrases.starts[there].tolist(), phrases.ends[there].tolist(), strict=True)
        reasons.append(Reason("phrase", float(added[best]), tuple(sorted(spans))))
    return reasons


def _measure_rows(weights: Weights, parts: Sequence[Cut], expert: int) -> list[Reason]:
    added = np.mean([weights.bin_logits(measure(part))[:, expert] for part in parts], axis=0)
    return [Reason(name, float(value)) for name, value in zip(FEATURES, added, strict=True)]


def _family_rows(weights: Weights, parts: Sequence[Cut], expert: int) -> list[Reason]:
    """What each family of n-grams that nobody can read adds in all."""
    sums = {family.name: 0.0 for family in FAMILIES if family.name != PHRASES}
    for part in parts:
        for name in sums:
            own = [run.rows for run in runs(part) if run.family.name == name]
            rows = np.unique(np.concatenate(own)) if own else np.zeros(0, np.int32)
            added = weights.ngram_logits(rows, len(part.words))
            sums[name] += float(added[expert]) / len(parts)
    return [Reason(name, value) for name, value in sums.items()]
