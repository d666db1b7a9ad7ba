"""Prose is cut where the specification says, whatever the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from ailabel.features.tokens import LEAST_KEPT, MOST_KEPT, P_INVERSE, P, Tokens, cut_tokens, hash_word
from tests.features import reference
from tests.features.strategies import TEXTS


def cut(text: str) -> Tokens:
    return cut_tokens(reference.encode(text))


def strings(text: str) -> list[str]:
    data, tokens = reference.encode(text), cut(text)
    return [
        data[start:end].decode("utf-8", "surrogatepass")
        for start, end in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \t\n ", []),
        ("Two words.", ["Two", "words", "."]),
        ("well-known (so)", ["well", "-", "known", "(", "so", ")"]),
        ("don't 'quote' dogs' o'clock's", ["don't", "'", "quote", "'", "dogs", "'", "o'clock's"]),
        ("a''b 'tis", ["a", "''", "b", "'", "tis"]),
        ("wait... what?!", ["wait", "...", "what", "?", "!"]),
        ("here—there –– and…", ["here", "—", "there", "––", "and", "…"]),
        ("café naïve 中文", ["café", "naïve", "中文"]),
        ("3.14 and 1,000", ["3", ".", "14", "and", "1", ",", "000"]),
        ("x--y", ["x", "--", "y"]),
        ("lone \ud800 one", ["lone", "\ud800", "one"]),
    ],
)
def test_tokens_are_runs_of_word_bytes_or_of_one_mark(text: str, found: list[str]) -> None:
    assert strings(text) == found


@given(TEXTS)
def test_tokens_are_those_of_the_plain_reference(text: str) -> None:
    tokens, wanted = cut(text), reference.tokens(text)

    assert tokens.starts.tolist() == [token.start for token in wanted]
    assert tokens.ends.tolist() == [token.end for token in wanted]
    assert tokens.leads.tolist() == [reference.encode(text)[token.start] for token in wanted]
    assert tokens.is_word.tolist() == [token.is_word for token in wanted]
    assert tokens.hashes.tolist() == [reference.hash_of(token.folded) for token in wanted]


@given(TEXTS)
def test_every_byte_is_folded_and_has_a_kind(text: str) -> None:
    tokens, data = cut(text), reference.encode(text)

    assert tokens.bytes.tobytes() == data
    assert tokens.folded.tolist() == [reference.fold(byte) for byte in data]
    assert tokens.kinds.tolist() == [reference.kind(byte) for byte in data]


def test_words_hash_alike_in_any_case_and_numbers_in_any_digits() -> None:
    first, second = cut("The 1984"), cut("tHE 2026")

    assert first.hashes.tolist() == second.hashes.tolist()
    assert first.hashes[0] == hash_word("the")


def test_hash_is_the_sum_worked_out_by_hand() -> None:
    assert hash_word("") == 0
    assert hash_word("ab") == (98 + 99 * P) % 2**64
    assert P * P_INVERSE % 2**64 == 1


@given(TEXTS)
def test_hash_of_a_word_is_that_of_its_token(text: str) -> None:
    tokens = cut(f"{text} nation's é")

    assert tokens.hashes[-2:].tolist() == [hash_word("nation's"), hash_word("é")]


def test_arrays_have_the_types_that_rows_are_made_of() -> None:
    tokens = cut("Some words.")

    kinds = {name: getattr(tokens, name).dtype for name in ("hashes", "folded", "kinds", "is_word", "leads")}
    assert kinds == {
        "hashes": np.uint64,
        "folded": np.uint8,
        "kinds": np.uint8,
        "is_word": np.bool_,
        "leads": np.uint8,
    }


@pytest.mark.parametrize("bits", [LEAST_KEPT, MOST_KEPT])
def test_a_long_text_is_hashed_like_a_short_one(bits: int) -> None:
    words = "ab " * ((1 << bits) // 3 + 1)

    assert set(cut(words).hashes.tolist()) == {hash_word("ab")}
