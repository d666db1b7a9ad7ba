"""Whether what looks like a label stands where labels do, or where somebody explains one."""

from __future__ import annotations

from ailabel.lazy import regex

LINE_REACH = 400  # characters of its line that are looked at on either side of a place
_FIELD = regex(r"""\ufeff?[ \t{}\[\],]*+(?:\Z|["']?[\w-]{1,40}(?: [\w-]{1,20}){0,2}["']?[ ]?:[ ]?\S)""")


def is_at_an_end(text: str, start: int, end: int, after: int = 0) -> bool:
    """Whether nothing stands before it (from `after` on), or behind it, but fields, as in "Edited by: Anna".

    What explains a label has words on either side.
    """
    before, behind = text[max(after, start - LINE_REACH) : start], text[end : end + LINE_REACH]
    is_first = start - after <= LINE_REACH and _is_of_fields(before.rpartition("\n")[0])
    return is_first or (len(text) - end <= LINE_REACH and _is_of_fields(behind.partition("\n")[2]))


def _is_of_fields(lines: str) -> bool:
    return all(_FIELD.match(line) for line in lines.splitlines())
