"""What a chat window leaves behind, family by family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.result import Span


@pytest.mark.parametrize(
    ("text", "family", "strength"),
    [
        ("As an AI language model, I cannot give an opinion.", "refusal", "partial"),
        ("I'm sorry, but I can't assist with that request.", "refusal", "partial"),
        ("As of my last knowledge update in May 2023, it stood.", "knowledge-cutoff", "partial"),
        ("Certainly! Here is a revised version of your text:\n\nIt rains.", "preamble", "full"),
        ("I hope this helps!", "sign-off", "weak"),
        ("ChatGPT can make mistakes. Check important info.", "interface-residue", "partial"),
        ("It rained. :contentReference[oaicite:0]{index=0}", "citation-token", "partial"),
        ("It rained \ue200cite\ue202turn0search1\ue201.", "citation-token", "partial"),
        ("Dear team,\n[Insert greeting here]", "placeholder", "weak"),
        ("You are ChatGPT, a large language model trained by OpenAI.", "prompt-leak", "partial"),
        ("See https://example.org/?utm_source=chatgpt.com", "tracking-parameter", "weak"),
        ("word" + "\ufe01\ufe02" * 6, "hidden-unicode", "weak"),
        ("Fix it\n\nCo-Authored-By: Claude <noreply@anthropic.com>", "trailer", "full"),
        ("Generative AI is experimental.", "experimental-notice", "weak"),
    ],
)
def test_residue_has_its_family_and_strength(
    only: Callable[[str], Span], text: str, family: str, strength: str
) -> None:
    span = only(text)

    assert (span.family, span.strength, span.polarity) == (family, strength, "affirmed")


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم به خانه بروم",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 at home",
        "क्\u200dष और ज्\u200dञ",
        "Vraiment\u202f? Oui\u202f!",
        "I \u2764\ufe0f this \u2600\ufe0f city",
    ],
)
def test_typography_is_no_hidden_message(spans: Callable[[str], tuple[Span, ...]], text: str) -> None:
    assert spans(text) == ()
