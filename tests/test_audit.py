"""Labelled texts that no model can be learnt from are refused, with what is wrong with them."""

from __future__ import annotations

import pytest

from ailabel.audit import MAX_NAMED, MIN_EACH, check_texts, distinct
from ailabel.errors import TrainingError
from ailabel.labelled import LabelledText


def texts(label: str, count: int) -> list[LabelledText]:
    return [
        LabelledText(f"The {label} wrote text {number}.", label, "mail", str(number), f"{label}.csv:{number}")
        for number in range(count)
    ]


def complaint(*given: LabelledText) -> str:
    with pytest.raises(TrainingError) as caught:
        check_texts(given)
    return str(caught.value)


def test_texts_enough_of_both_labels_pass() -> None:
    check_texts([*texts("human", MIN_EACH), *texts("ai", MIN_EACH)])

    with pytest.raises(TrainingError, match="40 texts labelled human; a model needs at least 100 of each"):
        check_texts([*texts("human", MIN_EACH), *texts("ai", 100)], 100)
    assert "39 texts labelled ai" in complaint(*texts("human", MIN_EACH), *texts("ai", MIN_EACH - 1))
    assert "39 texts labelled human" in complaint(*texts("human", MIN_EACH - 1), *texts("ai", MIN_EACH))


def test_texts_of_one_label_only_are_told_from_too_few() -> None:
    assert complaint(*texts("human", 50)).startswith(
        "0 texts labelled ai, 50 human; a model needs 40 or more"
    )
    assert complaint(*texts("ai", 50)).startswith("0 texts labelled human, 50 ai;")
    assert complaint().startswith("0 texts labelled human, 0 ai;")


def test_text_of_two_labels_is_named_by_file_and_line() -> None:
    people = texts("human", MIN_EACH)
    copy = LabelledText(f"\n {people[7].text.replace(' ', '  ')}\n", "ai", "bots", "1", "bots.jsonl:3")
    found = complaint(*people, *texts("ai", MIN_EACH), copy)

    assert found.startswith(
        "the same text is labelled human and ai: human.csv:7 and bots.jsonl:3; take the one out"
    )


def test_same_text_twice_with_one_label_passes() -> None:
    check_texts([*texts("human", MIN_EACH), *texts("human", 1), *texts("ai", MIN_EACH)])

    assert "the same text" in complaint(*texts("human", MIN_EACH), *map(relabelled, texts("human", MIN_EACH)))


def relabelled(text: LabelledText) -> LabelledText:
    return LabelledText(text.text, "ai", text.source, text.group)


def test_many_texts_of_two_labels_are_counted() -> None:
    people = texts("human", MIN_EACH)
    found = complaint(*people, *map(relabelled, people))

    assert found.count(" and 'The human wrote text ") == MAX_NAMED
    assert f"; and {MIN_EACH - MAX_NAMED} more; " in found


def test_copy_of_a_label_counts_once_and_the_first_stays() -> None:
    texts = [
        LabelledText("One  two.", "human", "a", "1"),
        LabelledText("Three.", "human", "a", "2"),
        LabelledText("One two. ", "human", "b", "3"),
        LabelledText("Three.", "ai", "a", "4"),
    ]

    assert [text.group for text in distinct(texts)] == ["1", "2", "4"]


def test_what_answers_a_copy_stays_with_the_first_whether_somebody_named_it_or_not() -> None:
    forum = LabelledText("One two.", "human", "forum", "forum.jsonl:1", is_named=False)
    named = [LabelledText("One two.", "human", "p", "p1"), LabelledText("To it.", "ai", "p", "p1")]
    found, answer = distinct([forum, *named])
    paths = [
        LabelledText(text, label, source, path, is_named=False)
        for text, label, source, path in [
            ("One two.", "human", "a", "3"),
            ("One two.", "human", "b", "7"),
            ("To it.", "ai", "b", "7"),
            ("Another.", "ai", "b", "3"),
        ]
    ]
    first, reply, other = distinct(paths)

    assert (found.source, found.group) == ("forum", answer.group)
    assert first.source == "a"
    assert first.group == reply.group != other.group


def test_groups_that_share_a_copy_are_one() -> None:
    rows = [
        ("A.", "1"),
        ("B.", "2"),
        ("A.", "2"),
        ("C.", "3"),
        ("D.", "4"),
        ("D.", "3"),
        ("B.", "3"),
        ("E.", "5"),
    ]
    texts = [LabelledText(text, "human", "mail", group) for text, group in rows]
    pair = LabelledText("F.", "ai", "bots", "4")

    assert [text.group for text in distinct([*texts, pair])] == ["1", "1", "1", "1", "5", "1"]
