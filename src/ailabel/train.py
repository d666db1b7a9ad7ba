"""Labelled texts in, a model folder out."""

from __future__ import annotations

from collections import Counter
from itertools import compress, filterfalse
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.audit import MIN_EACH, check_texts, distinct
from ailabel.calibrate import Scored, learn_scale, unheard
from ailabel.card import make_card
from ailabel.card_page import trained_page
from ailabel.errors import TrainingError
from ailabel.evaluate import (
    CONFIDENCE,
    FPR,
    called_by_others,
    called_rates,
    flagged,
    lowest_max_fpr,
    separations,
)
from ailabel.labelled import LABELS
from ailabel.learning.experts import Compiled, dumped, fit_expert
from ailabel.learning.folds import homes, least_groups, stratified
from ailabel.learning.samples import LENGTHS, distinct_pieces, is_banded, take_samples, unwatched
from ailabel.learning.space import Space
from ailabel.markdown import counted
from ailabel.model import checked_name, save
from ailabel.processes import processors
from ailabel.scale import BANDS
from ailabel.support import shares_known
from ailabel.usual import usual_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ailabel.labelled import LabelledText
    from ailabel.learning.experts import Expert
    from ailabel.learning.samples import Length, Sample, Watch
    from ailabel.scale import Scale

EXPERT = "texts"  # the one expert that `train` learns
FEW = 5000  # texts; of more, only pieces of TRAIN_LENGTHS are learnt from (training/NOTES.md)


def train(  # noqa: PLR0913  each has a default but the name
    texts: Sequence[LabelledText],
    out: Path,
    *,
    name: str,
    seed: int = 0,
    jobs: int | None = None,
    watch: Watch = unwatched,
) -> dict[str, Any]:
    """Fit, calibrate and write a model folder; what is there already stays until the new one is whole.

    Every text is judged by an expert that saw nothing of its group or of its source (where sources that share
    groups leave fewer than two a label, of its home, `folds.homes`, or of its group alone); those judgements
    set the thresholds. The same texts and seed give the same bytes.
    `watch` is handed what takes long, to pass on item by item.

    Returns the report, which lies in the folder too: `texts` and `sources` by label; `left_out_by`, which is
    "source", "home" (of people, with what answers them) or "group"; of texts left out the `separation`
    ({human, ai, auroc, tpr_at_1_fpr}) of `all`, `by_words` and `by_source`; the `lowest_max_fpr` that the
    model takes; the `small_lengths`, of so few human texts that thresholds are those of shorter ones, and the
    `small_sources`, which set no threshold of a length that others have more of; and `called_ai`: of each
    label the share called `ai-likely` at `max_fpr` with its interval, as `evaluate.called_rates` tells it,
    each source of people by thresholds that all others set; None where human texts or their sources are too
    few to tell.

    Raises:
        TrainingError: too few texts, sources or labels, or a text with two of these; says what is wrong.
        ModelError: `out` is there and is no model folder.
        UsageError: `name` is not a line of printable characters.
    """
    name = checked_name(name)
    texts = distinct(texts)
    check_texts(texts)
    samples = cut_texts(texts, LENGTHS, MIN_EACH, seed, jobs, watch=watch)
    judged = list(filter(is_banded, samples))
    pieces = distinct_pieces(samples if len(texts) <= FEW else filterfalse(is_banded, samples))
    labels = np.array([text.label == "ai" for text in texts])
    sources = [text.source for text in texts]
    space = Space.of(pieces, [sources[sample.text] for sample in pieces])
    logits, known = _left_out(space, pieces, judged, texts, seed, watch=watch)
    expert = _fit(space, pieces, labels, sources)
    is_ai = labels[[sample.text for sample in judged]]
    words = np.array([sample.words for sample in judged])
    scored = Scored(logits, words, [sources[sample.text] for sample in judged], known)
    humans, machines = scored.pick(~is_ai), scored.pick(is_ai)
    handicaps = np.zeros(1)
    scale = learn_scale(humans, machines, handicaps)
    usual = [
        usual_ranges(list(compress(judged, ~is_ai)), humans.sources, "human"),
        usual_ranges(list(compress(judged, is_ai)), machines.sources, "machine"),
    ]
    owners = np.array([sample.text for sample in judged])
    report = _report(texts, scale, (humans, machines), (owners[~is_ai], owners[is_ai]))
    compiled = Compiled.of([expert], space)
    sizes = Counter((text.source, text.label) for text in texts)
    card = make_card(
        name,
        "1",
        experts=[EXPERT],
        scale=scale,
        sources={source: {"texts": _sizes(source, sizes)} for source in sorted(set(sources))},
        min_words=BANDS[0],
    )
    save(
        out,
        card,
        compiled.weights(),
        scale,
        np.stack(usual, axis=1),
        classifier=dumped(compiled.classifier([EXPERT])),
        report=report,
        page=trained_page(card, report),
    )
    return report


def _report(
    texts: Sequence[LabelledText],
    scale: Scale,
    scored: tuple[Scored, Scored],
    owners: tuple[NDArray[np.intp], NDArray[np.intp]],
) -> dict[str, Any]:
    """As `train` returns it, of human and of machine pieces and of the texts that they were cut from."""
    humans, machines = scored
    called: list[dict[str, Any] | None] = [None, None]
    if scale.finest_of_all() <= FPR:
        by_others, are_told = called_by_others(humans, machines, scale.handicaps)
        called = [
            called_rates(by_others[are_told], humans.pick(are_told), owners[0][are_told]),
            called_rates(flagged(scale, machines), machines, owners[1]),
        ]
    sources = {label: {text.source for text in texts if text.label == label} for label in LABELS}
    used = [texts[place] for place in sorted({*owners[0].tolist(), *owners[1].tolist()})]
    return {
        "texts": {label: sum(text.label == label for text in texts) for label in LABELS},
        "sources": {label: len(names) for label, names in sources.items()},
        "left_out_by": _left_out_by(used)[0],
        "separation": separations(scale, humans, machines),
        "confidence": CONFIDENCE,
        "max_fpr": FPR,
        "lowest_max_fpr": lowest_max_fpr(scale),
        "small_lengths": [
            least for least, number in zip(BANDS, scale.human_texts, strict=True) if not number
        ],
        "small_sources": unheard(humans),
        "called_ai": dict(zip(LABELS, called, strict=True)),
    }


def cut_texts(  # noqa: PLR0913  what is cut, how, and by how many
    texts: Sequence[LabelledText],
    lengths: Sequence[Length],
    least: int,
    seed: int,
    jobs: int | None,
    *,
    watch: Watch = unwatched,
) -> list[Sample]:
    """A piece a length of each text whose style can be judged.

    Raises:
        TrainingError: fewer than `least` texts of a label can be.
    """
    keys = [f"{text.source}\n{text.group}\n{place}" for place, text in enumerate(texts)]
    number = jobs or processors()
    samples = take_samples([text.text for text in texts], keys, lengths, seed, number, watch=watch)
    counts = Counter(text.label for text in texts)
    usable = Counter(texts[place].label for place in {sample.text for sample in samples})
    for label in LABELS:
        if usable[label] < least:
            raise TrainingError(
                f"{counted(counts[label], 'text')} labelled {label}, {usable[label]} of them of {BANDS[0]} "
                f"words or more in English prose; a model needs at least {least} of each label"
            )
    return samples


def _fit(space: Space, pieces: Sequence[Sample], labels: NDArray[np.bool_], sources: Sequence[str]) -> Expert:
    own = [sample.text for sample in pieces]
    return fit_expert(space.matrix(pieces), labels[own], [sources[text] for text in own], space)


def _left_out(  # noqa: PLR0913  what is learnt from, and what is judged
    space: Space,
    pieces: Sequence[Sample],
    judged: Sequence[Sample],
    texts: Sequence[LabelledText],
    seed: int,
    *,
    watch: Watch = unwatched,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Of each judged piece what an expert says that was fitted without its source, or group.

    Its logit, shape (n, 1), and the share of its distinct content words that it knows, shape (n,).
    """
    folds = _folds([texts[sample.text] for sample in pieces], seed)
    fold_of = {sample.text: fold for sample, fold in zip(pieces, folds, strict=True)}
    labels = np.array([text.label == "ai" for text in texts])
    sources = [text.source for text in texts]
    logits, known = np.zeros((len(judged), 1)), np.ones(len(judged))
    for fold in watch(sorted(set(folds)), len(set(folds)), "learning"):
        learnt = [sample for sample in pieces if fold_of[sample.text] != fold]
        places = [place for place, sample in enumerate(judged) if fold_of[sample.text] == fold]
        expert = _fit(space, learnt, labels, sources)
        own = [judged[place] for place in places]
        logits[places, 0] = expert.logits(space.matrix(own))
        known[places] = shares_known(own, space.rows[expert.coef[: len(space.rows)] != 0])
    return logits, known


def _folds(texts: Sequence[LabelledText], seed: int) -> list[int]:
    """A fold for each text: what is left out together stays together."""
    return stratified([text.label for text in texts], _left_out_by(texts)[1], seed)


def _left_out_by(texts: Sequence[LabelledText]) -> tuple[str, list[str]]:
    """What is left out whole: sources, or those of people, where they are enough, else groups; each text's.

    Raises: TrainingError where even groups are too few.
    """
    labels = [text.label for text in texts]
    ways = {
        "source": homes(texts, LABELS),
        "home": homes(texts),
        "group": [text.group for text in texts],
    }
    for way, names in ways.items():
        if least_groups(labels, names) > 1:
            return way, names
    raise TrainingError("all texts of one label share a group; name groups that can be told apart")


def _sizes(source: str, sizes: Counter[tuple[str, str]]) -> dict[str, int]:
    return {label: sizes[source, label] for label in ("human", "ai") if sizes[source, label]}
