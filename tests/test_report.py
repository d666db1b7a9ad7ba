"""What a report says of verdicts is what a person works out by hand."""

from __future__ import annotations

import doctest
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ailabel import report
from ailabel.detector import Detector
from ailabel.errors import TrainingError, UsageError
from ailabel.labelled import LabelledText
from ailabel.report import Verdict, by_number, check_fields, check_names, report_of, verdicts

if TYPE_CHECKING:
    from ailabel.result import Label


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


def human(label: Label, style: float | None, words: int = 60, source: str = "a") -> Verdict:
    return Verdict("human", source, label, words, style, None if style is None else 0.25)


def machine(label: Label, style: float | None, words: int = 60, source: str = "b") -> Verdict:
    return Verdict("ai", source, label, words, style, None if style is None else 0.75)


def test_verdicts_are_counted_by_kind_source_and_length(detector: Detector) -> None:
    found = [
        human("human-likely", 0.0),
        human("ai-likely", 5.0),
        human("unsure", None, 20, "c"),
        machine("ai-likely", 6.0),
        machine("mixed", 4.0, 250),
        machine("unsure", 1.0, 250, "d"),
        machine("ai-disclosed", None, 20, "e"),
    ]

    told = report_of(detector, found)

    assert told["texts"] == {"human": 3, "ai": 4}
    assert told["verdicts"]["human"] == {
        "ai-disclosed": 0, "ai-likely": 1, "mixed": 0, "human-likely": 1, "unsure": 1,
    }  # fmt: skip
    assert told["judged"] == {"human": 0.666667, "ai": 0.75}
    called = told["called_ai"]
    assert called["human"]["all"] == pytest.approx(
        {"texts": 3, "share": 0.3333, "low": 0.0615, "high": 0.7923}, abs=1e-4
    )
    assert {name: rate["share"] for name, rate in called["human"]["by_source"].items()} == {
        "a": 0.5,
        "c": 0.0,
    }
    assert {name: rate["share"] for name, rate in called["ai"]["by_source"].items()} == {
        "b": 1.0,
        "d": 0.0,
        "e": 1.0,
    }
    assert {least: rate["texts"] for least, rate in called["ai"]["by_words"].items()} == {"50": 1, "200": 2}
    assert {least: rate["texts"] for least, rate in called["human"]["by_words"].items()} == {"50": 2}


def test_fields_part_what_is_called_and_machine_texts_from_all_people(detector: Detector) -> None:
    news, mail = {"genre": "news"}, {"genre": "mail"}
    found = [
        replace(human("ai-likely", 2.0), fields=news),
        human("unsure", 0.0),
        replace(machine("ai-likely", 3.0), fields=news),
        replace(machine("unsure", 1.0), fields=mail),
        machine("unsure", None),
    ]

    told = report_of(detector, found, ["genre"])
    called = told["called_ai"]

    assert {name: rate["share"] for name, rate in called["human"]["by_genre"].items()} == {
        "(none)": 0.0,
        "news": 1.0,
    }
    assert called["ai"]["by_genre"]["news"] == pytest.approx(
        {"texts": 1, "share": 1.0, "low": 0.2065, "high": 1.0}, abs=1e-4
    )
    assert [*called["ai"]["by_genre"]] == ["(none)", "mail", "news"]
    assert told["separation"]["by_genre"] == {
        "(none)": None,  # of which nothing was judged
        "mail": {"human": 2, "ai": 1, "auroc": 0.5, "tpr_at_1_fpr": 0.0},
        "news": {"human": 2, "ai": 1, "auroc": 1.0, "tpr_at_1_fpr": 1.0},
    }


def test_numbers_in_the_values_of_a_field_rise(detector: Detector) -> None:
    found = [replace(machine("unsure", 0.0), fields={"step": step}) for step in ("10", "9", "100")]

    assert [*report_of(detector, found, ["step"])["called_ai"]["ai"]["by_step"]] == ["9", "10", "100"]


def told_of(**fields: str) -> LabelledText:
    return LabelledText("The sea.", "human", "mail", "1", fields=fields)


def test_a_name_may_be_a_number_of_any_length() -> None:
    names = ["9" * 5000, "8" * 5000, "10", "9", "009"]

    assert sorted(names, key=by_number) == ["9", "009", "10", "8" * 5000, "9" * 5000]


def test_a_field_that_some_record_has_is_one_to_break_down_by() -> None:
    check_fields([told_of(), told_of(genre="news")], ["genre"])


@pytest.mark.parametrize(
    ("name", "texts", "message"),
    [
        ("gerne", [told_of(genre="a"), told_of(id="1", label="human")], r"--by gerne: .*: 'genre', 'id'$"),
        (
            "genre",
            [told_of(), told_of()],
            r"--by genre: no text has a field to go by; records in JSON Lines, CSV",
        ),
    ],
)
def test_a_field_that_tells_nothing_apart_is_refused(
    name: str, texts: list[LabelledText], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        check_fields(texts, [name])


@pytest.mark.parametrize(("name", "why"), [("source", "source"), ("words", "length"), ("label", "label")])
def test_what_texts_are_told_apart_by_anyway_is_refused(name: str, why: str) -> None:
    with pytest.raises(UsageError, match=f"--by {name}: texts are told apart by {why} anyway"):
        check_names(["genre", name])


def test_scores_are_parted_as_a_whole_by_length_and_by_machine_source(detector: Detector) -> None:
    found = [
        human("unsure", 0.0),
        human("unsure", 2.0),
        machine("unsure", 1.0),
        machine("ai-likely", 3.0, 250, "d"),
    ]

    told = report_of(detector, found)["separation"]

    assert told["all"] == {"human": 2, "ai": 2, "auroc": 0.75, "tpr_at_1_fpr": 0.5}
    assert told["by_words"]["50"]["auroc"] == 0.5
    assert told["by_words"]["200"] is None
    assert told["by_source"]["b"] == {"human": 2, "ai": 1, "auroc": 0.5, "tpr_at_1_fpr": 0.0}
    assert told["by_source"]["d"]["auroc"] == 1.0


def test_probabilities_are_compared_with_shares_as_if_kinds_were_as_many(detector: Detector) -> None:
    found = [human("unsure", 0.0), human("unsure", 0.0), machine("ai-likely", 1.0)]

    told = report_of(detector, found)["calibration"]

    assert told["bins"] == [
        {"probability": 0.25, "share": 0.0, "weight": 0.5},
        {"probability": 0.75, "share": 1.0, "weight": 0.5},
    ]
    assert told["expected_error"] == 0.25


def test_a_prior_is_taken_out_of_probabilities_first(detector: Detector) -> None:
    rare = Detector(detector.model, prior=0.1)
    found = [Verdict("human", "a", "unsure", 60, 0.0, 0.1), Verdict("ai", "b", "unsure", 60, 0.0, 0.1)]

    told = report_of(rare, found)["calibration"]

    assert told == {"expected_error": 0.0, "bins": [{"probability": 0.5, "share": 0.5, "weight": 1.0}]}


@pytest.mark.parametrize("found", [[human("unsure", 0.0)], [machine("unsure", 0.0)]])
def test_one_kind_alone_is_counted_and_not_parted(detector: Detector, found: list[Verdict]) -> None:
    told = report_of(detector, found)

    assert told["separation"]["all"] is None
    assert told["calibration"] is None
    assert list(told["called_ai"]) == [found[0].kind]


def test_no_text_is_an_error(detector: Detector) -> None:
    with pytest.raises(TrainingError, match="no text"):
        report_of(detector, [])


def test_a_verdict_is_what_the_detector_says(detector: Detector) -> None:
    text = "This article was written by AI. " + "The tide came in and the boats went out again. " * 12
    (found,) = verdicts(detector, [LabelledText(text, "ai", "mine", "1", fields={"genre": "news"})])
    result = detector.score(text)

    assert (found.kind, found.source, found.label) == ("ai", "mine", "ai-disclosed")
    assert found.words == result.words
    assert found.fields == {"genre": "news"}
    assert found.probability == result.style_probability
    assert (found.style is None) == (result.human_exceedance is None)


def test_examples_do_what_they_show() -> None:
    failed, tried = doctest.testmod(report)

    assert (failed, tried > 0) == (0, True)
