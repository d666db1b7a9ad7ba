"""How much of what texts are made of a model knows: what it hardly knows, its scores say nothing of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.calibrate import band_masks, source_weights, weighted_quantiles
from ailabel.features.ngrams import ROWS
from ailabel.scale import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.calibrate import Scored
    from ailabel.learning.samples import Sample

FAR = 0.002  # of human texts may be set aside as far from what was learnt (training/NOTES.md)
DEVIATIONS = 2.88  # below its mean so much of a normal law lies: what few texts cannot show by their number


def shares_known(samples: Sequence[Sample], rows: NDArray[np.integer]) -> NDArray[np.float64]:
    """Of each sample the share of its distinct content words that these rows hold; 1 where it has none."""
    is_known = np.zeros(ROWS, np.bool_)
    is_known[rows] = True
    held = (sample.features.content for sample in samples)
    return np.array([is_known[content].mean() if len(content) else 1.0 for content in held])


def least_known(shares: NDArray[np.float64], humans: Scored) -> NDArray[np.float64]:
    """The share that all but FAR of people's texts of a band know, shape (bands,); sources weigh the same.

    `shares` are those of `humans`, by what did not learn from them.
    """
    return np.array([_least(shares[mask], humans.pick(mask).sources) for mask in band_masks(humans, "human")])


def _least(shares: NDArray[np.float64], sources: Sequence[str]) -> float:
    """By the number of texts, or if that is lower, by a normal law."""
    weights = source_weights(sources)
    reached = -weighted_quantiles(-shares, weights)[np.flatnonzero(LEVELS == FAR)[0]]
    mean = float(weights @ shares)
    spread = float(np.sqrt(weights @ (shares - mean) ** 2))
    return max(0.0, min(float(reached), mean - DEVIATIONS * spread))
