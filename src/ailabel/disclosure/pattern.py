"""A pattern is a row of data: one way people say that a model made a text, with examples for and against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ailabel.result import Scope, Strength

Sight = Literal["clean", "text"]
Place = Literal["anywhere", "notice", "opening", "after"]
Speaker = Literal["people", "model"]

FAMILIES = (
    "publisher-disclosure",
    "assisted-disclosure",
    "experimental-notice",
    "summary-notice",
    "translation-notice",
    "title-notice",
    "voice-notice",
    "image-notice",
    "video-notice",
    "refusal",
    "knowledge-cutoff",
    "preamble",
    "sign-off",
    "interface-residue",
    "citation-token",
    "placeholder",
    "prompt-leak",
    "tracking-parameter",
    "hidden-unicode",
    "trailer",
    "machine-label",
    "denial",
)

ANY = "any"  # in the place of a language: what stands in texts of each
ENGLISH = "en"  # whose patterns read every text
LEARNT = "LEARNT"  # in the place of productions: what no production finds, and reads like what they do
SPOKEN = "SPOKEN"  # in their place: what an assistant says to its user in a line of its own
ROLES = frozenset(
    (
        *(
            "negation",
            "no_negation",
            "negation_after",
            "lacking",
            "lacking_behind",
            "impossible",
            "would",
            "hypothetical",
            "hypothetical_after",
            "modal",
        ),
        "edited",
        *("policy", "policy_after", "refused", "forbid", "mention", "no_mention", "attributed", "assessed"),
        *(
            "uttered",
            "hedge",
            "some",
            "reviewed",
            "assist",
            "generate",
            "breaker",
            "purpose",
            "attributive",
            "token",
        ),
        *(
            "prompt_label",
            "agent",
            "off_agent",
            "agent_noun",
            "person",
            "runs_on",
            "goes_on",
            "form",
            "no_label",
        ),
        *("verb_translation", "verb_summary", "verb_voice", "verb_image", "verb_code", "verb_text"),
        *("and", "of", "subject", "within", "relative"),
        *("contrast", "disclosing", "thing", "thing_verb", "bare", "law", "kin", "pronoun", "greeting"),
        *("no_policy", "no_breaker", "others", "holds", "anaphor", "topic", "topic_end", "in_topic"),
        *("depicts", "no_question", "no_part", "convinced", "occasion", "outsider", "pointing"),
        *("subclause", "doing", "processed", "transcribed", "deictic", "part"),
        *("trade", "complaint", "teaser", "version", "human", "by", "machine", "whole"),
        *("listed", "comments", "notes", "wrote", "mistaken", "mistaken_after", "exercise", "presumed"),
        *("perhaps", "no_guess", "about"),
        *("ruling", "taken_back", "nope", "definite", "definite_ending", "entire", "once", "until", "page"),
        *("each", "unit", "auxiliary", "attaching", "reports"),
        *("removed", "rewritten", "yours", "theirs", "founded", "joint_after", "namesake", "elsewhere"),
        *("may_hold", "may_hold_after", "measure", "together"),
        *("many", "another", "ours", "author", "caution", "referring", "me", "jointly", "ended"),
        *("indefinite", "presents", "shows", "noted", "remainder", "claim", "claimed", "joining"),
        *("such_as", "offer", "reply", "responder", "section", "lacking", "lacked", "doubtless"),
    )
)
"""What a word of a lexicon may do to the meaning of a match."""


@value
class Pattern:
    """`regex` may name fragments (`{AGENT}`) of its language or of `any`; a space in it is a break of words.

    `strength` says how much a match proves about its `scope`. `view` is the string it reads: "clean"
    (mark-up and hidden characters gone) or "text" (as given). `place` is where a match counts:
    anywhere, as a notice of its own (a line, a bracket, after a label), at the opening of the text, or after
    what points to it: then only the last sentence of a match counts.
    `speaker` tells it: people of what a model did, or the model of itself ("I am an AI. I wrote this").
    `cue` names a cue that must stand in the paragraph; without one it is the first cue in `needs`.
    `clause` holds productions of the grammar instead of a regex, one a line (docs/patterns.md).
    `needs` names the fragments that stand in every match; it derives from `regex`. `lead` names one that
    matches wherever a match begins: the one that `regex` opens with, if no other is named.
    """

    id: str
    family: str
    strength: Strength
    scope: Scope
    language: str
    regex: str = ""
    clause: str = ""
    view: Sight = "clean"
    place: Place = "anywhere"
    speaker: Speaker = "people"
    cue: str = ""
    needs: tuple[str, ...] = ()
    lead: str = ""
    matches: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    source: str = ""

    @property
    def is_learnt(self) -> bool:
        """Whether it finds what was learnt (`telling.py`), and no production or regex."""
        return self.clause == LEARNT

    @property
    def is_spoken(self) -> bool:
        """Whether it finds what an assistant says, as was learnt (`assistant.py`)."""
        return self.clause == SPOKEN

    @property
    def reads_sentences(self) -> bool:
        """Whether it is looked for in sentences cut into words, by productions or as was learnt."""
        return bool(self.clause) and not self.is_spoken

    @property
    def is_certain(self) -> bool:
        """Whether a match says in itself whose text it tells of: no words around it make it another's."""
        return self.speaker == "model" or self.place == "after"

    @property
    def has_gate(self) -> bool:
        """Whether it waits for a match of its cue, or of its regex; else it is looked for in every text."""
        return bool(self.cue or self.regex)


@value
class Lexicon:
    """What one language knows: fragments of regexes, and the words that change what a match means.

    `words` lists needles by role ("negation", "policy", ...), `nouns` needles by scope, `tools` spellings
    by name. A needle is what is looked for in plain text: " word " for a whole word, " stem" for any that
    begins so (written "word" and "stem*" in TOML). `spaced` is False where no spaces stand between words;
    `verbs`, `classes` and `kinds` list words by class, and `phrases` rows of classes, for clauses.
    `head` says which noun of several a verb is about; `mark` is a regex of common words or letters, one of
    which stands in every notice of the language (none: its patterns read every text).
    """

    language: str
    cues: dict[str, str]
    fragments: dict[str, str]
    words: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    tools: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[str, ...]]
    classes: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    phrases: dict[str, str]
    spaced: bool = True
    head: Literal["first", "last"] = "first"
    mark: str = ""

    @property
    def named(self) -> dict[str, str]:
        """What a regex may name in braces."""
        return {**self.fragments, **self.cues}


@value
class Clue:
    """A regex spelt out for re2, and literals: one of them stands in whatever it matches.

    `folded` are looked for with case folded, `cased` as they are typed, each joined in one string
    (`haystack.joined`); without either nothing is known.
    `written` is the regex with the names of fragments of `language`; empty where nobody knows.
    """

    regex: str
    folded: str = ""
    cased: str = ""
    language: str = ""
    written: str = ""


@value
class Ready:
    """What a grammar works out of its productions before it reads a sentence.

    `classes` are those that productions name, words themselves too, `needs` sets of them, a bit for each,
    with the productions that need a word of one, a bit for each; `words` has what is listed by its classes.
    """

    classes: tuple[str, ...]
    needs: tuple[tuple[int, int], ...]
    words: Mapping[str, Sequence[str]]


@value
class Pack:
    """What is known of one language.

    `clues` are those of fragments by their names, those of patterns by their ids; one that is not there is
    made of the regex as written, without literals. `ready` is of the grammar of all its clauses; None where
    it has none, or nobody worked it out.
    """

    lexicon: Lexicon
    rows: tuple[Pattern, ...]
    clues: Mapping[str, Clue]
    ready: Ready | None = None
