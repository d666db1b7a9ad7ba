"""Cut prose into tokens and hash them, in whole-array numpy over UTF-8 bytes.

The specification, which `tests/features/reference.py` states again in plain Python:

- A byte is a space, a digit, an upper or lower ASCII letter, a high byte (0x80 and up: part of a
  letter), or punctuation. An apostrophe between two word bytes belongs to the word. The three bytes
  of U+2000..U+203F (dashes, the ellipsis) are punctuation, all of one kind. (Of the controls, which
  `Document` drops, NUL is a space and 0x01 a letter.)
- A token is a maximal run of word bytes, or a maximal run of one punctuation byte; spaces part
  tokens and belong to none.
- Folded, a letter is lower case and a digit is 0, whichever it was: years and prices tell topics, not style.
- The hash of a token is the polynomial sum of (folded byte + 1) * P**k mod 2**64, k from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPACE, LOWER, UPPER, DIGIT, PUNCT = 0, 1, 2, 3, 4
P = 0x9E3779B97F4A7C15  # odd, so that it has an inverse mod 2**64
P_INVERSE = pow(P, -1, 1 << 64)
APOSTROPHE = 0x27
DASH_LEAD, DASH_NEXT = 0xE2, 0x80  # how U+2000..U+203F begin in UTF-8


def _byte_kinds() -> NDArray[np.uint8]:
    kinds = np.full(256, PUNCT, np.uint8)
    kinds[[9, 10, 11, 12, 13, 32]] = SPACE
    kinds[0x30:0x3A] = DIGIT
    kinds[0x41:0x5B] = UPPER
    kinds[0x61:0x7B] = LOWER
    kinds[0x80:] = LOWER
    return kinds


def _byte_folds() -> NDArray[np.uint8]:
    folds = np.arange(256, dtype=np.uint8)
    folds[0x41:0x5B] += 32
    folds[0x30:0x3A] = 0x30
    return folds


KINDS = _byte_kinds()
FOLDS = _byte_folds()


def hash_word(word: str) -> int:
    """The hash that a token of these letters has; `word` in lower case, without digits."""
    total, power = 0, 1
    for byte in word.encode():
        total = (total + (byte + 1) * power) % 2**64
        power = power * P % 2**64
    return total


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one UTF-8 buffer; every array but `bytes`, `folded` and `kinds` has one row a token."""

    bytes: NDArray[np.uint8]
    folded: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    is_word: NDArray[np.bool_]
    hashes: NDArray[np.uint64]


def cut_tokens(buffer: bytes) -> Tokens:
    """Tokens of a UTF-8 buffer, in order; linear in its length."""
    data = np.frombuffer(buffer, np.uint8)
    kinds = KINDS[data]
    folded = FOLDS[data]
    keys = _run_keys(data, kinds)
    edges = np.flatnonzero(keys[1:] != keys[:-1]) + 1
    starts = np.concatenate((np.zeros(min(1, data.size), np.int64), edges))
    ends = np.concatenate((edges, np.full(min(1, data.size), data.size, np.int64)))
    kept = np.flatnonzero(keys[starts])
    starts, ends = starts[kept], ends[kept]
    return Tokens(data, folded, kinds, starts, ends, keys[starts] == 1, _run_hashes(folded, starts, ends))


def _run_keys(data: NDArray[np.uint8], kinds: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """0 for space, 1 for a word byte, the byte itself for punctuation."""
    word = (kinds != SPACE) & (kinds != PUNCT)
    keys = np.where(kinds == PUNCT, data, word.view(np.uint8))
    if len(data) >= 3:  # noqa: PLR2004  bytes of one character
        dashes = np.flatnonzero((data[:-2] == DASH_LEAD) & (data[1:-1] == DASH_NEXT))
        keys[(dashes[:, None] + np.arange(3)).ravel()] = DASH_LEAD
    quotes = np.flatnonzero(data[1:-1] == APOSTROPHE) + 1
    keys[quotes[(keys[quotes - 1] == 1) & (keys[quotes + 1] == 1)]] = 1
    return keys


def _run_hashes(
    folded: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    powers = _powers(P, folded.size)
    sums = np.zeros(folded.size + 1, np.uint64)
    np.cumsum((folded.astype(np.uint64) + np.uint64(1)) * powers, out=sums[1:])
    return (sums[ends] - sums[starts]) * _powers(P_INVERSE, folded.size)[starts]


def _powers(base: int, size: int) -> NDArray[np.uint64]:
    factors = np.full(size, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors)
