"""How right verdicts are on sources left out, group by group: what report.json says under `breakdown`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.metrics import roc_curve

from ailabel.calibrate import TIE, source_weights
from ailabel.detector import CALLED
from ailabel.evaluate import FPR, auroc, rounded, wilson
from ailabel.labelled import LABELS
from ailabel.report import calibration, grouped
from ailabel.scale import BANDS, band_of
from training.corpus import PLAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from training.judged import Judged

    Key = Callable[[Judged], str]

FEW = 20  # texts; the rate of a smaller group has an interval wider than 35 points (Wilson, 95 %, at a half)
REST = f"groups of fewer than {FEW} texts"
UNKNOWN = "not stated"
OTHER_MAKERS = "other makers"
SEPARATION = ("auroc", "tpr_at_1_fpr")  # what `macro` tells of each source, and the mean of
LONG = 100  # words of a text that `macro` counts
PLAINLY = ("rewrite", "rephrase", "evade", "as-human")
"""Parts of the names of attacks that only ask a model to write otherwise."""
FPRS = tuple(rounded(10**exponent) for exponent in np.linspace(-3, 0, 31))  # where an ROC curve is told


def year_of(row: Judged) -> str:
    year = row.text.origin.year
    return UNKNOWN if year is None else str(year)


def decade_of(row: Judged) -> str:
    year = row.text.origin.year
    return UNKNOWN if year is None else f"{year // 10 * 10}s"


def words_of(row: Judged) -> str:
    """The band of length, as `50-99`; the last has no upper end."""
    names = [f"{least}-{after - 1}" for least, after in pairwise(BANDS)]
    return [*names, f"{BANDS[-1]}+"][band_of(row.verdict.words)]


def native_of(row: Judged) -> str:
    return {True: "native", False: "non-native", None: UNKNOWN}[row.text.origin.native]


def attack_of(row: Judged) -> str:
    return row.text.origin.attack or "none"


def is_attacked(row: Judged) -> str:
    return "attacked" if row.text.origin.attack else "not attacked"


def maker_of(row: Judged) -> str:
    """Whose model wrote a text, by the longest beginning in PLAN that its name has."""
    if row.text.origin.generator is None:
        return UNKNOWN
    name = row.text.origin.generator.lower()
    fitting = [
        (len(start), maker)
        for maker, starts in PLAN["makers"].items()
        for start in starts
        if name.startswith(start)
    ]
    return max(fitting, default=(0, OTHER_MAKERS))[1]


EITHER = {
    "source": lambda row: row.text.source,
    "genre": lambda row: row.text.origin.genre or UNKNOWN,
    "words": words_of,
}
KEYS: dict[str, dict[str, Key]] = {
    "people": {**EITHER, "decade": decade_of, "native": native_of},
    "machines": {
        **EITHER,
        "maker": maker_of,
        "generator": lambda row: row.text.origin.generator or UNKNOWN,
        "year": year_of,
        "attacked": is_attacked,
        "attack": attack_of,
    },
}


def breakdown(rows: Sequence[Judged]) -> dict[str, Any]:
    """Rows by each of KEYS alone, and how far their probabilities can be believed.

    `people` and `machines`: of each group the number of `texts`, the share `called` machine-made at
    `max_fpr` 0.01 with its 95 % interval (Wilson; pieces of a text count as one text), the share `given` a
    verdict other than unsure, and AUROC against all texts of the other kind (by words: of as many words).
    What style can't judge is neither called nor given a verdict. `all` tells the share `called` as the
    `mean_of_sources` too. `calibration`: expected error and bins by role, where each source weighs the same
    and both kinds half. `roc`: TPR at FPRS, weighed likewise. `macro`: see there.
    """
    humans, machines = ([row for row in rows if row.text.label == label] for label in LABELS)
    return {
        "people": told(humans, machines, KEYS["people"]),
        "machines": told(machines, humans, KEYS["machines"]),
        "calibration": {name: calibrated(own) for name, own in by_part(rows)},
        "roc": {"fpr": list(FPRS), **{name: curve_of(own) for name, own in by_part(rows)}},
        "macro": macro(humans, machines),
    }


def macro(humans: Sequence[Judged], machines: Sequence[Judged]) -> dict[str, Any] | None:
    """Each source of machine texts of LONG words or more against all people at one threshold, and the means.

    The threshold is what 1 % of people's texts of LONG words pass, every source of people weighing the same.
    Texts that a humaniser changed, or that another model paraphrased, are left out. What style can't judge is
    not called, and AUROC does not count it. Sources of fewer than FEW such texts are left out. None where it
    can judge nothing.
    """
    people = [row for row in humans if row.verdict.words >= LONG]
    counted = [row for row in machines if row.verdict.words >= LONG and is_plain(row)]
    plain = without_small(grouped(counted, EITHER["source"]))
    found = {source: scores_of(rows) for source, rows in plain.items() if source != REST}
    found = {source: scores for source, scores in found.items() if len(scores)}
    judged = np.array([row.verdict.style is not None for row in people], bool)
    if not found or not judged.any():
        return None
    weights = source_weights([row.text.source for row in people])[judged]
    scores = scores_of(people)
    threshold = passed_by(scores, weights, FPR)
    by_source = {
        source: {
            "texts": texts_in(plain[source]),
            "auroc": auroc(scores, own, weights),
            "tpr_at_1_fpr": rounded((own > threshold).sum() / len(plain[source])),
        }
        for source, own in found.items()
    }
    means = {name: rounded(np.mean([own[name] for own in by_source.values()])) for name in SEPARATION}
    return {"sources": len(by_source), **means, "by_source": by_source}


def is_plain(row: Judged) -> bool:
    """Whether a model wrote it as it was asked to, and nothing changed it afterwards."""
    attack = row.text.origin.attack
    return attack is None or any(part in attack for part in PLAINLY)


def passed_by(scores: NDArray[np.float64], weights: NDArray[np.float64], share: float) -> float:
    """The lowest of the scores that no more than a share of all texts lies above; these weigh `weights`."""
    order = np.argsort(-scores, kind="stable")
    place = int(np.searchsorted(np.cumsum(weights[order]), share + TIE, "right"))
    return float(scores[order][min(place, len(scores) - 1)])


def by_part(rows: Sequence[Judged]) -> Iterable[tuple[str, list[Judged]]]:
    """What left-out experts judged, and what nothing was ever learnt from."""
    yield "left_out", [row for row in rows if row.role != "dev"]
    yield "dev", [row for row in rows if row.role == "dev"]


def told(rows: Sequence[Judged], others: Sequence[Judged], keys: Mapping[str, Key]) -> dict[str, Any]:
    """All rows, and those of each group by each key."""
    everyone = scores_of(others)
    found: dict[str, Any] = {"all": figures(rows, everyone) | over_sources(rows)}
    for name, key in keys.items():
        rivals = grouped(others, key)
        found[f"by_{name}"] = {
            group: figures(own, scores_of(rivals.get(group, ())) if name == "words" else everyone)
            for group, own in without_small(grouped(rows, key)).items()
        }
    return found


def without_small(found: Mapping[str, list[Judged]]) -> dict[str, list[Judged]]:
    """Groups of fewer than FEW texts are one, and stand last."""
    small = [name for name in found if texts_in(found[name]) < FEW]
    rest = [row for name in small for row in found[name]]
    kept = {name: rows for name, rows in found.items() if name not in small}
    return kept | ({REST: rest} if rest else {})


def figures(rows: Sequence[Judged], others: NDArray[np.float64]) -> dict[str, Any]:
    texts = texts_in(rows)
    share = share_of(rows, is_called)
    low, high = wilson(share, texts)
    own = scores_of(rows)
    sides = (others, own) if rows[0].text.label == "ai" else (own, others)
    return {
        "texts": texts,
        "called": rounded(share),
        "low": rounded(low),
        "high": rounded(high),
        "given": rounded(share_of(rows, is_given)),
        "auroc": auroc(*sides) if len(own) and len(others) else None,
    }


def texts_in(rows: Iterable[Judged]) -> int:
    return len({(row.text.source, row.text.id) for row in rows})


def scores_of(rows: Iterable[Judged]) -> NDArray[np.float64]:
    """Style scores of what style could judge."""
    return np.array([row.verdict.style for row in rows if row.verdict.style is not None])


def is_called(row: Judged) -> bool:
    return row.verdict.label in CALLED


def is_given(row: Judged) -> bool:
    return row.verdict.label != "unsure"


def share_of(rows: Sequence[Judged], truth: Callable[[Judged], bool]) -> float:
    return sum(map(truth, rows)) / len(rows)


def over_sources(rows: Sequence[Judged]) -> dict[str, Any]:
    """How many sources there are, and the share called where every one weighs the same."""
    shares = [share_of(own, is_called) for own in grouped(rows, EITHER["source"]).values()]
    return {"sources": len(shares), "mean_of_sources": rounded(np.mean(shares))}


def kinds_weighted(rows: Sequence[Judged]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Which rows are machine texts, and weights: each source the same, both kinds half."""
    is_ai = np.array([row.text.label == "ai" for row in rows], float)
    sources = np.array([row.text.source for row in rows])
    weights = np.zeros(len(rows))
    for kind in (0, 1):
        weights[is_ai == kind] = source_weights(sources[is_ai == kind].tolist()) / 2
    return is_ai, weights


def calibrated(rows: Sequence[Judged]) -> dict[str, Any]:
    """Expected calibration error and bins of the rows that have a probability."""
    judged = [row for row in rows if row.verdict.probability is not None]
    even = np.array([row.verdict.probability for row in judged], float)
    return calibration(even, *kinds_weighted(judged))


def curve_of(rows: Sequence[Judged]) -> list[float]:
    judged = [row for row in rows if row.verdict.style is not None]
    return curve(scores_of(judged), *kinds_weighted(judged))


def curve(
    scores: NDArray[np.float64], is_ai: NDArray[np.float64 | np.bool_], weights: NDArray[np.float64]
) -> list[float]:
    """Share of machine texts found where no more than each of FPRS of the human ones are called."""
    fpr, tpr, _ = roc_curve(is_ai, scores, sample_weight=weights, drop_intermediate=False)
    return [rounded(tpr[place - 1]) for place in np.searchsorted(fpr, np.add(FPRS, TIE), "right")]
