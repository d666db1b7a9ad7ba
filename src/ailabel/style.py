"""How prose reads, as a whole and window by window, for many texts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.parts import size
from ailabel.scale import bands_of
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.model import Model
    from ailabel.seen import Seen


@value
class Style:
    """The combined score, in logit units of human exceedance; the expert that gave it, and its own logit.

    `even` is the logit of P(machine) at even odds, and `worth` how fast it rises with the expert's logit;
    `units`, `exceedance` and `shortfall` are what `Scale` says of the score: human units, human exceedance,
    machine shortfall.
    """

    score: float
    band: int
    expert: int
    logit: float
    even: float
    worth: float
    units: float
    exceedance: float
    shortfall: float


@value
class Part:
    """A run of whole sentences of at least MIN_WINDOW words: [start, end) in bytes of its text."""

    start: int
    end: int
    words: int
    style: Style


def read_styles(model: Model, seen: Seen, words: Sequence[int]) -> tuple[list[Style], list[tuple[Part, ...]]]:
    """How each text, of so many words, and each of its windows reads."""
    texts = len(words)
    if not texts:
        return [], []
    first = seen.windows[0].start
    pieces = np.array([(own.start, len(own)) for own in seen.pieces])
    whole = np.add.reduceat(seen.logits[:first], pieces[:, 0]) / pieces[:, 1:]
    counted = size(seen.parts.words)
    styles = _styles(model, np.concatenate((whole, seen.logits[first:])), [*words, *counted[first:].tolist()])
    starts, ends = seen.parts.start.tolist(), seen.parts.end.tolist()
    windows = [
        tuple(
            Part(starts[part] - begin, ends[part] - begin, int(counted[part]), styles[texts + part - first])
            for part in own
        )
        for own, begin in zip(seen.windows, seen.cut.starts.tolist(), strict=True)
    ]
    return styles[:texts], windows


def _styles(model: Model, logits: NDArray[np.float64], words: Sequence[int]) -> list[Style]:
    scale = model.scale
    bands = bands_of(words)
    units, slopes = scale.expert_slopes(logits, bands)
    best = units.argmax(axis=1)
    rows = np.arange(len(best))
    scores = units[rows, best]
    columns = (
        scores,
        bands,
        best,
        logits[rows, best],
        scale.logit(scores, bands),
        scale.logit_slopes(scores, bands) * slopes[rows, best],
        *scale.standing(scores, bands),
    )
    return list(map(Style, *(column.tolist() for column in columns)))
