"""Say whether a text was made by a language model, and show the evidence as spans of that text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel._version import __version__
from ailabel.detector import Detector, score, score_many
from ailabel.errors import AilabelError
from ailabel.model import load as _load
from ailabel.result import Mark, ModelStamp, Reason, Result, Span, Window

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "AilabelError",
    "Detector",
    "Mark",
    "ModelStamp",
    "Reason",
    "Result",
    "Span",
    "Window",
    "__version__",
    "load",
    "score",
    "score_many",
]


def load(path: str | Path, *, max_fpr: float = 0.01, prior: float = 0.5) -> Detector:
    """A detector from a model folder, as `ailabel train` writes it; every digest is checked first.

    Raises:
        ModelError: the folder is missing, damaged, foreign, or made for another release.
        UsageError: a setting is out of range.
    """
    from pathlib import Path

    return Detector(_load(Path(path)), max_fpr=max_fpr, prior=prior)
