"""How much of what texts are made of is known: what is hardly known, scores say nothing of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.ngrams import ROWS
from ailabel.seen import MIN_CONTENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.learning.samples import Sample


def shares_known(samples: Sequence[Sample], rows: NDArray[np.integer]) -> NDArray[np.float64]:
    """Of each sample the share of its distinct content words that these rows hold; 1 where it has few.

    As `seen.see` tells it of texts that are scored.
    """
    is_known = np.zeros(ROWS, np.bool_)
    is_known[rows] = True
    held = (sample.features.content for sample in samples)
    return np.array([is_known[content].mean() if len(content) >= MIN_CONTENT else 1.0 for content in held])
