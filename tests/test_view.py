"""A view is edited, and every character still knows where it came from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.view import Edit, View, code_points, string


def places(view: View) -> list[tuple[int, int]]:
    return list(zip(view.starts.tolist(), view.ends.tolist(), strict=True))


def test_every_character_comes_from_itself_at_first() -> None:
    view = View.of("aé")

    assert view.text == "aé"
    assert places(view) == [(0, 1), (1, 2)]


def test_ascii_takes_a_byte_a_character() -> None:
    assert code_points("ab").dtype == np.uint8
    assert code_points("aé").dtype == np.uint32


@pytest.mark.parametrize("text", ["", "plain", "é😀", "\ud800 alone", "\udfff\ud800", "\0"])
def test_string_is_what_its_code_points_were(text: str) -> None:
    assert string(code_points(text)) == text


def test_removed_characters_leave_the_places_of_the_others() -> None:
    view = View.of("abcdef").splice([Edit(1, 3), Edit(5, 6)])

    assert view.text == "ade"
    assert places(view) == [(0, 1), (3, 4), (4, 5)]


def test_replacement_comes_from_all_that_it_replaces() -> None:
    view = View.of("a—b").splice([Edit(1, 2, "--")])

    assert view.text == "a--b"
    assert places(view) == [(0, 1), (1, 2), (1, 2), (2, 3)]


def test_replacement_may_bring_letters_that_the_text_had_none_of() -> None:
    assert View.of("cafe'").splice([Edit(3, 5, "é")]).text == "café"


def test_removal_wins_over_a_replacement_inside_it() -> None:
    edits = [Edit(2, 3, "xyz"), Edit(1, 5)]

    assert View.of("abcdef").splice(edits).text == "af"


def test_no_edits_give_the_very_same_view() -> None:
    view = View.of("abc")

    assert view.splice([]) is view


def test_edits_of_edits_still_lead_to_the_original() -> None:
    view = View.of("0123456789").splice([Edit(0, 4)]).splice([Edit(0, 2, "x")])

    assert view.text == "x6789"
    assert places(view)[0] == (4, 6)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(min_size=1, max_size=40))
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text(max_size=3))) for start, end in pairs]


@given(edited())
def test_splice_does_what_the_edits_say_and_places_never_decrease(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    view = View.of(text).splice(edits)

    expected, last = "", 0
    for edit in edits:
        expected += text[last : edit.start] + edit.text
        last = edit.end
    assert view.text == expected + text[last:]
    assert (np.diff(view.starts) >= 0).all()
    assert (np.diff(view.ends) >= 0).all()
    assert (view.starts < view.ends).all()
