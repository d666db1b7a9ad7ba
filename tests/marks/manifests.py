"""C2PA manifest stores made by hand: whole, unsigned, and as small as they get."""

from __future__ import annotations

import struct

import cbor2

from ailabel.marks.iptc import SPELT, uri
from ailabel.marks.manifest import UUID

OTHER_UUID = b"cbor" + UUID[4:]  # of boxes whose kind no reader of ours asks for


def box(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(held), kind) + held


def superbox(label: str, *inner: bytes, uuid: bytes = OTHER_UUID) -> bytes:
    described = box(b"jumd", uuid + b"\x03" + label.encode() + b"\0")
    return box(b"jumb", described + b"".join(inner))


def assertion(label: str, held: object) -> bytes:
    return superbox(label, box(b"cbor", cbor2.dumps(held)))


def manifest(*assertions: bytes, label: str = "urn:c2pa:one") -> bytes:
    return superbox(label, superbox("c2pa.assertions", *assertions), superbox("c2pa.claim"))


def store(*manifests: bytes) -> bytes:
    return superbox("c2pa", *manifests, uuid=UUID)


def actions(*held: dict[str, object], label: str = "c2pa.actions.v2") -> bytes:
    return assertion(label, {"actions": list(held)})


def created(term: str) -> dict[str, object]:
    return {"action": "c2pa.created", "digitalSourceType": term, "softwareAgent": {"name": "Example 2"}}


def store_that_says(claim: str) -> bytes:
    """A store for a claim; of a camera where the terms have none for it."""
    term = uri(claim) if claim in SPELT else "digitalCapture"
    return store(manifest(actions(created(term))))
