"""Move a scale onto other people, no further than their texts show.

Human texts say nothing of what machines score, and a reason's units should mean the same before and after:
experts' knots and `machines` stay. What moves is `humans`, the combined scores that shares of people reach.
The texts give each share an interval: from the score that so many of them reach (`upper_quantiles`: the power
mean of sources) up to the one that no more of their kind reach at SURE (Clopper and Pearson's bound: of
twenty texts without a high score, one in ten of their kind may have one). The old knot moves to the nearer
end of the interval, or stays where it lies within. So a threshold rises as soon as these people are accused
more often than it says, and falls only as far as their number can show; with many texts both ends meet, and
the scale is theirs. Which shares it can show at all (`Scale.finest`) is up to the new texts.

Where they know fewer of the model's words than were asked for, these are enough from then on (`least_known`).

`logistic` moves by what a fit to the tables of scores as they are now differs from one to the tables as they
were: where nothing moved, nothing changes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import beta

from ailabel.calibrate import (
    ENOUGH,
    MIN_OF_SOURCE,
    Side,
    combined,
    least_of,
    logistic,
    upper_quantiles,
    upper_shares,
)
from ailabel.evaluate import FPR, flagged
from ailabel.scale import BANDS, LEVEL_UNITS, LEVELS, interpolated, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.calibrate import Scored
    from ailabel.scale import Scale

    Knots = tuple[NDArray[np.float64], NDArray[np.float64]]  # of people, of machines

SURE = 0.95  # of the bound that a threshold may fall to, one-sided
DRAWS = 1000  # scores that stand for a table of them
LEAST_SLOPE = 0.01  # of a probability: it never falls as the score rises


def moved(scale: Scale, humans: Scored) -> Scale:
    """The scale as these people set it; bands in which their texts are not ENOUGH stay as they are."""
    sides = sides_of(combined(scale, humans), humans)
    reset = [side.worth >= ENOUGH for side in sides]
    knots = np.array(
        [
            np.clip(old, *shown(side)) if is_reset else old
            for old, side, is_reset in zip(scale.humans, sides, reset, strict=True)
        ]
    )
    texts, worth = [len(side.scores) for side in sides], [side.worth for side in sides]
    known = _known_by(humans, reset)
    return replace(
        scale,
        humans=knots,
        logistic=refitted(scale, knots, scale.machines),
        human_texts=np.where(reset, texts, scale.human_texts),
        human_weight=np.where(reset, worth, scale.human_weight),
        least_known=np.minimum(scale.least_known, known),
    )


def _known_by(humans: Scored, reset: Sequence[bool]) -> list[float]:
    """The share of the model's words that texts of these people's kind know, at least; 1 where not told."""
    if humans.known is None:
        return [1.0] * len(reset)
    sides = sides_of(humans.known, humans)
    return [
        least_of(side.scores, side.sources) if is_reset else 1.0
        for side, is_reset in zip(sides, reset, strict=True)
    ]


def sides_of(scores: NDArray[np.float64], texts: Scored) -> list[Side]:
    """The texts of each band; sources that hold fewer than MIN_OF_SOURCE of them count as one."""
    bands = texts.bands
    masks = [bands == band for band in range(len(BANDS))]
    return [Side(scores[mask], _large(texts.pick(mask).sources)) for mask in masks]


def _large(sources: Sequence[str]) -> list[str]:
    sizes = Counter(sources)
    return [source if sizes[source] >= MIN_OF_SOURCE else "" for source in sources]


def shown(side: Side) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each of LEVELS the scores between which lies what so many people reach; the upper may be inf."""
    grid, shares = upper_shares(side.scores, side.sources)
    bounds, none = upper_bound(shares, side.worth), upper_bound(np.zeros(1), side.worth)
    highest = np.where(none <= LEVELS, np.interp(-LEVELS, -bounds, grid), np.inf)
    lowest = upper_quantiles(side.scores, side.sources)
    return lowest, np.maximum(lowest, highest)


def upper_bound(shares: NDArray[np.float64], worth: float) -> NDArray[np.float64]:
    """What the shares of texts, worth so many of one source, may be among all of their kind at most.

    Source: Clopper and Pearson, The use of confidence or fiducial limits (1934), one-sided at SURE.
    """
    counts = np.minimum(shares, 1) * worth
    bound = beta.ppf(SURE, counts + 1, np.maximum(worth - counts, 1e-9))
    return np.where(shares < 1, bound, 1.0)


def refitted(scale: Scale, humans: NDArray[np.float64], machines: NDArray[np.float64]) -> NDArray[np.float64]:
    """`logistic` where people's knots and machines' are these instead of the scale's."""
    old, new = zip(scale.humans, scale.machines, strict=True), zip(humans, machines, strict=True)
    change = np.array([_change(before, after) for before, after in zip(old, new, strict=True)])
    offset, slope = (scale.logistic + change).T
    return np.stack([offset, np.maximum(slope, LEAST_SLOPE)], axis=1)


def _change(before: Knots, after: Knots) -> NDArray[np.float64]:
    if np.array_equal(before, after):
        return np.zeros(2)
    return np.subtract(_fit(*after), _fit(*before))


def _fit(humans: NDArray[np.float64], machines: NDArray[np.float64]) -> tuple[float, float]:
    return logistic(*(Side(drawn(knots), [""] * DRAWS) for knots in (humans, machines)))


def drawn(knots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores spread as the knots say."""
    return interpolated(units((np.arange(DRAWS) + 0.5) / DRAWS), LEVEL_UNITS, knots)


def accused_left_out(
    scale: Scale, humans: Scored, folds: Sequence[int], max_fpr: float = FPR
) -> NDArray[np.bool_]:
    """Which texts would be called `ai-likely` on a scale moved by the texts of all other folds."""
    places = np.array(folds)
    found = np.zeros(len(places), np.bool_)
    for fold in sorted(set(folds)):
        own = places == fold
        found[own] = flagged(moved(scale, humans.pick(~own)), humans.pick(own), max_fpr)
    return found
