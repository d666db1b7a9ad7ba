"""The documents that speed is measured on, by a fixed rule, and labelled texts for peers to learn from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, cycle, islice, zip_longest
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.corpora import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

COUNT = 2000
LEARNT = 1000  # labelled texts that a peer learns from: its speed does not depend on how much it learnt
MIN_WORDS, MAX_WORDS = 500, 2000  # gives a mean of about 660, as near to that of a page as the corpora come
ROLES = ("dev", "calibrate", "train", "other")
LABELS = ("human", "ai")
CORPORA = "English texts of 500 to 2,000 words of ../shared/data, every n-th of each source, sources in turn"
TOPICS = "the help of Python's standard library, cut into documents and repeated: ../shared/data is not there"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Documents:
    """Texts, and where they are from, in words."""

    texts: tuple[str, ...]
    origin: str


def documents(data: Path, count: int = COUNT) -> Documents:
    """`count` whole English texts of the corpora; without those, of what every Python has."""
    groups = list(_groups(data))
    if groups:
        return Documents(tuple(in_turn(groups, count)), CORPORA)
    return Documents(tuple(islice(cycle(help_pages()), count)), TOPICS)


def labelled(data: Path, texts: Sequence[str], count: int = LEARNT) -> list[tuple[str, str]]:
    """(label, text) of data/train, every n-th; without that, of `texts`, labels in turn."""
    files = sorted((data / "train").glob("*.jsonl.xz"))
    rows = [
        (row["label"], row["text"])
        for row in chain.from_iterable(map(read_rows, files))
        if row.get("lang") == "en" and row["label"] in LABELS
    ]
    return evenly(rows, count) if rows else list(zip(cycle(LABELS), texts[:count], strict=False))


def _groups(data: Path) -> Iterator[list[str]]:
    """The fitting texts of each source that has any."""
    for role in ROLES:
        for file in sorted((data / role).glob("*.jsonl.xz")):
            if texts := [row["text"] for row in read_rows(file) if is_fit(row)]:
                yield texts


def is_fit(row: dict[str, Any]) -> bool:
    return row.get("lang") == "en" and MIN_WORDS <= len(row["text"].split()) <= MAX_WORDS


def in_turn(groups: Iterable[Sequence[T]], count: int) -> list[T]:
    """`count` items, or all there are, as many of each group as of any other where it has so many."""
    ordered = sorted(groups, key=len)
    missing = object()
    left, chosen = count, []
    for place, group in enumerate(ordered):
        share = min(len(group), left // (len(ordered) - place))
        left -= share
        chosen.append(evenly(group, share))
    rounds = chain.from_iterable(zip_longest(*chosen, fillvalue=missing))
    return [item for item in rounds if item is not missing]  # type: ignore[misc]


def evenly(items: Sequence[T], count: int) -> list[T]:
    """`count` of the items, or all there are, spread over the whole."""
    number = min(count, len(items))
    return [items[place * len(items) // number] for place in range(number)]


def help_pages() -> list[str]:
    """What `help()` says of the language, one document for each MIN_WORDS words or a little more."""
    from pydoc_data.topics import topics

    pages: list[str] = []
    held: list[str] = []
    words = 0
    for paragraph in chain.from_iterable(topics[name].split("\n\n") for name in sorted(topics)):
        held.append(paragraph)
        words += len(paragraph.split())
        if words >= MIN_WORDS:
            pages.append("\n\n".join(held))
            held, words = [], 0
    return pages
