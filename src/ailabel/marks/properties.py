"""What the properties of an office file or a PDF say in both vocabularies, IPTC's and China's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ailabel.errors import InputError
from ailabel.marks import aigc, iptc
from ailabel.marks.standard import Found, gathered
from ailabel.result import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ailabel.marks.standard import Statement

MAX_PART = 2_000_000  # bytes of XML once unpacked; properties and XMP of real files stay under a tenth
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


def parse_xml(data: bytes, what: str) -> Any:  # noqa: ANN401  an element of lxml
    """The root of a part. Raises: InputError for what is too large, no XML, or declares entities."""
    from lxml import etree

    if len(data) > MAX_PART:
        raise InputError(f"{what} has over {MAX_PART:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{what} is no XML: {error}") from None
    if root.getroottree().docinfo.doctype:
        raise InputError(f"{what} has a document type, of which entities are made; no office file needs one")
    return root
