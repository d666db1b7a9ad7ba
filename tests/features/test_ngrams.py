"""Runs of words, masked words and letters fall into the rows that the specification names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from ailabel.features import cut, ngrams
from ailabel.features.ngrams import (
    FAMILIES,
    LENGTHS,
    MIX,
    OFFSETS,
    PLACES,
    ROWS,
    distinct_rows,
    masked_keys,
    runs,
)
from ailabel.features.tokens import hash_word
from tests.features import reference
from tests.features.strategies import TEXTS


@given(TEXTS)
def test_runs_are_those_of_the_plain_reference(text: str) -> None:
    found = {(run.family.name, run.order): run.rows.tolist() for run in runs(cut(text)) if len(run.rows)}

    assert found == reference.runs(text)


@given(text=TEXTS)
def test_runs_of_many_blocks_are_those_of_one(text: str) -> None:
    found: dict[tuple[str, int], list[int]] = {}
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ngrams, "BLOCK", 7)
        for run in runs(cut(text)):
            rows = found.setdefault((run.family.name, run.order), [])
            assert len(rows) == run.begin
            rows += run.rows.tolist()

    assert {key: rows for key, rows in found.items() if rows} == reference.runs(text)


@given(TEXTS)
def test_each_row_is_named_once_and_they_rise(text: str) -> None:
    rows = distinct_rows(cut(text))

    assert rows.dtype == np.int32
    assert rows.tolist() == reference.distinct_rows(text)


def test_row_of_a_word_is_the_one_worked_out_by_hand() -> None:
    mixed = (hash_word("and") * PLACES[0] + LENGTHS[1]) % 2**64
    mixed = (mixed ^ mixed >> 31) * MIX % 2**64

    assert next(runs(cut("And"))).rows.tolist() == [mixed >> 45]


def test_each_family_has_rows_of_its_own() -> None:
    assert OFFSETS == (0, 2**19, 2**19 + 2**18)
    assert ROWS == 2**20
    for run in runs(cut("One, two, three and four; then five.")):
        first = OFFSETS[FAMILIES.index(run.family)]
        assert ((run.rows >= first) & (run.rows < first + 2**run.family.bits)).all()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the walking dog", "the talking log"),  # shape and the last two letters stay
        ("Berlin", "Dublin"),
        ("1984", "20260"),  # long numbers look alike
        ("NATO", "GOTO"),
    ],
)
def test_masked_words_look_alike(first: str, second: str) -> None:
    assert masked_keys(cut(first)).tolist() == masked_keys(cut(second)).tolist()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the", "a"),  # function words are themselves
        ("the", "The"),  # and their capital counts
        ("walking", "walked"),
        ("walking", "Walking"),
        ("Walking", "WALKING"),
        ("7", "12"),
        ("a.", "a,"),
        ("x", "yx"),
    ],
)
def test_masked_words_that_differ_in_syntax_stay_apart(first: str, second: str) -> None:
    assert masked_keys(cut(first)).tolist() != masked_keys(cut(second)).tolist()


def test_order_of_words_counts() -> None:
    by_order = [
        {run.order: run.rows for run in runs(cut(text)) if run.family.name == "words"}
        for text in ("go on", "on go")
    ]

    assert sorted(by_order[0][1]) == sorted(by_order[1][1])
    assert by_order[0][2].tolist() != by_order[1][2].tolist()


def test_run_i_begins_at_unit_i() -> None:
    words = {run.order: run.rows for run in runs(cut("to be or not to be")) if run.family.name == "words"}

    assert words[2][0] == words[2][4]
    assert len(set(words[2].tolist())) == 4
