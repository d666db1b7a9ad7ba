"""Find where sentences begin, by token shape and a list of abbreviations.

nltk's Punkt is the reference that `tests/features/test_sentences.py` holds this against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.tokens import DIGIT, UPPER, Tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray


def bytes_in(marks: str) -> NDArray[np.bool_]:
    """Which bytes are among these marks; shape (256,)."""
    table = np.zeros(256, np.bool_)
    table[list(marks.encode())] = True
    return table


ENDERS, CLOSERS, OPENERS = bytes_in(".!?"), bytes_in("\"')]"), bytes_in("\"'([")
MAX_CLOSERS = 2  # marks between the stop and the space: ." or .")


def sentence_starts(tokens: Tokens, abbreviations: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Indices of the tokens that open a sentence, rising; the first token is always one.

    A sentence ends at a run of `.`, `!` or `?`, with closing marks after it, when a space follows and
    then a capital, a digit or an opening mark; not at a single `.` after an abbreviation (sorted
    hashes in `abbreviations`) or after a lone capital letter.
    """
    count = len(tokens.starts)
    if count == 0:
        return np.zeros(0, np.intp)
    first = tokens.bytes[tokens.starts]
    stops = np.flatnonzero(~tokens.is_word & ENDERS[first])
    stops = stops[~_abbreviated(tokens, stops, abbreviations)]
    opens = stops + 1
    for _ in range(MAX_CLOSERS):
        closes = (opens < count) & (tokens.starts[np.minimum(opens, count - 1)] == tokens.ends[opens - 1])
        closes &= CLOSERS[first[np.minimum(opens, count - 1)]]
        opens = opens + closes
    opens = opens[opens < count]
    spaced = tokens.starts[opens] > tokens.ends[opens - 1]
    kinds = tokens.kinds[tokens.starts[opens]]
    begins = (kinds == UPPER) | (kinds == DIGIT) | OPENERS[first[opens]]
    starts = np.zeros(count, np.bool_)
    starts[0] = True
    starts[opens[spaced & begins]] = True
    return np.flatnonzero(starts)


def _abbreviated(
    tokens: Tokens, stops: NDArray[np.intp], abbreviations: NDArray[np.uint64]
) -> NDArray[np.bool_]:
    """Whether a stop is a single full stop that belongs to the word before it."""
    before = np.maximum(stops - 1, 0)
    lone = (tokens.ends[stops] - tokens.starts[stops] == 1) & (tokens.bytes[tokens.starts[stops]] == ord("."))
    joined = (stops > 0) & tokens.is_word[before] & (tokens.ends[before] == tokens.starts[stops])
    initial = (tokens.ends[before] - tokens.starts[before] == 1) & (
        tokens.kinds[tokens.starts[before]] == UPPER
    )
    initial &= tokens.bytes[tokens.starts[before]] != ord("I")
    found: NDArray[np.bool_] = lone & joined & (initial | is_member(tokens.hashes[before], abbreviations))
    return found


def is_member(hashes: NDArray[np.uint64], members: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which hashes stand in the sorted array `members`."""
    if len(members) == 0:
        return np.zeros(len(hashes), np.bool_)
    places = np.minimum(np.searchsorted(members, hashes), len(members) - 1)
    found: NDArray[np.bool_] = members[places] == hashes
    return found
