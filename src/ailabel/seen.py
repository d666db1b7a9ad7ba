"""What the experts see of many texts at once: the n-grams and measures of their pieces and windows."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.ngrams import FAMILIES, runs
from ailabel.features.parts import Parts, size
from ailabel.features.stylometry import measure
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.features.cutting import Cut
    from ailabel.features.ngrams import Runs
    from ailabel.model import Weights

MAX_PIECE = 800  # words; the scale knows no longer texts, so that a longer one is the mean of its pieces
WINDOW = 150  # words, about
MIN_WINDOW = 100  # words; from style, a smaller part says next to nothing (facts/peers.md)
NOTHING = np.zeros(0, np.intp)


@value
class Seen:
    """What the experts saw of cut texts: the pieces of each, then the windows of each, are `parts`.

    `places` are the distinct n-grams of one part after another, family by family, as places in
    `Weights.values`; those of family f lie between `bounds[i, f]` and `bounds[i, f + 1]`, shape (parts,
    families + 1), and `sums` (parts, families, experts) is what they weigh, in steps. `phrases` has, by the
    number of words, the place of the run of words that begins at each token. `measures` (parts, measures) and
    `logits` (parts, experts). `pieces` and `windows` say which parts are each text's.
    """

    cut: Cut
    parts: Parts
    places: NDArray[np.intp]
    bounds: NDArray[np.intp]
    sums: NDArray[np.int64]
    phrases: dict[int, NDArray[np.int32]]
    measures: NDArray[np.float64]
    logits: NDArray[np.float64]
    pieces: Sequence[range]
    windows: Sequence[range]


def see(weights: Weights, cut: Cut) -> Seen:
    """Every piece and every window of each text, each as if it were a text of its own.

    The logit of a text is the mean of those of its pieces. A text that is too short for two windows has none.
    """
    borders = Borders(cut)
    pieces = borders.split_all(MAX_PIECE)
    windows = [own if len(own) > 1 else [] for own in borders.split_all(WINDOW)]
    texts = [text for parted in (pieces, windows) for text, own in enumerate(parted) for _ in own]
    parts = Parts.of(cut, texts, [part for own in (*pieces, *windows) for part in own])
    tables = [(run, weights.places.take(run.rows)) for run in runs(cut)]
    places, bounds = distinct_places(tables, parts, len(weights.values))
    sums = weights.sums_of(places, bounds)
    measures = measure(cut, parts)
    ranges = [range(*ends) for ends in pairwise(accumulate(map(len, (*pieces, *windows)), initial=0))]
    return Seen(
        cut,
        parts,
        places,
        bounds,
        sums,
        {run.order: table for run, table in tables if run.family is FAMILIES[0]},
        measures,
        weights.logits_of(sums.sum(axis=1), size(parts.words), measures),
        ranges[: len(pieces)],
        ranges[len(pieces) :],
    )


class Borders:
    """Where texts are parted."""

    def __init__(self, cut: Cut) -> None:
        self._words, self._openers = cut.words, cut.openers
        self._firsts = cut.firsts.tolist()
        self._first_words = cut.words.searchsorted(cut.firsts).tolist()
        self._first_openers = cut.openers.searchsorted(self._first_words).tolist()

    def split_all(self, size: int) -> list[list[tuple[int, int]]]:
        """The parts of every text, as `split` gives them."""
        return [self.split(text, size) for text in range(len(self._firsts) - 1)]

    def split(self, text: int, size: int) -> list[tuple[int, int]]:
        """Tokens of parts of about `size` words, cut before sentences; all together cover the text.

        None of several is under MIN_WINDOW words.
        """
        first, last = self._first_words[text], self._first_words[text + 1]
        words = last - first
        number = -(-words // size) if size == MAX_PIECE else words // size
        borders = [self._firsts[text]]
        if number > 1:
            openers = self._openers[self._first_openers[text] : self._first_openers[text + 1]]
            wanted = first + np.arange(1, number) * words / number
            places = np.minimum(openers.searchsorted(wanted), len(openers) - 1)
            before = first
            for border in openers[places].tolist():
                if border - before >= MIN_WINDOW and last - border >= MIN_WINDOW:
                    borders.append(int(self._words[border]))
                    before = border
        return list(pairwise((*borders, self._firsts[text + 1])))


def distinct_places(
    tables: Sequence[tuple[Runs, NDArray[np.int32]]], parts: Parts, number: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The places of all runs of each part, each once, and their bounds: `places` and `bounds` of Seen.

    `tables` has the place of each run, under `number`.
    """
    sizes = np.zeros((len(FAMILIES), len(parts)), np.intp)
    slices = []
    for run, table in tables:
        first, last = run.bounds(parts)
        sizes[FAMILIES.index(run.family)] += last - first
        slices.append((table, first.tolist(), last.tolist()))
    ends = sizes.cumsum(axis=0)
    numbers = np.arange(ends[-1].max(initial=0), dtype=np.int32)
    last_seen = np.empty(number, np.int32)
    found, counts = [NOTHING], [0]
    for part, stops in enumerate(ends.T.tolist()):
        held = [table[first[part] : last[part]] for table, first, last in slices]
        own = np.concatenate((*held, NOTHING), dtype=np.intp)
        last_seen[own] = numbers[: len(own)]
        is_last = last_seen.take(own) == numbers[: len(own)]
        found.append(own.compress(is_last))
        counts += [int(np.count_nonzero(is_last[low:high])) for low, high in pairwise((0, *stops))]
    borders = np.cumsum(counts)
    firsts = np.arange(len(parts))[:, None] * len(FAMILIES)
    return np.concatenate(found), borders[firsts + np.arange(len(FAMILIES) + 1)]
