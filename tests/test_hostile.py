"""No text, however it was built, breaks the reader, moves a span or makes work grow faster than itself."""

from __future__ import annotations

import json
import random
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ailabel
from ailabel.disclosure.sweep import TIMES
from ailabel.result import LABELS
from benchmarks.hostile import HOSTILE, PIECES

if TYPE_CHECKING:
    from types import FrameType

    from _typeshed import TraceFunction

    from ailabel import Result

LARGE = 200_000  # characters
SENTENCES = [
    "The council met on Tuesday evening to vote on the plan.",
    "Nobody could say why the bridge had been closed for so long, or who had asked for it.",
    "It's worth noting that the results were mixed — and that they may stay so.",
    "“We will wait,” she said, “until the water falls.”",
    "In addition, the new rules (see Section 4.2) apply to all of the shops in the town.",
    "I dont know what too say about it honestly!!",
]
ALPHABET = "".join(dict.fromkeys("".join(PIECES.values())))


def check(text: str, result: Result) -> None:
    """What holds of every result."""
    assert result.label in LABELS
    for span in result.spans:
        assert text[span.start : span.end] == span.text
        assert span.text
    assert [span.start for span in result.spans] == sorted(span.start for span in result.spans)
    for window in result.windows:
        assert 0 <= window.start < window.end <= len(text)
        assert 0 <= window.probability <= 1
    for reason in result.reasons:
        assert all(0 <= start < end <= len(text) for start, end in reason.spans)
    for share in (
        result.probability,
        result.style_probability,
        result.human_exceedance,
        result.machine_shortfall,
    ):
        assert share is None or 0 <= share <= 1
    assert (result.style_probability is None) == (result.human_exceedance is None)
    assert json.loads(json.dumps(result.to_dict())) == result.to_dict()


def stuffed(sentences: list[str], pieces: list[str], seed: int) -> str:
    """Prose with hostile pieces put anywhere in it, in the middle of words too."""
    text = " ".join(sentences)
    chosen = random.Random(seed)
    for piece in pieces:
        place = chosen.randint(0, len(text))
        text = text[:place] + piece + text[place:]
    return text


PIECE = st.sampled_from(list(PIECES.values()))
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Mn", "Zs", "Zl"]), max_size=40),
    st.text(ALPHABET, max_size=60),
    st.lists(PIECE, max_size=25).map("".join),
    st.builds(
        stuffed,
        st.lists(st.sampled_from(SENTENCES), min_size=5, max_size=12),
        st.lists(PIECE, max_size=5),
        st.integers(),
    ),
)


@pytest.mark.slow
@settings(max_examples=2_500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=4, max_size=4))
def test_ten_thousand_texts_are_scored_and_their_spans_are_exact(texts: list[str]) -> None:
    for text, result in zip(texts, ailabel.score_many(texts), strict=True):
        check(text, result)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", [1, 7, 300, 4_000])
def test_built_text_is_scored(name: str, size: int) -> None:
    text = HOSTILE[name](size)

    check(text, ailabel.score(text))


@pytest.mark.parametrize(
    "name", ["one letter", "one space", "square brackets", "angles", "nested elements", "one combining mark"]
)
def test_large_text_of_one_thing_is_scored(name: str) -> None:
    text = HOSTILE[name](LARGE)

    check(text, ailabel.score(text))


@pytest.fixture(scope="module")
def warm() -> ailabel.Detector:
    """Has read so much that it compiles whole regexes, and not what of them a text calls for."""
    detector = ailabel.Detector()
    detector.score("word " * 10_000)
    return detector


def steps(detector: ailabel.Detector, text: str) -> int:
    """Lines of Python that run while the text is scored, no sentence of which was read before."""
    detector.patterns._said.cache_clear()
    count = 0

    def trace(_frame: FrameType, event: str, _value: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        detector.score(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_steps_grow_no_faster_than_the_text(warm: ailabel.Detector, name: str) -> None:
    for _ in range(TIMES):  # nothing is read, nor narrowed, for the first time while steps are counted
        warm.score(HOSTILE[name](1_500))
    small, middle, large = (steps(warm, HOSTILE[name](size)) for size in (1_500, 3_000, 6_000))

    assert large - middle <= 2.5 * max(middle - small, 1_000)
