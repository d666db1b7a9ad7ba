"""Explicit evidence of a document, as spans of its own string."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from ailabel.code import fenced
from ailabel.disclosure.asides import read_asides
from ailabel.disclosure.clause import STATED, is_credit, is_subject
from ailabel.disclosure.credit import is_signed
from ailabel.disclosure.meaning import NOTICES, Meanings, stays_partial
from ailabel.disclosure.parenthesis import tells_of_a_work, without_parentheses
from ailabel.disclosure.pattern import ENGLISH
from ailabel.disclosure.place import is_of_this_text, is_whole_comment
from ailabel.disclosure.polarity import RESIDUE, polarity_of
from ailabel.disclosure.quotation import is_credit_field
from ailabel.disclosure.scope import family_of, names_a_part
from ailabel.disclosure.setting import bracketed, is_enclosed, plain, points, says, settle
from ailabel.disclosure.spelling import as_read
from ailabel.disclosure.telling import DISCLOSURE, DOUBT, MEANT, PART, TEXT_DOUBT, UNDENIED, WHOLE
from ailabel.document import Document
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.disclosure.asides import Asides
    from ailabel.disclosure.matching import Hit, Patterns
    from ailabel.disclosure.pattern import Lexicon, Pattern
    from ailabel.disclosure.setting import Setting
    from ailabel.result import Span, Strength

    Place = tuple[int, int, Strength]  # a sentence, and how strong at most is what is stated there

INSERTED = frozenset({"placeholder", "tracking-parameter", "hidden-unicode"})  # stand in what says something
MADE_UP = frozenset({DOUBT, TEXT_DOUBT, UNDENIED, WHOLE, PART})  # no families: how a sentence reads
SUPPOSED = frozenset({"hypothetical", "policy"})  # say less than a sum over all of the sentence
SEVERAL = 3  # spans of open placeholders: none of 46,105 texts by people has as many, 3 of them have two
OF_A_CHAT = RESIDUE - {"experimental-notice"} | {"citation-token"}  # what its window leaves behind
TELLING = frozenset({"partial", "full"})  # strengths of more than weak evidence
STRENGTHS: tuple[Strength, ...] = ("none", "weak", "partial", "full")
BELOW = 40  # characters between a heading and what denies below it
HEADS = regex(r"[ \t:*_#]*\n\s*(?:[^.!?\n]{0,30} )?")  # what stands between them
NEIGHBOURS = {
    "da": ("no", "sv"),
    "es": ("pt",),
    "no": ("da", "sv"),
    "pt": ("es",),
    "ru": ("uk",),
    "sv": ("da", "no"),
    "uk": ("ru",),
}
"""Languages so alike that what was learnt of one reads the other's sentences."""
POLARITIES = ("quoted", "policy", "hypothetical", "affirmed", "denied")


def find_spans(document: Document, patterns: Patterns) -> tuple[Span, ...]:
    """Spans sorted by start; `document.text[span.start:span.end] == span.text`.

    Where matches overlap, a denial stands above what it denies, then what the text's own language says, then
    the stronger, then the wider.
    A line in brackets is covered from bracket to bracket.
    """
    return find_spans_many((document,), patterns)[0]


def find_spans_many(documents: Sequence[Document], patterns: Patterns) -> list[tuple[Span, ...]]:
    """For each document, in order, what `find_spans` gives, in less time; it holds a copy of all texts.

    So give it some hundred at once: fewer take longer each, more gain nothing.
    """
    documents = [*map(as_read, documents)]
    found = _readings_with_and_without(documents, patterns)
    for at, spans in _aside(documents, patterns):
        found.setdefault(at, []).extend(spans)
    none: tuple[Span, ...] = ()
    return [_kept(found[at], document) if at in found else none for at, document in enumerate(documents)]


def discloses(spans: Iterable[Span]) -> bool:
    """Whether the text says of itself, as a whole, that a model made it: what `ai-disclosed` rests on."""
    return any(
        span.polarity == "affirmed" and span.strength == "full" and span.scope == "text" for span in spans
    )


def _readings_with_and_without(documents: Sequence[Document], patterns: Patterns) -> dict[int, list[Span]]:
    """What the matches in each document mean; where one spans a parenthesis, as it reads without that."""
    found, languages = _readings(documents, patterns)
    cut = [
        (at, without)
        for at, names in languages.items()
        if (without := without_parentheses(documents[at], map(patterns.lexicons.__getitem__, sorted(names))))
    ]
    again, _ = _readings([document for _, (document, _) in cut], patterns) if cut else ({}, {})
    for which, (at, (_, gaps)) in enumerate(cut):
        across = [
            _across(span, within, documents[at], patterns)
            for span in again.get(which, ())
            if (within := _within(span, gaps, found.get(at, ())))
        ]
        found[at] = [*_apart(found.get(at, ()), across), *across]
    return found


def _within(span: Span, gaps: Iterable[tuple[int, int]], others: Iterable[Span]) -> Sequence[tuple[int, int]]:
    """The parentheses that a span goes on behind, or ends at; none where as much is said with them."""
    firm = (other for other in others if other.strength == "full" and other.scope == span.scope)
    if any(other.start < span.end and span.start < other.end for other in firm):
        return ()
    return [gap for gap in gaps if span.start < gap[0] <= span.end]


def _across(span: Span, gaps: Sequence[tuple[int, int]], document: Document, patterns: Patterns) -> Span:
    """What spans parentheses; partial at most where one of them tells of somebody's work."""
    lexicon = patterns.lexicons[span.language]
    is_of_a_work = any(tells_of_a_work(document.text, gap, lexicon) for gap in gaps)
    return _turned(span, "full", "partial") if is_of_a_work else span


def _readings(
    documents: Sequence[Document], patterns: Patterns
) -> tuple[dict[int, list[Span]], dict[int, set[str]]]:
    """What the matches in each document mean, by its place, whatever they overlap; and its languages."""
    hits, languages = patterns.find_all([(document.clean.text, document.text) for document in documents])
    return {at: _read(found, documents[at], patterns) for at, found in hits.items()}, languages


def _read(hits: Sequence[Hit], document: Document, patterns: Patterns) -> list[Span]:
    """What hits mean; what was learnt counts where it means just that, and nothing else is stated there.

    Two languages may read a sentence: if the setting takes it back in one, it counts in neither. Nor does it
    where a notice was only the subject of the sentence: "Articles written by AI need a note".
    """
    blocks = fenced(document.text)
    doubts, text_doubts = _read_as(DOUBT, hits), _read_as(TEXT_DOUBT, hits)
    undenied, wholes, parts = (_read_as(family, hits) for family in (UNDENIED, WHOLE, PART))
    told: list[Span] = []
    spoken: list[Span] = []
    subjects: list[tuple[int, int]] = []
    learnt: dict[tuple[int, int], list[list[Span]]] = {}
    meanings = Meanings()
    for hit in hits:
        if hit.pattern.family in MADE_UP:
            continue
        lexicon = _lexicon(hit.pattern, patterns)
        setting = settle(hit, lexicon, document, blocks)
        spans = meanings.read(setting)
        if whole := _under(hit, wholes.get(_reading(hit), ())):
            spans = [*_as_whole(spans, setting, whole[2])]
        elif _under(hit, parts.get(_reading(hit), ())) and not hit.pattern.is_certain:
            spans = [_turned(span, "full", "partial") for span in spans]
        if hit.pattern.family in STATED and is_subject(setting):
            subjects.append((hit.start, hit.end))
        if hit.pattern.is_learnt:
            own = [span for span in spans if span.polarity == MEANT[hit.pattern.family]]
            is_meant = own and not _is_taken_back_abroad(hit, document, blocks, patterns)
            learnt.setdefault((hit.start, hit.end), []).append(own if is_meant else [])
        elif hit.pattern.is_spoken:
            spoken += spans
        else:
            general = _under(hit, doubts.get(_reading(hit), ()))
            of_texts = _under(hit, text_doubts.get(_reading(hit), ()))
            unlike = _under(hit, undenied.get(_reading(hit), ()))
            # A denial may go on: "You ask whether an AI wrote this. It did not".
            is_denial = unlike is None or unlike[1] < hit.end - 1
            if hit.pattern.family == "denial" and any(span.polarity == "affirmed" for span in spans):
                told += spans  # the sum of what reads like a denial tells nothing of what affirms
                continue
            for span in spans:
                doubted = _weakest(general, of_texts if span.scope == "text" else None)
                told += _doubted(span, _at_most(setting, doubted, whole), is_denial=is_denial)
    subjects.sort()
    agreed = [
        span
        for sentence, readings in learnt.items()
        if all(readings) and not _has_subject(sentence, subjects)
        for own in readings
        for span in own
    ]
    agreed = [span for span in agreed if not _is_headed(span, told, document.text)]
    stated = [span for span in told if span.family not in INSERTED and span.polarity not in SUPPOSED]
    return [*told, *_apart(agreed, stated), *_apart(spoken, stated)]


def _is_taken_back_abroad(
    hit: Hit, document: Document, blocks: Sequence[tuple[int, int]], patterns: Patterns
) -> bool:
    """Whether words of a language much like its own take back what a sentence says.

    Sums of one read sentences of the other, whose "puede contener" they do not know.
    """
    settings = (
        settle(hit, patterns.lexicons[name], document, blocks)
        for name in NEIGHBOURS.get(hit.pattern.language, ())
    )
    return any(polarity_of(setting) != MEANT[hit.pattern.family] for setting in settings)


def _is_headed(span: Span, told: Iterable[Span], text: str) -> bool:
    """Whether it heads a denial, which says what there is to say: "Use of AI", and below "No AI was used"."""
    denials = (other.start for other in told if other.polarity == "denied" and other.start >= span.end)
    gaps = (text[span.end : start] for start in denials if start - span.end <= BELOW)
    return span.polarity == "affirmed" and any(HEADS.fullmatch(gap) for gap in gaps)


def _read_as(family: str, hits: Iterable[Hit]) -> dict[tuple[str, str], list[Place]]:
    """The sentences that were learnt to be of such a family, by how they were read; disjoint, in order."""
    places: dict[tuple[str, str], list[Place]] = {}
    for hit in hits:
        if hit.pattern.family == family:
            places.setdefault(_reading(hit), []).append((hit.start, hit.end, hit.pattern.strength))
    return {reading: sorted(own) for reading, own in places.items()}


def _reading(hit: Hit) -> tuple[str, str]:
    """The language and the view that a match was found in."""
    return hit.pattern.language, hit.pattern.view


def _has_subject(sentence: tuple[int, int], subjects: Sequence[tuple[int, int]]) -> bool:
    """Whether the first of these, which are in order, that begins in the sentence ends in it."""
    start, end = sentence
    at = bisect_left(subjects, (start, 0))
    return at < len(subjects) and subjects[at][1] <= end


def _under(hit: Hit, places: Sequence[Place]) -> Place | None:
    """The last of the places, which are disjoint and in order, that a match overlaps."""
    before = bisect_left(places, hit.end, key=lambda place: place[0])
    return places[before - 1] if before > 0 and places[before - 1][1] > hit.start else None


def _as_whole(spans: Sequence[Span], setting: Setting, certain: Strength) -> Iterator[Span]:
    """What a sentence tells that says it of all its text.

    If certain, of what a rule weakened or calls help, too, and of what takes it for a part that it only names
    ("from the headline to the last line"). A hedge stays one, and so does what is a label or of another text;
    code and data are never named so.
    """
    is_certain, has_text = certain == "full", any(span.scope == "text" for span in spans)
    is_named_only = is_certain and not has_text and not names_a_part(setting)
    for span in spans:
        is_own = setting.pattern.strength == "partial" and span.family == DISCLOSURE
        is_told = _tells(span) and span.family in NOTICES and not span.hedged and (is_own or is_certain)
        is_of_it = span.scope == "text" or (is_named_only and span.scope not in {"code", "data"})
        if is_told and is_of_it and not stays_partial(setting):
            yield replace(span, strength="full", scope="text", family=DISCLOSURE)
        else:
            yield span


def _turned(span: Span, strength: Strength, other: Strength) -> Span:
    """One that tells of a text with one strength, with the other."""
    is_told = span.polarity == "affirmed" and span.scope == "text" and span.family in NOTICES
    return replace(span, strength=other) if is_told and span.strength == strength else span


def _weakest(*places: Place | None) -> Strength:
    return min((place[2] for place in places if place), key=STRENGTHS.index, default="full")


def _at_most(setting: Setting, doubted: Strength, whole: Place | None) -> Strength:
    """Of what points to its text ("this article about the king"), is stated, fills brackets: weak or full.

    Of what fills a field of credits or a comment in code, too, of which the sum takes the code below for a
    part. Weak is none that reads as told of all its text: the first sum learnt "published automatically"
    where programs are told of. A credit of an author is of a text, whatever else it names ("Author of the
    report: ChatGPT"); that of a picture has nothing to do with what is said to be seen there.
    """
    is_pointing = points(setting.match, setting.lexicon) or is_of_this_text(setting)
    is_stated = setting.stated and is_pointing  # "we are required to tell you that this text ..."
    if setting.pattern.is_certain or is_stated or (doubted == "partial" and is_signed(setting)):
        return "full"
    if is_credit(setting):
        return "partial"
    is_apart = is_enclosed(setting) or is_whole_comment(setting) or is_credit_field(setting)
    if not (setting.stated or is_pointing or is_apart):
        return doubted
    return "weak" if doubted == "none" and not whole else "full"


def _doubted(span: Span, at_most: Strength, *, is_denial: bool) -> Iterator[Span]:
    """The span, no stronger than that if it affirms a notice; nothing of one that is at most "none".

    One that denies where that reads like no denial is of the family UNDENIED: it stands above what it
    overlaps, and is left out then. Whoever writes a pattern knows what discloses, and little of all else
    that is said of AI in such words.
    """
    is_strong = STRENGTHS.index(span.strength) > STRENGTHS.index(at_most)
    if span.polarity == "denied" and not is_denial:
        yield replace(span, family=UNDENIED)
    elif not (is_strong and span.polarity == "affirmed" and span.family in NOTICES):
        yield span
    elif at_most != "none":
        yield replace(span, strength=at_most)


def _apart(spans: Iterable[Span], others: Iterable[Span]) -> Iterator[Span]:
    """Those that overlap none of the others."""
    ordered = sorted(others, key=lambda span: span.start)
    reached = list(accumulate((span.end for span in ordered), max))  # by all up to each
    for span in spans:
        before = bisect_left(ordered, span.end, key=lambda other: other.start)
        if before == 0 or reached[before - 1] <= span.start:
            yield span


def _aside(documents: Sequence[Document], patterns: Patterns) -> Iterator[tuple[int, list[Span]]]:
    """What stands in a text and is no part of its clean view, with the place of its document."""
    asides = [(at, found) for at, document in enumerate(documents) if (found := read_asides(document.text))]
    cuts = [as_read(Document.cut(found.text)) for at, found in asides]
    for which, spans in (_readings_with_and_without(cuts, patterns) if cuts else {}).items():
        at, found = asides[which]
        yield at, [_placed(span, found, documents[at], patterns) for span in spans]


def _names_text(span: Span, patterns: Patterns) -> bool:
    """Whether what a picture's caption says is of the text: "This article was written by AI"."""
    lexicon = patterns.lexicons[span.language]
    return points(span.text, lexicon) and says(plain(span.text), lexicon.nouns.get("text", ()))


def _placed(span: Span, asides: Asides, document: Document, patterns: Patterns) -> Span:
    """The span of an aside where it stands in the text."""
    start, end = asides.locate(span.start, span.end)
    placed = replace(span, start=start, end=end, text=document.text[start:end])
    if span.scope == "text" and asides.is_image(span.start) and not _names_text(span, patterns):
        return replace(placed, scope="image", family=family_of(span.family, "image"))
    return placed


def _kept(spans: Iterable[Span], document: Document) -> tuple[Span, ...]:
    """Those that count, in order."""
    best = (span for span in _without_overlaps(spans) if span.family != UNDENIED)
    kept = dict.fromkeys(_borne_out([_around(span, document) for span in best]))
    return tuple(sorted(kept, key=lambda span: (span.start, span.end, span.pattern, span.scope)))


def _borne_out(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, stronger where others bear them out.

    Residue of a chat that is of two kinds leaves no doubt: "As an AI ..." and "Regenerate". Where SEVERAL
    placeholders are weak evidence, together they are more.
    """
    are_residue = [span.family in OF_A_CHAT and span.scope == "text" and _tells(span) for span in spans]
    kinds = {span.family for span in compress(spans, are_residue)}
    are_slots = [_is_slot(span) for span in spans]
    are_several = sum(are_slots) >= SEVERAL
    for span, is_residue, is_slot in zip(spans, are_residue, are_slots, strict=True):
        if is_residue and len(kinds) > 1:
            yield replace(span, strength="full")
        elif is_slot and are_several:
            yield replace(span, strength="partial")
        else:
            yield span


def _is_slot(span: Span) -> bool:
    """Whether it is a placeholder that nobody filled, and weak evidence of the text."""
    is_of_text = span.polarity == "affirmed" and span.scope == "text"
    return span.family == "placeholder" and span.strength == "weak" and is_of_text


def _tells(span: Span) -> bool:
    """Whether it affirms something, and is more than weak evidence of it."""
    return span.polarity == "affirmed" and span.strength in TELLING


def _lexicon(pattern: Pattern, patterns: Patterns) -> Lexicon:
    """The words of the pattern's language; English ones for what stands in any language."""
    lexicon = patterns.lexicons[pattern.language]
    return lexicon if lexicon.words else patterns.lexicons.get("en", lexicon)


def _around(span: Span, document: Document) -> Span:
    """The span from bracket to bracket, where brackets hold its whole line."""
    first, last = document.clean.find(span.start, span.end)
    line = bracketed(document.clean.text, first, last)
    if line is None:
        return span
    start, end = document.clean.locate(*line)
    is_held = start <= span.start and span.end <= end  # front matter stands before the first line
    return replace(span, start=start, end=end, text=document.text[start:end]) if is_held else span


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """The best of each heap of overlapping spans; those of other scopes on the very same match stay."""
    kept: list[Span] = []  # disjoint, sorted by place
    twins: list[Span] = []
    for span in sorted(spans, key=_rank, reverse=True):
        at = bisect_left(kept, span.end, key=lambda other: other.start)
        if at == 0 or kept[at - 1].end <= span.start:
            kept.insert(at, span)
        elif _twins(span, kept[at - 1]):
            twins.append(span)
    return kept + twins


def _rank(span: Span) -> tuple[int, bool, bool, bool, int, int, int]:
    return (
        POLARITIES.index(span.polarity),
        span.family != UNDENIED,
        span.family == "trailer",
        span.language != ENGLISH,  # what another language says tells more
        STRENGTHS.index(span.strength),
        span.end - span.start,
        -span.start,
    )


def _twins(one: Span, other: Span) -> bool:
    return (
        one.pattern == other.pattern
        and (one.start, one.end) == (other.start, other.end)
        and one.scope != other.scope
    )
