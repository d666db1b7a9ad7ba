"""Where a match stands: a notice of its own, the opening of the text, a line set apart by brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.disclosure.setting import line_around, plain, says
from ailabel.lazy import regex

if TYPE_CHECKING:
    from ailabel.disclosure.setting import Setting

STEP = regex(r"\W*\d{1,3}[.)]")  # the number of a step in a manual
LABEL = 60  # characters of "Note:", "AI disclosure -" and the like before a notice
EMPHASIS = ("***", "**", "*", "___", "__", "_", "<em>", "<i>")
LINE = 400  # characters of a line that are looked at


def stands(setting: Setting) -> bool:
    """Whether the match stands where its pattern counts."""
    if setting.pattern.place == "opening":
        return setting.opens
    return setting.pattern.place == "anywhere" or is_notice(setting)


def is_notice(setting: Setting) -> bool:
    """At the start of a line or after a label there, or a sentence of its own at either end of the text."""
    if is_heading(setting):
        return False
    prefix = setting.prefix.strip()
    if not any(char.isalnum() for char in prefix):
        return True
    if STEP.match(prefix):
        return False
    if len(prefix) <= LABEL and prefix.rstrip("*_ ").endswith((":", "：", "—", "–", "|", "·", "-")):
        return not says(plain(prefix), setting.lexicon.words.get("no_label", ()))
    if prefix[-1] in "[(【（［〔":
        return True
    return setting.at_edge and prefix.rstrip("*_ ")[-1:] in (".", "!", "?", "。", "！", "？", "|", "؟")


def is_heading(setting: Setting) -> bool:
    """A Markdown heading announces a topic."""
    line = setting.original.rfind("\n", max(0, setting.start - LINE), setting.start) + 1
    return setting.original[line : setting.start].startswith(("# ", "## ", "### ", "#### "))


def is_alone(setting: Setting) -> bool:
    """A bracketed or an italic line holds the match and little else: somebody set it apart."""
    return setting.bracketed or is_italic(setting.original, setting.start, setting.end)


def is_italic(text: str, start: int, end: int) -> bool:
    left, right = line_around(text, start, end)
    line = text[left:right]
    return line.startswith(EMPHASIS) and line[-1] in "*_>"
