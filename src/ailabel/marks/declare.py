"""declare-ai.org 1.0.0: microdata or a link; and the meta element ai-content-declaration where it says so.

The latter has no specification: none of ten uses looked at said AI; people wrote the page, or it was about
training.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.lazy import regex
from ailabel.marks.edits import Edit, apply, body_edit, without
from ailabel.marks.page import inner, is_page, is_xml, read_elements, said
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
    """The page with one hidden item of ours, last in its body."""
    elements = read_elements(text)
    line = _item(statement, xml=is_xml(text))
    ours = [element for element in said(elements) if element.attributes.get("itemtype") == ITEM]
    if ours:
        return apply(text, [Edit(ours[0].start, ours[0].end, line), *without(text, ours[1:])])
    return apply(text, [body_edit(text, elements, line)])


def _item(statement: Statement, *, xml: bool) -> str:
    from html import escape

    told = {"version": "1.0.0", "level": SPELT[statement.claim], "ai-name": statement.tool}
    end = " />" if xml else ">"
    metas = "".join(
        f'<meta itemprop="{PREFIX}{name}" content="{escape(content)}"{end}'
        for name, content in told.items()
        if content
    )
    truths = 'hidden="hidden" itemscope="itemscope"' if xml else "hidden itemscope"
    return f'<div {truths} itemtype="{ITEM}">{metas}</div>'


def _of(text: str, elements: tuple[Element, ...], element: Element, tool: str | None) -> Iterator[Mark]:
    attributes, place = element.attributes, (element.start, element.opened)
    if PREFIX + "level" in attributes.get("itemprop", "").split():
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
        if PREFIX + "ai-name" in element.attributes.get("itemprop", "").split():
            return element.attributes.get("content") or inner(text, element) or None
    return None
