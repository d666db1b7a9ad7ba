"""What a model wrote with somebody, what is taken back, and what is of another text or time, is partial."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure import telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.result import Span

FULL, PARTIAL = {"full"}, {"partial"}
WRITTEN = {
    "en": "This text was written by ChatGPT.",
    "de": "Dieser Text wurde von ChatGPT geschrieben.",
    "it": "Questo articolo è stato scritto da ChatGPT.",
    "fr": "Cet article a été rédigé par ChatGPT.",
    "es": "Este texto fue escrito por ChatGPT.",
    "pt": "Este artigo foi escrito pelo ChatGPT.",
    "nl": "Dit artikel is door ChatGPT geschreven.",
    "ru": "Эту статью написал ChatGPT.",
    "uk": "Цю статтю написав ChatGPT.",
    "cs": "Tento článek napsal ChatGPT.",
    "sv": "Den här artikeln skrevs av ChatGPT.",
    "da": "Denne artikel er skrevet af ChatGPT.",
    "no": "Denne artikkelen er skrevet av ChatGPT.",
    "fi": "Tämän artikkelin kirjoitti ChatGPT.",
    "hu": "Ezt a cikket a ChatGPT írta.",
    "pl": "Ten artykuł napisał ChatGPT.",
    "tr": "Bu yazıyı ChatGPT yazdı.",
    "id": "Artikel ini ditulis oleh ChatGPT.",
    "vi": "Bài viết này do ChatGPT viết.",
    "ja": "この記事はChatGPTが書きました。",
    "zh": "本文由ChatGPT撰写。",
    "ko": "이 글은 ChatGPT가 작성했습니다.",
    "fa": "این مقاله توسط ChatGPT نوشته شده است.",
    "hi": "यह लेख ChatGPT ने लिखा है।",
    "ro": "Acest articol a fost scris de ChatGPT.",
    "el": "Αυτό το άρθρο γράφτηκε από το ChatGPT.",
    "ar": "كتب ChatGPT هذا المقال.",
    "he": "המאמר הזה נכתב על ידי ChatGPT.",
    "th": "บทความนี้เขียนโดย ChatGPT",
}
"""What says in each language that a model wrote all of a text."""


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


@pytest.mark.parametrize("language", WRITTEN)
def test_what_a_model_wrote_is_full_where_nothing_else_is_said(
    strengths: Callable[[str], set[str]], language: str
) -> None:
    assert strengths(WRITTEN[language]) == FULL


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The rest is mine."),
        ("en", "I wrote the rest."),
        ("en", "The rest of the text is mine."),
        ("en", "The rest was done by me."),
        ("en", "The rest has been written by me."),
        ("en", "The rest comes from me."),
        ("en", "The rest was my own work."),
        ("en", "The rest's mine."),
        ("en", "The rest’s mine."),
        ("en", "The rest I did myself."),
        ("en", "But everything else is mine."),
        ("en", "And the rest is my own work, of course."),
        ("en", "The rest is mine"),
        ("de", "Ich habe den Rest geschrieben."),
        ("de", "Den Rest habe ich selbst geschrieben."),
        ("de", "Der Rest ist von mir."),
        ("de", "Und der Rest ist von mir; die Fotos auch."),
        ("fr", "J'ai écrit le reste."),
        ("fr", "Le reste, c'est moi."),
        ("fr", "Le reste est de moi."),
        ("es", "Escribí el resto."),
        ("es", "El resto es mío."),
        ("it", "Il resto l'ho scritto io."),
        ("pt", "O resto é meu."),
        ("nl", "De rest heb ik zelf geschreven."),
        ("ru", "Остальное написал я."),
        ("ru", "Остальное — моё."),
        ("uk", "Решту написав я."),
        ("cs", "Zbytek jsem napsal sám."),
        ("sv", "Resten är mitt."),
        ("da", "Resten er mit."),
        ("no", "Resten skrev jeg selv."),
        ("fi", "Loput kirjoitin itse."),
        ("hu", "A többit én írtam."),
        ("pl", "Resztę napisałem sam."),
        ("tr", "Gerisini ben yazdım."),
        ("id", "Sisanya saya tulis sendiri."),
        ("vi", "Phần còn lại do tôi viết."),
        ("ja", "残りは私が書きました。"),
        ("ja", "残りは、すべて私が書きました。"),
        ("zh", "其余部分由我自己写。"),
        ("ko", "나머지는 제가 썼습니다."),
        ("fa", "بقیه را خودم نوشتم."),
        ("hi", "बाकी मैंने लिखा है।"),
        ("ro", "Restul l-am scris eu."),
        ("el", "Τα υπόλοιπα είναι δικά μου."),
        ("ar", "الباقي من كتابتي."),
        ("he", "את השאר כתבתי בעצמי."),
        ("th", "ที่เหลือฉันเขียนเอง"),
    ],
)
def test_a_clause_that_says_no_more_than_that_the_rest_is_somebodys_makes_it_partial(
    strengths: Callable[[str], set[str]], language: str, said: str
) -> None:
    assert strengths(f"{WRITTEN[language]} {said}") == PARTIAL


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Everything else I wrote on this blog is mine."),
        ("en", "The rest is our problem now."),
        ("en", "The rest is my favourite part of the day."),
        ("en", "\n\nEverything else I wrote that winter burned in the fire."),
        ("en", "\n\nThe rest is mine."),
        ("en", "None of the rest is mine."),
        ("en", "I never said the rest is mine."),
        ("en", "Not a word of the rest is mine."),
        ("en", '"The rest is mine" is a song.'),
        ("en", "“The rest is mine,” she said."),
        ("en", "I wrote the rest of this blog."),
        ("en", "The rest of my family is mine to feed."),
        ("en", "The rest is mine to tell."),
        ("en", "The rest is history."),
        ("de", "Den Rest habe ich vergessen."),
        ("de", "Den Rest haben wir dem Zufall überlassen."),
        ("de", "Der Rest ist mein Geheimnis."),
        ("de", "Alles andere haben wir gestrichen."),
        ("de", "„Der Rest ist von mir“, sagte sie."),
        ("de", "Kein Wort vom Rest ist von mir."),
        ("it", "Il resto l'ho dimenticato."),
        ("fr", "Tout le reste est de ma faute."),
        ("fr", "Tout le reste est de notre responsabilité."),
        ("fr", "« Le reste est de moi », dit-elle."),
        ("es", "El resto es nuestro problema."),
        ("pt", "O resto é meu problema."),
        ("nl", "De rest heb ik weggelaten."),
        ("nl", "De rest schreef geschiedenis."),
        ("nl", "De rest is mijn probleem."),
        ("ru", "Остальное я расскажу завтра."),
        ("ru", "Остальное мы обсудим в комментариях."),
        ("uk", "Решту я розповім завтра."),
        ("cs", "Zbytek jsem zapomněl."),
        ("cs", "Zbytek jsme smazali."),
        ("sv", "Resten har jag glömt."),
        ("da", "Resten har vi slettet."),
        ("no", "Resten har jeg glemt."),
        ("fi", "Loput olen unohtanut."),
        ("hu", "A többi saját tapasztalat."),
        ("pl", "Reszta to moja tajemnica."),
        ("tr", "Gerisini ben bilmem."),
        ("tr", "Gerisi benim sorunum değil."),
        ("id", "Sisanya saya hapus."),
        ("vi", "Phần còn lại tôi không nhớ."),
        ("ja", "残りは自分で考えてください。"),
        ("ja", "他は自分で調べてください。"),
        ("zh", "其他都是我的错。"),
        ("zh", "其余为我司版权所有。"),
        ("ko", "나머지는 직접 확인하세요."),
        ("fa", "بقیه را من نمی‌دانم."),
        ("hi", "बाकी मैंने कुछ नहीं किया।"),
        ("ro", "Restul este al meu de plătit."),
        ("el", "Τα υπόλοιπα είναι δικά μου προβλήματα."),
        ("ar", "الباقي لي مشكلة."),
        ("he", "השאר שלי בבית."),
    ],
)
def test_a_clause_that_says_something_else_of_the_rest_takes_nothing_back(
    strengths: Callable[[str], set[str]], language: str, said: str
) -> None:
    assert strengths(f"{WRITTEN[language]} {said}") == FULL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rest is mine. This article was written by ChatGPT.", PARTIAL),
        ("Der Rest ist von mir. Dieser Artikel wurde von ChatGPT geschrieben.", PARTIAL),
        ("The rest is mine.\n\nThis article was written by ChatGPT.", FULL),
        ("“The rest is mine.” This article was written by ChatGPT.", FULL),
        ("Cet article a été rédigé par ChatGPT. « Le reste est de moi », dit-elle.", FULL),
        ("This article was written by ChatGPT.\n\nThe rest is mine.", FULL),
    ],
)
def test_the_rest_is_claimed_in_the_same_paragraph_and_in_no_quotation(
    strengths: Callable[[str], set[str]], text: str, expected: set[str]
) -> None:
    assert strengths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first draft of this article was written by ChatGPT.", PARTIAL),
        ("I had ChatGPT write a first draft of this article.", PARTIAL),
        ("This article is half written by ChatGPT, half by me.", PARTIAL),
        ("I wrote this article together with ChatGPT.", PARTIAL),
        ("Bullets produced by AI and checked by a journalist", PARTIAL),
        ("This draft was written by ChatGPT.", FULL),
        ("Dieser Entwurf wurde durch ein KI-System abgefasst.", FULL),
    ],
)
def test_a_draft_or_half_of_a_text_is_partial(
    strengths: Callable[[str], set[str]], text: str, expected: set[str]
) -> None:
    assert strengths(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This letter's preface and every chapter were written by AI.", FULL),
        ("This site's index page is AI-generated.", FULL),
        ("This guide's index page was written by ChatGPT.", FULL),
        ("This book's index and glossary were written by ChatGPT.", PARTIAL),
    ],
)
def test_more_than_a_part_is_no_part(
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
    spans: Callable[[str], tuple[Span, ...]], part: str, whose: str
) -> None:
    found = spans(f"{whose.format(part)} was written by ChatGPT.")

    assert [span.polarity for span in found] == ["affirmed"]
    assert [span for span in found if (span.scope, span.strength) == ("text", "full")] == []


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
