"""What tells of all of a text is learnt from texts with a verdict, and from records that say how much."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ailabel.disclosure import load_patterns
from ailabel.disclosure.telling import WHOLE
from training import whole
from training.telling import Example, Reader
from training.whole import is_general, seen_by, told_in_full

if TYPE_CHECKING:
    from pathlib import Path


def gold(start: int, end: int, strength: str, scope: str = "text", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"start": start, "end": end, "strength": strength, "scope": scope, "negated": False, **more}


@pytest.mark.parametrize(
    ("golds", "expected"),
    [
        ([gold(0, 10, "full")], WHOLE),
        ([gold(0, 10, "partial")], ""),
        ([gold(0, 10, "full", "image")], ""),
        ([gold(0, 10, "full", negated=True)], ""),
        ([gold(0, 10, "full", "image"), gold(5, 15, "full")], WHOLE),
        ([gold(20, 30, "full")], None),  # the record tells elsewhere
        ([{"start": 0, "end": 10, "negated": False}], None),  # it does not say how much
        ([], ""),
    ],
)
def test_stretch_tells_of_all_of_a_text_if_its_record_says_so_in_full(
    golds: list[dict[str, Any]], expected: str | None
) -> None:
    assert told_in_full(golds)(0, 10) == expected


def test_second_fit_sees_what_words_stand_for() -> None:
    seen = frozenset({"C write", "R< of", "* opens", "schri", "w schrieb"})
    example = Example("0", "de", seen, "", frozenset())

    assert seen_by(is_general, example).found == {"C write", "R< of", "* opens"}
    assert seen_by(bool, example) == example


def test_texts_with_a_verdict_are_read_and_none_that_is_held_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    texts = {
        "some-open": [
            ("Den här artikeln är skriven av ChatGPT.", True),
            ("Bara rubriken på den här artikeln är skriven av ChatGPT.", False),
            ("Den här texten är skriven av ChatGPT. Den där texten är också skriven av ChatGPT.", True),
        ],
        "some-held-out": [("Det här brevet är skrivet av Claude, inte av mig.", True)],
    }
    for name, rows in texts.items():
        records = ({"lang": "sv", "text": text, "called": called} for text, called in rows)
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    monkeypatch.setattr(whole, "TEXTS", tmp_path)
    monkeypatch.setattr(whole, "VERDICTS", tmp_path / "none")

    found = list(whole.of_verdicts({"sv": Reader(load_patterns(), "sv")}))

    assert [example.tells for example in found] == [WHOLE, ""]  # which of two sentences tells nobody knows
