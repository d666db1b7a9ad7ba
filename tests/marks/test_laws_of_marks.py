"""Laws over MARKS: what holds of one standard of labelling holds of all."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import c2pa_text
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import ailabel
from ailabel.document import Document
from ailabel.errors import UsageError
from ailabel.marks import MARKS, Found, Standard, find_marks, read_marks, standard
from ailabel.marks.standard import MAX_FOUND
from ailabel.result import CLAIMS, Scope
from ailabel.webpage import visible_text
from tests.marks.contents import CONTENTS, IDS, PAGE, WRITTEN, content_of, statement

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "labels.md"
TEXTS = [row for row in MARKS if row.kind == "text"]
HOSTILE = (
    '<div itemprop="digitalSourceType" content="digitalArt">',
    "<div property=digitalSourceType>",
    "<div itemprop=ai-content-declaration:level content=none>",
    "<div itemprop=ai-content-declaration:level>",
    "<body ai-disclosure=none>",
    "<p><b>",
    '<script type="application/c2pa">x</script>',
    "<a ",
    '<a b="',
    "<!--",
    "<!-- >",
    "</",
    "<p>",
    "<script>",
    "---\n",
    "- [",
    "AIGC: {",
    "&",
    "\ufe01",
    "\u200b",
)
HEAD = c2pa_text.encode_wrapper(b"")
LARGE = 200_000  # characters
PATIENCE = 5  # seconds for each; a quadratic reader takes minutes

by_name = pytest.mark.parametrize("row", MARKS, ids=lambda row: row.name)
by_claim = pytest.mark.parametrize(("row", "claim"), WRITTEN, ids=IDS)


def claims(found: Found) -> list[str]:
    return [mark.claim for mark in found.marks]


@by_claim
def test_standard_reads_what_it_writes(row: Standard, claim: str) -> None:
    labelled = row.write(content_of(row), statement(claim))

    assert set(claims(row.read(labelled))) == {claim}
    assert row.read(labelled).warnings == ()


@by_claim
def test_same_label_twice_changes_nothing(row: Standard, claim: str) -> None:
    once = row.write(content_of(row), statement(claim))

    assert row.write(once, statement(claim)) == once


@by_claim
def test_second_write_replaces_the_first(row: Standard, claim: str) -> None:
    first = row.write(content_of(row), statement(claim))

    for other in row.claims:
        second = row.write(first, statement(other))
        assert set(claims(row.read(second))) == {other}
        assert len(claims(row.read(second))) == len(
            claims(row.read(row.write(content_of(row), statement(other))))
        )


@by_claim
def test_mark_is_a_claim_about_the_whole_that_nobody_verified(row: Standard, claim: str) -> None:
    for mark in row.read(row.write(content_of(row), statement(claim))).marks:
        assert (mark.verified, mark.covers) == (False, None)
        assert mark.carrier


@pytest.mark.parametrize(("row", "claim"), [pair for pair in WRITTEN if pair[0].kind == "text"])
def test_nothing_but_the_label_changes(row: Standard, claim: str) -> None:
    before = str(content_of(row))
    after = str(row.write(before, statement(claim)))
    added = len(after) - len(before)

    assert any(after[:at] + after[at + added :] == before for at in range(len(before) + 1))


@pytest.mark.parametrize(("row", "claim"), [pair for pair in WRITTEN if content_of(pair[0]) == PAGE])
def test_visitor_of_a_page_sees_no_change(row: Standard, claim: str) -> None:
    assert visible_text(row.write(PAGE, statement(claim))) == visible_text(PAGE)


@pytest.mark.parametrize("head", ['<?xml version="1.0"?>\n<!DOCTYPE html>\n', "<!DOCTYPE html>\n", ""])
@pytest.mark.parametrize(("row", "claim"), [pair for pair in WRITTEN if content_of(pair[0]) == PAGE])
def test_label_of_xhtml_is_xml(row: Standard, claim: str, head: str) -> None:
    body = PAGE.partition("<html>")[2]
    page = f'{head}<html xmlns="http://www.w3.org/1999/xhtml">{body}'
    labelled = str(row.write(page, statement(claim)))

    assert set(claims(row.read(labelled))) == {claim}
    assert etree.fromstring(labelled.encode()) is not None


@pytest.mark.parametrize(("row", "claim"), [pair for pair in WRITTEN if pair[0].clues or pair[0].warning])
def test_label_for_machines_is_found_when_scoring(row: Standard, claim: str) -> None:
    labelled = str(row.write(content_of(row), statement(claim)))

    assert find_marks(Document.cut(labelled)).marks == row.read(labelled).marks


@by_name
def test_standard_refuses_what_it_cannot_say(row: Standard) -> None:
    for claim in set(CLAIMS) - set(row.claims):
        with pytest.raises(UsageError, match=row.name):
            row.write(content_of(row), statement(claim))


@pytest.mark.parametrize("row", [row for row in MARKS if row.claims], ids=lambda row: row.name)
def test_standard_refuses_to_speak_of_the_whole_where_a_part_is_meant(row: Standard) -> None:
    parts: set[Scope] = {"summary", "translation", "image"}
    for scope in parts - set(row.scopes):
        with pytest.raises(UsageError, match=f"cannot speak about the {scope}"):
            row.write(content_of(row), replace(statement(row.claims[0]), scope=scope))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("html", "<!doctype html><body ai-disclosure=ai-generated>The dam holds."),
        (
            "json-ld",
            PAGE.replace("<p>", "<p><meta itemprop=digitalSourceType content=trainedAlgorithmicMedia>"),
        ),
        ("declare-ai", PAGE.replace("<p>", "<p><a href=https://declare-ai.org/1.0.0/total.html>x</a>")),
        ("front-matter", "---\nai_generated: true\n---\nThe dam holds.\n"),
    ],
)
def test_label_that_another_contradicts_is_not_written(name: str, content: str) -> None:
    with pytest.raises(UsageError, match="already says 'generated' in "):
        standard(name).write(content, statement("assisted"))

    assert set(claims(standard(name).read(standard(name).write(content, statement("generated"))))) == {
        "generated"
    }


@by_name
def test_content_without_a_label_has_no_mark(row: Standard) -> None:
    assert row.read(content_of(row)) == Found()


@by_name
def test_standard_is_in_the_docs(row: Standard) -> None:
    assert f"| `{row.name}` |" in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("claim", CLAIMS)
def test_claim_is_in_the_docs(claim: str) -> None:
    assert f"| `{claim}` |" in DOCS.read_text(encoding="utf-8")


def test_every_name_is_taken_once() -> None:
    assert list(CONTENTS) == [row.name for row in MARKS]


def test_unknown_standard_is_an_error_that_says_what_there_is() -> None:
    with pytest.raises(UsageError, match="there is: visible, html"):
        standard("smoke signals")


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row.name)
@settings(max_examples=60)
@given(data=st.data())
def test_no_damage_to_a_label_makes_its_reader_raise(row: Standard, data: st.DataObject) -> None:
    labels = [str(row.write(content_of(row), statement(claim))) for claim in row.claims]
    text = data.draw(st.sampled_from(labels or [str(content_of(row))]))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    damaged = text[:start] + data.draw(st.text(max_size=8)) + text[end:]

    assert isinstance(row.read(damaged), Found)


PIECES = (
    *(
        '<meta name="ai-disclosure" content="',
        'ai-generated">',
        '<script type="application/ld+json">',
        "</script>",
    ),
    *(
        '{"digitalSourceType": "',
        '"}',
        "---\n",
        "AIGC: ",
        "AIGC:\n  Label: 1\n",
        "AI-Disclosure: mode=",
        "\n\n",
    ),
    *(
        "Assisted-by: Claude\n",
        "-----BEGIN C2PA MANIFEST-----",
        "-----END C2PA MANIFEST-----",
        "\ufeff",
        "\ufe01" * 9,
    ),
    *(
        HEAD,
        "<html>",
        "<p itemprop=digitalSourceType>",
        "https://declare-ai.org/1.0.0/total.html",
        "\ud800",
        "From: a\n",
    ),
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_mixture_of_labels_makes_finding_them_raise(text: str) -> None:
    for mark in find_marks(Document.cut(text)).marks:
        assert mark.start is not None
        assert mark.end is not None
        assert 0 <= mark.start < mark.end <= len(text)
        assert mark.covers is None or 0 <= mark.covers[0] < mark.covers[1] <= len(text)


@pytest.mark.parametrize("row", [row for row in TEXTS if row.claims], ids=lambda row: row.name)
@settings(max_examples=60)
@given(data=st.data())
def test_what_can_be_labelled_is_read_back_however_broken(row: Standard, data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES), max_size=8)))
    claim = data.draw(st.sampled_from(row.claims))
    try:
        labelled = row.write(text, statement(claim))
    except UsageError:
        return

    assert claim in claims(row.read(labelled))


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row.name)
def test_time_to_read_does_not_outgrow_the_text(row: Standard, piece: str) -> None:
    head = "<html>" if piece[0] in "<&" else "---\n"
    text = head + "".join(row.clues) + "AIGC" + piece * (LARGE // len(piece))
    begun = time.process_time()
    row.read(text)

    assert time.process_time() - begun < PATIENCE


def test_page_stuffed_with_labels_has_so_many_marks_and_no_more() -> None:
    page = "<!doctype html>" + "<p ai-disclosure=none>x" * 10_000

    assert len(find_marks(Document.cut(page)).marks) == MAX_FOUND


def test_many_pictures_hide_no_label_of_the_text() -> None:
    pictures = "<img src=a ai-disclosure=ai-generated>" * (MAX_FOUND + 50)
    page = standard("json-ld").write(f"<!doctype html><p>A dam.</p>{pictures}", statement("generated"))
    found = find_marks(Document.cut(page))

    assert [mark.carrier for mark in found.marks if mark.scope == "text"] == ["JSON-LD"]
    assert len(found.marks) == MAX_FOUND
    assert found.warnings == ("51 labels were left out, beyond the first 200 of a text",)
    assert ailabel.score(page).label == "ai-disclosed"


def test_all_labels_of_a_page_are_read_together() -> None:
    page = PAGE
    for name in ("html", "json-ld", "declare-ai", "visible"):
        page = standard(name).write(page, statement("generated"))

    assert [mark.carrier for mark in read_marks(page).marks] == [
        "visible line",
        "HTML meta",
        "JSON-LD",
        "declare-ai.org microdata",
    ]
