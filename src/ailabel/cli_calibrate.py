"""`ailabel calibrate`: a model and human texts of your own in, the model with thresholds set by them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ailabel.cli import FAILED, NOTHING_FOUND, PATH
from ailabel.cli_labelled import read_people, refuse_inside, with_training
from ailabel.cli_progress import watch_steps
from ailabel.cli_train import how_to_use
from ailabel.labelled import in_one_order
from ailabel.markdown import counted, percent
from ailabel.scale import length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@click.command(no_args_is_help=True)
@click.argument("human", nargs=-1, required=True, metavar="HUMAN...", type=PATH)
@click.option("--model", type=PATH, help="The model to start from.  [default: the one shipped]")
@click.option("--out", type=PATH, required=True, help="The model folder to write, whole or not at all.")
@click.option("--name", help="What the model is called in every result.  [default: the folder's name]")
def calibrate(human: tuple[Path, ...], model: Path | None, out: Path, name: str | None) -> int:
    """Set the thresholds of a model by human texts of your own, and write it to a folder.

    HUMAN is what `ailabel train` reads, or the same without labels, or files or folders of text; machine
    texts among them are ignored. Use texts that nobody doubts, of the kind that you will score, and none that
    the model learnt from. A threshold rises as soon as these people are accused more often than it says, and
    falls only as far as their number can show; where texts of a length are too few, it stays.

    Exit codes: 0 calibrated, 2 wrong usage, unusable records, or too few texts.
    """
    from ailabel.model import check_target, checked_name

    recalibrate = with_training("ailabel.recalibrate").recalibrate
    check_target(out)
    refuse_inside(out, human)
    name = checked_name(out.resolve().name if name is None else name)
    texts, skipped = read_people(human)
    report = recalibrate(in_one_order(texts), out, model=model, name=name, watch=watch_steps)
    click.echo("\n".join([*summary(report), how_to_use(out, report["lowest_max_fpr"])]))
    return FAILED if skipped else NOTHING_FOUND


def summary(report: Mapping[str, Any]) -> Iterator[str]:
    """The report for a person."""
    used, sources = counted(report["texts"], "human text"), counted(report["sources"], "source")
    yield f"Calibrated on {used} of {sources}."
    if report["ignored"]:
        yield f"Ignored {counted(report['ignored'], 'machine text')}."
    yield "Scores from which a text is called ai-likely:"
    for band in report["bands"]:
        yield f"  {length(band['words'])}, {counted(band['texts'], 'text')}: {_change(band)}"
    yield from _accused(report["accused"])


def _change(band: Mapping[str, Any]) -> str:
    if not band["reset"]:
        return "too few, thresholds stay as they were"
    return "; ".join(
        f"at {100 * float(rate):g} % {_score(old)}, now {_score(band['after'][rate])}"
        for rate, old in band["before"].items()
    )


def _score(threshold: float | None) -> str:
    return "not known" if threshold is None else f"{threshold:.2f}"


def _accused(accused: Mapping[str, float | None]) -> Iterator[str]:
    before = percent(accused["before"] or 0.0)
    yield f"Of the pieces of these texts {before} were called ai-likely at max_fpr {accused['max_fpr']}."
    if accused["after"] is None:
        yield "How many are now cannot be told: they all share one group."
    else:
        yield f"Now it is {percent(accused['after'])}, each judged by thresholds that the others set."
