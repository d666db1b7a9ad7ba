"""Read a sentence that names AI by the classes of its words: productions find the clauses that disclose.

A set of places between words is an integer, a bit for each; a production takes all places where it may begin
to all places where it may end, at once. So a sentence costs the same however many ways there are to read it.
"""

from __future__ import annotations

from functools import cache, reduce
from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING

from ailabel.disclosure.pattern import Ready
from ailabel.disclosure.stated import stated_up_to
from ailabel.disclosure.tokens import ENDS, LITERAL, OPENS, Words, listed_words
from ailabel.disclosure.wording import Wording
from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ailabel.disclosure.pattern import Lexicon, Pattern
    from ailabel.disclosure.sentences import Sentence
    from ailabel.disclosure.telling import Found

    Step = Callable[["Reading", int], int]  # from places where it may begin to places where it may end
    Needs = frozenset[int]  # sets of classes, a bit for each
    Asked = Callable[[], Needs]  # worked out when asked for: to read a sentence takes the steps alone

SYMBOL = regex(r"[A-Z][A-Z_0-9]*(?:\.[A-Z]+)?|'?[a-z][a-z']*|\{\d+(?:,\d+)?\}|[()|?*<>]|(\s+)|.")
BORDERS = (
    OPENS,
    *["COLON", "DASH", "OPEN", "BAR", "SEMI", "SLASH", "STOP", "QUOTE", "COMMA", "CLOSE", "PCT", "OTHER"],
)  # what a notice follows
POINTERS = frozenset({"THIS", "I", "MY", "ME", "HERE", "NOT"})  # to a text or its author; or a negation
NAMING = frozenset({"THE", "NUM"})  # words that name a thing: "the labels", "chapter 2"
ANY, STOP = "ANY", "STOP"  # any word but those that end a sentence
NEEDS = 6  # sets of classes that are looked for before a production is read
OR = "|"  # parts what a production may hold at one place, and the names of several classes in one
REPEATS = {"?": (0, 1), "*": (0, 6)}
BRACKETS = {"(": 1, ")": -1}
DEEPEST = 50  # brackets in one another; a line is read by calls within calls, which Python bounds


class Masks(dict[str, int]):
    """Where words of each class stand; of several, joined by "|", where words of any do."""

    def __missing__(self, name: str) -> int:
        found = reduce(or_, map(self.__getitem__, name.split(OR))) if OR in name else 0
        self[name] = found
        return found


class Reading:
    """One sentence: where words of each class stand, and what phrases were found to span so far."""

    __slots__ = ("everywhere", "masks", "memo")

    def __init__(self, words: Sequence[frozenset[str]]) -> None:
        self.masks = Masks()
        self.memo: dict[tuple[str, int], int] = {}
        for at, classes in enumerate(words):
            for name in classes:
                self.masks[name] |= 1 << at
        self.everywhere = (1 << len(words)) - 1
        edges = self.masks[OPENS] | self.masks[ENDS] | self.masks[STOP]
        self.masks[ANY] = self.everywhere & ~edges


@value
class Part:
    """What a stretch of a production does; of each set in `needs` a word stands in whatever it matches.

    `name` is the class of what is no more than one word.
    """

    step: Step
    needs: Asked
    name: str = ""


@value
class Production:
    """A line of a clause: what stands before what it finds, that itself, and what stands after it."""

    row: Pattern
    before: Part
    clause: Part
    after: Part

    def needs(self) -> Needs:
        return _smallest(self.before.needs() | self.clause.needs() | self.after.needs())


class Grammar:
    """Productions of one language, ready to read its sentences, and what was learnt of other sentences."""

    __slots__ = ("_classes", "_lexicon", "_lines", "_phrases", "_productions", "_wording", "ready", "words")

    def __init__(self, rows: Sequence[Pattern], lexicon: Lexicon, ready: Ready | None = None) -> None:
        """`ready` is what another grammar of the same rows and lexicon was made of; then nothing is checked.

        Raises ValueError for a symbol that names nothing, or a bracket that is not closed.
        """
        self._lines = [(row, line) for row in rows if not row.is_learnt for line in lines(row)]
        self._lexicon = lexicon
        self._phrases = Phrases(lexicon.phrases)
        self._productions: dict[int, Production] = {}
        self.ready = self._made_ready(lexicon) if ready is None else ready
        self._classes = {name: 1 << at for at, name in enumerate(self.ready.classes)}
        self.words = Words(self.ready.words)
        self._wording = Wording(rows, lexicon)

    def _made_ready(self, lexicon: Lexicon) -> Ready:
        """What is worked out of every production."""
        productions = [self._production(number) for number in range(len(self._lines))]
        classes = tuple(self._phrases.bits)
        listed = listed_words(lexicon, (name[1:] for name in classes if name[0] == LITERAL))
        named = {name for name in classes if name[0] != LITERAL}
        if unknown := sorted(named - Words(listed).classes):
            raise ValueError(f"no word is of the class {unknown[0]}")
        needs: dict[int, int] = {}
        for number, production in enumerate(productions):
            for need in production.needs():
                needs[need] = needs.get(need, 0) | 1 << number
        return Ready(classes, tuple(needs.items()), listed)

    def _production(self, number: int) -> Production:
        if number not in self._productions:
            self._productions[number] = self._phrases.production(*self._lines[number])
        return self._productions[number]

    def finds_nothing(self) -> bool:
        """Whether some production finds what holds no word: nothing at all, or an end of the sentence."""
        reading = Reading(self.words.read("").classes)
        clauses = (self._production(number).clause for number in range(len(self._lines)))
        return any(clause.step(reading, reading.everywhere) for clause in clauses)

    def read(self, sentence: Sentence, names: Sequence[tuple[int, int]]) -> Iterator[Found]:
        """Every clause that a production finds in a sentence, and all of one that tells as learnt."""
        tokens = self.words.read(sentence.text)
        # A clause is found once, however many of its lines find it.
        found = {(row.id, first, last): row for row, first, last in self._produced(tokens.classes)}
        seen = self._wording.seen(sentence, names)
        for (_, first, last), row in found.items():
            start, end = tokens.places[first][0], tokens.places[last - 1][1]
            own = tokens.classes[first:last]
            is_vague = seen and is_slight(row, own) and not self._is_stated(sentence.text[start:end], own)
            if not is_vague or self._wording.learnt.speaks_for(seen):
                yield row, start, end
        yield from self._wording.told(sentence, names, seen)

    def _is_stated(self, clause: str, words: Sequence[frozenset[str]]) -> bool:
        """Whether its author says so of something that is named: "Please note that the labels ..."."""
        return any(own & NAMING for own in words) and stated_up_to(clause, self._lexicon) > 0

    def _produced(self, words: Sequence[frozenset[str]]) -> Iterator[tuple[Pattern, int, int]]:
        if not (likely := self._likely(words)):
            return
        reading = Reading(words)
        notices = reduce(or_, (reading.masks[name] for name in BORDERS)) << 1
        for number in _places(likely):
            production = self._production(number)
            starts = notices if production.row.place == "notice" else reading.everywhere
            for first, last in _spans(production, reading, starts):
                yield production.row, first, last

    def _likely(self, words: Sequence[frozenset[str]]) -> int:
        """The productions of which all needs stand among the words, a bit for each."""
        get, there = self._classes.get, 0
        for name in frozenset().union(*words):
            there |= get(name, 0)
        likely = (1 << len(self._lines)) - 1
        for need, productions in self.ready.needs:
            if not need & there:
                likely &= ~productions
        return likely


def is_slight(row: Pattern, words: Sequence[frozenset[str]]) -> bool:
    """Whether it points to no text: "The labels were made by GPT-4" may be said of any; a denial stays."""
    return row.place == "notice" and row.strength == "partial" and not any(own & POINTERS for own in words)


class Phrases:
    """What phrases do, each read when a production first names it."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = phrases
        self._parts: dict[str, Part] = {}
        self.bits: dict[str, int] = {}  # of each class that a production names, words themselves too

    def production(self, row: Pattern, line: str) -> Production:
        before, clause, after = _parted(line)
        return Production(row, self.part(before), self.part(clause), self.part(after))

    def part(self, line: str) -> Part:
        symbols = [match[0] for match in SYMBOL.finditer(line) if not match[1]]
        deepest = max(accumulate(BRACKETS.get(symbol, 0) for symbol in symbols), default=0)
        if deepest > DEEPEST:
            raise ValueError(f"its brackets stand {deepest} deep in one another, of {DEEPEST}")
        part = self._choice(symbols)
        if symbols:
            raise ValueError(f"cannot read {symbols[0]!r} in {line!r}")
        return part

    def _choice(self, symbols: list[str]) -> Part:
        """What stands up to the end or a closing bracket; takes it from the symbols."""
        parts = [self._sequence(symbols)]
        while symbols and symbols[0] == OR:
            del symbols[0]
            parts.append(self._sequence(symbols))
        return parts[0] if len(parts) == 1 else either(parts)

    def _sequence(self, symbols: list[str]) -> Part:
        parts = []
        while symbols and symbols[0] not in "|)":
            part = self._one(symbols)
            if symbols and (symbols[0] in REPEATS or symbols[0][0] == "{"):
                part = repeated(part, *_times(symbols.pop(0)))
            parts.append(part)
        return parts[0] if len(parts) == 1 else in_a_row(parts)

    def _one(self, symbols: list[str]) -> Part:
        symbol = symbols.pop(0)
        if symbol == "(":
            part = self._choice(symbols)
            if symbols[:1] != [")"]:
                raise ValueError("a bracket is not closed")
            del symbols[0]
            return part
        if symbol in self._phrases:
            return self._phrase(symbol)
        if symbol[0].isupper():
            return self._word(symbol)
        if not symbol.strip("'").isalpha():
            raise ValueError(f"cannot read {symbol!r}")
        return self._word(LITERAL + symbol)

    def _word(self, name: str) -> Part:
        bit = 0 if name == ANY else self.bits.setdefault(name, 1 << len(self.bits))
        return Part(word_of(name), lambda: frozenset({bit} - {0}), name)

    def _phrase(self, name: str) -> Part:
        if name not in self._parts:
            part = self.part(self._phrases[name])
            self._parts[name] = Part(_remembered(name, part.step), cache(part.needs))
        return self._parts[name]


def word_of(name: str) -> Step:
    """A word of a class, or of one of several."""
    return lambda reading, at: (at & reading.masks[name]) << 1


def in_a_row(parts: Sequence[Part]) -> Part:
    steps = [part.step for part in parts]

    def step(reading: Reading, at: int) -> int:
        for one in steps:
            if not (at := one(reading, at)):
                return 0
        return at

    return Part(step, lambda: _smallest(frozenset().union(*(part.needs() for part in parts))))


def either(parts: Sequence[Part]) -> Part:
    steps = [part.step for part in parts if not part.name]
    if names := OR.join(part.name for part in parts if part.name):
        steps.append(word_of(names))  # at once, as many choices are of words alone

    def step(reading: Reading, at: int) -> int:
        ends = 0
        for one in steps:
            ends |= one(reading, at)
        return ends

    return Part(step, lambda: _any_of([part.needs() for part in parts]))


def repeated(part: Part, least: int, most: int) -> Part:
    one = part.step

    def step(reading: Reading, at: int) -> int:
        ends = 0 if least else at
        for times in range(1, most + 1):
            if not (at := one(reading, at) & ~ends):
                break
            if times >= least:
                ends |= at
        return ends

    return Part(step, part.needs if least else frozenset)


def _any_of(needs: Sequence[Needs]) -> Needs:
    """What is needed where the needs of one are met, whichever it is."""
    found = needs[0]
    for others in needs[1:]:
        found = _smallest({one | other for one in found for other in others})
    return found


def _smallest(needs: Iterable[int]) -> Needs:
    """NEEDS of them, those that tell most: of few classes, none with all classes of another."""
    kept: list[int] = []
    for one in sorted(needs, key=int.bit_count):
        if len(kept) < NEEDS and not any(other & one == other for other in kept):
            kept.append(one)
    return frozenset(kept)


def _remembered(name: str, step: Step) -> Step:
    """The same step, taken once in a sentence from the same places."""

    def once(reading: Reading, at: int) -> int:
        if not at:
            return 0
        key = name, at
        if key not in reading.memo:
            reading.memo[key] = step(reading, at)
        return reading.memo[key]

    return once


def _times(sign: str) -> tuple[int, int]:
    if sign in REPEATS:
        return REPEATS[sign]
    least, _, most = sign[1:-1].partition(",")
    return int(least), int(most or least)


def _parted(line: str) -> tuple[str, str, str]:
    """The line before "<", up to ">", and after it; all of a line without them."""
    if "<" not in line:
        return "", line, ""
    before, _, rest = line.partition("<")
    clause, _, after = rest.partition(">")
    return before, clause, after


def lines(row: Pattern) -> list[str]:
    """The productions of a clause, one a line."""
    return [line for line in row.clause.splitlines() if line.strip()]


def _spans(production: Production, reading: Reading, starts: int) -> Iterator[tuple[int, int]]:
    """The longest clause from each place on, from left to right, none in another."""
    starts = production.before.step(reading, starts)
    if not starts or not production.clause.step(reading, starts):
        return
    done = 0
    for first in _places(starts):
        if first < done:
            continue
        ends = production.clause.step(reading, 1 << first)
        whole = [end for end in _places(ends) if production.after.step(reading, 1 << end)]
        if whole and whole[-1] > first:
            done = whole[-1]
            yield first, done


def _places(bits: int) -> Iterator[int]:
    """Places of a set, in order."""
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1
