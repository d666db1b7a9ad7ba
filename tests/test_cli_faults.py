"""What cannot be read is told once where a run of lines has the same fault, and counted line by line."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from ailabel.cli_faults import Faults
from ailabel.errors import InputError, LineError

if TYPE_CHECKING:
    from collections.abc import Sequence

Told = pytest.CaptureFixture[str]


def test_lines_in_a_row_with_one_fault_are_told_in_two(capsys: Told) -> None:
    faults = sieved([LineError("a.jsonl", line, "no field 'text'") for line in range(3, 2003)])

    assert faults.number == 2000
    assert told(capsys) == ["a.jsonl:3: no field 'text'", "a.jsonl:4-2002: the same in 1,999 more records"]


def test_two_such_lines_are_told_in_full(capsys: Told) -> None:
    sieved([LineError("a.jsonl", line, "cut") for line in (1, 2)])

    assert told(capsys) == ["a.jsonl:1: cut", "a.jsonl:2: cut"]


@pytest.mark.parametrize(
    "other",
    [
        LineError("a.jsonl", 2, "empty"),
        LineError("a.jsonl", 4, "cut"),
        LineError("b.jsonl", 2, "cut"),
        InputError("b.txt: cut"),
    ],
    ids=["another fault", "a line further on", "another file", "no line"],
)
def test_another_fault_is_told_in_full(other: InputError, capsys: Told) -> None:
    files = (InputError("c.txt: cut"), InputError("d.txt: cut"))
    faults = sieved([LineError("a.jsonl", 1, "cut"), other, *files])

    assert faults.number == 4
    assert told(capsys) == ["a.jsonl:1: cut", str(other), "c.txt: cut", "d.txt: cut"]


def test_a_good_record_between_is_passed_on_and_parts_the_lines(capsys: Told) -> None:
    faults = Faults()
    items = [LineError("a", line, "cut") if line != 4 else line for line in range(1, 8)]

    assert list(faults.sieve(items)) == [4]
    assert told(capsys) == [
        "a:1: cut",
        "a:2-3: the same in 2 more records",
        "a:5: cut",
        "a:6-7: the same in 2 more records",
    ]


def test_what_is_closed_early_tells_what_it_saw(capsys: Told) -> None:
    faults = Faults()
    passing = faults.sieve([*(LineError("a", line, "cut") for line in (1, 2, 3)), "text"])

    assert next(passing) == "text"
    passing.close()  # type: ignore[attr-defined]
    assert told(capsys) == ["a:1: cut", "a:2-3: the same in 2 more records"]


def test_an_error_of_a_line_can_be_pickled() -> None:
    error = pickle.loads(pickle.dumps(LineError("a", 2, "cut")))

    assert (str(error), error.place, error.line, error.fault) == ("a:2: cut", "a", 2, "cut")


def sieved(items: Sequence[InputError]) -> Faults:
    faults = Faults()
    assert list(faults.sieve(items)) == []
    return faults


def told(capsys: Told) -> list[str]:
    return [line.removeprefix("ailabel: ") for line in capsys.readouterr().err.splitlines()]
