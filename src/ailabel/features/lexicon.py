"""Words that features know, found among the tokens of a text in one look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ailabel.features.tokens import cut_tokens
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

NO_HASH = 2**64 - 1  # closes the list, for words that are not in it


@value
class Lexicon:
    """Known words by their hashes, which rise; the last row stands for every other word.

    `groups` has the place of a word's group, from 1; 0 where it is in none.
    """

    hashes: NDArray[np.uint64]
    is_grammar: NDArray[np.bool_]
    is_abbreviation: NDArray[np.bool_]
    groups: NDArray[np.uint8]

    @classmethod
    def of(
        cls, grammar: Sequence[str], abbreviations: Sequence[str], groups: Sequence[Sequence[str]]
    ) -> Lexicon:
        """`grammar` and `abbreviations` are those of `languages/en/words.toml`; no word is in two groups."""
        words = [*grammar, *abbreviations, *(word for group in groups for word in group)]
        hashes = np.sort(np.append(hash_words(set(words)), np.uint64(NO_HASH)))
        rows = np.searchsorted(hashes, hash_words(words))
        in_grammar, in_abbreviations, in_groups = np.split(
            rows, [len(grammar), len(grammar) + len(abbreviations)]
        )
        is_grammar, is_abbreviation = np.zeros((2, len(hashes)), np.bool_)
        is_grammar[in_grammar] = True
        is_abbreviation[in_abbreviations] = True
        group = np.zeros(len(hashes), np.uint8)
        group[in_groups] = np.repeat(np.arange(len(groups)) + 1, list(map(len, groups)))
        return cls(hashes, is_grammar, is_abbreviation, group)

    def find(self, hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
        """The row of each of these words."""
        places = np.searchsorted(self.hashes, hashes)
        places[self.hashes[places] != hashes] = len(self.hashes) - 1
        return places


def hash_words(words: Iterable[str]) -> NDArray[np.uint64]:
    """The hashes of words in lower case, each of which is one token."""
    return cut_tokens(" ".join(words).encode()).hashes
