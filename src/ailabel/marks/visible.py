"""The line that people read, in the languages of visible.toml; patterns find it wherever it was copied to.

It is ours where we put it, last in the text or first: one in its midst, or below "Write this:", is shown.
"""

from __future__ import annotations

import tomllib
from html import escape, unescape
from importlib.resources import files
from itertools import pairwise
from re import MULTILINE
from typing import TYPE_CHECKING

from ailabel.code import is_inside, read_code
from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.edits import Edit, apply, body_edit
from ailabel.marks.header import is_packed
from ailabel.marks.page import ancestors, inner, is_page, read_elements, said
from ailabel.marks.settings import find_blocks
from ailabel.marks.standard import Found
from ailabel.result import Mark
from ailabel.value import value

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ailabel.marks.page import Element
    from ailabel.marks.standard import Statement
    from ailabel.result import Claim, Scope

CLASS = "ai-disclosure"
BOM = "\ufeff"
QUOTES = frozenset({"blockquote", "q"})
REACH = 200  # characters before a paragraph of a page that may announce it
MAX_TOLD = 5  # lines that an error names
_LINE = regex(  # with more on it than the wrapper of a C2PA manifest
    r"^(?:[^\S\n]|[\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef])*+[^\n]++", MULTILINE
)
_TRAILER = regex(r"[A-Z][A-Za-z-]{1,40}-[Bb]y: ")
_COLON = regex(r"[:：][\s*_`]*+\Z")
_TAG = regex("<[^<>]*+>")
_CLOSING = regex(r"(?:\s|</[A-Za-z][^<>]*+>)*+")


@value
class Wording:
    """What one sentence says."""

    language: str
    claim: Claim
    scope: Scope


@value
class Line:
    """A sentence of ours: text[start:end] is the sentence, or the paragraph of a page that holds it.

    `covers` is that article of several which it stands in, and so is about.
    """

    wording: Wording
    start: int
    end: int
    covers: tuple[int, int] | None = None


def read(text: str) -> Found:
    """Our sentences, each a block of its own at an end of the text; others are for the patterns to find."""
    return Found(tuple(_mark(line) for line in _lines(text)))


def write(text: str, statement: Statement) -> str:
    """The text with our sentence as its last line, or in place of one of ours about the same scope.

    Raises: UsageError where there is no sentence for that language, claim and scope, where it would read as
        an example or as code, or where a page has one in an article of several.
    """
    line = sentence(statement)
    line = f'<p class="{CLASS}">{escape(line, quote=False)}</p>' if is_page(text) else line
    old = [found for found in _lines(text) if found.wording.scope == statement.scope]
    if old:
        _check_articles(text, old)
        edits = [Edit(found.start, found.end, line if found is old[0] else "") for found in old]
        return apply(text, edits)
    if is_page(text):
        return apply(text, [body_edit(text, read_elements(text), line)])
    _check_end(text)
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return apply(text, [Edit(len(text), len(text), f"{gap}{line}\n")])


def sentence(statement: Statement) -> str:
    """Our words for it. Raises: UsageError, which says what there is."""
    rows = wordings()
    if statement.language not in rows:
        raise UsageError(f"no visible line in {statement.language!r}; there is: {', '.join(rows)}")
    scopes = [name for name in rows[statement.language] if name not in {"assisted", "mixed", "generated"}]
    if statement.scope == "text":
        return rows[statement.language][statement.claim]
    if statement.scope not in scopes or statement.claim != "generated":
        raise UsageError(
            f"no visible line says {statement.claim!r} about the {statement.scope}; 'generated' is said "
            f"about the text, {', '.join(scopes)}, and the other claims about the text"
        )
    return rows[statement.language][statement.scope]


def wordings() -> Mapping[str, Mapping[str, str]]:
    """Sentences by language and by what they say."""
    source = files("ailabel.marks").joinpath("visible.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def _sentences() -> dict[str, Wording]:
    return {
        sentence: Wording(language, *_said(name))
        for language, rows in wordings().items()
        for name, sentence in rows.items()
    }


def _said(name: str) -> tuple[Claim, Scope]:
    told: dict[str, tuple[Claim, Scope]] = {
        "assisted": ("assisted", "text"),
        "mixed": ("mixed", "text"),
        "summary": ("generated", "summary"),
        "translation": ("generated", "translation"),
        "image": ("generated", "image"),
    }
    return told.get(name, ("generated", "text"))


def _check_articles(page: str, lines: Iterable[Line]) -> None:
    of_parts = [line.start for line in lines if line.covers]
    if of_parts:
        places = ", ".join(str(page.count("\n", 0, start) + 1) for start in of_parts[:MAX_TOLD])
        raise UsageError(
            f"has several articles, and visible lines that are about one: line {places}; change it there, or "
            "label the page as html"
        )


def _check_end(text: str) -> None:
    if is_packed(text):
        raise UsageError(
            "is a message in parts or in Base64, the end of which nobody sees; label it as header"
        )
    last = text[text.rstrip().rfind("\n") + 1 :]
    if _COLON.search(last):
        raise UsageError(
            "ends with a colon, below which the label would read as an example; end it otherwise"
        )
    if read_code(text).is_open:
        raise UsageError(
            "ends in a block of code that no fence closes, where the label would be code; close it"
        )


def _lines(text: str) -> Iterable[Line]:
    known = _sentences()
    if is_page(text):
        return sorted(_of_page(text, known), key=lambda line: line.start)
    lines = tuple(_LINE.finditer(text))
    fenced = read_code(text).fenced
    alone = {
        at: Line(known[words], line.start() + line[0].index(words), line.start() + len(line[0].rstrip()))
        for at, line in enumerate(lines)
        if (words := line[0].rstrip().lstrip(BOM)) in known
        and _is_block(text, lines, at)
        and not is_inside(line.start(), fenced)
    }
    return [alone[at] for at in sorted({*_first(text, lines, alone), *_last(lines, alone)})]


def _is_block(text: str, lines: Sequence[re.Match[str]], at: int) -> bool:
    """Whether there is a blank line, or nothing, on either side."""
    around = lines[max(0, at - 1) : at + 2]
    return all(text.count("\n", before.end(), after.start()) > 1 for before, after in pairwise(around))


def _first(text: str, lines: Sequence[re.Match[str]], alone: Mapping[int, Line]) -> Iterator[int]:
    """Those of `alone` that the text begins with, front matter aside."""
    front = max((block.after for block in find_blocks(text)), default=0)
    at = sum(line.start() < front for line in lines)
    while at in alone:
        yield at
        at += 1


def _last(lines: Sequence[re.Match[str]], alone: Mapping[int, Line]) -> Sequence[int]:
    """Those of `alone` that the text ends with, trailers aside, but for one that the line above announces."""
    at, found = len(lines) - 1, list[int]()
    while at in alone or (at >= 0 and not found and _TRAILER.match(lines[at][0])):
        found += [at] if at in alone else []
        at -= 1
    return found[:-1] if at >= 0 and _COLON.search(lines[at][0]) else found


def _of_page(page: str, known: Mapping[str, Wording]) -> Iterator[Line]:
    """Paragraphs by our class, and those that the page ends with."""
    elements = read_elements(page)
    end, is_alone = len(page), _outermost(elements) <= 1
    for element in reversed(said(elements)):
        wording = known.get(unescape(inner(page, element))) if element.name == "p" else None
        if wording is None or any(above.name in QUOTES for above in ancestors(elements, element)):
            continue
        is_last = _ends_at(page, element.end) >= end and not _is_announced(page, element)
        end = element.start if is_last else end
        if is_last or CLASS in element.attributes.get("class", "").split():
            yield Line(wording, element.start, element.end, _article_of(elements, element, is_alone=is_alone))


def _article_of(elements: tuple[Element, ...], element: Element, *, is_alone: bool) -> tuple[int, int] | None:
    """The article that a paragraph is about: one within another, or one that is not alone on its page."""
    above = [one for one in ancestors(elements, element) if one.name == "article"]
    return (above[0].start, above[0].end) if len(above) > is_alone else None


def _outermost(elements: tuple[Element, ...]) -> int:
    """How many articles stand in no other."""
    count = end = 0
    for article in (element for element in elements if element.name == "article"):
        count += article.start >= end
        end = max(end, article.end)
    return count


def _ends_at(page: str, place: int) -> int:
    """Where the closing tags that follow a place end."""
    match = _CLOSING.match(page, place)
    return match.end() if match else place


def _is_announced(page: str, element: Element) -> bool:
    before = page[max(0, element.start - REACH) : element.start]
    return _COLON.search(_TAG.sub("", before)) is not None


def _mark(line: Line) -> Mark:
    wording = line.wording
    return Mark(
        wording.claim, "visible line", wording.scope, start=line.start, end=line.end, covers=line.covers
    )
