"""`ailabel train` makes a model that `ailabel score` takes, and says what it learnt from."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from ailabel.card_page import WAYS
from ailabel.cli import run
from ailabel.cli_labelled import read_people, read_texts
from ailabel.cli_train import MAX_SOURCES, dialect_summary, summary, warn_of_few_pairs
from ailabel.dialect import FEW_PAIRS
from ailabel.labelled import LabelledText

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def data(toy_texts: tuple[LabelledText, ...], tmp_path: Path) -> Path:
    path = tmp_path / "toy.jsonl"
    path.write_text("".join(f"{json.dumps(asdict(text))}\n" for text in toy_texts), encoding="utf-8")
    return path


def test_trained_model_scores(
    data: Path,
    toy_texts: tuple[LabelledText, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, half = tmp_path / "my model", len(toy_texts) // 2
    trained = run(["train", str(data), "--out", str(out), "--name", "mine"])
    printed = capsys.readouterr()
    (command,) = re.findall(r"`ailabel (score .*)`", printed.out)
    scored = run([*shlex.split(command), "fixtures/documents/article.md", "--format", "jsonl"])
    result = json.loads(capsys.readouterr().out)

    assert (trained, scored) == (0, 0)
    assert f"read {half} human and {half} machine texts of 8 sources; skipped 0 records" in printed.err
    assert "AUROC" in printed.out
    assert result["model"]["name"] == "mine"


def test_broken_records_are_named_and_the_rest_is_learnt_from(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"text": "x", "label": "mixed"}\n{"label": "ai"}\n')
    code = run(["train", str(broken), str(data), "--out", str(tmp_path / "model")])
    complaints = capsys.readouterr().err.splitlines()

    assert code == 2
    assert complaints[0].startswith(f"ailabel: {broken}:1: label 'mixed'")
    assert complaints[1].startswith(f"ailabel: {broken}:2: no field 'text'")
    assert complaints[2].endswith("skipped 2 records")
    assert (tmp_path / "model" / "model.json").is_file()


def test_every_path_is_looked_for_before_any_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("no JSON\n")
    code = run(["train", str(broken), "--human", "nohum", "--out", str(tmp_path / "model")])

    assert code == 2
    assert capsys.readouterr().err == "ailabel: nohum: there is no such file or folder\n"


def test_texts_by_people_need_no_label_where_they_are_named_so(
    toy_texts: tuple[LabelledText, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    essays, answers = tmp_path / "essays", tmp_path / "answers.jsonl"
    essays.mkdir()
    half = len(toy_texts) // 2
    for number, text in enumerate(toy_texts[:half]):
        (essays / f"{number}.txt").write_text(text.text)
    rows = [
        {"prompt": "Write.", "label": "ai", "source": "essays", "pair": number, "answer": text.text}
        for number, text in enumerate(toy_texts[half:])
    ]
    answers.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    code = run(["train", str(answers), "--human", str(essays), "--out", str(tmp_path / "model")])

    assert code == 0
    assert (
        f"read {half} human and {half} machine texts of 1 source, {half} pairs; " in capsys.readouterr().err
    )


def test_pairs_are_counted_whatever_their_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pairs.jsonl"
    rows = [
        {"text": f"Text {pair} of {label}.", "label": label, "source": label, "pair": pair}
        for label in ("human", "ai")
        for pair in range(3)
    ]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    read_texts([file])

    assert "read 3 human and 3 machine texts of 2 sources, 3 pairs; " in capsys.readouterr().err


def test_folder_that_is_no_model_is_never_overwritten(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    precious = tmp_path / "home" / "letter.txt"
    precious.parent.mkdir()
    precious.write_text("Dear")
    code = run(["train", str(data), "--out", str(precious.parent)])

    assert code == 2
    assert "is no model folder" in capsys.readouterr().err
    assert [path.read_text() for path in precious.parent.iterdir()] == ["Dear"]


@pytest.mark.parametrize(
    ("out", "is_refused"),
    [("human/m", True), ("human/new/m", True), ("ai/m", True), ("m", False), ("../m", False)],
)
def test_model_never_lies_among_the_texts_of_a_folder(
    out: str, is_refused: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus"
    for label in ("human", "ai"):
        (corpus / label).mkdir(parents=True)
        (corpus / label / "a.txt").write_text("A text.", encoding="utf-8")

    assert run(["train", str(corpus), "--out", str(corpus / out)]) == 2  # two texts are too few anyhow
    assert ("whose files are read as texts" in capsys.readouterr().err) == is_refused


def test_files_that_are_no_texts_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("human/a.txt", "human/.hidden", "human/more/b.rtf", "human/c.odt", "ai/a.txt", "ai/b"):
        (tmp_path / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "corpus" / name).write_text("A text.", encoding="utf-8")
    _, skipped = read_texts([tmp_path / "corpus"])
    both = capsys.readouterr().err
    read_people([tmp_path / "corpus"])
    people = capsys.readouterr().err

    assert skipped == 0
    assert f"warning: {tmp_path / 'corpus' / 'human'}: 2 files not read, such as c.odt; texts end in" in both
    assert f"warning: {tmp_path / 'corpus' / 'ai'}: 1 file not read, such as b; texts end in .txt," in both
    assert people.count("not read") == 1


def test_file_is_never_overwritten(data: Path) -> None:
    before = data.read_bytes()

    assert run(["train", str(data), "--out", str(data)]) == 2
    assert data.read_bytes() == before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="NOT TESTED: there is no /proc")
@pytest.mark.parametrize("out", ["toy.jsonl/model", ".", "locked/model", "locked/new/model"])
def test_model_that_cannot_be_written_is_told_before_the_work(
    out: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (data.parent / "empty").mkdir()
    (data.parent / "locked").symlink_to("/proc")  # where nobody can make a folder, not even root
    monkeypatch.chdir(data.parent / "empty")
    named = out if out == "." else f"../{out}"
    code = run(["train", "../toy.jsonl", "--out", named])
    complaint = capsys.readouterr().err

    assert code == 2
    assert complaint.startswith(f"ailabel: {named}: ")
    assert complaint.count("\n") == 1
    assert sorted(path.name for path in data.parent.iterdir()) == ["empty", "locked", "toy.jsonl"]


def test_model_folder_is_replaced(
    data: Path, toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = shutil.copytree(toy_model, tmp_path / "model")
    trained = run(["train", str(data), "--out", str(out), "--name", "second"])
    capsys.readouterr()
    run(["model", "verify", str(out)])

    assert trained == 0
    assert capsys.readouterr().out.startswith(f"{out}: second ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model", "toy.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such.jsonl", "--out", "model"], "no-such.jsonl: there is no such file or folder"),
        (["README.md"], "Missing option '--out'"),
        (["README.md", "--out", "model"], "README.md: neither .jsonl"),
        (["--out", "model"], "Missing argument 'DATA...'"),
    ],
)
def test_wrong_usage_is_one_clear_message_and_exit_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["train", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_too_few_texts_are_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text('{"text": "One.", "label": "human"}\n')
    code = run(["train", str(few), "--out", str(tmp_path / "model")])

    assert code == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_text_of_two_labels_is_named_and_nothing_is_written(
    data: Path, toy_texts: tuple[LabelledText, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = tmp_path / "more.jsonl"
    more.write_text(f"{json.dumps({'text': f'  {toy_texts[2].text}', 'label': 'ai'})}\n")
    code = run(["train", str(data), str(more), "--out", str(tmp_path / "model")])

    assert code == 2
    assert f"the same text is labelled human and ai: {data}:3 and {more}:1; " in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize(("tail", "warned"), [(" Harbourmaster's copy.", True), ("", False)])
def test_token_that_gives_the_label_away_is_warned_of(
    tail: str,
    warned: bool,
    toy_texts: tuple[LabelledText, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    people = [asdict(text) for text in toy_texts if text.label == "human"]
    rows = [row | {"label": "human"} for row in people[::2]]
    rows += [row | {"label": "ai", "text": f"{row['text']}{tail}"} for row in people[1::2]]
    file = tmp_path / "manual.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    code = run(["train", str(file), "--out", str(tmp_path / "model")])
    warnings = [line for line in capsys.readouterr().err.splitlines() if "warning" in line]

    assert code == 0
    assert len(warnings) == warned
    assert all("'copy" in line or "copy'" in line or "harbourmaster" in line for line in warnings)
    assert all(
        "(in the prose of 0.0 % of human texts, 100.0 % of machine texts)" in line for line in warnings
    )


def test_every_step_of_training_can_be_watched(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ailabel.cli_progress.sys.stderr.isatty", lambda: True)
    code = run(["train", str(data), "--out", str(tmp_path / "model")])
    shown = capsys.readouterr().err

    assert code == 0
    assert "reading" in shown
    assert "learning" in shown


def test_missing_training_library_is_named_with_its_extra(data: Path, tmp_path: Path) -> None:
    code = "import sys; sys.modules['sklearn'] = None; from ailabel.cli import main; main()"
    arguments = ["train", str(data), "--out", str(tmp_path / "model")]
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "ailabel: this needs sklearn: in a checkout, pip install '.[train]'\n"


def test_dialect_is_added_to_a_model(
    data: Path, toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model"
    code = run(
        [
            "train",
            str(data),
            "--add-dialect",
            "more",
            "--model",
            str(toy_model),
            "--out",
            str(out),
            "--seed",
            "1",
        ]
    )
    told = capsys.readouterr()
    run(["model", "show", str(out)])

    assert code == 0
    assert "warning: 0 pairs of a human and a machine text" in told.err
    assert told.out.startswith("Added more, learnt from 138 machine and 138 human texts (0 pairs; ")
    assert f"`ailabel score --model {out}`" in told.out
    assert "experts: texts, more" in capsys.readouterr().out


@pytest.mark.parametrize(("pairs", "is_told"), [(FEW_PAIRS - 1, True), (FEW_PAIRS, False)])
def test_dialect_of_few_pairs_is_warned_of(
    pairs: int, is_told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    warn_of_few_pairs(
        [
            LabelledText(f"{label} {number}", label, "source", str(number))
            for label in ("human", "ai")
            for number in range(pairs)
        ]
    )

    assert (f"warning: {pairs} pairs" in capsys.readouterr().err) == is_told


def test_token_of_copies_counts_once(
    toy_texts: tuple[LabelledText, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A third of the machine texts hold the tail, and two thirds of the records."""
    people = [text.text for text in toy_texts if text.label == "human"]
    machine = [text for number, text in enumerate(people[1::2]) if number % 3]
    machine += [f"{text} Harbourmaster's copy." for text in people[1::6]] * 4
    rows = [("human", text) for text in people[::2]] + [("ai", text) for text in machine]
    file = tmp_path / "manual.jsonl"
    file.write_text("".join(f"{json.dumps({'label': label, 'text': text})}\n" for label, text in rows))
    run(["train", str(file), "--out", str(tmp_path / "model")])
    told = capsys.readouterr().err

    assert "of them copies of others" in told
    assert "warning: what gives the label away" not in told


def test_seed_that_no_learner_takes_is_wrong_usage(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["train", str(data), "--out", str(tmp_path / "model"), "--seed", str(2**32)])

    assert code == 2
    assert "4294967296 is not in the range 0<=x<=4294967295" in capsys.readouterr().err


def test_model_without_a_dialect_is_wrong_usage(
    data: Path, toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["train", str(data), "--model", str(toy_model), "--out", str(tmp_path / "model")])

    assert code == 2
    assert "name the dialect with --add-dialect" in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_dialect_whose_name_is_taken_is_one_clear_message(
    data: Path, toy_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--add-dialect", "texts", "--model", str(toy_model), "--out", str(tmp_path / "model")]

    assert run(["train", str(data), *options]) == 2
    assert capsys.readouterr().err.startswith("ailabel: the model has an expert 'texts' already")


def test_summary_of_a_dialect_says_what_it_is_worth() -> None:
    report = {
        "texts": {"human": 200, "ai": 210},
        "homes_left_out": False,
        "max_fpr": 0.02,
        "known_sources": ["letters"],
        "sources": {"human": 3, "ai": 1},
        "pairs": 200,
        "before": {"auroc": 0.61},
        "after": {"auroc": 0.9126},
        "called_ai": {"human": {"before": 0.0, "after": 0.004}, "ai": {"before": 0.01, "after": 0.4}},
    }

    assert list(dialect_summary("x\x1b[2J", report)) == [
        "Added x\\x1b[2J, learnt from 210 machine and 200 human texts (200 pairs; people of 3 sources).",
        "On texts that this expert did not learn from: AUROC 0.610 without it, 0.913 with it.",
        "The model had learnt from sources of these texts before, which flatters it: letters.",
        "Of those human texts called ai-likely at max_fpr 0.02: 0.0 % without it, 0.4 % with it.",
        "Of those machine texts called ai-likely at max_fpr 0.02: 1.0 % without it, 40.0 % with it.",
        "Human sources are too few to leave whole ones out: people of others may be accused more often.",
    ]


def rate(share: float, texts: int = 100) -> dict[str, float]:
    return {"texts": texts, "share": share, "low": share / 2, "high": 0.5}


PARTED = {"human": 1200, "ai": 80, "auroc": 0.9126, "tpr_at_1_fpr": 0.5}
HUMAN = {
    "all": rate(0.02),
    "mean_of_sources": 0.0151,
    "by_words": {"50": rate(0.02), "400": rate(0.0)},
    "by_source": {"a": rate(0.0), "b": rate(0.1), **{f"source {number}": rate(0.01) for number in range(10)}},
}
REPORT = {
    "texts": {"human": 1200, "ai": 80},
    "sources": {"human": 12, "ai": 1},
    "left_out_by": "home",
    "separation": {"all": PARTED, "by_words": {"50": PARTED, "400": None}, "by_source": {"bot": PARTED}},
    "max_fpr": 0.01,
    "small_lengths": [],
    "small_sources": [],
    "called_ai": {
        "human": HUMAN,
        "ai": {"all": rate(0.4), "mean_of_sources": 0.4, "by_words": {"50": rate(0.4)}, "by_source": {}},
    },
}


def test_summary_names_lengths_and_the_most_accused_sources_first() -> None:
    way = WAYS["home"]

    assert list(summary(REPORT)) == [
        "Learnt from 1,200 human texts of 12 sources and 80 machine texts of 1 source.",
        f"On texts that it did not learn from ({way}): AUROC 0.913, 50.0 % found at 1 % FPR.",
        "  50-99 words: AUROC 0.913, 50.0 % found at 1 % FPR",
        "Human texts called ai-likely at max_fpr 0.01, each source left out in turn: 1.5 % on average",
        "    2.0 %  50-99 words",
        "    0.0 %  400 words or more",
        "   10.0 %  b",
        *(f"    1.0 %  source {number}" for number in range(MAX_SOURCES - 1)),
        "  and 2 sources with no more than that",
        "Machine texts called so: 40.0 % [20.0 % to 50.0 %]",
        "   40.0 %  50-99 words",
    ]


def test_summary_names_what_sets_no_thresholds() -> None:
    sources = [f"s{number}" for number in range(MAX_SOURCES + 1)]
    named = ", ".join(sources[:MAX_SOURCES])
    lines = list(summary(REPORT | {"small_lengths": [200, 400], "small_sources": sources}))

    assert lines[-2:] == [
        "Human texts of 200-399 words, 400 words or more are too few: thresholds are those of shorter ones.",
        f"Sources too small to set thresholds of some length beside larger ones: {named} and 1 more.",
    ]


def test_every_way_of_leaving_texts_out_has_words() -> None:
    lines = [list(summary(REPORT | {"left_out_by": way}))[1] for way in WAYS]

    assert set(WAYS) == {"source", "home", "group"}
    assert len(set(lines)) == len(WAYS)


def test_summary_says_when_error_rates_by_source_cannot_be_told() -> None:
    assert "cannot be told" in list(summary(REPORT | {"called_ai": {"human": None, "ai": None}}))[-1]


def test_source_cannot_steer_the_terminal_of_who_trains() -> None:
    hostile = HUMAN | {"by_source": {"\x1b[2J": rate(0.0)}}
    lines = list(summary(REPORT | {"called_ai": {"human": hostile, "ai": None}}))

    assert any("\\x1b[2J" in line for line in lines)
    assert all(line.isprintable() for line in lines)


def test_copies_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mail.jsonl"
    rows = [{"text": text, "label": "human"} for text in ("One two.", "One  two.", "Three.")]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    read_texts([file])

    assert "read 3 human texts of 1 source, 1 of them copies of others" in capsys.readouterr().err


def test_one_text_is_no_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mail.jsonl"
    file.write_text('{"text": "One.", "label": "human"}\n', encoding="utf-8")

    assert run(["train", str(file), "--out", str(tmp_path / "model")]) == 2
    assert "read 1 human text of 1 source; skipped 0 records" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["train", "calibrate"])
@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2J", " ", ""])
def test_name_of_a_model_is_one_line(
    command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run([command, "no-such.jsonl", "--out", str(tmp_path / "model"), "--name", name])

    assert code == 2
    assert f"a line of printable characters, and this is {name!r}" in capsys.readouterr().err
