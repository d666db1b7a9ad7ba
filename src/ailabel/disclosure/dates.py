"""When a text was made, which says nothing of who made it: "on 3 May 2026", "am 3. Mai", "2026年5月3日に".

What a date is opposed to is no such date: until, since, before and after it somebody else may have written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ailabel.disclosure.setting import plain
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


class Calendar(NamedTuple):
    """Months as they stand in dates; what introduces one (a last `|`: or nothing); what follows it."""

    months: str
    before: str = ""
    after: str = ""


NORDIC = (
    "januari?|februari?|mars|marts|april|maj|mai|juni|juli|augusti?|september|oktober|november|de[cs]ember"
)
CALENDARS = {
    "en": Calendar(
        "Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?"
        "|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?",
        "on|in|at|dated",
    ),
    "de": Calendar(
        "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
        "am|vom|im|den",
    ),
    "fr": Calendar(
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
        "le|en|du|daté du",
    ),
    "es": Calendar(
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre",
        "el|en|del|el día",
    ),
    "pt": Calendar(
        "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
        "em|no dia|a|de",
    ),
    "it": Calendar(
        "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
        "il|nel|del|in data|il giorno|a",
    ),
    "nl": Calendar(
        "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december", "op|in|van"
    ),
    "sv": Calendar(NORDIC, "den|i|från den"),
    "da": Calendar(NORDIC, "den|i|fra den"),
    "no": Calendar(NORDIC, "den|i|fra"),
    "fi": Calendar(
        "(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:n|ta|ssa)",
        after=r"(?!\s(?:asti|saakka|mennessä|jälkeen))",
    ),
    "pl": Calendar(
        "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia",
        "(?:w|z)? ?dni(?:u|a)|z|",
        "(?: r\\.| roku)?",
    ),
    "cs": Calendar(
        "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince", "dne|ze dne|"
    ),
    "sk": Calendar(
        "januára|februára|marca|apríla|mája|júna|júla|augusta|septembra|októbra|novembra|decembra",
        "dňa|zo dňa|",
    ),
    "ro": Calendar(
        "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
        "în|pe|la|din|la data de|în data de|",
    ),
    "hu": Calendar(
        "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december",
        after="-(?:[aáeé]n|j[aáeé]n|i)\\b",
    ),
    "ru": Calendar(
        "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
        "от|",
        "(?:\\s?(?:г\\.|года?))?",
    ),
    "uk": Calendar(
        "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
        "від|",
        "(?:\\s?(?:р\\.|року))?",
    ),
    "bg": Calendar(
        "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
        "на|от|",
        "(?:\\s?(?:г\\.|година))?",
    ),
    "el": Calendar(
        "Ιανουαρίου|Φεβρουαρίου|Μαρτίου|Απριλίου|Μαΐου|Ιουνίου|Ιουλίου|Αυγούστου|Σεπτεμβρίου|Οκτωβρίου"
        "|Νοεμβρίου|Δεκεμβρίου",
        "στις|την|της",
    ),
    "tr": Calendar(
        "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
        after=r"(?:['’][dt][ae]| tarihinde| günü)\b",
    ),
    "id": Calendar(
        "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
        "pada|pada tanggal|tanggal|di bulan",
    ),
    "ar": Calendar(
        "يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
        "في|بتاريخ|يوم|في يوم",
    ),
    "hi": Calendar("जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर", after="\\sको"),
}
WRITTEN = {
    "vi": r"\s(?:vào |vào ngày |ngày )?(?:\d{1,2}/\d{1,2}/\d{4}"
    r"|(?:\d{1,2} )?tháng \d{1,2}(?:(?:,| năm) \d{4})?)",
    "ja": r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?+(?:に|付で|、|(?=\s?AI))",
    "zh": r"(?:[于於在]\s?)?(?:\d{4}\s?年)?\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号號])?+"
    r"(?![前后後起止至到]|之|以|为)",
    "ko": r"\s(?:\d{4}년 ?)?\d{1,2}월(?: ?\d{1,2}일)?+(?:에|,)?(?=\s)",
}
"""Dates of languages that count their months, as they are written; what may introduce them is part of it."""
NUMBERS = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?P<mark>[./-]) ?\d{1,2}(?P=mark) ?(?:\d{4}|\d\d)"
HOUR = (
    r"(?:,? (?:at|um|à|alle|kl\.?|o|в|о|om|a las|às) ?\d{1,2}[:.h]\d{2}(?: ?(?:Uhr|uur|[ap]m|[ap]\.m\.))?)?"
)
WEEKDAY = r"[^\W\d_]{3,12},? "  # letters of "Monday, "; any word may stand there
WORD = regex(r"\S+\s*\Z")  # before a date
REACH = 24  # characters in which that word stands
SINCE = frozenset((
    "until", "till", "since", "before", "after", "by", "from",
    "bis", "vor", "nach", "seit", "ab", "zum",
    "avant", "après", "depuis", "dès", "hasta", "desde", "antes", "después", "tras",
    "até", "depois", "fino", "prima", "dopo", "dal",
    "tot", "voor", "na", "sinds", "vanaf", "til", "före", "efter", "etter", "før", "sedan", "siden",
    "do", "od", "po", "przed", "před", "pred", "до", "после", "с", "перед", "від", "після", "з",
    "след", "преди",
    "până", "după", "înainte", "dinainte", "έως", "μέχρι", "μετά", "πριν", "από",
    "sebelum", "sesudah", "setelah", "hingga", "sampai", "sejak", "قبل", "بعد", "حتى", "منذ",
    "trước", "sau", "đến", "từ",
))  # fmt: skip
"""What makes of a date a bound of time, right before it; of all languages, as they do not clash."""


def dates(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Where dates stand in a part of a text, each with what introduces it and the space before it."""
    found = _pattern(language)
    for date in found.finditer(text, start, end) if found else ():
        before = WORD.search(text, max(start, date.start() - REACH), date.start())
        if before is None or plain(before[0]) not in SINCE:
            yield date.span()


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if language in WRITTEN:
        return re.compile(WRITTEN[language])
    if not (calendar := CALENDARS.get(language)):
        return None
    months, before, after = calendar
    day = r"\d{1,2}(?:\.|st|nd|rd|th|er|º|°|-?го)?"
    year = r"(?:,? (?:de |del |of )?\d{4}\b)?"
    named = (
        rf"(?:the |den )?{day}(?: de| of| d['’])? ?(?:{months})\b{year}"
        rf"|(?:{months}) {day}\b{year}|(?:{months})(?: de| of)? \d{{4}}\b"
    )
    if language == "hu":
        named = rf"(?:\d{{4}}\. )?(?:{months}) \d{{1,2}}"
    introduced = rf"(?:(?:{before.removesuffix('|')})\s(?:{WEEKDAY})?)" if before else ""
    if before.endswith("|"):
        introduced += "?"
    return re.compile(rf"\s{introduced}(?:{named}|{NUMBERS}){after}{HOUR}")
