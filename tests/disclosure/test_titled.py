"""A text that is named by its title is "this program", where something is done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure.setting import title_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.disclosure.grammar import Grammar
    from ailabel.result import Span

PAGE = "# {title}\n\nA small scheduler. It reads one file and does what that says.\n\n## Notes\n\n{said}\n"


def page(said: str, title: str = "Zorb") -> str:
    return PAGE.format(title=title, said=said.replace("Zorb", title))


@pytest.mark.parametrize("title", ["Zorb", "zorb.js", "Zorb CLI"])
@pytest.mark.parametrize(
    "said",
    [
        "Zorb was built with Claude Code.",
        "`Zorb` was made with AI assistance.",
        "**Zorb** was built entirely by Claude Code.",
        "I built Zorb with Claude Code.",
        "We developed Zorb using Copilot.",
        "Claude wrote most of Zorb.",
        "Most of Zorb was written by Claude.",
        "I used Claude to write Zorb.",
    ],
)
def test_what_is_done_to_a_title_is_done_to_the_text(
    spans: Callable[[str], tuple[Span, ...]], title: str, said: str
) -> None:
    (span,) = spans(page(said, title))

    assert (span.polarity, span.strength) == ("affirmed", "partial")
    assert span.pattern != "en-reads-so"


def test_title_may_be_typed_in_lower_case(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed(page("zorb was made with AI assistance."))


@pytest.mark.parametrize(
    "said",
    [
        "Using Zorb, ChatGPT can write your posts.",
        "I use ChatGPT to generate Zorb configs.",
        "Zorb uses Claude to generate summaries.",
        "Zorb was made for Claude users.",
        "Zorb is tested with GPT-4.",
        "Zorb was reviewed by ChatGPT and it liked it.",
        "Claude Dupont wrote Zorb in 2011.",
        "Zorb was created by Claude Martin.",
        "Could Zorb be written by ChatGPT?",
        "Zorb was not written by an AI.",
        "You can create Zorb plugins with ChatGPT.",
        "Contributions to Zorb written by AI must be declared.",
    ],
)
def test_what_the_named_one_does_or_is_for_says_nothing(
    affirmed: Callable[[str], list[str]], said: str
) -> None:
    assert affirmed(page(said)) == []


def test_name_that_is_no_title_is_another_program_s(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed(PAGE.format(title="Hello there", said="I built Zorb with Claude.")) == []


def test_title_of_plain_words_is_no_name(english: Grammar) -> None:
    sentence = "The notes were made with ChatGPT."
    tokens = english.words.read(sentence)

    assert english.words.titled(tokens, sentence, "Notes") == tokens
    assert english.words.titled(tokens, sentence, "") == tokens


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Zorb\n\nText.", "Zorb"),
        ("Zorb 2 CLI\nText.", "Zorb 2 CLI"),
        ("Zorb", ""),
        ("Zorb is small.\nText.", ""),
        ("Zorb, a tool\nText.", ""),
        ("One two three four\nText.", ""),
        ("\nZorb\nText.", ""),
        ("", ""),
    ],
)
def test_title_is_a_first_line_of_three_words_at_most(text: str, title: str) -> None:
    assert title_of(text) == title
