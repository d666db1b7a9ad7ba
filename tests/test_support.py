"""A text that knows too few of the model's words is left unjudged, and people's texts say what is too few."""

from __future__ import annotations

import re
from dataclasses import replace
from pydoc_data.topics import topics
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ailabel.calibrate import DEVIATIONS, MIN_OF_SOURCE, MIN_TEXTS, Scored, learn_scale, least_known
from ailabel.detector import Detector
from ailabel.evaluate import flagged
from ailabel.features import cut_all, extract
from ailabel.model import load, rows_of
from ailabel.recalibrate import recalibrate
from ailabel.scale import BANDS
from ailabel.seen import MIN_CONTENT, see
from ailabel.support import shares_known
from tests.learning.handmade import sample

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ailabel.labelled import LabelledText

MANUAL = [" ".join(text.split()) for text in topics.values() if len(text.split()) > 200]


def scrambled(text: str) -> str:
    """Every word of more than four letters read backwards, which keeps length, rhythm and marks."""
    return re.sub(r"[A-Za-z]{5,}", lambda word: word[0][::-1].lower(), text)


@pytest.fixture(scope="module")
def article(fixtures: Path) -> str:
    """Without its notices."""
    return (fixtures / "articles" / "01-council-library-hours.txt").read_text("utf-8").partition("[")[0]


def people(sources: Sequence[str], known: np.ndarray | None) -> Scored:
    """Texts of the first band."""
    return Scored(np.zeros((len(sources), 1)), np.full(len(sources), BANDS[0]), sources, known)


def test_a_share_is_that_of_content_words_whose_rows_are_known() -> None:
    few, many = range(MIN_CONTENT - 1), range(MIN_CONTENT)
    samples = [sample(*many), sample(*few), sample()]

    assert shares_known(samples, np.arange(0, 99, 2)).tolist() == [0.5, 1.0, 1.0]


def test_scoring_knows_the_share_that_training_knows() -> None:
    weights = load().weights
    texts = [*MANUAL[:4], scrambled(MANUAL[4]), f"{MANUAL[5]} {MANUAL[5]}", "It was done, and undone. " * 20]
    samples = [replace(sample(), features=extract(text)) for text in texts]

    found = see(weights, cut_all(texts)).known

    assert found.tolist() == pytest.approx(shares_known(samples, rows_of(weights.present)).tolist())
    assert found[-1] == 1.0


def test_many_texts_set_the_least_by_their_number() -> None:
    shares = np.concatenate((np.full(20, 0.2), np.full(9980, 0.9)))  # 2 in 1,000: no normal law reaches it

    assert least_known(people(["one"] * len(shares), shares))[0] == pytest.approx(0.2, abs=0.01)


def test_few_texts_set_it_by_a_normal_law() -> None:
    shares = np.random.default_rng(0).normal(0.8, 0.05, 40)

    found = least_known(people(["one"] * 40, shares))[0]

    assert found == pytest.approx(shares.mean() - DEVIATIONS * shares.std())
    assert found < shares.min()
    assert least_known(people(["one"] * 40, np.tile([0.0, 1.0], 20)))[0] == 0.0


def test_sources_weigh_the_same_whatever_their_size() -> None:
    odd, usual = [0.1] * MIN_OF_SOURCE, [0.9] * MIN_OF_SOURCE * 99
    found = least_known(people(["odd"] * len(odd) + ["usual"] * len(usual), np.array(odd + usual)))

    assert found[0] < 0.1 < 0.9 - DEVIATIONS * np.std(odd + usual)


def test_a_band_of_too_few_texts_has_what_the_band_before_has() -> None:
    texts = people(["one"] * (MIN_TEXTS + 1), np.full(MIN_TEXTS + 1, 0.7))
    words = np.array([BANDS[0]] * MIN_TEXTS + [BANDS[1]])

    found = least_known(replace(texts, words=words))

    assert found == pytest.approx([0.7] * len(BANDS))


def test_nothing_is_far_where_nobody_told_how_much_is_known() -> None:
    assert least_known(people(["one"] * 40, None)).tolist() == [0.0] * len(BANDS)


def test_prose_of_a_kind_that_it_never_met_is_near_enough(article: str) -> None:
    """Python's manual, full of names that are in no other text."""
    results = [*Detector(reasons=False).score_many([*MANUAL, article])]
    aside = [result for result in results if any("far" in warning for warning in result.warnings)]

    assert len(MANUAL) > 40
    assert not aside


def test_a_text_that_is_far_is_called_in_no_report() -> None:
    shares = np.append(np.full(99, 0.9), 0.1)
    texts = people(["one"] * 100, shares)
    learnt = learn_scale(texts, texts, np.zeros(1))
    scale = replace(learnt, humans=learnt.humans - 1, least_known=np.full(len(BANDS), 0.5))

    assert flagged(scale, replace(texts, known=None)).all()
    assert flagged(scale, texts).tolist() == [True] * 99 + [False]


@pytest.mark.parametrize("is_human", [False, True])
def test_what_is_far_from_training_is_unsure_and_says_why(article: str, *, is_human: bool) -> None:
    plain = MANUAL[0] if is_human else article
    detector = Detector()
    near, far = detector.score_many([plain, scrambled(plain)])

    assert near.style_probability is not None
    assert (far.label, far.style_probability, far.human_exceedance, far.threshold) == ("unsure", *[None] * 3)
    assert (far.windows, far.reasons, far.ai_fraction) == ((), (), None)
    assert [warning.partition(": ")[0] for warning in far.warnings] == ["far from training"]
    assert re.search(
        r": \d+\.\d % of its distinct content words are known; of all but one in 500 .*, \d\d\.\d % or more$",
        far.warnings[0],
    )
    assert next(detector.style_scores([scrambled(plain), plain])) is None
    assert [style is None for _, style in detector.score_with_style([plain, scrambled(plain)])] == [
        False,
        True,
    ]


def test_what_it_says_of_itself_counts_all_the_same(article: str) -> None:
    found = Detector().score(f"{scrambled(article)}\n\nThis article was written by ChatGPT.")

    assert found.label == "ai-disclosed"
    assert found.style_probability is None


def test_a_model_that_knows_next_to_no_words_sets_no_text_aside(toy_model: Path) -> None:
    """It knows two in five of the words of people left out, one in ten or four in five of a single text."""
    assert load(toy_model).scale.least_known.max() < 0.01
    assert Detector(toy_model, max_fpr=0.05).score(scrambled(MANUAL[0])).style_probability is not None


def test_people_who_write_otherwise_are_no_longer_far_once_it_is_calibrated_on_them(
    toy_texts: Sequence[LabelledText], tmp_path: Path
) -> None:
    theirs = [replace(text, text=scrambled(text.text)) for text in toy_texts if text.label == "human"]
    recalibrate(theirs, tmp_path / "mine", name="mine", jobs=1)
    before, after = load().scale.least_known, load(tmp_path / "mine").scale.least_known

    assert after[0] < before[0]
    assert after[1:].tolist() == before[1:].tolist()
    judged = [Detector(model).score(theirs[0].text).style_probability for model in (None, tmp_path / "mine")]
    assert judged[0] is None
    assert judged[1] is not None
