"""Look for regexes in a text: many at once by one automaton, one at a time only where its literals stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import re2

from ailabel.disclosure.narrowing import Narrower
from ailabel.disclosure.opening import opening
from ailabel.disclosure.passage import Passage
from ailabel.disclosure.regex import MEMORY, for_ascii, is_opening, most_repeats, options
from ailabel.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ailabel.disclosure.pattern import Clue, Lexicon

FARTHEST = 8  # repeats up to which gates share an automaton; one that counts further is cut off there
TOGETHER = 3  # gates apart that share an automaton; its states are pairs, triples, ... of theirs
MOST = 12  # gates that share one in any case; those that ship come to 70, a user may add hundreds
REGEX_MEMORY = 3 << 19  # bytes that of one regex may grow to; texts of many languages need hundreds
LONG, STEPS = 15_000, 45_000  # characters and steps of re2 of a regex whose states need twice as many
FEW = 30_000  # bytes of text; for fewer, to look for literals costs less than to compile what they spare
LARGE = 5_000  # characters of a regex; shorter ones are compiled as soon as narrowed (benchmarks/NOTES.md)
TIMES = 4  # that one is narrowed before it is compiled in full, which takes four times as long (there, too)
PERIOD = 2 << 20  # bytes of text in which one must be called for to be kept (benchmarks/NOTES.md)
LEAST = 100  # bytes that a text counts for, as one look for each literal costs the same however short it is


class Regexes:
    """Regexes by their clues; one is compiled when a passage first calls for it, and kept while any does.

    A large one is narrowed to the first passages that call for it. As long as few texts were seen, one whose
    literals do not stand in a passage is not compiled for it, and for ASCII it is compiled without the many
    bytes of all other characters, in two thirds of the time. Later it is compiled once, for UTF-8, since both
    together take twice the memory.
    """

    def __init__(self, lexicons: Mapping[str, Lexicon]) -> None:
        self._lexicons = lexicons
        self._narrowers: dict[str, Narrower] = {}
        self._called: Counter[str] = Counter()
        self._kept: tuple[Recent[str, Any], Recent[str, Any]] = (Recent(), Recent())  # for UTF-8; for ASCII
        self._seen = self._turned = 0

    def __len__(self) -> int:
        return sum(map(len, self._kept))

    def see(self, data: bytes) -> Passage:
        """A whole text, which is to be searched."""
        self._seen += max(len(data), LEAST)
        return Passage(data, 0, len(data), len(data))

    def turn(self) -> bool:
        """Whether PERIOD has been read since the last turn; then what no text called for is forgotten."""
        if self._seen - self._turned < PERIOD:
            return False
        self._turned = self._seen
        self._called.clear()
        self._narrowers.clear()
        re2.purge()  # which keeps the last 128 by itself
        for kept in self._kept:
            kept.turn()
        return True

    def are_new(self) -> bool:
        return self._seen <= FEW

    def compiled(self, clue: Clue, *, ascii_only: bool = False) -> Any:  # noqa: ANN401  re2 has no types
        found = self._found(clue, ascii_only=ascii_only)
        if found is None:
            ascii_only = ascii_only and self.are_new()
            found = self._kept[ascii_only][clue.regex] = _compiled(clue.regex, ascii_only=ascii_only)
        return found

    def _found(self, clue: Clue, *, ascii_only: bool) -> Any:  # noqa: ANN401  re2 has no types
        """The regex if it was compiled; what was for any text does for ASCII, too."""
        for_any, for_ascii = self._kept
        return (ascii_only and for_ascii.get(clue.regex)) or for_any.get(clue.regex)

    def matches(self, clue: Clue, passage: Passage) -> Iterator[Any]:
        """Every match in the passage, from left to right."""
        if (regex := self._ready(clue, passage)) is None:
            return iter(())
        found: Iterator[Any] = regex.finditer(passage.data, passage.start, passage.end)
        return found

    def matches_at(self, clue: Clue, passage: Passage, starts: Iterable[int]) -> Iterator[Any]:
        """The match that begins at each of these bytes of the passage, where there is one."""
        regex = None
        for start in starts:
            if regex is None and (regex := self._ready(clue, passage)) is None:
                return
            if match := regex.match(passage.data, start, passage.end):
                yield match

    def _ready(self, clue: Clue, passage: Passage) -> Any:  # noqa: ANN401  re2 has no types
        """The regex for a passage; None where it cannot match and is not compiled to see so."""
        is_ascii = passage.is_ascii
        if (found := self._found(clue, ascii_only=is_ascii)) is None:
            if (self.are_new() or not passage.is_whole) and not passage.may_hold(clue):
                return None
            if len(clue.regex) > LARGE and clue.written and self._called[clue.regex] < TIMES:
                self._called[clue.regex] += 1
                return self._narrowed(clue, passage)
            found = self.compiled(clue, ascii_only=is_ascii)
        return found

    def _narrowed(self, clue: Clue, passage: Passage) -> Any:  # noqa: ANN401  re2 has no types
        """What of the regex can match in a passage; None where nothing can."""
        language = clue.language
        if language not in self._narrowers:
            self._narrowers[language] = Narrower(self._lexicons[language].named)
        known = passage.known.setdefault(language, {})
        try:
            left = self._narrowers[language].narrowed(clue.written, passage.haystack, known)
        except ValueError:  # a construct that is not read there
            left = clue.regex
        return left and _compiled(left, ascii_only=passage.is_ascii)


class Sweep:
    """Many gates, looked for together; what stands behind a gate is found with it."""

    def __init__(
        self, gates: Iterable[tuple[Clue, Any, Any]], regexes: Regexes, apart: Container[str] = ()
    ) -> None:
        """`gates` has (clue, key, item) for each thing behind a gate; a key holds things there apart.

        Regexes `apart` from others get automata of their own: together all have more states, and are slower
        to begin (benchmarks/NOTES.md).
        """
        clues: dict[str, Clue] = {}
        behind: dict[str, dict[Any, list[Any]]] = {}
        for clue, key, item in gates:
            clues[clue.regex] = clue
            behind.setdefault(clue.regex, {}).setdefault(key, []).append(item)
        self._clues = tuple(clues.values())
        self._behind = [[(key, tuple(items)) for key, items in keyed.items()] for keyed in behind.values()]
        self._regexes = regexes
        self._apart = apart
        self._are_known = all(clue.folded or clue.cased for clue in self._clues)
        self._automata: Sequence[tuple[Any, Sequence[int]]] = ()
        self._cut: AbstractSet[int] = frozenset()  # gates that automata look for by what they begin with

    def opened(self, wholes: Sequence[Passage]) -> Iterator[tuple[Any, tuple[Any, ...], Sequence[int]]]:
        """For gates that texts open, in order: a key, what it has behind one, the places of these texts."""
        if self._are_known and self._regexes.are_new():
            found = self._one_by_one(wholes)
        else:
            found = self._together(wholes)
        for gate in sorted(found):
            for key, items in self._behind[gate]:
                yield key, items, found[gate]

    def found_in(self, windows: Sequence[Passage]) -> dict[str, Sequence[int]]:
        """The regexes of the gates that stand in windows, with the places of those windows."""
        found = self._together(windows)
        return {self._clues[gate].regex: places for gate, places in found.items()}

    def _one_by_one(self, wholes: Sequence[Passage]) -> dict[int, list[int]]:
        """For each gate that a text opens the places of those texts."""
        opened = {
            gate: [at for at, whole in enumerate(wholes) if any(self._regexes.matches(clue, whole))]
            for gate, clue in enumerate(self._clues)
        }
        return {gate: places for gate, places in opened.items() if places}

    def _together(self, passages: Sequence[Passage]) -> dict[int, list[int]]:
        """The same by automata, each of which reads all passages in a row."""
        if not self._automata:
            regexes = [clue.regex for clue in self._clues]
            openings = [_opening(regex, self._apart) for regex in regexes]
            self._automata = tuple(_automata(openings, self._apart))
            self._cut = {at for at, regex in enumerate(regexes) if openings[at] != regex}
        texts = [passage.around() for passage in passages]
        found: dict[int, list[int]] = {}
        for automaton, gates in self._automata:
            for at, opened in enumerate(map(automaton.Match, texts)):
                for gate in opened or ():
                    found.setdefault(gates[gate], []).append(at)
        for gate in found.keys() & self._cut:
            clue = self._clues[gate]
            found[gate] = [at for at in found[gate] if any(self._regexes.matches(clue, passages[at]))]
        return {gate: places for gate, places in found.items() if places}


def _compiled(source: str, *, ascii_only: bool) -> Any:  # noqa: ANN401  re2 has no types
    regex = for_ascii(source) if ascii_only else source
    if len(regex) <= LONG:
        compiled = re2.compile(regex, options(REGEX_MEMORY, ascii_only=ascii_only))
        if compiled.programsize <= STEPS:
            return compiled
    return re2.compile(regex, options(2 * REGEX_MEMORY, ascii_only=ascii_only))


def _opening(source: str, apart: Container[str]) -> str:
    """What an automaton looks for in place of a gate."""
    return source if source in apart or is_opening(source) else opening(source, FARTHEST)


def _automata(openings: Sequence[str], apart: Container[str]) -> Iterator[tuple[Any, Sequence[int]]]:
    """One for gates at the opening of a text, some for those `apart`, the rest by how far they count.

    What opens a text counts characters there: others would have to count along, in states that no other
    text needs. So they would where one that could not be cut off leaves much open.
    """
    first = [at for at, regex in enumerate(openings) if is_opening(regex)]
    others = [at for at, regex in enumerate(openings) if not is_opening(regex)]
    parted = [at for at in others if openings[at] in apart]
    shared = [at for at in others if openings[at] not in apart]
    near = [at for at in shared if most_repeats(openings[at]) <= FARTHEST]
    far = [at for at in shared if most_repeats(openings[at]) > FARTHEST]
    search = ((parted, TOGETHER), (near, MOST), (far, MOST))
    for kind, gates, most in (
        (re2.Set.MatchSet, first, MOST),
        *((re2.Set.SearchSet, *row) for row in search),
    ):
        for share in _shares(gates, most):
            yield from _unions(kind, openings, share)


def _shares(gates: Sequence[int], most: int) -> Iterator[Sequence[int]]:
    """The gates in as few shares of so many as will do, of about one size."""
    few = -(-len(gates) // most)
    return (gates[at::few] for at in range(few))


def _unions(
    kind: Callable[[Any], Any], regexes: Sequence[str], gates: Sequence[int]
) -> Iterator[tuple[Any, Sequence[int]]]:
    """One automaton for these gates; several where they take more steps than re2 allows one in MEMORY."""
    union = kind(options(MEMORY))
    for gate in gates:
        union.Add(regexes[gate])
    try:
        union.Compile()
    except re2.error:
        if len(gates) == 1:
            raise
        for half in _shares(gates, -(-len(gates) // 2)):
            yield from _unions(kind, regexes, half)
    else:
        yield union, gates
