"""What the README and docs show is what happens: every command and every example is run here."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ailabel.cli import run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def page_name(page: Path) -> str:
    return page.name


def outputs(block: str, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """The block as it would read today: each `$ ailabel` line, and what the command prints."""
    for line in block.splitlines():
        if line.startswith("$ ailabel "):
            run(shlex.split(line)[2:])
            yield f"{line}\n{capsys.readouterr().out}"
        elif line.startswith("$ "):
            yield f"{line}\n"


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_console_examples_print_what_they_show(
    page: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    today = CONSOLE.sub(lambda block: "".join(outputs(block[1], capsys)), text)
    if request.config.getoption("--golden"):
        page.write_text(today, encoding="utf-8")

    assert page.read_text(encoding="utf-8") == today


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_python_examples_do_what_they_show(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, _tried = doctest.testfile(
        str(page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )

    assert failed == 0


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=page_name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]

    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_two_commands_of_the_readme_are_tasks_of_the_makefile() -> None:
    tasks = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    for task in ("demo", "test"):
        assert f"\nmake {task}" in readme
        assert f"\n{task}:" in tasks
