"""Prose is judged whole and in windows; long prose is the mean of its pieces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.features import cut, extract
from ailabel.model import load
from ailabel.scale import band_of
from ailabel.style import MAX_PIECE, MIN_WINDOW, WINDOW, read_parts, read_style, split

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ailabel.labelled import LabelledText
    from ailabel.model import Model

SIZES = st.lists(st.one_of(st.integers(1, 40), st.integers(100, 400)), max_size=80)


def prose_of(sizes: Sequence[int]) -> str:
    """Sentences of so many words."""
    return " ".join(" ".join(["Alpha", *["beta"] * (size - 1)]) + "." for size in sizes)


@pytest.fixture(scope="module")
def model(toy_model: Path) -> Model:
    return load(toy_model)


@pytest.fixture(scope="module")
def long_text(toy_texts: Sequence[LabelledText]) -> str:
    """5,000 words of Python's manual, then a window of machine prose."""
    return " ".join(text.text for text in [*toy_texts[:80], *toy_texts[-4:]])


@given(SIZES, st.sampled_from([WINDOW, MAX_PIECE]))
def test_parts_cover_all_and_none_is_too_small(sizes: list[int], size: int) -> None:
    pieces = cut(prose_of(sizes))
    parts = split(pieces, size)

    assert b"".join(part.tokens.bytes.tobytes() for part in parts) == pieces.tokens.bytes.tobytes()
    assert sum(len(part.words) for part in parts) == len(pieces.words) == sum(sizes)
    assert len(parts) == 1 or min(len(part.words) for part in parts) >= MIN_WINDOW


@given(SIZES, st.sampled_from([WINDOW, MAX_PIECE]))
def test_parts_begin_with_a_sentence(sizes: list[int], size: int) -> None:
    parts = split(cut(prose_of(sizes)), size)

    assert all(part.tokens.bytes.tobytes().startswith(b"Alpha") for part in parts if sizes)
    assert sum(len(part.sentences) for part in parts) == len(sizes)


@pytest.mark.parametrize(
    ("words", "size", "wanted"),
    [
        (299, WINDOW, [299]),
        (300, WINDOW, [150, 150]),
        (450, WINDOW, [150, 150, 150]),
        (800, MAX_PIECE, [800]),
        (810, MAX_PIECE, [410, 400]),  # by sentences of ten words
        (2400, MAX_PIECE, [800, 800, 800]),
    ],
)
def test_parts_are_about_as_long_as_was_asked_for(words: int, size: int, wanted: list[int]) -> None:
    sizes = [10] * (words // 10) + [words % 10] * (words % 10 > 0)

    assert [len(part.words) for part in split(cut(prose_of(sizes)), size)] == wanted


def test_one_endless_sentence_is_one_part() -> None:
    assert len(split(cut(prose_of([3000])), MAX_PIECE)) == 1


def test_style_is_the_best_expert_of_the_logits(model: Model, toy_texts: Sequence[LabelledText]) -> None:
    text = toy_texts[0].text
    style = read_style(model, cut(text), 60)
    logits = model.weights.logits(extract(text))

    assert style.band == 0
    assert style.logit == logits[style.expert]
    assert style.score == model.scale.expert_units(logits, 0).max()


def test_words_given_decide_the_band(model: Model, toy_texts: Sequence[LabelledText]) -> None:
    assert read_style(model, cut(toy_texts[0].text), 150).band == band_of(150) == 1


def test_machine_prose_scores_above_human(model: Model, toy_texts: Sequence[LabelledText]) -> None:
    human, machine = (read_style(model, cut(toy_texts[place].text), 60).score for place in (0, -1))

    assert machine > human


def test_long_prose_is_the_mean_of_its_pieces(model: Model, long_text: str) -> None:
    pieces = cut(long_text)
    parts = [part.tokens.bytes.tobytes().decode() for part in split(pieces, MAX_PIECE)]
    style = read_style(model, pieces, 5000)

    assert len(parts) == -(-len(pieces.words) // MAX_PIECE) > 6
    assert style.logit == pytest.approx(np.mean([model.weights.logits(extract(part))[0] for part in parts]))


def test_windows_are_scored_as_texts_of_their_own(model: Model, long_text: str) -> None:
    data = long_text.encode()
    parts = list(read_parts(model, cut(long_text)))

    assert len(parts) > 25
    assert [part.start for part in parts] == [0, *[part.end for part in parts[:-1]]]
    assert parts[-1].end == len(data)
    for part in parts[:3]:
        alone = cut(data[part.start : part.end].decode())
        assert part.words == len(alone.words) >= MIN_WINDOW
        assert replace(part.style, seen=()) == replace(read_style(model, alone, part.words), seen=())
    assert parts[-1].style.score > np.quantile([part.style.score for part in parts], 0.9)


@pytest.mark.parametrize("text", ["", "Short.", prose_of([10] * 29)])
def test_text_too_short_for_two_windows_has_none(text: str, model: Model) -> None:
    assert list(read_parts(model, cut(text))) == []


def test_no_text_has_a_style_all_the_same(model: Model) -> None:
    assert np.isfinite(read_style(model, cut(""), 0).score)
