"""Learn which sentences tell of all of a text: `python -m training.whole --data D` writes whole.*.

It learns from texts with a verdict, those of `fixtures/verdicts` that are open and those of
`tests/languages/verdicts`: a model wrote all of the text, or a part, or helped, or another text is spoken of;
from records of `fixtures/disclosures` that say what they tell in full of a text; and from people's texts in
data/train. All languages are learnt at once. What is written is the mean of two regressions: one of all that
is seen of a sentence, one of what its words stand for.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from ailabel.disclosure import load_patterns
from ailabel.disclosure.telling import LANGUAGES, PART, STEPS, WHOLE, WHOLE_HEAD, WHOLE_TABLE, Table
from ailabel.document import Document
from ailabel.writing import whole_file
from benchmarks.disclosures import read_records
from training.grids import VERDICTS, read_evidence, read_verdicts
from training.telling import (
    FIXTURES,
    OPEN,
    TRAIN,
    Fit,
    Reader,
    Readers,
    fold_of,
    left_out,
    nothing,
    of_people,
    seen_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from training.grids import Row
    from training.telling import Example, Told

CERTAIN = 2.5  # logit from which on that is told whatever a rule weakens (NOTES.md)
LEAST = 1.0  # logit from which on what a sentence tells is told of all of its text (NOTES.md)
MOST = -1.75  # logit below which it is told of a part, or of another text (NOTES.md)
LOOSE = 0.3  # what a record's or a person's sentence weighs beside one of a text with a verdict (NOTES.md)
AMIDST = 0.25  # what one weighs that another sentence, which may take it back, stands beside (NOTES.md)
GENERAL = ("C ", "R ", "R< ", "R> ", "* ")  # how such features begin
GOES_ON = re.compile(r"[.!?][\"'”’»)]*\s+\w|[…。！？–—\n]\W*\w")  # a text of more than one sentence
STOPPED = re.compile(r"[.!。।]?[\"'”’»)*]*\s*$")  # what ends a text of one sentence
TAILED = 0.5  # what one weighs that goes on to speak of mistakes (NOTES.md)
WIDE = ("ja", "zh")  # languages whose sentences end in a wide stop
TEXTS = FIXTURES.parent / "verdicts"
TAILS = Path(__file__).resolve().parent / "tails.toml"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    data = parser.parse_args().data
    patterns = load_patterns()
    readers = {row.language: Reader(patterns, row.language) for row in patterns if row.is_learnt}
    told = [*of_verdicts(readers), *of_tailed(readers)]
    people = (example for example in of_people(readers, data) if example.fold == TRAIN)
    others = [replace(example, weight=LOOSE) for example in (*of_records(readers), *people)]
    fits, logits = [], []
    for view in (bool, is_general):  # any name is true
        own, rest = ([seen_by(view, example) for example in some] for some in (told, others))
        seen = seen_of([*own, *rest])
        logits.append(left_out(own, rest, WHOLE, seen=seen))
        fits.append(Fit([*own, *rest], WHOLE, seen=seen))
    report(told, np.mean(logits, axis=0))
    write(fits)


def is_general(name: str) -> bool:
    """Whether a feature is of what words stand for, and not of the words of one language."""
    return name.startswith(GENERAL)


def seen_by(view: Callable[[str], bool], example: Example) -> Example:
    return replace(example, found=frozenset(filter(view, example.found)))


def read_texts() -> Iterator[Row]:
    """All texts with a verdict."""
    return chain(*map(read_verdicts, sorted(TEXTS.glob("*-open.jsonl"))), read_evidence(VERDICTS))


def of_verdicts(readers: Readers) -> Iterator[Example]:
    """Of texts with a verdict; of several sentences nobody knows which one tells, or takes it back."""
    for row in read_texts():
        if reader := readers.get(row.language):
            found = [*reader.examples(fold_of(row.text), Document.cut(row.text), nothing)]
            if row.mark == "-":
                weight = AMIDST if GOES_ON.search(row.text) else 1.0
                yield from (replace(example, weight=weight) for example in found)
            elif row.mark == "+" and len(found) == 1:
                yield replace(found[0], tells=WHOLE)


def of_tailed(readers: Readers) -> Iterator[Example]:
    """Of the same, where they are one sentence, and of no part that says so: it may contain mistakes."""
    tails = tomllib.loads(TAILS.read_text("utf-8"))["tails"]
    for row in read_texts():
        if (reader := readers.get(row.language)) and not GOES_ON.search(row.text):
            tail = tails[row.language][crc32(row.text.encode()) % len(tails[row.language])]
            text = STOPPED.sub("", row.text) + tail + ("。" if reader.language in WIDE else ".")
            found = [*reader.examples(fold_of(row.text), Document.cut(text), nothing)]
            tells = WHOLE if row.mark == "+" else ""
            if len(found) == 1:
                yield replace(found[0], tells=tells, weight=TAILED)


def of_records(readers: Readers) -> Iterator[Example]:
    for name in OPEN:
        for record in read_records(FIXTURES / f"{name}.jsonl"):
            if reader := readers.get(record["lang"]):
                fold = fold_of(record.get("group", record["id"]))
                yield from reader.examples(fold, Document.cut(record["text"]), told_in_full(record["spans"]))


def told_in_full(golds: Sequence[Mapping[str, Any]]) -> Told:
    """Whether a stretch tells of all of its text; None where the record does not say."""

    def told(start: int, end: int) -> str | None:
        over = [gold for gold in golds if start < gold["end"] and gold["start"] < end]
        if golds and not all("strength" in gold for gold in over or [{}]):
            return None
        return WHOLE if any(map(is_full, over)) else ""

    return told


def is_full(gold: Mapping[str, Any]) -> bool:
    return not gold["negated"] and gold["strength"] == "full" and gold["scope"] == "text"


def report(examples: Sequence[Example], logits: NDArray[np.float64]) -> None:
    """Print how right it is to call what has at least some logits, each sentence left out in its turn."""
    tells = np.array([example.tells == WHOLE for example in examples])
    print(f"{len(examples):,} sentences, {tells.sum():,} of which tell")
    for least in (-0.5, 0.0, 0.5, 1.0, 1.5):
        called = logits >= least
        right = (called & tells).sum()
        print(f"  from {least:.1f}: precision {right / called.sum():.3f}, recall {right / tells.sum():.3f}")


def write(fits: Sequence[Fit]) -> None:
    """The mean of the fits, each without what is slight in it."""
    steps = [fit.steps() for fit in fits]
    means = {name: round(sum(own.get(name, 0) for own in steps) / len(fits)) for name in set().union(*steps)}
    table = Table.of({name: [step, 0] for name, step in means.items()})
    with whole_file(LANGUAGES / WHOLE_TABLE) as file:
        np.save(file.buffer, table.rows)
    bias = round(sum(fit.bias for fit in fits) / len(fits))
    least = {"certain": CERTAIN, WHOLE: LEAST, PART: MOST}
    with whole_file(LANGUAGES / WHOLE_HEAD) as file:
        head = {"bias": bias, **{name: round(logit * STEPS) for name, logit in least.items()}}
        json.dump(head, file, indent=1)
        file.write("\n")
    print(f"wrote {table.rows.shape[1]:,} features to {LANGUAGES / WHOLE_TABLE}")


if __name__ == "__main__":
    main()
