"""What a model wrote with somebody, what is taken back, and what is of another text or time, is partial."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure import telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.result import Span

FULL, PARTIAL = {"full"}, {"partial"}


@pytest.fixture
def strengths(spans: Callable[[str], tuple[Span, ...]]) -> Callable[[str], set[str]]:
    """Those of what is affirmed of a text."""
    return lambda text: {
        span.strength for span in spans(text) if span.polarity == "affirmed" and span.scope == "text"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This article was written by ChatGPT and me.", PARTIAL),
        ("This article was written by ChatGPT and our editor.", PARTIAL),
        ("This article was written by ChatGPT and me, in turns.", PARTIAL),
        ("Dieser Artikel wurde von ChatGPT und unserer Redakteurin geschrieben.", PARTIAL),
        ("Este artigo foi escrito pelo ChatGPT e por mim.", PARTIAL),
        ("Cet article a été écrit à quatre mains par ChatGPT et Anne.", PARTIAL),
        ("This article was written by ChatGPT and checked by our editor.", FULL),
        ("This article was written by ChatGPT, and our photos are by Anna.", FULL),
        ("This article was written by ChatGPT and Gemini.", FULL),
    ],
)
def test_who_writes_with_a_model_makes_it_partial(
    strengths: Callable[[str], set[str]], text: str, expected: set[str]
) -> None:
    assert strengths(text) == expected


@pytest.mark.parametrize(
    ("text", "is_full"),
    [
        ("This article was written by an AI – just kidding, it took me a week.", False),
        ("Dieser Artikel wurde von einer KI geschrieben – Quatsch, ich saß drei Abende daran.", False),
        ("本文由AI撰写——开玩笑的,我写了整整一夜。", False),
        ("Este texto fue escrito por ChatGPT. ¡Inocentes! Lo escribí yo.", False),
        ("This article was written by an AI – and it took a week.", True),
    ],
)
def test_what_is_taken_back_behind_a_dash_or_a_stop_is_not_full(
    strengths: Callable[[str], set[str]],
    text: str,
    is_full: bool,
) -> None:
    assert (strengths(text) == FULL) == is_full


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This article was written by ChatGPT. The rest is mine.", PARTIAL),
        ("This article was written by ChatGPT, the rest is my own work.", PARTIAL),
        ("This article was written by ChatGPT. But everything else is mine.", PARTIAL),
        ("This article was written by ChatGPT. I wrote the rest myself.", PARTIAL),
        ("Dieser Text wurde von ChatGPT geschrieben. Der Rest ist von mir.", PARTIAL),
        ("本文由ChatGPT撰写。其余部分由我自己写。", PARTIAL),
        ("This article was written by ChatGPT. The rest is history.", FULL),
        ("This article was written by ChatGPT. The rest of this site is mine.", FULL),
        ("This article was written by ChatGPT. I did the rest of the photos.", FULL),
        ("This article was written by ChatGPT. It rained. The rest is mine.", FULL),
        ("The rest is mine. It rained all day. This article was written by ChatGPT.", FULL),
        ("Dieser Text wurde von ChatGPT geschrieben. Der Rest ist Geschichte.", FULL),
    ],
)
def test_that_the_rest_is_somebodys_own_makes_the_statement_before_it_partial(
    strengths: Callable[[str], set[str]], text: str, expected: set[str]
) -> None:
    assert strengths(text) == expected


def test_a_notice_of_all_of_the_text_stands_where_the_rest_is_said_of_another_one(
    strengths: Callable[[str], set[str]],
) -> None:
    part = "This recipe book's index was compiled by ChatGPT. The rest is mine."
    whole = "This article was written by ChatGPT."

    assert (
        strengths(f"{part}\n\nIt rained all day, and the fair was moved indoors.\n\n{whole}")
        == PARTIAL | FULL
    )


@pytest.mark.parametrize(
    "part", ["index", "glossary", "bibliography", "table of contents", "appendix", "blurb", "preface"]
)
@pytest.mark.parametrize(
    "whose", ["This recipe book's {}", "This report’s {}", "The {} of this book", "This {}"]
)
def test_what_is_said_of_a_part_is_not_said_of_the_text(
    strengths: Callable[[str], set[str]], part: str, whose: str
) -> None:
    assert strengths(f"{whose.format(part)} was written by ChatGPT.") <= PARTIAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Denna boks register skrevs av ChatGPT.", set()),
        ("Denne bogs register er skrevet af ChatGPT.", set()),
        ("Denne bokens register er skrevet av ChatGPT.", set()),
        ("Lampiran artikel ini ditulis oleh ChatGPT.", set()),
        ("Phụ lục của bài viết này do ChatGPT viết.", set()),
        ("Этот указатель к книге составил ChatGPT.", PARTIAL),
        ("This report's text was written by ChatGPT.", FULL),
        ("Denna bok skrevs av ChatGPT.", FULL),
        ("Artikel ini ditulis oleh ChatGPT.", FULL),
        ("Bài viết này do ChatGPT viết.", FULL),
    ],
)
def test_an_index_and_an_appendix_are_parts_in_other_languages(
    strengths: Callable[[str], set[str]], text: str, expected: set[str]
) -> None:
    assert strengths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prima, questo testo è stato scritto da ChatGPT.", PARTIAL),
        ("Prima di tutto, questo testo è stato scritto da ChatGPT.", FULL),
        ("Antes, este texto fue escrito por ChatGPT.", PARTIAL),
        ("Antes de nada, este texto fue escrito por ChatGPT.", FULL),
    ],
)
def test_first_of_all_is_no_earlier_time(
    strengths: Callable[[str], set[str]],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    expected: set[str],
) -> None:
    monkeypatch.setattr(telling, "read_tellings", lambda _: None)  # by rules alone

    assert strengths(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "La lettre de mon propriétaire a été entièrement rédigée par ChatGPT.",
        "El correo de mi jefe fue redactado por ChatGPT de principio a fin.",
        "Письмо моего арендодателя полностью написано нейросетью.",
    ],
)
def test_what_somebody_else_wrote_is_weak(strengths: Callable[[str], set[str]], text: str) -> None:
    assert strengths(text) <= {"weak"}
