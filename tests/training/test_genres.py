"""Machine texts of one genre alone teach no genre: people who write in it are accused no oftener than others.

Stories, debates and answers are what most of `data/train` has machines write and hardly any people. None of
the sources here is learnt from; what machines wrote in the same genres is.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.stats import binom

from ailabel.detector import CALLED, Detector
from training.corpus import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.corpus import Text

TEXTS = 200  # of each file at most
CHANCE = 0.01  # that so many are accused where one in a hundred of a genre is
GENRES = {
    "stories": [
        ("calibrate/clear-excerpts", {"fiction"}),
        ("dev/hpmor-fanfiction", {"fiction"}),
    ],
    "debates": [
        ("calibrate/parlspeech-en", {"speech"}),
        ("calibrate/scotus-oral-arguments", {"speech-transcript"}),
        ("calibrate/commencement-speeches", {"speech"}),
    ],
    "answers": [
        ("calibrate/20newsgroups", {"forum"}),
        ("dev/sico-eli5-squad-yelp", {"sico-eli5"}),
    ],
}


def people(shared: Path, genre: str) -> Iterator[Text]:
    for name, domains in GENRES[genre]:
        texts = read_source(shared / f"{name}.jsonl.xz")
        yield from islice((t for t in texts if t.label == "human" and t.origin.genre in domains), TEXTS)


@pytest.mark.parametrize("genre", GENRES)
def test_people_of_a_genre_that_machines_are_learnt_from_are_not_accused(shared: Path, genre: str) -> None:
    results = list(Detector(reasons=False).score_many(text.text for text in people(shared, genre)))
    judged = [result for result in results if result.human_exceedance is not None]
    called = sum(result.label in CALLED for result in judged)

    assert len(judged) > 250
    assert called <= binom.ppf(1 - CHANCE, len(judged), 0.01)
    assert np.median([result.human_exceedance for result in judged]) > 0.3
