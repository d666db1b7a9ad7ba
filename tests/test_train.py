"""Labelled texts become a model folder: the same bytes each time, judged on what was left out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ailabel._version import __version__
from ailabel.audit import MIN_EACH
from ailabel.card import CARD_RATES
from ailabel.detector import Detector
from ailabel.errors import ModelError, TrainingError, UsageError
from ailabel.features import spec
from ailabel.features.stylometry import FEATURES
from ailabel.labelled import LABELS, LabelledText
from ailabel.learning.space import BINS, Space
from ailabel.model import load
from ailabel.scale import BANDS
from ailabel.train import _folds, _left_out, _left_out_by, train
from tests.learning.handmade import sample

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

ENOUGH = MIN_EACH + 5  # a few of the toy texts are too short
FILES = {"model.json", "weights.npz", "classifier.joblib", "report.json", "README.md"}


@pytest.fixture(scope="module")
def again(
    toy_texts: Sequence[LabelledText], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """The toy model learnt once more, by one process, and the report."""
    folder = tmp_path_factory.mktemp("again") / "toy"
    return folder, train(toy_texts, folder, name="toy", jobs=1)


def test_same_texts_and_seed_give_the_same_bytes(toy_model: Path, again: tuple[Path, dict[str, Any]]) -> None:
    contents = [
        {file.name: file.read_bytes() for file in folder.iterdir()} for folder in (toy_model, again[0])
    ]

    assert set(contents[0]) == FILES
    assert contents[0] == contents[1]


def test_report_says_what_was_learnt_from_and_what_it_is_worth(
    again: tuple[Path, dict[str, Any]], toy_texts: Sequence[LabelledText]
) -> None:
    report = again[1]
    half = len(toy_texts) // 2

    assert report["texts"] == {"human": half, "ai": half}
    assert report["sources"] == {"human": 4, "ai": 4}
    assert report["left_out_by"] == "source"
    assert report["separation"]["all"]["auroc"] > 0.95  # its machine texts repeat the same few sentences
    assert set(report["separation"]["by_words"]) == {"50"}
    assert set(report["separation"]["by_source"]) == {f"ai-{number}" for number in range(4)}
    assert (report["max_fpr"], report["lowest_max_fpr"]) == (0.01, 0.008)  # of 138 texts, one in 139
    assert json.loads((again[0] / "report.json").read_text("utf-8")) == report


def test_report_tells_rates_by_source_and_by_length_with_intervals(
    again: tuple[Path, dict[str, Any]], toy_texts: Sequence[LabelledText]
) -> None:
    human, machine = (again[1]["called_ai"][label] for label in LABELS)

    assert set(human["by_source"]) == {f"human-{number}" for number in range(4)}
    assert set(machine["by_source"]) == {f"ai-{number}" for number in range(4)}
    assert set(human["by_words"]) == {"50"}  # all texts of the toy are short
    assert human["all"]["texts"] == sum(rate["texts"] for rate in human["by_source"].values())
    assert len(toy_texts) * 0.4 < human["all"]["texts"] <= len(toy_texts) / 2
    assert 0 <= human["all"]["low"] <= human["all"]["share"] < human["all"]["high"] < 0.1
    assert human["mean_of_sources"] < 0.1 < machine["mean_of_sources"]


def test_card_says_what_the_model_is_and_came_from(
    again: tuple[Path, dict[str, Any]], toy_texts: Sequence[LabelledText]
) -> None:
    model = load(again[0])
    card, scale = model.card, model.scale

    assert (card["name"], card["languages"], card["min_words"]) == ("toy", ["en"], BANDS[0])
    assert card["spec"] == spec()
    assert card["made_with"]["ailabel"] == __version__
    assert [row["words"] for row in card["thresholds"]] == list(BANDS)
    assert card["thresholds"][0]["human_texts"] == scale.human_texts[0] > 100
    assert card["thresholds"][0]["scores"] == {
        **{str(rate): pytest.approx(scale.threshold(rate, 0), abs=1e-3) for rate in CARD_RATES[:2]},
        "0.001": None,  # which 138 human texts cannot show
    }
    assert list(card["sources"]) == sorted({text.source for text in toy_texts})
    assert sum(source["texts"].get("ai", 0) for source in card["sources"].values()) == len(toy_texts) // 2


def few(texts: Sequence[LabelledText], human: int, machine: int) -> list[LabelledText]:
    """The first of each label."""
    left = {"human": human, "ai": machine}
    return [text for label in left for text in [own for own in texts if own.label == label][: left[label]]]


def test_too_few_texts_are_refused_and_nothing_is_written(
    toy_texts: Sequence[LabelledText], tmp_path: Path
) -> None:
    machine = [replace(text, label="ai") for text in toy_texts[MIN_EACH : 2 * MIN_EACH - 1]]
    short = [replace(toy_texts[0], label="ai", text=f"Too short, {number}.") for number in range(10)]

    with pytest.raises(TrainingError, match=f"49 texts labelled ai, .*{MIN_EACH - 1} of them"):
        train([*toy_texts[:MIN_EACH], *machine, *short], tmp_path / "model", name="few", jobs=1)
    assert list(tmp_path.iterdir()) == []


def test_no_texts_of_one_label_are_refused(toy_texts: Sequence[LabelledText], tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="0 texts labelled ai"):
        train(few(toy_texts, ENOUGH, 0), tmp_path / "model", name="one", jobs=1)
    with pytest.raises(TrainingError, match="0 texts labelled human"):
        train([], tmp_path / "model", name="none", jobs=1)


def test_texts_that_share_one_group_cannot_be_told_apart(
    toy_texts: Sequence[LabelledText], tmp_path: Path
) -> None:
    texts = [replace(text, source="one", group="one") for text in few(toy_texts, ENOUGH, ENOUGH)]

    with pytest.raises(TrainingError, match="share a group"):
        train(texts, tmp_path / "model", name="group", jobs=1)


def test_rate_that_the_model_refuses_is_not_told(toy_texts: Sequence[LabelledText], tmp_path: Path) -> None:
    report = train(few(toy_texts, ENOUGH, ENOUGH), tmp_path / "model", name="few", jobs=1)
    model = load(tmp_path / "model")

    assert report["called_ai"] == {"human": None, "ai": None}
    assert 0.01 < model.scale.finest_of_all() <= report["lowest_max_fpr"] < 0.03
    with pytest.raises(UsageError, match=r"max_fpr is 0\.01"):
        Detector(model)
    assert [row["scores"]["0.01"] for row in model.card["thresholds"]] == [None] * len(BANDS)
    assert all(row["scores"]["0.05"] is not None for row in model.card["thresholds"])


def test_one_source_is_learnt_by_group_and_shows_no_rate_of_others(
    toy_texts: Sequence[LabelledText], tmp_path: Path
) -> None:
    texts = [replace(text, source="one") for text in few(toy_texts, ENOUGH, ENOUGH)]
    report = train(texts, tmp_path / "model", name="one", jobs=1)

    assert report["sources"] == {"human": 1, "ai": 1}
    assert report["left_out_by"] == "group"
    assert report["called_ai"]["human"] is None
    assert report["separation"]["all"]["auroc"] > 0.8


def test_sources_of_very_unlike_size_are_learnt_from(
    toy_texts: Sequence[LabelledText], tmp_path: Path
) -> None:
    """One source has nearly all people, another nearly all machines; a third has few, and machines alone."""
    people, machine = toy_texts[:ENOUGH], toy_texts[-ENOUGH:]
    texts = [
        *(replace(text, source="blog") for text in people[2:]),
        *(replace(text, source="mixed") for text in (*people[:2], *machine[4:])),
        *(replace(text, source="blog") for text in machine[:2]),
        *(replace(text, source="chat") for text in machine[2:4]),
    ]
    report = train(texts, tmp_path / "model", name="unlike", jobs=1)

    human = report["called_ai"]["human"]
    assert human is None or "blog" not in human["by_source"]
    assert load(tmp_path / "model").card["name"] == "unlike"


def test_a_folder_that_is_no_model_is_left_alone(toy_texts: Sequence[LabelledText], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(ModelError, match="is no model folder"):
        train(few(toy_texts, ENOUGH, ENOUGH), tmp_path, name="x", jobs=1)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def labelled(*rows: tuple[str, str, str]) -> list[LabelledText]:
    return [LabelledText("", label, source, group) for label, source, group in rows]


def split_of(texts: Sequence[LabelledText], folds: Sequence[int], key: str) -> dict[str, set[int]]:
    """The folds in which each source or group is."""
    found: dict[str, set[int]] = {}
    for text, fold in zip(texts, folds, strict=True):
        found.setdefault(getattr(text, key), set()).add(fold)
    return found


def test_sources_stay_whole_and_every_fold_has_both_labels_to_learn_from() -> None:
    texts = labelled(
        *[("human", f"h{place % 3}", f"h{place}") for place in range(60)],
        *[("ai", f"a{place % 7}", f"a{place}") for place in range(70)],
    )
    folds = _folds(texts, 0)

    assert _left_out_by(texts)[0] == "source"
    assert set(folds) == {0, 1, 2}
    assert {len(own) for own in split_of(texts, folds, "source").values()} == {1}
    for fold in set(folds):
        assert {text.label for text, own in zip(texts, folds, strict=True) if own != fold} == {"human", "ai"}


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["human", "ai"]), st.sampled_from([1, 20, 60])),
        min_size=2,
        max_size=8,
    )
)
def test_whatever_fold_is_left_out_both_labels_are_learnt(sizes: list[tuple[str, str, int]]) -> None:
    rows = [(label, source, f"{label}{source}{at}") for source, label, size in sizes for at in range(size)]
    texts = labelled(*rows)
    assume(all(len({source for source, own, _ in sizes if own == label}) > 1 for label in ("human", "ai")))
    folds = _folds(texts, 0)

    assert {len(own) for own in split_of(texts, folds, "source").values()} == {1}
    for fold in set(folds):
        assert {text.label for text, own in zip(texts, folds, strict=True) if own != fold} == {"human", "ai"}


def test_groups_stay_whole_where_sources_are_too_few() -> None:
    texts = labelled(
        *[
            (label, "one" if label == "human" else "two", f"{label}{place // 3}")
            for label in ("human", "ai")
            for place in range(60)
        ]
    )
    folds = _folds(texts, 0)

    assert _left_out_by(texts)[0] == "group"
    assert set(folds) == {0, 1, 2, 3, 4}
    assert {len(own) for own in split_of(texts, folds, "group").values()} == {1}


def test_pairs_stay_whole_with_the_sources_of_people_where_one_machine_answers_all() -> None:
    people = labelled(*[("human", f"h{place % 4}", str(place)) for place in range(60)])
    texts = [*people, *labelled(*[("ai", "bot", str(place)) for place in range(60)])]
    folds = _folds(texts, 0)

    assert _left_out_by(texts)[0] == "home"
    assert {len(own) for own in split_of(texts, folds, "group").values()} == {1}
    assert {len(own) for own in split_of(people, folds[:60], "source").values()} == {1}


def test_groups_stay_whole_where_every_source_shares_some_with_others() -> None:
    texts = labelled(*[(label, f"{label}{at % 4}", str(at // 3)) for label in LABELS for at in range(60)])
    folds = _folds(texts, 0)

    assert _left_out_by(texts)[0] == "group"
    assert set(folds) == {0, 1, 2, 3, 4}
    assert {len(own) for own in split_of(texts, folds, "group").values()} == {1}


def test_one_group_of_several_sources_cannot_be_told_apart() -> None:
    texts = labelled(*[(label, f"{label}{at % 4}", "everything") for label in LABELS for at in range(60)])

    with pytest.raises(TrainingError, match="share a group"):
        _folds(texts, 0)


def test_what_only_one_source_says_weighs_nothing_in_its_own_judgement() -> None:
    """Each source has a row of its own that tells its label."""
    texts = labelled(*[("ai" if place % 2 else "human", f"s{place % 8}", str(place)) for place in range(160)])
    pieces = [sample(place % 8, text=place) for place in range(160)]
    edges = np.tile(np.arange(1.0, BINS), (len(FEATURES), 1))
    space = Space(np.arange(8, dtype=np.int32), np.ones(8), edges)
    logits, _ = _left_out(space, pieces, pieces, texts, 0)
    folds = np.array(_folds(texts, 0))

    for fold in set(folds.tolist()):
        assert len(set(logits[folds == fold, 0].tolist())) == 1


def test_the_words_that_are_known_of_a_text_are_those_that_others_hold() -> None:
    """Of twenty rows five are its source's own, and fifteen are in all texts of its label."""
    texts = labelled(*[("ai" if place % 2 else "human", f"s{place % 8}", str(place)) for place in range(160)])
    owned = [range(5 * (place % 8), 5 * (place % 8) + 5) for place in range(160)]
    shared = [range(40, 55), range(55, 70)]
    pieces = [sample(*owned[place], *shared[place % 2], text=place) for place in range(160)]
    edges = np.tile(np.arange(1.0, BINS), (len(FEATURES), 1))
    space = Space(np.arange(70, dtype=np.int32), np.ones(70), edges)

    assert set(_left_out(space, pieces, pieces, texts, 0)[1].tolist()) == {0.75}
