"""Run one tool inside its own environment: `python -m benchmarks.worker COMMAND TOOL ...`.

`train TOOL MODEL` reads a list of rows from standard input, and writes the model's file. `score TOOL CORES
[MODEL]` reads a list of calls a line, each a list of texts; a line out has, for each call, seconds of CPU and
of the wall clock, and answers; and the most memory that the process has had so far.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.calls import LEARNERS, TOOLS

if TYPE_CHECKING:
    from benchmarks.calls import Tool


def main() -> None:
    command, name, *rest = sys.argv[1:]
    if command == "train":
        rows = [(label, text) for label, text in json.load(sys.stdin)]
        LEARNERS[name][0](rows, rest[0])
        return
    keep_to(int(rest[0]))
    tool = LEARNERS[name][1](rest[1]) if name in LEARNERS else TOOLS[name]()
    for line in sys.stdin:
        print(json.dumps(timed(tool, json.loads(line))), flush=True)


def keep_to(cores: int) -> None:
    """Run on the first so many cores alone, whatever a tool would like to take."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def timed(tool: Tool, calls: list[list[str]]) -> dict[str, Any]:
    """Every call's time and answers; what the tool is given is made before its time is taken."""
    seconds, wall, answers = [], [], []
    for texts in calls:
        given = tool.given(texts)
        began, start = time.perf_counter(), time.process_time()
        answers.append(tool.answer(given))
        seconds.append(time.process_time() - start)
        wall.append(time.perf_counter() - began)
    return {"seconds": seconds, "wall": wall, "answers": answers, "peak_mb": peak_megabytes()}


def peak_megabytes() -> float:
    """The most memory that this process has had resident, in MB of a million bytes.

    Not `ru_maxrss` where the kernel tells better: that starts with the memory of the process that started
    this one.
    """
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123  start-up is measured
            high = next(line for line in status if line.startswith("VmHWM"))
        return int(high.split()[1]) * 1024 / 1e6
    except (OSError, StopIteration):
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
