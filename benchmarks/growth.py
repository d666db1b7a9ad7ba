"""What a byte of a text of 4 MB costs beside one of the same text in pieces of 64 KB, into growth.json.

CPU time of one core; both are scored in turn, in one process, and the quickest of the turns counts. Tests
never judge by time; `tests/test_hostile.py` counts steps instead, and `benchmarks.linear` has more texts.
"""

from __future__ import annotations

import base64
import json
import random
from functools import partial
from itertools import chain, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.documents import documents
from benchmarks.environments import python_of
from benchmarks.hostile import repeated
from benchmarks.machine import conditions, size_of
from benchmarks.rates import cost_ratio
from benchmarks.tools import Command, worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.tools import Ask

REPORT = Path(__file__).with_name("growth.json")
LARGE, SMALL = 4_000_000, 64_000  # bytes of UTF-8
PIECES = 16  # of SMALL bytes, spread over the large text, so that both hold the same
TURNS = 3
PATIENCE = 100  # seconds of CPU for one text, after which it gets no other turn
SEED = 20260101
CHINESE = "图书馆每周一到周五开放，读者可以在二楼借书、还书，也可以预约自习室。"
WORD = "library "

TEXTS: dict[str, Callable[[int], str]] = {
    "one word repeated": lambda size: _filled([WORD], size),
    "spaces": partial(repeated, "one space"),
    "dots": partial(repeated, "one stop"),
    "newlines": partial(repeated, "one line feed"),
    "CJK": lambda size: _filled([CHINESE], size),
    "emoji": lambda size: repeated("one emoji", size // len("😀".encode())),
    "pattern bait": partial(repeated, "notices"),
    "base64": lambda size: base64.b64encode(random.Random(SEED).randbytes(size * 3 // 4)).decode(),
}
"""A text of so many bytes."""


def write(data: Path, cache: Path) -> None:
    REPORT.write_text(json.dumps(measure(data, cache), indent=1) + "\n", encoding="utf-8")
    print(f"wrote {REPORT}")


def measure(data: Path, cache: Path) -> dict[str, Any]:
    """The whole report."""
    real = documents(data)
    texts = {"prose": _filled([f"{text}\n\n" for text in real.texts], LARGE)}
    texts |= {name: build(LARGE) for name, build in TEXTS.items()}
    rows = {}
    with worker(Command(python_of("ailabel", cache), "ailabel, one by one")) as ask:
        ask([[real.texts[0]]])
        for name, text in texts.items():
            rows[name] = compare(text, ask)
            print(f"{name:18} {rows[name]['ratio']:.2f}")
    return {**conditions(), "origin": real.origin, "texts": rows}


def compare(text: str, ask: Ask) -> dict[str, float]:
    """Seconds of the text and of pieces of it, and what a byte of it costs beside one of them."""
    pieces = pieces_of(text)
    ask([pieces])  # regexes are compiled when a text first calls for them
    turns: list[list[float]] = []
    while len(turns) < TURNS and sum(map(sum, turns)) < PATIENCE:
        turns.append(ask([[text], pieces])["seconds"])
    whole, parts = (min(turn[place] for turn in turns) for place in (0, 1))
    small, large = (size_of(pieces), parts), (size_of([text]), whole)
    return {
        "large_bytes": large[0],
        "large_seconds": round(whole, 4),
        "small_bytes": small[0] // len(pieces),
        "small_seconds": round(parts / len(pieces), 5),
        "ratio": round(cost_ratio(small, large), 3),
        "turns": len(turns),
    }


def pieces_of(text: str, size: int = SMALL, count: int = PIECES) -> list[str]:
    """`count` pieces of about `size` bytes, spread evenly over the text."""
    length = max(1, size * len(text) // size_of([text]))
    step = max(1, (len(text) - length) // max(1, count - 1))
    return [text[place * step : place * step + length] for place in range(count)]


def _filled(parts: Iterable[str], size: int) -> str:
    """The parts over and over until they have `size` bytes."""
    found, left = [], size
    for part in chain.from_iterable(cycle([tuple(parts)])):
        found.append(part)
        left -= size_of([part])
        if left <= 0:
            return "".join(found)
    return ""
