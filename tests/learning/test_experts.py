"""An expert finds what tells machine from human, and what scoring reads is what was fitted."""

from __future__ import annotations

import io
from functools import cache
from math import exp
from typing import TYPE_CHECKING, Any

import joblib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.features import extract
from ailabel.features.ngrams import ROWS
from ailabel.features.stylometry import FEATURES
from ailabel.learning import experts as module
from ailabel.learning.experts import (
    PAIRED,
    STEPS,
    Compiled,
    Expert,
    classifier_matrix,
    dumped,
    fit_expert,
    sample_weights,
)
from ailabel.learning.samples import Sample
from ailabel.learning.space import BINS, Space
from ailabel.model import DEFAULT, load, load_classifier
from ailabel.scale import band_of
from tests.learning.handmade import sample

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ailabel.labelled import LabelledText
    from ailabel.model import Model

PLANTED = 4
EVERY_ROW = np.arange(ROWS, dtype=np.int32)
ROUNDING = 0.005  # of probability


def weights_of(*texts: tuple[str, bool]) -> list[float]:
    return list(sample_weights([source for source, _ in texts], np.array([label for _, label in texts])))


def test_labels_weigh_the_same_and_a_source_by_the_root_of_its_size() -> None:
    found = weights_of(*[("big", False)] * 4, ("small", False), ("machine", True))

    # 4 texts of 1/2 and one of 1 are 3 in all: half of the 6 texts.
    assert found == pytest.approx([0.5, 0.5, 0.5, 0.5, 1.0, 3.0])


def test_people_of_a_genre_that_machines_write_weigh_their_part_of_all() -> None:
    found = weights_of(*[("both", False)] * 4, ("people", False), ("both", True))

    assert sum(found[:4]) == pytest.approx(3 * PAIRED)
    assert found[4] == pytest.approx(3 * (1 - PAIRED))
    assert found[5] == pytest.approx(3)


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), min_size=2).filter(
        lambda texts: len({label for _, label in texts}) == 2
    )
)
def test_weights_have_mean_one_and_are_even(texts: list[tuple[str, bool]]) -> None:
    found = weights_of(*texts)

    assert np.mean(found) == pytest.approx(1)
    assert sum(w for w, (_, label) in zip(found, texts, strict=True) if label) == pytest.approx(
        len(texts) / 2
    )
    assert min(found) > 0


@cache
def planted(number: int = 200) -> tuple[Space, list[Sample], np.ndarray, list[str]]:
    """Rows 0 to 9 by chance, but for PLANTED: nine in ten of the machines hold it, and one in ten people."""
    random = np.random.default_rng(0)
    labels = np.arange(number) % 2 == 1
    held = random.random((number, 10)) < 0.5
    held[:, PLANTED] = random.random(number) < np.where(labels, 0.9, 0.1)
    samples = [sample(*np.flatnonzero(own).tolist(), measure=random.random()) for own in held]
    sources = [f"source {place // 2 % 4}" for place in range(number)]
    return Space.of(samples, sources), samples, labels, sources


def fitted() -> tuple[Expert, Space, list[Sample], np.ndarray]:
    space, samples, labels, sources = planted()
    return fit_expert(space.matrix(samples), labels, sources, space), space, samples, labels


def test_expert_finds_a_planted_signal() -> None:
    expert, space, samples, labels = fitted()
    logits = expert.logits(space.matrix(samples))

    assert int(np.argmax(expert.coef[:10] * space.weights)) == PLANTED
    assert ((logits > 0) == labels).mean() > 0.8
    assert abs(logits.mean()) < 1  # both labels weigh the same


def test_expert_looks_at_the_most_telling_columns_of_each_family_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "COLUMNS", 3)
    expert, space, _, _ = fitted()

    assert [np.count_nonzero(expert.coef[own]) for own in space.families] == [3, 3, 3]
    assert expert.coef[space.rows.tolist().index(PLANTED)] > 0


def test_same_texts_give_the_same_expert() -> None:
    assert fitted()[0].coef.tolist() == fitted()[0].coef.tolist()


@cache
def two_experts() -> tuple[Compiled, list[Expert], Space, list[Sample]]:
    first, space, samples, labels = fitted()
    second = fit_expert(space.matrix(samples[:100]), labels[:100], ["a", "b"] * 50, space)
    return Compiled.of([first, second], space), [first, second], space, samples


def plain_logits(compiled: Compiled, samples: Sequence[Sample]) -> np.ndarray:
    """Before rounding: what each row and bin adds, summed text by text."""
    found = []
    for own in samples:
        rows = np.isin(compiled.rows, own.features.rows)
        places = (compiled.edges <= own.features.measures[:, None]).sum(axis=1)
        bins = compiled.bins[np.arange(len(FEATURES)), places].sum(axis=0)
        ngrams = compiled.table[rows].sum(axis=0) / np.sqrt(max(1, own.features.words))
        found.append(ngrams + bins + compiled.offsets)
    return np.array(found)


def decisions(classifier: dict[str, Any], samples: Sequence[Sample]) -> np.ndarray:
    matrix = classifier_matrix(classifier, samples)
    experts = classifier["experts"].values()
    return np.stack([expert.decision_function(matrix) for expert in experts], axis=1)


def test_compiled_experts_say_what_the_fitted_ones_say() -> None:
    compiled, experts, space, samples = two_experts()
    wanted = np.stack([expert.logits(space.matrix(samples)) for expert in experts], axis=1)

    assert plain_logits(compiled, samples) == pytest.approx(wanted, abs=1e-4)  # weights are kept in float32


def test_flat_arrays_equal_the_classifier_before_rounding() -> None:
    compiled, _, _, samples = two_experts()
    classifier = compiled.classifier(["one", "two"])

    assert plain_logits(compiled, samples) == pytest.approx(decisions(classifier, samples), abs=1e-6)


def test_rounding_moves_a_weight_by_half_a_step_at_most() -> None:
    compiled, _, _, _ = two_experts()
    weights = compiled.weights()

    assert weights.steps_of(EVERY_ROW).shape == (ROWS, 2)
    assert np.abs(weights.steps_of(EVERY_ROW)).max(axis=0).tolist() == [STEPS, STEPS]
    assert (
        np.abs(weights.steps_of(compiled.rows) * weights.steps - compiled.table) <= weights.steps / 1.99
    ).all()
    assert np.count_nonzero(weights.steps_of(EVERY_ROW).any(axis=1)) <= len(compiled.rows)


def test_rows_that_no_expert_weighs_are_left_out() -> None:
    space, _, _, _ = planted()
    coef = np.zeros(space.width)
    coef[[2, 12]] = 1.0
    compiled = Compiled.of([Expert(coef, 0.5), Expert(np.zeros(space.width), 0.0)], space)

    assert compiled.rows.tolist() == [space.rows[2]]
    assert compiled.bins.shape == (len(FEATURES), BINS, 2)
    assert compiled.weights().steps_of(space.rows[2:3]).tolist() == [[STEPS, 0]]


def test_classifier_says_machine_where_its_logit_is_above_nothing() -> None:
    compiled, _, _, samples = two_experts()
    classifier = compiled.classifier(["one", "two"])
    expert, matrix = classifier["experts"]["one"], classifier_matrix(classifier, samples)

    assert (expert.predict(matrix) == "ai").tolist() == (expert.decision_function(matrix) > 0).tolist()
    assert set(expert.predict(matrix)) == {"human", "ai"}


def test_same_classifier_gives_the_same_bytes_and_comes_back() -> None:
    compiled, _, _, samples = two_experts()
    content = dumped(compiled.classifier(["one", "two"]))
    again = joblib.load(io.BytesIO(content))

    assert dumped(compiled.classifier(["one", "two"])) == content
    assert (
        decisions(again, samples).tolist() == decisions(compiled.classifier(["one", "two"]), samples).tolist()
    )


def hold_equal(folder: Path, texts: Sequence[str]) -> None:
    """The model that scoring reads and the classifier beside it say the same of these texts."""
    model, classifier = load(folder), load_classifier(folder, trust=True)
    found = [extract(text) for text in texts]
    samples = [Sample(0, 0, own.words, own) for own in found]
    for own, decided in zip(samples, decisions(classifier, samples), strict=True):
        ours = model.weights.logits(own.features)
        band = band_of(own.words)
        assert probability(model, ours, band) == pytest.approx(
            probability(model, decided, band), abs=ROUNDING
        )


def probability(model: Model, logits: np.ndarray, band: int) -> float:
    score = float(model.scale.expert_units(logits, band).max())
    return 1 / (1 + exp(-model.scale.logit(score, band)))


def test_toy_model_says_what_its_classifier_says(toy_model: Path, toy_texts: Sequence[LabelledText]) -> None:
    hold_equal(toy_model, [text.text for text in toy_texts[::10]])


@pytest.mark.skipif(not DEFAULT.is_dir(), reason="NOT TESTED: there is no shipped model yet")
def test_shipped_model_says_what_its_classifier_says(
    toy_texts: Sequence[LabelledText], fixtures: Path
) -> None:
    articles = [file.read_text(encoding="utf-8") for file in sorted((fixtures / "articles").glob("*.txt"))]

    hold_equal(DEFAULT, [*articles, *(text.text for text in toy_texts[::5])])
