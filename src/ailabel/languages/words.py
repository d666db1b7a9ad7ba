"""Word lists of every language; `words.json` is packed from the `words.toml` files, for a quick start.

`python -m ailabel.languages.words` packs it anew; a test holds the two equal.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ailabel.value import value

FOLDER = Path(__file__).parent
PACKED = FOLDER / "words.json"
STYLE_LISTS = ("grammar", "abbreviations")
SMALL = ("names", "before", "titled", "behind")  # the lists of a row of names of AI that are typed small


@value
class Words:
    """`function` words of each language, its `letters` (but a to z), and boilerplate.

    That are whole `lines`, and `openings` of short ones.

    Of English, the only language with a style model: `grammar`, the words that carry syntax and no topic, and
    `abbreviations`, without their stop; all in lower case. `small` has rows of names of AI typed
    small and of what stands beside them, in the lists SMALL.
    """

    function: dict[str, frozenset[str]]
    letters: dict[str, str]
    grammar: frozenset[str]
    abbreviations: frozenset[str]
    lines: frozenset[str]
    openings: tuple[str, ...]
    small: tuple[tuple[tuple[str, ...], ...], ...]


@cache
def read_words() -> Words:
    import json

    packed = json.loads(PACKED.read_bytes())
    function = {language: frozenset(words.split()) for language, words in packed["function"].items()}
    grammar, abbreviations = (frozenset(packed[name].split()) for name in STYLE_LISTS)
    small = tuple(tuple(tuple(words) for words in lists) for lists in packed["small"])
    openings = tuple(packed["openings"])
    letters, lines = packed["letters"], frozenset(packed["lines"])
    return Words(function, letters, grammar, abbreviations, lines, openings, small)


def packed_words() -> dict[str, Any]:
    """What `words.json` must hold."""
    import tomllib

    files = sorted(FOLDER.glob("*/words.toml"))
    tables = {file.parent.name: tomllib.loads(file.read_text("utf-8")) for file in files}
    boilerplate = [table["boilerplate"] for table in tables.values() if "boilerplate" in table]
    return {
        "function": {
            language: " ".join(table["function"].split())
            for language, table in tables.items()
            if "function" in table
        },
        "letters": {language: table["letters"] for language, table in tables.items() if "letters" in table},
        **{name: " ".join(tables["en"][name].split()) for name in STYLE_LISTS},
        "lines": [line for part in boilerplate for line in part["lines"]],
        "openings": [line for part in boilerplate for line in part["openings"]],
        "small": [
            [row.get(name, []) for name in SMALL]
            for table in tables.values()
            for row in table.get("small", [])
        ],
    }


def main() -> None:
    import json

    text = json.dumps(packed_words(), ensure_ascii=False, indent=0)
    PACKED.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
