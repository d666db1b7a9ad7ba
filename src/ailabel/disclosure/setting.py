"""What stands around a match: its sentence, its line, its place in the text, and words looked up there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ailabel.disclosure.matching import Hit
from ailabel.disclosure.pattern import Lexicon, Pattern

REACH = 240  # characters looked at on either side of a match; keeps the work linear
SENTENCE_END = ".!?。！？؟।"
WRAPPED = 45  # a line shorter than this is a line of its own, not one half of a wrapped sentence
EDGE = 500  # characters at the head or the foot of a text where notices stand


@dataclass(frozen=True, slots=True)
class Setting:
    """A match and its surroundings; `before` and `after` end at the borders of its sentence.

    `start` and `end` are offsets in `original`, the caller's own string; `prefix` and `suffix` are the
    rest of the match's line in the view. `opens`: nothing but mark-up stands before the match.
    """

    pattern: Pattern
    lexicon: Lexicon
    match: str
    before: str
    after: str
    prefix: str
    suffix: str
    following: str
    opens: bool
    at_edge: bool
    original: str
    start: int
    end: int


def settle(hit: Hit, lexicon: Lexicon, original: str, located: tuple[int, int]) -> Setting:
    view, start, end = hit.view, hit.start, hit.end
    left, right = view[max(0, start - REACH) : start], view[end : end + REACH]
    return Setting(
        pattern=hit.pattern,
        lexicon=lexicon,
        match=view[start:end],
        before=_sentence_before(left),
        after=_sentence_after(right),
        prefix=left[left.rfind("\n") + 1 :],
        suffix=right.split("\n", 1)[0],
        following=right,
        opens=not any(char.isalnum() for char in view[max(0, start - REACH) : start]) and start < REACH,
        at_edge=start < EDGE or len(view) - end < EDGE,
        original=original,
        start=located[0],
        end=located[1],
    )


def says(text: str, entries: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether any of the entries stands in the (plain) text."""
    return any(next(every(text, entry, lexicon), None) for entry in entries)


def every(text: str, entry: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of an entry in a plain text: a whole word, or with "stem*" any word that begins so."""
    stem = entry.rstrip("*")
    needle = stem if not lexicon.spaced else f" {stem}" if entry.endswith("*") else f" {stem} "
    hay = text if not lexicon.spaced else f" {text} "
    at = hay.find(needle)
    while at != -1:
        yield at, at + len(stem)  # the space before the word in `hay` is the offset of the word in `text`
        at = hay.find(needle, at + 1)


def plain(text: str) -> str:
    """Lower case, with a space for whatever is no letter and no digit; as long as the text."""
    return "".join(char.lower()[0] if char.isalnum() else " " for char in text)


def _sentence_before(left: str) -> str:
    """What stands between the last border of a sentence and the match."""
    for at in range(len(left) - 1, -1, -1):
        char, following = left[at], left[at + 1 : at + 2]
        if char in SENTENCE_END and (following.isspace() or following == "" or char in "。！？"):
            if following or char not in ".":
                return left[at + 1 :]
        elif char == "\n" and _breaks_here(left[:at], left[at + 1 :]):
            return left[at + 1 :]
    return left


def _sentence_after(right: str) -> str:
    """What stands between the match and the next border of a sentence, that border's mark included."""
    for at, char in enumerate(right):
        following = right[at + 1 : at + 2]
        if char in SENTENCE_END and (not following or not following.isalnum() or char in "。！？"):
            return right[: at + 1]
        if char == "\n" and following in ("\n", "", "-", "*", "#", "|", ">"):
            return right[:at]
    return right


def _breaks_here(above: str, below: str) -> bool:
    """Whether a line break ends a sentence: after a short line, an empty one, or before a list item."""
    line = above[above.rfind("\n") + 1 :].rstrip()
    return len(line) < WRAPPED or line[-1] in ".!?:;" or below.lstrip(" ")[:1] in ("-", "*", "#", "|", ">", "\n")
