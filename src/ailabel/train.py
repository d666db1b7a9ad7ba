"""Learn additive experts from labelled texts, and compile them into a model folder."""

from __future__ import annotations

import warnings
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document
from ailabel.features import Features, cut, features
from ailabel.features.ngrams import ROWS
from ailabel.features.stylometry import FEATURES
from ailabel.prose import judge, prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from ailabel.disclosure import Patterns
    from ailabel.features.stylometry import Cut

BINS = 8  # of each measure, by quantile
MIN_TEXTS = 10  # that hold an n-gram; rarer ones are not learnt
MIN_SOURCES = 4  # that hold it in SOURCE_TEXTS texts or more: what one source alone says is its accident
SOURCE_TEXTS = 2
C = 10.0  # inverse strength of the L2 penalty, with rows of mean squared norm 1 (training/NOTES.md)
MAX_ITERATIONS = 40  # of L-BFGS; later ones fit sources, not style (training/NOTES.md)
TOLERANCE = 1e-7
BALANCE = -0.5  # a source of n texts weighs n**(1 + BALANCE) in all
BIN_VALUE = 0.1  # of a measure's bin beside n-grams
CHUNK = 200  # texts a worker cuts at a time


@dataclass(frozen=True, slots=True)
class Length:
    """How much of a text is taken: a run of whole sentences of about `least` to `most` words.

    The number of words is drawn evenly on a log scale, and the place of the run at random; `head` takes it
    from the beginning and always of `most` words. A shorter text is taken whole.
    """

    least: int
    most: int
    head: bool = False


TRAIN_LENGTH = Length(50, 400)


@dataclass(frozen=True, slots=True)
class Sample:
    """A piece of one text, ready to learn from or to be scored."""

    text: int
    """Which text of those that were given."""
    words: int
    features: Features


def take_samples(
    texts: Sequence[str], keys: Sequence[str], lengths: Sequence[Length], seed: int, jobs: int = 1
) -> list[Sample]:
    """Of each text whose style can be judged one piece a length, in order; explicit evidence is left out.

    A text that has fewer words than a length's `least` gives none of it. The draw depends on `seed` and the
    text's key alone, so that the number of jobs changes nothing.
    """
    starts = range(0, len(texts), CHUNK)
    chunks = Parallel(n_jobs=jobs)(
        delayed(_take_chunk)(start, texts[start : start + CHUNK], keys[start : start + CHUNK], lengths, seed)
        for start in starts
    )
    return [sample for chunk in chunks for sample in chunk]


def _take_chunk(
    first: int, texts: Sequence[str], keys: Sequence[str], lengths: Sequence[Length], seed: int
) -> list[Sample]:
    patterns = load_patterns()
    samples = []
    for place, (text, key) in enumerate(zip(texts, keys, strict=True), start=first):
        judged = judged_prose(text, patterns)
        if judged is None:
            continue
        random = np.random.default_rng([seed, zlib.crc32(key.encode())])
        pieces = cut(judged)
        for length in lengths:
            if judged.count(" ") + 1 >= length.least:
                piece = crop(judged, pieces, length, random)
                samples.append(Sample(place, piece.count(" ") + 1, features(cut(piece))))
    return samples


def judged_prose(text: str, patterns: Patterns) -> str | None:
    """The prose that scoring would judge; None where it would not."""
    document = Document.cut(text)
    evidence = [(span.start, span.end) for span in find_spans(document, patterns)]
    view = prose(document, evidence)
    return None if judge(document, view).reason else view.text


def crop(text: str, pieces: Cut, length: Length, random: np.random.Generator) -> str:
    """A run of whole sentences; a sentence that alone is far too long is cut between words."""
    drawn = round(float(np.exp(random.uniform(np.log(length.least), np.log(length.most)))))
    most = length.most if length.head else drawn
    words = text.split(" ")
    if len(words) <= most:
        return text
    borders = _sentence_borders(text, pieces)
    late = np.searchsorted(borders, len(words) - most, "right")
    first = 0 if length.head else int(borders[random.integers(0, max(1, late))])
    last = int(borders[np.searchsorted(borders, first + most, "right") - 1])
    if last - first < max(length.least, most / 2):
        last = first + most
    return " ".join(words[first:last])


def _sentence_borders(text: str, pieces: Cut) -> NDArray[np.intp]:
    """How many space-parted words stand before each sentence, rising from 0."""
    starts = pieces.tokens.starts[pieces.words[pieces.openers]]
    spaces = np.flatnonzero(np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8) == ord(" "))
    borders = np.unique(np.searchsorted(spaces, starts))
    return np.concatenate(([0], borders[borders > 0]))


@dataclass(frozen=True, slots=True)
class Space:
    """The columns that experts are fitted on: n-gram rows that enough sources hold, then bins of measures.

    `weights` scales a column where it is present; `edges` has shape (measures, BINS - 1).
    """

    rows: NDArray[np.int32]
    weights: NDArray[np.float64]
    edges: NDArray[np.float64]

    @classmethod
    def of(cls, samples: Sequence[Sample], sources: Sequence[str]) -> Space:
        """Learnt from samples without their labels; sources has one name a sample."""
        texts = np.zeros(ROWS, np.int64)
        holders = np.zeros(ROWS, np.int64)
        names = Counter(sources)
        for name in names:
            rows = [sample.features.rows for sample, source in zip(samples, sources, strict=True) if source == name]
            counts = np.bincount(np.concatenate(rows), minlength=ROWS)
            texts += counts
            holders += counts >= min(SOURCE_TEXTS, names[name])
        kept = np.flatnonzero((texts >= min(MIN_TEXTS, len(samples) // 2)) & (holders >= min(MIN_SOURCES, len(names))))
        weights = np.log(len(samples) / texts[kept]) + 1e-6
        measures = np.array([sample.features.measures for sample in samples])
        edges = np.quantile(measures, np.arange(1, BINS) / BINS, axis=0).T
        space = cls(kept.astype(np.int32), weights, edges)
        norms = [float(row.multiply(row).sum()) for row in _batches(space.ngrams(samples))]
        return cls(space.rows, weights / np.sqrt(sum(norms) / len(samples)), edges)

    def ngrams(self, samples: Sequence[Sample]) -> Any:  # noqa: ANN401  scipy has no types
        """Weights of the columns present, over the square root of the words; float32 CSR."""
        columns = np.full(ROWS, -1, np.int32)
        columns[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        found = [columns[sample.features.rows] for sample in samples]
        found = [row[row >= 0] for row in found]
        indptr = np.concatenate(([0], np.cumsum([len(row) for row in found])))
        indices = np.concatenate(found) if found else np.zeros(0, np.int32)
        roots = np.sqrt([max(1, sample.features.words) for sample in samples])
        data = self.weights.astype(np.float32)[indices] / np.repeat(roots, np.diff(indptr)).astype(np.float32)
        return csr_matrix((data, indices, indptr), shape=(len(samples), len(self.rows)))

    def bins(self, samples: Sequence[Sample]) -> Any:  # noqa: ANN401  scipy has no types
        """One column a bin of each measure, BIN_VALUE where a sample falls; float32 CSR."""
        places = np.array([bin_places(sample.features.measures, self.edges) for sample in samples])
        columns = places + np.arange(len(FEATURES)) * BINS
        data = np.full(columns.size, BIN_VALUE, np.float32)
        indptr = np.arange(0, columns.size + 1, len(FEATURES))
        return csr_matrix((data, columns.ravel(), indptr), shape=(len(samples), len(FEATURES) * BINS))

    def matrix(self, samples: Sequence[Sample]) -> Any:  # noqa: ANN401  scipy has no types
        """All columns of these samples; float32 CSR."""
        return hstack((self.ngrams(samples), self.bins(samples)), "csr", dtype=np.float32)


def _batches(matrix: Any) -> Iterator[Any]:  # noqa: ANN401  scipy has no types
    return (matrix[start : start + 4096] for start in range(0, matrix.shape[0], 4096))


def bin_places(measures: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.intp]:
    """Which bin each measure falls into, 0 to BINS - 1: how many of its edges lie at or below it."""
    return (edges <= measures[:, None]).sum(axis=1)


def sample_weights(sources: Sequence[str], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights of mean 1: both labels weigh the same, and so, nearly, do sources of unlike size."""
    sizes = Counter(zip(sources, labels.tolist(), strict=True))
    weights = np.array([float(sizes[key]) ** BALANCE for key in zip(sources, labels.tolist(), strict=True)])
    for side in (False, True):
        weights[labels == side] *= len(labels) / 2 / weights[labels == side].sum()
    return weights


def fit_expert(X: Any, labels: NDArray[np.bool_], weights: NDArray[np.float64]) -> LogisticRegression:  # noqa: ANN401
    """One additive expert: a logistic regression of machine against human."""
    expert = LogisticRegression(C=C, tol=TOLERANCE, max_iter=MAX_ITERATIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopping early is meant
        return expert.fit(X, labels, sample_weight=weights)
