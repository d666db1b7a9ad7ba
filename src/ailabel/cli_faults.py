"""Tell on stderr what of an input cannot be read, and go on with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ailabel.cli import complain
from ailabel.errors import InputError, LineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = TypeVar("Item")


class Faults:
    """Tells each fault, and counts them; of lines in a row with the same one the first, then how far they go.

    So a column of another name is told in two lines, however many records lack it.
    """

    def __init__(self) -> None:
        self.number = 0
        self._last: InputError | None = None
        self._alike = 0  # lines since the one told, up to that of the last fault

    def sieve(self, items: Iterable[Item | InputError]) -> Iterator[Item]:
        """What can be used of the items."""
        try:
            for item in items:
                if isinstance(item, InputError):
                    self._see(item)
                else:
                    yield item
        finally:
            self._tell_alike()

    def _see(self, error: InputError) -> None:
        self.number += 1
        if self._last is not None and _goes_on(self._last, error):
            self._alike += 1
        else:
            self._tell_alike()
            complain(str(error))
        self._last = error

    def _tell_alike(self) -> None:
        last, number, self._alike = self._last, self._alike, 0
        if number == 1:
            complain(str(last))
        elif number and isinstance(last, LineError):
            lines = f"{last.line - number + 1}-{last.line}"
            complain(f"{last.place}:{lines}: the same in {number:,} more records")


def _goes_on(last: InputError, error: InputError) -> bool:
    """Whether the next line has the fault of the last one."""
    if not (isinstance(last, LineError) and isinstance(error, LineError)):
        return False
    return (last.place, last.line + 1, last.fault) == (error.place, error.line, error.fault)
