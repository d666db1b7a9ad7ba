"""Turn a match into evidence: read its setting, one field at a time."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ailabel.disclosure.assistant import may_open
from ailabel.disclosure.clause import PARTS, PREFIXING, STATED, is_clause
from ailabel.disclosure.credit import is_credited, is_shared, is_signed
from ailabel.disclosure.needed import is_needed_here
from ailabel.disclosure.pattern import ENGLISH
from ailabel.disclosure.place import (
    is_alone,
    is_in_passing,
    is_item,
    is_of_its_subject,
    is_template,
    is_turn,
    opens_page,
    stands,
)
from ailabel.disclosure.polarity import is_spoken_after, polarity_of
from ailabel.disclosure.remainder import leaves_a_rest
from ailabel.disclosure.scope import AGENTS, BY_NOUN, agents_of, family_of, is_of_an_unknown_part, scopes_of
from ailabel.disclosure.setting import (
    ANNOUNCES,
    DASHES,
    Setting,
    afterthought,
    begins,
    every,
    in_topic,
    is_bare,
    plain,
    points,
    says,
    without,
)
from ailabel.disclosure.trade import (
    is_first_name,
    is_of_a_company,
    is_of_a_trade,
    is_of_another,
    is_professional,
    is_titled,
)
from ailabel.lazy import regex
from ailabel.result import Scope, Span, Strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ailabel.disclosure.pattern import Lexicon

FURTHEST = 2400  # characters on either side of a match; no rule looks at others, but at the head of a text
KEPT = 256  # matches of which is kept what they mean
COUNTED = 3  # words behind "several" in which stands what is counted
UNTIL = 6  # words in which a sentence says until when
YEAR = regex(r"\b20[12]\d\b")
DATE = 20  # characters in which a date stands: "until the end of March 2024"
REVIEW_REACH = 160  # characters after a notice in which its review or its rewriting is told
MEANT = regex(r"(?i)[,;–— ]{1,3}by (?:which|that|ai) i mean ([^,.;!?\n]{1,40})")  # what was meant
TAIL = " \n\"'”’»)*_–—-"  # what may stand between a statement and what takes it back
HEAD = 3  # words before the one that a clause speaks of
TOGETHER = 3  # words behind "together with" of which one names AI
PARTNER = 4  # words after "and" that say who wrote it with a model: "our editor, in turns"
UNDONE = 16  # characters before "reviewed" in which a negation undoes it: "has not been reviewed"
CLAUSE = regex(r"[,;:.!?|()–—，、：；。]")  # what parts two clauses
OPENING = regex(r"([^,.!?…—–，。！？、،؟\n]{1,24})[,.!?…—–，。！？、،؟]")  # of a sentence
NAMED = regex(  # whose a text is, or where it stands: "The Guardian's article", "The BBC article"
    r"[Tt]he (?:(?:[\w.-]+ ){0,2}(?P<owner>[\w.-]+)(?:'s|s') |(?:[a-z-]+ )?(?:[A-Z][\w.-]* ){1,3})"
    r"(?P<noun>(?:[a-z-]+ ){1,2})"
)
INSIDE = regex(r"[Tt]he ((?:[\w'-]+ ){1,4}?)(?:in|on|inside|throughout) (?:this|these|our) ")
POSSESSOR = regex(r"(?i)\bthis (?:[a-z-]+ ){0,2}([a-z-]+)['’]s ")  # of whom something is
TAGGED = regex(r"\{{1,2}[^{}\n]{1,80}\}\}")  # a template of a wiki
RULED = regex(r"\W*([^.:!|·\n]{2,24}?)(?: \(\d+\))?[.:!](?: ?[^.:!|·\n]{1,12}[.:!])?[ *_]*\Z")  # "Grade: F."
NUMBERED = regex(  # a label with its number or letter, or the sign of a legend
    r"\b[^\W\d_]{3,} (?:\d{1,2}|[A-H])[*_]{0,2} ?[:(–—-][ *_]*\Z|= ?\Z"
)
EACH = 3  # words behind "every" that say of which things: "every article on this site"
STATED_OF_A_PART = 7  # words of what is stated of a part, and of nothing that it belongs to
AGENT_FIRST = 2  # words before the name of AI that says who made what follows: "An", "Our own"
OWNER = 8  # words of what belongs to a text, before it: "the comments under this article"
VERSION = 24  # characters before a match in which its subject begins: "an earlier version of this text"
COMPOUND = 4  # letters of a noun that ends another: "Ankündigungstext"
SOME = 16  # characters before a match in which a hedge still governs it: "some of the wording"
SHARE = regex(r"\b\d{1,2}(?:[.,]\d{1,2})? ?(?:%|％|percent|per cent)")  # less than 100 %
SOURCE = regex(  # of a table, of a quotation: of what stands beside it, and hardly of all
    r"\W*(?i:sources?|quellen?|fuentes?|fonti?|fonte|fontes|bron|bronnen|źródło|источник|джерело|källa|kilde|kaynak"
    r"|sumber|nguồn|来源|來源|出典|출처) ?[:：]"
)
HEADLINE_END = regex(r"[|:;()\[\]•·—–]| - ")  # what parts a notice from a headline
STOP = regex(r"[.!?…。！？؟।] ?")  # what ends a sentence within a match
LABEL = 4  # words of the longest label: "AI-generated gallery text"
LABEL_END = regex(r"[.;,!|·–—\])】，。；、،؛।-]")  # what parts a label from what its line goes on with
CAUTION = 90  # characters behind a label in which its line warns of mistakes
HANDS_OVER = (":\n", "：\n")  # the end of a line that hands the word to somebody
LINE_END = regex(r"[:：][*_ ]*(?:\n|\Z)")  # the same, behind a match, with what closes bold type
HANDED = 240  # characters of a text before what it hands the word over with
COMPLAINT = 60  # characters on either side of a match in which somebody finds fault with it
TOOL_REACH = 80  # characters after a match in which its tool is named
CASE_ENDING = 4  # letters of a case behind a name: "ChatGPTs", "Клодом", "Copilotilta"
STEPPED = frozenset({"publisher-disclosure"})  # families that a bracketed line lifts by one step
"""Families of notices that say all there is to say of their part."""
NOTICES = STATED | PARTS
OF_A_PAGE: frozenset[Scope] = frozenset({"image", "voice", "video", "summary", "translation"})
"""What its author, who states how it was made, hardly says of another page: "Please note that the images"."""
ASSISTED = "assisted-disclosure"


def read(setting: Setting) -> Iterator[Span]:
    """A span for each thing the match is about; none where it stands in a place that does not count."""
    if not (stands(setting) and is_clause(setting)):
        return
    if setting.pattern.family in NOTICES and is_professional(setting):
        return
    polarity = polarity_of(setting)
    start, end = setting.start, setting.end
    alone = is_alone(setting)
    hedged = is_hedged(setting)
    needed = polarity == "affirmed" and is_needed_here(setting)
    for scope in scopes_of(setting):
        family = family_of(ASSISTED if needed else _assisted_or_not(setting), scope)
        if polarity == "denied":
            family = "denial"
        yield Span(
            start=start,
            end=end,
            text=setting.original[start:end],
            family=family,
            strength="partial" if needed else _strength(setting, family, scope, hedged=hedged, alone=alone),
            scope=scope,
            polarity=polarity,
            reviewed=is_reviewed(setting),
            hedged=hedged,
            tool=tool_of(setting),
            language=setting.pattern.language,
            pattern=setting.pattern.id,
        )


class Meanings:
    """What matches in one document mean; what is said there again and again is read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[int, list[Span]]] = {}

    def read(self, setting: Setting) -> list[Span]:
        text, start, end = setting.original, setting.start, setting.end
        where = (setting.opens, setting.at_edge, setting.bracketed, setting.fenced)
        clean = (setting.before, setting.after, setting.prefix, setting.above, setting.following)
        around = (text[max(0, start - FURTHEST) : start], text[start : end + FURTHEST])
        read_as = (setting.match, setting.stated, *clean, *around)
        key = (setting.pattern.id, setting.stop - start, end - start, where, read_as)
        if key not in self._known:
            if len(self._known) == KEPT:
                self._known.clear()
            self._known[key] = start, [*read(setting)]
        first, spans = self._known[key]
        by = start - first
        return [replace(span, start=span.start + by, end=span.end + by) for span in spans] if by else spans


def is_hedged(setting: Setting) -> bool:
    """A model made some of it: "partly", "95 % of"; residue of a chat window is never partly so."""
    if setting.pattern.family not in BY_NOUN:
        return False
    hedges = setting.lexicon.words.get("hedge", ())
    said = setting.before[-SOME:] + f"{setting.match} {afterthought(setting)}"
    if SHARE.search(said) or SOURCE.match(setting.match) or says(plain(said), hedges):
        return True
    return _is_of_some(_clause(setting), setting.lexicon)


def _is_of_some(clause: str, lexicon: Lexicon) -> bool:
    """A clause of some of the texts: "A few of the articles", and not "Two AI tools wrote".

    It opens with them, or nothing but their page stands before: "On this site, several articles", and not
    "This article about two books".
    """
    return any(
        _are_texts(clause[end:], lexicon) and _is_place(clause[:start], lexicon)
        for start, end in every(clause, lexicon.words.get("some", ()))
    )


def _are_texts(counted: str, lexicon: Lexicon) -> bool:
    """Whether what is counted are texts, and no tools: "articles on this site"."""
    words = counted.split()[:COUNTED]
    for width in range(1, len(words) + 1):
        said = " ".join(words[:width])
        if _names_ai(said, lexicon):
            return False
        if says(said, chain(*lexicon.nouns.values())):
            return True
    return False


def _is_place(before: str, lexicon: Lexicon) -> bool:
    """Whether the words before some texts name no text, but at most the page that they are on."""
    rest = without(before, lexicon.words.get("page", ()))
    return not _names_ai(before, lexicon) and not says(rest, chain(*lexicon.nouns.values()))


def _names_ai(text: str, lexicon: Lexicon) -> bool:
    return says(text, chain(*lexicon.tools.values())) or not AGENTS.isdisjoint(text.split())


def _clause(setting: Setting) -> str:
    """The clause of a match up to its end, in plain words with a space behind each."""
    return " ".join(plain(CLAUSE.split(setting.before)[-1] + setting.match).split()) + " "


def is_reviewed(setting: Setting) -> bool:
    """Somebody checked it, says a notice's sentence or what follows: "reviewed by an editor"."""
    if setting.pattern.family not in NOTICES:
        return False
    words, said = setting.lexicon.words, setting.match + setting.following[:REVIEW_REACH]
    return any(_tells_of_a_review(plain(clause), words) for clause in CLAUSE.split(said))


def _tells_of_a_review(clause: str, words: Mapping[str, Sequence[str]]) -> bool:
    """Whether it was done: neither "has not been reviewed" nor "must be reviewed" or "will be"."""
    places = [start for start, _ in every(clause, words.get("reviewed", ()))]
    due = (*words.get("policy", ()), *words.get("modal", ()))
    return any(
        not says(clause[max(0, at - UNDONE) : at], words.get("negation", ())) and not says(clause[:at], due)
        for at in places
    )


def tool_of(setting: Setting) -> str | None:
    """The first tool that the match names, else the first named in the rest of its sentence."""
    return _tool(setting.match, setting.lexicon) or _tool(setting.after[:TOOL_REACH], setting.lexicon)


def _tool(text: str, lexicon: Lexicon) -> str | None:
    lower = plain(text)
    places = [
        (at, -len(spelling), name)
        for name, spellings in lexicon.tools.items()
        for spelling in filter(lower.__contains__, spellings)
        if (at := _find(lower, spelling, lexicon)) != -1
    ]
    return min(places)[2] if places else None


def _find(lower: str, spelling: str, lexicon: Lexicon) -> int:
    """Where the name of a tool first stands in plain text, as a word of its own; -1 where it does not."""
    at, size = lower.find(spelling), len(spelling.rstrip())
    while at != -1 and lexicon.spaced and not _is_word(lower, at, at + size, lexicon):
        at = lower.find(spelling, at + 1)
    return at


def _is_word(lower: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether no word of that script goes on at either side but by a case: "Claudes", and no "asesora"."""
    if lower[start] == " ":  # the spelling begins so
        start += 1
    before, rest = lower[:start][-1:], lower[end : end + CASE_ENDING + 1]
    is_apart = lexicon.language in PREFIXING or before.isascii() != lower[start].isascii()
    follows = before.isalpha() and not is_apart
    goes_on = len(rest) > CASE_ENDING and rest.isalpha() and rest[0].isascii() == lower[end - 1].isascii()
    return not (follows or goes_on)


def _assisted_or_not(setting: Setting) -> str:
    """Its own family, save that "written with the help of AI" names an assistant and no author.

    Nor does what was done to a text that was there: "shortened by AI", but "written and shortened by AI". A
    model that presents itself is an author, be it an assistant.
    """
    family, words, text = setting.pattern.family, setting.lexicon.words, plain(setting.match)
    is_author = setting.pattern.speaker == "model" or says(text, words.get("generate", ()))
    if family != "publisher-disclosure" or is_author:
        return family
    if says(text, words.get("assist", ())):
        return ASSISTED
    lead, _, rest = setting.after.partition(" ")
    verb = "" if lead else rest.partition(" ")[0]  # "door ChatGPT" goes on with its verb
    said = f"{text} {plain(verb)}"
    return ASSISTED if _is_processed(said, setting.lexicon) else family


def _is_processed(text: str, lexicon: Lexicon) -> bool:
    """Something was done to it, and no verb joined to that says that it was written: "written and edited"."""
    words, processed = lexicon.words, lexicon.words.get("processed", ())
    verbs = tuple(verb for verb in words.get("verb_text", ()) if verb not in processed)
    places = [*every(text, processed)]
    if not places:
        return False
    named = (noun for noun in lexicon.nouns.get("text", ()) if not lexicon.spaced or " " in noun.strip())
    said = without(text, named)  # "bài viết" is a text, "viết" to write
    if not lexicon.spaced:
        return not says(said, verbs)
    joints = [joint.strip() for joint in words.get("and", ())]
    behind = ((start, end + len(said[end:].partition(" ")[0])) for start, end in places)  # a stem goes on
    sides = [side for start, end in behind for side in (said[:start].split()[:-3:-1], said[end:].split()[:2])]
    near = (side[1] if side[0] in joints and side[1:] else side[0] for side in sides if side)
    return not any(says(word, verbs) for word in near)


def is_outsiders(setting: Setting) -> bool:
    """Somebody else's text was made: "The minister's speech was written by ChatGPT".

    Unless something points to the text itself or to whoever writes it ("this", "my"), or a negation stands
    there: "no pupil's hand".
    """
    words, text = setting.lexicon.words, plain(HEADLINE_END.split(setting.before)[-1] + setting.match)
    outsiders, pointing = words.get("outsider", ()), words.get("pointing", ())
    if not says(text, outsiders) or says(text, words.get("negation", ())):
        return False
    # "My neighbour's" points to nobody else, nor does what an outsider's own name holds: "teman saya".
    owned = [point.rstrip() + outsider for point in pointing for outsider in outsiders]
    return not says(without(text, (*owned, *outsiders)) + plain(setting.after), pointing)


def is_anybodys(setting: Setting) -> bool:
    """Its author states it of a text that may be anybody's: "Please note that the reply was made by AI"."""
    is_notice = setting.pattern.family in NOTICES
    return is_notice and bool(setting.stated) and not points(setting.match, setting.lexicon)


def is_of_any(setting: Setting) -> bool:
    """Of whatever a model makes, which "may be wrong": "Los contenidos generados por IA pueden ser ..."."""
    words, after = setting.lexicon.words, setting.after.lstrip(" ")
    first = plain(setting.match).split()[:1]
    is_one = setting.match.rstrip()[-1:].isalnum() and after[:1].isalnum()  # with no mark between
    is_the = bool(first) and says(first[0], words.get("definite", ()))
    return is_one and is_the and begins(plain(after), words.get("modal", ()))


def is_told(setting: Setting) -> bool:
    """What others say or found out: "He admitted that an AI wrote the lot"; it points to no text."""
    told = says(plain(setting.before), setting.lexicon.words.get("attributed", ()))
    return told and not points(setting.before + setting.match, setting.lexicon)


def is_of_an_occasion(setting: Setting) -> bool:
    """A text for an occasion, and nothing points to this one: "The wedding speech is by ChatGPT"."""
    words, text = setting.lexicon.words, plain(HEADLINE_END.split(setting.before)[-1] + setting.match)
    occasion = words.get("occasion", ())
    return says(text, occasion) and not says(without(text, occasion), words.get("pointing", ()))


def is_elsewhere(setting: Setting) -> bool:
    """Of another text or time, or of one part: "my previous post", "back then", "the last sentence".

    Or of somebody else's: a clause that opens with "your" or "the other".
    """
    words, sentence = setting.lexicon.words, plain(setting.before + setting.match + setting.after)
    clause = _clause(setting)
    this = words.get("deictic" if setting.lexicon.spaced else "pointing", ())
    is_anothers = begins(clause, words.get("another", ())) and not says(clause, this)
    return is_anothers or says(sentence, words.get("elsewhere", ()))


def is_transcribed(setting: Setting) -> bool:
    """What somebody said, and a model only wrote down: "This interview was transcribed by AI".

    Not what it wrote after that: "This article was generated from a transcript".
    """
    text, words = plain(setting.match), setting.lexicon.words
    written = (*words.get("generate", ()), *words.get("verb_text", ()))
    first = min((at for at, _ in every(text, words.get("transcribed", ()))), default=None)
    return first is not None and not says(text[:first].rstrip().rpartition(" ")[0], written)


def is_of_a_part(setting: Setting) -> bool:
    """What is said of a part of the text, or of a text before it: "This footnote", "An earlier version"."""
    words, before = setting.lexicon.words, plain(CLAUSE.split(setting.before)[-1][-VERSION:])
    pointing, *named = plain(setting.match.rpartition(": ")[2]).split() or [""]  # "Note: this one section"
    subject = named if says(pointing, words.get("deictic", ())) else [pointing, *named]
    if (
        _opens_with_a_part(subject, setting.lexicon)
        or _opens_with_a_part(_owned(setting).split(), setting.lexicon)
        or says(_subject(setting), words.get("part", ()))
        or _is_of_another_time(setting)
    ):
        return True
    after = CLAUSE.split(setting.after)[0]  # "I had ChatGPT write a first draft"
    return _is_of_a_version(before + plain(setting.match + after), setting)


def _is_of_a_version(said: str, setting: Setting) -> bool:
    """Whether a text before this one is named; "This draft was ..." and "Draft by AI" are this one.

    A word such as "draft" is what is spoken of only at the head of its clause, and neither is in a topic:
    "This article about the NBA draft".
    """
    lexicon, words = setting.lexicon, setting.lexicon.words
    is_label = not setting.after.strip() and ":" not in setting.match
    for phrase in words.get("version", ()):
        for start, _ in every(said, (phrase,)):
            if in_topic(said[:start], lexicon):
                continue
            lead = said[:start].split()
            before = " ".join(lead)
            is_this = says(before, words.get("deictic", ())) and not says(
                before, chain(*lexicon.nouns.values())
            )
            is_own = is_this if lead else is_label
            if " " in phrase.strip() or not lexicon.spaced or not (is_own or len(lead) > HEAD):
                return True
    return False


def _opens_with_a_part(named: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words open with a part of a text, or several: not with "preface and every chapter".

    Nor with a page that is an index.
    """
    said, words = " ".join([*named, ""]), lexicon.words
    for part in words.get("part", ()):
        if said.startswith(part.lstrip()):
            behind = said[len(part.lstrip()) :].lstrip()
            if begins(behind, words.get("and", ())):
                return _opens_with_a_part(behind.split()[1:], lexicon)
            return not begins(behind, words.get("page", ()))
    return False


def _owned(setting: Setting) -> str:
    """What belongs to what is pointed to, in plain words: "index was compiled by", of "this book's index"."""
    owner = POSSESSOR.search(setting.match) if setting.lexicon.language == ENGLISH else None
    return "" if owner is None else plain(setting.match[owner.end() :])


def _is_of_another_time(setting: Setting) -> bool:
    """What was so before, or will be: "Formerly, this article ...", "Until March 2024 this article ..."."""
    words, said = setting.lexicon.words, plain(setting.before + setting.match).lstrip()
    once = words.get("once", ())
    if begins(said, words.get("until", ())) and any(word.isdigit() for word in said.split()[:UNTIL]):
        return True
    line = plain(setting.before.rpartition("\n")[2] + setting.match + setting.after)
    ends = (end for _, end in every(line, words.get("ended", ())))
    if any(YEAR.search(line, end, end + DATE) for end in ends):
        return True
    adverbs = (word for word in once if " " not in word.strip())  # "was formerly", not "of last week's match"
    if says(plain(setting.match), adverbs):
        return True
    clause, before = _clause(setting), plain(setting.before[-VERSION:])
    if not (begins(clause, once) or says(before, once)):
        return False
    # "antes de nada" and "prima di tutto" tell of no time
    firsts = [word.rstrip() + of for word in once for of in words.get("of", ())]
    return begins(without(clause, firsts), once) or says(without(before, firsts), once)


def is_beside_the_text(setting: Setting) -> bool:
    """Of what only belongs to the text: "The comments under this article", "The idea for this story".

    What stands on a page or a site is all that these hold.
    """
    words, lexicon = setting.lexicon.words, setting.lexicon
    if not lexicon.spaced:
        return is_of_an_unknown_part(setting.match, lexicon)
    whole, of, pages = (words.get(role, ()) for role in ("whole", "of", "page"))
    said = plain(CLAUSE.split(setting.before)[-1] + setting.match).split() if whole else []
    agents = agents_of(lexicon)
    named = next((at for at, word in enumerate(said) if word in agents), len(said))
    if named > AGENT_FIRST:
        said, of = said[:named], (*of, *(f" {word} " for word in lexicon.classes.get("IN", ())))
    else:  # "ChatGPT wrote the poem in this article"
        said = said[named + 1 :]
    for at, word in enumerate(said):
        if at > 1 and says(word, words.get("deictic", ())) and not begins(" ".join(said[at + 1 :]), pages):
            owner = " ".join(said[max(0, at - OWNER) : at - 1])
            return says(said[at - 1], of) and not says(owner, whole)
    return False


def is_inside_the_text(setting: Setting) -> bool:
    """Of what is no text by itself, and stands in one: "The names in this article"."""
    lexicon = setting.lexicon
    inside = INSIDE.match(setting.match) if lexicon.language == ENGLISH else None
    listed = (*lexicon.nouns.get("text", ()), *lexicon.words.get("whole", ()))
    return inside is not None and not says(plain(inside[1]), listed)


def is_of_a_thing(setting: Setting) -> bool:
    """Of what no list of nouns has, and so hardly of a text: "This molecule was generated by AI".

    Of a compound the last part may be listed.
    """
    lexicon, named = setting.lexicon, _subject(setting)
    if not named:
        return False
    nouns = (*chain(*lexicon.nouns.values()),)
    if says(plain(setting.match), nouns):
        return False
    ends = (noun.strip() for noun in nouns if lexicon.head == "last" and len(noun.strip()) >= COMPOUND)
    return not any(map(named.endswith, ends))


def is_complained_of(setting: Setting) -> bool:
    """What a customer or a moderator finds fault with: "This book was written by AI. Waste of money".

    Or marks, or closes: "Delete. This article was written by AI", "Grade: F. This essay ...".
    """
    words = setting.lexicon.words
    around = plain(setting.before[-COMPLAINT:] + setting.following[:COMPLAINT])
    label = RULED.match(setting.prefix)
    rulings = map(str.strip, words.get("ruling", ()))
    is_ruled = label is not None and plain(label[1]).strip() in rulings
    is_removed = says(plain(setting.after), words.get("removed", ()))
    return is_ruled or is_removed or says(around, words.get("complaint", ()))


def is_rewritten(setting: Setting) -> bool:
    """What follows says that people wrote it anew: "... by AI, but has since been entirely rewritten"."""
    lexicon, rewritten = setting.lexicon, setting.lexicon.words.get("rewritten", ())
    said = setting.match + setting.following[:REVIEW_REACH]
    anew = (clause.split() for clause in map(plain, CLAUSE.split(said)[1:]) if says(clause, rewritten))
    return any(agents_of(lexicon).isdisjoint(words) for words in anew)


def is_a_possession(setting: Setting) -> bool:
    """Of what belongs to somebody that is pointed to: "This man's vows"; not "this week's", "this page's"."""
    lexicon = setting.lexicon
    owner = POSSESSOR.search(setting.match) if lexicon.language == ENGLISH else None
    if owner is None:
        return False
    return not _is_of_the_text(plain(owner[1]), lexicon)


def _is_of_the_text(owner: str, lexicon: Lexicon) -> bool:
    """Whether what belongs to that owner, in plain words, is the text's own: "this week's", "the site's"."""
    listed = (*lexicon.nouns.get("text", ()), *lexicon.words.get("page", ()))
    return owner in lexicon.classes.get("TIME", ()) or says(owner, listed)


def is_of_a_name(setting: Setting) -> bool:
    """Of the text that somebody named has, and nothing points to this one: "The Guardian's article"."""
    lexicon = setting.lexicon
    named = NAMED.match(setting.match) if lexicon.language == ENGLISH else None
    if named is None or points(setting.match, lexicon):
        return False
    is_own = _is_of_the_text(plain(named["owner"] or ""), lexicon)
    return says(plain(named["noun"]), lexicon.nouns.get("text", ())) and not is_own


def is_taken_back(setting: Setting) -> bool:
    """The next sentence asks whether it is so, or says that it isn't: "... by AI. Or was it?".

    Or who is meant stands beside it, and is no model: "... by AI, by which I mean Auntie Ivy".
    """
    words = setting.lexicon.words
    beside = setting.after.lstrip()
    inner = (setting.match[end.end() :] for end in STOP.finditer(setting.match))
    rests = (setting.following[len(setting.after) :], beside if beside[:1] in DASHES else "", *inner)
    meant = MEANT.match(setting.following)
    is_meant = meant is not None and not _names_ai(plain(meant[1]), setting.lexicon)
    return is_meant or any(_takes_back(rest.lstrip(TAIL), words) for rest in rests)


def _takes_back(rest: str, words: Mapping[str, Sequence[str]]) -> bool:
    """Whether what follows a statement opens with words that take it back."""
    opening = OPENING.match(rest)
    if opening is not None and plain(opening[1]).strip() in map(str.strip, words.get("nope", ())):
        return True
    said = " ".join(plain(rest).split()) + " "
    phrases = map(str.lstrip, words.get("taken_back", ()))
    ends = map(len, filter(said.startswith, phrases))
    return any(not begins(said[end:].lstrip(), words.get("reviewed", ())) for end in ends)


def is_joint(setting: Setting) -> bool:
    """Somebody wrote it with a model: "by ChatGPT and our editor", "by ChatGPT and me, in turns"."""
    words, lexicon = setting.lexicon.words, setting.lexicon
    if not lexicon.spaced or setting.pattern.speaker == "model":
        return False
    said = setting.match + setting.after
    if says(plain(said), words.get("jointly", ())) or _is_with_ai(plain(said), lexicon):
        return True
    joints, partners = words.get("and", ()), (*words.get("ours", ()), *words.get("me", ()))
    clauses = [plain(clause) for clause in CLAUSE.split(said)]
    clauses = [clause for clause in clauses if says(clause, partners)]
    agents = agents_of(lexicon) - {joint.strip() for joint in joints} if clauses else ()
    for clause in clauses:
        own = clause.split()
        last = max((at for at, word in enumerate(own) if word in agents), default=len(own))
        joint, *who = own[last + 1 :] or [""]
        is_short = 0 < len(who) <= PARTNER and not says(" ".join(who), words.get("reviewed", ()))
        if is_short and says(joint, joints) and any(says(one, partners) for one in who[:2]):
            return True
        first = next((at for at, word in enumerate(own) if word in agents), 0)
        before = [word for word in own[:first] if not says(word, words.get("by", ()))]
        if says(" ".join(before[-1:]), joints) and says(" ".join(before[-2:-1]), words.get("me", ())):
            return True
    return False


def _is_with_ai(text: str, lexicon: Lexicon) -> bool:
    """Whether AI is named right behind words that say that it wrote a part: "half with", "together with".

    And no other before: "Claude wrote it together with ChatGPT" names no person.
    """
    agents = agents_of(lexicon)
    places = every(text, lexicon.words.get("together", ()))
    near = (text[end:].split()[:TOGETHER] for start, end in places if agents.isdisjoint(text[:start].split()))
    return any(not agents.isdisjoint(words) for words in near)


def is_the_thing(setting: Setting) -> bool:
    """Of something that is told of, and not pointed to: "La lettre a été écrite par ChatGPT".

    Where the article is an ending, of several things: "Biografiene er skrevet av ChatGPT".
    """
    words, lexicon = setting.lexicon.words, setting.lexicon
    first, *named = plain(setting.match).split()[:4] or [""]
    is_told = setting.pattern.place == "notice" and not setting.stated
    endings = tuple(ending.strip() for ending in words.get("definite_ending", ()))
    is_ended = first.endswith(endings)
    if not is_told or not (is_ended or says(first, words.get("definite", ()))):
        return False
    nouns = words.get("whole", ())
    is_text = says(first if is_ended else " ".join(named), nouns) or says(first, words.get("deictic", ()))
    return not (is_text or points(setting.before + setting.match, lexicon))


def is_of_a_program(setting: Setting) -> bool:
    """What a machine made may be what any program prints: "This invoice is machine-generated"."""
    text = plain(setting.match)
    return "machine generated" in text and agents_of(setting.lexicon).isdisjoint(text.split())


def is_enumerated(setting: Setting) -> bool:
    """One of several, or a legend: "Text A: written by ChatGPT", "Answer 2 (by GPT-4)", "* = by AI"."""
    return NUMBERED.search(setting.prefix) is not None


def is_handed_over_late(setting: Setting) -> bool:
    """What hands the word to a model, with much before it, hands over a part: "What ChatGPT said:"."""
    ends = LINE_END.match(setting.following)
    announces = setting.match.rstrip(" ").endswith(HANDS_OVER) or (setting.after[:1] in ANNOUNCES and ends)
    return bool(announces) and setting.start > HANDED


def is_of_each(setting: Setting) -> bool:
    """Of each of many, not of all that one consists of: "Every post was written by AI", not "Every word".

    Nor of what is pointed to, "Every article on this site", or told behind its maker: "AI writes every post".
    """
    lexicon, text = setting.lexicon, plain(setting.match)
    others = (*lexicon.words.get("unit", ()), *lexicon.words.get("pointing", ()))
    places = [*every(text, lexicon.words.get("each", ()))]
    behind = [text[end:].split()[:EACH] for _, end in places]
    if not any(says(" ".join(named[:1]), lexicon.nouns.get("text", ())) for named in behind):
        return False
    is_told_last = any(_names_ai(text[:start], lexicon) for start, _ in places)
    return not (is_told_last or any(says(" ".join(named), others) for named in behind))


def _subject(setting: Setting) -> str:
    """The noun between what points and an auxiliary, as in "this molecule was"; "" where none stands so."""
    words = setting.lexicon.words
    bare = words.get("bare", ())
    first, named, then, *_ = (*plain(setting.match).split(), "", "", "")
    stands = says(first, words.get("deictic", ())) and says(then, bare) and not says(named, bare)
    return named if stands else ""


_OTHERS = (
    *(is_told, is_spoken_after, is_elsewhere, is_of_a_part, is_transcribed, is_complained_of, is_rewritten),
    *(is_taken_back, leaves_a_rest, is_joint, is_a_possession, is_of_its_subject, is_item),
    *(is_handed_over_late, is_of_each, is_inside_the_text, is_of_a_name),
)
"""What says outright that a statement is of another text, of a part, or not true."""
_AFTERWARDS = (is_spoken_after, is_rewritten, is_taken_back, leaves_a_rest, is_joint)
"""What may still be said of what tells by itself whose it is."""
_REMARKS = (
    *(*_OTHERS, is_of_an_occasion, is_of_a_thing),
    *(is_turn, is_template, is_in_passing, is_of_a_trade, is_titled, is_of_a_company),
    *(is_of_another, is_first_name, is_beside_the_text, is_credited, is_shared, is_enumerated),
    *(is_of_a_program, is_the_thing),
)
"""What makes a statement one of others, or of something else."""


def _strength(setting: Setting, family: str, scope: Scope, *, hedged: bool, alone: bool) -> Strength:
    """That of the pattern, one step up or down; what is told in running text proves little of that text."""
    found = _stated_strength(setting, family, scope, hedged=hedged, alone=alone)
    if found != "full":
        return found
    remarks = _AFTERWARDS if setting.pattern.is_certain else _REMARKS
    is_text = family in STATED and scope == "text"
    is_less = is_anybodys(setting) or (is_text and any(rule(setting) for rule in remarks))
    return "partial" if is_less else "full"


def stays_partial(setting: Setting) -> bool:
    """Whatever its sentence adds up to: a label, or outright of another text, of a part, or not true."""
    return is_label(setting) or any(rule(setting) for rule in _OTHERS)


def _stated_strength(setting: Setting, family: str, scope: Scope, *, hedged: bool, alone: bool) -> Strength:
    own = setting.pattern.strength
    is_amidst = setting.pattern.is_spoken and not setting.at_edge  # of many lines, most of them people's
    is_others = family in STATED and scope == "text" and (is_outsiders(setting) or is_of_any(setting))
    is_short = len(setting.match.split()) <= STATED_OF_A_PART
    is_loose = is_anybodys(setting) and not (scope in OF_A_PAGE and is_short)
    if family == "denial" or is_amidst or is_others or is_loose:
        return "weak"
    if setting.pattern.is_learnt or (family == ASSISTED and own == "full"):
        return "partial"
    if hedged and own == "full":
        return "partial"
    is_read = bool(setting.pattern.clause) and setting.pattern.place == "notice"
    if own == "partial" and not hedged:
        is_text = family in STEPPED and scope == "text"
        is_sole = (family in STEPPED and alone) or (is_text and (is_signed(setting) or is_cautioned(setting)))
        is_sole = is_sole and not is_tagged(setting)
        return "full" if is_sole or (family in PARTS and is_read) else own
    if family == "preamble" and own == "full" and not (opens_page(setting) and is_assistants(setting)):
        return "partial"
    return own


def is_cautioned(setting: Setting) -> bool:
    """A label whose line warns of mistakes or says who checked it, as no headline does: "... May err"."""
    line = setting.following.partition("\n")[0][:CAUTION]
    is_parted = any(map(LABEL_END.match, (setting.match.rstrip()[-1:], line.lstrip()[:1])))
    is_parted = is_parted and is_bare(setting.prefix)
    words = setting.lexicon.words
    told = (*words.get("caution", ()), *words.get("reviewed", ()))
    return is_label(setting) and is_parted and says(plain(line), told)


def is_tagged(setting: Setting) -> bool:
    """A template of a wiki, by which an editor says what a page may hold: "{{AI-generated}}"."""
    return TAGGED.match(setting.original, max(0, setting.start - len("{{"))) is not None


def is_label(setting: Setting) -> bool:
    """A notice of few words, which may be a headline: "AI-generated content"."""
    return setting.pattern.place == "notice" and len(plain(setting.match).split()) <= LABEL


def is_assistants(setting: Setting) -> bool:
    """The words of its line say that an assistant speaks, not somebody whose readers asked for the piece."""
    line = setting.match.strip().rpartition("\n")[2]
    rest = "" if setting.match.endswith("\n") else setting.following.partition("\n")[0]
    return may_open(line + rest, setting.lexicon)
