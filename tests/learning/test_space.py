"""Columns are n-grams that enough texts of enough sources hold, then the bins of each measure."""

from __future__ import annotations

from itertools import cycle

import numpy as np
import pytest

from ailabel.features.ngrams import OFFSETS
from ailabel.features.stylometry import FEATURES, REPETITION
from ailabel.learning.space import BIN_VALUE, BINS, Space
from tests.learning.handmade import sample

SOURCES = [f"source {number}" for number in range(8)]
EACH = 30  # texts of each source


def holders(row: int, counts: list[int]) -> list[set[int]]:
    """Of each text, {row} where it holds it: as many of each source as `counts` say."""
    padded = [*counts, *[0] * (len(SOURCES) - len(counts))]
    return [{row} if place < count else set() for count in padded for place in range(EACH)]


def space_of(*rows: list[set[int]]) -> Space:
    held = [set().union(*sets) for sets in zip(*rows, strict=True)]
    samples = [sample(*own, measure=float(place)) for place, own in enumerate(held)]
    return Space.of(samples, [source for source in SOURCES for _ in range(EACH)])


def test_only_what_enough_texts_of_enough_sources_hold_is_learnt() -> None:
    space = space_of(
        holders(1, [3, 3, 3, 3]),  # 12 texts of 4 sources
        holders(2, [30, 30, 30]),  # 3 sources
        holders(3, [2, 2, 2, 2]),  # 8 texts
        holders(4, [30, 1, 1, 1, 1, 1]),  # one source says it, others once
        holders(5, [0, 0, 0, 0, 4, 4, 4, 4]),
    )

    assert space.rows.tolist() == [1, 5]


def test_rare_rows_weigh_more_and_texts_have_mean_squared_norm_one() -> None:
    space = space_of(holders(7, [3, 3, 3, 3]), holders(9, [30, 30, 30, 30]))
    texts = 8 * EACH
    square = (12 * np.log(texts / 12) ** 2 + 120 * np.log(2) ** 2) / 100 / texts

    assert space.weights == pytest.approx(
        np.array([np.log(texts / 12), np.log(2)]) / np.sqrt(square), rel=1e-4
    )


def test_each_family_has_columns_and_a_norm_of_its_own() -> None:
    first, last = holders(7, [3, 3, 3, 3]), holders(OFFSETS[-1] + 9, [30, 30, 30, 30])
    space = space_of(first, last)
    roots = [np.sqrt(100 * 8 * EACH / number) for number in (12, 120)]  # of 100 words a text
    repetition = space.width - len(REPETITION) * BINS

    assert space.families == (slice(0, 1), slice(1, repetition), slice(repetition, space.width))
    assert space.weights == pytest.approx(roots, rel=1e-4)


def test_two_sources_are_enough_where_there_are_only_two() -> None:
    samples = [sample(1, 2) if place % 2 else sample(1) for place in range(20)]
    space = Space.of(samples, ["a" if place % 2 else "b" for place in range(20)])

    assert space.rows.tolist() == [1]


def test_edges_part_the_texts_in_even_bins() -> None:
    space = space_of(holders(1, [3, 3, 3, 3]))
    texts = 8 * EACH

    assert space.edges.shape == (len(FEATURES), BINS - 1)
    assert space.edges[0].tolist() == pytest.approx([(texts - 1) * part / BINS for part in range(1, BINS)])


def test_matrix_is_rows_over_the_root_of_the_words_then_one_bin_a_measure() -> None:
    edges = np.tile(np.arange(1.0, BINS), (len(FEATURES), 1))
    space = Space(np.array([3, 5, 8], np.int32), np.array([1.0, 2.0, 4.0]), edges)
    matrix = space.matrix([sample(4, 5, 8, words=25, measure=0.5), sample(3, words=4, measure=2.0)]).toarray()

    assert matrix.shape == (2, space.width) == (2, 3 + len(FEATURES) * BINS)
    assert matrix.dtype == np.float32
    assert matrix[:, :3].tolist() == [[0, pytest.approx(0.4), pytest.approx(0.8)], [0.5, 0, 0]]
    for row, place in zip(matrix[:, 3:], (0, 2), strict=True):  # a value on an edge is above it
        bins = row.reshape(len(FEATURES), BINS)
        assert bins[:, place].tolist() == pytest.approx([BIN_VALUE] * len(FEATURES))
        assert np.count_nonzero(bins) == len(FEATURES)


def test_columns_of_a_family_are_those_of_the_whole_matrix() -> None:
    space = space_of(holders(7, [3, 3, 3, 3]), holders(OFFSETS[-1] + 9, [30, 30, 30, 30]))
    samples = [sample(7, measure=3.0), sample(7, OFFSETS[-1] + 9), sample()]
    matrix = space.matrix(samples).toarray()

    for columns in space.families:
        assert space.columns(samples, columns).toarray().tolist() == matrix[:, columns].tolist()


def test_values_are_what_one_of_each_column_stands_for() -> None:
    space = space_of(holders(1, [3, 3, 3, 3]))

    assert space.values.tolist() == [*space.weights.tolist(), *[BIN_VALUE] * len(FEATURES) * BINS]


def test_text_of_no_words_and_no_rows_has_a_row_of_its_own() -> None:
    space = space_of(holders(1, [3, 3, 3, 3]))
    matrix = space.matrix([sample(words=0), sample(1, words=0)])

    assert np.isfinite(matrix.toarray()).all()
    assert matrix[0, 0] == 0
    assert matrix[1, 0] == pytest.approx(space.weights[0])


def test_order_of_texts_changes_nothing() -> None:
    sources = cycle(SOURCES)
    texts = [(sample(place % 7, place % 5 + 10, measure=place % 13), next(sources)) for place in range(200)]
    spaces = [Space.of(*zip(*own, strict=True)) for own in (texts, texts[::-1])]

    assert spaces[0].rows.tolist() == spaces[1].rows.tolist() != []
    assert spaces[0].weights == pytest.approx(spaces[1].weights)
    assert spaces[0].edges.tolist() == spaces[1].edges.tolist()
