"""A text in which literals are looked for, before any regex is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ailabel.disclosure.pattern import Clue

BLOCK = "\0"  # begins the literal of a block of Unicode, which stands for characters that are too many
LAST_ASCII, FIRST_WIDE = 0x7F, 0x3000  # between them a block has 256 characters, from there on 4,096
JOINT = "\x7f"  # between literals in one string: each by itself takes more memory than its characters do
GRAM = 4  # characters that begin a literal and are looked up before it is looked for


class Haystack:
    """A text in which literals are looked for: with single spaces, as typed and with its case folded."""

    def __init__(self, text: str) -> None:
        line = " ".join(text.split())
        self._typed = f" {line} "
        self._folded = self._typed.casefold()
        if not line.isascii():
            self._folded += "".join(sorted(set(map(block_of, set(self._folded)))))
        self._grams = {self._folded[at : at + GRAM] for at in range(len(self._folded))}

    def holds(self, clue: Clue) -> bool:
        """Whether one of the clue's literals stands in the text; without any it may match anywhere."""
        if not (clue.folded or clue.cased):
            return True
        folded, cased = parted(clue.folded), parted(clue.cased)
        return any(map(self.has, folded)) or any(map(self._typed.__contains__, cased))

    def has(self, literal: str) -> bool:
        """Whether a literal whose case is folded stands in the text."""
        return (literal[:GRAM] in self._grams or len(literal) < GRAM) and literal in self._folded


def joined(literals: Iterable[str]) -> str:
    """Literals in one string, none of which holds JOINT."""
    return JOINT.join(literals)


def parted(literals: str) -> Sequence[str]:
    """Those that were joined."""
    return literals.split(JOINT) if literals else ()


def block_of(char: str) -> str:
    """The literal of a character's block; empty for ASCII."""
    code = ord(char)
    if code <= LAST_ASCII:
        return ""
    return BLOCK + chr(code >> 8 if code < FIRST_WIDE else FIRST_WIDE + (code >> 12))
