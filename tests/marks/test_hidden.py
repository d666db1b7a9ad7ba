"""Hidden payloads are told, and prove nothing."""

from __future__ import annotations

import sys

import pytest

import ailabel
from ailabel.marks.hidden import MAX_RUNS, read

SELECTORS = "".join(map(chr, range(0xFE01, 0xFE0B)))
TAGS = "".join(chr(0xE0000 + ord(char)) for char in "ignore")
ZEROS = "\u200b\u200c" * 5


@pytest.mark.parametrize("run", [SELECTORS, "\U000e0101" * 9, TAGS, ZEROS, "\u2060\u2062" * 4])
def test_payload_has_a_mark_that_claims_nothing(run: str) -> None:
    result = ailabel.score(f"The dam{run} holds.")
    (mark,) = result.marks

    assert (mark.claim, mark.carrier, mark.start, mark.end) == (
        "unknown",
        "hidden characters",
        7,
        7 + len(run),
    )
    assert result.label == "unsure"


@pytest.mark.parametrize(
    "text",
    [
        "I \u2764\ufe0f this \u2600\ufe0f city",
        "葛\U000e0100城市",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f won",
        "می‌خواهم",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "",
    ],
)
def test_what_writing_needs_is_no_payload(text: str) -> None:
    assert read(text).marks == ()


def test_payload_needs_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "c2pa_text", None)

    assert ailabel.score(f"The dam{ZEROS} holds.").warnings == ("hidden characters", "short")


def test_text_stuffed_with_payloads_has_so_many_marks_and_no_more() -> None:
    assert len(read(f"a{ZEROS}" * (MAX_RUNS + 9)).marks) == MAX_RUNS
