"""Hold the shipped model to its floors on `../shared/data`: `python -m training.quality --data DATA`."""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from ailabel.detector import CALLED, Detector
from ailabel.evaluate import FPR, rates, rounded, separation
from ailabel.model import DEFAULT, load
from benchmarks.corpora import dev_samples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from benchmarks.corpora import Sample

REPORT = Path(__file__).parent / "report.json"
LENGTHS = ((100, 199), (200, 400))  # words
UNJUDGED = 0.0  # the score of a text whose style was not judged; half of all people score as high
OTHER_SCRIPTS = frozenset(["ar", "el", "he", "hi", "ja", "ko", "ru", "uk", "zh"])


def look(data: Path, folder: Path = DEFAULT) -> dict[str, Any]:
    """What a model does on dev/ (by `dev_report`) and on other/ (by `other_report`)."""
    detector = Detector(load(folder), max_fpr=FPR)
    samples, left_out = dev_samples(data)
    return {"dev": dev_report(samples, detector, left_out), "other": other_report(data, detector)}


def dev_report(samples: Sequence[Sample], detector: Detector, left_out: dict[str, int]) -> dict[str, Any]:
    """AUROC and TPR at 1 % FPR, pooled, by source and by length, and what is flagged at `max_fpr` 0.01."""
    found = list(detector.score_with_style(sample.text for sample in samples))
    judged = [style for _, style in found]
    unjudged = rounded(judged.count(None) / len(judged))
    scores = np.array([UNJUDGED if score is None else score for score in judged])
    flagged = np.array([result.label in CALLED for result, _ in found])
    is_ai = np.array([sample.label == "ai" for sample in samples])
    sources = np.array([sample.source for sample in samples])
    words = np.array([sample.words for sample in samples])
    return {
        "left_out": left_out,
        "unjudged": unjudged,
        "pooled": separation(scores[~is_ai], scores[is_ai]),
        "by_words": {
            f"{low}-{high}": _separation(scores, is_ai, (words >= low) & (words <= high))
            for low, high in LENGTHS
        },
        "by_source": {
            source: separation(scores[~is_ai], scores[is_ai & (sources == source)])
            for source in sorted(set(sources[is_ai]))
        },
        "human_fpr": rates(flagged[~is_ai], sources[~is_ai].tolist()),
        "ai_tpr": rates(flagged[is_ai], sources[is_ai].tolist()),
    }


def _separation(
    scores: NDArray[np.float64], is_ai: NDArray[np.bool_], mask: NDArray[np.bool_]
) -> dict[str, Any]:
    return separation(scores[mask & ~is_ai], scores[mask & is_ai])


OTHER_COUNTS = ("texts", "judged_by_style", "called_ai_by_style", "ai_disclosed", "in_english_after_all")


def other_report(data: Path, detector: Detector) -> dict[str, Any]:
    """Of texts in other languages: how many were called machine-made by style, and how many disclose.

    English texts among them (answers to Chinese questions, one side of a parallel corpus) are counted apart.
    """
    counts = dict.fromkeys(OTHER_COUNTS, 0)
    for file in sorted((data / "other").glob("*.jsonl.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["lang"] == "en" or not is_written_in(row["text"], row["lang"]):
                    counts["in_english_after_all"] += 1
                    continue
                result = detector.score(row["text"])
                counts["texts"] += 1
                counts["judged_by_style"] += result.style_probability is not None
                counts["called_ai_by_style"] += result.label in CALLED
                counts["ai_disclosed"] += result.label == "ai-disclosed"
    return counts


def is_written_in(text: str, lang: str) -> bool:
    """Whether a text can be in the language that its row names: most letters of Chinese are not A to z."""
    letters = [char for char in text if char.isalpha()]
    return lang not in OTHER_SCRIPTS or sum(map(str.isascii, letters)) < len(letters) / 2


# What no change lowers in passing: (path in a report, at least or at most, limit). Better models raise it.
FLOORS = (
    ("mirror26_left_out.auroc", ">=", 0.96),
    ("mirror26_left_out.tpr_at_1_fpr", ">=", 0.65),
    ("dev.pooled.auroc", ">=", 0.89),
    ("dev.pooled.tpr_at_1_fpr", ">=", 0.5),
    ("dev.human_fpr.toefl126-rexshijaku", "<=", 0.02),
    ("calibrate_human_fpr.mean", "<=", 0.01),
    ("calibrate_human_fpr.highest", "<=", 0.03),
    ("other.called_ai_by_style", "<=", 0),
    ("breakdown.calibration.left_out.expected_error", "<=", 0.03),
    ("breakdown.calibration.dev.expected_error", "<=", 0.03),
)
DRIFT = 0.002  # what a dev figure may differ from the report's: it is measured anew by the code as it is now


def breaches(report: dict[str, Any]) -> list[str]:
    """Every floor that a report does not hold, in words."""
    found = []
    for path, direction, limit in FLOORS:
        value = _at(report, path)
        if not (value >= limit if direction == ">=" else value <= limit):
            found.append(f"{path} is {value}; it must be {direction} {limit}")
    return found


def drifts(promised: dict[str, Any], measured: dict[str, Any]) -> list[str]:
    """Every figure of the report that the shipped model no longer shows."""
    paths = ("dev.pooled.auroc", "dev.pooled.tpr_at_1_fpr", "other.called_ai_by_style")
    pairs = [(path, _at(promised, path), _at(measured, path)) for path in paths]
    return [
        f"{path} is {now} where training/report.json says {then}; run make model"
        for path, then, now in pairs
        if abs(now - then) > DRIFT
    ]


def _at(report: dict[str, Any], path: str) -> Any:  # noqa: ANN401  the shape of a report is open
    value: Any = report
    for name in path.split("."):
        value = value[name]
    return value


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
def main(data: Path) -> None:
    """Score dev/ and other/ anew with the shipped model; hold the figures to the floors and to the report."""
    promised = json.loads(REPORT.read_text(encoding="utf-8"))
    measured = look(data)
    print(json.dumps({**measured["dev"]["pooled"], **measured["other"]}, indent=1))
    complaints = [*breaches({**promised, **measured}), *drifts(promised, measured)]
    for complaint in complaints:
        print(f"quality: {complaint}", file=sys.stderr)
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
