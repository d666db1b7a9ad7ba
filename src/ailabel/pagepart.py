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
_JOINT = r"(?:__|-|_)?"
_COMMENTS = rf"""
    (?:(?:all|article|blog|post|reader|story|user|view|wp-block){_JOINT})?
    (?:comentarios|commentaires|comments|commenti|diskuse|diskuze|komentare|komentarze|kommentaarit|kommentare
      |kommentarer|leserforum|leserkommentare|reacties|replies|yorumlar)
  | (?:[a-z0-9]{{1,20}}(?:__|-|_)){{0,3}} (?:comment|repl(?:y|ie))s? {_JOINT}
    (?:area|body|box|container|content|list|message|section|text|thread|tree|wrap(?:per)?)
  | (?:customer|guest|product|reader|recipe|user|wprm){_JOINT}reviews?
  | commtext | cusdis_thread | disqus_thread | fb-comments | giscus | hyvor-talk | utterances
  | cooked | message-body | post-message | postbody | status__content | topic-body"""
_ELSEWHERE = rf"""
    (?:jp-)?related{_JOINT}(?:articles|content|links|news|pages|posts?|stories)? | popular-posts
  | most-(?:popular|read|viewed) | recommend(?:ed|ations) | trending | you-may-also-like | outbrain | taboola
  | adsbygoogle | advert(?:isement)? | ad{_JOINT}(?:banner|container|slot|unit|wrapper)"""
_OTHERS = re.compile(rf"(?:{_COMMENTS}|{_ELSEWHERE})\Z", re.IGNORECASE | re.VERBOSE)
"""A class or an id; "comment" alone may be the page's own remark, and the posts of a blog are all its own."""
_CAPTION = re.compile(
    r"(?:[a-z0-9]{1,20}(?:__|-|_)){0,3}"
    r"(?:bild(?:nachweis|quelle|text|unterschrift)|captions?|copyright|credits?|didascalia|kuvateksti|legende?"
    r"|onderschrift|pie|podpis|popisek)(?:(?:__|-|_)[a-z0-9]{1,20}){0,2}\Z",
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
    """Whether an element that is no `<figcaption>` is named as one, and stands right behind a picture."""
    return any(map(_CAPTION.match, _names(node))) and _is_behind_media(node) and not _is_in_footer(node)


def _names(node: LexborNode) -> list[str]:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()


def _is_behind_media(node: LexborNode) -> bool:
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before is not None and (before.tag in _MEDIA or before.css_first(", ".join(_MEDIA)) is not None)


def _is_in_footer(node: LexborNode) -> bool:
    above = node.parent
    for _ in range(_NEAR):
        if above is None or above.tag == "footer":
            break
        above = above.parent
    return above is not None and above.tag == "footer"
