"""A model's card for people says what model.json and report.json say, and nothing else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from ailabel.card_page import FEW_HOMES, WAYS, calibrated_page, dialect_page, trained_page
from ailabel.markdown import percent
from ailabel.model import CARD, PAGE, REPORT, load
from ailabel.recalibrate import recalibrate
from ailabel.scale import BANDS, length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ailabel.labelled import LabelledText

NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
WORDED = ("1 % of these human texts", "1 % of these people", "max_fpr")


def rate(share: float, texts: int = 40) -> dict[str, float]:
    return {"texts": texts, "share": share, "low": share / 2, "high": share + 0.1}


PARTED = {"human": 1200, "ai": 80, "auroc": 0.9126, "tpr_at_1_fpr": 0.512}
CALLED = {
    "human": {
        "all": rate(0.02),
        "mean_of_sources": 0.0151,
        "by_words": {"50": rate(0.021)},
        "by_source": {"forum": rate(0.0), "a|b <i>": rate(0.1234)},
    },
    "ai": {"all": rate(0.4), "mean_of_sources": 0.41, "by_words": {}, "by_source": {"bot": rate(0.402)}},
}
TRAINED = {
    "texts": {"human": 1200, "ai": 80},
    "sources": {"human": 2, "ai": 1},
    "left_out_by": "home",
    "separation": {"all": PARTED, "by_words": {"50": PARTED, "400": None}, "by_source": {"bot": PARTED}},
    "confidence": 0.95,
    "max_fpr": 0.01,
    "lowest_max_fpr": 0.004,
    "small_lengths": [],
    "small_sources": ["tiny"],
    "called_ai": CALLED,
}
ADDED = {
    "texts": {"human": 200, "ai": 210},
    "sources": {"human": 3, "ai": 1},
    "pairs": 199,
    "homes_left_out": False,
    "known_sources": ["letters"],
    "max_fpr": 0.01,
    "lowest_max_fpr": 0.004,
    "expert": PARTED | {"auroc": 0.987},
    "before": PARTED | {"auroc": 0.612},
    "after": PARTED,
    "called_ai": {"human": {"before": 0.001, "after": 0.004}, "ai": {"before": 0.01, "after": 0.432}},
}
BAND = {"words": 50, "texts": 180, "reset": True, "before": {"0.01": 5.6}, "after": {"0.01": 6.1}}
CALIBRATED = {
    "texts": 180,
    "sources": 1,
    "bands": [BAND, BAND | {"words": 400, "texts": 3, "reset": False}],
    "max_fpr": 0.01,
    "lowest_max_fpr": 0.006,
    "accused": {"max_fpr": 0.01, "before": 0.031, "after": 0.013},
}
MADE_WITH = {"ailabel": "0.1.0", "numpy": "2.3.5", "scikit-learn": "1.7.2"}
CARD_OF_ALL: dict[str, Any] = {
    "name": "mine",
    "version": "1",
    "languages": ["en"],
    "min_words": 50,
    "made_with": MADE_WITH,
    "thresholds": [{"words": 50, "human_texts": 1200, "scores": {"0.05": 3.25, "0.01": 5.5, "0.001": None}}],
    "sources": {
        "a|b <i>": {"texts": {"human": 1100}, "licence": "CC0"},
        "forum": {"texts": {"human": 100}},
        "bot": {"texts": {"ai": 80}},
    },
    "derived_from": {"name": "older", "version": "2", "digest": "abcdef" * 10},
    "dialects": {"a model of 2027": {"sources": {"chat": {"ai": 210}}, "made_with": MADE_WITH}},
    "calibrated": {"sources": {"letters": 180}, "thresholds": "as people set them", "made_with": MADE_WITH},
}
BARE: dict[str, Any] = {
    name: told for name, told in CARD_OF_ALL.items() if name not in {"dialects", "calibrated"}
}
PAGES = {
    "trained": (trained_page(BARE, TRAINED), BARE, TRAINED),
    "dialect": (dialect_page(CARD_OF_ALL, ADDED, "a model of 2027"), CARD_OF_ALL, ADDED),
    "calibrated": (calibrated_page(CARD_OF_ALL, CALIBRATED), CARD_OF_ALL, CALIBRATED),
}


def told_in(value: Any) -> Iterator[str]:  # noqa: ANN401  the shape of JSON is open
    """Every way in which a page may write the numbers of JSON, and the numbers in its words."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from NUMBER.findall(name)
            yield from told_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from told_in(item)
    elif isinstance(value, str):
        yield from NUMBER.findall(value[:12] if re.fullmatch(r"[0-9a-f]{60,}", value) else value)
    elif isinstance(value, (int, float)):
        yield from (f"{value:,}", f"{value:.2f}", f"{value:.3f}", *NUMBER.findall(percent(value)))
        yield f"{100 * value:.0f}"


def unfounded(page: str, *told: Any) -> set[str]:  # noqa: ANN401
    """Numbers of a page that neither file holds; the names of lengths aside, which follow from BANDS."""
    for words in (*WORDED, *(length(least) for least in BANDS)):
        page = page.replace(words, "")
    return {*NUMBER.findall(page)} - {number for value in told for number in told_in(value)}


@pytest.mark.parametrize("name", PAGES)
def test_page_holds_no_number_that_the_files_do_not(name: str) -> None:
    assert unfounded(*PAGES[name]) == set()


def test_a_number_that_no_file_holds_is_seen() -> None:
    assert unfounded("All 7 of 12.", {"texts": 12}) == {"7"}


@pytest.mark.parametrize("name", PAGES)
def test_page_says_how_to_use_it_what_sets_thresholds_and_what_it_does_not_cover(name: str) -> None:
    headings = [line for line in PAGES[name][0].splitlines() if line.startswith("## ")]

    assert headings[0] == "## How to use it"
    assert headings[-3:] == ["## Thresholds", "## What it does not cover", "## What is in the folder"]
    assert "## What it learnt from" in headings
    assert "| 50-99 words | 1,200 | 3.25 | 5.50 | too few texts |" in PAGES[name][0]
    assert "Made with ailabel 0.1.0, numpy 2.3.5, scikit-learn 1.7.2." in PAGES[name][0]


def test_page_of_a_trained_model_tells_rates_by_length_and_by_source_the_worst_first() -> None:
    lines = PAGES["trained"][0].splitlines()
    called = lines[lines.index("| texts | number | called | 95 % interval |") :][2:6]

    assert called == [
        "| all | 40 | 2.0 % | 1.0 % to 12.0 % |",
        "| 50-99 words | 40 | 2.1 % | 1.1 % to 12.1 % |",
        "| of a\\|b \\<i\\> | 40 | 12.3 % | 6.2 % to 22.3 % |",
        "| of forum | 40 | 0.0 % | 0.0 % to 10.0 % |",
    ]
    assert "| of bot | 40 | 40.2 % | 20.1 % to 50.2 % |" in lines
    assert "| machine texts of bot | 1,200 | 80 | 0.913 | 51.2 % |" in lines
    assert "| forum | 100 | 0 | |" in lines
    assert WAYS["home"] in " ".join(lines)


def test_page_says_what_could_not_be_measured() -> None:
    report = TRAINED | {"called_ai": {"human": None, "ai": None}, "left_out_by": "group"}
    said = " ".join(trained_page(BARE, report | {"lowest_max_fpr": 0.021}).split())

    assert "cannot be told: human texts, or their sources, are too few" in said
    assert "| called |" not in said
    assert "Sources were too few to leave whole ones out" in said
    assert "Nothing was measured on 100-199 words, 200-399 words, 400 words or more." in said
    assert "Sources too small to set thresholds of some length beside larger ones: tiny." in said
    assert "ailabel score --max-fpr 0.021 --model FOLDER FILE..." in said
    assert '`ailabel.load("FOLDER", max_fpr=0.021)`' in said


def test_page_says_of_which_lengths_shorter_texts_set_the_thresholds() -> None:
    rows: list[dict[str, Any]] = BARE["thresholds"]
    small = BARE | {"thresholds": [*rows, rows[0] | {"words": 400, "human_texts": 0}]}
    page = trained_page(small, TRAINED)

    assert "- Human texts of 400 words or more were too few: thresholds are those of shorter ones." in page
    assert "| 400 words or more | too few | 3.25 |" in page
    assert "were too few: thresholds" not in trained_page(BARE, TRAINED)


def test_page_of_a_dialect_says_what_it_is_worth_and_what_it_joined() -> None:
    page = PAGES["dialect"][0]

    assert "It is older 2 (digest `abcdefabcdef`)" in page
    assert "| without it | 1,200 | 80 | 0.612 | 51.2 % |" in page
    assert "| machine | 1.0 % | 43.2 % |" in page
    assert "| chat | 0 | 210 |" in page
    assert FEW_HOMES in page
    assert "had learnt from sources of the added texts, which flatters it: letters." in page
    assert FEW_HOMES not in dialect_page(CARD_OF_ALL, ADDED | {"homes_left_out": True}, "a model of 2027")


def test_page_of_a_calibrated_model_says_whose_texts_set_it_and_what_changed() -> None:
    page = " ".join(PAGES["calibrated"][0].split())
    alone = calibrated_page(
        CARD_OF_ALL, CALIBRATED | {"accused": {"max_fpr": 0.01, "before": 0.031, "after": None}}
    )

    assert "| letters | 180 |" in page
    assert "| 50-99 words | 180 | yes | 5.60 | 6.10 |" in page
    assert "| 400 words or more | 3 | no, too few | 5.60 | 6.10 |" in page
    assert "3.1 % were called `ai-likely` at `max_fpr` 0.01. Now it is 1.3 %" in page
    assert "they all share one group" in " ".join(alone.split())


def test_trained_folder_holds_its_page_and_its_report(toy_model: Path) -> None:
    card, report = (json.loads((toy_model / name).read_text("utf-8")) for name in (CARD, REPORT))
    page = (toy_model / PAGE).read_text("utf-8")

    assert page == trained_page(card, report)
    assert page.startswith("# toy 1\n")
    assert unfounded(page, card, report) == set()


def test_calibrated_folder_holds_its_own_page_and_report_in_the_place_of_the_older(
    toy_model: Path, toy_texts: Sequence[LabelledText], tmp_path: Path
) -> None:
    told = recalibrate(toy_texts, tmp_path / "model", model=toy_model, name="mine", jobs=1)
    page = (tmp_path / "model" / PAGE).read_text("utf-8")

    assert json.loads((tmp_path / "model" / REPORT).read_text("utf-8")) | {"ignored": told["ignored"]} == told
    assert page == calibrated_page(load(tmp_path / "model").card, told)
    assert unfounded(page, load(tmp_path / "model").card, told) == set()
