"""Tell by what its words stand for a sentence that says who made a text, and no more.

What was learnt of sentences adds up words and pairs of them, and may take the plainest for something else
("Questo articolo è stato scritto con l'IA"). Concepts in their order leave no doubt of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.disclosure.telling import AGENT, ENDS

if TYPE_CHECKING:
    from collections.abc import Sequence

UNKNOWN = 3  # words of a plain sentence that its glossary may lack, as articles
WIDE = 30  # characters of one where no spaces stand between words
OWNERS = 2  # concepts between "by" and a person: "by one of our"
NAMES = frozenset({AGENT, "generative"})
POINTING, ALL = frozenset({"this", "here"}), frozenset({"all", "above"})
TEXTS = frozenset({"text", "article", "post", "page", "content", "document"})
WORKS = frozenset({"story", "book", "essay"})  # "the whole book" may be anybody's
MADE = frozenset({"write", "make", "create", "generate", "produce"})
LINKS = frozenset({"be", "was", "become", "have", "by", "with", "via", "use", "of", "number", "fully"})
PLAIN = frozenset().union(NAMES, POINTING, ALL, TEXTS, WORKS, MADE, LINKS)
THEN = frozenset({"and", "after", ","})
CHECKED = frozenset({"review", "check", "correct", "edit", "read", "publish"})
PEOPLE = frozenset({"person", "editor", "journalist", "author", "team", "teacher", "student", "expert"})
DONE = (PLAIN - NAMES).union(CHECKED, THEN, PEOPLE, {"company", "manual", "automatic", "before", "in"})
WITH = frozenset({"with", "via", "use", "help_of"})
DENIES = frozenset({"not", "no", "never", "without", "nobody", "instead", "nothing", "but"})
STOPS = frozenset({ENDS, ".", "!", ")", "]", "。"})


def is_plain(words: Sequence[str], concepts: Sequence[str], *, spaced: bool) -> bool:
    """Whether it says that all of this text was made, by AI, who then checked it, and no more.

    `concepts` is what its `words` stand for; those that stand for nothing known are few. Where words are not
    `spaced`, a word is a character.
    """
    said = [one for one in concepts if one[0].isalpha() or one in THEN]
    unknown = sum(word[0].isalnum() for word in words) - len(said)
    if (len(words) > WIDE) if not spaced else (unknown > UNKNOWN):
        return False
    named = next((at for at, one in enumerate(said) if one in NAMES), len(said))
    then = next((at for at in range(named, len(said)) if said[at] in THEN), len(said))
    made, done = said[:then], said[then:]
    is_of_this = not POINTING.isdisjoint(made) or not (ALL.isdisjoint(made) or TEXTS.isdisjoint(made))
    is_made = all(not kind.isdisjoint(made) for kind in (TEXTS | WORKS, MADE, NAMES))
    is_checked = not done or (DONE.issuperset(done) and not CHECKED.isdisjoint(done))
    plain = PLAIN | {"help_of"} if "generate" in made else PLAIN  # a person who was helped generates nothing
    return plain.issuperset(made) and is_of_this and is_made and is_checked


def with_links(concepts: Sequence[str], firsts: Sequence[Sequence[str]]) -> list[str]:
    """The concepts, and before each name of AI what the first word of it stands for, where that links it."""
    names = iter(firsts)
    linked = ([*WITH.intersection(next(names, ())), one] if one == AGENT else [one] for one in concepts)
    return [one for group in linked for one in group]


def is_joint(concepts: Sequence[str]) -> bool:
    """Whether a person made it, with AI or beside it: "by our editor with AI", "by AI and an editor"."""
    named = [at for at, one in enumerate(concepts) if one in NAMES]
    return DENIES.isdisjoint(concepts) and any(
        _is_by_a_person(concepts[:at]) or _is_beside_one(concepts[at + 1 :]) for at in named
    )


def _is_by_a_person(before: Sequence[str]) -> bool:
    """Whether what stands before a name of AI ends so: "by one of our editors with"."""
    own = [one for one in before if one[0].isalpha()]
    end = len(own)
    while end and own[end - 1] in WITH:
        end -= 1
    if end == len(own):
        return False
    is_person = own[end - 1 : end] and (own[end - 1] in PEOPLE or own[end - 2 : end] == ["by", "write"])
    return bool(is_person) and "by" in own[max(0, end - 2 - OWNERS) : end - 1]


def _is_beside_one(after: Sequence[str]) -> bool:
    """Whether what stands behind a name of AI begins so: "and by one of our editors"."""
    if after[:1] != ["and"]:
        return False
    who = next(
        (at for at, one in enumerate(after) if at and one not in {"by", "we", "number", "one", "of"}), 0
    )
    return who > 0 and after[who] in PEOPLE and not STOPS.union(MADE).isdisjoint(after[who + 1 : who + 2])
