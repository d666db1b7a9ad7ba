"""Make the default model from `../shared/data`, and say in `report.json` how well it does.

`python -m training.build --data DATA` learns from train/, sets error rates on calibrate/, looks at the rest.
"""

from __future__ import annotations

import json
import time
import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from joblib import Parallel, delayed
from sklearn.exceptions import ConvergenceWarning

from ailabel.calibrate import Scored, combined, expert_scale, learn_scale, translated
from ailabel.card import make_card
from ailabel.evaluate import flagged, left_out_rates, rates, separation
from ailabel.learning.experts import Compiled, dumped, fit_family, sample_weights, summed
from ailabel.learning.samples import BAND_LENGTHS, TRAIN_LENGTHS, Length, distinct_pieces, take_samples
from ailabel.learning.space import Space
from ailabel.model import DEFAULT, rows_of, save
from ailabel.support import shares_known
from ailabel.usual import usual_ranges
from ailabel.writing import whole_file
from training.breakdown import breakdown, curve
from training.corpus import PLAN, Text, read_role
from training.judged import Judges, left_out, looked_at, set_aside
from training.quality import look

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.learning.experts import Expert
    from ailabel.learning.samples import Sample
    from ailabel.scale import Scale
    from training.judged import Judged

REPORT = Path(__file__).parent / "report.json"
FOLDS = 6
ROLES = ("train", "calibrate")
JUDGED = 400  # machine texts of a source that set what is missed
PEOPLE = 200  # human texts of a source of train/ that are judged: the interval of 1 % ends below 4 % (Wilson)
WHOLE = Length(100, 400, head=True)  # of a text as the benchmarks judge it
NAMES = [expert["name"] for expert in PLAN["experts"]]
HANDICAPS = -np.log([expert["part"] for expert in PLAN["experts"]])
SEED = PLAN["seed"]


@dataclass(frozen=True)
class Pieces:
    """Samples of one role, with the text that each was cut from."""

    texts: Sequence[Text]
    samples: Sequence[Sample]

    @classmethod
    def of(cls, texts: Sequence[Text], lengths: Sequence[Length], jobs: int) -> Pieces:
        keys = [f"{text.source}/{text.id}" for text in texts]
        return cls(texts, take_samples([text.text for text in texts], keys, lengths, SEED, jobs))

    @cached_property
    def own(self) -> list[Text]:
        """Of each sample its text."""
        return [self.texts[sample.text] for sample in self.samples]

    @cached_property
    def is_ai(self) -> NDArray[np.bool_]:
        return np.array([text.label == "ai" for text in self.own])

    @cached_property
    def used(self) -> list[Text]:
        """The texts that gave any sample, each once."""
        return [self.texts[place] for place in dict.fromkeys(sample.text for sample in self.samples)]

    def where(self, mask: NDArray[np.bool_]) -> Pieces:
        return Pieces(self.texts, [sample for sample, kept in zip(self.samples, mask, strict=True) if kept])

    def scored(self, logits: NDArray[np.float64], known: NDArray[np.float64] | None = None) -> Scored:
        words = np.array([sample.words for sample in self.samples])
        return Scored(logits, words, [text.source for text in self.own], known)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is learnt from, what is judged by experts that left its home out, and who sets error rates."""

    learnt: Pieces
    judged: Pieces
    people: Pieces


@dataclass(frozen=True, slots=True)
class Fitted:
    """Experts, and what they say of the judged and of the people, by the fold left out (FOLDS: nothing)."""

    space: Space
    folds: dict[str, int]
    experts: list[Expert]
    """Fitted on everything, as NAMES."""
    judged: list[NDArray[np.float64]]
    people: list[NDArray[np.float64]]


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--out", type=click.Path(path_type=Path), default=DEFAULT)
@click.option("--report", "report_file", type=click.Path(path_type=Path), default=REPORT)
@click.option("--without-licence", multiple=True, help="a pattern of licences to leave out, such as 'GPL*'")
@click.option("--jobs", type=int, default=2)
def main(data: Path, out: Path, report_file: Path, without_licence: tuple[str, ...], jobs: int) -> None:
    """Make the default model."""
    say = _clock()
    warnings.simplefilter("ignore", ConvergenceWarning)  # for all threads; stopping early is meant
    corpus = read_corpus(data, jobs, without_licence)
    say(f"cut {len(corpus.learnt.samples):,} pieces to learn from, {len(corpus.people.samples):,} of people")
    fitted = fit_all(corpus, jobs)
    say(f"fitted {len(NAMES)} experts on {fitted.space.width:,} columns, {FOLDS + 1} times")
    humans, machines, unseen = scored(corpus, fitted)
    scale = learn_scale(humans, machines, HANDICAPS)
    write(out, corpus, fitted, scale)
    say(f"wrote {out}")
    judges = Judges(humans, machines, HANDICAPS)
    report = {
        "texts": {"train": count_texts(corpus.learnt), "calibrate": count_texts(corpus.people)},
        "calibrate_human_fpr": left_out_rates(humans, machines, HANDICAPS),
        "mirror26_left_out": mirror_report(corpus.judged, unseen, scale),
        "train_left_out": rates_left_out(corpus.judged, unseen, scale),
        **look(data, out),
        "breakdown": breakdown([*left_out_rows(corpus, judges, unseen), *looked_at(data, out, jobs)])
        | {"mirror26_roc": mirror_curve(corpus.judged, unseen, scale)},
    }
    with whole_file(report_file) as stream:
        stream.write(json.dumps(report, indent=1) + "\n")
    say(f"wrote {report_file}")


def _clock() -> Callable[[str], None]:
    start = time.monotonic()
    return lambda done: print(f"{time.monotonic() - start:6.0f} s  {done}", flush=True)


def read_corpus(data: Path, jobs: int, without: Sequence[str] = ()) -> Corpus:
    """Cut train/ and calibrate/; of a source JUDGED machine texts are judged, and PEOPLE of people.

    Mirrored texts, and those that they answer, are judged all.
    """
    train, people = ([text for text in read_role(data, role, without) if text.lang == "en"] for role in ROLES)
    train = [text for text in train if text.label != "mixed"]
    people = [text for text in people if text.label == "human"]
    mirrored = {text.pair for text in train if text.source in PLAN["mirrors"]}
    answered = [text for text in people if text.id in mirrored]
    judged = [*to_judge(train, mirrored), *answered]
    learnt = Pieces.of(list(to_learn(train)), TRAIN_LENGTHS, jobs)
    return Corpus(
        Pieces(learnt.texts, distinct_pieces(learnt.samples)),
        Pieces.of(judged, [*BAND_LENGTHS, WHOLE], jobs),
        Pieces.of(people, BAND_LENGTHS, jobs),
    )


def to_learn(train: Sequence[Text]) -> Iterator[Text]:
    """All but what mirrors people who aren't learnt from: its topics would speak for machines."""
    people = {text.source for text in train if text.label == "human"}
    return (text for text in train if text.source not in PLAN["mirrors"] or text.home in people)


def to_judge(train: Sequence[Text], mirrored: Container[str | None]) -> Iterator[Text]:
    """Of each source the first ones of each label, besides what is mirrored and what mirrors it."""
    most = {"ai": JUDGED, "human": PEOPLE}
    counts: Counter[tuple[str, str]] = Counter()
    for text in train:
        counts[text.source, text.label] += 1
        if (
            text.source in PLAN["mirrors"]
            or text.id in mirrored
            or counts[text.source, text.label] <= most[text.label]
        ):
            yield text


def fit_all(corpus: Corpus, jobs: int) -> Fitted:
    """Fit every expert without each fold of homes, and on everything."""
    learnt = corpus.learnt
    first = learnt.where(np.array([sample.length == 0 for sample in learnt.samples]))
    space = Space.of(first.samples, [text.source for text in first.own])
    folds = home_folds(learnt)
    masks = [learnt_mask(learnt, folds, fold, name) for fold in range(FOLDS + 1) for name in NAMES]
    fitted = fit_masked(learnt, masks, space, jobs)
    by_fold = [fitted[start : start + len(NAMES)] for start in range(0, len(fitted), len(NAMES))]
    judged_X, people_X = space.matrix(corpus.judged.samples), space.matrix(corpus.people.samples)
    return Fitted(
        space,
        folds,
        by_fold[FOLDS],
        [_logits(judged_X, experts) for experts in by_fold],
        [_logits(people_X, experts) for experts in by_fold],
    )


def fit_masked(learnt: Pieces, masks: Sequence[NDArray[np.bool_]], space: Space, jobs: int) -> list[Expert]:
    """An expert a mask, on the pieces where it is true: family by family, for all columns fill the memory."""
    sources = np.array([text.source for text in learnt.own])
    weights = [sample_weights(sources[mask].tolist(), learnt.is_ai[mask]) for mask in masks]
    fitted = []
    for columns in space.families:
        X = space.columns(learnt.samples, columns)
        values = space.values[columns]
        fitted.append(
            Parallel(n_jobs=jobs, prefer="threads")(
                delayed(_fit_masked)(X, mask, learnt.is_ai, own, values)
                for mask, own in zip(masks, weights, strict=True)
            )
        )
    return [summed(families) for families in zip(*fitted, strict=True)]


def _fit_masked(
    X: Any,  # noqa: ANN401  scipy has no types
    mask: NDArray[np.bool_],
    is_ai: NDArray[np.bool_],
    weights: NDArray[np.float64],
    values: NDArray[np.float64],
) -> Expert:
    return fit_family(X[mask], is_ai[mask], weights, values)


def scored(corpus: Corpus, fitted: Fitted) -> tuple[Scored, Scored, NDArray[np.float64]]:
    """People and machine texts that set the scale, and the logits of all judged samples."""
    unseen = left_out_logits(corpus, fitted)
    mask = corpus.judged.is_ai & banded(corpus.judged)
    rows = rows_of(Compiled.of(fitted.experts, fitted.space).weights().present)
    people = corpus.people.scored(fitted.people[FOLDS], shares_known(corpus.people.samples, rows))
    return people, corpus.judged.scored(unseen).pick(mask), unseen


def write(out: Path, corpus: Corpus, fitted: Fitted, scale: Scale) -> None:
    """The model folder."""
    compiled = Compiled.of(fitted.experts, fitted.space)
    card = make_card(
        PLAN["name"],
        PLAN["version"],
        experts=NAMES,
        scale=scale,
        sources=sources_of(corpus.learnt, corpus.people),
        min_words=PLAN["min_words"],
    )
    save(
        out, card, compiled.weights(), scale, usual_of(corpus), classifier=dumped(compiled.classifier(NAMES))
    )


def usual_of(corpus: Corpus) -> NDArray[np.float64]:
    """What is usual with the people who set error rates, and with the machine texts of each expert."""
    judged = corpus.judged
    sources = np.array([text.source for text in judged.own])
    masks = [judged.is_ai & banded(judged) & np.isin(sources, expert["ai"]) for expert in PLAN["experts"]]
    parts = [(corpus.people, "human"), *((judged.where(mask), "machine") for mask in masks)]
    ranges = [usual_ranges(part.samples, [text.source for text in part.own], kind) for part, kind in parts]
    return np.stack(ranges, axis=1)


def banded(pieces: Pieces) -> NDArray[np.bool_]:
    """Which samples are pieces of a band's length, rather than the whole text."""
    return np.array([sample.length < len(BAND_LENGTHS) for sample in pieces.samples])


def home_folds(learnt: Pieces) -> dict[str, int]:
    """A fold for each home, so that folds hold about as many texts."""
    sizes = Counter(text.home for text in learnt.used)
    loads = [0] * FOLDS
    folds = {}
    for home, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        folds[home] = int(np.argmin(loads))
        loads[folds[home]] += size
    return folds


def learnt_mask(learnt: Pieces, folds: dict[str, int], fold: int, name: str) -> NDArray[np.bool_]:
    """Which samples the expert of that name learns from when the homes of a fold are left out."""
    ai = next(expert["ai"] for expert in PLAN["experts"] if expert["name"] == name)
    return np.array(
        [(text.label == "human" or text.source in ai) and folds[text.home] != fold for text in learnt.own]
    )


def _logits(X: Any, experts: Sequence[Expert]) -> NDArray[np.float64]:  # noqa: ANN401  scipy has no types
    return np.stack([expert.logits(X) for expert in experts], axis=-1)


def left_out_logits(corpus: Corpus, fitted: Fitted) -> NDArray[np.float64]:
    """For each judged sample what experts that left its home out say, on the scale of the final experts.

    Experts of unlike folds agree on nothing but people: a logit goes over to the final expert's that as many
    of the people reach.
    """
    scales = [expert_scale(corpus.people.scored(logits), HANDICAPS) for logits in fitted.people]
    found = np.zeros_like(fitted.judged[FOLDS])
    # A home that nothing was learnt from is left out by all.
    fold_of = np.array([fitted.folds.get(text.home, FOLDS) for text in corpus.judged.own])
    for fold in sorted(set(fold_of.tolist())):
        mask = fold_of == fold
        own = corpus.judged.scored(fitted.judged[fold]).pick(mask)
        found[mask] = translated(own, scales[fold], scales[FOLDS])
    return found


def mirror_report(judged: Pieces, unseen: NDArray[np.float64], scale: Scale) -> dict[str, Any]:
    """Mirrored texts against the human texts they answer, whole, by experts that left their homes out."""
    scores = combined(scale, judged.scored(unseen))
    people, mirror = mirror_masks(judged)
    modes = np.array([text.mode or "" for text in judged.own])
    homes = np.array([text.home for text in judged.own])
    return {
        **separation(scores[people], scores[mirror]),
        "by_mode": {
            mode: separation(scores[people], scores[mirror & (modes == mode)])
            for mode in sorted(set(modes[mirror]))
        },
        "homes": len(set(homes[mirror])),
        "by_expert": {
            name: separation(unseen[people, place], unseen[mirror, place]) for place, name in enumerate(NAMES)
        },
    }


def mirror_masks(judged: Pieces) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which samples are whole texts by people that were answered, and which the answers."""
    answered = {text.pair for text in judged.texts if text.source in PLAN["mirrors"]}
    mirror = np.array([text.source in PLAN["mirrors"] for text in judged.own])
    people = np.array([text.label == "human" and text.id in answered for text in judged.own])
    return people & ~banded(judged), mirror & ~banded(judged)


def mirror_curve(judged: Pieces, unseen: NDArray[np.float64], scale: Scale) -> list[float]:
    """Share of mirrored texts found at FPRS, as `mirror_report` judges them."""
    people, mirror = mirror_masks(judged)
    own = people | mirror
    return curve(combined(scale, judged.scored(unseen))[own], mirror[own], np.ones(own.sum()))


def rates_left_out(judged: Pieces, unseen: NDArray[np.float64], scale: Scale) -> dict[str, Any]:
    """Share of each source's machine texts, by experts that left it out, called `ai-likely` at 1 %."""
    scored = judged.scored(unseen)
    mask = judged.is_ai & ~banded(judged)
    return rates(flagged(scale, scored)[mask], scored.pick(mask).sources)


def left_out_rows(corpus: Corpus, judges: Judges, unseen: NDArray[np.float64]) -> Iterator[Judged]:
    """Verdicts on people of calibrate/, and on the judged of train/, whose homes no expert learnt from."""
    yield from left_out("calibrate", corpus.people, judges.humans, judges)
    yield from set_aside("calibrate", corpus.people.texts, corpus.people)
    judged, homes = corpus.judged, {text.source for text in corpus.people.texts}
    mask = banded(judged) & np.array([text.source not in homes for text in judged.own])
    yield from left_out("train", judged.where(mask), judged.scored(unseen).pick(mask), judges)
    yield from set_aside("train", [text for text in judged.texts if text.source not in homes], judged)


def count_texts(pieces: Pieces) -> dict[str, Any]:
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in pieces.used:
        labels[text.label][text.source] += 1
    return {
        label: {"texts": sum(counts.values()), "sources": len(counts)}
        for label, counts in sorted(labels.items())
    }


def sources_of(*roles: Pieces) -> dict[str, Any]:
    """Every source that the model learnt from or was calibrated on: how many texts, which licence."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for pieces in roles:
        for text in pieces.used:
            counts[text.source][text.label] += 1
    return {
        source: {
            "role": PLAN["sources"][source]["role"],
            "licence": PLAN["sources"][source]["licence"],
            "texts": dict(sorted(counts[source].items())),
        }
        for source in sorted(counts)
    }


if __name__ == "__main__":
    main()
