"""A view is edited, and every character still knows where it came from."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.view import Edit, View, class_table, classes, code_points, string


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


@given(st.text("ab \n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_views_in_a_row_are_those_of_all_their_pieces_joined(text: str, first: int, last: int) -> None:
    view = View.of(text)
    pieces = [match.span() for match in re.finditer(r"\S+", text)]
    low, high = sorted((first, last))
    parts = [view.join(own) for own in (pieces[:low], pieces[low:high], pieces[high:]) if own]

    found = View.row(parts)
    whole = view.join(pieces) if pieces else View.of("")
    assert (found.text, places(found)) == (whole.text, places(whole))


def test_no_edits_give_the_very_same_view() -> None:
    view = View.of("abc")

    assert view.splice([]) is view


def test_edits_of_edits_still_lead_to_the_original() -> None:
    view = View.of("0123456789").splice([Edit(0, 4)]).splice([Edit(0, 2, "x")])

    assert view.text == "x6789"
    assert places(view)[0] == (4, 6)


def test_edits_that_overlap_remove_what_any_of_them_covers() -> None:
    view = View.of("abcdef").splice([Edit(0, 3, "\n"), Edit(2, 5)])

    assert view.text == "\nf"
    assert places(view) == [(0, 3), (5, 6)]


def test_space_between_joined_pieces_comes_from_all_that_lay_there() -> None:
    view = View.of("..one..two...three").join([(2, 5), (7, 10), (13, 18)])

    assert view.text == "one two three"
    assert places(view)[2:5] == [(4, 5), (5, 7), (7, 8)]
    assert places(view)[6:9] == [(9, 10), (10, 13), (13, 14)]


def test_one_piece_or_none_joins_to_itself() -> None:
    view = View.of("..one..")

    assert (view.join([(2, 5)]).text, places(view.join([(2, 5)]))) == ("one", [(2, 3), (3, 4), (4, 5)])
    assert (view.join([]).text, places(view.join([]))) == ("", [])


@pytest.mark.parametrize("text", ["a, b", "a, é,", "", "\ud800,"])
def test_class_of_each_character_is_told_by_a_table(text: str) -> None:
    table = class_table("abc", ",", "\x7f")

    told = {"a": 1, "b": 1, ",": 2, " ": 0}
    assert classes(text, table).tolist() == [told.get(char, 3) for char in text]


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


@given(edited())
def test_pieces_that_are_apart_join_as_edits_between_them_do(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    gaps = [Edit(edit.start, edit.end, " ") for edit in edits if edit.start and edit.end < len(text)]
    apart = [gap for at, gap in enumerate(gaps) if not at or gap.start > gaps[at - 1].end]
    borders = [0, *(border for gap in apart for border in gap[:2]), len(text)]
    pieces = list(zip(borders[::2], borders[1::2], strict=True))

    joined, spliced = View.of(text).join(pieces), View.of(text).splice(apart)
    assert joined.text == spliced.text
    assert places(joined) == places(spliced)
