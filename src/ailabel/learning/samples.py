"""Cut labelled texts into pieces to learn from: the prose that scoring would judge, of random length."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from joblib import Parallel, delayed

from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document
from ailabel.features import Features, cut, features, sentence_borders
from ailabel.processes import deaf_to_interrupts, processors
from ailabel.prose import judge, prose
from ailabel.scale import BANDS
from ailabel.seen import MAX_PIECE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ailabel.disclosure import Patterns
    from ailabel.features.cutting import Cut

Watch = Callable[[Iterable[Any], int, str], Iterable[Any]]
"""Passes on so many items, and may show how far they are; the last argument says what is done to them."""
CHUNK = 200  # texts a worker cuts at a time
ARTICLE = re.compile(r"\b(?:a|an|the)\s+", re.IGNORECASE)
DROPPED = 0.5  # of the articles of a thinned piece, as RAID's attack has it
THINNED = 0.2  # of the texts that are learnt from, people's as machines' (training/NOTES.md)


@dataclass(frozen=True, slots=True)
class Length:
    """How much of a text is taken: a run of whole sentences of about `least` to `most` words.

    The number of words is drawn evenly on a log scale, and the place of the run at random; `head` takes it
    from the beginning and always of `most` words. A shorter text is taken whole. Of a share `thinned` of the
    texts articles are left out, so that to leave them out hides less.
    """

    least: int
    most: int
    head: bool = False
    thinned: float = 0.0


# What is learnt from a text (training/NOTES.md).
TRAIN_LENGTHS = (Length(50, 400, thinned=THINNED), Length(150, 400, thinned=THINNED))
BAND_LENGTHS = tuple(Length(least, most) for least, most in pairwise((*BANDS, MAX_PIECE)))
LENGTHS = (*TRAIN_LENGTHS, *BAND_LENGTHS)  # of few texts, which are judged as well


@dataclass(frozen=True, slots=True)
class Sample:
    """A piece of one text, ready to learn from or to be scored."""

    text: int
    """Which text of those that were given."""
    length: int
    """Which length of those that were asked for."""
    words: int
    features: Features


def unwatched(items: Iterable[Any], _total: int, _doing: str) -> Iterable[Any]:
    """The same items, shown to nobody."""
    return items


def take_samples(  # noqa: PLR0913  what is cut, how, and by how many
    texts: Sequence[str],
    keys: Sequence[str],
    lengths: Sequence[Length],
    seed: int,
    jobs: int = 1,
    *,
    watch: Watch = unwatched,
) -> list[Sample]:
    """Of each text whose style can be judged one piece a length, in order; explicit evidence is left out.

    A text that has fewer words than a length's `least` gives none of it. The draw depends on `seed` and the
    text's key alone, so that the number of jobs changes nothing.
    """
    starts = range(0, len(texts), CHUNK)
    with deaf_to_interrupts():
        chunks = Parallel(n_jobs=max(1, min(jobs, len(starts), processors())), return_as="generator")(
            delayed(_take_chunk)(
                start, texts[start : start + CHUNK], keys[start : start + CHUNK], lengths, seed
            )
            for start in starts
        )
    return [sample for chunk in watch(chunks, len(starts), "reading") for sample in chunk]


def _take_chunk(
    first: int, texts: Sequence[str], keys: Sequence[str], lengths: Sequence[Length], seed: int
) -> list[Sample]:
    patterns = load_patterns()
    samples = []
    for place, (text, key) in enumerate(zip(texts, keys, strict=True), start=first):
        judged = judged_prose(text, patterns)
        if judged is None:
            continue
        own = [seed, zlib.crc32(key.encode("utf-8", "surrogatepass"))]
        random = np.random.default_rng(own)
        pieces = cut(judged)
        for number, length in enumerate(lengths):
            if judged.count(" ") + 1 >= length.least:
                piece = thinned(crop(judged, pieces, length, random), length.thinned, [*own, 1])
                samples.append(Sample(place, number, piece.count(" ") + 1, features(cut(piece))))
    return samples


def distinct_pieces(samples: Iterable[Sample]) -> list[Sample]:
    """Each piece of a text once: a short one is taken whole for several lengths."""
    kept: dict[tuple[int, int, bytes], Sample] = {}
    for sample in samples:
        kept.setdefault((sample.text, sample.words, sample.features.rows.tobytes()), sample)
    return [*kept.values()]


def is_banded(sample: Sample) -> bool:
    """Whether a piece, of LENGTHS, is of the length of a band."""
    return sample.length >= len(TRAIN_LENGTHS)


def judged_prose(text: str, patterns: Patterns) -> str | None:
    """The prose that scoring would judge; None where it would not."""
    document = Document.cut(text)
    evidence = [(span.start, span.end) for span in find_spans(document, patterns)]
    view = prose(document, evidence)
    return None if judge(document, view).reason else view.text


def thinned(text: str, share: float, seed: Sequence[int]) -> str:
    """The text; of a share of all seeds without half of its articles, the same for the same seed."""
    random = np.random.default_rng(seed)
    if random.random() >= share:
        return text
    found = list(ARTICLE.finditer(text))
    left_out = random.permutation(len(found))[: round(DROPPED * len(found))]
    for place in sorted(left_out, reverse=True):
        start, end = found[place].span()
        text = text[:start] + text[end:]
    return text


def crop(text: str, pieces: Cut, length: Length, random: np.random.Generator) -> str:
    """A run of whole sentences; a sentence that alone is far too long is cut between words."""
    drawn = round(float(np.exp(random.uniform(np.log(length.least), np.log(length.most)))))
    most = length.most if length.head else drawn
    words = text.split(" ")
    if len(words) <= most:
        return text
    borders = sentence_borders(text, pieces)
    late = np.searchsorted(borders, len(words) - most, "right")
    first = 0 if length.head else int(borders[random.integers(0, max(1, int(late)))])
    last = int(borders[np.searchsorted(borders, first + most, "right") - 1])
    if last - first < max(length.least, most / 2):
        last = first + most
    return " ".join(words[first:last])
