"""Find where patterns match: one sweep of the text for cues, then regexes in paragraphs that have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import re2

from ailabel.disclosure.regex import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ailabel.disclosure.pattern import Lexicon, Pattern, Sight

SWEEP_MEMORY = 64 << 20  # bytes; what the sweep's automaton may grow to, far above what texts make it


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a regex matched in a view: `view[start:end]`, before anyone asks what it means."""

    pattern: Pattern
    view: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sweep:
    """One automaton over many gates; `rows[i]` are the patterns that can match only where gate i does."""

    gates: Any
    rows: tuple[tuple[Pattern, ...], ...]

    def candidates(self, data: bytes) -> list[Pattern]:
        return [pattern for gate in self.gates.Match(data) or () for pattern in self.rows[gate]]


class Patterns:
    """Patterns ready to match. A regex is compiled when a text first calls for it, and kept."""

    __slots__ = ("_regexes", "_sweeps", "lexicons", "rows")

    def __init__(self, rows: Sequence[Pattern], lexicons: Mapping[str, Lexicon]) -> None:
        self.rows = tuple(rows)
        self.lexicons = dict(lexicons)
        self._sweeps: dict[tuple[Sight, bool], Sweep] = {}
        self._regexes: dict[tuple[str, str], Any] = {}

    def __reduce__(self) -> tuple[type[Patterns], tuple[tuple[Pattern, ...], dict[str, Lexicon]]]:
        return Patterns, (self.rows, self.lexicons)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self.rows)

    def find_hits(self, text: str, view: Sight) -> Iterator[Hit]:
        """Every match of every pattern that reads this view. A match lies inside one paragraph."""
        data = text.encode("utf-8", "replace")
        sweep = self._sweep(view, ascii_only=len(data) == len(text))
        if not sweep.rows or not sweep.gates.Match(data):
            return
        chars = seen = 0
        for start, end in paragraphs(data):
            candidates = sweep.candidates(data[start:end])
            if candidates:
                chars += len(data[seen:start].decode())
                seen = start
                for pattern, first, last in self._matches(candidates, data[start:end]):
                    yield Hit(pattern, text, chars + first, chars + last)

    def regex(self, pattern: Pattern) -> Any:  # noqa: ANN401  re2 has no types
        return self._compiled(pattern.language, pattern.regex)

    def _matches(self, candidates: Sequence[Pattern], paragraph: bytes) -> Iterator[tuple[Pattern, int, int]]:
        """(pattern, start, end) in characters; a pattern is tried where all that it needs is there."""
        there: dict[tuple[str, str], bool] = {}
        for pattern in candidates:
            for name in pattern.needs:
                key = (pattern.language, "{" + name + "}")
                if key not in there:
                    there[key] = self._compiled(*key).search(paragraph) is not None
                if not there[key]:
                    break
            else:
                for start, end in _in_characters(self.regex(pattern), paragraph):
                    yield pattern, start, end

    def _compiled(self, language: str, regex: str) -> Any:  # noqa: ANN401  re2 has no types
        key = (language, regex)
        if key not in self._regexes:
            self._regexes[key] = re2.compile(expand(regex, self.lexicons[language].fragments))
        return self._regexes[key]

    def _sweep(self, view: Sight, *, ascii_only: bool) -> Sweep:
        key = (view, ascii_only)
        if key not in self._sweeps:
            gates: dict[str, list[Pattern]] = {}
            for pattern in self.rows:
                lexicon = self.lexicons[pattern.language]
                if pattern.view == view and (lexicon.ascii or not ascii_only):
                    gates.setdefault(gate(pattern, lexicon), []).append(pattern)
            self._sweeps[key] = _compile_sweep(gates)
        return self._sweeps[key]


def gate(pattern: Pattern, lexicon: Lexicon) -> str:
    """A cheap regex without which the pattern is not tried: its cue, or itself when it has none."""
    return expand("{" + pattern.cue + "}" if pattern.cue else pattern.regex, lexicon.fragments)


def paragraphs(data: bytes) -> Iterator[tuple[int, int]]:
    """(start, end) of the stretches between empty lines."""
    blank = b"\r\n\r\n" if b"\r\n\r\n" in data else b"\n\n"
    start = 0
    while start < len(data):
        end = data.find(blank, start)
        end = len(data) if end == -1 else end
        if end > start:
            yield start, end
        start = end + len(blank)


def _compile_sweep(gates: Mapping[str, Sequence[Pattern]]) -> Sweep:
    options = re2.Options()
    options.max_mem = SWEEP_MEMORY
    union = re2.Set.SearchSet(options)
    for regex in gates:
        union.Add(regex)
    if gates:
        union.Compile()
    return Sweep(union, tuple(tuple(rows) for rows in gates.values()))


def _in_characters(regex: Any, paragraph: bytes) -> Iterator[tuple[int, int]]:  # noqa: ANN401  re2 has no types
    """Matches of a regex, their byte offsets counted as characters."""
    seen = chars = 0
    for match in regex.finditer(paragraph):
        start = chars + len(paragraph[seen : match.start()].decode())
        chars = start + len(paragraph[match.start() : match.end()].decode())
        seen = match.end()
        yield start, chars
