"""A tool is asked through a pipe, and the answers of a peer are kept."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import launch, tools, worker
from benchmarks.calls import LEARNERS, TOOLS, Tool
from benchmarks.contenders import CONTENDERS
from benchmarks.corpora import digest_of
from benchmarks.environments import SLOP_VERSION
from benchmarks.tools import Command

if TYPE_CHECKING:
    from benchmarks.calls import Answer


def test_answers_that_were_kept_are_not_asked_for_again(tmp_path: Path) -> None:
    texts = ["one", "two"]
    kept = tmp_path / f"is-it-slop-{SLOP_VERSION}-{digest_of(texts)}.json"
    kept.write_text(json.dumps([[0.5, False], [0.9, True]]))

    assert tools.slop_answers(texts, tmp_path) == [(0.5, False), (0.9, True)]


def test_worker_answers_call_by_call_and_tells_what_each_cost() -> None:
    with tools.worker(Command(Path(sys.executable), "nothing")) as ask:
        found = [ask([["a", "b"], ["\ud800é"]]), ask([])]

    assert [answer["answers"] for answer in found] == [[[], []], []]
    assert [len(answer["seconds"]) for answer in found] == [2, 0]
    assert all(answer["peak_mb"] > 1 for answer in found)


def test_what_a_tool_is_given_is_made_of_the_texts_before_its_time_is_taken() -> None:
    taken: list[tuple[str, ...]] = []

    def answer(given: tuple[str, ...]) -> list[Answer]:
        taken.append(given)
        return [(None, False)] * len(given)

    found = worker.timed(Tool(answer, tuple), [["a", "b"], ["c"]])

    assert taken == [("a", "b"), ("c",)]
    assert found["answers"] == [[(None, False)] * 2, [(None, False)]]
    assert all(seconds >= 0 for seconds in found["seconds"] + found["wall"])


def test_tool_that_ends_is_told_of() -> None:
    with (
        pytest.raises(SystemExit, match="no such tool ended without an answer"),
        tools.worker(Command(Path(sys.executable), "no such tool")) as ask,
    ):
        ask([["a"]])


def test_request_is_one_line_whatever_the_texts_hold() -> None:
    assert tools.request([["a\nb"], []]) == '[["a\\nb"], []]\n'


@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda contender: contender.name)
def test_every_contender_can_be_called(contender: object) -> None:
    tool = getattr(contender, "tool", None)

    assert (tool in TOOLS) != (tool in LEARNERS)


def test_launched_command_tells_its_end_and_its_costs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        sys, "argv", ["launch.py", sys.executable, "-c", "print('unseen'); raise SystemExit(3)"]
    )
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    launch.main()
    told = json.loads(capsys.readouterr().out)

    assert told["code"] == 3
    assert told["cpu_ms"] > 0
    assert told["peak_mb"] > 1
