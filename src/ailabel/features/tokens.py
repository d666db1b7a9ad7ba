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

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ailabel.value import value

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPACE, LOWER, UPPER, DIGIT, PUNCT = 0, 1, 2, 3, 4
P = 0x9E3779B97F4A7C15  # odd, so that it has an inverse mod 2**64
P_INVERSE = pow(P, -1, 1 << 64)
APOSTROPHE = 0x27
DASH_LEAD, DASH_NEXT = 0xE2, 0x80  # how U+2000..U+203F begin in UTF-8
DASH = bytes((DASH_LEAD, DASH_NEXT))
WORD = 1  # the key of a word byte; that of a space is 0
LEAST_KEPT, MOST_KEPT = 13, 18  # powers of P are kept for buffers of up to so many bytes, as powers of two


def _kind(byte: int) -> int:
    if byte in b"\t\n\v\f\r ":
        return SPACE
    if 0x30 <= byte < 0x3A:  # noqa: PLR2004  0 to 9
        return DIGIT
    if 0x41 <= byte < 0x5B:  # noqa: PLR2004  A to Z
        return UPPER
    return LOWER if 0x61 <= byte < 0x7B or byte >= 0x80 else PUNCT  # noqa: PLR2004  a to z


# Tables for bytes.translate, which is faster than any look-up of numpy's.
KINDS = bytes(map(_kind, range(256)))
FOLDS = bytes(range(256)).lower().translate(bytes.maketrans(b"123456789", b"0" * 9))
KEYS = bytes(byte if kind == PUNCT else min(kind, WORD) for byte, kind in enumerate(KINDS))


def hash_word(word: str) -> int:
    """The hash that a token of these letters has; `word` in lower case, without digits."""
    total, power = 0, 1
    for byte in word.encode():
        total = (total + (byte + 1) * power) % 2**64
        power = power * P % 2**64
    return total


@value
class Tokens:
    """Tokens of one UTF-8 buffer; every array but `bytes`, `folded` and `kinds` has one row a token.

    `leads` are their first bytes, as typed.
    """

    bytes: NDArray[np.uint8]
    folded: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    is_word: NDArray[np.bool_]
    leads: NDArray[np.uint8]
    hashes: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.starts)


def cut_tokens(buffer: bytes) -> Tokens:
    """Tokens of a UTF-8 buffer, in order; linear in its length."""
    data = np.frombuffer(buffer, np.uint8)
    folded = np.frombuffer(buffer.translate(FOLDS), np.uint8)
    kinds = np.frombuffer(buffer.translate(KINDS), np.uint8)
    keys = _run_keys(buffer, data)
    edges = (keys[1:] != keys[:-1]).nonzero()[0]
    borders = np.empty(len(edges) + 1 + min(1, data.size), np.int64)
    borders[0], borders[-1] = 0, data.size
    np.add(edges, 1, out=borders[1:-1])
    own = keys[borders[:-1]]
    kept = own.nonzero()[0]
    starts, ends = borders[kept], borders[1:][kept]
    hashes = _run_hashes(folded, starts, ends)
    return Tokens(data, folded, kinds, starts, ends, own[kept] == WORD, data[starts], hashes)


def _run_keys(buffer: bytes, data: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """0 for space, WORD for a word byte, the byte itself for punctuation."""
    keys = np.frombuffer(bytearray(buffer).translate(KEYS), np.uint8)
    if DASH in buffer[:-1]:
        dashes = np.flatnonzero((data[:-2] == DASH_LEAD) & (data[1:-1] == DASH_NEXT))
        keys[(dashes[:, None] + np.arange(3)).ravel()] = DASH_LEAD
    quotes = (data[1:-1] == APOSTROPHE).nonzero()[0] + 1
    keys[quotes[(keys[quotes - 1] == WORD) & (keys[quotes + 1] == WORD)]] = WORD
    return keys


def _run_hashes(
    folded: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    sums = np.zeros(folded.size + 1, np.uint64)
    terms = folded + np.uint64(1)
    terms *= _powers(P, folded.size)
    np.cumsum(terms, out=sums[1:])
    return (sums[ends] - sums[starts]) * _powers(P_INVERSE, folded.size)[starts]


def _powers(base: int, size: int) -> NDArray[np.uint64]:
    """The powers of `base` mod 2**64 from 0 on, `size` of them."""
    bits = max(LEAST_KEPT, size.bit_length())
    return (_kept_powers(base, bits) if bits <= MOST_KEPT else _new_powers(base, size))[:size]


@cache
def _kept_powers(base: int, bits: int) -> NDArray[np.uint64]:
    return _new_powers(base, 1 << bits)


def _new_powers(base: int, size: int) -> NDArray[np.uint64]:
    factors = np.full(size, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors)
