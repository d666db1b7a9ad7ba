"""`ailabel calibrate` sets thresholds by people of your own, and says what that changed."""

from __future__ import annotations

import json
import shlex
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ailabel.cli import run
from ailabel.cli_calibrate import summary

if TYPE_CHECKING:
    from ailabel.labelled import LabelledText

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def people(toy_texts: tuple[LabelledText, ...], tmp_path: Path) -> Path:
    """A folder of texts, without a word of who wrote them."""
    folder = tmp_path / "people"
    folder.mkdir()
    for text in toy_texts:
        if text.label == "human":
            (folder / f"{text.group}.txt").write_text(text.text, encoding="utf-8")
    return folder


def test_calibrated_model_scores(people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "model"
    code = run(["calibrate", str(people), "--out", str(out)])
    printed = capsys.readouterr()
    command = printed.out.split("`ailabel ")[1].split("`")[0]
    scored = run([*shlex.split(command), str(ROOT / "fixtures/documents/article.md"), "--format", "jsonl"])
    result = json.loads(capsys.readouterr().out)

    assert (code, scored) == (0, 0)
    assert "read 138 human texts of 1 source; skipped 0 records" in printed.err
    assert "  200-399 words, 0 texts: too few, thresholds stay as they were\n" in printed.out
    assert result["model"]["name"] == "model"


def test_machine_texts_are_ignored_and_broken_records_named(
    toy_texts: tuple[LabelledText, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    lines = [json.dumps(asdict(text)) for text in toy_texts]
    rows.write_text("\n".join([*lines, '{"text": "x", "label": "mixed"}']), encoding="utf-8")
    code = run(["calibrate", str(rows), "--out", str(tmp_path / "model"), "--name", "mine"])
    printed = capsys.readouterr()

    assert code == 2
    assert f"{rows}:{len(lines) + 1}: label 'mixed'" in printed.err
    assert f"Ignored {len(lines) // 2} machine texts." in printed.out
    assert "copies" not in printed.err
    assert (tmp_path / "model" / "model.json").is_file()


def test_model_never_lies_among_the_texts(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calibrate", str(people), "--out", str(people / "model")]) == 2
    assert f"lies in {people}, whose files are read as texts" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such.jsonl", "--out", "model"], "no-such.jsonl: there is no such file or folder"),
        (["README.md"], "Missing option '--out'"),
        (["fixtures/articles", "--out", "docs"], "docs: is there and is no model folder"),
        (["fixtures/articles", "--out", "model", "--model", "docs"], "docs/model.json: cannot be read"),
        (["fixtures/articles", "--out", "model"], "too few human texts in English prose: "),
    ],
)
def test_wrong_usage_is_one_clear_message_and_nothing_is_written(
    arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)

    assert run(["calibrate", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert not (ROOT / "model").exists()


def test_a_summary_says_what_changed_length_by_length() -> None:
    scores = {"0.01": 5.6, "0.001": 7.6}
    reset = {"texts": 180, "reset": True, "before": scores, "after": {"0.01": 6.1, "0.001": None}}
    report = {
        "texts": 1200,
        "sources": 1,
        "ignored": 1,
        "bands": [{"words": 50, **reset}, {"words": 400, "texts": 3, "reset": False}],
        "accused": {"max_fpr": 0.01, "before": 0.031, "after": 0.01},
    }

    assert list(summary(report)) == [
        "Calibrated on 1,200 human texts of 1 source.",
        "Ignored 1 machine text.",
        "Scores from which a text is called ai-likely:",
        "  50-99 words, 180 texts: at 1 % 5.60, now 6.10; at 0.1 % 7.60, now not known",
        "  400 words or more, 3 texts: too few, thresholds stay as they were",
        "Of the pieces of these texts 3.1 % were called ai-likely at max_fpr 0.01.",
        "Now it is 1.0 %, each judged by thresholds that the others set.",
    ]
    assert (
        "cannot be told"
        in list(summary(report | {"accused": {"max_fpr": 0.01, "before": 0.0, "after": None}}))[-1]
    )
