"""Pieces to learn from are whole sentences of the prose that scoring would judge, drawn alike each time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure import load_patterns
from ailabel.features import cut, extract
from ailabel.learning import samples as module
from ailabel.learning.samples import (
    BAND_LENGTHS,
    LENGTHS,
    TRAIN_LENGTHS,
    Length,
    crop,
    distinct_pieces,
    is_banded,
    judged_prose,
    take_samples,
    thinned,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ailabel.labelled import LabelledText
    from ailabel.learning.samples import Sample

NOTICE = "This article has been generated with AI."
SENTENCES = st.lists(st.integers(1, 40), min_size=1, max_size=60).map(
    lambda sizes: [" ".join(["Alpha", *["beta"] * (size - 1)]) + "." for size in sizes]
)
DRAWN = st.tuples(st.integers(1, 60), st.integers(0, 200)).map(lambda pair: Length(pair[0], sum(pair)))


def cropped(text: str, length: Length, seed: int = 0) -> str:
    return crop(text, cut(text), length, np.random.default_rng(seed))


def same(ours: Sequence[Sample], theirs: Sequence[Sample]) -> bool:
    """Whether samples are equal to the last bit."""
    rows = [
        [(s.text, s.length, s.words, s.features.rows.tolist(), s.features.measures.tolist()) for s in samples]
        for samples in (ours, theirs)
    ]
    return rows[0] == rows[1]


@given(SENTENCES, DRAWN, st.integers(0, 9))
def test_crop_is_a_run_of_whole_sentences(sentences: list[str], length: Length, seed: int) -> None:
    text = " ".join(sentences)
    piece = cropped(text, length, seed)
    words = piece.count(" ") + 1

    assert f" {piece} " in f" {text} "
    assert piece.startswith("Alpha")
    assert piece == text or words <= length.most
    # Only where whole sentences would come to too little is one cut.
    if not piece.endswith(".") or f"{piece} A" not in text:
        assert piece == text or words >= length.least


@given(SENTENCES, DRAWN)
def test_crop_of_a_long_text_is_long_enough(sentences: list[str], length: Length) -> None:
    text = " ".join(sentences)
    if text.count(" ") >= length.most:
        assert cropped(text, length).count(" ") + 1 >= length.least


def test_text_of_fewer_words_is_taken_whole() -> None:
    assert cropped("One two three. Four.", Length(4, 9)) == "One two three. Four."


def test_head_is_the_beginning_up_to_the_last_whole_sentence() -> None:
    text = "One two three. Four five. Six seven eight. Nine ten."

    assert cropped(text, Length(2, 6, head=True)) == "One two three. Four five."
    assert cropped(text, Length(2, 8, head=True)) == "One two three. Four five. Six seven eight."


def test_sentence_that_is_far_too_long_is_cut_between_words() -> None:
    text = "Alpha " + "beta " * 99 + "end."

    assert cropped(text, Length(10, 10)) == "Alpha" + " beta" * 9


def test_half_of_the_articles_of_a_share_of_texts_are_left_out() -> None:
    text = "The cat saw a dog and an ape by the theatre. " * 25
    bare = text.replace("The ", "").replace(" a ", " ").replace(" an ", " ").replace(" the ", " ")
    found = [thinned(text, 0.3, [seed]) for seed in range(200)]
    changed = [piece for piece in found if piece != text]
    kept_first = sum(piece.startswith("The cat") for piece in changed)

    assert 0.2 < len(changed) / len(found) < 0.4
    assert 0.25 < kept_first / len(changed) < 0.75
    for piece in changed:
        assert len(text.split()) - len(piece.split()) == 50
        assert [word for word in piece.split() if word.lower() not in {"a", "an", "the"}] == bare.split()
    assert found == [thinned(text, 0.3, [seed]) for seed in range(200)]


def test_what_is_learnt_from_is_thinned_and_what_sets_error_rates_is_not() -> None:
    assert all(0 < length.thinned < 0.5 for length in TRAIN_LENGTHS)
    assert not any(length.thinned for length in BAND_LENGTHS)


def test_articles_are_left_out_of_all_pieces_of_a_text_by_seed_and_key(manual: list[str]) -> None:
    keys = [str(place) for place in range(len(manual))]
    whole = Length(50, 5000, head=True, thinned=0.5)
    plain = take_samples(manual, keys, [Length(50, 5000, head=True)], seed=0)
    once, anew = (take_samples(manual, keys, [whole, whole], seed=seed) for seed in (0, 1))
    shorter = [[piece.words < text.words for piece, text in zip(found[::2], plain, strict=True)]
               for found in (once, anew)]  # fmt: skip

    assert same(once[::2], [replace(sample, length=0) for sample in once[1::2]])
    assert 0 < sum(shorter[0]) < len(manual)
    assert shorter[0] != shorter[1]


def test_which_texts_lose_articles_has_nothing_to_do_with_how_long_their_pieces_are(
    manual: list[str],
) -> None:
    text = max(manual, key=len)
    keys = [str(place) for place in range(60)]
    length = Length(30, 300)
    plain = take_samples([text] * 60, keys, [length], seed=0)
    thin = take_samples([text] * 60, keys, [replace(length, thinned=0.5)], seed=0)
    words = np.array([sample.words for sample in plain])
    changed = np.array([one.words != other.words for one, other in zip(plain, thin, strict=True)])

    assert 15 < changed.sum() < 45
    assert 0.7 < words[changed].mean() / words[~changed].mean() < 1.4


def test_words_drawn_are_even_on_a_log_scale() -> None:
    text = " ".join(["Alpha."] * 401)
    sizes = [cropped(text, TRAIN_LENGTHS[0], seed).count(" ") + 1 for seed in range(200)]

    assert min(sizes) >= 50
    assert max(sizes) <= 400
    assert np.median(sizes) == pytest.approx(np.sqrt(50 * 400), rel=0.2)


def test_place_is_drawn_at_random() -> None:
    text = " ".join(f"Word{number}." for number in range(100))

    assert len({cropped(text, Length(10, 10), seed).split(" ")[0] for seed in range(40)}) > 20


@pytest.fixture(scope="module")
def manual(toy_texts: Sequence[LabelledText]) -> list[str]:
    """Twelve texts of about 120 words."""
    texts = [text.text for text in toy_texts[:24]]
    return [" ".join(pair) for pair in zip(texts[::2], texts[1::2], strict=True)]


def take(texts: Sequence[str], lengths: Sequence[Length] = LENGTHS, seed: int = 0) -> list[Sample]:
    return take_samples(texts, [f"key {place}" for place in range(len(texts))], lengths, seed)


def test_samples_come_by_text_and_then_by_length(manual: list[str]) -> None:
    found = take(manual, [TRAIN_LENGTHS[0], *BAND_LENGTHS])

    assert [(sample.text, sample.length) for sample in found] == [
        (place, length) for place in range(len(manual)) for length in (0, 1, 2)
    ]


def test_pieces_of_bands_are_told_from_those_that_are_learnt_from_alone(manual: list[str]) -> None:
    found = take([" ".join(manual)])

    assert [LENGTHS[sample.length] for sample in found if is_banded(sample)] == [*BAND_LENGTHS]
    assert [LENGTHS[sample.length] for sample in found if not is_banded(sample)] == [*TRAIN_LENGTHS]


def test_piece_that_was_cut_twice_counts_once(manual: list[str]) -> None:
    whole = Length(50, 1000, head=True)
    found = take(manual[:2], [whole, Length(50, 60), whole])

    assert [(sample.text, sample.length) for sample in distinct_pieces(found)] == [
        (0, 0), (0, 1), (1, 0), (1, 1),
    ]  # fmt: skip


def test_sample_counts_its_words_and_has_its_features(manual: list[str]) -> None:
    (found,) = take(manual[:1], [Length(50, 1000, head=True)])

    assert found.words == len(judged_prose(manual[0], load_patterns()).split(" "))  # type: ignore[union-attr]
    assert found.features.rows.tolist() == extract(manual[0]).rows.tolist()


def test_text_that_is_too_short_for_a_length_gives_none_of_it(manual: list[str]) -> None:
    words = manual[0].count(" ") + 1

    assert len(take(manual[:1], [Length(words, 1000)])) == 1
    assert take(manual[:1], [Length(words + 1, 1000)]) == []


def test_chunks_change_nothing(manual: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = take(manual)
    monkeypatch.setattr(module, "CHUNK", 5)

    assert same(take(manual), whole)


def test_draw_depends_on_seed_and_key_alone(manual: list[str]) -> None:
    lengths = [Length(50, 60)]
    first = take_samples(manual, list("abcdefghijkl"), lengths, 0)
    turned = take_samples(manual[::-1], list("lkjihgfedcba"), lengths, 0)

    assert [sample.features.rows.tolist() for sample in turned[::-1]] == [
        sample.features.rows.tolist() for sample in first
    ]
    assert not same(take_samples(manual, list("abcdefghijkl"), lengths, 1), first)
    assert not same(take_samples(manual, list("mnopqrstuvwx"), lengths, 0), first)


def test_key_may_hold_a_lone_surrogate_as_the_name_of_a_file_does(manual: list[str]) -> None:
    assert len(take_samples(manual[:1], ["caf\udce9"], [Length(50, 60)], 0)) == 1


@pytest.mark.parametrize("noticed", ["{notice}\n\n{text}", "{text}\n\n[{notice}]", "{text} {notice}"])
def test_explicit_evidence_is_left_out(manual: list[str], noticed: str) -> None:
    text = noticed.format(notice=NOTICE, text=manual[0])

    assert judged_prose(text, load_patterns()) == manual[0]
    assert same(take([text]), take(manual[:1]))


@pytest.mark.parametrize("name", ["code.py", "german.txt", "list.txt", "poem.txt"])
def test_what_scoring_would_not_judge_is_not_learnt(name: str, fixtures: Path) -> None:
    assert take([(fixtures / "documents" / name).read_text(encoding="utf-8")]) == []
