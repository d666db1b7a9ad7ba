"""Work spread over processes is what one process does, in its order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from ailabel.errors import ProcessError
from ailabel.processes import AHEAD, deaf_to_interrupts, grouped, in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


def squared(number: int) -> int:
    if number < 0:
        raise ValueError(f"{number} is under 0")
    return number * number


def killed(_item: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def whose(_item: int) -> int:
    return os.getpid()


def endless(item: int) -> int:
    while item:
        pass
    return item


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ailabel.processes.processors", lambda: 2)


def test_no_more_processes_start_than_there_are_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Counting(ProcessPoolExecutor):
        def __init__(self, workers: int, **settings: Any) -> None:  # noqa: ANN401  passed on
            asked.append(workers)
            super().__init__(min(workers, 3), **settings)

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Counting)

    assert list(in_processes(squared, range(4), 100_000)) == [0, 1, 4, 9]
    assert asked == [2]


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


class Prompt(ProcessPoolExecutor):
    """Real processes, each of which is done before more is asked for."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        future = super().submit(fn, *args, **kwargs)
        wait([future])
        return future


def test_what_is_done_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", Prompt)
    numbers = iter(range(10))
    answers = in_processes(squared, numbers, 2)

    assert [(next(answers), next(numbers)) for _ in range(3)] == [(0, 1), (4, 3), (16, 5)]
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


def test_a_group_comes_before_what_its_items_raise() -> None:
    def words() -> Iterator[str]:
        yield "abc"
        raise OSError("the disk is gone")

    groups = grouped(words(), 5, len)

    assert next(groups) == ["abc"]
    with pytest.raises(OSError, match="gone"):
        next(groups)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_may_start_in_any_way(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = multiprocessing.get_context(method)
    monkeypatch.setattr(multiprocessing, "get_context", lambda: usual)

    assert list(in_processes(squared, range(4), 2)) == [0, 1, 4, 9]


def test_a_process_that_is_killed_is_told_of() -> None:
    with pytest.raises(ProcessError, match="one of 2 processes was killed"):
        list(in_processes(killed, range(4), 2))


def refused_by(jobs: int) -> str:
    try:
        return str(list(in_processes(squared, range(4), jobs)))
    except ProcessError as error:
        return str(error)


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_work_that_nobody_waits_for_is_left(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = multiprocessing.get_context(method)
    monkeypatch.setattr(multiprocessing, "get_context", lambda: usual)
    others = {child.pid for child in multiprocessing.active_children()}  # of tests before
    answers = in_processes(endless, [0, 1, 1, 1, 1, 1], 2)

    assert next(answers) == 0
    answers.close()  # type: ignore[attr-defined]  # a generator
    assert {child.pid for child in multiprocessing.active_children()} <= others


def test_a_worker_of_somebody_else_starts_none_and_says_what_to_do() -> None:
    with multiprocessing.Pool(1) as pool:
        told = pool.apply(refused_by, (2,))

    assert "use jobs=1 here" in told


def test_processes_end_with_a_parent_that_is_killed() -> None:
    script = """
import os, signal
from ailabel.processes import in_processes
answers = in_processes(abs, range(100), 2)
next(answers)
os.kill(os.getpid(), signal.SIGKILL)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)

    said, _ = parent.communicate(timeout=20)  # until nobody holds the other end

    assert said == b""
    assert parent.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Windows has no groups of processes")
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_interrupt_of_all_processes_is_the_affair_of_the_parent(method: str) -> None:
    script = f"""
import multiprocessing, os, signal
from ailabel.processes import in_processes

def numbers():
    yield 1
    os.killpg(0, signal.SIGINT)
    yield 2

multiprocessing.set_start_method("{method}")
try:
    list(in_processes(abs, numbers(), 2))
except KeyboardInterrupt:
    print("interrupted")
"""
    command = [sys.executable, "-c", script]
    ran = subprocess.run(command, capture_output=True, start_new_session=True, check=False, timeout=60)

    assert (ran.stdout, ran.stderr) == (b"interrupted\n", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Windows hands no signals down")
def test_what_starts_deaf_hears_no_interrupt_and_this_process_does_again() -> None:
    before = signal.getsignal(signal.SIGINT)
    ask = "import signal; print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)"
    with deaf_to_interrupts():
        told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout

    assert told == "True\n"
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Windows has no masks of signals")
def test_an_interrupt_that_comes_meanwhile_waits() -> None:
    done = False
    with pytest.raises(KeyboardInterrupt), deaf_to_interrupts():  # noqa: PT012  what it is about
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        done = True

    assert done


def test_another_thread_than_the_first_leaves_signals_alone() -> None:
    def enter() -> object:
        with deaf_to_interrupts():
            return signal.getsignal(signal.SIGINT)

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(enter).result() is signal.getsignal(signal.SIGINT)
