"""Turn logits of human and machine texts into a scale: thresholds, exceedance tables, probabilities."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from ailabel.errors import TrainingError
from ailabel.scale import BANDS, LEVELS, Scale, band_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MIN_TEXTS = 20  # of each kind in a band of length; with fewer a scale would be a guess


@dataclass(frozen=True, slots=True)
class Scored:
    """Texts by what experts that never saw them say: logits (texts, experts), words and sources, one a text."""

    logits: NDArray[np.float64]
    words: NDArray[np.int64]
    sources: Sequence[str]

    @property
    def bands(self) -> NDArray[np.int64]:
        return np.array([band_of(int(words)) for words in self.words], np.int64)

    def pick(self, mask: NDArray[np.bool_]) -> Scored:
        """Only the texts where `mask` is true."""
        sources = [source for source, kept in zip(self.sources, mask, strict=True) if kept]
        return Scored(self.logits[mask], self.words[mask], sources)


def source_weights(sources: Sequence[str]) -> NDArray[np.float64]:
    """Weights that sum to 1, every source the same."""
    sizes = Counter(sources)
    return np.array([1 / sizes[source] / len(sizes) for source in sources])


def learn_scale(humans: Scored, machines: Scored) -> Scale:
    """The scale on which `humans` set the error rates and `machines` what they miss.

    Raises:
        TrainingError: a band of length has fewer than MIN_TEXTS of either.
    """
    learn_units = expert_knots(humans)
    blank = np.zeros((len(BANDS), 2))
    bare = Scale(learn_units, blank, blank, blank, np.zeros(0, np.int64), np.zeros(0))
    return _with_combined(bare, humans, machines)


def expert_knots(humans: Scored) -> NDArray[np.float64]:
    """For each band and expert the logits that LEVELS of human texts reach."""
    knots = np.zeros((len(BANDS), humans.logits.shape[1], len(LEVELS)))
    for band, mask in enumerate(_masks(humans, "human")):
        part = humans.pick(mask)
        weights = source_weights(part.sources)
        for expert, logits in enumerate(part.logits.T):
            knots[band, expert] = upper_quantiles(logits, weights, LEVELS)
    return knots


def combined(scale: Scale, texts: Scored) -> NDArray[np.float64]:
    """The score of each text: the largest of its experts', in units of human exceedance."""
    scores = np.zeros(len(texts.words))
    for band in range(len(BANDS)):
        mask = texts.bands == band
        scores[mask] = scale.expert_units(texts.logits[mask], band).max(axis=-1)
    return scores


def _with_combined(bare: Scale, humans: Scored, machines: Scored) -> Scale:
    human_scores, machine_scores = combined(bare, humans), combined(bare, machines)
    rows = []
    for human, machine in zip(_masks(humans, "human"), _masks(machines, "machine"), strict=True):
        ours, theirs = human_scores[human], machine_scores[machine]
        our_weights = source_weights(humans.pick(human).sources)
        their_weights = source_weights(machines.pick(machine).sources)
        rows.append(
            (
                upper_quantiles(ours, our_weights, LEVELS),
                upper_quantiles(theirs, their_weights, LEVELS),
                _logistic(ours, our_weights, theirs, their_weights),
                len(ours),
                1 / float((our_weights**2).sum()),
            )
        )
    human_knots, machine_knots, logistic, texts, worth = zip(*rows, strict=True)
    return Scale(
        bare.experts,
        np.array(human_knots),
        np.array(machine_knots),
        np.array(logistic),
        np.array(texts, np.int64),
        np.array(worth),
    )


def _masks(texts: Scored, kind: str) -> list[NDArray[np.bool_]]:
    bands = texts.bands
    masks = [bands == band for band in range(len(BANDS))]
    for least, mask in zip(BANDS, masks, strict=True):
        if mask.sum() < MIN_TEXTS:
            raise TrainingError(
                f"only {mask.sum()} {kind} texts of {least} words or more; {MIN_TEXTS} are needed to set an error rate"
            )
    return masks


def upper_quantiles(
    scores: NDArray[np.float64], weights: NDArray[np.float64], shares: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The scores that each of `shares` (falling) of the weight reaches; they rise."""
    order = np.argsort(-scores, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return np.interp(shares, reached, scores[order])


def _logistic(
    humans: NDArray[np.float64],
    human_weights: NDArray[np.float64],
    machines: NDArray[np.float64],
    machine_weights: NDArray[np.float64],
) -> tuple[float, float]:
    """Offset and slope of the logit of P(machine) at even odds."""
    scores = np.concatenate((humans, machines))[:, None]
    weights = np.concatenate((human_weights, machine_weights)) * len(scores) / 2
    labels = np.repeat([0, 1], [len(humans), len(machines)])
    fitted = LogisticRegression(C=1e4).fit(scores, labels, sample_weight=weights)
    return float(fitted.intercept_[0]), float(fitted.coef_[0, 0])
