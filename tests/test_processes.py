"""Work spread over processes is what one process does, in its order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ailabel.processes import AHEAD, in_processes

if TYPE_CHECKING:
    from collections.abc import Iterator


def squared(number: int) -> int:
    if number < 0:
        raise ValueError(f"{number} is under 0")
    return number * number


def whose(_item: int) -> int:
    return os.getpid()


def test_answers_come_in_order() -> None:
    assert list(in_processes(squared, range(50), 2)) == [number * number for number in range(50)]


def test_nothing_is_asked_for_without_end() -> None:
    asked = 0

    def numbers() -> Iterator[int]:
        nonlocal asked
        for number in range(1000):
            asked = number
            yield number

    answers = in_processes(squared, numbers(), 2)

    assert [next(answers) for _ in range(3)] == [0, 1, 4]
    assert asked <= 2 * AHEAD + 3
    answers.close()  # type: ignore[attr-defined]  # a generator


def test_work_is_done_elsewhere() -> None:
    assert os.getpid() not in set(in_processes(whose, range(4), 2))


def test_what_the_work_raises_comes_in_its_turn() -> None:
    answers = in_processes(squared, [1, 2, -3, 4], 2)

    assert [next(answers), next(answers)] == [1, 4]
    with pytest.raises(ValueError, match="-3 is under 0"):
        next(answers)


def test_what_comes_before_an_item_that_cannot_be_had_is_answered() -> None:
    def numbers() -> Iterator[int]:
        yield from (1, 2)
        raise OSError("the disk is gone")

    answers = in_processes(squared, numbers(), 2)

    assert [next(answers), next(answers)] == [1, 4]
    with pytest.raises(OSError, match="gone"):
        next(answers)
