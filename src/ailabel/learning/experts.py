"""Fit additive experts, each on the columns that tell it most, and turn them into what scoring reads."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import joblib
import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from ailabel.features.ngrams import ROWS
from ailabel.features.stylometry import FEATURES
from ailabel.learning.space import BINS, Space
from ailabel.model import Weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ailabel.learning.samples import Sample

C = 30.0  # inverse strength of the L2 penalty, with rows of mean squared norm 1 (training/NOTES.md)
MAX_ITERATIONS = 80  # of L-BFGS, which has all but settled then (training/NOTES.md)
TOLERANCE = 1e-7
BALANCE = -0.5  # a source of n texts weighs n ** (1 + BALANCE) in all
PAIRED = 0.9  # of the weight of people, to those who write in a genre that machines were asked for
FIRST_COLUMNS = 200_000  # of a family, the most telling one by one; what a first fit sees
COLUMNS = 60_000  # of a family, that weigh most in the first fit; what is fitted anew (training/NOTES.md)
STEPS = 32_767  # of the largest weight of an expert, either way: int16


@dataclass(frozen=True, slots=True)
class Expert:
    """An additive expert over a space: `coef` float64 (width,), zero for columns that it does not look at."""

    coef: NDArray[np.float64]
    offset: float

    def logits(self, X: Any) -> NDArray[np.float64]:  # noqa: ANN401  scipy has no types
        """Its logit of each row of a matrix of the space."""
        found: NDArray[np.float64] = X @ self.coef + self.offset
        return found


def sample_weights(sources: Sequence[str], labels: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights of mean 1: both labels weigh the same, and so, nearly, do sources of unlike size.

    People of sources that hold machine texts too, in the same genre, weigh PAIRED of all people.
    """
    keys = list(zip(sources, labels.tolist(), strict=True))
    sizes = Counter(keys)
    weights = np.array([float(sizes[key]) ** BALANCE for key in keys])
    paired = np.array([sizes[source, not label] > 0 for source, label in keys])
    parts = [(~labels & paired, PAIRED), (~labels & ~paired, 1 - PAIRED)]
    if not all(mask.any() for mask, _ in parts):
        parts = [(~labels, 1.0)]
    for mask, part in (*parts, (labels, 1.0)):
        weights[mask] *= part * len(labels) / 2 / weights[mask].sum()
    return weights


def fit_expert(
    X: Any,  # noqa: ANN401  scipy has no types
    labels: NDArray[np.bool_],
    sources: Sequence[str],
    space: Space,
) -> Expert:
    """Machine (True) against human: the sum of what each family of columns says when it is fitted alone.

    On sources left out that finds more than one fit of all columns (training/NOTES.md).
    """
    weights = sample_weights(sources, labels)
    return summed(
        [fit_family(X[:, columns], labels, weights, space.values[columns]) for columns in space.families]
    )


def fit_family(
    X: Any,  # noqa: ANN401  scipy has no types
    labels: NDArray[np.bool_],
    weights: NDArray[np.float64],
    values: NDArray[np.float64],
) -> Expert:
    """An expert over the columns of one family: fitted on many, then anew on those that weighed most."""
    shares = _shares(X, labels, weights)
    spread = np.sqrt(shares.mean(axis=0) * (1 - shares.mean(axis=0)))
    telling = np.abs(shares[1] - shares[0]) / (spread + 1e-6)
    first = _largest(telling, FIRST_COLUMNS)
    weighing = np.abs(_fit(X[:, first], labels, weights).coef_[0]) * spread[first] * values[first]
    kept = first[_largest(weighing, COLUMNS)]
    fitted = _fit(X[:, kept], labels, weights)
    coef = np.zeros(X.shape[1])
    coef[kept] = fitted.coef_[0]
    return Expert(coef, float(fitted.intercept_[0]))


def summed(families: Sequence[Expert]) -> Expert:
    """The expert that says the sum of what those over its families, in their order, say."""
    coef = np.concatenate([family.coef for family in families])
    return Expert(coef, sum(family.offset for family in families))


def _fit(X: Any, labels: NDArray[np.bool_], weights: NDArray[np.float64]) -> LogisticRegression:  # noqa: ANN401
    classifier = LogisticRegression(C=C, tol=TOLERANCE, max_iter=MAX_ITERATIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopping early is meant
        return classifier.fit(X, labels, sample_weight=weights)


def _shares(X: Any, labels: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ANN401
    """Of human and of machine texts, the share that holds each column; shape (2, width)."""
    presence = csr_matrix((np.ones_like(X.data), X.indices, X.indptr), shape=X.shape)
    sides = [np.where(labels == side, weights, 0.0) for side in (False, True)]
    return np.array([presence.T @ (side / side.sum()) for side in sides]).clip(0, 1)


def _largest(values: NDArray[np.float64], number: int) -> NDArray[np.intp]:
    """Places of the largest values, rising."""
    return np.sort(np.argsort(-values, kind="stable")[:number])


@dataclass(frozen=True, slots=True)
class Compiled:
    """Experts over one space as scoring reads them, before anything is rounded to steps.

    `rows` int32 are those that any expert weighs; `table` float64 (rows, experts) is what each adds where it
    is present, times the root of the words; `bins` float64 (measures, BINS, experts); `offsets` (experts,).
    """

    rows: NDArray[np.int32]
    table: NDArray[np.float64]
    edges: NDArray[np.float64]
    bins: NDArray[np.float64]
    offsets: NDArray[np.float64]

    @classmethod
    def of(cls, experts: Sequence[Expert], space: Space) -> Compiled:
        """float32 is as fine as weights are kept anywhere."""
        coefs = np.stack([expert.coef * space.values for expert in experts], axis=1).astype(np.float32)
        table, bins = coefs[: len(space.rows)], coefs[len(space.rows) :]
        kept = table.any(axis=1)
        return cls(
            space.rows[kept],
            table[kept].astype(np.float64),
            space.edges,
            bins.reshape(len(FEATURES), BINS, len(experts)).astype(np.float64),
            np.array([expert.offset for expert in experts]),
        )

    def weights(self) -> Weights:
        """The flat arrays: each expert's table in int16 steps of its own."""
        steps = np.maximum(np.abs(self.table).max(axis=0, initial=0.0), 1e-12) / STEPS
        values = np.round(self.table / steps).astype(np.int16)
        weighs = values.any(axis=1)
        bits = np.zeros(ROWS, np.bool_)
        bits[self.rows[weighs]] = True
        present = np.packbits(bits)
        held = np.concatenate((values[weighs], np.zeros((1, values.shape[1]), np.int16)))
        return Weights.of(present, held, steps, self.edges, self.bins, self.offsets)

    def classifier(self, names: Sequence[str]) -> dict[str, Any]:
        """What `classifier.joblib` holds: a LogisticRegression an expert, and what its columns are."""
        columns = np.concatenate((self.table, self.bins.reshape(-1, len(names))))
        experts = {
            name: _as_classifier(columns[:, place], self.offsets[place]) for place, name in enumerate(names)
        }
        return {"experts": experts, "rows": self.rows, "edges": self.edges}


def _as_classifier(coef: NDArray[np.float64], offset: float) -> LogisticRegression:
    classifier = LogisticRegression(C=C, tol=TOLERANCE, max_iter=MAX_ITERATIONS)
    classifier.classes_ = np.array(["human", "ai"])
    classifier.coef_ = coef[None].astype(np.float32)
    classifier.intercept_ = np.array([offset])
    classifier.n_features_in_ = len(coef)
    return classifier


def classifier_matrix(classifier: Mapping[str, Any], samples: Sequence[Sample]) -> Any:  # noqa: ANN401  scipy
    """What the experts of a `classifier.joblib` expect of samples: shape (samples, rows + measures * BINS).

    Presence of each row over the square root of the words, then a one in one bin of each measure.
    """
    ones = Space(classifier["rows"], np.ones(len(classifier["rows"])), classifier["edges"])
    bins = ones.bins(samples)
    bins.data[:] = 1
    return hstack((ones.ngrams(samples).astype(np.float64), bins), "csr")


def dumped(classifier: Mapping[str, Any]) -> bytes:
    """The bytes of `classifier.joblib`; the same classifier gives the same bytes."""
    file = io.BytesIO()
    joblib.dump(dict(classifier), file, compress=("zlib", 9))
    return file.getvalue()
