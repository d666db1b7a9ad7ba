"""What a part of a page says that is its readers', another page's or a picture's, it says of no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure import discloses, find_spans, load_patterns
from ailabel.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.result import Span

NEWS = "The bridge opened to traffic on Monday after two years of work. The mayor thanked the builders.\n\n"
SAID = "This article was written by AI."
PATTERNS = load_patterns()


def called(text: str) -> bool:
    return discloses(find_spans(Document.cut(text), PATTERNS))


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}Comments\n\njohnny5\n{SAID}\n\nmara\nlol yes",
        f"{NEWS}## Comments (3)\n\njohnny5: {SAID}\nmara: zero sources\nADMIN: It wasn't.",
        f"{NEWS}3 Comments\n\nJohn says:\nMay 3, 2024 at 10:12\n{SAID}\nReply",
        f"{NEWS}Comments\n\nmara: Nice bridge.\njoe: {SAID}",
        f"<p>{NEWS}</p><h3>Comments</h3><b>joe</b><p>{SAID}</p>",
        f"{NEWS}★☆☆☆☆ {SAID} Useless.",
        f"{NEWS}Reviewed 3 weeks ago\nThis guide was written by ChatGPT\nHalf the shops closed years ago.",
        f"On Mon, Joe wrote:\n> {SAID}\n> Shame.\n\nHi Joe, it was me.",
        f"Joe wrote:\n\n> Hi.\n> {SAID}",
        f"{NEWS}Comments\n\nann\nNice.\n\njoe\n{SAID}",
        f"{NEWS}Comments\n\nUlf B.\n{SAID}",
        f"{NEWS}Comments\n\njoe_77\n\n{SAID}\n\nReply",
        f"{NEWS}2 comments\n\nAnn Miller\n\n3 May 2026\n\n{SAID}",
        f"{NEWS}Responses\n\nUlf B.\n{SAID}",
        f"{NEWS}Join the discussion\n\nmara: {SAID}",
        f"[10:13] Tom: {SAID}\n[10:15] Isla: no, Jo wrote it",
        f"12/03/25, 10:13 - Tom: {SAID}\n12/03/25, 10:14 - Isla: no",
        f"Oppose. {SAID} Look at the bullet points. [[User:Tern]] 08:00, 2 May 2025 (UTC)",
        f"{NEWS}From the back row\nOssie B. — Glad of it.\nflea_77 — {SAID}\nOssie B. — No, I was there.",
        f"{NEWS}What you say\nTom: At last!\nMaria F.: {SAID} Shame!\nTerms · Contact",
        f"{NEWS}What you say\nTom: At last!\njoan: {SAID}\nTom: Hardly.\njoan: Hm.\nTerms",
        f"{NEWS}Earlier messages\nann.lee, 08:02: Help.\nHelp bot, 08:03: {SAID}\nann.lee, 08:05: No.",
        f"{NEWS}There is a post that has been copied all over. It starts\n> {SAID}\nand goes on.",
    ],
)
def test_what_a_reader_says(text: str) -> None:
    assert not called(text)


def test_what_a_reader_says_is_quoted(spans: Callable[[str], tuple[Span, ...]]) -> None:
    assert {span.polarity for span in spans(f"{NEWS}Comments\n\nmara: Nice bridge.\njoe: {SAID}")} == {
        "quoted"
    }


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}Comments\n\n{SAID}",
        f"{NEWS}Comments\n0\n\n[{SAID}]",
        f"{NEWS}Comments\n\nUpdated 3 May 2026\n\n{SAID}",
        f"{NEWS}Comments\n\n0\n\n{SAID}",
        f"{NEWS}Comments\n\njohnny5\nNice!\n\nEditor's note: {SAID}",
        f"{NEWS}Comments\n\nNo comments yet\n\n{SAID}",
        f"{NEWS}Comments\n\njoe\nNice.\n\nAbout\nContact\nPrivacy\n\n{SAID}",
        f"Bridges\nBy Ann Lee\n12 Comments\n\n{NEWS}It is red. {SAID}",
        f"Comments (4)\nShare\nLocal news\nMay 4\n{SAID}",
        f"3 Comments\nShare\n\n{SAID}",
        f"Share\n0 comments\nRural news\n{NEWS}Bridges\n{SAID}",
        f"2/5/2024\n\n{SAID}",
        f"Last reviewed 12 March 2025\n{SAID}",
        "4.5/5 (212 ratings)\nThis recipe was written by AI.",
        "★★★★☆\nThis recipe was written by AI.",
        f"⭐ {SAID}",
        f"★★★★☆ 212 ratings\n{SAID}",
        f"## Discussion\n\n### Limits\n\n{SAID}",
        f"Ann Lee\n3 hours ago\n\n{SAID}",
        f"12:30 Update: {SAID}",
        f"[12:30] Update: {SAID}",
        f"10:13 The editors: {SAID}\n10:20 In short: It opens on Monday.",
        f"{SAID} See the [[User manual: setup]].",
        f"About\n\nThe editor writes:\n\n{SAID}",
        f"Received: by x\nFrom: Ann\nSubject: Ferry\nDate: Monday 10:12\n\n{SAID}",
        f"Discussion\n\nNotice\n{SAID}",
        f"<p> {SAID}\n<b> Read on</b>",
        f"From: Ann\nDate: Monday 10:12\nTo: All\nSubject: Ferry\n\n{SAID}",
        f"{SAID}\n\nReply\nForward",
        f"{SAID}\n\n5 points to remember",
        f"{NEWS}What you say\nEDIT: {SAID}\nTom: At last!\nTom: Hardly.",
        f"{NEWS}Photo: Ann Lee\nNote: {SAID}\nPhoto: Tom Ray",
        f"{NEWS}Edit: fixed a typo\nEdit2: {SAID}",
        f"{NEWS}Tip: bring boots\nTip: take water\nFact: {SAID}",
        f"Game Title: Lake\nDev Log: {SAID}",
        f"Published 10:30: Anna Berg\nUpdated 11:30: {SAID}",
        f"My Trip to Finland\nBy Jane Doe\n> {SAID}",
        f"Lakes\n> [!NOTE]\n> {SAID}",
        "날짜: 5월 3일\n만든 방법: 이 글은 AI가 작성했습니다.",
        f"It opens on Monday.\n> {SAID}",
        f"> {SAID}",
        f"The result:\n> {SAID}",
        f"He said:\n\n> Hello\n\n> {SAID}",
        "Kommentare (2)\n\njoe\nOK\n\nHinweis: Dieser Artikel wurde von einer KI geschrieben.",
        "Kommentar\nVon Max Müller\n\nDieser Artikel wurde von einer KI geschrieben.",
    ],
)
def test_what_the_page_says_beside_its_readers(text: str) -> None:
    assert called(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}Related stories\n\nStorm closes coastal road\n\n{SAID[:-1]}\n\nSchool wins an award",
        f"{NEWS}Trending\n\n- Storm closes coastal road\n- {SAID[:-1]}\n- School wins an award",
        f"{NEWS}Editors' Picks\n\n{SAID[:-1]}\nStorm closes coastal road",
        f"{NEWS}Related stories\nAI wrote this article about AI. Here's what it said\nDogs",
        f"{NEWS}## Related stories\n\n- [AI wrote this article](x)\n- [Dogs](y)",
        f"{NEWS}Most read\n1. This column was written by ChatGPT\n2. Dogs",
        f"{NEWS}Previous: This post was written by ChatGPT",
        f"{NEWS}← This post was written by ChatGPT | My garden →",
        f"{NEWS}Filed under: AI-generated, Written by ChatGPT",
    ],
)
def test_headline_of_another_page(text: str) -> None:
    assert not called(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}Related stories\n\nStorm closes coastal road\n\nSchool wins an award\n\n{SAID[:-1]}",
        f"{NEWS}Leave a comment\n\n{SAID}",
        f"{NEWS}Related stories\nDogs\nCats\n\n{SAID[:-1]}",
        f"{NEWS}Most read\nDogs\n\nNote: {SAID[:-1]}",
        f"{NEWS}{SAID} Learn more →",
        f"{NEWS}Most read\nParks\n\n# Library hours\n\nBy ChatGPT",
        f"{NEWS}← Back to blog · {SAID}",
    ],
)
def test_notice_beside_links_to_other_pages(text: str) -> None:
    assert called(text)


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{NEWS}</p><figure><img src=x><figcaption>Generated by AI</figcaption></figure><p>It is red.</p>",
        f"<p>{NEWS}</p><figcaption>A bridge, as imagined. Made with AI.</figcaption>",
        f"<p>{NEWS}</p><figcaption>Mit KI erstellt</figcaption>",
        f"<p>{NEWS}</p><img src=x><span class=credit>Generated by AI</span><p>It is red.</p>",
        f"![A bridge](x.jpg)\n*Generated by AI*\n\n{NEWS}",
        f"{NEWS}Image: A bridge at dawn\nGenerated by AI",
    ],
)
def test_caption_is_of_its_picture(only: Callable[[str], Span], text: str) -> None:
    assert only(text).scope == "image"


@pytest.mark.parametrize(
    "text",
    [
        f"![A bridge](x.jpg)\n*{SAID}*\n\n{NEWS}",
        f"![A bridge](x.jpg)\n\nGenerated by AI\n\n{NEWS}",
        f"![A bridge](x.jpg)\nWritten by ChatGPT\n\n{NEWS}",
        f"<img class=avatar><span>Written by ChatGPT</span><p>{NEWS}</p>",
        f"![Hall. {SAID}]()\n\n{NEWS}",
    ],
)
def test_what_stands_beside_a_picture_and_is_of_the_text(only: Callable[[str], Span], text: str) -> None:
    assert only(text).scope == "text"
