"""What is said of labelled texts whose source was left out of all that judges them: one row a piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ailabel.calibrate import combined, learn_scale
from ailabel.detector import MAX_SHORTFALL, Detector, sigmoid
from ailabel.evaluate import FPR, far
from ailabel.labelled import LABELS, LabelledText
from ailabel.model import load
from ailabel.report import Verdict, verdicts
from training.chunks import in_chunks
from training.corpus import PLAN, read_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ailabel.calibrate import Scored
    from ailabel.result import Label
    from ailabel.scale import Scale
    from training.build import Pieces
    from training.corpus import Text


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on a text, or on a piece of it, by what never met its source; `role` is its folder's."""

    role: str
    text: Text
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judges:
    """Whose left-out logits set a scale; each source is judged by a scale that the others set."""

    humans: Scored
    machines: Scored
    handicaps: NDArray[np.float64]

    def without(self, source: str) -> Scale:
        return learn_scale(
            self.humans.pick(np.array(self.humans.sources) != source),
            self.machines.pick(np.array(self.machines.sources) != source),
            self.handicaps,
        )


def left_out(role: str, pieces: Pieces, scored: Scored, judges: Judges) -> Iterator[Judged]:
    """Every piece by a scale that left its source out, where it is `scored` by experts that did."""
    sources = np.array([text.source for text in pieces.own])
    for source in sorted(set(sources)):
        mask = sources == source
        found = said(judges.without(source), scored.pick(mask))
        for text, verdict in zip(pieces.where(mask).own, found, strict=True):
            yield Judged(role, text, Verdict(text.label, source, *verdict))


def said(scale: Scale, texts: Scored) -> Iterator[tuple[Label, int, float | None, float | None]]:
    """Of each text its verdict at FPR, words, style score and P(machine) at even odds, as a Detector says."""
    scores, bands = combined(scale, texts), texts.bands
    units, evens = scale.human_units(scores, bands), scale.logit(scores, bands)
    columns = (far(scale, texts), scores, bands, texts.words, units, evens)
    for is_far, score, band, words, unit, even in zip(*(column.tolist() for column in columns), strict=True):
        if is_far:
            yield "unsure", words, None, None
        else:
            yield verdict_of(scale, score, band), words, unit, sigmoid(even)


def verdict_of(scale: Scale, score: float, band: int) -> Label:
    """The verdict on a text without parts."""
    if score >= scale.threshold(FPR, band):
        return "ai-likely"
    return "human-likely" if scale.machine_shortfall(score, band) <= MAX_SHORTFALL else "unsure"


def set_aside(role: str, texts: Sequence[Text], pieces: Pieces) -> Iterator[Judged]:
    """The texts that are long enough and gave no piece all the same, since their style cannot be judged."""
    cut = {(text.source, text.id) for text in pieces.used}
    for text in texts:
        words = len(text.text.split())
        if (text.source, text.id) not in cut and words >= PLAN["min_words"]:
            yield Judged(role, text, Verdict(text.label, text.source, "unsure", words, None, None))


def looked_at(data: Path, folder: Path, jobs: int) -> list[Judged]:
    """Each English text of dev/ by a person or a machine, whole, as the model in `folder` judges it."""
    texts = [text for text in read_role(data, "dev") if text.lang == "en" and text.label in LABELS]
    found = in_chunks(_looked_at, texts, folder, jobs)
    return [row for row in found if row.verdict.words >= PLAN["min_words"]]


def _looked_at(texts: Sequence[Text], folder: Path) -> list[Judged]:
    labelled = [LabelledText(text.text, text.label, text.source, text.group) for text in texts]
    found = verdicts(Detector(load(folder), max_fpr=FPR), labelled)
    return [Judged("dev", text, verdict) for text, verdict in zip(texts, found, strict=True)]
