"""Rows of reasons add up to the logit, and their phrases stand where they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ailabel import reasons as module
from ailabel.features import cut, cut_all, extract
from ailabel.features.ngrams import FAMILIES, runs
from ailabel.features.parts import Parts, size
from ailabel.features.stylometry import FEATURES
from ailabel.model import load
from ailabel.reasons import MOST, MOST_PLACES, REST, Reasons
from ailabel.scale import band_of
from ailabel.seen import see
from ailabel.style import read_styles
from tests.features.strategies import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ailabel.labelled import LabelledText
    from ailabel.model import Model
    from ailabel.result import Reason
    from ailabel.style import Style

EVERY = 10**9
FIRST = "A text before it, of which nothing is told."
NAMES = {"phrase", REST, *FEATURES, *(family.name for family in FAMILIES[1:])}


@pytest.fixture(scope="module")
def model(toy_model: Path) -> Model:
    return load(toy_model)


@pytest.fixture(scope="module")
def machine(toy_texts: Sequence[LabelledText]) -> str:
    return toy_texts[-1].text


@pytest.fixture(scope="module")
def long_text(toy_texts: Sequence[LabelledText]) -> str:
    """5,000 words."""
    return " ".join(text.text for text in toy_texts[:80])


@pytest.fixture
def every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every phrase and measure gets a row of its own."""
    monkeypatch.setattr(module, "MOST", EVERY)


def explained(model: Model, text: str) -> tuple[Style, tuple[Reason, ...]]:
    """As the second of two texts."""
    pieces = cut_all((FIRST, text))
    seen = see(model.weights, pieces)
    words = size(Parts.whole(pieces).words).tolist()
    styles = read_styles(model, seen, words)[0]
    return styles[1], Reasons(model, seen, styles).read(1, lambda start, end: (start, end))


def total(reasons: Sequence[Reason]) -> float:
    return sum(reason.contribution for reason in reasons)


def factor(model: Model, style: Style) -> float:
    """What one unit of the expert's logit is worth in the logit at even odds."""
    slopes = model.scale.expert_slopes(np.full(len(model.experts), style.logit), style.band)[1]
    return float(model.scale.logit_slopes(style.score, style.band) * slopes[style.expert])


@settings(max_examples=30)
@given(text=st.one_of(TEXTS, st.integers(0, 1000)))
def test_rows_add_up_to_the_logit(text: str | int, model: Model, toy_texts: Sequence[LabelledText]) -> None:
    toy = text if isinstance(text, str) else toy_texts[text % len(toy_texts)].text

    style, reasons = explained(model, toy)

    assert total(reasons) == pytest.approx(model.scale.logit(style.score, style.band), abs=1e-9)
    assert reasons[-1].name == REST
    assert {reason.name for reason in reasons} <= NAMES


@pytest.mark.parametrize("name", ["machine", "long_text"])
def test_all_rows_together_leave_nothing_but_the_offset(
    name: str, model: Model, request: pytest.FixtureRequest, every_row: None
) -> None:
    style, reasons = explained(model, request.getfixturevalue(name))
    learnt = style.logit - model.weights.offsets[style.expert]

    # Not to the last digit: in a long text, phrases of one and of two words may share a row.
    assert total(reasons[:-1]) == pytest.approx(factor(model, style) * learnt, rel=1e-3)


def test_what_weighs_most_comes_first(model: Model, machine: str) -> None:
    _, reasons = explained(model, machine)
    weights = [abs(reason.contribution) for reason in reasons[: 2 * MOST]]

    assert weights == sorted(weights, reverse=True)
    assert sum(reason.name == "phrase" for reason in reasons) == MOST
    assert len(reasons) == 2 * MOST + 2 + 1  # the families that nobody can read, and the rest


def test_a_phrase_adds_what_its_row_weighs(model: Model, machine: str, every_row: None) -> None:
    pieces = cut(machine)
    style, reasons = explained(model, machine)
    phrases = [reason for reason in reasons if reason.name == "phrase"]
    rows = {
        (int(pieces.tokens.starts[place]), int(pieces.tokens.ends[place + run.order - 1])): row
        for run in runs(pieces)
        if run.family.name == "words"
        for place, row in enumerate(run.rows.tolist())
    }

    assert phrases
    for phrase in phrases:
        (row,) = {rows[span] for span in phrase.spans}
        step = model.weights.steps[style.expert] / np.sqrt(len(pieces.words))
        added = model.weights.steps_of(np.array([row], np.int32))[0, style.expert] * step
        assert phrase.contribution == pytest.approx(factor(model, style) * added)


def test_measure_adds_what_its_bin_weighs(model: Model, machine: str, every_row: None) -> None:
    style, reasons = explained(model, machine)
    bins = model.weights.bin_logits(extract(machine).measures)[:, style.expert]
    found = {reason.name: reason.contribution for reason in reasons}

    for name, weight in zip(FEATURES, bins.tolist(), strict=True):
        assert found.get(name, 0.0) == pytest.approx(factor(model, style) * weight)


def test_measure_is_set_beside_what_is_usual_at_its_length_in_its_unit(
    model: Model, machine: str, every_row: None
) -> None:
    style, reasons = explained(model, machine)
    habits = {reason.name: reason.habit for reason in reasons if reason.habit}
    measures = extract(machine).measures.tolist()

    assert len(habits) > 20
    for place, (name, own) in enumerate(FEATURES.items()):
        if habit := habits.get(name):
            numbers = (measures[place], *model.usual[style.band, [0, 1], place].ravel())
            shown = (habit.value, *habit.usual_human, *habit.usual_machine)
            assert habit.unit == own.unit.name
            assert shown == pytest.approx([number * own.unit.times for number in numbers], abs=0.005)


def test_nothing_but_a_measure_is_a_habit(model: Model, machine: str) -> None:
    reasons = explained(model, machine)[1]

    assert {reason.name for reason in reasons if reason.habit} == {
        reason.name for reason in reasons if reason.name in FEATURES
    }


def said(data: bytes, phrase: Reason) -> set[str]:
    """What stands at the places of a phrase."""
    return {" ".join(data[start:end].decode().lower().split()) for start, end in phrase.spans}


def test_spans_of_a_phrase_say_the_same_words_in_order(
    model: Model, toy_texts: Sequence[LabelledText], every_row: None
) -> None:
    text = " ".join(own.text for own in toy_texts[:8])
    phrases = [reason for reason in explained(model, text)[1] if reason.name == "phrase"]

    assert max(len(phrase.spans) for phrase in phrases) > 3
    for phrase in phrases:
        assert len(said(text.encode(), phrase)) == 1
        assert len(phrase.spans) <= MOST_PLACES
        assert list(phrase.spans) == sorted(phrase.spans)


def test_phrases_of_every_piece_stand_where_they_say(model: Model, long_text: str, every_row: None) -> None:
    phrases = [reason for reason in explained(model, long_text)[1] if reason.name == "phrase"]
    alike = [len(said(long_text.encode(), phrase)) == 1 for phrase in phrases if len(phrase.spans) > 1]

    assert len(alike) > 30
    assert all(alike)


def test_long_text_is_explained_by_its_pieces(model: Model, long_text: str) -> None:
    style, reasons = explained(model, long_text)

    assert style.band == band_of(5000)
    assert total(reasons) == pytest.approx(model.scale.logit(style.score, style.band))


def test_nothing_said_is_nothing_to_explain_but_the_rest(model: Model) -> None:
    style, reasons = explained(model, "")

    assert "phrase" not in {reason.name for reason in reasons}
    assert total(reasons) == pytest.approx(model.scale.logit(style.score, style.band))
