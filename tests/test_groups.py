"""Names that are linked are one."""

from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from ailabel import groups
from ailabel.groups import joined

LINKS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))


@given(LINKS)
def test_linked_names_are_one_and_each_stands_for_itself_or_an_earlier_one(
    links: list[tuple[str, str]],
) -> None:
    one = joined(links)

    assert all(one[first] == one[other] for first, other in links)
    assert all(one[name] == name for name in one.values())
    assert list(dict.fromkeys(one.values())) == [name for name, end in one.items() if name == end]


def test_examples_do_what_they_show() -> None:
    assert doctest.testmod(groups).failed == 0
