"""What the distinct n-grams of each part of many texts weigh."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.ngrams import FAMILIES, runs
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.features.cutting import Cut
    from ailabel.features.ngrams import Runs
    from ailabel.features.parts import Parts
    from ailabel.model import Weights

    Table = tuple[Runs, NDArray[np.int32]]  # runs of one family and order, and their places in the weights

TOGETHER = 16  # parts whose n-grams are held at once: with more, arrays outgrow the caches
NOTHING = np.zeros(0, np.intp)
COLUMNS = {family.name: column for column, family in enumerate(FAMILIES)}  # of `Tally.sums`


@value
class Tally:
    """Of each part of a cut, what its n-grams weigh.

    `sums` (parts, families, experts) is what the distinct n-grams of each part and family weigh, in steps.
    `words` has, for each part, the places of its distinct runs of words in `Weights.values`, and `phrases`,
    by the number of words, the place of the run of words that begins at each token.
    """

    sums: NDArray[np.int64]
    words: Sequence[NDArray[np.intp]]
    phrases: dict[int, NDArray[np.int32]]


def tally(weights: Weights, cut: Cut, parts: Parts) -> Tally:
    """Every part as if it were a text of its own."""
    tables = _tables(weights, cut)
    sums = [np.zeros((0, len(FAMILIES), weights.values.shape[1]), np.int64)]
    words = []
    for places, bounds in _distinct(tables, parts, len(weights.values)):
        sums.append(weights.sums_of(places, bounds))
        words += [places[first:last].copy() for first, last in bounds[:, :2].tolist()]
    phrases = {run.order: table for run, table in tables if run.family is FAMILIES[0]}
    return Tally(np.concatenate(sums), words, phrases)


def _tables(weights: Weights, cut: Cut) -> list[Table]:
    """All runs of each family and order in one table."""
    held: dict[tuple[str, int], list[Table]] = {}
    for run in runs(cut):
        table = held.setdefault((run.family.name, run.order), [])
        table.append((run, weights.places.take(run.rows)))
    return [(blocks[0][0], np.concatenate([places for _, places in blocks])) for blocks in held.values()]


def _distinct(
    tables: Sequence[Table], parts: Parts, number: int
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """For TOGETHER parts at a time the places of their runs, each once a part, under `number`; and bounds.

    Those of family f of part i lie between `bounds[i, f]` and `bounds[i, f + 1]`.
    """
    sizes = np.zeros((len(FAMILIES), len(parts)), np.intp)
    slices = []
    for run, table in tables:
        first, last = run.bounds(parts)
        sizes[COLUMNS[run.family.name]] += last - first
        slices.append((table, first.tolist(), last.tolist()))
    ends = sizes.cumsum(axis=0)
    numbers = np.arange(ends[-1].max(initial=0), dtype=np.int32)
    last_seen = np.empty(number, np.int32)
    stops = ends.T.tolist()
    for begin in range(0, len(parts), TOGETHER):
        found, counts = [NOTHING], [0]
        for part in range(begin, min(begin + TOGETHER, len(parts))):
            held = [table[first[part] : last[part]] for table, first, last in slices]
            own = np.concatenate((*held, NOTHING), dtype=np.intp)
            last_seen[own] = numbers[: len(own)]
            is_last = last_seen.take(own) == numbers[: len(own)]
            found.append(own.compress(is_last))
            counts += [int(np.count_nonzero(is_last[low:high])) for low, high in pairwise((0, *stops[part]))]
        borders = np.cumsum(counts)
        firsts = np.arange(len(found) - 1)[:, None] * len(FAMILIES)
        yield np.concatenate(found), borders[firsts + np.arange(len(FAMILIES) + 1)]
