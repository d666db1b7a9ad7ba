"""Accuracy of ailabel beside is-it-slop on the very same texts, into benchmarks/peers.json.

Machine texts of each dev source stand against the human texts of all of them, since some sources have
machine texts only. A tool's threshold comes once from those human texts, and once from the human texts of
data/calibrate with every source weighing the same, as a user would have to set it. ailabel sets its own
thresholds and error rates on data/calibrate too (and learns nothing from it), so its rates on that are no
test of it: training/report.json has them with each source left out in turn.

A text whose style ailabel does not judge (a list, code) is never flagged, and scores as undecided: where half
of all people do. `auroc_if_unjudged_were_human` has what it would be were such texts called surely human, and
`dev_judged` has both tools on the texts that it judges.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.corpora import calibration_samples, dev_samples, mirror_samples
from benchmarks.environments import SLOP, SLOP_VERSION
from benchmarks.figures import auroc, equal_weights, share_above, threshold_at
from benchmarks.tools import slop_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from benchmarks.corpora import Sample

REPORT = Path(__file__).with_name("peers.json")
MAX_FPR = 0.01
UNJUDGED = 0.0  # ailabel's score of a text whose style it does not judge: half of all people score as high
BANDS = ((100, 200), (200, 401))
"""Words: from the first, to below the second."""


@dataclass(frozen=True, slots=True)
class Tool:
    """What a tool says of texts: a score each, -inf where it does not judge; whether it calls each made."""

    scores: Callable[[Sequence[str]], NDArray[np.float64]]
    flags: Callable[[Sequence[str]], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Answers:
    """What one tool says of some texts, one value a text."""

    samples: Sequence[Sample]
    scores: NDArray[np.float64]
    flagged: NDArray[np.bool_]
    """Called machine-made by the tool as it comes."""

    def where(self, chosen: NDArray[np.bool_]) -> Answers:
        kept = [sample for sample, keep in zip(self.samples, chosen, strict=True) if keep]
        return Answers(kept, self.scores[chosen], self.flagged[chosen])

    def of(self, label: str) -> Answers:
        return self.where(np.array([sample.label == label for sample in self.samples], dtype=bool))

    def from_source(self, source: str) -> Answers:
        return self.where(np.array([sample.source == source for sample in self.samples], dtype=bool))

    def within(self, low: int, high: int) -> Answers:
        return self.where(np.array([low <= sample.words < high for sample in self.samples], dtype=bool))

    def sources(self) -> list[str]:
        return list(dict.fromkeys(sample.source for sample in self.samples))


def compare(data: Path, cache: Path) -> dict[str, Any]:
    """The whole report."""
    dev, left_out = dev_samples(data)
    calibration, mirror = calibration_samples(data), mirror_samples(data)
    tools = {"ailabel": ailabel(), SLOP: slop(cache)}
    texts = [sample.text for sample in dev]
    answers = {name: Answers(dev, tool.scores(texts), tool.flags(texts)) for name, tool in tools.items()}
    judged = answers["ailabel"].scores != UNJUDGED
    return {
        "texts": {"max_words": 400, "min_words": 100, "left_out_of_dev": left_out},
        "versions": {"ailabel": _ailabel_version(), SLOP: SLOP_VERSION},
        "max_fpr": MAX_FPR,
        "judged_by_ailabel": _rounded(float(judged.mean())),
        "auroc_if_unjudged_were_human": _rounded(_with_lowest(answers["ailabel"], ~judged)),
        "tools": {
            name: figures(tool, answers[name], judged, calibration, mirror) for name, tool in tools.items()
        },
    }


def _with_lowest(answers: Answers, lowest: NDArray[np.bool_]) -> float:
    """AUROC, were these texts to score below all others."""
    scores = np.where(lowest, -np.inf, answers.scores)
    is_ai = np.array([sample.label == "ai" for sample in answers.samples])
    return auroc(scores[~is_ai], scores[is_ai])


def write(data: Path, cache: Path) -> None:
    REPORT.write_text(json.dumps(compare(data, cache), indent=2) + "\n", encoding="utf-8")
    print(f"wrote {REPORT}")


def figures(
    tool: Tool,
    answers: Answers,
    judged: NDArray[np.bool_],
    calibration: Sequence[Sample],
    mirror: Sequence[Sample],
) -> dict[str, Any]:
    """What the report says of one tool, from its answers on dev; `judged` are those that ailabel judges."""
    humans, machines = answers.of("human"), answers.of("ai")
    others = tool.scores([sample.text for sample in calibration])
    weights = equal_weights([sample.source for sample in calibration])
    cuts = threshold_at(MAX_FPR, humans.scores), threshold_at(MAX_FPR, others, weights)
    by_source = {
        source: _against(humans, machines.from_source(source), cuts) for source in machines.sources()
    }
    return {
        "dev": _against(humans, machines, cuts),
        "dev_judged": _alone(answers.where(judged)),
        "dev_macro": _means(by_source),
        "dev_by_source": by_source,
        "dev_by_words": {f"{low}-{high - 1}": _alone(answers.within(low, high)) for low, high in BANDS},
        "dev_humans": _false_alarms(humans, cuts[1]),
        "calibrate_threshold_by_source": _shares_above(cuts[1], others, calibration),
        "trained_on_by_ailabel": {"mirror26": _mirror(tool, mirror)},
    }


def _mirror(tool: Tool, mirror: Sequence[Sample]) -> dict[str, Any]:
    scores = tool.scores([sample.text for sample in mirror])
    return _alone(Answers(mirror, scores, np.zeros(len(mirror), dtype=bool)))


def _shares_above(
    threshold: float, scores: NDArray[np.float64], samples: Sequence[Sample]
) -> dict[str, float]:
    """Share of each source's texts that the threshold accuses."""
    sources = np.array([sample.source for sample in samples])
    return {
        str(source): _rounded(share_above(threshold, scores[sources == source]))
        for source in np.unique(sources)
    }


def _against(humans: Answers, machines: Answers, cuts: tuple[float, float]) -> dict[str, Any]:
    """Machine texts against all the human texts, at thresholds set elsewhere."""
    return {
        "human_texts": len(humans.samples),
        "machine_texts": len(machines.samples),
        "auroc": _rounded(auroc(humans.scores, machines.scores)),
        "tpr_at_dev_threshold": _rounded(share_above(cuts[0], machines.scores)),
        "tpr_at_calibrate_threshold": _rounded(share_above(cuts[1], machines.scores)),
        "tpr_as_it_comes": _rounded(float(machines.flagged.mean())),
    }


def _alone(answers: Answers) -> dict[str, Any]:
    """Machine texts against the human texts beside them, at the threshold that those set."""
    humans, machines = answers.of("human"), answers.of("ai")
    return {
        "human_texts": len(humans.samples),
        "machine_texts": len(machines.samples),
        "auroc": _rounded(auroc(humans.scores, machines.scores)),
        "tpr_at_own_threshold": _rounded(share_above(threshold_at(MAX_FPR, humans.scores), machines.scores)),
    }


def _means(by_source: dict[str, dict[str, Any]]) -> dict[str, float]:
    """Every machine source weighing the same."""
    names = ("auroc", "tpr_at_dev_threshold", "tpr_at_calibrate_threshold", "tpr_as_it_comes")
    return {
        name: _rounded(float(np.mean([figures[name] for figures in by_source.values()]))) for name in names
    }


def _false_alarms(humans: Answers, threshold: float) -> dict[str, Any]:
    """Human texts called machine-made: by the tool as it comes, and at the threshold of data/calibrate."""
    by_source = {
        source: {
            "texts": len(found.samples),
            "as_it_comes": _rounded(float(found.flagged.mean())),
            "at_calibrate_threshold": _rounded(share_above(threshold, found.scores)),
        }
        for source in humans.sources()
        for found in [humans.from_source(source)]
    }
    return {
        "texts": len(humans.samples),
        "as_it_comes": _rounded(float(humans.flagged.mean())),
        "at_calibrate_threshold": _rounded(share_above(threshold, humans.scores)),
        "by_source": by_source,
    }


def ailabel() -> Tool:
    """Called made: any label but unsure and human-likely, at the max_fpr that it has unless told."""
    from ailabel import Detector

    detector = Detector(max_fpr=MAX_FPR)

    def scores(texts: Sequence[str]) -> NDArray[np.float64]:
        return np.array([UNJUDGED if score is None else score for score in detector.style_scores(texts)])

    def flags(texts: Sequence[str]) -> NDArray[np.bool_]:
        labels = [result.label for result in detector.score_many(texts)]
        return ~np.isin(labels, ["unsure", "human-likely"])

    return Tool(scores, flags)


def slop(cache: Path) -> Tool:
    return Tool(
        lambda texts: np.array([score for score, _flagged in slop_answers(texts, cache)]),
        lambda texts: np.array([flagged for _score, flagged in slop_answers(texts, cache)]),
    )


def _ailabel_version() -> str:
    from ailabel._version import __version__
    from ailabel.model import load

    return f"{__version__}, model {load().card['version']}"


def _rounded(share: float) -> float:
    return round(share, 4)
