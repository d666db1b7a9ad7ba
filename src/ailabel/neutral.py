"""Take out what training must never learn: accidents of data sets that tell people and machines apart.

The very same steps run in training and in scoring.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.document import fold_spaces
from ailabel.markup import SPACE
from ailabel.track import Edit, Track

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Each begins with a string, so that it is found fast; its group 1 gives way. Quantifiers are possessive, or
# stop at what could open the next match: all scans together are linear.
_ACCIDENTS = (
    ("@", re.compile(r"(@[A-Z]{2,16}\d{1,3}\b(?:'s\b)?)"), ""),  # names masked in student essays (ASAP)
    ("$", re.compile(r"(\$\$[^$]*+\$\$)"), ""),
    ("$", re.compile(r"(\$(?![\s\d.,]+[\s.,;])(?=[^$\n]*[\\^_{}=<>]|[A-Za-z]{1,2}\$)[^$\n]{1,400}+\$)"), ""),
    ("\\[", re.compile(r"(\\\[(?:[^\\]|\\[^\[\]])*+\\\])"), ""),
    ("\\(", re.compile(r"(\\\((?:[^\\]|\\[^()])*+\\\))"), ""),
    ("\\", re.compile(r"(\\(?:cite|(?:eq|auto)?ref|label)[a-z]{0,4}\*?+(?:\[[^\[\]]*+\])?+\{[^{}]*+\})"), ""),
    ("\\", re.compile(r"(\\(?:emph|text(?:it|bf|tt|sc|rm)|it|bf|em)\{)(?=[^{}]*+\})"), ""),
    ("\\n", re.compile(r"(?<=[\s.,;:!?\"')\]])((?:\\[nrt])++)"), " "),  # line breaks spelt out
    ('""', re.compile(r'(""++)'), '"'),  # a quote doubled for CSV
    ("``", re.compile(r"(``)"), '"'),
    ("''", re.compile(r"('')"), '"'),
    (" n't", re.compile(r"( )n't\b"), ""),
    (" '", re.compile(r"( )'(?:s|re|ve|ll|d|m)\b"), ""),
)
_LOOSE_QUOTE = re.compile(' "(?= )')


def _members(chars: str) -> NDArray[np.bool_]:
    table = np.zeros(128, np.bool_)  # DEL, its last row, stands for all that is no ASCII
    table[[ord(char) for char in chars]] = True
    return table


_CLOSES = _members(",.;:!?)]%")
_OPENS = _members("([")


def neutral(track: Track) -> Track:
    """The text as people type it, without the marks of the set it came from.

    Tokens such as @CAPS1 and LaTeX formulas leave nothing behind; tokenised punctuation, contractions
    and quotes are put together again. Expects and gives single spaces; mojibake stays.
    """
    text = track.text
    for needle, pattern, replacement in _ACCIDENTS:
        if needle in text:
            edits = [Edit(*match.span(1), replacement) for match in pattern.finditer(text)]
            if edits:
                track = fold_spaces(track.splice(edits))
                text = track.text
    if ' " ' in text:
        track = track.splice(_loose_quotes(text))
    return _tight_punctuation(track)


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
    later = codes.take(spaces + 2, mode="clip")
    mask = np.ones(len(codes), np.bool_)
    mask[spaces[(closes & (after != later) & ~_is_letter_or_digit(later)) | opens]] = False
    return track.keep(mask)


def _is_letter_or_digit(codes: NDArray[Any]) -> NDArray[np.bool_]:
    small = codes | 32
    return ((small >= 97) & (small <= 122)) | ((codes >= 48) & (codes <= 57))  # noqa: PLR2004  a-z, 0-9


def _loose_quotes(text: str) -> list[Edit]:
    """Quotes that stand alone between spaces, in turn opening and closing, move to their words."""
    edits = []
    opening = True
    for match in _LOOSE_QUOTE.finditer(text):
        place = match.start() + 2 if opening else match.start()
        edits.append(Edit(place, place + 1))
        opening = not opening
    return edits
