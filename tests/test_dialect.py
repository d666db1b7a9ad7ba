"""A dialect joins a model from a hundred pairs: found thereafter, and nothing else of the model changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ailabel.dialect import MIN_EACH, add_dialect
from ailabel.errors import TrainingError
from ailabel.features.ngrams import ROWS
from ailabel.features.stylometry import FEATURES
from ailabel.labelled import LabelledText
from ailabel.model import load, load_classifier
from tests.learning.test_experts import hold_equal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

EVERY_ROW = np.arange(ROWS, dtype=np.int32)
NAME = "articles"


@pytest.fixture(scope="module")
def pairs(toy_texts: Sequence[LabelledText]) -> list[LabelledText]:
    """Each human text, and the same with a habit that no other expert has heard of."""
    people = [text for text in toy_texts if text.label == "human"]
    habits = [text.text.replace(", ", " (in a manner of speaking), ") for text in people]
    return [
        *people,
        *(
            LabelledText(f"As it were, {habit}", "ai", NAME, text.group)
            for text, habit in zip(people, habits, strict=True)
        ),
    ]


@pytest.fixture(scope="module")
def made(pairs: list[LabelledText], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The shipped model with one more expert, and the report."""
    folder = tmp_path_factory.mktemp("made") / "more"
    return folder, add_dialect(pairs, folder, dialect=NAME, name="more", jobs=1)


def test_tables_of_the_other_experts_stay_to_the_byte(
    made: tuple[Path, dict[str, Any]],
) -> None:
    new, old = load(made[0]), load()

    assert new.experts == (*old.experts, NAME)
    assert new.weights.steps_of(EVERY_ROW)[:, :-1].tobytes() == old.weights.steps_of(EVERY_ROW).tobytes()
    assert new.weights.bins[:, :, :-1].tobytes() == old.weights.bins.tobytes()
    assert new.weights.edges.tobytes() == old.weights.edges.tobytes()
    assert new.weights.steps[:-1].tobytes() == old.weights.steps.tobytes()
    assert new.weights.offsets[:-1].tobytes() == old.weights.offsets.tobytes()
    assert new.scale.experts[:, :-1].tobytes() == old.scale.experts.tobytes()
    assert new.usual[:, :-1].tobytes() == old.usual.tobytes()


def test_what_is_usual_in_the_dialect_is_that_of_its_machine_texts(made: tuple[Path, dict[str, Any]]) -> None:
    """Each of them has a pair of brackets for each comma of a text that a person wrote."""
    brackets = load(made[0]).usual[0, :, list(FEATURES).index("brackets")]

    assert (brackets[-1] > brackets[:-1]).all()


def test_texts_of_the_dialect_are_found_that_were_not(made: tuple[Path, dict[str, Any]]) -> None:
    report = made[1]

    assert report["before"]["auroc"] < 0.8
    assert report["after"]["auroc"] > 0.9
    assert report["expert"]["auroc"] > 0.9
    assert report["called_ai"]["ai"]["after"] > report["called_ai"]["ai"]["before"]
    assert report["called_ai"]["human"]["after"] <= 0.02


def test_report_counts_what_was_learnt_from(
    made: tuple[Path, dict[str, Any]], pairs: list[LabelledText]
) -> None:
    report, half = made[1], len(pairs) // 2

    assert report["texts"] == {"human": half, "ai": half}
    assert report["sources"] == {"human": 4, "ai": 1}
    assert report["pairs"] == half
    assert not report["homes_left_out"]


def test_paths_that_folders_share_make_no_groups_across_sources(
    pairs: list[LabelledText], toy_model: Path, tmp_path: Path
) -> None:
    half = len(pairs) // 2
    texts = [
        replace(text, source=f"s{place % half % 6}", group=str(place % half // 6), is_named=False)
        for place, text in enumerate(pairs)
    ]
    report = add_dialect(texts, tmp_path / "model", dialect=NAME, model=toy_model, name="x", jobs=1)

    assert (report["pairs"], report["homes_left_out"]) == (half, True)


def test_card_tells_of_the_dialect_and_of_the_model_that_it_joined(
    made: tuple[Path, dict[str, Any]],
) -> None:
    model, base = load(made[0]), load()
    told = model.card["dialects"][NAME]

    assert model.card["name"] == "more"
    assert model.card["derived_from"]["digest"] == base.stamp.digest
    assert model.card["sources"] == base.card["sources"]
    assert told["sources"] == {NAME: {"ai": made[1]["texts"]["ai"]}, **told["sources"]}
    assert told["left_out"] == made[1]["expert"]
    assert told["pairs"] == made[1]["pairs"]
    assert "left out" in told["thresholds"]
    assert model.card["thresholds"][0]["human_texts"] == model.scale.human_texts[0]


def test_classifier_says_what_the_tables_say(
    made: tuple[Path, dict[str, Any]], pairs: list[LabelledText]
) -> None:
    assert list(load_classifier(made[0], trust=True)["experts"]) == [*load().experts, NAME]
    hold_equal(made[0], [text.text for text in pairs[::12]])


def test_same_texts_and_model_give_the_same_bytes(
    made: tuple[Path, dict[str, Any]], pairs: list[LabelledText], tmp_path: Path
) -> None:
    again = add_dialect(pairs, tmp_path / "more", dialect=NAME, name="more", jobs=2)

    assert again == made[1]
    for file in made[0].iterdir():
        assert (tmp_path / "more" / file.name).read_bytes() == file.read_bytes()


def test_a_second_dialect_joins_the_first_and_nothing_is_unpickled_for_it(
    made: tuple[Path, dict[str, Any]],
    pairs: list[LabelledText],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("joblib.load", lambda *_: pytest.fail("the classifier was read"))
    report = add_dialect(pairs, tmp_path / "model", dialect="again", model=made[0], name="x")
    model = load(tmp_path / "model")

    assert report["known_sources"] == sorted({text.source for text in pairs})
    assert made[1]["known_sources"] == []
    assert model.experts == (*load().experts, NAME, "again")
    assert list(model.card["dialects"]) == [NAME, "again"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("texts", "has an expert 'texts' already"),
        ("  ", "a dialect needs a name"),
        ("a\nb", "a dialect needs a name"),
    ],
)
def test_a_name_that_tells_nothing_apart_is_refused(
    name: str, message: str, pairs: list[LabelledText], toy_model: Path, tmp_path: Path
) -> None:
    with pytest.raises(TrainingError, match=message):
        add_dialect(pairs, tmp_path / "model", dialect=name, model=toy_model, name="x")
    assert not (tmp_path / "model").exists()


def test_too_few_texts_of_a_label_are_refused(
    pairs: list[LabelledText], toy_model: Path, tmp_path: Path
) -> None:
    people = [text for text in pairs if text.label == "human"]

    with pytest.raises(TrainingError, match="0 texts labelled ai, "):
        add_dialect(people, tmp_path / "model", dialect=NAME, model=toy_model, name="x")
    with pytest.raises(TrainingError, match=f"99 texts labelled human; .*at least {MIN_EACH} of each"):
        add_dialect(pairs[len(people) - 99 :], tmp_path / "model", dialect=NAME, model=toy_model, name="x")
    assert list(tmp_path.iterdir()) == []


def test_texts_that_share_one_group_cannot_be_told_apart(
    pairs: list[LabelledText], toy_model: Path, tmp_path: Path
) -> None:
    texts = [replace(text, source="one", group="one") for text in pairs]

    with pytest.raises(TrainingError, match="share a group"):
        add_dialect(texts, tmp_path / "model", dialect=NAME, model=toy_model, name="x")
