"""The draft of the W3C's AI Content Disclosure group: a meta element for a page, an attribute for a part.

Source: w3c-cg/ai-content-disclosure, index.html of May 2026, and its explainer, which says "autonomous".
Values of the HTTP field AI-Disclosure are read as well, since pages mirror it in a meta element.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ailabel.marks.edits import Edit, apply, head_edit, without
from ailabel.marks.page import is_page, is_xml, read_elements, said
from ailabel.marks.standard import NOTHING, Found
from ailabel.result import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ailabel.marks.page import Element
    from ailabel.marks.standard import Statement
    from ailabel.result import Claim, Scope

VALUES: dict[str, Claim] = {
    "none": "human",
    "ai-assisted": "assisted",
    "ai-modified": "assisted",
    "ai-generated": "generated",
    "ai-originated": "generated",
    "machine-generated": "autonomous",
    "ai-autonomous": "autonomous",
    "autonomous": "autonomous",
    "mixed": "mixed",
}
SPELT: dict[Claim, str] = {
    "human": "none",
    "assisted": "ai-assisted",
    "generated": "ai-generated",
    "autonomous": "ai-autonomous",
    "mixed": "mixed",
}
WHOLE = frozenset({"html", "body"})
SCOPES: dict[str, Scope] = {
    **dict.fromkeys(("img", "picture", "figure", "svg", "canvas"), "image"),
    **dict.fromkeys(("pre", "code"), "code"),
    **dict.fromkeys(("h1", "title"), "title"),
    "video": "video",
    "audio": "voice",
    "table": "data",
}
OURS = ("ai-disclosure", "ai-model", "ai-provider")


def read(text: str) -> Found:
    """The page's own label first, then one for each element that has one; of nested ones the inner counts."""
    if not is_page(text):
        return NOTHING
    elements = said(read_elements(text))
    return Found((*_of_page(elements), *_of_parts(elements)))


def write(text: str, statement: Statement) -> str:
    """The page with one meta element, and one for the tool and the provider where they are told."""
    elements = read_elements(text)
    named = [meta for meta in said(elements) if _name(meta) in OURS]
    first = next((meta for meta in named if _name(meta) == "ai-disclosure"), None)
    end = " />" if is_xml(text) else ">"
    lines = [_meta(name, content) + end for name, content in _contents(statement)]
    if first is None:
        return apply(text, [head_edit(text, elements, lines), *without(text, named)])
    others = [meta for meta in named if meta is not first]
    return apply(text, [Edit(first.start, first.end, "\n".join(lines)), *without(text, others)])


def _of_page(elements: Sequence[Element]) -> Iterator[Mark]:
    for meta in elements:
        claim = VALUES.get(meta.attributes.get("content", "").strip().lower())
        if claim and _name(meta) == "ai-disclosure":
            yield Mark(claim, "HTML meta", "text", tool=_tool(elements), start=meta.start, end=meta.end)
            return


def _of_parts(elements: Sequence[Element]) -> Iterator[Mark]:
    told = tuple(_told(elements))
    whole = _whole(elements) - _overruled(elements, told)
    for part, claim in told:
        yield Mark(
            claim,
            "HTML attribute",
            SCOPES.get(part.name, "text"),
            tool=_joined(part.attributes.get("ai-provider"), part.attributes.get("ai-model")),
            start=part.start,
            end=part.opened,
            covers=None if part.start in whole else (part.start, part.end),
        )


def _told(elements: Sequence[Element]) -> Iterator[tuple[Element, Claim]]:
    for part in elements:
        claim = VALUES.get(part.attributes.get("ai-disclosure", "").strip().lower())
        if claim and claim != "mixed":
            yield part, claim


def _overruled(elements: Sequence[Element], told: Sequence[tuple[Element, Claim]]) -> set[int]:
    """Where the elements start of which others within say otherwise, of most of it or of the page's main."""
    outer: dict[str, tuple[Element, Claim]] = {}  # the first of each name: a page has one
    for part, claim in told:
        if part.name in (*WHOLE, "main", "article"):
            outer.setdefault(part.name, (part, claim))
    head = next((element for element in elements if element.name == "head"), None)
    others = {claim: [part for part, own in told if own != claim] for _, claim in outer.values()}
    return {element.start for element, claim in outer.values() if _is_overruled(element, others[claim], head)}


def _is_overruled(outer: Element, others: Sequence[Element], head: Element | None) -> bool:
    within = [part for part in others if outer.start < part.start and part.end <= outer.end]
    inside = [part for part in within if part.name not in SCOPES]
    begins = head.end if head and outer.start < head.start and head.end <= outer.end else outer.opened
    is_most = _covered(inside) > (outer.closed - begins) / 2
    return is_most or any(part.name == "main" for part in inside)


def _covered(parts: Sequence[Element]) -> int:
    """How many characters lie in any of them, which stand in the order of the page."""
    covered = place = 0
    for part in parts:
        covered += max(0, part.end - max(part.start, place))
        place = max(place, part.end)
    return covered


def _whole(elements: Sequence[Element]) -> set[int]:
    """Where the elements start that hold all that the page is about."""
    mains = [element for element in elements if element.name == "main"]
    articles = [element for element in elements if element.name == "article"]
    alone = [*mains, *(item for item in articles if all(_fills(item, main) for main in mains))]
    once = [item for item in alone if len(articles if item.name == "article" else mains) == 1]
    return {element.start for element in (*once, *(item for item in elements if item.name in WHOLE))}


def _fills(article: Element, main: Element) -> bool:
    """Whether it is most of what `main` holds; a card or a comment is an article too."""
    inside = main.start < article.start and article.end <= main.end
    return inside and article.end - article.start > (main.end - main.start) / 2


def _tool(elements: Sequence[Element]) -> str | None:
    contents = {_name(meta): meta.attributes.get("content") for meta in reversed(elements) if _name(meta)}
    return _joined(contents.get("ai-provider"), contents.get("ai-model"))


def _joined(*words: str | None) -> str | None:
    return " ".join(filter(None, words)) or None


def _name(element: Element) -> str:
    """What a meta element is about; "" for any other element."""
    return element.attributes.get("name", "").strip().lower() if element.name == "meta" else ""


def _contents(statement: Statement) -> Iterator[tuple[str, str]]:
    yield "ai-disclosure", SPELT[statement.claim]
    if statement.tool:
        yield "ai-model", statement.tool
    if statement.provider:
        yield "ai-provider", statement.provider


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}"'
