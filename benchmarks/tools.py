"""A tool is spoken to through a pipe."""

from __future__ import annotations

import json
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.corpora import digest_of
from benchmarks.environments import ROOT, SLOP, SLOP_VERSION, python_of, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    Ask = Callable[[Sequence[Sequence[str]]], dict[str, Any]]

CHUNK = 500  # texts a call: a few megabytes


@dataclass(frozen=True, slots=True)
class Command:
    """What starts a tool: the interpreter of its environment, its name among calls, its trained model."""

    python: Path
    tool: str
    model: Path | None = None
    cores: int = 1

    def line(self) -> list[str]:
        start = [str(self.python), "-m", "benchmarks.worker", "score", self.tool, str(self.cores)]
        return start if self.model is None else [*start, str(self.model)]


@contextmanager
def worker(command: Command) -> Iterator[Ask]:
    """`ask(calls)` has the tool answer lists of texts, in a process that stays warm between calls."""
    with subprocess.Popen(
        command.line(),
        cwd=ROOT,
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        to_tool, from_tool = process.stdin, process.stdout
        if to_tool is None or from_tool is None:
            raise SystemExit(f"{command.tool} cannot be spoken to")

        def ask(calls: Sequence[Sequence[str]]) -> dict[str, Any]:
            to_tool.write(request(calls))
            to_tool.flush()
            answer = from_tool.readline()
            if not answer:
                raise SystemExit(f"{command.tool} ended without an answer")
            found: dict[str, Any] = json.loads(answer)
            return found

        yield ask
        to_tool.close()


def request(calls: Sequence[Sequence[str]]) -> str:
    """The line that asks for some calls."""
    return json.dumps([list(texts) for texts in calls]) + "\n"


def slop_answers(texts: Sequence[str], cache: Path) -> list[tuple[float, bool]]:
    """Probability and verdict of is-it-slop for each text; kept, since neither it nor the texts change."""
    kept = cache / f"{SLOP}-{SLOP_VERSION}-{digest_of(texts)}.json"
    if not kept.exists():
        with worker(Command(python_of(SLOP, cache), f"{SLOP}, in batches")) as ask:
            chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
            answers = [answer for answered in ask(chunks)["answers"] for answer in answered]
        kept.write_text(json.dumps(answers), encoding="utf-8")
    return [(score, flagged) for score, flagged in json.loads(kept.read_text(encoding="utf-8"))]
