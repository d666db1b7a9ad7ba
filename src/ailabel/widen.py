"""Make room on a scale for one more expert, whose people are few.

The people who set the scale are not at hand, and never met the newcomer; its own people met it left out. What
both say is put together: people reach a score by the old experts, as often as the old scale knows, or by the
newcomer, as often as its own people show. That is the sum of both shares less their product, which is enough
where people whom one expert accuses are accused by the other by chance or more (training/NOTES.md). The
newcomer gets PART of the false positives at FPR: its handicap is what makes that so, and may be negative.

Few texts show no small share. Below TAIL the newcomer's knots go on exponentially, by the mean excess of its
own people, and never below what they reach: logits are sums of many small terms, whose tail falls faster than
that (Pickands, Statistical inference using extreme order statistics, 1975; a shape of 0). Of how few people
an error rate speaks is said all the same: `human_texts` and `human_weight` are those of the expert that is
known less, and `Scale.finest` forbids what they cannot show.

What machine texts score is known of the old ones by the old scale, which they reach now as before or more,
and of the newcomer's own. `machines` are the scores of whichever are missed more, so that nobody is called
human whom the newcomer would miss; `logistic` moves as in `ailabel.rescale`, half of the machine texts being
the newcomer's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ailabel.calibrate import (
    ENOUGH,
    band_masks,
    combined,
    source_weights,
    upper_quantiles,
    upper_shares,
    weighted_quantiles,
)
from ailabel.errors import TrainingError
from ailabel.evaluate import FPR
from ailabel.rescale import drawn, refitted, sides_of
from ailabel.scale import BANDS, LEVELS, from_units, to_units, units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ailabel.calibrate import Scored, Side
    from ailabel.scale import Scale

PART = 1 / 3  # of the false positives at FPR, to the newcomer (training/NOTES.md)
TAIL = 0.1  # of people, whose mean excess says how the tail goes on
BRACKET = 128.0  # units; no score lies beyond
HALVINGS = 60  # of the bracket, which is then as fine as a float64


def widened(scale: Scale, humans: Scored, machines: Scored) -> Scale:
    """The scale with one more expert, the last column of these logits, of texts that it never saw.

    Raises:
        TrainingError: the human texts of the shortest band are worth no more than ENOUGH.
    """
    own_sides = sides_of(humans.logits[:, -1], humans)
    sides = _enough(own_sides)
    is_borrowed = [side is not own for side, own in zip(sides, own_sides, strict=True)]
    knots = np.array([tail_quantiles(side) for side in sides])
    handicap = float(np.mean([_handicap(scale, band) for band in range(len(BANDS))]))
    bare = replace(
        scale,
        experts=np.concatenate((scale.experts, knots[:, None]), axis=1),
        handicaps=np.append(scale.handicaps, handicap),
    )
    people = np.array([_either(old, handicap) for old in scale.humans])
    own = _missed(bare, machines)
    return replace(
        bare,
        humans=people,
        machines=np.minimum(scale.machines, own),
        logistic=refitted(scale, people, _mixed(scale.machines, own)),
        human_texts=np.where(
            is_borrowed, 0, np.minimum(scale.human_texts, [len(side.scores) for side in sides])
        ),
        human_weight=np.minimum(scale.human_weight, [side.worth for side in sides]),
    )


def _enough(sides: list[Side]) -> list[Side]:
    """What stands for each band: its own texts, or where they are not ENOUGH those of the band before."""
    found: list[Side] = []
    for side in sides:
        found.append(found[-1] if found and side.worth < ENOUGH else side)
    if found[0].worth < ENOUGH:
        raise TrainingError(
            f"the {len(found[0].scores)} human pieces of {BANDS[0]} to {BANDS[1]} words are worth "
            f"{int(found[0].worth)} of one source; an error rate of {FPR} needs {ENOUGH}"
        )
    return found


def tail_quantiles(side: Side) -> NDArray[np.float64]:
    """As `upper_quantiles`, and beyond TAIL as an exponential tail goes on where that is higher.

    Of the excess of k texts no more is known than k can tell: what one more text exceeds by a share p is
    k (p ** (-1 / k) - 1) of their mean, which is -ln p for many, and is right on average over such samples.
    """
    grid, shares = upper_shares(side.scores, side.sources)
    knots = upper_quantiles(side.scores, side.sources)
    start = float(np.interp(-TAIL, -shares, grid))
    above = grid > start
    steps = np.diff(grid[above], prepend=start)
    excess = float((steps * shares[above]).sum()) / TAIL
    number = TAIL * side.worth
    beyond = start + excess * number * ((TAIL / LEVELS) ** (1 / number) - 1)
    return np.where(LEVELS < TAIL, np.maximum(knots, beyond), knots)


def _handicap(scale: Scale, band: int) -> float:
    """What makes PART of FPR reach by the newcomer the score that the rest reaches by the old experts."""
    return float(units(np.array([PART * FPR]))[0]) - scale.threshold((1 - PART) * FPR, band)


def _either(old: NDArray[np.float64], handicap: float) -> NDArray[np.float64]:
    """The scores that LEVELS of people reach by old experts, whose knots these are, or by the newcomer."""
    low, high = np.full(len(LEVELS), -BRACKET), np.full(len(LEVELS), BRACKET)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        one, other = from_units(to_units(middle, old)), from_units(middle + handicap)
        is_low = one + other - one * other > LEVELS
        low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
    return high


def _missed(scale: Scale, machines: Scored) -> NDArray[np.float64]:
    """The scores that the newcomer's own machine texts stay below; they are missed as often as any."""
    scores, sources = combined(scale, machines), np.array(machines.sources)
    return np.array(
        [
            weighted_quantiles(scores[mask], source_weights(sources[mask].tolist()))
            for mask in band_masks(machines, "machine")
        ]
    )


def _mixed(ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scores that machine texts stay below, half of which are of the one kind and half of the other."""
    both = [np.concatenate((drawn(one), drawn(other))) for one, other in zip(ours, theirs, strict=True)]
    return np.array([weighted_quantiles(scores, np.ones(len(scores))) for scores in both])
