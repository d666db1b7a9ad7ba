"""Fold characters to the ones a keyboard types, so that look-alikes and hidden ones change nothing."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.value import value
from ailabel.view import Edit, View, code_points, string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

HIDDEN_CHARACTERS = "hidden characters"
LOOK_ALIKE_LETTERS = "look-alike letters"

# What a character is, as a number in a table over the first 65,536 code points and above them by range.
# MARK and FOREIGN may not be composed (NFC); STYLED is a Latin letter in fancy dress; a TWIN looks like one.
PLAIN, HIDDEN, MAPPED, SPELT, STYLED, LATIN, TWIN, WEAK_TWIN, FOREIGN, MARK = range(10)
KINDS = 10
_DISGUISES = frozenset({STYLED, TWIN, WEAK_TWIN})
_TOLD_ALONE = frozenset({PLAIN, LATIN, MAPPED, SPELT})  # what these become, no neighbour decides

MAX_MARKS = 30  # that a letter may carry and still be composed (Unicode's stream-safe limit, UAX 15)
BMP = 0x10000

_CONTROLS = [*range(9), *range(14, 32), 0x7F]
_HIDDEN = [
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian variation selectors
    (0x200B, 0x200F),  # zero-width space, joiners, direction marks
    (0x202A, 0x202E),  # bidi embeddings
    (0x2060, 0x206F),  # word joiner, invisible operators, bidi isolates
    (0x3164, 0x3164),  # Hangul filler
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # halfwidth Hangul filler
    (0xFFF9, 0xFFFB),  # interlinear annotation
]
_KEYBOARD = bytes([10, *range(0x20, 0x7F)])
BYTE_ORDER_MARK, ZERO_WIDTH_SPACE, ZERO_WIDTH_JOINER, BLACK_FLAG = 0xFEFF, 0x200B, 0x200D, 0x1F3F4
PUNCTUATION, SYMBOLS = 0x2000, 0x2190  # from here on, general punctuation; from here on, symbols and emoji
MATH_LETTERS, MATH_DIGITS, MATH_END = 0x1D400, 0x1D7CE, 0x1D7FF
MIN_SMALL_LETTERS = 3  # "TNFα" and "kβ" stay, "detαil" does not
CIRCLED = [(0x24B6, 0x24E9)]  # letters; one between SPACES is a sign: "ⓘ"
SPACES = [(0x20, 0x20), (0x0A, 0x0A)]
MIN_LONE_TWINS = 2  # one Greek Χ in a text of statistics deceives nobody

_JOINED_SCRIPTS = [(0x0600, 0x0FFF), (0x1780, 0x18AF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)]
_SPACELESS_SCRIPTS = [
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x1A20, 0x1AAF),
    (0x3000, 0xD7FF),
]
_RIGHT_TO_LEFT = [(0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE)]
_DIRECTIONS = [(0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)]
_FULL_WIDTH = [(0xFF21, 0xFF3A), (0xFF41, 0xFF5A)]  # Latin letters as wide as the script that they stand in
MOST_WIDE = 4  # wide Latin letters to a letter of the script that they stand in
_EAST_ASIAN = [(0x3041, 0xD7FF), (0xF900, 0xFAFF), (0xFF66, 0xFFDC), (0x20000, 0x3FFFF)]
_TYPOGRAPHY = [(0xFF10, 0xFF19), (0x1D00, 0x1D7F), (0x0250, 0x02AF), (0xA730, 0xA731), (0x2100, 0x214F)]
_ASTRAL = [
    (0x10000, 0x1CFFF, FOREIGN),
    (0x1D165, 0x1D1AD, MARK),  # musical signs that compose
    (0x1D173, 0x1D17A, HIDDEN),
    (MATH_LETTERS, 0x1D6A3, STYLED),
    (MATH_DIGITS, MATH_END, STYLED),
    (0x1E000, 0x1EEFF, FOREIGN),
    (0x20000, 0x3FFFF, FOREIGN),
    (0xE0000, 0xE0FFF, HIDDEN),
]

_MAPPED = {
    "\n": "\r\x0b\x0c\u2028\u2029",
    " ": "\t\u00a0\u1680\u202f\u205f\u3000\u2800" + "".join(map(chr, range(0x2000, 0x200B))),
    "'": "\u2018\u2019\u201a\u201b\u2032\u2035\u02bc\u02b9\u00b4\u2039\u203a\x91\x92\uff07",
    '"': "\u201c\u201d\u201e\u201f\u2033\u2036\u00ab\u00bb\u301d\u301e\u301f\x93\x94\uff02",
    "-": "\u2010\u2011\u2212\ufe63\uff0d",
    "\u2013": "\x96",
    "\u2014": "\x97\u2015",
    "\u2022": "\x95",
    "\U0001f6c8": "\u2139",  # the sign for information, which Unicode counts among the letters
}
_SPELT = {
    "\u2026": "...",
    "\x85": "...",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# Punctuation and symbols that NFC replaces.
_NOT_COMPOSED = "\u037e\u0387\u1fef\u1ffd\u2126\u212a\u212b\u2329\u232a\u2adc"
# Letters of other scripts that look like Latin ones in any type face, and what they look like.
_TWINS = (
    ("авеорсухіјѕһԁԛԝӏүѵԍ", "aBeopcyxijshdqwlyvG"),
    ("АВЕКМНОРСТХУІЈЅҮԚԜԌѴӀ", "ABEKMHOPCTXYIJSYQWGVI"),
    ("ёїЁЇ", "ëïËÏ"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳϹͿ", "ABEZHIKMNOPTYXocjCJ"),
    ("օսհոցՕՍ", "ouhngOU"),
    ("ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "ABCDEGHJKLMPRSTVWZ"),
    ("ɑɡⅰⅴⅹⅼⅽⅾⅿⅠⅤⅩⅬⅭⅮⅯ", "agivxlcdmIVXLCDM"),
)
# Greek letters that science writes beside Latin ones (TNFα, hν): look-alikes only inside a longer word.
_WEAK_TWINS = ("ανρικυγη", "avpikuyn")
_SMALL_CAPITALS = ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz")


@value
class Table:
    """`kind[c]` says what code point c is, `into[c]` what it becomes, for c under 65,536."""

    kind: NDArray[np.uint8]
    into: NDArray[np.uint32]


@cache
def table() -> Table:
    kind = np.zeros(BMP, np.uint8)
    into = np.arange(BMP, dtype=np.uint32)
    for start, end, what in _blocks():
        kind[start : end + 1] = what
    for target, sources in _MAPPED.items():
        _set(kind, into, MAPPED, zip(sources, target * len(sources), strict=True))
    kind[[ord(char) for char in _SPELT]] = SPELT
    for sources, targets in _TWINS:
        _set(kind, into, TWIN, zip(sources, targets, strict=True))
    _set(kind, into, WEAK_TWIN, zip(*_WEAK_TWINS, strict=True))
    _set(kind, into, STYLED, zip(*_SMALL_CAPITALS, strict=True))
    _set(kind, into, STYLED, _styled())
    kind[_CONTROLS] = HIDDEN
    return Table(kind, into)


def fold(text: str) -> tuple[View, tuple[str, ...]]:
    """The text with its characters folded, and the warnings that belong to it.

    Hidden characters go; odd spaces, quotes, hyphens and line breaks become the ASCII ones; letters
    are composed (NFC); look-alike letters become Latin where the rest of the word is Latin, or, in a word
    of nothing else, where the text is.
    """
    view, strange = View.of(text), _strange(text)
    present = set(strange.values())
    if present <= _TOLD_ALONE:
        return _typed(view, strange), ()
    codes = code_points(text)
    kinds = kinds_of(codes)
    warnings: list[str] = []
    if HIDDEN in present:
        dropped, odd = _hidden(codes, kinds)
        view, kinds = view.keep(~dropped), kinds[~dropped]
        warnings += [HIDDEN_CHARACTERS] * odd
    if not unicodedata.is_normalized("NFC", view.text):
        view = view.splice(_compositions(code_points(view.text), kinds))
        kinds = kinds_of(code_points(view.text))
    if present & _DISGUISES:
        text, odd = _latinised(code_points(view.text), kinds)
        view = View(text, view.starts, view.ends)
        warnings += [LOOK_ALIKE_LETTERS] * odd
    return _typed(view, _strange(view.text)), tuple(warnings)


def fold_text(text: str) -> str:
    """The text with its characters folded, without a way back."""
    return fold(text)[0].text


def kinds_of(codes: NDArray[Any]) -> NDArray[np.uint8]:
    """The kind of every code point."""
    kinds = table().kind.take(codes, mode="clip")
    high = np.flatnonzero(codes >= BMP) if codes.dtype != np.uint8 else ()
    if not len(high):
        return kinds
    astral = codes[high]
    kinds[high] = PLAIN
    for start, end, what in _ASTRAL:
        kinds[high[(astral >= start) & (astral <= end)]] = what
    return kinds


def _strange(text: str) -> dict[str, int]:
    """The different characters that no plain keyboard types, each with its kind."""
    data = text.encode("utf-8", "surrogatepass").translate(None, _KEYBOARD)
    if not data:
        return {}
    chars = "".join(set(data.decode("utf-8", "surrogatepass")))
    return dict(zip(chars, kinds_of(code_points(chars)).tolist(), strict=True))


def _between(codes: NDArray[Any], ranges: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    inside = np.zeros(len(codes), np.bool_)
    for start, end in ranges:
        inside |= (codes >= start) & (codes <= end)
    return inside


def _hidden(codes: NDArray[Any], kinds: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], bool]:
    """Which characters to drop, and whether any of them has no business in ordinary text."""
    dropped = kinds == HIDDEN
    places = np.flatnonzero(dropped)
    visible = np.flatnonzero(~dropped)
    padded = np.concatenate(([0], codes[visible], [0])).astype(np.uint32)
    rank = np.searchsorted(visible, places)
    before, after, hidden = padded[rank], padded[rank + 1], codes[places]
    joiner = _between(hidden, [(0x200C, 0x200D)]) & _between(before, _JOINED_SCRIPTS)
    dropped[places[joiner]] = False
    touching = (places > 0) & ~dropped[places - 1]
    normal = joiner | (places == 0) & (hidden == BYTE_ORDER_MARK)
    normal |= _between(hidden, [(0xFE00, 0xFE0F), (0xE0100, 0xE01EF)]) & touching & _takes_variants(before)
    normal |= (hidden == ZERO_WIDTH_JOINER) & (before >= SYMBOLS) & (after >= SYMBOLS)
    normal |= _between(hidden, [(0xE0020, 0xE007F)]) & (before == BLACK_FLAG)
    normal |= (hidden == ZERO_WIDTH_SPACE) & _between(before, _SPACELESS_SCRIPTS)
    normal |= _between(hidden, [(0x180B, 0x180F)]) & _between(before, [(0x1800, 0x18AF)])
    if _between(codes, _RIGHT_TO_LEFT).any():
        normal |= _between(hidden, _DIRECTIONS)
    return dropped, not bool(normal.all())


def _takes_variants(codes: NDArray[Any]) -> NDArray[np.bool_]:
    return (codes >= PUNCTUATION) | np.isin(codes, [ord(char) for char in "0123456789#*\u00a9\u00ae"])


def _compositions(codes: NDArray[Any], kinds: NDArray[np.uint8]) -> list[Edit]:
    """Edits that compose letters (NFC); runs of more than MAX_MARKS marks stay as they are."""
    suspects = np.flatnonzero(kinds >= FOREIGN)
    unique, where = np.unique(codes[suspects], return_inverse=True)
    joins = np.array([_joins(chr(code)) for code in unique.tolist()], np.bool_)[where]
    alone = np.array([not unicodedata.is_normalized("NFC", chr(code)) for code in unique.tolist()], np.bool_)
    joined = np.zeros(len(codes) + 1, np.bool_)
    joined[suspects[joins]] = True
    touched = joined[1:].copy()
    touched[suspects[alone[where]]] = True
    touched[joined[:-1]] = False
    heads = np.flatnonzero(touched)
    bases = np.flatnonzero(~joined)
    tails = bases[np.searchsorted(bases, heads + 1)]
    text = string(codes) if len(heads) else ""
    edits = []
    for start, end in zip(heads.tolist(), tails.tolist(), strict=True):
        if end - start <= MAX_MARKS:
            piece = text[start:end]
            composed = unicodedata.normalize("NFC", piece)
            if composed != piece:
                edits.append(Edit(start, end, composed))
    return edits


def _joins(char: str) -> bool:
    """Whether `char` may melt into the character before it."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"


def _latinised(codes: NDArray[Any], kinds: NDArray[np.uint8]) -> tuple[str, bool]:
    """The text with look-alike letters made Latin, and whether they are there to deceive."""
    codes = codes.astype(np.uint32)
    targets = _targets(codes)
    styled = (kinds == STYLED) & ~(_between(codes, CIRCLED) & ~_beside(~_between(codes, SPACES)))
    typeset, wide = _between(codes, _TYPOGRAPHY), _between(codes, _FULL_WIDTH)
    if np.count_nonzero(_between(codes, _EAST_ASIAN)) * MOST_WIDE >= np.count_nonzero(wide):
        typeset |= wide
    disguised = styled & ~typeset
    odd = bool((disguised[1:] & disguised[:-1]).any())
    kinds = np.where(styled, np.uint8(LATIN), kinds)
    twins, strange = _twins_to_fold(codes, kinds)
    return string(np.where(styled | twins, targets, codes)), odd or strange


def _twins_to_fold(codes: NDArray[Any], kinds: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], bool]:
    """The look-alike letters whose word, or for a word of nothing else whose text, is Latin."""
    letters = kinds >= LATIN
    begins = letters.copy()
    begins[1:] &= ~letters[:-1]
    word = np.cumsum(begins)[letters] - 1
    count = int(begins.sum())
    latin, twin, weak, foreign = (
        np.bincount(word[kinds[letters] == kind], minlength=count)
        for kind in (LATIN, TWIN, WEAK_TWIN, FOREIGN)
    )
    small = np.bincount(word[_between(codes[letters], [(0x61, 0x7A)])], minlength=count)
    foreign = np.where(small >= MIN_SMALL_LETTERS, foreign, foreign + weak)
    strange = (twin + weak > 0) & (latin > 0) & (foreign == 0)
    alone = (twin > 0) & (latin == 0) & (foreign == 0) & ~_beside(foreign > 0)
    if latin.sum() <= foreign.sum():
        alone[:] = False
    mask = np.zeros(len(codes), np.bool_)
    mask[letters] = (strange | alone)[word]
    mask &= (kinds == TWIN) | (kinds == WEAK_TWIN)
    return mask, bool(strange.any()) or int(alone.sum()) >= MIN_LONE_TWINS


def _beside(words: NDArray[np.bool_]) -> NDArray[np.bool_]:
    beside = np.zeros(len(words), np.bool_)
    beside[1:] |= words[:-1]
    beside[:-1] |= words[1:]
    return beside


def _targets(codes: NDArray[Any]) -> NDArray[np.uint32]:
    """What each code point becomes, mathematical letters and digits included."""
    targets = table().into.take(codes, mode="clip")
    letters = (codes >= MATH_LETTERS) & (codes < MATH_DIGITS)
    digits = (codes >= MATH_DIGITS) & (codes <= MATH_END)
    place = (codes - np.uint32(MATH_LETTERS)) % 52
    targets[letters] = np.where(place < 26, 65 + place, 71 + place)[letters]  # noqa: PLR2004  A-Z, then a-z
    targets[digits] = 48 + (codes[digits] - MATH_DIGITS) % 10
    return targets


def _typed(view: View, strange: dict[str, int]) -> View:
    """Quotes, spaces and line breaks as typed; ligatures and ellipses spelt out."""
    if not strange:
        return view
    edits = [Edit(place, place + 1) for place in _places(view.text, "\r\n")] if "\r" in strange else []
    spelt, mapped = ([char for char in strange if strange[char] == kind] for kind in (SPELT, MAPPED))
    for char in spelt:
        edits += [Edit(place, place + 1, _SPELT[char]) for place in _places(view.text, char)]
    view = view.splice(edits)
    text = view.text
    for char in mapped:
        text = text.replace(char, chr(table().into[ord(char)]))
    return View(text, view.starts, view.ends)


def _places(text: str, piece: str) -> Iterator[int]:
    """Where `piece` begins, each time."""
    place = text.find(piece)
    while place >= 0:
        yield place
        place = text.find(piece, place + 1)


def _blocks() -> Iterator[tuple[int, int, int]]:
    yield 0x41, 0x5A, LATIN
    yield 0x61, 0x7A, LATIN
    yield 0xC0, 0x24F, LATIN
    yield 0x300, 0x36F, MARK
    yield 0x370, 0x1DFF, FOREIGN
    yield 0x1E00, 0x1EFF, LATIN
    yield 0x1F00, 0x1FFF, FOREIGN
    yield 0x20D0, 0x20FF, MARK
    yield 0x2C00, 0x2DFF, FOREIGN
    yield 0x302A, 0x302F, MARK
    yield 0x3041, 0x3098, FOREIGN
    yield 0x3099, 0x309A, MARK
    yield 0x309B, 0xD7FF, FOREIGN
    yield 0xF900, 0xFAFF, FOREIGN
    yield 0xFB1D, 0xFEFF, FOREIGN
    yield 0xFF66, 0xFFDC, FOREIGN
    for char in _NOT_COMPOSED:
        yield ord(char), ord(char), MARK
    for start, end in _HIDDEN:
        yield start, end, HIDDEN


def _styled() -> Iterator[tuple[str, str]]:
    """Letters and digits of the first 65,536 code points that are Latin ones in fancy dress."""
    for first, last in ((0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)):
        yield from ((chr(0xFEE0 + code), chr(code)) for code in range(first, last + 1))
    yield from ((chr(0x2475 + code), chr(code)) for code in range(0x41, 0x5B))
    yield from ((chr(0x246F + code), chr(code)) for code in range(0x61, 0x7B))
    yield from zip("ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ", "CgHHHhIILlNPQRRRZZBCeEFMo", strict=True)


def _set(
    kind: NDArray[np.uint8], into: NDArray[np.uint32], what: int, pairs: Iterable[tuple[str, str]]
) -> None:
    codes = np.array([(ord(source), ord(target)) for source, target in pairs])
    kind[codes[:, 0]] = what
    into[codes[:, 0]] = codes[:, 1]
