"""The clues of patterns: those that were made when they were packed, and those made now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.disclosure.haystack import BLOCK, parted
from ailabel.disclosure.pattern import Clue
from ailabel.disclosure.regex import Speller, any_of
from ailabel.disclosure.stated import states
from ailabel.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ailabel.disclosure.pattern import Pack, Pattern

UNKNOWN = Clue("")
DECORATION = r"[\s!-/:-@\[-`{-~„“”«»‘’「『（【［〔—–•·…※ℹ\x{2190}-\x{27bf}\x{1f300}-\x{1faff}\x{fe0f}]{0,8}"
NOTICE_START = Clue(r"(?:\A|[\n.!?:;|\[({#/·—–。！？：【（［〔؟]|-\s{1,2})" + DECORATION)


class Clues:
    """Clues by language and name; each is looked up or made once."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs
        self._kept: Recent[tuple[str, str], Clue] = Recent()
        self._spellers: dict[str, Speller] = {}
        self._needs: Recent[str, Sequence[Clue]] = Recent()
        self._states: dict[str, Clue | None] = {}

    def of(self, pattern: Pattern) -> Clue:
        return self._clue(pattern.language, pattern.id, pattern.regex)

    def gate(self, pattern: Pattern) -> Clue:
        """A cheap regex without which the pattern is not tried: its cue, or itself when it has none."""
        return self._fragment(pattern.language, pattern.cue) if pattern.cue else self.of(pattern)

    def lead(self, pattern: Pattern) -> Clue:
        return self._fragment(pattern.language, pattern.lead)

    def states(self, language: str) -> Clue | None:
        """What an author says right before a notice, up to where that may begin."""
        if language not in self._states:
            regex = states(self._packs[language].lexicon)
            self._states[language] = Clue(regex + DECORATION) if regex else None
        return self._states[language]

    def needs(self, pattern: Pattern) -> Sequence[Clue]:
        """What stands in every match besides the cue."""
        if (known := self._needs.get(pattern.id)) is None:
            names = (name for name in pattern.needs if name != pattern.cue)
            known = self._needs[pattern.id] = [self._fragment(pattern.language, name) for name in names]
        return known

    def literals(self, pattern: Pattern) -> Sequence[Clue]:
        """A regex for texts that hold one of the pattern's literals, where these are known."""
        clue = self.of(pattern)
        texts = clue.folded + clue.cased
        if not texts or BLOCK in texts:
            return ()
        return (Clue(any_of(parted(clue.folded), parted(clue.cased)), clue.folded, clue.cased),)

    def _fragment(self, language: str, name: str) -> Clue:
        return self._clue(language, name, "{" + name + "}")

    def _clue(self, language: str, name: str, regex: str) -> Clue:
        key = (language, name)
        if (known := self._kept.get(key)) is None:
            pack = self._packs[language]
            packed = pack.clues.get(name, UNKNOWN)
            spelt = packed.regex or self._speller(language).expanded(regex)
            known = self._kept[key] = Clue(spelt, packed.folded, packed.cased, language, regex)
        return known

    def turn(self) -> None:
        """Forget those that nobody asked for since the last turn, and fragments spelt out."""
        self._kept.turn()
        self._needs.turn()
        self._spellers.clear()

    def _speller(self, language: str) -> Speller:
        if language not in self._spellers:
            self._spellers[language] = Speller(self._packs[language].lexicon.named)
        return self._spellers[language]
