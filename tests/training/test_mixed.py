"""What is said of texts of two hands is counted as it was said; the shipped rule holds its floors."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING, Any

import pytest

from training.mixed import MIN_TEXTS, MIN_WORDS, OUT, Judged, long_texts, polished, pools, summary, told

if TYPE_CHECKING:
    from pathlib import Path

LONG = "Word " * MIN_WORDS


@pytest.fixture
def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OUT.read_text(encoding="utf-8"))
    return found


def write(data: Path, name: str, *rows: dict[str, Any]) -> None:
    file = data / f"{name}.jsonl.xz"
    file.parent.mkdir(exist_ok=True)
    with lzma.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps({'id': 'x', 'text': LONG, 'lang': 'en'} | row)}\n" for row in rows)


def test_genres_are_spliced_that_both_wrote_and_nobody_attacked(tmp_path: Path) -> None:
    human, machine = ({"label": label, "domain": "news"} for label in ("human", "ai"))
    rows = [human, machine] * MIN_TEXTS
    rows += [machine | {"attack": "rewrite"}, machine | {"text": "Too short."}, machine | {"lang": "de"}]
    write(tmp_path, "dev/letters", *rows, *[machine | {"domain": "chat"}] * MIN_TEXTS)
    (pool,) = pools(tmp_path, "letters")

    assert (len(pool.human), len(pool.machine)) == (MIN_TEXTS, MIN_TEXTS)


def test_people_are_judged_whose_texts_are_long_enough_for_a_share(tmp_path: Path) -> None:
    write(tmp_path, "calibrate/letters", {"label": "human"}, {"label": "human", "text": LONG * 2})

    assert [(case.source, case.share) for case in long_texts(tmp_path)] == [("letters", 0.0)]


def test_polished_texts_are_told_apart_by_what_was_asked_for(tmp_path: Path) -> None:
    mixset = [
        {"label": "mixed", "attack": "polish", "id": "mixset-1gpt4_polish_token-7"},
        {"label": "mixed", "attack": "rewrite", "id": "mixset-1gpt4_rewrite-7"},
        {"label": "ai", "attack": "humanized", "id": "mixset-1gpt4_humanize-7"},
    ]
    write(tmp_path, "dev/mixset", *mixset)
    write(tmp_path, "dev/faidset", {"label": "human"})
    write(tmp_path, "train/mirror26", {"label": "mixed", "attack": "polish"})

    assert [" ".join(case.group) for case in polished(tmp_path)] == [
        "polished mixset polish by token",
        "polished mixset rewrite",
        "polished mirror26 polish",
    ]


def spliced(share: float, first: str, label: Any, fraction: float | None) -> Judged:  # noqa: ANN401
    return Judged(("spliced", str(share), first), "letters", share, label, fraction)


def test_shares_are_told_with_their_error_where_they_are_known() -> None:
    rows = [spliced(0.5, "human", "mixed", 0.75), spliced(0.5, "human", "unsure", 0.0)]

    assert told([*rows, spliced(0.5, "human", "unsure", None)]) == {
        "texts": 3,
        "verdicts": {"mixed": 0.3333, "unsure": 0.6667},
        "share": 0.5,
        "ai_fraction": 0.375,
        "error": 0.375,
    }


def test_summary_keeps_orders_and_kinds_apart() -> None:
    found = [
        spliced(0.5, "human", "mixed", 0.5),
        spliced(0.5, "machine", "ai-likely", 1.0),
        Judged(("people",), "news", 0.0, "human-likely", 0.0),
        Judged(("polished", "mixset", "polish"), "mixset", None, "unsure", None),
    ]
    report = summary(found)

    assert report["spliced"]["0.5"]["human"]["verdicts"] == {"mixed": 1.0}
    assert report["spliced"]["0.5"]["machine"]["verdicts"] == {"ai-likely": 1.0}
    assert report["error"] == 0.25
    assert report["people"]["verdicts"] == {"human-likely": 1.0}
    assert report["polished"] == {"mixset polish": {"texts": 1, "verdicts": {"unsure": 1.0}}}


def test_mixed_texts_are_found_and_people_who_wrote_alone_are_hardly_accused(report: dict[str, Any]) -> None:
    half, machine = (
        [report["spliced"][share][first]["verdicts"] for first in ("human", "machine")]
        for share in ("0.5", "1.0")
    )
    people = report["people"]["verdicts"]

    assert min(verdicts["mixed"] for verdicts in half) > 0.35
    assert max(verdicts["mixed"] for verdicts in machine) < 0.1
    assert people["mixed"] + people["ai-likely"] < 0.006
    assert report["people"]["ai_fraction"] < 0.01


def test_light_polish_by_a_model_of_2026_is_not_called_machine_made(report: dict[str, Any]) -> None:
    assert report["polished"]["mirror26 polish"]["verdicts"]["ai-likely"] < 0.02
