"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine() -> str:
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def conditions() -> dict[str, str | int | float]:
    """The machine, and how busy it was when asked: `load` is the mean of runnable tasks over a minute."""
    return {
        "machine": machine(),
        "cores": os.cpu_count() or 1,
        "load": round(os.getloadavg()[0], 1),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def megabytes(texts: list[str] | tuple[str, ...]) -> float:
    """Of UTF-8."""
    return size_of(texts) / 1e6


def size_of(texts: list[str] | tuple[str, ...]) -> int:
    """Bytes of UTF-8."""
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
