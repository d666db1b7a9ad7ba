"""`ailabel prompts`: human texts in, prompts for any language model out, whose answers `train` reads."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ailabel.cli import FAILED, NOTHING_FOUND, PATH, complain
from ailabel.cli_labelled import read_texts, refuse_inside
from ailabel.errors import InputError, UsageError
from ailabel.markdown import counted
from ailabel.material import MIN_WORDS
from ailabel.prompts import KINDS, LeftOut, write_prompts
from ailabel.reading import RECORD_SUFFIXES
from ailabel.writing import destination, endless_at, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ailabel.prompts import Prompt

REASONS = {
    "short": "too short",
    "language": "not in English",
    "not prose": "no running prose",
    "repeated": "there already",
}


@click.command(no_args_is_help=True)
@click.argument("humans", nargs=-1, required=True, metavar="HUMAN...", type=PATH)
@click.option(
    "--out", "-o", type=PATH, help="Write to this new file, whole or not at all.  [default: stdout]"
)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True,
              help="Prompts of this kind; may be given more than once.  [default: all, in turn]")  # fmt: skip
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True,
              help="The same texts and seed give the same prompts.")  # fmt: skip
def prompts(humans: tuple[Path, ...], out: Path | None, kinds: tuple[str, ...], seed: int) -> int:
    """Write a prompt for each text by people of HUMAN, which any language model can answer.

    HUMAN is a text, a folder of texts, or what `ailabel train` reads: of records those labelled human, or not
    labelled at all. A line of JSON comes out for each text. Add to it what the model answers as the field
    text, and `ailabel train --human HUMAN ANSWERS` learns from the pairs.

    Exit codes: 0 written, 2 wrong usage, unusable records, or no text to write a prompt for.
    """
    _refuse_to_overwrite(out, humans)
    texts, skipped = read_texts((), humans)
    made = list(write_prompts(texts, tuple(dict.fromkeys(kinds)) or KINDS, seed))
    told = _told(made)
    with destination(out) as stream:
        stream.writelines(f"{json.dumps(asdict(item), ensure_ascii=False)}\n" for item in _written(made))
        stream.flush()
    complain(told)
    if out is not None and endless_at(out) is None:
        click.echo(_how_to_go_on(humans, out))
    return FAILED if skipped else NOTHING_FOUND


def _refuse_to_overwrite(out: Path | None, humans: Sequence[Path]) -> None:
    """What is there may be the human texts, or hold answers by now; `train` must know it for records.

    Among the texts of a folder it would be read as one of them.
    """
    if out is None or endless_at(out) is not None:
        return
    if out.suffix.lower() not in RECORD_SUFFIXES:
        raise UsageError(f"{out}: holds JSON Lines; name it {out.stem}.jsonl")
    if out.is_file() and out.stat().st_size:
        raise UsageError(f"{out}: is there, and may hold answers; name a new file with --out")
    refuse_inside(out, humans)


def _written(made: Iterable[Prompt | LeftOut]) -> Iterator[Prompt]:
    return (item for item in made if not isinstance(item, LeftOut))


def _told(made: Sequence[Prompt | LeftOut]) -> str:
    """How many prompts there are of each kind, and what was left out.

    Raises: InputError where there is no prompt at all.
    """
    written = Counter(item.kind for item in _written(made))
    left_out = Counter(item.reason for item in made if isinstance(item, LeftOut))
    reasons = ", ".join(f"{left_out[reason]:,} {REASONS[reason]}" for reason in REASONS if left_out[reason])
    left = f"; left out {reasons}" if reasons else ""
    if not written:
        raise InputError(f"no text of {MIN_WORDS} words or more of English prose{left}")
    kinds = ", ".join(f"{written[kind]:,} {kind}" for kind in KINDS if written[kind])
    return f"wrote {counted(written.total(), 'prompt')}: {kinds}{left}"


def _how_to_go_on(humans: Sequence[Path], out: Path) -> str:
    named = [word for path in humans for word in ("--human", str(path))]
    command = printable(shlex.join(["ailabel", "train", str(out), *named, "--out", "MODEL"]))
    return f"Add what your model answers to each line as the field text, then: `{command}`."
