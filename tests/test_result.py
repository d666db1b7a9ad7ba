"""What a caller gets is a dataclass of plain values, and turns into plain JSON."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, asdict, fields, replace
from typing import get_type_hints

import pytest

import ailabel
from ailabel.result import Habit, ModelStamp, Reason, Result, Span, Window

SPAN = Span(
    start=0,
    end=4,
    text="Text",
    family="trailer",
    strength="full",
    scope="text",
    polarity="affirmed",
    reviewed=True,
    hedged=False,
    tool=None,
    language="en",
    pattern="a-pattern",
)
RESULT = Result(
    label="mixed",
    probability=0.75,
    style_probability=0.5,
    human_exceedance=0.125,
    machine_shortfall=0.25,
    human_texts=1000,
    dialect="toys",
    ai_fraction=None,
    spans=(SPAN,),
    marks=(),
    windows=(Window(0, 9, 0.5), Window(9, 20, 1.0)),
    reasons=(
        Reason("phrase", -1.5, ((0, 4), (5, 9))),
        Reason("numbers", 1.0, habit=Habit(2.5, "% of words", (0.0, 1.0), (2.0, 3.0))),
        Reason("the rest", 0.5),
    ),
    warnings=("hidden characters",),
    language="en",
    words=320,
    model=ModelStamp("toy", "1", "abc"),
    max_fpr=0.01,
    prior=0.5,
    threshold=0.9,
)


def test_plain_form_is_that_of_dataclasses_with_lists_for_tuples() -> None:
    assert RESULT.to_dict() == json.loads(json.dumps(asdict(RESULT)))


def test_result_is_changed_by_replacing_it_only() -> None:
    assert replace(RESULT, label="unsure").label == "unsure"
    with pytest.raises(FrozenInstanceError):
        RESULT.label = "unsure"  # type: ignore[misc]  # what is tested


@pytest.mark.parametrize("name", ["Habit", "Mark", "ModelStamp", "Reason", "Result", "Span", "Window"])
def test_public_value_is_a_dataclass(name: str) -> None:
    public = getattr(ailabel, name)

    assert public.__dataclass_params__.frozen
    assert list(get_type_hints(public))[-len(fields(public)) :] == [field.name for field in fields(public)]
