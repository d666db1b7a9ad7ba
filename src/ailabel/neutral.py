"""Take out what training must never learn: accidents of data sets that tell people and machines apart.

The very same steps run in training and in scoring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.document import fold_spaces
from ailabel.lazy import regex
from ailabel.markup import SPACE
from ailabel.track import Edit, Track

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DOTS = regex(r"(\.(?: ?+\.){2,}+|\.\.)")

# Each begins with a string, so that it is found fast; its group 1 gives way. Quantifiers are possessive, or
# stop at what could open the next match: all scans together are linear.
_ACCIDENTS = (
    ("@", regex(r"(@[A-Z]{2,16}\d{1,3}\b(?:'s\b)?)"), ""),  # names masked in student essays (ASAP)
    ("@x", regex(r"(\[?@x(?:math|cite)\d*+\]?)"), ""),  # formulas and citations masked in papers (arXiv)
    ("[@", regex(r"(\[@[^\[\]]*+\])"), ""),
    ("$", regex(r"(\$\$[^$]*+\$\$)"), ""),
    ("$", regex(r"(\$(?![\s\d.,]+[\s.,;])(?=[^$\n]*[\\^_{}=<>]|[A-Za-z]{1,2}\$)[^$\n]{1,400}+\$)"), ""),
    ("\\[", regex(r"(\\\[(?:[^\\]|\\[^\[\]])*+\\\])"), ""),
    ("\\(", regex(r"(\\\((?:[^\\]|\\[^()])*+\\\))"), ""),
    ("\\", regex(r"(\\(?:cite|(?:eq|auto)?ref|label)[a-z]{0,4}\*?+(?:\[[^\[\]]*+\])?+\{[^{}]*+\})"), ""),
    ("\\", regex(r"(\\(?:emph|text(?:it|bf|tt|sc|rm)|it|bf|em)\{)(?=[^{}]*+\})"), ""),
    ("\\n", regex(r"(?<=[\s.,;:!?\"')\]])(?<!\b[A-Z]:)((?:\\[nrt])++)"), " "),  # line breaks spelt out
    ("``", regex(r"(``)"), '"'),
    ("''", regex(r"('')"), '"'),
    ("' '", regex(r"(' ')(?!\w)"), '"'),
    ('""', regex(r'(""++)'), '"'),  # a quote doubled for CSV
    (" n't", regex(r"( )n't\b"), ""),
    (" '", regex(r"( )'(?:s|re|ve|ll|d|m)\b"), ""),
    (" ' ", regex(r"( ' )(?:s|t|re|ve|ll|d|m)\b"), "'"),
    ("' ", regex(r"'( )(?:s|t|re|ve|ll|d|m)\b"), ""),
    ("..", _DOTS, "..."),
    (". .", _DOTS, "..."),
    (". .", regex(r"\.( \.)(?![.\w])"), ""),
    (".;", regex(r"\.(;)(?![^ ])"), ""),  # between a step and what explains it (WikiHow)
    (".,", regex(r"\.(,)(?= [A-Z])(?<=[a-z]{4}\.,)"), ""),
    (
        '".',
        regex(r"(\.)(?=[A-Z][a-z])(?<=[a-z]\"\.)"),
        ". ",
    ),  # sentences that lost the space between them
    (".", regex(r"(\.)(?=[A-Z][a-z]*+[ ,'])(?<=[a-z]{2}\.)"), ". "),
)
_LOOSE_QUOTE = regex(' "(?= )')
_GLUED_QUOTE = regex(r'"(?=[A-Z][a-z ])(?<=[a-z][.!?,]")')
_HEAD = " .,;:!?)]"


def _members(chars: str) -> NDArray[np.bool_]:
    table = np.zeros(128, np.bool_)  # DEL, its last row, stands for all that is no ASCII
    table[[ord(char) for char in chars]] = True
    return table


_CLOSES = _members(",.;:!?)]%")
_OPENS = _members("([")


def neutral(track: Track) -> Track:
    """The text as people type it, without the marks of the set it came from.

    Tokens such as @CAPS1 and LaTeX formulas leave nothing behind; tokenised punctuation, contractions,
    ellipses and quotes are put together again, sentences that stick together are parted. Expects and gives
    single spaces; mojibake stays.
    """
    text = track.text
    for needle, pattern, replacement in _ACCIDENTS:
        if needle[0] in text and needle in text:
            found = (match for match in pattern.finditer(text) if match[1] != replacement)
            edits = [Edit(*match.span(1), replacement) for match in found]
            if edits:
                track = fold_spaces(track.splice(edits))
                text = track.text
    if ' " ' in text:
        track = track.splice(_loose_quotes(text))
    if '"' in text:
        track = track.splice(_glued_quotes(track.text))
    return _without_head(_tight_punctuation(track))


def _tight_punctuation(track: Track) -> Track:
    """No space before a comma or the like, none inside brackets; " ..." and " .NET" keep theirs."""
    codes = track.codes
    spaces = (codes == SPACE).nonzero()[0]
    if not len(spaces):
        return track
    after = codes.take(spaces + 1, mode="clip")
    closes, opens = _CLOSES.take(after, mode="clip"), _OPENS.take(codes[spaces - 1], mode="clip")
    if not (closes.any() or opens.any()):
        return track
    later = np.append(codes, SPACE).take(spaces + 2, mode="clip")
    mask = np.ones(len(codes), np.bool_)
    mask[spaces[(closes & (after != later) & ~_is_letter_or_digit(later)) | opens]] = False
    return track.keep(mask)


def _is_letter_or_digit(codes: NDArray[Any]) -> NDArray[np.bool_]:
    small = codes | 32
    return ((small >= 97) & (small <= 122)) | ((codes >= 48) & (codes <= 57))  # noqa: PLR2004  a-z, 0-9


def _without_head(track: Track) -> Track:
    """No punctuation before the first word: what is left of a sentence that is not there."""
    text = track.text
    head = len(text) - len(text.lstrip(_HEAD))
    return Track(track.codes[head:], track.starts[head:], track.ends[head:]) if head else track


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
