"""What hiding costs: `make attacks` writes training/attacks.json, and from it a sentence of the README.

Texts of `data/dev`, and people's of `data/calibrate`, as many of each source, as they are and under each
attack: the share that is called machine-made at `max_fpr` 0.01, and what each attack adds to it or takes.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from ailabel.detector import CALLED, Detector
from ailabel.evaluate import FPR, rounded
from ailabel.model import DEFAULT, load
from ailabel.writing import whole_file
from benchmarks.corpora import calibration_samples, dev_samples
from training.attacks import ATTACKS, attacked
from training.chunks import in_chunks
from training.corpus import PLAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.corpora import Sample

OUT = Path(__file__).parent / "attacks.json"
TEXTS = 100  # of a source and label
NAMES = (None, *ATTACKS)


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--model", type=click.Path(path_type=Path), default=DEFAULT)
@click.option("--out", type=click.Path(path_type=Path), default=OUT)
@click.option("--jobs", type=int, default=2)
def main(data: Path, model: Path, out: Path, jobs: int) -> None:
    """Measure what each attack costs."""
    samples = chosen([*dev_samples(data)[0], *calibration_samples(data)])
    report = summary(samples, in_chunks(called, samples, model, jobs))
    with whole_file(out) as stream:
        stream.write(json.dumps(report, indent=1) + "\n")


def chosen(samples: Sequence[Sample]) -> list[Sample]:
    """TEXTS of each source and label, spread evenly."""
    kept: defaultdict[tuple[str, str], list[Sample]] = defaultdict(list)
    for sample in samples:
        kept[sample.label, sample.source].append(sample)
    return [sample for own in kept.values() for sample in own[:: max(1, len(own) // TEXTS)][:TEXTS]]


def called(samples: Sequence[Sample], model: Path) -> list[list[bool]]:
    """For each text whether it is called machine-made, as it is and under each attack."""
    detector = Detector(load(model), max_fpr=FPR)
    return [
        [detector.score(under(sample.text, name)).label in CALLED for name in NAMES] for sample in samples
    ]


def under(text: str, name: str | None) -> str:
    """The text under the attack; the same text is always changed alike."""
    random = np.random.default_rng([PLAN["seed"], zlib.crc32(text.encode())])
    return text if name is None else attacked(text, name, random)[0]


def summary(samples: Sequence[Sample], found: Sequence[Sequence[bool]]) -> dict[str, Any]:
    """Shares called, as means over sources, and the largest change of a source."""
    report: dict[str, Any] = {}
    for label, title in (("ai", "machine"), ("human", "human")):
        sources = sorted({sample.source for sample in samples if sample.label == label})
        shares = np.array(
            [
                np.mean(
                    [
                        row
                        for sample, row in zip(samples, found, strict=True)
                        if (sample.label, sample.source) == (label, source)
                    ],
                    axis=0,
                )
                for source in sources
            ]
        )
        mean = shares.mean(axis=0)
        report[title] = {
            "texts": sum(sample.label == label for sample in samples),
            "sources": len(sources),
            "called": rounded(float(mean[0])),
            "change": {
                str(name): rounded(float(mean[place] - mean[0])) for place, name in enumerate(NAMES) if name
            },
        }
    return report


if __name__ == "__main__":
    main()
