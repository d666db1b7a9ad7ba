"""Attacks change what they say and nothing else, and those on the characters alone hide nothing."""

from __future__ import annotations

import re
from pydoc_data.topics import topics
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ailabel.document import Document
from ailabel.prose import prose
from benchmarks.corpora import Sample
from training.attacked import chosen, summary, under
from training.attacks import ATTACKS, BRITISH, MISSPELT, attacked

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "The council counted 120 boats in the harbor. A color chart, drawn in 2019, hangs by the door. "
    "People believe the program will be analyzed before May."
)
HUMAN = topics["numeric-types"]


def hit(name: str, text: str = TEXT) -> tuple[str, list[int]]:
    return attacked(text, name, np.random.default_rng(1))


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_changes_the_text_where_it_says(name: str) -> None:
    changed, places = hit(name, HUMAN)

    assert changed != HUMAN
    assert places == sorted(places)
    assert all(0 <= place < len(HUMAN) for place in places)
    assert changed[: min(places, default=0)] == HUMAN[: min(places, default=0)]


@pytest.mark.parametrize("name", ATTACKS)
def test_same_text_is_changed_alike(name: str) -> None:
    assert under(TEXT, name) == under(TEXT, name)


@pytest.mark.parametrize("name", ATTACKS)
def test_empty_text_stays_empty(name: str) -> None:
    assert hit(name, "") == ("", [])


def test_article_deletion_drops_half_of_the_articles() -> None:
    articles = re.compile(r"\b(?:a|an|the)\b", re.IGNORECASE)
    changed, places = hit("article deletion")

    assert len(places) == 2
    assert len(articles.findall(changed)) == len(articles.findall(TEXT)) - 2


def test_number_keeps_everything_but_digits() -> None:
    changed, places = hit("number")

    assert len(places) == 1
    assert re.sub(r"\d", "0", changed) == re.sub(r"\d", "0", TEXT)


def test_upper_lower_flips_first_letters_alone() -> None:
    changed, places = hit("upper lower", HUMAN)

    assert changed.lower() == HUMAN.lower()
    assert [at for at, (old, new) in enumerate(zip(HUMAN, changed, strict=True)) if old != new] == places


def test_blank_lines_stand_before_sentences() -> None:
    changed, places = hit("insert paragraphs")

    assert len(places) == 1
    assert "\n\n" in changed
    assert changed.replace("\n\n", "") == TEXT
    assert TEXT[places[0]] in "AP"


def test_spelling_becomes_british() -> None:
    changed, _ = hit("alternative spelling")

    assert changed == TEXT.replace("harbor", "harbour").replace("color", "colour").replace(
        "program", "programme"
    ).replace("analyzed", "analysed")


def test_capital_stays_a_capital() -> None:
    assert hit("alternative spelling", "Color")[0] == "Colour"


def test_misspelling_spares_most_words() -> None:
    changed, places = hit("misspelling", HUMAN)

    assert 0 < len(places) <= round(0.2 * len(re.findall(r"\w+", HUMAN)))
    assert len(changed.split()) == len(HUMAN.split())


def test_lists_of_spellings_change_every_word_they_have() -> None:
    assert [word for table in (BRITISH, MISSPELT) for word, new in table.items() if word == new] == []


@pytest.mark.parametrize("name", ["homoglyph", "zero-width space", "whitespace", "insert paragraphs"])
def test_attack_on_characters_changes_no_prose(name: str, fixtures: Path) -> None:
    for file in sorted((fixtures / "articles").glob("*.txt"))[:5]:
        body = file.read_text(encoding="utf-8").split("\n\n")[2]

        assert read(hit(name, body)[0]) == read(body)


def read(text: str) -> str:
    return prose(Document.cut(text), ()).text


def test_each_source_and_label_gives_as_many_texts() -> None:
    samples = [Sample(f"{at}", "human", source, 100) for source in "ab" for at in range(250)]

    assert len(chosen(samples)) == 200
    assert len(chosen(samples[:30])) == 30


def test_changes_are_means_over_sources() -> None:
    names = len(ATTACKS) + 1
    samples = [Sample("x", label, source, 100) for label in ("ai", "human") for source in ("a", "b", "b")]
    always, never = [True] * names, [False] * names
    hidden = [True, False, *always[2:]]
    report = summary(samples, [hidden, always, always, never, never, hidden])

    assert report["machine"]["called"] == 1.0
    assert report["machine"]["change"]["homoglyph"] == -0.5
    assert report["human"] == {
        "texts": 3,
        "sources": 2,
        "called": 0.25,
        "change": dict.fromkeys(ATTACKS, 0.0) | {"homoglyph": -0.25},
    }
