"""`ailabel model` shows what a folder says of itself, once the folder is what it says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ailabel.cli import run
from ailabel.cli_model import card_lines
from ailabel.model import DEFAULT, load

if TYPE_CHECKING:
    from pathlib import Path


def test_card_comes_out_as_it_lies_in_the_folder(toy_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["model", "show", str(toy_model), "--format", "json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == json.loads((toy_model / "model.json").read_text())


def test_card_is_shown_for_a_person(toy_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["model", "show", str(toy_model)])
    lines = capsys.readouterr().out.splitlines()

    assert code == 0
    assert "name: toy" in lines
    assert lines[-1] == f"its error rates and limits: {toy_model / 'README.md'}"
    assert not any("{" in line or "None" in line for line in lines)


def test_shipped_model_is_shown_unless_another_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    run(["model", "show", "--format", "json"])
    unnamed = capsys.readouterr().out
    run(["model", "show", str(DEFAULT), "--format", "json"])

    assert unnamed == capsys.readouterr().out


def test_name_that_is_no_unicode_is_shown_escaped(toy_model: Path, tmp_path: Path) -> None:
    """Of a model, and of its folder, whatever bytes that has."""
    folder = shutil.copytree(toy_model, tmp_path / os.fsdecode(b"caf\xe9"))
    card = json.loads((folder / "model.json").read_text("utf-8"))
    (folder / "model.json").write_text(json.dumps(card | {"name": "bad\ud800"}), "utf-8")
    outputs = [
        subprocess.run(
            [sys.executable, "-m", "ailabel", "model", *arguments],
            env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for arguments in (["show", str(folder), "--format", "json"], ["verify", str(folder)])
    ]

    assert json.loads(outputs[0])["name"] == "bad\ud800"
    assert "caf\\udce9: bad\\ud800 1 is whole" in outputs[1]


def test_whole_model_is_verified_with_its_digest(toy_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["model", "verify", str(toy_model)])
    printed = capsys.readouterr()

    assert (code, printed.err) == (0, "")
    assert printed.out.startswith(f"{toy_model}: toy ")
    assert load(toy_model).stamp.digest in printed.out


def test_card_that_is_nested_too_deeply_is_refused_in_one_line(
    toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(toy_model, tmp_path / "deep")
    card = (folder / "model.json").read_text("utf-8").rstrip().removesuffix("}")
    (folder / "model.json").write_text(f'{card}, "x": {"[" * 900}{"]" * 900}}}', "utf-8")
    code = run(["model", "show", str(folder)])

    assert (code, capsys.readouterr().err.count("\n")) == (2, 1)


@pytest.mark.parametrize("command", ["show", "verify"])
@pytest.mark.parametrize("file", ["weights.npz", "classifier.joblib", "report.json", "model.json"])
def test_changed_model_is_refused_in_one_line_that_names_the_file(
    command: str, file: str, toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(toy_model, tmp_path / "changed")
    content = (folder / file).read_bytes()
    (folder / file).write_bytes(content[: len(content) // 2])
    code = run(["model", command, str(folder)])
    printed = capsys.readouterr()

    assert (code, printed.out) == (2, "")
    assert printed.err.startswith(f"ailabel: {folder / file}: ")
    assert printed.err.count("\n") == 1


def test_folder_that_is_no_model_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "verify", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"ailabel: {tmp_path}")


@pytest.mark.parametrize("arguments", [["model"], ["model", "verify"], ["model", "sohw"]])
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_fields_of_a_field_stand_below_it_where_they_are_more_than_a_line() -> None:
    card = {
        "rates": {"text_share": 0.01, "texts": None},
        "sources": {"forum": {"licence": "b" * 60, "texts": {"human": 5, "ai": 7}}, "mail": {}},
        "tags": [],
        "names": ["a" * 60, "b" * 60],
    }

    assert list(card_lines(card)) == [
        "rates: text share 0.01, texts unknown",
        "sources:",
        f"  forum: licence {'b' * 60}, texts (human 5, ai 7)",
        "  mail: none",
        "tags: none",
        "names:",
        f"  {'a' * 60}",
        f"  {'b' * 60}",
    ]


def test_card_cannot_steer_the_terminal_of_who_reads_it() -> None:
    hostile = "\x1b[2J"
    lines = list(card_lines({hostile: {hostile: hostile}, "x": [hostile, {hostile: [hostile]}]}))

    assert all(line.isprintable() for line in lines)
