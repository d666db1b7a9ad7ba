"""What people do to a text to hide who wrote it, as RAID defines it: the nine attacks that need no model.

Source: RAID (Dugan et al. 2024), whose shares of words these are; the lists of spellings are ours.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from ailabel.features import cut
from ailabel.learning.samples import ARTICLE, DROPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.random import Generator

    Edit = tuple[int, int, str]
    """[start, end) of a text, and what stands there instead."""

_SPELLINGS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_LETTERS = dict(zip("aceijopsxyABCEHIJKMOPSTXYZ", "асеіјорѕхуАВСЕНІЈКМОРЅТХΥΖ", strict=True))
Item = TypeVar("Item")
SHARES = {
    "spaces": 0.2,
    "case": 0.05,
    "articles": DROPPED,
    "numbers": 0.5,
    "paragraphs": 0.5,
    "misspelt": 0.2,
}


def attacked(text: str, name: str, random: Generator) -> tuple[str, list[int]]:
    """The text under one of ATTACKS, and where in the old text each edit stands, rising."""
    edits = sorted(ATTACKS[name](text, random))
    parts, at = [], 0
    for start, end, instead in edits:
        parts += [text[at:start], instead]
        at = end
    return "".join([*parts, text[at:]]), [start for start, _, _ in edits]


def _homoglyphs(text: str, random: Generator) -> Iterable[Edit]:
    del random
    return ((at, at + 1, _LETTERS[char]) for at, char in enumerate(text) if char in _LETTERS)


def _zero_width(text: str, random: Generator) -> Iterable[Edit]:
    del random
    return ((at, at, "\u200b") for at in range(1, len(text)))


def _spaces(text: str, random: Generator) -> Iterable[Edit]:
    words = _some(list(_WORD.finditer(text)), "spaces", random)
    return ((word.start(), word.start(), " ") for word in words)


def _case(text: str, random: Generator) -> Iterable[Edit]:
    words = _some(list(_WORD.finditer(text)), "case", random)
    return ((word.start(), word.start() + 1, text[word.start()].swapcase()) for word in words)


def _articles(text: str, random: Generator) -> Iterable[Edit]:
    return ((*found.span(), "") for found in _some(list(ARTICLE.finditer(text)), "articles", random))


def _numbers(text: str, random: Generator) -> Iterable[Edit]:
    for number in _some(list(_NUMBER.finditer(text)), "numbers", random):
        yield (*number.span(), _DIGIT.sub(lambda _: str(random.integers(10)), number[0]))


def _paragraphs(text: str, random: Generator) -> Iterable[Edit]:
    """A blank line before half of the sentences; where they begin is what the features say."""
    starts = sentence_starts(text)[1:]
    return ((at, at, "\n\n") for at in _some(starts, "paragraphs", random))


def sentence_starts(text: str) -> list[int]:
    """Where in the text sentences begin, as the features cut them."""
    pieces = cut(text)
    starts = pieces.tokens.starts[pieces.words[pieces.openers]].tolist()
    data = text.encode("utf-8", "surrogatepass")
    places, seen, count = [], 0, 0
    for start in starts:
        count += len(data[seen:start].decode("utf-8", "surrogatepass"))
        seen = start
        places.append(count)
    return places


def _british(text: str, random: Generator) -> Iterable[Edit]:
    del random
    return _respelt(_WORD.finditer(text), BRITISH)


def _misspelt(text: str, random: Generator) -> Iterable[Edit]:
    known = [word for word in _WORD.finditer(text) if word[0].lower() in MISSPELT]
    number = round(SHARES["misspelt"] * len(_WORD.findall(text)))
    chosen = random.permutation(len(known))[:number]
    return _respelt((known[at] for at in chosen), MISSPELT)


def _respelt(words: Iterable[re.Match[str]], spellings: Mapping[str, str]) -> Iterable[Edit]:
    for word in words:
        new = spellings.get(word[0].lower())
        if new:
            yield (*word.span(), new.capitalize() if word[0][0].isupper() else new)


def _some(items: Sequence[Item], attack: str, random: Generator) -> list[Item]:
    """The attack's share of the items, in order."""
    chosen = random.permutation(len(items))[: round(SHARES[attack] * len(items))]
    return [items[at] for at in np.sort(chosen)]


def _spellings(table: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in _SPELLINGS[table].split())


BRITISH = _spellings("british")
MISSPELT = _spellings("misspelt")
ATTACKS: dict[str, Callable[[str, Generator], Iterable[Edit]]] = {
    "homoglyph": _homoglyphs,
    "zero-width space": _zero_width,
    "whitespace": _spaces,
    "upper lower": _case,
    "article deletion": _articles,
    "number": _numbers,
    "insert paragraphs": _paragraphs,
    "alternative spelling": _british,
    "misspelling": _misspelt,
}
