"""C2PA in text, framed as its reference implementation does it."""

from __future__ import annotations

import base64
import unicodedata

import c2pa_text
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ailabel
from ailabel.errors import UsageError
from ailabel.marks import Statement
from ailabel.marks.c2pa import read, write
from ailabel.marks.iptc import uri
from tests.marks.contents import PAGE
from tests.marks.manifests import actions, assertion, created, manifest, store, store_that_says

TEXT = "The dam holds.\n"
STORE = store_that_says("generated")
SAID = Statement("generated", manifest=STORE)
BLOCK = c2pa_text.build_manifest_block(c2pa_text.encode_data_uri(STORE), "#")


def warned(text: str) -> str:
    found = read(text)
    assert found.marks == ()
    (warning,) = found.warnings
    return warning


def test_reference_reads_what_we_write() -> None:
    held, clean = c2pa_text.extract_manifest(write(TEXT, SAID))

    assert (held, clean) == (STORE, TEXT)
    assert c2pa_text.validate_text(write(TEXT, SAID)).valid


def test_we_read_what_the_reference_writes() -> None:
    (mark,) = read(c2pa_text.embed_manifest(TEXT, STORE)).marks

    assert (mark.claim, mark.carrier, mark.tool, mark.verified) == (
        "generated",
        "C2PA text wrapper",
        "Example 2",
        False,
    )
    assert (mark.start, mark.end) == (len(TEXT), len(TEXT) + 1 + 13 + len(STORE))


def test_generated_text_is_disclosed_and_its_wrapper_is_no_opaque_payload() -> None:
    result = ailabel.score(write(TEXT, SAID))

    assert result.label == "ai-disclosed"
    assert [mark.carrier for mark in result.marks] == ["C2PA text wrapper"]


def test_wrapper_has_the_length_that_the_hash_of_the_manifest_leaves_out() -> None:
    length = c2pa_text.worst_case_wrapper_byte_length(1_000)
    bound = assertion("c2pa.hash.data", {"exclusions": [{"start": len(TEXT), "length": length}]})
    held = store(manifest(actions(created(uri("generated"))), bound))
    labelled = write(TEXT, Statement("generated", manifest=held))

    assert len(labelled[len(TEXT) :].encode()) == length
    assert c2pa_text.extract_manifest(labelled)[0] == held


def test_page_has_it_in_its_head() -> None:
    found = c2pa_text.extract_html(write(PAGE, SAID))

    assert found is not None
    assert found.manifest == STORE
    assert [mark.carrier for mark in read(c2pa_text.embed_html_inline(PAGE, STORE).html).marks] == [
        "C2PA script"
    ]


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize("where", ["{}\nkey: 1\n", "#!/bin/sh\n{}", "---\ntitle: x\n{}\n---\nText"])
def test_block_is_read_wherever_it_stands(where: str, legacy: bool) -> None:
    block = BLOCK.replace("-----", "---") if legacy else BLOCK
    (mark,) = read(where.format(block)).marks

    assert (mark.claim, mark.carrier) == ("generated", "C2PA block")


def test_block_of_three_lines_is_read() -> None:
    block = c2pa_text.build_manifest_block_multiline(c2pa_text.encode_data_uri(STORE))

    assert [mark.claim for mark in read(f"---\n{block}\n---\nText").marks] == ["generated"]


@pytest.mark.parametrize(
    "text",
    [
        c2pa_text.build_manifest_block("https://a.example/m.c2pa", "#"),
        c2pa_text.embed_html_reference(PAGE, "https://a.example/m.c2pa"),
    ],
)
def test_manifest_elsewhere_is_not_fetched_and_claims_nothing(text: str) -> None:
    (mark,) = read(text).marks

    assert mark.claim == "unknown"
    assert mark.carrier.endswith("to a manifest elsewhere")


def test_link_may_hold_the_manifest() -> None:
    page = c2pa_text.embed_html_reference(PAGE, c2pa_text.encode_data_uri(STORE))

    assert [mark.claim for mark in read(page).marks] == ["generated"]


WRAPPER = c2pa_text.encode_wrapper(STORE)


@pytest.mark.parametrize("cut", [10, 13, 40, len(WRAPPER) - 1])
def test_half_a_wrapper_is_told_by_its_status_code(cut: int) -> None:
    assert warned(TEXT + WRAPPER[:cut]).startswith("C2PA: manifest.text.corruptedWrapper: ")
    assert ailabel.score(TEXT + WRAPPER[:cut]).warnings[1].startswith("label: C2PA: manifest.text.corrupted")


def test_wrapper_around_anything_else_is_told_by_its_status_code() -> None:
    assert "manifest.text.corruptedWrapper" in warned(TEXT + c2pa_text.encode_wrapper(b"no manifest"))


def test_two_wrappers_are_told_by_their_status_code() -> None:
    assert "manifest.text.multipleWrappers" in warned(WRAPPER + TEXT + WRAPPER)


def test_emoji_and_marks_of_byte_order_are_no_wrapper() -> None:
    assert read("\ufeffI \u2764\ufe0f it" + "\ufeff" + "\ufe0f" * 9).warnings == ()


def test_two_manifests_of_a_page_are_told_by_their_status_code() -> None:
    page = c2pa_text.embed_html_reference(c2pa_text.embed_html_inline(PAGE, STORE).html, "x")

    assert "manifest.html.multipleManifests" in warned(page)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{BLOCK}\n{BLOCK}", "manifest.structuredText.multipleReferences"),
        (c2pa_text.build_manifest_block("", "#"), "manifest.structuredText.emptyReference"),
        (BLOCK[:40], "manifest.structuredText.noManifest"),
        (BLOCK.replace("base64,", "base64,=!"), "manifest.structuredText.malformedReference"),
    ],
)
def test_broken_block_is_told_by_its_status_code(text: str, code: str) -> None:
    assert code in warned(text)


@pytest.mark.parametrize("held", ["!!", "abc", "é"])
def test_bad_base64_of_a_page_is_a_warning(held: str) -> None:
    page = f'<html><head><script type="application/c2pa">{held}</script>'

    assert "no base64" in warned(page)


def test_manifest_that_cannot_be_read_is_a_label_that_says_nothing() -> None:
    held = base64.b64encode(b"no store at all").decode()
    found = read(f'<html><head><script type="application/c2pa">{held}</script>')

    assert [mark.claim for mark in found.marks] == ["unknown"]
    assert (
        found.warnings == ("C2PA: manifest that cannot be read: a box is cut off at byte 0",)
        or found.warnings
    )


def test_block_shown_as_code_is_none() -> None:
    assert read(f"So:\n```\n{BLOCK}\n```\n").marks == ()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (None, "needs a manifest store"),
        (b"x", "cannot be read"),
        (store_that_says("human"), "the manifest says 'human', and the claim is 'generated'"),
    ],
)
def test_without_a_manifest_that_says_so_nothing_is_written(held: bytes | None, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write(TEXT, Statement("generated", manifest=held))


@given(st.text())
def test_any_text_stays_before_its_wrapper(text: str) -> None:
    if not text.lstrip("\ufeff \n\r\t\f\v").startswith("<"):
        labelled = write(text, SAID)

        assert labelled == text + WRAPPER
        assert [mark.claim for mark in read(labelled).marks] == ["generated"]
        assert c2pa_text.extract_manifest(labelled)[1] == unicodedata.normalize("NFC", text)


def store_that_leaves_out(start: int) -> bytes:
    """A store whose hash leaves out some bytes from there on."""
    hashed = assertion("c2pa.hash.data", {"exclusions": [{"start": start, "length": 9}], "alg": "sha256"})
    return store(manifest(actions(created(uri("generated"))), hashed))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_manifest_for_a_place_in_the_front_matter_is_a_comment_there(newline: str) -> None:
    text = newline.join(("---", "title: Dams", "---", "The dam holds.", ""))
    held = store_that_leaves_out(len(f"---{newline}"))

    labelled = write(text, Statement("generated", manifest=held))

    first, comment, rest = labelled.split(newline, 2)
    assert (f"{first}{newline}{rest}", comment[:2]) == (text, "# ")
    assert c2pa_text.extract_structured(labelled).reference == c2pa_text.encode_data_uri(held)
    assert [mark.carrier for mark in read(labelled).marks] == ["C2PA block"]
    assert write(labelled, Statement("generated", manifest=held)) == labelled


def test_manifest_for_the_end_of_a_text_with_front_matter_is_a_wrapper() -> None:
    text = "---\ntitle: Dams\n---\nThe dam holds.\n"

    labelled = write(text, Statement("generated", manifest=store_that_leaves_out(len(text))))

    assert labelled.startswith(text)
    assert [mark.carrier for mark in read(labelled).marks] == ["C2PA text wrapper"]


@pytest.mark.parametrize(
    "block",
    [
        BLOCK,
        c2pa_text.build_manifest_block("https://a.example/m.c2pa", "<!--", "-->"),
        c2pa_text.build_manifest_block_multiline(c2pa_text.encode_data_uri(STORE)),
        c2pa_text.build_manifest_block("", "//"),
    ],
)
def test_block_that_stands_there_gets_the_new_manifest(block: str) -> None:
    other = store_that_says("assisted")
    text = f"The mill.\n{block}\nThe dam holds.\n"

    labelled = write(text, Statement("assisted", manifest=other))

    assert [(mark.claim, mark.carrier) for mark in read(labelled).marks] == [("assisted", "C2PA block")]
    assert c2pa_text.extract_structured(labelled).reference == c2pa_text.encode_data_uri(other)
    assert labelled.startswith("The mill.\n")
    assert labelled.endswith("\nThe dam holds.\n")


def test_block_shown_as_code_is_left_alone() -> None:
    text = f"So:\n```\n{BLOCK}\n```\n"

    assert write(text, SAID) == text + WRAPPER
