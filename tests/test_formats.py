"""Every format says all that a result says, and says it the same way tomorrow."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.formats import (
    CSV_HEADER,
    FORMATS,
    MAX_QUOTE,
    POLARITIES,
    STRENGTHS,
    VERDICTS,
    Scored,
    decimals,
    position,
    quoted,
    say,
    share,
)
from ailabel.result import LABELS, Habit, Mark, ModelStamp, Reason, Result, Span, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.result import Scope

TEXT = "A bridge reopened on Monday.\n\nIt is worth noting that it is worth noting.\n\n[Written by a bot.]\n"
NOTICE = Span(
    start=TEXT.index("["),
    end=TEXT.index("]") + 1,
    text="[Written by a bot.]",
    family="publisher-disclosure",
    strength="full",
    scope="text",
    polarity="affirmed",
    reviewed=True,
    hedged=False,
    tool="ChatGPT",
    language="en",
    pattern="en/written-by",
)
PHRASE = "worth noting"
FIRST = TEXT.index(PHRASE)
SECOND = TEXT.index(PHRASE, FIRST + 1)
DISCLOSED = Result(
    label="ai-disclosed",
    probability=0.99931,
    style_probability=0.9725,
    human_exceedance=0.002,
    machine_shortfall=0.44,
    human_texts=5120,
    dialect="models of 2022",
    ai_fraction=None,
    spans=(NOTICE,),
    marks=(Mark(claim="generated", carrier="html meta", scope="text", verified=False),),
    windows=(),
    reasons=(
        Reason("words: worth noting", 0.8, ((FIRST, FIRST + 12), (SECOND, SECOND + 12))),
        Reason("words: reopened", -0.3, ((9, 17),)),
        Reason("hyphens", -0.1, habit=Habit(0.0, "in 1,000 words", (0.0, 2.25), (3.0, 12.04))),
        Reason("words a sentence", 0.4, habit=Habit(17.04, "words", (15.5, 22.0), (16.0, 16.0))),
        Reason("letters", 0.3),
        Reason("the rest", 1.1),
    ),
    warnings=("hidden characters",),
    language="en",
    words=17,
    model=ModelStamp("default", "1", "0123456789abcdef0123456789abcdef"),
    max_fpr=0.01,
    prior=0.5,
    threshold=0.91,
)
NOT_JUDGED = replace(
    DISCLOSED,
    label="unsure",
    probability=None,
    style_probability=None,
    human_exceedance=None,
    machine_shortfall=None,
    human_texts=None,
    dialect=None,
    spans=(),
    marks=(),
    reasons=(),
    warnings=("short", "not prose: list"),
    language=None,
    threshold=None,
)
HUMAN = replace(
    DISCLOSED,
    label="human-likely",
    probability=0.031,
    style_probability=0.031,
    human_exceedance=0.81,
    machine_shortfall=0.0123,
    spans=(replace(NOTICE, polarity="denied", scope="image", hedged=True, reviewed=False, tool=None),),
    marks=(),
    warnings=(),
)
MIXED = replace(
    HUMAN,
    label="mixed",
    ai_fraction=0.62,
    spans=(),
    windows=(Window(0, 28, 0.12), Window(30, len(TEXT), 0.9996)),
)
ALL = (
    Scored("a.txt", TEXT, DISCLOSED),
    Scored("-", TEXT, NOT_JUDGED),
    Scored("crawl.jsonl", TEXT, HUMAN, id="é 7"),
    Scored("crawl.jsonl", TEXT, MIXED, id=8),
)


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_as_in_the_golden_file(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"results.{name}", "".join(FORMATS[name](ALL)))


@pytest.mark.parametrize("name", FORMATS)
def test_format_of_no_results_has_no_result(name: str) -> None:
    empty = "".join(FORMATS[name]([]))

    assert empty == {"text": "", "json": "[]\n", "jsonl": "", "csv": ",".join(CSV_HEADER) + "\r\n"}[name]


@pytest.mark.parametrize("name", FORMATS)
def test_format_yields_each_result_before_it_asks_for_the_next(name: str) -> None:
    asked = []

    def results() -> object:
        for item in ALL:
            asked.append(item)
            yield item

    output = FORMATS[name](results())  # type: ignore[arg-type]
    pieces = next(output), next(output)

    assert len(pieces) == 2
    assert len(asked) <= 2


def test_json_and_jsonl_carry_the_same_objects() -> None:
    array = json.loads("".join(FORMATS["json"](ALL)))
    lines = [json.loads(line) for line in "".join(FORMATS["jsonl"](ALL)).splitlines()]

    assert array == lines
    assert [item.get("id") for item in array] == [None, None, "é 7", 8]


def test_json_carries_every_field_of_a_result() -> None:
    for item, result in zip(json.loads("".join(FORMATS["json"](ALL))), ALL, strict=True):
        assert {name: item[name] for name in item if name not in {"path", "id"}} == result.result.to_dict()


def test_csv_rows_fit_the_header_and_leave_null_empty() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(FORMATS["csv"](ALL)), newline=""), strict=True))

    assert [row["label"] for row in rows] == ["ai-disclosed", "unsure", "human-likely", "mixed"]
    assert rows[1]["probability"] == rows[1]["language"] == rows[0]["id"] == ""
    assert rows[1]["warnings"] == "short; not prose: list"
    assert float(rows[0]["human_exceedance"]) == 0.002
    assert not any(None in row or None in row.values() for row in rows)


def test_csv_header_names_every_field_that_is_one_value() -> None:
    lists = {"windows", "reasons", "model"}

    assert {field.name for field in fields(Result)} - lists <= set(CSV_HEADER)


def test_every_label_strength_and_polarity_has_words() -> None:
    assert set(VERDICTS) == set(LABELS)
    assert set(STRENGTHS) == {"full", "partial", "weak", "none"}
    assert set(POLARITIES) == {"affirmed", "denied", "hypothetical", "policy", "quoted"}


@pytest.mark.parametrize(
    ("rate", "counted", "words"),
    [
        (0.002, 5120, "2 in 1,000"),
        (0.0049, 5120, "5 in 1,000"),
        (0.34, 5120, "34 in 100"),
        (0.1, 5120, "10 in 100"),
        (0.0004, 5120, "4 in 10,000"),
        (0.0001, 5120, "fewer than 1 in 5,120"),
        (0.0, 5120, "fewer than 1 in 5,120"),
        (0.0, None, "fewer than 1 in 10,000"),
        (0.000001, 2_000_000, "fewer than 1 in 10,000"),
        (1.0, 3, "100 in 100"),
    ],
)
def test_share_is_said_as_people_say_it(rate: float, counted: int | None, words: str) -> None:
    assert share(rate, counted) == words


@given(st.floats(0, 1), st.none() | st.integers(1, 10_000_000))
def test_share_never_claims_more_than_was_counted(rate: float, counted: int | None) -> None:
    words = share(rate, counted)

    assert not words.startswith("0 ")
    if counted is not None and rate * counted < 1:
        assert words.startswith("fewer than 1 in ")


@given(st.floats(0, 1))
def test_decimals_never_claim_certainty(probability: float) -> None:
    assert decimals(probability) not in {"0.000", "1.000"}


def test_position_counts_every_kind_of_line_break_once() -> None:
    text = "one\r\ntwo\rthree\nfour"

    assert [position(text, text.index(word)) for word in ("one", "two", "three", "four")] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
    ]
    assert position(text, text.index("wo")) == (2, 2)


@given(st.text())
def test_quotes_are_one_safe_line(text: str) -> None:
    quote = quoted(text)

    assert quote.isprintable()
    assert len(quote) <= 10 * (MAX_QUOTE + 5)


@pytest.mark.parametrize(
    ("scope", "about"),
    [("text", "a part of the text"), ("image", "an image"), ("video", "a video"), ("code", "the code")],
)
def test_label_of_an_element_is_about_what_the_element_is(scope: Scope, about: str) -> None:
    assert f", about {about};" in say(Mark("generated", "HTML attribute", scope, covers=(0, 9)))


def test_phrases_that_overlap_are_shown_once_and_mere_marks_not_at_all() -> None:
    within = Reason("phrase", 0.7, ((FIRST, FIRST + 5),))
    marks = Reason("phrase", 9.0, ((TEXT.index("."), TEXT.index(".") + 1),))
    result = replace(DISCLOSED, reasons=(marks, within, *DISCLOSED.reasons))
    output = "".join(FORMATS["text"]([Scored("a.txt", TEXT, result)]))

    assert '"worth noting" (2 times)' in output
    assert '"worth"' not in output
    assert '"."' not in output


def shown(result: Result) -> str:
    return "".join(FORMATS["text"]([Scored("a.txt", TEXT, result)]))


def test_habit_is_set_beside_what_is_usual_and_none_is_said_where_there_is_none() -> None:
    lines = [line.removeprefix("  habits").strip() for line in shown(DISCLOSED).splitlines()]

    assert "words a sentence: 17 words, towards machine (usual: people 15.5 to 22, machines 16)" in lines
    assert "hyphens: none, towards human (usual: people 0 to 2.2, machines 3 to 12 in 1,000 words)" in lines


def test_sums_that_nobody_can_read_are_no_habits() -> None:
    assert "letters" not in shown(DISCLOSED)
    assert "the rest" not in shown(DISCLOSED)


def test_only_the_habits_that_weigh_most_are_shown() -> None:
    many = [
        replace(DISCLOSED.reasons[2], name=f"habit {place}", contribution=place) for place in range(1, 10)
    ]
    output = shown(replace(DISCLOSED, reasons=(*many, *DISCLOSED.reasons)))

    assert [f"habit {place}: none" in output for place in range(1, 10)] == [False] * 5 + [True] * 4


@pytest.mark.parametrize(("probability", "is_named"), [(0.92, True), (0.91, True), (0.9, False)])
def test_dialect_is_named_where_the_text_reads_like_it(probability: float, *, is_named: bool) -> None:
    output = shown(replace(DISCLOSED, style_probability=probability))

    assert ("reads like    models of 2022" in output) == is_named


def test_text_form_keeps_to_one_screen_of_evidence() -> None:
    many = replace(DISCLOSED, spans=(NOTICE,) * 1000)
    output = "".join(FORMATS["text"]([Scored("a.txt", TEXT, many)]))

    assert "and 992 more" in output
    assert output.count("\n") < 40


@pytest.mark.parametrize(
    ("prior", "shown"), [(0.5, "50%"), (0.07, "7%"), (0.001, "0.1%"), (0.996, "99.6%"), (0.99999, "99.999%")]
)
def test_prior_is_shown_as_it_was_given(prior: float, shown: str) -> None:
    scored = Scored("a.md", TEXT, replace(DISCLOSED, prior=prior))

    assert f"if {shown} of such texts are made by a model" in "".join(FORMATS["text"]([scored]))
