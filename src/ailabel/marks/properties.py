"""What the properties of an office file or a PDF say in both vocabularies, IPTC's and China's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.marks import aigc, iptc
from ailabel.marks.standard import Found, gathered
from ailabel.result import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ailabel.marks.standard import Statement

TERM = "DigitalSourceType"
AIGC = "AIGC"


def read_properties(held: Mapping[str, str], carrier: str) -> Found:
    """The marks of properties by their names."""
    found = []
    if AIGC in held:
        found.append(aigc.mark(held[AIGC], f"{carrier} {AIGC}"))
    if (term := held.get(TERM)) and (claim := iptc.claim_of(term)):
        found.append(Found((Mark(claim, f"{carrier} {TERM}", "text"),)))
    return gathered(found)


def properties_of(statement: Statement, old: Mapping[str, str]) -> dict[str, str | None]:
    """What each property shall hold, None for nothing: in every vocabulary that can say the claim.

    Raises: UsageError where a value cannot be said.
    """
    term = iptc.uri(statement.claim) if statement.claim in iptc.SPELT else None
    if statement.claim not in aigc.SPELT:
        return {TERM: term, AIGC: None}
    kept = aigc.known_values(aigc.parse(old.get(AIGC)) or {})
    return {TERM: term, AIGC: aigc.as_json(aigc.label(statement, kept))}
