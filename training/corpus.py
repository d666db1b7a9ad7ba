"""Read the corpora of `../shared/data` as texts to learn from, to calibrate on or to look at."""

from __future__ import annotations

import json
import lzma
import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PLAN = tomllib.loads((Path(__file__).parent / "sources.toml").read_text(encoding="utf-8"))
FOLDS = 6


@dataclass(frozen=True, slots=True)
class Origin:
    """What a corpus tells of where a text comes from; None where it does not."""

    genre: str | None = None
    generator: str | None = None
    year: int | None = None
    native: bool | None = None
    """Whether its writer grew up with its language."""
    attack: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """One row of a corpus. `home` is the source whose topics it shares: of a mirrored text, its pair's."""

    id: str
    text: str
    label: str
    source: str
    home: str
    group: str
    pair: str | None
    mode: str | None
    lang: str
    origin: Origin = Origin()


def read_role(data: Path, role: str, without: Sequence[str] = ()) -> list[Text]:
    """Every text of a folder, sources in order of name, but for those that `sources.toml` leaves out.

    `without` are patterns of licences to leave out too, and what machines wrote from such texts.
    """
    files = sorted((data / role).glob("*.jsonl.xz"))
    texts = (text for file in files for text in read_source(file))
    return [
        text for text in texts if not _is_under(text.source, without) and not _is_under(text.home, without)
    ]


def read_source(file: Path) -> Iterator[Text]:
    """The rows of one source."""
    source = file.name.removesuffix(".jsonl.xz")
    if source in PLAN["left_out"]:
        return
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield _text(json.loads(line), source)


def _is_under(source: str, licences: Sequence[str]) -> bool:
    """Whether any of the licences that a source may be had under fits any of these patterns, in any case."""
    told = PLAN["sources"].get(source, {}).get("licence", "none stated").lower()
    names = (told, *re.split("/|, ", told))
    return any(fnmatchcase(name, licence.lower()) for name in names for licence in licences)


def _text(row: dict[str, Any], source: str) -> Text:
    pair = row.get("pair")
    home = source
    if source in PLAN["mirrors"] and pair:
        prefix = pair.split(":")[0].split("/")[0]
        home = PLAN["pairs"].get(prefix, prefix)
    return Text(
        row["id"],
        row["text"],
        "mixed" if row.get("attack") == "polish" else row["label"],
        source,
        home,
        str(row.get("group") or pair or row["id"]),
        pair,
        row.get("mode"),
        row.get("lang", "en"),
        _origin(row, source),
    )


def _origin(row: dict[str, Any], source: str) -> Origin:
    is_human = row["label"] == "human"
    native, year = row.get("native"), row.get("year")
    if native is None and is_human:
        native = PLAN["native"].get(source)
    if year is None and not is_human:
        year = PLAN["years"].get(source)
    return Origin(
        row.get("domain"),
        None if is_human else row.get("generator"),
        year,
        False if native == "non-native" else native,  # one corpus spells it so
        row.get("attack"),
    )
