"""Spell a pattern's regex out: fragments put in, spaces made breaks between words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SPACE = regex(r"\\.|\[(?:\\.|[^\]\\])*\]| ", re.DOTALL)  # or an escape or class, in which it is no break
FOREIGN = regex(r"[^\x00-\x7f]")
ESCAPED = regex(r"\\x\{([0-9a-f]+)\}", re.IGNORECASE)
COUNTED = regex(r"(?<!x)\{(?:\d*,)?(\d+)\}")  # repeats, at most; \x{41} is a character
ASCII = 0x80  # the first character that is none
BREAK = r"(?:\s{1,2})"  # a space, or a line break of a wrapped line
MEMORY = 64 << 20  # bytes an automaton of gates may grow to; with less, texts of many kinds start it anew
UNFOLDED = {" ": r"\s+", "ss": "(?:ss|ß)", "i\u0307": "(?:i\u0307|İ)"}
"""What a literal has after squeezing and folding, as the regexes that stand for it before."""


@cache
def options(memory: int = MEMORY, *, ascii_only: bool = False) -> Any:  # noqa: ANN401  re2 has no types
    """What every regex is compiled with; re2 says nothing on stderr and raises instead."""
    chosen = re2.Options()
    if ascii_only:
        chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.max_mem = memory
    chosen.log_errors = False
    return chosen


def expand(regex: str, fragments: Mapping[str, str]) -> str:
    """The regex that re2 compiles, case-insensitive.

    Raises:
        KeyError: a fragment that is named and not defined.
    """
    return Speller(fragments).expanded(regex)


class Speller:
    """Spells regexes out that may name these fragments, each of which is spelt out once."""

    def __init__(self, fragments: Mapping[str, str]) -> None:
        self._fragments = fragments
        self._known: dict[str, str] = {}

    def expanded(self, regex: str) -> str:
        """As `expand`."""
        return "(?i)" + self._spelt(regex)

    def _spelt(self, regex: str) -> str:
        line = one_line(regex)
        parts, at = [], 0
        for name, start, end in names_in(line):
            if name not in self._known:
                self._known[name] = f"(?:{self._spelt(self._fragments[name])})"
            parts += [with_breaks(line[at:start]), self._known[name]]
            at = end
        return "".join([*parts, with_breaks(line[at:])])


def with_breaks(regex: str) -> str:
    """Breaks for the spaces of a regex that stands on one line."""
    return SPACE.sub(lambda match: BREAK if match[0] == " " else match[0], regex)


def any_of(folded: Iterable[str], cased: Iterable[str]) -> str:
    r"""A regex that matches wherever one of these literals stands, as a `Haystack` would have it.

    >>> any_of(["by ai"], ["[Dein"])
    '(?i)(?:by\\s+ai|(?-i:\\[Dein))'
    """
    parts = [*map(_unfolded, folded), *(f"(?-i:{_unfolded(text)})" for text in cased)]
    return f"(?i)(?:{'|'.join(parts)})"


def _unfolded(literal: str) -> str:
    regex: str = re2.escape(literal).replace("\\ ", " ")
    for folded, found in UNFOLDED.items():
        regex = regex.replace(folded, found)
    return regex


def one_line(regex: str) -> str:
    """Lines of a long regex joined, so that a pattern in TOML may be set like verse.

    A line break stands for a space, except before "|": alternatives may have lines of their own.
    """
    lines = [part for line in regex.splitlines() if (part := line.strip())]
    return "".join(("" if not at or line[0] == "|" else " ") + line for at, line in enumerate(lines))


def names_in(regex: str) -> tuple[tuple[str, int, int], ...]:
    r"""Every `{NAME}` of a regex with its start and end; that of a class (`\p{Lu}`) is none.

    >>> names_in(r"\p{Lu}{AI}"), names_in(r"\\p{AI}")
    ((('AI', 6, 10),), (('AI', 3, 7),))
    """
    found, at = [], regex.find("{")
    while at != -1:
        close = regex.find("}", at)
        name = regex[at + 1 : close]
        if close != -1 and _may_name(name) and not _is_class(regex, at):
            found.append((name, at, close + 1))
        at = regex.find("{", at + 1)
    return tuple(found)


def _may_name(name: str) -> bool:
    return len(name) > 1 and name[0].isupper() and name.replace("_", "").isalnum()


def _is_class(regex: str, at: int) -> bool:
    """Whether a bracket there opens the name of one, behind a backslash that is not escaped itself."""
    if regex[at - 1 : at] not in {"p", "P"}:
        return False
    before = regex[: at - 1]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def required_names(regex: str, fragments: Mapping[str, str], cues: Mapping[str, str]) -> tuple[str, ...]:
    """Fragments that stand in every match, cues first: outside every group, not optional, never empty."""
    unique = dict.fromkeys(_required(one_line(regex), fragments))
    compiled = {name: re2.compile(expand("{" + name + "}", fragments), options()) for name in unique}
    telling = [name for name, regex in compiled.items() if not regex.fullmatch("")]
    return tuple(sorted(telling, key=lambda name: name not in cues))


def leading_name(regex: str) -> str:
    """The fragment that every match begins with; empty where the regex begins otherwise."""
    line = one_line(regex).removeprefix(r"\b")
    if "|" in (char for char, depth in zip(line, _depths(line), strict=True) if depth == 0):
        return ""
    return next(
        (name for name, start, end in names_in(line) if start == 0 and line[end : end + 1] not in "?*{"), ""
    )


def for_ascii(regex: str) -> bytes:
    """The regex in Latin-1, with a character that stands in no ASCII for every other one that does not."""
    spelt = ESCAPED.sub(_spelt, regex)
    return FOREIGN.sub("ÿ", spelt).encode("latin-1")


def _spelt(escaped: re.Match[str]) -> str:
    """The character of an escape, unless that is ASCII, where it may mean something to a regex."""
    code = int(escaped[1], 16)
    return escaped[0] if code < ASCII else chr(code)


def most_repeats(regex: str) -> int:
    r"""How far a regex counts: the most repeats that it lets anything have, as long as they are counted.

    >>> most_repeats(r"by\s{1,2}[\x{200b}\x{200c}]+[^.]{0,60} AI")
    60
    """
    return max(map(int, COUNTED.findall(regex)), default=0)


def is_opening(regex: str) -> bool:
    """Whether a regex, as `expand` gives it, matches nowhere but at the beginning of a text."""
    if r"\A" not in regex:
        return False
    line = regex.removeprefix("(?i)")
    depths = _depths(line)
    if line.startswith("(?:") and min(depths[1:-1], default=0) > 0:  # one group holds all of it
        line, depths = line[3:-1], [depth - 1 for depth in depths[3:-1]]
    return line.startswith(r"\A") and not any(
        char == "|" and depth == 0 for char, depth in zip(line, depths, strict=True)
    )


def _required(regex: str, fragments: Mapping[str, str]) -> list[str]:
    depths = _depths(regex)
    if any(char == "|" and depth == 0 for char, depth in zip(regex, depths, strict=True)):
        return []
    found = []
    for name, start, end in names_in(regex):
        if depths[start] == 0 and not regex[end:].startswith(("?", "*", "{0")):
            found += [name, *_required(one_line(fragments[name]), fragments)]
    return found


def _depths(regex: str) -> list[int]:
    """For each character the number of groups and classes it stands in; an escaped one counts as 1 deep."""
    depths, depth, in_class, escaped = [], 0, False, False
    for char in regex:
        if escaped or char == "\\":
            depths.append(depth + 1)
            escaped = not escaped and char == "\\"
            continue
        if in_class:
            in_class = char != "]"
            depths.append(depth + 1)
            continue
        in_class = char == "["
        depth -= char == ")"
        depths.append(depth + in_class)
        depth += char == "("
    return depths
