"""What a style score means: how many people, and how many machines, write what scores so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Scores = NDArray[np.float64] | float
    Bands = NDArray[np.intp] | int

BANDS = (50, 100, 200, 400)  # least words of each band of length; the last has no upper end
# Shares of human texts whose scores are the knots of a scale; between them the logit of the share is linear.
LEVELS = np.array(
    (
        *(
            0.999,
            0.995,
            0.99,
            0.98,
            0.95,
            0.9,
            0.8,
            0.7,
            0.6,
            0.5,
            0.4,
            0.3,
            0.2,
            0.15,
            0.1,
            0.07,
            0.05,
            0.03,
        ),
        *(0.02, 0.015, 0.01, 0.007, 0.005, 0.003, 0.002, 0.001),
    )
)
FAR = 0.002  # of LEVELS: human texts that may be set aside as far from what was learnt (training/NOTES.md)
MAX_UNIT = 12.0  # logit units; what lies beyond says no more than that
UNTOLD = 0.02  # of machine texts that score as people's do; no score is proof of a person (training/NOTES.md)


def units(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """-logit of a share: 0 where half of all people score as high, 4.6 where one in a hundred does."""
    return np.log1p(-shares) - np.log(shares)


LEVEL_UNITS = units(LEVELS)
STEP = 1e-3  # of a logit, by which a slope is told
EDGE = 6  # knots at either end by which a scale goes on beyond them


@value
class Scale:
    """Knots by band of length (first axis, as BANDS), all rising along their last.

    A share of human texts is the mean of fourth powers of the shares of their sources: an upper estimate, in
    which those that read most like machines count most, since the next text is from one that nobody measured.

    `experts` (bands, experts, levels): the logits that LEVELS of human texts reach. `humans` (bands, levels):
    the combined scores that LEVELS of human texts reach; `machines`: those that 1 - LEVELS of machine texts
    stay below. `logistic` (bands, 2): offset and slope of the logit of P(machine) at even odds, as far as
    scores tell (`with_untold`). `human_texts` (bands,): how many human texts of that length stand behind it,
    0 where they are too few and shorter ones stand for them; `human_weight` (bands,): how many those that
    stand there are worth, since sources weigh the same whatever their size. `handicaps` (experts,):
    what each expert's units lose before the largest counts; ln 2 halves an expert's part in the false
    positives. `least_known` (bands,): the share of its distinct content words that must be known of a text;
    with fewer it is far from what was learnt.
    """

    experts: NDArray[np.float64]
    humans: NDArray[np.float64]
    machines: NDArray[np.float64]
    logistic: NDArray[np.float64]
    human_texts: NDArray[np.int64]
    human_weight: NDArray[np.float64]
    handicaps: NDArray[np.float64]
    least_known: NDArray[np.float64]

    def expert_units(self, logits: NDArray[np.float64], bands: Bands) -> NDArray[np.float64]:
        """Each expert's logit in units of human exceedance, less its handicap; logits (..., experts).

        Here and below `bands` is one band, or one for each score.
        """
        return to_units(logits, self.experts[bands]) - self.handicaps

    def expert_slopes(
        self, logits: NDArray[np.float64], bands: Bands
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """`expert_units`, and how fast they rise with the logits, there."""
        around = np.stack((logits - STEP, logits, logits + STEP))
        low, units, high = to_units(around, self.experts[bands])
        return units - self.handicaps, (high - low) / (2 * STEP)

    def standing(
        self, scores: Scores, bands: Bands
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Human units, human exceedance and machine shortfall of combined scores.

        Exceedance is the share of human texts that score at least this high, never below what their number
        can show; units are minus its logit, and go on beyond that. Shortfall is the share of machine texts
        that score at most this low.
        """
        bands = np.broadcast_to(bands, np.shape(scores))
        people, machines = to_units(scores, np.stack((self.humans[bands], self.machines[bands])))
        return people, np.maximum(from_units(people), self.finest(bands)), 1 - from_units(machines)

    def human_units(self, scores: Scores, bands: Bands) -> NDArray[np.float64]:
        return self.standing(scores, bands)[0]

    def human_exceedance(self, scores: Scores, bands: Bands) -> NDArray[np.float64]:
        return self.standing(scores, bands)[1]

    def machine_shortfall(self, scores: Scores, bands: Bands) -> NDArray[np.float64]:
        return self.standing(scores, bands)[2]

    def finest(self, bands: Bands) -> NDArray[np.float64]:
        """The smallest share of human texts that can be told from none."""
        return np.asarray(1 / (self.human_weight[bands] + 1))

    def finest_of_all(self) -> float:
        """The smallest share of human texts that every band of length can show."""
        return float(1 / (self.human_weight.min() + 1))

    def threshold(self, max_fpr: float, band: int) -> float:
        """The combined score that `max_fpr` of human texts reach."""
        return float(interpolated(units(np.array(max_fpr)), LEVEL_UNITS, self.humans[band]))

    def logit(self, scores: Scores, bands: Bands) -> NDArray[np.float64]:
        """Logit of P(machine) at even odds."""
        return with_untold(self._line(scores, bands))

    def logit_slopes(self, scores: Scores, bands: Bands) -> NDArray[np.float64]:
        """How fast `logit` rises with the scores, there."""
        return np.asarray(self.logistic[bands, 1] * untold_slopes(self._line(scores, bands)))

    def _line(self, scores: Scores, bands: Bands) -> NDArray[np.float64]:
        offsets, slopes = self.logistic[bands, 0], self.logistic[bands, 1]
        return np.asarray(offsets + slopes * np.minimum(np.maximum(scores, -MAX_UNIT), MAX_UNIT))


def bands_of(words: Sequence[int] | NDArray[np.intp]) -> NDArray[np.intp]:
    """Which bands texts of so many words fall into; what is too short falls into the first."""
    return np.maximum(0, np.searchsorted(BANDS, words, "right") - 1)


def band_of(words: int) -> int:
    """Which band a text of so many words falls into."""
    return int(bands_of([words])[0])


def length(least: str | int) -> str:
    """A band of length by its least number of words.

    >>> length("50"), length("400")
    ('50-99 words', '400 words or more')
    """
    above = [bound for bound in BANDS if bound > int(least)]
    return f"{least}-{above[0] - 1} words" if above else f"{least} words or more"


def with_untold(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logits where UNTOLD of machine texts are as likely to score so as people's are."""
    return np.asarray(np.logaddexp(np.log(UNTOLD), np.log1p(-UNTOLD) + logits))


def untold_slopes(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """How fast `with_untold` rises with the logits: 1, or less where they are low."""
    return np.asarray(np.exp(-np.logaddexp(0, units(np.array(1 - UNTOLD)) - logits)))


def to_units(scores: Scores, knots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in units of exceedance, by the scores that LEVELS of texts reach."""
    found = interpolated(scores, knots, LEVEL_UNITS)
    return np.minimum(np.maximum(found, -2 * MAX_UNIT), 2 * MAX_UNIT)


def interpolated(
    places: Scores, knots: NDArray[np.float64], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Linear between rising knots, and beyond them with the mean slope of the outer EDGE ones.

    The last axis of `knots` and of `values` is that of the knots; their other axes, if any, are those of
    `places`, of which either may have more in front.
    """
    places = np.asarray(places, np.float64)
    left = np.minimum(np.count_nonzero(knots[..., 1:-1] <= places[..., None], axis=-1), knots.shape[-1] - 2)
    at, after = _at(knots, left), _at(knots, left + 1)
    low, high = _at(values, left), _at(values, left + 1)
    rise = np.where(places >= after, 1.0, np.maximum(places - at, 0.0) / np.maximum(after - at, 1e-300))
    over, under = np.maximum(places - knots[..., -1], 0.0), np.maximum(knots[..., 0] - places, 0.0)
    found = low + (high - low) * rise
    if over.any() or under.any():
        found += over * _outer_slope(knots, values, -1) - under * _outer_slope(knots, values, 0)
    return np.asarray(found)


def _at(table: NDArray[np.float64], places: NDArray[np.intp]) -> NDArray[np.float64]:
    """What stands at these places of the last axis; the other axes are the last ones of `places`, if any."""
    axes = table.ndim - 1
    others = (
        np.arange(size).reshape(-1, *[1] * (axes - 1 - axis)) for axis, size in enumerate(table.shape[:-1])
    )
    return np.asarray(table[(*others, places)])


def _outer_slope(knots: NDArray[np.float64], values: NDArray[np.float64], end: int) -> NDArray[np.float64]:
    """The mean slope of the outer EDGE knots at this end."""
    inner = EDGE if end == 0 else -1 - EDGE
    run = np.abs(knots[..., end] - knots[..., inner])
    return np.asarray(np.abs(values[..., end] - values[..., inner]) / np.maximum(run, 1e-9))


def from_units(values: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """The share that has these units."""
    return np.asarray(1 / (1 + np.exp(values)), np.float64)
