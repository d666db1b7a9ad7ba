"""Give texts to workers, some at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from joblib import Parallel, delayed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Text = TypeVar("Text")
Row = TypeVar("Row")

CHUNK = 200  # texts that a worker gets at a time: to score them takes longer than to load a model


def in_chunks(
    judge: Callable[[Sequence[Text], Path], Sequence[Row]], texts: Sequence[Text], model: Path, jobs: int
) -> list[Row]:
    """What `judge` says of every text by the model in a folder, in order."""
    parts = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    found = Parallel(n_jobs=jobs)(delayed(judge)(part, model) for part in parts)
    return [row for rows in found for row in rows]
