"""Names that are linked, as by a text that has both, are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def joined(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each name, and the earliest of all that links join it to.

    >>> joined([("a", "a"), ("b", "c"), ("d", "d"), ("c", "a")])
    {'a': 'a', 'b': 'a', 'c': 'a', 'd': 'd'}
    """
    over: dict[str, str] = {}
    places: dict[str, int] = {}
    for link in links:
        for name in link:
            over.setdefault(name, name)
            places.setdefault(name, len(places))
        first, later = sorted((_end(over, name) for name in link), key=places.__getitem__)
        over[later] = first
    return {name: _end(over, name) for name in over}


def _end(over: dict[str, str], name: str) -> str:
    while over[name] != name:
        over[name] = name = over[over[name]]
    return name
