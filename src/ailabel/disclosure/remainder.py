"""Tell whether somebody says beside a statement that people made the rest: "The rest is mine".

Only a clause that says so from its beginning to its end does: what goes on may mean anything ("the rest is
mine to tell"), and so may what stands before ("I never said the rest is mine").
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ailabel.disclosure.setting import CLOSERS, is_bare, last_sentence, leading, plain
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ailabel.disclosure.pattern import Lexicon
    from ailabel.disclosure.setting import Setting

RUN = 3  # pieces between marks that one claim may have: "Le reste, c'est moi"
PIECE_END = r"[,;:.!?()|–—…।؟،、，：；。！？（）]|\s-\s|\n(?![a-zà-ÿа-я])"
MARK = regex(PIECE_END)
PAUSE = regex(rf"{PIECE_END}|\s")  # the same, where a space parts clauses and no words
PAUSED = frozenset({"th"})
STOP = regex(r"[.!?…。！？؟।]|\n[ \t]*\n")  # what ends a sentence
PARAGRAPH = regex(r"\n[ \t]*\n")
OPENED = regex(r"""[*_]*(?:["'“”‘’»](?=\w)|[„«「『])|[\s*_]+["'“”„«‘’»「『]""")  # a quotation opens
QUOTES = "\"'”’»“』」"  # what closes a quotation
CLOSED = CLOSERS + QUOTES  # what may stand right behind a sentence
GAP = " \t\n*_–—-"  # and between two


def leaves_a_rest(setting: Setting) -> bool:
    """Its sentence, the next one or the one before says so, in the same paragraph."""
    sentence = setting.before + setting.match + setting.after
    return any(
        _is_claim(clause, setting.lexicon)
        for said in (sentence, _following(setting), _above(setting))
        for clause in _clauses(said, setting.lexicon)
    )


def _following(setting: Setting) -> str:
    """The next sentence of the same paragraph; "" where there is none."""
    said, rest = setting.match + setting.after, setting.following[len(setting.after) :]
    own = rest.lstrip(CLOSED).lstrip(GAP)
    gap = said[len(said.rstrip()) :] + rest[: len(rest) - len(own)]
    return "" if PARAGRAPH.search(gap) else STOP.split(f" {own}", maxsplit=1)[0]


def _above(setting: Setting) -> str:
    """The sentence before, of the same paragraph; "" where there is none, or a quotation ends there."""
    left = setting.above + leading(setting.match)
    left = left[: len(left) - len(setting.before) - len(setting.stated)]
    said = left.rstrip()
    if PARAGRAPH.search(left[len(said) :]) or _is_closed(said):
        return ""
    return last_sentence(said, setting.lexicon)


def _clauses(text: str, lexicon: Lexicon) -> Iterator[str]:
    """What stands between two marks in plain words, save where a quotation opens or closes."""
    mark = PAUSE if lexicon.language in PAUSED else MARK
    pieces = [piece for piece in mark.split(text) if not is_bare(piece)]
    between = " " if lexicon.spaced else ""
    words = [between.join(plain(piece).split()) for piece in pieces]
    for at, first in enumerate(pieces):
        if not OPENED.match(first):
            ends = (end for end in range(at, min(at + RUN, len(pieces))) if not _is_closed(pieces[end]))
            yield from (between.join(words[at : end + 1]) for end in ends)


def _is_closed(piece: str) -> bool:
    """Whether a quotation closes at its end."""
    return piece.rstrip()[-1:] in tuple(QUOTES)


def _is_claim(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause says that the rest is somebody's, and no more: "and the rest I wrote myself"."""
    words = lexicon.words
    saids = [clause, *_behind(clause, words.get("joining", ()), lexicon)]
    claims = words.get("claim", ())
    return any(
        _is(said, words.get("claimed", ()), lexicon)
        or any(_is(rest, claims, lexicon) for rest in _behind(said, words.get("remainder", ()), lexicon))
        for said in saids
    )


def _behind(clause: str, needles: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """What stands behind each of the needles that the clause opens with."""
    for needle in needles:
        own = _words(needle, spaced=lexicon.spaced)
        if clause.startswith(own):
            yield clause[len(own) :].lstrip()


def _is(clause: str, needles: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the clause is one of the needles, or goes on in the last word of a stem."""
    wholes, stems = _told_apart(tuple(needles), spaced=lexicon.spaced)
    rests = (clause[len(stem) :] for stem in filter(clause.startswith, stems))
    return clause in wholes or any(" " not in rest for rest in rests)


@lru_cache
def _told_apart(needles: tuple[str, ...], *, spaced: bool) -> tuple[frozenset[str], tuple[str, ...]]:
    """The needles as whole clauses, and those that are stems."""
    wholes = frozenset(_words(needle, spaced=spaced).rstrip() for needle in needles)
    return wholes, tuple(needle.lstrip() for needle in needles if spaced and not needle.endswith(" "))


def _words(needle: str, *, spaced: bool) -> str:
    """A needle as it opens a clause, which has no spaces where these part no words."""
    words = " ".join(needle.split())
    return words + needle[len(needle.rstrip()) :] if spaced else words.replace(" ", "")
