"""Trailers of commits: whom they name decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ailabel
from ailabel.errors import UsageError
from ailabel.marks import Statement
from ailabel.marks.trailer import read, write
from tests.marks.contents import COMMIT


def told(line: str) -> list[tuple[str, str | None]]:
    return [(mark.claim, mark.tool) for mark in read(f"Mend the dam\n\n{line}\n").marks]


@pytest.mark.parametrize(
    ("line", "claim", "tool"),
    [
        ("Generated-by: ChatGPT 4o", "generated", "ChatGPT 4o"),
        ("Assisted-by: Claude:opus-4 [coccinelle]", "assisted", "Claude:opus-4 [coccinelle]"),
        ("assisted-by: somebody-new:model-7", "assisted", "somebody-new:model-7"),
        ("Co-Authored-By: Claude <noreply@anthropic.com>", "mixed", "Claude"),
        ("Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>", "mixed", "Copilot"),
        ("Co-authored-by: Cursor <cursoragent@cursor.com>", "mixed", "Cursor"),
    ],
)
def test_trailer_that_names_a_model_is_read(line: str, claim: str, tool: str) -> None:
    assert told(line) == [(claim, tool)]


@pytest.mark.parametrize(
    "line",
    [
        "Generated-by: handoff.sh",
        "Assisted-by: Maria Schmidt",
        "Co-Authored-By: Claude Dupont <claude@example.org>",
        "Co-Authored-By: Maria Claude <12+maria@users.noreply.github.com>",
        "Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
        "Signed-off-by: Claude <noreply@anthropic.com>",
        "We forbid Assisted-by: Claude trailers",
    ],
)
def test_person_or_program_is_no_model(line: str) -> None:
    assert told(line) == []


def test_trailer_above_the_last_paragraph_is_prose() -> None:
    assert read("Assisted-by: Claude\n\nMend the dam.\n").marks == ()


def test_trailer_speaks_of_the_code_and_not_of_the_text() -> None:
    result = ailabel.score("Mend the dam\n\nGenerated-by: ChatGPT 4o\n")

    assert [mark.scope for mark in result.marks] == ["code"]
    assert result.label == "unsure"


def test_trailer_joins_the_others() -> None:
    assert write(COMMIT, Statement("assisted", tool="Claude")) == COMMIT + "Assisted-by: Claude\n"
    assert (
        write("Mend the dam", Statement("assisted", tool="Claude")) == "Mend the dam\n\nAssisted-by: Claude"
    )


@pytest.mark.parametrize("tool", [None, "", "hand", "Claude\nX: y"])
def test_model_must_be_named(tool: str | None) -> None:
    with pytest.raises(UsageError, match="a trailer names the model"):
        write(COMMIT, Statement("assisted", tool=tool))


@given(st.text())
def test_any_message_stays_above_its_trailer(text: str) -> None:
    labelled = write(f"x{text}", Statement("generated", tool="Claude"))

    assert labelled.startswith(f"x{text}".rstrip())
    assert [mark.claim for mark in read(labelled).marks][-1:] == ["generated"]
