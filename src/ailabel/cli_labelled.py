"""What the commands share that read labelled texts."""

from __future__ import annotations

import os
from collections import Counter
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ailabel.cli import PATH, complain
from ailabel.cli_faults import Faults
from ailabel.errors import UsageError
from ailabel.labelled import KINDS, LABELS
from ailabel.markdown import counted
from ailabel.reading import iter_files
from ailabel.writing import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.errors import InputError
    from ailabel.labelled import LabelledText

HUMAN = click.option("--human", "humans", type=PATH, multiple=True,
                     help="More texts by people, labelled or not; may be given more than once.")  # fmt: skip


def with_training(module: str) -> Any:  # noqa: ANN401  a module has what it has
    """A module that needs the extra `train`.

    Raises:
        UsageError: the extra is not installed; says how to install it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        missing = (error.name or module).partition(".")[0]
        raise UsageError(f"this needs {missing}: in a checkout, pip install '.[train]'") from None


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are read of them; what cannot be is told when they are."""
    return (file for file in iter_files([str(path) for path in paths]) if isinstance(file, Path))


def refuse_inside(out: Path, paths: Iterable[Path]) -> None:
    """A model may not lie among the texts of a folder, which it would be read as. Raises: UsageError."""
    place = Path(os.path.realpath(out))
    for path in paths:
        sides = [path / label for label in LABELS if os.path.isdir(path / label)]  # noqa: PTH112  never raises
        for folder in sides or [path]:
            if os.path.isdir(folder) and place.is_relative_to(os.path.realpath(folder)):  # noqa: PTH112
                raise UsageError(
                    f"{out}: lies in {folder}, whose files are read as texts; name another --out"
                )


def read_texts(data: Sequence[Path], humans: Sequence[Path] = ()) -> tuple[list[LabelledText], int]:
    """The texts of `data` and those by people of `humans`, and how many records cannot be used.

    Each of those is named on stderr.
    """
    from ailabel.labelled import read_human, read_labelled

    return _usable(chain(read_labelled(data), read_human(humans)))


def read_people(paths: Sequence[Path]) -> tuple[list[LabelledText], int]:
    """As `read_texts`; what has no label counts as human."""
    from ailabel.labelled import read_unlabelled

    return _usable(read_unlabelled(paths))


def _usable(items: Iterable[LabelledText | InputError]) -> tuple[list[LabelledText], int]:
    faults = Faults()
    texts = list(faults.sieve(items))
    complain(f"read {_what_was_read(texts)}; skipped {counted(faults.number, 'record')}")
    return texts, faults.number


def _what_was_read(texts: Sequence[LabelledText]) -> str:
    from ailabel.audit import distinct
    from ailabel.labelled import count_pairs

    labels = Counter(text.label for text in texts)
    kinds = " and ".join(f"{labels[label]:,} {KINDS[label]}" for label in KINDS if labels[label])
    sources = counted(len({text.source for text in texts}), "source")
    read = [text for text in texts if text.text]  # of what is not asked for, only the label is
    kept = distinct(read)
    number = count_pairs(kept)
    pairs = f", {counted(number, 'pair')}" if number else ""
    copies = len(read) - len(kept)
    more = f", {copies:,} of them copies of others" if copies else ""
    return f"{kinds or 'no'} {plural(len(texts), 'text')} of {sources}{pairs}{more}"
