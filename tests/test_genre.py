"""What is no prose is told by what it is, with its line breaks and without them."""

from __future__ import annotations

import colorsys
import inspect
import json
import pydoc_data.topics
import random
import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.document import Document
from ailabel.genre import MIN_WORDS, WORDLESS, tell_genre
from ailabel.language import tell_language
from ailabel.prose import prose

if TYPE_CHECKING:
    from pathlib import Path

VERSE = """\
The river keeps the names of those
Who crossed it in the early light
And never turned to see the rows
Of lanterns drowning in the night
The ferryman has lost his chart
And steers by what the reeds have said
While in the town they push apart
The shutters and the unmade bed
But nothing that the water took
Is ever given back the same
For every stone and every hook
Has worn the letters from the name
"""
SENTENCES = [
    "The committee will meet again on Thursday to discuss the plan.",
    "I have never seen so many birds in one place before!",
    "Nobody knows why the old bridge was closed, or who asked for it.",
]
WORDS = """
cheap flights hotel deals best price online shop running shoes winter jacket leather boots insurance quote car
loan garden furniture oak table kitchen sink tap bathroom tiles paint brush ladder hammer drill saw nails
""".split()  # noqa: SIM905  a list of words
MESSAGES = ["connection from 10.0.0.7 accepted", "the request for the page took 12 ms", "user 17 logged in"]


def genre(text: str) -> str | None:
    document = Document.cut(text)
    view = prose(document, ())
    return tell_genre(document, view, tell_language(view.text))


def folded(text: str) -> str:
    return " ".join(text.split())


def program() -> str:
    return inspect.getsource(colorsys.rgb_to_hls) + inspect.getsource(colorsys.hsv_to_rgb)


def log() -> str:
    return "\n".join(
        f"2026-03-04 10:{place:02d}:07,{place} INFO [main] http: {MESSAGES[place % 3]}" for place in range(40)
    )


def keywords() -> list[str]:
    return random.Random(0).choices(WORDS, k=120)


def table() -> str:
    cells = iter(keywords())
    return "\n".join(f"{next(cells)}\t{place * 37}\t{place / 7:.2f}\t{next(cells)}" for place in range(40))


SAMPLES = {
    "code": program(),
    "log": log(),
    "table": table(),
    "poetry": VERSE,
    "list": ", ".join(keywords()),
    "repetition": " ".join(SENTENCES[:1] * 12),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_kind_is_told_with_its_line_breaks_and_without(name: str) -> None:
    assert genre(SAMPLES[name]) == name
    assert genre(folded(SAMPLES[name])) == name


@pytest.mark.parametrize(
    "lines",
    [
        [f"- {word} {word[::-1]}" for word in keywords()[:40]],
        [f"{place}. {word.title()}" for place, word in enumerate(keywords()[:60], 1)],
        [f"{word} {word[::-1]} {word}s" for word in keywords()[:40]],
        keywords(),
    ],
    ids=["bullets", "numbers", "bare lines", "one word a line"],
)
def test_list_is_told_by_its_lines(lines: list[str]) -> None:
    assert genre("Things to take\n\n" + "\n".join(lines)) == "list"


def test_table_is_told_by_its_mark_up() -> None:
    rows = "\n".join(f"| {word} | {word[::-1]} | some words more |" for word in keywords()[:30])

    assert genre(f"A heading\n\n| a | b | c |\n|---|---|---|\n{rows}") == "table"


def test_code_is_told_by_its_fence() -> None:
    lines = "\n".join(f"take the next word and print it {place}" for place in range(12))

    assert genre(f"Do this:\n\n```\n{lines}\n```") == "code"


@pytest.mark.parametrize("times", [8, 60])
@pytest.mark.parametrize("joint", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("sentences", [SENTENCES[:1], SENTENCES])
def test_sentences_over_and_over_are_no_prose(sentences: list[str], joint: str, times: int) -> None:
    assert genre(joint.join(sentences * times)) == "repetition"


def test_name_with_a_small_word_in_it_is_no_verse() -> None:
    sentence = (
        "When Google Now came out in {}, Google Now could tell people of the weather before they asked."
    )

    assert genre(" ".join(sentence.format(place) for place in ["May", "June", "April"])) is None


def test_settings_are_code() -> None:
    settings = {f"{word}Name": {"enabled": True, "label": f"The {word}", "tags": [word]} for word in WORDS}

    assert genre(json.dumps(settings, indent=2)) == "code"
    assert genre(json.dumps(settings)) == "code"


def test_wrapped_capitals_are_no_verse() -> None:
    sentences = [
        pydoc_data.topics.topics[name].split("\n\n")[-1].upper() for name in ["naming", "exceptions", "in"]
    ]

    assert genre("\n\n".join(textwrap.fill(folded(sentence), 70) for sentence in sentences)) is None


def test_modern_verse_needs_no_capitals(fixtures: Path) -> None:
    assert genre((fixtures / "documents" / "poem.txt").read_text("utf-8")) == "poetry"


@pytest.mark.parametrize("name", ["naming", "import", "numbers", "customization", "execmodel", "exceptions"])
@pytest.mark.parametrize("width", [60, 72, 10_000])
def test_manual_of_python_is_prose_however_it_is_wrapped(name: str, width: int) -> None:
    paragraphs = pydoc_data.topics.topics[name].split("\n\n")
    text = "\n\n".join(
        textwrap.fill(folded(paragraph), width) for paragraph in paragraphs if paragraph.count(" ") > 30
    )

    assert genre(text) is None


def test_article_with_a_list_in_it_is_prose(fixtures: Path) -> None:
    article = (fixtures / "articles" / "01-council-library-hours.txt").read_text("utf-8")
    items = "\n".join(f"- {word}" for word in keywords())

    assert genre(f"{article}\n{items}") is None


def test_dialogue_is_prose() -> None:
    lines = [
        '"Where is it?" she asked.',
        '"I left it on the table by the door, I think."',
        '"Then it is gone."',
    ]

    assert (
        genre(
            "\n\n".join([*lines, *SENTENCES, *lines[::-1], "Nobody said a word until the bus came at last."])
        )
        is None
    )


def test_shorter_text_is_not_told_at_all() -> None:
    assert MIN_WORDS > 30
    assert genre("- eggs\n- milk\n- tea\n- x = f(y)") is None


@given(st.text(max_size=300))
def test_any_text_is_one_of_the_kinds_or_none(text: str) -> None:
    assert genre(text) in {*SAMPLES, None}
    assert set(SAMPLES) >= WORDLESS


@given(
    st.lists(
        st.sampled_from([*SENTENCES, "x = f(y[0]);", "- item", "10:00:01", "| a |", "And so the"]),
        max_size=60,
    )
)
def test_any_mixture_is_one_of_the_kinds_or_none(lines: list[str]) -> None:
    assert genre("\n".join(lines)) in {*SAMPLES, None}
    assert genre(" ".join(lines)) in {*SAMPLES, None}
