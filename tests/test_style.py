"""Prose is judged whole and in windows; long prose is the mean of its pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ailabel.features import cut, cut_all, extract
from ailabel.features.parts import Parts
from ailabel.model import load
from ailabel.scale import band_of
from ailabel.seen import MAX_PIECE, MIN_WINDOW, WINDOW, Borders, see
from ailabel.style import Part, Style, read_styles

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


def split(text: str, size: int) -> list[str]:
    """The text in parts of about `size` words."""
    pieces = cut(text)
    borders = Borders(pieces).split(0, size)
    parts = Parts.of(pieces, [0] * len(borders), borders)
    data = pieces.tokens.bytes.tobytes()
    return [data[start:end].decode() for start, end in zip(parts.start, parts.end, strict=True)]


def words_in(text: str) -> int:
    return len(cut(text).words)


def read(model: Model, text: str, words: int) -> tuple[Style, tuple[Part, ...]]:
    """How one text reads, and each of its windows."""
    styles, parts = read_styles(model, see(model.weights, cut(text)), [words])
    return styles[0], parts[0]


@given(SIZES, st.sampled_from([WINDOW, MAX_PIECE]))
def test_parts_cover_all_and_none_is_too_small(sizes: list[int], size: int) -> None:
    parts = split(prose_of(sizes), size)

    assert "".join(parts) == prose_of(sizes)
    assert len(parts) == 1 or min(map(words_in, parts)) >= MIN_WINDOW


@given(SIZES, st.sampled_from([WINDOW, MAX_PIECE]))
def test_parts_begin_with_a_sentence(sizes: list[int], size: int) -> None:
    parts = split(prose_of(sizes), size)

    assert all(part.startswith("Alpha") for part in parts if sizes)
    assert sum(len(cut(part).sentences) for part in parts) == len(sizes)


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

    assert list(map(words_in, split(prose_of(sizes), size))) == wanted


def test_one_endless_sentence_is_one_part() -> None:
    assert len(split(prose_of([3000]), MAX_PIECE)) == 1


def test_style_is_the_best_expert_of_the_logits(model: Model, toy_texts: Sequence[LabelledText]) -> None:
    text = toy_texts[0].text
    style, _ = read(model, text, 60)
    logits = model.weights.logits(extract(text))

    assert style.band == 0
    assert style.logit == logits[style.expert]
    assert style.score == model.scale.expert_units(logits, 0).max()


def test_words_given_decide_the_band(model: Model, toy_texts: Sequence[LabelledText]) -> None:
    assert read(model, toy_texts[0].text, 150)[0].band == band_of(150) == 1


def test_machine_prose_scores_above_human(model: Model, toy_texts: Sequence[LabelledText]) -> None:
    human, machine = (read(model, toy_texts[place].text, 60)[0].score for place in (0, -1))

    assert machine > human


def test_style_is_what_the_scale_says_of_the_score(model: Model, toy_texts: Sequence[LabelledText]) -> None:
    style, scale = read(model, toy_texts[-1].text, 60)[0], model.scale

    assert style.even == scale.logit(style.score, 0)
    assert style.units == scale.human_units(style.score, 0)
    assert style.exceedance == scale.human_exceedance(style.score, 0)
    assert style.shortfall == scale.machine_shortfall(style.score, 0)
    slopes = scale.expert_slopes(np.full(len(model.experts), style.logit), 0)[1]
    assert style.worth == pytest.approx(scale.logit_slopes(style.score, 0) * slopes[style.expert])


def test_long_prose_is_the_mean_of_its_pieces(model: Model, long_text: str) -> None:
    parts = split(long_text, MAX_PIECE)
    style, _ = read(model, long_text, 5000)

    assert len(parts) == -(-words_in(long_text) // MAX_PIECE) > 6
    assert style.logit == pytest.approx(np.mean([model.weights.logits(extract(part))[0] for part in parts]))


def test_windows_are_scored_as_texts_of_their_own(model: Model, long_text: str) -> None:
    data = long_text.encode()
    _, parts = read(model, long_text, 5000)

    assert len(parts) > 25
    assert [part.start for part in parts] == [0, *[part.end for part in parts[:-1]]]
    assert parts[-1].end == len(data)
    for part in parts[:3]:
        alone = data[part.start : part.end].decode()
        assert part.words == words_in(alone) >= MIN_WINDOW
        assert part.style == read(model, alone, part.words)[0]
    assert parts[-1].style.score > np.quantile([part.style.score for part in parts], 0.9)


@settings(max_examples=20)
@given(places=st.lists(st.integers(0, 200), max_size=6))
def test_many_texts_read_as_each_alone(
    places: list[int], model: Model, toy_texts: Sequence[LabelledText], long_text: str
) -> None:
    texts = [toy_texts[place].text if place < len(toy_texts) else long_text[:9000] for place in places]
    words = list(map(words_in, texts))

    styles, parts = read_styles(model, see(model.weights, cut_all(texts)), words)

    assert list(zip(styles, parts, strict=True)) == list(map(read, [model] * len(texts), texts, words))


@pytest.mark.parametrize("text", ["", "Short.", prose_of([10] * 29)])
def test_text_too_short_for_two_windows_has_none(text: str, model: Model) -> None:
    assert read(model, text, words_in(text))[1] == ()


def test_no_text_has_a_style_all_the_same(model: Model) -> None:
    assert np.isfinite(read(model, "", 0)[0].score)
