"""Find where patterns match: one sweep of the text for cues, then regexes in what lies around them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from ailabel.disclosure.assistant import Assistant, line_at, told_amidst
from ailabel.disclosure.clues import NOTICE_START, Clues
from ailabel.disclosure.grammar import Grammar
from ailabel.disclosure.passage import REACH, Passage, windows
from ailabel.disclosure.pattern import Clue, Pack, Sight
from ailabel.disclosure.regex import expand
from ailabel.disclosure.sweep import Regexes, Sweep
from ailabel.disclosure.telling import DISCLOSURE
from ailabel.disclosure.wording import Wording, named
from ailabel.recent import Recent
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.disclosure.pattern import Lexicon, Pattern
    from ailabel.disclosure.sentences import Sentence
    from ailabel.disclosure.telling import Found

    Marks = Mapping[Sight, Mapping[str, Clue]]
    Rows = tuple[Pattern, ...]  # those behind one gate
    Passages = Mapping[Sight, Sequence[Passage]]  # texts as each view has them
    Match = tuple[Pattern, int, int]  # with start and end in bytes
    Finding = tuple[dict[int, "list[Hit]"], dict[int, set[str]]]  # hits, languages; each by place of its text

SIGHTS: tuple[Sight, ...] = get_args(Sight)
UNMARKED = ""  # in the place of a language: all that have no mark
DENSE, STRETCH = 8, 1200  # marks of a language, and bytes that they lie within in what is written in it
RARE = 32  # windows behind a gate in one PERIOD whose needs are looked for one by one (benchmarks/NOTES.md)
SAID = 512  # sentences that name AI of which is kept what was found in them
BLOCK = 1 << 16  # characters of a text that are read at once
MARGIN = 2 * REACH  # characters about them: whatever a match hangs on lies within REACH of it


class Block(NamedTuple):
    """What is read of a text for its BLOCK characters from `first` on; it begins at `start`."""

    start: int
    text: str
    first: int


@value
class Hit:
    """Where a regex matched in a view: `view[start:end]`, before anyone asks what it means."""

    pattern: Pattern
    view: str
    start: int
    end: int


class Patterns:
    """Patterns ready to match.

    Of a language that has marks nothing is read but where they stand: around a cue, or all through the text.
    A user's own are read everywhere: nobody but who wrote them knows what stands about their matches.
    """

    __slots__ = (
        *("_assistant", "_met", "_needed", "_own", "_packs", "_readers", "_regexes", "_said", "_sweeps"),
        *("clues", "marks"),
    )

    def __init__(self, packs: Mapping[str, Pack], marks: Marks, own: frozenset[str] = frozenset()) -> None:
        """`marks` has, for each view, the languages whose patterns for it wait for their mark.

        Those with the ids `own` wait for none.
        """
        self._packs = packs
        self._own = own
        self._assistant = Assistant(packs)
        self.marks = marks
        self.clues = Clues(packs)
        self._regexes = Regexes(self.lexicons)
        self._sweeps: Recent[tuple[str, ...], Sweep] = Recent()
        self._readers: dict[str, Grammar | Wording] = {}
        self._needed: Recent[str, tuple[Sweep, Sequence[frozenset[str]]]] = Recent()
        self._said = lru_cache(SAID)(_said)
        self._met: Counter[str] = Counter()

    @classmethod
    def of(
        cls, rows: Iterable[Pattern], lexicons: Mapping[str, Lexicon], own: frozenset[str] = frozenset()
    ) -> Patterns:
        """From patterns as they are written; those with the ids `own` are a user's."""
        by_language: dict[str, list[Pattern]] = {name: [] for name in lexicons}
        for row in rows:
            by_language[row.language].append(row)
        packs = {name: Pack(lexicons[name], tuple(own), {}) for name, own in by_language.items()}
        return cls(packs, marks_of(packs), own)

    def alone(self, row: Pattern) -> Patterns:
        """One pattern, read as if there were no other; what was compiled for it is shared."""
        packs = {
            name: replace(pack, rows=(row,) if name == row.language else (), ready=None)
            for name, pack in self._packs.items()
        }
        found = Patterns(packs, marks_of(packs), self._own)
        found._regexes = self._regexes
        return found

    def __reduce__(self) -> tuple[type[Patterns], tuple[Mapping[str, Pack], Marks, frozenset[str]]]:
        return Patterns, (self._packs, self.marks, self._own)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Pattern]:
        for pack in self._packs.values():
            yield from pack.rows

    @property
    def lexicons(self) -> Mapping[str, Lexicon]:
        return _Lexicons(self._packs)

    def regex(self, pattern: Pattern) -> Any:  # noqa: ANN401  re2 has no types
        return self._regexes.compiled(self.clues.of(pattern))

    def find_hits(self, text: str, view: Sight) -> Iterator[Hit]:
        """Every match of every pattern that reads this view."""
        found = self.find_all_hits([(text, text)])
        return (hit for hit in found.get(0, ()) if hit.pattern.view == view)

    def find_all_hits(self, texts: Sequence[tuple[str, str]]) -> dict[int, list[Hit]]:
        """Those of both views of texts, given as (clean, text); by the place of each text that has any."""
        return self.find_all(texts)[0]

    def find_all(self, texts: Sequence[tuple[str, str]]) -> Finding:
        """Those hits, and the languages whose notices may stand in a text, as it names AI, by its place.

        It goes gate by gate, for all texts in a row: what is done in between drives an automaton out of the
        processor's cache, and to bring it back takes longer than to read a text. Long texts are read block by
        block: what a word in one place calls for is looked for near it.
        """
        found, languages = self._find_by_blocks(texts)
        for at, (clean, _) in enumerate(texts):
            for row, *line in self._assistant.find(clean):
                if (hit := Hit(row, clean, *line)) not in found.get(at, ()):
                    found.setdefault(at, []).append(hit)
        return found, languages

    def _find_by_blocks(self, texts: Sequence[tuple[str, str]]) -> Finding:
        if all(len(text) <= BLOCK for pair in texts for text in pair):
            return self._find(texts)
        nothing = Block(0, "", 0)
        pairs = [
            (at, blocks)
            for at, views in enumerate(texts)
            for blocks in zip_longest(*map(_blocks, views), fillvalue=nothing)
        ]
        found, named = self._find([(clean.text, whole.text) for _, (clean, whole) in pairs])
        hits: dict[int, list[Hit]] = {}
        for which, own in found.items():
            at, blocks = pairs[which]
            hits.setdefault(at, []).extend(_placed(own, texts[at], blocks))
        languages: dict[int, set[str]] = {}
        for which, names in named.items():
            languages.setdefault(pairs[which][0], set()).update(names)
        return hits, languages

    def _find(self, texts: Sequence[tuple[str, str]]) -> Finding:
        self._turn()
        seen = self._see(texts)
        matches: dict[Sight, dict[int, list[Match]]] = {view: {} for view in seen}
        languages: dict[int, set[str]] = {}
        for view, rows, places in self._opened(seen):
            if any(row.family == DISCLOSURE for row in rows):  # which wait for a name of AI
                for at in places:
                    languages.setdefault(at, set()).add(rows[0].language)
            for at, match in self._matches(rows, [(at, seen[view][at]) for at in places]):
                matches[view].setdefault(at, []).append(match)
        hits: dict[int, list[Hit]] = {}
        for column, (view, found) in enumerate(matches.items()):
            for at, those in found.items():
                hits.setdefault(at, []).extend(_in_characters(those, texts[at][column], seen[view][at].data))
        return hits, languages

    def _turn(self) -> None:
        """Forget, once in a while, what no text called for lately."""
        if self._regexes.turn():
            self._met.clear()
            for kept in (self._sweeps, self._needed, self.clues):
                kept.turn()

    def _see(self, texts: Iterable[tuple[str, str]]) -> Passages:
        """Both views of each text, which are one passage where they are the same."""
        cleans, wholes, see = [], [], self._regexes.see
        for clean, text in texts:
            passage = see(clean.encode("utf-8", "replace"))
            cleans.append(passage)
            wholes.append(passage if text == clean else see(text.encode("utf-8", "replace")))
        return {"clean": cleans, "text": wholes}

    def _opened(self, seen: Passages) -> Iterator[tuple[Sight, Rows, Sequence[int]]]:
        """The patterns behind each gate with the places of the texts that open it, always in the same order.

        One sweep looks for the gates of both views, as most texts are the same in both; those that are not
        are swept once more.
        """
        pairs = zip(seen["clean"], seen["text"], strict=True)
        others = [at for at, (clean, whole) in enumerate(pairs) if clean is not whole]
        for view, rows, places in self._opened_in(seen["clean"], SIGHTS, range(len(seen["clean"]))):
            yield view, rows, places if view == "clean" or not others else sorted({*places} - {*others})
        if others:
            yield from self._opened_in(seen["text"], ("text",), others)

    def _opened_in(
        self,
        wholes: Sequence[Passage],
        views: Sequence[Sight],
        among: Sequence[int],
        language: str = UNMARKED,
    ) -> Iterator[tuple[Sight, Rows, Sequence[int]]]:
        """Those of these views among some of the texts; those of a language only where its marks stand."""
        sweep = self._sweep(views, language)
        for (view, marked, _), rows, found in sweep.opened([wholes[at] for at in among]):
            places = [among[which] for which in found]
            if marked == language:
                yield view, rows, places
            else:
                yield from self._opened_in(wholes, (view,), places, marked)

    def _matches(self, rows: Rows, wholes: Iterable[tuple[int, Passage]]) -> Iterator[tuple[int, Match]]:
        """Matches of patterns behind one gate, each with the place of its text."""
        windows = [(at, window) for at, whole in wholes for window in self._windows(rows, whole)]
        clauses = [row for row in rows if row.reads_sentences]
        if clauses:
            for at, window in windows:
                yield from ((at, match) for match in self._clauses(clauses, window))
        if spoken := [row for row in rows if row.is_spoken]:
            for at, window in windows:
                yield from ((at, match) for match in self._spoken(spoken, window))
        rows = tuple(row for row in rows if not row.clause)
        if not rows:
            return
        for pattern, likely in self._likely(rows, [window for _, window in windows]):
            for which in likely:
                at, window = windows[which]
                for match in self._tries(pattern, window):
                    yield at, (pattern, match.start(), match.end())

    def _clauses(self, rows: Sequence[Pattern], window: Passage) -> Iterator[Match]:
        """What productions find, and what was learnt to tell, in the sentences that hold their cue."""
        cues = (match.span() for match in self._regexes.matches(self.clues.gate(rows[0]), window))
        reader, lexicon = self._reader(rows), self._packs[rows[0].language].lexicon
        for sentence, names in named(window.data, window.start, window.end, cues, lexicon):
            for row, *place in self._said(reader, sentence._replace(first=0), tuple(names)):
                yield row, *sentence.placed(*place)

    def _spoken(self, rows: Sequence[Pattern], window: Passage) -> Iterator[Match]:
        """What an assistant says in the lines that hold their cue."""
        text = window.data[window.start : window.end].decode()
        seen, at, read = window.start, -1, 0  # bytes, the character before them, and where the last line ends
        for cue in self._regexes.matches(self.clues.gate(rows[0]), window):
            at += len(window.data[seen : cue.end()].decode())  # a cue may open with the break of a line
            seen = cue.end()
            line = line_at(text, at) if at >= read else None
            if line is None:
                continue
            start, read = line
            first = seen - len(text[start : at + 1].encode())
            last = seen + len(text[at + 1 : read].encode())
            yield from ((row, first, last) for row in told_amidst(text[start:read], rows))

    def _reader(self, rows: Sequence[Pattern]) -> Grammar | Wording:
        """What reads sentences for the patterns behind a gate; kept."""
        if rows[0].id not in self._readers:
            pack = self._packs[rows[0].language]
            are_all = rows == [row for row in pack.rows if row.reads_sentences]
            self._readers[rows[0].id] = (
                Wording(rows, pack.lexicon)
                if all(row.is_learnt for row in rows)
                else Grammar(rows, pack.lexicon, pack.ready if are_all else None)
            )
        return self._readers[rows[0].id]

    def _tries(self, pattern: Pattern, window: Passage) -> Iterator[Any]:
        """Matches of a pattern in a window, tried only where one can begin: a search costs many states.

        What leads a user's own may match across the place where one begins, and is no guide to it.
        """
        clue = self.clues.of(pattern)
        if pattern.place == "notice":
            starts = self._notices(pattern, window)
        elif pattern.lead and pattern.id not in self._own:
            starts = self._places(self.clues.lead(pattern), window)
        else:
            yield from self._regexes.matches(clue, window)
            return
        done = 0
        last = window.last if pattern.cue in pattern.needs else window.end
        open_starts = (start for start in takewhile(last.__ge__, starts) if start >= done)
        for match in self._regexes.matches_at(clue, window, open_starts):
            done = match.end()
            yield match

    def _notices(self, pattern: Pattern, window: Passage) -> Iterable[int]:
        """Where a notice begins, and with it what leads the pattern."""
        starts = self._starts(pattern.language, window)
        if not pattern.lead:
            return starts
        lead = self.clues.lead(pattern)
        return (match.start() for match in self._regexes.matches_at(lead, window, starts))

    def _windows(self, rows: Sequence[Pattern], whole: Passage) -> Sequence[Passage]:
        """What of the text lies within reach of the cue of these patterns; all of it where they have none.

        Of a language that has marks: where one stands, too, unless the text is written in that language.
        """
        if not rows[0].cue:
            return (whole,)
        cues = self._regexes.matches(self.clues.gate(rows[0]), whole)
        found = [Passage(whole.data, *at) for at in windows(whole.data, (match.span() for match in cues))]
        mark = self._mark(rows[0])
        if mark is None:
            return found
        marked = [window for window in found if self._stands(mark, window)]
        return found if len(marked) < len(found) and self._is_written_in(mark, whole) else marked

    def _is_written_in(self, mark: Clue, whole: Passage) -> bool:
        """Whether marks of a language stand as close as where it is written; the text keeps the answer."""
        if mark.regex not in whole.dense:
            whole.dense[mark.regex] = _are_dense(
                match.start() for match in self._regexes.matches(mark, whole)
            )
        return whole.dense[mark.regex]

    def _likely(self, rows: Rows, windows: Sequence[Passage]) -> Iterator[tuple[Pattern, Iterable[int]]]:
        """Each pattern behind a gate with the windows in which its needs stand, and its literals if known."""
        self._met[rows[0].id] += len(windows)
        if self._regexes.are_new() or not rows[0].cue or self._met[rows[0].id] <= RARE:
            for row in rows:
                yield row, (at for at, window in enumerate(windows) if self._needs_stand(row, window))
            return
        sweep, needed = self._needed_by(rows)
        found = sweep.found_in(windows)
        everywhere = {*range(len(windows))}
        for row, clues in zip(rows, needed, strict=True):
            if clues <= found.keys():
                yield row, sorted(everywhere.intersection(*map(found.__getitem__, clues)))

    def _needed_by(self, rows: Sequence[Pattern]) -> tuple[Sweep, Sequence[frozenset[str]]]:
        """A sweep for all that patterns behind one gate need, and what each of them does."""
        key = rows[0].id
        if (known := self._needed.get(key)) is None:
            needs = [(*self.clues.needs(row), *self.clues.literals(row)) for row in rows]
            sweep = Sweep(((clue, key, clue) for clues in needs for clue in clues), self._regexes)
            known = sweep, [frozenset(clue.regex for clue in clues) for clues in needs]
            self._needed[key] = known
        return known

    def _needs_stand(self, pattern: Pattern, window: Passage) -> bool:
        return all(self._stands(clue, window) for clue in self.clues.needs(pattern))

    def _stands(self, clue: Clue, window: Passage) -> bool:
        """Whether the regex matches anywhere in the window, which keeps the answer."""
        if clue.regex not in window.stands:
            window.stands[clue.regex] = any(self._regexes.matches(clue, window))
        return window.stands[clue.regex]

    def _places(self, clue: Clue, window: Passage) -> Sequence[int]:
        """Where the regex matches in the window, which keeps the answer."""
        if clue.regex not in window.places:
            window.places[clue.regex] = [match.start() for match in self._regexes.matches(clue, window)]
        return window.places[clue.regex]

    def _starts(self, language: str, window: Passage) -> Sequence[int]:
        """Where a notice may begin in the window: where a mark or what its author says before it ends."""
        found = self._ends(NOTICE_START, window)
        states = self.clues.states(language)
        return found if states is None else sorted({*found, *self._ends(states, window)})

    def _ends(self, clue: Clue, window: Passage) -> Sequence[int]:
        """Where matches of the regex end in the window, which keeps the answer."""
        if clue.regex not in window.places:
            ends = (match.end() for match in self._regexes.matches(clue, window))
            window.places[clue.regex] = [end for end in ends if not _in_number(window.data, end)]
        return window.places[clue.regex]

    def _sweep(self, views: Sequence[Sight], language: str) -> Sweep:
        key = (*views, language)
        if (known := self._sweeps.get(key)) is None:
            marks = {mark.regex for marks in self.marks.values() for mark in marks.values()}
            known = self._sweeps[key] = Sweep(self._gates(views, language), self._regexes, marks)
        return known

    def _gates(
        self, views: Sequence[Sight], language: str
    ) -> Iterator[tuple[Clue, tuple[Sight, str, str], Any]]:
        """Each pattern that waits for the mark of the language, behind its gate.

        With UNMARKED, each that waits for none; and other languages behind their marks.
        """
        for view in views:
            for name in self._languages(language):
                rows = (row for row in self._packs[name].rows if row.view == view and row.has_gate)
                own = (row for row in rows if (self._mark(row) is None) == (language == UNMARKED))
                yield from ((self.clues.gate(row), (view, language, name), row) for row in own)
            if language == UNMARKED:
                yield from ((mark, (view, name, name), name) for name, mark in self.marks[view].items())

    def _mark(self, row: Pattern) -> Clue | None:
        """What a pattern waits for: the mark of its language, if that has one and the pattern ships."""
        return None if row.id in self._own else self.marks[row.view].get(row.language)

    def _languages(self, language: str) -> Iterable[str]:
        """Those with patterns that wait for the mark of the language; with UNMARKED, that wait for none."""
        if language != UNMARKED:
            return (language,)
        marked = {name for marks in self.marks.values() for name in marks}
        return (name for name in self._packs if self._own or name not in marked)


class _Lexicons(Mapping[str, "Lexicon"]):
    """The lexicon of each language, read when it is asked for."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs

    def __getitem__(self, name: str) -> Lexicon:
        return self._packs[name].lexicon

    def __iter__(self) -> Iterator[str]:
        return iter(self._packs)

    def __len__(self) -> int:
        return len(self._packs)


def _said(
    reader: Grammar | Wording, sentence: Sentence, names: tuple[tuple[int, int], ...]
) -> tuple[Found, ...]:
    """What is found in a sentence, wherever it stands: sites end all their pages with the same ones."""
    return tuple(reader.read(sentence, names))


def marks_of(packs: Mapping[str, Pack]) -> Marks:
    """The mark of each language that has one, for the views that its patterns read."""
    return {
        view: {
            name: Clue(expand(pack.lexicon.mark, pack.lexicon.named))
            for name, pack in packs.items()
            if pack.lexicon.mark and any(row.view == view for row in pack.rows)
        }
        for view in SIGHTS
    }


def _blocks(text: str) -> list[Block]:
    """The text in stretches of BLOCK characters, each with what lies about it."""
    return [
        Block(max(0, first - MARGIN), text[max(0, first - MARGIN) : first + BLOCK + MARGIN], first)
        for first in range(0, max(1, len(text)), BLOCK)
    ]


def _placed(hits: Iterable[Hit], texts: tuple[str, str], blocks: Sequence[Block]) -> Iterator[Hit]:
    """Of the hits in a pair of blocks those that begin between their margins, as hits in the texts."""
    for hit in hits:
        which = SIGHTS.index(hit.pattern.view)
        block = blocks[which]
        start = block.start + hit.start
        if block.first <= start < block.first + BLOCK:
            yield Hit(hit.pattern, texts[which], start, block.start + hit.end)


def _in_number(data: bytes, at: int) -> bool:
    """Whether a mark and a digit meet there, as in "2.1.3" and "80.000 texts"."""
    return at > 0 and data[at : at + 1].isdigit() and data[at - 1 : at] in {b".", b":"}


def _are_dense(places: Iterable[int]) -> bool:
    """Whether DENSE places in a row, which rise, lie within STRETCH bytes anywhere."""
    recent: deque[int] = deque(maxlen=DENSE)
    for place in places:
        recent.append(place)
        if len(recent) == DENSE and place - recent[0] <= STRETCH:
            return True
    return False


def _in_characters(matches: Sequence[Match], text: str, data: bytes) -> Iterator[Hit]:
    """Matches in the bytes of a text as hits in its characters."""
    characters = _characters(data, {place for _, *span in matches for place in span})
    for pattern, start, end in matches:
        yield Hit(pattern, text, characters[start], characters[end])


def _characters(data: bytes, places: Iterable[int]) -> dict[int, int]:
    """Byte offsets as character offsets, in one pass over the text."""
    found, seen, count = {}, 0, 0
    for place in sorted(places):
        count += len(data[seen:place].decode())
        found[place] = count
        seen = place
    return found
