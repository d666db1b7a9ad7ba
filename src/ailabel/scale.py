"""What a style score means: how many people, and how many machines, write what scores so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.value import value

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
MAX_UNIT = 12.0  # logit units; what lies beyond says no more than that


def units(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """-logit of a share: 0 where half of all people score as high, 4.6 where one in a hundred does."""
    return np.log1p(-shares) - np.log(shares)


LEVEL_UNITS = units(LEVELS)
EDGE = 6  # knots at either end by which a scale goes on beyond them


@value
class Scale:
    """Knots by band of length (first axis, as BANDS), all rising along their last.

    A share of human texts is the cubic mean of the shares of their sources: an upper estimate, in which
    those that read most like machines count most, since the next text is from a source that nobody measured.

    `experts` (bands, experts, levels): the logits that LEVELS of human texts reach. `humans` (bands, levels):
    the combined scores that LEVELS of human texts reach; `machines`: those that 1 - LEVELS of machine texts
    stay below. `logistic` (bands, 2): offset and slope of the logit of P(machine) at even odds. `human_texts`
    and `human_weight` (bands,): how many human texts stand behind it, and how many they are worth, since
    sources weigh the same whatever their size. `handicaps` (experts,): what each expert's units lose before
    the largest counts; ln 2 halves an expert's part in the false positives.
    """

    experts: NDArray[np.float64]
    humans: NDArray[np.float64]
    machines: NDArray[np.float64]
    logistic: NDArray[np.float64]
    human_texts: NDArray[np.int64]
    human_weight: NDArray[np.float64]
    handicaps: NDArray[np.float64]

    def expert_units(self, logits: NDArray[np.float64], band: int) -> NDArray[np.float64]:
        """Each expert's logit in units of human exceedance, less its handicap; logits (..., experts)."""
        found = [to_units(logits[..., place], knots) for place, knots in enumerate(self.experts[band])]
        return np.stack(found, axis=-1) - self.handicaps

    def slope(self, logit: float, expert: int, band: int) -> float:
        """How fast the expert's units rise with its logit, there."""
        step = 1e-3
        low, high = to_units(np.array([logit - step, logit + step]), self.experts[band, expert])
        return float(high - low) / (2 * step)

    def human_exceedance(self, score: float, band: int) -> float:
        """Share of human texts that score at least this high; never below what their number can show."""
        return max(float(from_units(self.human_units(score, band))), self.finest(band))

    def human_units(self, score: float, band: int) -> float:
        """Minus the logit of that share, and on beyond what the number of texts can show."""
        return float(to_units(np.array([score]), self.humans[band])[0])

    def machine_shortfall(self, score: float, band: int) -> float:
        """Share of machine texts that score at most this low."""
        return float(1 - from_units(to_units(np.array([score]), self.machines[band]))[0])

    def finest(self, band: int) -> float:
        """The smallest share of human texts that can be told from none."""
        return float(1 / (self.human_weight[band] + 1))

    def finest_of_all(self) -> float:
        """The smallest share of human texts that every band of length can show."""
        return float(1 / (self.human_weight.min() + 1))

    def threshold(self, max_fpr: float, band: int) -> float:
        """The combined score that `max_fpr` of human texts reach."""
        return float(interpolated(units(np.array([max_fpr])), LEVEL_UNITS, self.humans[band])[0])

    def logit(self, score: float, band: int) -> float:
        """Logit of P(machine) at even odds."""
        offset, slope = self.logistic[band]
        return float(offset + slope * min(max(score, -MAX_UNIT), MAX_UNIT))


def band_of(words: int) -> int:
    """Which band a text of so many words falls into; what is too short falls into the first."""
    return max(0, sum(words >= least for least in BANDS) - 1)


def to_units(scores: NDArray[np.float64], knots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in units of exceedance, by the scores that LEVELS of texts reach."""
    return np.clip(interpolated(scores, knots, LEVEL_UNITS), -2 * MAX_UNIT, 2 * MAX_UNIT)


def interpolated(
    places: NDArray[np.float64], knots: NDArray[np.float64], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Linear between rising knots, and beyond them with the mean slope of the outer EDGE ones."""
    low = (values[EDGE] - values[0]) / max(knots[EDGE] - knots[0], 1e-9)
    high = (values[-1] - values[-1 - EDGE]) / max(knots[-1] - knots[-1 - EDGE], 1e-9)
    beyond = np.maximum(places - knots[-1], 0) * high - np.maximum(knots[0] - places, 0) * low
    return np.asarray(np.interp(places, knots, values) + beyond, np.float64)


def from_units(values: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """The share that has these units."""
    return np.asarray(1 / (1 + np.exp(values)), np.float64)
