"""Patterns and marks that saw the same label tell one story."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from ailabel.detector import Detector
from ailabel.disclosure import find_spans, load_patterns
from ailabel.document import Document
from ailabel.marks import Found
from ailabel.marks.agree import agree, declares
from ailabel.result import Mark, Span

SPAN = Span(
    start=10, end=20, text="a label   ", family="machine-label", strength="full", scope="text",
    polarity="affirmed", reviewed=False, hedged=False, tool=None, language="any", pattern="any-label",
)  # fmt: skip
MARK = Mark("generated", "HTML meta", "text", start=5, end=25)


@pytest.mark.parametrize(
    ("mark", "strength", "scope", "hedged"),
    [
        (MARK, "full", "text", False),
        (replace(MARK, claim="autonomous"), "full", "text", False),
        (replace(MARK, claim="assisted"), "partial", "text", False),
        (replace(MARK, claim="possible"), "partial", "text", False),
        (replace(MARK, claim="human"), "none", "text", False),
        (replace(MARK, scope="image"), "full", "image", False),
        (replace(MARK, covers=(0, 30)), "partial", "text", True),
        (replace(MARK, start=20), "full", "text", False),
    ],
)
def test_span_on_a_label_says_what_the_label_says(
    mark: Mark, strength: str, scope: str, hedged: bool
) -> None:
    (span,) = agree("", (SPAN,), (mark,))

    assert (span.strength, span.scope, span.hedged) == (strength, scope, hedged)


def test_strongest_of_several_labels_at_one_place_counts() -> None:
    assert agree("", (SPAN,), (replace(MARK, claim="assisted"), MARK)) == (SPAN,)


def test_words_on_a_label_are_left_alone() -> None:
    words = replace(SPAN, family="publisher-disclosure")

    assert agree("", (words,), (replace(MARK, claim="human"),)) == (words,)


def test_payload_that_a_mark_tells_is_told_once() -> None:
    hidden = replace(SPAN, family="hidden-unicode", strength="weak")

    assert agree("", (hidden, replace(hidden, start=30, end=40)), (MARK,)) == (
        replace(hidden, start=30, end=40),
    )


def test_labels_of_the_file_that_a_text_was_taken_from_have_no_place_in_the_text() -> None:
    payload = "\u200b\u200c" * 5
    result = Detector().score(f"The dam{payload} holds.", Found((replace(MARK, start=0, end=200),)))

    assert (result.label, [span.family for span in result.spans]) == ("ai-disclosed", ["hidden-unicode"])


def test_label_without_a_place_changes_no_span() -> None:
    assert agree("", (SPAN,), (Mark("human", "PDF Info AIGC", "text"),)) == (SPAN,)


@pytest.mark.parametrize(
    ("mark", "whole"),
    [(MARK, True), (replace(MARK, scope="image"), False), (replace(MARK, covers=(0, 9)), False),
     (replace(MARK, claim="possible"), False)],
)  # fmt: skip
def test_only_a_claim_about_the_whole_declares(mark: Mark, whole: bool) -> None:
    assert declares((mark,)) is whole


@pytest.mark.parametrize("end", ["", "---\n"])
@pytest.mark.parametrize(
    "line", ["ai_generated: true\n", 'AIGC: {"Label":"1"}\n', "x: y\n", "  AIGC:\n   Label: 1\n", "a: [{\n"]
)
def test_time_to_agree_does_not_outgrow_the_text(line: str, end: str) -> None:
    text = "---\n" + line * (65_000 // len(line) if end else 10_000) + end
    spans = find_spans(Document.cut(text), load_patterns())
    begun = time.process_time()
    agree(text, spans)

    assert time.process_time() - begun < 5


TERM = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
OF_PICTURES = {
    "mapping": f"image:\n  src: a.jpg\n  digitalSourceType: {TERM}",
    "list": f"title: x\nimages:\n- src: a.jpg\n  digitalSourceType: {TERM}",
    "flow": f'thumbnail: {{src: a.jpg, digitalSourceType: "{TERM}"}}',
    "AIGC": 'cover:\n  AIGC:\n    Label: "1"',
    "JSON": f'{{"title": "x", "heroImage": {{"url": "a", "digitalSourceType": "{TERM}"}}}}',
    "JSON in lines": f'{{\n"image": [\n{{"digitalSourceType": "{TERM}"}}\n]\n}}',
}


@pytest.mark.parametrize("held", OF_PICTURES.values(), ids=OF_PICTURES)
def test_field_of_a_picture_is_about_the_picture(held: str) -> None:
    result = Detector().score(f"---\n{held}\n---\nThe dam holds.")

    assert result.label == "unsure"
    assert [(span.scope, span.polarity) for span in result.spans] == [("image", "affirmed")]


NO_FIELDS = {
    "comment": "title: x\n# digitalSourceType: trainedAlgorithmicMedia",
    "comment of a picture": "image:\n  # digitalSourceType: trainedAlgorithmicMedia\n  src: a",
    "another key": f"related:\n  - digitalSourceType: {TERM}",
    "words": "example: |\n  digitalSourceType: trainedAlgorithmicMedia",
    "value": 'title: "digitalSourceType: trainedAlgorithmicMedia"',
}


@pytest.mark.parametrize("held", NO_FIELDS.values(), ids=NO_FIELDS)
def test_what_is_no_key_of_its_front_matter_is_only_shown(held: str) -> None:
    result = Detector().score(f"---\n{held}\n---\nThe dam holds.")

    assert result.label == "unsure"
    assert {span.polarity for span in result.spans} <= {"quoted"}


@pytest.mark.parametrize(
    "held",
    ["is_ai_generated: true", "a: {b: [c]}\nis_ai_generated: true", "a: [b\nai_generated: true",
     "image:\n  src: a\nis_ai_generated: true"],
)  # fmt: skip
def test_key_at_the_top_is_about_the_text(held: str) -> None:
    assert Detector().score(f"---\n{held}\n---\nThe dam holds.").label == "ai-disclosed"


def test_picture_of_a_record_is_no_text() -> None:
    record = '{{"url": "a", "{}": {{"digitalSourceType": "trainedAlgorithmicMedia"}}}}'

    assert Detector().score(record.format("image")).label == "unsure"
    assert Detector().score('{"digitalSourceType": "trainedAlgorithmicMedia"}').label == "ai-disclosed"


def test_payload_that_claims_nothing_stays_evidence() -> None:
    payload = "\u200b\u200c" * 5

    result = Detector().score(f"The dam{payload} holds.")

    assert [mark.claim for mark in result.marks] == ["unknown"]
    assert [span.family for span in result.spans] == ["hidden-unicode"]
