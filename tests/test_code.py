"""Code is where CommonMark has it: between fences, indented, between backticks."""

from __future__ import annotations

import time

import pytest

from ailabel.code import fenced, is_code_span, read_code


def test_fences_that_nothing_closes_hold_nothing() -> None:
    assert fenced("```\na\n```\nb\n~~~\nc\n~~~\n```\n") == ((0, 10), (12, 22))


def test_fenced_code_ends_where_a_fence_of_its_kind_closes_it() -> None:
    assert read_code("```\n~~~\n``\n```` x\n```\nb\n").fenced == ((0, 22),)


def test_indented_code_follows_a_blank_line() -> None:
    assert read_code("a\n    b\n\n    c\n\n    d\ne\n").indented == ((9, 15), (16, 22))


def test_code_span_is_open_before_the_place_and_closed_after_it() -> None:
    assert is_code_span("a `b <c>` d", 5, 8)
    assert is_code_span("a `b\nc <c>\n` d", 7, 10)
    assert not is_code_span("a `b` <c>", 6, 9)
    assert not is_code_span("a `b <c>\n\n`", 5, 8)
    assert not is_code_span("`a\n\nb <c>`", 6, 9)


@pytest.mark.parametrize("piece", ["`", "```\n", "~~~ \n", "    a\n", "\n", "> ", "- ", "1. ", " ", "`~"])
def test_time_to_read_code_does_not_outgrow_the_text(piece: str) -> None:
    begun = time.process_time()
    read_code(piece * (200_000 // len(piece)))

    assert time.process_time() - begun < 5
