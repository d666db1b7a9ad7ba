"""Front matter: China's AIGC label, IPTC's term, and what may not break or blow up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import ailabel
from ailabel.errors import UsageError
from ailabel.marks import Statement, aigc, front_matter
from ailabel.marks.settings import MAX_BLOCK, MAX_DEPTH, find_blocks
from tests.marks.contents import MAIL, MARKDOWN

if TYPE_CHECKING:
    from types import ModuleType

VALUES = {name: f"v{at}" for at, name in enumerate(aigc.KEYS)} | {"Label": "1"}


def front(text: str) -> object:
    """The first block as PyYAML reads it."""
    block = next(find_blocks(text))
    return yaml.safe_load(text[block.start : block.end])


@pytest.mark.parametrize(
    ("label", "claim"), [("1", "generated"), ("2", "possible"), ("3", "possible"), ("x", "unknown")]
)
@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_label_of_a_mapping_is_read(label: str, claim: str, quote: str) -> None:
    (mark,) = aigc.read(f"---\nAIGC:\n  Label: {quote}{label}{quote}\n  ContentProducer: P\n---\nx").marks

    assert (mark.claim, mark.carrier, mark.tool) == (claim, "front matter AIGC", "P")


@pytest.mark.parametrize("renamed", ["ReservedCode1", "ReserveCode1"])
@pytest.mark.parametrize("wrapped", [False, True])
def test_json_on_one_line_is_read(renamed: str, wrapped: bool) -> None:
    values = {renamed if name == "ReservedCode1" else name: held for name, held in VALUES.items()}
    line = json.dumps({"AIGC": values} if wrapped else values)

    assert [mark.tool for mark in aigc.read(f"---\nAIGC: {line}\n---\nx").marks] == ["v1"]
    assert [mark.tool for mark in aigc.read(f"---\nAIGC: '{line}'\n---\nx").marks] == ["v1"]


def test_line_of_its_own_is_read() -> None:
    line = json.dumps(VALUES)

    assert [mark.carrier for mark in aigc.read(f"正文。\nAIGC标识: {line}\n").marks] == ["line AIGC"]
    assert [mark.carrier for mark in aigc.read(f'正文。\n{{"AIGC": {line}}}\n').marks] == ["line AIGC"]


def test_line_shown_as_code_is_not() -> None:
    assert aigc.read(f"So:\n```\nAIGC: {json.dumps(VALUES)}\n```\n").marks == ()


def test_several_blocks_are_read() -> None:
    block = '---\nAIGC:\n  Label: "{}"\n---\n'

    assert [mark.claim for mark in aigc.read(block.format(1) + "\n" + block.format(2) + "x").marks] == [
        "generated",
        "possible",
    ]


def test_other_values_of_a_label_stay() -> None:
    before = MARKDOWN.replace(
        "---\n#", f"AIGC: {json.dumps(VALUES).replace('ReservedCode1', 'ReserveCode1')}\n---\n#"
    )
    after = front(aigc.write(before, Statement("possible")))

    assert isinstance(after, dict)
    assert after["AIGC"] == VALUES | {"Label": "2"}


@pytest.mark.parametrize("provider", ["two words", 'a"b', "a\\b", "é", "\n"])
def test_value_that_the_standard_forbids_is_refused(provider: str) -> None:
    with pytest.raises(UsageError, match="ContentProducer is"):
        aigc.write(MARKDOWN, Statement("generated", provider=provider))


@pytest.mark.parametrize("write", [aigc.write, front_matter.write])
def test_other_keys_and_comments_stay(write: object) -> None:
    assert callable(write)
    before = (
        "---\na: 1\nAIGC:\n  Label: '1'\n\n# about b\ndigitalSourceType: digitalArt\n# end\n"
        "b: [x,\n  y]\n---\nText"
    )
    after = write(before, Statement("generated"))

    assert after.endswith("b: [x,\n  y]\n---\nText")
    assert "\n\n# about b\n" in after
    assert "\n# end\n" in after
    assert list(yaml.safe_load(after.split("---")[1])) == ["a", "AIGC", "digitalSourceType", "b"]


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("digitalSourceType: digsrctype:trainedAlgorithmicMedia", "generated"),
        ("ai-disclosure: ai-assisted", "assisted"),
        ("ai_generated: true", "generated"),
    ],
)
def test_keys_of_site_generators_are_read(line: str, claim: str) -> None:
    assert [mark.claim for mark in front_matter.read(f"---\n{line}\n---\nx").marks] == [claim]


@pytest.mark.parametrize(
    "line", ["ai_generated: false", "ai_generated: maybe", "digitalSourceType: 7", "x: y"]
)
def test_anything_else_is_no_label(line: str) -> None:
    assert front_matter.read(f"---\n{line}\n---\nx").marks == ()


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + at)}: &{chr(98 + at)} [*{chr(97 + at)}, *{chr(97 + at)}]\n" for at in range(24)
)
MALFORMED = {
    "bomb": BOMB,
    "deep": "a: " + "[" * 10_000,
    "deep blocks": "".join(" " * at + "a:\n" for at in range(MAX_DEPTH + 2)),
    "broken": "a: [x",
    "tab": "a:\n\t- b",
    "no printable": "a: \x01",
    "unhashable": "? [a]\n: b\n",
    "no time": "a: !!timestamp x",
    "no number": 'a: !!int ""',
    "no truth": "a: !!bool x",
    "no month": "a: 2026-13-01",
    "no float": "a: !!float x",
    "no list": "a: !!pairs x",
    "code": "a: !!python/object/apply:os.system ['true']",
}


@pytest.mark.parametrize("held", MALFORMED.values(), ids=MALFORMED)
def test_malformed_front_matter_is_a_warning(held: str) -> None:
    text = f"---\n{held}\nAIGC: {{Label: 1}}\n---\nText"

    assert aigc.read(text).marks == ()
    assert aigc.read(text).warnings[0].startswith("front matter that cannot be read: ")
    assert any(warning.startswith("label: ") for warning in ailabel.score(text).warnings)


@pytest.mark.parametrize("held", MALFORMED.values(), ids=MALFORMED)
def test_malformed_front_matter_is_not_written_to(held: str) -> None:
    with pytest.raises(UsageError, match="cannot be changed"):
        aigc.write(f"---\n{held}\n---\nText", Statement("generated"))


def test_block_beyond_the_limit_is_no_front_matter() -> None:
    assert list(find_blocks(f"---\n{'a: b' * MAX_BLOCK}\n---\n")) == []


def test_text_without_front_matter_gets_some() -> None:
    assert front_matter.write("# Dams", Statement("human")) == (
        "---\ndigitalSourceType: http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation\n---\n# Dams"
    )


@pytest.mark.parametrize("write", [aigc.write, front_matter.write])
def test_line_ends_stay_those_of_the_text(write: object) -> None:
    assert callable(write)
    first = write(MARKDOWN.replace("\n", "\r\n"), Statement("generated"))

    assert "\n" not in first.replace("\r\n", "")
    assert write(first, Statement("generated")) == first


@pytest.mark.parametrize("text", ["+++\ntitle = 'a'\n+++\nText", "\ufeff+++\r\n+++\r\n", "#!/bin/sh\n"])
@pytest.mark.parametrize("write", [aigc.write, front_matter.write])
def test_text_whose_head_is_taken_gets_none(write: object, text: str) -> None:
    assert callable(write)
    with pytest.raises(UsageError, match="where no YAML can stand; label it as visible"):
        write(text, Statement("generated"))


@pytest.mark.parametrize("comment", ["<!-- a-b -->", "<!-- a\n--- -->\n<!-- b -->"])
def test_page_behind_comments_gets_none(comment: str) -> None:
    with pytest.raises(UsageError, match="HTML page"):
        front_matter.write(f"{comment}\n<html><p>x", Statement("generated"))


def test_page_gets_none() -> None:
    with pytest.raises(UsageError, match="HTML page"):
        front_matter.write("<!doctype html><p>x", Statement("generated"))


@given(st.text())
def test_any_text_is_unchanged_below_its_new_front_matter(text: str) -> None:
    if next(find_blocks(text), None) is None and not text.lstrip().startswith(("<", "\ufeff", "+++", "#!")):
        labelled = aigc.write(text, Statement("possible"))

        assert labelled.endswith(text)
        assert aigc.read(labelled).marks[0].claim == "possible"


@pytest.mark.parametrize("module", [aigc, front_matter])
def test_no_front_matter_goes_before_the_header_of_a_message(module: ModuleType) -> None:
    with pytest.raises(UsageError, match="label it as header"):
        module.write(MAIL, Statement("generated"))
