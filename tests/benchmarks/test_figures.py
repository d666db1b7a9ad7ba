"""The figures that tools are compared by, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from benchmarks.figures import auroc, equal_weights, share_above, threshold_at

HUNDRED = np.arange(100, dtype=float)
SCORES = arrays(float, st.integers(1, 40), elements=st.sampled_from([-np.inf, 0.0, 0.25, 0.5, 1.0]))


def test_auroc_counts_pairs_in_order_and_half_of_ties() -> None:
    human, machine = np.array([0.1, 0.4]), np.array([0.4, 0.9])

    assert auroc(human, machine) == (1 + 0.5 + 1 + 1) / 4


def test_text_that_was_not_judged_scores_below_every_other() -> None:
    assert auroc(np.array([0.0]), np.array([-np.inf, 1.0])) == 0.5
    assert auroc(np.array([-np.inf]), np.array([-np.inf])) == 0.5


@given(human=SCORES, machine=SCORES)
def test_auroc_of_the_sides_swapped_is_the_rest(human: np.ndarray, machine: np.ndarray) -> None:
    assert auroc(human, machine) + auroc(machine, human) == pytest.approx(1)


def test_threshold_lets_one_human_text_in_a_hundred_pass_it() -> None:
    assert threshold_at(0.01, HUNDRED) == 98
    assert share_above(98, HUNDRED) == 0.01
    assert threshold_at(0.0, HUNDRED) == 99


def test_ties_at_the_threshold_are_not_flagged() -> None:
    human = np.array([0.0] * 97 + [1.0] * 3)

    assert threshold_at(0.01, human) == 1.0


@given(human=SCORES, max_fpr=st.floats(0, 1))
def test_threshold_keeps_its_promise(human: np.ndarray, max_fpr: float) -> None:
    assert share_above(threshold_at(max_fpr, human), human) <= max_fpr + 1e-9


def test_every_source_weighs_the_same() -> None:
    sources = ["big"] * 99 + ["small"]
    weights = equal_weights(sources)
    human = np.array([0.0] * 99 + [1.0])

    assert weights[:99].sum() == pytest.approx(weights[99])
    assert threshold_at(0.01, human) == 0.0
    assert threshold_at(0.01, human, weights) == 1.0
