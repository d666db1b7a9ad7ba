"""Words of all languages stand for the same concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure.concepts import NAME, Glossary, read_forms, read_glossary
from ailabel.disclosure.telling import AGENT, LANGUAGES
from ailabel.disclosure.wording import read_words

if TYPE_CHECKING:
    from pathlib import Path

    from ailabel.disclosure.matching import Patterns

FORMS = read_forms("write: wrote, writ*, typed up\nme: i, my\nreader: writer*\nup: up\n")
LISTED = (LANGUAGES / "concepts.txt").read_text("utf-8").splitlines()
FILES = sorted(LANGUAGES.glob(f"*/{NAME}"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("i wrote", "me write"),
        ("my writing", "me write"),
        ("my writers", "me reader"),
        ("typed up .", "write ."),
        ("typed", ""),
        ("wrote up", "write up"),
        ("o'writing", "write"),
        ("^ i AGENT wr $", "^ me AGENT $"),
    ],
)
def test_longest_form_of_a_word_counts(said: str, expected: str) -> None:
    assert Glossary(FORMS, spaced=True).concepts(said.split()) == expected.split()


def test_without_spaces_a_form_may_stand_anywhere() -> None:
    glossary = Glossary(read_forms("this: 本\ntext: 本文, 文\nwrite: 書い"), spaced=False)

    assert glossary.concepts([*"^本本文は", AGENT, *"が書い。", "$"]) == [
        *("^", "this", "text", AGENT, "write", "。", "$")
    ]


def test_same_sentence_in_other_words_has_the_same_concepts(written: Patterns) -> None:
    said = {
        "en": "I wrote this article with AI.",
        "de": "Ich schrieb diesen Artikel mit AI.",
        "ru": "Я написал эту статью с AI.",
        "es": "Yo escribí este artículo con AI.",
    }
    found = {}
    for language, text in said.items():
        place = text.index("AI")
        words = read_words(text, [(place, place + 2)], written.lexicons[language])
        found[language] = tuple(read_glossary(language, spaced=True).concepts(words.words))

    assert set(found.values()) == {("^", "I", "write", "this", "article", "with", AGENT, ".", "$")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_glossary_lists_concepts_that_there_are_and_no_form_twice(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    forms = [form for line in lines for form in line.partition(": ")[2].split(", ")]

    assert {line.partition(": ")[0] for line in lines} <= {
        line.partition(":")[0] for line in LISTED if not line.startswith("#")
    }
    assert sorted(forms) == sorted(set(forms))
    assert all(form.strip("* ") and form == form.lower().strip() for form in forms)
    assert all("*" not in form[:-1] for form in forms)


def test_every_language_with_sentences_that_are_learnt_has_a_glossary(written: Patterns) -> None:
    assert {row.language for row in written if row.is_learnt} == {file.parent.name for file in FILES}


def test_language_without_a_glossary_knows_no_concepts() -> None:
    assert read_glossary("any", spaced=True).concepts(["^", "so", AGENT, "!", "$"]) == ["^", AGENT, "!", "$"]
