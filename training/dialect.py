"""Leave the newest dialect out of the default model, add it from 200 pairs, and say what that did.

`python -m training.dialect --data DATA` writes `dialect.json`. The pairs are of sources to learn from; what
is looked at are pairs of sources that only set error rates, and the people of all those, each source by
thresholds that the others set. The model before is the default one without its expert of mirrored texts, its
scale set anew by the people of calibrate/ and the machine texts of dev/, since no expert here left homes of
train/ out.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from ailabel.calibrate import combined, learn_scale
from ailabel.card import derived_card
from ailabel.cli import run
from ailabel.dialect import MIN_EACH, left_out
from ailabel.dialect import Pieces as Learnt
from ailabel.evaluate import flagged, rates, rounded, separation
from ailabel.labelled import LabelledText
from ailabel.learning.experts import dumped
from ailabel.learning.join import decompiled
from ailabel.learning.samples import BAND_LENGTHS, LENGTHS
from ailabel.model import Weights, load, save
from ailabel.train import cut_texts
from ailabel.widen import widened
from ailabel.writing import whole_file
from training.build import JUDGED, WHOLE, Pieces
from training.corpus import PLAN, Text, read_role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from ailabel.calibrate import Scored
    from ailabel.scale import Scale

REPORT = Path(__file__).parent / "dialect.json"
PAIRS = 200
DRAWS = 3  # of the pairs, to see what a figure owes to chance
NAMES = [expert["name"] for expert in PLAN["experts"]]


@dataclass(frozen=True, slots=True)
class Looked:
    """Pieces that nothing is learnt from: people, machines of other dialects, pairs of the new one."""

    people: Pieces
    machines: Pieces
    pairs: Pieces


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--report", "report_file", type=click.Path(path_type=Path), default=REPORT)
@click.option("--jobs", type=int, default=2)
def main(data: Path, report_file: Path, jobs: int) -> None:
    """Write down what a dialect from 200 pairs is worth."""
    pairs = mirrored(data)
    looked = read_looked(data, pairs, jobs)
    weights = alone(load().weights)
    people, machines = (part.scored(_logits(weights, part)) for part in (looked.people, looked.machines))
    scale = learn_scale(people, machines, np.zeros(1))
    before = told(weights, scale, looked, lambda rest: learn_scale(rest, machines, np.zeros(1)))
    homes = {text.source for text in looked.people.texts}
    learnable = [pair for pair in pairs if pair[0].home not in homes]
    draws = [added(draw_pairs(learnable, seed), weights, scale, looked, machines) for seed in range(DRAWS)]
    report = {"pairs": PAIRS, "left_out": NAMES[1], "before": before, "after": draws}
    with whole_file(report_file) as stream:
        stream.write(json.dumps(report, indent=1) + "\n")
    print("\n".join(table(report)))


def mirrored(data: Path) -> list[tuple[Text, Text]]:
    """Each mirrored text with the human text that it answers."""
    texts = [text for role in ("train", "calibrate") for text in read_role(data, role) if text.lang == "en"]
    people = {text.id: text for text in texts if text.label == "human"}
    return [
        (people[text.pair], text)
        for text in texts
        if text.label == "ai" and text.source in PLAN["mirrors"] and text.pair in people
    ]


def read_looked(data: Path, pairs: Sequence[tuple[Text, Text]], jobs: int) -> Looked:
    people = [text for text in read_role(data, "calibrate") if text.label == "human" and text.lang == "en"]
    counts: Counter[str] = Counter()
    machines = []
    for text in read_role(data, "dev"):
        counts[text.source] += text.label == "ai"
        if text.label == "ai" and text.lang == "en" and counts[text.source] <= JUDGED:
            machines.append(text)
    homes = {text.source for text in people}
    held = [text for pair in pairs if pair[0].source in homes for text in pair]
    return Looked(
        Pieces.of(people, BAND_LENGTHS, jobs),
        Pieces.of(machines, BAND_LENGTHS, jobs),
        Pieces.of(held, [WHOLE], jobs),
    )


def alone(weights: Weights) -> Weights:
    """The first expert without the others."""
    return Weights.of(
        weights.present,
        np.ascontiguousarray(weights.values[:, :1]),
        weights.steps[:1],
        weights.edges,
        np.ascontiguousarray(weights.bins[:, :, :1]),
        weights.offsets[:1],
    )


def draw_pairs(pairs: Sequence[tuple[Text, Text]], seed: int) -> list[LabelledText]:
    """As many as the script promises, at random, as somebody would label them."""
    random = np.random.default_rng(seed)
    drawn = [pairs[place] for place in random.permutation(len(pairs))[:PAIRS]]
    return [LabelledText(text.text, text.label, text.source, pair[0].id) for pair in drawn for text in pair]


def added(
    texts: Sequence[LabelledText], weights: Weights, scale: Scale, looked: Looked, machines: Scored
) -> dict[str, Any]:
    """What `ailabel train --add-dialect` makes of the model with these texts."""
    with tempfile.TemporaryDirectory() as folder:
        base, out, pairs = (Path(folder) / name for name in ("base", "added", "pairs.jsonl"))
        card = derived_card(load(), "base", scale, experts=NAMES[:1])
        usual = load().usual[:, :2]  # of people, and of the first expert
        save(base, card, weights, scale, usual, classifier=dumped(decompiled(weights).classifier(NAMES[:1])))
        pairs.write_text("".join(f"{json.dumps(asdict(text))}\n" for text in texts), encoding="utf-8")
        names = ["--add-dialect", NAMES[1], "--model", str(base), "--out", str(out)]
        if run(["train", str(pairs), *names]):
            raise SystemExit("training.dialect: the dialect could not be added; see above")
        model = load(out)
    learnt = Learnt(texts, cut_texts(texts, LENGTHS, MIN_EACH, 0, None), weights.edges)
    own = left_out(weights, learnt, 0)

    def set_by(rest: Scored) -> Scale:
        known = replace(rest, logits=rest.logits[:, :1])
        return widened(learn_scale(known, machines, np.zeros(1)), *own)

    return told(model.weights, model.scale, looked, set_by)


def told(weights: Weights, scale: Scale, looked: Looked, set_by: Callable[[Scored], Scale]) -> dict[str, Any]:
    """Rates of a model; `set_by` makes its scale of the people that are left when a source is not."""
    pairs = looked.pairs.scored(_logits(weights, looked.pairs))
    machines = looked.machines.scored(_logits(weights, looked.machines))
    people = looked.people.scored(_logits(weights, looked.people))
    scores, called, is_ai = combined(scale, pairs), flagged(scale, pairs), looked.pairs.is_ai
    sources = np.array(people.sources)
    accused = {
        source: rounded(
            flagged(set_by(people.pick(sources != source)), people.pick(sources == source)).mean()
        )
        for source in sorted(set(people.sources))
    }
    others = rates(flagged(scale, machines), machines.sources)
    return {
        "mirror26": {
            **separation(scores[~is_ai], scores[is_ai]),
            "found_at_max_fpr": rounded(called[is_ai].mean()),
            "accused_at_max_fpr": rounded(called[~is_ai].mean()),
            "homes": len({text.home for text in looked.pairs.own}),
        },
        "human_fpr": {
            "mean": rounded(np.mean(list(accused.values()))),
            "highest": max(accused.values()),
            "by_source": accused,
        },
        "dev_found_at_max_fpr": {"mean": rounded(np.mean(list(others.values()))), "by_source": others},
    }


def _logits(weights: Weights, pieces: Pieces) -> NDArray[np.float64]:
    return np.array([weights.logits(sample.features) for sample in pieces.samples])


ROWS = {
    "AUROC on `mirror26`": ("mirror26", "auroc"),
    "TPR at 1 % FPR on `mirror26`": ("mirror26", "tpr_at_1_fpr"),
    "`mirror26` found at `max_fpr` 0.01": ("mirror26", "found_at_max_fpr"),
    "their people accused": ("mirror26", "accused_at_max_fpr"),
    "people accused, mean of sources": ("human_fpr", "mean"),
    "people accused, highest of sources": ("human_fpr", "highest"),
    "machine texts of `dev` found, mean of sources": ("dev_found_at_max_fpr", "mean"),
}


def table(report: dict[str, Any]) -> list[str]:
    """Both models side by side; of the later one the mean of the draws, lowest and highest."""
    lines = ["| | before | after |", "|---|---|---|"]
    for title, (part, name) in ROWS.items():
        after = [draw[part][name] for draw in report["after"]]
        spread = f"{np.mean(after):.3f} ({min(after):.3f} to {max(after):.3f})"
        lines.append(f"| {title} | {report['before'][part][name]:.3f} | {spread} |")
    return lines


if __name__ == "__main__":
    main()
