"""schema.org's digitalSourceType (and the proposed aiDisclosure) in JSON-LD, microdata and RDFa.

The trap is scope: on an ImageObject it labels the image, and only at the top of the graph does an Article, a
WebPage or another text speak of the whole page.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks import w3c
from ailabel.marks.edits import Edit, apply, head_edit, without
from ailabel.marks.iptc import claim_of, uri
from ailabel.marks.page import ancestors, inner, is_page, read_elements, said
from ailabel.marks.standard import NOTHING, Found, gathered
from ailabel.result import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ailabel.marks.page import Element
    from ailabel.marks.standard import Statement
    from ailabel.result import Claim, Scope

MAX_JSON = 1_000_000  # characters of one script; the largest on public pages (shops' lists) stay far below
MAX_NODES = 100_000  # of one script, so that what lies within each other costs no more than its length
TEXTS = frozenset(
    """
    advertisercontentarticle apireference article blogposting discussionforumposting liveblogposting
    medicalscholarlyarticle newsarticle analysisnewsarticle askpublicnewsarticle backgroundnewsarticle
    opinionnewsarticle reportagenewsarticle reviewnewsarticle report satiricalarticle scholarlyarticle
    socialmediaposting techarticle
    aboutpage checkoutpage collectionpage contactpage faqpage itempage medicalwebpage profilepage qapage
    realestatelisting searchresultspage webpage healthtopiccontent webcontent
    book chapter creativework digitaldocument notedigitaldocument textdigitaldocument textobject guide howto
    legislation manuscript recipe shortstory specialannouncement thesis
    """.split()  # noqa: SIM905  a list of words
)
"""Types that are the text of the page that they are the main thing of. Any other is "other": a product, a
comment, a footer or a site is not, and a question is one part of a page that answers it."""
MEDIA: dict[str, Scope] = {
    **dict.fromkeys(("imageobject", "photograph", "painting", "drawing", "visualartwork"), "image"),
    **dict.fromkeys(("imageobjectsnapshot", "barcode", "logo", "3dmodel", "sculpture", "poster"), "image"),
    **dict.fromkeys(("imagegallery", "mediagallery", "comicstory", "coverart"), "image"),
    **dict.fromkeys(("videoobject", "videoobjectsnapshot", "videogallery", "musicvideoobject"), "video"),
    **dict.fromkeys(("movie", "movieseries", "tvseries", "tvseason", "tvepisode"), "video"),
    **dict.fromkeys(("clip", "movieclip", "tvclip", "videogameclip"), "video"),
    **dict.fromkeys(("audioobject", "audioobjectsnapshot", "audiobook"), "voice"),
    **dict.fromkeys(("podcastepisode", "podcastseason", "podcastseries"), "voice"),
    **dict.fromkeys(("radioclip", "radioepisode", "radioseason", "radioseries"), "voice"),
    **dict.fromkeys(("musicrecording", "musicalbum", "musiccomposition", "musicrelease"), "voice"),
    **dict.fromkeys(("musicplaylist", "sheetmusic"), "voice"),
    **dict.fromkeys(("dataset", "datadownload", "datacatalog"), "data"),
    **dict.fromkeys(("softwaresourcecode", "softwareapplication", "webapplication"), "code"),
    **dict.fromkeys(("mobileapplication", "videogame", "videogameseries"), "code"),
}
DECLARES = "declare-ai.org/"  # in the type of an item that is a declaration about what holds it
WHOLE_OF = frozenset(
    {"@graph", "mainentity", "mainentityofpage"}
)  # keys whose value is the page's own matter
_OPENED = regex(r"\s*+(?:/[/*])?\s*+(?:<!\[CDATA\[|<!--)\s*+(?:\*/)?")
OURS = {"@context": "https://schema.org", "@type": "WebPage"}
PROPERTY = frozenset({"digitalsourcetype", "digital_source_type"})


def read(text: str) -> Found:
    """One mark a node that has the property; broken JSON is a warning."""
    if not is_page(text):
        return NOTHING
    elements = read_elements(text)
    scripts = [_of_script(text, script) for script in said(elements) if _is_json_ld(script)]
    return gathered((*scripts, Found(tuple(_of_attributes(text, elements)))))


def write(text: str, statement: Statement) -> str:
    """The page with one JSON-LD script of ours.

    Raises: UsageError where the page has JSON-LD of its own that says otherwise of the text.
    """
    elements = read_elements(text)
    ours = [script for script in said(elements) if _is_json_ld(script) and _is_ours(text, script)]
    _refuse_contradiction(text, statement, ours)
    content = json.dumps({**OURS, "digitalSourceType": uri(statement.claim)})
    line = f'<script type="application/ld+json">{content}</script>'
    if ours:
        return apply(text, [Edit(ours[0].start, ours[0].end, line), *without(text, ours[1:])])
    return apply(text, [head_edit(text, elements, [line])])


def _refuse_contradiction(text: str, statement: Statement, ours: Sequence[Element]) -> None:
    places = {script.start for script in ours}
    for mark in read(text).marks:
        if mark.start not in places and mark.scope == "text" and mark.claim != statement.claim:
            line = text.count("\n", 0, mark.start or 0) + 1
            raise UsageError(
                f"already says {mark.claim!r} in the {mark.carrier} of line {line}; change it there"
            )


def _is_json_ld(element: Element) -> bool:
    kind = element.attributes.get("type", "").partition(";")[0].strip().lower()
    return element.name == "script" and kind == "application/ld+json"


def _is_ours(text: str, script: Element) -> bool:
    """Whether a script holds what we write and nothing else."""
    try:
        held = _load(text[script.opened : script.closed])
    except ValueError:
        return False
    return isinstance(held, dict) and held == {**OURS, "digitalSourceType": held.get("digitalSourceType")}


def _load(content: str) -> Any:  # noqa: ANN401  JSON may be anything
    """What the JSON says. Raises: ValueError, which says why it cannot be read."""
    if len(content) > MAX_JSON:
        raise ValueError(f"of over {MAX_JSON:,} characters")
    try:
        return json.loads(_unwrapped(content))
    except RecursionError:
        raise ValueError("nested too deep") from None


def _unwrapped(content: str) -> str:
    """Without the marks that hide a script from parsers of XML, or from browsers of long ago."""
    opened, closed = _OPENED.match(content), content.rstrip()
    if opened is None:
        return content
    closed = closed.removesuffix("*/").rstrip().removesuffix("]]>").removesuffix("-->").rstrip()
    return closed[opened.end() :].removesuffix("//").removesuffix("/*")


def _of_script(text: str, script: Element) -> Found:
    content = text[script.opened : script.closed]
    if not _may_tell(content):
        return NOTHING
    try:
        held = _load(content)
    except ValueError as error:
        return Found((), (f"JSON-LD that cannot be read: {error}",))
    marks = (
        Mark(claim, "JSON-LD", scope, tool=tool, start=script.start, end=script.end)
        for claim, scope, tool in _claims(held)
    )
    return Found(tuple(dict.fromkeys(marks)))


def _may_tell(content: str) -> bool:
    small = content.lower()
    return any(word in small for word in (*PROPERTY, "aidisclosure"))


def _claims(held: object) -> Iterator[tuple[Claim, Scope, str | None]]:
    """Claim, scope and tool of every node; no recursion, however deep."""
    nodes: list[tuple[object, bool]] = [(held, True)]  # each with whether it speaks of the whole page
    for _ in range(MAX_NODES):
        if not nodes:
            return
        node, whole = nodes.pop()
        if isinstance(node, list):
            nodes += [(item, whole) for item in reversed(node)]
        elif isinstance(node, dict):
            types = node.get("@type", node.get("type"))
            scope = "text" if types is None and node is held else _scope(types, whole)
            yield from ((claim, scope, tool) for claim, tool in _of_node(node))
            nodes += [(item, whole and key.lower() in WHOLE_OF) for key, item in node.items()]


def _of_node(node: Mapping[str, object]) -> Iterator[tuple[Claim, str | None]]:
    for key, item in node.items():
        name = key.rpartition(":")[2].rpartition("/")[2].lower()
        if name in PROPERTY:
            yield from ((claim, None) for term in _terms(item) if (claim := claim_of(term)))
        elif name == "aidisclosure" and (claim := _disclosed(item)):
            yield claim, _tool(item)


def _terms(item: object) -> Iterator[object]:
    for term in item if isinstance(item, list) else [item]:
        yield (
            next((term[key] for key in ("@id", "@value") if key in term), None)
            if isinstance(term, dict)
            else term
        )


def _disclosed(item: object) -> Claim | None:
    level = item.get("level") if isinstance(item, dict) else item
    return w3c.VALUES.get(level.strip().lower()) if isinstance(level, str) else None


def _tool(item: object) -> str | None:
    words = [item.get(key) for key in ("provider", "tool")] if isinstance(item, dict) else []
    return " ".join(word for word in words if isinstance(word, str) and word) or None


def _scope(types: object, whole: bool) -> Scope:  # noqa: FBT001  a truth about where the node stands
    """What a node with these types is about; of media alone wherever it stands."""
    listed = types if isinstance(types, list) else [types]
    names = [_local(name) for name in listed if isinstance(name, str)]
    media = next((MEDIA[name] for name in names if name in MEDIA), None)
    return media or ("text" if whole and not TEXTS.isdisjoint(names) else "other")


def _local(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2].rpartition(":")[2].lower()


def _of_attributes(text: str, elements: tuple[Element, ...]) -> Iterator[Mark]:
    """Microdata (itemprop) and RDFa (property)."""
    for element in said(elements):
        for attribute, carrier in (("itemprop", "microdata"), ("property", "RDFa")):
            names = element.attributes.get(attribute, "").split()
            if any(_local(name) in PROPERTY for name in names) and (claim := claim_of(_value(text, element))):
                scope = scope_above(elements, element, carrier)
                yield Mark(claim, carrier, scope, start=element.start, end=element.opened)


def _value(text: str, element: Element) -> str:
    for attribute in ("content", "resource", "href", "src"):
        if attribute in element.attributes:
            return element.attributes[attribute]
    return inner(text, element)


def scope_above(elements: tuple[Element, ...], element: Element, carrier: str) -> Scope:
    """By the type of the nearest item, but for a declaration, which is about what holds it.

    An item that is itself a property of another is no whole.
    """
    scope_of, type_of = ("itemscope", "itemtype") if carrier == "microdata" else ("typeof", "typeof")
    holder = "itemprop" if carrier == "microdata" else "property"
    if carrier == "RDFa" and element.attributes.get("about"):
        return "other"  # of the resource that it names
    for above in ancestors(elements, element):
        if scope_of in above.attributes and DECLARES not in above.attributes.get(type_of, ""):
            whole = _local(above.attributes.get(holder, "")) in {"", *WHOLE_OF}
            return _scope(above.attributes.get(type_of, "").split(), whole)
    return "text"
