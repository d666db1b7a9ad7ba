"""The patterns that ship with ailabel, and those a user adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.disclosure.compact import read_json
from ailabel.disclosure.matching import Patterns

if TYPE_CHECKING:
    from pathlib import Path


def load_patterns(extra: Path | None = None) -> Patterns:
    """Every shipped pattern, then those of `extra`, a TOML file of the same form under the same laws.

    Raises:
        PatternError: a row of `extra` breaks a law; names the file and the pattern.
    """
    patterns = read_json()
    if extra is None:
        return patterns
    from ailabel.disclosure.catalogue import read_toml
    from ailabel.disclosure.laws import check

    rows, lexicons = read_toml(extra, dict(patterns.lexicons))
    together = Patterns.of((*patterns, *rows), lexicons, own=frozenset(row.id for row in rows))
    check(together, rows, extra)
    return together
