"""Write languages/patterns.json anew from languages/*/patterns.toml: `python -m ailabel.disclosure.build`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ailabel.disclosure.catalogue import LANGUAGES, read_all_toml
from ailabel.disclosure.compact import COMPACT, to_json
from ailabel.disclosure.concepts import NAME, read_forms
from ailabel.disclosure.laws import check_shipped
from ailabel.disclosure.matching import Patterns
from ailabel.disclosure.pattern import ANY
from ailabel.errors import PatternError
from ailabel.writing import whole_file

if TYPE_CHECKING:
    from pathlib import Path

    from ailabel.disclosure.pattern import Lexicon

ROLES = ("negation", "hypothetical", "policy", "mention", "hedge", "reviewed", "assist", "generate", "and")
"""Those without which a language would take for a verdict what denies, supposes or rules."""
NOUNS = ("text", "summary", "translation", "image", "code")


def check_words(lexicon: Lexicon) -> None:
    """Raises: PatternError where a language lacks words that all have."""
    place = LANGUAGES / lexicon.language / "patterns.toml"
    for table, wanted, there in (("words", ROLES, lexicon.words), ("nouns", NOUNS, lexicon.nouns)):
        if missing := [name for name in wanted if not there.get(name)]:
            raise PatternError(f"{place}: [{table}] lacks {', '.join(missing)}; every language has them")


def check_glossaries(folder: Path = LANGUAGES) -> None:
    """Raises: PatternError for what is no concept."""
    listed = (folder / "concepts.txt").read_text("utf-8").splitlines()
    known = {line.partition(":")[0] for line in listed if not line.startswith("#")}
    for file in sorted(folder.glob(f"*/{NAME}")):
        if unknown := sorted({*read_forms(file.read_text("utf-8")).values()} - known):
            raise PatternError(f"{file}: no concept {unknown[0]!r}; concepts.txt lists what there is")


def main() -> int:
    """0 when every pattern and language keeps the laws, 1 with the first breach on stderr."""
    try:
        rows, lexicons = read_all_toml()
        for language in sorted(lexicons.keys() - {ANY}):
            check_words(lexicons[language])
        check_glossaries()
        patterns = Patterns.of(rows, lexicons)
        check_shipped(patterns)
    except PatternError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    with whole_file(COMPACT) as out:  # processes that have the old one mapped keep it
        out.write(to_json(patterns))
    return 0


if __name__ == "__main__":
    sys.exit(main())
