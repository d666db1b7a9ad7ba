"""How well scores part machine from human: rates by source, by length, and on sources left out."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import norm
from sklearn.metrics import roc_auc_score

from ailabel.calibrate import Scored, combined, learn_scale
from ailabel.errors import TrainingError
from ailabel.scale import BANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.scale import Scale

FPR = 0.01  # the operating point that reports speak of
CONFIDENCE = 0.95  # of the intervals that reports tell
DIGITS = 4


def auroc(
    humans: NDArray[np.float64], machines: NDArray[np.float64], weights: NDArray[np.float64] | None = None
) -> float:
    """Chance that a machine text scores higher than a human one; ties count half.

    `weights` (humans,) say how much each human text counts; without them all count the same.
    """
    labels = np.repeat([0, 1], [len(humans), len(machines)])
    every = None if weights is None else np.concatenate((weights, np.ones(len(machines))))
    return rounded(roc_auc_score(labels, np.concatenate((humans, machines)), sample_weight=every))


def tpr_at(humans: NDArray[np.float64], machines: NDArray[np.float64], fpr: float = FPR) -> float:
    """Share of machine texts above the score that no more than `fpr` of these human texts pass."""
    allowed = int(len(humans) * fpr)
    threshold = np.sort(humans)[::-1][allowed]
    return rounded((machines > threshold).mean())


def separation(humans: NDArray[np.float64], machines: NDArray[np.float64]) -> dict[str, Any]:
    """AUROC and TPR at 1 % FPR, with the numbers of texts."""
    return {
        "human": len(humans),
        "ai": len(machines),
        "auroc": auroc(humans, machines),
        "tpr_at_1_fpr": tpr_at(humans, machines),
    }


def flagged(scale: Scale, texts: Scored, max_fpr: float = FPR) -> NDArray[np.bool_]:
    """Which texts would be called `ai-likely`."""
    thresholds = np.array([scale.threshold(max_fpr, band) for band in range(len(BANDS))])
    found: NDArray[np.bool_] = combined(scale, texts) >= thresholds[texts.bands]
    return found & ~far(scale, texts)


def far(scale: Scale, texts: Scored) -> NDArray[np.bool_]:
    """Which texts are far from training, so that nothing is said of their style."""
    if texts.known is None:
        return np.zeros(len(texts.words), np.bool_)
    found: NDArray[np.bool_] = texts.known < scale.least_known[texts.bands]
    return found


def called_by_others(
    humans: Scored, machines: Scored, handicaps: NDArray[np.float64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which human texts are called `ai-likely` at FPR where all other sources set the threshold.

    And of which that can be told: of none whose source leaves too few texts to set one.
    """
    names = np.array(humans.sources)
    called, are_told = np.zeros((2, len(names)), np.bool_)
    for name in sorted(set(humans.sources)):
        own = names == name
        try:
            scale = learn_scale(humans.pick(~own), machines, handicaps)
        except TrainingError:
            continue
        called[own], are_told[own] = flagged(scale, humans.pick(own)), True
    return called, are_told


def left_out_rates(humans: Scored, machines: Scored, handicaps: NDArray[np.float64]) -> dict[str, Any] | None:
    """Share of each source's human texts called `ai-likely` at FPR when all others set the threshold.

    `by_band` has the mean over sources by length. Nothing is said of a source without which too few texts are
    left to set one; None where that is so of all.
    """
    called, are_told = called_by_others(humans, machines, handicaps)
    if not are_told.any():
        return None
    names, bands = np.array(humans.sources), humans.bands
    by_source = rates(called[are_told], names[are_told].tolist())
    worst = max(by_source, key=lambda name: by_source[name])
    return {
        "mean": rounded(np.mean(list(by_source.values()))),
        "highest": by_source[worst],
        "highest_source": worst,
        "by_band": {
            str(least): _mean([_rate(called[(names == name) & (bands == band)]) for name in by_source])
            for band, least in enumerate(BANDS)
        },
        "by_source": by_source,
    }


def _rate(values: NDArray[np.bool_]) -> float | None:
    return float(values.mean()) if len(values) else None


def _mean(values: Sequence[float | None]) -> float | None:
    """Of those that are there."""
    there = [value for value in values if value is not None]
    return rounded(np.mean(there)) if there else None


def called_rates(called: NDArray[np.bool_], texts: Scored, owners: NDArray[np.intp]) -> dict[str, Any] | None:
    """The share called, with its interval: of `all` pieces, `by_words` and `by_source`; None of none.

    `owners` (n,) says which text each piece is of: pieces of a text count as one text in an interval.
    `mean_of_sources` is the share where every source weighs the same.
    """
    if not len(called):
        return None
    names, bands = np.array(texts.sources), texts.bands

    def told(own: NDArray[np.bool_]) -> dict[str, Any]:
        return rate(float(called[own].mean()), len(np.unique(owners[own])))

    by_source = {name: told(names == name) for name in sorted(set(texts.sources))}
    return {
        "all": told(np.ones(len(called), np.bool_)),
        "mean_of_sources": exact(np.mean([called[names == name].mean() for name in by_source])),
        "by_words": {str(BANDS[band]): told(bands == band) for band in sorted(set(bands.tolist()))},
        "by_source": by_source,
    }


def separations(scale: Scale, humans: Scored, machines: Scored) -> dict[str, Any]:
    """`separation` of all texts, `by_words`, and `by_source` of machine texts from all human ones.

    By length None where one kind is missing.
    """
    ours, theirs = combined(scale, humans), combined(scale, machines)
    names = np.array(machines.sources)
    bands = sorted({*humans.bands.tolist(), *machines.bands.tolist()})
    return {
        "all": separation(ours, theirs),
        "by_words": {
            str(BANDS[band]): separation_if_any(ours[humans.bands == band], theirs[machines.bands == band])
            for band in bands
        },
        "by_source": {
            name: separation(ours, theirs[names == name]) for name in sorted(set(machines.sources))
        },
    }


def separation_if_any(humans: NDArray[np.float64], machines: NDArray[np.float64]) -> dict[str, Any] | None:
    """None where one kind is missing."""
    return separation(humans, machines) if len(humans) and len(machines) else None


def lowest_max_fpr(scale: Scale) -> float:
    """The lowest `max_fpr` that a detector takes, to a tenth of a percent: human texts show no lower one."""
    return ceil(scale.finest_of_all() * 1000) / 1000


def usual_max_fpr(*scales: Scale) -> float:
    """FPR, or the lowest `max_fpr` that detectors of all these scales take."""
    return max(FPR, *map(lowest_max_fpr, scales))


def rates(values: NDArray[np.bool_], sources: Sequence[str]) -> dict[str, float]:
    """Share of true values by source."""
    names = np.array(sources)
    return {name: rounded(values[names == name].mean()) for name in sorted(set(sources))}


def wilson(share: float, number: int) -> tuple[float, float]:
    """Interval of a share that need not be a whole count over `number`, as pieces of texts give it.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    z = norm.ppf((1 + CONFIDENCE) / 2)
    middle = share + z**2 / (2 * number)
    reach = z * np.sqrt(share * (1 - share) / number + z**2 / (4 * number**2))
    scale = 1 + z**2 / number
    return max(0.0, float((middle - reach) / scale)), min(1.0, float((middle + reach) / scale))


def rate(share: float, texts: int) -> dict[str, Any]:
    """A share of so many texts, with its CONFIDENCE interval (Wilson)."""
    low, high = wilson(share, texts)
    return {"texts": texts, "share": exact(share), "low": exact(low), "high": exact(high)}


def rounded(value: float | np.floating[Any]) -> float:
    """To the digits that a report shows."""
    return round(float(value), DIGITS)


def exact(value: float | np.floating[Any]) -> float:
    """To digits enough that a percentage of it, with one decimal, is rounded but once."""
    return round(float(value), DIGITS + 2)
