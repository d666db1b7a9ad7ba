"""The packed words are the ones that people edit."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

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
ONLY_SMALL = {"cs", "da", "fi", "hu", "no"}  # languages that are not told by their function words
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

    tables = {
        file.parent.name: tomllib.loads(file.read_text("utf-8")) for file in FOLDER.glob("*/words.toml")
    }
    assert {*tables} - {*function} == ONLY_SMALL
    assert all({*tables[name]} == {"small"} for name in ONLY_SMALL)
    for language, words in function.items():
        others = frozenset().union(*(function[other] for other in function if other != language))
        assert len(words) >= 40, language
        assert len(words - others) >= len(words) / 3, language


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
