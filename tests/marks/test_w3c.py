"""The W3C draft: a meta element for the page, attributes for its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

import ailabel
from ailabel.errors import UsageError
from ailabel.marks import Statement, standard
from ailabel.marks.w3c import VALUES, read, write
from tests.marks.contents import PAGE

if TYPE_CHECKING:
    from ailabel.result import Mark


def only(page: str) -> Mark:
    (mark,) = read(page).marks
    return mark


@pytest.mark.parametrize(("value", "claim"), VALUES.items())
def test_every_spelling_is_read(value: str, claim: str) -> None:
    assert only(f"<head><META NAME='AI-Disclosure' Content=' {value.upper()} '>").claim == claim


def test_another_reader_sees_what_was_written() -> None:
    page = html.fromstring(write(PAGE, Statement("assisted", tool='M "1"', provider="P & Co")))
    metas = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}

    assert metas == {"ai-disclosure": "ai-assisted", "ai-model": 'M "1"', "ai-provider": "P & Co"}
    assert page.find("head/meta") is not None


def test_tool_and_provider_are_read() -> None:
    assert only(write(PAGE, Statement("generated", tool="M 1", provider="P"))).tool == "P M 1"


def test_first_of_several_wins() -> None:
    meta = '<meta name="ai-disclosure" content="{}">'

    assert (
        only("".join(meta.format(value) for value in ("nonsense", "ai-assisted", "ai-generated"))).claim
        == "assisted"
    )


@pytest.mark.parametrize("value", ["", "maybe", "ai generated", "mixed"])
def test_invalid_value_of_an_attribute_is_as_if_absent(value: str) -> None:
    assert read(f'<p ai-disclosure="{value}">x</p>').marks == ()


def test_part_of_a_page_has_its_range_and_the_inner_its_own() -> None:
    page = '<div ai-disclosure="ai-generated">a<p ai-disclosure=none>b</p></div><p>c</p>'
    outer, inner = read(page).marks

    assert page[slice(*(outer.covers or ()))] == page[:-8]
    assert page[slice(*(inner.covers or ()))] == "<p ai-disclosure=none>b</p>"
    assert (outer.claim, inner.claim) == ("generated", "human")
    assert page[outer.start : outer.end] == '<div ai-disclosure="ai-generated">'


@pytest.mark.parametrize("name", ["html", "body", "main", "article"])
def test_what_holds_the_whole_page_is_a_claim_about_the_whole(name: str) -> None:
    assert only(f"<{name} ai-disclosure=ai-generated>x</{name}>").covers is None


def test_one_article_of_several_is_a_part() -> None:
    assert only("<article ai-disclosure=ai-generated>x</article><article>y</article>").covers == (0, 47)


def test_image_is_labelled_and_not_the_text() -> None:
    page = "<!doctype html><p>A walk.</p><img ai-disclosure=ai-generated src=x>"

    assert only(page).scope == "image"
    assert ailabel.score(page).label == "unsure"


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("<html><body>x", "<html>\n"),
        ("<!doctype html>\n<p>x", "<!doctype html>\n"),
        ("<!-- a -->\n<!doctype html><p>x", "<!-- a -->\n<!doctype html>\n"),
        ("<p>x</p>", ""),
    ],
)
def test_page_without_a_head_has_its_label_before_its_body(page: str, place: str) -> None:
    labelled = write(page, Statement("generated"))

    assert labelled.startswith(f"{place}<meta")
    assert only(labelled).claim == "generated"


def test_line_ends_stay_those_of_the_page() -> None:
    page = PAGE.replace("\n", "\r\n")
    labelled = write(page, Statement("generated", tool="M"))

    assert "\n" not in labelled.replace("\r\n", "")
    assert write(labelled, Statement("generated", tool="M")) == labelled


@pytest.mark.parametrize("page", ["<!-- open", "<p>x<script>", "<p a='x"])
def test_page_too_broken_to_carry_a_label_is_refused_or_carries_it(page: str) -> None:
    html, body = standard("html"), standard("declare-ai")

    assert html.read(html.write(page, Statement("generated"))).marks[0].claim == "generated"
    with pytest.raises(UsageError, match="too broken to carry a label as declare-ai"):
        body.write(page, Statement("generated"))


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(UsageError, match="no HTML page"):
        write("Words.", Statement("generated"))


@pytest.mark.parametrize("value", ["ai-generated", "ai-autonomous"])
def test_generated_page_is_disclosed(value: str) -> None:
    result = ailabel.score(f"<!doctype html><head><meta content='{value}' name=ai-disclosure></head><p>Hi.")

    assert (result.label, result.probability) == ("ai-disclosed", 0.99)


@pytest.mark.parametrize("value", ["none", "ai-assisted", "mixed"])
def test_any_other_label_leaves_the_verdict_open(value: str) -> None:
    result = ailabel.score(f"<!doctype html><head><meta name=ai-disclosure content={value}></head><p>Hi.")

    assert result.label == "unsure"
    assert len(result.marks) == 1


def test_claim_of_a_person_clears_nothing(fixtures: object) -> None:
    from pathlib import Path

    text = Path(str(fixtures), "articles", "01-council-library-hours.txt").read_text(encoding="utf-8")
    page = f"<!doctype html><head><meta name=ai-disclosure content=none></head><pre>{text}</pre>"

    assert ailabel.score(page).label == "ai-disclosed"


@pytest.mark.parametrize(
    ("page", "whole"),
    [
        ("<main><article ai-disclosure=ai-generated>One two three</article></main>", True),
        ("<main><article ai-disclosure=ai-generated>A</article>" + "<p>Two three" * 9 + "</main>", False),
        ("<main>One</main><article ai-disclosure=ai-generated>Two</article>", False),
        ("<nav>One</nav><article ai-disclosure=ai-generated>Two</article>", True),
    ],
)  # fmt: skip
def test_article_is_the_whole_where_it_is_most_of_main(page: str, whole: bool) -> None:
    (mark,) = read(f"<!doctype html>{page}").marks

    assert (mark.covers is None) is whole


WORDS = "<p>The dam holds, and the wheel turns again.</p>" * 3
NESTED = {
    "main": ("<html ai-disclosure=ai-generated><nav>{0}</nav><main ai-disclosure=none>A dam.</main>", True),
    "article": ("<body ai-disclosure=ai-generated><article ai-disclosure=none>{0}</article></body>", True),
    "division": ("<body ai-disclosure=ai-generated><h1>A</h1><div ai-disclosure=none>{0}</div></body>", True),
    "two": (
        "<body ai-disclosure=ai-generated>"
        + "<article ai-disclosure=ai-assisted>{0}</article>" * 2
        + "</body>",
        True,
    ),
    "head": (
        "<html ai-disclosure=ai-generated><head><title>{0}{0}</title></head><p ai-disclosure=none>"
        + WORDS.replace("<p>", "").replace("</p>", "")
        + "</p></html>",
        True,
    ),
    "note": ("<body ai-disclosure=ai-generated>{0}<p ai-disclosure=none>A dam.</p></body>", False),
    "image": ("<body ai-disclosure=ai-generated><figure ai-disclosure=none>{0}</figure></body>", False),
    "same": ("<body ai-disclosure=ai-generated><main ai-disclosure=ai-generated>{0}</main></body>", False),
}


@pytest.mark.parametrize(("page", "overruled"), NESTED.values(), ids=NESTED)
def test_inner_label_counts_for_most_of_what_the_outer_holds(page: str, overruled: bool) -> None:
    page = "<!doctype html>" + page.format(WORDS)

    assert (read(page).marks[0].covers is not None) is overruled
    assert (ailabel.score(page).label == "unsure") is overruled
