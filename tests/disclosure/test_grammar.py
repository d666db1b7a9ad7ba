"""Productions read a sentence by the classes of its words, each sentence once."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure import grammar
from ailabel.disclosure.laws import clause_reads
from ailabel.disclosure.sentences import REACH, sentences
from ailabel.disclosure.tokens import Words, forms, listed_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.disclosure import Pattern
    from ailabel.disclosure.grammar import Grammar
    from ailabel.disclosure.matching import Patterns
    from ailabel.disclosure.telling import Found

FILLER = "The ferry left at nine and the harbour was quiet again. " * 12  # parts a sentence from both ends
TOLD = [
    ("en-passive", "These trail notes were put together by Claude from our log."),
    ("en-passive", "My captions on this map were mostly typed up by a chatbot."),
    ("en-so", "I can't read Greek, so the inscriptions were translated by DeepL."),
    ("en-except", "Aside from the jingle, which was composed by Suno, we played it all."),
    ("en-active", "Gemini helped me shorten this letter."),
    ("en-used", "we used a chatbot to tidy up the wording of this leaflet bc nobody had time"),
    ("en-let", "I asked Copilot to draft this week's rota."),
    ("en-fed", "I pasted these verses into ChatGPT before printing them."),
    ("en-own-made-with", "I wrote these captions with help from Gemini."),
    ("en-came-from", "Every rhyme came out of ChatGPT."),
    ("en-was-used", "Claude was used to translate this menu."),
    ("en-synthetic", "The corpus is synthetic: all 900 letters were written by Llama 3."),
    ("en-preparing", "While writing this report, we used ChatGPT."),
    ("en-thanks", "Hat tip to Claude for fixing the tests."),
    ("en-author", "The author of this fable is a language model."),
    ("en-not-i", "No poet wrote this, ChatGPT did."),
]
NOTICES = [
    ("en-notice", "Route descriptions drafted by Claude"),
    ("en-label", "Worksheet questions 3–9 by TeachWell AI, the rest by Mo."),
    ("en-label", "Cover: Midjourney"),
    ("en-the-passive", "The captions were written by ChatGPT."),
    ("en-is-its", "The cover is Midjourney."),
    ("en-used-notice", "Used ChatGPT to shorten this post."),
]
MENTIONED = [
    "She used ChatGPT to write her speech.",
    "The pupil's essay was written by ChatGPT.",
    "Police said the ransom note was written by a chatbot.",
    "A musical written by AI won the prize.",
    "Researchers asked GPT-4 to write 100 limericks and rated them.",
    "This leaflet was written for farmers who work with AI.",
    "If this letter were written by ChatGPT, it would be shorter.",
    "Was this menu translated by DeepL?",
    "They claim that this song was written by AI.",
    "This recipe was written by my aunt Claude.",
    "This chart was drawn by Claude Martin.",
    "I used a pencil to write this letter about AI.",
]


@pytest.fixture
def row(written: Patterns) -> Pattern:
    return next(pattern for pattern in written if pattern.id == "en-passive")


def every_production(english: Grammar) -> list[grammar.Production]:
    return [english._production(number) for number in range(len(english._lines))]


@pytest.mark.parametrize(("name", "sentence"), TOLD)
def test_what_speaks_of_itself_is_told_anywhere(
    read_english: Callable[[str], list[Found]],
    affirmed: Callable[[str], list[str]],
    name: str,
    sentence: str,
) -> None:
    assert name in {row.id for row, _, _ in read_english(sentence)}
    assert affirmed(FILLER + sentence + " " + FILLER)


@pytest.mark.parametrize(("name", "sentence"), NOTICES)
def test_notice_is_told_at_an_end_of_the_text_only(
    read_english: Callable[[str], list[Found]],
    affirmed: Callable[[str], list[str]],
    name: str,
    sentence: str,
) -> None:
    assert name in {row.id for row, _, _ in read_english(sentence)}
    assert affirmed(sentence)
    assert not affirmed(
        FILLER + "Then she read it out: said Mo. " + sentence.lower() + ", he said. " + FILLER
    )


@pytest.mark.parametrize("sentence", MENTIONED)
def test_near_miss_is_no_evidence(affirmed: Callable[[str], list[str]], sentence: str) -> None:
    assert not affirmed(FILLER + sentence + " " + FILLER)


def test_denial_is_denied(only: Callable[[str], object]) -> None:
    assert getattr(only("This poem wasn't written by ChatGPT."), "polarity") == "denied"  # noqa: B009


@pytest.mark.parametrize(
    ("verb", "known"),
    [
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("tidy up", {"tidy up", "tidies up", "tidied up", "tidying up"}),
        ("write/wrote/written", {"write", "writes", "wrote", "written", "writing"}),
        (
            "summarize",
            {f"summari{letter}{end}" for letter in "sz" for end in ("e", "es", "ed", "ing")},
        ),
    ],
)
def test_verbs_are_inflected_by_rule(verb: str, known: set[str]) -> None:
    assert {form for form, _ in forms(verb)} == known


def test_contractions_are_two_words(written: Patterns) -> None:
    tokens = Words(listed_words(written.lexicons["en"])).read("It wasn't, it's")

    assert [("It wasn't, it's"[start:end]) for start, end in tokens.places[1:-1]] == [
        *("It", "was", "n't", ",", "it", "'s")
    ]


def test_unknown_names_that_look_like_models_are_agents(read_english: Callable[[str], list[Found]]) -> None:
    for name in ("TrailGPT", "draftwell.ai", "Harbour AI"):
        assert read_english(f"This menu was written by {name}.")


@pytest.mark.parametrize(
    ("name", "is_agent"),
    [
        ("Qwen2.5", True),
        ("gpt4", True),
        ("Llama3", True),
        ("llama3", False),
        ("figure3", False),
        ("2.5", False),
    ],
)
def test_a_name_of_a_model_may_have_a_number(english: Grammar, name: str, is_agent: bool) -> None:
    assert ("BOT" in english.words.read(name).classes[1]) == is_agent


def test_each_sentence_is_read_once_and_none_is_wider_than_its_bound() -> None:
    hostile = b"AI " * 100_000
    ranges = list(sentences(hostile, 0, len(hostile), range(0, len(hostile), 3)))

    assert all(end - start <= 2 * REACH for start, end in ranges)
    assert all(one[1] <= other[0] for one, other in pairwise(ranges))


@pytest.mark.parametrize("text", [*(text for _, text in (*TOLD, *NOTICES)), *MENTIONED, FILLER])
def test_productions_that_are_passed_over_find_nothing(english: Grammar, text: str) -> None:
    words = english.words.read(text).classes
    reading = grammar.Reading(words)
    found = {
        number
        for number, production in enumerate(every_production(english))
        if [*grammar._spans(production, reading, reading.everywhere)]
    }

    assert found <= {*grammar._places(english._likely(words))}


@pytest.mark.parametrize("words", ["AI ", "by AI ", "written by AI and ", "this the of a "])
def test_steps_rise_no_faster_than_the_sentence(english: Grammar, words: str) -> None:
    """What is remembered of phrases counts the steps: four times the words take some five times as many."""

    def steps(times: int) -> int:
        tokens = english.words.read(words * times)
        reading = grammar.Reading(tokens.classes)
        for production in every_production(english):
            list(grammar._spans(production, reading, reading.everywhere))
        return len(reading.memo)

    assert steps(48) <= 5 * max(steps(12), 20)


@pytest.mark.parametrize(
    ("clause", "words"),
    [("NOBODY", "no word is of the class NOBODY"), ("(THIS", "not closed"), ("THIS )", "cannot read")],
)
def test_clause_that_does_not_read_is_named(written: Patterns, row: Pattern, clause: str, words: str) -> None:
    assert words in clause_reads(replace(row, clause=clause), written)


@pytest.mark.parametrize(
    "clause",
    ["ENDS", "AGENT < ENDS >", "AGENT < OPENS? (STOP|ENDS) >", "AGENT < AGENT? >", "AGENT <", "AGENT*"],
)
def test_clause_that_finds_no_word_is_refused(written: Patterns, row: Pattern, clause: str) -> None:
    """An end of the sentence is none: where that is all that is found, it has no place in the text."""
    lines = f"{row.clause}\n{clause}"

    assert "finds what holds no word" in clause_reads(replace(row, clause=lines), written)
