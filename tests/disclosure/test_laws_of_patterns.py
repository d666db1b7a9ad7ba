"""The laws reject what breaks them, and say what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ailabel.disclosure.laws import LAWS, check, is_unbounded
from ailabel.disclosure.matching import Patterns
from ailabel.errors import PatternError

if TYPE_CHECKING:
    from ailabel.disclosure import Pattern

FILE = Path("mine.toml")


@pytest.fixture
def sound(written: Patterns) -> Pattern:
    return next(pattern for pattern in written if pattern.id == "en-is-ai-made")


def complaint(pattern: Pattern, written: Patterns) -> str:
    """What the laws say of a pattern that stands alone with its language's words."""
    with pytest.raises(PatternError) as caught:
        check(Patterns.of((pattern,), written.lexicons), (pattern,), FILE)
    return str(caught.value)


def test_sound_pattern_passes(sound: Pattern, written: Patterns) -> None:
    check(Patterns.of((sound,), written.lexicons), (sound,), FILE)

    assert all(law(sound, written) == "" for law in LAWS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"family": "gossip"}, "family 'gossip' is unknown; there is: publisher-disclosure"),
        ({"strength": "total"}, "strength 'total' is unknown"),
        ({"strength": "none"}, "strength 'none' is unknown; there is: full, partial, weak"),
        ({"scope": "sky"}, "scope 'sky' is unknown"),
        ({"place": "nowhere"}, "place 'nowhere' is unknown"),
        ({"view": "upside-down"}, "view 'upside-down' is unknown"),
        ({"source": ""}, "source is empty"),
        ({"matches": ("This text is AI-generated.",)}, "needs at least 3 matches and 3 ignores"),
        ({"ignores": ()}, "needs at least 3 matches and 3 ignores"),
        (
            {"matches": ("This text is AI-generated.",) * 3},
            "needs at least 3 matches and 3 ignores, no two alike",
        ),
        (
            {"ignores": ("This text is about AI.",) * 3},
            "needs at least 3 matches and 3 ignores, no two alike",
        ),
        ({"regex": "(", "cue": "", "needs": (), "lead": ""}, "does not compile"),
        ({"regex": r"(?:\pL{0,90} ){0,9}{AI}"}, "steps of 90000; name fewer fragments"),
        ({"regex": "(This) was", "cue": "", "needs": (), "lead": ""}, "capturing group"),
        ({"regex": "made by AI|", "cue": "", "needs": (), "lead": ""}, "matches where nothing stands"),
        ({"regex": r"made by AI|\b", "cue": "", "needs": (), "lead": ""}, "matches where nothing stands"),
        ({"regex": r"made by AI|\b\z", "cue": "", "needs": (), "lead": ""}, "matches where nothing stands"),
        ({"regex": r"made by AI|\A\b", "cue": "", "needs": (), "lead": ""}, "matches where nothing stands"),
        ({"regex": r"made by AI|\A\z", "cue": "", "needs": (), "lead": ""}, "matches where nothing stands"),
        (
            {"regex": r"made by AI|\pL{0,3}\b", "cue": "", "needs": (), "lead": ""},
            "matches where nothing stands",
        ),
        ({"regex": "made by AI| {1,3}", "cue": "", "needs": (), "lead": ""}, "matches where nothing stands"),
        ({"regex": r"[\pL ]{0,40}by", "cue": "", "needs": (), "lead": ""}, "name a cue"),
        ({"regex": "This .* AI", "cue": "", "needs": (), "lead": ""}, "no bound"),
        ({"matches": ("Rain.", "Sun.", "Snow.")}, "should match and does not: 'Rain.'"),
        ({"ignores": ("This text is AI-generated.", "Sun.", "Snow.")}, "should not match and does"),
    ],
)
def test_breach_is_named_with_its_file_and_pattern(
    sound: Pattern, written: Patterns, change: dict[str, Any], words: str
) -> None:
    said = complaint(replace(sound, **change), written)

    assert said.startswith("mine.toml: en-is-ai-made: ")
    assert words in said


def test_cue_that_does_not_compile_is_named(sound: Pattern, written: Patterns) -> None:
    english = written.lexicons["en"]
    lexicons = {**written.lexicons, "en": replace(english, cues={**english.cues, "AI": "(?:AI"})}
    pattern = replace(sound, regex="This was made by AI", cue="AI", needs=(), lead="")

    with pytest.raises(PatternError, match="en-is-ai-made: its cue does not compile"):
        check(Patterns.of((pattern,), lexicons), (pattern,), FILE)


def test_id_that_is_taken_is_refused(sound: Pattern, written: Patterns) -> None:
    with pytest.raises(PatternError, match="the id is taken"):
        check(Patterns.of((sound, sound), written.lexicons), (sound,), FILE)


@pytest.mark.parametrize("regex", ["a*", "a+b", "(?:ab){2,}", "[a-z]*", r"\*+"])
def test_quantifier_without_upper_limit_is_unbounded(regex: str) -> None:
    assert is_unbounded(regex)


@pytest.mark.parametrize("regex", [r"a\*", "[*+]", "a{0,9}", "a?", r"\+\{2,\}", r"[\]+]"])
def test_limited_or_escaped_quantifier_is_bounded(regex: str) -> None:
    assert not is_unbounded(regex)
