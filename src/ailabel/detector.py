"""A model ready to score: one text in, one Result out."""

from __future__ import annotations

from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ailabel.disclosure import discloses, find_spans, load_patterns
from ailabel.document import Document
from ailabel.errors import UsageError
from ailabel.features import cut
from ailabel.marks import find_marks
from ailabel.marks.agree import WORTH, agree, declares, is_whole
from ailabel.model import Model
from ailabel.model import load as load_model
from ailabel.prose import judge, prose
from ailabel.reasons import read_reasons
from ailabel.result import Reason, Result, Window
from ailabel.style import read_parts, read_style
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.disclosure import Patterns
    from ailabel.document import View
    from ailabel.marks import Found
    from ailabel.prose import Fitness
    from ailabel.result import Label, Span, Strength
    from ailabel.style import Part, Style

MIN_FRACTION_WORDS = 300  # words of a text under which a share of it means nothing (DESIGN.md)
MAX_SHORTFALL = 0.05  # of machine texts may score as low as one that is called human (DESIGN.md)
# Of machine texts so many would have some part that reads so human, if their parts told nothing of one
# another; of those that read as made by a machine as a whole, 5 % have (training/mixed.json).
MIXED_SHORTFALL = 0.3
CALLED = frozenset({"ai-likely", "mixed"})  # the verdicts by style that accuse somebody
# P(machine) by explicit evidence alone, at even odds: a publisher may be wrong about its own text.
EXPLICIT = {"full": 0.99, "partial": 0.5}


class Detector:
    """Scores texts with one model (the shipped one, or that of a folder) at one operating point.

    `max_fpr` is the share of human texts that may be called `ai-likely`; `prior` the share of machine-made
    texts among those scored. Keeps nothing of a text but the regexes that it called for; can be pickled.

    Raises:
        UsageError: a setting lies outside its range.
        ModelError: the model folder is missing, damaged, foreign, or made for another release.
    """

    def __init__(
        self,
        model: Model | Path | str | None = None,
        *,
        max_fpr: float = 0.01,
        prior: float = 0.5,
        patterns: Patterns | None = None,
    ) -> None:
        self.model = _model(model)
        self.max_fpr = _checked_fpr(max_fpr, self.model)
        self.prior = _checked_prior(prior)
        self.patterns = load_patterns() if patterns is None else patterns

    def score(self, text: str, labels: Found | None = None) -> Result:
        """The answer for one text; raises on no string.

        `labels` are those of the file that the text was taken from; unless given, those that stand in the
        text itself.
        """
        return self._answer(self._read(text, labels))[0]

    def score_many(self, texts: Iterable[str]) -> Iterator[Result]:
        """The answers for many texts, in their order, as they come."""
        return map(self.score, texts)

    def score_with_style(self, text: str) -> tuple[Result, float | None]:
        """The answer for one text, and its style score; None where style cannot be judged.

        A style score is minus the logit of its human exceedance, and texts of any length compare: 0 is what
        half of all people reach, 4.6 what one in a hundred does.
        """
        return self._answer(self._read(text))

    def _answer(self, reading: Reading) -> tuple[Result, float | None]:
        judged = Judgement() if reading.unfit else self._judge(reading)
        disclosed = discloses(reading.spans) or declares(reading.labels.marks)
        label = "ai-disclosed" if disclosed else judged.label
        style = judged.style
        units = None if style is None else self.model.scale.human_units(style.score, style.band)
        return self._result(reading, label, judged), units

    def style_scores(self, texts: Iterable[str]) -> Iterator[float | None]:
        """Each text's style score, as `score_with_style` gives it, without the rest of the answer."""
        for reading in map(self._read, texts):
            if reading.unfit:
                yield None
                continue
            style = read_style(self.model, cut(reading.view.text), reading.fitness.words)
            yield self.model.scale.human_units(style.score, style.band)

    def _read(self, text: str, labels: Found | None = None) -> Reading:
        if not isinstance(text, str):
            raise UsageError(f"a text is a str, and this is {type(text).__name__}; decode bytes first")
        document = Document.cut(text)
        spans, labels = find_evidence(document, self.patterns, labels)
        view = prose(document, [(span.start, span.end) for span in spans])
        fitness = judge(document, view)
        return Reading(document, spans, labels, view, fitness, _unfit(fitness, self.model.min_words))

    def _judge(self, reading: Reading) -> Judgement:
        model, scale = self.model, self.model.scale
        words = reading.fitness.words
        pieces = cut(reading.view.text)
        style = read_style(model, pieces, words)
        parts = tuple(read_parts(model, pieces))
        places = Places(reading.view)
        label = self._label(style, parts)
        return Judgement(
            label,
            sigmoid(scale.logit(style.score, style.band)),
            style,
            self._fraction(label, parts) if words >= MIN_FRACTION_WORDS else None,
            tuple(self._window(part, places) for part in parts),
            tuple(places.reason(reason) for reason in read_reasons(model, pieces, style)),
        )

    def _label(self, style: Style, parts: Sequence[Part]) -> Label:
        """The verdict by style. One of many parts must be so much the rarer to speak against the whole."""
        number = max(1, len(parts))
        is_high = self._is_high(style, self.max_fpr)
        max_shortfall = MIXED_SHORTFALL / number if is_high else MAX_SHORTFALL
        some_human = any(self._is_low(part.style, max_shortfall) for part in parts)
        if some_human and any(self._is_high(part.style, self.max_fpr / number) for part in parts):
            return "mixed"
        if is_high:
            return "ai-likely"
        return "human-likely" if self._is_low(style, MAX_SHORTFALL) else "unsure"

    def _is_high(self, style: Style, max_fpr: float) -> bool:
        return style.score >= self.model.scale.threshold(max_fpr, style.band)

    def _is_low(self, style: Style, max_shortfall: float) -> bool:
        return self.model.scale.machine_shortfall(style.score, style.band) <= max_shortfall

    def _fraction(self, label: Label, parts: Sequence[Part]) -> float:
        """Share of words in parts that read as if made by a machine.

        In a text that is called so: more so than not; in any other: above the operating point.
        """
        high = sum(part.words for part in parts if self._reads_so(part.style, is_called=label in CALLED))
        return high / max(1, sum(part.words for part in parts))

    def _reads_so(self, style: Style, *, is_called: bool) -> bool:
        if is_called:
            return self.model.scale.logit(style.score, style.band) > 0
        return self._is_high(style, self.max_fpr)

    def _window(self, part: Part, places: Places) -> Window:
        even = sigmoid(self.model.scale.logit(part.style.score, part.style.band))
        return Window(*places.locate(part.start, part.end), at_prior(even, self.prior))

    def _result(self, reading: Reading, label: Label, judged: Judgement) -> Result:
        scale, style, even = self.model.scale, judged.style, judged.even
        explicit = max((EXPLICIT.get(worth, 0.0) for worth in _worths(reading)), default=0.0)
        known = even is not None or explicit > 0
        return Result(
            label=label,
            probability=at_prior(either(explicit, even or 0.0), self.prior) if known else None,
            style_probability=None if even is None else at_prior(even, self.prior),
            human_exceedance=None if style is None else scale.human_exceedance(style.score, style.band),
            machine_shortfall=None if style is None else scale.machine_shortfall(style.score, style.band),
            human_texts=None if style is None else int(scale.human_texts[style.band]),
            dialect=None if style is None else self.model.experts[style.expert],
            ai_fraction=judged.fraction,
            spans=reading.spans,
            marks=reading.labels.marks,
            windows=judged.windows,
            reasons=judged.reasons,
            warnings=_warnings(reading),
            language=reading.fitness.language,
            words=reading.fitness.words,
            model=self.model.stamp,
            max_fpr=self.max_fpr,
            prior=self.prior,
            threshold=None if style is None else self._threshold(style.band),
        )

    def _threshold(self, band: int) -> float:
        scale = self.model.scale
        return at_prior(sigmoid(scale.logit(scale.threshold(self.max_fpr, band), band)), self.prior)


@value
class Reading:
    """A text before its style is judged; `unfit` is the warning that says why it cannot be."""

    document: Document
    spans: tuple[Span, ...]
    labels: Found
    view: View
    fitness: Fitness
    unfit: str | None


@value
class Judgement:
    """What style says; `even` is P(machine) at even odds. Without arguments: nothing."""

    label: Label = "unsure"
    even: float | None = None
    style: Style | None = None
    fraction: float | None = None
    windows: tuple[Window, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Places:
    """From bytes of the prose to code points of the caller's string."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._chars: NDArray[np.intp] | None = None  # code points before each byte; None where all are ASCII
        if not view.text.isascii():
            data = np.frombuffer(view.text.encode("utf-8", "surrogatepass"), np.uint8)
            leads = data & 0xC0 != 0x80  # noqa: PLR2004  all but the bytes that follow on
            self._chars = np.concatenate(([0], np.cumsum(leads)))

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that bytes [start, end) of the prose were made of."""
        if self._chars is not None:
            start, end = int(self._chars[start]), int(self._chars[end])
        return self._view.locate(start, end)

    def reason(self, reason: Reason) -> Reason:
        """The same with its spans in the original."""
        spans = tuple(self.locate(*span) for span in reason.spans)
        return Reason(reason.name, reason.contribution, spans, reason.habit)


def find_evidence(
    document: Document, patterns: Patterns, labels: Found | None = None
) -> tuple[tuple[Span, ...], Found]:
    """What a text says of itself: spans, and its labels, or those given, of the file it was taken from."""
    spans = find_spans(document, patterns)
    if labels is not None:
        return agree(document.text, spans), labels
    labels = find_marks(document)
    return agree(document.text, spans, labels.marks), labels


def score(
    text: str, *, model: Model | Path | str | None = None, max_fpr: float = 0.01, prior: float = 0.5
) -> Result:
    """Say whether `text` was made by a language model, and show the evidence; `model` may be a folder.

    Raises:
        UsageError: `max_fpr` or `prior` is out of range.
        ModelError: the model folder does not fit.
    """
    return _detector(model, max_fpr, prior).score(text)


def score_many(
    texts: Iterable[str],
    *,
    model: Model | Path | str | None = None,
    max_fpr: float = 0.01,
    prior: float = 0.5,
) -> Iterator[Result]:
    """One Result a text, in order, as they come; memory does not grow with their number.

    Raises:
        UsageError: `max_fpr` or `prior` is out of range.
        ModelError: the model folder does not fit.
    """
    return _detector(model, max_fpr, prior).score_many(texts)


def _detector(model: Model | Path | str | None, max_fpr: float, prior: float) -> Detector:
    return Detector(model, max_fpr=max_fpr, prior=prior, patterns=shipped_patterns())


def load(path: str | Path, *, max_fpr: float = 0.01, prior: float = 0.5) -> Detector:
    """A detector from a model folder, as `ailabel train` writes it; every digest is checked first.

    Raises:
        ModelError: the folder is missing, damaged, foreign, or made for another release.
        UsageError: a setting is out of range.
    """
    return Detector(load_model(Path(path)), max_fpr=max_fpr, prior=prior)


@cache
def shipped_model() -> Model:
    """The default model, read once."""
    return load_model()


@cache
def shipped_patterns() -> Patterns:
    """The shipped patterns, read once."""
    return load_patterns()


def _model(model: Model | Path | str | None) -> Model:
    if model is None:
        return shipped_model()
    if isinstance(model, (str, Path)):
        return load_model(Path(model))
    if not isinstance(model, Model):
        raise UsageError(
            f"model is a {type(model).__name__}; it is a model folder, or what was loaded from one"
        )
    return model


def _unfit(fitness: Fitness, min_words: int) -> str | None:
    if fitness.words < min_words:
        return "short"
    return f"{fitness.reason}: {fitness.detail}" if fitness.reason and fitness.detail else fitness.reason


def _warnings(reading: Reading) -> tuple[str, ...]:
    labels = (f"label: {warning}" for warning in reading.labels.warnings)
    return (*reading.document.warnings, *labels, *([reading.unfit] if reading.unfit else []))


def _worths(reading: Reading) -> Iterator[Strength]:
    """How much each piece of explicit evidence about the text proves."""
    for span in reading.spans:
        if span.polarity == "affirmed" and span.scope == "text":
            yield span.strength
    for mark in reading.labels.marks:
        if is_whole(mark):
            yield WORTH[mark.claim]


def _checked_prior(prior: float) -> float:
    if not 0 < prior < 1:
        raise UsageError(f"prior is {prior}; it is a share of texts, between 0 and 1")
    return float(prior)


def _checked_fpr(max_fpr: float, model: Model) -> float:
    if not 0 < max_fpr < 1:
        raise UsageError(f"max_fpr is {max_fpr}; it is a share of human texts, between 0 and 1")
    finest = model.scale.finest_of_all()
    if max_fpr < finest:
        raise UsageError(
            f"max_fpr is {max_fpr}; so few human texts stand behind this model that they show no rate below "
            f"{finest:.2g}; allow that, or train on more of them"
        )
    return float(max_fpr)


def sigmoid(logit: float) -> float:
    """The probability of a logit."""
    return 1 / (1 + exp(-logit))


def either(one: float, other: float) -> float:
    """Chance of one or the other, when neither tells anything of the other."""
    return 1 - (1 - one) * (1 - other) if one and other else max(one, other)


def at_prior(even: float, prior: float) -> float:
    """What a probability at even odds is where a share `prior` of texts is made by machines."""
    return even * prior / (even * prior + (1 - even) * (1 - prior))
