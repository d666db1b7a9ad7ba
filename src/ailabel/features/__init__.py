"""What a classifier sees of prose: the rows of its n-grams, and its measures."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ailabel.digest import hex_digest
from ailabel.features.cutting import GROUPS, Cut, cut_prose
from ailabel.features.lexicon import Lexicon
from ailabel.features.ngrams import FAMILIES, LENGTHS, MIX, PLACES, content_rows, distinct_rows, each_once
from ailabel.features.parts import Parts
from ailabel.features.stylometry import FEATURES, measure
from ailabel.features.tokens import P
from ailabel.languages.words import read_words
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

VERSION = 2  # of what the functions here compute; a model of another version is refused


@value
class Features:
    """Of one text: distinct n-gram rows (int32, rising), measures (float64, as FEATURES), and its words.

    `content` has the rows of its distinct content words (int32, rising).
    """

    rows: NDArray[np.int32]
    measures: NDArray[np.float64]
    words: int
    content: NDArray[np.int32]


@cache
def lexicon() -> Lexicon:
    """The words that English features know."""
    words = read_words()
    return Lexicon.of(tuple(words.grammar), tuple(words.abbreviations), tuple(GROUPS.values()))


def cut(text: str) -> Cut:
    """Prose cut once, as UTF-8; lone surrogates included."""
    return cut_all((text,))


def cut_all(texts: Sequence[str]) -> Cut:
    """As `cut`, of many texts at once: each is cut as if it were alone."""
    return cut_prose([text.encode("utf-8", "surrogatepass") for text in texts], lexicon())


def extract(text: str) -> Features:
    """What the classifier sees of `text`, one line of prose."""
    return features(cut(text))


def features(pieces: Cut) -> Features:
    """What the classifier sees of one text that is cut already."""
    measures = measure(pieces, Parts.whole(pieces))[0]
    return Features(distinct_rows(pieces), measures, len(pieces.words), each_once(content_rows(pieces)))


def sentence_borders(text: str, pieces: Cut) -> NDArray[np.intp]:
    """How many space-parted words stand before each sentence, rising from 0."""
    starts = pieces.tokens.starts[pieces.words[pieces.openers]]
    spaces = np.flatnonzero(np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8) == ord(" "))
    borders = each_once(np.searchsorted(spaces, starts))
    return np.concatenate(([0], borders[borders > 0]))


def spec() -> str:
    """A digest of all that decides which feature a text has: models name it, and fit no other."""
    words = read_words()
    parts = (
        VERSION,
        P,
        PLACES,
        LENGTHS,
        MIX,
        [(family.name, family.orders, family.bits) for family in FAMILIES],
        list(FEATURES),
        sorted(words.grammar),
        sorted(words.abbreviations),
    )
    return hex_digest(repr(parts).encode())
