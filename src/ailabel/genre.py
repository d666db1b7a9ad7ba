"""Tell what a text is where it is no prose: code, a table, a log, a list, poetry, or the same over and over.

Line breaks help where there are any, yet many a text has lost its own: each kind is told from its characters
and words as well.
"""

from __future__ import annotations

from functools import cache
from string import ascii_letters, ascii_uppercase
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.inline import QUOTE, TEXT
from ailabel.language import LETTERS_A_WORD, different_words, tell_language
from ailabel.languages.words import read_words
from ailabel.lazy import regex
from ailabel.roles import CELLS, EMPTY, PROGRAM, PROSE
from ailabel.view import class_table, classes, code_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ailabel.document import Document
    from ailabel.language import Tongue
    from ailabel.view import View

CODE, TABLE, LOG, LIST, POETRY, REPETITION = "code", "table", "log", "list", "poetry", "repetition"
WORDLESS = frozenset({CODE, TABLE, LOG})  # what is the same in every language

ENOUGH_PROSE = 150  # words; with as many, style is judged on the prose, whatever stands beside it
MIN_SHARE = 0.5  # of the characters that are prose, where there are fewer words of it
MIN_WORDS = 40  # of prose; of fewer, shares say nothing
MAX_MARKS = 0.2  # of code, a word: "{", "=", "f(", "a.b", runs as one; technical prose has up to 0.15
MAX_DIGITS = 0.12  # of the characters; papers full of figures have up to 0.09
MIN_TIMES = 3  # "12:30:05", of a log; tables hold figures
MIN_ENGLISH = 0.12  # of the words that are function words, and
MIN_STOPS = 0.02  # a word, that end a sentence; there is prose that has few of one or of the other
MIN_FRESH = 0.35  # of the runs of three words that are no repetition
MAX_CAPITALS = 0.04  # a word, of function words that begin a verse and no sentence (training/NOTES.md)
MIN_BREAKS = 6  # lines that break off before it is verse
MAX_BROKEN = 0.33  # of the characters, on such lines; wrapped text has up to a quarter, its links gone
WIDE = 80  # characters; nobody wraps plain text wider than this
ROOM = 20  # characters; with more left on a line, no next word was pushed off it, nor a link taken out of it
MIN_CAPITALS = 0.6  # of the lines after them whose first letter alone is a capital; if wrapped, about 0.1
NARROW = 60  # characters; in narrower text most lines are full up to a
WORD = 8  # characters, that is, or they were not wrapped
MIN_FULL = 0.7  # of the lines
MANY = 0.1  # of the lines; with more that are wider, a text is not narrow
HAN = 0x2E80  # from here on, scripts without spaces
SAMPLE = 12_000  # characters that are looked at

_TIME = regex(r"\b\d\d?:\d\d:\d\d\b")
_STOP = regex(r"[.!?][\"')\]]*+(?: |$)")
_CAPITAL = regex(r" ([A-Z][a-z']*+)(?= [a-z])")
BEFORE = frozenset("abcdefghijklmnopqrstuvwxyz,;)-")  # after these no sentence begins
CAPITALS = frozenset(["i", "i'm", "i've", "i'd", "i'll", "he", "his", "him"])  # that may have one anywhere

# What a character is; DEL stands for all that is no ASCII.
_DIGITS, _MARKS = "0123456789", "{}<>=_|\\;&$@^~[]#*+"
_KINDS = class_table("\n ", ascii_letters + "\x7f", _DIGITS, _MARKS, "(", ".")
OTHER, SPACE, LETTER, DIGIT, MARK, ROUND, DOT = range(7)
_SIGNS = (_MARKS + "(.").encode()
_VERSE = class_table("".join(BEFORE), " ", ascii_uppercase)
BROKEN, BLANK, CAPITAL = range(1, 4)
ENDED = np.zeros(128, np.bool_)
ENDED[[ord(char) for char in ".!?:\"')"]] = True


def tell_genre(document: Document, view: View, tongue: Tongue) -> str | None:
    """What `document` is, whose prose `view` is in `tongue`; None where it is prose, or too short to say."""
    if document.clean.text.count(" ") + len(document.lines) < MIN_WORDS:
        return None
    text, shown = view.text, document.clean.text
    return (
        _by_characters((text if len(text) > MIN_SHARE * len(shown) else shown)[:SAMPLE])
        or _by_breaks(document)
        or (_beside(document) if tongue.words < ENOUGH_PROSE else None)
        or (_by_words(text[:SAMPLE].rstrip(), tongue) if tongue.words >= MIN_WORDS else None)
    )


def _beside(document: Document) -> str | None:
    """What most of the document is, where that is no prose."""
    lines = document.lines
    sizes = [0] * (EMPTY + 1)
    for start, end, role in zip(lines.starts, lines.ends, lines.roles, strict=True):
        sizes[role] += end - start
    if sizes[PROSE] >= MIN_SHARE * sum(sizes):
        return None
    return {CELLS: TABLE, PROGRAM: CODE}.get(sizes.index(max(sizes)), LIST)


def _by_characters(text: str) -> str | None:
    data = text.encode("utf-8", "surrogatepass")
    if len(data) - len(data.translate(None, _DIGITS.encode())) > MAX_DIGITS * len(text):
        return LOG if len(_TIME.findall(text)) >= MIN_TIMES else TABLE
    most = len(data) - len(data.translate(None, _SIGNS)) + text.count('":')
    return CODE if most > MAX_MARKS * text.count(" ") and _is_code(text) else None


def _is_code(text: str) -> bool:
    codes = code_points(text)
    kinds = classes(text, _KINDS)
    letters = kinds == LETTER
    calls = np.count_nonzero(letters[:-1] & (kinds[1:] == ROUND))
    members = np.count_nonzero(letters[:-2] & letters[2:] & (kinds[1:-1] == DOT))
    keys = text.count('":')
    runs = np.count_nonzero((kinds[1:] == MARK) & (codes[1:] != codes[:-1]))
    words = np.count_nonzero(kinds == SPACE) + 1 + np.count_nonzero(codes >= HAN) / LETTERS_A_WORD["han"]
    return bool(runs + calls + members + keys > MAX_MARKS * words)


def _by_words(text: str, tongue: Tongue) -> str | None:
    words = text.count(" ") + 1
    different = tongue.different or different_words(text)
    if different <= MIN_FRESH * words and _fresh_runs(text.split()) < MIN_FRESH * (words - 2):
        return REPETITION
    if tongue.english < MIN_ENGLISH and len(_STOP.findall(text)) < MIN_STOPS * words:
        return LIST
    return POETRY if _has_capitals(text, MAX_CAPITALS * words) else None


def _fresh_runs(words: list[str]) -> int:
    """How many different runs of three words there are, or at least how many different words."""
    different = len(set(words))
    if different > MIN_FRESH * len(words):
        return different
    return len(set(zip(words, words[1:], words[2:], strict=False)))


def _has_capitals(text: str, most: float) -> bool:
    """Whether more than `most` function words, none in a name, have a capital that only verse explains."""
    kinds = classes(text, _VERSE)
    places = ((kinds[:-2] == BROKEN) & (kinds[1:-1] == BLANK) & (kinds[2:] == CAPITAL)).nonzero()[0].tolist()
    if len(places) <= most:
        return False
    grammar = _small_words()
    found = (_CAPITAL.match(text, place + 1) for place in places)
    starts = [match.start() for match in found if match and match[1].lower() in grammar]
    return sum(not text[text.rfind(" ", 0, start) + 1].isupper() for start in starts) > most


@cache
def _small_words() -> frozenset[str]:
    return read_words().grammar - CAPITALS


def _by_breaks(document: Document) -> str | None:
    """Poetry, or a list, where lines break off in mid-sentence and were not wrapped."""
    lines = document.lines
    if len(lines) - 2 * document.clean.text.count("\n\n") <= MIN_BREAKS:
        return None  # nearly every line is a paragraph
    lengths = np.array(lines.ends) - np.array(lines.starts)
    broken = _broken(document, lengths)
    if len(broken) < MIN_BREAKS or lengths[broken].sum() < MAX_BROKEN * lengths.sum():
        return None
    text = document.clean.text.replace("\n", " ")
    return _by_characters(text[:SAMPLE]) or (POETRY if tell_language(text).english > MIN_ENGLISH else LIST)


def _broken(document: Document, lengths: NDArray[np.intp]) -> NDArray[np.intp]:
    """The lines that break off in mid-sentence, before a capital or though the next word had room on them.

    Those that were wrapped to a column do not.
    """
    starts, kinds = np.array(document.lines.starts), np.frombuffer(document.lines.kinds, np.uint8)
    written = (lengths > 0) & ((kinds == TEXT) | (kinds == QUOTE))
    breaks = written[:-1] & written[1:] & (lengths[:-1] < WIDE)
    breaks[list(document.lines.wrapped)] = False
    broken: NDArray[np.intp] = breaks.nonzero()[0]
    if len(broken) < MIN_BREAKS:
        return broken
    codes = code_points(document.clean.text)
    broken = broken.compress(~ENDED.take(codes[(starts + lengths)[broken] - 1], mode="clip"))
    if _count_capitals(codes, starts[broken + 1]) >= MIN_CAPITALS * len(broken):
        return broken
    return broken.compress(_had_room(lengths[broken], lengths[written]))


def _count_capitals(codes: NDArray[Any], places: NDArray[np.intp]) -> int:
    """At how many places a capital stands with no other after it."""
    capital = (codes >= ord("A")) & (codes <= ord("Z"))
    return int(np.count_nonzero(capital[places] & ~capital.take(places + 1, mode="clip")))


def _had_room(broken: NDArray[np.intp], written: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which of the broken lines were not wrapped, by their lengths and those of all lines."""
    if np.count_nonzero(written > NARROW) > MANY * len(written):
        return broken < min(int(written.max()), WIDE) - ROOM
    full = np.count_nonzero(broken > broken.max(initial=0) - WORD)
    return np.full(len(broken), full < MIN_FULL * len(broken))
