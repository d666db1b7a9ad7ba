"""What stands between a text that is pointed to and what is said of it: its title, a date, words in brackets.

'This article, "Mayor resigns" (first published on 3 May), has been generated with AI' says as much without
them, and is read once more without. So is what ends on nobody's having looked at it: "by AI without changes".
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from ailabel.disclosure.dates import dates
from ailabel.disclosure.scope import agents_of
from ailabel.disclosure.setting import plain, says
from ailabel.disclosure.spelling import read_by
from ailabel.lazy import regex
from ailabel.view import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.disclosure.pattern import Lexicon
    from ailabel.document import Document

    Range = tuple[int, int]

REACH = 300  # characters of a sentence behind what points, in which AI is named
MOST = 4  # parentheses of a sentence
QUALIFIERS = 2  # words between what points and its noun: "this weekly news digest"
QUALIFIER = regex(r"\s[^\W\d_][\w'’-]*")
SIGNS = 4  # the same where no spaces part words
LONGEST = 40  # characters of a noun that stands before what points to it: "artikel ini"
TITLED = r"(?:\s[^\W\d_]+(?:['’][^\W\d_]+)?){0,3}?"  # what may introduce a title: "headlined"
INNER = r"(?:[^\n;!?.]|\n(?!\s*\n)|\.(?=[^\s\"”»)])|(?<=\d)\.)"  # of a sentence: "example.org", "3. Mai"
TITLE = regex(
    rf"[,:]?{TITLED}\s?"
    r"(?:\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”|„[^“”\n]{1,200}[“”]|”[^”\n]{1,200}”|«[^»\n]{1,200}»"
    r"|»[^«\n]{1,200}«|(?<=\s)['‘][^\n]{1,200}?['’](?!\w)|「[^」\n]{1,200}」|『[^』\n]{1,200}』"
    r"|《[^》\n]{1,200}》|〈[^〉\n]{1,200}〉),?"
)
QUOTE = regex(r"[\"“”„«»「『《〈].*", re.DOTALL)  # a title, which may say anything
LAST = regex(r"\S+\s*\Z")  # the word before a place
ENCLOSED = regex(
    r"\s?(?:\([^()\n]{1,200}\)|\[[^\[\]\n]{1,200}\]|（[^（）\n]{1,200}）|【[^【】\n]{1,200}】),?"
)
DASHED = regex(rf"\s?[–—]\s?{INNER}{{2,200}}?\s?[–—](?=\s?\w)|\s--?\s{INNER}{{2,200}}?\s--?(?=\s)")
WITHIN = regex(f"{ENCLOSED.pattern}|{DASHED.pattern}")
LACKED = 6  # words of what a text was published without
END = regex(r"(?<!\b\d)(?<!\b\d\d)[.!?](?=\s|\Z)|[。！？]|\n\s*\n")  # of a sentence
OPENED = regex(r"(?:\A|[\n.!?:;…*_>#|•·(\[–—\-。：、　]|\b(?:that|dass|que|che|att|at|że))[ *_\"“]*\Z")
BEFORE = 8  # characters in which stands what opens a clause
AI_WORDS = regex(  # what AI is called, apart from its names
    r"(?i)artifici|intell?igen[czt]|künstlich|kunstig|tekoäly|yapay ze|mestersége|buatan|sztuczn|uměl|trí tuệ"
    r"|language model|chat-?bot|нейросет|искусственн|штучн|τεχνητ|בינה מלאכ|ذكاء|هوش مصنوع|कृत्रिम|ปัญญาประดิษ"
    r"|人工[智知]|大模型|인공 ?지능"
)
REMARKS = (  # roles of what says how far that is true, or who says so
    *("hedge", "modal", "negation", "policy", "hypothetical", "perhaps", "uttered", "attributed", "wrote"),
    *("contrast", "reports"),
)


def without_parentheses(
    document: Document, lexicons: Iterable[Lexicon]
) -> tuple[Document, Sequence[Range]] | None:
    """The document as it reads without them, and where they stand in its text; None where it has none.

    Linear in its length.
    """
    text = document.clean.text
    cuts = _disjoint({cut for lexicon in lexicons for cut in _parentheses(text, lexicon)})
    if not cuts:
        return None
    view = document.clean.splice([Edit(*cut) for cut in cuts])
    return read_by(document, view), [document.clean.locate(*cut) for cut in cuts]


def _disjoint(cuts: Iterable[Range]) -> list[Range]:
    kept: list[Range] = []
    for cut in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if not kept or cut[0] >= kept[-1][1]:
            kept.append(cut)
    return kept


def _parentheses(text: str, lexicon: Lexicon) -> Iterator[Range]:
    """Those between what names and points to a text, where it opens a clause, and AI named behind it."""
    if not (pointing := lexicon.words.get("pointing", ())):
        return
    nouns = _nouns_of(tuple(chain(*lexicon.nouns.values())), spaced=lexicon.spaced)
    for found in _any_of(pointing, lexicon.spaced).finditer(text):
        if not (heads := {*_heads(text, found, nouns)}):
            continue
        ends = END.search(text, found.end(), found.end() + REACH)
        last = ends.start() if ends else min(len(text), found.end() + REACH)
        if _names_ai(text[found.end() : last], lexicon):
            for head in heads:
                yield from _behind(text, head, last, lexicon)
            yield from dates(text, min(heads), last, lexicon.language)
            yield from _lacked(text, min(heads), last, lexicon)


def _lacked(text: str, start: int, last: int, lexicon: Lexicon) -> Iterator[Range]:
    """What ends a sentence on what it was published without, behind a name of AI: "without any review"."""
    lacking = lexicon.words.get("lacking", ())
    tail = _tails_of(lacking).search(text, start, last) if lacking else None
    if tail is None or not says(plain(tail[0]), lexicon.words.get("lacked", ())):
        return
    if _names_ai(text[start : tail.start()], lexicon) and not _names_ai(tail[0], lexicon):
        yield tail.span()


@cache
def _tails_of(needles: tuple[str, ...]) -> re.Pattern[str]:
    """What opens with one of the needles and goes on for a few words, up to where one looks."""
    words = "|".join(_written(needle, spaced=True) for needle in needles)
    return re.compile(rf",?\s(?:{words})(?:\s[^\s.,;:!?()]+){{1,{LACKED}}}\Z", re.IGNORECASE)


class _Nouns:
    """What a language calls a text; those of an initial are compiled when one with it stands there."""

    def __init__(self, needles: Iterable[str], *, spaced: bool) -> None:
        self.needles = tuple(needles)
        self.spaced = spaced
        self._of: dict[str, list[str]] = {}
        for needle in self.needles:
            self._of.setdefault(needle.split()[0][0], []).append(needle)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def ends(self, text: str, at: int) -> Sequence[int]:
        """Where a noun ends behind a place: one with as few words before it as may be, one with as many."""
        found = list(filter(None, (self._end(text, place) for place in self._places(text, at))))
        return (*found[:1], *found[-1:]) if self.spaced else found[:1]

    def _places(self, text: str, at: int) -> Iterator[int]:
        """Where a noun may begin."""
        if not self.spaced:
            line, *_ = text[at : at + SIGNS].split("\n")
            yield from range(at, at + len(line) + 1)
            return
        for _ in range(QUALIFIERS + 1):
            if text[at : at + 1].isspace():
                yield at + 1
            if not (word := QUALIFIER.match(text, at)):
                return
            at = word.end()

    def _end(self, text: str, at: int) -> int | None:
        """Where the noun ends that begins there."""
        initial = text[at : at + 1].lower()[:1]
        if not (needles := self._of.get(initial)):
            return None
        if initial not in self._compiled:
            words = "|".join(_written(needle, self.spaced) for needle in needles)
            self._compiled[initial] = re.compile(words, re.IGNORECASE)
        noun = self._compiled[initial].match(text, at)
        return noun and noun.end()


_nouns_of = cache(_Nouns)


def _heads(text: str, found: re.Match[str], nouns: _Nouns) -> Iterator[int]:
    """Where what is pointed to may end, "this weekly digest" or "artikel ini", if it opens a clause."""
    before = LAST.search(text, max(0, found.start() - LONGEST), found.start())
    if before and _opens(text, before.start()) and says(plain(before[0]), nouns.needles):
        yield found.end()
    if _opens(text, found.start()):
        if not nouns.spaced:
            yield found.end()
        yield from nouns.ends(text, found.end())


def _opens(text: str, at: int) -> bool:
    """Whether a clause begins there."""
    return OPENED.search(text, max(0, at - BEFORE), at) is not None


def _behind(text: str, at: int, last: int, lexicon: Lexicon) -> Iterator[Range]:
    """What stands right behind a place, one after the other, and then what brackets and dashes hold."""
    for _ in range(MOST):
        end = next((end for end in _ends(text, at, lexicon) if _names_ai(text[end:last], lexicon)), at)
        if end == at:
            break
        yield at, end
        at = end
    for found in WITHIN.finditer(text, at, last):
        if not _remarks(found[0], lexicon) and _names_ai(text[found.end() : last], lexicon):
            yield found.span()


def _ends(text: str, at: int, lexicon: Lexicon) -> Iterator[int]:
    """Where a parenthesis may end that begins at a place."""
    words = (lexicon.words.get(role, ()) for role in ("auxiliary", "attaching", "reports"))
    for kind in (TITLE, ENCLOSED, DASHED, *_clauses(*words)):
        if found := kind.match(text, at):
            said = QUOTE.sub("", found[0]) if kind is TITLE else found[0]
            *_, last = plain(said).split() or [""]
            # "on a speech that" + "was written by AI"
            is_open = says(last, lexicon.words.get("relative", ()))
            if not (is_open or _remarks(said, lexicon)):
                yield found.end()


def tells_of_a_work(text: str, gap: Range, lexicon: Lexicon) -> bool:
    """Whether a clause tells what became of a work: "this book" + ", which Amazon has since removed,".

    Others do; who made it says where it was published, and calls it an article or a text.
    """
    start, end = gap
    first, *_ = plain(text[start:end]).split() or [""]
    named = LAST.search(text, max(0, start - LONGEST), start)
    wholes = lexicon.words.get("whole", ())
    is_relative = says(first, lexicon.words.get("relative", ()))
    return is_relative and bool(wholes) and named is not None and not says(plain(named[0]), wholes)


@cache
def _clauses(
    verbs: tuple[str, ...], openers: tuple[str, ...], reports: tuple[str, ...]
) -> Sequence[re.Pattern[str]]:
    """What stands between commas, or begins with a preposition, up to a verb.

    Of a language of which it is known who says so there: "This article, critics say, was".
    """
    if not (verbs and openers and reports):
        return ()
    follows, opens = (
        "|".join(_written(needle, spaced=True) for needle in needles) for needles in (verbs, openers)
    )
    ends = rf"(?=\s(?:{follows}))"
    return (
        re.compile(rf"[,:]\s{INNER}{{2,200}}?,{ends}"),
        re.compile(rf"\s(?:{opens})\s{INNER}{{2,200}}?{ends}"),
    )


def _remarks(text: str, lexicon: Lexicon) -> bool:
    said = plain(text)
    return any(says(said, lexicon.words.get(role, ())) for role in REMARKS)


def _names_ai(text: str, lexicon: Lexicon) -> bool:
    said = plain(text)
    if AI_WORDS.search(text):
        return True
    if lexicon.spaced:
        return says(said, chain(*lexicon.tools.values())) or not agents_of(lexicon).isdisjoint(said.split())
    return any(map(said.__contains__, agents_of(lexicon)))


@cache
def _any_of(needles: tuple[str, ...], spaced: bool) -> re.Pattern[str]:  # noqa: FBT001  positional, for `cache` alone
    words = "|".join(_written(needle, spaced) for needle in needles)
    return re.compile(rf"(?<!\w)(?:{words})" if spaced else words, re.IGNORECASE)


def _written(needle: str, spaced: bool) -> str:  # noqa: FBT001
    """A regex for a needle (see Lexicon)."""
    ends = "" if not spaced else r"(?!\w)" if needle.endswith(" ") else r"\w*"
    return r"\W".join(map(re.escape, needle.split())) + ends
