"""What a report says of scores is what a person works out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ailabel.calibrate import Scored, expert_scale, learn_scale
from ailabel.evaluate import (
    FPR,
    auroc,
    called_rates,
    flagged,
    left_out_rates,
    lowest_max_fpr,
    rate,
    rates,
    rounded,
    separation,
    separations,
    tpr_at,
    wilson,
)
from ailabel.markdown import percent
from ailabel.scale import BANDS


def of(*scores: float) -> np.ndarray:
    return np.array(scores, float)


def texts_of(logits: np.ndarray, sources: list[str], words: int = 60) -> Scored:
    return Scored(logits[:, None], np.full(len(logits), words), sources)


@pytest.mark.parametrize(
    ("humans", "machines", "chance"),
    [
        (of(0, 1), of(1, 2), 0.875),  # three pairs right, one tied
        (of(0, 1), of(2, 3), 1.0),
        (of(2, 3), of(0, 1), 0.0),
        (of(1, 1), of(1), 0.5),
        (of(0, 1, 2), of(1.5), 0.6667),
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(
    humans: np.ndarray, machines: np.ndarray, chance: float
) -> None:
    assert auroc(humans, machines) == chance


def test_no_more_human_texts_pass_than_are_allowed() -> None:
    humans = np.arange(200.0)  # two may pass: 198 and 199

    assert tpr_at(humans, of(197, 197.5, 200, 0)) == 0.5
    assert tpr_at(humans, of(197, 197.5, 200, 0), fpr=0.0) == 0.25
    assert tpr_at(np.arange(99.0), of(98, 98.5)) == 0.5


def test_humans_who_tie_at_the_border_do_not_pass() -> None:
    assert tpr_at(np.ones(100), of(1, 1, 2)) == 0.3333


def test_separation_says_how_many_texts_it_is_about() -> None:
    assert separation(of(0, 1), of(1, 2, 2)) == {
        "human": 2,
        "ai": 3,
        "auroc": 0.9167,
        "tpr_at_1_fpr": 0.6667,
    }


def test_texts_at_the_threshold_or_above_are_flagged() -> None:
    humans = texts_of(np.arange(1000.0), ["a"] * 1000)
    scale = learn_scale(humans, texts_of(np.arange(1000.0), ["b"] * 1000), np.zeros(1))
    found = flagged(scale, texts_of(of(989, 990, 991, 2000), ["c"] * 4))

    assert found.tolist() == [False, False, True, True]
    assert flagged(scale, humans, 0.1).sum() == 100


def test_a_source_that_others_know_nothing_of_shows_its_own_rate() -> None:
    spread = np.random.default_rng(0).normal(0, 1, 600)
    logits = np.concatenate((spread, spread[:30] + 100, spread[:10] - 100))
    names = [f"even {place % 2}" for place in range(600)]
    humans = texts_of(logits, [*names, *["odd"] * 30, *["low"] * 10])
    found = left_out_rates(humans, texts_of(spread + 4, ["machine"] * 600), np.zeros(1))

    assert found is not None
    assert list(found["by_source"]) == ["even 0", "even 1", "low", "odd"]
    assert found["by_source"]["odd"] == 1.0
    assert found["by_source"]["low"] == 0.0
    assert found["by_source"]["even 0"] <= 0.02
    assert (found["highest_source"], found["highest"]) == ("odd", 1.0)
    assert found["mean"] == pytest.approx(np.mean(list(found["by_source"].values())), abs=1e-4)


def test_rates_by_length_are_means_over_the_sources_that_have_texts_of_it() -> None:
    spread = np.random.default_rng(1).normal(0, 1, 400)
    short, long = texts_of(spread, ["a", "b"] * 200), texts_of(spread[:40] + 100, ["b"] * 40, words=900)
    humans = Scored(
        np.concatenate((short.logits, long.logits)),
        np.concatenate((short.words, long.words)),
        [*short.sources, *long.sources],
    )
    rates_of_all = left_out_rates(humans, texts_of(spread + 4, ["machine"] * 400), np.zeros(1))
    assert rates_of_all is not None
    found = rates_of_all["by_band"]

    assert list(found) == [str(least) for least in BANDS]
    assert found["400"] == 1.0
    assert found["100"] is found["200"] is None
    assert found["50"] <= 0.03


def test_nothing_is_said_of_a_source_that_leaves_too_few_others() -> None:
    spread = np.random.default_rng(3).normal(0, 1, 210)
    machines = texts_of(spread + 4, ["machine"] * 210)
    found = left_out_rates(texts_of(spread, ["big"] * 200 + ["few"] * 10), machines, np.zeros(1))

    assert found is not None
    assert list(found["by_source"]) == ["few"]
    assert left_out_rates(texts_of(spread, ["one"] * 210), machines, np.zeros(1)) is None


def test_rates_count_pieces_of_a_text_as_one_text_and_sources_alike() -> None:
    texts = Scored(np.zeros((4, 1)), np.array([60, 250, 60, 60]), ["a", "a", "b", "a"])
    found = called_rates(np.array([True, False, True, False]), texts, np.array([0, 0, 1, 2]))

    assert found is not None
    # Wilson: (p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n), with z 1.96 and n 3.
    assert found["all"] == {"texts": 3, "share": 0.5, "low": 0.125334, "high": 0.874666}
    assert found["mean_of_sources"] == 0.666667  # of a third and of all
    assert {name: (rate["texts"], rate["share"]) for name, rate in found["by_source"].items()} == {
        "a": (2, 0.333333),
        "b": (1, 1.0),
    }
    assert {least: (rate["texts"], rate["share"]) for least, rate in found["by_words"].items()} == {
        "50": (3, 0.666667),
        "200": (1, 0.0),
    }
    assert called_rates(np.zeros(0, bool), texts_of(of(), []), np.zeros(0, int)) is None


def test_texts_are_parted_as_a_whole_by_length_and_by_machine_source() -> None:
    humans = texts_of(np.arange(1000.0), ["a"] * 1000)
    scale = learn_scale(humans, texts_of(np.arange(1000.0), ["b"] * 1000), np.zeros(1))
    machines = Scored(of(1e6, 1e6, -1e6)[:, None], np.array([60, 60, 500]), ["high", "low", "low"])
    found = separations(scale, humans, machines)

    assert found["all"] == {"human": 1000, "ai": 3, "auroc": 0.6667, "tpr_at_1_fpr": 0.6667}
    assert found["by_words"] == {
        "50": {"human": 1000, "ai": 2, "auroc": 1.0, "tpr_at_1_fpr": 1.0},
        "400": None,
    }
    assert {name: row["auroc"] for name, row in found["by_source"].items()} == {"high": 1.0, "low": 0.5}


def test_lowest_rate_is_what_the_texts_can_show_rounded_up() -> None:
    humans = texts_of(np.arange(150.0), ["a"] * 150)
    scale = learn_scale(humans, texts_of(np.arange(150.0), ["b"] * 150), np.zeros(1))

    assert lowest_max_fpr(scale) == 0.007  # one in 151


def test_rates_are_shares_by_source() -> None:
    assert rates(np.array([True, False, True]), ["b", "b", "a"]) == {"a": 1.0, "b": 0.5}


@pytest.mark.parametrize(
    ("share", "number", "low", "high"),
    [(0.0, 10, 0.0, 0.2775), (0.5, 10, 0.2366, 0.7634), (1.0, 10, 0.7225, 1.0)],
)
def test_interval_is_wilsons(share: float, number: int, low: float, high: float) -> None:
    """For none of n the upper end is z^2 / (n + z^2): 3.8415 / 13.8415."""
    assert wilson(share, number) == pytest.approx((low, high), abs=5e-5)


def test_reports_show_four_digits() -> None:
    assert rounded(np.float32(0.123456)) == 0.1235
    assert FPR == 0.01


def test_flags_follow_the_handicaps() -> None:
    humans = Scored(np.random.default_rng(2).normal(0, 1, (500, 2)), np.full(500, 60), ["a"] * 500)
    scale = expert_scale(humans, np.array([0.0, 50.0]))
    own = Scored(np.array([[0.0, 9.0]]), np.array([60]), ["a"])

    assert flagged(scale, own, 0.5).tolist() == [True]


def test_rate_is_rounded_once_where_it_is_said() -> None:
    assert percent(rate(14 / 17, 17)["share"]) == "82.4 %"
