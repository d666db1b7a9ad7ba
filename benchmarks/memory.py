"""Memory of `ailabel score big.jsonl --format jsonl` over a file of 1 GB, into benchmarks/memory.json.

The file is made of the documents that `benchmarks.speed` reads, over and over: automata grow with what they
have not read. Memory is what the command and all that it starts have resident together, looked at ten times a
second, shared pages counted for each.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.documents import documents
from benchmarks.environments import python_of, surroundings
from benchmarks.machine import conditions
from benchmarks.speed import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REPORT = Path(__file__).with_name("memory.json")
MEGABYTES = 1000
EARLY = 0.1  # share of the run whose peak is told apart, so that one sees whether memory grows
PAUSE = 0.1  # seconds between looks
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def write(data: Path, cache: Path, megabytes: int = MEGABYTES) -> None:
    REPORT.write_text(json.dumps(measure(data, cache, megabytes), indent=1) + "\n", encoding="utf-8")
    print(f"wrote {REPORT}")


def measure(data: Path, cache: Path, megabytes: int) -> dict[str, Any]:
    """The whole report."""
    chosen = documents(data, TEXTS)
    command = python_of("ailabel", cache).with_name("ailabel")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "big.jsonl"
        rows = write_rows(file, chosen.texts, megabytes * 1_000_000)
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:,.0f} MB")
        size = file.stat().st_size
        seen, seconds = watch([str(command), "score", str(file), "--format", "jsonl"])
    return {
        **conditions(),
        "origin": chosen.origin,
        "documents": len(chosen.texts),
        "rows": rows,
        "bytes": size,
        "wall_seconds": round(seconds, 1),
        **peaks(seen),
    }


def write_rows(file: Path, texts: Sequence[str], size: int) -> int:
    """Fill a file with records of the texts, over and over, up to `size` bytes; how many there are."""
    written = rows = 0
    with file.open("wb") as stream:
        for text in cycle(texts):
            rows += 1
            written += stream.write(json.dumps({"id": rows, "text": text}).encode() + b"\n")
            if written >= size:
                break
    return rows


def peaks(seen: Sequence[float]) -> dict[str, float]:
    """The highest of all figures, and of the first EARLY of them; MB."""
    early = seen[: max(1, int(EARLY * len(seen)))]
    return {"peak_mb": round(max(seen), 1), "early_peak_mb": round(max(early), 1)}


def watch(line: Sequence[str]) -> tuple[list[float], float]:
    """The MB that a command and all that it starts have at each look, and the seconds it runs.

    Raises:
        SystemExit: it failed, or there is no /proc to look at.
    """
    if not Path("/proc/self/stat").exists():
        raise SystemExit("memory of processes is read from /proc, which is not here")
    start = time.perf_counter()
    with subprocess.Popen(
        line, env=surroundings(), stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        seen = list(_looks(process))
    if process.returncode:
        raise SystemExit(f"{' '.join(line)} ended with {process.returncode}")
    return seen, time.perf_counter() - start


def _looks(process: subprocess.Popen[bytes]) -> Iterator[float]:
    """MB of the process group, until its leader ends."""
    while process.poll() is None:
        yield sum(map(_resident, _members(process.pid))) * PAGE_BYTES / 1e6
        time.sleep(PAUSE)


def _members(group: int) -> Iterator[Path]:
    """The folder in /proc of each process of a group."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[2]) == group:
            yield stat.parent


def _resident(process: Path) -> int:
    """Pages."""
    try:
        return int((process / "statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):  # it has just ended
        return 0
