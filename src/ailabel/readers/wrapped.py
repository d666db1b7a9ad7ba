"""Join the lines that were wrapped to fit a page, and the words that were parted there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Block = Sequence[str]  # lines that belong together

# Set by hand, and looked at in 180 texts of data/calibrate, set as PDF in lines of 92 and of 46 characters:
FULL = 0.85  # of the width of its block, in characters, has a full line with the word that had no room
MOST = 0.8  # of the lines that end within a sentence are full where lines were wrapped
FEW = 8  # of such lines in a column tell too little, and those of all columns tell it
NARROWEST = 25  # characters of a column in which lines are wrapped
RARE = 0.04  # of lines end in a hyphen where only words are parted that have one
BULLETS, QUOTES = "•‣▪◦", "\"'“‘„«"
ENDS, CLOSERS = (*".!?:;…。！？：",), "\"'”’»)]* "
JOINING = frozenset({"and", "und", "oder", "bis", "och", "eller", "og"})
"""Words behind which the rest of a compound comes: "pre- and post-war"."""
_ITEM = regex(r"\w{1,3}[.)] ")
_WORD = regex(r"(?P<word>\w+(?:-\w+)*)")
_BROKEN = regex(r"(?P<word>\w+(?:-\w+)*)-\Z")


def paragraphs(columns: Sequence[Sequence[Block]], words: Words) -> Iterator[str]:
    """Each block, its lines joined where they were wrapped; a sentence may go on in the next column."""
    held: list[str] = []
    was_wrapped = False
    breaks = [_breaks(column) for column in columns]
    whole = [is_full for own in breaks for is_full in own]
    for column, own in zip(columns, breaks, strict=True):
        is_wrapped = _are_full(own if len(own) >= FEW else whole)
        for number, block in enumerate(column):
            lines = _unwrapped(block, words, is_wrapped=is_wrapped)
            goes_on = number == 0 and was_wrapped and is_wrapped and not _is_ended(held[-1:])
            if held and (goes_on or _is_parted(held[-1], lines[0])):
                lines = [*held[:-1], words.join(held[-1], lines[0]), *lines[1:]]
            elif held:
                yield "\n".join(held)
            held, was_wrapped = lines, is_wrapped
    if held:
        yield "\n".join(held)


def _breaks(column: Iterable[Block]) -> list[bool]:
    """Of each line of a column that breaks within a sentence, whether it is full."""
    return [
        _is_full(line, following, block)
        for block in column
        for line, following in pairwise(block)
        if not _is_ended([line])
    ]


def _are_full(breaks: Sequence[bool]) -> bool:
    """Whether lines break where they are full; those of poems and lists break where they will."""
    return sum(breaks) > MOST * len(breaks)


def _unwrapped(block: Block, words: Words, *, is_wrapped: bool) -> list[str]:
    """The lines of a block, those that were wrapped or that break a word joined to what follows."""
    lines = [block[0]]
    for line, following in pairwise(block):
        if _is_parted(line, following) or (is_wrapped and _is_full(line, following, block)):
            lines[-1] = words.join(lines[-1], following)
        else:
            lines.append(following)
    return lines


def _is_full(line: str, following: str, block: Block) -> bool:
    """Whether the next word would have been too much for the line."""
    width = max(map(len, block))
    if width < NARROWEST or following[0] in BULLETS or (_is_ended([line]) and not _opens(following)):
        return False
    return len(line) + 1 + len(following.partition(" ")[0]) >= FULL * width


def _opens(line: str) -> bool:
    """Whether a line may begin with the next sentence of a paragraph: no item, number or note in brackets."""
    return line.lstrip(QUOTES)[:1].isalpha() and not _ITEM.match(line)


def _is_parted(line: str, following: str) -> bool:
    """Whether a word goes on in the next line."""
    word = following.partition(" ")[0]
    return bool(following[0].isalnum() and word not in JOINING and _BROKEN.search(line))


def _is_ended(lines: Block) -> bool:
    """Whether the last of them ends like a sentence."""
    return any(line.rstrip(CLOSERS)[-1:] in ENDS for line in lines[-1:])


class Words:
    """The words of a document, which tell what was parted at the end of a line."""

    def __init__(self, lines: Sequence[str]) -> None:
        parted = [bool(_BROKEN.search(line)) for line in lines]
        self._known = frozenset(
            word.casefold()
            for line, is_broken, was_broken in zip(lines, parted, [False, *parted], strict=False)
            for word in _WORD.findall(line)[was_broken : -1 if is_broken else None]
        )
        self._are_parted = sum(parted) > max(1, RARE * len(lines))

    def join(self, before: str, line: str) -> str:
        """A line and what it goes on with."""
        if _is_parted(before, line):
            return (before if self._has_hyphen(before, line) else before[:-1]) + line
        if _is_wide(before[-1]) and _is_wide(line[0]):
            return before + line
        return f"{before} {line}"

    def _has_hyphen(self, before: str, line: str) -> bool:
        """Whether the word that is parted here has a hyphen of its own.

        It has one in another line, or the document has both halves of it; either half, where few are parted.
        """
        broken, rest = _BROKEN.search(before), _WORD.match(line)
        head, tail = (found["word"].casefold() if found else "" for found in (broken, rest))
        if not line[0].islower() or f"{head}-{tail}" in self._known:
            return True
        halves = [half in self._known for half in (head.rpartition("-")[2], tail)]
        is_compound = halves[0] if "-" in head else all(halves) if self._are_parted else any(halves)
        return is_compound and head + tail not in self._known


def _is_wide(char: str) -> bool:
    """Of a script that writes no spaces."""
    return east_asian_width(char) in {"W", "F"}
