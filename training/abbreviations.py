"""Learn the abbreviations of English from people's texts, with nltk's Punkt trainer.

`python -m training.abbreviations --data ../shared/data` writes them into languages/en/words.toml; then
`python -m ailabel.languages.words` packs them.
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from nltk.tokenize.punkt import PunktTrainer

from ailabel.characters import fold_text
from ailabel.languages.words import FOLDER
from training.corpus import Text, read_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WORDS = FOLDER / "en" / "words.toml"
TEXTS_A_SOURCE = 400
MIN_SOURCES = 2  # in which Punkt takes it for one: a source's own habit is none of the language's
MIN_COUNT = 3  # times that a capital or a digit comes after it; elsewhere a stop ends nothing anyway
MAX_STARTS = 0.55  # of those that are a sentence's, as "The" is, and not a name's
MAX_LETTERS = 4  # and stops inside it
# Of the kinds that are learnt (titles, months, references), but too rare in the corpora to be.
RARE = frozenset(
    """
    apr approx aug ca capt cf cmdr col cpl eds eqs fig figs ft gen gov hon jan lt maj messrs mlle mme nov pres
    prof rep rev sept sgt v viz vols
    """.split()  # noqa: SIM905  a list of words
)
_FOLLOWED = re.compile(r"(?<![\w'.-])((?:[A-Za-z]\.)*[A-Za-z]{1,12})\. +[\"'(]?([A-Z0-9][a-z']*)")
_WORD = re.compile(r"[A-Za-z]+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    sources = sample(read_role(parser.parse_args().data, "train"))
    found = sorted(RARE | kept(learnt(sources), [text for texts in sources for text in texts]))
    WORDS.write_text(with_list(WORDS.read_text("utf-8"), found), "utf-8")
    print(f"{len(found)} abbreviations from {len(sources)} sources: {' '.join(found)}")


def sample(texts: Iterable[Text]) -> list[list[str]]:
    """Texts of people who write English, a list for each source."""
    sources: dict[str, list[str]] = {}
    for text in texts:
        if text.label == "human" and text.lang == "en":
            sources.setdefault(text.source, []).append(fold_text(text.text))
    chosen = random.Random(0)
    return [chosen.sample(rows, min(len(rows), TEXTS_A_SOURCE)) for rows in sources.values()]


def learnt(sources: Sequence[Sequence[str]]) -> set[str]:
    """What Punkt takes for abbreviations (Kiss and Strunk 2006) in several sources, in lower case.

    It learns each source alone: where some write "Mr." and others "Mr", it would take neither for one.
    """
    counts: Counter[str] = Counter()
    for texts in sources:
        trainer = PunktTrainer("\n".join(texts))
        counts.update(trainer.get_params().abbrev_types)
    return {word for word, count in counts.items() if count >= MIN_SOURCES}


def kept(candidates: set[str], texts: Sequence[str]) -> set[str]:
    """Of the candidates those after which a capital is mostly a name's; of "e.g" its last letter, "g".

    "etc." is an abbreviation, yet where a capital follows it, a sentence begins: such are left out. So are
    lone capitals: every one of them is taken for an initial anyway.
    """
    words = Counter(word for text in texts for word in _WORD.findall(text))
    followed: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    for word, after in (pair for text in texts for pair in _FOLLOWED.findall(text)):
        last = word.rpartition(".")[2]
        if word.lower() in candidates and not (len(last) == 1 and last.isupper()):
            followed[word.lower()] += 1
            starts[word.lower()] += words[after.lower()] > words[after]
    return {
        word.rpartition(".")[2]
        for word, count in followed.items()
        if count >= MIN_COUNT and starts[word] <= MAX_STARTS * count and len(word) <= MAX_LETTERS
    }


def with_list(toml: str, abbreviations: Sequence[str]) -> str:
    """The file with its list replaced."""
    lines = textwrap.fill(" ".join(abbreviations), 110)
    return re.sub(r'(?<=^abbreviations = """\n)[^"]*', f"{lines}\n", toml, flags=re.MULTILINE)


if __name__ == "__main__":
    main()
