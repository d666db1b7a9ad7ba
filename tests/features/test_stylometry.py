"""Measures are finite for every text, and what a person would count."""

from __future__ import annotations

from itertools import permutations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.features import cut
from ailabel.features.cutting import GROUPS, SUFFIXES, TAIL
from ailabel.features.parts import Parts
from ailabel.features.stylometry import DIGITS, FEATURES, MARKS, NEAR, REPETITION, listed, measure
from ailabel.features.tokens import LOWER, UPPER
from ailabel.languages.words import read_words
from tests.features.reference import tokens
from tests.features.strategies import TEXTS

FAR = " ".join(f"word{'abcdefghij'[place % 10]}{'klmnopqrst'[place // 10]}" for place in range(NEAR - 1))
EXAMPLES = [
    ("words a sentence", "One two three. Four five.", 5 / 2),
    ("spread of words a sentence", "One two three. Four five.", 1 / 2),
    ("spread of words a sentence", "One sentence only.", 0),
    ("steps between sentence lengths", "One two three. Four five. Six.", 1 / 2),
    ("short sentences", "One two six ten red big old dogs. One two six ten red big dogs.", 1 / 2),
    ("long sentences", f"Dogs{' bark' * 29}. Dogs{' bark' * 30}.", 1 / 2),
    ("letters a word", "To the moon.", 3),
    ("spread of letters a word", "To the moon.", sqrt(2 / 3)),
    ("long words", "Basketball handicaps.", 1 / 2),
    ("function words", "The cat is here.", 3 / 4),
    ("content words said again", "Dogs chase cats. The dogs win.", 1 / 5),
    ("content words said again", f"Dog {FAR} dog", 1 / (NEAR + 1)),
    ("content words said again", f"Dog {FAR} more dog", 0),
    ("function words said again", "The dogs and the cats.", 1 / 3),
    ("function words said again", f"The {FAR} the", 1 / 2),
    ("function words said again", f"The {FAR} more the", 0),
    ("runs of two words said again", "Old dogs bark. Where old, dogs sleep.", 1 / 7),
    ("runs of two words said again", "No no no.", 1 / 3),
    ("runs of two words said again", f"Old dog {FAR[:-7]} old dog", 1 / (NEAR + 2)),
    ("runs of two words said again", f"Old dog {FAR} old dog", 0),
    ("runs of three words said again", "At the end of days or at the end.", 1 / 9),
    ("runs of three words said again", "Day by day by day by day.", 3 / 7),
    ("sentence openers said again", "He ran. He sat. She left.", 1 / 3),
    ("function words as openers", "He ran. Dogs sat.", 1 / 2),
    ("openers set off by a comma", "However, he ran. He sat.", 1 / 2),
    ("lists of three", "Red, blue, and green.", 1 / 4),
    ("lists of three", "Red, very dark blue, and green.", 1 / 6),
    ("lists of three", "Red, very very dark blue, and green.", 0),
    ("lists of three", "Red, blue and green.", 0),
    ("lists of three", ", blue, and green.", 1 / 3),
    ("lists of three", "And green, blue,", 0),
    ("pairs joined by and", "Salt and pepper or he and she.", 1 / 7),
    ("pairs joined by and", "And dogs bark", 0),
    ("pairs joined by and", "Dogs bark and", 0),
    ("capitals inside sentences", "We met Anna in Rome.", 2 / 5),
    ("numbers", "In 1984 the 3rd of 12.", 3 / 6),
    ("words with an apostrophe", "Don't stop the dogs' 'old' tail.", 1 / 6),
    ("words with an apostrophe", "Rock'n'roll lives.", 2 / 2),
    ("commas", "Red, blue, green.", 2 / 3),
    ("semicolons", "Red; blue.", 1 / 2),
    ("colons", "So: yes.", 1 / 2),
    ("hyphens", "Well-known.", 1 / 2),
    ("brackets", "(So) [be] it.", 4 / 3),
    ("quotation marks", '"So be it."', 2 / 3),
    ("exclamation marks", "No! Go!! Now.", 2 / 3),
    ("question marks", "No? Go.", 1 / 2),
    ("words in -ing", "Running sing being.", 1 / 3),
    ("words in -ed", "WALKED bed edit.", 1 / 3),
    ("words in -ly", "Quickly fly only.", 1 / 3),
    ("words in -tion, -ment, -ness, -ity", "Nation payment sadness quality unity nations.", 4 / 6),
    ("words in -ive, -ous, -al, -ful", "Active famous local awful oval.", 4 / 5),
    ("words in -s", "Cats is bus us cat.", 2 / 5),
    ("I, me, my", "I know my dog, I'm sure.", 3 / 6),
    ("you, your", "You know you're late.", 2 / 4),
    ("we, us, our", "We know our dogs.", 2 / 4),
    ("he, she, they", "He saw them run.", 2 / 4),
    ("it, this, that", "It says that cats run.", 2 / 5),
    ("forms of be", "It is and was so.", 2 / 5),
    ("modal verbs", "You can and should go.", 2 / 5),
    ("negations", "Do not say don't.", 2 / 4),
    ("the", "The cat and the dog.", 2 / 5),
    ("a, an", "An owl and a cat.", 2 / 5),
    ("and", "Cats and dogs and owls.", 2 / 5),
    ("of", "Full of bits of it.", 2 / 5),
    ("but, though", "But he came though.", 2 / 4),
    ("very, just, really", "So very old, just now.", 3 / 5),
]


def measured(text: str) -> dict[str, float]:
    pieces = cut(text)
    return dict(zip(FEATURES, measure(pieces, Parts.whole(pieces))[0].tolist(), strict=True))


@pytest.mark.parametrize(("name", "text", "value"), EXAMPLES)
def test_measure_is_what_a_person_counts(name: str, text: str, value: float) -> None:
    assert measured(text)[name] == pytest.approx(value, abs=10**-DIGITS)


@pytest.mark.parametrize("name", FEATURES)
def test_unit_says_what_a_measure_is_a_share_of(name: str) -> None:
    unit = FEATURES[name].unit

    assert unit.times == {"%": 100, "i": 1000}.get(unit.name[0], 1)
    assert ("sentences" in unit.name) == ("sentences" in name or "openers" in name) or "capitals" in name


def test_every_measure_has_an_example_that_is_not_nothing() -> None:
    assert {name for name, _, value in EXAMPLES if value} == set(FEATURES)


RUNS = {
    "content words said again": 1,
    "function words said again": 1,
    "runs of two words said again": 2,
    "runs of three words said again": 3,
}


@given(st.lists(st.sampled_from(["the", "so", "dog", "Dog", "cat", ",", "."]), max_size=150).map(" ".join))
def test_what_is_said_again_is_what_a_slow_search_finds(text: str) -> None:
    values = measured(text)

    assert list(FEATURES)[-len(RUNS) :] == list(REPETITION) == list(RUNS)
    for name, order in RUNS.items():
        assert values[name] == pytest.approx(said_again(name, order, text), abs=10**-DIGITS)


def said_again(name: str, order: int, text: str) -> float:
    """By the run that each word begins, where such a run began within NEAR words before."""
    words = [token.folded.decode() for token in tokens(text) if token.is_word]
    runs = [words[place : place + order] for place in range(len(words) - order + 1)]
    again = [
        run
        for place, run in enumerate(runs)
        if run in runs[max(0, place - NEAR) : place] and is_counted(name, run[0])
    ]
    return len(again) / max(1, sum(is_counted(name, word) for word in words))


def is_counted(name: str, word: str) -> bool:
    return name.startswith("runs") or name.startswith("function") == (word in read_words().grammar)


@given(TEXTS)
def test_measures_are_finite_for_every_text(text: str) -> None:
    pieces = cut(text)
    values = measure(pieces, Parts.whole(pieces))

    assert values.shape == (1, len(FEATURES))
    assert values.dtype == np.float64
    assert np.isfinite(values).all()
    assert (values >= 0).all()


@pytest.mark.parametrize("text", ["", " \n ", "...", "—", "?! (-)"])
def test_of_no_words_no_sentence_and_no_word_is_measured(text: str) -> None:
    values = measured(text)

    assert {values[name] for name in FEATURES if "sentence" in name or "word" in name} == {0.0}


@given(TEXTS)
def test_a_text_is_measured_alike_however_it_is_spaced(text: str) -> None:
    spaced = "  ".join(text.split(" "))

    assert measured(f" {spaced}\n") == measured(text)


def test_prose_is_cut_into_words_sentences_and_marks() -> None:
    pieces = cut('He said: "Go home." Nobody did.')

    assert pieces.words.tolist() == [0, 1, 4, 5, 8, 9]
    assert pieces.lengths.tolist() == [2, 4, 2, 4, 6, 3]
    assert pieces.kinds.tolist() == [UPPER, LOWER, UPPER, LOWER, UPPER, LOWER]
    assert pieces.sentences.tolist() == [4, 2]
    assert pieces.openers.tolist() == [0, 4]
    assert pieces.is_grammar.tolist() == [True] + [False] * 7 + [True, True, False]
    assert pieces.content.tolist() == [1, 2, 3]


def test_tokens_are_listed_by_what_they_are() -> None:
    pieces = cut('She said: "Running (or sitting) is fun," gladly.')
    kinds, tokens = listed(pieces)
    names = [*MARKS, *SUFFIXES, *GROUPS]

    assert [(names[kind], token) for kind, token in zip(kinds.tolist(), tokens.tolist(), strict=True)] == [
        ("commas", 11),
        ("colons", 2),
        ("brackets", 5),
        ("brackets", 8),
        ("quotation marks", 3),
        ("quotation marks", 12),
        ("words in -ing", 4),
        ("words in -ing", 7),
        ("words in -ly", 13),
        ("he, she, they", 0),
        ("forms of be", 9),
    ]


def test_tails_are_the_last_four_letters_of_content_words_folded() -> None:
    tails = cut("The NATIONS sang 2026 odes: x.").tails

    assert [int(tail).to_bytes(4, "big") for tail in tails] == [
        b"ions",
        b"sang",
        b"0000",
        b"odes",
        b"\0\0\0x",
    ]


def test_suffixes_of_a_measure_exclude_one_another() -> None:
    for suffixes in SUFFIXES.values():
        assert max(map(len, suffixes)) <= TAIL
        assert not any(one.endswith(other) for one, other in permutations(suffixes, 2))


def test_no_word_is_in_two_groups() -> None:
    words = [word for group in GROUPS.values() for word in group]

    assert len(words) == len(set(words))
    assert [word for word in words if len(cut(word).words) != 1] == []


def test_sentences_of_no_words_are_not_counted() -> None:
    pieces = cut('Well. "?" "!" Done now.')

    assert pieces.sentences.tolist() == [1, 2]
    assert pieces.openers.tolist() == [0, 1]
