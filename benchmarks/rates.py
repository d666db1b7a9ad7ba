"""Rates, ratios and spreads, from the seconds that tools took in the same rounds."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some figures, and their quartiles."""

    low: float
    median: float
    high: float


def spread(figures: Sequence[float]) -> Spread:
    """A single figure is its own quartiles."""
    if len(figures) == 1:
        return Spread(figures[0], figures[0], figures[0])
    return Spread(*statistics.quantiles(figures, n=4, method="inclusive"))


def megabytes_a_second(taken: Mapping[str, Any]) -> list[float]:
    """Of each round; `taken` has the bytes that a tool got in each, and the seconds it took for them."""
    return [size / 1e6 / seconds for size, seconds in zip(taken["bytes"], taken["seconds"], strict=True)]


def documents_a_second(taken: Mapping[str, Any]) -> list[float]:
    return [count / seconds for count, seconds in zip(taken["documents"], taken["seconds"], strict=True)]


def ratios(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[float]:
    """How many times as fast `one` was as the other by bytes, in each round that both ran in."""
    pairs = zip(megabytes_a_second(one), megabytes_a_second(other), strict=True)
    return [mine / theirs for mine, theirs in pairs]


def percentile(figures: Sequence[float], share: float) -> float:
    """The least figure that a `share` of all are at most as large as."""
    return sorted(figures)[max(0, ceil(share * len(figures)) - 1)]


def cost_ratio(small: tuple[int, float], large: tuple[int, float]) -> float:
    """Seconds a byte of the large text over those of the small ones; both are (bytes, seconds)."""
    return (large[1] / large[0]) / (small[1] / small[0])


def beyond(costs: Mapping[str, Mapping[str, Sequence[float]]], name: str, base: str, kind: str) -> float:
    """The median cost of that kind of a process, less that of another."""
    return statistics.median(costs[name][kind]) - statistics.median(costs[base][kind])
