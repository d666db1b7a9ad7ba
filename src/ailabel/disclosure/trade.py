"""Whether "AI" is what an author deals with, and no author: "our AI reporter Anna Berg", "Acme AI"."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ailabel.disclosure.clause import MAKERS
from ailabel.disclosure.scope import AGENTS
from ailabel.disclosure.setting import begins, every, plain, says
from ailabel.lazy import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from ailabel.disclosure.pattern import Lexicon
    from ailabel.disclosure.setting import Setting

WORD = regex(r"[^\W_]+")
JOINED = regex(r"-([^\W_]+)")  # a noun that a hyphen joins to it
TERMS = frozenset({"ai", "ia", "ki"})
LINK = 4  # letters of the longest word that links a noun to AI, as in Spanish: "agencia de IA"
NEAR = 5  # words before AI in which "by" stands
BESIDE = 24  # characters beside "AI" in which a word of somebody's trade stands
JOINTS = (" ", "-")  # what stands between words of one phrase
LINKED = regex(r"(?: \w{1,3}| \w{1,4} l)? \Z")  # what stands between them, as in "redactor de IA"
CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĻŃŅŇŐŒŘŚŞŠŤŪŮŰŲŹŻŽȘȚΆ-ΏΑ-ΫЀ-ЯҐ"
NAME = rf"[{CAPITAL}][\w'’-]*[^\W\d_](?: [{CAPITAL}]\.)?(?: (?:al|bin|da|de|del|der|di|dos|la|le|van|von))*"
FULL_NAME = rf"{NAME}(?: [{CAPITAL}][\w'’-]*[^\W\d_]){{1,2}}"
TERM = r"(?:A\.I\.|AI|KI|IA|ИИ|ШІ|SI|[Aa]rtificial [Ii]ntelligence)"
TITLED = regex(rf"\b(?P<name>{FULL_NAME})(?:, | \((?! ))(?:[\w'’-]+ ){{0,4}}{TERM}\b(?!-\w+(?:ed|en|t)\b)")
"""A full name, and what its bearer is: "Anna Berg, AI editor"; "Anna Berg, AI-assisted" is none."""
NAMED = regex(rf"\b(?:{TERM}[- ]\w[\w-]*|\w[\w'’-]* (?:[\w'’]{{1,4}} )?{TERM}),? \(?(?P<name>{FULL_NAME})")
"""A full name behind what its bearer is: "AI correspondent Anna Berg", "redactor de IA, Juan Pérez"."""
DEGREE = regex(rf"\b(?P<name>{FULL_NAME})(?:(?:,? [A-Z]\w?\.?[A-Z][A-Z.]{{0,4}}){{1,3}},?|,| \() ?\bLL\.?M\b")
"""A name with the degree of a master of laws, and what parts them: "John Smith LLB LLM"."""
INSTITUTE = regex(
    rf"\b[a-zà-ÿ]{{2,12}} (?:the )?AI (?P<name>[{CAPITAL}][a-zà-ÿ]+(?: [{CAPITAL}][a-zà-ÿ]+)?)"
    r"(?= [a-z]|[.,;)]|\Z)"
)
"""What is named after AI: "compiled by AI Index"."""
FIRM = regex(
    r"\b(?:af|av|by|da|door|oleh|par|por|przez|von) (?:[A-Z][\w&-]* ){0,2}"
    r"(?P<name>[A-Z][\w&-]*)(?: |\.(?=AI\b))(?:AI|LLMs?)\b"
)
"""Who made it, and whose name ends in AI."""


def is_professional(setting: Setting) -> bool:
    """A word of somebody's trade stands beside "AI", and a full name: "AI correspondent Anna Berg".

    Or a lawyer's degree behind the name: "Anna Berg, LLM".
    """
    is_named = is_of_a_trade(setting) and any(_names(title, setting) for title in (TITLED, NAMED))
    return is_named or _names(DEGREE, setting)


def is_of_a_trade(setting: Setting) -> bool:
    """A word of somebody's trade stands beside "AI", who may write of it or be it: "our AI reporter"."""
    lexicon, trade = setting.lexicon, setting.lexicon.words.get("trade", ())
    told = says if lexicon.spaced else begins
    return bool(trade) and any(told(text, trade) for text in _beside(setting))


def is_of_another(setting: Setting) -> bool:
    """Who made it is named after AI and no machine: "par une agence d'IA", "von einer KI-Agentur"."""
    lexicon, markers = setting.lexicon, setting.lexicon.words.get("by", ())
    named = list(_named_after(_said(setting), lexicon)) if markers else []
    return bool(named) and bool(named[-1]) and not any(_is_machine(word, lexicon) for word in named[-1])


def _named_after(said: str, lexicon: Lexicon) -> Iterator[list[str]]:
    """For each "AI", the words of who is named after it, from "by" on; none where AI itself made it."""
    words = lexicon.words
    for found in WORD.finditer(said):
        if found[0].lower() not in TERMS:
            continue
        before = [word.lower() for word in WORD.findall(said[: found.start()])][-NEAR:]
        marked = [at for at, word in enumerate(before) if says(word, words.get("by", ()))]
        if not marked:
            continue
        between = before[marked[-1] + 1 :]
        if lexicon.head == "last":
            joined = JOINED.match(said, found.end())
            yield [joined[1].lower()] if joined else []
        else:
            is_with = any(says(word, words.get("agent", ())) for word in between)
            yield [] if is_with or all(_is_link(word, lexicon) for word in between) else between


def _is_link(word: str, lexicon: Lexicon) -> bool:
    """Whether it links a noun to AI, or only points to it: "de", "une", "notre"."""
    return len(word) <= LINK or says(word, lexicon.words.get("pointing", ()))


def _is_machine(noun: str, lexicon: Lexicon) -> bool:
    """Whether it names a program, at the end of a compound, too: "KI-Sprachmodell"."""
    words = lexicon.words
    named = (*words.get("agent_noun", ()), *words.get("machine", ()), *chain(*lexicon.tools.values()))
    is_end = lexicon.head == "last" and noun.endswith(tuple(word.strip() for word in named))
    return is_end or says(noun, named)


def is_titled(setting: Setting) -> bool:
    """Somebody is called after AI: "written by Anna Berg, head of AI", "compiled by AI Index"."""
    return any(_names(title, setting) for title in (TITLED, INSTITUTE))


def is_of_a_company(setting: Setting) -> bool:
    """Whose name ends in AI, and no verb says that it was generated: "prepared by Acme AI"."""
    said, lexicon = _said(setting), setting.lexicon
    firm, words = FIRM.search(said), lexicon.words
    if firm is None or says(plain(setting.match), words.get("generate", ())):
        return False
    before = " ".join(plain(said[: firm.start()]).split()[-1:])
    if any(says(before, nouns) for nouns in lexicon.nouns.values()):  # a label, which names a tool
        return False
    name = plain(f"{firm['name']} ai ")
    tools = (f"{tool} " for tool in lexicon.classes.get("BOT", ()))
    if begins(name, chain(MAKERS, tools, *lexicon.tools.values())):
        return False
    return not begins(plain(said[firm.end() :]).lstrip(), words.get("agent_noun", ()))


def _said(setting: Setting) -> str:
    """The match and what follows in its sentence."""
    return setting.match + setting.after[:BESIDE]


def _beside(setting: Setting) -> Iterator[str]:
    """The plain words right behind each "AI", and right before it where a compound's head may be first."""
    said, lexicon = _said(setting), setting.lexicon
    lower = plain(said)
    terms = (f" {term} " if lexicon.spaced else term for term in (*AGENTS, "zeka"))  # "yapay zeka"
    for start, end in (place for term in terms for place in every(lower, term)):
        if not lexicon.spaced:
            yield lower[end:].lstrip()[:BESIDE]
            continue
        if said[end : end + 1] in JOINTS:
            yield " ".join(lower[end:].split()[:1])
        if lexicon.head != "last" and said[start - 1 : start] in JOINTS:
            yield " ".join(LINKED.sub("", lower[:start]).split()[-1:])


def _names(title: re.Pattern[str], setting: Setting) -> bool:
    """Whether somebody's name stands there, and neither a tool's nor what says that AI is one."""
    said = _said(setting)
    found = title.search(said)
    if found is None:
        return False
    tools = " ".join(chain(*setting.lexicon.tools.values())).split()
    if not {*AGENTS, *MAKERS, *tools}.isdisjoint(plain(found["name"]).split()):
        return False
    return not begins(plain(said[found.end() :]).lstrip(), setting.lexicon.words.get("agent_noun", ()))
