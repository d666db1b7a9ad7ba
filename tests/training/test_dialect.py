"""What a dialect from 200 pairs is worth is told as it was measured, and measured on others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ailabel.features import extract
from ailabel.model import load
from training.corpus import Text
from training.dialect import DRAWS, PAIRS, REPORT, ROWS, alone, draw_pairs, mirrored, table

if TYPE_CHECKING:
    from pathlib import Path

NOTES = REPORT.with_name("NOTES.md")


@pytest.fixture
def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(REPORT.read_text(encoding="utf-8"))
    return found


def pair(number: int) -> tuple[Text, Text]:
    human, machine = (
        Text(f"{label}{number}", f"Text {number}.", label, source, "news", "", None, None, "en")
        for label, source in (("human", "news"), ("ai", "mirror26"))
    )
    return human, machine


def test_first_expert_alone_says_what_it_said_among_others() -> None:
    weights, seen = load().weights, extract("Nobody knew who had left the gate open that night. " * 9)

    assert alone(weights).logits(seen).tolist() == weights.logits(seen)[:1].tolist()


def test_pairs_are_drawn_whole_and_anew_for_each_seed() -> None:
    pairs = [pair(number) for number in range(2 * PAIRS)]
    first, second = draw_pairs(pairs, 0), draw_pairs(pairs, 1)

    assert first == draw_pairs(pairs, 0) != second
    assert len(first) == 2 * PAIRS
    assert {text.label for text in first[::2]} == {"human"}
    assert [text.group for text in first[::2]] == [text.group for text in first[1::2]]
    assert len({text.group for text in first}) == PAIRS


def test_table_shows_both_models_and_what_chance_does() -> None:
    before = {part: dict.fromkeys(names_of(part), 0.25) for part, _ in ROWS.values()}
    after = [{part: dict.fromkeys(names_of(part), rate) for part in before} for rate in (0.5, 0.75)]
    lines = table({"before": before, "after": after})

    assert len(lines) == 2 + len(ROWS)
    assert lines[2] == "| AUROC on `mirror26` | 0.250 | 0.625 (0.500 to 0.750) |"


def names_of(part: str) -> list[str]:
    return [name for own, name in ROWS.values() if own == part]


def test_notes_show_the_table_of_the_report(report: dict[str, Any]) -> None:
    assert "\n".join(table(report)) in NOTES.read_text(encoding="utf-8")


def test_a_dialect_is_found_and_people_are_accused_no_more(report: dict[str, Any]) -> None:
    before, after = report["before"], report["after"]

    assert len(after) == DRAWS
    assert before["mirror26"]["auroc"] < 0.65
    assert min(draw["mirror26"]["auroc"] for draw in after) > 0.88
    assert max(draw["human_fpr"]["mean"] for draw in after) <= 0.01
    assert np.mean([draw["human_fpr"]["highest"] for draw in after]) < 0.05


@pytest.mark.shared
def test_each_mirrored_text_is_read_with_the_text_that_it_answers(shared: Path) -> None:
    pairs = mirrored(shared)

    assert len(pairs) > 1000
    assert all(
        (human.label, machine.label, human.id) == ("human", "ai", machine.pair) for human, machine in pairs
    )
    assert all(machine.source == "mirror26" for _, machine in pairs)
