"""Where a match stands decides whether it counts, and a line set apart steps it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure import discloses

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.result import Span

FILLER = "The wind turned at noon and the boats came home. " * 30
BRACKETS = "[(【（）】)]."


@pytest.mark.parametrize(
    "text",
    [
        "Generated with AI",
        "Note: Generated with AI",
        f"{FILLER}\n\nGenerated with AI.",
        f"{FILLER}\n\n> Generated with AI.",
        f"{FILLER}\n\n- Generated with AI.",
        f"{FILLER}Written by ChatGPT.",
        f"The harbour is full (written by ChatGPT). {FILLER}",
    ],
)
def test_notice_of_its_own_counts(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert len(affirmed(text)) == 1


@pytest.mark.parametrize(
    "notice",
    [
        "[This article was written by AI]",
        "(This article was written by ChatGPT (GPT-4).)",
        "【本文由AI撰写】",
        "（この記事はAIが書きました）",
    ],
)
def test_bracket_that_opens_a_sentence_ends_it(affirmed: Callable[[str], list[str]], notice: str) -> None:
    found = affirmed(f"It rained. {notice} The mayor opened the bridge. {FILLER}")

    assert [text.strip(BRACKETS) for text in found] == [notice.strip(BRACKETS)]


def test_bracket_that_a_sentence_goes_on_behind_does_not_end_it(
    affirmed: Callable[[str], list[str]],
) -> None:
    assert affirmed('"[This article was written by AI]" is a label that papers print.') == []


@pytest.mark.parametrize(
    "text",
    [
        "Poems written by ChatGPT rarely rhyme well.",
        "## Generated with AI\n\nThe harbour is full.",
        f"{FILLER}Nobody reads novels generated with AI anyway. {FILLER}",
        "Human baseline: written by ChatGPT.",
    ],
)
def test_clause_within_a_sentence_is_no_notice(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert affirmed(text) == []


@pytest.mark.parametrize(
    "line", ["[AI-generated content]", "*AI-generated content*", "_AI-generated content_"]
)
def test_line_set_apart_steps_up(only: Callable[[str], Span], line: str) -> None:
    assert only(f"{FILLER}\n\n{line}\n").strength == "full"


def test_line_that_is_not_set_apart_does_not(only: Callable[[str], Span]) -> None:
    assert only(f"{FILLER}\n\nAI-generated content\n").strength == "partial"


@pytest.mark.parametrize("brackets", ["[]", "()", "【】"])
def test_line_in_brackets_is_covered_from_bracket_to_bracket(
    only: Callable[[str], Span], brackets: str
) -> None:
    line = f"{brackets[0]}This article was generated with AI. Your feed is customized.{brackets[1]}"

    assert only(f"{FILLER}\n\n{line}\n").text == line


def test_preamble_counts_only_at_the_opening(affirmed: Callable[[str], list[str]]) -> None:
    preamble = "Sure! Here's a 500-word article on bees:\n\nBees are insects."

    assert affirmed(preamble) == ["Sure! Here's a 500-word article on bees:"]
    assert affirmed(FILLER + preamble) == []


@pytest.mark.parametrize(
    ("above", "strengths"),
    [
        ("", ["full"]),
        ("How to keep bees\n\n", ["full"]),
        ("Bee Weekly | Home | Shop\n\nHow to keep bees?\nadmin, 3 May 2024\n\n", ["full"]),
        ("My ChatGPT essay\n\n", ["partial"]),  # of whose answer its author speaks
        ("I asked for help, and this is what came:\n\n", ["partial"]),
        ("Bees are insects. They live in hives.\n\n", ["partial"]),
        ("Home\n" * 100, ["partial"]),
    ],
)
def test_preamble_below_a_title_and_links_opens_the_text(
    spans: Callable[[str], tuple[Span, ...]], above: str, strengths: list[str]
) -> None:
    text = f"{above}Sure! Here's a 500-word article on bees:\n\nBees are insects."

    assert [span.strength for span in spans(text) if span.pattern == "en-preamble"] == strengths


PREAMBLE = "Certainly, here is a possible introduction for your topic: Dams are old."


def test_title_or_question_may_stand_above_an_opening(affirmed: Callable[[str], list[str]]) -> None:
    assert len(affirmed(f"Introduction\n\n{PREAMBLE}")) == 1
    assert len(affirmed(f"Write me an introduction.\n\n{PREAMBLE}")) == 1
    assert affirmed(f"He said: {PREAMBLE}") == []


def test_wrapped_line_goes_on_with_its_sentence(affirmed: Callable[[str], list[str]]) -> None:
    wrapped = "Sometimes people tag the papers of a venue, sometimes they are\n"

    assert affirmed(f"{wrapped}AI-generated. We propose a measure of how far they agree.") == []
    assert affirmed(f"{wrapped}AI-generated summary\n") != []


def test_sentence_about_what_the_one_before_names_is_no_notice(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed("Ein Bild vom Papst macht die Runde. Es wurde mit KI erzeugt.") == []
    assert affirmed("Der Wald schläft. Mit KI erzeugt.") != []


def test_semicolon_parts_a_notice_from_what_it_follows(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed("Words by Tom; header picture made by DALL·E.") == ["header picture made by DALL·E"]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("AI disclosure: made with AI", True),
        ("Text: AI-generated.", True),
        ("AI text: generated with GPT-4", False),
        ("Prediction: AI-generated", False),
    ],
)
def test_label_says_whether_a_notice_follows(
    affirmed: Callable[[str], list[str]], text: str, stands: bool
) -> None:
    assert bool(affirmed(text)) is stands


@pytest.mark.parametrize(
    "text",
    [
        "Hi Jo, the fridge was the hose. Hope this helps!",
        "It was the hose. Hope this helps! Let me know how you get on. – Geoff",
        "It was the hose.\nI hope this helps!\n\nCheers,\nAnna",
    ],
)
def test_sign_off_of_a_letter_is_its_writers(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert affirmed(text) == []


def test_sign_off_of_an_answer_counts(affirmed: Callable[[str], list[str]]) -> None:
    assert len(affirmed("It was the hose. I hope this helps! Would you like me to expand on it?")) == 2


@pytest.mark.parametrize("heading", ["## Pictures", "# About", "#### Credits"])
def test_heading_is_no_part_of_the_notice_below_it(only: Callable[[str], Span], heading: str) -> None:
    assert only(f"{heading}\nImages generated with Midjourney, in the folder `art`.").polarity == "affirmed"
    assert only(f"{heading}\nGenerated with AI\n").polarity == "affirmed"


@pytest.mark.parametrize(
    "text",
    [
        "# If this article was\nwritten by ChatGPT, tell us.",
        "# This article was not\nwritten by ChatGPT.",
        "#!/bin/sh\n# This script was not\n# written by ChatGPT.\nls\n",
        "# The following text may have been\n# written by ChatGPT\n",
    ],
)
def test_heading_may_be_one_half_of_a_sentence(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert not affirmed(text)


def test_heading_far_above_on_the_first_line_takes_nothing_back(affirmed: Callable[[str], list[str]]) -> None:
    line = "The sea was calm and the boats lay still. " * 12
    assert affirmed(f"# Title\n\n{line}Written by ChatGPT.")


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "from os import path",
        "def main():",
        "class Main:",
        "const x = 1;",
        "use std::fs;",
        "FROM python:3.11",
        "x = 1",
        "  retries: 3",
        "main();",
        "@cache",
        "int main() {",
    ],
)
def test_comment_beside_code_is_no_heading(affirmed: Callable[[str], list[str]], code: str) -> None:
    assert affirmed(f"# Written by ChatGPT\n{code}\n") == ["Written by ChatGPT"]
    assert affirmed(f"{code}\n# Written by ChatGPT\n") == ["Written by ChatGPT"]


@pytest.mark.parametrize(
    "below", ["\nimport os", "# of parsers\n\n\ndef read(line: str) -> str:", "# It reads lines.\nx = 1"]
)
def test_comment_above_code_may_have_others_below_it(
    affirmed: Callable[[str], list[str]], below: str
) -> None:
    assert affirmed(f"# Written by ChatGPT\n{below}\n") == ["Written by ChatGPT"]


@pytest.mark.parametrize(
    "below",
    [
        "\n# Read on\n\nIt is easy.",
        "Import duties rise, a study says",
        "use of chatbots in schools is growing",
        "set in stone, and class dismissed;",
        "\nContents:\n",
        "Date: 2024-05-01, and more",
    ],
)
def test_heading_above_prose_announces_a_topic(affirmed: Callable[[str], list[str]], below: str) -> None:
    assert affirmed(f"# Written by ChatGPT\n{below}\n") == []


def test_heading_that_is_a_sentence_about_its_text_is_said(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed("# This article was written by ChatGPT.\n\nBread is old.")
    assert affirmed("# Made with A.I.\n\nThe show opens on Monday.") == []
    assert affirmed("# Written with ChatGPT.\n\nThe course shows how.") == []


@pytest.mark.parametrize("code", ["total = add(a, b)  # ", "if (a) { // ", "int total; //", "x += 1 # "])
@pytest.mark.parametrize("said", ["Written by ChatGPT", "Mit KI erstellt", "Créé avec l'aide de ChatGPT."])
def test_comment_after_code_is_a_notice_of_its_own(
    affirmed: Callable[[str], list[str]], code: str, said: str
) -> None:
    assert len(affirmed(code + said)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "// We who have worked on this parser for years never\n// used ChatGPT to write this file.",
        "total = 1  # not written by ChatGPT",
        "Issue #12 asks for novels written by ChatGPT in a row.",
        "None of the answers to question # 5 in this document were written by AI.",
        "This text was not // as some claim // written by ChatGPT",
        "He says // this article was written by AI",
        "Add the comment # Written by ChatGPT to each function",
        "Marca el código con // Escrito por ChatGPT",
        "If asked (politely) // this text was written by AI.",
        "Nobody claims [1] // This article was written by ChatGPT.",
        "It is not the case that a=b // this article was written by ChatGPT",
        "Never commit foo(); // Generated by Copilot",
        'label = "ai"  # written by AI',
        "AI_LABEL = 3;  // content generated by AI",
    ],
)
def test_comment_takes_no_negation_away(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert affirmed(text) == []


def test_comment_on_two_lines_is_no_heading(only: Callable[[str], Span]) -> None:
    assert only("# Documentation of this script\n# generated with Copilot.\n").text.startswith(
        "Documentation"
    )


def test_comment_over_code_is_no_heading(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed("# Generated by ChatGPT\nimport os\n") != []
    assert affirmed("# Generated by ChatGPT\n\nMany texts are.") == []


TALE = "A letter came on Friday. {} He read it twice and laughed. Nobody else did."


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("An AI wrote the lot.", "partial"),
        ("An AI wrote all of this.", "full"),
    ],
)
def test_what_is_said_in_passing_proves_little(
    only: Callable[[str], Span], sentence: str, strength: str
) -> None:
    assert only(TALE.format(sentence)).strength == strength


@pytest.mark.parametrize(
    "text",
    [
        f"{FILLER}\n\nAn AI wrote the lot.\n\n{FILLER}",
        f"{FILLER}An AI wrote the lot.",
        f"An AI wrote the lot. {FILLER}",
        f"{FILLER}\n\n[An AI wrote the lot.]\n\n{FILLER}",
        f"{FILLER}Text von ChatGPT erstellt. © 2024 Harbour Post | Imprint",
        f"Harbour pier. 3 May 2024. Text von ChatGPT erstellt. {FILLER}",
        f"{FILLER}Full disclosure: ChatGPT wrote all of it. {FILLER}",
    ],
)
def test_what_stands_apart_is_not_said_in_passing(only: Callable[[str], Span], text: str) -> None:
    assert only(text).strength == "full"


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Der Hafen ist voll. Text von ChatGPT erstellt. Die Boote bleiben hier.", "partial"),
        ("Der Hafen ist voll. Text von ChatGPT erstellt.\nDie Boote bleiben hier.", "full"),
        ("Der Hafen ist voll.\nText von ChatGPT erstellt. Die Boote bleiben hier.", "full"),
    ],
)
def test_notice_opens_or_closes_its_paragraph(only: Callable[[str], Span], text: str, strength: str) -> None:
    assert only(text).strength == strength


def test_point_in_a_number_ends_no_sentence(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed("Vendió más de 80.000 textos creados por inteligencia artificial.") == []


@pytest.mark.parametrize(
    "lines",
    [
        ("Ann: What is this?", "Bob: This was written by ChatGPT.", "Ann: Oh.", "Bob: Yes."),
        ("> a.lind: Why?", "> b.oak: This was written by ChatGPT.", "> a.lind: I see.", "> b.oak: Do you?"),
        ("PAUL. — Oui ?", "ANNE. — Et alors ?", "PAUL. — This was written by ChatGPT.", "ANNE. — Ah."),
        ("@leo：什么？", "@ann：这段是Claude生成的，没细看。", "@leo：好。", "@ann：嗯。"),
    ],
)
def test_turn_in_a_dialogue_proves_little(only: Callable[[str], Span], lines: tuple[str, ...]) -> None:
    assert only("\n".join(lines)).strength == "partial"


NOTE = "This article was written by ChatGPT."


@pytest.mark.parametrize(
    "text",
    [
        f"Editor: Ann\nNote: {NOTE}\nPhoto: Bob",
        f"{NOTE}\nAnn: What?\nBob: No.\nAnn: Oh.\nBob: Yes.",
        f"Photo: A. Lind\nPhoto: B. Oak\nDisclosure: {NOTE}",
        f"Title: Pier closed\nNote: {NOTE}\n\nTitle: Pier open\nNote: It rained.",
        f"https://a.example/1\nhttps://a.example/2\nNote: {NOTE}",
        f"10:30 The council meets.\n10:45 The chair reads.\n11:10 {NOTE}\n11:20 A vote is called.",
        f"Q: What is it made of?\nA: Oak.\nQ: Who wrote this?\nA: {NOTE}\nQ: Why?\nA: It rained.",
    ],
)
def test_label_link_or_time_is_no_speaker(only: Callable[[str], Span], text: str) -> None:
    assert only(text).strength == "full"


def test_labels_on_one_long_line_take_nothing_back(affirmed: Callable[[str], list[str]]) -> None:
    assert len(affirmed("Bob: This was written by ChatGPT. The sea is calm. " * 40)) == 40


STEPS = "1. Cache: a hit is returned at once.\n2. {}\n3. Store: kept for a day.\n"


@pytest.mark.parametrize(
    ("item", "strength"),
    [
        ("Generated by Gemini, then checked by hand.", "partial"),
        ("This page was made by Gemini, too.", "full"),
        ("Made by Gemini", "full"),
    ],
)
def test_item_of_a_list_speaks_of_what_is_listed(
    only: Callable[[str], Span], item: str, strength: str
) -> None:
    assert only(STEPS.format(item)).strength == strength


def test_line_alone_is_no_item_of_a_list(only: Callable[[str], Span]) -> None:
    assert only(f"{FILLER}\n\n- Made by Gemini.").strength == "full"


def test_number_of_a_release_opens_no_notice(affirmed: Callable[[str], list[str]]) -> None:
    assert affirmed("Versione: 2.1.3\nCreato con l'ausilio di ChatGPT.") == [
        "Creato con l'ausilio di ChatGPT"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<pre>{answer}</pre>\n<p>This text was written by an AI.</p>",
        "return `<h1>${page.title}</h1>\nThis text was written by an AI.`",
        "<p>This text was written by an AI.</p>\n<p>Model: {model}</p>",
        "    {items.map(show)}\n    This text was written by an AI.",
    ],
)
def test_page_that_a_program_fills_in_says_it_of_its_answers(only: Callable[[str], Span], text: str) -> None:
    assert only(text).strength == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "\\section{intro}\nThis text was written by an AI.\n\n\\emph{as} agreed.",
        "```{note}\nThe ferry is late.\n```\n\nThis text was written by an AI.",
        "/**\n * This file was written by an AI.\n * @param {string} name of the boat\n */",
        "p{margin:0}\n\nThis text was written by an AI.",
        "The set {1, 2} is small. This text was written by an AI.",
    ],
)
def test_braces_that_hold_nothing_to_fill_in_change_nothing(only: Callable[[str], Span], text: str) -> None:
    assert only(text).strength == "full"


@pytest.mark.parametrize(
    ("above", "notice"),
    [
        ("Police say thefts rose sharply in three districts this year", "This article was written by AI."),
        (
            "NASA finds water on Mars in samples returned last year by rover",
            "This article was written by AI.",
        ),
        ("Der Bürgermeister sagte: „Ich trete nicht zurück.“", "Dieser Text wurde von ChatGPT geschrieben."),
        (
            '"Nous ne céderons pas aux menaces de la mairie de la ville"',
            "Cet article a été écrit par ChatGPT.",
        ),
        (
            "Мэрия сообщила о новых велодорожках между вокзалом и портом города",
            "Эту статью написал искусственный интеллект.",
        ),
    ],
)
def test_what_points_to_its_text_opens_a_sentence_below_a_long_line(
    only: Callable[[str], Span], above: str, notice: str
) -> None:
    span = only(f"{above}\n{notice}")

    assert (span.polarity, span.strength) == ("affirmed", "full")


@pytest.mark.parametrize(
    "text",
    [
        "He went on to say before the whole council in its longest session that\nI never wrote this with AI.",
        "The council was told in its longest session that no part of\nthis article was written by AI.",
    ],
)
def test_line_that_goes_on_takes_a_notice_back(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert affirmed(text) == []


@pytest.mark.parametrize(
    ("notice", "below"),
    [
        ("Treść wygenerowana przez sztuczną inteligencję", "Burmistrz powiedział, że nie ustąpi."),
        ("Résumé généré par IA, vérifié par la rédaction", "Le maire a dit qu'il ne partirait pas."),
        ("Изображение сгенерировано нейросетью", "Мэр сказал, что не уйдёт."),
        ("Image: Midjourney", "The mayor said he would not resign."),
    ],
)
def test_line_below_a_notice_is_no_part_of_it(only: Callable[[str], Span], notice: str, below: str) -> None:
    assert only(f"Acme reports record profit\n{notice}\n{below}").polarity == "affirmed"


def test_a_line_that_had_room_for_the_next_word_was_not_wrapped(only: Callable[[str], Span]) -> None:
    notice = "Written by our automated writing system using a large language model; figures from the league"
    below = "Lincoln scored early, and held on late to win the match in its last seconds, as it had to."

    assert only(f"Home\nLincoln wins again\n{notice}\n{below} {FILLER}").strength == "full"


def test_a_line_that_had_none_goes_on_below(only: Callable[[str], Span]) -> None:
    above = "It is told at the foot of the page, and in the log: this text was made by"

    assert "Claude" in only(f"{above}\nClaude Code and two others.").text


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "Note: the whole of this article was generated with the help of",
            "Claude 3.5 Sonnet and has been checked by our editor, whose name is Anna Berg, for errors.",
        ),
        (
            "Este artículo sobre los lagos de Finlandia y sus patos ha sido generado por",
            "Inteligencia Artificial y revisado después por dos personas de la redacción de Madrid.",
        ),
    ],
)
def test_line_that_ends_in_a_preposition_goes_on(only: Callable[[str], Span], above: str, below: str) -> None:
    assert (only(f"{above}\n{below}").polarity, only(f"{above}\n{below}").strength) == ("affirmed", "full")


FEATURES = "- **Guided tours:** every week has two\n- **Covers by AI:** each book has one\n- **Maps:** of all"


@pytest.mark.parametrize(
    "text",
    [
        FEATURES,
        FEATURES.replace("Covers by AI", "Images generated by AI"),
        FEATURES.replace(":**", "**:"),
        FEATURES.replace("- **", "1. **"),
    ],
)
def test_bold_head_of_an_item_tells_what_it_offers(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert affirmed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "- **Guided tours:** Ann\n- **Text:** written by ChatGPT\n- **Maps:** Tom",
        "- **Guided tours**\n- **Images generated by AI**\n- **Maps**",
    ],
)
def test_item_or_bold_words_alone_are_no_feature(affirmed: Callable[[str], list[str]], text: str) -> None:
    assert len(affirmed(text)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "THIS ARTICLE WAS NOT GENERATED WITH AI.",
        "OUR ARTICLES ARE NEVER WRITTEN BY AI.",
        "THE IMAGE ABOVE WAS GENERATED WITH AI.",
        "DIESER ARTIKEL WURDE NICHT VON EINER KI GESCHRIEBEN.",
        "ЭТА СТАТЬЯ НЕ БЫЛА НАПИСАНА ИИ.",
    ],
)
def test_capitals_wrapped_anywhere_say_no_more_than_on_one_line(
    spans: Callable[[str], tuple[Span, ...]], sentence: str
) -> None:
    words = sentence.split(" ")
    for at in range(1, len(words)):
        wrapped = " ".join(words[:at]) + "\n" + " ".join(words[at:])
        assert not discloses(spans(f"The mill turns again, as it did.\n\n{wrapped}")), wrapped


@pytest.mark.parametrize("tag", ["<br>", "<br />", "<br>  "])
def test_a_break_of_html_at_the_end_of_a_line_is_one_break(
    spans: Callable[[str], tuple[Span, ...]], tag: str
) -> None:
    (found,) = spans(f"The mill turns again.\n\nThis article was not{tag}\ngenerated with AI.")

    assert found.polarity == "denied"


def test_a_line_that_points_to_its_text_begins_anew_below_a_negation(
    affirmed: Callable[[str], list[str]],
) -> None:
    notice = "This article was written by AI"

    assert [said.rstrip(".") for said in affirmed(f"The answer is no\n{notice}.")] == [notice]
