"""A regex narrowed to a text matches there what all of it does."""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure.catalogue import toml_files
from ailabel.disclosure.haystack import Haystack
from ailabel.disclosure.narrowing import Narrower
from ailabel.disclosure.pattern import Clue
from ailabel.disclosure.regex import expand, options
from ailabel.disclosure.sweep import LARGE, TIMES, Regexes
from tests.disclosure.sentences import sentences

if TYPE_CHECKING:
    from ailabel.disclosure import Patterns

FRAGMENTS = {
    "AI": "(?:AI|(?-i:ChatGPT)|language models?)",
    "MADE": "(?:made|written|generated) (?:entirely )?",
    "LEAD": r"(?:[^\s.|(]{1,9}\x20)",
}
LANGUAGES = [path.parent.name for path in toml_files()]
SENTENCES = 4  # of each regex, beside the examples of its pattern


class Everything(Haystack):
    """A text that holds every literal."""

    def has(self, literal: str) -> bool:
        del literal
        return True


def narrowed(regex: str, text: str) -> str | None:
    return Narrower(FRAGMENTS).narrowed(regex, Haystack(text), {})


@pytest.mark.parametrize(
    ("regex", "text", "left"),
    [
        ("{MADE}by {AI}", "Written by ChatGPT.", "(?:(?:written) )by (?:(?:(?-i:ChatGPT)))"),
        ("by (?:ai|an? robot)", "By an AI", "by (?:ai)"),
        ("(?:nobody )?wrote", "I wrote", "wrote"),
        ("(?:nobody ){0,2}wrote", "I wrote", "wrote"),
        ("by (?:the|b{2}|c?|)", "by", "by (?:b{2}|c?|)"),
        (r"no\.|no\w|no[.]|n\x6f", "no", r"no\w|no[.]|n\x6f"),
        ("one  two|three", "One\n two", "one  two"),
        ("{LEAD}{0,3}by", "one two by", r"(?:(?:[^\s.|(]{1,9}\x20)){0,3}by"),
    ],
)
def test_branches_fall_away_whose_words_do_not_stand_in_the_text(regex: str, text: str, left: str) -> None:
    assert narrowed(regex, text) == expand(left, {})


@pytest.mark.parametrize(
    ("regex", "text"),
    [("by (?i:me)+!", "by you"), ("{MADE}", "by you"), ("(?:nobody ){1,2}wrote", "I wrote")],
)
def test_nothing_is_left_of_what_cannot_match(regex: str, text: str) -> None:
    assert narrowed(regex, text) is None


@pytest.mark.parametrize(
    "regex",
    [
        *("(?:by", "by)", "(?i)by", "by (?:(?-i)me|you)", "(?U:by)", "(?P<name>by)"),
        *(r"\Qby|me\E", "(?:by){,5} me", "(?:by){01,5} me"),
    ],
)
def test_what_cannot_be_read_is_an_error(regex: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|flags|not read"):
        narrowed(regex, "by me")


@given(st.text("abé .AIß\u0130\u1e9e", max_size=12), st.sampled_from("aéß AI"), st.sampled_from("bA.é"))
def test_a_narrowed_regex_matches_in_any_text_what_all_of_it_does(text: str, one: str, other: str) -> None:
    regex = f"(?:{one}{other}|b{one}{{1,2}}|{{AI}}|(?-i:{other})) ?(?:é{other}|{one} )?[.b]|{other} {one}"

    left = narrowed(regex, text)

    assert (matches(left, text) if left else []) == matches(expand(regex, FRAGMENTS), text)


@pytest.mark.parametrize(
    ("regex", "text"),
    [
        *((r"\pL\pN", "a1"), (r"\pLobby", "robby"), ("by {Robot}", "by robby"), ("[[:^alpha:]]b", "1b")),
        *(
            (r"x\101y", "xAy"),
            (r"\07b", "\x07b"),
            ("[]a]b", "]b"),
            (r"a{2}b{2,}c{0,3}", "aabb"),
            ("a(b)?c", "ac"),
        ),
    ],
)
def test_odd_constructs_match_the_same_narrowed(regex: str, text: str) -> None:
    fragments = {"Robot": "(?:robby|marvin)"}

    left = Narrower(fragments).narrowed(regex, Haystack(text), {})

    assert left is not None
    assert matches(left, text) == matches(expand(regex, fragments), text) != []


def matches(regex: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re2.compile(regex, options()).finditer(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_large_regex_matches_the_same_narrowed(language: str, written: Patterns) -> None:
    """In the examples of its pattern, and in sentences made of it."""
    differ = []
    narrower = Narrower(written.lexicons[language].named)
    for pattern in written:
        if pattern.language != language or len(written.clues.of(pattern).regex) <= LARGE:
            continue
        whole = re2.compile(written.clues.of(pattern).regex, options())  # not kept: all take gigabytes
        made = islice(sentences(whole.pattern, Random(pattern.id)), SENTENCES)
        for text in (*pattern.matches, *pattern.ignores, *made):
            left = narrower.narrowed(pattern.regex, Haystack(text), {})
            if (matches(left, text) if left else []) != [match.span() for match in whole.finditer(text)]:
                differ.append((pattern.id, text))

    assert differ == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_falls_away_where_every_word_stands(language: str, written: Patterns) -> None:
    narrower, everything = Narrower(written.lexicons[language].named), Everything("")

    left = {
        row.id: narrower.narrowed(row.regex, everything, {})
        for row in written
        if row.language == language and row.regex
    }

    assert left == {row.id: written.clues.of(row).regex for row in written if row.id in left}


def test_a_large_regex_that_cannot_be_narrowed_is_compiled_in_full(written: Patterns) -> None:
    regex = f"(?:by (?-i)me|{'x' * LARGE})"
    clue = Clue("(?i)" + regex, language="any", written=regex)
    kept = Regexes(written.lexicons)

    found = [match.span() for match in kept.matches(clue, kept.see(b"By me, by ME"))]

    assert found == [(0, 5)]


def test_a_large_regex_is_narrowed_to_the_first_passages_that_call_for_it(written: Patterns) -> None:
    row = max(
        (row for row in written if row.language == "de"), key=lambda row: len(written.clues.of(row).regex)
    )
    clue, text, kept = written.clues.of(row), row.matches[0].encode(), Regexes(written.lexicons)

    found = [[match.span() for match in kept.matches(clue, kept.see(text))] for _ in range(TIMES + 1)]

    assert found == [found[0]] * (TIMES + 1)
    assert len(kept) == 1
