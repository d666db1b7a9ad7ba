"""Take work in groups, and spread it over processes, in order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Item = TypeVar("Item")
Answer = TypeVar("Answer")
AHEAD = 2  # items that wait for each process

_work: list[Callable[[Any], Any]] = []  # what this process does, if it is one of them


def grouped(items: Iterable[Item], least: int, size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Items in lists, each as soon as it is of that size; the last of any.

    >>> list(grouped(["abc", "d", "ef", "g"], 3, len))
    [['abc'], ['d', 'ef'], ['g']]
    """
    group: list[Item] = []
    held = 0
    for item in items:
        group.append(item)
        held += size(item)
        if held >= least:
            yield group
            group, held = [], 0
    if group:
        yield group


def in_processes(work: Callable[[Item], Answer], items: Iterable[Item], jobs: int) -> Iterator[Answer]:
    """`map(work, items)` by so many processes; what `work` or `items` raise is raised when its turn comes.

    `work` goes to each process once; items and answers are sent one by one. Memory: AHEAD items a process.
    """
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(jobs, initializer=_work.append, initargs=(work,))
    waiting: deque[Future[Answer]] = deque()
    broken: list[Exception] = []
    try:
        for item in _unbroken(items, broken):
            waiting.append(pool.submit(_answer, item))
            if len(waiting) > AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
    for error in broken:
        raise error


def _unbroken(items: Iterable[Item], broken: list[Exception]) -> Iterator[Item]:
    """The items up to where they raise; what they raise is kept, for what comes before is to be answered."""
    try:
        yield from items
    except Exception as error:  # noqa: BLE001  raised by whoever asked
        broken.append(error)


def _answer(item: Any) -> Any:  # noqa: ANN401  whatever the work takes and gives
    return _work[-1](item)
