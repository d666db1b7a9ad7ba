"""Under which keys a field of front matter or JSON stands, read off its signs: the YAML may be broken."""

from __future__ import annotations

from bisect import bisect_right
from re import MULTILINE, VERBOSE
from typing import TYPE_CHECKING

from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ailabel.marks.settings import Block

COMMENT = "#"
REACH = 80  # characters before a bracket in which its key stands
_PICTURES = regex(
    r"image|picture|photo|thumb|banner|illustration|gallery|avatar|logo|poster|\b(?:cover|hero|figure|img)"
)
_SIGN = regex(r'"(?:[^"\\\n]|\\.)*+"|[{}\[\]]|^[\w-]{1,40}:', MULTILINE)
_KEY_BEFORE = regex(r"""([@\w-]{1,40})["']?\s{0,9}:\s{0,9}\Z""")
_LINE = regex(
    r"""^(?P<indent>[ \t]*+(?:-[ \t]++)*+)
    (?:(?P<comment>\#)|["']?(?P<key>[\w-]{1,40})["']?[ \t]*+:|(?=\S))""",
    MULTILINE | VERBOSE,
)


@value
class Step:
    """From `start` on, up to the next one, everything stands under `keys`."""

    start: int
    keys: tuple[str, ...]


def is_of_pictures(keys: Sequence[str]) -> bool:
    """Whether what stands under these keys is about an image."""
    return any(_PICTURES.search(key.lower()) for key in keys)


def keys_above(
    places: Sequence[int], brackets: Sequence[Step], lines: Sequence[Step]
) -> list[tuple[str, ...]]:
    """For each place the keys that hold it, of brackets and of lines."""
    return [(*_at(lines, place), *_at(brackets, place)) for place in places]


def bracket_steps(text: str) -> Iterator[Step]:
    """JSON, and YAML in its way: a bracket that a key stands before.

    A line of YAML that begins with a key is in no bracket, even where one was left open.
    """
    keys: list[str] = []
    for sign in _SIGN.finditer(text):
        if sign[0] in "{[":
            key = _KEY_BEFORE.search(text, max(0, sign.start() - REACH), sign.start())
            keys.append(key[1] if key else "")
        elif sign[0] in "}]" and keys:
            keys.pop()
        elif keys and sign[0].endswith(":"):
            keys.clear()
        else:
            continue
        yield Step(sign.start() if sign[0].endswith(":") else sign.end(), tuple(key for key in keys if key))


def line_steps(text: str, block: Block) -> Iterator[Step]:
    """Front matter line by line: what is indented stands under what is less so, a value under its key.

    What a comment holds stands under COMMENT.
    """
    above: list[tuple[int, str]] = []
    for line in _LINE.finditer(text, block.start, block.end):
        indent = len(line["indent"])
        while above and above[-1][0] >= indent:
            above.pop()
        keys = tuple(key for _, key in above if key)
        if line["comment"]:
            yield Step(line.start(), (*keys, COMMENT))
            continue
        above.append((indent, line["key"] or ""))
        yield Step(line.start(), keys)
        if line["key"]:
            yield Step(line.end(), (*keys, line["key"]))


def _at(steps: Sequence[Step], place: int) -> tuple[str, ...]:
    at = bisect_right(steps, place, key=lambda step: step.start)
    return steps[at - 1].keys if at else ()
