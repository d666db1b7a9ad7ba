"""How well explicit evidence is found: `python -m benchmarks.disclosures --data D` writes disclosures.json.

Record level: a positive record is hit by an affirmed span that overlaps one of its own; a negative record
must have no affirmed span at all. The halves A and B are a seeded split: rules may be written on A only; and
of fixtures/disclosures, whose records a language model wrote, on those that are open. Of fixtures/verdicts:
how many of the texts that say that a model wrote all of them are called so, and how many others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import time
import tomllib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ailabel.detector import find_evidence
from ailabel.disclosure import discloses, find_spans_many, load_patterns
from ailabel.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ailabel.disclosure import Patterns
    from ailabel.result import Span

WRITTEN = Path(__file__).resolve().parent.parent / "fixtures" / "disclosures"
VERDICTS = WRITTEN.parent / "verdicts"
LEARNT = "clauses"  # how the names of records begin that training.telling learns from
OUT = Path(__file__).resolve().parent / "disclosures.json"
REASONS = OUT.with_name("human_hits.toml")  # why hits in people's texts remain, by source and id
UNEXPLAINED = "unexplained"
SEED = "ailabel-split:"
ROLES = ("train", "calibrate", "other")  # where people's texts are
SPEED_SOURCES = ("bbc-news", "simplystats-blog", "20newsgroups", "parlspeech-de")
SCOPES = frozenset(
    {"text", "summary", "translation", "image"}
)  # what the records tell apart; the rest is "other"
DIGITS = 3
BATCH = 250  # documents that are matched at once, about as many as `score_many` takes
TURNS = 5  # the first two warm up


@dataclass(frozen=True, slots=True)
class Judged:
    """A record and what was found in it; `hit` is that of a positive, or a false one of a negative.

    `called`: what it says makes it `ai-disclosed`.
    `scopes` are (told right, counted), `families` (family, found) of a positive record's spans; `denied`
    is None where a record denies nothing.
    """

    id: str
    language: str
    positive: bool
    hit: bool
    called: bool
    denied: bool | None
    scopes: tuple[int, int]
    families: tuple[tuple[str, bool], ...]


def half(record_id: str) -> str:
    """A or B, by a hash: the same for ever, whatever records join."""
    return "AB"[int(hashlib.sha256((SEED + record_id).encode()).hexdigest(), 16) % 2]


def read_records(file: Path) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def evidence(text: str, patterns: Patterns) -> Sequence[Span]:
    """The spans that a result has."""
    ((spans, _),) = find_evidence([Document.cut(text)], patterns, [None])
    return spans


def judge(record: dict[str, Any], patterns: Patterns) -> Judged:
    spans = evidence(record["text"], patterns)
    affirmed = [span for span in spans if span.polarity == "affirmed"]
    said = [gold for gold in record["spans"] if not gold["negated"]]
    denied = [gold for gold in record["spans"] if gold["negated"]]
    positive = record["kind"] == "positive"
    found = [_overlapping(gold, affirmed) for gold in said] if positive else []
    return Judged(
        id=record["id"],
        language=record["lang"],
        positive=positive,
        hit=any(found) if positive else bool(affirmed),
        called=discloses(spans),
        denied=_is_denied(denied, spans) if denied and not positive else None,
        scopes=_scopes(said, found),
        families=tuple(
            (gold["family"], bool(over))
            for gold, over in zip(said, found, strict=False)
            if "family" in gold  # nobody said of which family, nor of what scope, those of some sets are
        ),
    )


def _overlapping(gold: dict[str, Any], spans: Sequence[Span]) -> list[Span]:
    return overlapping(gold["start"], gold["end"], spans)


def overlapping(start: int, end: int, spans: Iterable[Span]) -> list[Span]:
    """The spans that share a character with [start, end)."""
    return [span for span in spans if span.start < end and start < span.end]


def _is_denied(golds: Sequence[dict[str, Any]], spans: Sequence[Span]) -> bool:
    """Whether each denial is told as one, and nothing in the record is affirmed."""
    if any(span.polarity == "affirmed" for span in spans):
        return False
    return all(any(span.polarity == "denied" for span in _overlapping(gold, spans)) for gold in golds)


def _scopes(golds: Sequence[dict[str, Any]], found: Sequence[Sequence[Span]]) -> tuple[int, int]:
    both = zip(golds, found, strict=False)
    pairs = [(gold, spans) for gold, spans in both if spans and "scope" in gold]
    right = sum(gold["scope"] in {scope_of(span) for span in spans} for gold, spans in pairs)
    return right, len(pairs)


def scope_of(span: Span) -> str:
    return span.scope if span.scope in SCOPES else "other"


def share(part: int, whole: int) -> float | None:
    return round(part / whole, DIGITS) if whole else None


def summary(judged: Iterable[Judged]) -> dict[str, Any]:
    rows = list(judged)
    positive = [row for row in rows if row.positive]
    hits = sum(row.hit for row in positive)
    negative = [row for row in rows if not row.positive]
    false = [row.id for row in negative if row.hit]
    abroad = [row.hit for row in positive if row.language != "en"]
    denials = [row.denied for row in rows if row.denied is not None]
    scopes = [row.scopes for row in rows]
    return {
        "records": len(rows),
        "precision": share(hits, hits + len(false)),
        "recall": share(hits, len(positive)),
        "recall_outside_english": share(sum(abroad), len(abroad)),
        "polarity_of_negated": share(sum(denials), len(denials)),
        "scope": share(sum(right for right, _ in scopes), sum(count for _, count in scopes)),
        "negative": len(negative),
        "called": [row.id for row in negative if row.called],
        "false_hits": false,
        "missed": [row.id for row in positive if not row.hit],
    }


def by_language(judged: Iterable[Judged]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for row in judged:
        kind = "positive" if row.positive else "negative"
        counts.setdefault(row.language, Counter()).update({kind: 1, f"{kind}_hit": int(row.hit)})
    return {language: dict(counts[language]) for language in sorted(counts)}


def by_family(judged: Iterable[Judged]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for row in judged:
        for family, found in row.families:
            counts.setdefault(family, Counter()).update({"spans": 1, "found": int(found)})
    return {family: dict(counts[family]) for family in sorted(counts)}


def verdicts(file: Path, patterns: Patterns) -> dict[str, int]:
    """How many texts say that a model wrote all of them, how many do not, how many of each are called."""
    counts: Counter[str] = Counter()
    for record in read_records(file):
        kind = "disclose" if record["called"] else "others"
        counts[kind] += 1
        counts[f"{kind}_called"] += discloses(evidence(record["text"], patterns))
    return dict(counts)


def human_texts(data: Path) -> Iterator[tuple[str, str, str]]:
    """(source, id, text) of everything that people wrote."""
    for role in ROLES:
        for file in sorted((data / role).glob("*.jsonl.xz")):
            with lzma.open(file, "rt", encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    if row["label"] == "human":
                        yield f"{role}/{file.name.removesuffix('.jsonl.xz')}", row["id"], row["text"]


def accused(data: Path, patterns: Patterns) -> dict[str, Any]:
    """Human texts with an affirmed span of full or partial strength, by id alone: the texts are not ours.

    `where` has what is found, and why it is, as `human_hits.toml` has it or UNEXPLAINED.
    """
    reasons = read_reasons()
    counts: Counter[str] = Counter()
    hits: dict[str, dict[str, dict[str, Any]]] = {}
    for source, name, text in human_texts(data):
        counts[source] += 1
        found = {
            (span.pattern, span.strength, span.scope) for span in evidence(text, patterns) if accuses(span)
        }
        if found:
            reason = reasons.get(source, {}).get(name, UNEXPLAINED)
            hits.setdefault(source, {})[name] = {"found": [*map(list, sorted(found))], "reason": reason}
    false = sum(map(len, hits.values()))
    return {
        "documents": counts.total(),
        "false_hits": false,
        "one_in": counts.total() // max(1, false),
        "where": hits,
    }


def read_reasons() -> dict[str, dict[str, str]]:
    """Why each hit that is known remains, by source and id, in the words of whoever read it."""
    return tomllib.loads(REASONS.read_text(encoding="utf-8"))


def remaining(human: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(source, id, what is found, why) of each hit in people's texts."""
    for source, texts in human["where"].items():
        for name, hit in texts.items():
            found = ", ".join(
                f"`{pattern}` ({strength}, {scope})" for pattern, strength, scope in hit["found"]
            )
            yield source, name, found, hit["reason"]


def accuses(span: Span) -> bool:
    """Whether it says in full or in part that a model made something."""
    return span.polarity == "affirmed" and span.strength in {"full", "partial"}


def speed(data: Path, patterns: Patterns) -> dict[str, float]:
    """Megabytes (UTF-8) a second of CPU time on one core, for texts that are already cut; warm.

    `megabytes_a_second` is of BATCH documents at once, as when many are scored, `one_by_one` of one after
    another, both in a process that reads these texts alone; `after_every_language` is of BATCH at once in
    this one, which has read texts of every language.
    """
    texts = [text for source, _, text in human_texts(data) if source.rpartition("/")[2] in SPEED_SOURCES]
    size = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        batched, single = (apart.submit(_timed, texts, batch).result() for batch in (BATCH, 1))
    after = _timed(texts, BATCH, patterns)
    return {
        "megabytes": round(size, 1),
        "megabytes_a_second": round(size / batched, 1),
        "one_by_one": round(size / single, 1),
        "after_every_language": round(size / after, 1),
    }


def _timed(texts: Sequence[str], batch: int, patterns: Patterns | None = None) -> float:
    """The seconds that the quickest of TURNS takes, with these patterns or with those of a new process."""
    patterns = patterns or load_patterns()
    documents = [Document.cut(text) for text in texts]
    return min(_seconds(documents, batch, patterns) for _ in range(TURNS))


def _seconds(documents: Sequence[Document], batch: int, patterns: Patterns) -> float:
    start = time.process_time()
    for at in range(0, len(documents), batch):
        find_spans_many(documents[at : at + batch], patterns)
    return time.process_time() - start


def measure(data: Path) -> dict[str, Any]:
    patterns = load_patterns()
    judged = [judge(record, patterns) for record in read_records(data / "disclosures-dev.jsonl")]
    return {
        "all": summary(judged),
        "half_a": summary(row for row in judged if half(row.id) == "A"),
        "half_b": summary(row for row in judged if half(row.id) == "B"),
        "written": {
            file.stem: summary(judge(record, patterns) for record in read_records(file))
            for file in sorted(WRITTEN.glob("*.jsonl"))
            if not file.stem.startswith(LEARNT)
        },
        "verdicts": {file.stem: verdicts(file, patterns) for file in sorted(VERDICTS.glob("*.jsonl"))},
        "languages": by_language(judged),
        "families": by_family(judged),
        "human": accused(data, patterns),
        "speed": speed(data, patterns),
    }


def write(data: Path, cache: Path) -> None:
    """The form of every benchmark; this one keeps nothing in the cache."""
    del cache
    OUT.write_text(json.dumps(measure(data), indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.disclosures", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the corpora")
    write(parser.parse_args().data, OUT.parent)


if __name__ == "__main__":
    main()
