"""Tell what a chat assistant says to its user around a piece, and what it was asked for.

It is told in the lines at either end of a text, and anywhere else by a cue.

Regexes know the phrases that everybody knows; assistants say it in many more ways. What stands here weighs
the words of a line: alone, in twos, at its beginning and at its end. `training/assistant.py` learns the
weights (logistic regression), from lines that assistants say and from those that people write.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

from ailabel.disclosure.pattern import ENGLISH
from ailabel.disclosure.setting import plain, says
from ailabel.disclosure.telling import LANGUAGES
from ailabel.language import tell_language
from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ailabel.disclosure.pattern import Lexicon, Pack, Pattern

    Line = tuple[int, int]  # where it begins and ends in its text

NAME = "assistant.json"
PREAMBLE, SIGN_OFF, REFUSAL, CUTOFF = "preamble", "sign-off", "refusal", "knowledge-cutoff"
PROMPT = "prompt-leak"  # what the user asked for, left standing above or below what was made
FAMILIES = (PREAMBLE, SIGN_OFF, REFUSAL, CUTOFF, PROMPT)
LONG = (REFUSAL, CUTOFF)  # what an assistant says at length, too
LINES = 2  # at either end of a text that are read
END = 2000  # characters at either end of a text in which those lines lie
WIDEST = 300  # characters of a line that is read whole; of a longer one, the sentence at the end of the text
WIDEST_ABROAD = 180  # the same, outside English, of what is told by its usual sum (training/NOTES.md)
LETTERS_A_WORD = 12  # at most, where spaces part words; where none do, a character counts for WIDE
WIDE = 3
FEWEST = 10  # characters of a line without a space that is read
SURER = 600  # steps of logit asked for beside in the midst of a text, and in a wide line (training/NOTES.md)
SUREST = 1200  # and of a preamble of full strength: of those held out 60 are an assistant's, 1 is people's
SHORTEST = 3  # words and marks of a line that is read
WORDS = 4  # of a sentence; a shorter one, as "Sure!", is read with the next
LENGTH, LONGEST = 6, 6  # words to a step of length, and steps
STEM = 6  # first letters of a word that are weighed beside it
UNSPACED = frozenset({"ja", "th", "zh"})  # no spaces stand between words
SAMPLE = 400  # characters at either end of a text by which English is told
OF_ENGLISH = (" the ", " and ", " of ", " to ", " a ", " is ")  # three of them stand there
ENOUGH = 3
NUMBER, NAMED = "0", "NAME"  # in the place of any number, and of a word whose capital no sentence explains

PIECE = regex(r"\d+(?:[.,:]\d+)*[^\W_]*|[^\W_]+(?:['’][^\W_]+)*|[!?.:;,…\-–—\"“”„«»()\[\]#*]")
QUOTED = regex(
    r"\"[^\"\n]{2,300}\"|“[^”\n]{2,300}”|„[^“”\n]{2,300}[“”]|«[^»\n]{2,300}»|[「『][^」』\n]{2,300}[」』]"
)
SIGN = regex(r"[A-Za-z]+|\d+|\S")  # the same, where no spaces stand between words
SENTENCE_END = regex(r"[.!?:…][\"”')\]]*\s+|[。！？：]")
MARKS = "!?.:;,…–—\"'“”„«»()[]#*"  # what may stand about a word
BEGINS_ANEW = frozenset('.!?:—–-"“')  # after these a capital says nothing
ALWAYS_CAPITAL = ("i", "i'm", "i've", "i'd", "i'll")


@value
class Telling:
    """What each feature adds to the logit of a line, and the logit from which on it tells."""

    weights: Mapping[str, int]
    bias: int
    least: int

    def logit(self, found: Iterable[str]) -> int:
        """Of a line of which this is seen, in steps."""
        return self.bias + sum(map(self.weights.get, found, repeat(0)))


@value
class Glance:
    """What the words of a line weigh, whatever it says, and the sum from which on the line is read."""

    weights: Mapping[str, int]
    least: int

    def passes(self, line: str) -> bool:
        words = {word.strip(MARKS) for word in line.lower().split()}
        return sum(map(self.weights.get, words, repeat(0))) >= self.least


class Assistant:
    """The patterns that find what assistants say, by language and family, ready to read texts."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs
        self._rows: dict[str, Mapping[str, Pattern]] = {}

    def find(self, text: str) -> Iterator[tuple[Pattern, int, int]]:
        """Each line at either end of a clean text that an assistant says, with the pattern that tells it."""
        language = language_of(text)
        if language is None or not (rows := self._of(language)) or not (glance := read_glance(language)):
            return
        heads, tails = lines_at_ends(text)
        for line in dict.fromkeys((*heads, *tails)):
            said = text[slice(*line)]
            if not glance.passes(said) or not (found := features(said, language)):
                continue
            tellings = read_families(language)
            families = families_of(said, language, is_head=line in heads, is_tail=line in tails)
            asked = dict.fromkeys(LONG, SURER) | dict.fromkeys(families, 0)
            margins = {
                family: tellings[family].logit(found) - tellings[family].least - more
                for family, more in asked.items()
                if family in rows and family in tellings
            }
            best = max(margins, key=margins.__getitem__, default=None)
            if best and margins[best] >= 0:
                yield rows[best], *line

    def _of(self, language: str) -> Mapping[str, Pattern]:
        if language not in self._rows:
            own = self._packs[language].rows if language in self._packs else ()
            self._rows[language] = {row.family: row for row in own if row.is_spoken}
        return self._rows[language]


def line_at(text: str, at: int) -> Line | None:
    """The line that holds a place, or of one that is too wide the sentence of WORDS or more."""
    first, last = max(0, at - 2 * WIDEST), at + 2 * WIDEST
    start, end = text.rfind("\n", first, at) + 1 or first, text.find("\n", at, last)
    end = min(len(text), last) if end == -1 else end
    widest = _widest(text, start, end)
    if end - start <= widest:
        return start, end
    marks = [mark.end() for mark in SENTENCE_END.finditer(text, start, end)]
    start = max((mark for mark in marks if mark <= at), default=start)
    end = min((mark for mark in marks if mark > at), default=end)
    is_said = end - start <= widest and text.count(" ", start, end) >= WORDS - 1
    return (start, end) if is_said else None


def told_amidst(line: str, rows: Sequence[Pattern]) -> Iterator[Pattern]:
    """The patterns, of one language, that tell a line wherever it stands."""
    language = rows[0].language
    glance = read_glance(language)
    if glance and glance.passes(line):
        found = features(line, language)
        families = {*families_of(line, language, is_head=True, is_tail=True), *LONG}
        rows = [row for row in rows if row.family in families]
        yield from (row for row in rows if _is_surely(found, language, row.family, SURER))


def _is_surely(found: Iterable[str], language: str, family: str, surer: int) -> bool:
    """Whether a line of which this is seen is of the family, by a sum so much higher than needs be."""
    telling = read_families(language).get(family)
    return telling is not None and telling.logit(found) >= telling.least + surer


@cache
def read_glance(language: str) -> Glance | None:
    """What was learnt of the words of a language's lines; None where nothing was."""
    file = LANGUAGES / language / NAME
    return Glance(**json.loads(file.read_bytes().splitlines()[0])) if file.exists() else None


@cache
def read_families(language: str) -> Mapping[str, Telling]:
    """What each family of lines weighs, read apart: most texts have no line that passes at a glance."""
    if read_glance(language) is None:
        return {}
    families = json.loads((LANGUAGES / language / NAME).read_bytes().splitlines()[1])
    return {family: Telling(**telling) for family, telling in families.items()}


def may_open(line: str, lexicon: Lexicon) -> bool:
    """Whether a line at the head of a text surely is an assistant's; not where nothing was learnt.

    Somebody who hands over what readers asked for begins in the same way: "Sure! Here is last week's recipe".
    Few of them hand over what is the reader's: "Here is a polished version of your essay".
    """
    sentence = _first_sentence(line, 0, len(line)) or (0, WIDEST)
    said = line[slice(*sentence)]
    surer = 0 if says(plain(said), lexicon.words.get("yours", ())) else SUREST
    return _is_surely(features(said, lexicon.language), lexicon.language, PREAMBLE, surer)


def families_of(line: str, language: str, *, is_head: bool, is_tail: bool) -> tuple[str, ...]:
    """The families that a line at the head of a text, at its tail, or at both is told to be of by its sum.

    Outside English a wide line is told so to be a prompt alone: over a paragraph that people wrote small
    weights add up. Of LONG it is where the sum is SURER by much; the rest assistants say in few words.
    """
    if language != ENGLISH and len(line) > _widest_abroad(language):
        return (PROMPT,)
    return ((PREAMBLE,) if is_head else ()) + ((SIGN_OFF,) if is_tail else ()) + (REFUSAL, CUTOFF, PROMPT)


def _widest_abroad(language: str) -> int:
    return WIDEST_ABROAD // WIDE if language in UNSPACED else WIDEST_ABROAD


def language_of(text: str) -> str | None:
    """The language of what stands at the ends of a text."""
    sample = text if len(text) <= 2 * SAMPLE else f"{text[:SAMPLE]} {text[-SAMPLE:]}"
    if sum(word in sample for word in OF_ENGLISH) >= ENOUGH:
        return ENGLISH
    return tell_language(sample.replace("\n", " ")).language


def lines_at_ends(text: str) -> tuple[list[Line], list[Line]]:
    """The lines that are read at the head of a text, and at its tail; those of a short text are both."""
    heads: list[Line] = []
    start, stop = 0, min(len(text), END)
    while len(heads) < LINES and start < stop:
        end = text.find("\n", start, stop)
        end = stop if end == -1 else end
        is_repeated = bool(heads) and text[start:end] == text[slice(*heads[-1])]  # as headlines are
        if _is_said(text, start, end) and not is_repeated:
            heads.append((start, end))
        start = end + 1
    tails: list[Line] = []
    end, stop = len(text), max(0, len(text) - END)
    while len(tails) < LINES and end > stop:
        start = max(text.rfind("\n", stop, end) + 1, stop)
        if _is_said(text, start, end):
            tails.append((start, end))
        end = start - 1
    first = (_first_sentence(text, *line) for line in heads)
    last = (_last_sentence(text, *line) for line in reversed(tails))
    return [line for line in first if line], [line for line in last if line]


def _is_said(text: str, start: int, end: int) -> bool:
    """Whether a line holds more than a word."""
    return text.find(" ", start, end) != -1 or end - start > FEWEST


def _first_sentence(text: str, start: int, end: int) -> Line | None:
    """The line, or of one that is too wide its first sentence of WORDS or more."""
    widest = _widest(text, start, end)
    if end - start <= widest:
        return start, end
    for mark in SENTENCE_END.finditer(text, start, start + widest):
        if text.count(" ", start, mark.start()) >= WORDS - 1:
            return start, mark.start() + 1
    return None


def _last_sentence(text: str, start: int, end: int) -> Line | None:
    """The line, or of one that is too wide its last sentence of WORDS or more."""
    widest = _widest(text, start, end)
    if end - start <= widest:
        return start, end
    marks = [mark.end() for mark in SENTENCE_END.finditer(text, end - widest, end)]
    return next(((mark, end) for mark in reversed(marks) if text.count(" ", mark, end) >= WORDS - 1), None)


def _widest(text: str, start: int, end: int) -> int:
    """How many characters of such a line are read."""
    end = min(end, start + WIDEST)
    is_spaced = text.count(" ", start, end) * LETTERS_A_WORD >= end - start
    return WIDEST if is_spaced else WIDEST // WIDE


def features(line: str, language: str) -> set[str]:
    """What is seen of a line, apart from what it quotes; nothing where that is too short."""
    words = list(_words(QUOTED.sub(" ", line), language))
    if len(words) < SHORTEST:
        return set()
    found = {
        *(f"1 {word}" for word in words),
        *(f"2 {first} {second}" for first, second in pairwise(words)),
        f"^ {words[0]}",
        f"^ {words[0]} {words[1]}",
        f"$ {words[-1]}",
        f"$ {words[-2]} {words[-1]}",
        f"* length {min(LONGEST, len(words) // LENGTH)}",
    }
    if language in UNSPACED:
        found |= {f"3 {''.join(words[at : at + 3])}" for at in range(len(words) - 2)}
    elif language != ENGLISH:
        found |= {f"s {word[:STEM]}" for word in words if len(word) > STEM}
    return found


def _words(line: str, language: str) -> Iterator[str]:
    if language in UNSPACED:
        yield from (NUMBER if match[0].isdigit() else match[0].lower() for match in SIGN.finditer(line))
        return
    before = "."
    for match in PIECE.finditer(line):
        typed = match[0].replace("’", "'")
        before = _word(typed, before, is_noun_capital=language == "de")
        yield before


def _word(typed: str, before: str, *, is_noun_capital: bool) -> str:
    lower = typed.lower()
    if typed[0].isdigit():
        return NUMBER
    if not typed[0].isupper() or is_noun_capital or before in BEGINS_ANEW or lower in ALWAYS_CAPITAL:
        return lower
    return NAMED
