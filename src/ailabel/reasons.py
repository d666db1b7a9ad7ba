"""What a style score is made of: phrases and measures, in rows that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.ngrams import FAMILIES, OFFSETS, runs
from ailabel.features.stylometry import FEATURES
from ailabel.result import Habit, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.features import Features
    from ailabel.features.cutting import Cut
    from ailabel.features.stylometry import Unit
    from ailabel.model import Model
    from ailabel.style import Style

MOST = 8  # phrases that get a row of their own, and as many measures
MOST_PLACES = 10  # of one phrase that are shown
REST = "the rest"
DECIMALS = 2  # of a habit, in its unit: no person reads more


def read_reasons(model: Model, pieces: Cut, style: Style) -> tuple[Reason, ...]:
    """Rows that add up to the logit at even odds: what weighs most first, then the sums of all others.

    Spans are bytes of the prose.
    """
    factor = model.scale.logistic[style.band, 1] * model.scale.slope(style.logit, style.expert, style.band)
    added = [model.weights.ngrams_added(own)[:, style.expert] / len(style.seen) for own in style.seen]
    rows = sorted([*_phrases(pieces, style.seen, added), *_measures(model, style)], key=_weight)
    rows += _families(style.seen, added)
    scaled = [
        Reason(row.name, float(factor * row.contribution), row.spans, row.habit)
        for row in rows
        if row.contribution
    ]
    rest = model.scale.logit(style.score, style.band) - sum(row.contribution for row in scaled)
    return (*scaled, Reason(REST, rest))


def _weight(row: Reason) -> float:
    return -abs(row.contribution)


def _phrases(pieces: Cut, seen: Sequence[Features], added: Sequence[NDArray[np.float64]]) -> list[Reason]:
    """The runs of words that weigh most. A phrase that a text repeats adds once a piece."""
    sizes = [
        int(np.searchsorted(own.rows, OFFSETS[1])) for own in seen
    ]  # of the first family, which can be read
    held = np.concatenate([own.rows[:size] for own, size in zip(seen, sizes, strict=True)])
    values = np.concatenate([own[:size] for own, size in zip(added, sizes, strict=True)])
    order = np.argsort(held, kind="stable")
    first = np.concatenate((np.ones(min(1, len(held)), np.bool_), np.diff(held[order]) != 0))
    rows = held[order][first]
    sums = np.bincount(first.cumsum() - 1, values[order], len(rows))
    best = np.argsort(-np.abs(sums), kind="stable")[:MOST]
    spans = _places(pieces, rows[best])
    return [
        Reason("phrase", float(sums[place]), tuple(spans[int(rows[place])][:MOST_PLACES]))
        for place in best.tolist()
    ]


def _places(pieces: Cut, rows: NDArray[np.int32]) -> dict[int, list[tuple[int, int]]]:
    """Where in the prose each of these rows stands, in order."""
    found: dict[int, list[tuple[int, int]]] = {row: [] for row in rows.tolist()}
    wanted = np.zeros(OFFSETS[1], np.bool_)
    wanted[rows] = True
    tokens = pieces.tokens
    for run in runs(pieces, FAMILIES[:1]):
        for place in np.flatnonzero(wanted[run.rows]).tolist():
            end = int(tokens.ends[place + run.order - 1])
            found[int(run.rows[place])].append((int(tokens.starts[place]), end))
    return {row: _alike(sorted(spans), tokens.folded) for row, spans in found.items()}


def _alike(spans: list[tuple[int, int]], letters: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Only those that say what the first one says: other phrases may share its row by chance."""
    said = [letters[start:end].tobytes() for start, end in spans]
    return [span for span, words in zip(spans, said, strict=True) if words == said[0]]


def _measures(model: Model, style: Style) -> list[Reason]:
    """Those that weigh most, apart from phrases: these weigh little beside, but a person can look them up."""
    measures = [seen.measures for seen in style.seen]
    added = np.mean([model.weights.bin_logits(own)[:, style.expert] for own in measures], axis=0)
    best = np.argsort(-np.abs(added), kind="stable")[:MOST].tolist()
    values = np.mean(measures, axis=0)
    human, machine = model.usual[style.band, 0], model.usual[style.band, 1 + style.expert]
    names, units = list(FEATURES), [own.unit for own in FEATURES.values()]
    return [
        Reason(names[at], float(added[at]), (), _habit(units[at], values[at], human[at], machine[at]))
        for at in best
    ]


def _habit(unit: Unit, value: float, human: NDArray[np.float64], machine: NDArray[np.float64]) -> Habit:
    own, *usual = np.round(np.array([value, *human, *machine]) * unit.times, DECIMALS).tolist()
    return Habit(own, unit.name, (usual[0], usual[1]), (usual[2], usual[3]))


def _families(seen: Sequence[Features], added: Sequence[NDArray[np.float64]]) -> list[Reason]:
    """What each family of n-grams that nobody can read adds in all."""
    sums = dict.fromkeys((family.name for family in FAMILIES[1:]), 0.0)
    for own, values in zip(seen, added, strict=True):
        borders = np.searchsorted(own.rows, OFFSETS[1:])
        for name, part in zip(sums, np.split(values, borders)[1:], strict=True):
            sums[name] += float(part.sum())
    return [Reason(name, value) for name, value in sums.items()]
