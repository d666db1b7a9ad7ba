"""What the experts see of many texts at once: the n-grams and measures of their pieces and windows."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.ngrams import ROWS, content_rows, each_once
from ailabel.features.parts import Parts, size
from ailabel.features.stylometry import measure
from ailabel.tally import tally
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.features.cutting import Cut
    from ailabel.model import Weights
    from ailabel.tally import Tally

MAX_PIECE = 800  # words; the scale knows no longer texts, so that a longer one is the mean of its pieces
WINDOW = 150  # words, about
MIN_CONTENT = 20  # distinct content words; of fewer, a share of them says nothing
MIN_WINDOW = 100  # words; from style, a smaller part says next to nothing (facts/peers.md)


@value
class Seen:
    """What the experts saw of cut texts: the pieces of each, then the windows of each, are `parts`.

    `tally` is what their n-grams weigh; `measures` (parts, measures) add `binned` (parts, measures, experts)
    to `logits` (parts, experts). `pieces` and `windows` say which parts are each text's. `known` (texts,) is
    the share of a text's distinct content words that weigh anything; 1 where they are under MIN_CONTENT.
    """

    cut: Cut
    parts: Parts
    tally: Tally
    measures: NDArray[np.float64]
    binned: NDArray[np.float64]
    logits: NDArray[np.float64]
    pieces: Sequence[range]
    windows: Sequence[range]
    known: NDArray[np.float64]


def see(weights: Weights, cut: Cut) -> Seen:
    """Every piece and every window of each text, each as if it were a text of its own.

    The logit of a text is the mean of those of its pieces. A text that is too short for two windows has none.
    """
    borders = Borders(cut)
    pieces = borders.split_all(MAX_PIECE)
    windows = [own if len(own) > 1 else [] for own in borders.split_all(WINDOW)]
    texts = [text for parted in (pieces, windows) for text, own in enumerate(parted) for _ in own]
    parts = Parts.of(cut, texts, [part for own in (*pieces, *windows) for part in own])
    tallied = tally(weights, cut, parts)
    measures = measure(cut, parts)
    binned = weights.bin_logits(measures)
    ranges = [range(*ends) for ends in pairwise(accumulate(map(len, (*pieces, *windows)), initial=0))]
    return Seen(
        cut,
        parts,
        tallied,
        measures,
        binned,
        weights.logits_of(tallied.sums.sum(axis=1), size(parts.words), binned),
        ranges[: len(pieces)],
        ranges[len(pieces) :],
        _known(weights, cut),
    )


def _known(weights: Weights, cut: Cut) -> NDArray[np.float64]:
    texts = len(cut.firsts) - 1
    sizes = np.diff(cut.words[cut.content].searchsorted(cut.firsts))
    held = each_once(np.repeat(np.arange(texts), sizes) * ROWS + content_rows(cut))
    owners, rows = np.divmod(held, ROWS)
    is_known = weights.places.take(rows) < len(weights.values) - 1
    distinct = np.bincount(owners, minlength=texts)
    known = np.bincount(owners, is_known, minlength=texts)
    return np.where(distinct < MIN_CONTENT, 1.0, known / np.maximum(1, distinct))


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
