"""A peer is asked through a pipe, and its answers are kept."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import tools, worker
from benchmarks.corpora import digest_of

if TYPE_CHECKING:
    import pytest


def test_answers_that_were_kept_are_not_asked_for_again(tmp_path: Path) -> None:
    texts = ["one", "two"]
    kept = tmp_path / f"is-it-slop-{tools.SLOP_VERSION}-{digest_of(texts)}.json"
    kept.write_text(json.dumps([[0.5, False], [0.9, True]]))

    assert tools.slop_answers(texts, tmp_path) == [(0.5, False), (0.9, True)]


def test_worker_answers_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "worker.py"
    code = Path(worker.__file__).read_text(encoding="utf-8")
    stand_in.write_text(
        code.replace(
            "TOOLS = {", 'TOOLS = {"length": lambda: lambda texts: [(len(t), False) for t in texts],'
        )
    )
    monkeypatch.setattr(tools, "WORKER", stand_in)
    with tools.worker(Path(sys.executable), "length") as ask:
        answers = [ask(["a", "bcd"]), ask(["\ud800é"])]

    assert [answer["answers"] for answer in answers] == [[[1, False], [3, False]], [[2, False]]]
    assert all(answer["seconds"] >= 0 for answer in answers)
