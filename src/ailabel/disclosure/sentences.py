"""Cut the sentences that name AI out of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ailabel.disclosure.passage import boundary
from ailabel.disclosure.setting import ALWAYS, ANEW, CLOSERS, WRAPPED, closing_bracket, dangles, has_room
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Heads = re.Pattern[bytes] | None

SENTENCE = 5  # words of a sentence in brackets, at least
CHARACTERS = 8  # the same, in other scripts than Latin
REACH = 300  # bytes before and after a word for AI that are read as its sentence
BREAK = 10  # a line feed
WIDEST = 4  # bytes of a character at most
WIDE = "|".join("。！？।").encode()  # no space follows these
END = regex(  # of a sentence, or of the code before a comment on its line
    rb"(?<!\.[A-Z])(?<!\s[A-Z])(?<!\.)[.!?](?:[)\]\"'*_]|\xe2\x80[\x99\x9c\x9d]|\xc2\xbb){0,3}\s|\n\s{0,9}\n|\n(?=\s{0,9}[-*#>|+])"
    rb"|(?:(?<=[;{}])|(?<=[;{}]\s)|(?<=[;{}]\s\s))(?://+|#)\s(?!\d)|" + WIDE
)
COMMENT = regex(rb"\s{0,40}(?://|#)")  # what opens a line that is a comment, or a heading
FIELD = regex(rb"[\w -]{1,30}:(?:\s|//)")  # what opens a line with a name, or a link: "author: ChatGPT"


class Sentence(NamedTuple):
    """A sentence of a text, the byte that it begins at, and whether it begins and ends with its line."""

    text: str
    first: int
    opens: bool
    closes: bool

    def placed(self, start: int, end: int) -> tuple[int, int]:
        """A range of its characters as bytes of the text."""
        at = self.first + len(self.text[:start].encode())
        return at, at + len(self.text[start:end].encode())


@cache
def heads_of(pointing: tuple[str, ...]) -> Heads:
    """What only the head of a sentence begins with: words that point to a text, in a capital."""
    words = {word.strip().capitalize() + (" " if word.endswith(" ") else "") for word in pointing}
    known = [
        re.escape(word).encode()
        for word in sorted(words)
        if word[:1].isupper() and word.strip() not in ALWAYS
    ]
    return re.compile(b"|".join(known)) if known else None


def cut(data: bytes, start: int, end: int, places: Iterable[int], heads: Heads = None) -> Iterator[Sentence]:
    """The sentences around places of a stretch, which rise; a line that `heads` matches begins one."""
    for first, last in sentences(data, start, end, places, heads):
        text = data[first:last].decode("utf-8", "replace")
        opens = first == 0 or BREAK in (data[first - 1], *data[first : first + 1])
        closes = last >= len(data) - 1 or BREAK in data[last - 1 : last + 1]
        yield Sentence(text, first, opens, closes)


def sentences(
    data: bytes, start: int, end: int, places: Iterable[int], heads: Heads = None
) -> Iterator[tuple[int, int]]:
    """Where the sentences around places of a stretch begin and end, no wider than twice REACH, none twice."""
    done = start
    for place in places:
        if place < done:
            continue
        left = _left(data, max(done, place - REACH), place, heads)
        done = _right(data, place, min(end, place + REACH), heads)
        done = _closed(data, left, place, done)
        yield left, done


def _left(data: bytes, start: int, place: int, heads: Heads) -> int:
    start = boundary(data, start)
    ends = [match.end() for match in END.finditer(data, start, place)]
    ends += [at + 1 for at in range(start, place) if data[at] == BREAK and _parts(data, at, heads)]
    return max(ends, default=start)


def _right(data: bytes, place: int, end: int, heads: Heads) -> int:
    while place < end < len(data) and data[end] & 0xC0 == 0x80:  # noqa: PLR2004  back to where one begins
        end -= 1
    match = END.search(data, place, end)
    end = match.end() if match else end
    return next((at for at in range(place, end) if data[at] == BREAK and _parts(data, at, heads)), end)


def _closed(data: bytes, left: int, place: int, right: int) -> int:
    """Where a sentence ends that a bracket opens and closes, or that ends here anyhow."""
    rest = data[place:right].decode("utf-8", "ignore")
    said = data[left:place].decode("utf-8", "ignore")
    closing = closing_bracket(said, rest)
    if closing is None or _is_label(said + rest[:closing]):
        return right
    return place + len(rest[: closing + 1].encode())


def _is_label(text: str) -> bool:
    """Whether too few words stand in brackets for a sentence: "[AI-generated] Labels like this"."""
    return len(text.split()) < SENTENCE if text.isascii() else len(text) < CHARACTERS


def _parts(data: bytes, at: int, heads: Heads) -> bool:
    """Whether a line break parts two sentences: a wrapped line goes on, no comment into code below it."""
    line = data[max(0, at - WIDEST * ANEW) : at].rpartition(b"\n")[2]
    if COMMENT.match(line) and not COMMENT.match(data, at + 1):
        return True
    below = data[at + 1 : at + 1 + REACH].decode("utf-8", "ignore")
    is_new = not below[:1].islower() or FIELD.match(data, at + 1)
    text = line.decode("utf-8", "ignore").rstrip()
    opening = data[at + 1 : at + 1 + WIDEST * ANEW].replace(b"'", b" ").replace("’".encode(), b" ")
    if dangles(text, is_new=heads is not None and heads.match(opening) is not None):
        return False
    is_short = len(text) < (ANEW if below[:1].isupper() else WRAPPED) and is_new
    if is_short or text.rstrip(CLOSERS)[-1:] in ".!?:;" or (heads and heads.match(data, at + 1)):
        return True
    return below[:1].isupper() and has_room(len(text), text.split()[-1], below)
