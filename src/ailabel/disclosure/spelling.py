"""A text as patterns read it: names of AI as they are mostly spelt, and no line in capitals alone.

"skriven med ai", "made with Ai", "generado por I.A.", 'written by "AI"' become AI or IA there. In Swedish
they are spelt small, elsewhere often; but "ai" is "to the" in Italian, "who" in Vietnamese, "have" in French
and a name in Japanese. So what stands beside it decides, whichever language that is of.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from ailabel.disclosure.sweep import options
from ailabel.document import Document, Lines
from ailabel.languages.words import read_words
from ailabel.lazy import regex
from ailabel.view import Edit, View

if TYPE_CHECKING:
    import re

    Beside = tuple[str, ...]

SMALL = regex(r"(?<![\w.@#])(?:[Aa]i|[Kk]i|[Ii]a)(?![\w.@]\w|\w)")
REACH = 24  # characters before it in which the words stand that decide
BEHIND = 16  # characters behind it
WORD = regex(r"[\w']+")
LETTERS = regex(r"[AKI]\. ?[IA]\.|[^\W_]+")
FOREIGN = regex(r"[^\W\d_A-Za-zÀ-ɏ]\W{0,3}\Z")  # a letter that is not Latin, right before it
JOINED = regex(r"-[^\W\d_]{4}|:(?:n|ll[aä])\b")  # "ai-generert", Finnish "ai:n"; "ai-je" is French
SURNAME = regex(r" [A-ZÀ-ÞĀ-Ž]")
LABEL = regex(r"(?:\A|[\n.!?] ?)[^\W\d_][\w -]{1,24}: ?\Z")
LABEL_END = regex(r" ?(?:[\n/,·|(;]|\.?\Z)")
DOTTED = regex(r"(?<![\w.])(?P<one>[AKI])\. ?(?P<two>[IA])\.(?!\w|\.| [A-ZÀ-ÞА-Я])")
"""With dots, and nobody's initials: "I.A.", no "A.I. Kuprin"; what opens a sentence behind it is no word."""
QUOTED = regex(r"(?:(?<!\w)'|[\"„«»「]) ?(?P<name>AI|KI|IA|ИИ|ШІ) ?[\"'“«»」](?![A-Za-z])")
LEAST = 12  # letters of a line in capitals alone
KEPT = frozenset({"AI", "KI", "IA", "SI", "MI", "YZ", "ИИ", "ШІ", "LLM", "LLMS", "GPT", "TTS", "AIGC"})
TURKISH = frozenset("İŞĞ")
NO_LINES = Lines((), (), b"", b"")


def as_read(document: Document) -> Document:
    """The document with what patterns read in the place of its clean view; the same if that is all the same.

    Of its lines and code nothing is left, which no pattern reads.
    """
    clean = document.clean
    text = in_small(clean.text)
    edits: list[Edit] = []
    if _any_odd().search(text.encode("utf-8", "replace")):
        text = in_capitals(text)
        edits += [Edit(*found.span(), _without_dots(found)) for found in DOTTED.finditer(text)]
        edits += [Edit(*found.span(), found["name"]) for found in QUOTED.finditer(text)]
    if text == clean.text and not edits:
        return document
    view = View(text, clean.starts, clean.ends).splice(edits)
    return Document(document.text, view, NO_LINES, (), ())


@cache
def _any_odd() -> Any:  # noqa: ANN401  re2 has no types
    """What finds at least all that SMALL, DOTTED and QUOTED do, ten times as fast."""
    small, dotted = r"(?:[AaKk]i|[Ii]a)", r"[AKI]\. ?[IA]\."
    quoted = r"[\"'„«»「] ?(?:AI|KI|IA|ИИ|ШІ) ?[\"'“«»」]"
    return re2.compile(rf"(?:\A|\W)(?:{small}(?:\W|\z)|{dotted}|{quoted})", options())


def _without_dots(found: re.Match[str]) -> str:
    """The name, and the stop of its sentence, which its last dot is as well."""
    at_end = found.string[found.end() : found.end() + 1] in {"", "\n"}
    return f"{found['one']}{found['two']}{'.' * at_end}"


def in_small(text: str) -> str:
    """The text, as long as it is, with lines of capitals alone in small letters, but for names of AI.

    >>> in_small("ESTE TEXTO FUE GENERADO POR IA")
    'Este texto fue generado por IA'
    """
    lines = text.split("\n")
    loud = [at for at, line in enumerate(lines) if line.isupper() and sum(map(str.isupper, line)) >= LEAST]
    for at in loud:
        words = LETTERS.sub(_quiet if TURKISH.isdisjoint(lines[at]) else _quiet_in_turkish, lines[at])
        lines[at] = lines[at][0] + words[1:]
    return "\n".join(lines) if loud else text


def _quiet(found: re.Match[str]) -> str:
    """A word in small letters, unless it names AI or would grow."""
    return _small(found[0], found[0].lower())


def _quiet_in_turkish(found: re.Match[str]) -> str:
    return _small(found[0], found[0].replace("I", "ı").replace("İ", "i").lower())


def _small(word: str, small: str) -> str:
    return word if word in KEPT or "." in word or len(small) != len(word) else small


def in_capitals(text: str) -> str:
    """The text, as long as it is, with small letters that name AI in capitals.

    >>> in_capitals("Texten är skriven med ai. Vad har Ai Weiwei gjort?")
    'Texten är skriven med AI. Vad har Ai Weiwei gjort?'
    """
    return SMALL.sub(_name, text)


def _name(found: re.Match[str]) -> str:
    """A small name as it is or in capitals, by what stands beside it."""
    text, name, (start, end) = found.string, found[0], found.span()
    before, behind = text[max(0, start - REACH) : start], text[end : end + BEHIND]
    used, by, after = _beside()[name.lower()]
    is_title = name[0].isupper()
    if is_title and SURNAME.match(behind):
        return name
    said = f" {_words(before)}"
    is_ai = said.endswith(used) or f"{_words(behind)} ".startswith(after) or bool(FOREIGN.search(before))
    if not is_title:
        is_ai = is_ai or said.endswith(by) or bool(JOINED.match(behind)) or _is_apart(before, behind)
    return name.upper() if is_ai else name


def _is_apart(before: str, behind: str) -> bool:
    """In brackets of its own, or all that follows a label: "Foto: ai"."""
    enclosed = before[-1:] == "(" and behind[:1] == ")"
    return enclosed or (LABEL.search(before) is not None and LABEL_END.match(behind) is not None)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.lower().replace("’", "'")))


@cache
def _beside() -> dict[str, tuple[Beside, Beside, Beside]]:
    """For each small name what stands before it, what persons follow as well, and what stands behind it."""
    found: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for names, *listed in read_words().small:
        for name in names:
            for words, more in zip(found.setdefault(name, (set(), set(), set())), listed, strict=True):
                words.update(more)
    return {
        name: (
            tuple(sorted(f" {word}" for word in used)),
            tuple(sorted(f" {word}" for word in by)),
            tuple(sorted(f"{word} " for word in behind)),
        )
        for name, (used, by, behind) in found.items()
    }
