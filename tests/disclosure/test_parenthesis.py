"""What stands between a text that is pointed to and what is said of it takes nothing from what is said."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure import find_spans, load_patterns
from ailabel.disclosure.parenthesis import without_parentheses
from ailabel.document import Document

PATTERNS = load_patterns()
PAGE = (
    "The committee met on Tuesday to look at the plans for the old harbour, and most were against them.\n\n"
    "{}\n\n0\n\n0\n"
)
PIECES = (
    *(
        "this article",
        "our text",
        "dieser Artikel",
        "本文",
        " has been",
        " wurde",
        " generated with AI",
        "由AI生成",
    ),
    *(
        ' "a title"',
        "„b“",
        "《c》",
        " (d",
        ")",
        " – ",
        " - ",
        ", e,",
        ": f,",
        " about g, h",
        ".",
        "\n",
        "\n\n",
    ),
)


def told(sentence: str) -> list[tuple[str, str, str]]:
    """(strength, scope, text) of what is affirmed of a sentence at the foot of a page."""
    return [
        (span.strength, span.scope, span.text)
        for span in find_spans(Document.cut(PAGE.format(sentence)), PATTERNS)
        if span.polarity == "affirmed"
    ]


@pytest.mark.parametrize(
    "parenthesis",
    [
        *(
            ' "Mayor resigns after vote"',
            " “Mayor resigns after vote”",
            ', "Mayor resigns",',
            ' headlined "AI wins"',
        ),
        *(
            ": Mayor resigns after vote,",
            " - Mayor resigns after vote -",
            " (first published by the Gazette)",
        ),
        *(" by the Gazette, published on 3 May 2025,", ", first published on 3 May at 10:32,"),
        *(", originally written by Jane Doe,", ", which draws on wire copy from two agencies,"),
        *(", summarised from three sources,", ", translated from German,", " (https://example.org/a/123)"),
        *(
            " about local politics, sports and weather in your area",
            " about AI images",
            ' on "AI in schools"',
        ),
        *(
            " about the use of generative AI in newsrooms",
            " that you see in your feed",
            " — and its headline —",
        ),
    ],
)
def test_the_typical_notice_is_full_whatever_it_names_its_text_by(parenthesis: str) -> None:
    notice = f"[This article{parenthesis} has been generated with AI. Your feed is customized.]"

    assert ("full", "text", notice) in told(notice)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dieser Artikel „Bürgermeister tritt zurück“ wurde mit KI erstellt.",
        "Dieser Artikel (zuerst erschienen am 3. Mai 2025) wurde mit KI erstellt.",
        "Dieser Artikel wurde (wie alle Texte hier) von ChatGPT geschrieben.",
        "Dieser Beitrag, veröffentlicht am 3. Mai, ist von einer KI geschrieben worden.",
        "Cet article « Le maire démissionne » a été généré par IA.",
        "Cet article sur la politique locale, le sport et la météo a été généré par une IA.",
        "Este artículo «El alcalde dimite» fue escrito por ChatGPT.",
        "Este texto (publicado originalmente na Folha) foi gerado por IA.",
        "Dit artikel (eerder verschenen in Trouw) is geschreven door ChatGPT.",
        "Ten artykuł (pierwotnie opublikowany w Gazecie) został napisany przez sztuczną inteligencję.",
        "Эта статья (впервые опубликована в «Газете») написана искусственным интеллектом.",
        "Denna artikel ”Borgmästaren avgår” är genererad med AI.",
        "本文《市长辞职》由AI生成。",
        "この記事「市長が辞任」はAIによって生成されました。",
        "이 기사 「시장 사임」은 AI가 작성했습니다.",
    ],
)
def test_so_it_is_in_other_languages(sentence: str) -> None:
    assert ("full", "text") in [found[:2] for found in told(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "This article, critics say, was written by AI.",
        "This article — allegedly — was written by AI.",
        "This article (mostly) was written by AI.",
        "This article (not the images) was written by AI.",
        "This article from MIT suggests the report was written by AI.",
        "This article in the Guardian claims a speech was written by AI.",
        "This article on a speech that was written by AI has won a prize.",
        "This article about how essays are written by AI appeared in May.",
        "This article by Jane Doe, which says that her homework was written by AI, has been shared widely.",
        "Was this article, “Mayor resigns”, written by AI?",
        "In this article, published in May, a poem was written by AI.",
        "Эта статья, утверждают критики, написана нейросетью.",
        "Cet article, selon ses critiques, a été écrit par une IA.",
        "Den här artikeln, säger kritiker, är skriven av AI.",
    ],
)
def test_what_says_how_far_it_is_true_is_no_parenthesis(sentence: str) -> None:
    assert ("full", "text") not in [found[:2] for found in told(sentence)]


def test_a_denial_stays_one() -> None:
    text = "This book, a novel by Anna Berg, was not written by AI."

    assert [span.polarity for span in find_spans(Document.cut(text), PATTERNS)] == ["denied"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_left_out_is_apart_and_all_else_stays(text: str) -> None:
    document = Document.cut(text)
    found = without_parentheses(document, map(PATTERNS.lexicons.__getitem__, ("de", "en", "zh")))
    if found is None:
        return
    short, gaps = found

    assert all(end <= start for (_, end), (start, _) in pairwise(gaps))
    assert short.text == text
    assert len(short.clean.text) < len(document.clean.text)
    places = {at for start, end in gaps for at in range(start, end)}
    assert not places & {int(at) for at in short.clean.starts}
