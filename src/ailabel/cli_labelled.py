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
from ailabel.reading import TEXT_SUFFIXES, iter_files, unread_files
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
    """What is written may not lie among the texts of a folder, as one of which it would be read.

    Raises: UsageError.
    """
    place = Path(os.path.realpath(out))
    for path in paths:
        for folder in _folders_of(path, LABELS):
            if place.is_relative_to(os.path.realpath(folder)):
                raise UsageError(
                    f"{out}: lies in {folder}, whose files are read as texts; name another --out"
                )


def _folders_of(path: Path, labels: Iterable[str]) -> list[Path]:
    """The folders of texts that `path` stands for; none where it is a file."""
    sides = [path / label for label in LABELS if os.path.isdir(path / label)]  # noqa: PTH112  never raises
    named = [path] if not sides and os.path.isdir(path) else sides  # noqa: PTH112
    return [folder for folder in named if folder not in sides or folder.name in labels]


def _tell_unread(paths: Iterable[Path], labels: Iterable[str]) -> None:
    """On stderr, how many files of folders are passed over, and why."""
    for path in paths:
        for folder in _folders_of(path, labels):
            if unread := unread_files(folder):
                ends = ", ".join(TEXT_SUFFIXES)
                complain(
                    f"warning: {folder}: {counted(len(unread), 'file')} not read, such as "
                    f"{unread[0].relative_to(folder)}; texts end in {ends}"
                )


def read_texts(data: Sequence[Path], humans: Sequence[Path] = ()) -> tuple[list[LabelledText], int]:
    """The texts of `data` and those by people of `humans`, and how many records cannot be used.

    Each of those is named on stderr.
    """
    from ailabel.labelled import read_human, read_labelled

    texts = chain(read_labelled(data), read_human(humans))
    _tell_unread(data, LABELS)
    _tell_unread(humans, LABELS[:1])
    return _usable(texts)


def read_people(paths: Sequence[Path]) -> tuple[list[LabelledText], int]:
    """As `read_texts`; what has no label counts as human."""
    from ailabel.labelled import read_unlabelled

    texts = read_unlabelled(paths)
    _tell_unread(paths, LABELS[:1])
    return _usable(texts)


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
