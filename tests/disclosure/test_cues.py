"""A pattern is looked for only around its cue and where its lead stands: both stand in all it matches."""

from __future__ import annotations

from functools import cache
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest
import re2

from ailabel.disclosure.catalogue import toml_files
from ailabel.disclosure.regex import options
from tests.disclosure.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ailabel.disclosure import Pattern
    from ailabel.disclosure.matching import Patterns

TRIES = 120  # sentences of each pattern; three times as many found no more when this was written
LANGUAGES = [path.parent.name for path in toml_files()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_cue_stands_in_whatever_a_pattern_matches_and_lead_where_it_begins(
    language: str, written: Patterns
) -> None:
    compiled = cache(lambda regex: re2.compile(regex, options()))
    lost = []
    for pattern, found in matched(language, written):
        if pattern.cue and not compiled(written.clues.gate(pattern).regex).search(found):
            lost.append((pattern.id, pattern.cue, found))
        if pattern.lead and not compiled(written.clues.lead(pattern).regex).match(found):
            lost.append((pattern.id, pattern.lead, found))

    assert lost == []


def matched(language: str, written: Patterns) -> Iterator[tuple[Pattern, str]]:
    """What each pattern of the language matches in sentences made of its own regex."""
    for pattern in written:
        if pattern.language == language and pattern.regex:
            regex = re2.compile(written.clues.of(pattern).regex, options())  # not kept: all take gigabytes
            for sentence in islice(sentences(regex.pattern, Random(pattern.id)), TRIES):
                if match := regex.search(sentence):
                    yield pattern, match.group()
