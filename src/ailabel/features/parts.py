"""Parts of cut prose, and how often something stands in each of them, for all parts at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ailabel.features.cutting import Cut


@value
class Parts:
    """Part i is tokens [first[i], last[i]) of one text of a cut, and its bytes [start[i], end[i]).

    It begins where its text does, or with the first word of a sentence. Its words are places [words[i, 0],
    words[i, 1]) of `Cut.words`; `content` and `sentences`, of shape (parts, 2) too, are places in
    `Cut.content` and in `Cut.openers`.
    """

    first: NDArray[np.intp]
    last: NDArray[np.intp]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    words: NDArray[np.intp]
    content: NDArray[np.intp]
    sentences: NDArray[np.intp]

    @classmethod
    def of(cls, cut: Cut, texts: Sequence[int], borders: Sequence[tuple[int, int]]) -> Parts:
        """Tokens [first, last) of texts: `texts[i]` holds `borders[i]`."""
        own = np.array(texts, np.intp)
        both = np.array(borders, np.intp).reshape(-1, 2)
        first, last = both[:, 0].copy(), both[:, 1].copy()
        begins = np.append(cut.tokens.starts, 0)  # of a text without tokens nothing is looked up
        start = np.where(first == cut.firsts[own], cut.starts[own], begins[first])
        end = np.where(last == cut.firsts[own + 1], cut.stops[own], begins[last])
        words = cut.words.searchsorted(both)
        return cls(
            first,
            last,
            start,
            end,
            words,
            cut.content.searchsorted(words),
            cut.openers.searchsorted(words),
        )

    @classmethod
    def whole(cls, cut: Cut) -> Parts:
        """Each text as one part."""
        firsts = cut.firsts.tolist()
        return cls.of(cut, range(len(firsts) - 1), list(pairwise(firsts)))

    def __len__(self) -> int:
        return len(self.first)


def size(bounds: NDArray[np.intp]) -> NDArray[np.intp]:
    """How many lie between bounds of shape (parts, 2)."""
    return bounds[:, 1] - bounds[:, 0]


def totals(values: NDArray[Any], bounds: NDArray[np.intp]) -> NDArray[np.int64]:
    """The sum of whole numbers between bounds of shape (parts, 2)."""
    sums = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=sums[1:], dtype=np.int64)
    found: NDArray[np.int64] = sums[bounds[:, 1]] - sums[bounds[:, 0]]
    return found


def counts(lists: NDArray[np.intp], places: NDArray[np.intp], number: int, parts: Parts) -> NDArray[np.intp]:
    """How many tokens of each list lie in each part, shape (number, parts).

    `lists` has the list of each of `places`, tokens; it rises, and within a list the tokens do.
    """
    low, high = _bounds(lists, places, number, parts)
    return high - low


def pairs_within(
    pairs: Sequence[tuple[NDArray[np.intp], NDArray[np.intp]]], parts: Parts
) -> NDArray[np.intp]:
    """How many of each of these lists of pairs lie in each part with both tokens; shape (lists, parts).

    The first token of a pair stands before the second; the second ones rise.
    """
    firsts, seconds = (np.concatenate(own) for own in zip(*pairs, strict=True))
    lists = np.repeat(np.arange(len(pairs)), [len(second) for _, second in pairs])
    low, high = _bounds(lists, seconds, len(pairs), parts)
    sizes = (high - low).ravel()
    ends = sizes.cumsum()
    # For each part all pairs that end in it, one part after another.
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(low.ravel() - ends + sizes, sizes)
    begun = firsts[places] >= np.repeat(np.tile(parts.first, len(pairs)), sizes)
    inside = np.zeros(len(begun) + 1, np.intp)
    np.cumsum(begun, out=inside[1:])
    found: NDArray[np.intp] = (inside[ends] - inside[ends - sizes]).reshape(low.shape)
    return found


def _bounds(
    lists: NDArray[np.intp], places: NDArray[np.intp], number: int, parts: Parts
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where those begin and end that lie in each part, of each list: two of shape (number, parts)."""
    step = int(places.max(initial=-1)) + 1  # with it, all lists together rise
    borders = np.minimum(np.concatenate((parts.first, parts.last)), step)
    found = (lists * step + places).searchsorted(borders + np.arange(number)[:, None] * step)
    return found[:, : len(parts)], found[:, len(parts) :]
