"""Whether a match is said or only shown: quotation marks, code, tables, examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.code import is_code_span
from ailabel.disclosure.setting import (
    LONGEST_NAME,
    begins,
    is_bare,
    is_name,
    leading,
    plain,
    points,
)
from ailabel.lazy import regex

if TYPE_CHECKING:
    import re

    from ailabel.disclosure.setting import Setting

LINE_REACH = 400  # characters of the original line looked at on either side
PAIRS = ("“”", "„“", "„”", "«»", "»«", "「」", "『』", "《》", "‹›", "‘’")
TABLE_BARS = 3  # a line with as many bars is a row of a table
FIELD = regex(r"""\s{0,8}(?:- )?[a-z][A-Za-z_-]{2,30}: ?(["'])""")
CREDIT = regex(  # the field of an object in code that says whose a picture or a recording is
    r"""\s{0,24}["']?(?:\w{0,16}(?:[aA]rt|[cC]over|[iI]mage|[iI]llustration|[pP]hoto|[pP]icture|[tT]humbnail|[vV]ideo)_?"""
    r"""(?:[cC]redits?|[aA]ttribution)|creditText)["']?: ?(["'])"""
)
OPENERS = "\"'“„« "  # what may stand before the first word of a match
MARKED = regex(rf"""["“„«「『《]([^"“”„«»「」『』《》\n]{{2,{LONGEST_NAME}}})["”“»」』》]""")  # may be a name
DOCSTRINGS = ('"""', "'''")  # hold what a program says of itself, unless it is given a name or handed on
HANDED_ON = ("=", "(", ",", "+", "[", "return", "yield")  # what stands before such a string
TEMPLATE = 2000  # characters at the head of a text in which such a string is looked for
ESCAPED = '\\"'  # within a string of code
GERSHAYIM = regex(r'(?<=[א-ת])"(?=[א-ת](?![א-ת]))')  # within an abbreviation: ע"י, דו"ח
CLOSING = regex(r"[^\W\d]\"(?!\w)|[.,!?…]\"(?!\w)")  # a straight mark that closes
SLOT = regex(r"\{\{-? ?[.$\w][^{}\n<>]{0,60}\}\}|\$\{[^{}\n]{1,60}\}|<%=[^%\n]{1,60}%>")  # of a template
CONTROL = regex(r"\{\{-? ?(?:if|else|end|range|with)\b|\{%-? ?(?:if|elif|else|end|endif|for|endfor|unless)\b")
PLACEHOLDER = regex(  # in a string: "%s", "{name}"
    r"(?<![\w%])%(?:\d\$)?[sd@](?!\w)|(?<![\w\\}/])\{[a-z_]\w*\}"
)
RANGE = regex(r"\d{1,4} ?[-–—~〜～至到] ?\d{1,4}")  # how long something is to be: "3-5"
STAND_IN = {"[": "]", "【": "】", "［": "］", "〔": "〕"}  # what opens and closes the stand-in for a text
NEAR = 160  # characters before a match in which a template tells when it shows it
NAMED = 24  # characters after a match in which brackets hold what a template names
CODE_ELEMENTS, STRUCK_ELEMENTS = ("code", "samp", "kbd"), ("del", "s", "strike")  # of HTML
STRIKE = "~~"
HUNK = regex(r"(?:\A|\n)@@ -\d+(?:,\d+)? \+[^\n]*(?:\n[ +-][^\n]*)*\Z")  # the lines of a diff
OPENED = tuple(zip('"“„«「『', '"”“»」』', strict=True))  # marks that open a quotation of several lines


def is_quoted(setting: Setting) -> bool:
    """A quotation mark is open where the match starts or stops, and closes later on that line."""
    before, (left, right) = line_before(setting), line_around(setting)
    before, left, right = (_without_names(part, setting) for part in (before, left, right))
    rest = left[len(before) :] + right
    begun = len(rest) - len(rest.lstrip(OPENERS))  # a match may open with the mark that quotes it
    if is_field(before + rest[:begun], rest[begun:]):
        return False
    opened = any(_in_quotes(before + rest[:at], rest[at:]) for at in {0, begun})
    return opened or _in_quotes(left, right) or is_in_code(setting)


def _without_names(line: str, setting: Setting) -> str:
    """A line with blanks for what only looks quoted: names of tools, marks of a docstring or in a word."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0]) if is_name(match[1], setting.lexicon) else match[0]

    for mark in DOCSTRINGS:
        line = line.replace(mark, "   ")
    return MARKED.sub(blank, GERSHAYIM.sub(" ", line))


def is_field(before: str, rest: str) -> bool:
    """The value of a field, whose quotation marks only wrap it: `alt: "Made with AI"`.

    Of front matter; of an object in code only where the field credits something: `credit: "Midjourney",`.
    """
    return _wraps(FIELD.match(before), before, rest) or _wraps(CREDIT.match(before), before, rest, ",")


def _wraps(field: re.Match[str] | None, before: str, rest: str, comma: str = "") -> bool:
    """Whether the mark that opens the value ends its line, but for the comma, and stands nowhere between."""
    is_closed = field is not None and rest.rstrip().removesuffix(comma).endswith(field[1])
    return field is not None and is_closed and field[1] not in before[field.end() :]


def is_credit_field(setting: Setting) -> bool:
    """Whether it stands in a field that credits something."""
    return CREDIT.match(line_before(setting) + leading(setting.match)) is not None


def is_in_code(setting: Setting) -> bool:
    text, start, stop = setting.original, setting.start, setting.stop
    is_marked = any(is_within(text, start, stop, name) for name in CODE_ELEMENTS)
    return setting.fenced or is_marked or is_code_span(text, start, stop)


def is_struck(setting: Setting) -> bool:
    """Struck out: between "~~", in an element that says so, or in a line that a diff takes away."""
    text, start, stop = setting.original, setting.start, setting.stop
    if line_before(setting) == "-" and HUNK.search(text[max(0, start - TEMPLATE) : start]):
        return True
    before, after = line_before(setting), line_around(setting)[1]
    is_open = before.count(STRIKE) % 2 == 1 and not before.rpartition(STRIKE)[2][:1].isspace()
    is_closed = STRIKE in after and not after.partition(STRIKE)[0][-1:].isspace()
    is_marked = is_open and is_closed
    return is_marked or any(is_within(text, start, stop, name) for name in STRUCK_ELEMENTS)


def is_within(text: str, start: int, stop: int, name: str) -> bool:
    """Whether an HTML element of that name opens not far before and closes not far behind."""
    nearest = max(0, start - LINE_REACH)
    opened = max(text.rfind(f"<{name}{mark}", nearest, start) for mark in "> ")
    end = text.find(">", opened, start) if opened != -1 else -1
    closed = text.find(f"</{name}>", end, stop + LINE_REACH) if end != -1 else -1
    return closed >= stop and "\n\n" not in text[end:closed]


def is_string_in_code(setting: Setting) -> bool:
    """A regex literal."""
    before, after = line_before(setting), line_around(setting)[1]
    opened = before.rstrip("(^*.b\\").endswith("/")
    return opened and after.lstrip(")$*.b\\").startswith(("/i", "/g", "/,", "/.", "/;"))


def is_value(setting: Setting) -> bool:
    """Part of a long string that code assigns or returns, for whatever it writes: `page += \"\"\"...`."""
    text = setting.original[: setting.start] if setting.start <= TEMPLATE else ""
    opened = _opened_by(text)
    opening = text[: text.rfind(opened)].rpartition("\n")[2].rstrip("bfruFR").rstrip() if opened else ""
    return opening.endswith(HANDED_ON) and "__doc__" not in opening


def _opened_by(text: str) -> str:
    """The mark of the docstring that is open where a text ends; empty where none is."""
    return next((mark for mark in DOCSTRINGS if text.count(mark) % 2), "")


def is_passage(setting: Setting) -> bool:
    """Of the first line of a quotation that closes further down its paragraph; a mark opens that line."""
    said = setting.original[setting.start : setting.start + LINE_REACH].partition("\n\n")[0]
    before = line_before(setting) + leading(said)
    line, _, below = said[len(leading(said)) :].partition("\n")
    return any(
        before.count(mark) == 1
        and is_bare(before.partition(mark)[0])
        and closing not in line
        and _closes(closing, below)
        for mark, closing in OPENED
    )


def _closes(mark: str, text: str) -> bool:
    """Whether it ends a quotation there; a straight mark may open one as well, or stand for inches."""
    return CLOSING.search(text) is not None if mark == '"' else mark in text


def is_filled_in(setting: Setting) -> bool:
    """What a program fills in, or shows on a condition: "written by {{ model }}", "{% if ai %} ..."."""
    text, start, end = setting.original, setting.start, setting.stop
    tags = [*CONTROL.finditer(text, max(0, start - NEAR), start)]
    is_open = bool(tags) and "end" not in tags[-1][0]
    named = end + NAMED if setting.after.startswith(" (") else end
    return is_open or SLOT.search(text, start, named) is not None


def is_table_row(setting: Setting) -> bool:
    return "".join(line_around(setting)).count("|") >= TABLE_BARS


def is_string_of_table(setting: Setting) -> bool:
    """A cell of a table of an interface's strings, which a program fills in: "| Vertaald door AI: %s |"."""
    row, after = line_around(setting)
    cell = row.rpartition("|")[2] + after.partition("|")[0]
    return (row + after).count("|") >= TABLE_BARS and PLACEHOLDER.search(cell) is not None


def is_stand_in(setting: Setting) -> bool:
    """What brackets hold in the place of a text to come: "[AI-generated summary of 3-5 sentences]"."""
    text = setting.match + setting.after
    closing = STAND_IN.get(text.lstrip()[:1]) or STAND_IN.get(setting.prefix[-1:])
    if closing is None or points(setting.match, setting.lexicon):
        return False
    held, measures = text.partition(closing)[0] + closing, setting.lexicon.words.get("measure", ())
    return any(begins(plain(held[size.end() :]).lstrip(), measures) for size in RANGE.finditer(held))


def is_element(setting: Setting) -> bool:
    """All the text of one HTML element with attributes: a string of somebody's interface."""
    before, after = line_before(setting), line_around(setting)[1]
    tag = before.rstrip()[before.rfind("<") :]
    return tag.endswith(">") and "=" in tag and after.lstrip(" .").startswith("</")


def line_before(setting: Setting) -> str:
    """The match's line in the caller's own string, up to the match."""
    nearest = max(0, setting.start - LINE_REACH)
    line = setting.original.rfind("\n", nearest, setting.start) + 1
    return setting.original[max(line, nearest) : setting.start]


def line_around(setting: Setting) -> tuple[str, str]:
    """The same line with the match, and what follows on the line where the match stops."""
    match = setting.original[setting.start : setting.stop]
    after = setting.original[setting.stop : setting.stop + LINE_REACH]
    return line_before(setting) + match, after.split("\n", 1)[0]


def _in_quotes(left: str, right: str) -> bool:
    if _in_marks(left, right, ESCAPED):
        return True
    left, right = left.replace(ESCAPED, "  "), right.replace(ESCAPED, "  ")
    if _in_marks(left, right, '"') or _in_single(left, right) or _in_pair(left, right):
        return True
    return "“" not in left and "„" not in left and _in_marks(left, right, "”")  # Swedish has one mark


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
