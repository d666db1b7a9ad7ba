"""The README's numbers are those of the reports, and nothing else in it is touched."""

from __future__ import annotations

import doctest
from typing import Any

import pytest

from ailabel.markdown import WIDTH
from benchmarks.contenders import FASTTEXT, LIGHT, MANY, SLOP_MANY
from training import readme

REPORT = {
    "calibrate_human_fpr": {
        "mean": 0.0126,
        "highest": 0.04,
        "highest_source": "abstracts",
        "by_source": {"abstracts": 0.04, "news": 0.001},
    },
    "mirror26_left_out": {"auroc": 0.9512, "tpr_at_1_fpr": 0.6},
    "dev": {"human_fpr": {"toefl126-rexshijaku": 0.016}},
    "other": {"texts": 5678, "called_ai_by_style": 0},
    "breakdown": {
        "people": {"all": {"given": 0.5}},
        "machines": {"all": {"given": 0.75}},
        "calibration": {"left_out": {"expected_error": 0.0123}, "dev": {"expected_error": 0.0234}},
        "macro": {
            "sources": 2,
            "auroc": 0.8765,
            "tpr_at_1_fpr": 0.55,
            "by_source": {
                "chat": {"texts": 30, "auroc": 0.99, "tpr_at_1_fpr": 0.9},
                "base": {"texts": 30, "auroc": 0.7631, "tpr_at_1_fpr": 0.2},
            },
        },
    },
}
ATTACKS = {
    "machine": {
        "texts": 70,
        "sources": 7,
        "called": 0.6,
        "change": {"number": 0.0, "misspelling": -0.021, "homoglyph": -0.01},
    },
    "human": {"texts": 2100, "called": 0.01, "change": {"number": 0.001, "misspelling": -0.002}},
}
MIXED: dict[str, Any] = {
    "words": [400, 1000],
    "spliced": {
        share: {first: {"verdicts": verdicts} for first, verdicts in both.items()}
        for share, both in {
            "0.5": {"human": {"mixed": 0.5, "ai-likely": 0.2}, "machine": {"mixed": 0.4, "ai-likely": 0.3}},
            "1.0": {"human": {"mixed": 0.1}, "machine": {"ai-likely": 1.0}},
        }.items()
    },
    "error": 0.1856,
    "people": {"texts": 6908, "verdicts": {"mixed": 0.002}},
    "polished": {
        "one polish": {"texts": 50, "verdicts": {"ai-likely": 0.02, "unsure": 0.98}},
        "one rewrite": {"texts": 70, "verdicts": {"ai-likely": 0.9}},
        "other polish": {"texts": 60, "verdicts": {"unsure": 1.0}},
    },
}
PEERS = {
    "texts": {"min_words": 100, "max_words": 400},
    "versions": {"is-it-slop": "9.9"},
    "judged_by_ailabel": 0.98,
    "auroc_if_unjudged_were_human": 0.8804,
    "tools": {
        name: {
            "dev": {
                "machine_texts": 2345,
                "human_texts": 67,
                "auroc": auroc,
                "tpr_at_dev_threshold": 0.5,
                "tpr_as_it_comes": 0.25,
            },
            "dev_judged": {"auroc": auroc},
            "dev_macro": {"auroc": auroc, "tpr_at_dev_threshold": 0.125},
            "dev_by_source": {"essays": {"auroc": auroc, "tpr_at_dev_threshold": 0.0625}},
            "dev_humans": {"as_it_comes": 0.03},
        }
        for name, auroc in (("ailabel", 0.9126), ("is-it-slop", 0.8))
    },
}
FOUND = {"records": 150, "recall": 0.9, "recall_outside_english": 0.8, "precision": 1.0}
DISCLOSURES = {
    "human": {"documents": 45678, "false_hits": 3},
    "half_a": FOUND,
    "half_b": FOUND,
    "written": {
        "first-open": FOUND,
        "first-held-out": {**FOUND, "records": 345, "recall": 0.75},
        "bystanders-held-out": {"negative": 286, "called": ["by-en-001", "by-fr-002"]},
    },
    "verdicts": {
        "notes-open": {"disclose": 9, "disclose_called": 9, "others": 9, "others_called": 0},
        "notes-held-out": {"disclose": 80, "disclose_called": 60, "others": 70, "others_called": 1},
    },
}
SPEED = {
    "machine": "A machine",
    "texts": {"documents": 2000},
    "throughput": {
        MANY: {"documents": [2000] * 3, "bytes": [8_000_000] * 3, "seconds": [2.0, 1.0, 1.5]},
        LIGHT: {"documents": [2000] * 3, "bytes": [8_000_000] * 3, "seconds": [1.0, 1.0, 1.0]},
        FASTTEXT: {"documents": [2000] * 3, "bytes": [8_000_000] * 3, "seconds": [4.0, 2.0, 3.0]},
        SLOP_MANY: {"documents": [2000] * 3, "bytes": [8_000_000] * 3, "seconds": [8.0, 8.0, 8.0]},
    },
    "start": {"python": {"cpu_ms": [10.0]}, "ailabel score": {"cpu_ms": [109.6]}},
}


def test_readme_holds_what_the_reports_say() -> None:
    page = readme.README.read_text(encoding="utf-8")

    assert page == readme.filled(page, readme.numbers(readme.reports()))


def test_error_rates_name_the_worst_source() -> None:
    lines = readme.numbers({"training": REPORT}).splitlines()

    assert "| human texts, mean of 2 sources | 1.3 % |" in lines
    assert "| human texts, the worst source (abstracts) | 4.0 % |" in lines
    assert (
        "| machine texts of 2 sources, each weighing the same, beside people's | AUROC 0.876, 55.0 % found |"
        in lines
    )
    assert "| the same, the worst source (base) | AUROC 0.763, 20.0 % found |" in lines
    assert "| 5,678 texts in other languages, called machine-made by style | 0 |" in lines


def test_trust_says_how_often_there_is_a_verdict_and_how_far_probabilities_are_off() -> None:
    said = " ".join(readme.numbers({"training": REPORT}).split())

    assert "A verdict is given on 50.0 % of human and 75.0 % of machine texts" in said
    assert "off by 1.2 % on them, and by 2.3 % on sources that nothing was ever learnt from" in said


def test_hiding_names_the_attack_that_hides_most() -> None:
    said = " ".join(readme.numbers({"attacks": ATTACKS}).split())

    assert "60.0 % are found, at most 2.1 points fewer under an attack (misspelling)" in said
    assert "of 2,100 human texts 1.0 % are accused, at most 0.1 points more" in said


def test_two_hands_are_told_over_both_orders_and_polish_by_source() -> None:
    said = " ".join(readme.numbers({"mixed": MIXED}).split())

    assert "45.0 % are called `mixed` and 25.0 % `ai-likely`" in said
    assert "wrote alone 5.0 % are called `mixed`, and of 6,908 that people wrote alone 0.2 %" in said
    assert "off by 18.6 points" in said
    assert "2.0 % of 50 (one polish), 0.0 % of 60 (other polish)." in said


def test_comparison_sets_both_tools_side_by_side() -> None:
    lines = readme.numbers({"peers": PEERS}).splitlines()

    assert "| AUROC on the texts that ailabel judges | 0.913 | 0.800 |" in lines
    assert "| essays | 0.913, 6.2 % | 0.800, 6.2 % |" in lines
    assert any("2,345 by machines and 67 by people" in line for line in lines)
    assert "were they counted as surely human, AUROC would be 0.880" in " ".join(lines)
    assert max(map(len, lines)) <= WIDTH


def test_evidence_is_of_records_that_nobody_who_writes_patterns_reads() -> None:
    lines = readme.numbers({"disclosures": DISCLOSURES}).splitlines()
    rows = [line for line in lines if line.startswith("| ") and "%" in line]

    assert rows == [
        "| real ones (half of disclosures-dev), 150 | 90.0 % | 80.0 % | 100.0 % |",
        "| ones that a language model made up (first), 345 | 75.0 % | 80.0 % | 100.0 % |",
    ]
    said = " ".join(lines)
    assert "full or in part stands in 3 of 45,678 texts by people, most of them older" in said
    assert "Of 286 pages that a language model made up to tell of other texts by AI, 2 are called" in said


def test_verdicts_are_of_texts_that_nothing_is_learnt_from() -> None:
    lines = readme.numbers({"disclosures": DISCLOSURES}).splitlines()

    assert [line for line in lines if " of " in line and line.startswith("| ") and "%" not in line] == [
        "| texts | those that tell so | others: of a part, of help, of none |",
        "| notes | 60 of 80 | 1 of 70 |",
    ]


def test_talk_of_ai_is_told_by_what_is_found_in_it() -> None:
    report = {
        "documents": 2000,
        "disclosures": 20,
        "found": 0.55,
        "false_hits": ["one", "two", "three"],
        "called": 4,
        "called_falsely": ["one"],
    }
    said = " ".join(readme.numbers({"readmes": report}).split())

    assert "2,000 packages" in said
    assert "55.0 % of their 20 disclosures are found" in said
    assert "in full or in part in 3 of them; 4 are called `ai-disclosed`, 1 of these falsely" in said


def test_speed_is_said_in_words() -> None:
    said = " ".join(readme.numbers({"speed": SPEED}).split())

    assert "starts in 100 ms of CPU" in said
    assert "does 1,333 texts (5.3 MB) a second, without reasons 2,000 texts (8.0 MB)" in said
    assert "is-it-slop in batches, on the same 2,000 texts in turn, 250 texts (1.0 MB)" in said
    assert "2.00 times as fast as fastText" in said


def test_reports_that_are_not_there_are_left_out() -> None:
    assert readme.numbers({}) == ""
    assert "MB" not in readme.numbers({"training": REPORT, "peers": PEERS})


@pytest.mark.parametrize("page", ["no markers", readme.BEGIN, f"{readme.BEGIN * 2}{readme.END}"])
def test_page_without_its_markers_is_refused(page: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        readme.filled(page, "")


def test_examples_do_what_they_show() -> None:
    failed, tried = doctest.testmod(readme)

    assert (failed, tried > 0) == (0, True)
