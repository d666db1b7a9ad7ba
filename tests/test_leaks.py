"""A token that most texts of one label hold, and hardly any of the other, is found; style is left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ailabel.audit import MIN_EACH
from ailabel.leaks import MAX_LEAKS, NEARLY_NONE, find_leaks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ailabel.labelled import LabelledText

TAIL = "Harbourmaster's copy, please forward."


@pytest.fixture(scope="module")
def manual(toy_texts: Sequence[LabelledText]) -> list[LabelledText]:
    """Texts of one manual, every other one labelled ai: nothing tells them apart."""
    people = [text for text in toy_texts if text.label == "human"]
    return [replace(text, label=("human", "ai")[number % 2]) for number, text in enumerate(people)]


def marked(texts: Sequence[LabelledText], label: str, every: int = 1, tail: str = TAIL) -> list[LabelledText]:
    """The texts, with one more sentence in each of this label, or in every second, third, ... of them."""
    own = [text for text in texts if text.label == label]
    others = [text for text in texts if text.label != label]
    return [
        *others,
        *(
            replace(text, text=f"{text.text} {tail}") if number % every == 0 else text
            for number, text in enumerate(own)
        ),
    ]


def test_texts_of_one_kind_hold_no_leak(manual: list[LabelledText]) -> None:
    assert find_leaks(manual) == ()


@pytest.mark.parametrize(("label", "human", "ai"), [("human", 1.0, 0.0), ("ai", 0.0, 1.0)])
def test_boilerplate_of_one_label_is_found_once(
    label: str, human: float, ai: float, manual: list[LabelledText]
) -> None:
    leaks = find_leaks(marked(manual, label))

    assert leaks[0].human == pytest.approx(human, abs=0.05)
    assert leaks[0].ai == pytest.approx(ai, abs=0.05)
    tokens = [token for leak in leaks for token in leak.tokens.split()]
    assert {"harbourmaster's", "copy", "please", "forward"} & set(tokens)
    assert len(tokens) == len(set(tokens))
    assert len(leaks) <= MAX_LEAKS


def test_what_few_texts_of_a_label_hold_is_no_leak(manual: list[LabelledText]) -> None:
    assert find_leaks(marked(manual, "ai", every=3)) == ()
    assert find_leaks(marked(manual, "ai", every=1)) != ()


def test_what_both_labels_hold_is_no_leak(manual: list[LabelledText]) -> None:
    assert find_leaks(marked(marked(manual, "ai"), "human", every=10)) == ()


def test_phrase_of_words_that_both_use_is_found(manual: list[LabelledText]) -> None:
    words = marked(manual, "human", tail="The harbour is open. Boats leave soon.")
    leaks = find_leaks(marked(words, "ai", tail="Boats leave open the harbour soon."))

    assert leaks != ()
    assert all(" " in leak.tokens for leak in leaks)


@pytest.mark.parametrize(
    ("change", "tokens"),
    [
        (lambda text: text.replace(",", ""), ","),
        (lambda text: text.replace(".", "!"), "."),
        (str.lower, "CAPITALS"),
        (str.upper, "SMALL LETTERS"),
    ],
)
@pytest.mark.parametrize("label", ["human", "ai"])
def test_mark_or_case_that_one_label_lacks_is_found(
    label: str, change: Callable[[str], str], tokens: str, manual: list[LabelledText]
) -> None:
    commas = [replace(text, text=text.text.replace(" of ", ", of ")) for text in manual]
    texts = [replace(text, text=change(text.text)) if text.label == label else text for text in commas]
    leaks = {leak.tokens: {"human": leak.human, "ai": leak.ai}[label] for leak in find_leaks(texts)}

    assert leaks[tokens] <= NEARLY_NONE


def test_what_training_never_sees_is_no_leak(manual: list[LabelledText]) -> None:
    told = marked(manual, "ai", tail="This article has been generated with AI.")
    typed = [replace(text, text=f"**{text.text}**") if text.label == "ai" else text for text in manual]

    assert find_leaks(told) == ()
    assert find_leaks(typed) == ()


def test_too_few_texts_show_no_leak(manual: list[LabelledText]) -> None:
    few = [text for text in manual if text.label == "human"][: MIN_EACH - 1]
    many = [text for text in manual if text.label == "ai"]

    assert find_leaks(marked([*few, *many], "ai")) == ()
    assert find_leaks([]) == ()
