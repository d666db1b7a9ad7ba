"""`ailabel prompts` writes what any model can answer, and `ailabel train` reads the answers as they are."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ailabel.cli import run
from ailabel.prompts import KINDS

if TYPE_CHECKING:
    from ailabel.labelled import LabelledText


@pytest.fixture
def essays(toy_texts: tuple[LabelledText, ...], tmp_path: Path) -> Path:
    """A folder of human texts, without labels."""
    folder = tmp_path / "essays"
    folder.mkdir()
    for number, text in enumerate(toy_texts[: len(toy_texts) // 2]):
        (folder / f"essay-{number:03}.txt").write_text(text.text, encoding="utf-8")
    return folder


def test_prompts_are_named_as_train_reads_them(
    essays: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["prompts", str(essays), "--out", str(tmp_path / "answers.txt")]) == 2
    assert "name it answers.jsonl" in capsys.readouterr().err
    assert not (tmp_path / "answers.txt").exists()


def rows_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_answers_make_pairs_with_the_texts_they_were_asked_for(
    essays: Path,
    toy_texts: tuple[LabelledText, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = run(["prompts", "essays", "-o", "prompts.jsonl"])
    printed = capsys.readouterr()
    rows = rows_of(Path("prompts.jsonl").read_text("utf-8"))
    answered = [row | {"answer": text.text} for row, text in zip(rows, toy_texts[::-1], strict=False)]
    Path("prompts.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in answered))
    command = shlex.split(printed.out.split("`")[1])
    trained = run([word.replace("MODEL", "my-model") for word in command[1:]])
    learnt = capsys.readouterr()
    count = len(rows)

    assert (asked, trained) == (0, 0)
    assert f"wrote {count} prompts: " in printed.err
    assert f"{count} machine texts of 1 source, {count} pairs" in learnt.err
    assert "skipped 0 records" in learnt.err
    assert Path("my-model", "model.json").is_file()


def test_folder_named_human_is_read_by_both_commands(
    essays: Path, toy_texts: tuple[LabelledText, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, answers = essays.rename(tmp_path / "human"), tmp_path / "answers.jsonl"
    run(["prompts", str(people)])
    rows = rows_of(capsys.readouterr().out)
    answered = [row | {"text": text.text} for row, text in zip(rows, toy_texts[::-1], strict=False)]
    answers.write_text("".join(f"{json.dumps(row)}\n" for row in answered))

    assert run(["train", str(people), str(answers), "--out", str(tmp_path / "model")]) == 0
    assert f"{len(rows)} pairs" in capsys.readouterr().err


def test_pair_does_not_depend_on_where_the_command_is_run(
    toy_texts: tuple[LabelledText, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "mail.jsonl").write_text(f"{json.dumps({'text': toy_texts[0].text})}\n")
    run(["prompts", str(tmp_path / "mail.jsonl")])
    (absolute,) = rows_of(capsys.readouterr().out)
    monkeypatch.chdir(tmp_path)
    run(["prompts", "mail.jsonl"])
    (relative,) = rows_of(capsys.readouterr().out)

    assert absolute == relative
    assert (relative["source"], relative["pair"], relative["label"]) == ("mail", "mail.jsonl:1", "ai")


def test_output_is_the_same_for_the_same_seed(essays: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for seed in ("0", "0", "1"):
        run(["prompts", str(essays), "--seed", seed])
        outputs.append(capsys.readouterr().out)

    assert outputs[0] == outputs[1] != outputs[2]
    assert {row["kind"] for row in rows_of(outputs[0])} == set(KINDS)


def test_kinds_that_are_named_are_the_only_ones(essays: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["prompts", str(essays), "--kind", "notes", "--kind", "polish", "--kind", "notes"])
    kinds = [row["kind"] for row in rows_of(capsys.readouterr().out)]

    assert set(kinds) == {"notes", "polish"}
    assert abs(kinds.count("notes") - kinds.count("polish")) <= 1


def test_broken_record_is_named_and_the_rest_gets_its_prompts(
    toy_texts: tuple[LabelledText, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mail.jsonl"
    rows: list[object] = [
        {"text": toy_texts[0].text},
        {"txt": "x"},
        {"text": "Short."},
        {"text": toy_texts[1].text},
    ]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    code = run(["prompts", str(file)])
    printed = capsys.readouterr()

    assert code == 2
    assert [row["pair"] for row in rows_of(printed.out)] == ["mail.jsonl:1", "mail.jsonl:4"]
    assert printed.err.splitlines()[0] == f"ailabel: {file}:2: no field 'text'; there is: 'txt'"
    assert printed.err.endswith("; left out 1 too short\n")


def test_file_that_may_hold_answers_is_not_overwritten(
    essays: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "prompts.jsonl"
    answers.write_text('{"prompt": "Write.", "answer": "A dear answer."}\n')
    before = answers.read_bytes()

    assert run(["prompts", str(essays), "--out", str(answers)]) == 2
    assert f"{answers}: is there, and may hold answers" in capsys.readouterr().err
    assert answers.read_bytes() == before


@pytest.mark.parametrize("named", ["essays", "."])
def test_prompts_do_not_lie_among_the_texts(
    named: str,
    essays: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`train` would take them for one of them."""
    monkeypatch.chdir(tmp_path)

    assert run(["prompts", named, "--out", "essays/prompts.jsonl"]) == 2
    assert f"essays/prompts.jsonl: lies in {named}, whose files are read as" in capsys.readouterr().err
    assert not (essays / "prompts.jsonl").exists()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="NOT TESTED: there is no /dev/stdout")
def test_prompts_alone_come_out_where_standard_output_is_named(essays: Path) -> None:
    command = [sys.executable, "-m", "ailabel", "prompts", str(essays), "--out", "/dev/stdout"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)

    assert all(row["prompt"] for row in rows_of(ran.stdout))


def test_without_a_text_that_can_be_used_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "short.txt").write_text("Too short.")
    code = run(["prompts", str(tmp_path / "short.txt"), "--out", str(tmp_path / "prompts.jsonl")])

    assert code == 2
    assert "no text of 50 words or more of English prose; left out 1 too short" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["short.txt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Usage: ailabel prompts"),
        (["no-such-folder"], "no-such-folder: there is no such file or folder"),
        (["README.md", "--kind", "poem"], "'poem' is not one of 'headline'"),
        (["README.md", "--seed", "-1"], "-1 is not in the range"),
    ],
)
def test_wrong_usage_is_one_clear_message_and_exit_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["prompts", *arguments]) == 2
    assert message in capsys.readouterr().err
