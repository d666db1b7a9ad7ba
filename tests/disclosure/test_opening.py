"""What a gate begins with stands wherever the gate does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import re2

from ailabel.disclosure.opening import opening
from ailabel.disclosure.regex import most_repeats

if TYPE_CHECKING:
    from ailabel.disclosure import Patterns

MOST = 12


@pytest.mark.parametrize(
    ("regex", "cut"),
    [
        (r"(?i)by AI", r"(?i)by AI"),
        (r"(?i)[a-z]{2,12} AI", r"(?i)[a-z]{2,12} AI"),
        (r"(?i)copy[^.]{0,60} into", r"(?i)copy"),
        (r"(?i)(?:copy|drop [a-z]{3,20} off) now", r"(?i)(?:copy|drop [a-z]{3})"),
        (r"(?i)write (?:[a-z]{2,16} ){0,6}?it", r"(?i)write "),
        (r"(?i)the (?:[A-Z][a-z]{2,14} ){1,3}name", r"(?i)the (?:[A-Z][a-z]{2})"),
        (r"(?i)(?-i:[A-Z]{1,40}) AI", r"(?i)(?-i:[A-Z]{1})"),
        (r"(?i)a{8,64}", r"(?i)a{8}"),
    ],
)
def test_regex_is_cut_off_where_it_begins_to_count(regex: str, cut: str) -> None:
    assert opening(regex, MOST) == cut


@pytest.mark.parametrize(
    "regex",
    [r"(?i)[^.]{0,60} into", r"(?i)by|[^.]{0,60} into", r"a{20}", r"(?i)(?:a|(?i)b)c{1,20}", r"(?i)a{20}"],
)
def test_regex_of_which_nothing_would_be_left_or_that_is_not_read_stays_as_it_is(regex: str) -> None:
    assert opening(regex, MOST) == regex


def test_what_a_gate_begins_with_stands_in_every_example_in_which_the_gate_does(written: Patterns) -> None:
    examples = "\n\n".join(text for row in written for text in (*row.matches, *row.ignores))
    gates = {written.clues.gate(row).regex for row in written if row.has_gate}
    cut = {gate: opening(gate, MOST) for gate in gates if opening(gate, MOST) != gate}
    missed = [
        match[0]
        for gate, begun in cut.items()
        for match in re2.finditer(gate, examples)
        if not re2.compile(begun).match(examples, match.start())
    ]

    assert len(cut) > 10
    assert max(map(most_repeats, cut.values())) <= MOST
    assert missed == []
