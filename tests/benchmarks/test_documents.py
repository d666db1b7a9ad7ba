"""Documents are chosen by a rule that anybody gets the same ones by."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.documents import (
    CORPORA,
    MIN_WORDS,
    TOPICS,
    documents,
    evenly,
    help_pages,
    in_turn,
    is_fit,
    labelled,
)

if TYPE_CHECKING:
    from pathlib import Path


def write_rows(path: Path, *rows: dict[str, str]) -> None:
    path.parent.mkdir(exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in rows)


def row(name: str, words: int = MIN_WORDS, lang: str = "en", label: str = "human") -> dict[str, str]:
    return {"text": " ".join([name] * words), "lang": lang, "label": label}


def test_sources_take_turns_and_small_ones_give_all_that_they_have() -> None:
    groups = ["abcdefgh", "xy", "123456"]

    assert in_turn(groups, 8) == ["x", "1", "a", "y", "3", "c", "5", "f"]
    assert sorted(in_turn(groups, 99)) == sorted("abcdefghxy123456")


@given(groups=st.lists(st.lists(st.integers(), max_size=9), max_size=6), count=st.integers(0, 40))
def test_as_many_items_are_taken_as_asked_for_or_as_there_are(groups: list[list[int]], count: int) -> None:
    assert len(in_turn(groups, count)) == min(count, sum(map(len, groups)))


def test_items_are_spread_over_the_whole() -> None:
    assert evenly("abcdefgh", 4) == list("aceg")
    assert evenly("ab", 5) == ["a", "b"]
    assert evenly("ab", 0) == []


def test_texts_that_are_foreign_short_or_endless_are_left_out() -> None:
    assert is_fit(row("a"))
    assert not is_fit(row("a", lang="de"))
    assert not is_fit(row("a", MIN_WORDS - 1))
    assert not is_fit(row("a", 2001))


def test_documents_are_of_every_role_and_tell_where_they_are_from(tmp_path: Path) -> None:
    write_rows(tmp_path / "dev" / "one.jsonl.xz", row("a"), row("b"), row("c", 10))
    write_rows(tmp_path / "train" / "two.jsonl.xz", row("d"))
    write_rows(tmp_path / "other" / "three.jsonl.xz", row("e", lang="ja"))
    found = documents(tmp_path, 3)

    assert [text[0] for text in found.texts] == ["d", "a", "b"]
    assert found.origin == CORPORA


def test_where_there_are_no_corpora_documents_are_pages_of_help(tmp_path: Path) -> None:
    found = documents(tmp_path, 300)

    assert len(found.texts) == 300
    assert found.origin == TOPICS
    assert found.texts[0] == help_pages()[0]
    assert min(len(page.split()) for page in help_pages()) >= MIN_WORDS


def test_peers_learn_from_labelled_texts_or_where_there_are_none_from_labels_in_turn(tmp_path: Path) -> None:
    assert labelled(tmp_path, ["a", "b", "c"], 2) == [("human", "a"), ("ai", "b")]

    write_rows(
        tmp_path / "train" / "one.jsonl.xz",
        row("a", 1, label="ai"),
        row("b", 1, label="mixed"),
        row("c", 1, lang="de"),
        row("d", 1),
    )

    assert labelled(tmp_path, ["x"], 9) == [("ai", "a"), ("human", "d")]
