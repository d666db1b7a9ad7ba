"""Memory is that of a command and all that it starts."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.memory import peaks, watch, write_rows

needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="there is no /proc")


def test_rows_are_the_texts_over_and_over(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    count = write_rows(file, ["a", "b"], 60)
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

    assert [row["text"] for row in rows] == ["a", "b", "a"]
    assert count == 3
    assert 60 <= file.stat().st_size < 100


def test_peak_of_the_first_tenth_is_told_apart() -> None:
    assert peaks([1.0, 5.0, *[2.0] * 17, 9.0]) == {"peak_mb": 9.0, "early_peak_mb": 5.0}
    assert peaks([3.0]) == {"peak_mb": 3.0, "early_peak_mb": 3.0}


@needs_proc
def test_memory_of_what_a_command_starts_is_counted() -> None:
    child = "held = bytearray(60_000_000); import time; time.sleep(0.6)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    seen, seconds = watch([sys.executable, "-c", parent])

    assert max(seen) > 60
    assert seconds > 0.5


@needs_proc
def test_command_that_fails_is_told_of() -> None:
    with pytest.raises(SystemExit, match="ended with 3"):
        watch([sys.executable, "-c", "raise SystemExit(3)"])
