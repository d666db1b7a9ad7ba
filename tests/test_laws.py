"""Laws over lists: what holds of one command, format, field or module holds of all of them."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import ailabel
from ailabel.cli import COMMANDS, commands
from ailabel.formats import FORMATS, WARNINGS
from ailabel.result import LABELS, Habit, Mark, ModelStamp, Reason, Result, Span, Window

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TRAINING_ONLY = ("sklearn", "scipy", "joblib", "nltk", "pandas")
SLOW_TO_IMPORT = (
    "tomllib",
    "_hashlib",  # and with it OpenSSL
    "lxml",
    "selectolax",
    "yaml",
    "pypdf",
    "c2pa_text",
    "http_sf",
    "chardet",
    "importlib.metadata",
    "asyncio",
    "unittest",
)

IMPORTED = """
import json, sys
from ailabel.cli import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "modules": sorted(sys.modules)}), file=sys.stderr)
"""


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Each command by its whole name: ("model show", <command>)."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))


EVERY_COMMAND = dict(every_command(commands))


def modules_after(*arguments: str) -> set[str]:
    """The modules that a fresh interpreter holds once it has run this command line."""
    ran = subprocess.run(
        [sys.executable, "-c", IMPORTED, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    report = json.loads(ran.stderr.splitlines()[-1])
    assert report["code"] == 0, ran.stderr
    return set(report["modules"])


def test_every_command_is_in_the_list() -> None:
    assert list(COMMANDS) == [name for name in EVERY_COMMAND if " " not in name]


@pytest.mark.parametrize("name", EVERY_COMMAND)
def test_command_has_help_and_a_section_in_the_docs(name: str) -> None:
    assert EVERY_COMMAND[name].help
    assert f"## `ailabel {name}" in (DOCS / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EVERY_COMMAND)
def test_every_option_has_help_and_is_in_the_docs(name: str) -> None:
    section = (DOCS / "cli.md").read_text(encoding="utf-8").split(f"## `ailabel {name}")[1].split("\n## ")[0]
    options = [option for option in EVERY_COMMAND[name].params if isinstance(option, click.Option)]

    assert [option.name for option in options if not option.help] == []
    assert [option.opts[0] for option in options if f"`{option.opts[0]}" not in section] == []


def test_commands_say_what_there_is() -> None:
    context = click.Context(commands)

    assert all(name in commands.get_help(context) for name in COMMANDS)


@pytest.mark.parametrize("word", [*FORMATS, *LABELS])
def test_format_and_label_are_in_the_docs_of_the_command(word: str) -> None:
    assert f"`{word}`" in (DOCS / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("noun", [Result, Span, Mark, Window, Reason, Habit, ModelStamp])
def test_every_field_of_a_result_is_in_the_docs(noun: type) -> None:
    page = (DOCS / "result.md").read_text(encoding="utf-8")

    assert [field.name for field in fields(noun) if f"`{field.name}`" not in page] == []


@pytest.mark.parametrize("word", [*LABELS, *WARNINGS])
def test_label_and_warning_are_in_the_docs_of_the_result(word: str) -> None:
    assert f"| `{word}` |" in (DOCS / "result.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ailabel.__all__)
def test_public_name_is_there_and_in_the_docs(name: str) -> None:
    assert getattr(ailabel, name) is not None
    assert f"`{name}" in (DOCS / "python.md").read_text(encoding="utf-8")


def test_scoring_imports_no_training_library() -> None:
    modules = modules_after("score", "fixtures/articles/01-council-library-hours.txt")

    assert "ailabel.detector" in modules
    assert modules.isdisjoint(TRAINING_ONLY)
    assert modules.isdisjoint({"ailabel.train", "ailabel.calibrate", "ailabel.evaluate", "ailabel.cli_train"})


def test_scoring_a_plain_text_imports_nothing_slow() -> None:
    modules = modules_after("score", "fixtures/articles/01-council-library-hours.txt")

    assert modules.isdisjoint(SLOW_TO_IMPORT)


@pytest.mark.parametrize("module", sorted(path.stem for path in (ROOT / "src" / "ailabel").glob("*.py")))
def test_module_opens_with_the_one_thing_it_does(module: str) -> None:
    opening = (ROOT / "src" / "ailabel" / f"{module}.py").read_text(encoding="utf-8")[:3]

    assert opening == '"""'


def test_every_fixture_has_a_source_and_every_source_a_fixture() -> None:
    folder = ROOT / "fixtures"
    sources = tomllib.loads((folder / "SOURCES.toml").read_text(encoding="utf-8"))["text"]
    named = [source["path"] for source in sources]
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    assert there - {"SOURCES.toml"} == set(named)
    assert len(named) == len(set(named))
    assert all(
        source["writer"] and source["licence"] and source["use"] and source["date"] for source in sources
    )


def test_task_of_the_makefile_has_help() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    named = next(line for line in lines if line.startswith(".PHONY:")).split()[1:]

    assert [
        task for task in named if not any(line.startswith(f"{task}:") and "##" in line for line in lines)
    ] == []
