"""The texts that tools are compared on: English, at least 100 words, the same string for every tool."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

DEV = (
    *("toefl126-rexshijaku", "outfox", "sico-eli5-squad-yelp", "faidset", "iu-wiki-news-4lang"),
    *("hpmor-fanfiction", "wildbench", "arena-hard"),
)
"""Sources of data/dev; neither tool is known to have learnt from them."""
MIN_WORDS, MAX_WORDS = 100, 400
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Sample:
    """One text as every tool gets it."""

    text: str
    label: str
    source: str
    words: int


def dev_samples(data: Path) -> tuple[list[Sample], dict[str, int]]:
    """The dev texts, and how many were left out for which reason."""
    left_out: Counter[str] = Counter()
    found = []
    for source in DEV:
        for row in read_rows(data / "dev" / f"{source}.jsonl.xz"):
            if reason := _unfit(row):
                left_out[reason] += 1
            else:
                found.append(_sample(row, source))
    return found, dict(sorted(left_out.items()))


def calibration_samples(data: Path) -> list[Sample]:
    """The human texts of data/calibrate."""
    return [
        _sample(row, _source(path))
        for path in sorted((data / "calibrate").glob("*.jsonl.xz"))
        for row in read_rows(path)
        if not _unfit(row)
    ]


def mirror_samples(data: Path) -> list[Sample]:
    """The machine texts of mirror26, and the human texts that they answer."""
    mirror = [row for row in read_rows(data / "train" / "mirror26.jsonl.xz") if not _unfit(row)]
    answered = {row["pair"] for row in mirror}
    files = sorted(path for role in ("train", "calibrate") for path in (data / role).glob("*.jsonl.xz"))
    humans = (
        row for path in files for row in read_rows(path) if row["id"] in answered and row["label"] == "human"
    )
    return [_sample(row, "mirror26") for row in (*mirror, *(row for row in humans if not _unfit(row)))]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def cut(text: str) -> str:
    """The text up to the end of its 400th word, a run of anything but white space; what is kept is as it was.

    Not at a sentence border: both tools get the same string, so neither gains.
    """
    ends = [match.end() for match, _number in zip(WORD.finditer(text), range(MAX_WORDS), strict=False)]
    return text[: ends[-1]] if len(ends) == MAX_WORDS else text


def digest_of(texts: Iterable[str]) -> str:
    """Names a list of texts, so that scores kept for it are never taken for those of another."""
    import hashlib

    digest = hashlib.sha256()
    for text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()[:16]


def _unfit(row: dict[str, Any]) -> str | None:
    if row["lang"] != "en":
        return "not English"
    if row["label"] not in {"human", "ai"}:
        return str(row["label"])
    return "under 100 words" if len(row["text"].split()) < MIN_WORDS else None


def _sample(row: dict[str, Any], source: str) -> Sample:
    text = cut(row["text"])
    return Sample(text, row["label"], source, len(text.split()))


def _source(path: Path) -> str:
    return path.name.removesuffix(".jsonl.xz")
