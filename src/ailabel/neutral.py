"""Take out what training must never learn: accidents of data sets that tell people and machines apart.

The very same steps run in training and in scoring.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.document import SPACE, fold_spaces
from ailabel.lazy import regex
from ailabel.view import Edit, View, class_table, classes, code_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_DOTS = regex(r"(\.(?: ?+\.){2,}+|\.\.)")

# What characters are; two that stand side by side are one character of `_pairs`.
_CLASSES = class_table(ascii_lowercase, ascii_uppercase, " ", ".", ",", ";", ":!?)]%", "'", '"', "([", "`")
LOWER, UPPER, BLANK, STOP, COMMA, SEMICOLON, CLOSER, APOSTROPHE, QUOTE, OPENER, TICK = range(1, 12)


def _pair(first: int, second: int) -> str:
    return chr(first << 4 | second)


_STUCK_QUOTE = _pair(QUOTE, UPPER)
_LOOSE = [*(_pair(BLANK, closer) for closer in (STOP, COMMA, SEMICOLON, CLOSER)), _pair(OPENER, BLANK)]

# A pair of `_pairs` that lies in whatever matches, a string that is found there, and the match, whose group 1
# gives way.
# Quantifiers are possessive, or stop at what could open the next match: all scans together are linear.
_ACCIDENTS = (
    ("", "@", regex(r"(@[A-Z]{2,16}\d{1,3}\b(?:'s\b)?)"), ""),  # names masked in student essays (ASAP)
    ("", "@x", regex(r"(\[?@x(?:math|cite)\d*+\]?)"), ""),  # formulas and citations masked in papers (arXiv)
    ("", "[@", regex(r"(\[@[^\[\]]*+\])"), ""),
    ("", "$", regex(r"(\$\$[^$]*+\$\$)"), ""),
    ("", "$", regex(r"(\$(?![\s\d.,]+[\s.,;])(?=[^$\n]*[\\^_{}=<>]|[A-Za-z]{1,2}\$)[^$\n]{1,400}+\$)"), ""),
    ("", "\\[", regex(r"(\\\[(?:[^\\]|\\[^\[\]])*+\\\])"), ""),
    ("", "\\(", regex(r"(\\\((?:[^\\]|\\[^()])*+\\\))"), ""),
    ("", "\\", regex(r"(\\(?:cite|(?:eq|auto)?ref|label)[a-z]{0,4}\*?+(?:\[[^\[\]]*+\])?+\{[^{}]*+\})"), ""),
    ("", "\\", regex(r"(\\(?:emph|text(?:it|bf|tt|sc|rm)|it|bf|em)\{)(?=[^{}]*+\})"), ""),
    ("", "\\n", regex(r"(?<=[\s.,;:!?\"')\]])(?<!\b[A-Z]:)((?:\\[nrt])++)"), " "),  # line breaks spelt out
    (_pair(TICK, TICK), "``", regex(r"(``)"), '"'),
    (_pair(APOSTROPHE, APOSTROPHE), "''", regex(r"('')"), '"'),
    (_pair(BLANK, APOSTROPHE), "' '", regex(r"(' ')(?!\w)"), '"'),
    (_pair(QUOTE, QUOTE), '""', regex(r'(""++)'), '"'),  # a quote doubled for CSV
    (_pair(LOWER, APOSTROPHE), " n't", regex(r"( )n't\b"), ""),
    (_pair(BLANK, APOSTROPHE), " '", regex(r"( )'(?:s|re|ve|ll|d|m)\b"), ""),
    (_pair(BLANK, APOSTROPHE), " ' ", regex(r"( ' )(?:s|t|re|ve|ll|d|m)\b"), "'"),
    (_pair(APOSTROPHE, BLANK), "' ", regex(r"'( )(?:s|t|re|ve|ll|d|m)\b"), ""),
    (_pair(STOP, STOP), "..", _DOTS, "..."),
    (_pair(BLANK, STOP), ". .", _DOTS, "..."),
    (_pair(BLANK, STOP), ". .", regex(r"\.( \.)(?![.\w])"), ""),
    (
        _pair(STOP, SEMICOLON),
        ".;",
        regex(r"\.(;)(?![^ ])"),
        "",
    ),  # between a step and what explains it (WikiHow)
    (_pair(STOP, COMMA), ".,", regex(r"\.(,)(?= [A-Z])(?<=[a-z]{4}\.,)"), ""),
    (
        _pair(QUOTE, STOP),
        '".',
        regex(r"(\.)(?=[A-Z][a-z])(?<=[a-z]\"\.)"),
        ". ",
    ),  # sentences that lost the space between them
    (_pair(STOP, UPPER), ".", regex(r"(\.)(?=[A-Z][a-z]*+[ ,'])(?<=[a-z]{2}\.)"), ". "),
)
# A run of dashes, from its first one to its last space, and no hyphen within a word; what is typed for a
# dash is in _DASHES.
_RUN = regex(r"(?:[—―–‒⸺⸻﹘]|(?<= )-|-(?=[—―–‒⸺⸻﹘ -]))[—―–‒⸺⸻﹘ -]*+")
_DASHES = ("—", "–", "--", " -", "―", "‒", "⸺", "⸻", "﹘")
_ABBREVIATION = regex(r"(?:\w\.\w*|\b(?:Co|Corp|Inc|Jr|Ltd|Sr|etc))\.$")
_BEHIND_HYPHENS = frozenset(">=_$€£%*")  # of an arrow, an operator, a sum of money
REACH = 8  # characters before a dash that tell what it stands for
_QUOTES = "\"'"
_OPENING = ("", " ", "(", "[", *_QUOTES)  # what stands before a quotation mark that opens
_CLOSING = ("", *" .,;:!?)]-—–", *_QUOTES)  # and behind one that closes
_LOOSE_QUOTE = regex(' "(?= )')
_GLUED_QUOTE = regex(r'"(?=[A-Z][a-z ])(?<=[a-z][.!?,]")')
_HEAD = " .,;:!?)]"


def _members(chars: str) -> NDArray[np.bool_]:
    table = np.zeros(128, np.bool_)  # DEL, its last row, stands for all that is no ASCII
    table[[ord(char) for char in chars]] = True
    return table


_CLOSES = _members(",.;:!?)]%")
_OPENS = _members("([")


def neutral(view: View) -> View:
    """The text as people type it, without the marks of the set it came from.

    Tokens such as @CAPS1 and LaTeX formulas leave nothing behind; tokenised punctuation, contractions,
    ellipses and quotes are put together again, sentences that stick together are parted; a dash between words
    is a comma, for who types dashes says nothing of who wrote. Expects and gives single spaces; mojibake
    stays.
    """
    if any(dash in view.text for dash in _DASHES) and (edits := list(_undashed(view.text))):
        view = fold_spaces(view.splice(edits))
    pairs = _pairs(view.text)
    for pair, needle, pattern, replacement in _ACCIDENTS:
        if pair in pairs and needle[0] in view.text and needle in view.text:
            found = (match for match in pattern.finditer(view.text) if match[1] != replacement)
            edits = [Edit(*match.span(1), replacement) for match in found]
            if edits:
                view = fold_spaces(view.splice(edits))
                pairs = _pairs(view.text)
    if _pair(QUOTE, BLANK) in pairs and ' " ' in view.text:
        view = view.splice(_loose_quotes(view.text))
        pairs = _pairs(view.text)
    if _STUCK_QUOTE in pairs:
        view = view.splice(_glued_quotes(view.text))
    if any(pair in pairs for pair in _LOOSE):
        view = _tight_punctuation(view)
    return _without_head(view)


def _pairs(text: str) -> str:
    """Of every two characters side by side one: the class of the first times 16, and of the second."""
    own = classes(text, _CLASSES)
    return str((own[:-1] << 4 | own[1:]).tobytes(), "latin-1")


def _tight_punctuation(view: View) -> View:
    """No space before a comma or the like, none inside brackets; " ..." and " .NET" keep theirs."""
    codes = code_points(view.text)
    spaces = (codes == SPACE).nonzero()[0]
    if not len(spaces):
        return view
    after = codes.take(spaces + 1, mode="clip")
    closes, opens = _CLOSES.take(after, mode="clip"), _OPENS.take(codes[spaces - 1], mode="clip")
    if not (closes.any() or opens.any()):
        return view
    later = np.append(codes, SPACE).take(spaces + 2, mode="clip")
    mask = np.ones(len(codes), np.bool_)
    mask[spaces[(closes & (after != later) & ~_is_letter_or_digit(later)) | opens]] = False
    return view.keep(mask)


def _is_letter_or_digit(codes: NDArray[Any]) -> NDArray[np.bool_]:
    small = codes | 32
    return ((small >= 97) & (small <= 122)) | ((codes >= 48) & (codes <= 57))  # noqa: PLR2004  a-z, 0-9


def _undashed(text: str) -> Iterator[Edit]:
    """What stands instead of each dash, with its spaces, however it is typed.

    Some corpora lost their dashes, others have them with one label only. A hyphen stays, and what leads an
    option, a negative number or the head of an arrow.
    """
    for match in _RUN.finditer(text):
        start, end = match.span()
        start -= text[start - 1 : start] == " "
        before, after = text[max(0, start - REACH) : start], text[end : end + 3]
        if before[-1:].isdecimal() and after[:1].isdecimal():
            instead = "-"
        elif _joins(match[0], after[:1], is_spaced=text[start] == " "):
            instead = text[start:end].replace("–", "-")
        else:
            instead = _instead(before, after, is_spaced=match[0][-1] == " ")
        if text[start:end] != instead:
            yield Edit(start, end, instead)


def _joins(dash: str, then: str, *, is_spaced: bool) -> bool:
    """Whether it is part of a word, or of two, or of a sign: "well-known", "–5", "--force", "->"."""
    goes_on = then.isalnum()
    if then in _BEHIND_HYPHENS and set(dash) == {"-"}:
        return True
    match dash:
        case "-":
            return goes_on or not is_spaced
        case "- ":
            return not is_spaced
        case "–":
            return then.isdecimal() if is_spaced else goes_on
        case _:
            return goes_on and is_spaced and set(dash) == {"-"}


def _instead(before: str, after: str, *, is_spaced: bool) -> str:
    """A comma between two words, a space after a sentence, and nothing beside other marks.

    Of what stands before and after the dash; `is_spaced` tells whether a space follows it.
    """
    if not before or not after or after[0] in ".,:;!?)]" or before[-1] in "([":
        return ""
    if after[0] in _QUOTES and not is_spaced and _closes(after):
        return ""
    if before[-1] in _QUOTES and before[-2:-1] in _OPENING:
        return ""
    said = before.rstrip(f"{_QUOTES})]")
    is_over = said.endswith((",", ":", ";", "!", "?")) or (
        said.endswith(".") and not _ABBREVIATION.search(said)
    )
    return " " if is_over else ", "


def _closes(marks: str) -> bool:
    """Whether what begins with a quotation mark closes a quotation, or is the end of a genitive."""
    return marks[1:2] in _CLOSING or (marks[:2] == "'s" and not marks[2:].isalpha())


def _without_head(view: View) -> View:
    """No punctuation before the first word: what is left of a sentence that is not there."""
    text = view.text
    head = len(text) - len(text.lstrip(_HEAD))
    return View(text[head:], view.starts[head:], view.ends[head:]) if head else view


def _loose_quotes(text: str) -> list[Edit]:
    """Quotes that stand alone between spaces, in turn opening and closing, move to their words."""
    edits = []
    opening = True
    for match in _LOOSE_QUOTE.finditer(text):
        place = match.start() + 2 if opening else match.start()
        edits.append(Edit(place, place + 1))
        opening = not opening
    return edits


def _glued_quotes(text: str) -> list[Edit]:
    """Quotes between two sentences without a space move to theirs: the odd ones open, the even ones close."""
    edits = []
    quotes = place = 0
    for match in _GLUED_QUOTE.finditer(text):
        quotes += text.count('"', place, match.start())
        place = match.start()
        edits.append(Edit(place, place + 1, '" ' if quotes % 2 else ' "'))
    return edits
