"""Read patterns from TOML, where people write them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import re2

from ailabel.disclosure.grammar import Phrases
from ailabel.disclosure.pattern import ANY, ROLES, Lexicon, Pattern
from ailabel.disclosure.regex import expand, leading_name, names_in, options, required_names
from ailabel.disclosure.setting import plain
from ailabel.disclosure.stated import STATES
from ailabel.errors import PatternError
from ailabel.lazy import regex as lazily
from ailabel.result import Scope
from ailabel.writing import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = Path(__file__).resolve().parent.parent / "languages"
SCOPES = frozenset(get_args(Scope))
TOLD = 80  # characters of what re2 says
# Escapes, and classes that are closed.
_WHOLE = lazily(r"\\.|\[\^?+\]?+(?:\\.|\[:\w++:\]|[^\]\\])*+\]", re.DOTALL)
ENDING = r"[\pL\pM]{0,8}"  # what a stem may go on with

Rows = tuple[tuple[Pattern, ...], dict[str, Lexicon]]


def toml_files(folder: Path = LANGUAGES) -> tuple[Path, ...]:
    """Every language's patterns.toml, `any` first: its fragments and tools are there for all."""
    found = sorted(folder.glob("*/patterns.toml"))
    return tuple(sorted(found, key=lambda path: path.parent.name != ANY))


def read_toml(path: Path, known: dict[str, Lexicon]) -> Rows:
    """Patterns of one file with their examples; `known` holds the lexicons that its fragments may lean on.

    Raises:
        PatternError: the file cannot be read, is no TOML, has no row, or one that lacks a field or has one
            too many.
    """
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PatternError(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise PatternError(f"{path}: cannot be read as TOML: {error}") from error
    except ValueError:  # a NUL in the name
        raise PatternError(f"{path}: cannot be read: no file can have this name") from None
    _check_shape(data, path)
    language = data.get("language", ANY)
    lexicon = _lexicon(data, language, known, path)
    lexicons = {**known, language: lexicon}
    rows = tuple(_pattern(row, language, lexicon, path) for row in data.get("pattern", ()))
    if not rows:
        raise PatternError(f"{path}: holds no pattern; write one as [[pattern]]. See docs/patterns.md.")
    return rows, lexicons


def read_all_toml(folder: Path = LANGUAGES) -> Rows:
    """Patterns and lexicons of every language."""
    patterns: tuple[Pattern, ...] = ()
    lexicons: dict[str, Lexicon] = {}
    for path in toml_files(folder):
        rows, lexicons = read_toml(path, lexicons)
        patterns += rows
    return patterns, lexicons


_SHAPE: dict[str, type] = {
    **dict.fromkeys(("language", "head", "mark"), str),
    "spaced": bool,
    **dict.fromkeys(
        ("cues", "fragments", "words", "nouns", "tools", "verbs", "classes", "kinds", "phrases"), dict
    ),
    "pattern": list,
}
_KINDS = {str: "a string", bool: "true or false", dict: "a table", list: "an array of tables"}
HEADS = ("first", "last")


def _check_shape(data: dict[str, Any], path: Path) -> None:
    """Every key is known and holds what it should.

    Raises: PatternError, which says what there is, or what is expected.
    """
    unknown = sorted(data.keys() - _SHAPE.keys())
    if unknown:
        raise PatternError(f"{path}: no key {unknown[0]!r}; there is: {', '.join(_SHAPE)}")
    for key, value in data.items():
        if not isinstance(value, _SHAPE[key]):
            raise PatternError(f"{path}: {key}: must be {_KINDS[_SHAPE[key]]}")
    languages = [file.parent.name for file in toml_files()]
    if data.get("language", ANY) not in languages:
        raise PatternError(f"{path}: no language {data['language']!r}; there is: {', '.join(languages)}")
    if data.get("head", HEADS[0]) not in HEADS:
        raise PatternError(f"{path}: head: must be {' or '.join(HEADS)}")
    for place, row in enumerate(data.get("pattern", ()), start=1):
        if not isinstance(row, dict):
            raise PatternError(f"{path}: pattern {place}: must be a table, written [[pattern]]")
        _check_row(row, path)


_ROW_FIELDS = set(Pattern.__match_args__) - {"language", "needs"}
_OPTIONAL = {"regex", "clause", "view", "place", "speaker", "cue", "lead"}


def _check_row(row: dict[str, Any], path: Path) -> None:
    """Every field is known and holds what it should, and none is missing.

    Raises: PatternError, as `_check_shape`.
    """
    name = printable(str(row.get("id", "a pattern without id")))
    missing = sorted(_ROW_FIELDS - _OPTIONAL - row.keys())
    unknown = sorted(row.keys() - _ROW_FIELDS)
    if missing or unknown:
        there = ", ".join(sorted(_ROW_FIELDS))
        raise PatternError(f"{path}: {name}: missing {missing}, unknown {unknown}; there is: {there}")
    for field, value in row.items():
        is_list = field in {"matches", "ignores"}
        if not (_are_strings(value) if is_list else isinstance(value, str) and value):
            kind = "a list of strings" if is_list else "a string"
            raise PatternError(f"{path}: {name}: {field}: must be {kind}, and not empty")
    if ("regex" in row) == ("clause" in row):
        raise PatternError(f"{path}: {name}: must have a regex or a clause, and not both")


def _lexicon(data: dict[str, Any], language: str, known: dict[str, Lexicon], path: Path) -> Lexicon:
    """The file's own words beside those that its language has already, upon those of `any`.

    Raises:
        PatternError: a fragment or cue that the language has would mean something else.
    """
    own = known.get(language, Lexicon(language, {}, {}, {}, {}, {}, {}, {}, {}, {}))
    base = known.get(language) or known.get(ANY) or own
    spaced = data.get("spaced", own.spaced)
    unknown = sorted(data.get("words", {}).keys() - ROLES)
    if unknown:
        raise PatternError(
            f"{path}: [words] {unknown[0]}: no such role; there is: {', '.join(sorted(ROLES))}"
        )
    typed = _needles(_lists(data, "nouns", path), spaced=spaced)
    nouns = _beside(own.nouns, _as_read(typed))
    cues, fragments = (_strings(data, table, path) for table in ("cues", "fragments"))
    for name in [*cues, *fragments]:
        if name in own.named:
            raise PatternError(f"{path}: {name}: ailabel has a fragment of this name; give yours another")
        if not names_in("{" + name + "}"):
            raise PatternError(
                f"{path}: {name}: no name of a fragment; write two letters or more, in capitals"
            )
    if unknown := sorted(nouns.keys() - SCOPES):
        raise PatternError(
            f"{path}: [nouns] {unknown[0]}: no such scope; there is: {', '.join(sorted(SCOPES))}"
        )
    if empty := [name for name, regex in cues.items() if not regex]:
        raise PatternError(f"{path}: [cues] {empty[0]}: is empty")
    lexicon = Lexicon(
        language=language,
        cues={**base.cues, **cues},
        fragments={**base.fragments, **fragments, **_content(data, _beside(own.nouns, typed))},
        words=_beside(own.words, _as_read(_needles(_lists(data, "words", path), spaced=spaced))),
        nouns=nouns,
        tools=_beside(base.tools, _small(_lists(data, "tools", path))),
        verbs=_beside(own.verbs, _small(_lists(data, "verbs", path))),
        classes=_beside(own.classes, _small(_lists(data, "classes", path))),
        kinds=_beside(own.kinds, _small(_lists(data, "kinds", path))),
        phrases={**own.phrases, **_strings(data, "phrases", path)},
        spaced=spaced,
        head=data.get("head", own.head),
        mark="|".join(filter(None, (own.mark, data.get("mark", "")))),
    )
    _check_regexes(lexicon, [*cues, *fragments], path)
    _check_phrases(lexicon.phrases, path)
    return lexicon


def _beside(
    ours: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Lists with what more there is of each."""
    return {**ours, **{name: (*ours.get(name, ()), *words) for name, words in more.items()}}


def _check_regexes(lexicon: Lexicon, names: Iterable[str], path: Path) -> None:
    """Fragments and the mark compile, and no fragment names itself in the end; STATES names none at all."""
    if names_in(lexicon.fragments.get(STATES, "")):
        raise PatternError(f"{path}: {STATES}: names a fragment; spell it out, as it is read by itself")
    regexes = {name: "{" + name + "}" for name in names} | {"mark": lexicon.mark}
    for name, regex in regexes.items():
        try:
            re2.compile(expand(regex, lexicon.named), options())
        except re2.error as error:
            raise PatternError(f"{path}: {name}: does not compile: {fault(regex, error)}") from None
        except RecursionError:
            raise PatternError(f"{path}: {name}: names itself, or a fragment that does") from None
        except KeyError as error:
            known = ", ".join(sorted(lexicon.named))
            raise PatternError(f"{path}: {name}: no fragment {error}; there is: {known}") from None


def fault(regex: str, error: re2.error) -> str:
    """That a class is open, for re2 tells what it stumbles over within it; or else what re2 says."""
    return "a class, opened by [, is not closed by ]" if "[" in _WHOLE.sub("", regex) else told(error)


def told(error: re2.error) -> str:
    """What re2 says of a regex, which may be long once its fragments are spelt out."""
    said = error.args[0] if error.args else ""
    text = (said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)).replace("(?i)", "")
    return text if len(text) <= TOLD else f"{text[:TOLD]} ..."


def _check_phrases(phrases: Mapping[str, str], path: Path) -> None:
    """Phrases can be read, and none names itself in the end."""
    known = Phrases(phrases)
    for name in phrases:
        try:
            known.part(name)
        except ValueError as error:
            raise PatternError(f"{path}: [phrases] {name}: {error}") from None
        except RecursionError:
            raise PatternError(f"{path}: [phrases] {name}: names itself, or a phrase that does") from None


def _needles(tables: dict[str, tuple[str, ...]], *, spaced: bool) -> dict[str, tuple[str, ...]]:
    """Words as they are looked for in plain text: between spaces, or after one where "stem*" may go on."""
    if not spaced:
        return tables
    return {
        name: tuple(f" {word[:-1]}" if word.endswith("*") else f" {word} " for word in words)
        for name, words in tables.items()
    }


def _as_read(tables: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Words as plain text holds them, without capitals and marks, each once."""
    return {name: tuple(dict.fromkeys(map(plain, words))) for name, words in tables.items()}


def _small(tables: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Words as they are looked for where marks count and capitals do not."""
    return {name: tuple(map(str.lower, words)) for name, words in tables.items()}


def _strings(data: dict[str, Any], table: str, path: Path) -> dict[str, str]:
    """A table of names and regexes."""
    rows: dict[str, Any] = data.get(table, {})
    wrong = [name for name, value in rows.items() if not isinstance(value, str)]
    if wrong:
        raise PatternError(f"{path}: [{table}] {wrong[0]}: must be a string")
    return rows


def _lists(data: dict[str, Any], table: str, path: Path) -> dict[str, tuple[str, ...]]:
    """A table of names and lists of words."""
    rows: dict[str, Any] = data.get(table, {})
    for name, words in rows.items():
        if not _are_strings(words):
            raise PatternError(f"{path}: [{table}] {name}: must be a list of strings, none of them empty")
    return {name: tuple(value) for name, value in rows.items()}


def _are_strings(value: Any) -> bool:  # noqa: ANN401  TOML may hold anything
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)


def _content(data: dict[str, Any], nouns: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """{CONTENT}, any of the nouns, where a regex of the file names it."""
    regexes = [row.get("regex", "") for row in data.get("pattern", ())]
    every = tuple(word for words in nouns.values() for word in words)
    return {"CONTENT": _any_of(every)} if any("{CONTENT}" in regex for regex in regexes) else {}


def _any_of(needles: tuple[str, ...]) -> str:
    """A regex for a list of nouns; what stems may end in is spelt once: it takes a thousand steps of re2."""
    stems = dict.fromkeys(needle.strip() for needle in needles if _is_stem(needle))
    words = dict.fromkeys(needle.strip() for needle in needles if not _is_stem(needle))
    endless = [f"(?:{'|'.join(stems)}){ENDING}"] if stems else []
    return "(?:" + "|".join((*endless, *words)) + ")"


def _is_stem(needle: str) -> bool:
    return needle[0] == " " != needle[-1]


def _pattern(row: dict[str, Any], language: str, lexicon: Lexicon, path: Path) -> Pattern:
    name = printable(row["id"])
    if "clause" in row:
        return _clause(row, language, lexicon, path)
    try:
        needs = required_names(row["regex"], lexicon.named, lexicon.cues)
    except KeyError as error:
        raise PatternError(
            f"{path}: {name}: no fragment {error}; there is: {', '.join(sorted(lexicon.named))}"
        ) from error
    cue = row.get("cue") or next((need for need in needs if need in lexicon.cues), "")
    if cue and cue not in lexicon.cues:
        raise PatternError(f"{path}: {name}: no cue {cue!r}; there is: {', '.join(sorted(lexicon.cues))}")
    lead = row.get("lead") or leading_name(row["regex"])
    if lead and lead not in lexicon.named:
        known = ", ".join(sorted(lexicon.named))
        raise PatternError(f"{path}: {name}: no fragment {lead!r} to lead with; there is: {known}")
    if row.get("place") == "notice":  # it is looked for where a notice begins, and nowhere else
        needs = tuple(need for need in needs if need == cue or need != lead)
    lists = {key: tuple(row[key]) for key in ("matches", "ignores")}
    return Pattern(**{**row, **lists, "cue": cue, "lead": lead}, language=language, needs=needs)


def _clause(row: dict[str, Any], language: str, lexicon: Lexicon, path: Path) -> Pattern:
    """A pattern that is a production; its cue stands in every sentence that it reads, if it reads any."""
    lists = {key: tuple(row[key]) for key in ("matches", "ignores")}
    pattern = Pattern(**{**row, **lists}, language=language)
    if (pattern.reads_sentences or pattern.cue) and pattern.cue not in lexicon.cues:
        known = ", ".join(sorted(lexicon.cues))
        raise PatternError(f"{path}: {printable(pattern.id)}: a clause needs a cue; there is: {known}")
    return pattern
