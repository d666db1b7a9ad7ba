"""Find in a human text what a language model is told to write its counterpart: subject, notes, beginning."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ailabel.document import Document
from ailabel.features import cut, sentence_borders
from ailabel.features.cutting import GROUPS
from ailabel.languages.words import read_words
from ailabel.lazy import regex
from ailabel.prose import judge, prose
from ailabel.roles import TITLE
from ailabel.scale import BANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ailabel.features.cutting import Cut

MIN_WORDS = BANDS[0]  # a model learns from no shorter text
MAX_WORDS = 400  # a model learns from pieces of no more
TITLE_WORDS = range(3, 21)  # fewer name no subject ("Introduction"), more are no title
MAX_KEYWORDS = 6  # phrases that stand in for a title
MAX_PHRASE = 3  # words of a phrase that is no name: more would hand on the wording
MAX_NOTES = 10
NOTE_PHRASES = 5  # of a sentence
BEGINNING = 0.25  # of the words, at least, are shown to be continued
VOICE = 0.04  # share of words that makes a voice; one news report in twenty has it, by what it quotes

_WORD = regex(r"[$£€]?[^\W_]+(?:['.,:-][^\W_]+)*%?")


@dataclass(frozen=True, slots=True)
class Material:
    """The beginning of a text's prose, whole sentences of at most MAX_WORDS words, and what else it shows."""

    title: str | None
    sentences: tuple[str, ...]
    voice: str | None
    """Who speaks or is spoken to: a name of GROUPS, "I, me, my" or "you, your"."""

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


def read_material(text: str) -> Material | str:
    """What a text gives; where no model could learn from it, the reason: "short", "language", "not prose"."""
    document = Document.cut(text)
    view = prose(document, ())
    reason = judge(document, view).reason
    if count_words(view.text) < MIN_WORDS:
        return "short"
    if reason is not None:
        return reason
    pieces = cut(view.text)
    return Material(_title(document), _head(view.text, pieces), _voice(pieces))


def count_words(text: str) -> int:
    return len(text.split())


def subject(material: Material) -> str:
    """The title, or else the phrases whose words come most often, in the order they come in.

    Source: Rose et al. 2010, Automatic keyword extraction from individual documents, with the frequency of
    words as their score.
    """
    if material.title is not None:
        return material.title
    found = [phrase for sentence in material.sentences for phrase in phrases(sentence)]
    counts = Counter(word for phrase in found for word in _folded(phrase))
    ranked = sorted(found, key=lambda phrase: -sum(counts[word] for word in _folded(phrase)))
    chosen: list[str] = []
    used: set[str] = set()
    for phrase in ranked:
        if len(chosen) < MAX_KEYWORDS and used.isdisjoint(_folded(phrase)):
            chosen.append(phrase)
            used.update(_folded(phrase))
    return ", ".join(sorted(chosen, key=found.index))


def beginning(material: Material) -> str:
    """The first sentences, a quarter of the text or a little more."""
    counts = np.cumsum([count_words(sentence) for sentence in material.sentences])
    shown = int(np.searchsorted(counts, BEGINNING * counts[-1])) + 1
    return " ".join(material.sentences[:shown])


def notes(material: Material) -> tuple[str, ...]:
    """A line for each sentence, or for some of them, evenly spaced: its names, numbers and first phrases."""
    lines = [_note(sentence) for sentence in material.sentences]
    filled = [line for line in lines if line]
    places = np.linspace(0, len(filled) - 1, min(MAX_NOTES, len(filled))).round().astype(int)
    return tuple(filled[place] for place in places)


def _note(sentence: str) -> str:
    found = list(dict.fromkeys(phrases(sentence)))
    facts_first = sorted(found, key=lambda phrase: phrase.islower())
    return ", ".join(sorted(facts_first[:NOTE_PHRASES], key=found.index))


def phrases(sentence: str) -> tuple[str, ...]:
    """Names, numbers and other content words in order; those that stand side by side are one phrase.

    Of a phrase that is no name, only the last MAX_PHRASE words.

    >>> phrases("The old bakery on Mill Street sold 1,200 loaves in May.")
    ('old bakery', 'Mill Street sold', '1,200 loaves', 'May')
    """
    grammar = read_words().grammar
    runs: list[list[str]] = [[]]
    end = 0
    for match in _WORD.finditer(sentence):
        if sentence[end : match.start()] != " ":
            runs.append([])
        end = match.end()
        if match[0].lower() in grammar:
            runs.append([])
        else:
            runs[-1].append(match[0])
    return tuple(" ".join(_shortened(run)) for run in runs if run)


def _shortened(run: Sequence[str]) -> Sequence[str]:
    return run if all(word[0].isupper() for word in run) else run[-MAX_PHRASE:]


def _folded(phrase: str) -> list[str]:
    return phrase.lower().split()


def _title(document: Document) -> str | None:
    """The first line, where it is a headline that names a subject."""
    lines = document.lines
    first = next((line for line in range(len(lines)) if lines.starts[line] < lines.ends[line]), None)
    if first is None or lines.roles[first] != TITLE:
        return None
    title = document.clean.text[lines.starts[first] : lines.ends[first]]
    return title if count_words(title) in TITLE_WORDS else None


def _head(text: str, pieces: Cut) -> tuple[str, ...]:
    """The first sentences; a first one that is too long alone is cut between words."""
    words = text.split(" ")
    borders = [*sentence_borders(text, pieces).tolist(), len(words)]
    whole = [(first, last) for first, last in pairwise(borders) if last <= MAX_WORDS]
    return tuple(" ".join(words[first:last]) for first, last in whole or [(0, MAX_WORDS)])


def _voice(pieces: Cut) -> str | None:
    """The first person before the second."""
    counts = np.bincount(pieces.groups, minlength=len(GROUPS) + 1)[1:]
    shares = dict(zip(GROUPS, counts / max(1, len(pieces.words)), strict=True))
    return next((voice for voice in ("I, me, my", "you, your") if shares[voice] >= VOICE), None)
