"""`ailabel label` and `ailabel read` at a prompt."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ailabel.cli import run
from ailabel.cli_label import PROSE
from ailabel.reading import read_text
from tests.marks.manifests import store_that_says
from tests.readers.made import docx_of, epub_of, pdf_of

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "fixtures" / "labels"
NOTE = LABELS / "note.md"
ARTICLE = ROOT / "fixtures" / "articles" / "01-council-library-hours.txt"
HOUSE = ("--as", "visible", "--claim", "generated")


def label(*arguments: object) -> int:
    return run(["label", *map(str, arguments)])


def read_json(capsys: pytest.CaptureFixture[str], *files: object, code: int = 0) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["read", *map(str, files), "--format", "json"]) == code
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def claims(capsys: pytest.CaptureFixture[str], file: object) -> list[str]:
    return [mark["claim"] for mark in read_json(capsys, file)[0]["marks"]]


def test_labelled_file_is_read_back(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "out.md"

    assert label(NOTE, "--as", "front-matter", "--as", "visible", "--claim", "assisted", "-o", out) == 0
    assert claims(capsys, out) == ["assisted", "assisted"]
    assert out.read_text(encoding="utf-8").startswith("---\ntitle: The mill\n")


def test_without_an_output_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert label(NOTE, *HOUSE) == 0

    text = NOTE.read_text(encoding="utf-8")
    assert capsys.readouterr().out == f"{text}\nThis text was generated with AI.\n"


def test_file_itself_is_written_only_where_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes(b"This is a note.")

    assert label(file, *HOUSE, "-o", file) == 2
    assert file.read_bytes() == b"This is a note."
    assert label(file, *HOUSE, "--in-place") == 0
    assert file.read_bytes() == b"This is a note.\n\nThis text was generated with AI.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_what_standard_input_reads_is_never_written_to(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes(b"This is a note.")
    with file.open("rb") as stdin:
        command = [sys.executable, "-m", "ailabel", "label", "-", *HOUSE, "--output", str(file)]
        ran = subprocess.run(command, stdin=stdin, capture_output=True, text=True, check=False)

    assert (ran.returncode, "is the file to label" in ran.stderr) == (2, True)
    assert file.read_bytes() == b"This is a note."


@pytest.mark.parametrize(
    "name", ["order.jsonl", "order.csv", "order.JSON", "a.py", "a.yaml", "a.css", "a.svg", ".env"]
)
def test_file_that_is_not_known_for_prose_is_refused(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(b"text\nOne.\n")

    assert label(file, *HOUSE, "--in-place") == 2
    error = capsys.readouterr().err
    assert f"{file}: {name[name.rindex('.') :]} is not known for prose" in error
    assert "label its texts before they go in" in error
    assert file.read_bytes() == b"text\nOne.\n"


@pytest.mark.parametrize("standard", ["visible", "html", "front-matter", "trailer", "c2pa"])
@pytest.mark.parametrize("name", ["f.ipynb", "f.txt", "f"])
def test_data_is_refused_by_what_it_holds(
    name: str, standard: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(b'{"cells":[]}')

    assert label(file, "--as", standard, "--claim", "generated", "--in-place") == 2
    assert f"{file}: holds JSON, which a label would break; label its texts" in capsys.readouterr().err
    assert file.read_bytes() == b'{"cells":[]}'


def test_data_on_standard_input_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"id,text\n1,One.\n")))

    assert label("-", *HOUSE) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "-: holds a table, which a label would break" in captured.err


@pytest.mark.parametrize("name", ["README", "essay.TXT", "notes.2024", "a.rst", "letter.eml"])
def test_prose_is_labelled_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(b"A note.\n")

    assert label(file, *HOUSE, "--language", "en", "--in-place") == 0
    assert file.read_bytes() == b"A note.\n\nThis text was generated with AI.\n"


@pytest.mark.parametrize("suffix", PROSE)
def test_ending_of_prose_is_in_the_docs(suffix: str) -> None:
    assert f"`{suffix}`" in (ROOT / "docs" / "labels.md").read_text(encoding="utf-8")


def test_block_of_c2pa_in_a_string_of_json_is_filled_in(tmp_path: Path) -> None:
    file, store = tmp_path / "page.json", tmp_path / "store"
    file.write_text(json.dumps({"c2pa": "-----BEGIN C2PA MANIFEST----- -----END C2PA MANIFEST-----"}))
    store.write_bytes(store_that_says("generated"))

    assert label(file, "--as", "c2pa", "--claim", "generated", "--manifest", store, "--in-place") == 0
    assert "data:application/c2pa;base64," in json.loads(file.read_text())["c2pa"]


@pytest.mark.parametrize("arguments", [("--in-place", "-o", "x"), ("--in-place",)])
def test_in_place_takes_a_file_and_no_output(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)

    assert label("-" if len(arguments) == 1 else NOTE, *HOUSE, *arguments) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Ein Text.\r\nZwei.\r\n", b"\r\nDieser Text wurde mit KI erstellt.\r\n"),
        (b"\xef\xbb\xbfEin Text.\n", b"\nDieser Text wurde mit KI erstellt.\n"),
        ("Ein größerer Text.\n".encode("cp1252"), b"\nDieser Text wurde mit KI erstellt.\n"),
        (b"\xff\xfe" + "Ein größerer Text.\n".encode("utf-16-le"),
         "\nDieser Text wurde mit KI erstellt.\n".encode("utf-16-le")),
    ],
)  # fmt: skip
def test_encoding_and_line_ends_stay(data: bytes, said: bytes, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes(data)

    assert label(file, *HOUSE, "--language", "de", "--in-place") == 0
    assert file.read_bytes() == data + said


def test_label_that_the_encoding_cannot_hold_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes("Ein größerer Text.\n".encode("cp1252"))

    assert label(file, *HOUSE, "--language", "zh", "--in-place") == 2
    assert "cp1252, cannot hold '本'; save it as text in UTF-8" in capsys.readouterr().err
    assert file.read_bytes() == "Ein größerer Text.\n".encode("cp1252")


def test_label_that_would_change_what_its_encoding_is_taken_for_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_bytes("Příliš\n".encode("cp1250"))

    assert label(file, *HOUSE, "--language", "fi", "--in-place") == 2
    assert "would no longer be read as what they are; save it as text in UTF-8" in capsys.readouterr().err
    assert file.read_bytes() == "Příliš\n".encode("cp1250")


def test_hidden_manifest_turns_no_bytes_of_utf_16_round(tmp_path: Path) -> None:
    file, store = tmp_path / "text.txt", tmp_path / "store"
    file.write_bytes("One.\n".encode("utf-16-le"))
    store.write_bytes(store_that_says("generated"))

    assert label(file, "--as", "c2pa", "--claim", "generated", "--manifest", store, "--in-place") == 0
    assert read_text(file).startswith("One.\n")


def test_auto_takes_the_claim_and_the_language_of_the_score(capsys: pytest.CaptureFixture[str]) -> None:
    assert label(ARTICLE, "--as", "visible") == 0
    assert capsys.readouterr().out.endswith("\nThis text was generated with AI.\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "La mairie a annoncé lundi que le pont serait construit en mai.",
            "Ce texte a été généré par une IA.",
        ),
        (
            "Byen har besluttet at bygge en ny bro, og den bliver åbnet efter jul.",
            "Denne tekst er genereret med AI.",
        ),
        ("A város úgy döntött, hogy új hidat épít, és azt meg is nyitja.", "Ezt a szöveget"),
    ],
)
def test_line_is_in_the_language_of_the_text(
    text: str, line: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_text(text, encoding="utf-8")

    assert label(file, *HOUSE) == 0
    assert f"\n\n{line}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "reason"), [("", "names no language; leave it out"), ("xx", "no visible line in 'xx'")]
)
def test_language_that_is_none_is_refused(
    language: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert label(NOTE, *HOUSE, "--language", language) == 2
    told = capsys.readouterr()
    assert reason in told.err
    assert told.out == ""


def test_line_in_a_language_that_cannot_be_told_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Le pont ouvre lundi.", encoding="utf-8")

    assert label(file, *HOUSE, "--in-place") == 2
    assert f"{file}: is in a language that cannot be told; " in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "Le pont ouvre lundi."
    assert label(file, *HOUSE, "--language", "fr", "--in-place") == 0


def test_auto_claims_no_more_than_possible_by_style(capsys: pytest.CaptureFixture[str]) -> None:
    denial = ROOT / "fixtures" / "documents" / "denial.txt"

    assert label(denial, "--as", "aigc") == 0
    assert 'Label: "2"' in capsys.readouterr().out
    assert label(denial, "--as", "html") == 2
    assert "html cannot say 'possible'; it can say: human, " in capsys.readouterr().err


def test_auto_refuses_where_the_score_is_unsure(capsys: pytest.CaptureFixture[str]) -> None:
    assert label(NOTE, "--as", "visible") == 2
    assert "note.md: the text is unsure, from which no claim follows" in capsys.readouterr().err


def test_page_is_scored_as_its_visitor_sees_it_with_the_labels_of_its_source(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert label(LABELS / "page.html", "--as", "html", "--claim", "autonomous", "-o", page) == 0

    assert run(["score", str(page), "--format", "json"]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert result["label"] == "ai-disclosed"
    assert label(page, "--as", "html", "--in-place") == 0
    assert claims(capsys, page)[0] == "autonomous"


def test_every_label_of_a_page_is_read_with_its_scope(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = read_json(capsys, LABELS / "page.html")

    assert [(mark["claim"], mark["scope"], mark["covers"] is None) for mark in found["marks"]] == [
        ("assisted", "text", True),
        ("generated", "text", False),
        ("assisted", "text", True),
        ("generated", "image", True),
        ("mixed", "text", True),
    ]
    assert found["marks"][0]["tool"] == "Example 2"


def test_marks_and_words_are_read_of_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (LABELS / "aigc.md").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    (found,) = read_json(capsys, "-")
    assert {mark["carrier"] for mark in found["marks"]} == {"visible line", "front matter AIGC"}
    assert "本文由人工智能（AI）生成" in {span["text"] for span in found["spans"]}


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_properties_of_a_file_are_written_and_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"note.{kind}"
    file.write_bytes((LABELS / file.name).read_bytes())

    assert label(file, "--as", kind, "--claim", "mixed", "--in-place") == 0
    assert claims(capsys, file) == ["mixed"]
    assert label(file, "--as", kind) == 2
    assert "the text is unsure, from which no claim follows" in capsys.readouterr().err
    assert label(file, *HOUSE, "--in-place") == 2
    assert f"visible is for text, and this is {kind}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("docx", docx_of("A mill.\n\nThis text was written by an AI.")),
        ("pdf", pdf_of(["A mill.", "", "This text was written by an AI."])),
    ],
    ids=["docx", "pdf"],
)
def test_claim_and_words_of_an_office_file_or_pdf_are_those_of_its_text(
    kind: str, data: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "note"
    file.write_bytes(data)

    assert label(file, "--as", kind, "--in-place") == 0
    (found,) = read_json(capsys, file)
    assert {mark["claim"] for mark in found["marks"]} == {"generated"}
    assert [span["text"] for span in found["spans"]] == ["This text was written by an AI"]


@pytest.mark.parametrize("before", [b"\n", b"\xef\xbb\xbf\r\n"])
def test_pdf_behind_a_line_break_is_no_text(
    before: bytes, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, data = tmp_path / "note", before + pdf_of(["A mill."])
    file.write_bytes(data)

    assert label(file, *HOUSE, "--in-place") == 2
    assert "visible is for text, and this is pdf" in capsys.readouterr().err
    assert file.read_bytes() == data
    assert label(file, "--as", "pdf", "--claim", "generated", "--in-place") == 0
    assert claims(capsys, file)[:1] == ["generated"]
    assert file.read_bytes().startswith(data)


def test_book_is_read_for_its_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    file.write_bytes(epub_of({"a.xhtml": "<p>This book was written by an AI.</p>"}))

    (found,) = read_json(capsys, file)
    assert [span["text"] for span in found["spans"]] == ["This book was written by an AI"]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_label_in_the_properties_of_a_file_counts_when_it_is_scored(
    kind: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / f"note.{kind}"
    file.write_bytes((LABELS / file.name).read_bytes())
    label(file, "--as", kind, "--claim", "generated", "--in-place")

    assert run(["score", str(tmp_path), "--format", "csv", "--fail-on", "ai-disclosed"]) == 1
    assert f"{file},,ai-disclosed" in capsys.readouterr().out


def test_words_that_cannot_be_read_are_told_beside_the_marks(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "note.docx"
    file.write_bytes((LABELS / "note.docx").read_bytes())
    label(file, "--as", "docx", "--claim", "human", "--in-place")
    monkeypatch.setitem(sys.modules, "mammoth", None)

    (found,) = read_json(capsys, file, code=2)
    assert {mark["claim"] for mark in found["marks"]} == {"human"}
    assert found["warnings"] == [
        "its words: to read a .docx file needs mammoth: pip install 'ailabel-text[files]'"
    ]


@pytest.mark.parametrize(
    ("kind", "damage", "told"),
    [
        ("docx", "it is no zip archive", "Office file that cannot be read: "),
        ("pdf", "it is damaged", "PDF that cannot be read: "),
    ],
)
def test_damaged_file_cannot_be_labelled_nor_read(
    kind: str, damage: str, told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / f"note.{kind}"
    file.write_bytes((LABELS / file.name).read_bytes()[:200])

    assert label(file, "--as", kind, "--claim", "mixed", "--in-place") == 2
    assert f"{file}: {damage}" in capsys.readouterr().err
    damaged, whole = read_json(capsys, file, NOTE, code=2)
    assert damaged["warnings"][0].startswith(told)
    assert whole["warnings"] == []


def test_manifest_is_embedded_and_verified_against_the_certificates_of_ones_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import c2pa_text

    store, clean = c2pa_text.extract_manifest((LABELS / "signed.txt").read_text(encoding="utf-8"))
    plain, manifest, out = (tmp_path / name for name in ("plain.txt", "store.c2pa", "out.txt"))
    plain.write_text(clean, encoding="utf-8")
    manifest.write_bytes(store or b"")

    assert label(plain, "--as", "c2pa", "--claim", "generated", "--manifest", manifest, "-o", out) == 0
    assert out.read_bytes() == (LABELS / "signed.txt").read_bytes()
    capsys.readouterr()
    assert run(["read", str(out), "--trust", str(LABELS / "signed-root.pem")]) == 0
    assert "signature verified" in capsys.readouterr().out
    assert run(["read", str(out)]) == 0
    assert "not verified" in capsys.readouterr().out


def test_file_without_certificates_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(LABELS / "signed.txt"), "--trust", str(NOTE)]) == 2
    assert f"{NOTE}: holds no PEM certificate" in capsys.readouterr().err


def test_missing_file_of_certificates_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(NOTE), "--trust", "none.pem"]) == 2
    assert "none.pem" in capsys.readouterr().err


def test_what_has_no_label_is_no_text_by_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(NOTE)]) == 0
    assert "no label, which says nothing about who wrote it" in capsys.readouterr().out


def test_broken_label_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "broken.md"
    file.write_text("---\nAIGC: [\n---\nText.\n", encoding="utf-8")

    assert run(["read", str(file)]) == 0
    assert "unread    front matter that cannot be read: " in capsys.readouterr().out


def test_unreadable_file_is_reported_and_the_others_are_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["read", str(tmp_path / "none.txt"), str(NOTE)]) == 2
    output = capsys.readouterr()
    assert "none.txt" in output.err
    assert "note.md" in output.out


def test_missing_package_is_a_warning_that_names_the_extra(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)

    (found,) = read_json(capsys, LABELS / "aigc.md")
    assert found["warnings"] == ["aigc: needs yaml: pip install 'ailabel-text[labels]'"]
    assert label(NOTE, "--as", "aigc", "--claim", "generated") == 2
    assert "pip install 'ailabel-text[labels]'" in capsys.readouterr().err
