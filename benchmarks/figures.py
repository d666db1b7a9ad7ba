"""The figures that tools are compared by, from their scores alone; a higher score reads more machine-made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Scores = NDArray[np.float64]


def auroc(human: Scores, machine: Scores) -> float:
    """Share of (human, machine) pairs in which the machine text scores higher; a tie counts half.

    Source: Hanley and McNeil 1982, "The meaning and use of the area under a ROC curve".
    """
    ordered = np.sort(human)
    below = np.searchsorted(ordered, machine, side="left")
    not_above = np.searchsorted(ordered, machine, side="right")
    return float((below + not_above).mean() / 2 / len(human))


def threshold_at(max_fpr: float, human: Scores, weights: Scores | None = None) -> float:
    """The lowest human score that at most `max_fpr` of the human weight lies above.

    A text is flagged when it scores higher than this, so that ties never break the promise.
    """
    weight = np.ones(len(human)) if weights is None else weights
    order = np.argsort(human, kind="stable")
    scores, held = human[order], np.cumsum(weight[order]) / weight.sum()
    at_or_below = held[np.searchsorted(scores, scores, side="right") - 1]
    return float(scores[np.argmax(1 - at_or_below <= max_fpr + 1e-12)])


def share_above(threshold: float, scores: Scores) -> float:
    """Share of texts flagged."""
    return float((scores > threshold).mean())


def equal_weights(sources: Sequence[str]) -> Scores:
    """One weight a text, such that every source weighs the same."""
    _names, which, counts = np.unique(np.asarray(sources), return_inverse=True, return_counts=True)
    return np.asarray(1 / counts[which], dtype=np.float64)
