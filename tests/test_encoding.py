"""Bytes come out as the text that was saved, or not at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.encoding import MAGIC, decode
from ailabel.errors import InputError

ENGLISH = "The café’s owner – a former baker – said “we’re open till 9”. It costs €4.\r\n"
FRENCH = (
    "L’été dernier, nous avons mangé des crêpes à la plage, où il faisait déjà très chaud. Ça allait bien."
)
GERMAN = "Am Morgen regnete es über den Dächern der Stadt, und niemand wußte, warum die Züge später kamen."
SPANISH = "El año pasado mi hermano pequeño viajó a España. ¿Cuándo volverá? Nadie lo sabía todavía."
RUSSIAN = "Вчера вечером мы долго сидели на кухне и говорили о том, что будет завтра, когда придёт поезд."
GREEK = "Χθες το βράδυ καθίσαμε στην κουζίνα και μιλήσαμε για ώρες, ώσπου να έρθει το τελευταίο τρένο."
HEBREW = "אתמול בערב ישבנו במטבח ודיברנו שעות ארוכות על מה שיקרה מחר כשתגיע הרכבת האחרונה לעיר."
JAPANESE = "昨日の夜、私たちは台所に座って、明日の電車が来たらどうなるかについて長い間話しました。"
CHINESE = "昨天晚上我们在厨房里坐了很久,谈论明天火车来的时候会发生什么。后来大家都去睡觉了,外面下着雨。"
KOREAN = "어제 저녁에 우리는 부엌에 앉아 내일 기차가 오면 무슨 일이 일어날지 오랫동안 이야기했습니다."

POLISH = "Most zostanie zbudowany w maju, ogłosiła burmistrz.\nTen artykuł został wygenerowany przez SI.\n"
CZECH = "V pondělí začne oprava mostu přes řeku. Článek byl vytvořen pomocí umělé inteligence.\n"
HUNGARIAN = (
    "A hídfelújítás hétfőn kezdődik. Ezt a cikket mesterséges intelligencia írta, szerkesztő ellenőrizte.\n"
)
ROMANIAN = (
    "Podul va fi închis de luni. Acest articol a fost generat cu inteligenţă artificială şi verificat.\n"
)
CROATIAN = (
    "Most će biti zatvoren do nedjelje. Članak je napisala umjetna inteligencija, što urednik nije znao.\n"
)
TURKISH = "Köprü pazartesi günü kapanacak. Bu yazı yapay zekâ tarafından yazılmıştır.\n"
LATVIAN = "Tiltu slēgs pirmdien. Šo rakstu ir uzrakstījis mākslīgais intelekts, un redaktors to pārbaudīja.\n"
ITALIAN = "Il ponte è chiuso da lunedì perché la città lo ripara.\n"
PORTUGUESE = "A ponte não será reaberta até sábado; a decisão é da câmara.\n"
SWEDISH = "Bron över ån är stängd från måndag, säger kommunen.\n"
FINNISH = "Silta suljetaan maanantaina. Tämän jutun on kirjoittanut tekoäly.\n"
DANISH = "Broen over åen er lukket fra mandag. Ærlig talt, hvad gør vi så?\n"
ICELANDIC = "Brúin verður lokuð frá mánudegi, það er ákvörðun bæjarins.\n"
HEBREW_LINE = "הגשר ייסגר ביום שני. הכתבה נכתבה בעזרת בינה מלאכותית.\n"
UKRAINIAN = "Міст закриють у понеділок. Цю статтю написав штучний інтелект, а її перевірив редактор.\n"
TRADITIONAL = "橋將於星期一關閉。本文由人工智慧生成，並經編輯審閱。\n"
THAI = "สะพานจะปิดในวันจันทร์ บทความนี้เขียนโดยปัญญาประดิษฐ์\n"
ARABIC = "سيغلق الجسر يوم الاثنين. كُتب هذا المقال بواسطة الذكاء الاصطناعي.\n"

SAVED = [
    (POLISH, "cp1250"),
    (POLISH, "iso8859_2"),
    (CZECH, "cp1250"),
    (CZECH, "iso8859_2"),
    (HUNGARIAN, "cp1250"),
    (ROMANIAN, "cp1250"),
    (CROATIAN, "cp1250"),
    (TURKISH, "cp1254"),
    (LATVIAN, "cp1257"),
    (ITALIAN, "cp1252"),
    (PORTUGUESE, "cp1252"),
    (SWEDISH, "cp1252"),
    (FINNISH, "cp1252"),
    (FINNISH, "mac_roman"),
    (DANISH, "cp1252"),
    (ICELANDIC, "cp1252"),
    (HEBREW_LINE, "cp1255"),
    (UKRAINIAN, "cp1251"),
    (UKRAINIAN, "koi8-u"),
    (TRADITIONAL, "big5"),
    (THAI, "cp874"),
    (ARABIC, "cp1256"),
    (ENGLISH, "cp1252"),
    (FRENCH, "cp1252"),
    (GERMAN, "cp1252"),
    (GERMAN, "latin-1"),
    (SPANISH, "cp1252"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (GREEK, "cp1253"),
    (HEBREW, "cp1255"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc_jp"),
    (JAPANESE, "iso2022_jp"),
    (CHINESE, "gb18030"),
    (KOREAN, "cp949"),
]
LATE = "The bridge is shut. " * 15_000
UNICODE = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
TEXTS = [ENGLISH, RUSSIAN, JAPANESE, CHINESE, KOREAN, "Hi.\n", "😀 and more"]


@pytest.mark.parametrize(("text", "encoding"), SAVED, ids=lambda value: value[:9])
def test_undeclared_encoding_is_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("text", "encoding"), [(POLISH, "cp1250"), (TURKISH, "cp1254"), (FRENCH, "cp1252")])
def test_what_tells_the_encoding_may_stand_at_the_end(text: str, encoding: str) -> None:
    assert decode((LATE + text).encode(encoding)) == LATE + text


@pytest.mark.parametrize(
    "text", ["Café.\n", "L’été", "¿Qué?", "Ça va.", "Am Fluß", "50 °C", "È già qui", "50 €"]
)
def test_a_few_characters_are_what_most_people_write(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "text", [FRENCH, GERMAN, RUSSIAN, JAPANESE, POLISH, "“One,” she said — “not two.”\n"]
)
def test_a_byte_astray_in_utf_8_is_named(text: str) -> None:
    data = text.encode() + b" \xe9."

    with pytest.raises(InputError, match=rf"0xE9 at offset {len(text.encode()) + 1} is not UTF-8"):
        decode(data)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:6]))
@pytest.mark.parametrize("encoding", UNICODE)
def test_byte_order_mark_is_believed_and_dropped(text: str, encoding: str) -> None:
    assert decode(f"\ufeff{text}".encode(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        RUSSIAN,
        f"{JAPANESE}\n",
        "きのう、えきで。\n",
        "Hi.\n",
        "一行。\n第二行 with English in it.\n",
    ],
)
@pytest.mark.parametrize("encoding", UNICODE)
def test_unicode_without_a_mark_is_recognised_by_its_zeros(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<!DOCTYPE html><meta charset="{}">', "cp1251"),
        ("<html><head><META CHARSET={}></head>", "koi8-r"),
        ('<meta http-equiv="Content-Type" content="text/html; charset={}">', "iso-8859-5"),
        ("<?xml version='1.0' encoding='{}'?><p>", "mac_cyrillic"),
    ],
)
def test_declared_encoding_is_believed(head: str, encoding: str) -> None:
    page = f"<!-- a page -->{head.format(encoding)}{RUSSIAN}" if head.startswith("<meta") else ""
    page = page or head.format(encoding) + RUSSIAN

    assert decode(page.encode(encoding)) == page


def test_declared_encoding_outweighs_utf8_where_its_bytes_read_as_both() -> None:
    data = b'<html><meta charset="gbk">\xc1\xaa\xcd\xa8'  # two Chinese characters, or two letters in UTF-8

    assert decode(data).endswith("联通")


def test_declared_latin_1_is_what_windows_writes_under_that_name() -> None:
    data = b'<html><meta charset="iso-8859-1">\x93so\x94'

    assert decode(data).endswith("“so”")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [JAPANESE, CHINESE, "一月一日、一人で歩いた。", "мама и папа", "10.000"])
def test_ideographic_space_does_not_turn_the_bytes_round(text: str, encoding: str) -> None:
    for indented in (f"\u3000{text}", f"\u3000\u3000{text}\n\u3000{text}\n", f"{text}\u3000"):
        assert decode(indented.encode(encoding)) == indented


@pytest.mark.parametrize("label", ["iso-8859-1", "utf-16", "no-such-thing", "rot13", "base64"])
def test_wrong_declaration_does_not_spoil_utf8(label: str) -> None:
    page = f'<html><meta charset="{label}">{JAPANESE}'

    assert decode(page.encode()) == page


def test_a_text_that_speaks_of_charsets_declares_none() -> None:
    text = f'Write <meta charset="koi8-r"> into the head. {FRENCH}'

    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"Some text.\0More", 10),
        (b"abcd\0efg", 4),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0", 7),
        (b"\x01\x02\x03\x04\xff\xfa\x11\x12" * 20, 0),
        (codecs.BOM_UTF8 + b"abc\xe9", 6),
        (codecs.BOM_UTF16_LE + b"a\0b\0\0\0", 6),
        (codecs.BOM_UTF16_BE + b"\0a\0b\0", 6),
        (b"caf\xe9 " + bytes(range(0x80, 0x100)) * 3, 3),
    ],
)
def test_what_is_no_text_is_refused_at_the_byte_that_shows_it(data: bytes, offset: int) -> None:
    with pytest.raises(InputError, match=rf"\bat offset {offset}\b.*UTF-8"):
        decode(data)


@pytest.mark.parametrize("magic", MAGIC)
def test_known_formats_are_named(magic: bytes) -> None:
    with pytest.raises(InputError, match=f"^{MAGIC[magic].replace('(', '.').replace(')', '.')}, not text"):
        decode(magic + b"1.7 and so on \0\0")


def test_empty_file_is_an_empty_text() -> None:
    assert decode(b"") == ""
    assert decode(codecs.BOM_UTF16_LE) == ""


def test_control_characters_in_utf8_are_left_to_the_document() -> None:
    assert decode(b"N\x08NA\x08AM\x08ME") == "N\x08NA\x08AM\x08ME"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_an_error_of_ours(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError:
        return
    assert isinstance(text, str)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf8_comes_back_as_it_was_saved(text: str) -> None:
    if not any(text.encode().startswith(magic) for magic in MAGIC) and "\x1b$" not in text:
        assert decode(text.encode()) == text
        assert decode(text.encode("utf-8-sig")) == text
