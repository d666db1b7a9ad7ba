"""Every tool gets the same texts, and what was left out is counted."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING

from benchmarks.corpora import (
    DEV,
    MAX_WORDS,
    calibration_samples,
    cut,
    dev_samples,
    digest_of,
    mirror_samples,
)

if TYPE_CHECKING:
    from pathlib import Path

LONG = "word " * 120


def write_rows(path: Path, *rows: tuple[str, str, str, str]) -> None:
    path.parent.mkdir(exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as stream:
        for name, text, label, lang in rows:
            row = {"id": name, "text": text, "label": label, "lang": lang, "pair": f"{name}-answered"}
            stream.write(json.dumps(row) + "\n")


def test_text_is_cut_after_its_400th_word_and_otherwise_left_as_it_was() -> None:
    text = "  a\n\tb" + " c" * (MAX_WORDS - 2)

    assert cut(text + "  d e\n") == text
    assert cut(text + "\n") == text
    assert cut("a  b\n") == "a  b\n"


def test_dev_leaves_out_mixed_short_and_foreign_texts_and_counts_them(tmp_path: Path) -> None:
    for source in DEV:
        write_rows(tmp_path / "dev" / f"{source}.jsonl.xz")
    write_rows(
        tmp_path / "dev" / "outfox.jsonl.xz",
        ("1", LONG, "human", "en"),
        ("2", LONG, "mixed", "en"),
        ("3", "Hi.", "ai", "en"),
        ("4", LONG, "ai", "de"),
        ("5", LONG * 5, "ai", "en"),
    )
    samples, left_out = dev_samples(tmp_path)

    assert [(sample.label, sample.source, sample.words) for sample in samples] == [
        ("human", "outfox", 120),
        ("ai", "outfox", 400),
    ]
    assert left_out == {"mixed": 1, "not English": 1, "under 100 words": 1}


def test_mirror_texts_stand_beside_the_human_texts_that_they_answer(tmp_path: Path) -> None:
    write_rows(tmp_path / "train" / "mirror26.jsonl.xz", ("a", LONG, "ai", "en"))
    write_rows(tmp_path / "calibrate" / "news.jsonl.xz", ("a-answered", LONG, "human", "en"))
    write_rows(tmp_path / "train" / "blog.jsonl.xz", ("other", LONG, "human", "en"))

    assert [sample.label for sample in mirror_samples(tmp_path)] == ["ai", "human"]
    assert [sample.source for sample in calibration_samples(tmp_path)] == ["news"]


def test_digest_tells_lists_of_texts_apart() -> None:
    lists = [["ab", "c"], ["a", "bc"], ["c", "ab"], ["abc"], ["\ud800"], []]

    assert len({digest_of(texts) for texts in lists}) == len(lists)
