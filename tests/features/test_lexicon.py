"""Known words are found by their hashes, and unknown ones are nobody's."""

from __future__ import annotations

import numpy as np

from ailabel.features.lexicon import NO_HASH, Lexicon, hash_words
from ailabel.features.tokens import hash_word

WORDS = Lexicon.of(["the", "don't"], ["dr"], [["the", "a"], ["so"]])


def row(word: str) -> tuple[bool, bool, int]:
    """Whether a word is grammar, whether an abbreviation, and its group."""
    (place,) = WORDS.find(np.array([hash_word(word)], np.uint64))
    return bool(WORDS.is_grammar[place]), bool(WORDS.is_abbreviation[place]), int(WORDS.groups[place])


def test_words_are_found_with_all_that_is_known_of_them() -> None:
    assert row("the") == (True, False, 1)
    assert row("don't") == (True, False, 0)
    assert row("dr") == (False, True, 0)
    assert row("a") == (False, False, 1)
    assert row("so") == (False, False, 2)


def test_other_words_are_nothing() -> None:
    nobody = WORDS.find(np.array([0, 1, 12345, NO_HASH], np.uint64))

    assert row("elephant") == (False, False, 0)
    assert nobody.tolist() == [len(WORDS.hashes) - 1] * 4


def test_hashes_rise_and_name_each_word_once() -> None:
    assert (np.diff(WORDS.hashes.astype(object)) > 0).all()
    assert len(WORDS.hashes) == 5 + 1


def test_words_are_hashed_in_the_order_given() -> None:
    assert hash_words(["so", "don't", "so"]).tolist() == [hash_word(word) for word in ("so", "don't", "so")]
