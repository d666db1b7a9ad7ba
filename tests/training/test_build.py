"""What judges a text learnt from nothing that stands beside it: no pair and no group straddles a fold."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from ailabel.calibrate import MIN_TEXTS
from ailabel.learning.experts import fit_expert
from ailabel.learning.samples import Length
from ailabel.learning.space import Space
from ailabel.scale import BANDS
from tests.learning.handmade import sample
from training.build import (
    FOLDS,
    JUDGED,
    NAMES,
    PEOPLE,
    Corpus,
    Pieces,
    fit_masked,
    home_folds,
    learnt_mask,
    to_judge,
    to_learn,
    usual_of,
)
from training.corpus import PLAN, Text, read_role

ROOT = Path(__file__).parents[2]
PROSE = (ROOT / "fixtures" / "articles" / "01-council-library-hours.txt").read_text(encoding="utf-8")


def text(number: int, label: str, source: str, home: str = "", pair: str | None = None) -> Text:
    return Text(f"{source}/{number}", PROSE, label, source, home or source, "", pair, None, "en")


def mirrored(number: int, home: str) -> Text:
    return text(number, "ai", "mirror26", home, f"{home}/{number}")


def test_an_expert_learns_neither_a_text_of_the_fold_left_out_nor_its_answer() -> None:
    homes = [f"home {number}" for number in range(2 * FOLDS)]
    texts = [row for home in homes for row in (text(0, "human", home), mirrored(0, home))]
    learnt = Pieces.of(texts, [Length(50, 60)], 1)
    folds = home_folds(learnt)

    assert Counter(folds.values()) == dict.fromkeys(range(FOLDS), 2)
    for fold in range(FOLDS):
        mask = learnt_mask(learnt, folds, fold, NAMES[1])
        left = {text.home for text, kept in zip(learnt.own, mask, strict=True) if not kept}
        assert left == {home for home in homes if folds[home] == fold}
        assert mask.sum() == len(texts) - 4


def test_what_mirrors_people_who_are_not_learnt_from_is_judged_and_not_learnt() -> None:
    texts = [text(0, "human", "news"), text(0, "ai", "models"), mirrored(0, "news"), mirrored(0, "court")]

    assert list(to_learn(texts)) == texts[:3]
    assert list(to_judge(texts, {"news/0", "court/0"})) == texts


def test_an_expert_fitted_family_by_family_is_the_one_fitted_at_once() -> None:
    labels = ["human", "ai"] * 30
    texts = [text(number, label, f"source {number % 4}") for number, label in enumerate(labels)]
    random = np.random.default_rng(0)
    samples = [
        sample(*np.flatnonzero(random.random(40) < (0.6 if own.label == "ai" else 0.4)).tolist(), text=place)
        for place, own in enumerate(texts)
    ]
    learnt = Pieces(texts, samples)
    sources = [own.source for own in texts]
    space = Space.of(samples, sources)
    first = np.arange(len(texts)) < 40

    found = fit_masked(learnt, [np.ones(len(texts), np.bool_), first], space, 1)

    for mask, expert in zip([np.ones(len(texts), np.bool_), first], found, strict=True):
        own = [source for source, kept in zip(sources, mask, strict=True) if kept]
        whole = fit_expert(space.matrix(learnt.where(mask).samples), learnt.is_ai[mask], own, space)
        assert (expert.coef.tolist(), expert.offset) == (whole.coef.tolist(), whole.offset)


def test_what_is_judged_is_the_first_of_each_source_and_all_that_is_mirrored() -> None:
    people = [text(number, "human", "news") for number in range(PEOPLE + 5)]
    machines = [text(number, "ai", "models") for number in range(JUDGED + 5)]
    answers = [mirrored(number, "news") for number in range(JUDGED + 5)]

    judged = list(to_judge([*people, *machines, *answers], {f"news/{PEOPLE + 1}"}))

    assert Counter(text.source for text in judged) == {
        "news": PEOPLE + 1, "models": JUDGED, "mirror26": JUDGED + 5,
    }  # fmt: skip
    assert judged[PEOPLE].id == f"news/{PEOPLE + 1}"


def pieces(**measures: float) -> Pieces:
    """Of each source MIN_TEXTS pieces of which every measure is this; sources without a machine are human."""
    machines = {source for expert in PLAN["experts"] for source in expert["ai"]}
    texts: list[Text] = []
    samples = []
    for source, measure in measures.items():
        label = "ai" if source in machines else "human"
        for _ in range(MIN_TEXTS):
            samples.append(sample(words=BANDS[0], measure=measure, text=len(texts)))
            texts.append(Text(str(len(texts)), "", label, source, source, "", None, None, "en"))
    return Pieces(texts, samples)


def test_what_is_usual_is_that_of_the_people_and_of_the_machines_of_each_expert() -> None:
    corpus = Corpus(pieces(), pieces(gecscore=2, mirror26=3, letters=4), pieces(news=1))

    assert usual_of(corpus)[0, :, 0].tolist() == [[1, 1], [2, 2], [3, 3]]


@pytest.fixture(scope="module")
def learnable(shared: Path) -> list[Text]:
    return [text for role in ("train", "calibrate") for text in read_role(shared, role) if text.lang == "en"]


@pytest.mark.shared
def test_a_text_and_what_it_answers_share_a_home(learnable: list[Text]) -> None:
    homes = {text.id: text.home for text in learnable}
    pairs = [(text.home, homes[text.pair]) for text in learnable if text.pair in homes and text.pair]

    assert len(pairs) > 10_000
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


@pytest.mark.shared
def test_near_copies_share_a_home(learnable: list[Text]) -> None:
    homes = defaultdict(set)
    for text in learnable:
        homes[text.group].add(text.home)

    assert [group for group, own in homes.items() if len(own) > 1] == []
