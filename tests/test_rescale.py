"""A scale moves onto other people as far as their texts show, and no further."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.calibrate import ENOUGH, MIN_OF_SOURCE, Scored, Side, combined, learn_scale
from ailabel.rescale import accused_left_out, moved, shown, sides_of, upper_bound
from ailabel.scale import BANDS, LEVELS, Scale, from_units

FIRST = int(np.flatnonzero(LEVELS == 0.01)[0])


def scored(shift: float, size: int, *, bands: tuple[int, ...] = BANDS, seed: int = 0) -> Scored:
    """Texts of one source whose logits are normal around `shift`; as many in each of `bands`."""
    logits = np.random.default_rng(seed).normal(shift, 1, (size * len(bands), 1))
    return Scored(logits, np.repeat(np.array(bands), size), ["a"] * len(logits))


@pytest.fixture(scope="module")
def scale() -> Scale:
    return learn_scale(scored(0, 4000), scored(3, 1000, seed=1), np.zeros(1))


def test_a_bound_without_a_single_hit_is_the_one_worked_out_by_hand() -> None:
    # None of n reach a score: 0.95 = 1 - (1 - p) ** n.
    assert upper_bound(np.array([0.0]), 99)[0] == pytest.approx(1 - 0.05 ** (1 / 99))
    assert upper_bound(np.array([1.0]), 99)[0] == 1


@given(st.floats(0, 1), st.floats(ENOUGH, 1e5))
def test_a_bound_lies_above_its_share_and_comes_nearer_with_the_number(share: float, worth: float) -> None:
    few, many = (float(upper_bound(np.array([share]), number)[0]) for number in (worth, 4 * worth))

    assert share <= many + 1e-9
    assert many <= few + 1e-9


def test_what_few_texts_do_not_show_has_no_upper_end() -> None:
    lowest, highest = shown(Side(np.arange(100.0), ["a"] * 100))

    assert lowest[LEVELS == 0.01] == pytest.approx(99)
    assert highest[LEVELS == 0.05] <= 99  # none of 100 texts: 3 in 100 at most, and 5 at the highest of them
    assert np.isinf(highest[LEVELS == 0.02]).all()
    assert (lowest <= highest).all()
    assert (np.diff(lowest) >= 0).all()


def test_scale_that_its_own_people_set_anew_stays_in_all_but_numbers(scale: Scale) -> None:
    found = moved(scale, scored(0, 4000))

    assert found.humans.tolist() == scale.humans.tolist()
    assert found.logistic.tolist() == scale.logistic.tolist()
    assert found.human_texts.tolist() == [4000] * len(BANDS)


def test_experts_and_machines_stay_whoever_sets_the_scale(scale: Scale) -> None:
    found = moved(scale, scored(1, 500))

    for name in ("experts", "machines", "handicaps"):
        assert getattr(found, name).tolist() == getattr(scale, name).tolist()


def test_people_who_score_high_raise_every_threshold_to_what_they_reach(scale: Scale) -> None:
    people = scored(1.5, 500, seed=2)
    found = moved(scale, people)
    scores = combined(scale, people)

    for band in range(len(BANDS)):
        assert (found.humans[band] >= scale.humans[band]).all()
        own = scores[people.bands == band]
        assert (own >= found.threshold(0.05, band)).mean() == pytest.approx(0.05, abs=0.005)


def test_few_people_who_score_low_lower_no_threshold_that_they_cannot_show(scale: Scale) -> None:
    few, many = (moved(scale, scored(-2, size, seed=3)) for size in (150, 3000))

    assert few.threshold(0.01, 0) == scale.threshold(0.01, 0)
    assert few.threshold(0.2, 0) < scale.threshold(0.2, 0)
    assert many.threshold(0.01, 0) < few.threshold(0.01, 0)
    assert few.finest(0) == pytest.approx(1 / 151)


def test_a_threshold_that_fell_is_passed_by_no_more_people_than_it_says(scale: Scale) -> None:
    """Of 40 small sets of people who score a little lower, few lead to a threshold that accuses too many."""
    later = combined(scale, scored(-0.4, 20_000, bands=BANDS[:1], seed=99))
    sets = [moved(scale, scored(-0.4, 120, bands=BANDS[:1], seed=100 + seed)) for seed in range(40)]
    rates = [(later >= found.threshold(0.05, 0)).mean() for found in sets]

    assert sum(rate > 0.05 for rate in rates) <= 5  # SURE is 0.95: 2 are expected


def test_bands_of_too_few_texts_stay_as_they_are(scale: Scale) -> None:
    long = scored(2, ENOUGH - 1, bands=BANDS[1:])
    short = scored(2, ENOUGH + 1, bands=BANDS[:1])
    both = Scored(
        np.concatenate((short.logits, long.logits)),
        np.concatenate((short.words, long.words)),
        [*short.sources, *long.sources],
    )
    found = moved(scale, both)

    assert found.humans[1:].tolist() == scale.humans[1:].tolist()
    assert found.logistic[1:].tolist() == scale.logistic[1:].tolist()
    assert found.human_texts[1:].tolist() == scale.human_texts[1:].tolist()
    assert found.human_weight[1:].tolist() == scale.human_weight[1:].tolist()
    assert (found.humans[0] > scale.humans[0]).any()
    assert found.human_texts[0] == len(short.words)


def test_sources_of_few_texts_count_as_one() -> None:
    texts = scored(0, MIN_OF_SOURCE + 20, bands=(BANDS[0],))
    names = ["large"] * MIN_OF_SOURCE + [f"small {place}" for place in range(20)]
    side = sides_of(texts.logits[:, 0], replace(texts, sources=names))[0]

    assert sorted(set(side.sources)) == ["", "large"]
    # Half the weight on 50 texts, half on 20: 1 / (50 / 100**2 + 20 / 40**2).
    assert side.worth == pytest.approx(1 / (0.005 + 0.0125))


def test_no_text_at_all_is_worth_nothing(scale: Scale) -> None:
    none = Scored(np.zeros((0, 1)), np.zeros(0, np.int64), [])

    assert [side.worth for side in sides_of(np.zeros(0), none)] == [0.0] * len(BANDS)
    assert moved(scale, none).humans.tolist() == scale.humans.tolist()


def test_probability_is_right_as_often_as_it_says_where_people_score_higher(scale: Scale) -> None:
    """Of texts that get a probability of 0.6 to 0.9, as many are by machines; the old scale said too much."""
    found = moved(scale, scored(1, 3000, seed=4))
    later = scored(1, 5000, bands=(BANDS[0],), seed=5), scored(3, 5000, bands=(BANDS[0],), seed=6)
    off = [abs(told - right) for told, right in (told_and_right(part, *later) for part in (scale, found))]

    assert off[1] < 0.06 < off[0]


def told_and_right(scale: Scale, humans: Scored, machines: Scored) -> tuple[float, float]:
    """The mean probability of texts that get one of 0.6 to 0.9, and the share of machines among them."""
    scores = np.concatenate([combined(scale, texts) for texts in (humans, machines)])
    told = from_units(np.array([-scale.logit(float(score), 0) for score in scores]))
    is_ai = np.repeat([False, True], [len(humans.words), len(machines.words)])
    between = (told >= 0.6) & (told <= 0.9)
    return float(told[between].mean()), float(is_ai[between].mean())


def test_a_fold_is_judged_by_thresholds_that_it_did_not_set(scale: Scale) -> None:
    """One source of people scores far higher: its own texts raise the threshold for all others only."""
    low, high = scored(0, 400, seed=7), scored(4, 400, seed=8)
    texts = Scored(
        np.concatenate((low.logits, high.logits)),
        np.concatenate((low.words, high.words)),
        ["low"] * len(low.words) + ["high"] * len(high.words),
    )
    accused = accused_left_out(scale, texts, [0] * len(low.words) + [1] * len(high.words))

    assert accused[: len(low.words)].mean() < 0.001
    assert accused[len(low.words) :].mean() > 0.9


def test_threshold_at_one_in_a_hundred_is_its_knot(scale: Scale) -> None:
    found = moved(scale, scored(2, 1000, seed=9))

    assert found.threshold(0.01, 0) == pytest.approx(found.humans[0, FIRST])
    assert found.human_exceedance(found.threshold(0.01, 0), 0) == pytest.approx(0.01)
    assert found.human_units(found.threshold(0.01, 0), 0) == pytest.approx(log(99))
