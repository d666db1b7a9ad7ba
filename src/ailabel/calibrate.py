"""Turn logits of human and machine texts into a scale: thresholds, exceedance tables, probabilities."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from ailabel.errors import TrainingError
from ailabel.markdown import counted
from ailabel.scale import (
    BANDS,
    FAR,
    LEVEL_UNITS,
    LEVELS,
    MAX_UNIT,
    Scale,
    bands_of,
    from_units,
    interpolated,
    untold_slopes,
    with_untold,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MIN_OF_SOURCE = (
    50  # texts in a band; a source with fewer says little of itself, and would weigh as much as any
)
POWER = 6  # of the mean of sources: the higher, the more those count that read most like machines (NOTES.md)
DEVIATIONS = 2.88  # below its mean so much of a normal law lies: what few texts cannot show by their number
PENALTY = 5e-5  # of a slope's square beside one text's loss (scikit-learn's C of 1e4), so that slopes end
TIE = 1e-9  # shares differ by less where only their last bits do
MIN_TEXTS = 20  # of each kind in a band of length; with fewer a scale would be a guess
ENOUGH = 99  # human texts of one source that a band must be worth: fewer show no rate of 1 % (Scale.finest)


@dataclass(frozen=True, slots=True)
class Scored:
    """Logits of texts by experts that never saw them (texts, experts), with each text's words and source.

    `known` (texts,) is the share of its distinct content words that those experts know; None: all of them.
    """

    logits: NDArray[np.float64]
    words: NDArray[np.int64]
    sources: Sequence[str]
    known: NDArray[np.float64] | None = None

    @property
    def bands(self) -> NDArray[np.int64]:
        return bands_of(self.words)

    def pick(self, mask: NDArray[np.bool_]) -> Scored:
        """Only the texts where `mask` is true."""
        sources = [source for source, kept in zip(self.sources, mask, strict=True) if kept]
        return Scored(
            self.logits[mask], self.words[mask], sources, None if self.known is None else self.known[mask]
        )


def source_weights(sources: Sequence[str]) -> NDArray[np.float64]:
    """Weights that sum to 1, every source the same."""
    sizes = Counter(sources)
    return np.array([1 / sizes[source] / len(sizes) for source in sources])


def worth(sources: Sequence[str]) -> float:
    """How many texts of one source would say as much as texts of these; 0 for none."""
    if len(set(sources)) < 2:  # noqa: PLR2004  their number, which a sum of weights misses by its last bit
        return float(len(sources))
    return 1 / float((source_weights(sources) ** 2).sum())


def learn_scale(humans: Scored, machines: Scored, handicaps: NDArray[np.float64]) -> Scale:
    """The scale on which `humans` set the error rates and `machines` what they miss.

    Raises:
        TrainingError: a band of length has fewer than MIN_TEXTS of either.
    """
    bare = expert_scale(humans, handicaps)
    ours, theirs = combined(bare, humans), combined(bare, machines)
    human_masks, machine_masks = band_masks(humans, "human"), band_masks(machines, "machine")
    bands = [
        (
            Side(ours[human], humans.pick(human).sources),
            Side(theirs[machine], machines.pick(machine).sources),
        )
        for human, machine in zip(human_masks, machine_masks, strict=True)
    ]
    return replace(
        bare,
        humans=np.array([upper_quantiles(human.scores, human.sources) for human, _ in bands]),
        machines=np.array([weighted_quantiles(machine.scores, machine.weights) for _, machine in bands]),
        logistic=np.array([logistic(human, machine) for human, machine in bands]),
        human_texts=np.where(borrowed(human_masks), 0, [len(human.scores) for human, _ in bands]),
        human_weight=np.array([human.worth for human, _ in bands]),
        least_known=least_known(humans),
    )


def least_known(humans: Scored) -> NDArray[np.float64]:
    """The share that all but FAR of people's texts of a band know, shape (bands,); sources weigh the same."""
    if humans.known is None:
        return np.zeros(len(BANDS))
    masks = band_masks(humans, "human")
    return np.array([least_of(humans.known[mask], humans.pick(mask).sources) for mask in masks])


def least_of(shares: NDArray[np.float64], sources: Sequence[str]) -> float:
    """The share that all but FAR of such texts know: by their number, or a normal law where that is less."""
    weights = source_weights(sources)
    reached = -weighted_quantiles(-shares, weights)[np.flatnonzero(LEVELS == FAR)[0]]
    mean = float(weights @ shares)
    spread = float(np.sqrt(weights @ (shares - mean) ** 2))
    return max(0.0, min(float(reached), mean - DEVIATIONS * spread))


@dataclass(frozen=True, slots=True)
class Side:
    """Scores of one kind of text in one band."""

    scores: NDArray[np.float64]
    sources: Sequence[str]

    @property
    def weights(self) -> NDArray[np.float64]:
        return source_weights(self.sources)

    @property
    def worth(self) -> float:
        """How many texts of one source would say as much; 0 for none."""
        return worth(self.sources)


def expert_scale(humans: Scored, handicaps: NDArray[np.float64]) -> Scale:
    """A scale that knows each expert's units, and nothing of their combination yet.

    Raises:
        TrainingError: the shortest band has fewer than MIN_TEXTS.
    """
    knots = np.zeros((len(BANDS), humans.logits.shape[1], len(LEVELS)))
    for band, mask in enumerate(band_masks(humans, "human")):
        part = humans.pick(mask)
        weights = source_weights(part.sources)
        knots[band] = [weighted_quantiles(logits, weights) for logits in part.logits.T]
    nothing = np.zeros((len(BANDS), len(LEVELS)))
    none = np.zeros(len(BANDS))
    texts = none.astype(np.int64)
    return Scale(knots, nothing, nothing, np.zeros((len(BANDS), 2)), texts, none, handicaps, none)


def translated(texts: Scored, scale: Scale, other: Scale) -> NDArray[np.float64]:
    """Logits of experts that `scale` knows, as those that as many people reach on the `other` one."""
    found = np.zeros_like(texts.logits)
    bands = texts.bands
    for band in range(len(BANDS)):
        mask = bands == band
        values = scale.expert_units(texts.logits[mask], band) + scale.handicaps
        for expert, knots in enumerate(other.experts[band]):
            found[mask, expert] = interpolated(values[:, expert], LEVEL_UNITS, knots)
    return found


def combined(scale: Scale, texts: Scored) -> NDArray[np.float64]:
    """The score of each text: the largest of its experts', in units of human exceedance."""
    scores = np.zeros(len(texts.words))
    bands = texts.bands
    for band in range(len(BANDS)):
        mask = bands == band
        scores[mask] = scale.expert_units(texts.logits[mask], band).max(axis=-1)
    return scores


def weighted_quantiles(scores: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scores that each of LEVELS of the weight reaches; they rise."""
    order = np.argsort(-scores, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return _rising(np.interp(LEVELS, reached, scores[order]))


def upper_quantiles(scores: NDArray[np.float64], sources: Sequence[str]) -> NDArray[np.float64]:
    """The scores that LEVELS of texts reach, each the power mean of its sources' shares; they rise."""
    grid, shares = upper_shares(scores, sources)
    knots = np.interp(-LEVELS, -shares, grid)
    are_tied = np.count_nonzero(scores == grid[-1]) > 1
    if are_tied:  # no score parts them, so that fewer reach only a higher one
        knots[shares[-1] > LEVELS + TIE] = np.nextafter(grid[-1], np.inf)
    return _rising(knots)


def _rising(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Knots, none below the one before it: interpolation rounds, and may part equal ones by its last bit."""
    risen: NDArray[np.float64] = np.maximum.accumulate(found)
    return risen


def upper_shares(
    scores: NDArray[np.float64], sources: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each score that occurs, rising, and the share that reaches it: the power mean of the sources'."""
    names = np.array(sources)
    grid = np.unique(scores)
    powers = np.zeros(len(grid))
    for name in sorted(set(sources)):
        own = np.sort(scores[names == name])
        powers += (1 - np.searchsorted(own, grid, "left") / len(own)) ** POWER
    return grid, (powers / len(set(sources))) ** (1 / POWER)


def band_masks(texts: Scored, kind: str) -> list[NDArray[np.bool_]]:
    """Which texts stand for each band: its own, or where those are too few, those of the band before.

    Human texts, which set error rates, are too few also where they show no rate of 1 %, and shorter ones show
    a lower one than they do.
    """
    bands = texts.bands
    masks: list[NDArray[np.bool_]] = []
    for band in range(len(BANDS)):
        own = _without_small_sources(texts, bands == band)
        is_short = own.sum() < MIN_TEXTS or (kind == "human" and _shows_less(texts, own, masks))
        masks.append(masks[-1] if masks and is_short else own)
    if masks[0].sum() < MIN_TEXTS:
        raise TrainingError(
            f"only {counted(int(masks[0].sum()), f'{kind} text')} of {BANDS[0]} words or more; "
            f"an error rate needs {MIN_TEXTS}"
        )
    return masks


def _shows_less(texts: Scored, own: NDArray[np.bool_], before: Sequence[NDArray[np.bool_]]) -> bool:
    """Whether a band's own texts are fewer than ENOUGH, and worth less than those that stand for the last."""
    own_worth, *others = (worth(texts.pick(mask).sources) for mask in (own, *before[-1:]))
    return own_worth < min([ENOUGH, *others])


def borrowed(masks: Sequence[NDArray[np.bool_]]) -> list[bool]:
    """For which bands, of `band_masks`, texts of the band before stand."""
    return [band > 0 and mask is masks[band - 1] for band, mask in enumerate(masks)]


def unheard(humans: Scored) -> list[str]:
    """Sources that set no threshold of some length, since others have more human texts of it."""
    names, bands = np.array(humans.sources), humans.bands
    masks = band_masks(humans, "human")
    found: set[str] = set()
    for band, (mask, is_borrowed) in enumerate(zip(masks, borrowed(masks), strict=True)):
        if not is_borrowed:
            found.update(names[(bands == band) & ~mask].tolist())
    return sorted(found)


def _without_small_sources(texts: Scored, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask without sources that hold fewer than MIN_OF_SOURCE of its texts, where any holds as many."""
    sizes = Counter(texts.pick(mask).sources)
    large = mask & np.array([sizes[source] >= MIN_OF_SOURCE for source in texts.sources], np.bool_)
    return large if large.any() else mask


def logistic(humans: Side, machines: Side) -> tuple[float, float]:
    """Offset and slope of the logit of P(machine) at even odds, for scores as `Scale.logit` counts them."""
    scores = np.clip(np.concatenate((humans.scores, machines.scores)), -MAX_UNIT, MAX_UNIT)
    weights = np.concatenate((humans.weights, machines.weights)) / 2
    is_ai = np.repeat([0.0, 1.0], [len(humans.scores), len(machines.scores)])
    penalty = PENALTY / len(scores)

    def loss(line: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        bare = line[0] + line[1] * scores
        logits = with_untold(bare)
        lost = weights @ (np.logaddexp(0, logits) - is_ai * logits) + penalty * line[1] ** 2
        slopes = weights * (from_units(-logits) - is_ai) * untold_slopes(bare)
        return float(lost), np.array([slopes.sum(), slopes @ scores + 2 * penalty * line[1]])

    offset, slope = minimize(loss, (0.0, 1.0), jac=True, method="BFGS").x
    return float(offset), float(slope)
