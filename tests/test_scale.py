"""A scale turns logits into shares of people, and shares into thresholds, without a jump or a gap."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.scale import (
    BANDS,
    EDGE,
    LEVEL_UNITS,
    LEVELS,
    MAX_UNIT,
    Scale,
    band_of,
    from_units,
    interpolated,
    to_units,
    units,
)

SCORES = st.floats(-1e6, 1e6)
HUNDREDTHS = st.integers(-5000, 5000).map(lambda number: number / 100)
KNOTS = st.lists(HUNDREDTHS, min_size=len(LEVELS), max_size=len(LEVELS)).map(sorted).map(np.array)
SHARES = st.floats(0.0005, 0.9995)


def scale_of(*, experts: int = 1) -> Scale:
    """A scale on which a logit is its own unit of exceedance, for every expert and band."""
    rows = np.tile(LEVEL_UNITS, (len(BANDS), 1))
    return Scale(
        experts=np.tile(LEVEL_UNITS, (len(BANDS), experts, 1)),
        humans=rows,
        machines=rows,
        logistic=np.tile([-1.0, 2.0], (len(BANDS), 1)),
        human_texts=np.array([1000, 900, 800, 700]),
        human_weight=np.array([999.0, 899.0, 799.0, 699.0]),
        handicaps=np.zeros(experts),
        least_known=np.zeros(len(BANDS)),
    )


@pytest.mark.parametrize(
    ("words", "band"), [(0, 0), (49, 0), (50, 0), (99, 0), (100, 1), (199, 1), (200, 2), (400, 3), (10**6, 3)]
)
def test_words_fall_into_the_band_that_they_reach(words: int, band: int) -> None:
    assert band_of(words) == band


def test_levels_fall_and_their_units_rise() -> None:
    assert (np.diff(LEVELS) < 0).all()
    assert (np.diff(LEVEL_UNITS) > 0).all()


def test_units_are_the_logit_of_the_share_turned_round() -> None:
    assert units(np.array([0.5, 0.01, 0.75])).tolist() == pytest.approx([0, log(99), -log(3)])


@given(SHARES)
def test_a_share_comes_back_from_its_units(share: float) -> None:
    assert from_units(units(np.array([share])))[0] == pytest.approx(share, rel=1e-12)


def test_between_knots_is_linear_and_beyond_goes_on_with_the_outer_slope() -> None:
    knots = np.arange(len(LEVELS), dtype=float)
    last = len(LEVELS) - 1
    low, high = EDGE, (last**2 - (last - EDGE) ** 2) / EDGE
    found = interpolated(np.array([-2.0, 0, 2.5, last, last + 3]), knots, knots**2)

    assert found.tolist() == pytest.approx([-2 * low, 0, 6.5, last**2, last**2 + 3 * high])


@given(st.lists(SCORES, min_size=2, max_size=9).map(sorted), KNOTS)
def test_units_rise_with_the_score_and_stay_in_bounds(scores: list[float], knots: np.ndarray) -> None:
    found = to_units(np.array(scores), knots)

    assert (np.diff(found) >= -1e-12).all()  # rounding
    assert (np.abs(found) <= 2 * MAX_UNIT).all()


def test_units_of_people_who_all_score_alike_are_finite() -> None:
    found = to_units(np.array([0.0, 1.0, 2.0]), np.ones(len(LEVELS)))

    assert found[0] == -2 * MAX_UNIT
    assert found[2] == 2 * MAX_UNIT


@given(st.floats(0.002, 0.99), KNOTS)
def test_exceedance_at_the_threshold_is_the_rate_that_was_asked_for(
    max_fpr: float, knots: np.ndarray
) -> None:
    scale = scale_of()
    scale = replace(scale, humans=np.tile(knots + np.arange(len(knots)), (len(BANDS), 1)))

    for band in range(len(BANDS)):
        score = scale.threshold(max_fpr, band)
        assert scale.human_exceedance(score, band) == pytest.approx(
            max(max_fpr, scale.finest(band)), rel=1e-9
        )


def test_threshold_at_a_level_is_its_knot() -> None:
    scale = replace(scale_of(), humans=np.tile(np.arange(len(LEVELS), dtype=float), (len(BANDS), 1)))

    assert scale.threshold(0.01, 0) == pytest.approx(LEVELS.tolist().index(0.01))


def test_exceedance_is_never_below_what_the_texts_can_show() -> None:
    scale = scale_of()

    assert scale.finest(0) == pytest.approx(1 / 1000)
    assert scale.human_exceedance(1e9, 0) == scale.finest(0)
    assert scale.finest_of_all() == pytest.approx(1 / 700)


def test_shortfall_is_the_share_of_machines_below() -> None:
    scale = scale_of()

    assert scale.machine_shortfall(0.0, 0) == pytest.approx(0.5)
    assert scale.machine_shortfall(-log(19), 0) == pytest.approx(0.05)
    assert scale.machine_shortfall(1e9, 0) == pytest.approx(1.0)


def test_each_expert_has_knots_and_a_handicap_of_its_own() -> None:
    scale = replace(scale_of(experts=2), handicaps=np.array([0.0, log(2)]))
    scale.experts[:, 1] *= 2
    logits = np.array([[1.0, 1.0], [3.0, 4.0]])

    assert scale.expert_units(logits, 1).tolist() == [
        pytest.approx([1.0, 0.5 - log(2)]),
        pytest.approx([3.0, 2.0 - log(2)]),
    ]
    assert scale.expert_units(logits[0], 1).shape == (2,)
    assert scale.expert_units(logits, np.array([1, 1])).tolist() == scale.expert_units(logits, 1).tolist()


def test_slope_is_how_fast_units_rise() -> None:
    scale = scale_of(experts=2)
    scale.experts[2, 1] *= 4

    logits = np.array([[0.3, 0.4]])
    units, slopes = scale.expert_slopes(logits, np.array([2]))

    assert units.tolist() == scale.expert_units(logits, 2).tolist()
    assert slopes[0].tolist() == pytest.approx([1.0, 0.25])


def test_logit_is_that_of_a_line_for_all_machine_texts_but_the_untold() -> None:
    scale = scale_of()

    assert scale.logit(2.0, 0) == pytest.approx(log(0.02 + 0.98 * exp(3.0)))
    assert scale.logit(0.5, 0) == pytest.approx(0.0)
    assert scale.logit(1e9, 0) == pytest.approx(2 * MAX_UNIT - 1 + log(0.98))
    assert scale.logit(-1e9, 0) == pytest.approx(log(0.02))


@pytest.mark.parametrize("score", [-6.0, -1.0, 0.5, 3.0, 11.0])
def test_slope_of_the_logit_is_how_fast_it_rises(score: float) -> None:
    scale = scale_of()
    risen = scale.logit(score + 1e-5, 0) - scale.logit(score - 1e-5, 0)

    assert scale.logit_slopes(score, 0) == pytest.approx(risen / 2e-5, rel=1e-4)
