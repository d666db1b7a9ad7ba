"""The field AI-Disclosure, as RFC 9651 and as the draft spell it."""

from __future__ import annotations

from typing import Any

import pytest
from http_sf import parse
from hypothesis import given
from hypothesis import strategies as st

import ailabel
from ailabel.errors import UsageError
from ailabel.marks import Statement
from ailabel.marks.header import MAX_FIELD, MODES, read, write
from tests.marks.contents import MAIL

RESPONSE = "HTTP/1.1 200 OK\r\nServer: s\r\n\r\n<p>The dam holds.</p>"


def field(held: str) -> str:
    return f"From: a@b.example\nAI-Disclosure: {held}\n\nThe dam holds.\n"


@pytest.mark.parametrize(("mode", "claim"), MODES.items())
@pytest.mark.parametrize("mark", ["", '"'])
def test_every_mode_is_read(mode: str, claim: str, mark: str) -> None:
    assert [found.claim for found in read(field(f"mode={mark}{mode}{mark}")).marks] == [claim]


@pytest.mark.parametrize("part", [", ", "; ", ";", ",\n  "])
def test_members_are_parted_by_commas_and_by_semicolons(part: str) -> None:
    held = part.join(
        ("mode=ai-modified", 'model="M 1"', 'provider="P"', 'reviewed-by="desk"', "date=@1745286896")
    )
    (mark,) = read(field(held)).marks

    assert (mark.claim, mark.tool, mark.reviewed) == ("assisted", "P M 1", True)


def test_field_of_a_response_makes_it_disclosed() -> None:
    assert ailabel.score(write(RESPONSE, Statement("generated"))).label == "ai-disclosed"


def test_another_reader_sees_what_was_written() -> None:
    line = write(MAIL, Statement("generated", tool='M "1"', provider="P")).split("\n")[3]
    held: Any = parse(line.partition(": ")[2].encode(), tltype="dictionary")

    assert {name: str(item[0]) for name, item in held.items()} == {
        "mode": "ai-originated",
        "model": 'M "1"',
        "provider": "P",
    }


def test_field_is_last_in_the_header() -> None:
    assert write(RESPONSE, Statement("human")) == RESPONSE.replace(
        "\r\n\r\n", "\r\nAI-Disclosure: mode=none\r\n\r\n"
    )
    assert write("From: a@b.example", Statement("human")) == "From: a@b.example\nAI-Disclosure: mode=none\n"


def test_second_field_goes() -> None:
    twice = MAIL.replace("Subject", "AI-Disclosure: mode=none\nAI-Disclosure: mode=none\nSubject")

    assert write(twice, Statement("assisted")).count("AI-Disclosure") == 1


@pytest.mark.parametrize(
    "text", ["The dam holds.", "Note: the dam holds.\n\nIt does.", "", "# Dams\n\nFrom: here"]
)
def test_text_without_a_header_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="has no header"):
        write(text, Statement("generated"))


def test_field_below_the_header_is_prose() -> None:
    assert read("From: a@b.example\n\nAI-Disclosure: mode=none\n").marks == ()


@pytest.mark.parametrize(
    "held", ["mode", "mode=(", "mode=ai-originated;;", "x" * (MAX_FIELD + 1), 'mode="', "mode=é"]
)
def test_broken_field_is_a_warning_or_says_nothing_known(held: str) -> None:
    found = read(field(held))

    assert [mark.claim for mark in found.marks] in ([], ["unknown"])
    assert found.warnings or found.marks


def test_name_that_a_header_cannot_hold_is_refused() -> None:
    with pytest.raises(UsageError, match="printable ASCII"):
        write(MAIL, Statement("generated", tool="é"))


@given(st.text())
def test_body_of_any_message_stays(body: str) -> None:
    labelled = write(MAIL + body, Statement("generated"))

    assert labelled.endswith(body)
    assert [mark.claim for mark in read(labelled).marks] == ["generated"]


@pytest.mark.parametrize("held", ["", 'model="x"', "mode=(none)", "mode=later"])
def test_field_without_a_known_mode_claims_nothing(held: str) -> None:
    assert [mark.claim for mark in read(f"AI-Disclosure: {held}\n\nHi.").marks] == ["unknown"]
