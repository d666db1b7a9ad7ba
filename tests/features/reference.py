"""What the tokens, sentences and n-grams of `features` are, once more in slow and plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ailabel.features.ngrams import FAMILIES, LENGTHS, LONGEST_NUMBER, MIX, PLACES
from ailabel.features.tokens import DIGIT, LOWER, PUNCT, SPACE, UPPER, P
from ailabel.languages.words import read_words

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD_KINDS = (LOWER, UPPER, DIGIT)
WHOLE = 2**64


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    is_word: bool
    folded: bytes


def encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def kind(byte: int) -> int:
    if byte in b" \t\n\v\f\r":
        return SPACE
    if byte in b"0123456789":
        return DIGIT
    if chr(byte).isascii() and chr(byte).isalpha():
        return UPPER if chr(byte).isupper() else LOWER
    return LOWER if byte >= 0x80 else PUNCT


def fold(byte: int) -> int:
    if kind(byte) == DIGIT:
        return ord("0")
    return byte + 32 if kind(byte) == UPPER else byte


def classes(text: str) -> list[str]:
    """Of each byte: " " for a space, "w" for a byte of a word, else the mark that it belongs to."""
    found: list[str] = []
    for char in text:
        encoded = encode(char)
        if len(char) == 1 and 0x2000 <= ord(char) <= 0x203F:
            found += ["dash"] * 3
        elif char == "\0":  # controls never come here: Document drops them
            found += [" "]
        elif char == "\1":
            found += ["w"]
        elif kind(encoded[0]) == PUNCT:
            found += [char]
        else:
            found += [" " if kind(encoded[0]) == SPACE else "w"] * len(encoded)
    return [
        "w" if mark == "'" and place and found[place - 1 : place + 2] == ["w", "'", "w"] else mark
        for place, mark in enumerate(found)
    ]


def tokens(text: str) -> list[Token]:
    data, marks = encode(text), classes(text)
    found: list[Token] = []
    start = 0
    for place in range(1, len(data) + 1):
        if place == len(data) or marks[place] != marks[start]:
            if marks[start] != " ":
                found.append(Token(start, place, marks[start] == "w", bytes(map(fold, data[start:place]))))
            start = place
    return found


def sentence_starts(text: str) -> list[int]:
    """The tokens that open a sentence: the first one, and each before which a sentence ends."""
    own = tokens(text)
    return [place for place in range(len(own)) if place == 0 or ends_before(encode(text), own, place)]


def ends_before(data: bytes, own: Sequence[Token], place: int) -> bool:
    """Whether a stop, and at most two closing marks without a space, stand before this token and a space."""
    opener = data[own[place].start : own[place].start + 1]
    is_opener = (
        opener.isdigit() or (opener.isascii() and opener.isupper()) or opener in (b'"', b"'", b"(", b"[")
    )
    if not is_opener or own[place - 1].end == own[place].start:
        return False
    for stop in range(place - 1, max(place - 4, -1), -1):
        raw = data[own[stop].start : own[stop].end]
        if raw[:1] in (b".", b"!", b"?"):
            return not is_of_word(data, own, stop)
        if raw[:1] not in (b'"', b"'", b")", b"]") or stop == 0 or own[stop - 1].end < own[stop].start:
            return False
    return False


def is_of_word(data: bytes, own: Sequence[Token], stop: int) -> bool:
    """Whether a single full stop belongs to the abbreviation, or the lone capital other than I, before it."""
    before = own[stop - 1] if stop else None
    if before is None or not before.is_word or before.end < own[stop].start:
        return False
    raw = data[before.start : before.end]
    initial = len(raw) == 1 and raw.isalpha() and raw.isupper() and raw != b"I"
    known = before.folded in {encode(word) for word in read_words().abbreviations}
    return data[own[stop].start : own[stop].end] == b"." and (initial or known)


def hash_of(folded: bytes) -> int:
    return sum((byte + 1) * pow(P, place, WHOLE) for place, byte in enumerate(folded)) % WHOLE


def word_keys(text: str) -> list[int]:
    return [hash_of(token.folded) for token in tokens(text)]


def masked_keys(text: str) -> list[int]:
    return [masked_key(encode(text)[token.start : token.end], token) for token in tokens(text)]


def masked_key(raw: bytes, token: Token) -> int:
    is_grammar = token.folded in {encode(word) for word in read_words().grammar}
    if is_grammar or not token.is_word:
        return (hash_of(token.folded) + (kind(raw[0]) == UPPER)) % WHOLE
    second = kind(raw[1]) if len(raw) > 1 else 0
    tail = token.folded[-1] * 256 + (token.folded[-2] if len(raw) > 1 else 0)
    if kind(raw[0]) == DIGIT:
        tail = min(len(raw), LONGEST_NUMBER)
    return (kind(raw[0]) * 2**24 + second * 2**20 + tail) * MIX % WHOLE


def letter_keys(text: str) -> list[int]:
    return [fold(byte) + 1 for byte in encode(text)]


KEYS = {"words": word_keys, "masked words": masked_keys, "letters": letter_keys}


def row(keys: Sequence[int], bits: int) -> int:
    """Where a run of units falls in the table of its family."""
    total = sum(key * place for key, place in zip(keys, PLACES, strict=False)) + LENGTHS[len(keys)]
    total %= WHOLE
    return ((total ^ total >> 31) * MIX % WHOLE) >> (64 - bits)


def runs(text: str) -> dict[tuple[str, int], list[int]]:
    """Rows of the runs of every family and order that the text has any of, in order."""
    found: dict[tuple[str, int], list[int]] = {}
    offset = 0
    for family in FAMILIES:
        keys = KEYS[family.name](text)
        for order in family.orders:
            windows = [keys[first : first + order] for first in range(len(keys) - order + 1)]
            if windows:
                found[family.name, order] = [offset + row(window, family.bits) for window in windows]
        offset += 2**family.bits
    return found


def distinct_rows(text: str) -> list[int]:
    return sorted({row for rows in runs(text).values() for row in rows})
