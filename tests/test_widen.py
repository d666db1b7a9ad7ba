"""One more expert finds room on a scale, and people are accused no more often than it says."""

from __future__ import annotations

from dataclasses import replace
from math import log
from statistics import NormalDist

import numpy as np
import pytest

from ailabel.calibrate import ENOUGH, Scored, Side, combined, learn_scale, upper_quantiles
from ailabel.errors import TrainingError
from ailabel.scale import BANDS, LEVELS, Scale, from_units
from ailabel.widen import PART, TAIL, tail_quantiles, widened

BELOW = LEVELS < TAIL


def scored(*shifts: float, size: int, bands: tuple[int, ...] = BANDS, seed: int = 0) -> Scored:
    """Texts of one source; the logits of an expert are normal around its shift, whatever the others say."""
    random = np.random.default_rng(seed)
    logits = random.normal(shifts, 1, (size * len(bands), len(shifts)))
    return Scored(logits, np.repeat(np.array(bands), size), ["a"] * len(logits))


@pytest.fixture(scope="module")
def old() -> Scale:
    return learn_scale(scored(0, size=4000), scored(3, size=1000, seed=1), np.zeros(1))


@pytest.fixture(scope="module")
def new(old: Scale) -> Scale:
    return widened(old, scored(0, 0, size=2000, seed=2), scored(0, 3, size=300, seed=3))


def test_knots_of_the_old_experts_stay(old: Scale, new: Scale) -> None:
    assert new.experts.shape == (len(BANDS), 2, len(LEVELS))
    assert new.experts[:, :1].tobytes() == old.experts.tobytes()
    assert new.handicaps[0] == old.handicaps[0]


def test_people_are_accused_as_often_as_it_says(new: Scale) -> None:
    people = scored(0, 0, size=100_000, bands=BANDS[:1], seed=4)
    scores = combined(new, people)

    for rate in (0.2, 0.05, 0.01):
        assert (scores >= new.threshold(rate, 0)).mean() == pytest.approx(rate, rel=0.25)


def test_the_newcomer_has_its_part_of_the_false_positives(new: Scale) -> None:
    """A little less, since a normal tail falls faster than the exponential one that is feared."""
    people = scored(0, 0, size=200_000, bands=BANDS[:1], seed=5)
    by_expert = new.expert_units(people.logits, 0) >= new.threshold(0.01, 0)

    assert 0.5 * PART < by_expert[:, 1].mean() / 0.01 < 1.1 * PART
    assert by_expert[:, 0].mean() / 0.01 == pytest.approx(1 - PART, rel=0.15)


def test_a_rate_that_few_people_cannot_show_is_kept_on_average() -> None:
    """One in 300 is guessed from 120 people, 400 times; how many more pass the guess is known."""
    random = np.random.default_rng(6)
    guessed = [tail_quantiles(Side(random.normal(0, 1, 120), ["a"] * 120)) for _ in range(400)]
    passing = [1 - NormalDist().cdf(float(knots[LEVELS == 0.003][0])) for knots in guessed]

    assert np.mean(passing) < 0.003
    assert np.mean(np.array(passing) > 0.01) < 0.05


def test_a_tail_goes_on_by_the_mean_excess() -> None:
    """Of an exponential sample the knot of 1 in 1000 is as far beyond that of 1 in 10 as it should be."""
    scores = -np.log((np.arange(20_000) + 0.5) / 20_000)
    knots = tail_quantiles(Side(scores, ["a"] * len(scores)))

    assert knots[LEVELS == 0.001][0] == pytest.approx(log(1000), rel=0.01)
    assert knots[~BELOW].tolist() == upper_quantiles(scores, ["a"] * len(scores))[~BELOW].tolist()


def test_a_knot_is_never_below_what_the_texts_reach() -> None:
    """Three in a hundred people score far above all others."""
    scores = np.concatenate((np.linspace(0, 1, 97), np.full(3, 100.0)))
    sources = ["a"] * 100

    assert (tail_quantiles(Side(scores, sources)) >= upper_quantiles(scores, sources)).all()


def test_people_who_all_score_alike_set_finite_knots() -> None:
    assert np.isfinite(tail_quantiles(Side(np.zeros(100), ["a"] * 100))).all()


def test_error_rates_rest_on_the_expert_that_is_known_less(old: Scale) -> None:
    scale = widened(old, scored(0, 0, size=150, seed=8), scored(0, 3, size=50, seed=9))

    assert scale.human_texts.tolist() == [150] * len(BANDS)
    assert scale.finest_of_all() == pytest.approx(1 / 151)


def test_bands_of_few_people_borrow_from_the_band_before(old: Scale) -> None:
    people = scored(0, 0, size=150, seed=10)
    short = people.pick((people.bands < 2) | (np.arange(len(people.words)) % 3 == 0))
    scale = widened(old, short, scored(0, 3, size=50, seed=11))

    assert scale.experts[2, 1].tolist() == scale.experts[1, 1].tolist() != scale.experts[0, 1].tolist()
    assert scale.human_texts.tolist() == [150, 150, 0, 0]
    assert scale.human_weight.tolist() == [150] * len(BANDS)


def test_too_few_people_are_refused(old: Scale) -> None:
    few = scored(0, 0, size=ENOUGH - 1, seed=12)

    with pytest.raises(
        TrainingError, match="the 98 human pieces of 50 to 100 words are worth 98 of one source"
    ):
        widened(old, few, scored(0, 3, size=50, seed=13))


def test_nobody_is_called_human_whom_the_newcomer_would_miss(old: Scale) -> None:
    """Machine texts that neither expert knows: what scores as low as they do is a machine as often."""
    unknown = scored(0, 0.5, size=400, seed=14)
    scale = widened(old, scored(0, 0, size=500, seed=15), unknown)
    own = combined(scale, unknown)[unknown.bands == 0]

    assert (scale.machines <= old.machines).all()
    assert scale.machine_shortfall(float(np.quantile(own, 0.3)), 0) == pytest.approx(0.3, abs=0.02)


def test_probability_is_right_as_often_as_it_says(old: Scale) -> None:
    """Half of the texts are by people, a quarter each by the machines that either expert knows."""
    scale = widened(old, scored(0, 0, size=300, seed=19), scored(0, 2, size=200, seed=20))
    humans, machines = (
        np.concatenate(
            [combined(scale, scored(*shifts, size=4000, bands=BANDS[:1], seed=21)) for shifts in kinds]
        )
        for kinds in ([(0, 0), (0, 0)], [(3, 0), (0, 2)])
    )
    told, is_ai = told_of(scale, humans, machines)
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        own = (told >= low) & (told < low + 0.2)
        assert told[own].mean() == pytest.approx(is_ai[own].mean(), abs=0.08)


def told_of(scale: Scale, humans: np.ndarray, machines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The probability of each text, and whether a machine wrote it."""
    logits = np.array([scale.logit(float(score), 0) for score in (*humans, *machines)])
    return from_units(-logits), np.repeat([False, True], [len(humans), len(machines)])


def test_probability_rises_with_the_score(new: Scale) -> None:
    assert (new.logistic[:, 1] > 0).all()
    assert new.logit(-2, 0) < 0 < new.logit(8, 0)


def test_a_scale_that_was_widened_can_be_widened_again(new: Scale) -> None:
    scale = widened(new, scored(0, 0, 0, size=500, seed=16), scored(0, 0, 3, size=100, seed=17))
    people = scored(0, 0, 0, size=100_000, bands=BANDS[:1], seed=18)

    assert (combined(scale, people) >= scale.threshold(0.01, 0)).mean() == pytest.approx(0.01, rel=0.4)
    assert replace(scale, experts=scale.experts[:, :2]).experts.tolist() == new.experts.tolist()
