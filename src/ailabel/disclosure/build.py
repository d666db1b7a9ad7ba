"""Write languages/patterns.json anew from languages/*/patterns.toml: `python -m ailabel.disclosure.build`."""

from __future__ import annotations

import sys

from ailabel.disclosure.catalogue import read_all_toml
from ailabel.disclosure.compact import COMPACT, to_json
from ailabel.disclosure.laws import check_shipped
from ailabel.disclosure.matching import Patterns
from ailabel.errors import PatternError
from ailabel.writing import whole_file


def main() -> int:
    """0 when every pattern keeps the laws, 1 with the first breach on stderr."""
    try:
        patterns = Patterns.of(*read_all_toml())
        check_shipped(patterns)
    except PatternError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    with whole_file(COMPACT) as out:  # processes that have the old one mapped keep it
        out.write(to_json(patterns))
    return 0


if __name__ == "__main__":
    sys.exit(main())
