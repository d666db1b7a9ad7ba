"""A model is written with thresholds of other people, and everything else of it to the byte."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ailabel.card import CARD_RATES
from ailabel.errors import ModelError, TrainingError
from ailabel.evaluate import lowest_max_fpr
from ailabel.model import CLASSIFIER, DEFAULT, load
from ailabel.recalibrate import recalibrate
from ailabel.scale import BANDS, Scale
from ailabel.train import train

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from ailabel.labelled import LabelledText

SHORT = 0  # the band that all toy texts fall into


@pytest.fixture(scope="module")
def people(toy_texts: Sequence[LabelledText]) -> list[LabelledText]:
    return [text for text in toy_texts if text.label == "human"]


@pytest.fixture(scope="module")
def made(people: list[LabelledText], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The shipped model, set by people who write manuals, and the report."""
    folder = tmp_path_factory.mktemp("made") / "mine"
    return folder, recalibrate(people, folder, name="mine", jobs=1)


def test_experts_and_classifier_stay_to_the_byte(made: tuple[Path, dict[str, Any]]) -> None:
    new, old = load(made[0]), load()

    for name in type(old.weights).__match_args__:
        assert getattr(new.weights, name).tobytes() == getattr(old.weights, name).tobytes(), name
    assert (made[0] / CLASSIFIER).read_bytes() == (DEFAULT / CLASSIFIER).read_bytes()
    assert new.scale.experts.tobytes() == old.scale.experts.tobytes()


def test_only_the_bands_that_there_are_texts_of_are_set_anew(
    made: tuple[Path, dict[str, Any]], people: list[LabelledText]
) -> None:
    new, old = load(made[0]).scale, load().scale

    for name in Scale.__match_args__:
        if name != "handicaps":
            assert getattr(new, name)[1:].tolist() == getattr(old, name)[1:].tolist(), name
    assert new.human_texts[SHORT] == made[1]["bands"][SHORT]["texts"]
    assert 100 < new.human_texts[SHORT] <= len(people)


def test_report_says_what_changed_and_how_many_are_accused(
    made: tuple[Path, dict[str, Any]], people: list[LabelledText]
) -> None:
    report, scale = made[1], load(made[0]).scale

    assert (report["sources"], report["ignored"]) == (4, 0)
    assert [band["reset"] for band in report["bands"]] == [True, False, False, False]
    assert report["bands"][SHORT]["before"]["0.01"] == pytest.approx(
        load().scale.threshold(0.01, SHORT), 1e-3
    )
    assert report["bands"][SHORT]["after"]["0.01"] == pytest.approx(scale.threshold(0.01, SHORT), 1e-3)
    assert report["bands"][SHORT]["after"]["0.001"] is None
    assert set(report["bands"][SHORT]["after"]) == {str(rate) for rate in CARD_RATES}
    assert 0 <= report["accused"]["before"] < 0.05
    assert 0 <= report["accused"]["after"] < 0.05
    assert report["texts"] <= len(people)


def test_report_accuses_at_a_rate_that_both_models_take(
    people: list[LabelledText], toy_texts: Sequence[LabelledText], tmp_path: Path
) -> None:
    few = [*people[:60], *(text for text in toy_texts if text.label == "ai")]
    train(few, tmp_path / "few", name="few", jobs=1)
    report = recalibrate(people, tmp_path / "model", model=tmp_path / "few", name="x", jobs=1)

    assert load(tmp_path / "few").scale.finest_of_all() > 0.01
    assert report["accused"]["max_fpr"] == lowest_max_fpr(load(tmp_path / "few").scale)


def test_report_knows_the_thresholds_that_the_card_knows(made: tuple[Path, dict[str, Any]]) -> None:
    card = load(made[0]).card

    for band, row in zip(made[1]["bands"], card["thresholds"], strict=True):
        assert band["after"] == {
            rate: None if score is None else pytest.approx(score, abs=1e-3)
            for rate, score in row["scores"].items()
        }


def test_card_says_what_it_was_calibrated_on_and_made_from(made: tuple[Path, dict[str, Any]]) -> None:
    model, base = load(made[0]), load()
    told = model.card["calibrated"]

    assert model.card["name"] == "mine"
    assert model.card["derived_from"]["digest"] == base.stamp.digest
    assert told["words"] == [BANDS[SHORT]]
    assert list(told["sources"]) == [f"human-{number}" for number in range(4)]
    assert told["texts"] == sum(told["sources"].values()) == made[1]["texts"]
    assert model.card["thresholds"][SHORT]["human_texts"] == model.scale.human_texts[SHORT]
    assert model.card["sources"] == base.card["sources"]


def test_same_texts_give_the_same_bytes_and_machine_texts_are_ignored(
    made: tuple[Path, dict[str, Any]], toy_texts: Sequence[LabelledText], tmp_path: Path
) -> None:
    report = recalibrate(toy_texts, tmp_path / "again", name="mine")

    assert report == made[1] | {"ignored": sum(text.label == "ai" for text in toy_texts)}
    for file in made[0].iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes()


def test_a_model_may_be_calibrated_in_its_own_place(
    toy_model: Path, people: list[LabelledText], tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    recalibrate(people, folder, model=toy_model, name="one")
    recalibrate(people, folder, model=folder, name="two")

    assert load(folder).card["name"] == "two"
    assert load(folder).card["derived_from"]["name"] == "one"


def test_texts_of_one_group_cannot_judge_one_another(people: list[LabelledText], tmp_path: Path) -> None:
    texts = [replace(text, source="one", group="one") for text in people]
    in_two_sources = [replace(text, source=str(place % 2)) for place, text in enumerate(texts)]
    by_group = [replace(text, source="one") for text in people]

    assert recalibrate(texts, tmp_path / "model", name="x")["accused"]["after"] is None
    assert recalibrate(in_two_sources, tmp_path / "model", name="x")["accused"]["after"] is None
    assert recalibrate(by_group, tmp_path / "model", name="x")["accused"]["after"] < 0.1


@pytest.mark.parametrize("number", [0, 60])
def test_too_few_texts_are_refused_and_nothing_is_written(
    number: int, people: list[LabelledText], tmp_path: Path
) -> None:
    with pytest.raises(TrainingError, match=r"too few human texts .* of 50 words or more, 0 of 100 words"):
        recalibrate(people[:number], tmp_path / "model", name="few", jobs=1)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_classifier_is_not_passed_on(
    toy_model: Path, people: list[LabelledText], tmp_path: Path
) -> None:
    damaged = shutil.copytree(toy_model, tmp_path / "damaged")
    (damaged / CLASSIFIER).write_bytes(b"other")

    with pytest.raises(ModelError, match="damaged or changed"):
        recalibrate(people, tmp_path / "model", model=damaged, name="x")
    assert [path.name for path in tmp_path.iterdir()] == ["damaged"]


def test_a_rate_of_one_in_a_hundred_can_be_shown(made: tuple[Path, dict[str, Any]]) -> None:
    scale = load(made[0]).scale

    assert (np.diff(scale.humans, axis=1) >= 0).all()
    assert scale.finest_of_all() <= 0.01
