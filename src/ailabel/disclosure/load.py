"""The patterns that ship with ailabel, and those a user adds."""

from __future__ import annotations

from pathlib import Path

from ailabel.disclosure.compact import read_json
from ailabel.disclosure.matching import Patterns
from ailabel.errors import UsageError


def load_patterns(extra: Path | str | None = None) -> Patterns:
    """Every shipped pattern, then those of `extra`, a TOML file of the same form under the same laws.

    Raises:
        PatternError: the file cannot be read, or a row of it breaks a law; names the file and the pattern.
        UsageError: `extra` names no file.
    """
    if extra is not None and not isinstance(extra, (str, Path)):
        raise UsageError(f"extra is a {type(extra).__name__}; it is a TOML file of patterns, or None")
    patterns = read_json()
    if extra is None:
        return patterns
    from ailabel.disclosure.catalogue import read_toml
    from ailabel.disclosure.laws import check

    file = Path(extra)
    rows, lexicons = read_toml(file, dict(patterns.lexicons))
    together = Patterns.of((*patterns, *rows), lexicons, own=frozenset(row.id for row in rows))
    check(together, rows, file)
    return together
