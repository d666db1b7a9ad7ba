"""The page for people shows what the report says, and nothing that it does not."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from ailabel.markdown import percent
from training.page import PAGE, REPORT, SECTIONS, page

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 300_000  # characters; a page that a mail can carry
OUTSIDE = re.compile(r"<script|<link|<img|<iframe|@import|\bsrc=|https?://(?!www\.w3\.org/)")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(REPORT.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def drawn(report: dict[str, Any]) -> str:
    return page(report)


def svgs(drawn: str) -> list[str]:
    return re.findall(r"<svg.*?</svg>", drawn, re.DOTALL)


def test_page_is_the_one_that_the_report_gives(drawn: str) -> None:
    assert PAGE.read_text(encoding="utf-8") == drawn, "docs/quality.html is stale: python -m training.page"


def test_the_same_report_gives_the_same_page(drawn: str, report: dict[str, Any]) -> None:
    assert page(report) == drawn


def test_page_is_one_small_file_that_asks_for_no_other(drawn: str) -> None:
    assert len(drawn) < MOST
    assert OUTSIDE.findall(drawn) == []


def test_every_section_has_its_figure_which_is_whole_and_named(drawn: str) -> None:
    figures = [ET.fromstring(svg) for svg in svgs(drawn)]  # noqa: S314  our own

    assert [figure.get("aria-label") for figure in figures] == [section.title for section in SECTIONS]
    assert all(figure.get("role") == "img" for figure in figures)


def test_no_two_things_of_the_page_have_one_id(drawn: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', drawn)

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', drawn)) <= set(ids)


def groups(report: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for side in ("people", "machines"):
        for name, found in report["breakdown"][side].items():
            if name.startswith("by_"):
                yield from found.items()


def test_every_group_of_the_report_stands_in_a_table(drawn: str, report: dict[str, Any]) -> None:
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>", drawn)

    assert rows == [
        (name.replace("&", "&amp;"), f"{group['texts']:,}", percent(group["called"]))
        for name, group in groups(report)
    ]


def test_another_report_gives_another_figure(report: dict[str, Any], drawn: str) -> None:
    moved = json.loads(json.dumps(report))
    moved["breakdown"]["people"]["by_source"]["bbc-news"]["called"] += 0.01

    changed = [one != other for one, other in zip(svgs(page(moved)), svgs(drawn), strict=True)]

    assert [section.title for section, is_new in zip(SECTIONS, changed, strict=True) if is_new] == [
        "Whom it accuses: human texts by source"
    ]
