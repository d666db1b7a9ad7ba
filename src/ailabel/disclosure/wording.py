"""Tell a sentence that discloses, or denies, by its words.

What is weighed are the beginnings of words (characters, where no spaces stand between words), alone, in a row
and on either side of a name of AI; words as they are, shorter beginnings and endings; what words stand for in
any language; and what a lexicon says of them: those that negate, suppose or rule, nouns by scope, wherever
they stand and near AI. `training/telling.py` learns the weights, of all languages at once.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ailabel.disclosure.concepts import read_glossary
from ailabel.disclosure.plain import WIDE, is_plain, tells_of_a_part, with_names
from ailabel.disclosure.sentences import cut, heads_of
from ailabel.disclosure.setting import ADDRESS, NAME_MARKS, VOWELS, begins, plain, says
from ailabel.disclosure.telling import (
    AGENT,
    BESIDE,
    DOUBTS,
    ENDS,
    FIRST,
    OPENS,
    WHOLE,
    Learnt,
    beside,
    is_letter,
    shape,
    whole,
)
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ailabel.disclosure.pattern import Lexicon, Pattern
    from ailabel.disclosure.sentences import Sentence
    from ailabel.disclosure.telling import Found

    Span = tuple[int, int]

LETTER = rf"(?:[^\W_]|[{VOWELS}])"
PIECE = regex(rf"\d+(?:[.,:]\d+)*{LETTER}*|{LETTER}+(?:['’]{LETTER}+)*|\S")
SIGN = regex(r"[A-Za-z0-9]+|\S")  # the same, where no spaces stand between words
STEM = 5  # first letters of a word that are weighed
SHORT = 3  # letters of a shorter beginning, and of an ending (training/NOTES.md)
LONG = 6  # letters; only a longer word has an ending
SHORTEST = 7  # stems, with what opens and what ends a sentence (training/NOTES.md)
ROW = 3  # stems in a row, at most
PAIRED = 6  # stems before a name of AI of which any two are weighed, one fewer after it (training/NOTES.md)
HIRAGANA = "".join(map(chr, range(0x3041, 0x3097)))
FOREIGN = {
    "ru": "іїєґ",
    "uk": "ыэъё",
    "zh": HIRAGANA,
    "sv": "æøÆØ",
}  # letters of a neighbour with like words
OWN = {"ja": HIRAGANA}  # letters of which a sentence has some
MARKS = dict(NAME_MARKS)
FILE = regex(
    r"(?:[-_][\w-]*)?\.(?:mdx?|txt|json|toml|ya?ml|py|[jt]sx?|sh|html|css)(?![A-Za-z0-9_])"
    r"|[-_][\w-]*\.[a-z]{1,4}\b"
)
"""What makes a file's name of a name that it stands behind: "AI-tools.py", "CLAUDE.md"."""
LAW, LAW_WORDS = 32, 4  # characters and words beside a name of AI in which a law is named after it
NEAR = 80  # characters on either side of the names of AI
ROLES = (
    *("negation", "hypothetical", "modal", "policy", "mention", "attributed", "hedge", "reviewed", "assist"),
    *("generate", "agent", "anaphor", "person", "breaker", "purpose", "of", "bare", "topic", "disclosing"),
    *("off_agent", "others", "pointing"),
)
"""Roles of words that most lexicons list."""


class Words(NamedTuple):
    """A sentence's words in lower case, AGENT for a name of AI; how they begin; where those names stand."""

    words: Sequence[str]
    stems: Sequence[str]
    names: Sequence[Span]


class Roles:
    """The words that a lexicon lists, by what they do, ready to be looked for all at once."""

    __slots__ = ("_anywhere", "_names", "_opening")

    def __init__(self, lexicon: Lexicon) -> None:
        listed = {role: lexicon.words.get(role, ()) for role in ROLES}
        listed["assist"] += lexicon.words.get("processed", ())
        listed |= {f"N {scope}": nouns for scope, nouns in lexicon.nouns.items()}
        self._names = [*listed]
        self._opening: dict[str, list[tuple[str, int]]] = {}  # by how their first word begins
        self._anywhere: list[tuple[str, int]] = []
        for at, needles in enumerate(listed.values()):
            for needle in needles:
                first, _, rest = needle[1:].partition(" ")
                is_told = needle[0] == " " and (rest or needle[-1] == " " or len(first) >= SHORT)
                rows = self._opening.setdefault(first[:SHORT], []) if is_told else self._anywhere
                rows.append((needle, at))

    def said_in(self, text: str) -> list[str]:
        """The roles of which a word stands in the plain text, in order (see `says`)."""
        hay = f" {text} "
        opened = {word[:SHORT] for word in text.split(" ")}
        found: set[int] = set()
        for rows in (self._anywhere, *(self._opening[key] for key in opened & self._opening.keys())):
            found.update(at for needle, at in rows if at not in found and needle in hay)
        return [self._names[at] for at in sorted(found)]


class Wording:
    """What was learnt of the sentences of one language, ready to read them."""

    __slots__ = ("_lexicon", "_roles", "learnt")

    def __init__(self, rows: Sequence[Pattern], lexicon: Lexicon) -> None:
        self.learnt = Learnt(rows, lexicon.language)
        self._lexicon = lexicon
        self._roles = Roles(lexicon)

    def read(self, sentence: Sentence, names: Sequence[Span]) -> Iterator[Found]:
        """All of a sentence that tells as learnt."""
        return self.told(sentence, names, self.seen(sentence, names))

    def told(self, sentence: Sentence, names: Sequence[Span], seen: Collection[str]) -> Iterator[Found]:
        """The same by what is seen of it.

        Of a plain one nothing that takes from what it states; of one that names a person for its author, too,
        that it tells of a part.
        """
        if not seen:
            return
        rows = [*self.learnt.told(seen)]
        spaced, text = self._lexicon.spaced, sentence.text
        concepts = self._concepts(text, names)
        entire = begins(plain(text).lstrip(), self._lexicon.words.get("entire", ()))
        if tells_of_a_part(concepts, spaced=spaced):
            rows = [*(row for row in rows if row.family != WHOLE), *self.learnt.parted()]
        elif is_plain(concepts, entire=entire) and (spaced or len(text) <= WIDE):
            rows = [row for row in rows if row.family not in DOUBTS]
        yield from ((row, *whole(sentence.text)) for row in rows)

    def _concepts(self, text: str, names: Sequence[Span]) -> list[str]:
        """What the words of a sentence stand for, and which of those that stand for nothing are names."""
        glossary = read_glossary(self._lexicon.language, spaced=self._lexicon.spaced)
        words = read_words(text, names, self._lexicon)
        _, *others = text.split() or [""]
        capitals = {
            match[0].lower() for word in others for match in PIECE.finditer(word) if match[0][0].isupper()
        }
        firsts = [next(glossary.read(text[slice(*name)].lower().split()[:1]), "") for name in words.names]
        return with_names([*glossary.read(words.words)], capitals, firsts)

    def seen(self, sentence: Sentence, names: Sequence[Span], *, own: bool = False) -> set[str]:
        """What is seen of a sentence that names AI there; nothing where it is in another language.

        `own`: it is known to be in this one.
        """
        words = read_words(sentence.text, names, self._lexicon)
        if own or self.is_written(sentence.text, words):
            return features(sentence, words, self._lexicon, self._roles)
        return set()

    def is_written(self, text: str, words: Words) -> bool:
        """Whether a sentence is in the language: enough of its words are known, and its letters are."""
        language, letters = self._lexicon.language, frozenset(text)
        is_foreign = not letters.isdisjoint(FOREIGN.get(language, ()))
        if is_foreign or letters.isdisjoint(OWN.get(language, letters)):
            return False
        return self.learnt.knows({stem for stem in words.stems if stem[0].isalpha()} - {AGENT})


def named(
    data: bytes, start: int, end: int, names: Iterable[Span], lexicon: Lexicon
) -> Iterator[tuple[Sentence, list[Span]]]:
    """The sentences around names of AI, each with where names stand in it."""
    places = [*names]
    starts = [first for first, _ in places]
    heads = heads_of(tuple(lexicon.words.get("pointing", ())))
    for sentence in cut(data, start, end, starts, heads):
        said = sentence.text.encode()
        own = slice(bisect_left(starts, sentence.first), bisect_left(starts, sentence.first + len(said)))
        ends = ((first - sentence.first, last - sentence.first) for first, last in places[own])
        yield sentence, [(_characters(said[:first]), _characters(said[:last])) for first, last in ends]


def _characters(data: bytes) -> int:
    return len(data.decode("utf-8", "ignore"))


def read_words(text: str, names: Iterable[Span], lexicon: Lexicon) -> Words:
    """A sentence cut into words, a name of AI to the ends of those that it stands in."""
    text, names = _without_addresses(text, [*names])
    own = [name for name in names if text[max(0, name[0] - 1) : name[0]] != "-"]  # "Jean-Claude"
    own = [name for name in own if not FILE.match(text, name[1])]
    own = [name for name in own if not is_of_a_law(text, *name, lexicon)] or own
    if lexicon.spaced:
        own = [_widened(text, *name) for name in own]
    words = [OPENS, *_cut(text, own, lexicon), ENDS]
    return Words(words, [word[:STEM] for word in words], own)


def _without_addresses(text: str, names: Sequence[Span]) -> tuple[str, Sequence[Span]]:
    """The text with blanks for addresses of pages, where AI is named beside them, and the names there."""
    addresses = [address.span() for address in ADDRESS.finditer(text)]
    beside = [name for name in names if not any(start <= name[0] < end for start, end in addresses)]
    return (ADDRESS.sub(lambda address: " " * len(address[0]), text), beside) if beside else (text, names)


def is_of_a_law(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether AI stands in the name of a law, and so makes nothing: "the EU AI Act", "loi sur l'IA"."""
    words = lexicon.words
    law = words.get("law", ())
    if not lexicon.spaced:
        return begins(text[end : end + LAW], law)
    before = plain(text[max(0, start - LAW) : start]).split()[-LAW_WORDS:]
    behind = plain(text[end : end + LAW]).split()[:1] if text[end : end + 1] in {" ", "-"} else []
    is_behind = bool(behind) and says(behind[0], law)
    return is_behind or (
        len(before) > 1 and says(before[-1], words.get("of", ())) and says(" ".join(before[:-1]), law)
    )


def features(sentence: Sentence, words: Words, lexicon: Lexicon, roles: Roles) -> set[str]:
    """What is seen of a sentence; nothing where it names no AI, or is no more than a label."""
    stems = words.stems
    if AGENT not in stems or len(stems) < SHORTEST:
        return set()
    concepts = read_glossary(lexicon.language, spaced=lexicon.spaced).concepts(words.words)
    return {
        *_arranged(stems, BESIDE if lexicon.spaced else BESIDE * 3 // 2),  # signs tell less than words
        *(f"C {one}" for one in _arranged(concepts, BESIDE)),
        *_forms({*words.words} - {AGENT}),
        *_roles(sentence.text, words.names, roles),
        *shape(sentence, len(stems)),
    }


def _arranged(row: Sequence[str], width: int) -> Iterator[str]:
    """Each alone, in a row, on either side of a name of AI, and in twos there."""
    agents = [at for at, one in enumerate(row) if one == AGENT][:FIRST]
    yield from row
    for size in range(2, ROW + 1):
        yield from map(" ".join, zip(*(row[at:] for at in range(size)), strict=False))
    yield from beside(agents, row, width)
    yield from _pairs(row, agents[0])


def _pairs(stems: Sequence[str], agent: int) -> Iterator[str]:
    """Any two before the first name of AI that are no neighbours, and any two after it."""
    sides = {"<<": stems[max(0, agent - PAIRED) : agent], ">>": stems[agent + 1 : agent + PAIRED]}
    for side, own in sides.items():
        apart = ((one, other) for at, one in enumerate(own) for other in own[at + 2 :])
        yield from (f"{side} {one} {other}" for one, other in apart)


def _forms(words: Iterable[str]) -> Iterator[str]:
    """Words as they are, where they are longer than their stem; how they begin and how they end."""
    for word in words:
        size = len(word)
        if size > SHORT:
            yield f"s {word[:SHORT]}"
            if size > STEM:
                yield f"w {word}"
                if size > LONG:
                    yield f"e {word[-SHORT:]}"


def _widened(text: str, start: int, end: int) -> Span:
    """A name of AI to the ends of the words that it stands in, and the marks around it."""
    while start and is_letter(text[start - 1]):
        start -= 1
    while end < len(text) and is_letter(text[end]):
        end += 1
    is_marked = start and end < len(text) and MARKS.get(text[start - 1]) == text[end]
    return (start - 1, end + 1) if is_marked else (start, end)


def _cut(text: str, names: Iterable[Span], lexicon: Lexicon) -> Iterator[str]:
    """Its words, with one for each name of AI."""
    done = 0
    piece = PIECE if lexicon.spaced else SIGN
    for start, end in names:
        if start >= done:
            yield from (match[0].lower() for match in piece.finditer(text, done, start))
            yield AGENT
            done = end
    yield from (match[0].lower() for match in piece.finditer(text, done))


def _roles(text: str, names: Sequence[Span], roles: Roles) -> Iterator[str]:
    """What words that the lexicon knows stand in the sentence, before AI, after it, and together."""
    hay = plain(text)
    first, last = names[0][0], max(end for _, end in names)
    there = roles.said_in(hay)
    yield from (f"R {role}" for role in there)
    sides = {"<": hay[max(0, first - NEAR) : first], ">": hay[last : last + NEAR]}
    for side, part in sides.items():
        yield from (f"R{side} {role}" for role in roles.said_in(part) if role in there)  # no word that is cut
    yield from (f"R {one} {other}" for one, other in combinations(there, 2))
