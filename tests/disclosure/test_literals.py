"""A regex matches nowhere but where one of its literals stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from ailabel.disclosure.haystack import BLOCK, Haystack, block_of, joined
from ailabel.disclosure.literals import MANY, Literals

if TYPE_CHECKING:
    from ailabel.disclosure import Patterns
    from ailabel.disclosure.pattern import Clue


LITERALS = Literals({"AI": "(?:AI|chatgpt)", "TOOL": "my {AI}", "WORDS": r"\pL{1,9}"})


def clue_of(regex: str) -> Clue:
    return LITERALS.clue(regex)


@pytest.mark.parametrize(
    ("regex", "folded", "cased"),
    [
        ("Made by", ("made by",), ()),
        ("(?-i:Made by)", (), ("Made by",)),
        ("(?:made|written) by", ("made by", "written by"), ()),
        ("(?-i:AI)", (), ("AI",)),
        ("(?-i:AI)-made", ("ai-made",), ()),
        (r"\bai\b(?:\s{1,2})text", ("ai text",), ()),
        ("[gs]et{1,2}er", ("geter", "getter", "seter", "setter"), ()),
        ("gpt[- ]?4", ("gpt 4", "gpt-4", "gpt4"), ()),
        (r"short\w{0,9} longer", (" longer",), ()),
        (r"#[a-z]{1,9}ki", ("#",), ()),
        (r"wo(?:x|rd)s?\.", ("words.", "word.", "wox.", "woxs."), ()),
        (r"\x{41}\n", ("a ",), ()),
        ("ß", ("ss",), ()),
        ("[а-яё]", (block_of("я"),), ()),
        (r"(?-i:\[(?:Dein|Ihr))", (), ("[Dein", "[Ihr")),
        ("no|nothing", ("no",), ()),
        ("by {AI}", ("by ai", "by chatgpt"), ()),
        ("{TOOL}{2}", ("my aimy ai", "my aimy chatgpt", "my chatgptmy ai", "my chatgptmy chatgpt"), ()),
        ("{WORDS} wrote", (" wrote",), ()),
    ],
)
def test_literals_of_a_regex(regex: str, folded: tuple[str, ...], cased: tuple[str, ...]) -> None:
    clue = clue_of(regex)

    assert (clue.folded, clue.cased) == (joined(sorted(folded)), joined(cased))


@pytest.mark.parametrize(
    "regex",
    [
        "",
        "a?",
        ".{1,9}",
        r"\pL{1,9}",
        "[^a]",
        "(?:a|)",
        r"\w+",
        "[[:alpha:]]",
        r"\Qa\E",
        "(?P<a>b)",
        r"\x41",
        "(",
    ],
)
def test_nothing_is_known_of_what_may_be_anything(regex: str) -> None:
    clue = clue_of(regex)

    assert (clue.folded, clue.cased) == ("", "")
    assert Haystack("").holds(clue)


def test_haystack_is_the_text_with_single_spaces_as_typed_and_folded() -> None:
    haystack = Haystack(" An\n\n\tAI  text ")

    assert haystack.holds(clue_of("AN ai"))
    assert haystack.holds(clue_of("(?-i:An AI text )"))
    assert not haystack.holds(clue_of("(?-i:an AI)"))
    assert not haystack.holds(clue_of("text again"))


def test_block_stands_for_characters_that_are_too_many() -> None:
    assert block_of("a") == ""
    assert block_of("я") == block_of("ж") == f"{BLOCK}\x04"
    assert block_of("一") != block_of("가") != block_of("я")
    assert Haystack("Рис").holds(clue_of("[а-я]{3}"))
    assert not Haystack("Ris —").holds(clue_of("[а-я]{3}"))


def test_class_that_folds_to_ascii_stands_for_no_block() -> None:
    kelvin = "[\u2100-\u214f]"

    assert re2.search(clue_of(kelvin).regex, "k")
    assert Haystack("k").holds(clue_of(kelvin))


Pair = tuple[str, str]  # a regex, and a text that it matches
CHARS = st.sampled_from("abkszABKSZ äßİιΣя一é_-#.[\n\u212a\u017f")


def escaped(char: str) -> str:
    return r"\n" if char == "\n" else str(re2.escape(char))


LETTERS: st.SearchStrategy[Pair] = CHARS.map(lambda char: (escaped(char), char))
CLASSES = st.lists(CHARS, min_size=1, max_size=MANY + 4).flatmap(
    lambda chars: st.sampled_from(chars).map(lambda char: (f"[{''.join(map(escaped, chars))}]", char))
)
SPECIAL = st.sampled_from(
    [
        (r"\s{1,2}", " \n"),
        (r"\s{0,2}", ""),
        (r"\d", "7"),
        (r"\w", "x"),
        (".", "q"),
        (r"\b", ""),
        (r"\pL", "ж"),
    ]
)


def grown(parts: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """Larger regexes of smaller ones, with texts that they match."""
    in_a_row = st.lists(parts, max_size=4).map(
        lambda pairs: ("".join(regex for regex, _ in pairs), "".join(text for _, text in pairs))
    )
    either = st.tuples(parts, parts).map(lambda pairs: (f"(?:{pairs[0][0]}|{pairs[1][0]})", pairs[1][1]))
    optional = parts.map(lambda pair: (f"(?:{pair[0]})?", ""))
    repeated = parts.map(lambda pair: (f"(?:{pair[0]}){{1,3}}", pair[1] * 2))
    many = parts.map(lambda pair: (f"(?:{pair[0]}){{2,}}", pair[1] * 2))
    folded = parts.map(lambda pair: (f"(?i:{pair[0]})", pair[1].swapcase()))
    cased = parts.map(lambda pair: (f"(?-i:{pair[0]})", pair[1]))
    return in_a_row | either | optional | repeated | many | folded | cased


@settings(max_examples=300)
@given(st.recursive(LETTERS | CLASSES | SPECIAL, grown, max_leaves=12), CHARS, CHARS)
def test_literal_stands_wherever_the_regex_matches(pair: Pair, before: str, after: str) -> None:
    regex, matched = pair
    clue, text = clue_of(regex), before + matched + after
    if re2.search(clue.regex, text):
        assert Haystack(text).holds(clue)


def test_shipped_literals_stand_in_every_example_that_their_regex_matches(
    patterns: Patterns, written: Patterns
) -> None:
    rows, lost = {row.id: row for row in patterns}, []
    for language in written.lexicons:
        texts = [text for row in written if row.language == language for text in (*row.matches, *row.ignores)]
        haystacks = [Haystack(text) for text in texts]
        for name, clue in patterns._packs[language].clues.items():
            regex = patterns._regexes.compiled(clue if clue.regex else patterns.clues.of(rows[name]))
            lost += [
                (language, name, text)
                for text, haystack in zip(texts, haystacks, strict=True)
                if not haystack.holds(clue) and regex.search(text)
            ]

    assert lost == []
