"""The visible line is found by our own patterns, and says no more and no less than it shall."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ailabel.disclosure import Patterns, find_spans, load_patterns
from ailabel.disclosure.catalogue import toml_files
from ailabel.document import Document
from ailabel.errors import UsageError
from ailabel.marks import Statement
from ailabel.marks.page import is_page
from ailabel.marks.visible import read, wordings, write
from tests.marks.contents import PAGE

STRENGTHS = {"generated": "full", "assisted": "partial", "mixed": "partial"}
SAID = [(language, name, line) for language, rows in wordings().items() for name, line in rows.items()]


@pytest.fixture(scope="module")
def patterns() -> Patterns:
    return load_patterns()


@pytest.mark.parametrize(
    ("language", "name", "line"), SAID, ids=[f"{language}-{name}" for language, name, _ in SAID]
)
def test_patterns_find_the_line_about_its_scope(
    language: str, name: str, line: str, patterns: Patterns
) -> None:
    text = f"{language}\n\nA first paragraph.\n\nA second one.\n\n{line}\n"
    scope = "text" if name in STRENGTHS else name
    found = [
        (span.scope, span.strength)
        for span in find_spans(Document.cut(text), patterns)
        if span.polarity == "affirmed" and span.text in line
    ]

    assert found == [(scope, STRENGTHS.get(name, "full"))]


def test_there_are_lines_in_every_language_of_the_patterns() -> None:
    assert set(wordings()) == {path.parent.name for path in toml_files()} - {"any"}


def test_every_language_says_the_same_things() -> None:
    assert len({tuple(rows) for rows in wordings().values()}) == 1


def test_no_two_languages_share_a_line() -> None:
    assert len({line for _, _, line in SAID}) == len(SAID)


def test_chinese_line_names_intelligence_and_generation() -> None:
    assert all(word in wordings()["zh"]["generated"] for word in ("人工智能", "AI", "生成"))


@given(st.text())
def test_line_is_last_and_all_before_it_stays(text: str) -> None:
    is_open = (
        text.rstrip().endswith((":", "：")) or "```" in text or "~~~" in text
    )  # to an example, or to code
    assume(not is_page(text) and not read(text).marks and not is_open)
    labelled = write(text, Statement("generated", language="sv"))

    assert labelled.startswith(text)
    assert [mark.claim for mark in read(labelled).marks] == ["generated"]


LINE = "This text was generated with AI."
SHOWN = [
    f"Guide to labels\n\nWrite this line under your text:\n\n{LINE}\n\nThen save.\n",
    f"Guide\n\n**Write this:**\n\n{LINE}\n",
    f"标签\n\n请写：\n\n{LINE}\n",
    f"How to\n\n```\n{LINE}\n```\n",
    f"How to\n\n```\n\n{LINE}\n\n```\n\nThen save.\n",
    f"How to\n\n```\nA text\n\n{LINE}\n",
    f"How to\n\n    {LINE}\n",
    f"How to\n\n> {LINE}\n",
    f"Q: What do you write?\n\n{LINE}\n\nQ: And then?\n\nA: Nothing.\n",
    f"He wrote\n{LINE}\n",
    f"<p>Write this:</p>\n<p>{LINE}</p>\n",
    f"<p>Write:</p><p>{LINE}</p><p>Then save.</p>\n",
    f"<blockquote><p>{LINE}</p></blockquote>\n",
    f'<pre><p class="ai-disclosure">{LINE}</p></pre>\n',
]


@pytest.mark.parametrize("text", SHOWN)
def test_line_that_is_only_shown_is_no_label_and_stays(text: str) -> None:
    assert read(text).marks == ()
    try:
        labelled = write(text, Statement("assisted"))
    except UsageError:
        return

    assert LINE in labelled
    assert [mark.claim for mark in read(labelled).marks] == ["assisted"]


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE}\n",
        f"\ufeff{LINE}\n\nThe dam holds.\n",
        f"---\ntitle: Dams\n---\n\n{LINE}\n\nThe dam holds.\n",
        f"The dam holds.\r\n\r\n{LINE}\r\n",
        f"The dam holds.\n\n{LINE}\n\ufeff{chr(0xFE01) * 40}",
        f"Mend the dam\n\n{LINE}\n\nGenerated-by: Claude\n",
        f"The dam holds.\n\n{LINE}\n\nThe images were generated with AI.\n",
        f"```\ndam\n```\n\n{LINE}\n",
        f"<p>The dam holds.</p>\n<p>{LINE}</p>\n</body>\n</html>\n",
        f'<p>It says:</p>\n<p class="ai-disclosure">{LINE}</p>\n<p>A footer.</p>',
    ],
)
def test_line_at_either_end_is_replaced(text: str) -> None:
    assert read(text).marks[0].claim == "generated"
    labelled = write(text, Statement("assisted"))

    assert LINE not in labelled
    assert labelled[0] == text[0]
    assert [mark.claim for mark in read(labelled).marks if mark.scope == "text"] == ["assisted"]


@pytest.mark.parametrize(
    ("text", "said"), [("Write this:\n", "ends with a colon"), ("```\nA dam\n", "no fence closes")]
)
def test_line_that_would_read_as_an_example_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write(text, Statement("generated"))


@pytest.mark.parametrize(
    "field", ["Content-Type: multipart/mixed; boundary=b", "Content-Transfer-Encoding: base64"]
)
def test_message_whose_end_nobody_sees_takes_no_line(field: str) -> None:
    with pytest.raises(UsageError, match="label it as header"):
        write(f"From: a@b.example\nSubject: Dams\n{field}\n\nVGhl\n", Statement("generated"))
    assert LINE in write("From: a@b.example\nSubject: Dams\n\nThe dam holds.\n", Statement("generated"))


@pytest.mark.parametrize("piece", [chr(0xFE01), "\t", "\n", f"{LINE}\n\n", f"{LINE}\n", f"<p>{LINE}</p>"])
def test_time_to_find_lines_does_not_outgrow_the_text(piece: str) -> None:
    for head in ("A dam.\n", "<p>"):
        begun = time.process_time()
        read(head + piece * (200_000 // len(piece)))

        assert time.process_time() - begun < 5  # seconds


def test_lines_about_different_scopes_stand_side_by_side() -> None:
    text = write(write("Text.\n", Statement("assisted")), Statement("generated", scope="image"))

    assert [(mark.claim, mark.scope) for mark in read(text).marks] == [
        ("assisted", "text"),
        ("generated", "image"),
    ]


def test_line_in_another_language_takes_the_place_of_the_first() -> None:
    text = write(write("Text.\n", Statement("generated")), Statement("generated", language="de"))

    assert text == "Text.\n\nDieser Text wurde mit KI erstellt.\n"


OWN = f'<p class="ai-disclosure">{LINE}</p>'


@pytest.mark.parametrize(
    "page",
    [
        f"<article>A dam.{OWN}</article>\n<article>A mill.{OWN}</article>",
        f"<article>A dam.</article>\n<article>A mill.{OWN}</article>",
        f"<article>A dam.\n<article>A reader.{OWN}</article></article>",
    ],
)
def test_line_of_one_article_of_several_is_about_that_and_stays(page: str) -> None:
    marks = read(page).marks

    assert all(mark.covers and page[slice(*mark.covers)].startswith("<article>") for mark in marks)
    with pytest.raises(UsageError, match=r"has several articles, .*: line (1, )?2; change it there"):
        write(page, Statement("assisted"))


def test_line_of_the_only_article_is_replaced() -> None:
    page = f"<article>A dam.{OWN}</article>"

    assert write(page, Statement("generated")) == page
    assert read(page).marks[0].covers is None


def test_line_of_a_page_is_a_paragraph_last_in_its_body() -> None:
    assert '<p class="ai-disclosure">Ce texte a été généré par une IA.</p>\n</body>' in write(
        PAGE, Statement("generated", language="fr")
    )


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (Statement("generated", language="tlh"), "no visible line in 'tlh'; there is: en, de"),
        (Statement("assisted", scope="image"), "about the image"),
        (Statement("generated", scope="voice"), "about the voice"),
    ],
)
def test_what_there_are_no_words_for_is_refused(statement: Statement, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        write("Text.", statement)
