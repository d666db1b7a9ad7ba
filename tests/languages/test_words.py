"""The packed words are the ones that people edit."""

from __future__ import annotations

import json
import re

import pytest

from ailabel.disclosure.catalogue import toml_files
from ailabel.languages.words import FOLDER, PACKED, main, packed_words, read_words

CONTRACTIONS = {"i'm", "don't", "it's", "won't", "they've", "she'd", "we'll", "can't", "let's", "who's"}
FUNCTION = {
    "the",
    "of",
    "however",
    "therefore",
    "also",
    "very",
    "just",
    "because",
    "whom",
    "cannot",
    "themselves",
}
CONTENT = {"people", "time", "important", "make", "government", "new", "good"}


def test_packed_words_are_those_of_the_toml_files() -> None:
    assert json.loads(PACKED.read_text("utf-8")) == packed_words()


def test_packing_again_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    before = PACKED.read_bytes()
    written: list[bytes] = []
    monkeypatch.setattr(
        type(PACKED), "write_text", lambda _path, text, _encoding: written.append(text.encode())
    )
    main()

    assert written == [before]


def test_every_language_has_function_words_of_its_own() -> None:
    function = read_words().function

    assert {*function} == {file.parent.name for file in FOLDER.glob("*/words.toml")}
    for language, words in function.items():
        others = frozenset().union(*(function[other] for other in function if other != language))
        assert len(words) >= 40, language
        assert len(words - others) >= len(words) / 3, language


def test_every_language_is_told_by_its_words_or_by_its_script() -> None:
    scripts = {"ar", "el", "fa", "he", "hi", "ja", "ko", "th", "zh"}

    assert {path.parent.name for path in toml_files()} - {"any"} <= {*read_words().function} | scripts


def test_letters_of_a_language_are_small_and_hold_those_of_its_words() -> None:
    words = read_words()

    assert words.letters.keys() == words.function.keys()
    for language, letters in words.letters.items():
        used = {char for word in words.function[language] for char in word if not char.isascii()}
        assert used <= set(letters), language
        assert letters == letters.lower(), language
        assert len(set(letters)) == len(letters), language


def test_grammar_is_syntax_without_topic() -> None:
    grammar = read_words().grammar

    assert grammar >= CONTRACTIONS | FUNCTION | read_words().function["en"]
    assert not grammar & CONTENT
    assert 300 <= len(grammar) <= 360


def test_abbreviations_are_single_words_without_their_stop() -> None:
    abbreviations = read_words().abbreviations

    assert abbreviations >= {"mr", "dr", "st", "vs", "jan", "fig", "al"}
    assert not abbreviations & {"etc", "no", "inc"}  # a sentence often begins after these
    assert all(re.fullmatch(r"[a-z]{1,6}", word) for word in abbreviations)


@pytest.mark.parametrize("name", ["grammar", "abbreviations", "lines"])
def test_lists_are_in_lower_case(name: str) -> None:
    words = getattr(read_words(), name)

    assert words == {word.lower() for word in words}


def test_no_word_stands_twice_in_a_list() -> None:
    packed = packed_words()
    lists = [
        *(words.split() for words in packed["function"].values()),
        packed["grammar"].split(),
        packed["lines"],
    ]

    assert all(len(words) == len(set(words)) for words in lists)
