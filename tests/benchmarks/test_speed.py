"""Every tool gets the same documents in turn, and one that cannot be had is named."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import environments, speed
from benchmarks.contenders import BASE, CONTENDERS, MANY, SHOWN, Contender
from benchmarks.environments import OURS, RELEASES, InstallError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.tools import Ask, Command

SLOW = Contender("slow", "python", "nothing", "one in two", every=2)
TOOLS = {BASE.name: BASE, MANY: Contender(MANY, "python", "nothing", "all"), SLOW.name: SLOW}


def recording(name: str, asked: list[tuple[str, list[str]]], seconds: float) -> Ask:
    def ask(calls: Sequence[Sequence[str]]) -> dict[str, Any]:
        asked.extend((name, list(texts)) for texts in calls)
        return {"seconds": [seconds] * len(calls)}

    return ask


def test_tools_take_turns_chunk_by_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "CHUNK", 2)
    asked: list[tuple[str, list[str]]] = []
    asks = {name: recording(name, asked, 0.5) for name in TOOLS}
    found = speed._throughput(asks, TOOLS, [["a", "bb", "c"], ["dd"]])

    assert asked == [
        (BASE.name, ["a", "bb"]),
        (MANY, ["a", "bb"]),
        ("slow", ["a"]),
        (BASE.name, ["c"]),
        (MANY, ["c"]),
        ("slow", ["c"]),
        (BASE.name, ["dd"]),
        (MANY, ["dd"]),
        ("slow", ["dd"]),
    ]
    assert found == {
        MANY: {"documents": [3, 1], "bytes": [4, 2], "seconds": [1.0, 0.5]},
        "slow": {"documents": [2, 1], "bytes": [2, 2], "seconds": [1.0, 0.5]},
    }


def test_time_of_one_document_is_of_calls_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "CALLS", 100)
    asked: list[tuple[str, list[str]]] = []
    page = "word " * 700
    found = speed._one_document({MANY: recording(MANY, asked, 0.002)}, ["short", page])

    assert asked == [(MANY, [page])] * 100
    assert found == {MANY: {"calls": 100, "p50_ms": 2.0, "p99_ms": 2.0}}


def test_jobs_are_timed_in_turn_on_two_cores_by_new_processes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    @contextmanager
    def worker(command: Command) -> Iterator[Ask]:
        def ask(calls: Sequence[Sequence[str]]) -> dict[str, Any]:
            asked.append(command.tool)
            assert calls == [["a"]]
            return {"wall": [float(len(asked))] * len(calls)}

        assert command.cores == 2
        yield ask

    monkeypatch.setattr(speed, "worker", worker)
    monkeypatch.setattr(speed, "python_of", lambda *_: Path("python"))
    found = speed._jobs(["a"], tmp_path)

    assert asked == ["ailabel, 1 job", "ailabel, 2 jobs"] * 3
    assert found == {"1 job": [1.0, 3.0, 5.0], "2 jobs": [2.0, 4.0, 6.0]}


def test_no_document_is_in_two_rounds() -> None:
    parts = speed._parted([str(number) for number in range(10)], 3)

    assert parts == [["0", "3", "6", "9"], ["1", "4", "7"], ["2", "5", "8"]]


def test_pages_are_repeated_until_there_are_enough() -> None:
    one, two = "one " * 600, "two " * 799

    assert speed.pages([one, "word " * 800, two], 3) == [one, two, one]
    assert speed.pages(["short"], 2) == ["short", "short"]


def test_tool_that_cannot_be_installed_is_named_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def python_of(name: str, _cache: Path) -> Path:
        if name == "roberta":
            raise InstallError("no such release")
        return Path("python")

    monkeypatch.setattr(speed, "python_of", python_of)
    monkeypatch.setattr(speed, "_model", lambda *_: None)
    ready, missing = speed.set_up([], tmp_path)

    assert missing["RoBERTa-base"].startswith("could not be installed: torch==")
    assert set(missing) == {"RoBERTa-base"}
    assert len(ready) + len(missing) == len(CONTENDERS)


def test_environment_is_made_anew_when_what_is_pinned_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = environments.environment("spacy").folder()
    monkeypatch.setitem(RELEASES, "spacy", ("spacy==0",))

    assert environments.environment("spacy").folder() != before
    assert environments.environment("ailabel").folder() != before


def test_tools_run_without_what_this_process_has_on_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "somewhere")
    found = environments.surroundings()

    assert "PYTHONPATH" not in found
    assert found["OMP_NUM_THREADS"] == "1"


@pytest.mark.parametrize("contender", CONTENDERS, ids=lambda contender: contender.name)
def test_every_contender_has_an_environment_and_tells_what_it_does(contender: Contender) -> None:
    assert contender.environment in {*OURS, *RELEASES}
    assert contender.does


def test_releases_that_are_told_are_of_environments_that_there_are() -> None:
    assert set(SHOWN) <= {*OURS, *RELEASES}
