"""The laws of patterns: what a row must keep to, whoever wrote it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

import re2

from ailabel.disclosure.assistant import FAMILIES as SAID
from ailabel.disclosure.catalogue import fault, told, toml_files
from ailabel.disclosure.grammar import Grammar
from ailabel.disclosure.pattern import FAMILIES, Pattern, Place, Sight, Speaker
from ailabel.disclosure.regex import options
from ailabel.disclosure.spans import find_spans
from ailabel.disclosure.telling import MEANT
from ailabel.document import Document
from ailabel.errors import PatternError
from ailabel.result import Scope, Span, Strength
from ailabel.writing import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ailabel.disclosure.matching import Patterns

GATE = 2_800  # steps of re2; every text is swept for every gate, so that a wide one slows all down
STEPS = 90_000  # of re2; 86,000 took 44 to 69 ms in November 2026, when a first text calls for the regex
BLANKS = (" \n\n a.  b\t", "a\nb", "\n", "")  # all borders of words, lines and texts, and nothing to find
EXAMPLES = 3  # the least number of examples for, and of examples against
CHOICES = {
    "family": FAMILIES,
    "strength": tuple(strength for strength in get_args(Strength) if strength != "none"),
    "scope": get_args(Scope),
    "view": get_args(Sight),
    "place": get_args(Place),
    "speaker": get_args(Speaker),
}
STATED = frozenset({"affirmed", "denied"})


def check(patterns: Patterns, rows: Iterable[Pattern], path: Path) -> None:
    """Hold `rows`, which are among `patterns`, to every law.

    Raises:
        PatternError: names the file, the pattern and the law.
    """
    counts = Counter(pattern.id for pattern in patterns)
    for pattern in rows:
        if counts[pattern.id] > 1:
            raise PatternError(f"{path}: {printable(pattern.id)}: the id is taken; every pattern has its own")
        for law in LAWS:
            complaint = law(pattern, patterns)
            if complaint:
                raise PatternError(f"{path}: {printable(pattern.id)}: {complaint}")


def check_shipped(patterns: Patterns) -> None:
    """Hold all that is shipped, which is among `patterns`, to every law.

    Raises:
        PatternError: as `check`.
    """
    for path in toml_files():
        check(patterns, (row for row in patterns if row.language == path.parent.name), path)


def fields_are_known(pattern: Pattern, patterns: Patterns) -> str:
    del patterns
    for name, choices in CHOICES.items():
        if getattr(pattern, name) not in choices:
            return f"{name} {getattr(pattern, name)!r} is unknown; there is: {', '.join(choices)}"
    if not pattern.id.isprintable():
        return "an id is one line"
    return "" if pattern.source else "source is empty; say where the wording is from"


def examples_are_enough(pattern: Pattern, patterns: Patterns) -> str:
    del patterns
    if min(len(set(pattern.matches)), len(set(pattern.ignores))) < EXAMPLES:
        return f"needs at least {EXAMPLES} matches and {EXAMPLES} ignores, no two alike"
    return ""


def regex_compiles(pattern: Pattern, patterns: Patterns) -> str:
    try:
        regex = re2.compile(patterns.clues.of(pattern).regex, options())  # however large
    except KeyError as error:
        known = ", ".join(sorted(patterns.lexicons[pattern.language].named))
        return f"no fragment {error}; there is: {known}"
    except re2.error as error:
        return f"the regex does not compile: {fault(pattern.regex, error)}"
    if regex.programsize > STEPS:
        return f"the regex takes {regex.programsize} steps of {STEPS}; name fewer fragments, or shorter ones"
    return "the regex has a capturing group; write (?:...)" if regex.groups else ""


def regex_asks_for_words(pattern: Pattern, patterns: Patterns) -> str:
    regex = patterns.regex(pattern)
    if pattern.regex and any(_matches_nothing(regex, text) for text in BLANKS):
        return "the regex matches where nothing stands; is one of its alternatives empty?"
    return ""


def _matches_nothing(regex: Any, text: str) -> bool:  # noqa: ANN401  re2 has no types
    """Whether it can match at a place without taking a character, or takes blanks alone."""
    if any(regex.fullmatch(text, at, at) for at in range(len(text) + 1)):
        return True
    return not all(match.group().strip() for match in regex.finditer(text))


def clause_reads(pattern: Pattern, patterns: Patterns) -> str:
    if pattern.is_learnt or not pattern.reads_sentences:
        return ""
    try:
        grammar = Grammar((pattern,), patterns.lexicons[pattern.language])
    except ValueError as error:
        return f"the clause does not read: {error}"
    if grammar.finds_nothing():
        return "the clause finds what holds no word; ask for one between < and >, or on a line without them"
    return ""


def learnt_is_partial(pattern: Pattern, patterns: Patterns) -> str:
    """What was learnt is never enough on its own, and there is no more of it than some families."""
    del patterns
    if not (pattern.is_learnt or pattern.is_spoken):
        return ""
    families = MEANT if pattern.is_learnt else SAID
    if pattern.family not in families:
        return f"nothing was learnt of {pattern.family}; there is {' and '.join(families)}"
    return "what was learnt is partial or weak evidence" if pattern.strength == "full" else ""


def gate_is_cheap(pattern: Pattern, patterns: Patterns) -> str:
    try:
        size = re2.compile(patterns.clues.gate(pattern).regex, options()).programsize
    except re2.error as error:
        return f"its cue does not compile: {told(error)}"
    if size > GATE:
        return f"its gate takes {size} steps of {GATE}; name a cue, or make the cue simpler"
    return ""


def width_is_bounded(pattern: Pattern, patterns: Patterns) -> str:
    regex = patterns.regex(pattern).pattern
    return "the regex has no bound: write {0,9} for * and + and {n,}" if is_unbounded(regex) else ""


def examples_are_told_apart(pattern: Pattern, patterns: Patterns) -> str:
    alone = patterns.alone(pattern)
    for example in pattern.matches:
        if not stated(pattern, find_spans(Document.cut(example), alone)):
            return f"should match and does not: {example!r}"
    for example in pattern.ignores:
        if found := stated(pattern, find_spans(Document.cut(example), alone)):
            return f"should not match and does: {example!r} at {found[0].text!r}"
    return ""


def stated(pattern: Pattern, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans that count for or against: affirmed, or denied where the pattern is a denial."""
    counts = STATED if pattern.family == "denial" else {"affirmed"}
    return tuple(span for span in spans if span.polarity in counts)


def is_unbounded(regex: str) -> bool:
    """Whether a quantifier without an upper limit stands outside escapes and classes."""
    in_class = escaped = False
    for at, char in enumerate(regex):
        if escaped or char == "\\":
            escaped = not escaped
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "*+" or (char == "{" and regex[at : regex.find("}", at)].endswith(",")):
            return True
    return False


LAWS: tuple[Callable[[Pattern, Patterns], str], ...] = (
    fields_are_known,
    examples_are_enough,
    regex_compiles,
    regex_asks_for_words,
    clause_reads,
    learnt_is_partial,
    gate_is_cheap,
    width_is_bounded,
    examples_are_told_apart,
)
