"""Say what a notice is about: the head noun of its subject, and two where it names two."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, cast

from ailabel.disclosure.pattern import ENGLISH
from ailabel.disclosure.place import SENTENCE_MARK, is_beside_code
from ailabel.disclosure.quotation import line_before
from ailabel.disclosure.region import is_caption
from ailabel.disclosure.setting import (
    CLAUSE,
    Setting,
    begins,
    every,
    past_code,
    plain,
    points,
    says,
    subject_before,
    up_to,
    without,
)
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ailabel.disclosure.pattern import Lexicon
    from ailabel.result import Scope

AGENT = 3  # words before "tool" and the like in which AI is named
OF = 2  # letters of a word between "tool" and AI, as in Spanish: "herramientas de IA"
AGENTS = frozenset(
    (
        *("ai", "intelligence", "generative", "language", "gpt", "chatgpt", "chatgtp", "llm", "ki", "ia"),
        *("ии", "ші"),
        *("künstlicher", "künstliche", "künstlichen", "inteligencia", "inteligência", "intelligenza"),
        *("inteligencja", "inteligencji", "inteligence", "inteligencí", "intelligens", "tekoäly"),
        *("sztucznej", "искусственного", "штучного", "yapay", "kecerdasan", "الذكاء", "trí"),
        *("generativa", "générative", "generativer", "generatieve", "generatywnej", "генеративного"),
    )
)
AMID = 3  # words between a noun and the text that it belongs to: "that come with"
OF_DATA = regex(  # the texts in data that are pointed to: "all stories in this dataset"
    r"(?:\A|\b(?:all|most|the|these)) [a-z]+s (?:in|from) (?:this|the|these|our) (?:data ?sets?|corpus)\b"
)
POINTING = 2  # words that point: "den här"
SUBJECT, SUBJECT_WIDE = 4, 8  # words, or characters where none are parted, of a subject: "den här bilden"
JOINED = 2  # words before "and" among which a noun is joined to what follows
COMPOUND = 12  # characters between two nouns of one compound or joined phrase

NOTICES: dict[Scope, str] = {
    "summary": "summary-notice",
    "translation": "translation-notice",
    "title": "title-notice",
    "image": "image-notice",
    "voice": "voice-notice",
    "video": "video-notice",
}
MAKERS: dict[str, Scope] = {
    **dict.fromkeys(("midjourney", "dall e", "stable diffusion", "firefly", "magic media"), "image"),
    **dict.fromkeys(("bing image creator", "ideogram", "craiyon", "nano banana"), "image"),
    **dict.fromkeys(("elevenlabs", "suno", "udio"), "voice"),
    **dict.fromkeys(("runway", "sora", "kling", "synthesia", "heygen"), "video"),
    **dict.fromkeys(("deepl", "google translate"), "translation"),
}
OBJECTS: dict[str, Scope] = {  # types of schema.org
    **dict.fromkeys(("ImageObject", "Photograph", "Painting", "VisualArtwork"), "image"),
    **dict.fromkeys(("AudioObject", "MusicRecording", "MusicComposition"), "voice"),
    **dict.fromkeys(("VideoObject", "Movie"), "video"),
}
BOT = regex(r"\bby (?:an?|the|my|our) (?:[a-z]+ )?(?:ro)?bots?\b")
MADE = 3  # words before "by" that say what was made: "artikel ini ditulis"
SHORTEST = 4  # words of the shortest clause: "Ten tekst napisała Anna"
APART = regex(r"[,;–—] ")  # what parts two clauses
STOCK = tuple(
    f" {name} "
    for name in (
        *("adobe stock", "stock adobe", "adobestock", "shutterstock", "getty images", "istock", "freepik"),
        *("pixabay", "unsplash", "dreamstime", "depositphotos", "alamy", "picture alliance", "123rf"),
        *("шедеврум", "kandinsky", "кандинский"),
    )
)
"""Who sells or makes pictures."""
CREDIT = regex(r"\W*(?:[Cc]redit|CREDIT): ?\S")
CREDIT_LINE = 120  # characters of a line that is a credit
OPENS = ("(", "[", "（", "【", "–", "—", "-")  # what opens an aside about the words before it
COMMENTS = ("//", "/*")  # what opens a comment in code
MARKS = ("#", "--", "%", ";", '"""', "REM ")  # the same, where code stands beside it
ASIDE = 24  # characters after a match in which brackets name its tool
LINE = 400  # characters before a match in which a docstring opens
DOCUMENTED = regex(
    r'^\s*(?:class|(?:async )?def) [^\n]*:\s*(?:"""(?:(?!""")[\s\S])*|'
    r"'''(?:(?!''')[\s\S])*)\Z",
    re.MULTILINE,
)  # what stands before words in a docstring of Python
BY_VERB: tuple[Scope, ...] = ("translation", "summary", "voice", "image")
DONE_TO: frozenset[tuple[tuple[Scope, ...], Scope]] = frozenset(
    {(("other",), "translation"), (("video",), "translation"), (("video",), "voice")}
)
"""A part, and what alone was done to it: "The captions were translated", "The clip was dubbed"."""
BY_NOUN = frozenset({"publisher-disclosure", "assisted-disclosure", "denial"})


def scopes_of(setting: Setting) -> tuple[Scope, ...]:
    """What the match is about; its pattern's scope where it names nothing, or where the pattern is sure.

    What is only said to be built, "with Claude", is a program; so is a site, and what a comment behind a
    statement means.
    """
    own = setting.pattern.scope
    if setting.pattern.family == "machine-label" and (labelled := _labelled_object(setting)):
        return (labelled,)
    if setting.pattern.family not in BY_NOUN or own != "text":
        return (own,)
    if _is_picture(setting):
        return ("image",)
    heads: tuple[Scope, ...] = (
        _apart(setting)
        or _of_data(setting)
        or _held(setting)
        or _owned(setting)
        or _after_its_place(setting)
        or _accompanying(setting)
        or _joined(setting)
        or _heads(setting.match, setting.lexicon)
        or _by_label(setting)
        or _heads(subject_before(setting), setting.lexicon)
    )
    if heads not in {(), ("text",)}:
        joints = (*setting.lexicon.words.get("and", ()), ",")
        is_one = (heads, done := _by_verb(setting)) in DONE_TO and not says(setting.match.lower(), joints)
        return (done,) if is_one else heads
    if is_caption(setting):
        return ("image",)
    is_program = _is_site(setting) if heads else _is_built(setting)
    is_code = is_program or _is_comment(setting) or _is_marked(setting)
    return ("code",) if is_code else (_by_verb(setting),)


def _of_data(setting: Setting) -> tuple[Scope, ...]:
    """What is said of the texts in data that are pointed to: "All stories in this dataset"."""
    return ("data",) if OF_DATA.search(plain(setting.match)) else ()


def _is_site(setting: Setting) -> bool:
    """Whether a page or a site was built, which says nothing of its texts: "This site was built with AI".

    English alone has a verb for it that no text takes.
    """
    if setting.lexicon.language != ENGLISH:
        return False
    text, page = plain(setting.match), setting.lexicon.words.get("page", ())
    is_of_it = says(text, page) and not says(without(text, page), setting.lexicon.nouns.get("text", ()))
    return is_of_it and _is_built(setting)


def _apart(setting: Setting) -> tuple[Scope, ...]:
    """What alone is a model's where people made the rest: "Text by Anna, the pictures were made by AI".

    Or "This article was written by Anna and the pictures by AI".
    """
    *others, last = APART.split(setting.match)
    lexicon, match = setting.lexicon, plain(setting.match)
    first, agent = plain(" ".join(others)), lexicon.words.get("agent", ())
    parted = [(first, last)] if says(first, agent) or len(first.split()) >= SHORTEST else []
    joints = {*every(match, lexicon.words.get("and", ()))}
    parted += [(match[:at], match[end:]) for at, end in sorted(joints) if _names_maker(match[:at], agent)]
    for theirs, own in parted:
        heads = _heads(own, lexicon)
        if heads and "text" not in heads and agents_of(lexicon).isdisjoint(theirs.split()):
            return heads
    return ()


def _names_maker(clause: str, agent: Iterable[str]) -> bool:
    """Whether plain words say by whom something was made: "this article was written by Anna"."""
    places = every(clause, agent)
    return any(len(clause[:at].split()) >= MADE and clause[end:].strip() for at, end in places)


def _is_picture(setting: Setting) -> bool:
    """A credit of a picture: its line names who sells such, or begins so: "Made with AI / Adobe Stock"."""
    rest = setting.following.partition("\n")[0]
    line = line_before(setting) + setting.match + rest
    if len(line) > CREDIT_LINE or points(setting.match, setting.lexicon):
        return False
    return says(plain(line), STOCK) or CREDIT.match(line) is not None


def _labelled_object(setting: Setting) -> Scope | None:
    """What the braces around a label of JSON describe, where that is no text."""
    described = setting.above.rpartition("{")[2] + setting.following.partition("}")[0]
    return next((scope for name, scope in OBJECTS.items() if name in described), None)


def _is_comment(setting: Setting) -> bool:
    """Whether it stands in a comment, as one behind a statement is, or in a docstring of Python."""
    is_behind = past_code(setting.prefix) != setting.prefix
    if is_behind or line_before(setting).lstrip().startswith(COMMENTS) or _is_in_a_block(setting):
        return True
    return DOCUMENTED.search(setting.original, max(0, setting.start - LINE), setting.start) is not None


def _is_in_a_block(setting: Setting) -> bool:
    """Whether its line is one of a comment whose lines open with stars, up to where that opens or closes."""
    if not line_before(setting).lstrip().startswith("*"):
        return False
    text, start, stop = setting.original, setting.start, setting.stop
    above = text[max(0, start - LINE) : start].split("\n")[-2::-1]
    below = text[stop : stop + LINE].split("\n")[1:]
    return any(_reaches(lines, mark) for lines, mark in ((above, "/*"), (below, "*/")))


def _reaches(lines: Iterable[str], mark: str) -> bool:
    """Whether one of the lines opens with the mark, and all before it with a star."""
    for line in map(str.lstrip, lines):
        if line.startswith(mark):
            return True
        if not line.startswith("*"):
            return False
    return False


def _is_marked(setting: Setting) -> bool:
    """Whether it stands in a comment with a mark that other lines open with as well, beside code.

    What points to a text ("# This article was") is a heading.
    """
    is_mark = line_before(setting).lstrip().startswith(MARKS)
    if not is_mark or points(setting.match, setting.lexicon):
        return False
    return is_beside_code(setting.original, setting.start, setting.stop, fields=False)


def _is_built(setting: Setting) -> bool:
    """Whether the match says that something was built, and not that it was written as well."""
    text, words = plain(setting.match), setting.lexicon.words
    written = (*words.get("verb_text", ()), *words.get("generate", ()))
    return says(text, words.get("verb_code", ())) and not says(text, written)


def _held(setting: Setting) -> tuple[Scope, ...]:
    """What the subject only holds, where that is no text: "This page contains AI-generated images"."""
    text, words = plain(setting.match), setting.lexicon.words
    ends = [end for _, end in every(text, words.get("holds", ()))]
    if not ends:
        return ()
    rest = text[max(ends) :]
    held = up_to(rest, words.get("and", ()))
    if held != rest and agents_of(setting.lexicon).isdisjoint(held.split()) and setting.lexicon.spaced:
        return ()  # "contains pictures and was written by AI"
    heads = _heads(rest, setting.lexicon)
    return () if heads == ("text",) else heads


def _owned(setting: Setting) -> tuple[Scope, ...]:
    """What is of a text, where the match begins with that: "The pictures (you see) in" + "this post were".

    Or with the clause that tells of which: "Die Bilder," + "die Sie in diesem Artikel sehen, wurden".
    """
    words, lexicon, before = setting.lexicon.words, setting.lexicon, setting.before
    last, named = plain(before).split()[-1:], _nouns(plain(setting.match), lexicon)
    first = _first(setting.match)
    is_clause = before.rstrip().endswith(",") and says(first, words.get("definite", ()))
    is_told_which = is_clause and bool(named) and named[0][0] > len(first) + 1  # no "der Text ..."
    of = words.get("of", ())
    is_genitive = says(first, of) and bool(_nouns("".join(last), lexicon))  # "Die Bilder" + "dieser Seite"
    if not last or not (is_told_which or is_genitive or says(last[0], of)):
        return ()
    clause = before.rpartition(",")[2]
    owned = _heads(clause, lexicon) or _heads(before, lexicon)
    return () if owned == ("text",) else owned


def _after_its_place(setting: Setting) -> tuple[Scope, ...]:
    """What is told of behind the text that it stands in: "(Die in) diesem Artikel verwendeten Bilder".

    Or that it belongs to: "Die diesen Artikel begleitenden Bilder".
    """
    lexicon, roles = setting.lexicon, setting.lexicon.words
    before, said = plain(setting.before).split()[-1:], plain(setting.match)
    first, then, *_ = (*before, *said.split()[:2], "", "")
    is_article = says(first, roles.get("definite", ())) and says(then, roles.get("deictic", ()))
    of = roles.get("of", ())
    stands_in = is_article or any(says(word, of) for word in (*before, *said.split()[:2]))
    nouns = _nouns(said, lexicon) if stands_in and lexicon.spaced else []
    if not nouns[1:] or nouns[0][2] != "text":
        return ()
    place, told = nouns[0][1], nouns[1][0]
    between = said[place:told]
    beside = (*roles.get("and", ()), *roles.get("about", ()))
    is_beside = says(between, beside)  # "Dieser Artikel und die Bilder", "Dieser Artikel über Comics"
    is_made_of = nouns[1][2] == "data" and not agents_of(lexicon).isdisjoint(between.split())  # "KI aus"
    return () if is_beside or is_made_of else _heads(said[told:], lexicon)


def _accompanying(setting: Setting) -> tuple[Scope, ...]:
    """What belongs to a text, where the match begins with that: "The pictures accompanying" + "this was".

    Or with the clause that tells which they are: "Die Bilder, die" + "diesen Artikel begleiten, wurden".
    """
    lexicon, words, said = setting.lexicon, setting.lexicon.words, plain(setting.match)
    first = " ".join(said.split()[:POINTING])
    if not lexicon.spaced or not says(first, words.get("pointing", ())):
        return ()
    *clauses, last = CLAUSE.split(setting.before)
    opened = _first(last)
    if opened and says(opened, words.get("relative", ())):
        last = "".join(clauses[-1:]) + " " + last
    clause = plain(last)
    told = next((noun for noun in _nouns(clause, lexicon) if noun[2] != "text"), None)
    if told is None:
        return ()
    between = clause[told[1] :].partition(" ")[2]  # without what is left of the word where the noun is a stem
    return (told[2],) if _tells_which(between, lexicon) else ()


def _tells_which(between: str, lexicon: Lexicon) -> bool:
    """Whether words tell which noun it is: "that accompany", "accompanying", and no "but"."""
    words, said = lexicon.words, between.split()
    if not 0 < len(said) <= AMID or says(between, (*words.get("and", ()), *words.get("contrast", ()))):
        return False
    is_one = len(said) == 1 and (lexicon.language != ENGLISH or said[0].endswith("ing"))
    return is_one or says(between, words.get("relative", ()))


def _joined(setting: Setting) -> tuple[Scope, ...]:
    """What "and" joins to the match that it stands before: "The text and" + "images in this article were"."""
    *words, last = plain(setting.before).split() or [""]
    roles = setting.lexicon.words
    is_joined = (
        last and says(last, roles.get("and", ())) and not points(_first(setting.match), setting.lexicon)
    )
    heads = _heads(" ".join(words[-JOINED:]), setting.lexicon) if is_joined else ()
    return tuple(dict.fromkeys((*heads, *_heads(setting.match, setting.lexicon)))) if heads else ()


def _first(text: str) -> str:
    return "".join(plain(text).split()[:1])


def _by_label(setting: Setting) -> tuple[Scope, ...]:
    """What stands before its colon, dash or bracket, else what its tool makes: "Image: made with AI"."""
    label = SENTENCE_MARK.split(setting.prefix.rstrip("*_ "))[-1]
    label = label[:-1] if label[-1:] in OPENS else label.rpartition(":")[0]
    if label and (heads := _heads(label, setting.lexicon)):
        return heads
    aside = setting.following[:ASIDE] if setting.following[:2].strip()[:1] in OPENS else ""
    tools = plain(setting.match + aside)
    return next(((scope,) for tool, scope in MAKERS.items() if tool in tools), ())


def _by_verb(setting: Setting) -> Scope:
    """A text that was translated, summarised, read out or illustrated by a model is not written by it."""
    text, words = plain(setting.match), setting.lexicon.words
    for scope in BY_VERB:
        if says(text, words.get(f"verb_{scope}", ())):
            return scope
    return "text"


def names_a_part(setting: Setting) -> bool:
    """Whether the match opens with what is no text, and points to it: "This dataset was generated by AI"."""
    lexicon, said = setting.lexicon, plain(setting.match).lstrip()
    if not begins(said, lexicon.words.get("deictic" if lexicon.spaced else "pointing", ())):
        return False
    opening = " ".join(said.split()[:SUBJECT]) if lexicon.spaced else said[:SUBJECT_WIDE]
    return any(scope != "text" for _, _, scope in _nouns(opening + " ", lexicon))


def agents_of(lexicon: Lexicon) -> frozenset[str]:
    """Every word that names AI, and every word of a tool's name, save "de" of "traductor de google"."""
    return _agents(tuple(lexicon.tools.values()), lexicon.words.get("of", ()))


@lru_cache
def _agents(tools: tuple[tuple[str, ...], ...], apart: tuple[str, ...]) -> frozenset[str]:
    named = AGENTS.union(*map(str.split, chain(*tools)))
    return named.difference(map(str.strip, apart))


def family_of(family: str, scope: Scope) -> str:
    """A disclosure about one part is that part's notice."""
    return family if family == "denial" else NOTICES.get(scope, family)


def _heads(match: str, lexicon: Lexicon) -> tuple[Scope, ...]:
    """The scope of the head noun of each noun phrase that "and" joins; what comes later is no subject.

    Nor is a bot that made it, which is a program elsewhere.
    """
    text = BOT.sub(lambda bot: " " * len(bot[0]), plain(match))
    heads: list[Scope] = []
    apart = [word for role in ("of", "pointing", "about") for word in lexicon.words.get(role, ())]
    last_end = 0
    for start, end, scope in _subjects(text, lexicon):
        between = text[last_end:start]
        if heads and lexicon.spaced and text[last_end - 1 : last_end + 1].isalpha():  # the noun is a stem
            between = " " + between.partition(" ")[2]
        listed = "," in match[last_end:start] and len(between.split()) <= 1
        if not heads or listed or says(between, lexicon.words.get("and", ())):
            heads.append(scope)
        elif len(between) > COMPOUND or says(between, apart):
            break
        elif lexicon.head == "last":
            heads[-1] = scope
        last_end = end
    return tuple(dict.fromkeys(heads))


def _subjects(text: str, lexicon: Lexicon) -> list[tuple[int, int, Scope]]:
    """The nouns of a match from its subject on, where a word right behind a noun says which one that is.

    It is another than the first in "この記事で使われている画像は", and where AI is named behind it, in
    "この記事は田中が書き、画像はAIが", unless "and" joins them.
    """
    words, nouns = lexicon.words, _nouns(text, lexicon)
    marks = tuple(words.get("subject", ()))
    if not marks:
        return nouns
    named = min((at for agent in agents_of(lexicon) if (at := _stands_at(text, agent)) > 0), default=0)
    marked = [at for at, (_, end, _) in enumerate(nouns) if text[end:].lstrip().startswith(marks)]
    before = [at for at in marked if nouns[at][1] < named]
    at, *_ = (*before[-1:], *marked[:1], 0)
    between = text[nouns[0][1] : nouns[at][0]] if at else ""
    return nouns if says(between, words.get("and", ())) else nouns[at:]


def _stands_at(text: str, agent: str) -> int:
    """Where a name of AI first stands, and not in a word of its script ("ki" in "cookie"); -1 if nowhere."""
    if not agent.isascii():
        return text.find(agent)
    found = re.search(rf"(?<![a-z]){re.escape(agent)}(?![a-z])", text)
    return found.start() if found else -1


def is_of_an_unknown_part(match: str, lexicon: Lexicon) -> bool:
    """What a text holds and no list of nouns has: "この記事の練習帳は" ("the workbook in this article")."""
    text, marks = plain(match), tuple(lexicon.words.get("subject", ()))
    nouns = _nouns(text, lexicon) if marks else []
    if not nouns or nouns[0][2] != "text":
        return False
    rest = text[nouns[0][1] :]
    marked = min((at for mark in marks if (at := rest.find(mark, 1)) != -1), default=len(rest))
    held = rest[:marked]
    is_within = held.startswith(tuple(lexicon.words.get("within", ())))
    return is_within and marked < len(rest) and not says(held, _known(lexicon))


def _known(lexicon: Lexicon) -> Iterator[str]:
    """Words for all of a text and for its writing, and nouns for its parts."""
    roles = (lexicon.words.get(role, ()) for role in ("whole", "verb_text", "generate"))
    return chain(*roles, *(nouns for scope, nouns in lexicon.nouns.items() if scope != "text"))


def _is_agent(before: str, noun: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a noun names what AI is, and not what it made: "our AI newswriting tool", "outils d'IA".

    "AI wrote this tool" points to the tool, and in other languages than English AI stands right beside it.
    """
    if noun not in lexicon.words.get("agent_noun", ()):
        return False
    if not lexicon.spaced:
        return before.endswith(tuple(AGENTS))
    near = before.split()[-AGENT if lexicon.language == ENGLISH else -1 :]
    named = [at for at, word in enumerate(near) if word in AGENTS]
    if named:
        return not says(" ".join(near[named[-1] :]), lexicon.words.get("pointing", ()))
    following = after.partition(" ")[2].split()  # without what is left of the word where the noun is a stem
    if lexicon.head == "first" and following[:1] and len(following[0]) <= OF and following[0] not in AGENTS:
        del following[0]
    tools = {tool.strip() for spellings in lexicon.tools.values() for tool in spellings}
    return not (AGENTS | tools).isdisjoint(following[:1])


def _is_syllable(text: str, start: int, end: int) -> bool:
    """Whether it is one syllable in a word of Korean: "시" (a poem) in "보시는"."""
    return end - start == 1 and "가" <= text[start] <= "힣" and "가" <= text[:start][-1:] <= "힣"


def _is_in_a_name(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a noun is the last word of a tool's name: "Claude Code"."""
    before = " " + text[:end].rstrip()
    names = (name for name in _long_names(tuple(lexicon.tools.values())) if before.endswith(name))
    return any(len(name) > end - start + 1 for name in names)


@lru_cache
def _long_names(tools: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Names of tools of several words, with a space before them."""
    return tuple(f" {name.strip()}" for name in chain(*tools) if " " in name.strip())


def _nouns(text: str, lexicon: Lexicon) -> list[tuple[int, int, Scope]]:
    """(start, end, scope) of every content noun, in order; of two at one place the longer."""
    hay = f" {text} "
    found = [
        (start, end, cast("Scope", scope))
        for scope, needles in lexicon.nouns.items()
        for needle in filter(hay.__contains__, needles)
        for start, end in every(text, (needle,))
        if not (_is_agent(text[:start], needle, text[end:], lexicon) or _is_syllable(text, start, end))
        and not _is_in_a_name(text, start, end, lexicon)
    ]
    found.sort(key=lambda noun: (noun[0], -noun[1]))
    kept: list[tuple[int, int, Scope]] = []
    for noun in found:
        if not kept or noun[0] >= kept[-1][1]:
            kept.append(noun)
    return kept
