"""The terms of IPTC's Digital Source Type, however they are spelt, and what each claims of a text.

Source: https://cv.iptc.org/newscodes/digitalsourcetype/ and https://schema.org/IPTCDigitalSourceEnumeration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.lazy import regex

if TYPE_CHECKING:
    from ailabel.result import Claim

SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"
SPELT: dict[Claim, str] = {
    "human": "digitalCreation",
    "assisted": "compositeWithTrainedAlgorithmicMedia",
    "generated": "trainedAlgorithmicMedia",
    "mixed": "compositeSynthetic",
}
_CLAIMS: dict[str, Claim] = {
    "trainedalgorithmicmedia": "generated",
    "compositewithtrainedalgorithmicmedia": "assisted",
    "compositesynthetic": "mixed",
    "humanedits": "human",
    "minorhumanedits": "human",
    "digitalcreation": "human",
    "digitalart": "human",
    "softwareimage": "human",
    # made by a program or a device, and so no claim about a language model
    **dict.fromkeys(("algorithmicmedia", "datadrivenmedia", "algorithmicallyenhanced"), "unknown"),
    **dict.fromkeys(("digitalcapture", "computationalcapture", "compositecapture", "composite"), "unknown"),
    **dict.fromkeys(
        ("screencapture", "virtualrecording", "negativefilm", "positivefilm", "print"), "unknown"
    ),
}
SEPARATORS = regex("[/:#]")
MAX_TERM = 200  # characters; the longest address of a term has a hundred


def claim_of(term: object) -> Claim | None:
    """What a term claims: an address, "digsrctype:" and a name, a bare name, a schema.org member, snake_case.

    None for what is no term.
    """
    if not isinstance(term, str) or len(term) > MAX_TERM:
        return None
    name = SEPARATORS.split(term.strip().rstrip("/"))[-1].replace("_", "").lower()
    return _CLAIMS.get(name.removesuffix("digitalsource"))


def uri(claim: Claim) -> str:
    """The address of the term that says it; a KeyError where there is none."""
    return SCHEME + SPELT[claim]
