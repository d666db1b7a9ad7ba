"""What a classifier sees of a text, and the digest of all that decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ailabel.features as module
from ailabel.features import cut, cut_all, extract, features, lexicon, spec
from ailabel.features.cutting import GROUPS, Cut
from ailabel.features.ngrams import distinct_rows, runs
from ailabel.features.parts import Parts
from ailabel.features.stylometry import FEATURES, measure
from ailabel.features.tokens import hash_word
from ailabel.languages.words import Words, read_words
from tests.features.strategies import TEXTS

if TYPE_CHECKING:
    import numpy as np

    from ailabel.features.lexicon import Lexicon


def with_words(**changes: Any) -> Words:  # noqa: ANN401  as the fields are
    """The shipped words, but for these."""
    words = read_words()
    return Words(**{name: getattr(words, name) for name in Words.__annotations__} | changes)


def test_features_are_the_rows_measures_and_words_of_a_text() -> None:
    pieces = cut("The nation's café opened in 1984. Nobody came!")
    found = features(pieces)

    assert found.rows.tolist() == distinct_rows(pieces).tolist()
    assert found.measures.tolist() == measure(pieces, Parts.whole(pieces))[0].tolist()
    assert found.words == 8
    content = next(runs(pieces)).rows[pieces.words[pieces.content]]
    assert found.content.tolist() == sorted(set(content.tolist()))
    assert len(found.content) == 5


@given(TEXTS)
def test_extract_cuts_and_looks(text: str) -> None:
    found, wanted = extract(text), features(cut(text))

    assert found.rows.tolist() == wanted.rows.tolist()
    assert found.measures.tolist() == wanted.measures.tolist()
    assert found.words == wanted.words
    assert found.content.tolist() == wanted.content.tolist()


def test_no_text_has_no_features() -> None:
    found = extract("")

    assert found.rows.tolist() == []
    assert found.measures.tolist() == [0.0] * len(FEATURES)
    assert found.words == 0
    assert found.content.tolist() == []


@given(st.lists(TEXTS, max_size=5))
def test_many_texts_are_cut_as_if_each_were_alone(texts: list[str]) -> None:
    together = cut_all(texts)
    measures = measure(together, Parts.whole(together))
    found = [(features.tolist(), rows_in(together, place)) for place, features in enumerate(measures)]

    assert found == [(extract(text).measures.tolist(), rows_in(cut(text), 0)) for text in texts]


def rows_in(pieces: Cut, text: int) -> list[list[int]]:
    """Rows of the runs of each order of one of the texts."""
    parts = Parts.whole(pieces)
    bounds = [(run, *run.bounds(parts)) for run in runs(pieces)]
    held = [run.rows[first[text] : last[text]].tolist() for run, first, last in bounds]
    return [rows for rows in held if rows]


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
    "changed",
    [
        with_words(grammar=read_words().grammar | {"zounds"}),
        with_words(grammar=read_words().grammar - {"the"}),
        with_words(abbreviations=read_words().abbreviations | {"zzz"}),
    ],
)
def test_spec_changes_with_the_word_lists(changed: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    before = spec()
    monkeypatch.setattr(module, "read_words", lambda: changed)

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
    words = with_words(lines=frozenset({"share this"}), openings=())
    monkeypatch.setattr(module, "read_words", lambda: words)

    assert spec() == before
