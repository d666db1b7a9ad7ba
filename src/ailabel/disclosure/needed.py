"""Tell a denial from its opposite: "made without AI" from "this would not exist without AI"."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ailabel.disclosure.scope import agents_of
from ailabel.disclosure.setting import CLAUSE, begins, every, plain, points, says
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ailabel.disclosure.pattern import Lexicon
    from ailabel.disclosure.setting import Setting

NO_TWO_WORDS = regex(r"n['’]t\b")  # a production spans the verb that is negated: "we don't use AI to"
NEAR = 8  # words from "without" on in which AI is named
BEHIND = 8  # characters behind a match in which "without" stands where no words stand apart
POINTED = 3  # words on either side, "this" among them, in which stands what it points to
BEFORE = 2  # words before what means "without" and stands behind the name


def is_needed(setting: Setting) -> bool:
    """What would not be there without AI, and so is no denial: "We couldn't live without AI"."""
    words, said = setting.lexicon.words, plain(setting.match + setting.after[:BEHIND])
    if not says(said, (*words.get("lacking", ()), *words.get("lacking_behind", ()))):
        return False  # as most; nor is it meant where another clause says what a writer cannot do without
    clause, phrase = _needing(setting)
    rest = clause.replace(phrase, " ") if setting.lexicon.spaced else clause
    supposes = says(rest, words.get("would", ())) and says(rest, words.get("negation", ()))
    return supposes or says(rest, words.get("impossible", ()))


def is_needed_here(setting: Setting) -> bool:
    """The same of a thing that is pointed to: "This post would not exist without ChatGPT"."""
    if not is_needed(setting):
        return False
    lexicon, (clause, _) = setting.lexicon, _needing(setting)
    nouns = (*chain(*lexicon.nouns.values()),)
    if not lexicon.spaced:
        return points(clause, lexicon) and says(clause, nouns)
    places = [*every(clause, lexicon.words.get("pointing", ()))]
    before = -POINTED if lexicon.head == "first" else -1  # "dự án này"
    named = (
        " ".join((*clause[:end].split()[before:-1], *clause[start:].split()[:POINTED]))
        for start, end in places
    )
    return any(says(words, nouns) for words in named)


def _needing(setting: Setting) -> tuple[str, str]:
    """The clause that says "without AI" in plain text, and these words of it; "" where none does.

    What opens a sentence so belongs to the clause behind it: "Without AI, this post would not exist".
    """
    lexicon, sentence = setting.lexicon, setting.before + setting.match + setting.after
    own, *clauses = map(plain, CLAUSE.split(NO_TWO_WORDS.sub(" not", sentence)))
    if clauses and _is_condition(own, lexicon):
        own += clauses.pop(0)
    joints = lexicon.words.get("and", ())
    parts = (part for clause in (own, *clauses) for part in _split(clause, joints))
    return next(((part, phrase) for part in parts if (phrase := _without_ai(part, lexicon))), ("", ""))


def _is_condition(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause says "without AI" and no more."""
    behind = tuple(word.rstrip() for word in lexicon.words.get("lacking_behind", ()))
    opens = begins(clause.lstrip() + " ", lexicon.words.get("lacking", ()))
    return opens or (bool(behind) and clause.rstrip().endswith(behind))


def _without_ai(text: str, lexicon: Lexicon) -> str:
    """The words from "without" to the name of AI, or what means it behind that name; "" without either."""
    agents, words = agents_of(lexicon), lexicon.words
    lacking = words.get("lacking", ())
    if not lexicon.spaced:
        return text if says(text, lacking) and any(agent in text for agent in agents) else ""
    for start, _ in every(text, lacking):
        named = next((word for word in text[start:].split()[:NEAR] if word in agents), None)
        if named:
            return text[start : next(end for at, end in every(text, (f" {named} ",)) if at >= start)]
    for start, end in every(text, words.get("lacking_behind", ())):
        if not agents.isdisjoint(text[:start].split()[-BEFORE:]):
            return text[start:end]
    return ""


def _split(text: str, needles: Iterable[str]) -> list[str]:
    """The parts of plain text between any of the needles."""
    hay = f" {text} "
    for needle in needles:
        hay = hay.replace(needle, "\n")
    return hay.split("\n")
