"""declare-ai.org 1.0.0: microdata or a link; and the meta element ai-content-declaration where it says so.

The latter has no specification: none of ten uses looked at said AI; people wrote the page, or it was about
training.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.edits import Edit, apply, body_edit, without
from ailabel.marks.page import ancestors, inner, is_page, is_xml, read_elements, said
from ailabel.marks.schema_org import scope_above
from ailabel.marks.standard import NOTHING, Found
from ailabel.result import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ailabel.marks.page import Element
    from ailabel.marks.standard import Statement
    from ailabel.result import Claim, Scope

ITEM = "https://declare-ai.org/1.0.0"
PREFIX = "ai-content-declaration:"
LEVELS: dict[str, Claim] = {
    "none": "human",
    "non-creative": "assisted",
    "creative": "mixed",
    "total": "generated",
}
LINK = "declare-ai.org link"
SPELT = {claim: level for level, claim in LEVELS.items()}
_LINK = regex(r"https?://(?:www\.)?declare-ai\.org/\d+\.\d+\.\d+/([a-z-]+)(?:\.html)?/?$")
_META: dict[str, Claim] = {
    **dict.fromkeys(("human-written", "human-authored", "human-created"), "human"),
    **dict.fromkeys(("ai-generated", "ai-written", "ai-authored", "ai-created", "generated"), "generated"),
    **dict.fromkeys(("ai-assisted", "assisted"), "assisted"),
}


def read(text: str) -> Found:
    """The page's own declarations; a page with links to those of several levels only speaks of them."""
    if not is_page(text):
        return NOTHING
    elements = read_elements(text)
    tool = _named(text, said(elements))
    found = tuple(mark for element in said(elements) for mark in _of(text, elements, element, tool))
    levels = {mark.claim for mark in found if mark.carrier == LINK}
    return Found(tuple(mark for mark in found if mark.carrier != LINK or len(levels) == 1))


def write(text: str, statement: Statement) -> str:
    """The page with one hidden item of ours, last in its body, or with other metas in the item that it has.

    Raises: UsageError where an item tells its level in words that people read.
    """
    elements = read_elements(text)
    items = [element for element in said(elements) if element.attributes.get("itemtype") == ITEM]
    if not items:
        return apply(text, [body_edit(text, elements, _item(statement, xml=is_xml(text)))])
    first, *others = items
    bare = [item for item in others if _is_bare(text, elements, item)]
    return apply(text, [*_retold(text, elements, first, statement), *without(text, bare)])


def _item(statement: Statement, *, xml: bool) -> str:
    told = _meta("version", "1.0.0", xml=xml) + _metas(statement, xml=xml)
    truths = 'hidden="hidden" itemscope="itemscope"' if xml else "hidden itemscope"
    return f'<div {truths} itemtype="{ITEM}">{told}</div>'


def _metas(statement: Statement, *, xml: bool) -> str:
    """The level, and the tool where one is told."""
    level = _meta("level", SPELT[statement.claim], xml=xml)
    return level + (_meta("ai-name", statement.tool, xml=xml) if statement.tool else "")


def _meta(name: str, content: str, *, xml: bool) -> str:
    from html import escape

    return f'<meta itemprop="{PREFIX}{name}" content="{escape(content)}"{" />" if xml else ">"}'


def _retold(text: str, elements: tuple[Element, ...], item: Element, statement: Statement) -> Iterator[Edit]:
    """Change an item's level and tool, and nothing else that it holds: that may be the whole page."""
    own = [element for element in said(elements) if _is_of(elements, element, item)]
    old = [element for name in ("level", "ai-name") for element in own if _says(element, name)]
    if spoken := next((element for element in old if element.name != "meta"), None):
        line = text.count("\n", 0, spoken.start) + 1
        raise UsageError(f"tells its level or tool to people in line {line}; change it there")
    metas = _metas(statement, xml=is_xml(text))
    if old and _says(old[0], "level"):
        yield Edit(old[0].start, old[0].end, metas)
        yield from without(text, old[1:])
    else:
        yield Edit(item.opened, item.opened, metas)
        yield from without(text, old)


def _is_bare(text: str, elements: tuple[Element, ...], item: Element) -> bool:
    """Whether an item holds nothing but metas of declare-ai.org, so that it can go."""
    place = item.opened
    first = bisect_right(elements, item.start, key=lambda element: element.start)
    for element in takewhile(lambda element: element.start < item.end, islice(elements, first, None)):
        is_ours = element.name == "meta" and element.attributes.get("itemprop", "").startswith(PREFIX)
        if not is_ours or text[place : element.start].strip():
            return False
        place = element.end
    return not text[place : item.closed].strip()


def _is_of(elements: tuple[Element, ...], element: Element, item: Element) -> bool:
    """Whether an element is a property of that item, and of none within it."""
    above = next((one for one in ancestors(elements, element) if "itemscope" in one.attributes), None)
    return above is not None and above.start == item.start


def _says(element: Element, name: str) -> bool:
    return PREFIX + name in element.attributes.get("itemprop", "").split()


def _of(text: str, elements: tuple[Element, ...], element: Element, tool: str | None) -> Iterator[Mark]:
    attributes, place = element.attributes, (element.start, element.opened)
    if _says(element, "level"):
        level = attributes.get("content") or inner(text, element)
        if claim := LEVELS.get(level.strip().lower()):
            scope = scope_above(elements, element, "microdata")
            yield _mark(claim, "declare-ai.org microdata", place, tool, scope)
    match = _LINK.match(attributes.get("href", "").strip().lower())
    if match and (claim := LEVELS.get(match[1])):
        yield _mark(claim, LINK, place, None)
    named = element.name == "meta" and attributes.get("name", "").strip().lower() == PREFIX[:-1]
    if named and (claim := _META.get(attributes.get("content", "").strip().lower())):
        yield _mark(claim, "HTML meta ai-content-declaration", place, None)


def _mark(
    claim: Claim, carrier: str, place: tuple[int, int], tool: str | None, scope: Scope = "text"
) -> Mark:
    return Mark(claim, carrier, scope, tool=tool, start=place[0], end=place[1])


def _named(text: str, elements: Sequence[Element]) -> str | None:
    for element in elements:
        if _says(element, "ai-name"):
            return element.attributes.get("content") or inner(text, element) or None
    return None
