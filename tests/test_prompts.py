"""Prompts ask for a counterpart of each human text: on its topic, of its length, in ever other words."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict, replace
from pydoc_data.topics import topics
from typing import TYPE_CHECKING

import pytest

from ailabel.features.cutting import GROUPS
from ailabel.labelled import LabelledText, read_human, read_labelled
from ailabel.material import Material, beginning, read_material
from ailabel.prompts import BLIND, KINDS, LeftOut, Prompt, _wordings, write_prompts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXTS = [LabelledText(text, "human", "manual", name, f"{name}.txt") for name, text in topics.items()]


def written(texts: Sequence[LabelledText], *kinds: str, seed: int = 0) -> list[Prompt]:
    return [item for item in write_prompts(texts, kinds or KINDS, seed) if isinstance(item, Prompt)]


DIARY = (
    "When my aunt died I moved into her house by the canal, and I have lived in it since. My neighbours"
    " thought that I would sell. I painted the door, put my books where her plates had been, and asked "
    "myself what she would say. In spring I found her bicycle in the shed. I ride it to my office every"
    " day now."
)
PROMPTS = written(TEXTS)
MATERIAL = {text.group: read_material(text.text) for text in TEXTS}


def material_of(prompt: Prompt) -> Material:
    material = MATERIAL[prompt.pair]
    assert isinstance(material, Material)
    return material


def test_prompt_is_paired_with_its_text() -> None:
    assert [prompt.pair for prompt in PROMPTS] == [
        name for name, material in MATERIAL.items() if isinstance(material, Material)
    ]
    assert {(prompt.source, prompt.label) for prompt in PROMPTS} == {("manual", "ai")}
    assert len({prompt.id for prompt in PROMPTS}) == len(PROMPTS)


def test_text_without_a_prompt_says_why() -> None:
    short = LabelledText("Too short.", "human", "mail", "1", "mail.jsonl:1")
    found = list(write_prompts([short, TEXTS[0], TEXTS[0]], KINDS, 0))

    assert found[0] == LeftOut("mail.jsonl:1", "short")
    assert isinstance(found[1], Prompt)
    assert found[2] == LeftOut(TEXTS[0].place, "repeated")


def test_kinds_are_spread_evenly() -> None:
    counts = Counter(prompt.kind for prompt in PROMPTS)

    assert set(counts) == set(KINDS)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert {prompt.kind for prompt in written(TEXTS, "notes")} == {"notes"}


def test_same_seed_gives_the_same_prompts_and_another_seed_others() -> None:
    again, other = written(TEXTS), written(TEXTS, seed=1)

    assert again == PROMPTS
    assert sum(one.prompt == two.prompt for one, two in zip(PROMPTS, other, strict=True)) < len(PROMPTS) / 10


def test_wording_of_a_prompt_does_not_depend_on_the_others() -> None:
    alone = written(TEXTS[20:30], "rewrite")
    together = {prompt.id: prompt for prompt in written(TEXTS, "rewrite")}

    assert [together[prompt.id] for prompt in alone] == alone


@pytest.mark.parametrize("kind", KINDS)
def test_requests_of_a_kind_are_seldom_worded_alike(kind: str) -> None:
    requests = [prompt.prompt.split("\n\n")[0] for prompt in written(TEXTS, kind)]

    assert len({re.sub(r"\d+", "", request) for request in requests}) > 0.8 * len(requests)


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)
def test_prompt_asks_for_the_length_of_what_it_stands_beside(prompt: Prompt) -> None:
    material = material_of(prompt)
    shown = len(beginning(material).split()) if prompt.kind == "continue" else 0

    assert abs(prompt.words - max(50, len(material.text.split()) - shown)) <= 5
    assert f" {prompt.words} words" in prompt.prompt.split("\n\n")[0]


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)
def test_prompt_shows_the_text_only_where_its_kind_does(prompt: Prompt) -> None:
    material = material_of(prompt)
    shown = prompt.prompt.split("\n\n", 1)[1]

    if prompt.kind in {"rewrite", "polish"}:
        assert shown == material.text
    elif prompt.kind == "continue":
        assert shown == beginning(material)
    else:
        assert prompt.kind in BLIND
        assert [
            sentence for sentence in material.sentences if len(sentence.split()) > 9 and sentence in shown
        ] == []


def test_voice_is_told_where_the_text_is_not_shown() -> None:
    diary = [replace(TEXTS[0], text=DIARY)]
    voices = _wordings()["voices"]["I, me, my"]
    told = [
        prompt.kind
        for kind in KINDS
        for prompt in written(diary, kind)
        if any(voice in prompt.prompt for voice in voices)
    ]

    assert told == list(BLIND)


def test_braces_of_a_text_are_no_placeholders() -> None:
    text = replace(TEXTS[0], text=f"{DIARY} She wrote {{words}} on it, and {{0}}.")

    assert "She wrote {words} on it, and {0}." in written([text], "rewrite")[0].prompt


def test_every_kind_has_its_wordings() -> None:
    wordings = _wordings()

    assert set(wordings["kinds"]) == set(KINDS)
    assert set(wordings["voices"]) <= set(GROUPS)
    assert all("{words}" in wording for wording in wordings["lengths"])


def test_answered_prompts_are_read_as_pairs_of_the_human_texts(tmp_path: Path) -> None:
    people = tmp_path / "people.jsonl"
    people.write_text("".join(f"{json.dumps({'text': text.text})}\n" for text in TEXTS))
    humans = [item for item in read_human([people]) if isinstance(item, LabelledText)]
    answers = tmp_path / "answers.jsonl"
    rows = [asdict(prompt) | {"text": f"Answer to {prompt.id}."} for prompt in written(humans)]
    answers.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    machine = [item for item in read_labelled([answers]) if isinstance(item, LabelledText)]
    pairs = {(human.source, human.group) for human in humans}

    assert len(machine) == len(rows) == len(PROMPTS)
    assert {text.label for text in machine} == {"ai"}
    assert {(text.source, text.group) for text in machine} <= pairs
