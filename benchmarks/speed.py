"""Speed of ailabel beside is-it-slop on the same texts, interleaved, into benchmarks/speed.json.

CPU time of one core throughout, since a wall clock measures the neighbours too.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpora import whole_texts
from benchmarks.tools import SLOP, SLOP_VERSION, slop_python, worker

if TYPE_CHECKING:
    from collections.abc import Sequence

REPORT = Path(__file__).with_name("speed.json")
ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "fixtures/articles/01-council-library-hours.txt"
TEXTS = 2000
ROUND = 100  # texts that a tool scores before the next tool gets the same
STARTS = 15


def write(data: Path, cache: Path) -> None:
    REPORT.write_text(json.dumps(measure(data, cache), indent=2) + "\n", encoding="utf-8")
    print(f"wrote {REPORT}")


def measure(data: Path, cache: Path) -> dict[str, Any]:
    """The whole report."""
    texts = whole_texts(data, TEXTS)
    return {
        "machine": _machine(),
        "python": platform.python_version(),
        "versions": {SLOP: SLOP_VERSION},
        "texts": len(texts),
        "megabytes": round(_megabytes(texts), 2),
        "throughput": _throughput(texts, cache),
        "start": _start(),
    }


def _throughput(texts: Sequence[str], cache: Path) -> dict[str, dict[str, float]]:
    """Texts and megabytes a CPU second of each tool, which take turns."""
    pythons = {
        "ailabel": Path(sys.executable),
        SLOP: slop_python(cache),
        f"{SLOP}, in batches": slop_python(cache),
    }
    seconds = dict.fromkeys(pythons, 0.0)
    with ExitStack() as stack:
        asks = {tool: stack.enter_context(worker(python, tool)) for tool, python in pythons.items()}
        for ask in asks.values():
            ask(texts[:ROUND])  # what is loaded at the first call is start-up
        for start in range(0, len(texts), ROUND):
            for tool, ask in asks.items():
                seconds[tool] += ask(texts[start : start + ROUND])["seconds"]
    return {tool: _rates(texts, spent) for tool, spent in seconds.items()}


def _rates(texts: Sequence[str], seconds: float) -> dict[str, float]:
    return {
        "documents_per_second": round(len(texts) / seconds, 1),
        "megabytes_per_second": round(_megabytes(texts) / seconds, 3),
    }


def _start() -> dict[str, float]:
    """Median CPU milliseconds: Python doing nothing, the command scoring one article, the difference."""
    command = str(Path(sys.executable).with_name("ailabel"))
    lines = {"python": [sys.executable, "-c", "pass"], "ailabel": [command, "score", ARTICLE]}
    for line in lines.values():
        _cpu_ms(line)  # compiles the modules, and warms the disk
    spent: dict[str, list[float]] = {name: [] for name in lines}
    for _turn in range(STARTS):
        for name, line in lines.items():
            spent[name].append(_cpu_ms(line))
    medians = {name: round(statistics.median(times), 1) for name, times in spent.items()}
    return {**medians, "beyond_python": round(medians["ailabel"] - medians["python"], 1)}


def _cpu_ms(line: Sequence[str]) -> float:
    """User and system time of a process and its threads."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(line)} ended with {process.returncode}")
    return 1000 * (used.ru_utime + used.ru_stime)


def _megabytes(texts: Sequence[str]) -> float:
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())
