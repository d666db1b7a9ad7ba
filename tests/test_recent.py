"""What nobody asks for between two turns is forgotten."""

from __future__ import annotations

from ailabel.recent import Recent


def test_what_nobody_asked_for_between_two_turns_is_forgotten() -> None:
    kept: Recent[str, int] = Recent()
    kept["asked"], kept["left"] = 1, 2
    kept.turn()

    assert kept.get("asked") == 1
    kept.turn()

    assert kept.get("asked") == 1
    assert kept.get("left") is None
    assert "left" not in kept
    assert len(kept) == 1
