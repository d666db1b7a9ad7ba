"""The mission's own shape: machine-written news that says so at its foot, and the same without that."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import ailabel

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
SOURCES = tomllib.loads((FIXTURES / "SOURCES.toml").read_text(encoding="utf-8"))["text"]
NOTICED = [source for source in SOURCES if "notices" in source]
ARTICLES = [source for source in NOTICED if source["path"].startswith("articles/")]
MIN_LIKELY = 6  # of ten, by style alone at max_fpr 0.01: the least that the first whole version must do


def name(source: dict[str, Any]) -> str:
    return str(source["path"])


def text_of(source: dict[str, Any]) -> str:
    return (FIXTURES / name(source)).read_text(encoding="utf-8")


def without_notices(source: dict[str, Any]) -> str:
    text = text_of(source)
    for notice in source["notices"]:
        text = text.replace(notice, "")
    return text


def test_there_are_ten_articles_with_two_notices_each() -> None:
    assert len(ARTICLES) == 10
    assert all(len(source["notices"]) == 2 for source in ARTICLES)


@pytest.mark.parametrize("source", NOTICED, ids=name)
def test_text_is_disclosed_and_both_notices_are_spans_bracket_to_bracket(source: dict[str, Any]) -> None:
    text = text_of(source)
    result = ailabel.score(text)

    assert result.label == "ai-disclosed"
    assert [span.text for span in result.spans] == source["notices"]
    assert all(text[span.start : span.end] == span.text for span in result.spans)


@pytest.mark.parametrize("source", ARTICLES, ids=name)
def test_article_without_its_notices_has_no_spans_and_is_never_called_human(source: dict[str, Any]) -> None:
    result = ailabel.score(without_notices(source))

    assert result.spans == ()
    assert result.label != "human-likely"


def test_most_articles_without_their_notices_are_likely_by_style() -> None:
    labels = [ailabel.score(without_notices(source), max_fpr=0.01).label for source in ARTICLES]

    assert labels.count("ai-likely") >= MIN_LIKELY


@pytest.mark.parametrize("source", ARTICLES, ids=name)
def test_style_is_judged_the_same_with_and_without_the_notices(source: dict[str, Any]) -> None:
    with_notices = ailabel.score(text_of(source)).style_probability
    without = ailabel.score(without_notices(source)).style_probability

    assert with_notices == pytest.approx(without, abs=1e-6)


@pytest.mark.parametrize("file", ["code.py", "german.txt", "list.txt", "poem.txt", "short.txt"])
def test_what_cannot_be_judged_is_unsure_and_says_why(file: str) -> None:
    result = ailabel.score((FIXTURES / "documents" / file).read_text(encoding="utf-8"))
    why = {"code.py": "not prose", "german.txt": "language", "list.txt": "not prose", "poem.txt": "not prose"}

    assert result.label == "unsure"
    assert result.style_probability is None
    assert any(warning.startswith(why.get(file, "short")) for warning in result.warnings)


def test_chat_residue_is_evidence_at_both_ends() -> None:
    text = (FIXTURES / "documents" / "chat-residue.txt").read_text(encoding="utf-8")
    result = ailabel.score(text)

    assert result.label == "ai-disclosed"
    assert {"preamble", "sign-off"} <= {span.family for span in result.spans}


def test_denial_is_reported_and_proves_nothing() -> None:
    text = (FIXTURES / "documents" / "denial.txt").read_text(encoding="utf-8")
    result = ailabel.score(text)

    assert [span.polarity for span in result.spans] == ["denied"]
    assert result.probability == result.style_probability
