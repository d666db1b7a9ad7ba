"""What tests hold patterns to: templates whose slots are filled, and texts by what they tell."""

from __future__ import annotations

import json
import random
import re
import tomllib
from itertools import islice, product
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TESTS = Path(__file__).resolve().parent.parent / "tests" / "languages"
FOLDER, EVIDENCE, VERDICTS = TESTS / "grammar", TESTS / "evidence", TESTS / "verdicts"
MANY = 400  # sentences of a template that are told apart; of more, as many are drawn
TRIED = 4  # of each template, spread over all of them
SLOT = re.compile(r"\{(\w+)\}")


class Grid(NamedTuple):
    """Templates and what their sentences are, `number` of a file; and what fills their slots."""

    name: str
    number: int
    entry: Mapping[str, Any]
    slots: Mapping[str, Sequence[str]]


def read_grids() -> Iterator[Grid]:
    for file in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(file.read_text("utf-8"))
        for number, entry in enumerate(data["grid"]):
            yield Grid(file.stem, number, entry, {**data.get("slots", {}), **entry.get("slots", {})})


class Row(NamedTuple):
    """A text that tells ("+") of a scope, denies ("!"), or only talks about AI ("-").

    Of VERDICTS: one that is a verdict ("+"), or none ("-").
    """

    language: str
    mark: str
    scope: str
    text: str


def read_evidence(folder: Path = EVIDENCE) -> Iterator[Row]:
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            label, _, text = line.partition(" ")
            yield Row(file.stem, label[:1], label[1:], text.replace("\\n", "\n"))


def read_verdicts(file: Path) -> Iterator[Row]:
    """Of records of fixtures/verdicts: whether all of a text is a model's, by what it says of itself."""
    for line in file.read_text("utf-8").splitlines():
        record = json.loads(line)
        yield Row(record["lang"], "+" if record["called"] else "-", "", record["text"])


def sentences(template: str, slots: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The template with its slots filled, the same sentences each time."""
    names = list(dict.fromkeys(SLOT.findall(template)))
    lists = [slots[name] for name in names]
    drawn = random.Random(template)
    every = prod(map(len, lists)) <= MANY
    rows = list(product(*lists)) if every else [[drawn.choice(words) for words in lists] for _ in range(MANY)]
    for row in islice(rows, 0, None, max(1, len(rows) // TRIED)):
        sentence = template
        for name, words in zip(names, row, strict=True):
            sentence = sentence.replace(f"{{{name}}}", words)
        yield sentence[:1].upper() + sentence[1:]
