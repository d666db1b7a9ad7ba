"""`ailabel train`: labelled texts in, a model folder out."""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ailabel.card_page import WAYS, worst_first
from ailabel.cli import FAILED, NOTHING_FOUND, PATH, complain
from ailabel.cli_evaluate import separated, share
from ailabel.cli_labelled import HUMAN, read_texts, refuse_inside, with_training
from ailabel.cli_progress import watch_steps
from ailabel.errors import UsageError
from ailabel.labelled import KINDS, in_one_order
from ailabel.markdown import counted, percent
from ailabel.model import PAGE
from ailabel.scale import length
from ailabel.writing import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ailabel.labelled import LabelledText
    from ailabel.leaks import Leak


MAX_FPR = 0.01  # what `ailabel score` takes unless told
MAX_SEED = 2**32 - 1  # scikit-learn takes no larger one
MAX_SOURCES = 10  # in the summary: one screen


@click.command(no_args_is_help=True)
@click.argument("data", nargs=-1, required=True, metavar="DATA...", type=PATH)
@HUMAN
@click.option("--out", type=PATH, required=True, help="The model folder to write, whole or not at all.")
@click.option("--name", help="What the model is called in every result.  [default: the folder's name]")
@click.option("--seed", type=click.IntRange(0, MAX_SEED), default=0, show_default=True,
              help="The same data, in any order, and seed give the same model.")  # fmt: skip
@click.option("--add-dialect", "dialect", metavar="NAME",
              help="Add an expert of this name to a model, from a hundred pairs or more.")  # fmt: skip
@click.option("--model", type=PATH, help="The model that a dialect is added to.  [default: the one shipped]")
def train(  # noqa: PLR0913, PLR0917  one an option
    data: tuple[Path, ...],
    humans: tuple[Path, ...],
    out: Path,
    name: str | None,
    seed: int,
    dialect: str | None,
    model: Path | None,
) -> int:
    """Learn a model from the labelled texts of DATA, set its error rates, and write it to a folder.

    DATA is JSON Lines, CSV or Parquet with the fields text and label (human or ai), and if possible source,
    and group or pair; or a folder that holds the folders human and ai. Records that cannot be used are
    reported, and the others are learnt from all the same.

    With --add-dialect, DATA is what one more model wrote and what people wrote on the same topics: one more
    expert is learnt from it and joins those of --model, which stay as they are.

    Exit codes: 0 learnt, 2 wrong usage, unusable records, or nothing that a model can be learnt from.
    """
    from ailabel.audit import distinct
    from ailabel.model import check_target, checked_name

    if model is not None and dialect is None:
        raise UsageError("--model names what a dialect is added to; name the dialect with --add-dialect")
    learn = _learner(dialect, model)
    check_target(out)
    refuse_inside(out, (*data, *humans))
    name = checked_name(out.resolve().name if name is None else name)
    texts, skipped = read_texts(data, humans)
    texts = in_one_order(texts)
    warn(with_training("ailabel.leaks").find_leaks(distinct(texts)))
    if dialect is not None:
        warn_of_few_pairs(texts)
    report = learn(texts, out, name=name, seed=seed, watch=watch_steps)
    told = summary(report) if dialect is None else dialect_summary(dialect, report)
    click.echo("\n".join([*told, how_to_use(out, report["lowest_max_fpr"])]))
    return FAILED if skipped else NOTHING_FOUND


def _learner(dialect: str | None, model: Path | None) -> Callable[..., dict[str, Any]]:
    """What learns; a model that cannot be added to, or not by that name, is told before anything is read."""
    if dialect is None:
        learn: Callable[..., dict[str, Any]] = with_training("ailabel.train").train
        return learn
    from ailabel.model import load

    module = with_training("ailabel.dialect")
    module.check_dialect(dialect, load(model).experts)
    return partial(module.add_dialect, dialect=dialect, model=model)


def warn(leaks: Sequence[Leak]) -> None:
    """On stderr, of what a model would learn instead of style."""
    if leaks:
        named = ", ".join(
            f"{printable(leak.tokens)!r} (in the prose of {percent(leak.human)} of human texts, "
            f"{percent(leak.ai)} of machine texts)"
            for leak in leaks
        )
        complain(
            f"warning: what gives the label away is learnt instead of style: {named}; take it out, or use "
            "texts on the same topics, which `ailabel prompts` helps to make"
        )


def warn_of_few_pairs(texts: Sequence[LabelledText]) -> None:
    """On stderr, where a dialect would be learnt from texts on topics of their own."""
    from ailabel.audit import distinct
    from ailabel.dialect import FEW_PAIRS
    from ailabel.labelled import count_pairs

    number = count_pairs(distinct(texts))
    if number < FEW_PAIRS:
        complain(
            f"warning: {counted(number, 'pair')} of a human and a machine text that share a `pair`; with "
            f"fewer than {FEW_PAIRS} the expert may learn topics instead of style; `ailabel prompts` helps "
            "to make pairs"
        )


def summary(report: Mapping[str, Any]) -> Iterator[str]:
    """The report of `train` in a few lines."""
    texts, sources, parted = report["texts"], report["sources"], report["separation"]
    learnt = (
        f"{counted(texts[label], f'{KINDS[label]} text')} of {counted(sources[label], 'source')}"
        for label in KINDS
    )
    yield f"Learnt from {' and '.join(learnt)}."
    yield f"On texts that it did not learn from ({WAYS[report['left_out_by']]}): {separated(parted['all'])}."
    for least, row in parted["by_words"].items():
        if row is not None:
            yield f"  {length(least)}: {separated(row)}"
    yield from _called(report)


def _called(report: Mapping[str, Any]) -> Iterator[str]:
    """How often people are accused, and machine texts found."""
    human, machine = (report["called_ai"][label] for label in KINDS)
    if human is None:
        yield "How often other people are accused cannot be told: human texts, or their sources, are too few."
    else:
        yield from _false_alarms(human, report["max_fpr"])
    if machine is not None:
        yield f"Machine texts called so: {share(machine['all'])}"
        for least, rate in machine["by_words"].items():
            yield f"  {percent(rate['share']):>7}  {length(least)}"
    if report["small_lengths"]:
        lengths = ", ".join(map(length, report["small_lengths"]))
        yield f"Human texts of {lengths} are too few: thresholds are those of shorter ones."
    if report["small_sources"]:
        names = listed(report["small_sources"])
        yield f"Sources too small to set thresholds of some length beside larger ones: {names}."


def listed(sources: Sequence[str]) -> str:
    """The first of them, and how many there are more."""
    names, more = printable(", ".join(sources[:MAX_SOURCES])), len(sources) - MAX_SOURCES
    return f"{names} and {more:,} more" if more > 0 else names


def dialect_summary(dialect: str, report: Mapping[str, Any]) -> Iterator[str]:
    """The report of `add_dialect` in a few lines."""
    texts, called = report["texts"], report["called_ai"]
    pairs, sources = counted(report["pairs"], "pair"), counted(report["sources"]["human"], "source")
    yield (
        f"Added {printable(dialect)}, learnt from {texts['ai']:,} machine and {texts['human']:,} human texts "
        f"({pairs}; people of {sources})."
    )
    yield (
        f"On texts that this expert did not learn from: AUROC {report['before']['auroc']:.3f} without it, "
        f"{report['after']['auroc']:.3f} with it."
    )
    if report["known_sources"]:
        names = listed(report["known_sources"])
        yield f"The model had learnt from sources of these texts before, which flatters it: {names}."
    for label, kind in KINDS.items():
        rates = f"{percent(called[label]['before'])} without it, {percent(called[label]['after'])} with it"
        yield f"Of those {kind} texts called ai-likely at max_fpr {report['max_fpr']}: {rates}."
    if not report["homes_left_out"]:
        yield "Human sources are too few to leave whole ones out: people of others may be accused more often."


def _false_alarms(rates: Mapping[str, Any], max_fpr: float) -> Iterator[str]:
    """By length, and by source those that are accused most first."""
    mean = f"{percent(rates['mean_of_sources'])} on average"
    yield f"Human texts called ai-likely at max_fpr {max_fpr}, each source left out in turn: {mean}"
    for least, rate in rates["by_words"].items():
        yield f"  {percent(rate['share']):>7}  {length(least)}"
    by_source = worst_first(rates)
    for name, rate in by_source[:MAX_SOURCES]:
        yield f"  {percent(rate['share']):>7}  {printable(name)}"
    if len(by_source) > MAX_SOURCES:
        yield f"  and {counted(len(by_source) - MAX_SOURCES, 'source')} with no more than that"


def how_to_use(out: Path, lowest: float) -> str:
    """With the lowest error rate that few human texts can show, where that is above the one usual."""
    more = f"What was measured, and what it does not cover: {printable(str(out / PAGE))}"
    if lowest <= MAX_FPR:
        command = printable(shlex.join(["ailabel", "score", "--model", str(out)]))
        return f"Use it with `{command}`.\n{more}"
    command = printable(shlex.join(["ailabel", "score", "--max-fpr", str(lowest), "--model", str(out)]))
    return f"Its human texts are too few for a lower error rate: `{command}`.\n{more}"
