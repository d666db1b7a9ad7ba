"""Speed of ailabel beside its peers on the same documents, interleaved, into benchmarks/speed.json.

CPU time of one core throughout, since a wall clock measures the neighbours too. All tools are warm at once,
each in a process of its own, and get the same chunk of documents in turn. No document is read twice, for what
was read may be remembered: there is a round that nobody times, then each round has its own documents. What is
in speed.json are seconds of rounds: `benchmarks.rates` makes rates, ratios and spreads of them.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ailabel
from benchmarks.calls import LEARNERS
from benchmarks.contenders import BARE, CONTENDERS, MANY, SHOWN
from benchmarks.corpora import digest_of
from benchmarks.documents import COUNT, documents, labelled
from benchmarks.environments import (
    RELEASES,
    ROOT,
    InstallError,
    environment,
    python_of,
    releases,
    surroundings,
)
from benchmarks.machine import conditions, size_of
from benchmarks.rates import percentile
from benchmarks.tools import Command, request, worker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.contenders import Contender
    from benchmarks.tools import Ask

REPORT = Path(__file__).with_name("speed.json")
ARTICLE = "fixtures/articles/01-council-library-hours.txt"
ROUNDS = 5  # of COUNT documents each
SINGLES = 2  # so many rounds' documents are those of which one is read at a time
TEXTS = (1 + ROUNDS + SINGLES) * COUNT  # one more round, which nobody times
CHUNK = 200  # documents that a tool gets before the next tool gets the same
STARTS = 9
CALLS = 1000  # of one document each, for percentiles
CALLS_A_TURN = 50
PAGE = (600, 800)  # words of such a document
JOBS_TURNS = 3


@dataclass(frozen=True, slots=True)
class Ready:
    """A contender that can be started."""

    contender: Contender
    command: Command


def write(data: Path, cache: Path) -> None:
    REPORT.write_text(json.dumps(measure(data, cache), indent=1) + "\n", encoding="utf-8")
    print(f"wrote {REPORT}")


def measure(data: Path, cache: Path) -> dict[str, Any]:
    """The whole report."""
    chosen = documents(data, TEXTS)
    texts = chosen.texts
    rows = labelled(data, texts)
    ready, missing = set_up(rows, cache)
    print(f"{len(texts):,} documents, {len(ready)} tools, {ROUNDS} rounds")
    return {
        **conditions(),
        "versions": _versions(ready, cache),
        "texts": {
            "origin": chosen.origin,
            "documents": len(texts),
            "bytes": size_of(texts),
            "words": round(statistics.mean(len(text.split()) for text in texts)),
        },
        "missing": missing,
        **_warm(ready, texts),
        "start": _starts(ready, texts[0], cache),
        "jobs": _jobs(texts, cache),
    }


def set_up(rows: Sequence[tuple[str, str]], cache: Path) -> tuple[list[Ready], dict[str, str]]:
    """The tools that can be started, and why the others cannot."""
    ready, missing = [], {}
    for contender in CONTENDERS:
        try:
            python = python_of(contender.environment, cache)
        except InstallError as error:
            print(f"{contender.name}: {error}", file=sys.stderr)
            wanted = " ".join(RELEASES.get(contender.environment, ("the project's own extras",)))
            missing[contender.name] = f"could not be installed: {wanted}"
            continue
        model = _model(contender, python, rows, cache)
        ready.append(Ready(contender, Command(python, contender.tool, model)))
    return ready, missing


def _model(contender: Contender, python: Path, rows: Sequence[tuple[str, str]], cache: Path) -> Path | None:
    """The file of what a tool learnt from the rows; made once."""
    if contender.tool not in LEARNERS:
        return None
    name = contender.tool.replace(", ", "-").replace(" ", "-")
    stem = f"{environment(contender.environment).folder()}-{name}"
    file = cache / f"{stem}-{digest_of(text for _label, text in rows)}.model"
    if not file.exists():
        print(f"training {contender.name}")
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            made = Path(folder) / "model"
            line = [str(python), "-m", "benchmarks.worker", "train", contender.tool, str(made)]
            subprocess.run(line, input=json.dumps(rows).encode(), cwd=ROOT, env=surroundings(), check=True)
            made.rename(file)
    return file


def _versions(ready: Sequence[Ready], cache: Path) -> dict[str, str]:
    """What is installed of what is compared, and which model we score with."""
    there = {one.contender.environment for one in ready}
    found: dict[str, str] = {}
    for name, packages in SHOWN.items():
        if name in there:
            found |= releases(python_of(name, cache), packages)
    return {**found, "model of ailabel": str(ailabel.Detector().model.card["version"])}


def _warm(ready: Sequence[Ready], texts: Sequence[str]) -> dict[str, Any]:
    """Throughput, memory and time of one document, of tools that are all running."""
    with ExitStack() as stack:
        asks = {one.contender.name: stack.enter_context(worker(one.command)) for one in ready}
        contenders = {one.contender.name: one.contender for one in ready}
        untimed, *rounds = _parted(texts, 1 + ROUNDS + SINGLES)
        _round(asks, contenders, untimed)  # what is loaded at the first call is start-up
        throughput = _throughput(asks, contenders, rounds[:ROUNDS])
        memory = {name: round(ask([])["peak_mb"], 1) for name, ask in asks.items()}
        singles = {name: ask for name, ask in asks.items() if contenders[name].is_single}
        unread = [text for part in rounds[ROUNDS:] for text in part]
        return {"throughput": throughput, "memory": memory, "one_document": _one_document(singles, unread)}


def _parted(texts: Sequence[str], parts: int) -> list[Sequence[str]]:
    """The documents in so many parts, in each as many of every source."""
    return [texts[part::parts] for part in range(parts)]


def _throughput(
    asks: Mapping[str, Ask], contenders: Mapping[str, Contender], rounds: Sequence[Sequence[str]]
) -> dict[str, dict[str, Any]]:
    """What each tool got in each round, and the seconds it took for it."""
    spent = []
    for number, texts in enumerate(rounds):
        spent.append(_round(asks, contenders, texts))
        print(f"round {number + 1}: {MANY} {spent[-1][MANY]:.1f} s of CPU")
    given = {name: [list(_all_shares(contenders[name], texts)) for texts in rounds] for name in asks}
    return {
        name: {
            "documents": [*map(len, given[name])],
            "bytes": [*map(size_of, given[name])],
            "seconds": [round(seconds[name], 5) for seconds in spent],
        }
        for name in asks
        if name != BARE
    }


def _round(
    asks: Mapping[str, Ask], contenders: Mapping[str, Contender], texts: Sequence[str]
) -> dict[str, float]:
    """Seconds of CPU of each tool for all documents, chunk by chunk in turn."""
    seconds = dict.fromkeys(asks, 0.0)
    for start in range(0, len(texts), CHUNK):
        for name, ask in asks.items():
            given = _share(contenders[name], texts[start : start + CHUNK])
            seconds[name] += sum(ask([given])["seconds"])
    return seconds


def _all_shares(contender: Contender, texts: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(texts), CHUNK):
        yield from _share(contender, texts[start : start + CHUNK])


def _share(contender: Contender, texts: Sequence[str]) -> Sequence[str]:
    """The documents of a chunk that a tool gets; a slow one gets a few of each."""
    return texts[:: contender.every]


def _one_document(asks: Mapping[str, Ask], texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Percentiles of the CPU milliseconds of one call with one document of some 700 words."""
    calls = [[text] for text in pages(texts, CALLS)]
    spent: dict[str, list[float]] = {name: [] for name in asks}
    for start in range(0, len(calls), CALLS_A_TURN):
        for name, ask in asks.items():
            spent[name] += ask(calls[start : start + CALLS_A_TURN])["seconds"]
    return {
        name: {
            "calls": len(seconds),
            "p50_ms": round(1000 * percentile(seconds, 0.5), 4),
            "p99_ms": round(1000 * percentile(seconds, 0.99), 4),
        }
        for name, seconds in spent.items()
    }


def pages(texts: Sequence[str], count: int) -> list[str]:
    """`count` documents as long as a page, over and over where there are fewer; any where there is none."""
    fitting = [text for text in texts if PAGE[0] <= len(text.split()) < PAGE[1]]
    return list(islice(cycle(fitting or texts), count))


def _starts(ready: Sequence[Ready], text: str, cache: Path) -> dict[str, dict[str, list[float]]]:
    """CPU milliseconds, and MB at their highest, of whole processes from their start to their end."""
    ours = python_of("ailabel", cache)
    lines = {
        "python": [str(ours), "-c", "pass"],
        "import ailabel": [str(ours), "-c", "import ailabel"],
        "ailabel score": [str(ours.with_name("ailabel")), "score", ARTICLE],
        **{one.contender.name: one.command.line() for one in ready},
    }
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as asked:
        asked.write(request([[text]]))
        asked.flush()
        for line in lines.values():  # compiles the modules, and warms the disk
            _launched(line, asked.name)
        turns = [{name: _launched(line, asked.name) for name, line in lines.items()} for _ in range(STARTS)]
    return {
        name: {
            "cpu_ms": [round(turn[name]["cpu_ms"], 1) for turn in turns],
            "peak_mb": [round(turn[name]["peak_mb"], 1) for turn in turns],
        }
        for name in lines
    }


def _launched(line: Sequence[str], asked: str) -> dict[str, float]:
    """What a process cost that reads the file `asked` as its standard input."""
    start = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py")), *line]
    with Path(asked).open("rb") as stream:
        told = subprocess.run(
            start, cwd=ROOT, env=surroundings(), stdin=stream, stdout=subprocess.PIPE, check=True
        )
    found: dict[str, float] = json.loads(told.stdout)
    if found["code"]:
        raise SystemExit(f"{' '.join(line)} ended with {found['code']:.0f}")
    return found


def _jobs(texts: Sequence[str], cache: Path) -> dict[str, list[float]]:
    """Seconds of the wall clock that all documents take with one job and with two.

    On two cores, each time in new processes: those of `jobs` begin anew in every call, and have regexes to
    compile as a first process has.
    """
    python = python_of("ailabel", cache)
    found: dict[str, list[float]] = {"1 job": [], "2 jobs": []}
    for _turn in range(JOBS_TURNS):
        for jobs, seconds in found.items():
            with worker(Command(python, f"ailabel, {jobs}", cores=2)) as ask:
                seconds.append(round(ask([texts])["wall"][0], 3))
    return found
