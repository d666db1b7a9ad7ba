"""A model ready to score: one text in, one Result out."""

from __future__ import annotations

from functools import cache
from itertools import starmap
from math import exp
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.disclosure import Patterns, discloses, find_spans_many, load_patterns
from ailabel.document import Document
from ailabel.errors import UsageError
from ailabel.features import cut_all
from ailabel.marks import Found, find_marks
from ailabel.marks.agree import WORTH, agree, declares, is_whole
from ailabel.model import Model
from ailabel.model import load as load_model
from ailabel.processes import grouped, in_processes
from ailabel.prose import judge, prose
from ailabel.reasons import Reasons
from ailabel.result import Result, Window
from ailabel.scale import FAR
from ailabel.seen import see
from ailabel.style import read_styles
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.prose import Fitness
    from ailabel.result import Label, Reason, Span, Strength
    from ailabel.seen import Seen
    from ailabel.style import Part, Style
    from ailabel.view import View

    Given = tuple[str, Found | None]

MIN_FRACTION_WORDS = 300  # words of a text under which a share of it means nothing (DESIGN.md)
MAX_SHORTFALL = 0.05  # of machine texts may score as low as one that is called human (DESIGN.md)
# Of machine texts so many would have some part that reads so human, if their parts told nothing of one
# another; of those that read as made by a machine as a whole, 5 % have (training/mixed.json).
MIXED_SHORTFALL = 0.3
BATCH = 1 << 18  # characters, about, of texts that are read at once: patterns gain by some sixty texts
LEAST = 1 << 8  # characters that a text counts for: without any, it takes its memory all the same
AT_ONCE = 1 << 16  # characters, about, of prose that is seen at once: with more, arrays outgrow the caches
CALLED = frozenset({"ai-likely", "mixed"})  # the verdicts by style that accuse somebody
# P(machine) by explicit evidence alone, at even odds: a publisher may be wrong about its own text.
EXPLICIT = {"full": 0.99, "partial": 0.5}


class Detector:
    """Scores texts with one model (the shipped one, or that of a folder) at one operating point.

    `max_fpr` is the share of human texts that may be called `ai-likely`; `prior` the share of machine-made
    texts among those scored. `patterns` is a file of more patterns, beside those shipped, or what
    `load_patterns` made of one. Without `reasons`, results have none, in some four fifths of the time. Model,
    `max_fpr` and `prior` stay as they are. Keeps nothing of a text but the regexes that it called for; can be
    pickled.

    Raises:
        UsageError: a setting lies outside its range.
        PatternError: the file of patterns cannot be read, or one of them breaks a law.
        ModelError: the model folder is missing, damaged, foreign, or made for another release.
    """

    def __init__(
        self,
        model: Model | Path | str | None = None,
        *,
        max_fpr: float = 0.01,
        prior: float = 0.5,
        patterns: Patterns | Path | str | None = None,
        reasons: bool = True,
    ) -> None:
        self._model = _model(model)
        self._max_fpr = _checked_fpr(max_fpr, self._model)
        self._prior = _checked_share(prior, "prior", "texts")
        self.patterns = _patterns(patterns)
        self.reasons = reasons
        self._thresholds: dict[tuple[float, int], float] = {}

    @property
    def model(self) -> Model:
        return self._model

    @property
    def max_fpr(self) -> float:
        return self._max_fpr

    @property
    def prior(self) -> float:
        return self._prior

    def score(self, text: str, labels: Found | None = None) -> Result:
        """The answer for one text; raises on no string.

        `labels` are those of the file that the text was taken from; unless given, those that stand in the
        text itself.

        Raises: UsageError where `text` is no string, or `labels` are none.
        """
        return self._answers([(_checked_text(text), _checked_labels(labels))])[0][0]

    def score_many(
        self, texts: Iterable[str], *, jobs: int = 1, batch: int | None = None
    ) -> Iterator[Result]:
        """The answers for many texts, in their order: the same as one by one, in a fraction of the time.

        `jobs` processes share the work, or as many as there are processors if those are fewer. Some BATCH
        characters are read before the first answer comes, or `batch` texts if those are fewer, as where texts
        arrive one by one; for each of several processes up to `processes.AHEAD` times as many, and an answer
        then waits for a later text to arrive. Memory does not grow with the number of texts.

        Raises:
            UsageError: `jobs` or `batch` is no number from 1 on, `texts` is one text or yields none, or
                something among `texts` is no string; what stands before that is answered first, as it is
                before whatever else `texts` raise.
            ProcessError: a process was killed, or could not start, as none can from a daemonic one.
        """
        return self.score_labelled(_unlabelled(texts), jobs=jobs, batch=batch)

    def score_labelled(
        self, texts: Iterable[Given], *, jobs: int = 1, batch: int | None = None
    ) -> Iterator[Result]:
        """As `score_many`, of pairs of what `score` takes: a text, and the labels of its file or None."""
        _check_number(jobs, "jobs", "processes")
        if batch is not None:
            _check_number(batch, "batch", "texts")
        batches = _batches(_pairs(texts), batch)
        return _flat(map(self._results, batches) if jobs == 1 else in_processes(self._results, batches, jobs))

    def score_with_style(self, texts: Iterable[str]) -> Iterator[tuple[Result, float | None]]:
        """As `score_many`, beside each answer the style score of its text; None where style cannot be judged.

        A style score is minus the logit of its human exceedance, and texts of any length compare: 0 is what
        half of all people reach, 4.6 what one in a hundred does.
        """
        for batch in _batches(_unlabelled(texts)):
            yield from self._answers(batch)

    def style_scores(self, texts: Iterable[str]) -> Iterator[float | None]:
        """Each text's style score, as `score_with_style` gives it, without the rest of the answer."""
        for batch in _batches(_unlabelled(texts)):
            readings = self._read(batch)
            units = (own for group in self._styled(readings) for own in self._units(group))
            yield from (None if reading.unfit else next(units) for reading in readings)

    def _units(self, group: Styled) -> Iterator[float | None]:
        for style, known in zip(group.styles, group.seen.known.tolist(), strict=True):
            yield None if self._far(known, style.band) else style.units

    def _results(self, batch: Sequence[Given]) -> list[Result]:
        return [result for result, _ in self._answers(batch)]

    def _answers(self, batch: Sequence[Given]) -> list[tuple[Result, float | None]]:
        readings = self._read(batch)
        judgements = self._judgements(readings)
        judged = [Judgement() if reading.unfit else next(judgements) for reading in readings]
        return [
            (self._result(reading, own), None if own.style is None else own.style.units)
            for reading, own in zip(readings, judged, strict=True)
        ]

    def _read(self, batch: Sequence[Given]) -> list[Reading]:
        documents = [Document.cut(text) for text, _ in batch]
        evidence = find_evidence(documents, self.patterns, [labels for _, labels in batch])
        return list(starmap(self._reading, zip(documents, evidence, strict=True)))

    def _reading(self, document: Document, evidence: tuple[tuple[Span, ...], Found]) -> Reading:
        spans, labels = evidence
        view = prose(document, [(span.start, span.end) for span in spans])
        fitness = judge(document, view)
        return Reading(document, spans, labels, view, fitness, _unfit(fitness, self.model.min_words))

    def _judgements(self, readings: Sequence[Reading]) -> Iterator[Judgement]:
        """What style says of those texts that it can be judged on."""
        for group in self._styled(readings):
            reasons = Reasons(self.model, group.seen, group.styles) if self.reasons else None
            for text, (reading, style, own) in enumerate(
                zip(group.readings, group.styles, group.parts, strict=True)
            ):
                if far := self._far(float(group.seen.known[text]), style.band):
                    yield Judgement(unfit=far)
                    continue
                places = Places(reading.view)
                label = self._label(style, own)
                yield Judgement(
                    label,
                    sigmoid(style.even),
                    style,
                    self._fraction(label, own) if reading.fitness.words >= MIN_FRACTION_WORDS else None,
                    tuple(self._window(part, places) for part in own),
                    reasons.read(text, places.locate) if reasons else (),
                )

    def _styled(self, readings: Iterable[Reading]) -> Iterator[Styled]:
        """How those texts read whose style can be judged, some AT_ONCE characters of them at a time."""
        fit = (reading for reading in readings if not reading.unfit)
        for group in grouped(fit, AT_ONCE, lambda reading: len(reading.view.text)):
            seen = see(self.model.weights, cut_all([reading.view.text for reading in group]))
            words = [reading.fitness.words for reading in group]
            yield Styled(group, seen, *read_styles(self.model, seen, words))

    def _far(self, known: float, band: int) -> str | None:
        """The warning that a text is far from what the model learnt, of whose words it knows that share."""
        least = float(self.model.scale.least_known[band])
        if known >= least:
            return None
        others = f"of all but one in {1 / FAR:.0f} human texts, {100 * least:.1f} % or more"
        shares = f"{100 * known:.1f} % of its distinct content words are known; {others}"
        return f"far from training: {shares}"

    def _label(self, style: Style, parts: Sequence[Part]) -> Label:
        """The verdict by style. One of many parts must be so much the rarer to speak against the whole."""
        number = max(1, len(parts))
        is_high = self._is_high(style, self.max_fpr)
        max_shortfall = MIXED_SHORTFALL / number if is_high else MAX_SHORTFALL
        some_human = any(part.style.shortfall <= max_shortfall for part in parts)
        if some_human and any(self._is_high(part.style, self.max_fpr / number) for part in parts):
            return "mixed"
        if is_high:
            return "ai-likely"
        return "human-likely" if style.shortfall <= MAX_SHORTFALL else "unsure"

    def _is_high(self, style: Style, max_fpr: float) -> bool:
        return style.score >= self._threshold(max_fpr, style.band)

    def _threshold(self, max_fpr: float, band: int) -> float:
        """The score that so many people reach; kept, for many texts ask for the same."""
        if (max_fpr, band) not in self._thresholds:
            self._thresholds[max_fpr, band] = self.model.scale.threshold(max_fpr, band)
        return self._thresholds[max_fpr, band]

    def _fraction(self, label: Label, parts: Sequence[Part]) -> float:
        """Share of words in parts that read as if made by a machine.

        In a text that is called so: more so than not; in any other: above the operating point.
        """
        high = sum(part.words for part in parts if self._reads_so(part.style, is_called=label in CALLED))
        return high / max(1, sum(part.words for part in parts))

    def _reads_so(self, style: Style, *, is_called: bool) -> bool:
        return style.even > 0 if is_called else self._is_high(style, self.max_fpr)

    def _window(self, part: Part, places: Places) -> Window:
        return Window(*places.locate(part.start, part.end), at_prior(sigmoid(part.style.even), self.prior))

    def _result(self, reading: Reading, judged: Judgement) -> Result:
        style, even = judged.style, judged.even
        disclosed = discloses(reading.spans) or declares(reading.labels.marks)
        explicit = max((EXPLICIT.get(worth, 0.0) for worth in _worths(reading)), default=0.0)
        known = even is not None or explicit > 0
        return Result(
            label="ai-disclosed" if disclosed else judged.label,
            probability=at_prior(either(explicit, even or 0.0), self.prior) if known else None,
            style_probability=None if even is None else at_prior(even, self.prior),
            human_exceedance=None if style is None else style.exceedance,
            machine_shortfall=None if style is None else style.shortfall,
            human_texts=None if style is None else int(self.model.scale.human_texts[style.band]),
            dialect=None if style is None else self.model.experts[style.expert],
            ai_fraction=judged.fraction,
            spans=reading.spans,
            marks=reading.labels.marks,
            windows=judged.windows,
            reasons=judged.reasons,
            warnings=_warnings(reading, judged),
            language=reading.fitness.language,
            words=reading.fitness.words,
            model=self.model.stamp,
            max_fpr=self.max_fpr,
            prior=self.prior,
            threshold=None if style is None else self._threshold_shown(style.band),
        )

    def _threshold_shown(self, band: int) -> float:
        """The style probability at which a text of this length is called."""
        score = self._threshold(self.max_fpr, band)
        return at_prior(sigmoid(float(self.model.scale.logit(score, band))), self.prior)


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
class Styled:
    """Texts that were seen at once, and how each of them and of its parts reads."""

    readings: Sequence[Reading]
    seen: Seen
    styles: Sequence[Style]
    parts: Sequence[tuple[Part, ...]]


@value
class Judgement:
    """What style says; `even` is P(machine) at even odds. Without arguments: nothing.

    `unfit` is the warning that says why a text was seen and cannot be judged all the same.
    """

    label: Label = "unsure"
    even: float | None = None
    style: Style | None = None
    fraction: float | None = None
    windows: tuple[Window, ...] = ()
    reasons: tuple[Reason, ...] = ()
    unfit: str | None = None


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


def find_evidence(
    documents: Sequence[Document], patterns: Patterns, given: Sequence[Found | None]
) -> list[tuple[tuple[Span, ...], Found]]:
    """What texts say of themselves: spans, and their labels, or those given, of the files they are from."""
    found = []
    for document, spans, own in zip(documents, find_spans_many(documents, patterns), given, strict=True):
        labels = find_marks(document) if own is None else own
        in_text = labels.marks if own is None else ()
        found.append((agree(document.text, spans, in_text), labels))
    return found


def _flat(answers: Iterable[list[Result]]) -> Iterator[Result]:
    """One by one; what is closed early lets go of its processes."""
    for batch in answers:
        yield from batch


def _unlabelled(texts: Iterable[str]) -> Iterator[Given]:
    if isinstance(texts, (str, bytes)) or not hasattr(texts, "__iter__"):
        raise UsageError(
            f"texts is a {type(texts).__name__}; it is a list of texts, or what else yields them; "
            "score takes a single one"
        )
    return ((text, None) for text in texts)


def _pairs(given: Any) -> Iterator[Given]:  # noqa: ANN401  it is looked at here
    if isinstance(given, (str, bytes)) or not hasattr(given, "__iter__"):
        raise UsageError(f"texts is a {type(given).__name__}; it is a list of pairs, or what yields them")
    return map(_checked_pair, given)


def _checked_pair(pair: Any) -> Given:  # noqa: ANN401  it is looked at here
    match pair:
        case (text, labels):
            return text, _checked_labels(labels)
    raise UsageError("a pair is a text and the labels of its file, which read_marks gives, or None")


def _checked_labels(labels: object) -> Found | None:
    if labels is None or isinstance(labels, Found):
        return labels
    raise UsageError(
        f"labels is a {type(labels).__name__}; it is what ailabel.marks.read_marks gives of a file, or None"
    )


def _batches(texts: Iterable[Given], most: int | None = None) -> Iterator[list[Given]]:
    """Some BATCH characters of texts at a time, each counted as LEAST at least; of texts, `most`."""
    checked = ((_checked_text(text, place), labels) for place, (text, labels) in enumerate(texts))
    least = LEAST if most is None else max(LEAST, -(-BATCH // most))
    return grouped(checked, BATCH, lambda given: max(len(given[0]), least))


def _check_number(number: object, name: str, what: str) -> None:
    if not isinstance(number, int) or number < 1:
        raise UsageError(f"{name} is {number!r}; it is a number of {what}, at least 1")


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
    jobs: int = 1,
) -> Iterator[Result]:
    """One Result a text, in order, by so many processes; memory does not grow with the number of texts.

    Raises:
        UsageError: a setting is out of range, or something among `texts` is no string.
        ModelError: the model folder does not fit.
        ProcessError: a process was killed, or could not start.
    """
    return _detector(model, max_fpr, prior).score_many(texts, jobs=jobs)


def _detector(model: Model | Path | str | None, max_fpr: float, prior: float) -> Detector:
    return Detector(model, max_fpr=max_fpr, prior=prior, patterns=shipped_patterns())


def load(path: str | Path, *, max_fpr: float = 0.01, prior: float = 0.5) -> Detector:
    """A detector from a model folder, as `ailabel train` writes it; every digest is checked first.

    Raises:
        ModelError: the folder is missing, damaged, foreign, or made for another release.
        UsageError: `path` is no path, or a setting is out of range.
    """
    if not isinstance(path, (str, PathLike)):
        raise UsageError(f"path is a {type(path).__name__}; it is a model folder; Detector() takes none")
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


def _patterns(patterns: Patterns | Path | str | None) -> Patterns:
    if patterns is None or isinstance(patterns, (str, Path)):
        return load_patterns(patterns)
    if not isinstance(patterns, Patterns):
        raise UsageError(
            f"patterns is a {type(patterns).__name__}; it is a TOML file, or what was loaded from one"
        )
    return patterns


def _unfit(fitness: Fitness, min_words: int) -> str | None:
    if fitness.words < min_words:
        return "short"
    return f"{fitness.reason}: {fitness.detail}" if fitness.reason and fitness.detail else fitness.reason


def _warnings(reading: Reading, judged: Judgement) -> tuple[str, ...]:
    labels = (f"label: {warning}" for warning in reading.labels.warnings)
    return (*reading.document.warnings, *labels, *filter(None, (reading.unfit, judged.unfit)))


def _worths(reading: Reading) -> Iterator[Strength]:
    """How much each piece of explicit evidence about the text proves."""
    for span in reading.spans:
        if span.polarity == "affirmed" and span.scope == "text":
            yield span.strength
    for mark in reading.labels.marks:
        if is_whole(mark):
            yield WORTH[mark.claim]


def _checked_text(text: object, place: int | None = None) -> str:
    if not isinstance(text, str):
        which = "this" if place is None else f"text {place} (counted from 0)"
        raise UsageError(f"a text is a str, and {which} is {type(text).__name__}; {_instead_of(text)}")
    return text


def _instead_of(text: object) -> str:
    """What to give in the place of what is no text."""
    if isinstance(text, (bytes, bytearray, memoryview)):
        return "decode it first"
    if hasattr(text, "as_py"):  # a scalar of Arrow
        return "its as_py(), or the to_pylist() of its column, gives one"
    return "where a text is missing, leave it out, or give ''"


def _checked_share(share: object, name: str, of: str) -> float:
    if not isinstance(share, (int, float, np.floating)) or not 0 < share < 1:
        raise UsageError(f"{name} is {share!r}; it is a share of {of}, a number between 0 and 1")
    return float(share)


def _checked_fpr(max_fpr: float, model: Model) -> float:
    max_fpr = _checked_share(max_fpr, "max_fpr", "human texts")
    finest = model.scale.finest_of_all()
    if max_fpr < finest:
        raise UsageError(
            f"max_fpr is {max_fpr}; so few human texts stand behind this model that they show no rate below "
            f"{_rounded_up(finest):.2g}; allow that, or train on more of them"
        )
    return max_fpr


def _rounded_up(share: float) -> float:
    """To two digits, so that what is advised is allowed."""
    from decimal import ROUND_CEILING, Context

    return float(Context(prec=2, rounding=ROUND_CEILING).create_decimal_from_float(share))


def sigmoid(logit: float) -> float:
    """The probability of a logit."""
    return 1 / (1 + exp(-logit))


def either(one: float, other: float) -> float:
    """Chance of one or the other, when neither tells anything of the other."""
    return 1 - (1 - one) * (1 - other) if one and other else max(one, other)


def at_prior(even: float, prior: float) -> float:
    """What a probability at even odds is where a share `prior` of texts is made by machines."""
    return even * prior / (even * prior + (1 - even) * (1 - prior))
