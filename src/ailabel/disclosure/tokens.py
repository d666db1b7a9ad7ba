"""Cut a sentence into words and give each the classes that a lexicon lists it in."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ailabel.disclosure.pattern import Lexicon

    Classes = frozenset[str]

SKIPPED = "`*_\\"  # mark-up that parts no words
PIECE = regex(r"\d+(?:[.,:]\d+)*[^\W_]*|[^\W_]+(?:[.'’][^\W_]+)*|\.{2,}|\S")
TAIL = regex(r"(?<=n)['’]t$|['’](?:s|m|re|ve|d|ll)$")
HEAD = regex(r"(?i:did|do|does|has|have|was|is|are|were|had|could|would|ca|wo)n$")
NUMBERED = regex(r"(?<=[a-z])\d[\d.]{0,7}[a-z]?$")  # the number at the end of a name
SHORT = regex(r"[^aeiou]*[aeiou][bdgklmnprt]$")  # "plan", whose last letter is doubled
LETTERS = 4  # of a verb whose gerund doubles its last one, whatever its past is: "cut", "spin"
HISS = ("s", "x", "z", "ch", "sh", "o")
OPENS, ENDS, WORD, NUMBER, NAME, ADVERB = "OPENS", "ENDS", "W", "NUM", "NAME", "ADV"
PAST = "WD"  # what may be a verb of the past
MANY = "WS"  # what may be a noun in the plural, or a verb of the third person
SINGULAR = ("ss", "us", "is", "'s")
JOINTS = ("-", "·", ";")  # what may stand within a phrase: "text-to-speech", "tl;dr"
NO_PHRASE: tuple[int, Classes] = 1, frozenset()  # pieces, and their classes, where only a word stands
QUOTE = frozenset({"QUOTE"})  # what a quotation mark is
HYPHEN = "HY"  # one between two letters; between spaces it is a dash
MARKS = {
    mark: frozenset({name})
    for mark, name in {
        **dict.fromkeys(",،", "COMMA"),
        **dict.fromkeys(":", "COLON"),
        **dict.fromkeys("([{", "OPEN"),
        **dict.fromkeys(")]}", "CLOSE"),
        **dict.fromkeys("–—−→", "DASH"),
        **dict.fromkeys("|·•⋅", "BAR"),
        **dict.fromkeys(";؛", "SEMI"),
        **dict.fromkeys("/&+", "SLASH"),
        **dict.fromkeys("%％", "PCT"),
        **dict.fromkeys(".!?…", "STOP"),
        **dict.fromkeys("\"“”„«»‘’'", "QUOTE"),
        "-": HYPHEN,
    }.items()
}
ROBOTIC = ("gpt", "llm", ".ai")  # what a name of a model may end in
AGENT = "BOT"
LITERAL = "="  # begins the class of a word that a production names
VENDOR = "VENDOR"  # those who make models, and other things
SHAPES = frozenset({OPENS, ENDS, WORD, NUMBER, NAME, ADVERB, PAST, MANY, AGENT, "OTHER"}).union(
    *MARKS.values()
)
SHORT_NAMES = ("Ai",)  # a person's, whatever is written so in capitals
KEPT = 1 << 12  # words whose classes are kept, as typed: most sentences are made of the same ones


@value
class Tokens:
    """The classes of each word, and where the word stands in the sentence."""

    classes: Sequence[Classes]
    places: Sequence[tuple[int, int]]


class Words:
    """What a lexicon knows of single words and of words that stand together."""

    __slots__ = ("_longer", "_single", "_words")

    def __init__(self, listed: Mapping[str, Sequence[str]]) -> None:
        """`listed` has words, and words that stand together, by their classes (`listed_words`)."""
        self._words: dict[str, Classes] = {}
        self._longer: dict[str, dict[str, list[tuple[tuple[str, ...], Classes]]]] = {}
        for names, phrases in listed.items():
            classes = frozenset(names.split())
            self._words.update(dict.fromkeys(phrases, classes))
            for first, second, *rest in (phrase.split() for phrase in phrases if " " in phrase):
                rows = self._longer.setdefault(first, {}).setdefault(second, [])
                rows.append(((first, second, *rest), classes))
        for phrased in self._longer.values():
            for rows in phrased.values():
                rows.sort(key=lambda row: -len(row[0]))
        self._single = lru_cache(KEPT)(self._classed)

    @property
    def classes(self) -> frozenset[str]:
        """Every class that a word may have."""
        listed = frozenset().union(*self._words.values())
        return frozenset(map(str.upper, listed)) | SHAPES

    def read(self, sentence: str) -> Tokens:
        """Its words between a mark that opens and one that ends it; linear in its length."""
        pieces = [*_pieces(sentence.replace("’", "'"))]
        lower = [piece.lower() for piece, _, _ in pieces]
        classes, places = [frozenset({OPENS})], [(0, 0)]
        at = 0
        while at < len(pieces):
            typed, start, end = pieces[at]
            count, known = self._phrase(lower, at, typed) if lower[at] in self._longer else NO_PHRASE
            classes.append(known or self._single(typed))
            places.append((start, end if count == 1 else pieces[at + count - 1][2]))
            at += count
        classes.append(frozenset({ENDS}))
        places.append((len(sentence), len(sentence)))
        return _without_quotes(Tokens(classes, places))

    def _phrase(self, lower: Sequence[str], at: int, typed: str) -> tuple[int, Classes]:
        """How many pieces the phrase at a place takes, and its classes; hyphens join it."""
        after = at + 1
        if after < len(lower) and lower[after] in JOINTS:
            after += 1
        rows = self._longer[lower[at]].get(lower[after], ()) if after < len(lower) else ()
        for words, classes in rows:
            if (count := _spanned(lower, at, words)) and (known := _cased(classes, typed[0].isupper())):
                return count, known
        return NO_PHRASE

    def _classed(self, typed: str) -> Classes:
        """The classes of a word by itself."""
        word, is_capital = typed.lower(), typed[0].isupper()
        listed = self._words.get(word)
        if listed is None:
            return self._numbered(word, is_capital) or _shaped(typed)
        return _shaped(typed) if typed in SHORT_NAMES else _cased(listed, is_capital) or _shaped(typed)

    def _numbered(self, word: str, is_capital: bool) -> Classes:  # noqa: FBT001  as `_cased` has it
        """A name of a model with its number: "Qwen2.5", "llama3"; nothing for another word."""
        if word.isalpha():
            return frozenset()
        named = _cased(self._words.get(NUMBERED.sub("", word), frozenset()), is_capital)
        return named & {AGENT}


def _without_quotes(tokens: Tokens) -> Tokens:
    """A name of AI between quotation marks takes them up: they quote nobody, unless a name goes on."""
    if QUOTE not in tokens.classes:  # as most
        return tokens
    classes: list[Classes] = []
    places: list[tuple[int, int]] = []
    following = (*tokens.classes[1:], frozenset[str]())
    for known, then, (start, end) in zip(tokens.classes, following, tokens.places, strict=True):
        is_closing = known == QUOTE and len(classes) > 1 and classes[-2] == QUOTE
        if is_closing and AGENT in classes[-1] and NAME not in then:
            classes[-2:], places[-2:] = classes[-1:], [(places[-2][0], end)]
        else:
            classes.append(known)
            places.append((start, end))
    return Tokens(classes, places)


@cache  # a lexicon has some hundred sets of classes
def _cased(classes: Classes, is_capital: bool) -> Classes:  # noqa: FBT001  positional, for `cache` alone
    """What a word is as typed: a class that is not in capitals counts for words that begin with one."""
    if all(name.isupper() or name[0] == LITERAL for name in classes):
        return classes
    return frozenset(name.upper() if is_capital else name for name in classes if is_capital or name.isupper())


def _shaped(typed: str) -> Classes:  # noqa: PLR0911  one shape after another
    """What a word is by its letters alone."""
    if typed in MARKS:
        return MARKS[typed]
    if not typed.isalpha():
        if any(map(str.isdigit, typed)):
            return frozenset({NUMBER})
        if not typed[:1].isalpha():
            return frozenset({"OTHER"})
    if typed.lower().endswith(ROBOTIC) and typed.count(".") <= 1:  # "docs.acme.ai" is an address
        return frozenset({AGENT})
    if typed.endswith("ly"):
        return frozenset({ADVERB, WORD})
    if typed.endswith("ed"):
        return frozenset({PAST})
    if typed.endswith("s") and not typed.endswith(SINGULAR):
        return frozenset({MANY})
    return frozenset({WORD, NAME}) if typed[:1].isupper() else frozenset({WORD})


def _pieces(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Words and marks with their places; "didn't" and "it's" are two words each."""
    for match in PIECE.finditer(sentence):
        piece = match[0]
        start, end = match.span()
        if piece.isalpha():
            yield piece, start, end
            continue
        if (piece in SKIPPED or piece[:2] == "..") and (start or piece != "*"):
            continue
        if piece == "*" or (
            piece == "-" and not (sentence[start - 1 : start].isalnum() and sentence[end : end + 1].isalnum())
        ):
            piece = "–"
        tail = TAIL.search(piece)
        if tail is None:
            yield piece, start, end
            continue
        cut = tail.start() - bool(HEAD.match(piece[: tail.start()]))
        yield piece[:cut], start, start + cut
        yield piece[cut:], start + cut, end


def _spanned(lower: Sequence[str], at: int, words: Sequence[str]) -> int:
    """How many pieces a phrase takes from a place on; 0 where it does not stand there."""
    place = at
    for number, word in enumerate(words):
        if number and place < len(lower) and lower[place] in JOINTS:
            place += 1
        if place >= len(lower) or lower[place] != word:
            return 0
        place += 1
    return place - at


def listed_words(lexicon: Lexicon, literals: Iterable[str] = ()) -> dict[str, list[str]]:
    """What a lexicon knows of words, by their classes in one string; `literals` stand in productions."""
    classes: dict[str, set[str]] = {}
    for word, name in _listed(lexicon, literals):
        classes.setdefault(" ".join(word.split()), set()).add(name)
    listed: dict[str, list[str]] = {}
    for word, names in classes.items():
        is_open = all(name[0] == LITERAL or name in lexicon.kinds for name in names)
        known = names | _shaped(word) if is_open and " " not in word else names
        listed.setdefault(" ".join(sorted(known)), []).append(word)
    return listed


def _listed(lexicon: Lexicon, literals: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every word or phrase with one class of its own."""
    for name, words in (*lexicon.classes.items(), *lexicon.kinds.items()):
        yield from ((word, name) for word in words)
    for name, verbs in lexicon.verbs.items():
        yield from ((form, f"{name}{kind}") for verb in verbs for form, kind in forms(verb))
    for name, nouns in lexicon.nouns.items():
        yield from ((noun, "N") for needle in nouns for noun in _numbers(needle))
        yield from ((noun, f"N.{name.upper()}") for needle in nouns for noun in _numbers(needle))
    apart = {word for name, words in lexicon.classes.items() if not name.isupper() for word in words}
    apart |= {*lexicon.kinds.get(VENDOR, ())}
    for spellings in lexicon.tools.values():
        yield from ((word, AGENT) for word in map(str.strip, spellings) if word not in apart)
    for word in literals:
        yield word, f"{LITERAL}{word}"


def _numbers(needle: str) -> Iterator[str]:
    """A noun of a lexicon, and of a stem its plural."""
    word = needle.strip()
    yield word
    if needle[-1:] != " ":
        yield f"{word}s" if word.endswith("o") else _third(word)


def forms(verb: str) -> Iterator[tuple[str, str]]:
    """Forms of "draft", "write/wrote/written" or "come/came/come up with", each with what it is.

    "" is the base, ".S" the third person, ".D" the past, ".N" the participle, ".G" the gerund; one in "ize"
    is spelt "ise" too.
    """
    first, _, rest = verb.partition(" ")
    base, *irregular = first.split("/")
    spellings = [base] if not base.endswith("ize") else [base, f"{base[:-3]}ise"]
    for spelt in spellings:
        past, participle = irregular or (_past(spelt), _past(spelt))
        rows = (
            (spelt, ""),
            (_third(spelt), ".S"),
            (past, ".D"),
            (participle, ".N"),
            (_gerund(spelt, past), ".G"),
        )
        yield from ((f"{word} {rest}".strip(), kind) for word, kind in rows)


def _third(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(HISS) else f"{base}s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}{base[-1]}ed" if SHORT.fullmatch(base) else f"{base}ed"


def _gerund(base: str, past: str) -> str:
    if past == f"{base}{base[-1]}ed" or (SHORT.fullmatch(base) and len(base) <= LETTERS):
        return f"{base}{base[-1]}ing"
    return f"{base[:-1]}ing" if base.endswith("e") and not base.endswith("ee") else f"{base}ing"
