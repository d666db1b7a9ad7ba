"""Tell the language of a text from its script and its function words."""

from __future__ import annotations

from collections import Counter

import numpy as np

from ailabel.languages.words import read_words
from ailabel.value import value
from ailabel.view import code_points

MIN_SHARE = 0.1  # of words that are function words of the language; below this it is not recognised
SURE_SHARE = 0.25  # of English function words, more than any other language's text can have
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
_LATIN = 1  # its row
_ASCII_REST, _ASCII_LETTERS = bytes(range(0x41)), bytes(range(0x41, 0x80))  # as far as that row goes
_CYRILLIC = ("ru", "uk")
LETTERS_A_WORD = {
    "han": 2.0,
    "kana": 2.0,
    "ko": 3.0,
    "th": 5.0,
}  # where words are short, or not parted by spaces


@value
class Tongue:
    """The language (ISO 639-1; None where it is not recognised) and how many words there are.

    `english` is the share of the words that are English function words; `different` how many different words
    there are in the sample that was looked at, in lower case.
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
    if script in {"latin", "cyrillic"}:
        return _by_function_words(text, script, words)
    return Tongue(script or None, words)


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
    lists = read_words().function
    sample = _sample(text).lower().split()
    english = len(list(filter(lists["en"].__contains__, sample))) / max(1, len(sample))
    if script == "latin" and english >= SURE_SHARE:
        return Tongue("en", words, english, len(set(sample)))
    counts = Counter(sample)
    hits = {
        language: sum(counts[word] for word in function & counts.keys())
        for language, function in lists.items()
        if (language in _CYRILLIC) == (script == "cyrillic")
    }
    best = max(hits, key=lambda language: hits[language])
    return Tongue(best if hits[best] >= MIN_SHARE * len(sample) > 0 else None, words, english, len(counts))


def _sample(text: str) -> str:
    """Head, middle and tail of a long text."""
    if len(text) <= 3 * SAMPLE:
        return text
    middle = (len(text) - SAMPLE) // 2
    return f"{text[:SAMPLE]} {text[middle : middle + SAMPLE]} {text[-SAMPLE:]}"
