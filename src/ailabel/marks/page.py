"""Read the elements of an HTML page with their places, so that a label can be put in and nothing else moved.

No parser at hand gives offsets in linear time (the standard library's takes minutes for 100,000 characters of
"<a "), so tags are read here as the HTML standard says (13.2.5); tests hold them to html5lib's.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from ailabel.code import Code, is_code_span, is_inside, read_code
from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_TAGS = 200_000  # of a page; the largest that browsers open smoothly have a tenth of it
MAX_ABOVE = 512  # elements that hold another; browsers nest no deeper
MAX_INNER = 1_000  # characters; an address or a sentence has two hundred
SHOWN = frozenset({"pre", "code", "samp", "template"})  # what they hold is shown, or not yet there
MAX_PROLOGUE = 2_000  # characters in which a page says that it is XHTML
MAX_ATTRIBUTES = 1_000  # of a tag; what follows is not read
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905  words
)
RAW = frozenset(
    "script style textarea title xmp iframe noembed noframes".split()  # noqa: SIM905  a list of words
)
_PAGE = regex(r"\ufeff?\s*+<(?:[a-zA-Z]|!doctype|!--|\?xml)", re.IGNORECASE)
_WHOLE_PAGE = regex(
    r"\ufeff?\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype|html|head|\?xml)", re.IGNORECASE | re.DOTALL
)
_XML = regex(r"\A\ufeff?\s*+<\?xml|<html\s[^>]{0,400}\bxmlns\s*+=", re.IGNORECASE)
_TAG = regex(r"<(?:(/?)([a-zA-Z][^\t\n\f\r />]*+)|(!--)|([!/?]))")
_EMPTY_COMMENT = regex("-?>")
_COMMENT_END = regex("--!?>")
_ATTRIBUTE = regex(
    r"""[\t\n\f\r /]*+(?:(?P<close>>)|(?P<name>=?[^\t\n\f\r />=]*+)[\t\n\f\r ]*+(?:=[\t\n\f\r ]*+
    (?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\t\n\f\r >"'][^\t\n\f\r >]*+)|(?=>)))?+)""",
    re.VERBOSE,
)


@value
class Element:
    """Its tag is page[start:opened], what it holds page[opened:closed], and all of it page[start:end].

    `parent` is its place in the list of elements, -1 for none; attributes are named in small letters.
    """

    name: str
    attributes: Mapping[str, str]
    start: int
    opened: int
    closed: int
    end: int
    parent: int


def is_page(text: str) -> bool:
    """Whether the text is HTML, a whole page or a part of one: it begins with a tag or a comment."""
    return _PAGE.match(text) is not None


def is_whole_page(text: str) -> bool:
    """Whether the text is a page from its doctype or outermost element on."""
    return _WHOLE_PAGE.match(text) is not None


def is_xml(text: str) -> bool:
    """Whether the page is XHTML, whose every element closes and whose every attribute has a value."""
    return _XML.search(text, 0, MAX_PROLOGUE) is not None


def read_elements(page: str) -> tuple[Element, ...]:
    """Every element in the order of the page; linear in its length, and never an error.

    Of what is no whole page, and so may be Markdown, tags that are shown as code are left out.
    """
    builder = _Builder(len(page))
    code = None if is_whole_page(page) else read_code(page)
    for tag in _tags(page):
        if code and _is_shown(page, tag, code, is_nested=bool(builder.path)):
            continue
        if tag.closing:
            builder.close(tag)
        else:
            builder.open(tag)
    return builder.elements()


def said(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """The elements that may be labels: those that lie in none that shows code, or is a template."""
    found: list[Element] = []
    shown: list[bool] = []  # of each element, whether what it holds is
    for element in elements:
        inside = element.parent >= 0 and shown[element.parent]
        shown.append(inside or element.name in SHOWN)
        if not inside:
            found.append(element)
    return tuple(found)


def ancestors(elements: tuple[Element, ...], element: Element) -> Iterator[Element]:
    """The elements that hold this one, nearest first, up to MAX_ABOVE of them."""
    for _ in range(MAX_ABOVE):
        if element.parent < 0:
            return
        element = elements[element.parent]
        yield element


def inner(page: str, element: Element) -> str:
    """What an element holds, white space at either end left out; of more than any label needs, the head."""
    return page[element.opened : min(element.closed, element.opened + MAX_INNER)].strip()


def _is_shown(page: str, tag: _Tag, code: Code, *, is_nested: bool) -> bool:
    """Whether Markdown shows the tag as code; in an element that is open, indentation is only neatness."""
    if is_inside(tag.start, code.fenced) or (not is_nested and is_inside(tag.start, code.indented)):
        return True
    return is_code_span(page, tag.start, tag.start)


@value
class _Tag:
    name: str
    closing: bool
    attributes: Mapping[str, str]
    start: int
    end: int


def _tags(page: str) -> Iterator[_Tag]:
    place = count = 0
    while (match := _TAG.search(page, place)) and count < MAX_TAGS:
        if match[2] is None:
            place = _after_comment(page, match.end(), match[3] is not None)
            if place < 0:
                return
            continue
        attributes, place = _attributes(page, match.end())
        if place < 0:
            return
        count += 1
        name, closing = match[2].lower(), bool(match[1])
        yield _Tag(name, closing, attributes, match.start(), place)
        if name in RAW and not closing:
            place = _end_of_raw(page, name, place)


def _after_comment(page: str, place: int, is_comment: bool) -> int:  # noqa: FBT001  what was opened
    if not is_comment:
        return page.find(">", place) + 1 or -1
    match = _EMPTY_COMMENT.match(page, place) or _COMMENT_END.search(page, place)
    return match.end() if match else -1


def _attributes(page: str, place: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag whose name ends at `place`, and where the tag ends; -1 where it never does."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(page, place):
        if match["close"]:
            return found, match.end()
        place = match.end()
        if not match["name"] or page.startswith("=", place):
            return found, -1  # the end of the page, or a quotation mark that none closes
        value = next((match[kind] for kind in ("double", "single", "bare") if match[kind] is not None), "")
        if len(found) < MAX_ATTRIBUTES:
            found.setdefault(match["name"].lower(), unescape(value))
    return found, -1


def _end_of_raw(page: str, name: str, place: int) -> int:
    match = regex(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(page, place)
    return match.start() if match else len(page)


class _Builder:
    """Takes tags in order; its lists grow while it runs and are read once, at the end."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.tags: list[tuple[_Tag, int]] = []  # each with its parent
        self.ends: dict[int, tuple[int, int]] = {}
        self.path: list[int] = []  # elements that are open
        self.names: dict[str, int] = {}  # how many of each name are open

    def open(self, tag: _Tag) -> None:
        if tag.name in {"p", "li"} and self.path and self.tags[self.path[-1]][0].name == tag.name:
            self._pop(tag.start, tag.start)
        at = len(self.tags)
        self.tags.append((tag, self.path[-1] if self.path else -1))
        if tag.name in VOID:
            self.ends[at] = (tag.end, tag.end)
            return
        self.path.append(at)
        self.names[tag.name] = self.names.get(tag.name, 0) + 1

    def close(self, tag: _Tag) -> None:
        while self.names.get(tag.name):
            if self._pop(tag.start, tag.end) == tag.name:
                return

    def _pop(self, closed: int, end: int) -> str:
        at = self.path.pop()
        name = self.tags[at][0].name
        self.names[name] -= 1
        self.ends[at] = (closed, end)
        return name

    def elements(self) -> tuple[Element, ...]:
        whole = (self.size, self.size)
        return tuple(
            Element(tag.name, tag.attributes, tag.start, tag.end, *self.ends.get(at, whole), parent)
            for at, (tag, parent) in enumerate(self.tags)
        )
