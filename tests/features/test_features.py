"""What a classifier sees of a text, and the digest of all that decides it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ailabel.features as module
from ailabel.features import cut, extract, features, lexicon, part_of, spec
from ailabel.features.cutting import GROUPS, Cut
from ailabel.features.ngrams import distinct_rows
from ailabel.features.stylometry import FEATURES, measure
from ailabel.features.tokens import hash_word
from ailabel.languages.words import read_words
from tests.features.reference import encode
from tests.features.strategies import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.features.lexicon import Lexicon
    from ailabel.languages.words import Words


def flat(pieces: Cut) -> dict[str, list[Any]]:
    """Every array of a cut text."""
    return {
        field.name: getattr(owner, field.name).tolist()
        for owner in (pieces, pieces.tokens)
        for field in fields(owner)
        if isinstance(getattr(owner, field.name), np.ndarray)
    }


def test_features_are_the_rows_measures_and_words_of_a_text() -> None:
    pieces = cut("The nation's café opened in 1984. Nobody came!")
    found = features(pieces)

    assert found.rows.tolist() == distinct_rows(pieces).tolist()
    assert found.measures.tolist() == measure(pieces).tolist()
    assert found.words == 8


@given(TEXTS)
def test_extract_cuts_and_looks(text: str) -> None:
    found, wanted = extract(text), features(cut(text))

    assert found.rows.tolist() == wanted.rows.tolist()
    assert found.measures.tolist() == wanted.measures.tolist()
    assert found.words == wanted.words


def test_no_text_has_no_features() -> None:
    found = extract("")

    assert found.rows.tolist() == []
    assert found.measures.tolist() == [0.0] * len(FEATURES)
    assert found.words == 0


@given(TEXTS, st.data())
def test_part_of_a_cut_text_is_that_substring_cut(text: str, data: st.DataObject) -> None:
    pieces = cut(text)
    starts = pieces.tokens.starts.tolist()
    count = len(starts)
    first = data.draw(st.integers(0, max(0, count - 1)))
    last = data.draw(st.integers(min(first + 1, count), count))
    end = starts[last] if last < count else len(encode(text))
    substring = encode(text)[starts[first] if first else 0 : end]

    assert flat(part_of(pieces, first, last)) == flat(cut(substring.decode("utf-8", "surrogatepass")))


def test_part_of_none_of_the_tokens_is_empty() -> None:
    pieces = cut("One. Two.")

    assert flat(part_of(pieces, 2, 2)) == flat(cut(""))


def test_lexicon_knows_the_words_of_its_lists() -> None:
    words, known = read_words(), lexicon()

    assert hashes_of(known, known.is_grammar) == set(map(hash_word, words.grammar))
    assert hashes_of(known, known.is_abbreviation) == set(map(hash_word, words.abbreviations))
    for place, group in enumerate(GROUPS.values(), start=1):
        assert hashes_of(known, known.groups == place) == set(map(hash_word, group))


def hashes_of(known: Lexicon, rows: np.ndarray) -> set[int]:
    return set(known.hashes[rows].tolist())


def test_spec_is_a_digest_that_stays() -> None:
    assert spec() == spec()
    assert len(bytes.fromhex(spec())) == 32


@pytest.mark.parametrize(
    "change",
    [
        lambda words: replace(words, grammar=words.grammar | {"zounds"}),
        lambda words: replace(words, grammar=words.grammar - {"the"}),
        lambda words: replace(words, abbreviations=words.abbreviations | {"zzz"}),
    ],
)
def test_spec_changes_with_the_word_lists(
    change: Callable[[Words], Words], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, words = spec(), change(read_words())
    monkeypatch.setattr(module, "read_words", lambda: words)

    assert spec() != before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VERSION", 0),
        ("P", 3),
        ("MIX", 5),
        ("FAMILIES", ()),
        ("FEATURES", {}),
        ("PLACES", ()),
        ("LENGTHS", ()),
    ],
)
def test_spec_changes_with_what_computes_a_feature(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = spec()
    monkeypatch.setattr(module, name, value)

    assert spec() != before


def test_spec_says_nothing_of_words_that_no_feature_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    before = spec()
    words = replace(read_words(), lines=frozenset({"share this"}), openings=())
    monkeypatch.setattr(module, "read_words", lambda: words)

    assert spec() == before
