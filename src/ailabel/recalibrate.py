"""A model and somebody's own human texts in, the model with thresholds set by them out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.model_selection import GroupKFold

from ailabel.audit import distinct
from ailabel.calibrate import ENOUGH, Scored, combined
from ailabel.card import CARD_RATES, derived_card, made_with
from ailabel.card_page import calibrated_page
from ailabel.errors import TrainingError
from ailabel.evaluate import FPR, flagged, lowest_max_fpr, rounded, usual_max_fpr
from ailabel.learning.folds import homes
from ailabel.learning.samples import BAND_LENGTHS, take_samples, unwatched
from ailabel.model import CLASSIFIER, DEFAULT, checked_bytes, checked_name, load, rows_of, save
from ailabel.processes import processors
from ailabel.rescale import accused_left_out, moved, sides_of
from ailabel.scale import BANDS
from ailabel.support import shares_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.labelled import LabelledText
    from ailabel.learning.samples import Sample, Watch
    from ailabel.model import Weights
    from ailabel.scale import Scale

FOLDS = 10  # at most: what is left out of the judgement of itself
RULE = "the scores that so many of these texts reach, as near to the old ones as their number allows"


def recalibrate(  # noqa: PLR0913  each has a default but the name
    texts: Sequence[LabelledText],
    out: Path,
    *,
    model: Path | None = None,
    name: str,
    jobs: int | None = None,
    watch: Watch = unwatched,
) -> dict[str, Any]:
    """Set the thresholds of a model by the human ones of these texts, and write it whole or not at all.

    Its experts and its classifier stay as they are, to the byte; `ailabel.rescale` says how its scale moves.
    Texts that know as few words of the model's as these do are no longer far from it.
    The same texts and model give the same bytes.

    Returns the report, which lies in the folder too but for `ignored`: human `texts` used, of how many
    `sources`, and how many machine texts were `ignored`; `bands` ({words, texts, reset, before, after}:
    scores by rate, None where the model takes none as low); the `lowest_max_fpr` that the model takes; and
    `accused`: at a `max_fpr` that both models take the share of the texts' pieces that was called `ai-likely`
    `before`, and is `after` by the texts of other homes (`folds.homes`; of other groups where all have one,
    None where there is one group).

    Raises:
        TrainingError: the texts are too few in every band of length.
        ModelError: `model` cannot be read, or `out` is there and is no model folder.
        UsageError: `name` is not a line of printable characters.
    """
    name = checked_name(name)
    base = load(model)
    people = distinct(text for text in texts if text.label == "human")
    samples = _cut(people, jobs, watch)
    owners = [sample.text for sample in samples]
    humans = _scored(samples, people, base.weights)
    reset = [side.worth >= ENOUGH for side in sides_of(combined(base.scale, humans), humans)]
    if not any(reset):
        raise TrainingError(_too_few(humans))
    scale = moved(base.scale, humans)
    sizes = Counter(people[owner].source for owner in set(owners))
    calibrated = {
        "texts": sizes.total(),
        "sources": dict(sorted(sizes.items())),
        "words": [least for least, is_reset in zip(BANDS, reset, strict=True) if is_reset],
        "thresholds": RULE,
        "made_with": made_with(),
    }
    card = derived_card(base, name, scale, calibrated=calibrated)
    classifier = checked_bytes(DEFAULT if model is None else Path(model), CLASSIFIER, base.card)
    report = {
        "texts": sizes.total(),
        "sources": len(sizes),
        "bands": _bands(base.scale, scale, humans, reset),
        "max_fpr": FPR,
        "lowest_max_fpr": lowest_max_fpr(scale),
        "accused": _accused(
            base.scale, humans, [people[owner] for owner in owners], usual_max_fpr(base.scale, scale)
        ),
    }
    page = calibrated_page(card, report)
    save(out, card, base.weights, scale, base.usual, classifier=classifier, report=report, page=page)
    return {**report, "ignored": sum(text.label != "human" for text in texts)}


def _cut(texts: Sequence[LabelledText], jobs: int | None, watch: Watch) -> list[Sample]:
    """A piece a band of each text whose style can be judged."""
    keys = [f"{text.source}\n{text.group}\n{place}" for place, text in enumerate(texts)]
    number = jobs or processors()
    return take_samples([text.text for text in texts], keys, BAND_LENGTHS, 0, number, watch=watch)


def _scored(samples: Sequence[Sample], texts: Sequence[LabelledText], weights: Weights) -> Scored:
    logits = np.array([weights.logits(sample.features) for sample in samples])
    words = np.array([sample.words for sample in samples], np.int64)
    sources = [texts[sample.text].source for sample in samples]
    known = shares_known(samples, rows_of(weights.present))
    return Scored(logits.reshape(len(samples), len(weights.offsets)), words, sources, known)


def _too_few(humans: Scored) -> str:
    there = ", ".join(
        f"{size} of {least} words or more" for least, size in zip(BANDS, _sizes(humans), strict=True)
    )
    return (
        f"too few human texts in English prose: {there}; thresholds of a length need {ENOUGH} of it, or "
        "more where sources are of very unlike size"
    )


def _sizes(humans: Scored) -> list[int]:
    """How many pieces of each band there are."""
    return [int((humans.bands == band).sum()) for band in range(len(BANDS))]


def _bands(old: Scale, new: Scale, humans: Scored, reset: Sequence[bool]) -> list[dict[str, Any]]:
    sizes = _sizes(humans)
    return [
        {
            "words": least,
            "texts": sizes[band],
            "reset": reset[band],
            "before": _thresholds(old, band),
            "after": _thresholds(new, band),
        }
        for band, least in enumerate(BANDS)
    ]


def _thresholds(scale: Scale, band: int) -> dict[str, float | None]:
    """None for a rate that a detector refuses, whatever this band alone could show."""
    finest = scale.finest_of_all()
    return {
        str(rate): rounded(scale.threshold(rate, band)) if rate >= finest else None for rate in CARD_RATES
    }


def _accused(
    scale: Scale, humans: Scored, texts: Sequence[LabelledText], max_fpr: float
) -> dict[str, float | None]:
    groups = homes(texts)
    if len(set(groups)) == 1:
        groups = [text.group for text in texts]
    number = min(FOLDS, len(set(groups)))
    after: NDArray[np.bool_] | None = None
    if number > 1:
        folds = np.zeros(len(groups), np.intp)
        for fold, (_, held) in enumerate(GroupKFold(number).split(groups, groups=groups)):
            folds[held] = fold
        after = accused_left_out(scale, humans, folds.tolist(), max_fpr)
    return {
        "max_fpr": max_fpr,
        "before": rounded(flagged(scale, humans, max_fpr).mean()),
        "after": None if after is None else rounded(after.mean()),
    }
