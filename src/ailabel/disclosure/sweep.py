"""Look for regexes in a text: many at once by one automaton, one at a time only where its literals stand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from ailabel.disclosure.passage import Passage
from ailabel.disclosure.regex import for_ascii, is_opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.disclosure.pattern import Clue

MEMORY = 64 << 20  # bytes an automaton of gates may grow to; with less, texts of many kinds start it anew
REGEX_MEMORY = 16 << 20  # bytes that of one regex may grow to; texts of many languages need hundreds
FEW = 30_000  # bytes of text; for fewer, to look for literals costs less than to compile what they spare


class Regexes:
    """Regexes by their clues; one is compiled when a passage first calls for it, and kept.

    As long as few texts were seen, one whose literals do not stand in a passage is not compiled for it. For
    ASCII it is compiled without the many bytes of all other characters, in two thirds of the time.
    """

    def __init__(self) -> None:
        self._kept: tuple[dict[str, Any], dict[str, Any]] = ({}, {})  # for UTF-8, and for ASCII
        self._seen = 0

    def __len__(self) -> int:
        return sum(map(len, self._kept))

    def see(self, data: bytes) -> Passage:
        """A whole text, which is to be searched."""
        self._seen += len(data)
        return Passage(data, 0, len(data), len(data))

    def are_new(self) -> bool:
        return self._seen <= FEW

    def compiled(self, clue: Clue, *, ascii_only: bool = False) -> Any:  # noqa: ANN401  re2 has no types
        kept = self._kept[ascii_only]
        if clue.regex not in kept:
            regex = for_ascii(clue.regex) if ascii_only else clue.regex
            kept[clue.regex] = re2.compile(regex, options(ascii_only=ascii_only))
        return kept[clue.regex]

    def match(self, clue: Clue, passage: Passage, start: int) -> Any:  # noqa: ANN401  re2 has no types
        """The match that begins at this byte of the passage; None where there is none."""
        if self._is_spared(clue, passage):
            return None
        return self.compiled(clue, ascii_only=passage.is_ascii).match(passage.data, start, passage.end)

    def matches(self, clue: Clue, passage: Passage) -> Iterator[Any]:
        """Every match in the passage, from left to right."""
        if self._is_spared(clue, passage):
            return iter(())
        regex = self.compiled(clue, ascii_only=passage.is_ascii)
        found: Iterator[Any] = regex.finditer(passage.data, passage.start, passage.end)
        return found

    def _is_spared(self, clue: Clue, passage: Passage) -> bool:
        return (
            self.are_new() and clue.regex not in self._kept[passage.is_ascii] and not passage.may_hold(clue)
        )


class Sweep:
    """Many gates, looked for together; what stands behind a gate is found with it."""

    def __init__(self, gates: Iterable[tuple[Clue, Any]], regexes: Regexes) -> None:
        """`gates` has a row for each thing that stands behind a gate."""
        behind: dict[str, list[Any]] = {}
        clues: dict[str, Clue] = {}
        for clue, item in gates:
            clues[clue.regex] = clue
            behind.setdefault(clue.regex, []).append(item)
        self._clues = tuple(clues.values())
        self._behind = tuple(map(tuple, behind.values()))
        self._regexes = regexes
        self._are_known = all(clue.folded or clue.cased for clue in self._clues)
        self._automata: Sequence[tuple[Any, Sequence[int]]] = ()

    def opened(self, whole: Passage) -> Sequence[tuple[Any, ...]]:
        """All that stands behind each gate that the text opens, in the order of the gates."""
        if self._are_known and self._regexes.are_new():
            found = [at for at, clue in enumerate(self._clues) if any(self._regexes.matches(clue, whole))]
        else:
            found = self._together(whole.data)
        return [self._behind[gate] for gate in found]

    def found_in(self, window: Passage) -> set[str]:
        """The regexes of the gates that stand in the window."""
        return {self._clues[at].regex for at in self._together(window.around())}

    def _together(self, data: bytes) -> list[int]:
        """The gates that stand in there, in their order."""
        if not self._automata:
            self._automata = tuple(_automata(self._clues))
        found: list[int] = []
        for automaton, gates in self._automata:
            if places := automaton.Match(data):
                found += map(gates.__getitem__, places)
        found.sort()
        return found


@cache
def options(memory: int = REGEX_MEMORY, *, ascii_only: bool = False) -> Any:  # noqa: ANN401  re2 has no types
    """What every regex is compiled with; re2 says nothing on stderr and raises instead."""
    chosen = re2.Options()
    if ascii_only:
        chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.max_mem = memory
    chosen.log_errors = False
    return chosen


def _automata(clues: Sequence[Clue]) -> Iterator[tuple[Any, Sequence[int]]]:
    """One for the gates at the opening of a text, and one for all others; each with the gates that it has.

    What opens a text counts characters there: others would have to count along, in states that no other
    text needs.
    """
    for opens in (True, False):
        gates = [at for at, clue in enumerate(clues) if is_opening(clue.regex) is opens]
        union = re2.Set.MatchSet(options(MEMORY)) if opens else re2.Set.SearchSet(options(MEMORY))
        for gate in gates:
            union.Add(clues[gate].regex)
        if gates:
            union.Compile()
            yield union, gates
