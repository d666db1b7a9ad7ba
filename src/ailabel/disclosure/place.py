"""Where a match stands: a notice of its own, the opening of the text, inside brackets that hold a whole line."""

from __future__ import annotations

from ailabel.disclosure.setting import Setting, plain, says

LABEL = 60  # characters of "Note:", "AI disclosure -" and the like before a notice
BRACKETS = {"[": "]", "(": ")", "【": "】", "（": "）", "［": "］", "〔": "〕", "{": "}"}
EMPHASIS = ("***", "**", "*", "___", "__", "_")
LINE = 400  # characters of a line that a bracket may hold


def stands(setting: Setting) -> bool:
    """Whether the match stands where its pattern counts."""
    if setting.pattern.place == "opening":
        return setting.opens
    return setting.pattern.place == "anywhere" or is_notice(setting)


def is_notice(setting: Setting) -> bool:
    """At the start of a line or after a label there, or a sentence of its own at the head or foot of the text."""
    if is_heading(setting):
        return False
    prefix = setting.prefix.strip()
    if not any(char.isalnum() for char in prefix):
        return True
    if len(prefix) <= LABEL and prefix.rstrip("*_ ").endswith((":", "：", "—", "–", "|", "·", "-")):
        return not says(plain(prefix), setting.lexicon.words.get("no_label", ()), setting.lexicon)
    if prefix[-1] in "[(【（［〔":
        return True
    return setting.at_edge and prefix.rstrip("*_ ")[-1:] in (".", "!", "?", "。", "！", "？", "|", "؟")


def is_heading(setting: Setting) -> bool:
    """A Markdown heading announces a topic."""
    line = setting.original.rfind("\n", max(0, setting.start - LINE), setting.start) + 1
    return setting.original[line : setting.start].startswith(("# ", "## ", "### ", "#### "))


def wrapped(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The bracketed or italic line around [start, end) of the caller's string, its brackets included."""
    left, right = _line(text, start, end)
    while left < right and (text[left].isspace() or text[left] in ">-•·#"):
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    line = text[left:right]
    if left > start or right < end or right - left > LINE:
        return None
    if BRACKETS.get(line[0]) == line[-1] and line.count(line[0]) == line.count(line[-1]):
        return left, right
    if any(line.startswith(mark) and line.endswith(mark) and len(line) > 2 * len(mark) for mark in EMPHASIS):
        return left, right
    return None


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    left = text.rfind("\n", max(0, start - LINE), start) + 1
    right = text.find("\n", end, end + LINE)
    return left or max(0, start - LINE), right if right != -1 else min(len(text), end + LINE)
