"""What the commands share that read labelled texts."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ailabel.cli import complain
from ailabel.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ailabel.labelled import LabelledText

KINDS = {"human": "human", "ai": "machine"}


def with_training(module: str) -> Any:  # noqa: ANN401  a module has what it has
    """A module that needs the extra `train`.

    Raises:
        UsageError: the extra is not installed; says how to install it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise UsageError(f"this needs {error.name}: in a checkout, pip install '.[train]'") from None


def read_texts(data: Sequence[Path]) -> tuple[list[LabelledText], int]:
    """The texts that can be used, and how many records cannot; each of those is named on stderr."""
    from ailabel.labelled import read_labelled

    texts, skipped = [], 0
    for item in read_labelled(data):
        if isinstance(item, InputError):
            skipped += 1
            complain(str(item))
        else:
            texts.append(item)
    labels = Counter(text.label for text in texts)
    sources = counted(len({text.source for text in texts}), "source")
    complain(
        f"read {labels['human']:,} human and {labels['ai']:,} machine texts of {sources}; "
        f"skipped {counted(skipped, 'record')}"
    )
    return texts, skipped


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1200, "text")
    '1,200 texts'
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(share: float) -> str:
    """A share as people read it.

    >>> percent(0.0123)
    '1.2 %'
    """
    return f"{100 * share:.1f} %"
