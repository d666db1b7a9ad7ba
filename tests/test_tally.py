"""What n-grams weigh is summed once for each that a part has, family by family."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.features import cut_all, extract
from ailabel.features.ngrams import OFFSETS, ROWS
from ailabel.features.parts import Parts
from ailabel.model import load
from ailabel.tally import tally
from tests.features.strategies import TEXTS

if TYPE_CHECKING:
    from ailabel.model import Weights


@pytest.fixture(scope="module")
def weights() -> Weights:
    """Of the shipped model, in which many rows weigh nothing."""
    return load().weights


@given(texts=st.lists(TEXTS, max_size=40))
def test_each_part_is_tallied_as_a_text_of_its_own(texts: list[str], weights: Weights) -> None:
    cut = cut_all(texts)
    found = tally(weights, cut, Parts.whole(cut))

    for text, words, sums in zip(texts, found.words, found.sums, strict=True):
        rows = extract(text).rows
        families = [rows[(rows >= low) & (rows < high)] for low, high in pairwise((*OFFSETS, ROWS))]
        assert sums.tolist() == [
            weights.steps_of(own).sum(axis=0, dtype=np.int64).tolist() for own in families
        ]
        places = words.tolist()
        assert len(places) == len(set(places))
        assert {*places} | {absent(weights)} == {*weights.places[families[0]].tolist()} | {absent(weights)}


def absent(weights: Weights) -> int:
    """The place of all rows that weigh nothing: one n-gram of whichever family has it last."""
    return len(weights.values) - 1


def test_phrases_have_their_places_at_the_token_that_they_begin_with(weights: Weights) -> None:
    cut = cut_all(["to be or not to be", "to be"])
    found = tally(weights, cut, Parts.whole(cut))

    assert found.phrases[2][0] == found.phrases[2][4] == found.phrases[2][6]
    assert [len(found.phrases[order]) for order in (1, 2, 3)] == [8, 7, 6]


def test_of_no_part_nothing_is_tallied(weights: Weights) -> None:
    cut = cut_all([])
    found = tally(weights, cut, Parts.whole(cut))

    assert found.words == []
    assert found.sums.shape == (0, len(OFFSETS), weights.values.shape[1])
