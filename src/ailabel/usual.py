"""What is usual: between what the measures of four texts in five lie, by length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.calibrate import TIE, Scored, band_masks, source_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.learning.samples import Sample

USUAL = (0.1, 0.9)  # of the texts lie below either end; of rare marks, such as semicolons, quartiles are 0


def usual_ranges(samples: Sequence[Sample], sources: Sequence[str], kind: str) -> NDArray[np.float64]:
    """Of samples of one kind, every source weighing the same: low and high, shape (bands, measures, 2).

    A band of too few texts has what the band before it has.

    Raises:
        TrainingError: the shortest band has too few.
    """
    measures = np.array([sample.features.measures for sample in samples])
    texts = Scored(measures, np.array([sample.words for sample in samples]), sources)
    parts = [texts.pick(mask) for mask in band_masks(texts, kind)]
    return np.array([_ranges(part.logits, source_weights(part.sources)) for part in parts])


def _ranges(measures: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Between what the columns lie; each end is a value that some text has."""
    order = np.argsort(measures, axis=0, kind="stable")
    reached = np.cumsum(weights[order], axis=0)
    places = [(reached < share - TIE).sum(axis=0).clip(max=len(measures) - 1) for share in USUAL]
    rows = np.take_along_axis(order, np.array(places), axis=0)
    return np.take_along_axis(measures, rows, axis=0).T
