"""RESULTS.md says what the reports say, ratios first."""

from __future__ import annotations

from typing import Any

from benchmarks import results
from benchmarks.contenders import BARE, FASTTEXT, MANY, ONE, UNION

CONDITIONS = {
    "machine": "A machine",
    "cores": 2,
    "load": 0.5,
    "loop": 0.25,
    "loops": 1.9,
    "system": "Linux",
    "python": "3.11.7",
}


def process(cpu: float, peak: float) -> dict[str, list[float]]:
    return {"cpu_ms": [cpu], "peak_mb": [peak]}


SPEED: dict[str, Any] = {
    **CONDITIONS,
    "versions": {"one package": "1.0"},
    "texts": {"origin": "Somewhere", "documents": 2000, "bytes": 8_000_000, "words": 660},
    "missing": {"peer": "it is gone", "other": "it is gone"},
    "throughput": {
        MANY: {"documents": [2000] * 3, "bytes": [8_000_000] * 3, "seconds": [1.0, 2.0, 4.0]},
        ONE: {"documents": [2000] * 3, "bytes": [8_000_000] * 3, "seconds": [2.0, 4.0, 8.0]},
        FASTTEXT: {"documents": [2000] * 3, "bytes": [8_000_000] * 3, "seconds": [3.0, 4.0, 12.0]},
        UNION: {"documents": [20] * 3, "bytes": [80_000] * 3, "seconds": [0.5, 1.0, 2.0]},
    },
    "memory": {MANY: 60.0, ONE: 60.0, FASTTEXT: 800.0, UNION: 200.0, BARE: 20.0},
    "one_document": {ONE: {"calls": 1000, "p50_ms": 0.8, "p99_ms": 3.5}},
    "start": {
        "python": process(10, 9),
        "import ailabel": process(30, 15),
        "ailabel score": process(120, 50),
        BARE: process(20, 12),
        **dict.fromkeys((MANY, ONE, FASTTEXT, UNION), process(140, 50)),
    },
    "jobs": {},
}
GROWTH: dict[str, Any] = {
    **CONDITIONS,
    "texts": {
        "prose": {"large_seconds": 4.0, "small_seconds": 0.064, "ratio": 1.0, "turns": 3},
        "dots": {"large_seconds": 8.0, "small_seconds": 0.064, "ratio": 2.0, "turns": 1},
    },
}
MEMORY: dict[str, Any] = {
    **CONDITIONS,
    "rows": 1234,
    "documents": 500,
    "bytes": 1_000_000_000,
    "wall_seconds": 1000.0,
    "peak_mb": 200.0,
    "early_peak_mb": 190.0,
}


def test_page_begins_with_ratios_and_they_are_medians_over_rounds() -> None:
    lines = results.page({"speed": SPEED}).splitlines()

    assert lines[4] == f"**{MANY}: 3.00 times as fast as {FASTTEXT}, 50.0 times as fast as {UNION}.**"
    assert f"| {FASTTEXT} | 3.00 (2.50 to 3.00) |" in lines
    assert lines.index("## Ratios") < lines.index("## Goals") < lines.index("## Tools")


def test_rates_memory_and_start_stand_beside_each_other() -> None:
    lines = results.page({"speed": SPEED}).splitlines()

    assert f"| {ONE} | 2.00 (1.50 to 3.00) | 500 | 40.0 | 120 | 0.8 | 3.50 |" in lines
    assert any(line.startswith(f"- {UNION}: HashingVectorizer") for line in lines)
    assert f"| {FASTTEXT} | 2.00 (1.33 to 2.33) | 500 | 780 | 120 | – | – |" in lines


def test_goals_say_which_are_met() -> None:
    goals = {goal.name: goal for goal in results.goals({"speed": SPEED, "growth": GROWTH, "memory": MEMORY})}
    unmet = {name for name, goal in goals.items() if not goal.is_met()}

    assert unmet == {
        f"{ONE}, a document of 700 words, 99th percentile, ms",
        "`ailabel score file.txt`, beyond Python, ms",
        "a byte at 4 MB beside one at 64 KB, the worst (dots)",
    }
    assert goals[f"{MANY}: times {FASTTEXT}"].cells()[1:] == ("at least 2", "3.00", "yes")
    assert len(goals) == 9


def test_what_was_not_measured_is_named_with_its_reason() -> None:
    assert "Not measured, since it is gone: peer; other." in results.page({"speed": SPEED})


def test_two_jobs_are_told_where_they_were_measured() -> None:
    jobs = {"1 job": [10.0, 12.0], "2 jobs": [5.0, 8.0]}
    page = " ".join(results.page({"speed": {**SPEED, "jobs": jobs}}).split())

    assert "1.75 (1.62 to 1.88) times as fast" in page
    assert "| two jobs on two cores, times one | at least 1.8 | 1.75 | **no** |" in page
    assert "All cores" not in results.page({"speed": SPEED})


def test_growth_and_memory_are_told_with_their_sizes() -> None:
    page = " ".join(results.page({"growth": GROWTH, "memory": MEMORY}).split())

    assert "| dots | 8.00 | 0.064 | 2.00 | 1 |" in page
    assert "over 1,234 rows (1,000 MB) of 500 different texts had at most 200 MB" in page
    assert "had at most 200 MB resident, and at most 190 MB" in page


def test_reports_that_are_not_there_are_left_out() -> None:
    assert "##" not in results.page({})


def test_page_in_the_checkout_is_of_the_reports_beside_it() -> None:
    assert results.PAGE.read_text(encoding="utf-8") == results.page(results.reports())


def test_page_says_how_fast_the_machine_was() -> None:
    said = " ".join(results.page({"speed": SPEED}).split())

    assert "an empty loop of Python took 0.25 s; two processes at once did 1.90 times as many as one" in said
