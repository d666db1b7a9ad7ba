"""What is found in people's texts is listed with a reason each, and pages say what was measured."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ailabel.disclosure import load_patterns
from benchmarks import disclosures
from training.readme import PATTERNS, filled, hits_left

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HUMAN: dict[str, Any] = json.loads(disclosures.OUT.read_bytes())["human"]


def test_every_hit_that_remains_is_explained_and_nothing_else_is() -> None:
    hits = {(source, name) for source, name, _, _ in disclosures.remaining(HUMAN)}
    reasons = disclosures.read_reasons()

    assert {reason for *_, reason in disclosures.remaining(HUMAN)}.isdisjoint({disclosures.UNEXPLAINED})
    assert hits == {(source, name) for source, texts in reasons.items() for name in texts}
    assert all(
        hit["reason"] == reasons[source][name]
        for source, texts in HUMAN["where"].items()
        for name, hit in texts.items()
    )


def test_the_page_lists_what_remains() -> None:
    page = PATTERNS.read_text(encoding="utf-8")

    assert page == filled(page, hits_left(HUMAN))


def test_a_hit_without_a_reason_is_unexplained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = ("This letter was written by ChatGPT.", "It rained.")
    texts = [("other/letters", str(at), letter) for at, letter in enumerate(letters, 1)]
    monkeypatch.setattr(disclosures, "human_texts", lambda _: iter(texts))

    human = disclosures.accused(tmp_path, load_patterns())

    assert (human["documents"], human["false_hits"]) == (2, 1)
    assert list(disclosures.remaining(human)) == [
        ("other/letters", "1", "`en-passive` (full, text)", disclosures.UNEXPLAINED)
    ]
