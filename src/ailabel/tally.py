"""What the distinct n-grams of each part of many texts weigh."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.ngrams import FAMILIES, runs
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.features.cutting import Cut
    from ailabel.features.ngrams import Runs
    from ailabel.features.parts import Parts
    from ailabel.model import Weights

NOTHING = np.zeros(0, np.intp)


@value
class Tally:
    """Of each part of a cut, what its n-grams weigh.

    `places` are the distinct n-grams of one part after another, family by family, as places in
    `Weights.values`; those of family f of part i lie between `bounds[i, f]` and `bounds[i, f + 1]`, shape
    (parts, families + 1), and `sums` (parts, families, experts) is what they weigh, in steps. `phrases` has,
    by the number of words, the place of the run of words that begins at each token.
    """

    places: NDArray[np.intp]
    bounds: NDArray[np.intp]
    sums: NDArray[np.int64]
    phrases: dict[int, NDArray[np.int32]]


def tally(weights: Weights, cut: Cut, parts: Parts) -> Tally:
    """Every part as if it were a text of its own."""
    tables = [(run, weights.places.take(run.rows)) for run in runs(cut)]
    places, bounds = distinct_places(tables, parts, len(weights.values))
    phrases = {run.order: table for run, table in tables if run.family is FAMILIES[0]}
    return Tally(places, bounds, weights.sums_of(places, bounds), phrases)


def distinct_places(
    tables: Sequence[tuple[Runs, NDArray[np.int32]]], parts: Parts, number: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places of all runs of each part, each once, and their bounds, as Tally has them.

    `tables` has the place of each run, under `number`.
    """
    sizes = np.zeros((len(FAMILIES), len(parts)), np.intp)
    slices = []
    for run, table in tables:
        first, last = run.bounds(parts)
        sizes[FAMILIES.index(run.family)] += last - first
        slices.append((table, first.tolist(), last.tolist()))
    ends = sizes.cumsum(axis=0)
    numbers = np.arange(ends[-1].max(initial=0), dtype=np.int32)
    last_seen = np.empty(number, np.int32)
    found, counts = [NOTHING], [0]
    for part, stops in enumerate(ends.T.tolist()):
        held = [table[first[part] : last[part]] for table, first, last in slices]
        own = np.concatenate((*held, NOTHING), dtype=np.intp)
        last_seen[own] = numbers[: len(own)]
        is_last = last_seen.take(own) == numbers[: len(own)]
        found.append(own.compress(is_last))
        counts += [int(np.count_nonzero(is_last[low:high])) for low, high in pairwise((0, *stops))]
    borders = np.cumsum(counts)
    firsts = np.arange(len(parts))[:, None] * len(FAMILIES)
    return np.concatenate(found), borders[firsts + np.arange(len(FAMILIES) + 1)]
