"""Learn which English sentences disclose: `python -m training.telling --data DATA` writes telling.json.

It learns from sentences that name AI: of records of fixtures/disclosures that patterns may be written
against, of half A of disclosures-dev.jsonl, of the grammars that tests hold patterns to, of the patterns' own
examples, and of people's texts in data/train, which disclose nothing. Records that were left out in turn, and
people of data/calibrate, set the logit from which on a sentence counts.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import re2
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ailabel.disclosure import load_patterns
from ailabel.disclosure.catalogue import read_all_toml
from ailabel.disclosure.clause import STATED
from ailabel.disclosure.grammar import Grammar, cut
from ailabel.disclosure.matching import Hit
from ailabel.disclosure.meaning import read
from ailabel.disclosure.quotation import fences
from ailabel.disclosure.setting import settle
from ailabel.disclosure.sweep import options
from ailabel.disclosure.telling import LANGUAGES, NAME, STEPS, features
from ailabel.document import Document
from ailabel.writing import whole_file
from benchmarks.disclosures import half, human_texts, read_records
from training.grids import read_evidence, read_grids, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.disclosure import Patterns

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "disclosures"
OPEN = ("first-open", "second-open", "third-open", "third-opened", "fourth-open", "clauses")
LANGUAGE = "en"
FOLDS = 8  # of records
C = 0.1  # inverse penalty of the logistic regression
SLIGHT = 10  # steps; what adds less is left out
RAREST = 3  # sentences that a feature must stand in
STATEMENTS = ("en-statements", "en-siblings")  # grammars whose sentences disclose, and are no residue
ALL = {"start": 0, "end": 1 << 30}  # where a text discloses that does nothing else
FALSE = 0.02  # of hard negatives left out may be called
PEOPLE = 0.004  # of people's sentences may be called
LEAST = 0.5  # logit below which nothing is called, whatever the records say


@dataclass(frozen=True)
class Example:
    """A sentence: what is seen of it, whether it discloses, and whether its setting lets it affirm."""

    fold: str
    found: frozenset[str]
    discloses: bool
    affirms: bool


class Reader:
    """Cuts texts into sentences that name AI."""

    def __init__(self, patterns: Patterns) -> None:
        rows = [row for row in patterns if row.language == LANGUAGE and row.clause]
        self._row = next(row for row in rows if row.is_learnt)
        self._lexicon = patterns.lexicons[LANGUAGE]
        self._grammar = Grammar(rows, self._lexicon)
        self._cue = re2.compile(patterns.clues.gate(self._row).regex, options())

    def examples(self, fold: str, text: str, golds: Iterable[dict[str, Any]] | None) -> Iterator[Example]:
        """Of a text that discloses at `golds`; None: nowhere. What else such a text says is passed over."""
        document = Document.cut(text)
        data = document.clean.text.encode("utf-8", "replace")
        for sentence in cut(data, 0, len(data), (match.start() for match in self._cue.finditer(data))):
            tokens = self._grammar.words.read(sentence.text)
            found = features(tokens, sentence)
            said = sentence.text.strip()
            if not found or not said:
                continue
            start = len(data[: sentence.first].decode("utf-8", "ignore"))
            start += len(sentence.text) - len(sentence.text.lstrip())
            first, last = document.clean.locate(start, start + len(said))
            discloses = any(first < gold["end"] and gold["start"] < last for gold in golds or ())
            if golds is None or discloses:
                yield Example(fold, frozenset(found), discloses, self._affirms(document, start, said))

    def _affirms(self, document: Document, start: int, said: str) -> bool:
        hit = Hit(self._row, document.clean.text, start, start + len(said))
        spans = read(settle(hit, self._lexicon, document, fences(document.text)))
        return any(span.polarity == "affirmed" for span in spans)


def records(data: Path) -> Iterator[dict[str, Any]]:
    for name in OPEN:
        yield from read_records(FIXTURES / f"{name}.jsonl")
    for record in read_records(data / "disclosures-dev.jsonl"):
        if half(record["id"]) == "A":
            yield record


def gathered(reader: Reader, data: Path) -> list[Example]:
    found: list[Example] = []
    for record in records(data):
        if record["lang"] == LANGUAGE:
            golds = [gold for gold in record["spans"] if not gold["negated"]]
            found += reader.examples(f"{crc32(record['id'].encode()) % FOLDS}", record["text"], golds or None)
    return found


def written(reader: Reader) -> list[Example]:
    """Of the sentences that the tests hold patterns to, and of the examples of patterns; none is left out."""
    both = (*tested(), *exemplary())
    return [one for text, tells in both for one in reader.examples("", text, [ALL] if tells else None)]


def tested() -> Iterator[tuple[str, bool]]:
    """Texts, and whether they disclose."""
    for grid in read_grids():
        tells = grid.entry["expect"] == "affirmed"
        if grid.name.startswith(LANGUAGE) and (grid.name in STATEMENTS or not tells):
            texts = (text for template in grid.entry["templates"] for text in sentences(template, grid.slots))
            yield from ((text, tells) for text in texts)
    yield from ((row.text, row.mark == "+") for row in read_evidence() if row.language == LANGUAGE)


def exemplary() -> Iterator[tuple[str, bool]]:
    """The examples of patterns, and whether they disclose."""
    for pattern in read_all_toml()[0]:
        if pattern.language == LANGUAGE and pattern.family in STATED:
            yield from ((text, True) for text in pattern.matches)
            yield from ((text, False) for text in pattern.ignores)


def people(reader: Reader, data: Path, role: str) -> list[Example]:
    texts = (text for source, _, text in human_texts(data) if source.startswith(f"{role}/"))
    return [example for text in texts for example in reader.examples(role, text, None)]


class Fit:
    """A logistic regression on features of sentences."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._names = DictVectorizer()
        seen = self._names.fit_transform([dict.fromkeys(example.found, 1) for example in examples])
        self._kept = np.flatnonzero(np.asarray((seen > 0).sum(axis=0)).ravel() >= RAREST)
        self._model = LogisticRegression(C=C, max_iter=5000)
        self._model.fit(seen[:, self._kept], [example.discloses for example in examples])

    def logits(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        seen = self._names.transform([dict.fromkeys(example.found, 1) for example in examples])
        found: NDArray[np.float64] = self._model.decision_function(seen[:, self._kept])
        return found

    def telling(self, least: float) -> dict[str, Any]:
        names = self._names.get_feature_names_out()[self._kept]
        steps = np.rint(self._model.coef_[0] * STEPS).astype(int)
        told = zip(names, steps, strict=True)
        weights = {str(name): int(step) for name, step in told if abs(step) >= SLIGHT}
        bias = round(float(self._model.intercept_[0]) * STEPS)
        return {"weights": dict(sorted(weights.items())), "bias": bias, "least": round(least * STEPS)}


def left_out(examples: Sequence[Example], always: Sequence[Example]) -> NDArray[np.float64]:
    """The logit of each by what all folds but its own say."""
    found = np.zeros(len(examples))
    folds = np.array([example.fold for example in examples])
    for fold in sorted({*folds}):
        own = np.flatnonzero(folds == fold)
        others = [example for example in examples if example.fold != fold]
        found[own] = Fit([*others, *always]).logits([examples[at] for at in own.tolist()])
    return found


def least_of(examples: Sequence[Example], logits: NDArray[np.float64], share: float) -> float:
    """The lowest logit at which this share of the sentences that disclose nothing is called."""
    negatives = [(logit, one) for one, logit in zip(examples, logits, strict=True) if not one.discloses]
    false = sorted((float(logit) for logit, one in negatives if one.affirms), reverse=True)
    return max(LEAST, false[int(share * len(negatives))] + 1 / STEPS)


def called(examples: Sequence[Example], logits: NDArray[np.float64], least: float) -> list[Example]:
    both = zip(examples, logits, strict=True)
    return [example for example, logit in both if logit >= least and example.affirms]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    data = parser.parse_args().data
    reader = Reader(load_patterns())
    examples, looked_at = gathered(reader, data), people(reader, data, "calibrate")
    others = [*people(reader, data, "train"), *written(reader)]
    logits = left_out(examples, others)
    fit = Fit([*examples, *others])
    of_people = fit.logits(looked_at)
    least = max(least_of(examples, logits, FALSE), least_of(looked_at, of_people, PEOPLE))
    found = called(examples, logits, least)
    good, disclosing = (sum(example.discloses for example in some) for some in (found, examples))
    accused = len(called(looked_at, of_people, least))
    print(f"{len(examples):,} sentences of records, {len(others):,} others; called from {least:.2f} on")
    print(f"records left out: precision {good / len(found):.3f}, recall {good / disclosing:.3f}")
    print(f"people of data/calibrate: {accused} of {len(looked_at):,} sentences that name AI")
    with whole_file(LANGUAGES / LANGUAGE / NAME) as file:
        json.dump(fit.telling(least), file, ensure_ascii=False, indent=0, separators=(",", ":"))
        file.write("\n")
    print(f"wrote {LANGUAGES / LANGUAGE / NAME}")


if __name__ == "__main__":
    main()
