"""Every shipped pattern keeps the laws."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure.build import NOUNS, ROLES, check_glossaries, check_words
from ailabel.disclosure.catalogue import read_all_toml, toml_files
from ailabel.disclosure.laws import LAWS
from ailabel.disclosure.pattern import FAMILIES
from ailabel.disclosure.pattern import ROLES as WORD_ROLES
from ailabel.errors import PatternError
from benchmarks.disclosures import WRITTEN, judge, read_records

if TYPE_CHECKING:
    from ailabel.disclosure import Patterns

TALK = ("bystanders-open", "bystanders-held-out", "pages-open", "pages-held-out")  # of other texts by AI
MAX_CALLED = 0.03  # of pages that only talk; 0.024 are (benchmarks/disclosures.json)
ROWS, LEXICONS = read_all_toml()


@pytest.mark.parametrize("language", LEXICONS)
def test_every_pattern_keeps_every_law(language: str, written: Patterns) -> None:
    rows = [pattern for pattern in ROWS if pattern.language == language]
    said = {(pattern.id, law.__name__): law(pattern, written) for pattern in rows for law in LAWS}

    assert rows
    assert {place: complaint for place, complaint in said.items() if complaint} == {}


def test_every_id_is_taken_once() -> None:
    counts = Counter(pattern.id for pattern in ROWS)

    assert [name for name, count in counts.items() if count > 1] == []


def test_id_begins_with_its_language() -> None:
    assert [pattern.id for pattern in ROWS if not pattern.id.startswith(f"{pattern.language}-")] == []


def test_every_language_of_the_folder_is_read() -> None:
    assert {path.parent.name for path in toml_files()} == set(LEXICONS)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_a_pattern_or_comes_from_a_scope(family: str) -> None:
    from_scope = {"summary-notice", "title-notice", "voice-notice", "image-notice", "video-notice"}

    assert family in from_scope | {pattern.family for pattern in ROWS}


@pytest.mark.parametrize("language", [language for language in LEXICONS if language != "any"])
@pytest.mark.parametrize("role", ROLES)
def test_every_language_has_words_for_every_role(language: str, role: str) -> None:
    assert LEXICONS[language].words.get(role)


@pytest.mark.parametrize("language", [language for language in LEXICONS if language != "any"])
def test_every_language_tells_texts_from_images(language: str) -> None:
    assert {*NOUNS} <= LEXICONS[language].nouns.keys()


def test_language_that_lacks_words_is_told_which() -> None:
    german = LEXICONS["de"]

    with pytest.raises(PatternError, match=r"de.patterns\.toml: \[words\] lacks hedge, and; every language"):
        check_words(replace(german, words={**german.words, "hedge": (), "and": ()}))
    with pytest.raises(PatternError, match=r"\[nouns\] lacks code; every language has them"):
        check_words(replace(german, nouns={**german.nouns, "code": ()}))


def test_glossary_with_a_concept_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "eo").mkdir()
    (tmp_path / "concepts.txt").write_text("# all\nwrite: to write\n", "utf-8")
    (tmp_path / "eo" / "glossary.txt").write_text("write: skribi\nblarg: foo\n", "utf-8")

    with pytest.raises(PatternError, match=r"glossary\.txt: no concept 'blarg'; concepts\.txt lists"):
        check_glossaries(tmp_path)
    check_glossaries()


@pytest.mark.parametrize("role", sorted(WORD_ROLES))
def test_role_of_words_is_in_the_docs(role: str) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "patterns.md"

    assert f"`{role}`" in page.read_text(encoding="utf-8")


def test_pages_that_tell_of_other_texts_are_hardly_ever_called(patterns: Patterns) -> None:
    records = [record for name in TALK for record in read_records(WRITTEN / f"{name}.jsonl")]
    judged = [judge(record, patterns) for record in records if record["kind"] == "negative"]

    assert len(judged) > 1_000
    assert sum(row.called for row in judged) <= MAX_CALLED * len(judged)
