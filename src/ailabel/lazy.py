"""Compile a regex at its first use: one text needs few of them, and a start should pay for no others."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, once any of its methods is asked for.

    >>> regex("[a-z]+").findall("ab c")
    ['ab', 'c']
    """
    return cast("re.Pattern[AnyStr]", _Regex(source, flags))


class _Regex:
    """Stands in for a pattern; each method it was asked for is kept."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  a pattern has methods of any kind
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found
