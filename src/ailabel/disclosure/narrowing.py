"""Narrow a regex to what of it can match in one text: a branch falls away whose words do not stand there.

A regex that names fragments may spell out tens of thousands of characters, nearly all of them words that a
given text does not hold. Compiled in full it takes longer than hundreds of texts do to read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ailabel.disclosure.literals import squeezed
from ailabel.disclosure.regex import one_line, with_breaks
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ailabel.disclosure.haystack import Haystack

NUMBER = r"(?:0|[1-9]\d*)"  # of turns, as re2 reads it
QUANTIFIER = rf"(?:[?*+]\??|\{{{NUMBER}(?:,{NUMBER}?)?\}}\??)"
TOKEN = regex(
    rf"""
    [^\\\[\](){{}}|?*+.^$]+(?!{QUANTIFIER})  # characters that stand as they are
    | \(\?[a-z-]*[:)] | [(|]  # flags, or what opens a group; what parts branches
    | (?:
        \{{[A-Z][A-Za-z_0-9]+\}}  # the name of a fragment
        | \\[pP](?:\{{[^}}]*\}}|\w) | \\x\{{[^}}]*\}} | \\x[0-9A-Fa-f]{{2}}
        | \\[0-7]{{1,3}} | \\.  # an escape
        | \[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]  # a class
        | .
    ){QUANTIFIER}?
    """,
    re.VERBOSE | re.DOTALL,
)
UNREAD = regex(r"\\[QE]|\{,|\{0\d")  # what re2 takes otherwise than it looks: quoted text, no quantifiers
GROUP = "(?:"
NEEDLESS = ("?", "*", "{0")  # how the quantifier begins of what need not stand


class Group(NamedTuple):
    """A group, which stands as often as its quantifier says; of a fragment `inside` is the name."""

    opening: str
    inside: Sequence[Branch] | str
    quantifier: str


class Branch(NamedTuple):
    """What stands between two bars. `literal` stands in whatever it matches; empty where none is known."""

    parts: Sequence[str | Group]
    literal: str


class Narrower:
    """Narrows regexes that may name these fragments, each of which is read once."""

    def __init__(self, fragments: Mapping[str, str]) -> None:
        self._fragments = fragments
        self._read: dict[str, Sequence[Branch]] = {}

    def narrowed(self, regex: str, haystack: Haystack, known: dict[str, str | None]) -> str | None:
        """What of a regex can match in a text, spelt out; None where nothing can.

        `known` keeps what is left of each fragment in this text.

        Raises:
            KeyError: a fragment that is named and not defined.
            ValueError: it holds what is not read here: an open bracket, flags for all that follows.
        """
        found = self._either(read(regex), haystack, known)
        return None if found is None else "(?i)" + with_breaks(found)

    def _either(
        self, branches: Iterable[Branch], haystack: Haystack, known: dict[str, str | None]
    ) -> str | None:
        likely = (branch.parts for branch in branches if haystack.has(branch.literal))
        rows = [row for parts in likely if (row := self._in_a_row(parts, haystack, known)) is not None]
        return "|".join(rows) if rows else None

    def _in_a_row(
        self, parts: Iterable[str | Group], haystack: Haystack, known: dict[str, str | None]
    ) -> str | None:
        row = []
        for part in parts:
            if isinstance(part, str):
                row.append(part)
                continue
            inside = self._inside(part, haystack, known)
            if inside is not None:
                row += [part.opening, inside, ")", part.quantifier]
            elif not part.quantifier.startswith(NEEDLESS):
                return None
        return "".join(row)

    def _inside(self, group: Group, haystack: Haystack, known: dict[str, str | None]) -> str | None:
        name = group.inside
        if not isinstance(name, str):
            return self._either(name, haystack, known)
        if name not in known:
            if name not in self._read:
                self._read[name] = read(self._fragments[name])
            known[name] = self._either(self._read[name], haystack, known)
        return known[name]


def read(regex: str) -> Sequence[Branch]:
    """The branches of a regex as it is written."""
    line = one_line(regex)
    if unread := UNREAD.search(line):
        raise ValueError(f"{unread[0]} is not read here")
    tokens = TOKEN.findall(line)[::-1]
    found = _branches(tokens)
    if tokens:
        raise ValueError(f"a bracket is closed that was not opened in {regex!r}")
    return found


def _branches(tokens: list[str]) -> Sequence[Branch]:
    """What stands up to the end or the closing bracket; takes it from the end of the tokens."""
    found = [_branch(tokens)]
    while tokens and tokens[-1] == "|":
        tokens.pop()
        found.append(_branch(tokens))
    return found


def _branch(tokens: list[str]) -> Branch:
    parts: list[str | Group] = []
    text, run, literal = "", "", ""  # what stands as it is since the last group, and the end of it that must
    while tokens and tokens[-1][0] not in "|)":
        token = tokens.pop()
        if (char := _characters(token)) is not None:
            text, run = text + token, run + char
            continue
        literal, run = max(literal, run, key=len), ""
        if token[0] == "(" or (token[1:2].isupper() and token[0] == "{"):
            parts += [text, _group(token, tokens)]
            text = ""
        else:
            text += token
    literal = max(literal, run, key=len)
    return Branch((*parts, text), squeezed(literal).casefold())


def _group(token: str, tokens: list[str]) -> Group:
    """A fragment by its name, or what stands between brackets, of which the first was taken."""
    if token[0] == "{":
        name, _, quantifier = token[1:].partition("}")
        return Group(GROUP, name, quantifier)
    if token[-1] == ")" or (token[-1] == "(" and tokens and tokens[-1][0] == "?"):
        raise ValueError(f"{token} sets flags for all that follows, or is no group that is read here")
    inside = _branches(tokens)
    if not tokens:
        raise ValueError("a bracket is not closed")
    return Group(token, inside, tokens.pop()[1:])


def _characters(token: str) -> str | None:
    """The characters that a token stands for; None where they may be others, or none."""
    if token[0] == "\\":
        return token[1] if len(token) == 2 and not token[1].isalnum() else None  # noqa: PLR2004  an escape
    return None if token[0] in ".^$[{(" or token[-1] in "?*+}" else token
