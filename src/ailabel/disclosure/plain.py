"""Tell by what its words stand for a sentence that says who made a text, and no more.

What was learnt of sentences adds up words and pairs of them, and may take the plainest for something else
("Questo articolo è stato scritto con l'IA"). Concepts in their order leave no doubt of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.disclosure.concepts import UNKNOWN
from ailabel.disclosure.telling import AGENT
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ARTICLE = 6  # letters of a word that no glossary has, with UNKNOWN: "einer"
NAME = UNKNOWN * 2  # in the place of such a word with a capital: whose name it is nobody knows
WIDE = 30  # characters of a plain sentence where no spaces stand between words
OWNERS = 2  # concepts between "by" and a person: "by one of our"
NAMES = frozenset({AGENT, "generative"})
POINTING = frozenset({"this", "here"})
TEXTS = frozenset({"text", "article", "post", "page", "content", "document"})
WORKS = frozenset({"story", "book", "essay"})  # "the whole book" may be anybody's
MADE = frozenset({"write", "make", "create", "generate", "produce"})
LINKS = frozenset({"be", "was", "become", "have", "by", "with", "via", "use", "of", "fully", "all", "above"})
PLAIN = frozenset().union(NAMES, POINTING, TEXTS, WORKS, MADE, LINKS)
HEADED = NAMES | TEXTS | WORKS | {"all", "fully"}  # what an article stands before
THEN = frozenset({"and", "after", ","})  # what parts who made it from who then checked it
CHECKED = frozenset({"review", "check", "correct", "edit", "read", "publish"})
PEOPLE = frozenset({"person", "editor", "journalist", "author", "team", "teacher", "student", "expert"})
DONE = frozenset().union(LINKS, POINTING, TEXTS, CHECKED, THEN, PEOPLE)
DONE |= {"company", "manual", "automatic", "before", "in", "number"}
"""What may be said of who then checked or published it."""
SPEAKERS = frozenset({"I", "we", "self"})
WITH = frozenset({"with", "via", "use", "help_of"})  # before AI as the tool of somebody
DENIES = frozenset({"not", "no", "never", "without", "nobody", "instead", "nothing", "but"})
# In the regexes below, concepts stand with a space between them, and NAME as it is.
_AI, _TEXT, _PERSON = (f"(?:{'|'.join(sorted(kind))})" for kind in (NAMES, TEXTS, PEOPLE))
_MADE = f"(?:{'|'.join(sorted(MADE))})"
_WHO = rf"(?:{_PERSON}|\?\?)"
_AND = rf"{_AI} (?:(?:and|after|that) )+(?:(?:be|was|have|by|we|number|of|one) )*"
_THEN = rf"{_AI} (?:(?:and|after|that|,|be|was|have|review|check|edit|correct) )+"
_OTHERS = rf"(?:(?:and|review|check|edit|correct|by|we|number|of) )*{_WHO}"
_BETTER = "(?:small|big|good|easy|read|possible|different)"
_WAYS = (
    rf"{_AND}(?:{_WHO} )+(?:[.!)\]$。]|write|make|create|produce)",  # "by AI and human writers"
    rf"{_AND}(?:write [.$]|edit write)",  # "par l'IA et la rédaction", "由AI与编辑撰写"
    rf"{_THEN}write {_OTHERS}",  # "created with AI and then written by an editor"
    rf"{_AI} (?:together )?with (?:we )?{_WHO} [.$]",
    r"write alone (?:via|with|use) AGENT",  # "by myself using AI"
    rf"this {_TEXT} (?:use|contain) (?:(?!be |was |become )\S+ )*?{_TEXT} ",  # "uses texts by AI"
    rf"this {_TEXT} have (?:(?:all|some|number|by) )*(?:{_AI} {_MADE} )?{_TEXT} ",
    rf"\^ all (?:(?:\?\? )+{_TEXT}|{_TEXT} (?:of |in |on )?\?\?) ",  # "all CNET articles"
    rf"(?:make|give) (?:very )?{_BETTER} |{_BETTER} make ",  # "made shorter"
    r"^\^ (?:fake|wrong|bad) :",
)
OF_A_PART = regex("|".join(_WAYS))
WITH_SIGNS = regex(  # "記者がAIで作成", "AI와 기자가 작성"
    rf"{_PERSON} (?:with |use )?{_AI} (?:with )?(?:write|create|make)|{_AI} with {_PERSON} (?:write|make)"
)


def with_names(concepts: Sequence[str], capitals: Collection[str], firsts: Sequence[str]) -> list[str]:
    """The concepts, with NAME for unknown words that are in `capitals`, and what links names of AI.

    `firsts` has what the first word of each name of AI stands for, which may be found with it: "using AI".
    """
    links = iter(firsts)
    found = []
    for one in concepts:
        if one == AGENT and (link := next(links, "")) in WITH:
            found.append(link)
        found.append(NAME if one[0] == UNKNOWN and one[1:] in capitals else one)
    return found


def is_plain(concepts: Sequence[str], *, entire: bool) -> bool:
    """Whether it says that all of this text was made, by AI, who then checked it, and no more.

    `entire`: it opens with what names all of a text, "the whole article".
    """
    said = [one for one in concepts if one[0].isalpha() or one[0] == UNKNOWN or one in THEN]
    named = next((at for at, one in enumerate(said) if one in NAMES), len(said))
    then = next((at for at in range(named, len(said)) if said[at] in THEN), len(said))
    made, done = said[:then], [one for one in said[then:] if one[0] != UNKNOWN]
    told = [one for one in made if one[0] != UNKNOWN]
    texts = [at for at, one in enumerate(told) if one in TEXTS | WORKS]
    first = next((at for at, one in enumerate(told) if one in NAMES | MADE), 0)
    is_of_this = not POINTING.isdisjoint(told) or (entire and not TEXTS.isdisjoint(told))
    is_in_order = bool(texts) and texts[-1] < first
    is_made = not MADE.isdisjoint(told) and not NAMES.isdisjoint(told)
    # "par la rédaction" is by a newsroom.
    others = [one for at, one in enumerate(done) if done[at - 1 : at + 1] != ["by", "write"]]
    is_checked = not done or (DONE.issuperset(others) and not CHECKED.isdisjoint(done))
    plain = PLAIN | {"help_of"} if "generate" in told else PLAIN  # a person who was helped generates nothing
    is_told = all(one in plain or _is_article(made[at:], is_first=at == 0) for at, one in enumerate(made))
    return is_told and is_of_this and is_in_order and is_made and is_checked


def _is_article(words: Sequence[str], *, is_first: bool) -> bool:
    """Whether these open with an article, known or not: "a model", "bir yapay zeka", "the entire"."""
    article, *rest = words
    head = next((one for one in rest if one[0] != UNKNOWN), "")
    if article == "number":
        return head in NAMES
    if article == NAME or article[0] != UNKNOWN or len(article) > ARTICLE:
        return False
    return head in HEADED and not (is_first and head in NAMES)


def tells_of_a_part(concepts: Sequence[str], *, spaced: bool) -> bool:
    """Whether a person made it, with AI or beside it, or AI no more than a part of it, or others' texts.

    "By our editor with AI", "by AI and an editor"; "this page uses texts by AI", "made shorter by AI"; "all
    CNET articles".
    """
    at = next((at for at, one in enumerate(concepts) if one in NAMES), None)
    if at is None or not DENIES.isdisjoint(concepts):
        return False
    said = " ".join(one for one in concepts if one == NAME or not (one[0] == UNKNOWN or one in "'’"))
    is_by_signs = not spaced and {"all", "fully", "generate"}.isdisjoint(concepts)
    if OF_A_PART.search(said) or (is_by_signs and WITH_SIGNS.search(said)):
        return True
    return "generate" not in concepts and _is_by_a_person(concepts[:at], concepts[at + 1 :])


def _is_by_a_person(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether what stands before the first name of AI ends so: "by one of our editors with"."""
    own = [one for one in before if one[0].isalpha() or one == NAME]
    end = len(own)
    while end and own[end - 1] in WITH:
        end -= 1
    linked, links = own[:end], own[end:]
    if linked[-1:] == ["by"] and after[:1] and after[0] in WITH:  # "bir editör tarafından yapay zeka ile"
        return not PEOPLE.union({NAME}).isdisjoint(linked[-2:-1])
    while linked[-2:] == [NAME, NAME]:
        linked.pop()
    is_person = not PEOPLE.union(SPEAKERS, {NAME}).isdisjoint(linked[-1:]) or linked[-2:] == ["by", "write"]
    return is_person and not WITH.isdisjoint(links) and "by" in linked[-2 - OWNERS : -1]
