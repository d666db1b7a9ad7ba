"""A large text is held against pieces of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.growth import TEXTS, compare, pieces_of
from benchmarks.machine import size_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.mark.parametrize("name", TEXTS)
def test_text_has_the_bytes_that_were_asked_for_or_a_piece_more(name: str) -> None:
    assert 19_900 <= size_of([TEXTS[name](20_000)]) <= 20_200


def test_pieces_are_spread_from_the_first_byte_to_the_last() -> None:
    assert pieces_of("abcdefghij", 2, 3) == ["ab", "ef", "ij"]


def test_pieces_of_letters_of_many_bytes_have_the_bytes_that_were_asked_for() -> None:
    pieces = pieces_of("图" * 3000, 90, 4)

    assert [size_of([piece]) for piece in pieces] == [90] * 4


def test_ratio_is_of_the_quickest_turns() -> None:
    turns = iter([[9.0], [8.0, 1.6], [4.0, 3.2], [6.0, 1.6]])

    def ask(calls: Sequence[Sequence[str]]) -> dict[str, Any]:
        seconds = next(turns)
        assert [len(texts) for texts in calls] == [1, 16][-len(seconds) :]
        return {"seconds": seconds}

    found = compare("a" * 2_560_000, ask)

    assert found == {
        "large_bytes": 2_560_000,
        "large_seconds": 4.0,
        "small_bytes": 64_000,
        "small_seconds": 0.1,
        "ratio": 1.0,
        "turns": 3,
    }


def test_text_that_takes_long_gets_one_turn() -> None:
    def ask(calls: Sequence[Sequence[str]]) -> dict[str, Any]:
        return {"seconds": [200.0] * len(calls)}

    assert compare("a" * 2_560_000, ask)["turns"] == 1
