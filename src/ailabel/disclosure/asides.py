"""What a text holds beside its prose: front matter, what is said of images, comments."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from re import IGNORECASE
from typing import TYPE_CHECKING

from ailabel.code import fenced, is_inside
from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Pattern

REACH = 2_000  # characters that a comment may hold
LINE_REACH = 400  # characters of a line in which a backtick is looked for
FRONT = regex(r"\s{0,8}(---|\+\+\+)[ \t]{0,8}\n")
WRAPPED = regex(r"""(?m)^([ \t]{0,8}(?:- )?[A-Za-z][\w-]{0,30}[ \t]?[:=] ?)(["'])(.*)\2([ \t]*)$""")
IMAGE = regex(r"!\[([^\[\]\n]{4,300})\]\(")
TITLE = regex(r"""!\[[^\[\]\n]{0,300}\]\([^()\s"']{1,500}[ ]{1,4}(["'])([^"<>\n]{4,300})\1\)""")
ALT = regex(r"""\balt=("|')([^"<>\n]{4,300})\1""")
TAG = regex(  # or shortcode for an image
    r"(?:<|\{\{[<%] ?|\{% ?(?:include )?)(?:img|image|figure|picture)\b[^<>]{1,600}", IGNORECASE
)
NAMES = ("title=", "description=", "caption=", "credit=")  # of what a tag says of its image
SAID = regex(rf"""\b(?:{"|".join(NAMES)})\{{?("|')([^"<>\n]{{4,300}})\1""")
CAPTION = regex(  # of WordPress
    r"\[caption\b[^\[\]\n]{0,300}\](?:<[^<>\n]{1,400}>\s{0,4}){1,4}([^<>\[\]\n]{4,300})\[/caption\]"
)
MARKS = ("[", "<", "{%")  # a text with none of them has front matter or nothing
BREAK = "\n\n"  # parts one aside from the next
OPENS, CLOSES = "<!--", "-->"


@value
class Asides:
    """All of them in one string, each a paragraph.

    `starts` says where each starts there, `places` where in the text, `images` whether it describes an image.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]
    images: tuple[bool, ...]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of one aside stands in the text that holds it."""
        at = self._at(start)
        shift = self.places[at] - self.starts[at]
        return start + shift, end + shift

    def is_image(self, start: int) -> bool:
        return self.images[self._at(start)]

    def _at(self, start: int) -> int:
        return bisect_right(self.starts, start) - 1


def read_asides(text: str) -> Asides | None:
    """The asides of a text that are not shown as code; None where it has none. Linear in its length."""
    if not any(mark in text for mark in MARKS) and not FRONT.match(text):
        return None  # as most texts
    found = [*_asides(text)]
    blocks = fenced(text) if found else ()
    found = [
        aside for aside in found if not is_inside(aside[0], blocks) and not _is_in_backticks(text, aside[0])
    ]
    if not found:
        return None
    places, parts, images = zip(*found, strict=True)
    starts = accumulate((len(part) + len(BREAK) for part in parts[:-1]), initial=0)
    return Asides(BREAK.join(parts), tuple(starts), places, images)


def _is_in_backticks(text: str, place: int) -> bool:
    """Whether the mark-up is only shown, as code within a line."""
    nearest = max(0, place - LINE_REACH)
    line = max(nearest, text.rfind("\n", nearest, place) + 1)
    return text.count("`", line, place) % 2 == 1


def _asides(text: str) -> Iterator[tuple[int, str, bool]]:
    """(offset, as many characters as stand there, whether an image is described), in order of kind."""
    if front := FRONT.match(text):
        end = text.find("\n" + front[1], front.end() - 1)
        if end >= front.end():
            yield front.end(), WRAPPED.sub(r"\1 \3 \4", text[front.end() : end]), False
    if "![" in text:
        yield from _described(IMAGE, 1, text)
        yield from _described(TITLE, 2, text)
    if "alt=" in text:
        yield from _described(ALT, 2, text)
    if any(name in text for name in NAMES):
        for tag in TAG.finditer(text):
            yield from _described(SAID, 2, tag[0], tag.start())
    if "[/caption]" in text:
        yield from _described(CAPTION, 1, text)
    yield from ((start, text[start:end], False) for start, end in _comments(text))


def _described(pattern: Pattern[str], group: int, text: str, at: int = 0) -> Iterator[tuple[int, str, bool]]:
    return ((at + match.start(group), match[group], True) for match in pattern.finditer(text))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    opened, closed = text.find(OPENS), 0
    while opened != -1:
        start = opened + len(OPENS)
        if closed < start:
            closed = text.find(CLOSES, start)
        if closed == -1:
            return
        if closed - start <= REACH:
            yield start, closed
        opened = text.find(OPENS, start)
