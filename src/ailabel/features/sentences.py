"""Find where sentences begin, by token shape and a list of abbreviations.

nltk's Punkt is the reference that `tests/features/test_sentences.py` holds this against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ailabel.features.tokens import Tokens

FULL_STOP = ord(".")
MAX_CLOSERS = 2  # marks between the stop and the space: ." or .")


def _holds(these: bytes) -> NDArray[np.bool_]:
    """Of each byte, whether it is one of these."""
    table = np.zeros(256, np.bool_)
    table[np.frombuffer(these, np.uint8)] = True
    return table


CAPITALS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STOPS = _holds(b".!?")
CLOSES = _holds(b"\"')]")
OPENS = _holds(CAPITALS + b"0123456789\"'([")
INITIALS = _holds(CAPITALS.replace(b"I", b""))  # "I" is a word


def sentence_starts(
    tokens: Tokens, is_abbreviation: NDArray[np.bool_], firsts: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Indices of the tokens that open a sentence, rising; the first token of a text (`firsts`) always does.

    A sentence ends at a run of `.`, `!` or `?`, with closing marks after it, when a space follows and
    then a capital, a digit or an opening mark; not at a single `.` after an abbreviation
    (`is_abbreviation` has one truth a token) or after a lone capital letter.
    """
    leads, count = tokens.leads, len(tokens)
    spaced = tokens.starts[1:] > tokens.ends[:-1]
    closes, begins, is_start = np.zeros((3, count + 1), np.bool_)
    closes[1:-1] = CLOSES[leads[1:]] & ~spaced
    begins[1:-1] = OPENS[leads[1:]] & spaced
    stops = STOPS[leads].nonzero()[0]
    opens = stops[~_abbreviated(tokens, stops, is_abbreviation)] + 1
    for _ in range(MAX_CLOSERS):
        opens = opens + closes[opens]
    is_start[opens[begins[opens]]] = True
    is_start[firsts] = True
    return is_start[:count].nonzero()[0]


def _abbreviated(
    tokens: Tokens, stops: NDArray[np.intp], is_abbreviation: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether a stop is a single full stop that belongs to the word before it."""
    before = np.maximum(stops - 1, 0)
    start, end = tokens.starts[stops], tokens.ends[before]
    joined = (stops > 0) & tokens.is_word[before] & (end == start)
    lone = (tokens.ends[stops] - start == 1) & (tokens.leads[stops] == FULL_STOP)
    initial = (end - tokens.starts[before] == 1) & INITIALS[tokens.leads[before]]
    found: NDArray[np.bool_] = joined & lone & (initial | is_abbreviation[before])
    return found
