"""Texts that were built to break a reader of texts: each a function of about how many characters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = {
    "one letter": "a",
    "one space": " ",
    "one line feed": "\n",
    "one stop": ".",
    "one quote": '"',
    "one apostrophe": "'",
    "one dollar": "$",
    "one backslash": "\\",
    "one digit": "7",
    "one NUL": "\0",
    "one lone surrogate": "\ud800",
    "one private character": "\ue200",
    "one emoji": "\U0001f600",
    "one zero-width space": "\u200b",
    "one tag": "\U000e0041",
    "one right-to-left override": "\u202e",
    "one combining mark": "\u0301",
    "one look-alike": "а",
    "one wide letter": "ｗ",
    "stars": "*",
    "underscores": "_a",
    "ticks": "`",
    "ticks and letters": "`a ``b ",
    "tildes": "~~a",
    "square brackets": "[",
    "round brackets": "(",
    "closed brackets": "[]()",
    "links left open": "[a](b ",
    "images left open": "![a](",
    "notes left open": "[^",
    "angles": "<",
    "tags of HTML": "<div>",
    "tags with attributes": "<a href='",
    "tags that close nothing": "</p>",
    "scripts left open": "<script>",
    "comments left open": "<!-- ",
    "elements of text": "<b>a</b> ",
    "entities": "&amp;",
    "entities left open": "&am",
    "headings": "# a\n",
    "items": "- a\n",
    "numbers": "1. a\n",
    "quotes in quotes": "> ",
    "fences": "```\na\n",
    "rows": "| a | b |\n",
    "delimiters": "|---|---|\n",
    "rules": "---\n",
    "definitions": "[a]: /b\n",
    "front matter": "---\na: b\n",
    "carriage returns": "a\r\n\r",
    "letters with marks": "e\u0301\u0323 ",
    "families": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d",
    "Persian joiners": "می\u200cخواهم ",
    "Hangul in parts": "\u1112\u1161\u11ab",
    "formulas": "$a^2$ ",
    "formulas left open": "$a^",
    "citations left open": "\\cite{",
    "citations of Markdown": "[@a ",
    "masked names": "@CAPS1 ",
    "stops and spaces": ". ",
    "sentences stuck together": 'so."And ',
    "loose quotes": 'a " b ',
    "loose apostrophes": "I' m ",
    "doubled quotes": "''",
    "initials": "A. ",
    "addresses": "https://x.org/?utm_source=chatgpt.com ",
    "addresses stuck together": "http://",
    "notices": "[This article has been generated with AI.] ",
    "notices left open": "[This article has been generated with AI ",
    "denials": "No part of this was written by AI. ",
    "negations": "not ",
    "agents": "by AI ",
    "made by": "generated written created by by by ",
    "refusals": "As an AI language model, I cannot ",
    "citation tokens": "\ue200cite\ue202turn0search1\ue201",
    "code": "x = f(y[0]);\n",
    "capitals": "AI ",
    "commas": "a, ",
    "one sentence": "The cat sat on the mat and looked at me. ",
    "lines of verse": "And so the river\n",
}


def repeated(name: str, size: int) -> str:
    """The piece of that name, as often as it takes."""
    piece = PIECES[name]
    return (piece * (size // len(piece) + 1))[:size]


def nested(size: int) -> str:
    """As many elements inside each other as there is room for."""
    depth = size // 11
    return "<div>" * depth + "</div>" * depth


def mixed(size: int) -> str:
    """All of the pieces in turn."""
    return ("".join(PIECES.values()) * (size // 500 + 1))[:size]


def mirrored(size: int) -> str:
    """Brackets of three kinds, all closed in the end."""
    third = size // 6
    return "[(<" * third + ">)]" * third


HOSTILE: dict[str, Callable[[int], str]] = {
    **{name: partial(repeated, name) for name in PIECES},
    "nested elements": nested,
    "all in turn": mixed,
    "mirrored brackets": mirrored,
}
