"""What a caller gets: frozen values that say what was found, where, and how sure that is."""

from __future__ import annotations

from typing import Any, Literal

from ailabel.value import value

Label = Literal["ai-disclosed", "ai-likely", "mixed", "human-likely", "unsure"]
Strength = Literal["full", "partial", "weak", "none"]
Polarity = Literal["affirmed", "denied", "hypothetical", "policy", "quoted"]
Scope = Literal["text", "summary", "translation", "title", "image", "voice", "video", "code", "data", "other"]
Claim = Literal["human", "assisted", "generated", "autonomous", "mixed", "possible", "unknown"]

CLAIMS: tuple[Claim, ...] = ("human", "assisted", "generated", "autonomous", "mixed", "possible", "unknown")
LABELS: tuple[Label, ...] = ("ai-disclosed", "ai-likely", "mixed", "human-likely", "unsure")


@value
class Span:
    """Explicit evidence; `text[start:end] == span.text` in the caller's own string (code points)."""

    start: int
    end: int
    text: str
    family: str
    strength: Strength
    scope: Scope
    polarity: Polarity
    reviewed: bool
    hedged: bool
    tool: str | None
    language: str
    pattern: str


@value
class Mark:
    """A machine-readable label: a claim by whoever wrote the file.

    It stands at `text[start:end]` of the caller's own string; in the properties of a file it has no place.
    `covers` is the range that it speaks about; None: all of it.
    """

    claim: Claim
    carrier: str
    scope: Scope
    verified: bool = False
    reviewed: bool = False
    tool: str | None = None
    start: int | None = None
    end: int | None = None
    covers: tuple[int, int] | None = None


@value
class Window:
    """A run of at least 100 words at sentence borders, and how it reads on its own."""

    start: int
    end: int
    probability: float


@value
class Habit:
    """What a measure of the text is, and between what it lies in four of five texts of this length.

    `unit` is what all numbers are in; `usual_human` is of human texts, `usual_machine` of machine texts of
    the dialect that fits best.
    """

    value: float
    unit: str
    usual_human: tuple[float, float]
    usual_machine: tuple[float, float]


@value
class Reason:
    """One row of the style logit; `spans` are (start, end) in the caller's string, `habit` is a measure's."""

    name: str
    contribution: float
    spans: tuple[tuple[int, int], ...] = ()
    habit: Habit | None = None


@value
class ModelStamp:
    """Which model answered, so that the same answer can be had tomorrow."""

    name: str
    version: str
    digest: str


@value
class Result:
    """The answer for one text.

    `probability` is P(made by a model | all evidence) at `prior`; `style_probability` the same with
    explicit evidence masked. `human_exceedance` is the share of human calibration texts of this
    length whose style score is at least this high (`human_texts` of them stand behind it; where
    those are 0, they were too few, and it is the share of shorter ones),
    `machine_shortfall` the share of machine calibration texts whose score is at most this low.
    Where style cannot be judged these are None and `warnings` says why. `threshold` is the
    `style_probability` at which `max_fpr` is met for this length. `dialect` is the kind of machine text
    that it reads most like, however little that may be: the expert whose logit the reasons add up to.
    """

    label: Label
    probability: float | None
    style_probability: float | None
    human_exceedance: float | None
    machine_shortfall: float | None
    human_texts: int | None
    dialect: str | None
    ai_fraction: float | None
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    windows: tuple[Window, ...]
    reasons: tuple[Reason, ...]
    warnings: tuple[str, ...]
    language: str | None
    words: int
    model: ModelStamp
    max_fpr: float
    prior: float
    threshold: float | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON contract: only dicts, lists, strings, numbers, booleans and None."""
        plain: dict[str, Any] = _plain(self)
        return plain


def _plain(held: Any) -> Any:  # noqa: ANN401  the shape of JSON is open
    if isinstance(held, tuple):
        return [_plain(item) for item in held]
    if names := getattr(held, "__match_args__", None):
        return {name: _plain(getattr(held, name)) for name in names}
    return held
