"""What a manifest store claims is in the actions of its active manifest."""

from __future__ import annotations

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.marks.iptc import uri
from ailabel.marks.manifest import MAX_STORE, UUID, Origin, read_origin
from tests.marks.manifests import actions, assertion, box, created, manifest, store, store_that_says, superbox

GENERATED, HUMAN = uri("generated"), uri("human")


def edited(term: str) -> dict[str, object]:
    return {"action": "c2pa.edited", "digitalSourceType": term}


def test_what_was_created_is_claimed_and_who_did_it() -> None:
    assert read_origin(store_that_says("generated")) == Origin("generated", "Example 2")


@pytest.mark.parametrize("label", ["c2pa.actions", "c2pa.actions.v2", "c2pa.actions__1"])
def test_actions_of_either_version_are_read(label: str) -> None:
    assert read_origin(store(manifest(actions(created(GENERATED), label=label)))).claim == "generated"


def test_last_manifest_is_the_active_one() -> None:
    first, last = (manifest(actions(created(term)), label=term) for term in (GENERATED, HUMAN))

    assert read_origin(store(first, last)).claim == "human"


@pytest.mark.parametrize(
    ("held", "claim"),
    [
        ([created(HUMAN), edited(GENERATED)], "assisted"),
        ([created(GENERATED), edited(HUMAN)], "generated"),
        ([{"action": "c2pa.opened"}, edited(GENERATED)], "assisted"),
        ([created("http://c2pa.org/digitalsourcetype/empty")], "unknown"),
        ([{"action": "c2pa.edited"}], "unknown"),
        ([], "unknown"),
    ],
)
def test_claim_follows_from_creation_and_editing(held: list[dict[str, object]], claim: str) -> None:
    assert read_origin(store(manifest(actions(*held)))).claim == claim


def test_length_that_the_hash_leaves_out_is_read() -> None:
    bound = assertion("c2pa.hash.data", {"exclusions": [{"start": 14, "length": 900}]})

    assert read_origin(store(manifest(bound))).excluded == ((14, 900),)


@pytest.mark.parametrize(
    "held", [{}, {"actions": 3}, {"actions": ["x"]}, [], "x", {"actions": [{"softwareAgent": 1}]}]
)
def test_actions_of_another_shape_claim_nothing(held: object) -> None:
    assert read_origin(store(manifest(assertion("c2pa.actions", held)))) == Origin("unknown")


WHOLE = store_that_says("generated")
DEEP = superbox("c2pa.actions", box(b"cbor", b"\x81" * 100_000 + b"\x00"))
MALFORMED = {
    "empty": b"",
    "cut off": WHOLE[:-1],
    "half": WHOLE[: len(WHOLE) // 2],
    "another box": box(b"free", b""),
    "another store": superbox("c2pa"),
    "no manifest": superbox("c2pa", uuid=UUID),
    "cbor nested 100,000 deep": store(manifest(DEEP)),
    "no cbor": store(manifest(superbox("c2pa.actions", box(b"cbor", b"\xff")))),
    "box of no size": store(b"\0\0\0\x01jumb" + bytes(8)),
    "too large": WHOLE + bytes(MAX_STORE),
    "ten thousand boxes": store(manifest(*[box(b"free", b"")] * 10_001)),
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED)
def test_malformed_store_is_an_error_that_says_what(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"store|box|CBOR"):
        read_origin(data)


@given(st.integers(0, len(WHOLE)), st.binary(max_size=6))
def test_no_damage_raises_anything_else(place: int, piece: bytes) -> None:
    try:
        origin = read_origin(WHOLE[:place] + piece + WHOLE[place + len(piece) :])
    except ValueError:
        return
    assert isinstance(origin, Origin)


def test_cbor_with_cycles_ends() -> None:
    cycle: list[object] = []
    cycle.append(cycle)
    held = cbor2.dumps({"actions": cycle}, value_sharing=True)

    assert read_origin(store(manifest(superbox("c2pa.actions", box(b"cbor", held))))).claim == "unknown"
