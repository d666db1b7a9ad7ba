"""What a result lets one claim, and which label fits which document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import ailabel
from ailabel.errors import UsageError
from ailabel.labelling import claim_of
from ailabel.result import LABELS, Mark

PAGE = "<!doctype html><title>Dams</title><p>The dam holds.</p>"
DISCLOSED = ailabel.score("This article was generated with AI.")


def test_visible_line_is_in_no_language_that_cannot_be_told() -> None:
    result = replace(DISCLOSED, language=None)

    with pytest.raises(UsageError, match="say in which the visible line shall be: --language CODE"):
        ailabel.label("Le pont.", result)
    assert "IA" in ailabel.label("Le pont.", result, language="fr")
    assert "AI" in ailabel.label("Le pont.", claim="generated")
    assert "ai-generated" in ailabel.label(PAGE, result, standards=["html"])


@pytest.mark.parametrize("label", LABELS)
def test_claim_follows_from_evidence_in_words_and_less_from_style(label: ailabel.result.Label) -> None:
    result = replace(DISCLOSED, label=label)
    follows = {"ai-disclosed": "generated", "ai-likely": "possible", "mixed": "possible"}

    if label in follows:
        assert claim_of(result) == follows[label]
    else:
        with pytest.raises(UsageError, match=f"the text is {label}"):
            claim_of(result)


def test_mark_that_says_more_is_followed() -> None:
    assert claim_of(replace(DISCLOSED, marks=(Mark("autonomous", "HTML meta", "text"),))) == "autonomous"


@pytest.mark.parametrize(
    "mark",
    [
        Mark("autonomous", "HTML attribute", "image"),
        Mark("autonomous", "HTML attribute", "text", covers=(0, 9)),
    ],
)
def test_mark_of_a_picture_or_a_part_claims_nothing_of_the_text(mark: Mark) -> None:
    assert claim_of(replace(DISCLOSED, marks=(mark,))) == "generated"


def test_claim_must_come_from_somewhere() -> None:
    with pytest.raises(UsageError, match="there is no result"):
        ailabel.label(PAGE, standards=["html"])


def test_line_is_in_the_language_of_the_result() -> None:
    german = replace(DISCLOSED, language="de")

    assert ailabel.label("Ein Text.\n", german).endswith("\nDieser Text wurde mit KI erstellt.\n")


def test_several_standards_are_written_whatever_their_order() -> None:
    both = ailabel.label(PAGE, standards=["html", "json-ld"], claim="generated")

    assert both == ailabel.label(PAGE, standards=["json-ld", "html", "html"], claim="generated")
    assert [mark.claim for mark in ailabel.score(both).marks] == ["generated", "generated"]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"document": None}, "document is a NoneType; it is a text, or the bytes"),
        ({"result": "x"}, "result is a str; it is what score gives"),
        ({"standards": "visible"}, r"standards is 'visible'; it is a list of names, such as \['visible'\]"),
        ({"standards": None}, "standards is None; it is a list of names"),
        ({"standards": b"visible"}, "standards is b'visible'; it is a list of names"),
        ({"standards": []}, "standards names none; it is a list of names"),
        ({"standards": ["html5"]}, r"no standard 'html5' of labelling; there is: [^:]*\btrailer, c2pa"),
        ({"tool": 3}, "tool is a int; it is a text, or None"),
        ({"provider": b"x"}, "provider is a bytes; it is a text, or None"),
        ({"language": []}, "language is a list; it is a text, or None"),
        ({"manifest": "x"}, "manifest is a str; it is the bytes of a manifest store, or None"),
    ],
)
def test_what_is_of_another_type_is_refused_by_name(given: dict[str, Any], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        ailabel.label(**{"document": PAGE, "claim": "generated", **given})


@pytest.mark.parametrize("document", [b"", b"plain", b"\x89PNG"])
def test_bytes_of_no_known_file_are_refused(document: bytes) -> None:
    with pytest.raises(UsageError, match=r"these bytes are neither text nor PDF nor \.docx"):
        ailabel.label(document, claim="generated")


def test_standard_for_texts_is_refused_for_a_file() -> None:
    with pytest.raises(UsageError, match="visible is for text, and this is epub; for that there is: none"):
        ailabel.label(b"PK\x03\x04" + bytes(26) + b"META-INF/container.xml", claim="generated")
    with pytest.raises(UsageError, match="visible is for text, and this is pdf"):
        ailabel.label(b"%PDF-1.7", claim="generated")
