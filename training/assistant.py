"""Learn what chat assistants say around a piece: `python -m training.assistant --data DATA`.

It learns from lines at the ends of texts: of records of fixtures/disclosures, what assistants say and what
stands beside it; of texts that tests hold patterns to and that say nothing; and, in English, of people's
texts in data/train. Records that were left out in turn, and people of data/calibrate and data/other, set the
logit from which on a line counts. Each language is learnt by itself, and gets an assistant.json; for all but
English, of which there are few lines each, one logit is set.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from joblib import Parallel, delayed

from ailabel.code import fenced
from ailabel.disclosure import load_patterns
from ailabel.disclosure.assistant import (
    FAMILIES,
    NAME,
    UNSPACED,
    Telling,
    families_of,
    features,
    language_of,
    lines_at_ends,
)
from ailabel.disclosure.matching import Hit
from ailabel.disclosure.meaning import read
from ailabel.disclosure.pattern import ENGLISH, SPOKEN, Pattern
from ailabel.disclosure.setting import settle
from ailabel.disclosure.telling import LANGUAGES, STEPS
from ailabel.document import Document
from ailabel.writing import whole_file
from benchmarks.disclosures import human_texts, read_records
from training.grids import read_evidence, read_grids, sentences
from training.telling import FIXTURES, Example, Fit, least_of, left_out, precise_from, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ailabel.disclosure import Patterns

OPEN = (
    *("assistant-open", "first-open", "second-open", "third-open", "third-opened", "fourth-open"),
    *("fifth-open", "bystanders-open", "pages-open"),
)
FOLDS = 5  # of records
PRECISION = {
    "preamble": 0.97,
    "sign-off": 0.9,
    "refusal": 0.93,
    "knowledge-cutoff": 0.95,
    "prompt-leak": 0.9,
}
"""So much of what is called of records is said by an assistant, less where that is weak evidence; they hold
far more than people write that looks so (training/NOTES.md)."""
PEOPLE = {
    "preamble": (10_000, 1_800),
    "sign-off": (5_000, 350),
    "refusal": (20_000, 4_000),
    "knowledge-cutoff": (40_000, 8_000),
    "prompt-leak": (20_000, 4_000),
}
"""One of so many lines of people may be called in English, and in the others, where most are of manuals."""
RAREST = 2  # lines that a feature must stand in
SURER = 0.3  # of logit, beyond what records and people ask for
MISSED = 0.01  # of the lines that are called; they don't pass at a glance
LEAST = -1.0  # logit below which nothing is called, whatever they say
TRAIN, TEST = "train", "test"
SAID = "said"  # in the place of a family: whatever an assistant says


class Reader:
    """Cuts texts of a language into the lines at their ends that would be read."""

    def __init__(self, patterns: Patterns, language: str) -> None:
        self.language = language
        self._lexicon = patterns.lexicons[language]
        self._rows = {
            family: Pattern(f"{language}-{family}", family, "partial", "text", language, clause=SPOKEN)
            for family in FAMILIES
        }

    def examples(self, fold: str, text: str, golds: Sequence[Mapping[str, Any]] = ()) -> Iterator[Example]:
        """What each of its lines is; one that is two things teaches neither."""
        document = Document.cut(text)
        clean = document.clean.text
        heads, tails = lines_at_ends(clean)
        for line in dict.fromkeys((*heads, *tails)):
            first, last = document.clean.locate(*line)
            told = {gold["family"] for gold in golds if first < gold["end"] and gold["start"] < last}
            said = clean[slice(*line)]
            found = features(said, self.language)
            if found and len(told) < 2:  # noqa: PLR2004  two things
                families = families_of(said, self.language, is_head=line in heads, is_tail=line in tails)
                allowed = frozenset(self._allowed(document, line, families) if fold != TRAIN else families)
                yield Example(fold, self.language, frozenset(found), "".join(told), allowed)

    def _allowed(self, document: Document, line: tuple[int, int], families: Sequence[str]) -> Iterator[str]:
        """The families that would be affirmed here, and neither quoted nor part of a letter."""
        fences = fenced(document.text)
        for family in families:
            hit = Hit(self._rows[family], document.clean.text, *line)
            spans = read(settle(hit, self._lexicon, document, fences))
            if any(span.polarity == "affirmed" for span in spans):
                yield family


def of_records(reader: Reader) -> Iterator[Example]:
    for name in OPEN:
        for record in read_records(FIXTURES / f"{name}.jsonl"):
            if record["lang"] == reader.language:
                fold = str(crc32(record["id"].encode()) % FOLDS)
                yield from reader.examples(fold, record["text"], record["spans"])


def of_tests(reader: Reader) -> Iterator[Example]:
    """Of texts that tests name as telling nothing; none is left out."""
    for row in read_evidence():
        if row.language == reader.language and row.mark == "-":
            yield from reader.examples(TEST, row.text)
    for grid in read_grids():
        if grid.name[:2] == reader.language and grid.entry["expect"] == "nothing":
            for template in grid.entry["templates"]:
                for text in sentences(template, grid.slots):
                    yield from reader.examples(TEST, text)


def of_people(readers: Mapping[str, Reader], data: Path) -> Iterator[Example]:
    """Of what people wrote, by role."""
    for source, _, text in human_texts(data):
        if reader := readers.get(language_of(Document.cut(text).clean.text) or ""):
            yield from reader.examples(source.partition("/")[0], text)


@dataclass(frozen=True)
class Trial:
    """Lines of records with what is said of them when left out; people's, which are looked at; and tests."""

    fit: Fit
    records: Sequence[Example]
    logits: NDArray[np.float64]
    people: Sequence[Example]
    tests: Sequence[Example]


def learn(
    records: Sequence[Example], others: Sequence[Example], people: Sequence[Example]
) -> dict[str, Trial]:
    """By family that it has records of, for one language; people are only looked at."""
    trials = {}
    for family in (family for family in FAMILIES if any(row.tells == family for row in records)):
        own = [row for row in records if family in row.allowed]
        rest = [row for row in others if family in row.allowed]
        seen = [row for row in people if family in row.allowed]
        fit = Fit([*own, *rest], family, rarest=RAREST)
        tests = [row for row in rest if row.fold == TEST]
        logits = left_out(own, rest, family, rarest=RAREST)
        trials[family] = Trial(fit, own, logits, seen, tests)
    return trials


def least_for(family: str, trials: Sequence[Trial], one_in: int) -> float:
    """The logit from which on a line counts, in the languages of these trials."""
    records = [row for trial in trials for row in trial.records]
    spoken = [_said(row, family) for row in records]
    people = [row for trial in trials for row in trial.people]
    logits = np.concatenate([trial.logits for trial in trials])
    theirs = np.concatenate([trial.fit.logits(trial.people) for trial in trials])
    least = max(
        SURER + precise_from(spoken, logits, family, PRECISION[family]),
        SURER + least_of(people, theirs, family, len(people) // one_in),
        SURER + LEAST,
    )
    print(f"{family}: {len(records):,} lines of records")
    report(family, least, (records, logits), (people, theirs))
    return least


def _said(row: Example, family: str) -> Example:
    """The same, but that it is right to call it whatever an assistant says; a line may say two things."""
    return replace(row, tells=family) if row.tells in FAMILIES else row


def _silent_on(tests: Sequence[Example], told: dict[str, Any]) -> dict[str, Any]:
    """The same, but that none of these lines counts by what is written down."""
    telling = Telling(**told)
    highest = max((telling.logit(row.found) for row in tests), default=telling.least - 1)
    return {**told, "least": max(telling.least, highest + 1)}


def glance(
    told: Mapping[str, Mapping[str, Any]], records: Sequence[Example], others: Sequence[Example]
) -> dict[str, Any]:
    """What single words say of a line, and the sum that all but MISSED of the lines have which are called."""
    fit = Fit([_at_a_glance(row) for row in (*records, *others)], SAID, rarest=RAREST)
    known = frozenset().union(*(row.found for row in records))
    weights = {name[2:]: step for name, step in sorted(fit.steps().items()) if name in known}
    families = {family: Telling(**own) for family, own in told.items()}
    sums = [
        sum(weights.get(name[2:], 0) for name in _at_a_glance(row).found)
        for row in records
        if row.tells in families and families[row.tells].logit(row.found) >= families[row.tells].least
    ]
    return {"weights": weights, "least": int(np.quantile(sums, MISSED))}


def _at_a_glance(row: Example) -> Example:
    """Its words alone, and whether an assistant says it."""
    words = frozenset(name for name in row.found if name.startswith("1 ") and name[2:].isalpha())
    return Example(row.fold, row.language, words, SAID if row.tells in FAMILIES else "", row.allowed)


def by_language(rows: Iterable[Example]) -> dict[str, list[Example]]:
    found: defaultdict[str, list[Example]] = defaultdict(list)
    for row in rows:
        found[row.language].append(row)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--language", action="append", help="only this one; more may be named")
    given = parser.parse_args()
    patterns = load_patterns()
    spoken = {row.language for row in patterns if row.is_spoken}
    languages = given.language or sorted(spoken, key=lambda name: (name != ENGLISH, name))
    readers = {name: Reader(patterns, name) for name in languages}
    people = by_language(of_people(readers, given.data))
    records = {name: [*of_records(reader)] for name, reader in readers.items()}
    others = {
        name: [*of_tests(reader), *(row for row in people.get(name, []) if row.fold == TRAIN)]
        for name, reader in readers.items()
    }
    looked_at = {name: [row for row in people.get(name, []) if row.fold != TRAIN] for name in readers}
    learnt = Parallel(n_jobs=given.jobs)(
        delayed(learn)(records[name], others[name], looked_at[name]) for name in readers
    )
    trials = dict(zip(languages, learnt, strict=True))
    for is_english, group in groupby(languages, ENGLISH.__eq__):
        names = [*group]
        least = {
            family: least_for(
                family,
                [trials[name][family] for name in names if family in trials[name]],
                PEOPLE[family][not is_english],
            )
            for family in FAMILIES
        }
        for name in names:
            write(name, trials[name], least, records[name], others[name])


def write(
    language: str,
    trials: Mapping[str, Trial],
    least: Mapping[str, float],
    records: Sequence[Example],
    others: Sequence[Example],
) -> None:
    """What was learnt of a language: a line for what is seen at a glance, a line for the families."""
    told = {}
    for family, trial in trials.items():
        known = frozenset().union(*(row.found for row in trial.records if row.tells == family))
        weights = {name: step for name, step in sorted(trial.fit.steps().items()) if name in known}
        own = {"weights": weights, "bias": trial.fit.bias, "least": round(least[family] * STEPS)}
        told[family] = _silent_on(trial.tests, own)
    seen = {"weights": {}, "least": 0} if language in UNSPACED else glance(told, records, others)
    with whole_file(LANGUAGES / language / NAME) as file:
        for part in (seen, told):
            file.write(json.dumps(part, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
