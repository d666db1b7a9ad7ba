"""The language of a text is told by its script and its small words."""

from __future__ import annotations

import json
import lzma
import pydoc_data.topics
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.document import Document
from ailabel.language import different_words, tell_language
from ailabel.languages.words import read_words
from ailabel.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHERS = "ar de es fr he hi id it ja ko nl pl pt ru sv th tr uk vi zh el".split()  # noqa: SIM905  a list of words
MIN_WORDS = 30


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The cat sat on the mat, and it was not at all happy with that.", "en"),
        ("Die Katze saß auf der Matte und war damit nicht zufrieden.", "de"),
        ("Le chat est assis sur le tapis et il ne veut pas le quitter.", "fr"),
        ("El gato está sentado en la alfombra y no quiere irse de ella.", "es"),
        ("Кошка сидела на ковре, и она не хотела с него уходить.", "ru"),
        ("Кішка сиділа на килимі, і вона не хотіла з нього йти.", "uk"),
        ("昨天晚上我们在厨房里坐了很久。", "zh"),
        ("昨日の夜、私たちは台所に座っていました。", "ja"),
        ("어제 저녁에 우리는 부엌에 앉아 있었습니다.", "ko"),
        ("جلست القطة على السجادة ولم ترغب في المغادرة.", "ar"),
        ("Η γάτα κάθισε στο χαλί και δεν ήθελε να φύγει.", "el"),
        ("החתולה ישבה על השטיח ולא רצתה ללכת.", "he"),
        ("La mairie a annoncé lundi que le pont serait construit en mai.", "fr"),
        ("Byen har besluttet at bygge en ny bro, og den bliver åbnet af borgmesteren efter jul.", "da"),
        ("Byen har bestemt at det skal bygges en ny bro, og den blir åpnet av ordføreren etter jul.", "no"),
        ("Staden har beslutat att bygga en ny bro, och den kommer att öppnas av borgmästaren i maj.", "sv"),
        ("Město se rozhodlo, že postaví nový most. Bude otevřen v květnu. Už se na něj těší.", "cs"),
        ("Mesto sa rozhodlo, že postaví nový most, a bude otvorený v máji, ak to počasie dovolí.", "sk"),
        ("A város úgy döntött, hogy új hidat épít, és azt májusban meg is nyitja.", "hu"),
        ("Orașul a decis să construiască un pod nou, care va fi deschis în luna mai.", "ro"),
        ("Kaupunki päätti, että uusi silta rakennetaan, ja se avataan toukokuussa, kun sää on hyvä.", "fi"),
        ("L'ajuntament ha decidit que el pont nou s'obrirà al maig, però encara no és segur.", "ca"),
        ("Градът реши, че ще построи нов мост и той ще бъде открит през май.", "bg"),
        ("Град је одлучио да ће изградити нови мост који ће бити отворен у мају.", "sr"),
        ("شهرداری تصمیم گرفت که پل تازه‌ای بسازد و آن را در بهار باز کند.", "fa"),
        ("Le pont ouvre lundi.", None),
        ("La la la.", None),
        ("keyword cheap flights hotel deals best price online", None),
        ("", None),
        ("12 + 34 = 46", None),
    ],
)
def test_language_of_a_sentence(text: str, language: str | None) -> None:
    assert tell_language(text).language == language


def test_words_are_counted_where_no_space_parts_them() -> None:
    assert tell_language("one two three").words == 3
    assert tell_language("我们在厨房里坐").words == 4  # seven signs, two a word
    assert tell_language("").words == 0


def test_share_of_english_is_that_of_its_small_words() -> None:
    assert tell_language("the cat and the dog").english == pytest.approx(0.6)


def test_share_of_english_is_that_of_whole_words() -> None:
    assert tell_language("The THEN thesis of offal").english == pytest.approx(0.6)
    assert tell_language("therefore, however, throughout").english == 0


def test_every_function_word_of_english_is_known_alone() -> None:
    assert all(tell_language(word).english == 1 for word in read_words().function["en"])


def test_different_words_are_counted_whatever_their_case() -> None:
    assert different_words("the cat and The CAT") == 3
    assert different_words("establishment established") == 1  # told by their first eight letters
    assert tell_language("the cat and The CAT").different == 3


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=12), min_size=1))
def test_no_more_different_words_are_counted_than_there_are(words: list[str]) -> None:
    assert 1 <= different_words(" ".join(words)) <= len(set(words))


@pytest.mark.parametrize("topic", ["assert", "naming", "import", "numbers", "with", "class"])
def test_manual_of_python_is_english(topic: str) -> None:
    text = prose(Document.cut(pydoc_data.topics.topics[topic]), ()).text

    assert tell_language(text).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Az a ház, a kert is és a fa, a tó, a hegy is szép, a völgy a nap alatt is az; " * 6,
        "Er der nu en sådan måde at gøre det på? I så fald er det for sent, og over at så: " * 6,
    ],
)
def test_long_text_full_of_accents_is_not_english_for_words_that_look_so(text: str) -> None:
    assert tell_language(text.strip()).language in {"hu", "da"}


def test_english_with_names_from_elsewhere_is_english() -> None:
    text = "The mayor of São Paulo met Dvořák and Søren at the café, and they said that it was good. "

    assert tell_language("Antonín Dvořák wrote the symphony in New York.").language == "en"
    assert tell_language((text * 5).strip()).language == "en"
    assert tell_language(text.strip()).language == "en"


@given(st.text(max_size=80))
def test_any_text_has_a_language_or_none(text: str) -> None:
    tongue = tell_language(text)

    assert tongue.words >= 0
    assert 0 <= tongue.english <= 1


def proses(file: Path, rows: int | None = None) -> Iterator[tuple[str, str]]:
    """(language, prose) of the texts of a corpus that are of some length."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, islice(lines, rows)):
            text = prose(Document.cut(row["text"]), ()).text
            if tell_language(text).words >= MIN_WORDS:
                yield row.get("lang", "en"), text


@pytest.mark.shared
def test_other_languages_are_told_and_never_called_english(shared: Path) -> None:
    files = sorted((shared / "other").glob("*.jsonl.xz"))
    texts = [(language, text) for file in files for language, text in proses(file) if language in OTHERS]
    foreign = [
        pair for pair in texts if tell_language(pair[1]).english <= 1 / 3
    ]  # the rest is English indeed
    told = Counter((language, tell_language(text).language) for language, text in foreign)

    assert (
        sum(count for (language, answer), count in told.items() if language == answer) >= 0.995 * told.total()
    )
    assert sum(count for (_, answer), count in told.items() if answer == "en") <= 0.001 * told.total()


@pytest.mark.shared
def test_english_is_called_english(shared: Path) -> None:
    files = [*sorted((shared / "calibrate").glob("*.jsonl.xz")), *sorted((shared / "dev").glob("*.jsonl.xz"))]
    texts = [text for file in files for language, text in proses(file, rows=60) if language == "en"]
    told = Counter(tell_language(text).language for text in texts)

    assert told["en"] >= 0.995 * told.total()
