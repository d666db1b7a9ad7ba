"""What a style score is made of: phrases and measures, in rows that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ailabel.features.ngrams import FAMILIES
from ailabel.features.parts import size
from ailabel.features.stylometry import FEATURES
from ailabel.result import Habit, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.model import Model, Weights
    from ailabel.seen import Seen
    from ailabel.style import Style

MOST = 8  # phrases that get a row of their own, and as many measures
MOST_PLACES = 10  # of one phrase that are shown
REST = "the rest"
NAMES, UNITS = list(FEATURES), [own.unit for own in FEATURES.values()]
TIMES = np.array([unit.times for unit in UNITS])
DECIMALS = 2  # of a habit, in its unit: no person reads more


class _Row(NamedTuple):
    """A reason before its contribution is scaled."""

    name: str
    added: float
    spans: tuple[tuple[int, int], ...] = ()
    habit: Habit | None = None


class Reasons:
    """What the style scores of texts that were seen at once are made of; `styles` has that of each."""

    def __init__(self, model: Model, seen: Seen, styles: Sequence[Style]) -> None:
        self._model, self._seen, self._styles = model, seen, styles
        self._measures = _measures(model, seen, styles) if styles else []
        self._is_wanted = np.zeros(len(model.weights.values), np.bool_)

    def read(self, text: int, locate: Callable[[int, int], tuple[int, int]]) -> tuple[Reason, ...]:
        """Rows that add up to the logit at even odds: what weighs most first, then the sums of all others.

        `text` is the number of a text; `locate` gives the span to show for bytes of that text.
        """
        style = self._styles[text]
        ngrams = _Ngrams(self._model.weights, self._seen, text, style.expert, self._is_wanted)
        rows = sorted([*ngrams.phrases(locate), *self._measures[text]], key=_weight)
        rows += ngrams.families()
        reasons = [
            Reason(row.name, style.worth * row.added, row.spans, row.habit) for row in rows if row.added
        ]
        rest = style.even - sum(reason.contribution for reason in reasons)
        return (*reasons, Reason(REST, rest, (), None))


def _weight(row: _Row) -> float:
    return -abs(row.added)


class _Ngrams:
    """What the n-grams of one text add to an expert's logit; one that a text repeats adds once a piece.

    `is_wanted` has False for every place in the weights, and is left so.
    """

    def __init__(
        self, weights: Weights, seen: Seen, text: int, expert: int, is_wanted: NDArray[np.bool_]
    ) -> None:
        own = seen.pieces[text]
        words = np.maximum(1, size(seen.parts.words[own.start : own.stop]))
        self._units = weights.steps[expert] / np.sqrt(words) / len(own)  # of a step in each piece
        self._values, self._expert = weights.values, expert
        self._seen, self._text, self._pieces, self._is_wanted = seen, text, own, is_wanted

    def families(self) -> Iterator[_Row]:
        """What each family that nobody can read adds in all."""
        sums = self._seen.tally.sums[self._pieces.start : self._pieces.stop, 1:, self._expert]
        for family, added in zip(FAMILIES[1:], (sums.T @ self._units).tolist(), strict=True):
            yield _Row(family.name, added)

    def phrases(self, locate: Callable[[int, int], tuple[int, int]]) -> Iterator[_Row]:
        """The runs of words, of the first family, that weigh most, and where they stand."""
        tally = self._seen.tally
        held = tally.words[self._pieces.start : self._pieces.stop]
        places = np.concatenate(held)
        steps = self._values.take(places, axis=0)[:, self._expert]
        sums = steps * np.repeat(self._units, list(map(len, held)))
        if len(held) > 1:
            places, which = np.unique(places, return_inverse=True)
            sums = np.bincount(which, sums, len(places))
        best = _largest(np.abs(sums), places)
        spans = self._spans(places[best])
        for place, added in zip(places[best].tolist(), sums[best].tolist(), strict=True):
            yield _Row("phrase", added, tuple(locate(*span) for span in spans[place][:MOST_PLACES]))

    def _spans(self, wanted: NDArray[np.intp]) -> dict[int, list[tuple[int, int]]]:
        """Where in the text each of these stands, in order."""
        cut, text = self._seen.cut, self._text
        first, last = int(cut.firsts[text]), int(cut.firsts[text + 1])
        found: dict[int, list[tuple[int, int]]] = {place: [] for place in wanted.tolist()}
        starts, ends = cut.tokens.starts[first:last], cut.tokens.ends[first:last]
        self._is_wanted[wanted] = True
        for order, table in self._seen.tally.phrases.items():
            own = table[first : max(first, last - order + 1)]
            at = self._is_wanted.take(own).nonzero()[0]
            spans = zip(starts[at].tolist(), ends[at + order - 1].tolist(), strict=True)
            for place, span in zip(own[at].tolist(), spans, strict=True):
                found[place].append(span)
        self._is_wanted[wanted] = False
        begin = int(cut.starts[text])
        return {
            place: [(start - begin, end - begin) for start, end in _alike(sorted(spans), cut.tokens.folded)]
            for place, spans in found.items()
        }


def _largest(values: NDArray[np.float64], places: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where the MOST largest values are, largest first; of equal ones that of the lowest place."""
    found = np.arange(len(values))
    if len(values) > MOST:
        found = (values >= np.partition(values, -MOST)[-MOST]).nonzero()[0]
    return found[np.lexsort((places[found], -values[found]))[:MOST]]


def _alike(spans: list[tuple[int, int]], letters: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Only those that say what the first one says: other phrases may share its row by chance."""
    said = [letters[start:end].tobytes() for start, end in spans]
    return [span for span, words in zip(spans, said, strict=True) if words == said[0]]


def _measures(model: Model, seen: Seen, styles: Sequence[Style]) -> list[list[_Row]]:
    """Of each text those that weigh most, apart from phrases: beside those these weigh little."""
    number = np.array(list(map(len, seen.pieces)))
    experts, bands = np.array([(style.expert, style.band) for style in styles]).T
    pieces = np.arange(number.sum())
    firsts = number.cumsum() - number
    binned = seen.binned[pieces, :, np.repeat(experts, number)]
    added = np.add.reduceat(binned, firsts) / number[:, None]
    means = np.add.reduceat(seen.measures[pieces], firsts) / number[:, None]
    best = np.argsort(-np.abs(added), kind="stable")[:, :MOST]
    texts = np.arange(len(number))[:, None]
    humans, machines = (model.usual[bands[:, None], own, best] for own in (0, 1 + experts[:, None]))
    shown = np.concatenate((means[texts, best][..., None], humans, machines), axis=2) * TIMES[best][..., None]
    columns = (best, added[texts, best], shown.round(DECIMALS))
    return [list(map(_row, *own)) for own in zip(*(column.tolist() for column in columns), strict=True)]


def _row(measure: int, added: float, shown: Sequence[float]) -> _Row:
    value, low, high, lowest, highest = shown
    return _Row(NAMES[measure], added, (), Habit(value, UNITS[measure].name, (low, high), (lowest, highest)))
