"""What is usual is what four in five texts of a length do, whatever the size of their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.calibrate import MIN_OF_SOURCE, MIN_TEXTS
from ailabel.errors import TrainingError
from ailabel.scale import BANDS
from ailabel.usual import usual_ranges
from tests.learning.handmade import sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ailabel.learning.samples import Sample


def samples(measures: Sequence[float], words: int = BANDS[0]) -> list[Sample]:
    return [sample(words=words, measure=measure) for measure in measures]


def test_four_texts_in_five_lie_between() -> None:
    found = usual_ranges(samples(range(1, 101)), ["one"] * 100, "human")

    assert found[0, 0].tolist() == [10, 90]


def test_sources_weigh_the_same_whatever_their_size() -> None:
    small, large = [1.0] * MIN_OF_SOURCE, [9.0] * MIN_OF_SOURCE * 4
    sources = ["small"] * len(small) + ["large"] * len(large)
    found = usual_ranges(samples(small + large), sources, "human")

    assert found[0, 0].tolist() == [1, 9]


def test_each_length_has_its_own_and_one_of_too_few_texts_that_of_the_one_before() -> None:
    texts = [
        *samples([1.0] * MIN_TEXTS, BANDS[0]),
        *samples([2.0] * MIN_TEXTS, BANDS[1]),
        *samples([3.0], BANDS[2]),
    ]
    found = usual_ranges(texts, ["one"] * len(texts), "human")

    assert found[:, 0].tolist() == [[1, 1], [2, 2], [2, 2], [2, 2]]


def test_too_few_texts_show_nothing() -> None:
    with pytest.raises(TrainingError, match="only 19 machine texts"):
        usual_ranges(samples([1.0] * 19), ["one"] * 19, "machine")
