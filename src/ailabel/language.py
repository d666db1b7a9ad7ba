"""Tell the language of a text from its script, its function words and the letters that it has no use for."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from ailabel.languages.words import read_words
from ailabel.value import value
from ailabel.view import code_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

MIN_SHARE = 0.1  # of words that are function words of the language; below this it is not recognised
SURE_SHARE = 0.25  # of English function words; more than others have in LONG texts with few accents
LONG = 50  # words
MAX_ACCENTS = 0.1  # a word; English has them in names
WORD = 840  # what a function word of a single language weighs; each of several has a part of that
LETTER = 420  # what one of a single letter does; initials and garbled words look like it
LEAD = 336  # by which a language is ahead of the next, or it is not recognised
SAMPLE = 1_000  # characters at each end and in the middle of a longer text that are looked at

# First code point of a stretch, and the script that it holds ("" for none that counts).
_SCRIPTS = (
    (0, ""),
    (0x41, "latin"),
    (0x370, "el"),
    (0x400, "cyrillic"),
    (0x530, ""),
    (0x590, "he"),
    (0x600, "ar"),
    (0x780, ""),
    (0x900, "hi"),
    (0x980, ""),
    (0xE00, "th"),
    (0xE80, ""),
    (0x1100, "ko"),
    (0x1200, ""),
    (0x1E00, "latin"),
    (0x1F00, "el"),
    (0x2000, ""),
    (0x3041, "kana"),
    (0x3100, ""),
    (0x3400, "han"),
    (0xA000, ""),
    (0xAC00, "ko"),
    (0xD7B0, ""),
    (0x20000, "han"),
    (0x32000, ""),
)
_BORDERS = np.array([first for first, _ in _SCRIPTS], np.uint32)
HEAD = 8  # bytes of a word that are looked at; no function word of English has as many
BITS = 13
FACTOR = np.uint64(0xCC623AF8783354E7)  # one of the odd numbers by which no two function words share a row
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(HEAD + 1)], np.uint64)
_LATIN = 1  # its row
_ASCII_REST, _ASCII_LETTERS = bytes(range(0x41)), bytes(range(0x41, 0x80))  # as far as that row goes
_ASCII = _ASCII_REST + _ASCII_LETTERS
_WRITTEN = ("latin", "cyrillic")  # scripts of several languages that words part
_PERSIAN, _ARABIC = "یکگپچژ", "يكةى"  # letters that one of them has no use for
LAST = 0x2000  # code points; the letters of those languages stand before it
_ACCENTS = (b"\xc3", b"\xc4", b"\xc5")  # with which accented letters of Latin begin in UTF-8
LETTERS_A_WORD = {
    "han": 2.0,
    "kana": 2.0,
    "ko": 3.0,
    "th": 5.0,
}  # where words are short, or not parted by spaces


@value
class Tongue:
    """The language (ISO 639-1; None where it is not recognised) and how many words there are.

    `english` is the share of the words that are English function words; of a text that was looked at as a
    whole, `different` says how many different words there are at least (see `different_words`), else it is 0.
    """

    language: str | None
    words: int
    english: float = 0.0
    different: int = 0


def tell_language(text: str) -> Tongue:
    """The language most of the text is in; `text` has single spaces between its words."""
    words = text.count(" ") + 1 if text else 0
    scripts = {"latin": words} if text.isascii() else _scripts(text)
    script = max(scripts, key=lambda name: scripts[name], default="")
    if script in {"han", "kana"}:
        kana = scripts.get("kana", 0)
        return Tongue("ja" if kana > scripts.get("han", 0) / 8 else "zh", scripts.get("han", 0) + kana)
    if script in _WRITTEN:
        return _by_function_words(text, script, words)
    if script == "ar" and _count(text, _PERSIAN) > _count(text, _ARABIC):
        return Tongue("fa", words)
    return Tongue(script or None, words)


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


def _scripts(text: str) -> dict[str, int]:
    """Words in each script, as far as its letters tell."""
    data = text.encode("utf-8", "surrogatepass")
    others = data.translate(None, _ASCII_LETTERS)
    codes = code_points(others.translate(None, _ASCII_REST).decode("utf-8", "surrogatepass"))
    counts = np.bincount(np.searchsorted(_BORDERS, codes, "right") - 1, minlength=len(_SCRIPTS)).tolist()
    counts[_LATIN] += len(data) - len(others)
    scripts: dict[str, int] = {}
    for (_, name), count in zip(_SCRIPTS, counts, strict=True):
        if name and count:
            scripts[name] = scripts.get(name, 0) + round(count / LETTERS_A_WORD.get(name, 5.0))
    return scripts


def _by_function_words(text: str, script: str, words: int) -> Tongue:
    sample = _sample(text)
    numbers = _numbers(sample)
    known = _table().take(_rows(numbers)) == numbers
    count = max(1, int(np.count_nonzero(numbers)))
    english = int(np.count_nonzero(known)) / count
    is_sure = script == "latin" and english >= SURE_SHARE
    if is_sure and count >= LONG and _accents(sample) <= MAX_ACCENTS * count:
        language: str | None = "en"
    else:
        language = _best(sample, script, is_english=is_sure)
    is_seen = is_sure and language == "en" and sample is text
    return Tongue(language, words, english, _different(numbers) if is_seen else 0)


def _accents(text: str) -> int:
    """How many letters of Latin beyond ASCII there are, as far as European languages have them."""
    if text.isascii():
        return 0
    data = text.encode("utf-8", "surrogatepass")
    return sum(data.count(first) for first in _ACCENTS)


def _best(text: str, script: str, *, is_english: bool) -> str | None:
    """The language whose function words and own letters weigh most, if it is well ahead of the next.

    Where `is_english`, English is a word ahead, and letters alone make no other language.
    """
    lists = _lists(script)
    small = text.lower().replace("’", "'").replace("'", "' ")
    counts = Counter(small.split())
    known = [word for word in counts if word in lists.rows]
    weights = lists.weights.take(np.array([lists.rows[word] for word in known], np.intp), axis=0)
    times = np.array([counts[word] for word in known], np.int64)
    scores = times @ weights
    if not small.isascii():
        scores += WORD * _own_letters(small, lists)
    enough = times @ (weights > 0) >= MIN_SHARE * (text.count(" ") + 1)
    if is_english:
        scores *= enough
        scores[lists.languages.index("en")] += WORD
    second, best = np.argsort(scores, kind="stable")[-2:].tolist()
    return lists.languages[best] if enough[best] and scores[best] - scores[second] >= LEAD else None


def _own_letters(small: str, lists: Lists) -> NDArray[np.int64]:
    """How many letters beyond ASCII each language has a use for."""
    data = small.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    codes = code_points(data.decode("utf-8", "surrogatepass"))
    counts = np.bincount(np.minimum(codes, LAST))[:LAST]
    found = counts.nonzero()[0]
    own: NDArray[np.int64] = counts.take(found) @ lists.letters.take(found, axis=0)
    return own


@value
class Lists:
    """What parts the `languages` of a script.

    `weights` has a row for each function word (see `rows`), and `letters` one for each code point, with a
    column for each language: what the word weighs there, and 1 where the letter is its own.
    """

    languages: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.int64]
    letters: NDArray[np.uint8]


@cache
def _lists(script: str) -> Lists:
    words = read_words()
    languages = tuple(name for name, letters in words.letters.items() if script in _scripts(letters * 5))
    rows = {
        word: row
        for row, word in enumerate(sorted({word for name in languages for word in words.function[name]}))
    }
    weights = np.zeros((len(rows), len(languages)), np.int64)
    letters = np.zeros((LAST, len(languages)), np.uint8)
    for column, name in enumerate(languages):
        weights[[rows[word] for word in words.function[name]], column] = 1
        letters[[ord(letter) for letter in words.letters[name]], column] = 1
    full = np.array([LETTER if len(word) == 1 else WORD for word in rows])
    weights *= (full // weights.sum(axis=1))[:, None]
    return Lists(languages, rows, weights, letters)


def different_words(text: str) -> int:
    """How many different words there are at least, in a text with single spaces between them.

    Words that begin alike count as one, and so may others by chance.
    """
    return _different(_numbers(text))


def _different(numbers: NDArray[np.uint64]) -> int:
    seen = np.zeros(1 << BITS, np.bool_)
    seen[_rows(numbers)] = True
    return int(np.count_nonzero(seen))


def _numbers(text: str) -> NDArray[np.uint64]:
    """The first bytes of each word in small letters, as one number; 0 where two spaces stand together."""
    data = text.encode("utf-8", "surrogatepass").lower() + b" " + bytes(HEAD)
    ends = (np.frombuffer(data, np.uint8) == ord(" ")).nonzero()[0]
    starts = np.zeros(len(ends), np.intp)
    np.add(ends[:-1], 1, out=starts[1:])
    every = np.ndarray(len(data) - HEAD, "<u8", data, strides=(1,))
    numbers: NDArray[np.uint64] = every.take(starts) & _MASKS.take(ends - starts, mode="clip")
    return numbers


def _rows(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The row of each number in a table of 2**BITS."""
    return (numbers * FACTOR >> np.uint64(64 - BITS)).view(np.int64)


@cache
def _table() -> NDArray[np.uint64]:
    """English function words as numbers, each in its row; in the others what is no word."""
    numbers = np.concatenate([_numbers(word) for word in sorted(read_words().function["en"])])
    table = np.full(1 << BITS, -1).view(np.uint64)
    table[_rows(numbers)] = numbers
    return table


def _sample(text: str) -> str:
    """Head, middle and tail of a long text."""
    if len(text) <= 3 * SAMPLE:
        return text
    middle = (len(text) - SAMPLE) // 2
    return f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]} {text[-SAMPLE:]}"
