"""Hash runs of words, of masked words and of letters into the rows of one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.features.tokens import DIGIT, UPPER
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.features.cutting import Cut
    from ailabel.features.parts import Parts

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
NO_ROWS = np.zeros(0, np.int64)
BLOCK = 1 << 17  # units whose runs are hashed at once: with more, arrays outgrow the caches


@value
class Family:
    """Runs of `orders` units, hashed into 2**bits rows; `keys` gives one uint64 a unit of a cut."""

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
    tokens, places = cut.tokens, cut.words[cut.content]
    first, lengths = cut.kinds[cut.content], cut.lengths[cut.content]
    after = np.minimum(tokens.starts[places] + 1, tokens.kinds.size - 1)
    second = np.where(lengths > 1, tokens.kinds[after], 0)
    tail = (cut.tails & 0xFF) << 8 | cut.tails >> 8 & 0xFF
    tail = np.where(first == DIGIT, np.minimum(lengths, LONGEST_NUMBER), tail)
    shape = first.astype(np.uint64) << 24 | second.astype(np.uint64) << 20 | tail.astype(np.uint64)
    keys: NDArray[np.uint64] = tokens.hashes + (tokens.kinds[tokens.starts] == UPPER)
    keys[places] = shape * np.uint64(MIX)
    return keys


def letter_keys(cut: Cut) -> NDArray[np.uint64]:
    """Each byte, folded."""
    return cut.tokens.folded + np.uint64(1)


FAMILIES = (
    Family("words", (1, 2, 3), 19, word_keys),
    Family("masked words", (1, 2, 3, 4), 18, masked_keys),
    Family("letters", (3, 4, 5), 18, letter_keys),
)
OFFSETS = tuple(sum(1 << family.bits for family in FAMILIES[:place]) for place in range(len(FAMILIES)))
ROWS = sum(1 << family.bits for family in FAMILIES)


@value
class Runs:
    """Runs of `order` units of one family in a cut: run i begins at unit `begin` + i, and has its row there.

    Units are bytes for letters, else tokens. Runs that cross from one text into the next lie in none.
    """

    family: Family
    order: int
    begin: int
    rows: NDArray[np.int64]

    def bounds(self, parts: Parts) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Run i lies in a part when first <= i < last; two of shape (parts,)."""
        of_letters = self.family.keys is letter_keys
        first, last = (parts.start, parts.end) if of_letters else (parts.first, parts.last)
        return first, np.maximum(first, last - (self.order - 1))


def runs(cut: Cut, families: Sequence[Family] = FAMILIES) -> Iterator[Runs]:
    """Every family's runs, of every order that the cut is long enough for, BLOCK of them at a time.

    `families` is FAMILIES or the first of them.
    """
    for family, offset in zip(families, OFFSETS, strict=False):
        keys = family.keys(cut)
        for begin in range(0, len(keys), BLOCK):
            for order, sums in _sums(family, keys[begin : begin + BLOCK + family.orders[-1] - 1]):
                yield Runs(family, order, begin, _rows(sums[:BLOCK], family.bits, offset))


def distinct_rows(cut: Cut) -> NDArray[np.int32]:
    """Rows that a text, alone in its cut, touches: each once, rising."""
    return each_once(np.concatenate([NO_ROWS, *(run.rows for run in runs(cut))]).astype(np.int32))


def each_once(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, rising. `np.unique` does the same, and imports masked arrays to do it."""
    rising = np.sort(numbers)
    is_new = np.ones(len(rising), np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=is_new[1:])
    return rising.compress(is_new)


def content_rows(cut: Cut) -> NDArray[np.int32]:
    """The row of each content word, in order, as a run of one word has it."""
    keys = word_keys(cut)[cut.words[cut.content]]
    sums = keys * np.uint64(PLACES[0]) + np.uint64(LENGTHS[1])
    return _rows(sums, FAMILIES[0].bits, OFFSETS[0]).astype(np.int32)


def _sums(family: Family, keys: NDArray[np.uint64]) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    """One number a run, for each order of the family up to the first that there are too few keys for."""
    longest = min(family.orders[-1], len(keys))
    for order, sums in zip(range(1, longest + 1), run_sums(keys, longest), strict=False):
        if order in family.orders:
            yield order, sums + np.uint64(LENGTHS[order])


def run_sums(keys: NDArray[np.uint64], longest: int) -> Iterator[NDArray[np.uint64]]:
    """For runs of one key, of two, up to `longest`: one number for each run, which tells keys and order."""
    sums = keys * np.uint64(PLACES[0])
    yield sums
    for place in range(1, longest):
        sums = sums[:-1] + keys[place:] * np.uint64(PLACES[place])
        yield sums


def _rows(mixed: NDArray[np.uint64], bits: int, offset: int) -> NDArray[np.int64]:
    """Mixed, in place, until every bit counts; the highest `bits` are the row."""
    mixed ^= mixed >> np.uint64(SHIFT)
    mixed *= np.uint64(MIX)
    mixed >>= np.uint64(64 - bits)
    mixed += np.uint64(offset)
    return mixed.view(np.int64)
