"""The quality gate: every floor can be broken, and a figure that drifted is told."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from training.quality import DRIFT, FLOORS, REPORT, breaches, drifts


@pytest.fixture
def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(REPORT.read_text(encoding="utf-8"))
    return found


def put(report: dict[str, Any], path: str, value: float) -> dict[str, Any]:
    changed = copy.deepcopy(report)
    *folders, name = path.split(".")
    place = changed
    for folder in folders:
        place = place[folder]
    place[name] = value
    return changed


def test_report_of_the_shipped_model_holds_every_floor(report: dict[str, Any]) -> None:
    assert breaches(report) == []


@pytest.mark.parametrize(("path", "direction", "limit"), FLOORS)
def test_floor_is_broken_by_a_worse_figure_and_by_no_other(
    path: str, direction: str, limit: float, report: dict[str, Any]
) -> None:
    worse = limit - 0.001 if direction == ">=" else limit + 0.001

    assert breaches(put(report, path, limit)) == []
    assert [breach.split(" is ")[0] for breach in breaches(put(report, path, worse))] == [path]


def test_figure_that_is_not_a_number_breaks_its_floor(report: dict[str, Any]) -> None:
    assert len(breaches(put(report, "dev.pooled.auroc", float("nan")))) == 1


def test_figure_that_drifted_either_way_is_told(report: dict[str, Any]) -> None:
    auroc = report["dev"]["pooled"]["auroc"]
    moved = [put(report, "dev.pooled.auroc", auroc + step * DRIFT) for step in (-2, 0.5, 2)]

    assert [len(drifts(report, measured)) for measured in moved] == [1, 0, 1]
