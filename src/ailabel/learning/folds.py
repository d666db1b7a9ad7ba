"""Part texts into folds, so that what belongs together is left out together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.model_selection import StratifiedGroupKFold

from ailabel.labelled import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ailabel.labelled import LabelledText

FOLDS = 5


def least_groups(labels: Sequence[str], groups: Sequence[str]) -> int:
    """Of the label that has fewer groups, their number."""
    return min(
        len({group for group, own in zip(groups, labels, strict=True) if own == label}) for label in LABELS
    )


def stratified(labels: Sequence[str], groups: Sequence[str], seed: int) -> list[int]:
    """A fold for each text, at most FOLDS: groups stay whole, labels are spread as evenly as that allows.

    Whatever fold is left out, both labels are there to learn from; each needs two groups for that.
    """
    number = min(FOLDS, least_groups(labels, groups))
    splitter = StratifiedGroupKFold(number, shuffle=True, random_state=seed)
    folds = np.zeros(len(labels), np.intp)
    for fold, (_, held) in enumerate(splitter.split(labels, labels, groups)):
        folds[held] = fold
    return _parted(folds.tolist(), labels, groups)


def _parted(folds: Sequence[int], labels: Sequence[str], groups: Sequence[str]) -> list[int]:
    """The folds; where all of a label fell into one, its first group gets its own."""
    parted = list(folds)
    for label in LABELS:
        own = [place for place, name in enumerate(labels) if name == label]
        if len({parted[place] for place in own}) == 1:
            first, new = min(groups[place] for place in own), max(parted) + 1
            parted = [new if group == first else fold for group, fold in zip(groups, parted, strict=True)]
    return parted


def homes(texts: Sequence[LabelledText], labels: Sequence[str] = LABELS[:1]) -> list[str]:
    """For each text the home that it shares with all of its group, and with those of its source and `labels`.

    So a machine text that answers somebody's is at home where that text is, whatever its own source.
    """
    nodes = {node: place for place, node in enumerate(dict.fromkeys(_nodes(texts)))}
    links = [
        (nodes["group", text.group], nodes["source", text.source]) for text in texts if text.label in labels
    ]
    ends = np.array(links, np.intp).reshape(-1, 2).T
    graph = coo_matrix((np.ones(len(links)), (ends[0], ends[1])), shape=(len(nodes), len(nodes)))
    found = connected_components(graph, directed=False)[1]
    return [str(found[nodes["group", text.group]]) for text in texts]


def _nodes(texts: Sequence[LabelledText]) -> list[tuple[str, str]]:
    return [node for text in texts for node in (("group", text.group), ("source", text.source))]
