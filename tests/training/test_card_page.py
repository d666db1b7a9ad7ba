"""The model's card for people says what its files say, and is not behind them."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from training import card_page
from training.card_page import PAGE, Facts, page, read_facts


@pytest.fixture
def facts() -> Facts:
    return read_facts()


def test_page_holds_what_the_model_and_its_report_say(facts: Facts) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(facts), "the card is behind; make readme"


def test_every_source_stands_with_its_licence_and_its_address(facts: Facts) -> None:
    lines = page(facts).splitlines()

    assert len(facts.card["sources"]) > 40
    for name in facts.card["sources"]:
        told = facts.plan["sources"][name]
        (line,) = (line for line in lines if line.startswith(f"| {name} | {told['role']} |"))
        assert f"| {told['licence']} | {told['address']}" in line
        assert f"| {told['commit']}" in line
        assert told.get("missing", "") in line


def test_every_dialect_says_what_it_covers_and_what_it_does_not(facts: Facts) -> None:
    said = " ".join(page(facts).split())

    for expert in facts.plan["experts"]:
        assert f"### {expert['name']} Covers {expert['covers']}. Does not cover {expert['lacks']}." in said
    assert [expert["name"] for expert in facts.plan["experts"]] == facts.card["experts"]


def test_texts_that_are_only_judged_are_told_from_those_that_are_learnt(facts: Facts) -> None:
    learnt = {
        **facts.card["sources"],
        "mirror26": {**facts.card["sources"]["mirror26"], "texts": {"ai": 967}},
    }
    said = " ".join(page(replace(facts, card={**facts.card, "sources": learnt})).split())

    assert "Of the 1,967 texts of `mirror26`, 1,000 are judged and not learnt from" in said


def test_groups_of_people_stand_with_their_interval_and_the_worst_comes_first(facts: Facts) -> None:
    shares = {"bbc-news": 0.01, "acl-papers": 0.02}
    rates = {"mean": 0.015, "by_source": shares, "by_band": {"50": 0.01}}
    sources = {name: {**facts.card["sources"][name], "texts": {"human": 1000}} for name in shares}
    card = {**facts.card, "sources": {**facts.card["sources"], **sources}}
    lines = page(
        replace(facts, card=card, report={**facts.report, "calibrate_human_fpr": rates})
    ).splitlines()
    rows = [line for line in lines if line.startswith(("| bbc-news | 1,000 |", "| acl-papers | 1,000 |"))]

    # Wilson: (p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n), with z 1.96.
    assert rows == [
        "| acl-papers | 1,000 | 2.0 % | 1.3 to 3.1 % |",
        "| bbc-news | 1,000 | 1.0 % | 0.5 to 1.8 % |",
    ]


def test_examples_do_what_they_show() -> None:
    failed, tried = doctest.testmod(card_page)

    assert (failed, tried > 0) == (0, True)
