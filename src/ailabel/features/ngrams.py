"""Hash runs of words, of masked words and of letters into the rows of one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.tokens import DIGIT, UPPER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.features.stylometry import Cut

# Odd numbers without a pattern: a unit's place in its run, the length of the run, the mixing of bits.
PLACES = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
LENGTHS = (
    0,
    0xE7037ED1A0B428DB,
    0x8EBC6AF09C88C6E3,
    0x589965CC75374CC3,
    0x1D8E4E27C47D124F,
    0xEB44ACCAB455D165,
)
MIX = 0xFF51AFD7ED558CCD
SHIFT = 31
LONGEST_NUMBER = 4  # digits; longer ones look alike when masked


@dataclass(frozen=True, slots=True)
class Family:
    """Runs of `orders` units, hashed into 2**bits rows; `keys` gives one uint64 a unit of a text."""

    name: str
    orders: tuple[int, ...]
    bits: int
    keys: Callable[[Cut], NDArray[np.uint64]]


def word_keys(cut: Cut) -> NDArray[np.uint64]:
    """Each word or run of punctuation is itself, in lower case."""
    return cut.tokens.hashes


def masked_keys(cut: Cut) -> NDArray[np.uint64]:
    """Function words and punctuation are themselves; of any other word its shape and last two letters.

    The shape is the kinds of its first two bytes. A capital on a function word counts; of a number only
    its length up to LONGEST_NUMBER stays.
    """
    tokens = cut.tokens
    starts, ends = tokens.starts, tokens.ends
    lengths = ends - starts
    first = tokens.kinds[starts]
    second = np.where(lengths > 1, tokens.kinds[np.minimum(starts + 1, tokens.kinds.size - 1)], 0)
    last = tokens.folded[ends - 1].astype(np.uint64)
    before = np.where(lengths > 1, tokens.folded[np.maximum(ends - 2, 0)], 0).astype(np.uint64)
    number = first == DIGIT
    size = np.minimum(lengths, LONGEST_NUMBER).astype(np.uint64)
    tail = np.where(number, size, last << np.uint64(8) | before)
    shape = first.astype(np.uint64) << np.uint64(24) | second.astype(np.uint64) << np.uint64(20) | tail
    kept = cut.is_grammar | ~tokens.is_word
    capital = (first == UPPER).astype(np.uint64)
    return np.where(kept, tokens.hashes + capital, shape * np.uint64(MIX))


def letter_keys(cut: Cut) -> NDArray[np.uint64]:
    """Each byte, folded."""
    return cut.tokens.folded.astype(np.uint64) + np.uint64(1)


FAMILIES = (
    Family("words", (1, 2, 3), 19, word_keys),
    Family("masked words", (1, 2, 3, 4), 18, masked_keys),
    Family("letters", (3, 4, 5), 18, letter_keys),
)
OFFSETS = tuple(sum(1 << family.bits for family in FAMILIES[:place]) for place in range(len(FAMILIES)))
ROWS = sum(1 << family.bits for family in FAMILIES)


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of `order` units of one family in a text: run i begins at unit i, and has its row there."""

    family: Family
    order: int
    rows: NDArray[np.int32]


def runs(cut: Cut, families: Sequence[Family] = FAMILIES) -> Iterator[Runs]:
    """Every family's runs, of every order; `families` is FAMILIES or the first of them."""
    for family, offset in zip(families, OFFSETS, strict=False):
        keys = family.keys(cut)
        sums = keys * np.uint64(PLACES[0])
        for order in range(1, family.orders[-1] + 1):
            if order > 1:
                sums = sums[:-1] + keys[order - 1 :] * np.uint64(PLACES[order - 1])
            if order in family.orders:
                yield Runs(family, order, _rows(sums, order, family.bits, offset))
            if len(sums) == 0:
                break


def _rows(sums: NDArray[np.uint64], order: int, bits: int, offset: int) -> NDArray[np.int32]:
    mixed = sums + np.uint64(LENGTHS[order])
    mixed = (mixed ^ (mixed >> np.uint64(SHIFT))) * np.uint64(MIX)
    return (mixed >> np.uint64(64 - bits)).astype(np.int32) + np.int32(offset)


def distinct_rows(cut: Cut) -> NDArray[np.int32]:
    """Rows that a text touches, each once, rising."""
    rows = np.sort(np.concatenate([run.rows for run in runs(cut)]))
    found: NDArray[np.int32] = rows[
        np.concatenate((np.ones(min(1, len(rows)), np.bool_), rows[1:] != rows[:-1]))
    ]
    return found
