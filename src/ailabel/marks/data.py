"""Tell data and programs, which a label would break, from prose by how they read."""

from __future__ import annotations

import csv
import json
import re
from itertools import islice
from xml.parsers.expat import ExpatError, ParserCreate

from ailabel.lazy import regex
from ailabel.marks.settings import find_blocks

SAMPLE = 100_000  # characters of a table, or of settings, that are looked at
MAX_ROWS = 100  # of these, the first
DELIMITERS = ",;\t"
MIN_KEYS = 2  # of settings; a line with a colon alone is a heading
XHTML = "http://www.w3.org/1999/xhtml"
HTML = frozenset(
    """
    a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center
    cite code col colgroup dd del details dfn dialog div dl dt em embed fieldset figcaption figure font
    footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link
    main map mark menu meta meter nav noscript object ol optgroup option output p picture pre progress q rp
    rt ruby s samp script search section select slot small span strong style sub summary sup table tbody td
    template textarea tfoot th thead time title tr track tt u ul var video wbr
    """.split()  # noqa: SIM905  a list of words
)
_SPACE = "\ufeff \t\r\n"
_OBJECT = regex(r'\[?\s*+\{\s*+"[^"\n]*+"\s*+:')
_ROOT = regex(
    r"(?P<prologue>(?:<\?(?:(?!\?>).)*+\?>\s*+|<!--(?:(?!-->).)*+-->\s*+)*+)"
    r"<(?P<doctype>!doctype\s++)?(?P<name>[a-z][^\s/>\[]*+)(?P<rest>[^>]*+)",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNINGS = (
    ("a script", regex(r"#!\s*+/")),
    ("a program", regex(r"<\?(?:php|=)|<%")),
    ("PostScript", regex("%!PS")),
    ("LaTeX", regex(r"\\documentclass\b")),
    ("RTF", regex(r"\{\\rtf")),
    ("subtitles", regex(r"WEBVTT\b|\d+\r?\n\d+:\d\d:\d\d[,.]\d")),
    ("contacts or dates", regex("BEGIN:V", re.IGNORECASE)),
    ("a patch", regex(r"diff --git |(?:---|Index:) [^\n]++\n(?:\+\+\+|=====)")),
)
"""How forms begin that a look at their first line gives away."""

_KEY = regex(r"[a-z_][\w.-]*+\s*+(?:=|:(?=\s|\Z))")
_OTHER = regex(r"\s|[#;}\])]|-(?:\s|--\Z|\Z)|\[[^\n\]]++\]+\s*\Z|\Z")


def form_of(text: str) -> str | None:
    """What a text is where it is data or a program, such as "JSON"; None for prose, and where unsure."""
    body = text.lstrip(_SPACE)
    if _is_json(body):
        return "JSON"
    if _is_xml(body):
        return "XML"
    for form, beginning in _BEGINNINGS:
        if beginning.match(body):
            return form
    head = body if len(body) <= SAMPLE else body[:SAMPLE].rpartition("\n")[0]
    if any(_is_table(head, delimiter) for delimiter in DELIMITERS):
        return "a table"
    front = max((block.after for block in find_blocks(head)), default=0)
    return "settings" if _is_settings(head[front:]) else None


def _is_json(body: str) -> bool:
    """Whether it is an object, a list, or several, be they broken."""
    if not body.startswith(("{", "[")):
        return False
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return _OBJECT.match(body) is not None
    return True


def _is_xml(body: str) -> bool:
    """Whether it is XML and no page: by what it says of itself, or well-formed below a root of its own."""
    root = _ROOT.match(body)
    if root is None or root["name"].lower() == "html" or XHTML in root["rest"]:
        return False
    if root["doctype"] or "<?xml" in root["prologue"] or "xmlns=" in root["rest"]:
        return True
    return root["name"].lower() not in HTML and _is_well_formed(body)


def _is_well_formed(body: str) -> bool:
    try:
        ParserCreate().Parse(body.encode("utf-8", "replace"), True)  # noqa: FBT003  that this is all of it
    except ExpatError:
        return False
    return True


def _is_table(head: str, delimiter: str) -> bool:
    """Whether its rows are of one width, their cells set close together, as no commas of prose are."""
    try:
        rows = list(islice(csv.reader(head.rstrip().splitlines(), delimiter=delimiter), MAX_ROWS))
    except csv.Error:
        return False
    widths = {len(row) for row in rows}
    loose = any(cell.startswith(" ") for row in rows for cell in row)
    return len(rows) > 1 and len(widths) == 1 and max(widths) > 1 and not loose


def _is_settings(head: str) -> bool:
    """Whether each line is a key in small letters with its value, or what stands between such."""
    lines = head.splitlines()[:MAX_ROWS]
    keys = sum(_KEY.match(line) is not None for line in lines)
    return keys >= MIN_KEYS and all(_KEY.match(line) or _OTHER.match(line) for line in lines)
