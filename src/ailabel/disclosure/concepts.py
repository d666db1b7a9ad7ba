"""What words stand for: "wrote", "schrieb" and "написал" are one concept, of which all languages learn.

`languages/xx/glossary.txt` has a line for each concept of `languages/concepts.txt` with the forms that words
for it take, as in `write: wrote, typed up, writ*`. A form that ends in * stands for all words that begin so;
where no spaces stand between words, any form may stand anywhere. The longest one counts.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ailabel.disclosure.telling import AGENT, ENDS, LANGUAGES, OPENS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NAME = "glossary.txt"
LEAST = 2  # letters of a word's beginning
APOSTROPHES = "'’"
WORDS = 1 << 12  # of which it is kept what they stand for: most sentences are made of the same ones
UNKNOWN = "?"  # before a word that stands for nothing known
KEPT = frozenset({OPENS, AGENT, ENDS})


def read_forms(text: str) -> dict[str, str]:
    """The concept of each form of a glossary; of one that stands twice the first."""
    forms: dict[str, str] = {}
    for line in text.splitlines():
        concept, _, listed = line.partition(": ")
        for form in listed.split(", "):
            forms.setdefault(form, concept)
    return forms


class Glossary:
    """The words of a language by what they stand for."""

    __slots__ = ("_begin", "_forms", "_longest", "_one", "_phrases", "_spaced")

    def __init__(self, forms: Mapping[str, str], *, spaced: bool) -> None:
        self._spaced = spaced
        self._begin = {form[:-1]: concept for form, concept in forms.items() if form[-1] == "*"}
        self._forms = forms
        self._longest = max(map(len, self._begin if spaced else forms), default=0)
        self._one = lru_cache(WORDS)(self._concept)
        self._phrases: dict[str, list[tuple[list[str], str]]] = {}  # by their first word, longest first
        if spaced:
            for phrase in sorted((form for form in forms if " " in form), key=len, reverse=True):
                words = phrase.split(" ")
                self._phrases.setdefault(words[0], []).append((words, forms[phrase]))

    def concepts(self, words: Sequence[str]) -> list[str]:
        """What a sentence's words stand for, in order; marks and KEPT as they are, other words left out."""
        return [one for one in self.read(words) if one[0] != UNKNOWN]

    def read(self, words: Sequence[str]) -> Iterator[str]:
        """The same, and UNKNOWN before each other word; these are left out where no spaces part words."""
        return self._by_word(words) if self._spaced else self._by_sign(words)

    def _by_word(self, words: Sequence[str]) -> Iterator[str]:
        done = 0
        for at, word in enumerate(words):
            if at < done:
                continue
            phrases = self._phrases.get(word, ())
            own = next(((said, what) for said, what in phrases if words[at : at + len(said)] == said), None)
            if own:
                done = at + len(own[0])
                yield own[1]
            elif word in KEPT or not word[:1].isalnum():
                yield word
            else:
                yield self._one(word) or UNKNOWN + word

    def _concept(self, word: str) -> str | None:
        """Of one word, by all of it or by how it begins; of "l'article" by what follows the apostrophe."""
        if word in self._forms:
            return self._forms[word]
        begins = (word[:size] for size in range(min(len(word), self._longest), LEAST - 1, -1))
        found = next((self._begin[begin] for begin in begins if begin in self._begin), None)
        if found is None:
            for mark in APOSTROPHES:
                if mark in word:
                    return self._concept(word.rpartition(mark)[2])
        return found

    def _by_sign(self, signs: Sequence[str]) -> Iterator[str]:
        """The same where no spaces stand between words: in what lies between names of AI."""
        run: list[str] = []
        for sign in signs:
            if sign in KEPT:
                yield from self._in("".join(run))
                run.clear()
                yield sign
            else:
                run.append(sign)
        yield from self._in("".join(run))

    def _in(self, text: str) -> Iterator[str]:
        at = 0
        while at < len(text):
            sizes = range(min(self._longest, len(text) - at), 0, -1)
            form = next((text[at : at + size] for size in sizes if text[at : at + size] in self._forms), None)
            if form:
                yield self._forms[form]
            elif not text[at].isalnum():
                yield text[at]
            at += len(form or " ")


@cache
def read_glossary(language: str, *, spaced: bool) -> Glossary:
    """That of a language; an empty one where it has none."""
    file = LANGUAGES / language / NAME
    return Glossary(read_forms(file.read_text("utf-8")) if file.exists() else {}, spaced=spaced)
