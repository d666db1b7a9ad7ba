"""`ailabel` at a prompt: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ailabel
from ailabel import cli_score
from ailabel._version import __version__
from ailabel.cli import COMMANDS, run
from ailabel.cli_progress import LONG_WORK, watch, watch_steps
from ailabel.formats import FORMATS
from tests.house import MINE

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = "fixtures/articles/01-council-library-hours.txt"
POEM = "fixtures/documents/poem.txt"
SHORT = "fixtures/documents/short.txt"
COMMAND = [sys.executable, "-c", "from ailabel.cli import main; main()"]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def shortened(output: str) -> str:
    """With six decimals: the last digits differ between processors."""
    return re.sub(r"-?\d+\.\d{7,}(?:e-?\d+)?", lambda number: f"{float(number[0]):.6f}", output)


def lines_of(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def give_stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


def write_records(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FORMATS)
def test_score_prints_what_the_golden_file_holds(
    name: str, golden: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["score", ARTICLE, POEM, SHORT, "--format", name])
    printed = capsys.readouterr()

    assert (code, printed.err) == (0, "")
    golden(f"score.{name}", shortened(printed.out))


def test_score_gives_what_the_library_gives(capsys: pytest.CaptureFixture[str]) -> None:
    run(["score", ARTICLE, "--format", "jsonl", "--max-fpr", "0.05", "--prior", "0.1"])
    (printed,) = lines_of(capsys.readouterr().out)
    result = ailabel.score(Path(ARTICLE).read_text(encoding="utf-8"), max_fpr=0.05, prior=0.1)

    assert printed == {"path": ARTICLE, **result.to_dict()}


def test_standard_input_is_scored_as_a_file_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["score", ARTICLE, "--format", "jsonl"])
    give_stdin(monkeypatch, Path(ARTICLE).read_bytes())
    run(["score", "-", "--format", "jsonl"])
    from_file, from_stdin = lines_of(capsys.readouterr().out)

    assert from_stdin == from_file | {"path": "-"}


def test_file_named_by_a_dash_is_not_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("Three words here.", encoding="utf-8")
    give_stdin(monkeypatch, b"Two words.")
    run(["score", "./-", "-", "--format", "jsonl"])

    assert [(item["path"], item["words"]) for item in lines_of(capsys.readouterr().out)] == [
        ("./-", 3),
        ("-", 2),
    ]


def test_file_named_by_a_dash_bears_that_name_wherever_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_text('{"text": "Three words here."}\n', encoding="utf-8")
    run(["score", "./-"])
    run(["score", "./-", "--text-field", "text"])
    assert re.findall(r"^(\./-.*|standard input)$", capsys.readouterr().out, re.MULTILINE) == ["./-", "./- 1"]

    Path("-").write_bytes(b"\0")
    run(["score", "./-"])
    run(["score", "./-", "--text-field", "text"])
    assert re.findall(r"ailabel: (\S+):", capsys.readouterr().err) == ["./-", "./-:1"]


def test_folder_and_pattern_are_walked_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    run(["score", "fixtures/articles", "--format", "jsonl"])
    from_folder = lines_of(capsys.readouterr().out)
    run(["score", "fixtures/articles/*.txt", "--format", "jsonl"])
    from_pattern = lines_of(capsys.readouterr().out)

    assert [item["path"] for item in from_folder] == sorted(map(str, Path("fixtures/articles").glob("*.txt")))
    assert from_pattern == from_folder


def test_records_are_scored_with_their_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = Path(ARTICLE).read_text(encoding="utf-8")
    file = write_records(tmp_path / "a.jsonl", {"body": article, "key": "x"}, {"body": "Hi.", "key": 2})
    code = run(["score", str(file), "--format", "jsonl", "--text-field", "body", "--id-field", "key"])
    printed = lines_of(capsys.readouterr().out)

    assert code == 0
    assert [(item["path"], item["id"], item["label"]) for item in printed] == [
        (str(file), "x", "ai-disclosed"),
        (str(file), 2, "unsure"),
    ]


def test_standard_input_holds_records_when_a_field_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give_stdin(monkeypatch, b'{"text": "One."}\n{"text": "Two."}\n')
    code = run(["score", "-", "--format", "csv", "--text-field", "text"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))

    assert code == 0
    assert [(row["path"], row["id"]) for row in rows] == [("-", "1"), ("-", "2")]


@pytest.mark.parametrize("name", ["part-00000", "part-00000.json", "a.dat"])
@pytest.mark.parametrize("field", [("--text-field", "text"), ("--id-field", "key")])
def test_files_that_are_not_named_as_texts_hold_records_when_a_field_is_named(
    name: str, field: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("A text.", encoding="utf-8")
    records = write_records(tmp_path / name, {"text": "One.", "key": 1}, {"text": "Two.", "key": 2})
    code = run(["score", str(text), str(records), "--format", "jsonl", *field])
    printed = lines_of(capsys.readouterr().out)

    assert (code, [item.get("id") for item in printed]) == (0, [None, 1, 2])


def test_broken_record_is_reported_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"text": "One."}\n{"text": \n{"text": "Three."}\n')
    code = run(["score", str(file), "--format", "jsonl"])
    printed = capsys.readouterr()

    assert code == 2
    assert [item["id"] for item in lines_of(printed.out)] == [1, 3]
    assert printed.err.startswith(f"ailabel: {file}:2: not JSON")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("name", ["no-such-file.txt", f"{'x' * 300}.txt"])
def test_unreadable_file_is_reported_and_the_rest_goes_on(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out.jsonl"
    code = run(["score", SHORT, name, POEM, "--format", "jsonl", "--output", str(output)])
    printed = capsys.readouterr()

    assert code == 2
    assert [item["path"] for item in lines_of(output.read_text("utf-8"))] == [SHORT, POEM]
    assert printed.err.startswith(f"ailabel: {name}: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    ("labels", "code"),
    [("ai-disclosed", 1), ("ai-likely, ai-disclosed", 1), ("ai-likely,mixed", 0), ("unsure", 1)],
)
def test_fail_on_answers_by_the_exit_code(labels: str, code: int) -> None:
    assert run(["score", ARTICLE, POEM, "--fail-on", labels]) == code


def test_processes_change_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    line = ["score", ARTICLE, POEM, "--format", "jsonl"]
    run(line)
    wanted = capsys.readouterr().out

    assert run([*line, "--jobs", "2"]) == 0
    assert capsys.readouterr().out == wanted


def test_reasons_may_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    line = ["score", ARTICLE, "--format", "jsonl"]
    run(line)
    wanted = json.loads(capsys.readouterr().out)
    assert wanted["reasons"]

    assert run([*line, "--no-reasons"]) == 0
    assert json.loads(capsys.readouterr().out) == wanted | {"reasons": []}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["score", ARTICLE, "--fail-on", "ai"], "no label ai; there are: ai-disclosed, "),
        (["score", ARTICLE, "--fail-on", ""], "names no label; there are: ai-disclosed, "),
        (["score", ARTICLE, "--fail-on", " ,"], "names no label; there are: ai-disclosed, "),
        (
            ["score", "-", "--id-field", "key"],
            "standard input holds records only where --text-field is given",
        ),
        (["score", "-", ARTICLE, "-"], "standard input can be read once; name - once"),
        (["read", "-", "-"], "standard input can be read once; name - once"),
        (["score", ARTICLE, "--format", "xml"], "'xml' is not one of"),
        (["score", ARTICLE, "--max-fpr", "2"], "max_fpr"),
        (["score", ARTICLE, "--prior", "nan"], "prior"),
        (["score", ARTICLE, "--jobs", "0"], "--jobs"),
        (["score", ARTICLE, "--batch", "0"], "--batch"),
        (["score", ARTICLE, "--model", "no-such-model"], "no-such-model"),
        (["score", ARTICLE, "--patterns", "no-such.toml"], "no-such.toml"),
        (["score", ARTICLE, "--output", "no/such/folder/out.txt"], "there is no folder"),
        (["score", ARTICLE, "--output", ""], "--output': it is empty; name a file or a folder"),
        (["model", "show", ""], "it is empty; name a file or a folder"),
        (["scoer"], "No such command 'scoer'"),
        (["score"], "Usage: ailabel score"),
    ],
)
def test_wrong_usage_is_one_clear_message_and_exit_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(arguments)
    printed = capsys.readouterr()

    assert (code, printed.out) == (2, "")
    assert message in printed.err
    assert "Traceback" not in printed.err


def test_output_file_holds_what_would_be_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["score", ARTICLE, POEM])
    printed = capsys.readouterr().out
    code = run(["score", ARTICLE, POEM, "--output", str(tmp_path / "out.txt")])

    assert code == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == printed


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="NOT TESTED: there is no /dev/stdout")
def test_standard_output_may_be_named_and_appended_to(tmp_path: Path) -> None:
    command = [*COMMAND, "score", SHORT, "--format", "csv", "--output", "/dev/stdout"]
    piped = subprocess.run(command, capture_output=True, check=False)
    (tmp_path / "log").write_bytes(b"keep\n")
    with (tmp_path / "log").open("ab") as log:
        appended = subprocess.run(command, stdout=log, check=False)

    assert (piped.returncode, piped.stderr, appended.returncode) == (0, b"", 0)
    assert (tmp_path / "log").read_bytes() == b"keep\n" + piped.stdout
    assert piped.stdout.startswith(b"path,id,label")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: there is no /dev/full")
@pytest.mark.parametrize("arguments", [["score", SHORT], ["model", "show"], ["prompts", ARTICLE]])
def test_output_that_is_full_is_named(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*COMMAND, *arguments]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert ran.returncode == 2
    assert ran.stderr.endswith("ailabel: standard output: cannot be written: No space left on device\n")
    assert "wrote" not in ran.stderr


def test_help_and_version_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert {run([*name, "--help"]) for name in ([], *([command] for command in COMMANDS))} == {0}
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.endswith(f"ailabel {__version__}\n")


def test_closed_pipe_is_quiet(tmp_path: Path) -> None:
    file = write_records(tmp_path / "a.jsonl", *({"text": "One."} for _ in range(2000)))
    with subprocess.Popen(
        [*COMMAND, "score", str(file), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()

    assert complaint == b""
    assert process.returncode == 141


def test_record_that_arrives_is_answered_before_the_next() -> None:
    command = [*COMMAND, "score", "-", "--text-field", "text", "--format", "jsonl", "--batch", "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        answers = []
        for text in ("One.", "Two."):
            process.stdin.write(json.dumps({"text": text}).encode() + b"\n")
            process.stdin.flush()
            answers.append(json.loads(process.stdout.readline()))
        process.stdin.close()

    assert [answer["id"] for answer in answers] == [1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Windows has no groups of processes")
def test_interrupt_of_several_processes_is_quiet() -> None:
    command = [*COMMAND, "score", "-", "--text-field", "text", "--format", "jsonl"]
    process = subprocess.Popen(
        [*command, "--batch", "1", "--jobs", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"text": "One."}\n' * 20)
    process.stdin.flush()
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, complaint = process.communicate(timeout=60)

    assert complaint == b"\n"  # behind the ^C that a terminal shows
    assert process.returncode == 130


TWICE = """
import signal
from ailabel import cli

def interrupted(*_, **__):
    try:
        signal.raise_signal(signal.SIGINT)
    finally:
        for _ in range(3):
            signal.raise_signal(signal.SIGINT)
        print("put away")

cli.commands.main = interrupted
cli.main()
"""


def test_second_interrupt_leaves_the_way_out_alone() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", TWICE], capture_output=True, text=True, check=False, timeout=30
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "put away\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_request_to_end_leaves_no_half_written_file(number: int, code: int, tmp_path: Path) -> None:
    command = [*COMMAND, "score", "-", "--text-field", "text", "--output", str(tmp_path / "out.jsonl")]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        while not (begun := [*tmp_path.iterdir()]):
            time.sleep(0.01)
        process.send_signal(number)

    assert [file.suffix for file in begun] == [".part"]
    assert process.returncode == code
    assert [*tmp_path.iterdir()] == []


ASKED = """
import signal, time, weakref
from ailabel import cli

class Module: ...

def dropped(*_, **__):
    module = Module()
    reference = weakref.ref(module, lambda _: signal.raise_signal(signal.SIGTERM))
    del module
    time.sleep(60)

def another(*_, **__):
    try:
        signal.raise_signal(signal.SIGTERM)
    except SystemExit as end:
        raise RuntimeError from end

cli.commands.main = {becomes}
cli.main()
"""


@pytest.mark.parametrize("becomes", ["dropped", "another"])
def test_request_to_end_is_heard_whatever_python_makes_of_it(becomes: str) -> None:
    command = [sys.executable, "-c", ASKED.replace("{becomes}", becomes)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)

    assert ran.returncode == 143
    assert "ailabel: " not in ran.stderr


@pytest.mark.parametrize("command", [COMMAND, [sys.executable, "-m", "ailabel"]])
def test_the_command_as_a_shell_calls_it(command: list[str]) -> None:
    ran = subprocess.run([*command, "score", POEM], capture_output=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith(POEM.encode())


WATCHED = """
import gc, sys
from ailabel import cli
gc.callbacks.append(lambda *_: print("collects", file=sys.stderr))
cli.leave = lambda _: print(f"would collect: {gc.isenabled() and gc.get_threshold()[0] > 0}", file=sys.stderr)
cli.main()
"""


def test_a_start_is_over_before_garbage_is_looked_for() -> None:
    command = [sys.executable, "-c", WATCHED, "score", ARTICLE]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)

    assert ran.stderr.startswith("would collect: True\n")


class Terminal(io.StringIO):
    """A stderr that somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "total", "shown"),
    [
        (Terminal(), LONG_WORK, True),
        (Terminal(), LONG_WORK - 1, False),
        (Terminal(), None, False),
        (io.StringIO(), LONG_WORK, False),
    ],
)
def test_bar_is_shown_for_long_work_on_a_terminal_only(
    stream: io.StringIO, total: int | None, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    items = list(watch(iter([1, 2, 3]), lambda _item: LONG_WORK // 3, total))

    assert items == [1, 2, 3]
    assert bool(stream.getvalue()) is shown


@pytest.mark.parametrize(("stream", "shown"), [(Terminal(), "learning"), (io.StringIO(), "")])
def test_steps_are_shown_on_a_terminal_only(
    stream: io.StringIO, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    items = list(watch_steps([1, 2, 3], 3, "learning"))

    assert items == [1, 2, 3]
    assert shown in stream.getvalue()
    assert bool(stream.getvalue()) is bool(shown)


READS_STDIN = [
    ["score", "-"],
    ["score", "-", "--text-field", "text"],
    ["read", "-"],
    ["label", "-", "--as", "visible", "--claim", "generated", "--language", "en"],
    ["patterns", "test", "-"],
]


@pytest.mark.parametrize("command", READS_STDIN, ids=" ".join)
@pytest.mark.parametrize("closed", ["<&-", "0>/dev/null"])
def test_standard_input_that_cannot_be_read_is_one_clear_message(command: list[str], closed: str) -> None:
    ran = shell(f"{shlex.join([*COMMAND, *command])} {closed}")

    assert ran.returncode == 2
    assert ran.stderr == "ailabel: -: standard input is closed, or open for writing alone\n"


def test_closed_output_is_one_clear_message() -> None:
    ran = shell(f"{shlex.join([*COMMAND, 'score', '-'])} >&-")

    assert ran.returncode == 2
    assert "output is closed" in ran.stderr
    assert ran.stderr.count("\n") == 1


def shell(command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: there is no /dev/full")
@pytest.mark.parametrize(
    ("arguments", "scored"), [(["no-such-file.txt", POEM], [POEM]), (["--no-such-option"], []), ([""], [])]
)
def test_complaint_that_cannot_be_written_stops_nothing(arguments: list[str], scored: list[str]) -> None:
    command = shlex.join([*COMMAND, "score", *arguments, "--format", "jsonl", "--fail-on", "unsure"])
    ran = subprocess.run(f"{command} 2>/dev/full", shell=True, capture_output=True, check=False)  # noqa: S602

    assert ran.returncode == 2
    assert [item["path"] for item in lines_of(ran.stdout.decode())] == scored


@pytest.mark.parametrize("command", ["score", "read", "train"])
def test_name_of_a_file_forges_no_line_of_a_log(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "a\nailabel: all is well\x1b[2J.jsonl"
    (tmp_path / name).write_bytes(b"\x1f\x8b")
    out = ["--out", str(tmp_path / "model")] if command == "train" else []
    code = run([command, str(tmp_path / name), *out])
    lines = capsys.readouterr().err.splitlines()

    assert code == 2
    assert rf"{tmp_path}/a\nailabel: all is well\x1b[2J.jsonl" in lines[0]
    assert "ailabel: all is well" not in lines


def test_defect_of_ours_never_looks_like_a_find(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli_score, "_detector", lambda _settings: 1 / 0)

    assert run(["score", "--fail-on", "ai-likely", "README.md"]) == 2
    assert "please report it" in capsys.readouterr().err


def test_link_to_itself_is_reported_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, output = tmp_path / "texts", tmp_path / "out.jsonl"
    texts.mkdir()
    (texts / "loop.txt").symlink_to("loop.txt")
    (texts / "a.txt").write_text("A text.", encoding="utf-8")
    output.write_text("old", encoding="utf-8")
    code = run(["score", str(texts), "--format", "jsonl", "--output", str(output)])

    assert code == 2
    assert [item["path"] for item in lines_of(output.read_text("utf-8"))] == [str(texts / "a.txt")]
    assert "loop.txt: cannot be read: Too many levels of symbolic links" in capsys.readouterr().err


@pytest.mark.parametrize("named", ["a.txt", ".", "*.txt", "../*/[a-c].txt"])
def test_results_never_replace_a_text_to_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A text.", encoding="utf-8")

    assert run(["score", named, "--output", "a.txt"]) == 2
    assert "a.txt: is a text to score" in capsys.readouterr().err
    assert Path("a.txt").read_text(encoding="utf-8") == "A text."


def test_results_never_replace_what_standard_input_reads(tmp_path: Path) -> None:
    file = write_records(tmp_path / "own.jsonl", {"text": "A text."})
    before = file.read_bytes()
    command = [*COMMAND, "score", "-", "--text-field", "text", "--output", str(file)]
    with file.open("rb") as stdin:
        ran = subprocess.run(command, stdin=stdin, capture_output=True, text=True, check=False)

    assert (ran.returncode, f"{file}: is a text to score" in ran.stderr) == (2, True)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "output", "kind"),
    [
        ("--patterns", "p.toml", "p.toml", "the file of patterns"),
        ("--model", "m", "m/model.json", "a file of the model"),
        ("--model", "m", "m/weights.npz", "a file of the model"),
    ],
)
def test_results_never_replace_what_they_were_made_with(  # noqa: PLR0913, PLR0917  fixtures, and a case
    option: str,
    value: str,
    output: str,
    kind: str,
    toy_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(toy_model, tmp_path / "m")
    (tmp_path / "p.toml").write_text(MINE, encoding="utf-8")
    before = (tmp_path / output).read_bytes()
    poem = str(ROOT / POEM)
    monkeypatch.chdir(tmp_path)

    assert run(["score", poem, option, value, "--output", output]) == 2
    assert f"{output}: is {kind}; name another file with --output" in capsys.readouterr().err
    assert (tmp_path / output).read_bytes() == before


def test_empty_name_is_no_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", ""]) == 2
    assert "no name" in capsys.readouterr().err
