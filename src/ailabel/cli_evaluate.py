"""`ailabel evaluate`: labelled texts in, how well a model does on them out."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click

from ailabel.cli import FAILED, NOTHING_FOUND, PATH
from ailabel.cli_labelled import HUMAN, files_of, read_texts, with_training
from ailabel.cli_progress import watch
from ailabel.cli_score import refuse_to_replace_model
from ailabel.errors import UsageError
from ailabel.labelled import KINDS, LONGEST
from ailabel.markdown import counted, percent
from ailabel.scale import length
from ailabel.writing import check_writable, printable, refuse_to_replace, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

MAX_VALUES = 20  # of a field, in the summary: one screen


@click.command(no_args_is_help=True)
@click.argument("paths", nargs=-1, metavar="[MODEL] DATA...", type=PATH)
@HUMAN
@click.option("--model", type=PATH,
              help="The same as MODEL, for who names it last.  [default: the one shipped]")  # fmt: skip
@click.option("--max-fpr", type=float, default=0.01, show_default=True,
              help="Share of human texts that may be called ai-likely.")  # fmt: skip
@click.option("--by", multiple=True, metavar="FIELD",
              help="Break rates down by this field of records; may be given more than once.")  # fmt: skip
@click.option("--output", type=PATH, help="Write the whole report to this file, as JSON.")
def evaluate(  # noqa: PLR0913, PLR0917  one an option
    paths: tuple[Path, ...],
    humans: tuple[Path, ...],
    model: Path | None,
    max_fpr: float,
    by: tuple[str, ...],
    output: Path | None,
) -> int:
    """Score the labelled texts of DATA, and say how often the verdicts of MODEL are right.

    MODEL is a folder written by `ailabel train`, which holds model.json; where none is named, the model that
    is shipped is asked. DATA is what `ailabel train` reads: JSON Lines, CSV or Parquet with the fields text
    and label (human or ai), and if possible source; or a folder that holds the folders human and ai. Texts
    that the model learnt from flatter it: use others. Records that cannot be used are reported, and the
    others are scored all the same.

    Exit codes: 0 evaluated, 2 wrong usage or unusable records.
    """
    from ailabel.audit import distinct
    from ailabel.detector import Detector
    from ailabel.model import load

    model, data = parted(paths, humans, model)
    report = with_training("ailabel.report")
    report.check_names(by)
    refuse_to_replace(output, files_of((*data, *humans)), "a text to evaluate")
    refuse_to_replace_model(output, model)
    if output is not None:
        check_writable(output)
    detector = Detector(load(model) if model else None, max_fpr=max_fpr)
    texts, skipped = read_texts(data, humans)
    texts = distinct(texts)
    report.check_fields(texts, by)
    total = sum(len(text.text) for text in texts)
    found = list(report.verdicts(detector, watch(iter(texts), lambda text: len(text.text), total)))
    told = report.report_of(detector, found, by)
    try:
        if output is not None:
            with whole_file(output) as stream:
                stream.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    finally:
        click.echo("\n".join(summary(told)))
    return FAILED if skipped else NOTHING_FOUND


def parted(
    paths: Sequence[Path], humans: Sequence[Path], model: Path | None
) -> tuple[Path | None, tuple[Path, ...]]:
    """The model folder that is named first or by the option, if any, and the texts.

    Raises: UsageError for two models, for one in a place of texts, or for no texts.
    """
    from ailabel.model import CARD

    named = paths[0] if paths and _is_model(paths[0]) else None
    data = tuple(paths if named is None else paths[1:])
    for path in (*data, *humans):
        if _is_model(path):
            raise UsageError(f"{path}: is a model folder (it holds {CARD}); name one, before all texts")
    if named is not None and model is not None:
        raise UsageError(f"two models are named, {named} and --model {model}; name one")
    if not data and not humans:
        is_model = "" if named is None else f"{named}: is a model folder; "
        raise UsageError(f"{is_model}name labelled texts{' after it' if is_model else ''}, or --human")
    return named or model, data


def _is_model(path: Path) -> bool:
    """A name that no file can have, or behind a folder that may not be searched, is told when it is read."""
    from ailabel.model import CARD

    return os.path.isfile(path / CARD)  # noqa: PTH113  never raises


def summary(report: Mapping[str, Any]) -> Iterator[str]:
    """The report for a person."""
    model = report["model"]
    yield f"{printable(model['name'])} {printable(model['version'])} at max_fpr {report['max_fpr']}"
    for kind, called in report["called_ai"].items():
        yield ""
        yield from _kind(kind, called, report)
    yield from _parted(report["separation"])
    if report["calibration"]:
        error = percent(report["calibration"]["expected_error"])
        yield f"Probabilities are off by {error} on average, at even odds."


def _kind(kind: str, called: Mapping[str, Any], report: Mapping[str, Any]) -> Iterator[str]:
    """The verdicts on texts of one kind, and the share of them that is called machine-made."""
    texts = counted(report["texts"][kind], f"{KINDS[kind]} text")
    yield f"{texts}, {percent(report['judged'][kind])} judged by style"
    yield "  " + ", ".join(f"{label} {count:,}" for label, count in report["verdicts"][kind].items() if count)
    yield f"  called ai-disclosed, ai-likely or mixed: {share(called['all'])}"
    yield from _by_group(called, lambda rate: f"{share(rate)} of {rate['texts']:,}")


def _by_group(told: Mapping[str, Any], say: Callable[[Mapping[str, Any]], str]) -> Iterator[str]:
    """A line for each length, source and value of a field that something is told of."""
    for name, groups in told.items():
        if name == "all":
            continue
        lines = [f"    {_group(name, group)}: {say(row)}" for group, row in groups.items() if row is not None]
        most = len(lines) if name in {"by_words", "by_source"} else MAX_VALUES
        yield from lines[:most]
        if len(lines) > most:
            field = printable(name.removeprefix("by_"))
            yield f"    and {len(lines) - most:,} more values of {field}, which --output writes"


def _group(name: str, group: str) -> str:
    if name == "by_words":
        return length(group)
    field = "" if name == "by_source" else f"{name.removeprefix('by_')} "
    return printable(f"{field}{group[:LONGEST]}")


def share(rate: Mapping[str, Any]) -> str:
    """A rate of a report, with its interval."""
    return f"{percent(rate['share'])} [{percent(rate['low'])} to {percent(rate['high'])}]"


def _parted(separation: Mapping[str, Any]) -> Iterator[str]:
    """How well style scores part the kinds; nothing where one of them is missing."""
    if separation["all"] is None:
        return
    yield ""
    yield f"Style scores of judged texts: {separated(separation['all'])}"
    yield from _by_group(separation, separated)


def separated(row: Mapping[str, Any]) -> str:
    """How well scores part the kinds."""
    return f"AUROC {row['auroc']:.3f}, {percent(row['tpr_at_1_fpr'])} found at 1 % FPR"
