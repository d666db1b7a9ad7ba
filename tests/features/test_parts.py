"""A part of a cut text is seen as if it were a text of its own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ailabel.features import cut_all
from ailabel.features.ngrams import runs
from ailabel.features.parts import Parts, counts, pairs_within, size, totals
from ailabel.features.stylometry import measure
from tests.features.strategies import JUMBLES, TEXTS

if TYPE_CHECKING:
    from ailabel.features.cutting import Cut


def borders(pieces: Cut, data: st.DataObject) -> tuple[list[int], list[tuple[int, int]]]:
    """Every text parted before some of its sentences."""
    texts, found = [], []
    openers = set(pieces.words[pieces.openers].tolist())
    for text, (first, last) in enumerate(pairwise(pieces.firsts.tolist())):
        chosen = data.draw(st.sets(st.sampled_from(sorted(openers & {*range(first + 1, last)}) or [first])))
        for part in pairwise(sorted({first, last, *chosen}) if first < last else [first, last]):
            texts.append(text)
            found.append(part)
    return texts, found


@given(st.lists(st.one_of(TEXTS, st.lists(JUMBLES, max_size=6).map(". A".join)), max_size=4), st.data())
def test_part_is_seen_as_a_text_of_its_own(texts: list[str], data: st.DataObject) -> None:
    pieces = cut_all(texts)
    parts = Parts.of(pieces, *borders(pieces, data))
    alone = cut_all([said(pieces, parts, part) for part in range(len(parts))])

    assert measure(pieces, parts).tolist() == measure(alone, Parts.whole(alone)).tolist()
    assert rows(pieces, parts) == rows(alone, Parts.whole(alone))


def said(pieces: Cut, parts: Parts, part: int) -> str:
    held = pieces.tokens.bytes[parts.start[part] : parts.end[part]]
    return held.tobytes().decode("utf-8", "surrogatepass")


def rows(pieces: Cut, parts: Parts) -> list[list[int]]:
    """Rows of all runs of each part."""
    found: list[list[int]] = [[] for _ in range(len(parts))]
    for run in runs(pieces):
        for own, first, last in zip(found, *run.bounds(parts), strict=True):
            own.extend(run.rows[first:last].tolist())
    return found


def parts_of(*bounds: tuple[int, int]) -> Parts:
    first, last = np.array(bounds).T
    nothing = np.zeros((len(bounds), 2), np.intp)
    return Parts(first, last, first, last, nothing, nothing, nothing)


def test_tokens_are_counted_list_by_list_in_each_part() -> None:
    lists, places = np.array([0, 0, 0, 2, 2]), np.array([1, 5, 9, 0, 9])

    found = counts(lists, places, 3, parts_of((0, 5), (5, 10), (9, 9), (0, 100)))

    assert found.tolist() == [[1, 2, 0, 3], [0, 0, 0, 0], [1, 1, 0, 2]]


def test_pair_counts_where_both_its_tokens_lie() -> None:
    one = (np.array([0, 2, 4]), np.array([3, 4, 6]))
    none = (np.zeros(0, np.intp), np.zeros(0, np.intp))

    found = pairs_within([one, none], parts_of((0, 5), (2, 7), (3, 7), (0, 0)))

    assert found.tolist() == [[2, 2, 1, 0], [0, 0, 0, 0]]


def test_totals_are_exact_sums_between_bounds() -> None:
    bounds = np.array([[0, 2], [1, 1], [0, 3]])

    assert totals(np.array([2**62, 1, -3]), bounds).tolist() == [2**62 + 1, 0, 2**62 - 2]
    assert size(bounds).tolist() == [2, 0, 3]
