"""A prompt gets the subject of a human text, its notes or its beginning, and no more of its wording."""

from __future__ import annotations

import re
from itertools import pairwise
from pydoc_data.topics import topics
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.features import cut
from ailabel.material import (
    MAX_KEYWORDS,
    MAX_NOTES,
    MAX_WORDS,
    MIN_WORDS,
    NOTE_PHRASES,
    Material,
    _head,
    beginning,
    count_words,
    notes,
    phrases,
    read_material,
    subject,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ailabel.labelled import LabelledText

BAKERY = (
    "The old bakery on Mill Street will close for two weeks in August. Its owner, Ada Byron, said that "
    "the ovens have to be rebuilt. The ovens were bought in 1974 for 12,500 pounds, and nobody sells "
    "parts for them now. Bread from the bakery will be sold in the market hall, and the ovens should be"
    " lit again in September."
)
MINE = (
    "When my aunt died I moved into her house by the canal, and I have lived in it since. My neighbours"
    " thought that I would sell. I painted the door, put my books where her plates had been, and asked "
    "myself what she would say. In spring I found her bicycle in the shed. I ride it to my office every"
    " day now."
)
YOURS = (
    "If you keep bees, your neighbour should hear of it from you before the first swarm hangs in the "
    "pear tree. You need a hive, a veil and some patience. Buy your bees from somebody near you, "
    "because they know the weather. When you open the hive, do it at noon, and breathe through your "
    "nose so that you do not alarm them."
)
MATERIALS = [material for text in topics.values() if isinstance(material := read_material(text), Material)]


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_material_is_the_prose_of_a_text_below_its_headline() -> None:
    material = read_material(f"# Bakery on Mill Street closes\n\n{BAKERY}\n")

    assert isinstance(material, Material)
    assert material.title == "Bakery on Mill Street closes"
    assert material.text == BAKERY
    assert len(material.sentences) == 4
    assert material.voice is None


@pytest.mark.parametrize("title", ["Introduction", "A " * 30 + "title"])
def test_headline_that_names_no_subject_is_none(title: str) -> None:
    material = read_material(f"# {title}\n\n{BAKERY}\n")

    assert isinstance(material, Material)
    assert material.title is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "short"),
        ("The bakery will close.", "short"),
        (BAKERY.rsplit(".", 2)[0][: len(BAKERY) // 2], "short"),
        ("Der Wind geht über das Land und die Leute sagen, dass es bald regnen wird. " * 8, "language"),
        (f"{BAKERY} " * 9, "not prose"),
    ],
)
def test_text_that_no_model_learns_from_gives_the_reason(text: str, reason: str) -> None:
    assert read_material(text) == reason


def test_long_text_is_cut_at_the_last_sentence_border_that_fits(toy_texts: Sequence[LabelledText]) -> None:
    whole = " ".join(text.text for text in toy_texts[:20]).replace("’", "'")
    sentences = re.split(r"(?<=[.?!]) ", whole)
    material = read_material(whole)

    assert isinstance(material, Material)
    kept = len(material.sentences)
    assert material.sentences == tuple(sentences[:kept])
    assert count_words(material.text) <= MAX_WORDS < count_words(" ".join(sentences[: kept + 1]))


def test_sentence_that_is_too_long_alone_is_cut_between_words() -> None:
    endless = "and on and over the hill " * 100

    assert [count_words(sentence) for sentence in _head(endless, cut(endless))] == [MAX_WORDS]


def test_subject_without_a_headline_is_the_phrases_said_most() -> None:
    material = read_material(BAKERY)

    assert isinstance(material, Material)
    assert subject(material).split(", ")[:2] == ["old bakery", "Mill Street"]
    assert "ovens" in subject(material)


def test_notes_hold_names_and_numbers_in_order() -> None:
    material = read_material(BAKERY)

    assert isinstance(material, Material)
    assert notes(material)[:3] == (
        "old bakery, Mill Street, close, two weeks, August",
        "owner, Ada Byron, said, ovens, rebuilt",
        "ovens, bought, 1974, 12,500 pounds, sells parts",
    )


def test_names_and_numbers_come_before_other_words_of_a_note() -> None:
    note = "One morning the small white house near the deep green river was sold to Ada Byron for $900. "
    material = read_material(note + BAKERY)

    assert isinstance(material, Material)
    assert notes(material)[0].endswith("Ada Byron, $900")
    assert len(notes(material)[0].split(", ")) == NOTE_PHRASES


def test_phrase_that_is_no_name_is_shortened_to_its_end() -> None:
    assert phrases("a large old brown wooden table of the New York Public Library Board") == (
        "brown wooden table",
        "New York Public Library Board",
    )


@pytest.mark.parametrize(
    ("text", "voice"),
    [(MINE, "I, me, my"), (YOURS, "you, your"), (f"{YOURS} {MINE}", "I, me, my"), (BAKERY, None)],
)
def test_voice_is_who_speaks_or_else_who_is_spoken_to(text: str, voice: str | None) -> None:
    material = read_material(text)

    assert isinstance(material, Material)
    assert material.voice == voice


def test_manual_of_python_gives_material() -> None:
    assert len(MATERIALS) > 50


@pytest.mark.parametrize("material", MATERIALS, ids=lambda material: material.sentences[0][:20])
def test_beginning_is_whole_sentences_and_a_quarter_at_least(material: Material) -> None:
    shown = beginning(material)

    assert material.text.startswith(shown)
    assert MIN_WORDS <= count_words(material.text) <= MAX_WORDS
    assert count_words(shown) >= count_words(material.text) / 4
    assert shown in {" ".join(material.sentences[:count]) for count in range(1, len(material.sentences) + 1)}


@pytest.mark.parametrize("material", MATERIALS, ids=lambda material: material.sentences[0][:20])
def test_subject_and_notes_do_not_hand_on_the_wording(material: Material) -> None:
    shown = "\n".join(notes(material))

    assert 1 <= len(notes(material)) <= MAX_NOTES
    assert count_words(shown) < count_words(material.text) * 2 / 3
    assert not runs(shown, 10) & runs(material.text, 10)
    assert material.title is not None or len(subject(material).split(", ")) <= MAX_KEYWORDS
    assert material.title is not None or not runs(subject(material), 8) & runs(material.text, 8)


@given(text=st.text(max_size=400), times=st.integers(1, 30))
def test_no_text_raises_and_sentences_stand_in_order(text: str, times: int) -> None:
    material = read_material(text * times)

    if isinstance(material, Material):
        assert all(first for first, _ in pairwise((*material.sentences, "")))
        assert notes(material) is not None
        assert subject(material) is not None
        assert material.text.startswith(beginning(material))
    else:
        assert material in {"short", "language", "not prose"}
