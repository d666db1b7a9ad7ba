"""What belongs together is left out together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from ailabel.labelled import LABELS, LabelledText
from ailabel.learning.folds import homes, least_groups, stratified

if TYPE_CHECKING:
    from collections.abc import Sequence

ROWS = st.lists(
    st.tuples(st.sampled_from(["human", "ai"]), st.sampled_from("abc"), st.sampled_from("123456789")),
    max_size=30,
)


def labelled(*rows: tuple[str, str, str]) -> list[LabelledText]:
    return [LabelledText("", label, source, group) for label, source, group in rows]


def partners(found: Sequence[str], keys: Sequence[object]) -> bool:
    """Whether all that share a key share what was found."""
    return len(set(zip(keys, found, strict=True))) == len(set(keys))


def test_a_machine_text_is_at_home_where_the_text_is_that_it_answers() -> None:
    found = homes(
        labelled(
            ("human", "news", "n1"),
            ("human", "news", "n2"),
            ("human", "forum", "f1"),
            ("ai", "bot", "n2"),
            ("ai", "bot", "f1"),
            ("ai", "bot", "alone"),
        )
    )

    assert found[0] == found[1] == found[3]
    assert found[2] == found[4]
    assert len(set(found)) == 3


def test_of_both_labels_whole_sources_share_a_home() -> None:
    found = homes(
        labelled(("human", "news", "n1"), ("ai", "bot", "n1"), ("ai", "bot", "b2"), ("ai", "chat", "c1")),
        LABELS,
    )

    assert found[0] == found[1] == found[2] != found[3]


@given(ROWS)
def test_groups_and_sources_of_people_are_never_parted(rows: list[tuple[str, str, str]]) -> None:
    texts = labelled(*rows)
    found = homes(texts)
    people = [(home, text.source) for home, text in zip(found, texts, strict=True) if text.label == "human"]

    assert partners(found, [text.group for text in texts])
    assert partners([home for home, _ in people], [source for _, source in people])


@given(ROWS)
def test_whatever_fold_is_left_out_both_labels_are_there(rows: list[tuple[str, str, str]]) -> None:
    labels, groups = [label for label, _, _ in rows], [group for _, _, group in rows]
    assume(least_groups(labels, groups) > 1)
    folds = stratified(labels, groups, 0)

    assert partners([str(fold) for fold in folds], groups)
    for fold in set(folds):
        assert {label for label, own in zip(labels, folds, strict=True) if own != fold} == {"human", "ai"}


def test_folds_are_as_many_as_the_groups_of_the_rarer_label_at_most() -> None:
    labels = ["human"] * 20 + ["ai"] * 3
    groups = [f"{label}{place}" for place, label in enumerate(labels)]

    assert least_groups(labels, groups) == 3
    assert len(set(stratified(labels, groups, 0))) == 3
