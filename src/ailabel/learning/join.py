"""Put one more expert beside those of a model, whose own tables stay as they are."""

from __future__ import annotations

import numpy as np

from ailabel.learning.experts import Compiled
from ailabel.model import Weights, rows_of


def joined(ours: Weights, theirs: Weights) -> Weights:
    """The experts of both over one space, whose edges are ours; a row is there when either weighs it."""
    present = ours.present | theirs.present
    rows = rows_of(present).astype(np.int32)
    values = np.concatenate([weights.steps_of(rows) for weights in (ours, theirs)], axis=1)
    return Weights.of(
        present,
        np.concatenate((values, np.zeros((1, values.shape[1]), np.int16))),
        np.concatenate((ours.steps, theirs.steps)),
        ours.edges,
        np.concatenate((ours.bins, theirs.bins), axis=2),
        np.concatenate((ours.offsets, theirs.offsets)),
    )


def decompiled(weights: Weights) -> Compiled:
    """Experts as `classifier.joblib` needs them, to the step: what was rounded away stays away."""
    return Compiled(
        rows_of(weights.present).astype(np.int32),
        weights.values[:-1] * weights.steps,
        weights.edges,
        weights.bins,
        weights.offsets,
    )
