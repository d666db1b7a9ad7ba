"""What lines are learnt from, what they are taken for, and from which sum on they count."""

from __future__ import annotations

import numpy as np
import pytest

from ailabel.disclosure import load_patterns
from ailabel.disclosure.assistant import FAMILIES
from training.assistant import SAID, Reader, Trial, _at_a_glance, glance, least_for
from training.telling import Example, Fit

PIECE = "The council met on Monday and agreed to keep the library open until nine."
OPENING = "Here is the article, shortened as you asked:"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_patterns(), "en")


def told(reader: Reader, text: str, family: str, said: str) -> dict[str, str]:
    start = text.index(said)
    golds = [{"start": start, "end": start + len(said), "family": family}]
    return {row.tells: " ".join(sorted(row.allowed)) for row in reader.examples("0", text, golds)}


def test_a_line_is_what_its_record_says_it_is_and_the_piece_beside_it_nothing(reader: Reader) -> None:
    found = told(reader, f"{OPENING}\n\n{PIECE}", "preamble", OPENING)

    assert found.keys() == {"preamble", ""}
    assert "preamble" in found["preamble"]


def test_a_line_that_is_quoted_is_allowed_nothing(reader: Reader) -> None:
    line = f'"{OPENING}"'

    assert list(reader.examples("0", f"{line}\n\n{line}")) == []


def test_a_letter_closes_with_no_sign_off(reader: Reader) -> None:
    closing = "Let me know whether you want it any shorter."
    found = told(reader, f"Dear Anna,\n\n{PIECE}\n\n{closing}", "sign-off", closing)

    assert "sign-off" not in found["sign-off"]


def example(tells: str, *words: str) -> Example:
    return Example("0", "en", frozenset(f"1 {word}" for word in words), tells, frozenset(FAMILIES))


def test_at_a_glance_only_words_are_seen_and_whether_an_assistant_says_them() -> None:
    row = Example("0", "en", frozenset({"1 here", "2 here is", "1 ,", "^ here"}), "refusal", frozenset())

    assert _at_a_glance(row).found == {"1 here"}
    assert _at_a_glance(row).tells == SAID
    assert _at_a_glance(example("", "rain")).tells == ""


ROWS = [*[example("preamble", "here", "article")] * 20, *[example("", "rain", "fell")] * 20]


def test_all_lines_that_are_called_pass_at_a_glance() -> None:
    fit = Fit(ROWS, "preamble")
    told = {"weights": fit.steps(), "bias": fit.bias, "least": 0}
    seen = glance({"preamble": told}, ROWS, ())

    assert sum(seen["weights"][word] for word in ("here", "article")) >= seen["least"]
    assert sum(seen["weights"].get(word, 0) for word in ("rain", "fell")) < seen["least"]


def test_people_who_say_so_raise_what_is_asked_for() -> None:
    fit = Fit(ROWS, "preamble")
    logits = fit.logits(ROWS)
    nobody = Trial(fit, ROWS, logits, [], [])
    somebody = Trial(fit, ROWS, logits, [example("", "here", "article")], [])

    assert least_for("preamble", [nobody], 1_000) < least_for("preamble", [somebody], 1_000)
    assert least_for("preamble", [somebody], 1_000) > float(np.max(logits))
