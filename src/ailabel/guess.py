"""Guess the encoding of bytes that do not say it and are no UTF-8."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from unicodedata import category

from ailabel.lazy import regex
from ailabel.value import value

CODECS = (  # as chardet names them
    "cp1252", "cp1250", "cp1251", "koi8-r", "koi8-u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp874", "cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp949", "mac-roman", "iso8859-2",
    "iso8859-15",
)  # fmt: skip
_CHARSET = regex(rb"charset", re.IGNORECASE)
USUAL = "cp1252"
# Languages that chardet finds in others: Turkish misread has Icelandic letters, and it knows no Albanian.
PASSED_FOR = frozenset({"is", "lt"})
LESS_SURE = 0.75  # of what it says of those
MARGIN = 0.8  # of the best fit; encodings of one language differ in a few letters
MAX_ODD = 0.1  # of all characters; in 13,000 texts of 60 to 500 characters no more than 0.05, at random 0.3
STRANGE = frozenset({"Cc", "Cn", "Co"})
_SIGNS = frozenset({"Sm", "Sc", "Sk", "So", "No"})
_JOINING = frozenset({"Mn", "Mc", "Pd"})
_APOSTROPHES = frozenset("’´·…\N{SOFT HYPHEN}")  # and what else stands within words
_BOXES = frozenset(map(chr, range(0x2500, 0x2580)))
_ALPHABETS = frozenset({"LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC", "THAI"})
_ASCII = bytes(range(0x80))
BEFORE = 200  # bytes of ASCII before the first that is none; more would tell of another language
SEEN = 200_000  # bytes that chardet looks at
FIRST = 4_000  # bytes whose characters are looked at one by one, in every encoding


@value
class Guess:
    """A codec that bytes may be in, how sure of it chardet is, and what the first of them are in it.

    `others` of the `characters` are not ASCII, and `odd` of those stand where texts have none. It is doubted
    where chardet takes it for a language that is PASSED_FOR.
    """

    codec: str
    confidence: float
    is_doubted: bool
    characters: int
    others: int
    odd: int

    @property
    def fit(self) -> float:
        sure = self.confidence * (LESS_SURE if self.is_doubted else 1.0)
        return sure * (1 - self.odd / max(1, self.others))

    @property
    def rank(self) -> tuple[int, bool, float]:
        """The lower the better: what is least odd, and USUAL of those, unless it is doubted."""
        return self.odd, self.codec != USUAL or self.is_doubted, -self.fit


def likely(data: bytes) -> list[str]:
    """The best codec, and those that are nearly as good; none where bytes are no text in any."""
    start = max(0, len(data) - len(data.lstrip(_ASCII)) - BEFORE)
    guesses = _guesses(data[start : start + SEEN])
    least = MARGIN * max((guess.fit for guess in guesses), default=0.0)
    near = [guess for guess in guesses if guess.fit >= least and guess.odd <= MAX_ODD * guess.characters]
    return [guess.codec for guess in sorted(near, key=lambda guess: guess.rank)]


def _guesses(data: bytes) -> list[Guess]:
    from chardet import detect_all

    unsaid = _CHARSET.sub(b"", data)  # what is declared was believed before; a text may only speak of it
    rows = detect_all(unsaid, ignore_threshold=True, include_encodings=CODECS, compat_names=False)
    return [
        _guess(data, row["encoding"], row["confidence"], is_doubted=row["language"] in PASSED_FOR)
        for row in rows
        if row["encoding"] is not None  # which stands for bytes that are no text
    ]


def _guess(data: bytes, codec: str, confidence: float, *, is_doubted: bool) -> Guess:
    text = data[:FIRST].decode(codec, "ignore")
    places = [place for place, char in enumerate(text) if char >= "\x80"]
    near = f" {text} "
    odd = sum(_is_odd(*near[place : place + 3]) for place in places)
    return Guess(codec, confidence, is_doubted, len(text), len(places), odd)


def _is_odd(before: str, char: str, after: str) -> bool:
    """Whether a character stands where texts have none.

    So does a sign or a capital within a word, and a letter beside one of another alphabet or, but for Latin,
    alone.
    """
    kind, alphabets = category(char), {_alphabet(before), _alphabet(after)}
    if kind in STRANGE:
        return True
    if own := _alphabet(char):
        is_foreign = own != "LATIN" and not (_is_in_word(before) or _is_in_word(after))
        return is_foreign or not alphabets <= {"", own} or (kind == "Lu" and before.islower())
    if kind in _SIGNS and _is_odd_sign(char, before + after):
        return True
    return "" not in alphabets and kind not in _JOINING and char not in _APOSTROPHES


def _is_in_word(char: str) -> bool:
    """Whether it is a letter, or a mark on one, and not ASCII."""
    return char >= "\x80" and category(char)[0] in "LM"


def _is_odd_sign(char: str, around: str) -> bool:
    """Whether it is beside another sign that is not ASCII, or draws a box alone."""
    if char in _BOXES:
        return not any(near in _BOXES for near in around)
    return any(near != char and near >= "\x80" and category(near) in _SIGNS for near in around)


@cache
def _alphabet(char: str) -> str:
    """The one that a letter is of; "" for a sign (ª, º), and for a script that stands beside any other."""
    script = unicodedata.name(char, "").partition(" ")[0] if char.isalpha() and char not in "ªº" else ""
    return script if script in _ALPHABETS else ""
