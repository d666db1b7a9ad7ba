"""An expert joins others without a word of theirs being touched."""

from __future__ import annotations

import numpy as np
import pytest

from ailabel.features import extract
from ailabel.features.ngrams import ROWS
from ailabel.features.stylometry import FEATURES
from ailabel.learning.experts import Compiled, classifier_matrix
from ailabel.learning.join import decompiled, joined
from ailabel.learning.samples import Sample
from ailabel.learning.space import BINS
from ailabel.model import Weights, load, rows_of
from tests.learning.handmade import sample

EVERY_ROW = np.arange(ROWS, dtype=np.int32)
EDGES = np.tile(np.arange(1.0, BINS), (len(FEATURES), 1))


def weights_of(rows: dict[int, float], *, offset: float = 0.0, binned: float = 0.0) -> Weights:
    """One expert that weighs these rows, and every bin alike."""
    bins = np.full((len(FEATURES), BINS, 1), binned)
    table = np.array(list(rows.values()))[:, None]
    return Compiled(np.array(list(rows), np.int32), table, EDGES, bins, np.array([offset])).weights()


OURS = weights_of({3: 1.0, 9: -2.0}, offset=0.5)
THEIRS = weights_of({2: 4.0, 9: 8.0}, offset=-1.0, binned=0.25)


def test_a_row_is_there_when_either_weighs_it() -> None:
    found = joined(OURS, THEIRS)

    assert rows_of(found.present).tolist() == [2, 3, 9]
    assert found.values.tolist() == [[0, 16384], [16384, 0], [-32767, 32767], [0, 0]]
    assert found.steps.tolist() == pytest.approx([2 / 32767, 8 / 32767])


def test_every_expert_says_what_it_said_alone() -> None:
    found = joined(OURS, THEIRS)

    for own in (sample(2, 3, 9), sample(3), sample(5, 100), sample()):
        alone = [float(weights.logits(own.features)[0]) for weights in (OURS, THEIRS)]
        assert found.logits(own.features).tolist() == alone


def test_columns_that_were_there_stay_to_the_byte() -> None:
    ours = load().weights
    found = joined(ours, THEIRS)
    experts = len(ours.offsets)

    assert found.steps_of(EVERY_ROW)[:, :experts].tobytes() == ours.steps_of(EVERY_ROW).tobytes()
    assert found.bins[:, :, :experts].tobytes() == ours.bins.tobytes()
    assert found.edges.tobytes() == ours.edges.tobytes()
    assert found.steps[:experts].tobytes() == ours.steps.tobytes()
    assert found.offsets[:experts].tobytes() == ours.offsets.tobytes()


def test_a_classifier_made_of_flat_arrays_says_what_they_say() -> None:
    weights = load().weights
    seen = extract("People who keep bees know that a hive is never silent. " * 9)
    classifier = decompiled(weights).classifier(["one", "two"])
    matrix = classifier_matrix(classifier, [Sample(0, 0, seen.words, seen)])
    decided = [float(expert.decision_function(matrix)[0]) for expert in classifier["experts"].values()]

    assert decided == pytest.approx(weights.logits(seen), abs=1e-4)
