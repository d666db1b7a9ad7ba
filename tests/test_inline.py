"""Marks inside a line are told from the characters that look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.document import Document
from ailabel.inline import read_inline
from ailabel.view import Edit


def shown(text: str) -> str:
    return Document.cut(text).clean.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("so *very* and _quite_ so", "so very and quite so"),
        ("**bold** __Very bold__ ***both***", "bold Very bold both"),
        ("~~gone~~ stays", "gone stays"),
        ("un**believ**able", "unbelievable"),
        ("*one **two** three*", "one two three"),
        ("a [link](https://x.org/a_(b)) here", "a link here"),
        ('a [link](<x y> "title") here', 'a [link](<x y> "title") here'),
        ('a [link](/x "a title") here', "a link here"),
        ("an ![image](a.png) here", "an here"),
        ("a note[^1] here", "a note here"),
        ("see <https://x.org> or <me@x.org>", "see https://x.org or <me@x.org>"),
        ("call `f(x)` and ``a ` b``", "call f(x) and a ` b"),
        ("`*not emphasis*` *is*", "*not emphasis* is"),
        ("`a [bracket` and](x)", "a [bracket and](x)"),
        ("<code></code>nothing", "nothing"),
        ("a \\*star\\* stays", "a *star* stays"),
        ("&lt;b&gt; &amp; caf&eacute; &#8217; &nosuch;", "<b> & café ' &nosuch;"),
        ("<b>bold</b><br>line <span class='x'>span</span>", "bold\nline span"),
        ("H<sub>2</sub>O", "H2O"),
        ("<!-- no\ncomment -->text", "text"),
        ("a<script>if (a < b) {}</script>b", "a\nb"),
        ("<STYLE>p {}</STYLE >text", "text"),
        ("<!DOCTYPE html>text", "text"),
        ("<script> never closed", "never closed"),
        ("<Icon size={12} /> By AI", "By AI"),
        ("by <Mark kind='a' size={2}/>AI", "by AI"),
        ("<Head /> By AI. </Head>", "By AI."),
        ("by <Link href='/a'>AI</Link>.", "by AI."),
    ],
)
def test_marks_go(typed: str, read: str) -> None:
    assert shown(typed) == read


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4 and 5*6",
        "snake_case_name and __init__",
        "a < b and c > d",
        "I am <name> from <the town>",
        "I am <Name> from <The town/land>, <Your name here>",
        "List<String> and Map<String, Note>",
        "<Line who='Ada'>I wrote this letter.</Line>",
        "<During those years a=b /> it, <ABC/> and <Your name here />",
        "[This article has been generated with AI.]",
        "[sic] and [1] and [a][b]",
        "f****ing and p*ss*r",
        "``so'' as TeX has it, and `so' as GNU has it",
        "~5 and ~6 miles",
        "an open *star and an open _line",
        "an open [bracket and (paren",
        "R&D; AT&T;",
        "<!-- an open comment",
        "C:\\new\\table",
    ],
)
def test_what_only_looks_like_marks_stays(text: str) -> None:
    assert shown(text) == text


def test_no_mark_spans_a_blank_line() -> None:
    assert shown("one *star\n\nand another* star") == "one *star\n\nand another* star"


def test_element_spans_lines_and_says_what_they_are() -> None:
    document = Document.cut("<pre>\nx = 1\n</pre>\n<h2>A title</h2>\n<li>an item")

    kinds = {
        document.clean.text[start:].split("\n")[0]: document.lines.kind(start)
        for start in document.lines.starts
    }
    assert kinds["x = 1"] == "code"
    assert kinds["A title"] == "heading"


def test_inline_code_is_told() -> None:
    document = Document.cut("call `f(x)` or <code>g</code> now")

    assert [document.clean.text[start:end] for start, end in document.code] == ["f(x)", "g"]


def test_nothing_within_a_skipped_range_is_a_mark() -> None:
    assert read_inline("*a* *b*", [8], [Edit(0, 3)]).edits == (Edit(4, 5), Edit(6, 7))


@given(st.text("*_~`[]()<>&\\ab!^\n\"'/;#-", max_size=80))
def test_any_jumble_of_marks_is_read_and_only_marks_are_lost(text: str) -> None:
    clean = Document.cut(text).clean

    letters = [char for char in text if char in "ab"]
    kept = [char for char in clean.text if char in "ab"]
    assert len(kept) <= len(letters)
    assert all(0 <= start < end <= len(text) for start, end in zip(clean.starts, clean.ends, strict=True))


@given(st.lists(st.sampled_from(["word", "two words", "a.b", "x-y", "don't"]), min_size=1, max_size=8))
def test_emphasis_about_any_words_goes(words: list[str]) -> None:
    plain = " ".join(words)

    assert shown(" ".join(f"*{word}*" for word in words)) == plain
    assert shown(" ".join(f"**{word}**" for word in words)) == plain
    assert shown("".join(f"<p><b>{word}</b></p>" for word in words)) == "\n\n".join(words)
