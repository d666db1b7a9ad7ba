"""Learn which sentences tell of AI: `python -m training.telling --data D --readmes R` writes telling.*.

It learns from sentences that name AI: of records of fixtures/disclosures that patterns may be written
against, or that were written after real passages in other languages than English, of half A of
disclosures-dev.jsonl, of real READMEs (`benchmarks.readmes` fetches them), of the grammars that tests hold
patterns to, of the patterns' own examples, and of people's texts in data/train, which disclose nothing.
All languages are learnt at once. Records and READMEs that were left out in turn, and people of data/calibrate
and data/other, set the logit from which on a sentence counts, in English, of which most READMEs are, and in
all others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import re2
from scipy.sparse import diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ailabel.code import fenced
from ailabel.disclosure import load_patterns
from ailabel.disclosure.catalogue import read_all_toml
from ailabel.disclosure.clause import STATED
from ailabel.disclosure.matching import Hit
from ailabel.disclosure.meaning import read
from ailabel.disclosure.pattern import ANY, ENGLISH
from ailabel.disclosure.regex import options
from ailabel.disclosure.setting import settle
from ailabel.disclosure.telling import (
    AGENT,
    DENIAL,
    DISCLOSURE,
    HEADS,
    LANGUAGES,
    MEANT,
    STEMS,
    STEPS,
    TABLE,
    Table,
)
from ailabel.disclosure.wording import Wording, named
from ailabel.document import Document
from ailabel.language import tell_language
from ailabel.writing import whole_file
from benchmarks.disclosures import half, human_texts, read_records
from benchmarks.readmes import LEARNT, MORE, TELLS, read_readmes
from training.grids import read_evidence, read_grids, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ailabel.disclosure import Pattern, Patterns
    from benchmarks.readmes import Readme

    Told = Callable[[int, int], str | None]  # what a stretch of a text tells; None: nobody knows

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "disclosures"
OPEN = (
    *("first-open", "second-open", "third-open", "third-opened", "fourth-open", "fifth-open"),
    *("sixth-open", "bystanders-open", "pages-open", "repositories-open"),
    *("clauses", "clauses-abroad", "clauses-near"),
)
RETOLD = "clauses-retold"  # records written after real passages; of one `group` are those after the same one
FAMILIES = dict(zip(TELLS, (DISCLOSURE, DENIAL), strict=True))
FOLDS = 8  # of records
FIRST_C = 0.1  # inverse penalty of the logistic regression that says what is left open (NOTES.md)
C = 0.3  # that of the one which is kept (NOTES.md)
LITTLE = 1.0  # left open of every feature beside; a sentence told at even odds leaves 0.25 (NOTES.md)
AFTER = 0.3  # what a sentence of RETOLD weighs (NOTES.md)
TALK = 0.3  # what a sentence of a README weighs that tells nothing: there are thirty to one that tells
ABROAD = 4  # READMEs of which one is read as readers of other languages would read it
SLIGHT = 50  # steps; what adds less is left out
RARER = 3  # times that a language may hold a word more seldom than another and have it, too (NOTES.md)
RAREST = 3  # sentences that a feature must stand in
RESIDUE = "residue"  # in the name of a grammar whose sentences disclose nothing in words
ALL = {"start": 0, "end": 1 << 30}  # where a text discloses, or denies, that does nothing else
TRAIN = "train"  # the role of people's texts that are learnt from; others are looked at
PRECISION = {DISCLOSURE: 0.92, DENIAL: 0.9}
"""Of what is called of records and READMEs; what denies clears no text."""
PEOPLE = {ENGLISH: 1, ANY: 3}
"""Sentences of people, who disclose nothing, that may be called, in English and others."""
LEAST = {DENIAL: -0.5}
"""Logit below which nothing is called, whatever the records say; of disclosures 0 (NOTES.md)."""


@dataclass(frozen=True)
class Example:
    """A sentence: what is seen of it, the family of what it tells, if any, and those its setting allows.

    `own`: the text that it is of is in the language of whoever reads it; `weight`: beside other records.
    """

    fold: str
    language: str
    found: frozenset[str]
    tells: str
    allowed: frozenset[str]
    own: bool = True
    weight: float = 1.0


class Reader:
    """Cuts texts of a language into sentences that name AI."""

    def __init__(self, patterns: Patterns, language: str) -> None:
        self.language = language
        rows = [row for row in patterns if row.language == language and row.reads_sentences]
        self._learnt = [row for row in rows if row.is_learnt]
        self._lexicon = patterns.lexicons[language]
        self._wording = Wording(rows, self._lexicon)
        self._name = re2.compile(patterns.clues.gate(self._learnt[0]).regex, options())

    def examples(
        self, fold: str, document: Document, told: Told, language: str | None = None
    ) -> Iterator[Example]:
        """Of a text; with its `language`, of a README, which may be in another: what would be read of it.

        What nobody knows of is passed over.
        """
        own = language in {None, self.language}
        data = document.clean.text.encode("utf-8", "replace")
        names = [match.span() for match in self._name.finditer(data)]
        for sentence, places in named(data, 0, len(data), names, self._lexicon):
            found, said = self._wording.seen(sentence, places, own=own), sentence.text.strip()
            if not found or not said:
                continue
            start = len(data[: sentence.first].decode("utf-8", "ignore"))
            start += len(sentence.text) - len(sentence.text.lstrip())
            tells = told(*document.clean.locate(start, start + len(said)))
            if tells is not None:
                is_talk = language is not None and not tells
                allowed = MEANT if is_talk else self._allowed(document, start, said)
                weight = TALK if is_talk else 1.0
                seen = frozenset(map(intern, found))
                yield Example(fold, self.language, seen, tells, frozenset(allowed), own, weight)

    def _allowed(self, document: Document, start: int, said: str) -> Iterator[str]:
        """The families whose learnt pattern would mean what it was learnt to mean here."""
        for row in self._learnt:
            hit = Hit(row, document.clean.text, start, start + len(said))
            spans = read(settle(hit, self._lexicon, document, blocks_of(document.text)))
            if any(span.polarity == MEANT[row.family] for span in spans):
                yield row.family


def nothing(start: int, end: int) -> str:
    """What a text tells that discloses nothing, wherever one looks."""
    del start, end
    return ""


def told_by(golds: Sequence[Mapping[str, Any]]) -> Told:
    """Of a text that tells at `golds`; what else it says nobody knows. Without any it tells nothing."""

    def told(start: int, end: int) -> str | None:
        over = [gold for gold in golds if start < gold["end"] and gold["start"] < end]
        if not over:
            return None
        return DENIAL if all(gold["negated"] for gold in over) else DISCLOSURE

    return told if golds else nothing


def told_in(readme: Readme, *, own: bool) -> Told:
    """Of a README, all of which was judged; what it tells is for readers of its `own` language to learn."""

    def told(start: int, end: int) -> str | None:
        over = {what for first, last, what in readme.told if start < last and first < end}
        if not over:
            return ""
        return FAMILIES.get(over.pop()) if own and len(over) == 1 else None

    return told


def _all(*, denied: bool) -> list[dict[str, Any]]:
    return [{**ALL, "negated": denied}]


blocks_of = lru_cache(1)(fenced)  # of one text after another, each read by many readers
Readers = dict[str, Reader]


def of_records(readers: Readers, data: Path) -> Iterator[Example]:
    for record, weight in _records(data):
        if reader := readers.get(record["lang"]):
            fold = fold_of(record.get("group", record["id"]))
            for example in reader.examples(fold, Document.cut(record["text"]), told_by(record["spans"])):
                yield replace(example, weight=weight)


def fold_of(name: str) -> str:
    return str(crc32(name.encode()) % FOLDS)


def of_readmes(readers: Readers, readmes: Path) -> Iterator[Example]:
    """What the readers would read of READMEs, which may be in any language; of one in ABROAD all of them.

    Only English learns from MORE of them.
    """
    for part in (LEARNT, MORE):
        for number, readme in enumerate(read_readmes(readmes, part)):
            document = Document.cut(readme.text)
            language = tell_language(document.clean.text).language
            for reader in readers.values():
                own = reader.language == language
                is_read = part == LEARNT or reader.language == ENGLISH
                if is_read and (own or number % ABROAD == 0):
                    told = told_in(readme, own=own)
                    yield from reader.examples(fold_of(readme.name), document, told, language or "")


def _records(data: Path) -> Iterator[tuple[dict[str, Any], float]]:
    """With each, what its sentences weigh."""
    for name in (*OPEN, RETOLD):
        weight = AFTER if name == RETOLD else 1.0
        yield from ((record, weight) for record in read_records(FIXTURES / f"{name}.jsonl"))
    for record in read_records(data / "disclosures-dev.jsonl"):
        if half(record["id"]) == "A":
            yield record, 1.0


def of_tests(readers: Readers) -> Iterator[Example]:
    """Of the sentences that the tests hold patterns to, and of the examples of patterns; none is left out."""
    for language, text, golds in (*_grids(), *_evidence(), *_examples()):
        if reader := readers.get(language):
            yield from reader.examples("", Document.cut(text), told_by(golds))


Text = tuple[str, str, "list[dict[str, Any]]"]


def _grids() -> Iterator[Text]:
    for grid in read_grids():
        expected = grid.entry["expect"]
        if expected == "affirmed" and RESIDUE in grid.name:
            continue
        golds = [] if expected == "nothing" else _all(denied=expected == "denied")
        for template in grid.entry["templates"]:
            yield from ((grid.name[:2], text, golds) for text in sentences(template, grid.slots))


def _evidence() -> Iterator[Text]:
    for row in read_evidence():
        yield row.language, row.text, [] if row.mark == "-" else _all(denied=row.mark == "!")


def _examples() -> Iterator[Text]:
    """Not those of what was learnt: they are taken from records, and would tell what is left out."""
    for pattern in read_all_toml()[0]:
        if pattern.is_learnt:
            continue
        if pattern.family in {*STATED, DENIAL}:
            golds = _all(denied=pattern.family == DENIAL)
            yield from ((pattern.language, text, golds) for text in pattern.matches)
        if pattern.family in STATED:
            yield from ((pattern.language, text, []) for text in pattern.ignores)


def of_people(readers: Readers, data: Path) -> Iterator[Example]:
    """Of what people wrote, by role; sources of another language than English end in its name."""
    for source, _, text in human_texts(data):
        role, _, name = source.partition("/")
        language = name.rpartition("-")[2] if role == "other" else "en"
        if reader := readers.get(language):
            yield from reader.examples(role, Document.cut(text), nothing)


Seen = tuple[DictVectorizer, Any]  # the names of features, and a row for each example


def seen_of(examples: Sequence[Example]) -> Seen:
    """A row for each example, a column for each feature; of all that is learnt from it takes a minute."""
    names = DictVectorizer()
    return names, names.fit_transform([dict.fromkeys(example.found, 1) for example in examples])


class Fit:
    """A logistic regression on features of sentences, for one family.

    What few sentences hold is held back least: a feature is divided by the root of what a first regression
    leaves open of the sentences that hold it, p (1 - p) of each, which is what dropping features at random
    comes to (Wager, Wang and Liang, Dropout Training as Adaptive Regularization, 2013).
    """

    def __init__(
        self, examples: Sequence[Example], family: str, *, rarest: int = RAREST, seen: Seen | None = None
    ) -> None:
        """`seen`: what is seen of the examples, where that is known."""
        self._names, every = seen or seen_of(examples)
        holders = np.asarray(every.sum(axis=0)).ravel()
        self._kept = np.flatnonzero(holders >= rarest)
        held = every[:, self._kept]
        weights = np.array([example.weight for example in examples])
        tells = np.array([example.tells == family for example in examples])
        first = LogisticRegression(C=FIRST_C, max_iter=5000).fit(held, tells, sample_weight=weights)
        doubt = weights * first.predict_proba(held).prod(axis=1)
        scale = 1 / np.sqrt(held.T @ doubt + LITTLE)
        self._scale = scale / np.average(scale, weights=holders[self._kept])
        self._model = LogisticRegression(C=C, max_iter=5000)
        self._model.fit(self._scaled(every), tells, sample_weight=weights)

    def logits(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        if not examples:
            return np.zeros(0)
        seen = self._names.transform([dict.fromkeys(example.found, 1) for example in examples])
        found: NDArray[np.float64] = self._model.decision_function(self._scaled(seen))
        return found

    def _scaled(self, seen: Any) -> Any:  # noqa: ANN401  scipy has no types
        return seen[:, self._kept] @ diags(self._scale)

    def steps(self) -> dict[str, int]:
        """What is written down of it: how much each feature adds, if that is not slight."""
        names = self._names.get_feature_names_out()[self._kept]
        steps = np.rint(self._model.coef_[0] * self._scale * STEPS).astype(int)
        told = zip(names, steps, strict=True)
        return {str(name): int(step) for name, step in told if abs(step) >= SLIGHT}

    def written(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        """Their logits by what is written down."""
        steps = self.steps()
        sums = [sum(steps.get(name, 0) for name in example.found) for example in examples]
        return (self.bias + np.array(sums)) / STEPS

    @property
    def bias(self) -> int:
        return round(float(self._model.intercept_[0]) * STEPS)

    def words(self) -> frozenset[str]:
        """How words begin that enough sentences hold."""
        names = map(str, self._names.get_feature_names_out()[self._kept])
        return frozenset(name for name in names if is_word(name))


def is_word(name: str) -> bool:
    """Whether a feature is how one word begins, wherever it stands."""
    return " " not in name


Judged = tuple["Sequence[Example]", "NDArray[np.float64]"]  # what is judged, and the logit of each


@dataclass(frozen=True)
class Material:
    """Sentences of records, others that are learnt from, and people's that are only looked at."""

    records: Sequence[Example]
    others: Sequence[Example]
    looked_at: Sequence[Example]


def learn(material: Material, family: str, seen: Seen) -> tuple[Fit, dict[str, float]]:
    """What all sentences say of a family, and the logit from which on one counts, in English and in others.

    None counts as a disclosure that a test or a pattern names as telling nothing.
    """
    records, people = material.records, material.looked_at
    logits = left_out(records, material.others, family, seen=seen)
    fit = Fit([*records, *material.others], family, seen=seen)
    print(f"{family}: {len(records):,} sentences of records, {len(material.others):,} others")
    theirs = fit.written(people)
    talk = [example for example in material.others if not example.fold and not example.tells]
    told = fit.written(talk)
    found = {}
    for kind, most in PEOPLE.items():
        own = [_of(kind, *judged) for judged in ((records, logits), (people, theirs), (talk, told))]
        least = max(
            precise_from(*own[0], family, PRECISION[family]),
            least_of(*own[1], family, most),
            LEAST.get(family, 0.0),
            least_of(*own[2], family, 0) if family == DISCLOSURE else -np.inf,
        )
        print(f"{kind}:")
        report(family, least, own[0], own[1])
        found[kind] = least
    return fit, found


def _of(kind: str, examples: Sequence[Example], logits: NDArray[np.float64]) -> Judged:
    """Those of English, or of all other languages."""
    own = [at for at, example in enumerate(examples) if (example.language == ENGLISH) == (kind == ENGLISH)]
    return [examples[at] for at in own], logits[own]


def report(family: str, least: float, records: Judged, people: Judged) -> None:
    """Print how right it is to call what has at least this logit."""
    found = called(*records, family, least)
    good, telling = (sum(example.tells == family for example in some) for some in (found, records[0]))
    print(f"  called from {least:.2f} on")
    print(f"  left out: precision {good / max(1, len(found)):.3f}, recall {good / telling:.3f}")
    print(f"  people: {len(called(*people, family, least))} of {len(people[0]):,}", flush=True)


def left_out(
    records: Sequence[Example],
    others: Sequence[Example],
    family: str,
    *,
    rarest: int = RAREST,
    seen: Seen | None = None,
) -> NDArray[np.float64]:
    """The logit of each record's sentence by what the others and all folds but its own say."""
    both = [*records, *others]
    names, every = seen or seen_of(both)
    found = np.zeros(len(records))
    folds = np.array([example.fold for example in records])
    for fold in sorted({*folds}):
        own = np.flatnonzero(folds == fold)
        kept = np.concatenate([np.flatnonzero(folds != fold), np.arange(len(records), every.shape[0])])
        examples = [both[at] for at in kept.tolist()]
        fit = Fit(examples, family, rarest=rarest, seen=(names, every[kept]))
        found[own] = fit.logits([records[at] for at in own.tolist()])
    return found


def precise_from(
    examples: Sequence[Example], logits: NDArray[np.float64], family: str, wanted: float
) -> float:
    """The lowest logit from which on what is called is right often enough."""
    allowed = np.array([family in example.allowed for example in examples])
    order = np.argsort(-np.where(allowed, logits, -np.inf), kind="stable")[: allowed.sum()]
    right = np.cumsum([examples[at].tells == family for at in order.tolist()])
    precise = np.flatnonzero(right / np.arange(1, len(order) + 1) >= wanted)
    return float(logits[order[precise[-1]]]) if len(precise) else np.inf


def least_of(examples: Sequence[Example], logits: NDArray[np.float64], family: str, most: int) -> float:
    """The lowest logit from which on at most so many of these sentences, which tell nothing, are called."""
    pairs = zip(examples, logits, strict=True)
    false = sorted((float(logit) for example, logit in pairs if family in example.allowed), reverse=True)
    return [*false, LEAST.get(family, 0.0)][min(len(false), most)] + 1 / STEPS


def called(
    examples: Sequence[Example], logits: NDArray[np.float64], family: str, least: float
) -> list[Example]:
    both = zip(examples, logits, strict=True)
    return [example for example, logit in both if logit >= least and family in example.allowed]


def material_of(readers: Readers, data: Path, readmes: Path) -> Material:
    people = [*of_people(readers, data)]
    others = [*(example for example in people if example.fold == TRAIN), *of_tests(readers)]
    looked_at = [example for example in people if example.fold != TRAIN]
    told = [*of_records(readers, data), *of_readmes(readers, readmes)]
    return Material(told, others, looked_at)


def write(fits: Mapping[str, tuple[Fit, Mapping[str, float]]], readers: Readers, material: Material) -> None:
    """What all languages share, and how the words begin that each of them has."""
    steps = {family: fit.steps() for family, (fit, _) in fits.items()}
    names = sorted(frozenset().union(*steps.values()))
    table = Table.of({name: [steps[family].get(name, 0) for family in MEANT] for name in names})
    with whole_file(LANGUAGES / TABLE) as file:
        np.save(file.buffer, table.rows)
    heads = {
        family: {"bias": fit.bias, **{kind: round(one * STEPS) for kind, one in least.items()}}
        for family, (fit, least) in fits.items()
    }
    with whole_file(LANGUAGES / HEADS) as file:
        json.dump(heads, file, indent=1)
        file.write("\n")
    print(f"wrote {len(names):,} features to {LANGUAGES / TABLE}")
    words = frozenset().union(*(fit.words() for fit, _ in fits.values())) - {AGENT}
    for language, stems in known(readers, [*material.records, *material.others], words).items():
        with whole_file(LANGUAGES / language / STEMS) as file:
            file.write(" ".join(sorted(stems)) + "\n")


def known(readers: Iterable[str], examples: Sequence[Example], words: frozenset[str]) -> dict[str, list[str]]:
    """How words begin that each language has: those that its own sentences hold about as often as any do.

    English READMEs hold words of all languages, and neighbours have many in common: a sentence is to be
    read by its own language, so a word of another is none of this one.
    """
    held: dict[str, Counter[str]] = {language: Counter() for language in readers}
    number = Counter(example.language for example in examples if example.own)
    for example in examples:
        if example.own:
            held[example.language].update(stem for stem in example.found & words if stem[0].isalpha())
    rates = {name: {stem: own[stem] / number[name] for stem in own} for name, own in held.items()}
    most: dict[str, float] = {}
    for own in rates.values():
        most.update((stem, rate) for stem, rate in own.items() if rate > most.get(stem, 0))
    return {
        name: [
            stem
            for stem, rate in own.items()
            if rate * RARER >= most[stem] and held[name][stem] >= (RAREST if name == ENGLISH else 1)
        ]
        for name, own in rates.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of corpora")
    parser.add_argument("--readmes", type=Path, required=True, help="what benchmarks.readmes fetched")
    asked = parser.parse_args()
    patterns = load_patterns()
    learnt: list[Pattern] = [row for row in patterns if row.is_learnt]
    readers = {name: Reader(patterns, name) for name in sorted({row.language for row in learnt})}
    material = material_of(readers, asked.data, asked.readmes)
    seen = seen_of([*material.records, *material.others])
    write({family: learn(material, family, seen) for family in MEANT}, readers, material)


if __name__ == "__main__":
    main()
