"""A model ready to score: one text in, one Result out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp, isfinite, log
from typing import TYPE_CHECKING

import numpy as np

from ailabel.disclosure import discloses, find_spans, load_patterns
from ailabel.document import Document
from ailabel.errors import UsageError
from ailabel.features import cut, features, part_of, sentence_borders
from ailabel.model import Model, load
from ailabel.prose import judge, prose
from ailabel.reasons import read_reasons
from ailabel.result import Result, Window
from ailabel.scale import BANDS, band_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.disclosure import Patterns
    from ailabel.document import View
    from ailabel.features.stylometry import Cut
    from ailabel.prose import Fitness
    from ailabel.result import Label, Reason, Span

MAX_PIECE = 800  # words; the longest texts that the scale knows. Longer ones are the mean of pieces
WINDOW = 150  # words a window has, or a little more
MIN_WINDOW = 100  # words; from style, a smaller part says next to nothing (facts/peers.md)
MIN_FRACTION_WORDS = 300  # words of a text under which a share of it means nothing
MAX_SHORTFALL = 0.05  # of machine texts may score as low as one that is called human (DESIGN.md)
# P(machine) by explicit evidence alone; fewer than 1 in 5,000 human texts carry any (benchmarks/disclosures.json),
# and a publisher may be wrong about its own text.
EXPLICIT = {"full": 0.99, "partial": 0.5}


@dataclass(frozen=True, slots=True)
class Style:
    """How prose reads: the combined score in units of human exceedance, and which expert gave it."""

    score: float
    band: int
    expert: int
    logit: float
    """Of that expert."""


class Detector:
    """Scores texts with one model at one operating point.

    `max_fpr` is the share of human texts that may be called `ai-likely`; `prior` the share of machine-made
    texts among those scored. Holds nothing that a text could change; can be pickled, and used by threads.

    Raises:
        UsageError: a setting lies outside its range.
        ModelError: the model folder does not fit.
    """

    def __init__(
        self,
        model: Model | None = None,
        *,
        max_fpr: float = 0.01,
        prior: float = 0.5,
        patterns: Patterns | None = None,
    ) -> None:
        self.model = shipped_model() if model is None else model
        self.max_fpr = _checked_fpr(max_fpr, self.model)
        self.prior = _checked_share("prior", prior)
        self.patterns = load_patterns() if patterns is None else patterns

    def score(self, text: str) -> Result:
        """The answer for one text; raises on no string."""
        document = Document.cut(text)
        spans = find_spans(document, self.patterns)
        view = prose(document, [(span.start, span.end) for span in spans])
        fitness = judge(document, view)
        reason = self._unfit(fitness)
        warnings = (*document.warnings, *([reason] if reason else []))
        if reason:
            return self._unjudged(spans, text, warnings, fitness)
        return self._judged(spans, text, warnings, fitness, view)

    def score_many(self, texts: Iterable[str]) -> Iterator[Result]:
        """The answers for many texts, in their order, as they come."""
        return map(self.score, texts)

    def style_scores(self, texts: Iterable[str]) -> Iterator[float | None]:
        """Each text's style score, in logit units of human exceedance; None where style cannot be judged."""
        for text in texts:
            document = Document.cut(text)
            spans = find_spans(document, self.patterns)
            view = prose(document, [(span.start, span.end) for span in spans])
            fitness = judge(document, view)
            yield None if self._unfit(fitness) else self._style(cut(view.text), fitness.words).score

    def _unfit(self, fitness: Fitness) -> str | None:
        """The warning that says why style cannot be judged."""
        if fitness.words < self.model.min_words:
            return "short"
        if fitness.reason is None:
            return None
        return f"{fitness.reason}: {fitness.detail}" if fitness.detail else fitness.reason

    def _unjudged(self, spans: Sequence[Span], text: str, warnings: tuple[str, ...], fitness: Fitness) -> Result:
        explicit = explicit_probability(spans)
        return Result(
            label="ai-disclosed" if discloses(spans, text) else "unsure",
            probability=shift(explicit, self.prior) if explicit else None,
            style_probability=None,
            human_exceedance=None,
            machine_shortfall=None,
            human_texts=None,
            ai_fraction=None,
            spans=tuple(spans),
            marks=(),
            windows=(),
            reasons=(),
            warnings=warnings,
            language=fitness.language,
            words=fitness.words,
            model=self.model.stamp,
            max_fpr=self.max_fpr,
            prior=self.prior,
            threshold=None,
        )

    def _judged(
        self, spans: Sequence[Span], text: str, warnings: tuple[str, ...], fitness: Fitness, view: View
    ) -> Result:
        scale = self.model.scale
        pieces = cut(view.text)
        style = self._style(pieces, fitness.words)
        even = sigmoid(scale.logit(style.score, style.band))
        windows = self._windows(pieces, view)
        fraction = self._fraction(windows) if fitness.words >= MIN_FRACTION_WORDS else None
        label = self._label(style, windows, fraction)
        return Result(
            label="ai-disclosed" if discloses(spans, text) else label,
            probability=shift(1 - (1 - explicit_probability(spans)) * (1 - even), self.prior),
            style_probability=shift(even, self.prior),
            human_exceedance=scale.human_exceedance(style.score, style.band),
            machine_shortfall=scale.machine_shortfall(style.score, style.band),
            human_texts=int(scale.human_texts[style.band]),
            ai_fraction=fraction,
            spans=tuple(spans),
            marks=(),
            windows=tuple(window.shown for window in windows),
            reasons=self._reasons(pieces, style, fitness.words, view),
            warnings=warnings,
            language=fitness.language,
            words=fitness.words,
            model=self.model.stamp,
            max_fpr=self.max_fpr,
            prior=self.prior,
            threshold=shift(sigmoid(scale.logit(scale.threshold(self.max_fpr, style.band), style.band)), self.prior),
        )
