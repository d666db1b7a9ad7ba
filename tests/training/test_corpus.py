"""The corpora are read as the plan in `sources.toml` says."""

from __future__ import annotations

import json
import lzma
import re
from typing import TYPE_CHECKING, Any

import pytest

from ailabel.model import verify
from training.corpus import PLAN, Origin, read_role

if TYPE_CHECKING:
    from collections.abc import Mapping
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


@pytest.mark.parametrize(
    ("licences", "left"),
    [
        ((), ["18f-blog", "anarchist-faq", "debian-handbook-en", "letters", "mirror26", "mirror26"]),
        (("GPL*",), ["18f-blog", "letters", "mirror26"]),
        (("cc by-sa*",), ["18f-blog", "anarchist-faq", "letters", "mirror26", "mirror26"]),
        (("GPL*", "public domain"), ["letters"]),
        (("none stated",), ["18f-blog", "anarchist-faq", "debian-handbook-en", "mirror26", "mirror26"]),
    ],
)
def test_licence_is_left_out_with_what_machines_wrote_from_it(
    licences: tuple[str, ...], left: list[str], tmp_path: Path
) -> None:
    """`letters`, which no plan knows, has no licence; `mirror26` answers texts of two other sources."""
    for source in ("18f-blog", "anarchist-faq", "debian-handbook-en", "letters"):
        write(tmp_path, source, {})
    write(tmp_path, "mirror26", {"pair": "anarchist-faq/1"}, {"pair": "18f-blog/1"})

    assert [text.source for text in read_role(tmp_path, "train", licences)] == left


@pytest.mark.parametrize("source", PLAN["sources"])
def test_every_source_says_where_it_comes_from_and_what_it_is_for(source: str) -> None:
    told = PLAN["sources"][source]

    assert told.keys() - {"part", "missing"} == {"address", "commit", "licence", "role"}
    assert all(told.values())
    assert told["role"] in {"train", "calibrate", "dev", "other"}
    assert is_whole(told) != ("missing" in told)


def is_whole(told: Mapping[str, str]) -> bool:
    """Whether there is an address, and a commit or release at each."""
    addresses, commits = told["address"].split(", "), told["commit"].split(", ")
    return (
        len(addresses) == len(commits)
        and all(re.fullmatch(r"https://\S+|(Debian|Python) package \S+", address) for address in addresses)
        and all(re.fullmatch(r"[0-9a-f]{7,40}|[\d.-]+", commit) for commit in commits)
    )


def test_every_source_of_the_shipped_model_is_in_the_plan() -> None:
    sources = verify()["sources"]

    assert {name: PLAN["sources"][name]["role"] for name in sources} == {
        name: told["role"] for name, told in sources.items()
    }


@pytest.mark.shared
def test_the_plan_knows_every_source_that_there_is(shared: Path) -> None:
    manifest = json.loads((shared / "MANIFEST.json").read_text(encoding="utf-8"))

    assert {name: told["role"] for name, told in PLAN["sources"].items()} == {
        name: told["role"] for name, told in manifest.items()
    }


def test_every_source_of_an_expert_is_there_once_and_none_is_left_out() -> None:
    named = [source for expert in PLAN["experts"] for source in expert["ai"]]

    assert len(named) == len(set(named))
    assert not set(named) & set(PLAN["left_out"])
    assert set(named) <= PLAN["sources"].keys()
