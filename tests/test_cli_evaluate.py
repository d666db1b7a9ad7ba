"""`ailabel evaluate` says how often the verdicts on labelled texts are right."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from ailabel.cli import run
from ailabel.cli_evaluate import MAX_VALUES, summary
from ailabel.model import load

if TYPE_CHECKING:
    from ailabel.labelled import LabelledText


@pytest.fixture
def data(toy_texts: tuple[LabelledText, ...], tmp_path: Path) -> Path:
    path = tmp_path / "toy.jsonl"
    path.write_text("".join(f"{json.dumps(asdict(text))}\n" for text in toy_texts[::8]), encoding="utf-8")
    return path


def test_labelled_texts_are_scored_and_the_report_is_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "report.json"
    code = run(["evaluate", str(data), "--output", str(output), "--max-fpr", "0.05"])
    printed = capsys.readouterr()
    told = json.loads(output.read_text("utf-8"))

    assert code == 0
    assert printed.out.splitlines() == list(summary(told))
    assert told["max_fpr"] == 0.05
    assert sum(told["texts"].values()) == len(data.read_text("utf-8").splitlines())


@pytest.mark.parametrize("named", [["model", "toy.jsonl"], ["toy.jsonl", "--model", "model"]])
def test_a_model_is_named_before_the_texts_or_by_its_option(  # noqa: PLR0913, PLR0917  fixtures, and a case
    named: list[str],
    data: Path,
    toy_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(data.parent)
    shutil.copytree(toy_model, tmp_path / "model")
    code = run(["evaluate", *named, "--output", "report.json"])
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))

    assert code == 0
    assert capsys.readouterr().out.startswith("toy 1 at max_fpr 0.01\n")
    assert told["model"]["digest"] == load(toy_model).stamp.digest
    assert sum(told["texts"].values()) == len(data.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (["model"], "model: is a model folder; name labelled texts after it, or --human"),
        (["toy.jsonl", "model"], "model: is a model folder (it holds model.json); name one, "),
        (["model", "model", "toy.jsonl"], "name one, before all texts"),
        (["toy.jsonl", "--human", "model"], "name one, before all texts"),
        (["model", "toy.jsonl", "--model", "model"], "two models are named, model and --model model"),
        (["model/model.json", "toy.jsonl"], "model/model.json: neither .jsonl"),
        (["other", "toy.jsonl"], "other/model.json: is no card of an ailabel model"),
    ],
)
def test_a_model_in_the_wrong_place_is_one_clear_message(  # noqa: PLR0913, PLR0917  fixtures, and a case
    named: list[str],
    message: str,
    data: Path,
    toy_model: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(data.parent)
    shutil.copytree(toy_model, "model")
    Path("other").mkdir()
    Path("other", "model.json").write_text("{}")

    assert run(["evaluate", *named]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("named", [["model", "--human", "essays"], ["--human", "essays", "--model", "model"]])
def test_texts_by_people_alone_are_enough(
    named: list[str], toy_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(toy_model, "model")
    Path("essays").mkdir()
    Path("essays", "1.txt").write_text("One text.", encoding="utf-8")

    assert run(["evaluate", *named, "--output", "report.json"]) == 0
    assert json.loads(Path("report.json").read_text("utf-8"))["texts"] == {"human": 1}


def test_a_model_alone_is_named_without_texts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "--model", "model"]) == 2
    assert capsys.readouterr().err == "ailabel: name labelled texts, or --human\n"


def test_a_copy_of_a_text_counts_once(tmp_path: Path) -> None:
    data, report = tmp_path / "data.jsonl", tmp_path / "report.json"
    write_lines(
        data,
        [
            {"text": text, "label": "human", "source": source}
            for source in "ab"
            for text in ("A b.", "A  b.", source)
        ],
    )

    assert run(["evaluate", str(data), "--output", str(report)]) == 0
    assert json.loads(report.read_text("utf-8"))["texts"] == {"human": 3}


def test_a_record_that_cannot_be_used_is_named_and_the_rest_is_scored(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with data.open("a", encoding="utf-8") as lines:
        lines.write('{"text": "The sea.", "label": "mixed"}\n')

    code = run(["evaluate", str(data)])
    printed = capsys.readouterr()

    assert code == 2
    assert "label 'mixed' is neither 'human' nor 'ai'" in printed.err
    assert "human texts" in printed.out


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_rates_are_told_by_fields_of_records(
    suffix: str, toy_texts: tuple[LabelledText, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"text": text.text, "label": text.label, "source": text.source, "year": 2000 + place % 2}
        | ({"genre": "news|x"} if place % 3 else {})
        for place, text in enumerate(toy_texts[::16])
    ]
    file, output = tmp_path / f"toy{suffix}", tmp_path / "report.json"
    WRITERS[suffix](file, rows)
    code = run(["evaluate", str(file), "--by", "genre", "--by", "year", "--output", str(output)])
    printed, told = capsys.readouterr().out, json.loads(output.read_text("utf-8"))
    called = told["called_ai"]["human"]

    assert code == 0
    assert {*called["by_genre"]} == {"(none)", "news|x"}
    assert {*called["by_year"]} == {*told["separation"]["by_year"]} == {"2000", "2001"}
    assert sum(rate["texts"] for rate in called["by_genre"].values()) == told["texts"]["human"]
    assert "    genre (none): 0.0 % [0.0 % to " in printed
    assert "    year 2001: AUROC " in printed


def write_lines(file: Path, rows: list[dict[str, Any]]) -> None:
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def write_csv(file: Path, rows: list[dict[str, Any]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, ["text", "label", "source", "year", "genre"])
        table.writeheader()
        table.writerows(rows)


def write_parquet(file: Path, rows: list[dict[str, Any]]) -> None:
    parquet.write_table(pa.table({name: [row.get(name) for row in rows] for name in rows[1]}), file)


WRITERS = {".jsonl": write_lines, ".csv": write_csv, ".parquet": write_parquet}


def test_a_field_that_no_record_has_is_told_before_the_work(
    data: Path, toy_texts: tuple[LabelledText, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "human"
    people.mkdir()
    (people / "a.txt").write_text(toy_texts[0].text, encoding="utf-8")
    unknown = run(["evaluate", str(data), "--by", "genre"])
    named = capsys.readouterr()
    bare = run(["evaluate", str(people), "--by", "genre"])
    told = capsys.readouterr()

    assert (unknown, named.out) == (2, "")
    assert "--by genre: no record has a text, number, truth or date in such a field; " in named.err
    assert "in such a field; there is: 'group', " in named.err
    assert (bare, told.out) == (2, "")
    assert "--by genre: no text has a field to go by; records in JSON Lines" in told.err


def test_a_field_that_is_no_breakdown_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")

    assert run(["evaluate", str(tmp_path / "broken.jsonl"), "--by", "source"]) == 2
    assert capsys.readouterr().err.strip() == (
        "ailabel: --by source: texts are told apart by source anyway; name another field"
    )


@pytest.mark.parametrize("output", ["toy.jsonl", "people/a.txt", "model/model.json", "model/report.json"])
def test_a_report_never_replaces_what_it_is_about(  # noqa: PLR0913, PLR0917  fixtures, and a case
    output: str,
    data: Path,
    toy_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    model = shutil.copytree(toy_model, "model")
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "a.txt").write_text("The sea.", encoding="utf-8")
    before = (tmp_path / output).read_bytes()
    read = [data.name, "--human", "people", "--model", str(model)]

    assert run(["evaluate", *read, "--output", output]) == 2
    assert f"ailabel: {output}: is a " in capsys.readouterr().err
    assert (tmp_path / output).read_bytes() == before


@pytest.mark.parametrize("output", [".", "no-such-folder/report.json", "toy.jsonl/report.json"])
def test_a_report_that_cannot_be_written_is_told_before_the_work(
    output: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(data.parent)
    code = run(["evaluate", data.name, "--output", output])
    complaint = capsys.readouterr().err

    assert code == 2
    assert complaint.startswith(f"ailabel: cannot write {output}: ")
    assert complaint.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: there is no /dev/full")
def test_a_report_that_could_not_be_written_is_printed_all_the_same(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["evaluate", str(data), "--output", "/dev/full"])
    printed = capsys.readouterr()

    assert code == 2
    assert "18 human texts, " in printed.out
    assert printed.err.endswith("ailabel: /dev/full: cannot be written: No space left on device\n")


def test_without_any_text_there_is_nothing_to_evaluate(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")

    assert run(["evaluate", str(empty)]) == 2
    assert "there is no text to evaluate" in capsys.readouterr().err


def test_a_summary_names_kinds_lengths_and_sources() -> None:
    rate = {"texts": 4, "share": 0.25, "low": 0.046, "high": 0.699}
    called = {"all": rate, "by_words": {"50": rate, "400": rate}, "by_source": {"forum": rate}}
    called |= {"by_year": {"(none)": rate, **{str(1900 + number): rate for number in range(MAX_VALUES + 4)}}}
    parted = {"human": 4, "ai": 4, "auroc": 0.875, "tpr_at_1_fpr": 0.5}
    report = {
        "model": {"name": "mine", "version": "1", "digest": "0"},
        "max_fpr": 0.01,
        "texts": {"human": 4},
        "verdicts": {"human": {"ai-likely": 1, "unsure": 3, "mixed": 0}},
        "judged": {"human": 1.0},
        "called_ai": {"human": called},
        "separation": {"all": parted, "by_words": {"50": parted, "400": None}, "by_source": {"bot": parted}},
        "calibration": {"expected_error": 0.021, "bins": []},
    }

    assert list(summary(report)) == [
        "mine 1 at max_fpr 0.01",
        "",
        "4 human texts, 100.0 % judged by style",
        "  ai-likely 1, unsure 3",
        "  called ai-disclosed, ai-likely or mixed: 25.0 % [4.6 % to 69.9 %]",
        "    50-99 words: 25.0 % [4.6 % to 69.9 %] of 4",
        "    400 words or more: 25.0 % [4.6 % to 69.9 %] of 4",
        "    forum: 25.0 % [4.6 % to 69.9 %] of 4",
        "    year (none): 25.0 % [4.6 % to 69.9 %] of 4",
        *(f"    year {1900 + number}: 25.0 % [4.6 % to 69.9 %] of 4" for number in range(MAX_VALUES - 1)),
        "    and 5 more values of year, which --output writes",
        "",
        "Style scores of judged texts: AUROC 0.875, 50.0 % found at 1 % FPR",
        "    50-99 words: AUROC 0.875, 50.0 % found at 1 % FPR",
        "    bot: AUROC 0.875, 50.0 % found at 1 % FPR",
        "Probabilities are off by 2.1 % on average, at even odds.",
    ]


@pytest.mark.parametrize("option", [[], ["--human"]])
def test_name_that_no_file_can_have_is_told_as_it_was_given(
    option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not that of a card in it, which nobody asked for."""
    name = str(tmp_path / ("x" * 300))

    assert run(["evaluate", *option, name]) == 2
    assert capsys.readouterr().err == f"ailabel: {name}: cannot be read: File name too long\n"
