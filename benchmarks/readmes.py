"""How often real READMEs of packages that talk of AI are taken to disclose something, which few of them do.

`python -m benchmarks.readmes FILE --index ADDRESS` fetches those that readmes.jsonl lists, each the release
listed, from a package index that serves ADDRESS/NAME/VERSION/json; without --index it reads what it fetched
before. Then it writes readmes.json. No text is in the project: the list has names, releases, licences, and
which stretches language models that saw no pattern judged to tell something. Half A is learnt from
(`training.telling`), half B only measured; whoever writes patterns reads none of it, but saw some of the
hits in a fifth of all READMEs before they were halved. C came later: of 12,811 more those in which something
reads like a disclosure; what is learnt of English learns from them as well.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen
from zlib import crc32

from ailabel.disclosure import discloses, load_patterns
from ailabel.writing import whole_file
from benchmarks.disclosures import accuses, evidence, overlapping, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.result import Span

LIST = Path(__file__).resolve().parent / "readmes.jsonl"
OUT = LIST.with_suffix(".json")
LEARNT, MEASURED, MORE = "A", "B", "C"  # halves, and what came later
AT_ONCE = 8  # requests
WAIT = 60  # seconds for one
TELLS = ("disclosure", "denial")
"""What a stretch may tell of its README; others are "residue", "elsewhere" (of other texts) or "unclear"."""
TRUE = frozenset({TELLS[0], "residue"})


@dataclass(frozen=True, slots=True)
class Readme:
    """A README, its half, and what stretches of it tell, as (start, end, what)."""

    name: str
    half: str
    text: str
    told: tuple[tuple[int, int, str], ...]


def read_readmes(file: Path, half: str) -> Iterator[Readme]:
    """Those of one half whose text was fetched into `file`; ValueError where that is another text."""
    with file.open(encoding="utf-8") as lines:
        texts = {row["name"]: row["text"] for row in map(json.loads, lines)}
    for row in listed():
        if row["half"] == half and row["name"] in texts:
            text = texts[row["name"]]
            if _check(text) != row["crc32"]:
                raise ValueError(f"{file}: {row['name']} is not the text of {row['version']}; fetch it again")
            yield Readme(row["name"], half, text, tuple(map(tuple, row["told"])))


def listed() -> list[dict[str, Any]]:
    with LIST.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _check(text: str) -> int:
    return crc32(text.encode("utf-8", "replace"))


def fetch(file: Path, index: str) -> Sequence[str]:
    """Write the texts of all that are listed; the names of those that can't be had."""
    rows, missing = listed(), []
    with ThreadPoolExecutor(AT_ONCE) as pool, whole_file(file) as out:
        for row, text in zip(rows, pool.map(lambda row: _fetched(row, index), rows), strict=True):
            if text is None:
                missing.append(row["name"])
            else:
                out.write(json.dumps({"name": row["name"], "text": text}, ensure_ascii=False) + "\n")
    return missing


def _fetched(row: dict[str, Any], index: str) -> str | None:
    try:
        address = f"{index.rstrip('/')}/{row['name']}/{row['version']}/json"
        with urlopen(address, timeout=WAIT) as answer:  # noqa: S310  whoever calls names the index
            text = json.load(answer)["info"]["description"]
    except (OSError, ValueError, KeyError):
        return None
    return text if text and _check(text) == row["crc32"] else None


def measure(readmes: Iterable[Readme]) -> dict[str, Any]:
    """READMEs by what is found in them; a hit is false where it overlaps nothing that was judged to tell."""
    patterns = load_patterns()
    judged = [(readme, evidence(readme.text, patterns)) for readme in readmes]
    golds = [(gold, spans) for readme, spans in judged for gold in readme.told if gold[2] == TELLS[0]]
    called = [readme for readme, spans in judged if discloses(spans)]
    return {
        "documents": len(judged),
        "disclosures": len(golds),
        "found": share(
            sum(any(map(accuses, overlapping(*gold[:2], spans))) for gold, spans in golds), len(golds)
        ),
        "false_hits": [
            readme.name for readme, spans in judged if any(_is_false(readme, span) for span in spans)
        ],
        "called": len(called),
        "called_falsely": [
            readme.name for readme in called if TRUE.isdisjoint(what for *_, what in readme.told)
        ],
    }


def _is_false(readme: Readme, span: Span) -> bool:
    return accuses(span) and not any(overlapping(start, end, [span]) for start, end, _ in readme.told)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readmes", description=__doc__)
    parser.add_argument("file", type=Path, help="where the texts are, or are written, as JSON Lines")
    parser.add_argument("--index", help="fetch them: address of a package index, up to the names")
    asked = parser.parse_args()
    if asked.index and (missing := fetch(asked.file, asked.index)):
        sys.exit(f"{len(missing)} of {len(listed())} could not be had: {', '.join(missing)}")
    measured = measure(read_readmes(asked.file, MEASURED))
    OUT.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
