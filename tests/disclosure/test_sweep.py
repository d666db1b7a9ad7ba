"""Any number of gates is looked for, however large their automata would be."""

from __future__ import annotations

import pytest
import re2

from ailabel.disclosure import sweep
from ailabel.disclosure.pattern import Clue
from ailabel.disclosure.regex import MEMORY, options
from ailabel.disclosure.sweep import Regexes, Sweep

WIDE = tuple(Clue(rf"(?i)\bzorgel{number}\b[^.!?]{{0,200}}vrimmed") for number in range(600))


@pytest.mark.parametrize(("number", "memory"), [(600, MEMORY), (60, MEMORY >> 5)])
def test_gates_that_no_automaton_takes_together_are_parted(
    monkeypatch: pytest.MonkeyPatch, number: int, memory: int
) -> None:
    texts = [f"The zorgel{at} was vrimmed, as zorgel{at + 7} was." for at in range(0, number, 7)]
    monkeypatch.setattr(sweep, "MEMORY", memory)
    monkeypatch.setattr(sweep, "FARTHEST", 200)
    regexes = Regexes({})
    found = Sweep([(clue, "", clue) for clue in WIDE[:number]], regexes)._together(
        [regexes.see(text.encode()) for text in texts]
    )
    union = re2.Set.SearchSet(options(memory))
    for clue in WIDE[:number]:
        union.Add(clue.regex)

    assert found == {at: [at // 7] for at in range(0, number, 7)}
    with pytest.raises(re2.error):
        union.Compile()
