"""A sentence that no production finds is told by what was learnt; whatever else is said of it goes first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure import telling
from ailabel.disclosure.laws import learnt_is_partial
from ailabel.disclosure.sentences import cut
from ailabel.disclosure.spans import _apart
from ailabel.disclosure.telling import (
    MEANT,
    Learnt,
    Table,
    Tellings,
    read_heads,
    read_table,
    read_tellings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ailabel.disclosure.matching import Patterns
    from ailabel.disclosure.telling import Found
    from ailabel.result import Span, Strength

pytestmark = pytest.mark.usefixtures("unknown_wholes")

LEARNT = "en-reads-so"
TOLD = "ChatGPT turned my scribbles into the text you see here."


def heads(
    discloses: tuple[Mapping[str, int], int, int],
    denies: tuple[Mapping[str, int], int, int] = ({}, -9000, 9000),
    stems: Iterable[str] = (),
) -> Tellings:
    """What each family weighs, its bias and its threshold."""
    both = dict(zip(MEANT, (discloses, denies), strict=True))
    names = {name for weights, _, _ in both.values() for name in weights}
    return Tellings(
        frozenset(stems),
        Table.of({name: [weights.get(name, 0) for weights, _, _ in both.values()] for name in names}),
        {family: bias for family, (_, bias, _) in both.items()},
        {family: least for family, (_, _, least) in both.items()},
    )


def test_logit_is_the_sum_of_what_is_seen() -> None:
    told = heads(({"a": 700, "b": 400, "c": -900}, -500, 600), ({"c": 40}, 7, 0))

    assert told.logits({"a", "b", "unknown"}) == {"publisher-disclosure": 600, "denial": 7}
    assert told.logits({"a", "b", "c"}) == {"publisher-disclosure": -300, "denial": 47}
    assert told.logits(set()) == {"publisher-disclosure": -500, "denial": 7}
    assert heads(({}, -5, 0)).logits({"a"}) == {"publisher-disclosure": -5, "denial": -9000}


WEIGHTS = st.lists(st.integers(-32768, 32767), min_size=len(MEANT), max_size=len(MEANT))


@given(weights=st.dictionaries(st.text(max_size=6), WEIGHTS, max_size=40), seen=st.sets(st.text(max_size=6)))
def test_table_sums_what_its_names_weigh(weights: dict[str, list[int]], seen: set[str]) -> None:
    table = Table.of(weights)
    found = {*seen, *list(weights)[::2]}
    own = [weights[name] for name in found if name in weights]

    assert (
        table.sums(found) == [sum(column) for column in zip(*own, strict=True)] if own else [0] * len(MEANT)
    )
    assert Table(table.rows).sums(found) == table.sums(found)


@pytest.mark.parametrize(
    ("bias", "denial", "expected"),
    [
        (0, 1, ["denial"]),
        (0, -1, ["publisher-disclosure"]),
        (-9, -1, ["text-doubt"]),
        (-9, -3002, ["text-doubt"]),
        (-9, -3503, ["text-doubt", "undenied"]),
        (0, -3503, ["publisher-disclosure", "undenied"]),
        (-1501, -3503, ["doubt", "undenied"]),
    ],
)
def test_sentence_tells_by_what_it_tells_most_clearly(
    written: Patterns, monkeypatch: pytest.MonkeyPatch, bias: int, denial: int, expected: list[str]
) -> None:
    learnt = heads(({}, bias, 0), ({"b": 2}, denial, 2))
    monkeypatch.setattr(telling, "read_tellings", lambda _: learnt)
    told = [*Learnt([row for row in written if row.language == "en"], "en").told({"b"})]

    assert [row.family for row in told] == expected


@pytest.mark.parametrize(
    ("logit", "at_most", "text_at_most"),
    [
        (0, None, None),
        (-1, None, "partial"),
        (-501, "partial", None),
        (-1001, "weak", None),
        (-3001, "none", None),
    ],
)
def test_sentence_that_reads_unlike_a_disclosure_is_doubted(
    written: Patterns,
    monkeypatch: pytest.MonkeyPatch,
    logit: int,
    at_most: Strength | None,
    text_at_most: Strength | None,
) -> None:
    learnt = heads(({}, logit, 900), ({}, -3000, 9000))
    monkeypatch.setattr(telling, "read_tellings", lambda _: learnt)
    told = [*Learnt([row for row in written if row.language == "en"], "en").told({"b"})]

    bounds = {row.family: row.strength for row in told}
    assert (bounds.get("doubt"), bounds.get("text-doubt")) == (at_most, text_at_most)


@pytest.mark.parametrize(
    ("bias", "expected"),
    [
        (0, ["full", "full", "full"]),
        (-1, ["full", "full", "partial"]),
        (-700, ["full", "partial", "partial"]),
        (-1500, ["full", "weak", "weak"]),
        (-3500, ["weak", None, None]),
    ],
)
def test_doubt_bounds_what_a_notice_proves(
    spans: Callable[[str], tuple[Span, ...]],
    monkeypatch: pytest.MonkeyPatch,
    bias: int,
    expected: list[Strength | None],
) -> None:
    known = ("this", "artic", "was", "the", "image", "were", "writt", "by")
    learnt = heads(({}, bias, 9000), ({}, 0, 9000), known)
    monkeypatch.setattr(telling, "read_tellings", lambda language: learnt if language == "en" else None)
    notices = (
        "This long article was written by ChatGPT.",
        "The images were drawn by ChatGPT.",
        "Article written by ChatGPT.",
    )

    found = [{span.strength for span in spans(text) if span.polarity == "affirmed"} for text in notices]
    assert found == [{one} if one else set() for one in expected]


@pytest.mark.parametrize(("denial", "polarities"), [(-3500, {"denied"}), (-3501, set())])
def test_denial_that_reads_unlike_one_goes_with_what_it_denies(
    spans: Callable[[str], tuple[Span, ...]],
    monkeypatch: pytest.MonkeyPatch,
    denial: int,
    polarities: set[str],
) -> None:
    known = ("no", "was", "used", "to", "write", "this", "artic")
    learnt = heads(({}, 0, 9000), ({}, denial, 9000), known)
    monkeypatch.setattr(telling, "read_tellings", lambda language: learnt if language == "en" else None)

    assert {span.polarity for span in spans("No AI was used to write this article.")} == polarities


def test_of_a_language_without_weights_nothing_was_learnt(written: Patterns) -> None:
    assert read_tellings("any") is None
    assert not [*Learnt([row for row in written if row.is_learnt], "any").told({"this"})]


def test_what_is_written_down_is_sorted_and_not_slight() -> None:
    hashes, packed = read_table().rows
    steps = packed.view("<i2").reshape(-1, len(MEANT))

    assert (hashes[1:] > hashes[:-1]).all()
    assert (abs(steps).max(axis=1) >= 50).all()
    assert ((steps == 0) | (abs(steps) >= 50)).all()
    assert read_heads().keys() == MEANT.keys()
    for head in read_heads().values():
        assert head.keys() == {"bias", "en", "any"}
        assert min(head["en"], head["any"]) >= -500


def test_sentence_is_found_whole_and_is_partial_evidence(spans: Callable[[str], tuple[Span, ...]]) -> None:
    (span,) = spans(f"Happy birthday. {TOLD} Blow out the candles.")

    assert (span.pattern, span.polarity, span.strength) == (LEARNT, "affirmed", "partial")
    assert span.text == TOLD[:-1]
    assert span.tool == "ChatGPT"


@pytest.mark.parametrize("opening", ["By the way, ", "In part ", "At the top "])
def test_words_that_stand_together_open_what_is_found(
    spans: Callable[[str], tuple[Span, ...]], opening: str
) -> None:
    (span,) = spans(opening + TOLD)

    assert (span.pattern, span.text) == (LEARNT, opening + TOLD[:-1])


def test_sentence_of_marks_and_a_name_is_its_name(
    read_english: Callable[[str], list[Found]], monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt = heads(({}, 0, 0), ({}, 0, 9000), ["its"])
    monkeypatch.setattr(telling, "read_tellings", lambda _: learnt)
    text = "% % % % its generative AI % % % %"

    assert [text[start:end] for _, start, end in read_english(text)] == ["its generative AI"]


@pytest.mark.parametrize(
    ("words", "expected"), [("ab", True), ("abxyz", True), ("abwxyz", False), ("x", False), ("", False)]
)
def test_language_is_known_by_two_words_in_five(
    written: Patterns, monkeypatch: pytest.MonkeyPatch, words: str, *, expected: bool
) -> None:
    learnt = heads(({}, 0, 0), stems="ab")
    monkeypatch.setattr(telling, "read_tellings", lambda _: learnt)

    assert Learnt([row for row in written if row.is_learnt], "en").knows(set(words)) is expected


@pytest.mark.parametrize(
    ("text", "pattern", "counts"),
    [
        ("The captions were generated by GPT-4.", "en-the-passive", False),
        ("This book's captions were generated by GPT-4.", "en-passive", True),
        ("The captions were not generated by GPT-4.", "en-the-passive", True),
    ],
)
def test_what_points_to_no_text_counts_where_its_sentence_tells(
    read_english: Callable[[str], list[Found]],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    pattern: str,
    *,
    counts: bool,
) -> None:
    against = heads(({}, -1001, 0), ({}, -1001, 0), ("the", "capti", "were", "gener", "by"))
    assert pattern in {row.id for row, _, _ in read_english(text)}
    monkeypatch.setattr(telling, "read_tellings", lambda _: against)

    found = [row.id for row, _, _ in read_english(text) if not row.family.endswith("doubt")]
    assert found == ([pattern] if counts else [])


def test_sentence_of_another_language_is_not_told_by_english(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed("Alternativa 2: editar el markdown con IA integrada (ej: VSCode + Copilot)") == []


RANGES = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=8)


def ranges(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end - span.start) for span in spans]


@given(own=RANGES, others=RANGES)
def test_spans_apart_overlap_none_of_the_others(
    own: list[tuple[int, int]], others: list[tuple[int, int]], only: Callable[[str], Span]
) -> None:
    span = only(TOLD)
    spans, said = (
        [replace(span, start=start, end=start + width) for start, width in rows] for rows in (own, others)
    )

    assert ranges(_apart(spans, said)) == [
        (start, width)
        for start, width in own
        if all(start + width <= first or first + size <= start for first, size in others)
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"If {TOLD}",
        f'"{TOLD}"',
        f"{TOLD[:-1]}, she wonders?",
        TOLD.replace("turned", "never turned"),
        f"The mayor said that {TOLD}",
    ],
)
def test_what_its_setting_takes_back_is_no_evidence(
    spans: Callable[[str], tuple[Span, ...]], text: str
) -> None:
    assert not [span for span in spans(text) if span.pattern == LEARNT]


def test_heading_above_a_denial_tells_nothing(affirmed: Callable[[str], list[str]]) -> None:
    heading = "Declaration on the use of generative AI"
    denial = "The authors declare that no generative AI tools were employed in this manuscript."

    assert affirmed(f"{heading}\n{denial}") == []
    assert affirmed(heading) == [heading]


def test_denial_is_told_too(only: Callable[[str], Span]) -> None:
    span = only("There is no AI behind this recipe column, only my grandmother.")

    assert (span.pattern, span.family, span.polarity) == ("en-denies-so", "denial", "denied")


@pytest.mark.parametrize("pair", ["[]", "()", "**", "__"])
def test_no_bracket_lifts_what_was_learnt(only: Callable[[str], Span], pair: str) -> None:
    span = only(f"Happy birthday.\n\n{pair[0]}{TOLD}{pair[1]}\n\nBlow out the candles.")

    assert (span.pattern, span.strength) == (LEARNT, "partial")


def test_weak_evidence_in_it_does_not_push_it_out(spans: Callable[[str], tuple[Span, ...]]) -> None:
    found = spans(f"{TOLD[:-1]}, dear [Your Name].")

    assert LEARNT in {span.pattern for span in found}


@pytest.mark.parametrize(
    ("family", "strength", "words"),
    [("refusal", "partial", "nothing was learnt of refusal"), ("denial", "full", "partial or weak")],
)
def test_law_of_learnt_rows(written: Patterns, family: str, strength: Strength, words: str) -> None:
    row = next(row for row in written if row.id == LEARNT)

    assert learnt_is_partial(row, written) == ""
    assert words in learnt_is_partial(replace(row, family=family, strength=strength), written)


def test_what_a_pattern_finds_is_left_to_it(spans: Callable[[str], tuple[Span, ...]]) -> None:
    found = spans("This card was written by ChatGPT after I gave it our names.")

    assert [span.pattern for span in found] == ["en-passive"]


@pytest.mark.parametrize(
    "text",
    [
        "A tribunal threw out a termination letter after HR conceded that ChatGPT had drafted it.",
        "Attention aux annonces de location dont les photos sont fabriquées par IA, prévient la police.",
    ],
)
def test_what_is_stated_in_a_sentence_unlike_any_that_discloses_is_not_of_full_strength(
    spans: Callable[[str], tuple[Span, ...]], text: str
) -> None:
    assert "full" not in {span.strength for span in spans(text) if span.polarity == "affirmed"}


def test_a_doubt_is_no_span(spans: Callable[[str], tuple[Span, ...]]) -> None:
    assert spans("Police say an AI camera found the stolen car near the harbour on Monday.") == ()


def test_sentences_know_their_lines() -> None:
    data = b"A line by AI.\nAnother. And AI again. Then AI, and so on."
    places = [data.index(b"AI", at) for at in (0, 20, 40)]

    assert [(one.opens, one.closes) for one in cut(data, 0, len(data), places)] == [
        (True, True),
        (False, False),
        (False, True),
    ]
