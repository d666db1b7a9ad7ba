"""`ailabel patterns` at a prompt."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from ailabel.cli import run
from ailabel.disclosure import load_patterns
from tests.house import MINE

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "fixtures" / "articles" / "01-council-library-hours.txt"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(MINE, encoding="utf-8")
    return file


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The lines on stdout of a command that ends well and says nothing on stderr."""
    code = run(["patterns", *arguments])
    output = capsys.readouterr()
    assert (code, output.err) == (0, "")
    return output.out.splitlines()


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command that ends with 2 says on stderr."""
    code = run(["patterns", *arguments])
    output = capsys.readouterr()
    assert (code, output.out) == (2, "")
    return output.err


def test_list_has_a_line_for_every_pattern(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "list")

    assert [line.split()[0] for line in lines] == [pattern.id for pattern in load_patterns()]


@pytest.mark.parametrize(
    ("name", "how"),
    [("en-reads-so", "a sentence that names AI"), ("en-assistant-opens", "a line that holds its cue")],
)
def test_show_says_what_a_learnt_pattern_looks_at(
    name: str, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(capsys, "show", name)

    assert any(line.startswith("learnt: ") and how in line for line in lines)
    assert "clause:" not in lines


def test_list_may_be_of_one_language_and_family(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "list", "--language", "en", "--family", "refusal")

    assert {tuple(line.split()[1:]) for line in lines} == {
        ("refusal", "partial", "text"),
        ("refusal", "weak", "text"),  # what was learnt
    }
    assert {line.split("-")[0] for line in lines} == {"en"}


def test_list_of_a_family_that_a_language_lacks_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "list", "--language", "en", "--family", "hidden-unicode") == []


@pytest.mark.parametrize(("option", "name"), [("--family", "gossip"), ("--language", "xx")])
def test_list_of_what_is_unknown_says_what_there_is(
    capsys: pytest.CaptureFixture[str], option: str, name: str
) -> None:
    error = complaint(capsys, "list", option, name)

    assert error.startswith(f"ailabel: no {option[2:]} '{name}'; there is: a")


def test_list_has_users_patterns_too(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    rows = printed(capsys, "list", "--patterns", str(mine))

    assert [row.split()[:2] for row in rows if row.startswith("mine-")] == [
        ["mine-robby", "publisher-disclosure"]
    ]


def test_show_tells_everything_of_one(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    lines = printed(capsys, "show", "mine-robby", "--patterns", str(mine))

    assert lines == [
        "mine-robby: publisher-disclosure, full, about the text",
        "language: en",
        "counts: wherever it stands",
        "source: our own house style",
        r"regex: \bmade by robby\b",
        "matches:",
        "  'This was made by Robby.'",
        "  'Made by robby'",
        "  'It is made by Robby the robot.'",
        "ignores:",
        "  'Made by Rob.'",
        "  '\"Made by Robby\" is a label.'",
        "  'Not made by Robby.'",
    ]


def test_show_of_an_unknown_id_says_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    said = complaint(capsys, "show", "en-experimentl")

    assert said.startswith("ailabel: no pattern 'en-experimentl'; near it: en-experimental")


def test_test_shows_what_each_match_means(capsys: pytest.CaptureFixture[str]) -> None:
    notice, experimental = printed(capsys, "test", str(ARTICLE))

    assert notice.endswith(
        "  en-passive: publisher-disclosure, full, text, affirmed: "
        "[This article has been generated with AI. Your feed is customized.]"
    )
    assert "  en-may-err: experimental-notice, weak, text, affirmed: " in experimental


def test_test_reads_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = b"Part of this page was written by ChatGPT,\nand checked by an editor."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))

    (line,) = printed(capsys, "test", "-")

    assert line.startswith("0-40  en-passive: publisher-disclosure, partial, text, affirmed, hedged, ")
    assert line.endswith(" reviewed, ChatGPT: Part of this page was written by ChatGPT")


def test_test_may_try_one_pattern_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "test", str(ARTICLE), "--id", "en-cutoff") == []
    assert len(printed(capsys, "test", str(ARTICLE), "--id", "en-experimental")) == 1


def test_test_of_a_missing_file_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert "none.txt" in complaint(capsys, "test", "none.txt")


def test_check_holds_what_ships_to_the_laws(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[str] = []
    monkeypatch.setattr(
        "ailabel.disclosure.laws.check", lambda _patterns, rows, _path: held.extend(row.id for row in rows)
    )

    assert printed(capsys, "check") == [f"{len(load_patterns())} patterns keep the laws"]
    assert held == [pattern.id for pattern in load_patterns()]


def test_check_holds_users_patterns_to_the_laws(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    assert printed(capsys, "check", str(mine)) == ["1 pattern keeps the laws"]


def test_check_names_the_breach(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    mine.write_text(MINE.replace("Made by Rob.", "Made by Robby."), encoding="utf-8")

    said = complaint(capsys, "check", str(mine))

    assert "mine.toml: mine-robby: should not match and does" in said


@pytest.mark.parametrize("text", ["", 'language = "en"\n'])
def test_a_file_without_patterns_keeps_no_laws(
    text: str, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.write_text(text, encoding="utf-8")

    assert complaint(capsys, "check", str(mine)).startswith(f"ailabel: {mine}: holds no pattern; ")


@pytest.mark.parametrize("old", ["source = ", "regex = "])
def test_an_id_of_two_lines_hides_no_file(old: str, mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in (MINE, MINE.replace(old, "other = ")):
        mine.write_text(text.replace("mine-robby", "mine\\nrobby"), encoding="utf-8")

        assert complaint(capsys, "check", str(mine)).startswith(rf"ailabel: {mine}: mine\nrobby: ")


@pytest.mark.parametrize(
    "regex", [r"[made by robby\b", r"made by [^]robby\b", r"[[:alpha:] robby", r"[a]\[[\]\b"]
)
def test_an_open_class_is_told_of(regex: str, mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine.write_text(MINE.replace(r"\bmade by robby\b", regex), encoding="utf-8")

    assert "a class, opened by [, is not closed by ]" in complaint(capsys, "check", str(mine))


@pytest.mark.parametrize("regex", [r"[]a[](robby", r"\[(robby", r"[[:alpha:]](robby", r"[\]](robby"])
def test_what_else_does_not_compile_is_left_to_re2(
    regex: str, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.write_text(MINE.replace(r"\bmade by robby\b", regex), encoding="utf-8")

    assert "the regex does not compile: missing )" in complaint(capsys, "check", str(mine))
