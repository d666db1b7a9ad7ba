"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

LOOP = 10_000_000  # turns of a loop of Python that does nothing, by which days of a shared machine compare
TURNS = 3
TIMED = f"""
from time import perf_counter
begun = perf_counter()
for _ in range({LOOP}):
    pass
print(perf_counter() - begun)
"""


def machine() -> str:
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def conditions() -> dict[str, str | int | float]:
    """The machine, and how busy it was when asked: `load` is the mean of runnable tasks over a minute.

    `loop` is the seconds that LOOP turns took, the quickest of TURNS; `loops` how many times as much two
    processes did at once as one, which is 2 where nothing is shared.
    """
    load = round(os.getloadavg()[0], 1)
    alone, both = (min(_looped(processes) for _ in range(TURNS)) for processes in (1, 2))
    return {
        "machine": machine(),
        "cores": os.cpu_count() or 1,
        "load": load,
        "loop": round(alone, 3),
        "loops": round(2 * alone / both, 2),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def _looped(processes: int) -> float:
    """Seconds that the slowest of so many processes took."""
    command = [sys.executable, "-c", TIMED]
    begun = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return max(float(process.communicate()[0]) for process in begun)


def megabytes(texts: list[str] | tuple[str, ...]) -> float:
    """Of UTF-8."""
    return size_of(texts) / 1e6


def size_of(texts: list[str] | tuple[str, ...]) -> int:
    """Bytes of UTF-8."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
