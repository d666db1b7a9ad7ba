"""Splice texts by people with texts by machines, so that it is known how much of a text who wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from training.attacks import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator

SLACK = 20  # words that may lack: about a sentence
BREAK = "\n\n"  # between texts, as between paragraphs


@dataclass(frozen=True, slots=True)
class Pool:
    """Texts of one genre: what people wrote, and what machines did."""

    human: Sequence[str]
    machine: Sequence[str]


@dataclass(frozen=True, slots=True)
class Spliced:
    """A text of which a machine wrote `share` of the words, and people the rest: one run each."""

    text: str
    share: float


def spliced(pool: Pool, words: int, share: float, first: str, random: Generator) -> Spliced:
    """About so many words, about that share of them by a machine; `first` is `human` or `machine`."""
    parts = {
        "human": run_of(pool.human, round(words * (1 - share)), random),
        "machine": run_of(pool.machine, round(words * share), random),
    }
    counts = {name: len(part.split()) for name, part in parts.items()}
    order = [first, *(name for name in parts if name != first)]
    text = BREAK.join(parts[name] for name in order if parts[name])
    return Spliced(text, counts["machine"] / sum(counts.values()))


def run_of(texts: Sequence[str], words: int, random: Generator) -> str:
    """Texts in random order until they hold so many words, the last cut at the nearest sentence border."""
    parts, left = [], words
    for place in random.permutation(len(texts)).tolist():
        if left < SLACK:
            break
        parts.append(beginning(texts[place], left))
        left -= len(parts[-1].split())
    return BREAK.join(part for part in parts if part)


def beginning(text: str, words: int) -> str:
    """Whole sentences from the start of a text, as near to so many words as they come; at least one."""
    ends = [*sentence_starts(text)[1:], len(text)]
    counts = np.array([len(text[:end].split()) for end in ends])
    return text[: ends[int(np.abs(counts - words).argmin())]].strip()
