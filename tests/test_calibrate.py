"""Thresholds hold the rate that they name, sources count alike, and too few texts set none."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.stats import norm

from ailabel.calibrate import (
    MIN_OF_SOURCE,
    MIN_TEXTS,
    Scored,
    Side,
    combined,
    expert_scale,
    learn_scale,
    logistic,
    source_weights,
    translated,
    unheard,
    upper_quantiles,
    weighted_quantiles,
    worth,
)
from ailabel.errors import TrainingError
from ailabel.scale import BANDS, LEVELS, Scale

SIZE = 400  # texts a band
RATE = 0.05


def scored(
    shift: float, *, experts: int = 1, bands: tuple[int, ...] = BANDS, size: int = SIZE, sources: int = 4
) -> Scored:
    """Texts whose logits are normal around `shift`; as many in each of `bands`."""
    random = np.random.default_rng([int(shift * 10) + 1000, experts, size])
    words = np.repeat(np.array(bands, np.int64), size)
    names = [f"source {place % sources}" for place in range(len(words))]
    return Scored(random.normal(shift, 1, (len(words), experts)), words, names)


def learnt(*, experts: int = 1, handicaps: tuple[float, ...] = (0.0,), sources: int = 4) -> Scale:
    humans = scored(0, experts=experts, sources=sources)
    return learn_scale(humans, scored(3, experts=experts), np.array(handicaps))


def level(share: float) -> int:
    return int(np.flatnonzero(share == LEVELS)[0])


def test_texts_are_picked_with_all_that_is_known_of_them() -> None:
    texts = Scored(np.array([[1.0], [2.0], [3.0]]), np.array([50, 150, 900]), ["a", "b", "c"])
    picked = texts.pick(np.array([True, False, True]))

    assert texts.bands.tolist() == [0, 1, 3]
    assert picked.logits.tolist() == [[1.0], [3.0]]
    assert picked.words.tolist() == [50, 900]
    assert picked.sources == ["a", "c"]


def test_sources_weigh_the_same_whatever_their_size() -> None:
    assert source_weights(["a", "b", "a", "a", "c"]).tolist() == pytest.approx(
        [1 / 9, 1 / 3, 1 / 9, 1 / 9, 1 / 3]
    )


def test_quantiles_of_even_weights_are_ranks() -> None:
    scores = np.random.default_rng(0).permutation(np.arange(1.0, 1001))
    found = weighted_quantiles(scores, np.ones(1000))

    assert found[level(0.001)] == pytest.approx(1000)
    assert found[level(0.5)] == pytest.approx(501)
    assert found[level(0.999)] == pytest.approx(2)


def test_quantiles_follow_the_weight_and_not_the_number() -> None:
    scores = np.array([0.0] * 98 + [1.0, 2.0])
    found = weighted_quantiles(scores, np.array([1 / 196] * 98 + [0.25, 0.25]))

    assert found[level(0.2)] == pytest.approx(2.0)
    assert found[level(0.4)] == pytest.approx(1.4)
    assert found[level(0.95)] == 0.0


def test_power_mean_of_two_sources_is_the_one_worked_out_by_hand() -> None:
    found = upper_quantiles(np.array([0.0, 0.0, 1.0, 1.0, 1.0]), ["a", "a", "b", "b", "b"])

    # All reach 0; 1 is reached by none of a and all of b: ((0 + 1) / 2) ** (1 / 6).
    assert found[level(0.9)] == pytest.approx(0.1 / (1 - 0.5 ** (1 / 6)))
    assert found[level(0.7)] == pytest.approx(1.0)
    assert found[level(0.001)] == pytest.approx(1.0)


def test_of_one_source_the_share_is_plain() -> None:
    scores = np.arange(1.0, 1001)
    found = upper_quantiles(scores, ["a"] * 1000)

    assert found[level(0.01)] == pytest.approx(991)
    assert found[level(0.5)] == pytest.approx(501)


@example([(5.646279297447515, "a"), (-3.0, "a"), *[(-2.4408162561560127, "a")] * 3])  # rounds downwards
@given(st.lists(st.tuples(st.floats(-9, 9), st.sampled_from("abc")), min_size=1, max_size=40))
def test_knots_rise_and_no_source_counts_less_than_in_a_plain_mean(texts: list[tuple[float, str]]) -> None:
    scores, sources = np.array([score for score, _ in texts]), [source for _, source in texts]
    found = upper_quantiles(scores, sources)
    weights = source_weights(sources)

    assert (np.diff(found) >= 0).all()
    assert (np.diff(weighted_quantiles(scores, weights)) >= 0).all()
    for knot, share in zip(found, LEVELS, strict=True):
        if knot < scores.max():
            assert weights[scores > knot].sum() <= share + 1e-9


@pytest.mark.parametrize(("sources", "least"), [(1, RATE - 0.0101), (4, 0.6 * RATE)])
def test_a_learnt_scale_holds_the_rate_that_it_names(sources: int, least: float) -> None:
    """That of one source to a text or so; of several no more, since their shares are averaged from above."""
    scale, humans = learnt(sources=sources), scored(0, sources=sources)
    scores = combined(scale, humans)

    for band in range(len(BANDS)):
        threshold = scale.threshold(RATE, band)
        assert scale.human_exceedance(threshold, band) == pytest.approx(RATE)
        assert least < (scores[humans.bands == band] >= threshold).mean() <= RATE


def test_every_row_of_knots_rises() -> None:
    scale = learnt(experts=2, handicaps=(0.0, 0.7))

    for knots in (scale.experts, scale.humans, scale.machines):
        assert (np.diff(knots, axis=-1) >= 0).all()


def test_probability_rises_with_the_score_and_is_even_between_the_kinds() -> None:
    scale = learnt()
    texts = (scored(0), scored(3))
    human, machine = (np.median(combined(scale, part)) for part in texts)

    assert (scale.logistic[:, 1] > 0).all()
    assert scale.logit(human, 0) < -2
    assert scale.logit(machine, 0) > 2


def test_logit_is_fitted_to_all_machine_texts_but_those_that_no_style_tells() -> None:
    people = norm.ppf((np.arange(1000) + 0.5) / 1000)
    machines = np.concatenate((np.tile(people + 3, 49), people))

    offset, slope = logistic(Side(people, ["one"] * len(people)), Side(machines, ["one"] * len(machines)))

    # The log of the ratio of both densities: ((s + 3) ** 2 - s ** 2) / 2, from the machines' middle back.
    assert [offset, slope] == pytest.approx([-4.5, 3.0], rel=0.01)


def test_kinds_that_do_not_overlap_have_a_slope_all_the_same() -> None:
    offset, slope = logistic(Side(np.zeros(9), ["one"] * 9), Side(np.full(9, 3.0), ["one"] * 9))

    assert 2 < slope < 20
    assert offset == pytest.approx(-1.5 * slope, rel=0.1)


def test_texts_behind_a_scale_are_counted_and_weighed() -> None:
    humans = scored(0, sources=4)
    names = ["big" if place % 8 else "small" for place in range(len(humans.words))]
    scales = [
        learn_scale(texts, scored(3), np.zeros(1)) for texts in (humans, replace(humans, sources=names))
    ]

    assert scales[0].human_texts.tolist() == [SIZE] * len(BANDS)
    assert scales[0].human_weight.tolist() == pytest.approx([SIZE] * len(BANDS))
    # Half the weight on 50 texts, half on 350: 1 / (50 / 100**2 + 350 / 700**2).
    assert scales[1].human_weight[0] == pytest.approx(175)


def test_a_source_of_few_texts_sets_no_rate_where_others_have_more() -> None:
    humans = scored(0, bands=(50,), size=200)
    few = Scored(
        humans.logits[: MIN_OF_SOURCE - 1] + 9, humans.words[1:MIN_OF_SOURCE], ["few"] * (MIN_OF_SOURCE - 1)
    )
    scales = [learn_scale(texts, scored(3), np.zeros(1)) for texts in (humans, joined(humans, few))]

    assert scales[0].humans.tolist() == scales[1].humans.tolist()
    assert scales[1].human_texts[0] == 200


def test_sources_that_all_have_few_texts_all_count() -> None:
    humans = scored(0, bands=(50,), size=MIN_OF_SOURCE, sources=4)

    assert learn_scale(humans, scored(3), np.zeros(1)).human_texts[0] == MIN_OF_SOURCE


def joined(ours: Scored, theirs: Scored) -> Scored:
    return Scored(
        np.concatenate((ours.logits, theirs.logits)),
        np.concatenate((ours.words, theirs.words)),
        [*ours.sources, *theirs.sources],
    )


def test_a_band_of_few_texts_borrows_from_the_band_before() -> None:
    humans = scored(0, bands=(50, 100), size=MIN_TEXTS)
    few = Scored(humans.logits + 5, humans.words + 150, humans.sources)
    few = few.pick(np.arange(2 * MIN_TEXTS) < MIN_TEXTS - 1)
    scale = learn_scale(joined(humans, few), scored(3), np.zeros(1))

    assert scale.human_texts.tolist() == [MIN_TEXTS, MIN_TEXTS, 0, 0]
    assert scale.experts[2].tolist() == scale.experts[1].tolist() != scale.experts[0].tolist()
    assert scale.humans[3].tolist() == scale.humans[1].tolist() != scale.humans[0].tolist()


def test_a_band_that_shows_no_low_rate_borrows_where_the_one_before_shows_a_lower_one() -> None:
    """So that few long texts raise no error rate of all lengths."""
    short, long = scored(0, bands=(50,), size=200), scored(1, bands=(400,), size=60)
    scale = learn_scale(joined(short, long), scored(3), np.zeros(1))
    alone = learn_scale(joined(scored(0, bands=(50,), size=40), long), scored(3), np.zeros(1))

    assert scale.human_texts.tolist() == [200, 0, 0, 0]
    assert scale.finest_of_all() == pytest.approx(1 / 201)
    assert alone.human_texts.tolist() == [40, 0, 0, 60]


def test_sources_that_set_no_threshold_beside_larger_ones_are_named() -> None:
    few = scored(0, bands=(50,), size=MIN_OF_SOURCE - 1, sources=1)
    few = Scored(few.logits, few.words, ["few"] * len(few.words))

    assert unheard(joined(scored(0, bands=(50,), size=200), few)) == ["few"]
    assert unheard(few) == []


@pytest.mark.parametrize("number", [20, 33, 99, 100, 1001])
def test_texts_of_one_source_are_worth_their_number(number: int) -> None:
    assert worth(["one"] * number) == number
    assert worth([]) == 0


def test_people_who_tie_at_the_top_are_called_no_more_often_than_it_says() -> None:
    """As at the highest score that there is, which texts of any logit beyond have."""
    scores = np.append(np.arange(95.0), [100.0] * 5)
    knots = upper_quantiles(scores, ["a"] * 100)

    assert (scores >= knots[level(0.01)]).sum() == 0
    assert (scores >= knots[level(0.05)]).sum() == 5
    assert knots[-1] == pytest.approx(100)


def test_too_few_texts_set_no_rate() -> None:
    few, enough = scored(0, bands=(50,), size=MIN_TEXTS - 1), scored(0)

    with pytest.raises(TrainingError, match=f"only {MIN_TEXTS - 1} human texts of 50 words or more"):
        learn_scale(few, enough, np.zeros(1))
    with pytest.raises(TrainingError, match=f"only {MIN_TEXTS - 1} machine texts"):
        learn_scale(enough, few, np.zeros(1))


def test_the_score_is_that_of_the_expert_that_fewest_people_reach() -> None:
    humans = scored(0, experts=2)
    scale = expert_scale(humans, np.zeros(2))
    high, low = scale.experts[0, :, level(0.01)], scale.experts[0, :, level(0.5)]
    texts = Scored(np.array([[high[0], low[1]], [low[0], low[1]]]), np.array([60, 60]), ["a", "a"])

    assert combined(scale, texts).tolist() == pytest.approx([log(99), 0.0])


def test_a_handicap_costs_an_expert_that_many_units() -> None:
    humans = scored(0, experts=2)
    scales = [expert_scale(humans, np.array(handicaps)) for handicaps in ((0.0, 99.0), (log(2), 99.0))]
    found = [combined(scale, humans) for scale in scales]

    assert found[0] - found[1] == pytest.approx(np.full(len(humans.words), log(2)))


def test_two_experts_together_hold_the_rate_of_one() -> None:
    scale, humans = learnt(experts=2, handicaps=(0.0, 0.0)), scored(0, experts=2)
    threshold = scale.threshold(RATE, 0)

    assert threshold > log(1 / RATE - 1) + 0.3  # two chances to be high: about ln 2 more is asked for
    assert (combined(scale, humans)[humans.bands == 0] >= threshold).mean() == pytest.approx(RATE, abs=0.01)


def test_logits_are_translated_to_those_that_as_many_people_reach() -> None:
    humans = scored(0)
    scale = expert_scale(humans, np.array([0.5]))
    other = expert_scale(replace(humans, logits=humans.logits * 2 + 1), np.zeros(1))
    texts = scored(1, size=50)

    inside = (texts.logits < scale.experts[texts.bands, 0, -1:]) & (
        texts.logits > scale.experts[texts.bands, 0, :1]
    )
    assert inside.mean() > 0.9
    assert translated(texts, scale, other)[inside] == pytest.approx(texts.logits[inside] * 2 + 1)
