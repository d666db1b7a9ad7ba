"""What must stand in a text before a regex can match there: plain strings, which are quicker to look for."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ailabel.disclosure.haystack import block_of, joined
from ailabel.disclosure.pattern import Clue
from ailabel.disclosure.regex import expand, names_in, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Strings = frozenset["Literal"]

MANY = 16  # members of a class, and turns of a quantifier, that are spelt out one by one
MANY_STRINGS = 128  # that a part of a regex may be, and be spelt out
SPACED = re.compile(r"\s\s|[^\S ]")  # what is no single space
BREAK = "\n"  # stands in no literal
MARK_WEIGHT = 3  # letters that another character is worth: it stands in fewer texts


class Literals:
    """Finds the literals of regexes as they are written, which may name these fragments."""

    def __init__(self, fragments: Mapping[str, str]) -> None:
        self._fragments = fragments
        self._parts: dict[str, Part] = {}

    def clue(self, regex: str) -> Clue:
        """The regex spelt out, with its literals."""
        spelt = expand(regex, self._fragments)
        try:
            needed = self._read(regex).needed
        except ValueError:  # a construct that is not read here
            return Clue(spelt)
        texts = {literal.text for literal in needed or ()}
        folded = {text for text in texts if text == text.casefold()}
        return Clue(spelt, joined(_shortest(folded, folded)), joined(_shortest(texts - folded, texts)))

    def part(self, name: str) -> Part:
        """What is known of a fragment, each of which is read once."""
        if name not in self._parts:
            self._parts[name] = self._read(self._fragments[name])
        return self._parts[name]

    def _read(self, regex: str) -> Part:
        return _Reader(one_line(regex), self.part).alternatives(folds=True)


def _shortest(texts: set[str], others: set[str]) -> tuple[str, ...]:
    """In order, without those that hold another one and stand only where that does."""
    rows = sorted(texts)
    lines = [f"{text}{BREAK}{text.casefold()}{BREAK}" for text in rows]
    ends = list(accumulate(map(len, lines)))
    joined, spared = "".join(lines), set()
    for part in others:
        at = joined.find(part)
        while at != -1:
            line = bisect_right(ends, at)
            if rows[line] != part:
                spared.add(line)
            at = joined.find(part, ends[line])
    return tuple(text for line, text in enumerate(rows) if line not in spared)


class Literal(NamedTuple):
    """A string that is looked for as it stands (`cased`), or with its case folded."""

    text: str
    cased: bool

    def folded(self) -> Literal:
        return Literal(self.text.casefold(), cased=False) if self.cased else self

    def then(self, other: Literal) -> Literal:
        """Both in a row; where one of them folds its case, both do."""
        one, two = (self, other) if self.cased == other.cased else (self.folded(), other.folded())
        return Literal(squeezed(one.text + two.text), one.cased)


class Part(NamedTuple):
    """What is known of a part of a regex.

    `whole` is every string that it can be, where these are few; `needed` are strings one of which stands in
    each of its matches. None: not known.
    """

    whole: Strings | None
    needed: Strings | None


def squeezed(text: str) -> str:
    """The text with single spaces."""
    return text if SPACED.search(text) is None else " ".join(f"<{text}>".split())[1:-1]


def spelt(whole: Iterable[Literal]) -> Part:
    """A part that can be these strings and no others."""
    strings = frozenset(whole)
    return Part(strings, None if any(not literal.text for literal in strings) else strings)


EMPTY = spelt([Literal("", cased=True)])
UNKNOWN = Part(None, None)


def one_of(chars: Iterable[str], *, folds: bool) -> Part:
    """A single character."""
    found = (Literal(squeezed(char), cased=True) for char in chars)
    return spelt(one.folded() if folds and one.text.lower() != one.text.upper() else one for one in found)


def in_a_row(parts: Iterable[Part]) -> Part:
    """One part after another: strings are joined as long as they are few."""
    run, needed, known = EMPTY, UNKNOWN.needed, True
    for part in parts:
        if run.whole and part.whole and len(run.whole) * len(part.whole) <= MANY_STRINGS:
            run = spelt(one.then(two) for one in run.whole for two in part.whole)
        else:
            needed = _rarer(_rarer(needed, run.needed), part.needed)
            run, known = (part if part.whole else EMPTY), False
    return Part(run.whole if known else None, _rarer(needed, run.needed))


def either(parts: Sequence[Part]) -> Part:
    """One part or another."""
    wholes, neededs = [part.whole for part in parts], [part.needed for part in parts]
    whole, needed = _united(wholes), _united(neededs)
    return Part(whole if whole and len(whole) <= MANY_STRINGS else None, needed)


def _united(sets: Iterable[Strings | None]) -> Strings | None:
    known = list(sets)
    found = [strings for strings in known if strings is not None]
    return frozenset().union(*found) if len(found) == len(known) else None


def _rarer(one: Strings | None, other: Strings | None) -> Strings | None:
    """Of two sets the one that fewer texts hold a string of: about half as many for each letter more."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda strings: sum(2.0 ** -_weight(literal) for literal in strings))


def _weight(literal: Literal) -> int:
    letters = sum(char.isalpha() for char in literal.text)
    return letters + MARK_WEIGHT * (len(literal.text.strip()) - letters - literal.text.strip().count(" "))


ENDLESS = ""
TURNS = {"?": ("0", "1"), "*": ("0", ENDLESS), "+": ("1", ENDLESS)}
SPELT = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "s": " ", "d": "0123456789"}
ESCAPES = {**SPELT, **dict.fromkeys("pPwWDS")}
"""The characters of an escape; None where they are many."""


class _UnknownError(ValueError):
    """A construct of re2 that is not read here."""


class _Reader:
    """Reads a regex from left to right; `at` is how far it has come.

    A break between words, which is written as a space, is one in the haystack too.
    """

    def __init__(self, regex: str, part: Callable[[str], Part]) -> None:
        self.regex = regex
        self.at = 0
        self.part = part
        self.names = {start: (name, end) for name, start, end in names_in(regex)}

    def stands(self, mark: str) -> bool:
        return self.regex.startswith(mark, self.at)

    def take(self, *marks: str) -> str:
        """The mark that stands here, which is passed; empty where none does."""
        found = next((mark for mark in marks if self.stands(mark)), "")
        self.at += len(found)
        return found

    def next(self) -> str:
        if self.at >= len(self.regex):
            raise _UnknownError
        self.at += 1
        return self.regex[self.at - 1]

    def upto(self, mark: str) -> str:
        """What stands before the next such mark, which is passed."""
        start, end = self.at, self.regex.index(mark, self.at)
        self.at = end + len(mark)
        return self.regex[start:end]

    def alternatives(self, *, folds: bool) -> Part:
        """What stands up to the end of the group, whose bracket is passed."""
        part, folds = self.sequence(folds=folds)
        parts = [part]
        while self.take("|"):
            part, folds = self.sequence(folds=folds)
            parts.append(part)
        self.take(")")
        return either(parts)

    def sequence(self, *, folds: bool) -> tuple[Part, bool]:
        """What stands up to the next bar or bracket, and whether case is folded from there on."""
        parts = []
        while self.at < len(self.regex) and self.regex[self.at] not in "|)":
            if flags := self.take("(?i)", "(?-i)"):
                folds = flags == "(?i)"
            else:
                parts.append(self.repeated(self.item(folds=folds)))
        return in_a_row(parts), folds

    def item(self, *, folds: bool) -> Part:
        if self.at in self.names:
            name, self.at = self.names[self.at]
            return self.part(name)
        char = self.next()
        if char == "(":
            return self.group(folds=folds)
        if char == "[":
            return self.members(folds=folds)
        if char == "\\":
            return self.escaped(folds=folds)
        if char in "^$":
            return EMPTY
        return UNKNOWN if char == "." else one_of(char, folds=folds)

    def group(self, *, folds: bool) -> Part:
        mark = self.take("?:", "?i:", "?-i:")
        if not mark and self.stands("?"):
            raise _UnknownError
        return self.alternatives(folds=mark == "?i:" or (folds and mark != "?-i:"))

    def repeated(self, part: Part) -> Part:
        """The part with the quantifier that follows it."""
        mark = "" if self.at in self.names else self.take("?", "*", "+", "{")
        if not mark:
            return part
        low, high = TURNS[mark] if mark != "{" else self.turns()
        self.take("?")
        if high != ENDLESS and int(high) <= MANY:
            return either([in_a_row([part] * turns) for turns in range(int(low), int(high) + 1)])
        return Part(None, part.needed if int(low) else None)

    def turns(self) -> tuple[str, str]:
        low, comma, high = self.upto("}").partition(",")
        return low, high if comma else low

    def escaped(self, *, folds: bool) -> Part:
        if self.take(*"bBAz"):
            return EMPTY
        found = self.escape()
        return UNKNOWN if found is None else one_of(found, folds=folds)

    def escape(self) -> str | None:
        """The characters that an escape stands for, whose backslash is passed; None where they are many."""
        char = self.next()
        if char in "pP":
            self.upto("}") if self.stands("{") else self.next()
        if char == "x" and self.take("{"):
            return chr(int(self.upto("}"), 16))
        if char.isalnum() and char not in ESCAPES:
            raise _UnknownError
        return ESCAPES.get(char, char)

    def members(self, *, folds: bool) -> Part:
        """A class of characters."""
        negated = self.take("^")
        ranges = [self.range()]
        while not self.take("]"):
            ranges.append(self.range())
        known = [codes for codes in ranges if codes is not None]
        if negated or len(known) < len(ranges):
            return UNKNOWN
        chars = {chr(code) for codes in known for code in codes}
        if len(chars) <= MANY:
            return one_of(chars, folds=folds)
        blocks = {max(map(block_of, char.casefold())) for char in chars}
        return Part(None, None if "" in blocks else frozenset(Literal(block, cased=True) for block in blocks))

    def range(self) -> Iterable[int] | None:
        """The code points of a character, or from one to another; None for a class within the class."""
        if self.stands("[:"):
            raise _UnknownError
        low = self.member()
        if low is None or len(low) > 1 or self.stands("-]") or not self.take("-"):
            return None if low is None else map(ord, low)
        high = self.member()
        return range(ord(low), ord(high) + 1) if high else None

    def member(self) -> str | None:
        char = self.next()
        return self.escape() if char == "\\" else char
