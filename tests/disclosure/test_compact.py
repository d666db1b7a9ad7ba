"""The compact form holds what scoring needs of every pattern, and is read no further than a text asks."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

from ailabel.disclosure.compact import COMPACT, Packs, read_json, to_json

if TYPE_CHECKING:
    from ailabel.disclosure import Patterns


def test_compact_form_is_what_the_build_writes(written: Patterns) -> None:
    assert COMPACT.read_text(encoding="utf-8") == to_json(written), "run python -m ailabel.disclosure.build"


def test_compact_form_is_json_with_a_line_a_language(written: Patterns) -> None:
    text = COMPACT.read_text(encoding="utf-8")

    assert [row["lexicon"]["language"] for row in json.loads(text)[1:]] == list(written.lexicons)
    assert text.count("\n") == len(written.lexicons) + 3


def test_compact_form_holds_the_same_patterns_without_their_examples(
    patterns: Patterns, written: Patterns
) -> None:
    assert [(row.id, row.regex, {*row.needs, row.cue}, row.lead, row.cue) for row in patterns] == [
        (row.id, row.regex, {*row.needs, row.cue}, row.lead, row.cue) for row in written
    ]
    assert {(row.matches, row.ignores, row.source) for row in patterns} == {((), (), "")}
    assert patterns.lexicons == written.lexicons


def test_every_pattern_needs_its_cue(patterns: Patterns) -> None:
    """So that no match is tried beyond the last cue; what users add may have its cue beside the match."""
    assert [row.id for row in patterns if row.cue and row.cue not in row.needs] == []


def test_what_tells_most_is_looked_for_first(patterns: Patterns) -> None:
    rows = {row.id: row for row in patterns}

    assert rows["en-without-ai"].needs.index("WITHOUT") < rows["en-without-ai"].needs.index("AI")


def test_regexes_are_the_same_as_written(patterns: Patterns, written: Patterns) -> None:
    def regexes(of: Patterns) -> dict[str, tuple[str, str, frozenset[str], str]]:
        clues = of.clues
        return {
            row.id: (
                clues.of(row).regex,
                clues.gate(row).regex,
                frozenset(need.regex for need in clues.needs(row)),
                clues.lead(row).regex if row.lead else "",
            )
            for row in of
        }

    assert regexes(patterns) == regexes(written)
    assert {
        (view, name): mark.regex for view in patterns.marks for name, mark in patterns.marks[view].items()
    } == {(view, name): mark.regex for view in written.marks for name, mark in written.marks[view].items()}


def test_every_gate_has_literals_so_that_a_first_text_needs_no_automaton(patterns: Patterns) -> None:
    gates = {row.id: patterns.clues.gate(row) for row in patterns if row.has_gate}
    marks = {name: mark for marks in patterns.marks.values() for name, mark in marks.items()}

    assert [name for name, clue in (gates | marks).items() if not (clue.folded or clue.cased)] == []


def test_language_is_read_when_it_is_asked_for() -> None:
    patterns = read_json()
    packs = patterns._packs
    assert isinstance(packs, Packs)
    list(patterns.find_hits("The wind turned at noon and the boats came home.", "clean"))
    before = set(packs._read)
    list(patterns.find_hits("Der Wind drehte am Mittag, und die Boote kamen heim.", "clean"))

    assert before == {"any", "en"}
    assert "de" in packs._read


def test_what_was_read_does_not_travel() -> None:
    packs = read_json()._packs
    assert isinstance(packs, Packs)
    sent = pickle.dumps(packs)
    again = pickle.loads(sent)

    assert packs["en"] == again["en"]
    assert len(sent) < 10_000
    assert set(pickle.loads(pickle.dumps(again))._read) == set()
