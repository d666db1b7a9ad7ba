"""Choose the columns that experts are fitted on, and lay samples out as a sparse matrix."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix, hstack

from ailabel.features.ngrams import OFFSETS, ROWS
from ailabel.features.stylometry import FEATURES, REPETITION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.learning.samples import Sample

BINS = 8  # of each measure, by quantile
MIN_TEXTS = 10  # that hold an n-gram; rarer ones are not learnt
MIN_SOURCES = 4  # that hold it in SOURCE_TEXTS texts or more: what one source alone says is its accident
SOURCE_TEXTS = 2
BIN_VALUE = 0.1  # of a measure's bin, beside n-grams whose mean squared norm is 1


@dataclass(frozen=True, slots=True)
class Space:
    """N-gram rows that enough texts and sources hold, then the bins of each measure.

    `weights` float64 (rows,): what the presence of a row counts before it is divided by the square root of
    the words; texts have a mean squared norm of 1 in each family. `edges` float64 (measures, BINS - 1) part
    each measure's bins.
    """

    rows: NDArray[np.int32]
    weights: NDArray[np.float64]
    edges: NDArray[np.float64]

    @classmethod
    def of(cls, samples: Sequence[Sample], sources: Sequence[str]) -> Space:
        """Learnt from samples without their labels; `sources` has one name a sample."""
        texts, holders, names = _counts(samples, sources)
        least = min(MIN_TEXTS, max(1, len(samples) // 20))
        rows = np.flatnonzero((texts >= least) & (holders >= min(MIN_SOURCES, names))).astype(np.int32)
        rarity = np.log(len(samples) / texts[rows]) + 1e-6
        measures = [sample.features.measures for sample in samples]
        edges = np.quantile(measures, np.arange(1, BINS) / BINS, axis=0).T
        bare = cls(rows, rarity, np.ascontiguousarray(edges))
        found = bare.ngrams(samples)
        squares = np.bincount(found.indices, np.square(found.data, dtype=np.float64), len(rows))
        for columns in map(slice, *_borders(rows)):
            rarity[columns] /= np.sqrt(max(squares[columns].sum() / len(samples), 1e-12))
        return cls(rows, rarity, bare.edges)

    @property
    def families(self) -> tuple[slice, ...]:
        """The columns of each family, none empty: n-grams, the last with measures; then REPETITION."""
        starts, stops = _borders(self.rows)
        stops[-1] = self.width - len(REPETITION) * BINS
        borders = zip((*starts, stops[-1]), (*stops, self.width), strict=True)
        return tuple(slice(start, stop) for start, stop in borders if start < stop)

    @property
    def width(self) -> int:
        """Columns in all."""
        return len(self.rows) + int(self.edges.shape[0]) * BINS

    @property
    def values(self) -> NDArray[np.float64]:
        """What one unit of each column stands for: its weight, or BIN_VALUE."""
        return np.concatenate((self.weights, np.full(self.edges.shape[0] * BINS, BIN_VALUE)))

    def matrix(self, samples: Sequence[Sample]) -> Any:  # noqa: ANN401  scipy has no types
        """Shape (samples, width), float32 CSR."""
        return self.columns(samples, slice(0, self.width))

    def columns(self, samples: Sequence[Sample], which: slice) -> Any:  # noqa: ANN401  scipy has no types
        """A run of columns of the matrix, such as those of a family, without making the others."""
        own = Space(self.rows[which], self.weights[which], self.edges)
        first, last = (max(0, border - len(self.rows)) for border in (which.start, which.stop))
        bins = self.bins(samples)[:, first:last]
        return hstack((own.ngrams(samples), bins), "csr", dtype=np.float32)

    def ngrams(self, samples: Sequence[Sample]) -> Any:  # noqa: ANN401  scipy has no types
        """Weights of the rows present, over the square root of the words."""
        columns = np.full(ROWS, -1, np.int32)
        columns[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        found = [columns[sample.features.rows] for sample in samples]
        found = [row[row >= 0] for row in found]
        sizes = np.array([len(row) for row in found])
        roots = np.sqrt([max(1, sample.features.words) for sample in samples])
        indices = np.concatenate(found)
        data = (self.weights[indices] / np.repeat(roots, sizes)).astype(np.float32)
        indptr = np.concatenate(([0], np.cumsum(sizes)))
        return csr_matrix((data, indices, indptr), shape=(len(samples), len(self.rows)))

    def bins(self, samples: Sequence[Sample]) -> Any:  # noqa: ANN401  scipy has no types
        """BIN_VALUE in one bin of each measure."""
        measures = np.array([sample.features.measures for sample in samples])
        places = (self.edges <= measures[:, :, None]).sum(axis=2) + np.arange(len(FEATURES)) * BINS
        data = np.full(places.size, BIN_VALUE, np.float32)
        indptr = np.arange(0, places.size + 1, len(FEATURES))
        return csr_matrix((data, places.ravel(), indptr), shape=(len(samples), len(FEATURES) * BINS))


def _borders(rows: NDArray[np.int32]) -> tuple[list[int], list[int]]:
    """Where each family of n-grams begins among these rows, and where it ends."""
    borders = [*np.searchsorted(rows, OFFSETS).tolist(), len(rows)]
    return borders[:-1], borders[1:]


def _counts(
    samples: Sequence[Sample], sources: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """How many texts and how many sources hold each row, and how many sources there are."""
    by_source = defaultdict(list)
    for sample, source in zip(samples, sources, strict=True):
        by_source[source].append(sample.features.rows)
    texts = np.zeros(ROWS, np.int64)
    holders = np.zeros(ROWS, np.int64)
    for rows in by_source.values():
        counts = np.bincount(np.concatenate(rows), minlength=ROWS)
        texts += counts
        holders += counts >= min(SOURCE_TEXTS, len(rows))
    return texts, holders, len(by_source)
