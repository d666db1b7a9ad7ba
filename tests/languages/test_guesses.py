"""What somebody only supposes of a text, or is sure of, is no verdict, in whatever word of the lexicon."""

from __future__ import annotations

import pytest

from ailabel.disclosure import discloses, find_spans, load_patterns
from ailabel.document import Document

PATTERNS = load_patterns()
CLAIMS = {
    "ar": "هذا المقال {} كتبه الذكاء الاصطناعي.",
    "cs": "Tento článek {} napsala umělá inteligence.",
    "da": "Denne artikel er {} skrevet af en AI.",
    "de": "Dieser Artikel wurde {} von einer KI geschrieben.",
    "el": "Αυτό το άρθρο {} γράφτηκε από τεχνητή νοημοσύνη.",
    "en": "This article was {} written by AI.",
    "es": "Este artículo fue {} escrito por una IA.",
    "fa": "این مقاله {} توسط هوش مصنوعی نوشته شده است.",
    "fi": "Tämän artikkelin on {} kirjoittanut tekoäly.",
    "fr": "Cet article a {} été écrit par une IA.",
    "he": "המאמר הזה {} נכתב על ידי בינה מלאכותית.",
    "hi": "यह लेख {} AI ने लिखा है।",
    "hu": "Ezt a cikket {} mesterséges intelligencia írta.",
    "id": "Artikel ini {} ditulis oleh AI.",
    "it": "Questo articolo è stato {} scritto da un'IA.",
    "ja": "この記事は{}AIが書いたものだ。",
    "ko": "이 글은 {} AI가 작성했다.",
    "nl": "Dit artikel is {} door een AI geschreven.",
    "no": "Denne artikkelen er {} skrevet av en AI.",
    "pl": "Ten artykuł {} napisała sztuczna inteligencja.",
    "pt": "Este artigo foi {} escrito por uma IA.",
    "ro": "Acest articol a fost {} scris de o inteligență artificială.",
    "ru": "Эта статья {} написана ИИ.",
    "sv": "Den här artikeln är {} skriven av en AI.",
    "th": "บทความนี้{}เขียนโดย AI",
    "tr": "Bu yazı {} yapay zekâ tarafından yazıldı.",
    "uk": "Ця стаття {} написана ШІ.",
    "vi": "Bài viết này {} do AI viết.",
    "zh": "本文{}由AI撰写。",
}
"""A claim in each language, and where a word that makes it a guess may stand."""


def is_verdict(text: str) -> bool:
    return discloses(find_spans(Document.cut(text), PATTERNS))


@pytest.mark.parametrize("language", sorted({pattern.language for pattern in PATTERNS} - {"any"}))
def test_a_guess_is_no_verdict(language: str) -> None:
    claim = CLAIMS[language]
    guesses = [word.strip() for word in PATTERNS.lexicons[language].words["perhaps"]]
    plainly = claim.format("").replace("  ", " ")

    assert is_verdict(plainly)
    assert [guess for guess in guesses if is_verdict(claim.format(guess))] == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "nl", "ru", "pl"])
def test_a_guess_behind_the_claim_is_one_of_it(language: str) -> None:
    claim = CLAIMS[language].format("").replace("  ", " ").rstrip(".")
    guess = PATTERNS.lexicons[language].words["perhaps"][0].strip()

    assert not is_verdict(f"{claim}, {guess}.")
    assert not is_verdict(f"{claim} ({guess}).")
    assert is_verdict(f"{claim}.")
