"""How prose reads, as a whole and part by part."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ailabel.features import features, part_of
from ailabel.scale import band_of
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ailabel.features import Features
    from ailabel.features.cutting import Cut
    from ailabel.model import Model

MAX_PIECE = 800  # words; the scale knows no longer texts, so that a longer one is the mean of its pieces
WINDOW = 150  # words, about
MIN_WINDOW = 100  # words; from style, a smaller part says next to nothing (facts/peers.md)


@value
class Style:
    """The combined score, in logit units of human exceedance; the expert that gave it, and its own logit.

    `seen` is what the experts saw: the features of each piece whose mean the logit is.
    """

    score: float
    band: int
    expert: int
    logit: float
    seen: tuple[Features, ...]


@value
class Part:
    """A run of whole sentences of at least MIN_WINDOW words: [start, end) in bytes of the prose."""

    start: int
    end: int
    words: int
    style: Style


def read_style(model: Model, pieces: Cut, words: int) -> Style:
    """How prose of so many words reads."""
    return _style(model, tuple(features(part) for part in split(pieces, MAX_PIECE)), words)


def read_parts(model: Model, pieces: Cut) -> Iterator[Part]:
    """How each window reads, scored as a text of its own; none where the text is too short for two."""
    parts = split(pieces, WINDOW)
    start = 0
    for part in parts if len(parts) > 1 else ():
        words = len(part.words)
        end = start + len(part.tokens.bytes)
        yield Part(start, end, words, _style(model, (features(part),), words))
        start = end


def _style(model: Model, seen: tuple[Features, ...], words: int) -> Style:
    logits = np.mean([model.weights.logits(own) for own in seen], axis=0)
    band = band_of(words)
    units = model.scale.expert_units(logits, band)
    best = int(units.argmax())
    return Style(float(units[best]), band, best, float(logits[best]), seen)


def split(pieces: Cut, size: int) -> list[Cut]:
    """Prose in parts of about `size` words, cut before sentences, none under MIN_WINDOW; they cover all."""
    words = len(pieces.words)
    number = -(-words // size) if size == MAX_PIECE else words // size
    if number < 2:  # noqa: PLR2004  parts
        return [pieces]
    wanted = np.arange(1, number) * words / number
    places = np.searchsorted(pieces.openers, wanted)
    borders = [0]
    for border in pieces.openers[np.minimum(places, len(pieces.openers) - 1)].tolist():
        if border - borders[-1] >= MIN_WINDOW and words - border >= MIN_WINDOW:
            borders.append(border)
    firsts = [0, *pieces.words[borders[1:]].tolist(), len(pieces.tokens.starts)]
    return [part_of(pieces, first, last) for first, last in pairwise(firsts)]
