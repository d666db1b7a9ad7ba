"""What a detector does with labelled texts: verdicts, rates by source and by length, calibration."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial
from itertools import tee
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ailabel.detector import CALLED, at_prior
from ailabel.errors import TrainingError, UsageError
from ailabel.evaluate import exact, rate, rounded, separation_if_any
from ailabel.labelled import LABELS as KINDS
from ailabel.labelled import SHOWN
from ailabel.result import LABELS
from ailabel.scale import BANDS, band_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ailabel.detector import Detector
    from ailabel.labelled import LabelledText
    from ailabel.result import Label

    Key = Callable[["Verdict"], str]

MACHINE = CALLED | {"ai-disclosed"}  # the verdicts that call a text machine-made, by style or by what it says
BINS = 10  # of the probability, each as wide
NONE = "(none)"  # the value of a field that a text does not have
MAX_NAMED = 20  # fields that an error names
RECORDS = "JSON Lines, CSV or Parquet"
TOLD = {
    "source": "texts are told apart by source anyway",
    "words": "texts are told apart by length anyway",
    "label": "texts are told apart by label anyway",
}
"""Fields that no breakdown is for, and why."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A labelled text and what was said of it; `style` and `probability` where style was judged."""

    kind: str
    source: str
    label: Label
    words: int
    style: float | None
    probability: float | None
    fields: Mapping[str, str] = field(default_factory=dict)


def verdicts(detector: Detector, texts: Iterable[LabelledText]) -> Iterator[Verdict]:
    """One a text, in order, as they come."""
    here, there = tee(texts)
    for text, (result, style) in zip(here, detector.score_with_style(own.text for own in there), strict=True):
        likely = result.style_probability
        yield Verdict(text.label, text.source, result.label, result.words, style, likely, text.fields)


def check_names(by: Sequence[str]) -> None:
    """Nothing, where each of these may be a field to go by, whatever the texts are.

    Raises: UsageError.
    """
    for name in by:
        if name in TOLD:
            raise UsageError(f"--by {name}: {TOLD[name]}; name another field")


def check_fields(texts: Sequence[LabelledText], by: Sequence[str]) -> None:
    """Nothing, where some text has something in each of these fields, or there is no text.

    Raises: UsageError, which names the fields that there are.
    """
    there = dict.fromkeys(name for text in texts for name in text.fields if name not in TOLD)
    for name in by:
        if texts and not there:
            raise UsageError(f"--by {name}: no text has a field to go by; records in {RECORDS} may have")
        if texts and name not in there:
            names = ", ".join(repr(field[:SHOWN]) for field in list(there)[:MAX_NAMED])
            raise UsageError(
                f"--by {name}: no record has a text, number, truth or date in such a field; there is: {names}"
            )


def report_of(detector: Detector, found: Sequence[Verdict], by: Sequence[str] = ()) -> dict[str, Any]:
    """What the verdicts amount to, as JSON holds it; also by these fields of records.

    `verdicts`: how many texts of a kind got each label. `judged`: the share whose style was judged.
    `called_ai`: of the texts of a kind, the share called one of MACHINE with its 95 % interval (Wilson), for
    `all`, `by_source` and `by_words` (the least of a band of length). What was not judged and does not say
    it counts as not called, save in `by_words`, which knows judged texts only. `separation`: AUROC and TPR
    at 1 % FPR of the style scores of judged texts, for `all`, `by_words`, and `by_source` of machine texts
    against all human ones; None where one kind is missing. `calibration`: how far `style_probability` at
    even odds is from the share of machine texts, both kinds weighing the same: the expected calibration error
    over BINS bins, and of each bin the mean `probability`, that `share` and its `weight`.

    For each field of `by`, `called_ai` and `separation` have `by_FIELD`, by its values, as they have
    `by_source`; texts without it are NONE.

    Raises:
        TrainingError: there is no text.
    """
    if not found:
        raise TrainingError("there is no text to evaluate")
    stamp = detector.model.stamp
    keys: dict[str, Key] = {"by_source": _source, **{f"by_{name}": partial(_value, name) for name in by}}
    return {
        "model": {"name": stamp.name, "version": stamp.version, "digest": stamp.digest},
        "max_fpr": detector.max_fpr,
        "texts": dict(Counter(row.kind for row in found)),
        "verdicts": {kind: _labels(rows) for kind, rows in _by_kind(found)},
        "judged": {kind: _share(row.style is not None for row in rows) for kind, rows in _by_kind(found)},
        "called_ai": {kind: _called(rows, keys) for kind, rows in _by_kind(found)},
        "separation": {
            "all": _separation(found),
            "by_words": {str(BANDS[band]): _separation(rows) for band, rows in _by_band(found)},
            **{name: _against_people(found, key) for name, key in keys.items()},
        },
        "calibration": _calibration(found, detector.prior),
    }


def _by_kind(found: Sequence[Verdict]) -> Iterator[tuple[str, list[Verdict]]]:
    """Of kinds that there are texts of."""
    for kind in KINDS:
        if rows := [row for row in found if row.kind == kind]:
            yield kind, rows


def _by_band(found: Sequence[Verdict]) -> Iterator[tuple[int, list[Verdict]]]:
    """Judged texts by length, of bands that hold any."""
    for band in range(len(BANDS)):
        if rows := [row for row in found if row.style is not None and band_of(row.words) == band]:
            yield band, rows


def _against_people(found: Sequence[Verdict], key: Key) -> dict[str, Any]:
    """`_separation` of the machine texts of each group from all human ones."""
    people, machines = ([row for row in found if row.kind == kind] for kind in KINDS)
    return {group: _separation([*people, *rows]) for group, rows in grouped(machines, key).items()}


def grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Rows by what `key` says of them, in the order of these names."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {name: found[name] for name in sorted(found, key=by_number)}


def by_number(name: str) -> list[str | tuple[int, str]]:
    """To sort names so that their numbers, of any length, rise.

    >>> sorted(["100-199", "50-99"], key=by_number)
    ['50-99', '100-199']
    """
    digits = ((part.lstrip("0"), part) for part in re.split(r"(\d+)", name))
    return [(len(number), number) if part.isdecimal() else part for number, part in digits]


def _labels(rows: Sequence[Verdict]) -> dict[str, int]:
    counts = Counter(row.label for row in rows)
    return {label: counts[label] for label in LABELS}


def _share(values: Iterable[bool]) -> float:
    return exact(np.mean(list(values)))


def _called(rows: Sequence[Verdict], keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "all": _rate(rows),
        "by_words": {str(BANDS[band]): _rate(own) for band, own in _by_band(rows)},
        **{
            name: {group: _rate(own) for group, own in grouped(rows, key).items()}
            for name, key in keys.items()
        },
    }


def _rate(rows: Sequence[Verdict]) -> dict[str, Any]:
    return rate(sum(row.label in MACHINE for row in rows) / len(rows), len(rows))


def _source(row: Verdict) -> str:
    return row.source


def _value(name: str, row: Verdict) -> str:
    return row.fields.get(name, NONE)


def _separation(rows: Sequence[Verdict]) -> dict[str, Any] | None:
    humans, machines = (
        np.array([row.style for row in rows if row.kind == kind and row.style is not None]) for kind in KINDS
    )
    return separation_if_any(humans, machines)


def _calibration(found: Sequence[Verdict], prior: float) -> dict[str, Any] | None:
    judged = [row for row in found if row.probability is not None]
    is_ai = np.array([row.kind == "ai" for row in judged], float)
    if not 0 < is_ai.sum() < len(judged):
        return None
    even = np.array([at_prior(row.probability or 0.0, 1 - prior) for row in judged])
    return calibration(even, is_ai, np.where(is_ai, 0.5 / is_ai.sum(), 0.5 / (1 - is_ai).sum()))


def calibration(
    even: NDArray[np.float64], is_ai: NDArray[np.float64], weights: NDArray[np.float64]
) -> dict[str, Any]:
    """How far probabilities are from the weighted share of machine texts, as `report_of` tells it."""
    place = np.minimum((even * BINS).astype(int), BINS - 1)
    bins = [
        _bin(even[own], is_ai[own], weights[own]) for own in (place == at for at in range(BINS)) if own.any()
    ]
    error = sum(row["weight"] * abs(row["probability"] - row["share"]) for row in bins)
    return {"expected_error": rounded(error), "bins": bins}


def _bin(
    even: NDArray[np.float64], is_ai: NDArray[np.float64], weights: NDArray[np.float64]
) -> dict[str, float]:
    return {
        "probability": rounded(np.average(even, weights=weights)),
        "share": rounded(np.average(is_ai, weights=weights)),
        "weight": rounded(weights.sum()),
    }
