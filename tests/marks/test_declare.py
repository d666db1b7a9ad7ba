"""declare-ai.org, and the meta element that says so."""

from __future__ import annotations

import extruct
import pytest

from ailabel.marks import Statement
from ailabel.marks.declare import LEVELS, read, write
from tests.marks.contents import PAGE


def claims(page: str) -> list[str]:
    return [mark.claim for mark in read(page).marks]


@pytest.mark.parametrize(("level", "claim"), LEVELS.items())
def test_link_to_a_declaration_is_a_label(level: str, claim: str) -> None:
    assert claims(f'<p><a href="https://declare-ai.org/1.0.0/{level}.html">AI</a></p>') == [claim]


@pytest.mark.parametrize(
    "address", ["https://declare-ai.org/", "https://declare-ai.org/1.0.0/faq.html", "/total.html"]
)
def test_any_other_link_is_none(address: str) -> None:
    assert claims(f'<p><a href="{address}">AI</a></p>') == []


def test_microdata_names_the_tool() -> None:
    (mark,) = read(write(PAGE, Statement("generated", tool='M "1"'))).marks

    assert (mark.claim, mark.tool) == ("generated", 'M "1"')


def test_another_reader_sees_what_was_written() -> None:
    (item,) = extruct.extract(write(PAGE, Statement("assisted")), syntaxes=["microdata"])["microdata"]

    assert item["properties"] == {
        "ai-content-declaration:version": "1.0.0",
        "ai-content-declaration:level": "non-creative",
    }


@pytest.mark.parametrize(
    ("content", "found"), [("ai-generated", ["generated"]), ("human-written", ["human"])]
)
def test_meta_element_counts_where_it_says_who_wrote(content: str, found: list[str]) -> None:
    assert claims(f"<meta name=ai-content-declaration content={content}>") == found


@pytest.mark.parametrize(
    "content", ["allowed", "disallowed", "verified-expert-author", "https://a.example/ai"]
)
def test_meta_element_about_anything_else_is_none(content: str) -> None:
    assert claims(f"<meta name=ai-content-declaration content={content}>") == []


def test_links_to_several_levels_declare_none() -> None:
    links = "".join(f"<a href=https://declare-ai.org/1.0.0/{level}.html>x</a>" for level in ("none", "total"))

    assert read(f"<!doctype html><p>{links}").marks == ()


def test_declaration_in_an_image_is_about_the_image() -> None:
    item = '<meta itemprop="ai-content-declaration:level" content="total">'
    page = f'<!doctype html><p itemscope itemtype="https://schema.org/ImageObject">{item}</p>'

    assert [mark.scope for mark in read(page).marks] == ["image"]
