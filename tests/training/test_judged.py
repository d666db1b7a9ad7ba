"""Verdicts of the report are those of a Detector, by scales that never met the source that they judge."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from ailabel.calibrate import Scored, learn_scale
from ailabel.detector import Detector
from ailabel.learning.samples import Length
from ailabel.model import DEFAULT, rows_of
from ailabel.scale import BANDS
from ailabel.support import shares_known
from training.build import Pieces
from training.corpus import Text
from training.judged import Judges, left_out, looked_at, said, set_aside

ROOT = Path(__file__).parents[2]
SIZE = 60  # texts of a source in each band
PROSE = (ROOT / "fixtures" / "articles" / "01-council-library-hours.txt").read_text(encoding="utf-8")
VERSE = "\n".join(["the tide is in", "the boats are gone"] * 20)


def normal(mean: float, source: str) -> Scored:
    random = np.random.default_rng(len(source))
    words = np.repeat(np.array(BANDS, np.int64), SIZE)
    return Scored(random.normal(mean, 1, (len(words), 1)), words, [source] * len(words))


def joined(*parts: Scored) -> Scored:
    return Scored(
        np.concatenate([part.logits for part in parts]),
        np.concatenate([part.words for part in parts]),
        [source for part in parts for source in part.sources],
    )


def text(number: int, content: str = PROSE, source: str = "news", label: str = "human") -> Text:
    return Text(str(number), content, label, source, source, "", None, None, "en")


@pytest.fixture(scope="module")
def judges() -> Judges:
    people = joined(normal(0, "news"), normal(0, "a blog"), normal(9, "machine-like"))
    machines = joined(normal(5, "models"), normal(-2, "human-like"))
    return Judges(people, machines, np.zeros(1))


@pytest.mark.parametrize("source", ["machine-like", "human-like", "unheard of"])
def test_a_source_has_no_part_in_the_scale_that_judges_it(judges: Judges, source: str) -> None:
    humans, machines = np.array(judges.humans.sources), np.array(judges.machines.sources)
    others = learn_scale(
        judges.humans.pick(humans != source), judges.machines.pick(machines != source), np.zeros(1)
    )

    assert judges.without(source).humans.tolist() == others.humans.tolist()
    assert judges.without(source).logistic.tolist() == others.logistic.tolist()


def test_people_who_read_like_machines_are_called_by_a_scale_of_the_others(judges: Judges) -> None:
    odd = judges.humans.pick(np.array(judges.humans.sources) == "machine-like")
    everyone = learn_scale(judges.humans, judges.machines, np.zeros(1))

    assert {label for label, *_ in said(judges.without("machine-like"), odd)} == {"ai-likely"}
    assert "unsure" in {label for label, *_ in said(everyone, odd)}


def test_rows_keep_the_text_and_the_source_of_each_piece(judges: Judges) -> None:
    pieces = Pieces.of([text(0), text(1, source="a blog")], [Length(50, 60), Length(20, 30)], 1)

    logits = np.array([[-99.0], [0.0], [99.0], [0.0]])
    rows = list(left_out("calibrate", pieces, pieces.scored(logits), judges))

    assert [row.text.id for row in rows] == ["1", "1", "0", "0"]
    assert [row.verdict.source for row in rows] == ["a blog", "a blog", "news", "news"]
    assert [row.verdict.label for row in rows][::2] == ["ai-likely", "human-likely"]


def test_what_style_cannot_judge_is_set_aside_unless_it_is_short() -> None:
    texts = [text(0), text(1, VERSE), text(2, "Too short.")]

    (row,) = set_aside("train", texts, Pieces.of(texts, [Length(50, 60)], 1))

    assert row.text.id == "1"
    assert (row.verdict.label, row.verdict.style, row.verdict.words) == ("unsure", None, 160)


def test_a_piece_is_judged_as_a_detector_judges_a_text_without_parts(fixtures: Path) -> None:
    whole = [path.read_text(encoding="utf-8") for path in sorted((fixtures / "articles").glob("*.txt"))]
    texts = [text(place, " ".join(content.split()[:190])) for place, content in enumerate(whole)]
    pieces, detector = Pieces.of(texts, [Length(50, 400, head=True)], 1), Detector()
    weights = detector.model.weights
    logits = np.array([weights.logits(sample.features) for sample in pieces.samples])
    known = shares_known(pieces.samples, rows_of(weights.present))
    known[0] = 0.0

    (far, *_), *rows = said(detector.model.scale, pieces.scored(logits, known))

    assert far == "unsure"

    for own, (label, words, style, even) in zip(pieces.own[1:], rows, strict=True):
        ((result, units),) = detector.score_with_style([own.text])
        assert (label, words) == (result.label, result.words)
        assert (style, even) == pytest.approx((units, result.style_probability))


def test_dev_is_looked_at_without_what_is_mixed_short_or_of_another_language(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": PROSE, "label": "human", "lang": "en"},
        {"id": "2", "text": PROSE, "label": "mixed", "lang": "en"},
        {"id": "3", "text": PROSE, "label": "ai", "lang": "fr"},
        {"id": "4", "text": "Too short.", "label": "ai", "lang": "en"},
        {"id": "5", "text": VERSE, "label": "ai", "lang": "en"},
    ]
    (tmp_path / "dev").mkdir()
    with lzma.open(tmp_path / "dev" / "letters.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in rows)

    found = looked_at(tmp_path, DEFAULT, 1)

    assert [(row.role, row.text.id, row.verdict.source) for row in found] == [
        ("dev", "1", "letters"),
        ("dev", "5", "letters"),
    ]
    assert found[0].verdict.style == next(Detector().style_scores([PROSE]))
