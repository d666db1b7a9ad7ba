"""The corpora are read as the plan in `sources.toml` says."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING, Any

from training.corpus import PLAN, Origin, read_role

if TYPE_CHECKING:
    from pathlib import Path


def write(data: Path, source: str, *rows: dict[str, Any]) -> None:
    (data / "train").mkdir(exist_ok=True)
    with lzma.open(data / "train" / f"{source}.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.writelines(
            f"{json.dumps({'id': 'x', 'text': 'One.', 'label': 'human'} | row)}\n" for row in rows
        )


def test_source_that_the_plan_leaves_out_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, "markdown-human", {})
    write(tmp_path, "letters", {})

    assert [text.source for text in read_role(tmp_path, "train")] == ["letters"]


def test_home_of_a_mirrored_text_is_the_source_of_its_pair(tmp_path: Path) -> None:
    write(tmp_path, "mirror26", {"pair": "gec/12"}, {"pair": "biscope:essay:3"}, {"pair": "imdb-reviews/7"})

    assert [text.home for text in read_role(tmp_path, "train")] == ["gecscore", "biscope", "imdb-reviews"]


def test_polished_human_text_is_mixed(tmp_path: Path) -> None:
    write(tmp_path, "letters", {"label": "ai", "attack": "polish"}, {"label": "ai", "attack": None})

    assert [text.label for text in read_role(tmp_path, "train")] == ["mixed", "ai"]


def test_what_rows_do_not_tell_of_their_origin_the_plan_may(tmp_path: Path) -> None:
    write(tmp_path, "outfox", {}, {"label": "ai", "generator": "gpt-2"}, {"native": False, "year": 1999})
    write(
        tmp_path,
        "zines",
        {"native": "non-native", "domain": "letter"},
        {"label": "ai", "attack": "humanised"},
    )

    assert [text.origin for text in read_role(tmp_path, "train")] == [
        Origin(native=True),
        Origin(generator="gpt-2", year=2023),
        Origin(native=False, year=1999),
        Origin(native=False, genre="letter"),
        Origin(attack="humanised"),
    ]


def test_every_source_of_an_expert_is_there_once_and_none_is_left_out() -> None:
    named = [source for expert in PLAN["experts"] for source in expert["ai"]]

    assert len(named) == len(set(named))
    assert not set(named) & set(PLAN["left_out"])
