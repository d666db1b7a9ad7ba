"""A manifest is verified where a validator trusts its signer, and its hash is of this very text."""

from __future__ import annotations

import sys

import c2pa_text
import pytest

from ailabel.errors import UsageError
from ailabel.marks import Found, Statement
from ailabel.marks.c2pa import read, write
from ailabel.marks.verify import verified
from tests.marks.contents import PAGE
from tests.marks.manifests import store_that_says
from tests.marks.signing import Signer, new_signer, signed_store

TEXT = "Die Mühle am Fluß steht.\n"
LENGTH = c2pa_text.worst_case_wrapper_byte_length(4_000)


@pytest.fixture(scope="module")
def signer() -> Signer:
    return new_signer()


@pytest.fixture(scope="module")
def store(signer: Signer) -> bytes:
    return signed_store(signer, TEXT, len(TEXT.encode()), LENGTH)


def judged(text: str, signer: Signer) -> Found:
    return verified(text, read(text), signer.anchors)


def test_manifest_signed_for_the_text_is_verified(signer: Signer, store: bytes) -> None:
    found = judged(write(TEXT, Statement("generated", manifest=store)), signer)

    assert [(mark.claim, mark.verified) for mark in found.marks] == [("generated", True)]
    assert found.warnings == ()


def test_text_in_another_normal_form_is_the_same_text(signer: Signer, store: bytes) -> None:
    labelled = write(TEXT, Statement("generated", manifest=store)).replace("ü", "u\u0308")

    assert judged(labelled, signer).marks[0].verified


@pytest.mark.parametrize("changed", [TEXT + "x", TEXT.replace("steht", "stand"), "x" + TEXT])
def test_changed_text_is_not(signer: Signer, store: bytes, changed: str) -> None:
    found = judged(write(changed, Statement("generated", manifest=store)), signer)

    assert not found.marks[0].verified
    assert "assertion.dataHash.mismatch" in found.warnings[0]


def test_words_after_the_wrapper_are_not_covered_by_it(signer: Signer, store: bytes) -> None:
    labelled = write(TEXT, Statement("generated", manifest=store))

    assert not judged(labelled + "And more.", signer).marks[0].verified


def test_hash_that_leaves_out_words_is_not_believed(signer: Signer) -> None:
    wide = signed_store(signer, TEXT, len(TEXT.encode()), LENGTH + 9)
    labelled = TEXT + c2pa_text.encode_wrapper_padded(wide, LENGTH) + "And more."

    assert not judged(labelled, signer).marks[0].verified


def test_signer_whom_nobody_vouches_for_is_not_trusted(store: bytes) -> None:
    found = judged(write(TEXT, Statement("generated", manifest=store)), new_signer())

    assert not found.marks[0].verified
    assert "signingCredential.untrusted" in found.warnings[0]


def test_manifest_without_a_signature_is_not(signer: Signer) -> None:
    labelled = write(TEXT, Statement("generated", manifest=store_that_says("generated")))
    found = judged(labelled, signer)

    assert [(mark.claim, mark.verified) for mark in found.marks] == [("generated", False)]
    assert found.warnings[0].startswith("C2PA text wrapper, not verified: ")


def test_manifest_of_a_page_is_verified(signer: Signer) -> None:
    place = PAGE.index("\n  <title>")
    size = len(signed_store(signer, PAGE, place, 10_000))
    length = len(c2pa_text.build_html_script(bytes(size)))
    held = signed_store(signer, PAGE.replace("\n  <title>", "\n\n  <title>"), place + 1, length)
    page = write(PAGE, Statement("generated", manifest=held))

    assert len(held) == size
    assert judged(page, signer).marks[0].verified
    assert not judged(page.replace("Dams", "Dykes"), signer).marks[0].verified


def test_other_labels_are_left_as_they_are(signer: Signer) -> None:
    found = read(TEXT)

    assert verified(TEXT, found, signer.anchors) == found


@pytest.mark.parametrize("package", ["c2pa", "c2pa_text"])
def test_missing_validator_is_an_error_that_names_the_extra(
    signer: Signer, store: bytes, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    labelled = write(TEXT, Statement("generated", manifest=store))
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(UsageError, match=rf"needs {package}: pip install 'ailabel-text\[c2pa\]'"):
        verified(labelled, Found(), signer.anchors)


def test_anchors_that_are_no_certificates_verify_nothing(store: bytes) -> None:
    labelled = write(TEXT, Statement("generated", manifest=store))

    assert not verified(labelled, read(labelled), "no PEM").marks[0].verified
