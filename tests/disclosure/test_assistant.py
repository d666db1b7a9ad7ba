"""What an assistant says to its user is told from a line at either end of a text, whatever its words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure import discloses, find_spans
from ailabel.disclosure.assistant import (
    END,
    FAMILIES,
    NAME,
    UNSPACED,
    WIDEST,
    Glance,
    families_of,
    features,
    language_of,
    line_at,
    lines_at_ends,
    may_open,
    read_families,
    read_glance,
    told_amidst,
)
from ailabel.disclosure.laws import learnt_is_partial
from ailabel.disclosure.pattern import SPOKEN, Pattern
from ailabel.disclosure.telling import LANGUAGES
from ailabel.document import Document

if TYPE_CHECKING:
    from pathlib import Path

    from ailabel.disclosure import Patterns
    from ailabel.result import Span

FILES = sorted(LANGUAGES.glob(f"*/{NAME}"))
PIECE = "The council met on Monday and agreed to keep the library open until nine on two evenings a week."


RAT = "Der Rat tagte am Montag und beschloss, dass die Bücherei an zwei Abenden länger offen bleibt."


def said(text: str, patterns: Patterns) -> list[Span]:
    return [span for span in find_spans(Document.cut(text), patterns) if "-assistant-" in span.pattern]


def shown(text: str) -> tuple[list[str], list[str]]:
    heads, tails = lines_at_ends(text)
    return [text[slice(*line)] for line in heads], [text[slice(*line)] for line in tails]


def test_two_lines_at_either_end_are_read_and_no_debris() -> None:
    middle = "Another line.\nA third line.\n0"
    text = f"0\nA headline stands here\n\nOne line.\n{middle}\n\nLast but one.\nThe last.\n0\n0"

    assert shown(text) == (["A headline stands here", "One line."], ["Last but one.", "The last."])


def test_a_headline_that_is_repeated_counts_once() -> None:
    text = "A headline stands here\nA headline stands here\n0\n0\nHere is the text:\n\nOne line.\nTwo lines."

    assert shown(text)[0] == ["A headline stands here", "Here is the text:"]


def test_lines_of_a_short_text_are_both() -> None:
    assert shown("I cannot open links.") == (["I cannot open links."], ["I cannot open links."])
    assert shown("") == ([], [])


def test_of_a_wide_line_the_sentence_at_the_end_of_the_text_is_read() -> None:
    middle = f" {PIECE}" * 5
    heads, tails = shown(f"Sure! Here is the text that you asked for:{middle} Shall I make it any shorter?")

    assert heads == ["Sure! Here is the text that you asked for:"]
    assert tails == ["Shall I make it any shorter?"]


def test_where_no_spaces_stand_less_is_read() -> None:
    wide = "文" * (WIDEST // 2)

    assert shown(f"{wide}。") == ([], [])
    assert shown("以下是修改后的文章正文如下：") == (["以下是修改后的文章正文如下："],) * 2


@given(st.text(alphabet=st.sampled_from("a b\n.:!。字|"), max_size=400))
def test_lines_lie_in_the_text_in_order(text: str) -> None:
    for lines in lines_at_ends(text):
        places = [place for line in lines for place in line]
        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in lines)


def test_nothing_is_looked_for_far_from_the_ends() -> None:
    blank = "\n" * END

    assert shown(f"{blank}Here it is.{blank}") == ([], [])


def test_a_row_of_a_table_is_quoted(patterns: Patterns) -> None:
    refusal = "I'm unable to open the link you shared, so please paste the text here."
    declines = alone(patterns, "en-assistant-declines")
    (stated,) = find_spans(Document.cut(refusal), declines)
    (listed,) = find_spans(Document.cut(f"| safe | refusal | {refusal} |"), declines)

    assert (stated.polarity, listed.polarity) == ("affirmed", "quoted")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PIECE, "en"),
        (
            RAT,
            "de",
        ),
        ("議会は月曜日に会合を開いた。", "ja"),
        ("", None),
    ],
)
def test_language_is_that_of_the_ends(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_what_is_seen_of_a_line() -> None:
    found = features("Here's the 300-word article about Anna's shop, as asked:", "en")

    assert {
        "1 here's",
        "2 here's the",
        "^ here's",
        "^ here's the",
        "$ :",
        "$ asked :",
        "1 0",
        "1 NAME",
    } <= found
    assert not {"1 300", "1 anna's"} & found
    assert "* length 2" in found


def test_what_a_line_quotes_is_not_seen() -> None:
    assert features('"Sure! Here is the article you asked for:"', "en") == set()
    assert "1 certainly" not in features(
        'It began with "Certainly! Here is a poem", and nobody noticed.', "en"
    )


def test_beginnings_of_words_count_outside_english_and_runs_of_signs_where_no_spaces_stand() -> None:
    assert "s überar" in features("Hier ist der überarbeitete Text:", "de")
    assert "1 text" in features("Hier ist der überarbeitete Text:", "de")  # a noun's capital says nothing
    assert "3 修改后" in features("以下是修改后的文章：", "zh")


def test_a_line_is_read_where_its_words_weigh_enough_at_a_glance() -> None:
    glance = Glance({"here": 300, "article": 300, "rained": -500}, 500)

    assert glance.passes("Here is the article:")
    assert not glance.passes("Here it rained on the article.")
    assert Glance({}, 0).passes("以下是修改后的文章：")


def test_what_may_be_said_depends_on_the_end() -> None:
    anywhere = ("refusal", "knowledge-cutoff", "prompt-leak")

    assert families_of("Here it is.", "en", is_head=True, is_tail=False) == ("preamble", *anywhere)
    assert families_of("Here it is.", "en", is_head=False, is_tail=True) == ("sign-off", *anywhere)


@pytest.mark.parametrize(
    ("language", "width", "is_wide"),
    [("en", 300, False), ("de", 180, False), ("de", 181, True), ("zh", 60, False), ("zh", 61, True)],
)
def test_a_wide_line_outside_english_is_told_to_be_a_prompt_alone_by_the_usual_sum(
    language: str, width: int, is_wide: bool
) -> None:
    families = families_of("a" * width, language, is_head=True, is_tail=True)

    assert (families == ("prompt-leak",)) == is_wide


@pytest.mark.parametrize(
    "line",
    [
        (
            "申し訳ありませんが、私はOpenAIによって訓練された大規模なAI言語モデルであるため、リアルタイムの情報にアクセス"
            "することができず、最新の東京の不動産価格についてお答えすることはできません。"
        ),
        (
            "Houd er rekening mee dat mijn trainingsdata tot begin 2023 lopen en dat dienstregelingen "
            "sindsdien gewijzigd kunnen zijn, zodat ik u aanraad de actuele vertrektijden altijd bij de "
            "rederij zelf na te gaan."
        ),
    ],
)
def test_a_wide_line_outside_english_is_a_refusal_or_a_cutoff_by_a_higher_sum(
    line: str, patterns: Patterns
) -> None:
    (span,) = said(line, patterns)

    assert span.family in {"refusal", "knowledge-cutoff"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_every_language_has_all_families_and_a_pattern_for_each(file: Path, patterns: Patterns) -> None:
    language = file.parent.name
    glance = read_glance(language)

    assert glance is not None
    assert tuple(read_families(language)) == FAMILIES
    assert (glance.weights == {}) == (language in UNSPACED)
    rows = {row.family for row in patterns if row.language == language and row.is_spoken}
    assert rows == {*FAMILIES}


def test_languages_without_a_file_have_learnt_nothing() -> None:
    assert read_glance("any") is None
    assert len(FILES) == 18


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("I've rewritten your article in a friendlier tone and kept all the facts:", "en-assistant-opens"),
        ("Hier ist eine gekürzte Fassung deines Textes, etwa 200 Wörter lang:", "de-assistant-opens"),
        ("Voici une version plus courte de votre texte, dans un ton plus direct :", "fr-assistant-opens"),
        ("Este es el artículo reescrito con un tono más cercano y unas 400 palabras:", "es-assistant-opens"),
    ],
)
def test_a_preamble_is_found_whatever_its_words(line: str, pattern: str, patterns: Patterns) -> None:
    (found,) = find_spans(Document.cut(line), alone(patterns, pattern))

    assert (found.pattern, found.strength, found.text) == (pattern, "partial", line)


def alone(patterns: Patterns, name: str) -> Patterns:
    return patterns.alone(next(row for row in patterns if row.id == name))


def test_a_sign_off_is_weak(patterns: Patterns) -> None:
    text = f"{PIECE}\n\nI kept all names and figures; shall I make the tone a little more formal?"
    (span,) = find_spans(Document.cut(text), alone(patterns, "en-assistant-closes"))

    assert (span.family, span.strength, span.polarity) == ("sign-off", "weak", "affirmed")


def test_a_line_in_the_midst_of_a_text_is_read_by_its_cue(patterns: Patterns) -> None:
    line = "I've rewritten your article in a friendlier tone and kept all the facts:"
    opens = alone(patterns, "en-assistant-opens")
    around = [PIECE, "The vote was eight to three, and the new hours begin in the first week of May."]

    for text in (f"**{line}**\n\n{PIECE}", "\n\n".join([*around, line, *around])):
        (span,) = find_spans(Document.cut(text), opens)

        assert (span.text, span.strength) == (line, "partial")


def test_of_a_wide_line_the_sentence_that_holds_a_place_is_read() -> None:
    sentence = "Would you like me to shorten it for a newsletter, or is this the length you wanted? "
    text = f"{PIECE} {PIECE} {PIECE} {sentence}{PIECE}"
    line = line_at(text, text.index("like me"))

    assert line is not None
    assert text[slice(*line)] == sentence
    assert line_at("a" * 50 + "\n" + "b" * 49, 60) == (51, 100)
    assert line_at("a" * 1000, 500) is None


@given(st.text(st.sampled_from("a .?\n長。"), max_size=900), st.integers(0, 899))
def test_a_line_holds_its_place(text: str, at: int) -> None:
    line = line_at(text, min(at, len(text) - 1)) if text else None

    assert line is None or (line[0] <= min(at, len(text) - 1) <= line[1] and line[1] - line[0] <= WIDEST)


def test_a_line_counts_anywhere_where_its_words_weigh_enough() -> None:
    row = Pattern("xx", "sign-off", "weak", "text", "en", clause=SPOKEN)
    line = "Let me know if you'd like me to shorten it or change the tone!"

    assert list(told_amidst(line, [row])) == [row]
    assert list(told_amidst("The council met on Monday.", [row])) == []
    assert list(told_amidst(line, [replace(row, language="cs")])) == []  # nothing was learnt


@pytest.mark.parametrize(
    "text",
    [
        f"Here's the thing about libraries: nobody misses them until they close.\n\n{PIECE}",
        f'Her essay began "Here is a revised version of your text", and so it was marked.\n\n{PIECE}',
        f"{PIECE}\n\nLet us know what you think at letters@tidewaterpost.example.",
        "I'm sorry, but I can't come on Thursday; the car is at the garage until next week.",
        f"Hier ist der Fahrplan, der ab Montag gilt:\n\n{RAT}",
    ],
)
def test_people_are_not_taken_for_assistants(text: str, patterns: Patterns) -> None:
    assert said(text, patterns) == []


def test_what_was_learnt_proves_nothing_by_itself(patterns: Patterns) -> None:
    row = Pattern("xx", "preamble", "full", "text", "en", clause=SPOKEN)

    assert learnt_is_partial(row, patterns)
    assert "nothing was learnt" in learnt_is_partial(
        Pattern("xx", "denial", "weak", "text", "en", clause=SPOKEN), patterns
    )


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_file_has_a_line_for_a_glance_and_one_for_the_families(file: Path) -> None:
    glance, families = map(json.loads, file.read_text("utf-8").splitlines())

    assert glance.keys() == {"weights", "least"}
    assert all(telling["least"] > -1000 for telling in families.values())


@pytest.mark.parametrize(
    "line",
    [
        "Certainly! Here is a rewritten version of the article with a more engaging tone:",
        "Natürlich! Hier ist die überarbeitete Fassung deines Textes:",
        "Bien sûr ! Voici une version réécrite de votre article :",
        "¡Claro! Aquí tienes una versión reescrita del artículo:",
        "当然可以！以下是改写后的文章：",
    ],
)
def test_a_preamble_in_an_assistants_words_discloses(line: str, patterns: Patterns) -> None:
    assert discloses(find_spans(Document.cut(f"{line}\n\n{PIECE}"), patterns))


@pytest.mark.parametrize(
    "line",
    [
        "Sure! Here is the recipe several of you asked for after last week's post.",
        "Of course, here is the full text of the letter I sent to the council.",
        "Klar! Hier sind die Maße, nach denen ihr gefragt habt.",
        "Bien sûr ! Voici les mesures que vous m'avez demandées.",
        "¡Por supuesto! Aquí están las fotos de la fiesta del sábado.",
        "Certo! Ecco le misure che mi avete chiesto.",
        "Com certeza! Aqui vai a receita da minha avó.",
        "Natuurlijk! Hier zijn de maten waar jullie om vroegen.",
        "Pewnie! Oto zdjęcia z sobotniej wycieczki.",
        "Chắc chắn rồi! Đây là số đo mà các bạn hỏi.",
    ],
)
def test_whoever_hands_over_what_readers_asked_for_discloses_nothing(line: str, patterns: Patterns) -> None:
    assert not discloses(find_spans(Document.cut(f"{line}\n\n{PIECE}"), patterns))


def test_words_of_a_line_speak_for_an_assistant_where_something_was_learnt(patterns: Patterns) -> None:
    english, czech = patterns.lexicons["en"], patterns.lexicons["cs"]
    line = "Certainly! Here is a rewritten version of the article with a more engaging tone:"

    assert may_open(line, english)
    assert may_open("Absolutely! Here is a polished version of your essay:", english)
    assert not may_open("Absolutely! Here is a polished version of the minutes:", english)
    assert not may_open("The council met on Monday.", english)
    assert not may_open(line, czech)  # nothing was learnt
