"""Who wrote how much of it: `make mixed` writes training/mixed.json, and from it a sentence of the README.

Texts by people and by machines of one source and genre of `data/dev`, none of which was learnt from, are
spliced (`training.splice`) in both orders; people's long texts of `data/calibrate` are judged whole; and so
is what a model polished, rewrote or completed of a person's text. Of `mirror26` the polished texts were not
learnt from, but other texts on the same topics were, by the person and by the model; its other texts were all
learnt from, so that nothing here is spliced from a model of 2026.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from ailabel.detector import MIN_FRACTION_WORDS, Detector
from ailabel.evaluate import FPR, rounded
from ailabel.model import DEFAULT, load
from ailabel.result import LABELS
from ailabel.writing import whole_file
from benchmarks.corpora import read_rows
from training.chunks import in_chunks
from training.corpus import PLAN
from training.splice import Pool, spliced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ailabel.result import Label

OUT = Path(__file__).parent / "mixed.json"
SPLICED = (
    "outfox",
    "toefl126-rexshijaku",
    "faidset",
    "iu-wiki-news-4lang",
)  # with texts by both of one genre
POLISHED = ("dev/mixset", "dev/faidset", "train/mirror26")
SHARES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)  # of the words, by a machine
ORDERS = ("human", "machine")  # who wrote the beginning
WORDS = (400, 1000)  # of a spliced text
MIN_WORDS = 150  # of a text that is spliced: about a window, so that a run is not of many hands
MIN_TEXTS = 5  # of either kind in a genre that is spliced
EACH = 40  # texts of a source, share and order


@dataclass(frozen=True, slots=True)
class Case:
    """A text, what it is an example of, and which share of it a machine wrote, where that is known."""

    group: tuple[str, ...]
    source: str
    text: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of a case."""

    group: tuple[str, ...]
    source: str
    share: float | None
    label: Label
    fraction: float | None


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--model", type=click.Path(path_type=Path), default=DEFAULT)
@click.option("--out", type=click.Path(path_type=Path), default=OUT)
@click.option("--jobs", type=int, default=2)
def main(data: Path, model: Path, out: Path, jobs: int) -> None:
    """Measure what is said of texts that people and machines wrote together."""
    cases = [*splices(data), *long_texts(data), *polished(data)]
    report = summary(in_chunks(judged, cases, model, jobs))
    with whole_file(out) as stream:
        stream.write(json.dumps(report, indent=1) + "\n")


def splices(data: Path) -> Iterator[Case]:
    """EACH texts of each source, share and order, over its genres in turn."""
    random = np.random.default_rng(PLAN["seed"])
    for source in SPLICED:
        own = pools(data, source)
        for share in SHARES:
            for first in ORDERS:
                for number in range(EACH):
                    words = int(random.integers(*WORDS, endpoint=True))
                    made = spliced(own[number % len(own)], words, share, first, random)
                    yield Case(("spliced", str(share), first), source, made.text, made.share)


def pools(data: Path, source: str) -> list[Pool]:
    """The genres of a source of which there are enough texts by both; only what nobody attacked."""
    genres: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in read_rows(data / "dev" / f"{source}.jsonl.xz"):
        if row["lang"] == "en" and not row.get("attack") and len(row["text"].split()) >= MIN_WORDS:
            genres[row["domain"]][row["label"]].append(row["text"])
    found = [Pool(own["human"], own["ai"]) for own in genres.values()]
    return [pool for pool in found if min(len(pool.human), len(pool.machine)) >= MIN_TEXTS]


def long_texts(data: Path) -> Iterator[Case]:
    """What people wrote alone, long enough for a share of it to be told."""
    for path in sorted((data / "calibrate").glob("*.jsonl.xz")):
        source = path.name.removesuffix(".jsonl.xz")
        for row in read_rows(path):
            if (
                row["lang"] == "en"
                and row["label"] == "human"
                and len(row["text"].split()) >= MIN_FRACTION_WORDS
            ):
                yield Case(("people",), source, row["text"], 0.0)


def polished(data: Path) -> Iterator[Case]:
    """What a model made of a person's text, by what it was asked for."""
    for name in POLISHED:
        for row in read_rows(data / f"{name}.jsonl.xz"):
            if row["lang"] == "en" and row["label"] == "mixed":
                source = name.split("/")[1]
                yield Case(("polished", source, _asked(row)), source, row["text"])


def _asked(row: dict[str, Any]) -> str:
    """What the model was asked for; `mixset` tells in its ids whether to polish words or sentences."""
    finest = re.search("polish_(token|sentence)", row["id"])
    return f"polish by {finest[1]}" if finest else str(row["attack"])


def judged(cases: Sequence[Case], model: Path) -> list[Judged]:
    detector = Detector(load(model), max_fpr=FPR)
    results = detector.score_many(case.text for case in cases)
    return [
        Judged(case.group, case.source, case.share, result.label, result.ai_fraction)
        for case, result in zip(cases, results, strict=True)
    ]


def summary(found: Sequence[Judged]) -> dict[str, Any]:
    """Of spliced texts by share, order and source, of people's, and of polished ones: what `told` says."""
    spliced_, people = (_group(found, name) for name in ("spliced", "people"))
    return {
        "words": list(WORDS),
        "spliced": {
            share: {
                **{first: told(_those(own, lambda row: row.group[2], first)) for first in ORDERS},
                "by_source": _by(own, lambda row: row.source),
            }
            for share, own in _split(spliced_, lambda row: row.group[1])
        },
        "error": told(spliced_)["error"],
        "people": {**told(people), "by_source": _by(people, lambda row: row.source)},
        "polished": _by(_group(found, "polished"), lambda row: " ".join(row.group[1:])),
    }


def told(rows: Sequence[Judged]) -> dict[str, Any]:
    """How many texts, the share of each verdict, and the means of `share`, `ai_fraction` and its error."""
    counts = Counter(row.label for row in rows)
    report: dict[str, Any] = {
        "texts": len(rows),
        "verdicts": {label: rounded(counts[label] / len(rows)) for label in LABELS if counts[label]},
    }
    if known := _known(rows):
        shares, fractions = np.array(known).T
        means = {"share": shares, "ai_fraction": fractions, "error": np.abs(fractions - shares)}
        report |= {name: rounded(float(values.mean())) for name, values in means.items()}
    return report


def _known(rows: Sequence[Judged]) -> list[tuple[float, float]]:
    """The share that a machine wrote and what was told of it, where both are known."""
    return [(row.share, row.fraction) for row in rows if row.share is not None and row.fraction is not None]


def _group(found: Sequence[Judged], name: str) -> list[Judged]:
    return _those(found, lambda row: row.group[0], name)


def _those(rows: Sequence[Judged], key: Callable[[Judged], str], name: str) -> list[Judged]:
    return [row for row in rows if key(row) == name]


def _split(rows: Sequence[Judged], key: Callable[[Judged], str]) -> list[tuple[str, list[Judged]]]:
    return [(name, _those(rows, key, name)) for name in dict.fromkeys(map(key, rows))]


def _by(rows: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, Any]:
    return {name: told(own) for name, own in _split(rows, key)}


if __name__ == "__main__":
    main()
