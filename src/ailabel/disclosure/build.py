"""Write languages/patterns.json anew from languages/*/patterns.toml: `python -m ailabel.disclosure.build`."""

from __future__ import annotations

import sys

from ailabel.disclosure.catalogue import read_all_toml, toml_files
from ailabel.disclosure.compact import COMPACT, to_json
from ailabel.disclosure.laws import check
from ailabel.disclosure.matching import Patterns
from ailabel.errors import PatternError


def main() -> int:
    """0 when every pattern keeps the laws, 1 with the first breach on stderr."""
    try:
        rows, lexicons = read_all_toml()
        patterns = Patterns.of(rows, lexicons)
        for path in toml_files():
            check(patterns, tuple(row for row in rows if row.language == path.parent.name), path)
    except PatternError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    COMPACT.write_text(to_json(patterns), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
