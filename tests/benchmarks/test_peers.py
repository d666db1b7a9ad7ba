"""Both tools are measured by the same figures, on the same texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.corpora import Sample, digest_of
from benchmarks.environments import SLOP_VERSION
from benchmarks.peers import Answers, Tool, figures, slop

if TYPE_CHECKING:
    from pathlib import Path

BY_NUMBER = Tool(
    lambda texts: np.array([float(text) for text in texts]),
    lambda texts: np.array([float(text) > 6 for text in texts]),
)
"""A tool whose texts are their own scores."""


def samples(label: str, source: str, *scores: float, words: int = 150) -> list[Sample]:
    return [Sample(str(score), label, source, words) for score in scores]


def answers(tool: Tool, texts: list[Sample]) -> Answers:
    said = [sample.text for sample in texts]
    return Answers(texts, tool.scores(said), tool.flags(said))


def test_machine_texts_of_each_source_stand_against_all_human_texts() -> None:
    dev = [
        *samples("human", "essays", 1, 2, 7, 4),
        *samples("ai", "essays", 3, 8),
        *samples("ai", "answers", 9, 10, words=300),
        *samples("human", "tales", 0, words=300),
    ]
    calibration = samples("human", "news", 1, 2, 3) + samples("human", "mail", 9)
    mirror = samples("human", "mirror26", 1) + samples("ai", "mirror26", 2)
    judged = np.array([sample.source != "tales" for sample in dev])
    found = figures(BY_NUMBER, answers(BY_NUMBER, dev), judged, calibration, mirror)

    assert found["dev"] == {
        "human_texts": 5,
        "machine_texts": 4,
        "auroc": (3 + 5 + 5 + 5) / 20,
        "tpr_at_dev_threshold": 0.75,
        "tpr_at_calibrate_threshold": 0.25,
        "tpr_as_it_comes": 0.75,
    }
    assert found["dev_judged"]["human_texts"] == 4
    assert found["dev_judged"]["auroc"] == (2 + 4 + 4 + 4) / 16
    assert found["dev_by_source"]["essays"]["auroc"] == 0.8
    assert found["dev_macro"]["auroc"] == 0.9
    assert found["dev_by_words"]["100-199"]["machine_texts"] == 2
    assert found["dev_by_words"]["200-400"] == {
        "human_texts": 1,
        "machine_texts": 2,
        "auroc": 1.0,
        "tpr_at_own_threshold": 1.0,
    }
    assert found["dev_humans"]["as_it_comes"] == 0.2
    assert found["dev_humans"]["by_source"]["essays"]["as_it_comes"] == 0.25
    assert found["trained_on_by_ailabel"]["mirror26"]["auroc"] == 1.0


def test_text_that_a_tool_does_not_judge_is_never_found() -> None:
    silent = Tool(lambda texts: np.full(len(texts), -np.inf), lambda texts: np.zeros(len(texts), dtype=bool))
    dev = samples("human", "essays", 1) + samples("ai", "essays", 2) * 2
    long = samples("human", "essays", 1, words=300) + samples("ai", "essays", 2, words=300)
    texts = dev + long
    judged = np.ones(len(texts), dtype=bool)
    found = figures(silent, answers(silent, texts), judged, samples("human", "news", 1), dev)

    assert found["dev"]["auroc"] == 0.5
    assert found["dev"]["tpr_at_dev_threshold"] == 0.0


def test_kept_answers_of_the_peer_are_its_scores_and_flags(tmp_path: Path) -> None:
    kept = tmp_path / f"is-it-slop-{SLOP_VERSION}-{digest_of(['a', 'b'])}.json"
    kept.write_text(json.dumps([[0.25, False], [0.75, True]]))
    tool = slop(tmp_path)

    assert tool.scores(["a", "b"]).tolist() == pytest.approx([0.25, 0.75])
    assert tool.flags(["a", "b"]).tolist() == [False, True]
