"""What a C2PA manifest store claims, read without checking its signature.

Sources: ISO/IEC 19566-5 for the boxes, C2PA 2.4 for what they hold: the active manifest is the last of the
store, and the actions among its assertions say by IPTC's terms how the content came about.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from ailabel.marks.iptc import claim_of
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ailabel.result import Claim

MAX_STORE = 16 * 1024 * 1024  # bytes; a store without thumbnails has some ten thousand
MAX_EXCLUDED = 5 * MAX_STORE  # bytes; a hidden character takes four, and some pad
MAX_BOXES = 10_000  # in one store
UUID = bytes.fromhex("63327061 0011 0010 8000 00AA00389B71")
HEADER = 8  # bytes of a box: its size and its type
LONG_HEADER = 16  # with the size in eight bytes of its own
LABEL_AT = 17  # in a description: after a UUID and the byte that says what follows
ACTIONS = ("c2pa.actions", "c2pa.actions.v2")
HASH = "c2pa.hash.data"


@value
class Origin:
    """How the content came about, by the active manifest.

    Its hash leaves out the bytes of `excluded`, as (start, length); none where it has not exactly one hash.
    """

    claim: Claim
    tool: str | None = None
    excluded: tuple[tuple[int, int], ...] = ()


@value
class _Box:
    kind: bytes
    held: bytes


def read_origin(store: bytes) -> Origin:
    """The claim of a manifest store.

    Raises:
        ValueError: it is damaged, or no manifest store; the message says where.
        ImportError: cbor2 is missing.
    """
    if len(store) > MAX_STORE:
        raise ValueError(f"the store has over {MAX_STORE:,} bytes")
    (top,) = _boxes(store)[:1] or (_Box(b"", b""),)
    if top.kind != b"jumb" or UUID not in top.held[: HEADER + len(UUID)]:
        raise ValueError("no manifest store")
    manifests = _superboxes(top)
    if not manifests:
        raise ValueError("the store has no manifest")
    assertions = list(_assertions(manifests[-1]))
    actions = [action for label, held in assertions if label in ACTIONS for action in _actions(held)]
    hashes = [held for label, held in assertions if label == HASH]
    return Origin(_claim(actions), _tool(actions), _excluded(hashes[0]) if len(hashes) == 1 else ())


def _boxes(data: bytes) -> list[_Box]:
    """The boxes that lie side by side in `data`. Raises: ValueError where one does not fit."""
    place = 0
    found: list[_Box] = []
    while place < len(data):
        if len(found) == MAX_BOXES or place + HEADER > len(data):
            raise ValueError(f"a box is cut off at byte {place}, or there are over {MAX_BOXES:,}")
        size, kind = struct.unpack_from(">I4s", data, place)
        header, size = HEADER, size or len(data) - place  # of no size: it goes on to the end
        if size == 1 and place + LONG_HEADER <= len(data):
            (size,), header = struct.unpack_from(">Q", data, place + HEADER), LONG_HEADER
        if size < header or place + size > len(data):
            raise ValueError(f"the box at byte {place} does not fit")
        found.append(_Box(kind, data[place + header : place + size]))
        place += size
    return found


def _assertions(manifest: _Box) -> Iterator[tuple[str, Any]]:
    """Label and content of each assertion in CBOR."""
    for part in _superboxes(manifest):
        if _label(part) != "c2pa.assertions":
            continue
        for assertion in _superboxes(part):
            label = _label(assertion).partition("__")[0]  # "__2" sets a second one of its kind apart
            held = next((box.held for box in _boxes(assertion.held) if box.kind == b"cbor"), None)
            if held is not None and label in {*ACTIONS, HASH}:
                yield label, _decoded(held)


def _superboxes(box: _Box) -> list[_Box]:
    return [inner for inner in _boxes(box.held) if inner.kind == b"jumb"]


def _label(box: _Box) -> str:
    described = next((inner.held for inner in _boxes(box.held) if inner.kind == b"jumd"), b"")
    return described[LABEL_AT:].split(b"\0", 1)[0].decode("utf-8", "replace")


def _decoded(data: bytes) -> Any:  # noqa: ANN401  CBOR may be anything
    import cbor2

    try:
        return cbor2.loads(data)
    except (cbor2.CBORError, ValueError, EOFError, RecursionError, OverflowError, TypeError) as error:
        raise ValueError(f"an assertion is no CBOR: {error}") from None


def _actions(held: object) -> Sequence[Mapping[Any, Any]]:
    actions = held.get("actions") if isinstance(held, dict) else None
    return [action for action in actions if isinstance(action, dict)] if isinstance(actions, list) else []


def _claim(actions: Sequence[Mapping[Any, Any]]) -> Claim:
    """What was created counts; where a person created it and a model edited, it is assisted."""
    created = [
        claim_of(action.get("digitalSourceType"))
        for action in actions
        if action.get("action") == "c2pa.created"
    ]
    edited = [
        claim_of(action.get("digitalSourceType"))
        for action in actions
        if action.get("action") != "c2pa.created"
    ]
    made: Claim = next((claim for claim in created if claim), "unknown")
    if made in {"human", "unknown"} and {"generated", "assisted"} & set(edited):
        return "assisted"
    return made


def _tool(actions: Sequence[Mapping[Any, Any]]) -> str | None:
    for action in actions:
        agent = action.get("softwareAgent")
        name = agent.get("name") if isinstance(agent, dict) else agent
        if isinstance(name, str) and name:
            return name
    return None


def _excluded(held: object) -> tuple[tuple[int, int], ...]:
    exclusions = held.get("exclusions") if isinstance(held, dict) else None
    if not isinstance(exclusions, list) or not all(isinstance(part, dict) for part in exclusions):
        return ()
    found = [(part.get("start"), part.get("length")) for part in exclusions]
    whole = all(isinstance(number, int) and 0 <= number <= MAX_EXCLUDED for part in found for number in part)
    return tuple(found) if whole else ()
