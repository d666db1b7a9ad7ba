"""Read patterns: from TOML where people write them, from one compact JSON where a text is scored."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from ailabel.disclosure.pattern import Lexicon, Pattern
from ailabel.disclosure.regex import required_names
from ailabel.errors import PatternError

LANGUAGES = Path(__file__).resolve().parent.parent / "languages"
COMPACT = LANGUAGES / "patterns.json"
ANY = "any"

Rows = tuple[tuple[Pattern, ...], dict[str, Lexicon]]


def toml_files(folder: Path = LANGUAGES) -> tuple[Path, ...]:
    """Every language's patterns.toml, `any` first: its fragments and tools are there for all."""
    found = sorted(folder.glob("*/patterns.toml"))
    return tuple(sorted(found, key=lambda path: path.parent.name != ANY))


def read_toml(path: Path, known: dict[str, Lexicon]) -> Rows:
    """Patterns of one file with their examples; `known` holds the lexicons that its fragments may lean on.

    Raises:
        PatternError: the file is no TOML, or a row lacks a field or has one too many.
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PatternError(f"{path}: cannot be read as TOML: {error}") from error
    language = data.get("language", ANY)
    lexicon = _lexicon(data, language, known, path)
    lexicons = {**known, language: lexicon}
    rows = tuple(_pattern(row, language, lexicon, path) for row in data.get("pattern", ()))
    return rows, lexicons


def read_all_toml(folder: Path = LANGUAGES) -> Rows:
    """Patterns and lexicons of every language."""
    patterns: tuple[Pattern, ...] = ()
    lexicons: dict[str, Lexicon] = {}
    for path in toml_files(folder):
        rows, lexicons = read_toml(path, lexicons)
        patterns += rows
    return patterns, lexicons


def to_json(patterns: tuple[Pattern, ...], lexicons: dict[str, Lexicon]) -> str:
    """The compact form: no examples and no sources, what derives from them spelt out."""
    rows = [[getattr(pattern, name) for name in _COMPACT_FIELDS] for pattern in patterns]
    words = [[getattr(lexicon, field.name) for field in fields(Lexicon)] for lexicon in lexicons.values()]
    return json.dumps({"lexicons": words, "patterns": rows}, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_json(path: Path = COMPACT) -> Rows:
    """Patterns (without examples) and lexicons of the compact form."""
    data = json.loads(path.read_text(encoding="utf-8"))
    lexicons = {row[0]: Lexicon(*row) for row in data["lexicons"]}
    patterns = tuple(
        Pattern(
            **dict(zip(_COMPACT_FIELDS, row, strict=True)),
            matches=(),
            ignores=(),
            source="",
        )
        for row in data["patterns"]
    )
    return patterns, lexicons


_COMPACT_FIELDS = ("id", "family", "strength", "scope", "language", "regex", "view", "place", "cue", "needs")
_ROW_FIELDS = {field.name for field in fields(Pattern)} - {"language", "needs"}
_OPTIONAL = {"view", "place", "cue"}


def _lexicon(data: dict[str, Any], language: str, known: dict[str, Lexicon], path: Path) -> Lexicon:
    """The file's own words upon those its language has already, upon those of `any`."""
    base = known.get(language) or known.get(ANY) or Lexicon(language, {}, {}, {}, {}, {})
    own = known.get(language)
    tables = {
        name: {key: value if isinstance(value, str) else tuple(value) for key, value in data.get(name, {}).items()}
        for name in ("cues", "fragments", "words", "nouns", "tools")
    }
    fragments = {**base.fragments, **tables["fragments"], **tables["cues"]}
    nouns = {**(own.nouns if own else {}), **tables["nouns"]}
    if nouns:
        fragments |= {f"N_{scope.upper()}": _any_of(words) for scope, words in nouns.items()}
        fragments["CONTENT"] = _any_of(tuple(word for words in nouns.values() for word in words))
    try:
        return Lexicon(
            language=language,
            cues={**base.cues, **tables["cues"]},
            fragments=fragments,
            words={**(own.words if own else {}), **tables["words"]},
            nouns=nouns,
            tools={**base.tools, **tables["tools"]},
            spaced=data.get("spaced", own.spaced if own else True),
            head=data.get("head", own.head if own else "first"),
            ascii=data.get("ascii", own.ascii if own else True),
        )
    except (TypeError, AttributeError) as error:
        raise PatternError(f"{path}: {error}") from error


def _any_of(words: tuple[str, ...]) -> str:
    """A regex for a list of nouns; "stem*" takes what a noun may end in."""
    unique = dict.fromkeys(word.replace("*", r"[\pL\pM]{0,8}") for word in words)
    return "(?:" + "|".join(unique) + ")"


def _pattern(row: dict[str, Any], language: str, lexicon: Lexicon, path: Path) -> Pattern:
    name = row.get("id", "a pattern without id")
    missing = sorted(_ROW_FIELDS - _OPTIONAL - row.keys())
    unknown = sorted(row.keys() - _ROW_FIELDS)
    if missing or unknown:
        raise PatternError(f"{path}: {name}: missing {missing}, unknown {unknown}; there is: {sorted(_ROW_FIELDS)}")
    try:
        needs = required_names(row["regex"], lexicon.fragments, lexicon.cues)
    except KeyError as error:
        raise PatternError(
            f"{path}: {name}: no fragment {error}; there is: {', '.join(sorted(lexicon.fragments))}"
        ) from error
    cue = row.get("cue") or next((need for need in needs if need in lexicon.cues), "")
    if cue and cue not in lexicon.cues:
        raise PatternError(f"{path}: {name}: no cue {cue!r}; there is: {', '.join(sorted(lexicon.cues))}")
    lists = {key: tuple(row[key]) for key in ("matches", "ignores")}
    needs = tuple(need for need in needs if need != cue)
    return Pattern(**{**row, **lists, "cue": cue}, language=language, needs=needs)
