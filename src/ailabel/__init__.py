"""Say whether a text was made by a language model, and show the evidence as spans of that text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ailabel._version import __version__

if TYPE_CHECKING:
    from ailabel.detector import Detector, load, score, score_many
    from ailabel.errors import AilabelError
    from ailabel.labelling import label
    from ailabel.reading import read_text
    from ailabel.result import Habit, Mark, ModelStamp, Reason, Result, Span, Window

__all__ = [
    "AilabelError",
    "Detector",
    "Habit",
    "Mark",
    "ModelStamp",
    "Reason",
    "Result",
    "Span",
    "Window",
    "__version__",
    "label",
    "load",
    "read_text",
    "score",
    "score_many",
]

_HOMES = {
    "ailabel.detector": ("Detector", "load", "score", "score_many"),
    "ailabel.errors": ("AilabelError",),
    "ailabel.labelling": ("label",),
    "ailabel.reading": ("read_text",),
    "ailabel.result": ("Habit", "Mark", "ModelStamp", "Reason", "Result", "Span", "Window"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  a module has attributes of any kind
    """Public names come when they are asked for, so that the command can say how before numpy is loaded."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'ailabel' has no attribute {name!r}")
