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
    weights = Fit(ROWS, "denial").steps()
    alike = Fit([*ROWS, *[example("", "usual", "rare")] * 5], "denial")

    assert weights["rare"] > 500  # of five sentences, all of which deny
    assert alike.steps().get("rare", 0) < weights["rare"] / 2


def test_what_too_few_hold_is_not_learnt() -> None:
    rows = [*ROWS, *[example("denial", "twice")] * 2]

    assert "twice" not in Fit(rows, "denial").steps()
    assert "twice" in Fit(rows, "denial", rarest=2).steps()


def test_what_is_slight_is_not_written_down() -> None:
    even = [example(tells, "even", "even odd") for tells in ("denial", "", "denial", "")]
    fit = Fit([*ROWS, *even], "denial")

    assert all(abs(weight) >= SLIGHT for weight in fit.steps().values())
    assert fit.steps()["other"] < -SLIGHT
    assert {"even", "other"} <= fit.words()
    assert "even odd" not in fit.words()


def test_what_is_a_word() -> None:
    assert is_word("unser")
    assert not is_word("w unsere")
    assert not is_word("unser robot")
