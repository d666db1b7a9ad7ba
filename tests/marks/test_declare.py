"""declare-ai.org, and the meta element that says so."""

from __future__ import annotations

import extruct
import pytest

from ailabel.errors import UsageError
from ailabel.marks import Statement
from ailabel.marks.declare import ITEM, LEVELS, read, write
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


def test_declaration_is_about_the_item_that_holds_it() -> None:
    item = write(PAGE, Statement("generated")).partition("<div ")[2].partition("</div>")[0]
    page = '<!doctype html><p itemscope itemtype="https://schema.org/{}"><div {}</div>'

    assert [read(page.format(kind, item)).marks[0].scope for kind in ("Comment", "Article")] == [
        "other",
        "text",
    ]


BODY = """<!doctype html>
<html><body itemscope itemtype="https://declare-ai.org/1.0.0">
<meta itemprop="ai-content-declaration:level" content="none">
<meta itemprop="ai-content-declaration:ai-name" content="Old">
<meta itemprop="ai-content-declaration:url" content="https://a.example/ai">
<h1>Dams</h1><p>The dam holds.</p></body></html>
"""


def test_item_that_holds_the_page_keeps_all_but_its_level_and_tool() -> None:
    rest = '<meta itemprop="ai-content-declaration:url" content="https://a.example/ai">\n<h1>Dams</h1>'
    labelled = write(BODY, Statement("generated", tool="New"))

    assert f"{rest}<p>The dam holds.</p></body>" in labelled
    assert [(mark.claim, mark.tool) for mark in read(labelled).marks] == [("generated", "New")]
    assert write(labelled, Statement("human")).count("<meta") == 2


def test_item_without_a_level_gets_one() -> None:
    page = f'<!doctype html><body itemscope itemtype="{ITEM}"><p>The dam holds.</p></body>'
    labelled = write(page, Statement("generated"))

    assert claims(labelled) == ["generated"]
    assert labelled.endswith("<p>The dam holds.</p></body>")


def test_level_that_people_read_is_not_rewritten() -> None:
    page = BODY.replace("<h1>", '<b itemprop="ai-content-declaration:level">none</b><h1>')

    with pytest.raises(UsageError, match="to people in line 6"):
        write(page, Statement("generated"))


def test_only_further_items_without_words_are_taken_out() -> None:
    item = f'<div itemscope itemtype="{ITEM}"><meta itemprop="ai-content-declaration:level" content="total">'
    labelled = write(f"{BODY}{item}</div>{item}<p>A second dam.</p></div>", Statement("generated"))

    assert labelled.count(f'itemtype="{ITEM}"') == 2
    assert "<p>A second dam.</p>" in labelled
