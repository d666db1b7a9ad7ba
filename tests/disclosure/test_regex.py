from __future__ import annotations

import pytest
import re2

from ailabel.disclosure.catalogue import toml_files
from ailabel.disclosure.regex import (
    BREAK,
    UNFOLDED,
    any_of,
    expand,
    for_ascii,
    is_opening,
    leading_name,
    names_in,
    one_line,
    required_names,
)

FRAGMENTS = {"MADE": "(?:made|written)", "AI": "(?:AI|{TOOL})", "TOOL": "chatgpt", "GAP": "[a-z ]{0,9}"}


def test_fragments_are_put_in_and_spaces_are_breaks() -> None:
    assert (
        expand("{MADE} by {AI}", FRAGMENTS)
        == f"(?i)(?:(?:made|written)){BREAK}by{BREAK}(?:(?:AI|(?:chatgpt)))"
    )


def test_space_in_a_class_or_escaped_stays() -> None:
    assert expand(r"[a ]\ b", {}) == r"(?i)[a ]\ b"


def test_unknown_fragment_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        expand("{NOBODY}", FRAGMENTS)


def test_quantifier_is_no_fragment() -> None:
    assert names_in("a{2}b{1,3}{MADE}") == (("MADE", 10, 16),)


@pytest.mark.parametrize("mark", [r"\p", r"\P", r"a\\\p"])
def test_name_of_a_class_is_no_fragment(mark: str) -> None:
    regex = mark + "{Lu}"

    assert names_in(regex + "{MADE}") == (("MADE", len(regex), len(regex) + 6),)
    assert expand(regex, {}) == f"(?i){regex}"


def test_fragment_behind_the_letter_p_is_one() -> None:
    assert [names_in(f"{mark}{{AI}}")[0][0] for mark in ("p", "", r"\\p")] == ["AI", "AI", "AI"]


def test_lines_are_joined_by_a_space_save_before_a_bar() -> None:
    assert one_line("\n  a b\n  |c\n  d\n") == "a b|c d"


def test_required_fragments_are_those_in_every_match_cues_first() -> None:
    assert required_names("{MADE} by {GAP}{AI}(?: {TOOL})?", FRAGMENTS, {"AI": ""}) == ("AI", "MADE")


@pytest.mark.parametrize("regex", ["{MADE}|{AI}", "(?:{MADE})x", "{MADE}?x", "{MADE}{0,2}x"])
def test_fragment_that_may_be_missing_is_not_required(regex: str) -> None:
    assert required_names(regex, FRAGMENTS, {}) == ()


@pytest.mark.parametrize(
    ("regex", "name"),
    [
        (r"\b{MADE} by", "MADE"),
        ("{MADE} by", "MADE"),
        ("{MADE}? by", ""),
        ("by {MADE}", ""),
        ("{MADE} a|{AI} b", ""),
        ("{MADE} (?:a|b)", "MADE"),
    ],
)
def test_leading_fragment_opens_every_match(regex: str, name: str) -> None:
    assert leading_name(regex) == name


@pytest.mark.parametrize(
    ("regex", "opening"),
    [
        (r"\Asure", True),
        (r"\A(?:sure|great)", True),
        (r"(?:\A(?:sure|great))", True),
        (r"(?:\Asure|great)", False),
        (r"\Asure|great", False),
        (r"(?:\Asure)?great", False),
        (r"(?:\Asure)(?:\Agreat)", False),
        (r"sure", False),
        ("", False),
    ],
)
def test_opening_is_what_matches_nowhere_else(regex: str, opening: bool) -> None:
    assert is_opening(expand(regex, {})) is opening


def test_regex_for_ascii_has_one_character_for_all_others() -> None:
    assert for_ascii(
        r"(?i)é|[\x{2014}а-яa]|\x{41}\x{e9}\x{7f}[\x{0020}-\x{007e}\x{000000E9}]"
    ) == rb"(?i)\xff|[\xff\xff-\xffa]|\x{41}\xff\x{7f}[\x{0020}-\x{007e}\xff]".replace(rb"\xff", b"\xff")


@pytest.mark.parametrize("text", ["Weiß ich", "weiss  ich", "WEISS\nICH", "[Dein Name]", "İnsan"])
def test_literals_stand_for_what_folds_to_them(text: str) -> None:
    assert re2.search(any_of([*map(str.casefold, ("weiß ich", "İnsan"))], ["[Dein"]), text)


@pytest.mark.parametrize("text", ["weis ich", "weissich", "[dein Name]", "insan"])
def test_nothing_else_stands_for_literals(text: str) -> None:
    assert not re2.search(any_of([*map(str.casefold, ("weiß ich", "İnsan"))], ["[Dein"]), text)


def test_every_character_of_a_pattern_that_folds_to_several_is_known() -> None:
    written = set("".join(path.read_text(encoding="utf-8") for path in toml_files()))

    assert {char.casefold() for char in written if len(char.casefold()) > 1} <= UNFOLDED.keys()
