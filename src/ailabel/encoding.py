"""Turn the bytes of a text file into text, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from unicodedata import category

from ailabel.errors import InputError
from ailabel.guess import CODECS, STRANGE, likely
from ailabel.lazy import regex
from ailabel.value import value

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (as .odt and .xlsx are)",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "Rich Text",
    b"\x1f\x8b": "gzip data",
    b"\xfd7zXZ\0": "xz data",
    b"\x28\xb5\x2f\xfd": "zstd data",
    **{b"BZh%d1AY&SY" % level: "bzip2 data" for level in range(1, 10)},
    b"PAR1\x15": "Parquet",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
_UNPACK = "unpack it, as by `{} FILE | ailabel score -`, with --text-field where it holds records"
INSTEAD = {
    "gzip data": _UNPACK.format("zcat"),
    "xz data": _UNPACK.format("xzcat"),
    "zstd data": _UNPACK.format("zstdcat"),
    "bzip2 data": _UNPACK.format("bzcat"),
    "Parquet": (
        "`ailabel train` and `ailabel evaluate` read it where its name ends in .parquet; to score a column, "
        "see `score_many` in docs/python.md"
    ),
}
"""What to do with a file that nobody can save as text."""

HEAD = 1024  # bytes in which a page declares its encoding (HTML standard, 4.2.5.4)
_MARKED_UP = regex(rb"\s*+<(?:!doctype|html|head|\?xml|!--)", re.IGNORECASE)
_DECLARED = regex(
    rb"<\?xml[^>]{0,200}?\bencoding\s*+=\s*+[\"']([\w.:-]++)|<meta\b[^>]{0,400}?\bcharset\s*+=\s*+[\"']?([\w.:-]++)",
    re.IGNORECASE,
)
# What browsers and editors write under a narrower name (the Encoding standard's labels).
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
# Where some bytes are good UTF-8 as well, so that a declaration is believed first; nothing in
# another encoding reads as UTF-8 by chance.
_LIKE_UTF8 = frozenset(
    {"gb18030", "big5", "big5hkscs", "cp932", "cp949", "euc_jp", "iso2022_jp", "iso2022_kr", "hz"}
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
BROKEN = 2  # good sequences a bad byte; EUC-JP has 0.7, and other encodings next to none
LOOK = 50_000  # characters of UTF-16 that are looked at one by one
MAX_STRANGE = 0.01  # of bytes or characters that no text holds; pictures and programs have more
HIRAGANA = range(0x3041, 0x3097)
MAX_PAIRS = 0.5  # of UTF-16 units; Chinese has a quarter, ASCII with a stray zero in it nearly all
_SHIFTED = b"\x1b$"  # from ASCII to Japanese
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1b"})
ADVICE = "save it as text in UTF-8"


def decode(data: bytes) -> str:
    """The text, without its byte order mark; line ends as they are.

    A byte order mark is believed first, then what HTML or XML declares, then UTF-8, then a guess.

    Raises: InputError, with the offset of the first byte that stands in the way.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _marked(data, mark, name)
    refuse_known(data)
    if 0 in data:
        return _wide(data)
    for name in _names(data):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return _guessed(data)


@value
class Encoding:
    """How the bytes of a file hold its text: after `mark`, in `codec`."""

    mark: bytes
    codec: str

    def encode(self, text: str) -> bytes:
        """Raises: InputError where the encoding has no such character."""
        try:
            return self.mark + text.encode(self.codec)
        except UnicodeEncodeError as error:
            char = text[error.start]
            raise InputError(f"its encoding, {self.codec}, cannot hold {char!r}; {ADVICE}") from None


def find_encoding(data: bytes, text: str) -> Encoding:
    """How `data` holds `text`, which `decode` made of it: what writes the very same bytes again.

    Raises: InputError where no encoding does.
    """
    mark, codec = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", ""))
    for name in dict.fromkeys([codec] if codec else [*_names(data), *_WIDE, *CODECS]):
        encoding = Encoding(mark, name)
        try:
            if encoding.encode(text) == data:
                return encoding
        except InputError:
            continue
    raise InputError(f"its bytes cannot be written again as they are; {ADVICE}")


def _marked(data: bytes, mark: bytes, name: str) -> str:
    try:
        text = data[len(mark) :].decode(name)
    except UnicodeDecodeError as error:
        place = error.start + len(mark)
        byte = f"byte 0x{data[place]:02X} at offset {place}"
        raise InputError(f"{byte} is not {name.upper()}, as its byte order mark promises; {ADVICE}") from None
    if "\0" in text:
        raise _binary(len(mark) + len(text[: text.index("\0")].encode(name)), "a NUL character")
    return text


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark."""
    for name in ("utf-32-le", "utf-32-be", f"utf-16-{_order(data)}"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _is_readable(text[:LOOK]):
            return text
    raise _binary(data.index(0), "byte 0x00")


def _order(data: bytes) -> str:
    """The side of UTF-16 whose bytes recur more is the higher one, for a text has more letters than scripts.

    Where neither does, the side of the zeros beside ASCII characters; there is one beside U+3000 as well.
    """
    first, second = data[: 2 * LOOK : 2], data[1 : 2 * LOOK : 2]
    repeats = [sum(count * count for count in Counter(side).values()) for side in (first, second)]
    if repeats[0] == repeats[1]:
        repeats = [first.count(0), second.count(0)]
    return "le" if repeats[1] > repeats[0] else "be"


def _is_readable(text: str) -> bool:
    """Whether nearly all characters are ones that texts hold, and few are two ASCII ones misread as one."""
    strange = sum(category(char) in STRANGE and not char.isspace() for char in text)
    pairs = sum(_is_pair(ord(char)) for char in text)
    return strange <= MAX_STRANGE * len(text) and pairs < MAX_PAIRS * len(text)


def _is_pair(unit: int) -> bool:
    """Whether both bytes are ASCII, and it is no hiragana, which Japanese may consist of."""
    return 0x20 <= unit & 0xFF < 0x7F and 0x20 <= unit >> 8 < 0x7F and unit not in HIRAGANA  # noqa: PLR2004


def refuse_known(data: bytes) -> None:
    """Raises: InputError where it begins as a file of one of MAGIC does."""
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            advice = INSTEAD.get(what, ADVICE)
            raise InputError(f"{what}, not text, by its bytes at offset 0; {advice}")


def _refuse_controls(data: bytes) -> None:
    if len(data) - len(data.translate(None, _CONTROLS)) > MAX_STRANGE * len(data):
        place = next(place for place, byte in enumerate(data) if byte in _CONTROLS)
        raise _binary(place, f"byte 0x{data[place]:02X}")


def _binary(place: int, what: str) -> InputError:
    return InputError(f"binary data, not text: {what} at offset {place}; {ADVICE}")


def _names(data: bytes) -> list[str]:
    """Encodings to try, in order."""
    if _SHIFTED in data and data.isascii():
        return ["iso2022_jp", "utf-8"]
    head = data[:HEAD]
    found = _DECLARED.search(head) if b"<" in head and _MARKED_UP.match(head) else None
    if not found:
        return ["utf-8"]
    declared = _codec((found[1] or found[2]).decode("ascii", "replace"))
    return [declared, "utf-8"] if declared in _LIKE_UTF8 else ["utf-8", declared]


def _codec(label: str) -> str:
    """Python's name for a declared encoding; UTF-8 for one that it does not know."""
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except LookupError:  # unknown, or no encoding of text ("rot13", "base64")
        return "utf-8"
    return _WIDER.get(name, name)


def _guessed(data: bytes) -> str:
    """Raises: InputError where no guess reads well, or all but a few bytes are good UTF-8."""
    _refuse_controls(data)
    for codec in [] if _is_broken_utf8(data) else likely(data):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:  # beyond what was looked at
            continue
    raise _unknown(data)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether good sequences of UTF-8 outnumber BROKEN times the bytes that are none."""
    good = sum(char >= "\x80" for char in data.decode("utf-8", "ignore"))
    return good > BROKEN * data.decode("utf-8", "replace").count("\ufffd")


def _unknown(data: bytes) -> InputError:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        place = error.start
    byte = f"byte 0x{data[place]:02X} at offset {place}"
    return InputError(f"{byte} is not UTF-8, and no other encoding fits; {ADVICE}")
