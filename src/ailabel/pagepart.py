"""Tell by its mark-up what a part of an HTML page is: its readers' words, links to other pages, a caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TAGS = frozenset(
    "shreddit-comment shreddit-comment-tree".split()  # noqa: SIM905  a list of words
)
_WHOLE = ("html", "body", "main")  # what themes give such a class, too, when a page has comments
_TYPES = ("/comment", "/usercomments", "/userreview")  # ends of the addresses of schema.org
_OTHERS = re.compile(
    r"""
    (?: (?:(?:all|article|blog|entry|post|reader|story|user|view|wp-block)(?:__|-|_)?)?
        (?:comentarios|commentaires|comments|commenti|kommentaarit|kommentare|kommentarer|komentarze|leserforum
          |leserkommentare|reacties|yorumlar)
      | (?:(?:article|c|entry|post|reader|user|wp-block)(?:__|-|_))?
        comments?(?:__|-|_)?(?:area|container|list|section|thread|tree|wrap(?:per)?)
      | (?:customer|reader|user)(?:__|-|_)reviews
      | cusdis_thread | disqus_thread | fb-comments | giscus | hyvor-talk | utterances
      | jp-relatedposts | related-(?:articles|posts|stories) | most-(?:popular|read) | outbrain | taboola
      | adsbygoogle )\Z
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A class or an id; "comment" alone may be the page's own remark, and the posts of a forum are its text."""
_CAPTION = re.compile(
    r"(?:wp-)?caption(?:-text)?\Z|(?:image|img|media|photo|picture)[-_](?:caption|copyright|credits?|source)\Z"
    r"|bild(?:nachweis|quelle|unterschrift)\Z|didascalia\Z|kuvateksti\Z|onderschrift\Z",
    re.IGNORECASE,
)
_MEDIA = ("figure", "img", "picture", "video")
_NEAR = 3  # elements around a caption; one that stands in a footer tells of the site


def is_others(node: LexborNode) -> bool:
    """Whether an element holds what a page's readers say, or what leads to other pages."""
    if node.tag in _WHOLE:
        return False
    attributes = node.attributes
    kinds = (attributes.get("itemtype") or "").lower().split()
    return (
        node.tag in _TAGS
        or attributes.get("role") == "comment"
        or attributes.get("itemprop") == "comment"
        or any(kind.endswith(_TYPES) for kind in kinds)
        or any(map(_OTHERS.match, _names(node)))
    )


def is_caption(node: LexborNode) -> bool:
    """Whether an element is a `<figcaption>`, or is named as one and stands right behind a picture."""
    if node.tag == "figcaption":
        return True
    return any(map(_CAPTION.match, _names(node))) and _is_behind_media(node) and not _is_in_footer(node)


def _names(node: LexborNode) -> list[str]:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()


def _is_behind_media(node: LexborNode) -> bool:
    before = node.prev
    while before is not None and before.is_text_node and not (before.text_content or "").strip():
        before = before.prev
    if before is not None and before.tag == "a":
        before = before.first_child
    return before is not None and before.tag in _MEDIA


def _is_in_footer(node: LexborNode) -> bool:
    above = node.parent
    for _ in range(_NEAR):
        if above is None or above.tag == "footer":
            break
        above = above.parent
    return above is not None and above.tag == "footer"
