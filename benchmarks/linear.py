"""How the time to score grows with a text that was built to be slow: `python -m benchmarks.linear`.

For each hostile text, seconds of CPU for each size, and the power of the size that they grow with: 1 is
linear, 2 is quadratic. Tests never judge by time; this does, and writes linear.json.
"""

from __future__ import annotations

import argparse
import json
import platform
from math import log2
from pathlib import Path
from time import process_time

from ailabel.detector import Detector
from ailabel.model import load
from benchmarks.hostile import HOSTILE

SIZES = (25_000, 50_000, 100_000)
RUNS = 3
MAX_FPR = 0.05  # which any model can tell
OUT = Path(__file__).with_suffix(".json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="a model folder instead of the one shipped")
    model = parser.parse_args().model
    detector = Detector(load(model) if model else None, max_fpr=MAX_FPR)
    detector.score("Nothing is read from disk while time is taken.")
    seconds = {name: [least_time(detector, build(size)) for size in SIZES] for name, build in HOSTILE.items()}
    powers = {
        name: log2(times[-1] / times[0]) / log2(SIZES[-1] / SIZES[0]) for name, times in seconds.items()
    }
    ranked = sorted(powers, key=lambda name: -powers[name])
    rows = {
        name: {"power": round(powers[name], 2), "seconds": [round(value, 4) for value in seconds[name]]}
        for name in ranked
    }
    report = {"python": platform.python_version(), "sizes": SIZES, "texts": rows}
    OUT.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
    for name in ranked[:10]:
        print(f"{name:26} {rows[name]}")


def least_time(detector: Detector, text: str) -> float:
    times = []
    for _ in range(RUNS):
        start = process_time()
        detector.score(text)
        times.append(process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
