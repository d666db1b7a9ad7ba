"""One more expert on a model that is there: some hundred pairs in, a new model folder out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.audit import check_texts, distinct
from ailabel.calibrate import Scored, combined
from ailabel.card import derived_card, made_with
from ailabel.card_page import dialect_page
from ailabel.errors import TrainingError
from ailabel.evaluate import flagged, lowest_max_fpr, rounded, separation, usual_max_fpr
from ailabel.labelled import LABELS, count_pairs
from ailabel.learning.experts import Compiled, dumped, fit_expert
from ailabel.learning.folds import FOLDS, homes, least_groups, stratified
from ailabel.learning.join import decompiled, joined
from ailabel.learning.samples import LENGTHS, distinct_pieces, is_banded, unwatched
from ailabel.learning.space import Space
from ailabel.model import checked_name, load, save
from ailabel.train import cut_texts
from ailabel.usual import usual_ranges
from ailabel.widen import widened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ailabel.labelled import LabelledText
    from ailabel.learning.experts import Expert
    from ailabel.learning.samples import Sample, Watch
    from ailabel.model import Weights
    from ailabel.scale import Scale

FEW_PAIRS = 100  # with fewer, topics tell the texts apart as well as who wrote them
MIN_EACH = 100  # human and machine texts; fewer people show no error rate of 1 in 100
RULE = (
    "people reach a score by the old experts, as often as they did, or by the new one, as often as the human "
    "texts beside it did when they were left out"
)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of texts, with the edges of the model that an expert over them is to join."""

    texts: Sequence[LabelledText]
    samples: Sequence[Sample]
    edges: NDArray[np.float64]

    @property
    def is_ai(self) -> NDArray[np.bool_]:
        return np.array([self.texts[sample.text].label == "ai" for sample in self.samples])

    @property
    def used(self) -> list[int]:
        """Places of the texts that gave a piece, rising."""
        return sorted({sample.text for sample in self.samples})

    @property
    def sources(self) -> list[str]:
        return [self.texts[sample.text].source for sample in self.samples]

    @property
    def judged(self) -> Pieces:
        """Those of the lengths of bands."""
        return self.where(np.array(list(map(is_banded, self.samples))))

    def where(self, mask: NDArray[np.bool_]) -> Pieces:
        samples = [sample for sample, kept in zip(self.samples, mask, strict=True) if kept]
        return Pieces(self.texts, samples, self.edges)

    def scored(self, logits: NDArray[np.float64]) -> Scored:
        return Scored(logits, np.array([sample.words for sample in self.samples]), self.sources)

    def fitted(self) -> tuple[Expert, Space]:
        """An expert that learnt from these pieces, and the columns that it looks at."""
        own = replace(self, samples=distinct_pieces(self.samples))
        found = Space.of(own.samples, own.sources)
        space = Space(found.rows, found.weights, self.edges)
        return fit_expert(space.matrix(own.samples), own.is_ai, own.sources, space), space


def add_dialect(  # noqa: PLR0913  as `train`, and what is added to what
    texts: Sequence[LabelledText],
    out: Path,
    *,
    dialect: str,
    model: Path | None = None,
    name: str,
    seed: int = 0,
    jobs: int | None = None,
    watch: Watch = unwatched,
) -> dict[str, Any]:
    """Learn one more expert, make room for it on the scale, and write a model folder whole or not at all.

    The other experts' tables stay as they are; nothing of the model is unpickled: `classifier.joblib` is made
    anew from the tables. Every text is judged by an expert that saw nothing of its home (`folds.homes`; of
    its group, where homes are few). The same texts, model and seed give the same bytes.

    Returns the report, which lies in the folder too: `texts` and `sources` by label, `pairs` (groups that
    hold both labels), `known_sources` (of the texts, which the model that is added to says it learnt from),
    `homes_left_out` (whether whole homes were left out, rather than groups, of too few
    homes), the `lowest_max_fpr` that the model takes, of texts left out, by the `expert` alone, `before` and
    `after` it joined: {human, ai, auroc, tpr_at_1_fpr}, and `called_ai` at `max_fpr`, of each label `before`
    and `after`.

    Raises:
        TrainingError: the name is taken; too few texts, groups or labels, or a text with two of these.
        ModelError: `model` cannot be read, or `out` is there and is no model folder.
        UsageError: `name` is not a line of printable characters.
    """
    name = checked_name(name)
    base = load(model)
    check_dialect(dialect, base.experts)
    texts = distinct(texts)
    check_texts(texts, MIN_EACH)
    samples = cut_texts(texts, LENGTHS, MIN_EACH, seed, jobs, watch=watch)
    pieces = Pieces(texts, samples, base.weights.edges)
    humans, machines = left_out(base.weights, pieces, seed, watch=watch)
    scale = widened(base.scale, humans, machines)
    expert, space = pieces.fitted()
    weights = joined(base.weights, Compiled.of([expert], space).weights())
    names = [*base.experts, dialect]
    report = {
        **_counts(texts),
        "known_sources": _known_sources(base.card, texts),
        "homes_left_out": _has_homes([texts[place] for place in pieces.used]),
        "max_fpr": usual_max_fpr(base.scale, scale),
        "lowest_max_fpr": lowest_max_fpr(scale),
        **_rates(base.scale, scale, humans, machines),
    }
    told = {**base.card.get("dialects", {}), dialect: _told(texts, report)}
    card = derived_card(base, name, scale, experts=names, dialects=told)
    own = pieces.judged.where(pieces.judged.is_ai)
    usual = np.insert(base.usual, len(names), usual_ranges(own.samples, own.sources, "machine"), axis=1)
    classifier = dumped(decompiled(weights).classifier(names))
    page = dialect_page(card, report, dialect)
    save(out, card, weights, scale, usual, classifier=classifier, report=report, page=page)
    return report


def check_dialect(dialect: str, experts: Sequence[str]) -> None:
    """Nothing, where an expert of that name can join these. Raises: TrainingError."""
    if not dialect.strip() or not dialect.isprintable():
        raise TrainingError("a dialect needs a name of one line that tells it from other experts")
    if dialect in experts:
        there = ", ".join(map(repr, experts))
        raise TrainingError(f"the model has an expert {dialect!r} already (there are: {there}); name another")


def left_out(
    weights: Weights, pieces: Pieces, seed: int, *, watch: Watch = unwatched
) -> tuple[Scored, Scored]:
    """Human and machine pieces of the lengths of bands: logits of the experts there are, and the new one's.

    The new one, last, judges by what it learns without a piece's home.
    """
    judged = pieces.judged
    known = np.array([weights.logits(sample.features) for sample in judged.samples])
    logits = np.column_stack((known, _left_out(pieces, judged, seed, watch)))
    scored, is_ai = judged.scored(logits), judged.is_ai
    return scored.pick(~is_ai), scored.pick(is_ai)


def _left_out(pieces: Pieces, judged: Pieces, seed: int, watch: Watch) -> NDArray[np.float64]:
    """Each judged piece's logit by an expert fitted without its home."""
    folds = _folds(pieces, seed)
    learnt_in, judged_in = (np.array([folds[own.text] for own in part.samples]) for part in (pieces, judged))
    logits = np.zeros(len(judged.samples))
    names = sorted(set(folds.values()))
    for fold in watch(names, len(names), "learning"):
        expert, space = pieces.where(learnt_in != fold).fitted()
        own = judged_in == fold
        logits[own] = expert.logits(space.matrix(judged.where(own).samples))
    return logits


def _folds(pieces: Pieces, seed: int) -> dict[int, int]:
    """The fold of each text that gave a piece: homes stay whole, or groups where homes are too few."""
    texts = [pieces.texts[place] for place in pieces.used]
    labels, groups = [text.label for text in texts], [text.group for text in texts]
    if _has_homes(texts):
        groups = homes(texts)
    elif least_groups(labels, groups) == 1:
        raise TrainingError("all texts of one label share a group; name groups that can be told apart")
    return dict(zip(pieces.used, stratified(labels, groups, seed), strict=True))


def _has_homes(texts: Sequence[LabelledText]) -> bool:
    """Whether there are homes enough to leave whole ones out."""
    return least_groups([text.label for text in texts], homes(texts)) >= FOLDS


def _known_sources(card: Mapping[str, Any], texts: Sequence[LabelledText]) -> list[str]:
    """Those of the texts' sources that the model learnt from before: what it says of these flatters it."""
    known = {*card.get("sources", {})}.union(*(told["sources"] for told in card.get("dialects", {}).values()))
    return sorted(known & {text.source for text in texts})


def _counts(texts: Sequence[LabelledText]) -> dict[str, Any]:
    own = {label: [text for text in texts if text.label == label] for label in LABELS}
    return {
        "texts": {label: len(own[label]) for label in LABELS},
        "sources": {label: len({text.source for text in own[label]}) for label in LABELS},
        "pairs": count_pairs(texts),
    }


def _rates(old: Scale, new: Scale, humans: Scored, machines: Scored) -> dict[str, Any]:
    """What scores and verdicts are worth before and after; `expert` is the newcomer by itself."""
    known = [replace(texts, logits=texts.logits[:, :-1]) for texts in (humans, machines)]
    max_fpr = usual_max_fpr(old, new)
    stages = {"before": (old, known), "after": (new, [humans, machines])}
    return {
        "expert": separation(humans.logits[:, -1], machines.logits[:, -1]),
        **{
            stage: separation(*(combined(scale, texts) for texts in both))
            for stage, (scale, both) in stages.items()
        },
        "called_ai": {
            label: {
                stage: rounded(flagged(scale, both[place], max_fpr).mean())
                for stage, (scale, both) in stages.items()
            }
            for place, label in enumerate(LABELS)
        },
    }


def _told(texts: Sequence[LabelledText], report: dict[str, Any]) -> dict[str, Any]:
    """What the card says of the newcomer."""
    sizes = Counter((text.source, text.label) for text in texts)
    return {
        "texts": report["texts"],
        "pairs": report["pairs"],
        "left_out": report["expert"],
        "thresholds": RULE,
        "sources": {
            source: {label: sizes[source, label] for label in LABELS if sizes[source, label]}
            for source in sorted({text.source for text in texts})
        },
        "made_with": made_with(),
    }
