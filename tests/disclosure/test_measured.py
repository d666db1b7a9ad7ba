"""Floors of quality on real records and on people's texts; they are raised, never lowered in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.disclosures import accused, half, judge, read_records, summary

if TYPE_CHECKING:
    from pathlib import Path

    from ailabel.disclosure import Patterns

pytestmark = [pytest.mark.shared, pytest.mark.slow]

FLOORS = {
    "precision": 0.97,
    "recall": 0.94,
    "recall_outside_english": 0.92,
    "polarity_of_negated": 0.94,
    "scope": 0.96,
}
ONE_IN = 5_000  # human documents for one false hit of full or partial strength


@pytest.fixture(scope="module")
def measured(shared: Path, patterns: Patterns) -> dict[str, Any]:
    return summary(judge(record, patterns) for record in read_records(shared / "disclosures-dev.jsonl"))


@pytest.mark.parametrize("figure", FLOORS)
def test_figure_is_above_its_floor(measured: dict[str, Any], figure: str) -> None:
    assert measured[figure] >= FLOORS[figure]


def test_halves_are_about_as_large_and_never_move(shared: Path) -> None:
    halves = [half(record["id"]) for record in read_records(shared / "disclosures-dev.jsonl")]

    assert abs(halves.count("A") - halves.count("B")) < len(halves) / 5
    assert (half("en-p-002"), half("en-p-001")) == ("A", "B")


def test_people_are_hardly_ever_accused(shared: Path, patterns: Patterns) -> None:
    human = accused(shared, patterns)

    assert human["documents"] > 40_000
    assert human["one_in"] >= ONE_IN, human["where"]
