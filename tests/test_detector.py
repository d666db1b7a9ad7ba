"""One text in, one Result out: what a verdict promises, whatever the text."""

from __future__ import annotations

import json
import math
import multiprocessing
import pickle
import re
from dataclasses import replace
from pydoc_data.topics import topics
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ailabel
from ailabel import Detector, Result
from ailabel import detector as module
from ailabel.detector import BATCH, LEAST, MAX_SHORTFALL
from ailabel.disclosure import load_patterns
from ailabel.errors import AilabelError, PatternError, UsageError
from ailabel.result import LABELS
from ailabel.scale import BANDS
from ailabel.style import Part, Style
from tests.house import MINE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ailabel.scale import Scale

MANUAL = [" ".join(text.split()) for text in topics.values() if len(text.split()) > 200]
NOTICE = "[This article has been generated with AI. Your feed is customized.]"


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


@pytest.fixture(scope="module")
def article(fixtures: Path) -> str:
    return (fixtures / "documents" / "article.md").read_text("utf-8")


@pytest.fixture(scope="module")
def results(detector: Detector, fixtures: Path) -> list[Result]:
    """Of texts of every kind."""
    files = sorted(path for path in fixtures.rglob("*") if path.suffix in {".txt", ".md", ".py"})
    return list(detector.score_many([*(path.read_text("utf-8") for path in files), *MANUAL]))


def logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_reasons_add_up_to_the_logit_of_style(results: list[Result]) -> None:
    for result in results:
        if result.style_probability is not None:
            total = sum(reason.contribution for reason in result.reasons)

            assert total == pytest.approx(logit(result.style_probability), abs=1e-6)


def test_spans_windows_and_reasons_lie_in_the_text(detector: Detector, article: str) -> None:
    text = f"é — \u200b{article}\n\n{NOTICE}\n"
    result = detector.score(text)

    assert [text[span.start : span.end] for span in result.spans] == [span.text for span in result.spans]
    assert NOTICE in {span.text for span in result.spans}
    places = [(window.start, window.end) for window in result.windows]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(0 <= start < end <= len(text) for reason in result.reasons for start, end in reason.spans)


def test_phrases_stand_where_their_spans_say(detector: Detector) -> None:
    text = "“Moreover,” she wrote — ".join(["", *MANUAL[:1]]) + " Überdies, naïve café owners agreed."
    phrases = [reason for reason in detector.score(text).reasons if reason.spans]

    assert phrases
    for phrase in phrases:
        shown = {text[start:end].lower() for start, end in phrase.spans}
        assert len({" ".join(words.split()) for words in shown}) == 1


def test_result_survives_json(results: list[Result]) -> None:
    for result in results:
        assert json.loads(json.dumps(result.to_dict(), allow_nan=False)) == result.to_dict()


def test_label_says_what_the_numbers_say(results: list[Result]) -> None:
    for result in results:
        assert result.label in LABELS
        if result.style_probability is None:
            assert result.label in {"ai-disclosed", "unsure"}
            assert result.warnings
        elif result.label == "ai-likely":
            assert result.threshold is not None
            assert result.style_probability >= result.threshold
        elif result.label == "human-likely":
            assert result.machine_shortfall is not None
            assert result.machine_shortfall <= MAX_SHORTFALL


def test_numbers_are_shares(results: list[Result]) -> None:
    for result in results:
        shares = (
            *(result.probability, result.style_probability, result.human_exceedance, result.threshold),
            *(
                result.machine_shortfall,
                result.ai_fraction,
                *(window.probability for window in result.windows),
            ),
        )

        assert all(0 <= share <= 1 for share in shares if share is not None)


def test_fraction_is_given_from_300_words_on(detector: Detector) -> None:
    words = next(text for text in MANUAL if len(text.split()) > 400).split()
    short, long = detector.score(" ".join(words[:280])), detector.score(" ".join(words[:400]))

    assert short.ai_fraction is None
    assert long.ai_fraction is not None


def test_prior_moves_probability_and_nothing_that_was_measured(article: str) -> None:
    even, rare = Detector(prior=0.5).score(article), Detector(prior=0.01).score(article)

    assert even.style_probability is not None
    assert rare.style_probability is not None
    assert logit(rare.style_probability) == pytest.approx(logit(even.style_probability) - math.log(99))
    assert (even.human_exceedance, even.machine_shortfall) == (rare.human_exceedance, rare.machine_shortfall)
    assert even.label == rare.label


def test_lower_max_fpr_never_flags_more(fixtures: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted((fixtures / "documents").iterdir())] + MANUAL
    rates = (0.001, 0.01, 0.1)
    flagged = [
        {
            place
            for place, result in enumerate(Detector(max_fpr=rate).score_many(texts))
            if result.label == "ai-likely"
        }
        for rate in rates
    ]

    assert flagged[0] <= flagged[1] <= flagged[2]


@pytest.mark.parametrize("setting", ["max_fpr", "prior"])
@pytest.mark.parametrize("value", [0, 1, -0.1, 1.5, float("nan"), float("inf"), None, "a", [0.5]])
def test_setting_out_of_range_is_refused_by_name(setting: str, value: object) -> None:
    with pytest.raises(UsageError, match=f"^{setting} is "):
        Detector(**{setting: value})  # type: ignore[arg-type]  # what is tested


def test_rate_that_so_few_human_texts_cannot_show_is_refused(toy_model: Path) -> None:
    with pytest.raises(UsageError, match=r"max_fpr.*no rate below"):
        ailabel.load(toy_model, max_fpr=0.001)


@pytest.mark.parametrize(("setting", "value"), [("prior", 2.0), ("max_fpr", 5), ("model", None)])
def test_setting_cannot_be_set_anew(setting: str, value: object, detector: Detector) -> None:
    with pytest.raises(AttributeError, match=setting):
        setattr(detector, setting, value)


@pytest.mark.parametrize("weight", [3_183.7, 69.4, 999_999.0])
def test_rate_that_a_refusal_advises_is_allowed(weight: float, detector: Detector) -> None:
    scale = replace(detector.model.scale, human_weight=np.full(len(BANDS), weight))
    model = replace(detector.model, scale=scale)
    with pytest.raises(UsageError) as refused:
        Detector(model, max_fpr=1e-9)
    advised = float(str(refused.value).partition("no rate below ")[2].partition(";")[0])

    assert Detector(model, max_fpr=advised).max_fpr == advised
    assert advised < 1.1 / weight


def test_one_text_is_scored_as_the_only_one_of_many(detector: Detector, article: str) -> None:
    assert list(detector.score_many([article])) == [detector.score(article)] == [ailabel.score(article)]


def test_order_of_texts_changes_nothing(detector: Detector) -> None:
    texts = MANUAL[:6]

    assert list(detector.score_many(texts)) == list(detector.score_many(texts[::-1]))[::-1]


def test_many_are_scored_batch_by_batch_as_they_come(detector: Detector) -> None:
    def texts() -> Iterator[str]:
        yield from ("One.", "Two " * BATCH)
        raise AssertionError("asked for more before the first was taken")

    assert next(detector.score_many(texts())).label == "unsure"


@pytest.mark.parametrize("text", ["", "Hi."])
def test_batch_holds_so_many_texts_at_most_however_short_they_are(text: str, detector: Detector) -> None:
    asked = 0

    def texts() -> Iterator[str]:
        nonlocal asked
        while True:
            asked += 1
            yield text

    assert next(detector.score_many(texts())).warnings == ("short",)
    assert asked == BATCH // LEAST


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_stands_before_a_failure_to_read_is_scored(jobs: int, detector: Detector) -> None:
    def texts() -> Iterator[str]:
        yield "One."
        raise OSError("the disk is gone")

    answers = detector.score_many(texts(), jobs=jobs)

    assert next(answers).label == "unsure"
    with pytest.raises(OSError, match="gone"):
        next(answers)


def test_answers_that_are_closed_early_leave_no_process(
    detector: Detector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ailabel.processes.processors", lambda: 2)
    before = {*multiprocessing.active_children()}
    answers = detector.score_many(["Two " * (BATCH // 4)] * 9, jobs=2)
    next(answers)
    own = {*multiprocessing.active_children()} - before

    answers.close()  # type: ignore[attr-defined]  # a generator

    assert len(own) == 2
    assert not own & {*multiprocessing.active_children()}


def test_what_stands_before_something_that_is_no_text_is_scored(detector: Detector) -> None:
    answers = detector.score_many(["One.", "Two.", b"Three.", "Four."])  # type: ignore[list-item]  # is tested

    assert [next(answers).label, next(answers).label] == ["unsure", "unsure"]
    with pytest.raises(UsageError, match=r"text 2 \(counted from 0\) is bytes; decode it first"):
        next(answers)


@pytest.mark.parametrize("texts", ["ab", b"ab", None, 5])
@pytest.mark.parametrize("method", ["score_many", "score_with_style", "style_scores"])
def test_what_is_no_row_of_texts_is_refused(method: str, texts: object, detector: Detector) -> None:
    with pytest.raises(UsageError, match=f"texts is a {type(texts).__name__}; it is a list of texts"):
        next(getattr(detector, method)(texts))


@settings(max_examples=20, deadline=None)
@given(places=st.lists(st.integers(0, len(MANUAL) + 2), max_size=12), size=st.integers(1, 20_000))
def test_batches_change_nothing(places: list[int], size: int, detector: Detector) -> None:
    texts = [MANUAL[place] if place < len(MANUAL) else "Much too short." for place in places]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", size)

        assert list(detector.score_many(texts)) == list(map(detector.score, texts))


def test_processes_change_nothing(detector: Detector) -> None:
    texts = [*MANUAL[:30], "Too short."]

    assert list(detector.score_many(texts, jobs=2)) == list(detector.score_many(texts))


@pytest.mark.parametrize("number", [0, -1, 1.5, "2"])
@pytest.mark.parametrize("setting", ["jobs", "batch"])
def test_no_process_and_no_batch_cannot_score(setting: str, number: object, detector: Detector) -> None:
    given: dict[str, Any] = {setting: number}

    with pytest.raises(UsageError, match=f"{setting} is {number!r}"):
        detector.score_many([], **given)


@pytest.mark.parametrize("batch", [1, 3])
def test_texts_that_arrive_one_by_one_are_answered_as_they_do(batch: int, detector: Detector) -> None:
    asked = 0

    def texts() -> Iterator[str]:
        nonlocal asked
        for place in range(7):
            asked += 1
            yield MANUAL[place]

    answered = [(result, asked) for result in detector.score_many(texts(), batch=batch)]

    assert [result for result, _ in answered] == list(map(detector.score, MANUAL[:7]))
    assert [number for _, number in answered] == [min(7, at - at % batch + batch) for at in range(7)]


def test_detector_can_be_sent_to_another_process(detector: Detector, article: str) -> None:
    assert pickle.loads(pickle.dumps(detector)).score(article) == detector.score(article)


def test_style_scores_are_those_of_the_results(detector: Detector, article: str) -> None:
    scores = list(detector.style_scores([article, "Too short."]))

    assert scores[1] is None
    assert scores[0] is not None
    assert (detector.score(article).human_exceedance or 0) < 0.5 or scores[0] <= 0


def test_long_text_is_the_mean_of_its_pieces_and_has_a_window_for_each_part(detector: Detector) -> None:
    result = detector.score(" ".join(MANUAL[:20]))

    assert result.words > 4000
    assert len(result.windows) > 20


def test_denial_clears_nothing(detector: Detector, article: str) -> None:
    plain, denied = (
        detector.score(article),
        detector.score(f"{article}\n\nNo AI was used to write this article.\n"),
    )

    assert denied.probability == pytest.approx(plain.probability, abs=1e-6)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_scoring_raises_on_no_string(text: str) -> None:
    result = ailabel.score(text)

    assert all(text[span.start : span.end] == span.text for span in result.spans)


def test_what_is_no_string_is_refused(detector: Detector) -> None:
    with pytest.raises(UsageError, match="a text is a str, and this is bytes; decode it first"):
        detector.score(b"One.")  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "NoneType; where a text is missing, leave it out, or give ''"),
        (float("nan"), "float; where a text is missing"),
        (7, "int; where a text is missing"),
        (pa.scalar("One."), "StringScalar; its as_py()"),
    ],
)
def test_what_is_no_text_says_where_it_stands_and_what_to_give(
    text: object, told: str, detector: Detector
) -> None:
    with pytest.raises(UsageError, match=re.escape(f"text 1 (counted from 0) is {told}")):
        list(detector.score_many(["One.", text]))  # type: ignore[list-item]  # what is tested


def test_model_is_named_by_its_folder(toy_model: Path, article: str) -> None:
    assert ailabel.score(article, model=toy_model) == ailabel.load(toy_model).score(article)
    assert ailabel.score(article, model=str(toy_model)).model.name == "toy"


def test_model_that_is_none_is_refused(detector: Detector) -> None:
    with pytest.raises(UsageError, match="Detector"):
        Detector(detector)  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize("path", [None, 5, b"model"])
def test_model_to_load_is_a_folder(path: object) -> None:
    with pytest.raises(UsageError, match=f"path is a {type(path).__name__}; it is a model folder"):
        ailabel.load(path)  # type: ignore[arg-type]  # what is tested


def test_patterns_are_named_by_their_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(MINE, encoding="utf-8")

    for patterns in (file, str(file), load_patterns(file), load_patterns(str(file))):
        assert Detector(patterns=patterns).score("This was made by Robby.").label == "ai-disclosed"
    with pytest.raises(PatternError, match=r"none\.toml: cannot be read"):
        Detector(patterns="none.toml")


@pytest.mark.parametrize("patterns", [5, b"mine.toml", ["mine.toml"]])
def test_patterns_that_are_none_are_refused(patterns: object) -> None:
    with pytest.raises(UsageError, match=f"patterns is a {type(patterns).__name__}; it is a TOML file"):
        Detector(patterns=patterns)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(UsageError, match=f"extra is a {type(patterns).__name__}; it is a TOML file"):
        load_patterns(patterns)  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize("held", ["", "# Nothing.\n", 'language = "en"\n'])
def test_file_without_patterns_is_refused(held: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(held, encoding="utf-8")

    with pytest.raises(PatternError, match=r"mine\.toml: holds no pattern; write one as \[\[pattern\]\]"):
        Detector(patterns=file)


def test_text_that_says_nothing_of_itself_is_judged_by_style_alone(results: list[Result]) -> None:
    silent = [result for result in results if not result.spans and result.style_probability is not None]

    assert silent
    assert all(result.probability == result.style_probability for result in silent)


def test_many_machine_texts_in_a_row_are_not_called_mixed(detector: Detector, fixtures: Path) -> None:
    articles = [path.read_text("utf-8") for path in sorted((fixtures / "articles").glob("*.txt"))]
    plain = ["\n".join(line for line in text.splitlines() if line[:1] != "[") for text in articles]

    assert detector.score("\n\n".join(plain)).label == "ai-likely"


def at(scale: Scale, score: float) -> Part:
    """A part of 150 words."""
    even, shortfall = float(scale.logit(score, 1)), float(scale.machine_shortfall(score, 1))
    return Part(0, 0, 150, Style(score, 1, 0, 0.0, even, 0.0, 0.0, 0.0, shortfall))


def read_by_people(detector: Detector, exceedance: float) -> Part:
    """A part that so many people score as high as."""
    return at(detector.model.scale, detector.model.scale.threshold(exceedance, 1))


def read_by_machines(detector: Detector, shortfall: float) -> Part:
    """A part that so many machines score as low as."""
    scale, scores = detector.model.scale, np.arange(-500, 1000) / 100
    return at(scale, float(scores[np.abs(scale.machine_shortfall(scores, 1) - shortfall).argmin()]))


@pytest.mark.parametrize(
    ("whole", "low", "parts", "label"),
    [
        (0.001, 0.12, 2, "mixed"),
        (0.001, 0.18, 2, "ai-likely"),  # over 0.3 / 2
        (0.001, 0.12, 5, "ai-likely"),  # over 0.3 / 5: of many parts of a machine text, one may read so
        (0.02, 0.04, 5, "mixed"),
        (0.02, 0.12, 2, "unsure"),  # no person is accused of a part because another reads less like one
    ],
)
def test_part_that_reads_human_makes_a_text_mixed_as_rarely_as_machines_write_it(
    whole: float, low: float, parts: int, label: str, detector: Detector
) -> None:
    high = [read_by_people(detector, 0.0005)] * (parts - 1)
    style = read_by_people(detector, whole).style

    assert detector._label(style, (*high, read_by_machines(detector, low))) == label


def test_fraction_counts_what_reads_more_so_than_not_only_in_a_text_that_is_called_so(
    detector: Detector,
) -> None:
    parts = [read_by_people(detector, share) for share in (0.005, 0.03, 0.5)]

    assert detector._fraction("mixed", parts) == pytest.approx(2 / 3)
    assert detector._fraction("ai-likely", parts) == pytest.approx(2 / 3)
    assert detector._fraction("unsure", parts) == pytest.approx(1 / 3)


def test_half_of_each_is_mixed(detector: Detector, fixtures: Path) -> None:
    machine = (fixtures / "articles" / "01-council-library-hours.txt").read_text("utf-8").split("\n[")[0]
    results = [detector.score(f"{text}\n\n{machine}\n\n{machine}") for text in MANUAL[:8]]

    assert [result.label for result in results].count("mixed") >= 4
    assert all(0.2 < (result.ai_fraction or 0) < 0.95 for result in results if result.label == "mixed")


@pytest.mark.parametrize("labels", [3, [], "x"])
def test_labels_that_are_none_are_refused(labels: Any, detector: Detector) -> None:  # noqa: ANN401
    with pytest.raises(UsageError, match=f"labels is a {type(labels).__name__}; it is what ailabel.marks"):
        detector.score("One.", labels=labels)


@pytest.mark.parametrize("name", ["\0", "a\0b", "\ud800"])
def test_name_that_no_file_can_have_is_refused(name: str) -> None:
    for give in (load_patterns, ailabel.load, Detector):
        with pytest.raises(AilabelError, match=r"cannot be read: (no file can have this name|No such file)"):
            give(name)


@pytest.mark.parametrize("texts", [None, 5, "ab", ["a"], [("a",)], [("a", 5)], [(5, None)]])
def test_what_is_no_pair_of_a_text_and_labels_is_refused(texts: Any) -> None:  # noqa: ANN401
    with pytest.raises(UsageError):
        list(Detector().score_labelled(texts))
