"""Write, of human texts, the prompts whose answers are their counterparts by a language model."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.digest import hex_digest
from ailabel.material import MIN_WORDS, Material, beginning, count_words, notes, read_material, subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ailabel.labelled import LabelledText

WORDINGS = Path(__file__).with_name("prompts.toml")
ROUND = 10  # words; no model counts closer
DIGEST = 12  # hexadecimal digits: a clash among a million texts is one in 500


def _headline(material: Material) -> str:
    return f"{'Headline' if material.title else 'Keywords'}: {subject(material)}"


def _notes(material: Material) -> str:
    return "\n".join(f"- {note}" for note in notes(material))


def _whole(material: Material) -> str:
    return material.text


SHOWN: dict[str, Callable[[Material], str]] = {
    "headline": _headline,
    "notes": _notes,
    "rewrite": _whole,
    "continue": beginning,
    "polish": _whole,
}
"""Of each kind, what its prompt shows of the human text."""

KINDS = tuple(SHOWN)
BLIND = ("headline", "notes")  # kinds that do not show how the text is written


@dataclass(frozen=True, slots=True)
class Prompt:
    """One line of what `ailabel prompts` writes; with its answer it is a labelled text."""

    id: str
    pair: str
    """The group of the human text."""
    source: str
    """That of the human text."""
    kind: str
    label: str
    """"ai": what the answer will be."""
    words: int
    """How many are asked for."""
    prompt: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A human text without a prompt, and why: "short", "language", "not prose", "repeated"."""

    place: str
    reason: str


def write_prompts(
    texts: Iterable[LabelledText], kinds: Sequence[str], seed: int
) -> Iterator[Prompt | LeftOut]:
    """One prompt a text, in order, the kinds in turn; or why there is none.

    The wording depends on `seed` and the text alone, its kind also on how many texts came before.
    """
    turns = _turns(kinds, seed)
    seen = set()
    for text in texts:
        digest = _digest(text)
        material = "repeated" if digest in seen else read_material(text.text)
        seen.add(digest)
        if isinstance(material, Material):
            yield _prompt(text, material, next(turns), digest, seed)
        else:
            yield LeftOut(text.place, material)


def _turns(kinds: Sequence[str], seed: int) -> Iterator[str]:
    """Kinds without end: each comes once before any comes again, in an order that is drawn anew."""
    random = np.random.default_rng(seed)
    while True:
        yield from (kinds[place] for place in random.permutation(len(kinds)))


def _digest(text: LabelledText) -> str:
    identity = f"{text.source}\n{text.group}\n{text.text}".encode("utf-8", "surrogatepass")
    return hex_digest(identity)[:DIGEST]


def _prompt(text: LabelledText, material: Material, kind: str, digest: str, seed: int) -> Prompt:
    shown = SHOWN[kind](material)
    words = count_words(material.text) - (count_words(shown) if kind == "continue" else 0)
    words = max(MIN_WORDS, round(words / ROUND) * ROUND)
    random = np.random.default_rng([seed, int(digest, 16)])
    asked = _request(kind, material.voice, random).format(words=words)
    return Prompt(f"{kind}-{digest}", text.group, text.source, kind, "ai", words, f"{asked}\n\n{shown}")


def _request(kind: str, voice: str | None, random: np.random.Generator) -> str:
    """What to do comes first, the rest in any order."""
    wordings = _wordings()
    own = wordings["kinds"][kind]
    lists = [wordings["lengths"], wordings["alone"], own["manners"]]
    if voice is not None and kind in BLIND:
        lists.append(wordings["voices"][voice])
    rest = [_draw(wording, random) for wording in lists]
    return " ".join(
        [_draw(own["requests"], random), *(rest[place] for place in random.permutation(len(rest)))]
    )


def _draw(wordings: Sequence[str], random: np.random.Generator) -> str:
    return wordings[int(random.integers(len(wordings)))]


@cache
def _wordings() -> dict[str, Any]:
    return tomllib.loads(WORDINGS.read_text("utf-8"))
