"""Whether a match is said or only shown: quotation marks, code, tables, examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ailabel.disclosure.setting import Setting

LINE_REACH = 400  # characters of the original line looked at on either side
PAIRS = ("“”", "„“", "„”", "«»", "»«", "「」", "『』", "《》", "‹›", "‘’")
TABLE_BARS = 3  # a line with as many bars is a row of a table
FENCES = ("```", "~~~")


def is_quoted(setting: Setting) -> bool:
    """A quotation mark opened before the match on its line, and one closes in it or after it."""
    left, right = line_around(setting)
    right = setting.original[setting.start : setting.end] + right
    if _in_marks(left, right, '"') or _in_single(left, right) or _in_pair(left, right):
        return True
    return is_in_code(setting)


def is_in_code(setting: Setting) -> bool:
    left, right = line_around(setting)
    return setting.fenced or _in_marks(left, right, "`")


def is_string_in_code(setting: Setting) -> bool:
    """A regex literal."""
    left, right = line_around(setting)
    opened = left.rstrip("(^*.b\\").endswith("/")
    return opened and right.lstrip(")$*.b\\").startswith(("/i", "/g", "/,", "/.", "/;"))


def is_table_row(setting: Setting) -> bool:
    left, right = line_around(setting)
    return (left + right).count("|") >= TABLE_BARS


def is_element(setting: Setting) -> bool:
    """All the text of one HTML element with attributes: a string of somebody's interface."""
    left, right = line_around(setting)
    tag = left.rstrip()[left.rfind("<") :]
    return tag.endswith(">") and "=" in tag and right.lstrip(" .").startswith("</")


def line_around(setting: Setting) -> tuple[str, str]:
    """The rest of the match's line in the caller's own string, on either side."""
    left = setting.original[max(0, setting.start - LINE_REACH) : setting.start]
    right = setting.original[setting.end : setting.end + LINE_REACH]
    return left[left.rfind("\n") + 1 :], right.split("\n", 1)[0]


def fences(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of every fenced block of code that is opened and closed, in order."""
    blocks: list[tuple[int, int]] = []
    for mark in FENCES:
        marks = (
            [match.start() for match in re.finditer(rf"^{mark}", text, re.MULTILINE)] if mark in text else []
        )
        blocks += zip(marks[::2], marks[1::2], strict=False)
    return tuple(sorted(blocks))


def _in_marks(left: str, right: str, mark: str) -> bool:
    return left.count(mark) % 2 == 1 and mark in right


def _in_single(left: str, right: str) -> bool:
    """Between straight single quotes, which are no apostrophes: one opens a word, one ends a word."""
    opened = left.rfind("'")
    if opened == -1 or (opened and left[opened - 1].isalnum()) or left[opened + 1 : opened + 2].isspace():
        return False
    closed = right.find("'")
    while closed != -1 and right[closed + 1 : closed + 2].isalnum():
        closed = right.find("'", closed + 1)
    return closed != -1


def _in_pair(left: str, right: str) -> bool:
    for pair in PAIRS:
        opening, closing = pair[0], pair[1]
        opened = left.rfind(opening)
        if opened > left.rfind(closing) and closing in right:
            return True
    return False
