"""The line that people read, in the languages of visible.toml; patterns find it wherever it was copied to."""

from __future__ import annotations

import tomllib
from html import escape, unescape
from importlib.resources import files
from typing import TYPE_CHECKING

from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.edits import Edit, apply, body_edit
from ailabel.marks.page import inner, is_page, read_elements
from ailabel.marks.standard import Found
from ailabel.result import Mark
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ailabel.marks.standard import Statement
    from ailabel.result import Claim, Scope

CLASS = "ai-disclosure"
_LINE = regex(r"[^\n]++")


@value
class Wording:
    """What one sentence says."""

    language: str
    claim: Claim
    scope: Scope


@value
class Line:
    """A sentence of ours: text[start:end] is the sentence, or the paragraph of a page that holds it."""

    wording: Wording
    start: int
    end: int


def read(text: str) -> Found:
    """Lines that hold one of our sentences and nothing else; other words are for the patterns to find."""
    return Found(tuple(_mark(line) for line in _lines(text)))


def write(text: str, statement: Statement) -> str:
    """The text with our sentence as its last line, or in place of one of ours about the same scope.

    Raises: UsageError where there is no sentence for that language, claim and scope.
    """
    line = sentence(statement)
    line = f'<p class="{CLASS}">{escape(line, quote=False)}</p>' if is_page(text) else line
    old = [found for found in _lines(text) if found.wording.scope == statement.scope]
    if old:
        edits = [Edit(found.start, found.end, line if found is old[0] else "") for found in old]
        return apply(text, edits)
    if is_page(text):
        return apply(text, [body_edit(text, read_elements(text), line)])
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


def _lines(text: str) -> Iterator[Line]:
    known = _sentences()
    if is_page(text):
        for element in read_elements(text):
            if element.name == "p" and (said := known.get(unescape(inner(text, element)))):
                yield Line(said, element.start, element.end)
        return
    for match in _LINE.finditer(text):
        if said := known.get(match[0].strip()):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Line(said, start, start + len(match[0].strip()))


def _mark(line: Line) -> Mark:
    wording = line.wording
    return Mark(wording.claim, "visible line", wording.scope, start=line.start, end=line.end)
