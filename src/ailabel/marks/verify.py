"""Ask a validator whether a C2PA manifest was signed for this very text, and by somebody whom one trusts.

c2pa-python checks signature, certificates and hashes. It knows no place of a manifest in text, and so refuses
what the hash leaves out; that this is the manifest and nothing more is checked here (C2PA 2.4, A.7 and A.8).
"""

from __future__ import annotations

import base64
import binascii
import io
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ailabel.errors import UsageError, needs
from ailabel.marks.c2pa import find_wrappers, is_script
from ailabel.marks.manifest import read_origin
from ailabel.marks.page import is_page, read_elements, said
from ailabel.marks.standard import Found
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NEEDED = frozenset({"claimSignature.validated", "signingCredential.trusted", "assertion.dataHash.match"})
LENGTH_AT, HEADER = 9, 13  # bytes of a wrapper: magic (8), version (1), length (4) (C2PA 2.4, A.8)
PLACE = "assertion.dataHash.mismatch"  # beside a match, it means the place of what the hash leaves out


@value
class Asset:
    """Bytes that a hash is of, and the manifest store among them at data[start:start + length]."""

    carrier: str
    data: bytes
    start: int
    length: int
    store: bytes


def verified(text: str, found: Found, anchors: str) -> Found:
    """What was found, with marks of C2PA as verified where the validator says so, and else a warning why not.

    `anchors` are certificates in PEM that vouch for signers. Nothing is fetched.

    Raises: UsageError where a package is missing, or the anchors are no certificates.
    """
    try:
        assets = tuple(_assets(text))
    except ImportError as error:
        raise UsageError(needs(error, "c2pa")) from None
    problems = {asset.carrier: _problems(asset, anchors) for asset in assets}
    marks = tuple(replace(mark, verified=problems.get(mark.carrier) == ()) for mark in found.marks)
    warnings = (
        f"{carrier}, not verified: {', '.join(codes)}" for carrier, codes in problems.items() if codes
    )
    return Found(marks, (*found.warnings, *warnings))


def _assets(text: str) -> Iterator[Asset]:
    """The manifest in hidden characters, or in the head of a page; where there are several, none holds."""
    normal = unicodedata.normalize("NFC", text)
    wrappers = find_wrappers(normal)
    if len(wrappers) == 1:
        start, end = (
            len(normal[:place].encode("utf-8", "replace")) for place in (wrappers[0].start, wrappers[0].end)
        )
        store = _held(wrappers[0].raw)
        yield Asset("C2PA text wrapper", normal.encode("utf-8", "replace"), start, end - start, store)
    scripts = (
        [element for element in said(read_elements(text)) if is_script(element)] if is_page(text) else []
    )
    if len(scripts) == 1:
        start, end = (
            len(text[:place].encode("utf-8", "replace")) for place in (scripts[0].start, scripts[0].end)
        )
        held = text[scripts[0].opened : scripts[0].closed].strip()
        yield Asset("C2PA script", text.encode("utf-8", "replace"), start, end - start, _decoded(held))


def _held(wrapper: bytes) -> bytes:
    """The store in a wrapper, without what pads it."""
    length = int.from_bytes(wrapper[LENGTH_AT:HEADER], "big")
    return wrapper[HEADER : HEADER + length]


def _decoded(held: str) -> bytes:
    try:
        return base64.b64decode(held, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _problems(asset: Asset, anchors: str) -> tuple[str, ...]:
    """Status codes that stand against the manifest; none where it is trusted."""
    try:
        excluded = read_origin(asset.store).excluded
    except ValueError as error:
        return (str(error),)
    results = _validated(asset, anchors)
    passed = {str(row["code"]) for row in results.get("success", ())}
    failed = {str(row["code"]) for row in results.get("failure", ())}
    if excluded == ((asset.start, asset.length),) and passed >= NEEDED:
        failed.discard(PLACE)
    return tuple(sorted(failed | NEEDED - passed))


def _validated(asset: Asset, anchors: str) -> Mapping[str, Any]:
    """What the validator says of the active manifest."""
    try:
        import c2pa
    except ImportError as error:
        raise UsageError(needs(error, "c2pa")) from None
    settings = {
        "trust": {"trust_anchors": anchors},
        "verify": {"verify_trust": True, "ocsp_fetch": False, "remote_manifest_fetch": False},
    }
    try:
        context = c2pa.Context(c2pa.Settings.from_dict(settings))
        reader = c2pa.Reader("text/plain", io.BytesIO(asset.data), asset.store, context=context)
        results: Any = reader.get_validation_results() or {}
    except c2pa.C2paError as error:
        return {"failure": [{"code": " ".join(str(error).split())}]}
    held: Mapping[str, Any] = results.get("activeManifest") or {}
    return held
