"""The compact form of the patterns, which scoring reads: a line of JSON for each language."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ailabel.disclosure.grammar import Grammar
from ailabel.disclosure.haystack import parted
from ailabel.disclosure.matching import Patterns
from ailabel.disclosure.pattern import ANY, Clue, Lexicon, Pack, Pattern, Ready

if sys.platform != "win32":
    from mmap import MADV_DONTNEED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.disclosure.literals import Literals

COMPACT = Path(__file__).resolve().parent.parent / "languages" / "patterns.json"
COLUMNS = Pattern.__match_args__[: Pattern.__match_args__.index("matches")]  # all but examples and source
SHARED = ("cues", "fragments", "tools")  # tables in which every language has what `any` has
MANY = 192  # literals of a pattern that are kept beside those of its fragments
BETWEEN = ",\n"  # lines
LISTS = ("words", "nouns", "tools", "verbs", "classes", "kinds")  # tables of lists


def to_json(patterns: Patterns) -> str:
    """A list: first the bytes of each language and the marks, then a line for each, nothing in it twice."""
    from ailabel.disclosure.literals import Literals

    literals = {name: Literals(lexicon.named) for name, lexicon in patterns.lexicons.items()}
    marks = {
        view: {name: _row_of(literals[name].clue(patterns.lexicons[name].mark)) for name in rows}
        for view, rows in patterns.marks.items()
    }
    packs = {name: _line(_pack_row(name, patterns, literals[name])) for name in patterns.lexicons}
    head = _line({"bytes": {name: len(pack.encode()) for name, pack in packs.items()}, "marks": marks})
    return "[\n" + BETWEEN.join((head, *packs.values())) + "\n]\n"


def _pack_row(language: str, patterns: Patterns, literals: Literals) -> dict[str, Any]:
    own = [pattern for pattern in patterns if pattern.language == language]
    clues = dict(_clues(own, literals))
    return {
        "lexicon": _own_words(patterns.lexicons[language], patterns.lexicons[ANY]),
        "patterns": [_pattern_row(pattern, clues) for pattern in own],
        "clues": {name: _row_of(clue) for name, clue in clues.items()},
        "ready": _ready_row(own, patterns.lexicons[language]),
    }


def _ready_row(patterns: Iterable[Pattern], lexicon: Lexicon) -> list[Any] | None:
    """What the grammar of a language that has one is made of."""
    if not lexicon.phrases:
        return None
    ready = Grammar([pattern for pattern in patterns if pattern.reads_sentences], lexicon).ready
    return [ready.classes, ready.needs, ready.words]


def _clues(patterns: Iterable[Pattern], literals: Literals) -> Iterator[tuple[str, Clue]]:
    """What is looked for before the patterns themselves, and what else stands in their matches."""
    for pattern in patterns:
        if not pattern.has_gate:
            continue
        for name in filter(None, (pattern.cue, *pattern.needs, pattern.lead)):
            yield name, literals.clue("{" + name + "}")
        if not pattern.cue:
            yield pattern.id, literals.clue(pattern.regex)
        elif pattern.regex and 0 < len(_literals(rest := _rest(pattern, literals))) <= MANY:
            yield pattern.id, rest


def _rest(pattern: Pattern, literals: Literals) -> Clue:
    """What a pattern is beside the fragments that it needs; the regex itself is not spelt out."""
    regex = pattern.regex
    for name in (pattern.cue, *pattern.needs):
        regex = regex.replace("{" + name + "}", ".")
    found = literals.clue(regex)
    return Clue("", found.folded, found.cased)


def _pattern_row(pattern: Pattern, clues: Mapping[str, Clue]) -> list[Any]:
    """With what it needs in the order in which it tells most: short literals stand in many texts.

    Its cue is among it: that of a pattern of ours stands in every match (tests/disclosure/test_cues.py).
    """
    row = {column: getattr(pattern, column) for column in COLUMNS}
    needs = dict.fromkeys(filter(None, (*pattern.needs, pattern.cue)))
    row["needs"] = sorted(needs, key=lambda name: -_shortest(clues[name]))
    return list(row.values())


def _shortest(clue: Clue) -> int:
    return min(map(len, _literals(clue)), default=0)


def _literals(clue: Clue) -> Sequence[str]:
    return (*parted(clue.folded), *parted(clue.cased))


def _row_of(clue: Clue) -> list[Any]:
    return [clue.regex, clue.folded, clue.cased]


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _own_words(lexicon: Lexicon, common: Lexicon) -> dict[str, Any]:
    """The fields of a lexicon without what it shares with `any`."""
    row: dict[str, Any] = {name: getattr(lexicon, name) for name in Lexicon.__match_args__}
    if lexicon is not common:
        for table in SHARED:
            shared = getattr(common, table)
            row[table] = {name: item for name, item in row[table].items() if shared.get(name) != item}
    return row


def read_json(path: Path = COMPACT) -> Patterns:
    """The patterns, without their examples; nothing of a language is read before it is asked for."""
    with path.open("rb") as file:
        file.readline()
        head = json.loads(file.readline().rstrip(b",\n"))
        begin = file.tell()
    starts = accumulate((size + len(BETWEEN) for size in head["bytes"].values()), initial=begin)
    places = {
        name: (start, after - len(BETWEEN))
        for name, (start, after) in zip(head["bytes"], pairwise(starts), strict=True)
    }
    marks = {view: {name: _clue(row) for name, row in rows.items()} for view, rows in head["marks"].items()}
    return Patterns(Packs(path, places), marks)


class Packs(Mapping[str, Pack]):
    """A pack for each language, read from its place in a file when it is asked for, and kept."""

    def __init__(self, path: Path, places: Mapping[str, tuple[int, int]]) -> None:
        self._path, self._places = path, places
        self._read: dict[str, Pack] = {}
        with path.open("rb") as file:  # mapped: what is never asked for takes no memory
            self._bytes = mmap(file.fileno(), 0, access=ACCESS_READ)

    def __getitem__(self, language: str) -> Pack:
        if language not in self._read:
            row = json.loads(self._bytes[slice(*self._places[language])])
            if sys.platform != "win32":
                self._bytes.madvise(MADV_DONTNEED)  # pages that were read count as memory of this process
            common = self[ANY].lexicon if language != ANY else None
            self._read[language] = _pack(row, common)
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __reduce__(self) -> tuple[type[Packs], tuple[Path, Mapping[str, tuple[int, int]]]]:
        return Packs, (self._path, self._places)


def _pack(row: dict[str, Any], common: Lexicon | None) -> Pack:
    lexicon = row["lexicon"]
    for table in LISTS:  # JSON has no tuples
        lexicon[table] = {name: tuple(words) for name, words in lexicon[table].items()}
    if common is not None:
        lexicon |= {table: {**getattr(common, table), **lexicon[table]} for table in SHARED}
    patterns = tuple(map(_pattern, row["patterns"]))
    clues = {name: _clue(clue) for name, clue in row["clues"].items()}
    return Pack(Lexicon(**lexicon), patterns, clues, row["ready"] and Ready(*row["ready"]))


def _pattern(row: list[Any]) -> Pattern:
    row[NEEDS] = tuple(row[NEEDS])
    return Pattern(*row, *NO_EXAMPLES)


NO_EXAMPLES: tuple[Any, ...] = ((), (), "")
NEEDS = COLUMNS.index("needs")


def _clue(row: list[Any]) -> Clue:
    return Clue(*row)
