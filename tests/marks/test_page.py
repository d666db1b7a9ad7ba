"""Tags are read as browsers read them, with their places."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ailabel.marks.page import RAW, ancestors, is_page, read_elements

html5lib = pytest.importorskip("html5lib")

PIECES = (
    *(
        "<p>",
        "</p>",
        "<a href=x>",
        "<b c='d' e>",
        '<i a="1" a="2">',
        "<br/>",
        "<!-- a -->",
        "<!-->",
        "<!doctype html>",
    ),
    *(
        "<",
        ">",
        "</",
        "<a",
        " b=",
        '"',
        "'",
        "=",
        "/",
        "text",
        "<?pi ?>",
        "<A B=C>",
        "&amp;",
        "<a b=&lt;>",
        "</a x>",
    ),
    *("<a =b>", "<a b= >", "<a/b>", "<1>", "<!x>", "</>", "\n", "\f", "<é>", "<p\u00e9=1>"),
)


def reference(page: str) -> list[tuple[str, dict[str, str]]]:
    """Start tags as html5lib's tokenizer reads them."""
    from html5lib._tokenizer import HTMLTokenizer

    tokens: Any = HTMLTokenizer(page)
    tags = [token for token in tokens if token["type"] in {3, 5}]  # start tags, empty tags
    return [(tag["name"], dict(tag["data"])) for tag in tags]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("<a b='c' \"d>e")
@example("<p a=1 a=2 A=3>")
def test_start_tags_are_those_of_html5lib(page: str) -> None:
    found = [(element.name, dict(element.attributes)) for element in read_elements("<html>" + page)]

    assert found == reference("<html>" + page)


@pytest.mark.parametrize("name", sorted(RAW))
def test_what_holds_raw_text_holds_no_tags(name: str) -> None:
    page = f"<html><{name}><meta a></{name}><meta b>"

    assert [element.name for element in read_elements(page)] == ["html", name, "meta"]


def test_place_of_an_element_is_its_own() -> None:
    page = "<div><p id=1>One<p id=2>Two <b>bold</b></div>end"
    places = {element.attributes.get("id", element.name): element for element in read_elements(page)}

    assert page[places["1"].start : places["1"].end] == "<p id=1>One"
    assert page[places["2"].opened : places["2"].closed] == "Two <b>bold</b>"
    assert page[places["div"].start : places["div"].end] == page[:-3]


def test_ancestors_come_nearest_first() -> None:
    elements = read_elements("<html><body><div><img></div></body></html>")

    assert [element.name for element in ancestors(elements, elements[-1])] == ["div", "body", "html"]


@pytest.mark.parametrize(
    "text", ["<p>x</p>", "\ufeff <!DOCTYPE html>", "<!-- a --><b>", "<?xml version='1.0'?><html>"]
)
def test_what_begins_with_a_tag_is_a_page(text: str) -> None:
    assert is_page(text)


@pytest.mark.parametrize("text", ["", "Words <p>", "< p>", "# <b>", "<3 you"])
def test_what_begins_with_anything_else_is_no_page(text: str) -> None:
    assert not is_page(text)


def test_tags_shown_as_code_in_markdown_are_no_elements() -> None:
    text = "<p align=center>Docs</p>\n\n```html\n<meta name=a>\n```\nWrite `<meta name=b>`.\n"

    assert [element.name for element in read_elements(text)] == ["p"]
