"""`python -m benchmarks.results`: writes RESULTS.md from speed.json, growth.json and memory.json."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ailabel.markdown import paragraph, table
from benchmarks.contenders import BARE, CONTENDERS, FASTTEXT, LIGHT, MANY, ONE, SLOP_MANY, UNION
from benchmarks.machine import LOOP
from benchmarks.markdown import figure
from benchmarks.rates import beyond, documents_a_second, megabytes_a_second, ratios, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Reports = Mapping[str, dict[str, Any]]

FOLDER = Path(__file__).resolve().parent
PAGE = FOLDER / "RESULTS.md"
NAMES = ("speed", "growth", "memory")
MAX_GROWTH = 1.3
NOTHING = "–"
LEADS = (FASTTEXT, UNION, SLOP_MANY)
"""Peers that the page begins with."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What was aimed at, and what was measured."""

    name: str
    measured: float
    limit: float
    is_least: bool = False

    def is_met(self) -> bool:
        return self.measured >= self.limit if self.is_least else self.measured <= self.limit

    def cells(self) -> tuple[str, str, str, str]:
        wanted = f"at {'least' if self.is_least else 'most'} {self.limit:g}"
        return self.name, wanted, figure(self.measured), "yes" if self.is_met() else "**no**"


def write() -> None:
    PAGE.write_text(page(reports()), encoding="utf-8")
    print(f"wrote {PAGE}")


def reports() -> dict[str, dict[str, Any]]:
    """Those reports that are there."""
    there = {name: FOLDER / f"{name}.json" for name in NAMES}
    return {
        name: json.loads(path.read_text(encoding="utf-8")) for name, path in there.items() if path.is_file()
    }


def page(found: Reports) -> str:
    """All that the reports say."""
    sections = {"speed": speed, "growth": growth, "memory": memory}
    lines = ["# Speed, as measured", "", "`make bench` writes this page from what it measured.", ""]
    if "speed" in found:
        lines += lead(found["speed"])
    if met := list(goals(found)):
        lines += ["## Goals", "", *table(("", "wanted", "measured", "met"), (goal.cells() for goal in met))]
    for name, section in sections.items():
        if name in found:
            lines += section(found[name])
    return "\n".join(lines).rstrip("\n") + "\n"


def lead(report: dict[str, Any]) -> Iterator[str]:
    """How many times as fast as each peer."""
    taken = report["throughput"]
    ours = [name for name in (MANY, LIGHT) if name in taken]
    for name in ours:
        times = {
            peer: figure(spread(ratios(taken[name], taken[peer])).median) for peer in LEADS if peer in taken
        }
        told = ", ".join(f"{number} times as fast as {peer}" for peer, number in times.items())
        yield paragraph(f"**{name}: {told}.**")
    yield "## Ratios"
    yield ""
    yield paragraph("""
        How many times as fast as each tool, by bytes a second of CPU on one core: the median of the rounds,
        and in brackets their quartiles. Below 1 it is slower.
    """)
    peers = [name for name in taken if not name.startswith("ailabel")]
    rows = [(peer, *(_with_quartiles(ratios(taken[name], taken[peer])) for name in ours)) for peer in peers]
    yield from table(("beside", *ours), rows)


def goals(found: Reports) -> Iterator[Goal]:
    """Those that something was measured for."""
    if "speed" in found:
        yield from _speed_goals(found["speed"])
    if "growth" in found:
        texts = found["growth"]["texts"]
        worst = max(texts, key=lambda name: texts[name]["ratio"])
        yield Goal(
            f"a byte at 4 MB beside one at 64 KB, the worst ({worst})", texts[worst]["ratio"], MAX_GROWTH
        )
    if "memory" in found:
        size = found["memory"]["bytes"] / 1e6
        peak = found["memory"]["peak_mb"]
        yield Goal(f"memory of `ailabel score` over {size:,.0f} MB of JSON Lines, MB", peak, 250)


def _speed_goals(report: dict[str, Any]) -> Iterator[Goal]:
    taken, start, one = report["throughput"], report["start"], report["one_document"]
    for name, peer, least in ((MANY, FASTTEXT, 2), (MANY, UNION, 20)):
        if name in taken and peer in taken:
            times = spread(ratios(taken[name], taken[peer])).median
            yield Goal(f"{name}: times {peer}", times, least, is_least=True)
    yield Goal(f"{ONE}, a document of 700 words, median, ms", one[ONE]["p50_ms"], 1)
    yield Goal(f"{ONE}, a document of 700 words, 99th percentile, ms", one[ONE]["p99_ms"], 3)
    command, bare = "ailabel score", "python"
    yield Goal("`ailabel score file.txt`, beyond Python, ms", beyond(start, command, bare, "cpu_ms"), 100)
    yield Goal("`ailabel score file.txt`, beyond Python, MB", beyond(start, command, bare, "peak_mb"), 60)
    yield Goal("`import ailabel`, beyond Python, ms", beyond(start, "import ailabel", bare, "cpu_ms"), 50)
    if jobs := report["jobs"]:
        yield Goal("two jobs on two cores, times one", spread(_gains(jobs)).median, 1.8, is_least=True)


def _gains(jobs: Mapping[str, Sequence[float]]) -> list[float]:
    """How many times as fast two jobs were, in each turn."""
    return [one / two for one, two in zip(jobs["1 job"], jobs["2 jobs"], strict=True)]


def speed(report: dict[str, Any]) -> Iterator[str]:
    """All tools beside each other, what each does, and on what."""
    yield "## Tools"
    yield ""
    calls = max((one["calls"] for one in report["one_document"].values()), default=0)
    yield paragraph(f"""
        Median of the rounds, and quartiles. Memory: the most that the warm process had, less that of
        Python reading the same texts. Start: CPU of a whole process that loads the tool and does one
        text, less that of one that does nothing with it. p50 and p99: CPU of one call with one
        document of 600 to 800 words, of {calls:,} such calls.
    """)
    heads = ("", "MB/s", "documents/s", "memory, MB", "start, ms", "p50, ms", "p99, ms")
    yield from table(heads, (_row(name, report) for name in report["throughput"]))
    yield from _missing(report["missing"])
    yield "What is done in the time taken:"
    yield ""
    yield from (
        f"- {one.name}: {one.does}." for one in CONTENDERS if one.name in {BARE, *report["throughput"]}
    )
    yield ""
    yield from _jobs(report["jobs"])
    yield from _conditions(report)


def _missing(reasons: Mapping[str, str]) -> Iterator[str]:
    """What was not measured, reason by reason."""
    for reason in dict.fromkeys(reasons.values()):
        names = "; ".join(name for name, told in reasons.items() if told == reason)
        yield paragraph(f"Not measured, since {reason}: {names}.")


def _row(name: str, report: dict[str, Any]) -> tuple[str, ...]:
    taken, one = report["throughput"][name], report["one_document"].get(name)
    times = (figure(one["p50_ms"]), figure(one["p99_ms"])) if one else (NOTHING, NOTHING)
    return (
        name,
        _with_quartiles(megabytes_a_second(taken)),
        figure(statistics.median(documents_a_second(taken))),
        figure(report["memory"][name] - report["memory"][BARE]),
        figure(beyond(report["start"], name, BARE, "cpu_ms")),
        *times,
    )


def _jobs(jobs: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """How much two cores gain."""
    if jobs:
        yield paragraph(f"""
            All cores: all these documents by new processes: `score_many(jobs=2)` takes
            {figure(statistics.median(jobs["2 jobs"]))} s of the wall clock, `jobs=1`
            {figure(statistics.median(jobs["1 job"]))} s: {_with_quartiles(_gains(jobs))} times as fast.
        """)


def _conditions(report: dict[str, Any]) -> Iterator[str]:
    """On what it was measured."""
    texts, rounds = report["texts"], len(next(iter(report["throughput"].values()))["seconds"])
    yield "## Measured on"
    yield ""
    yield paragraph(f"""
        {texts["documents"]:,} documents, {texts["bytes"] / 1e6:.1f} MB, {texts["words"]} words on
        average: {texts["origin"]}. {rounds} rounds, after one that nobody times; each has documents of its
        own, and no tool reads any twice. In a round all tools get the same chunks of documents in turn,
        each in a process of its own, warm, held to the same core, and the tools of a project in an
        environment of their own. {_machine(report)}
    """)
    yield from table(("package", "release"), report["versions"].items())


def growth(report: dict[str, Any]) -> Iterator[str]:
    """What a byte costs in large texts."""
    yield "## Growth"
    yield ""
    yield paragraph(f"""
        Seconds of CPU of `score` for a text of 4 MB (UTF-8), for a piece of 64 KB (mean of 16 pieces
        of that text), and what a byte of the one costs beside one of the other; the quickest of
        so many turns. {_machine(report)}
    """)
    rows = (
        (
            name,
            figure(row["large_seconds"]),
            figure(row["small_seconds"]),
            f"{row['ratio']:.2f}",
            str(row["turns"]),
        )
        for name, row in report["texts"].items()
    )
    yield from table(("text", "4 MB, s", "64 KB, s", "ratio", "turns"), rows)


def memory(report: dict[str, Any]) -> Iterator[str]:
    """What a large file costs."""
    yield "## Memory"
    yield ""
    yield paragraph(f"""
        `ailabel score big.jsonl --format jsonl` over {report["rows"]:,} rows
        ({report["bytes"] / 1e6:,.0f} MB) of {report["documents"]:,} different texts had at most
        {report["peak_mb"]:.0f} MB resident, and at most {report["early_peak_mb"]:.0f} MB in the first tenth
        of the {report["wall_seconds"]:,.0f} s that it took (wall clock). {_machine(report)}
    """)


def _machine(report: dict[str, Any]) -> str:
    return (
        f"{report['machine']}, {report['cores']} cores, {report['system']}, Python {report['python']}; "
        f"load average when it began: {report['load']}.{_pace(report)}"
    )


def _pace(report: dict[str, Any]) -> str:
    """How fast the machine was that day, where that was measured."""
    if "loop" not in report:
        return ""
    return (
        f" {LOOP:,} turns of an empty loop of Python took {figure(report['loop'])} s; two processes at once "
        f"did {figure(report['loops'])} times as many as one."
    )


def _with_quartiles(figures: Sequence[float]) -> str:
    found = spread(figures)
    return f"{figure(found.median)} ({figure(found.low)} to {figure(found.high)})"


if __name__ == "__main__":
    write()
