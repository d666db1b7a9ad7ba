"""Rates, ratios and spreads, worked out by hand."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import markdown
from benchmarks.rates import (
    Spread,
    beyond,
    cost_ratio,
    documents_a_second,
    megabytes_a_second,
    percentile,
    ratios,
    spread,
)

QUICK = {"documents": [10, 10, 20], "bytes": [4_000_000, 4_000_000, 8_000_000], "seconds": [1.0, 2.0, 4.0]}
SLOW = {"documents": [1] * 3, "bytes": [1_000_000] * 3, "seconds": [1.0, 4.0, 1.0]}


def test_rates_are_of_each_round() -> None:
    assert megabytes_a_second(QUICK) == [4.0, 2.0, 2.0]
    assert documents_a_second(QUICK) == [10.0, 5.0, 5.0]


def test_ratio_is_taken_within_a_round_by_bytes() -> None:
    assert ratios(QUICK, SLOW) == [4.0, 8.0, 2.0]


def test_ratio_of_tools_that_did_not_run_the_same_rounds_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        ratios(QUICK, {**SLOW, "seconds": [1.0]})


def test_spread_is_the_median_between_quartiles() -> None:
    assert spread([5, 1, 2, 4, 3]) == Spread(2, 3, 4)
    assert spread([7]) == Spread(7, 7, 7)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_spread_lies_in_order_within_the_figures(figures: list[float]) -> None:
    found = spread(figures)

    assert min(figures) <= found.low + 1e-6
    assert found.low <= found.median + 1e-6
    assert found.median <= found.high + 1e-6
    assert found.high <= max(figures) + 1e-6


def test_percentile_is_a_figure_that_was_measured() -> None:
    hundred = list(range(1, 101))

    assert percentile(hundred, 0.5) == 50
    assert percentile(hundred, 0.99) == 99
    assert percentile([3, 1, 2], 0.99) == 3
    assert percentile([3], 0.0) == 3


def test_a_byte_of_a_large_text_that_takes_as_long_as_one_of_a_small_one_costs_the_same() -> None:
    assert cost_ratio((1000, 2.0), (4000, 8.0)) == 1.0
    assert cost_ratio((1000, 2.0), (4000, 32.0)) == 4.0


def test_cost_beyond_another_is_between_medians() -> None:
    costs = {"bare": {"ms": [9.0, 11.0, 10.0]}, "tool": {"ms": [50.0, 70.0, 900.0]}}

    assert beyond(costs, "tool", "bare", "ms") == 60.0


def test_examples_do_what_they_show() -> None:
    failed, tried = doctest.testmod(markdown)

    assert (failed, tried > 0) == (0, True)
