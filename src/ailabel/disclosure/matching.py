"""Find where patterns match: one sweep of the text for cues, then regexes in what lies around them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from ailabel.disclosure.regex import expand
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ailabel.disclosure.pattern import Lexicon, Pattern, Sight

ANY = "any"
Places = dict[tuple[str, str], "Sequence[int]"]

STARTS = r"(?:\A|[\n.!?:;|\[(·—–。！？：【（［〔؟]|- )"  # where a notice may begin
DECORATION = r"[\s!-/:-@\[-`{-~„“”«»‘’「『（【［〔—–•·…※◆■●▲★☆✅✨⚠ℹ📝🤖💡🔔\x{fe0f}]{0,8}"
NOTICE_START = STARTS + DECORATION
REACH = 480  # bytes on either side of a cue in which a match may lie; every regex is narrower
BLANK = b"\n\n"  # no match goes beyond its paragraph
MEMORY = 16 << 20  # bytes an automaton may grow to; far above what texts make it


@value
class Hit:
    """Where a regex matched in a view: `view[start:end]`, before anyone asks what it means."""

    pattern: Pattern
    view: str
    start: int
    end: int


@value
class Sweep:
    """One automaton over many gates; what stands behind gate i is `behind[i]`."""

    gates: Any
    behind: tuple[Any, ...]

    def opened(self, data: bytes) -> Iterator[Any]:
        """What stands behind each gate that the text opens, in the order of the gates."""
        for gate in sorted(self.gates.Match(data) or ()) if self.behind else ():
            yield from self.behind[gate]


class Patterns:
    """Patterns ready to match. A regex is compiled when a text first calls for it, and kept."""

    __slots__ = ("_marks", "_regexes", "_sweeps", "lexicons", "rows")

    def __init__(self, rows: Sequence[Pattern], lexicons: Mapping[str, Lexicon]) -> None:
        self.rows = tuple(rows)
        self.lexicons = dict(lexicons)
        self._sweeps: dict[tuple[Sight, str], Sweep] = {}
        self._marks: dict[Sight, Sweep] = {}
        self._regexes: dict[tuple[str, str], Any] = {}

    def __reduce__(self) -> tuple[type[Patterns], tuple[tuple[Pattern, ...], dict[str, Lexicon]]]:
        return Patterns, (self.rows, self.lexicons)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self.rows)

    def find_hits(self, text: str, view: Sight) -> Iterator[Hit]:
        """Every match of every pattern that reads this view."""
        data = text.encode("utf-8", "replace")
        found = [match for rows in self._candidates(view, data) for match in self._matches(rows, data)]
        characters = _characters(data, {place for _, *span in found for place in span})
        for pattern, start, end in found:
            yield Hit(pattern, text, characters[start], characters[end])

    def _candidates(self, view: Sight, data: bytes) -> Iterator[tuple[Pattern, ...]]:
        """The patterns behind each gate that the text opens, those of a language where its marks stand."""
        for language in ("", *self._languages(view).opened(data)):
            yield from self._sweep(view, language).opened(data)

    def regex(self, pattern: Pattern) -> Any:  # noqa: ANN401  re2 has no types
        return self._compiled(pattern.language, pattern.regex)

    def _matches(self, rows: Sequence[Pattern], data: bytes) -> Iterator[tuple[Pattern, int, int]]:
        """(pattern, start, end) in bytes, for patterns behind one gate."""
        for window in self._windows(rows[0], data):
            places: dict[tuple[str, str], Sequence[int]] = {}
            for pattern in rows:
                if self._has_all(pattern, data, window, places):
                    for match in self._tries(pattern, data, window, places):
                        yield pattern, match.start(), match.end()

    def _tries(self, pattern: Pattern, data: bytes, window: tuple[int, int], places: Places) -> Iterator[Any]:
        """Matches of a pattern in a window, tried only where one can begin: a search costs many states."""
        regex = self.regex(pattern)
        if pattern.place == "notice":
            starts = self._places((ANY, NOTICE_START), data, window, places)
        elif pattern.lead:
            starts = self._places((pattern.language, "{" + pattern.lead + "}"), data, window, places)
        else:
            yield from regex.finditer(data, *window)
            return
        done = 0
        for start in starts:
            if start >= done and (match := regex.match(data, start, window[1])):
                done = match.end()
                yield match

    def _windows(self, pattern: Pattern, data: bytes) -> Sequence[tuple[int, int]]:
        """What of the text lies within reach of the pattern's cue; all of it where it has none."""
        if not pattern.cue:
            return ((0, len(data)),)
        cue = self._compiled(pattern.language, "{" + pattern.cue + "}")
        return windows(data, (match.span() for match in cue.finditer(data)))

    def _has_all(self, pattern: Pattern, data: bytes, window: tuple[int, int], places: Places) -> bool:
        """Whether every fragment that the pattern needs stands in the window."""
        keys = ((pattern.language, "{" + name + "}") for name in pattern.needs)
        return all(self._places(key, data, window, places) for key in keys)

    def _places(
        self, key: tuple[str, str], data: bytes, window: tuple[int, int], places: Places
    ) -> Sequence[int]:
        """Where the regex matches in the window; `places` keeps the answers of one window."""
        if key not in places:
            found = self._compiled(*key).finditer(data, *window)
            places[key] = [match.end() if key[1] == NOTICE_START else match.start() for match in found]
        return places[key]

    def _compiled(self, language: str, regex: str) -> Any:  # noqa: ANN401  re2 has no types
        key = (language, regex)
        if key not in self._regexes:
            self._regexes[key] = re2.compile(expand(regex, self.lexicons[language].named), options())
        return self._regexes[key]

    def _languages(self, view: Sight) -> Sweep:
        """The languages that have patterns for this view, behind their marks."""
        if view not in self._marks:
            marks: dict[str, list[str]] = {}
            for name in dict.fromkeys(row.language for row in self.rows if row.view == view):
                lexicon = self.lexicons[name]
                if lexicon.mark:
                    marks.setdefault(expand(lexicon.mark, lexicon.named), []).append(name)
            self._marks[view] = _compile_sweep(marks)
        return self._marks[view]

    def _sweep(self, view: Sight, language: str) -> Sweep:
        """The patterns of one language, or (for "") those that read every text, behind their gates."""
        if (view, language) not in self._sweeps:
            gates: dict[str, list[Pattern]] = {}
            for row in self.rows:
                lexicon = self.lexicons[row.language]
                if row.view == view and language == (row.language if lexicon.mark else ""):
                    gates.setdefault(gate(row, lexicon), []).append(row)
            self._sweeps[view, language] = _compile_sweep(
                {name: (tuple(rows),) for name, rows in gates.items()}
            )
        return self._sweeps[view, language]


@cache
def options() -> Any:  # noqa: ANN401  re2 has no types
    """What every regex is compiled with; re2 says nothing on stderr and raises instead."""
    chosen = re2.Options()
    chosen.max_mem = MEMORY
    chosen.log_errors = False
    return chosen


def gate(pattern: Pattern, lexicon: Lexicon) -> str:
    """A cheap regex without which the pattern is not tried: its cue, or itself when it has none."""
    return expand("{" + pattern.cue + "}" if pattern.cue else pattern.regex, lexicon.named)


def windows(data: bytes, cues: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """(start, end) of what lies within REACH of cues, inside their paragraphs; disjoint and in order."""
    merged: list[tuple[int, int]] = []
    for first, last in cues:
        start, end = _reach(data, first, last)
        if merged and start <= merged[-1][1]:
            start = merged.pop()[0]
        merged.append((start, end))
    return merged


def _reach(data: bytes, first: int, last: int) -> tuple[int, int]:
    """One line break of an empty line belongs to the paragraph, so that a regex may ask for it."""
    start, end = max(0, first - REACH), min(len(data), last + REACH)
    above, below = data.rfind(BLANK, start, first), data.find(BLANK, last, end)
    start = start if above == -1 else above + 1
    end = end if below == -1 else below + 1
    return _boundary(data, start), _boundary(data, end)


def _boundary(data: bytes, at: int) -> int:
    """The first offset from `at` on where a character of UTF-8 begins."""
    while at < len(data) and data[at] & 0xC0 == 0x80:  # noqa: PLR2004  the two top bits of what follows
        at += 1
    return at


def _characters(data: bytes, places: Iterable[int]) -> dict[int, int]:
    """Byte offsets as character offsets, in one pass over the text."""
    found, seen, count = {}, 0, 0
    for place in sorted(places):
        count += len(data[seen:place].decode())
        found[place] = count
        seen = place
    return found


def _compile_sweep(gates: Mapping[str, Sequence[Any]]) -> Sweep:
    union = re2.Set.SearchSet(options())
    for regex in gates:
        union.Add(regex)
    if gates:
        union.Compile()
    return Sweep(union, tuple(gates.values()))
