"""How right verdicts are by group is what a person works out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ailabel.report import Verdict
from training.breakdown import (
    FEW,
    FPRS,
    KEYS,
    OTHER_MAKERS,
    REST,
    UNKNOWN,
    breakdown,
    curve,
    macro,
    maker_of,
    words_of,
)
from training.corpus import PLAN, Origin, Text
from training.judged import Judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ailabel.result import Label


UNTOLD = Origin()


def judged(  # noqa: PLR0913  each is a column of the table
    label: str,
    number: int,
    verdict: Label = "unsure",
    style: float | None = 0.0,
    *,
    source: str = "news",
    role: str = "train",
    words: int = 60,
    origin: Origin = UNTOLD,
) -> Judged:
    text = Text(str(number), "", label, source, source, "", None, None, "en", origin)
    probability = None if style is None else 0.25 if label == "human" else 0.75
    return Judged(role, text, Verdict(label, source, verdict, words, style, probability))


def both(role: str) -> Iterator[Judged]:
    """Enough texts of each kind for a group, one in four of the machine's called and one of the people's."""
    for number in range(FEW):
        yield judged("human", number, "unsure" if number else "ai-likely", 0.0, role=role)
        yield judged("ai", number, "unsure" if number % 4 else "ai-likely", 1.0, role=role, source="models")


def told(*more: Judged) -> dict[str, Any]:
    return breakdown([*both("train"), *both("dev"), *more])


def test_macro_weighs_sources_alike_at_one_threshold() -> None:
    """Two people pass 1.5, one of a source of 80 and one of a source of 20: 0.6 and 2.5 % of all weight."""
    people = [
        judged("human", number, style=2.0 if number in {0, 80} else 1.0, source=source, words=150)
        for source, numbers in (("blog", range(80)), ("news", range(80, 100)))
        for number in numbers
    ]
    machines = [
        judged("ai", number, style=style, source="models", words=150)
        for number, style in enumerate([3.0, 1.5, None, 0.0] * 5)
    ]
    hidden = [
        judged("ai", number, style=0.0, source="models", words=150, origin=Origin(attack="dipper"))
        for number in range(20)
    ]
    short = [judged("ai", number, style=0.0, source="notes") for number in range(20)]
    few = [judged("ai", number, style=9.0, source="few", words=150) for number in range(FEW - 1)]

    found = macro(people, [*machines, *hidden, *short, *few])

    assert found is not None
    told = found["by_source"].pop("models")
    assert told == {"texts": 20, "auroc": pytest.approx((1 + 0.96875) / 3, abs=1e-4), "tpr_at_1_fpr": 0.25}
    assert (found["sources"], found["auroc"], found["tpr_at_1_fpr"]) == (1, told["auroc"], 0.25)
    assert macro(people, short) is None


def test_a_group_tells_how_many_are_called_given_a_verdict_and_parted() -> None:
    extra = [judged("human", number, "human-likely", 2.0, source="blog") for number in range(FEW)]

    people = told(*extra)["people"]

    assert people["by_source"]["blog"] == {
        "texts": 20, "called": 0.0, "low": 0.0, "high": 0.1611, "given": 1.0, "auroc": 0.0,
    }  # fmt: skip
    assert people["by_source"]["news"]["called"] == people["by_source"]["news"]["given"] == 0.05
    assert people["by_source"]["news"]["auroc"] == 1.0
    assert people["all"]["texts"] == 40
    assert (people["all"]["sources"], people["all"]["mean_of_sources"]) == (2, 0.025)


def test_pieces_of_one_text_count_as_one_text_in_its_interval() -> None:
    pieces = [judged("human", number, source="blog") for number in range(FEW)] * 3

    assert told(*pieces)["people"]["by_source"]["blog"]["texts"] == FEW


def test_what_style_cannot_judge_is_not_called_and_has_no_part_in_the_rest() -> None:
    verse = [judged("human", number, style=None, source="verse") for number in range(FEW)]

    found = told(*verse)

    assert found["people"]["by_source"]["verse"]["called"] == 0.0
    assert found["people"]["by_source"]["verse"]["given"] == 0.0
    assert found["people"]["by_source"]["verse"]["auroc"] is None
    assert found["calibration"] == told()["calibration"]
    assert found["roc"] == told()["roc"]


def test_texts_are_parted_by_words_from_those_as_long() -> None:
    long = [judged("ai", number, style=-1.0, words=500, source="models") for number in range(FEW)]

    machines = told(*long)["machines"]

    assert list(machines["by_words"]) == ["50-99", "400+"]
    assert machines["by_words"]["50-99"]["auroc"] == 1.0
    assert machines["by_words"]["400+"]["auroc"] is None


def test_small_groups_are_told_together_and_last() -> None:
    genres = ["a", *["b"] * FEW, *["c"] * (FEW - 2)]
    rows = [
        judged("human", place, source="blog", origin=Origin(genre=genre))
        for place, genre in enumerate(genres)
    ]

    groups = told(*rows)["people"]["by_genre"]

    assert {name: group["texts"] for name, group in groups.items()} == {"b": 20, UNKNOWN: 20, REST: 19}
    assert list(groups)[-1] == REST


def test_probabilities_are_compared_with_shares_where_each_source_weighs_the_same() -> None:
    """A machine source of 80 texts that get 0.25 weighs as one of 20 that get 0.75."""
    low = [judged("ai", number, style=None, source="other") for number in range(4 * FEW)]
    low = [replace(row, verdict=replace(row.verdict, style=0.5, probability=0.25)) for row in low]

    found = told(*low)["calibration"]

    assert found["dev"] == {
        "expected_error": 0.25,
        "bins": [
            {"probability": 0.25, "share": 0.0, "weight": 0.5},
            {"probability": 0.75, "share": 1.0, "weight": 0.5},
        ],
    }
    assert found["left_out"]["bins"][0] == {"probability": 0.25, "share": 0.3333, "weight": 0.75}
    assert found["left_out"]["expected_error"] == 0.125, "0.75 x 0.0833 + 0.25 x 0.25"


def test_a_curve_says_what_is_found_where_no_more_people_than_allowed_are_called() -> None:
    humans, machines = np.arange(100.0), np.array([98.5, 97.5, -1.0, 200.0])
    is_ai = np.repeat([0.0, 1.0], [100, 4])

    found = dict(zip(FPRS, curve(np.concatenate((humans, machines)), is_ai, np.ones(104)), strict=True))

    assert found[0.001] == 0.25
    assert found[0.01] == 0.5
    assert found[0.02] == found[0.1] == 0.75
    assert found[1.0] == 1.0


def test_texts_of_equal_score_are_called_together_or_not_at_all() -> None:
    scores, is_ai = np.array([1.0, 1.0, 0.0, 1.0]), np.array([0.0, 0.0, 0.0, 1.0])

    found = dict(zip(FPRS, curve(scores, is_ai, np.ones(4)), strict=True))

    assert found[0.631] == 0.0
    assert found[0.7943] == 1.0


@pytest.mark.parametrize(
    ("generator", "maker"),
    [
        ("gpt-4o", "OpenAI, chat models"),
        ("gpt2-xl", "before chat (GPT-2, GPT-J, ...)"),
        ("gpt-j-6b", "before chat (GPT-2, GPT-J, ...)"),
        ("Meta-Llama-3-8B-Instruct", "Meta (Llama 2 to 4)"),
        ("an-unheard-of-model", OTHER_MAKERS),
        (None, UNKNOWN),
    ],
)
def test_maker_is_told_by_the_longest_beginning(generator: str | None, maker: str) -> None:
    assert maker_of(judged("ai", 0, origin=Origin(generator=generator))) == maker


def test_no_beginning_stands_for_two_makers_and_all_are_in_small_letters() -> None:
    starts = [start for maker in PLAN["makers"].values() for start in maker]

    assert len(starts) == len(set(starts))
    assert [start.lower() for start in starts] == starts


@pytest.mark.parametrize(
    ("words", "band"), [(50, "50-99"), (99, "50-99"), (100, "100-199"), (399, "200-399"), (900, "400+")]
)
def test_bands_of_length_begin_where_those_of_thresholds_do(words: int, band: str) -> None:
    assert words_of(judged("human", 0, words=words)) == band


@pytest.mark.parametrize("side", KEYS)
def test_every_key_names_a_group_for_a_text_of_which_nothing_is_known(side: str) -> None:
    names = [key(judged("ai", 0)) for key in KEYS[side].values()]

    assert all(names)
    assert set(told()[side]) == {"all", *(f"by_{key}" for key in KEYS[side])}


def test_a_breakdown_is_json() -> None:
    assert json.loads(json.dumps(told(), allow_nan=False)) == told()
