"""A text as patterns read it: names of AI as they are mostly spelt, and no line in capitals alone.

"skriven med ai", "made with Ai", "generado por I.A.", 'written by "AI"' become AI or IA there. In Swedish
they are spelt small, elsewhere often; but "ai" is "to the" in Italian, "who" in Vietnamese, "have" in French
and a name in Japanese. So what stands beside it decides, whichever language that is of.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from ailabel.disclosure.clause import NAMESAKES
from ailabel.disclosure.regex import options
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
LETTERS = regex(r"[AKI]\.[IA]\.|[JL]['’]AI\b|[^\W_]+")  # French "J'AI" is "I have"
FOREIGN = regex(r"[^\W\d_A-Za-zÀ-ɏ]\W{0,3}\Z")  # a letter that is not Latin, right before it
JOINED = regex(r"-[^\W\d_]{4}|:(?:n|ll[aä])\b")  # "ai-generert", Finnish "ai:n"; "ai-je" is French
LABEL = regex(r"(?:\A|[\n.!?] ?)[^\W\d_][\w -]{1,24}: ?\Z")
LABEL_END = regex(r" ?(?:[\n/,·|(;]|\.?\Z)")
AND = "and|und|och|og|en|y|e|et|i|a|dan"  # joins the names of two people
SENTENCE_OPENERS = (  # words that open the next sentence, and are no surname
    "Your|The|This|These|It|We|Our|Please|Learn|All|No|You|They|In|If|For|Read|See|But|Some|Any|Reviewed|Edited"
    "|Checked"
)
DOTTED = regex(
    r"(?<![\w.])(?P<one>[AKI])\.(?P<two>[IA])\."
    rf"(?!\w|[.,]| (?!(?:{SENTENCE_OPENERS})\b)[A-ZÀ-ÞА-Я]| (?:{AND}|&) [A-Z]\.)"
    rf"(?P<ends> (?:{SENTENCE_OPENERS})\b|\Z|(?=\n))?"
)
"""A name of AI with dots, and nobody's initials: no "A.I. Kuprin", "I.A. y M.P."."""
PERSON = regex(rf" [A-ZÀ-ÞĀ-Ž]|(?:,| (?:{AND})) ")
"""What stands behind somebody's name: "Ai Weiwei", "Ai and Ken", "Ai, mijn vriendin"."""
TITLED_BEHIND = regex(
    r"(?i)[ -](?:generated|assisted|(?:tool|model|chatbot|assistant|generator)s?|software)\b"
)
"""What stands behind a name of AI with a capital: "Ai tools", "Ai-Generated"."""
QUOTED = regex(r"(?:(?<!\w)'|[\"„«»「]) ?(?P<name>AI|KI|IA|ИИ|ШІ) ?[\"'“«»」](?![A-Za-z])")
LEAST = 12  # letters of a line in capitals alone
KEPT = frozenset({"AI", "KI", "IA", "SI", "MI", "YZ", "ИИ", "ШІ", "LLM", "LLMS", "GPT", "TTS", "AIGC"})
GOING_ON = frozenset(["of", "on", "in", "at", "above", "below", "and", "that", "which"])  # below what is loud
TURKISH = frozenset("İŞĞ")
NO_LINES = Lines((), (), b"", b"", frozenset())


def as_read(document: Document) -> Document:
    """The document with what patterns read as its clean view; the same if that is all the same."""
    clean = document.clean
    text = in_small(clean.text)
    edits: list[Edit] = []
    if _any_odd().search(text.encode("utf-8", "replace")):
        text = in_capitals(text)
        edits += [Edit(*found.span(), _without_dots(found)) for found in DOTTED.finditer(text)]
        edits += [Edit(*found.span(), found["name"]) for found in QUOTED.finditer(text)]
    if text == clean.text and not edits:
        return document
    return read_by(document, View(text, clean.starts, clean.ends).splice(edits))


def read_by(document: Document, view: View) -> Document:
    """The document with that clean view, and without lines and code, which no pattern reads."""
    return Document(document.text, view, NO_LINES, (), ())


@cache
def _any_odd() -> Any:  # noqa: ANN401  re2 has no types
    """What finds at least all that SMALL, DOTTED and QUOTED do, ten times as fast."""
    small, dotted = r"(?:[AaKk]i|[Ii]a)", r"[AKI]\.[IA]\."
    quoted = r"[\"'„«»「] ?(?:AI|KI|IA|ИИ|ШІ) ?[\"'“«»」]"
    return re2.compile(rf"(?:\A|\W)(?:{small}(?:\W|\z)|{dotted})|{quoted}", options())


def _without_dots(found: re.Match[str]) -> str:
    """The name, and the stop of its sentence, which its last dot is as well."""
    ends = "" if found["ends"] is None else f".{found['ends']}"
    return f"{found['one']}{found['two']}{ends}"


def in_small(text: str) -> str:
    """The text, as long as it is, with lines of capitals alone in small letters, but for names of AI.

    >>> in_small("ESTE TEXTO FUE GENERADO POR IA")
    'Este texto fue generado por IA'
    """
    typed = text.split("\n")
    lines = [*typed]
    loud = [at for at, line in enumerate(lines) if line.isupper() and _is_loud(line)]
    for at in loud:
        words = LETTERS.sub(_quiet if TURKISH.isdisjoint(lines[at]) else _quiet_in_turkish, lines[at])
        goes_on = at > 0 and typed[at - 1].isupper() and words.partition(" ")[0] in GOING_ON
        lines[at] = words if goes_on else lines[at][0] + words[1:]
    return "\n".join(lines) if loud else text


def _is_loud(line: str) -> bool:
    """Whether it has letters enough, and no name that a person may bear: "WRITTEN BY CLAUDE MARTIN"."""
    is_long = sum(map(str.isupper, line)) >= LEAST
    return is_long and set(NAMESAKES).isdisjoint(word.lower() for word in LETTERS.findall(line))


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
    if name[0].isupper():
        is_led = _titled().search(before) or FOREIGN.search(before) or TITLED_BEHIND.match(behind)
        return name.upper() if is_led and not PERSON.match(behind) else name
    before_it, behind_it = _beside()[name]
    is_said = f" {_words(before)}".endswith(before_it) or f"{_words(behind)} ".startswith(behind_it)
    is_ai = is_said or FOREIGN.search(before) or JOINED.match(behind) or _is_apart(before, behind)
    return name.upper() if is_ai else name


def _is_apart(before: str, behind: str) -> bool:
    """In brackets of its own, or all that follows a label: "Foto: ai"."""
    enclosed = before[-1:] == "(" and behind[:1] == ")"
    return enclosed or (LABEL.search(before) is not None and LABEL_END.match(behind) is not None)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.lower().replace("’", "'")))


@cache
def _beside() -> dict[str, tuple[Beside, Beside]]:
    """For each small name what stands before it, and what stands behind it."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for names, before, _, behind in read_words().small:
        for name in names:
            before_it, behind_it = found.setdefault(name, (set(), set()))
            before_it.update(f" {word}" for word in before)
            behind_it.update(f"{word} " for word in behind)
    return {name: (tuple(sorted(one)), tuple(sorted(other))) for name, (one, other) in found.items()}


@cache
def _titled() -> re.Pattern[str]:
    """What stands before a name of AI with a capital, in any language."""
    words = {word.replace("'", "['’]") for _, _, titled, _ in read_words().small for word in titled}
    return regex(rf"\b(?:{'|'.join(sorted(words))}) ?\Z")
