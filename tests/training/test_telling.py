"""What is learnt of sentences: which features are held back, and what is written down of them."""

from __future__ import annotations

from training.telling import SLIGHT, Example, Fit, is_word


def example(tells: str, *found: str) -> Example:
    return Example("0", "de", frozenset(found), tells, frozenset({"denial"}))


ROWS = [
    *[example("denial", "usual", "rare")] * 5,
    *[example("denial", "usual")] * 40,
    *[example("", "usual")] * 40,
    *[example("", "other")] * 45,
]


def test_what_few_sentences_hold_is_held_back_least() -> None:
    weights = Fit(ROWS, "denial").telling(0.0, frozenset({"usual", "rare"}))["weights"]
    alike = Fit([*ROWS, *[example("", "usual", "rare")] * 5], "denial")

    assert weights["rare"] > 500  # of five sentences, all of which deny
    assert alike.telling(0.0, frozenset({"rare"}))["weights"].get("rare", 0) < weights["rare"] / 2


def test_what_too_few_hold_is_not_learnt() -> None:
    rows = [*ROWS, *[example("denial", "twice")] * 2]

    assert "twice" not in Fit(rows, "denial").telling(0.0, frozenset({"twice"}))["weights"]
    assert "twice" in Fit(rows, "denial", rarest=2).telling(0.0, frozenset({"twice"}))["weights"]


def test_of_what_is_slight_only_words_are_written_down() -> None:
    even = [example(tells, "even", "even odd") for tells in ("denial", "", "denial", "")]
    weights = Fit([*ROWS, *even], "denial").telling(0.0, frozenset({"even", "even odd", "other"}))["weights"]

    assert all(is_word(name) or abs(weight) >= SLIGHT for name, weight in weights.items())
    assert weights["other"] < -SLIGHT


def test_what_is_a_word() -> None:
    assert is_word("unser")
    assert not is_word("w unsere")
    assert not is_word("unser robot")
