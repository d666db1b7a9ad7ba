"""Samples made by hand: rows, measures and words that no text has to have."""

from __future__ import annotations

import numpy as np

from ailabel.features import Features
from ailabel.features.stylometry import FEATURES
from ailabel.learning.samples import Sample


def sample(*rows: int, words: int = 100, measure: float = 0.0, text: int = 0, length: int = 0) -> Sample:
    """A sample that holds these rows, and of which every measure is the same."""
    measures, held = np.full(len(FEATURES), measure), np.array(sorted(rows), np.int32)
    return Sample(text, length, words, Features(held, measures, words, held))
