"""Take work in groups, and spread it over processes, in order."""

from __future__ import annotations

import os
import sys
from _thread import interrupt_main
from collections import deque
from contextlib import contextmanager
from signal import SIG_DFL, SIG_IGN, SIGINT, SIGTERM, getsignal, signal
from threading import Thread, current_thread, main_thread
from typing import TYPE_CHECKING, Any, TypeVar

from ailabel.errors import ProcessError

if sys.platform != "win32":
    from signal import SIGHUP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Item = TypeVar("Item")
Answer = TypeVar("Answer")
AHEAD = 2  # items that wait for each process

_worker: list[Worker] = []  # what this process is, if it is one of them


def grouped(items: Iterable[Item], least: int, size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Items in lists, each as soon as it is of that size; the last of any.

    What `items` raise is raised after the list of what comes before it.

    >>> list(grouped(["abc", "d", "ef", "g"], 3, len))
    [['abc'], ['d', 'ef'], ['g']]
    """
    group: list[Item] = []
    held = 0
    broken: list[Exception] = []
    for item in _unbroken(items, broken):
        group.append(item)
        held += size(item)
        if held >= least:
            yield group
            group, held = [], 0
    if group:
        yield group
    for error in broken:
        raise error


def processors() -> int:
    """How many this process may use, which may be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(work: Callable[[Item], Answer], items: Iterable[Item], jobs: int) -> Iterator[Answer]:
    """`map(work, items)` by so many processes, but no more than there are processors.

    What `work` or `items` raise is raised when its turn comes.

    `work` goes to each process once; items and answers are sent one by one. Memory: AHEAD items a process.
    What is done is answered when the next item is there, which is waited for meanwhile. Where nobody asks
    for more, work is left where it stands.

    Raises:
        ProcessError: a process was killed, or could not start, as none can from a daemonic one.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import Pipe, current_process

    if current_process().daemon:
        raise ProcessError(
            "this process is a worker itself (of multiprocessing.Pool, or of Celery), which may start none; "
            "use jobs=1 here, and let the workers share the texts"
        )
    jobs = min(jobs, processors())  # all of them start with the first item, however many there will be
    stop, teller = Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work, stop))
    waiting: deque[Future[Answer]] = deque()
    broken: list[Exception] = []
    try:
        for item in _unbroken(items, broken):
            with _uninterrupted():
                waiting.append(pool.submit(_answer, item))
            while waiting and (waiting[0].done() or len(waiting) > AHEAD * jobs):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as death:
        raise ProcessError(
            f"one of {jobs} processes was killed, perhaps for want of memory, or could not start; "
            "try fewer, or one"
        ) from death
    finally:
        teller.send_bytes(b".")
        pool.shutdown(cancel_futures=True)
        stop.close()
        teller.close()
    for error in broken:
        raise error


def _unbroken(items: Iterable[Item], broken: list[Exception]) -> Iterator[Item]:
    """The items up to where they raise; what they raise is kept, for what comes before is to be answered."""
    try:
        yield from items
    except Exception as error:  # noqa: BLE001  raised by whoever asked
        broken.append(error)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Programs that start meanwhile never hear of an interrupt, and would but print where it met them.

    One that comes meanwhile waits, if it comes to this thread; where there are others it may be lost.
    """
    before = getsignal(SIGINT)
    if before is None or current_thread() is not main_thread():
        yield
        return
    with _uninterrupted():
        signal(SIGINT, SIG_IGN)
        try:
            yield
        finally:
            signal(SIGINT, before)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interrupt waits meanwhile; a process that starts here waits with it until it ignores them."""
    if sys.platform == "win32":
        yield
        return
    from signal import SIG_BLOCK, SIG_SETMASK, pthread_sigmask

    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


class _Left(BaseException):
    """Work is left where it stands; no error, for nobody waits for the answer any more."""


class Worker:
    """A process that shares the work; once `stop` can be read, which nobody does, it leaves what it is at."""

    def __init__(self, work: Callable[[Any], Any], stop: Connection) -> None:
        self._work, self._stop = work, stop
        self._is_at_work = False

    def answer(self, item: Any) -> Any:  # noqa: ANN401  whatever the work takes and gives
        """What the work gives; None where nobody waits for it."""
        if self._stop.poll():
            return None
        try:
            self._is_at_work = True
            return self._work(item)
        except _Left:
            return None
        finally:
            self._is_at_work = False

    def leave(self, *_: object) -> None:
        """Raises: _Left in the midst of work, once there is to be no more of it."""
        if self._is_at_work and self._stop.poll():
            raise _Left

    def wait(self) -> None:
        """Until there is to be no more work; then what interrupts the process makes it leave."""
        self._stop.poll(None)
        interrupt_main()


def _begin(work: Callable[[Any], Any], stop: Connection) -> None:
    """A process starts to share the work."""
    from multiprocessing import parent_process

    worker = Worker(work, stop)
    _worker.append(worker)
    signal(SIGTERM, SIG_DFL)  # what the parent does about it is its own affair
    if sys.platform != "win32" and getsignal(SIGHUP) is not SIG_IGN:  # as nohup has it
        signal(SIGHUP, SIG_DFL)
    signal(SIGINT, worker.leave)  # a terminal interrupts the parent as well, which then ends the work
    Thread(target=worker.wait, daemon=True).start()
    if (parent := parent_process()) is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """A parent that is killed tells nobody, and would be waited for without end."""
    parent.join()
    os._exit(1)


def _answer(item: Any) -> Any:  # noqa: ANN401  whatever the work takes and gives
    return _worker[-1].answer(item)
