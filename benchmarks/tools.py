"""A peer lives in an environment of its own and is spoken to through a pipe."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpora import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Ask = Callable[[Sequence[str]], dict[str, Any]]

SLOP = "is-it-slop"
SLOP_VERSION = "0.6.3"
WORKER = Path(__file__).with_name("worker.py")
CHUNK = 500  # texts a line: a few megabytes


def slop_python(cache: Path) -> Path:
    """The interpreter of an environment that holds is-it-slop and nothing of ours; made once."""
    home = cache / f"{SLOP}-{SLOP_VERSION}"
    python = home / "bin" / "python"
    done = home / "installed"
    if not done.exists():
        print(f"setting up {home}")
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        install = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*install, f"{SLOP}=={SLOP_VERSION}"], check=True)
        done.touch()
    return python


@contextmanager
def worker(python: Path, tool: str) -> Iterator[Ask]:
    """`ask(texts)` has the tool answer them, in a process that stays warm between calls."""
    with subprocess.Popen(
        [python, WORKER, tool], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        to_tool, from_tool = process.stdin, process.stdout
        if to_tool is None or from_tool is None:
            raise SystemExit(f"{tool} cannot be spoken to")

        def ask(texts: Sequence[str]) -> dict[str, Any]:
            to_tool.write(json.dumps(list(texts)) + "\n")
            to_tool.flush()
            answer: dict[str, Any] = json.loads(from_tool.readline())
            return answer

        yield ask
        to_tool.close()


def slop_answers(texts: Sequence[str], cache: Path) -> list[tuple[float, bool]]:
    """Probability and verdict of is-it-slop for each text; kept, since neither it nor the texts change."""
    kept = cache / f"{SLOP}-{SLOP_VERSION}-{digest_of(texts)}.json"
    if not kept.exists():
        with worker(slop_python(cache), f"{SLOP}, in batches") as ask:
            chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
            answers = [answer for chunk in chunks for answer in ask(chunk)["answers"]]
        kept.write_text(json.dumps(answers), encoding="utf-8")
    return [(score, flagged) for score, flagged in json.loads(kept.read_text(encoding="utf-8"))]
