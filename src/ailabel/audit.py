"""Refuse labelled texts that no model can be learnt from, before the minutes that learning takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from ailabel.errors import TrainingError
from ailabel.groups import joined
from ailabel.labelled import LABELS, told_apart
from ailabel.markdown import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ailabel.labelled import LabelledText

MIN_EACH = 40  # human and machine texts; with fewer no error rate can be told
MAX_NAMED = 5  # texts of two labels that an error names
SHOWN = 40  # characters of a text that came from no file


def check_texts(texts: Sequence[LabelledText], least: int = MIN_EACH) -> None:
    """Nothing, where both labels have at least so many texts and share none.

    Raises: TrainingError, which says what is missing, or names the texts that have two labels.
    """
    counts = Counter(text.label for text in texts)
    for label, other in (LABELS, LABELS[::-1]):
        if not counts[label]:
            raise TrainingError(
                f"0 texts labelled {label}, {counts[other]} {other}; a model needs {least} or more of "
                "each label (`ailabel prompts` helps to make machine texts on the topics of human ones)"
            )
    for label in LABELS:
        if counts[label] < least:
            raise TrainingError(
                f"{counted(counts[label], 'text')} labelled {label}; a model needs at least {least} of "
                "each label"
            )
    _check_one_label(texts)


def distinct(texts: Iterable[LabelledText]) -> list[LabelledText]:
    """The first of each text and label, white space aside, told apart: a copy is nobody's further word.

    The groups of copies are one from then on, so that what answers any of them stays with the first.
    """
    apart = told_apart([*texts])
    keys = [(text.label, _digest(text)) for text in apart]
    found: dict[tuple[str, bytes], LabelledText] = {}
    for key, text in zip(keys, apart, strict=True):
        found.setdefault(key, text)
    one = joined((found[key].group, text.group) for key, text in zip(keys, apart, strict=True))
    return [replace(text, group=one[text.group]) for text in found.values()]


def _check_one_label(texts: Sequence[LabelledText]) -> None:
    """White space aside, no text may be human and machine-made at once."""
    people = {_digest(text): text for text in texts if text.label == "human"}
    both = [
        f"{_named(people[digest])} and {_named(text)}"
        for text in texts
        if text.label == "ai" and (digest := _digest(text)) in people
    ]
    if both:
        more = f"; and {len(both) - MAX_NAMED} more" if len(both) > MAX_NAMED else ""
        raise TrainingError(
            f"the same text is labelled human and ai: {'; '.join(both[:MAX_NAMED])}{more}; "
            "take the one out that has the wrong label"
        )


def _digest(text: LabelledText) -> bytes:
    return blake2b(" ".join(text.text.split()).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _named(text: LabelledText) -> str:
    return text.place or repr(text.text[:SHOWN])
