"""Keep what was asked for lately, and forget the rest."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Item = TypeVar("Item")


class Recent(Generic[Key, Item]):
    """Items by key; one that nobody asks for between two turns is forgotten."""

    def __init__(self) -> None:
        self._lately: dict[Key, Item] = {}
        self._before: dict[Key, Item] = {}

    def __len__(self) -> int:
        return len(self._lately.keys() | self._before.keys())

    def __contains__(self, key: Key) -> bool:
        return key in self._lately or key in self._before

    def __setitem__(self, key: Key, item: Item) -> None:
        self._lately[key] = item

    def get(self, key: Key) -> Item | None:
        """What is kept under a key, which has been asked for now."""
        if (item := self._lately.get(key)) is None and (item := self._before.get(key)) is not None:
            self._lately[key] = item
        return item

    def turn(self) -> None:
        """Forget what was not asked for since the last turn."""
        self._before, self._lately = self._lately, {}
