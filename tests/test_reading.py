"""Names stand for files, and files for texts."""

from __future__ import annotations

import io
import os
import sys
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ailabel.errors import InputError, UsageError
from ailabel.reading import iter_files, read_text

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts and of other things."""
    for name in [
        "b.txt",
        "a.md",
        "sub/c.HTML",
        "sub/d.png",
        ".git/e.txt",
        ".hidden.txt",
        "sub/r.jsonl",
        "sub/[x].txt",
    ]:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("text", "utf-8")
    return tmp_path


def found(folder: Path, *patterns: str) -> list[str]:
    """Files by their path below the folder, and errors by what they say."""
    return [
        str(item) if isinstance(item, InputError) else item.relative_to(folder).as_posix()
        for item in iter_files([str(folder / name) for name in patterns])
    ]


def test_text_is_given_as_it_was_saved(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("\ufeff# Caf\u00e9\r\n\r\n*so*\r\n".encode())

    assert read_text(str(file)) == "# Café\r\n\r\n*so*\r\n"


@pytest.mark.parametrize("name", ["note.docx", "note.pdf", "note", "note.txt"])
def test_office_file_or_pdf_is_read_by_its_bytes_whatever_it_is_called(
    name: str, fixtures: Path, tmp_path: Path
) -> None:
    for suffix in ("docx", "pdf"):
        (tmp_path / name).write_bytes((fixtures / "labels" / f"note.{suffix}").read_bytes())

        assert "The mill by the river was rebuilt" in read_text(str(tmp_path / name))


def test_empty_element_of_xhtml_does_not_swallow_what_follows(tmp_path: Path) -> None:
    file = tmp_path / "page.xhtml"
    file.write_text(
        '<html><head><title/></head><body><a id="x"/><p class="a>b">Tides<br/>go.</p></body></html>', "utf-8"
    )

    assert read_text(str(file)) == "Tides\ngo.\n"


@pytest.mark.parametrize("suffix", [".html", ".HTM", ".xhtml"])
def test_page_is_read_as_it_is_seen(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"page{suffix}"
    file.write_bytes(b'<html><meta charset="windows-1251"><script>no</script><p>\xc4\xe0.</p>')

    assert read_text(str(file)) == "Да.\n"


def test_standard_input_is_read_by_the_name_of_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xfe\xff\x00H\x00i")))

    assert read_text("-") == "Hi"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.txt",
            b"ab\0c",
            r"a\.txt: binary data, not text: byte 0x00 at offset 2; save it as text in UTF-8",
        ),
        ("a.pdf", b"%PDF-1.7", r"a\.pdf: it is damaged: Stream has ended"),
        (
            "a.odt",
            b"PK\x03\x04",
            r"a\.odt: a zip archive \(as \.odt and \.xlsx are\), not text, by its bytes at offset 0",
        ),
        ("a.html", b"<div>" * 9_000, r"a\.html: HTML with 9000 elements inside each other"),
    ],
)
def test_unreadable_file_is_named_with_what_stands_in_the_way(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)

    with pytest.raises(InputError, match=message):
        read_text(str(file))


@pytest.mark.parametrize(
    ("name", "message"), [("no.txt", "No such file"), ("", "directory"), ("a\0b", "can have")]
)
def test_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(InputError, match=f"cannot be read: .*{message}"):
        read_text(str(tmp_path) + f"/{name}")


def test_folder_stands_for_its_texts_in_order_and_for_nothing_hidden(texts: Path) -> None:
    assert found(texts, "") == ["a.md", "b.txt", "sub/[x].txt", "sub/c.HTML", "sub/r.jsonl"]


def test_file_is_itself_whatever_its_suffix_and_however_often(texts: Path) -> None:
    assert found(texts, "sub/d.png", ".hidden.txt", "b.txt", "b.txt") == [
        "sub/d.png",
        ".hidden.txt",
        "b.txt",
        "b.txt",
    ]


def test_pattern_stands_for_the_files_it_matches(texts: Path) -> None:
    assert found(texts, "*.txt") == ["b.txt"]
    assert found(texts, "**/*.HTML", "sub/?.png") == ["sub/c.HTML", "sub/d.png"]
    assert found(texts, "*") == ["a.md", "b.txt"]


def test_pattern_of_folders_within_folders_matches_what_glob_does(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(texts)
    (texts / "sub" / "[deep]").mkdir()
    (texts / "sub" / "[deep]" / "f.txt").touch()

    for pattern in ("**", "**/*", "**/*.txt", "sub/**", "s*/**/*.txt", "**/sub/**/f.*", "./**/.hidden.txt"):
        names = sorted({Path(name) for name in glob(pattern, recursive=True)}, key=str)  # noqa: PTH207
        assert [*iter_files([pattern])] == [name for name in names if name.is_file()], pattern
        assert [*iter_files([f"{texts}/{pattern}"])] == [texts / name for name in names if name.is_file()]


@pytest.mark.parametrize("pattern", ["", "**", "**/*.txt"])
def test_link_that_leads_round_gives_each_text_once(tmp_path: Path, pattern: str) -> None:
    for folder in ("d", "e"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").touch()
    (tmp_path / "d" / "up").symlink_to("..")

    assert found(tmp_path, pattern) == ["d/a.txt", "e/a.txt"]


def test_file_with_a_bracket_in_its_name_is_no_pattern(texts: Path) -> None:
    assert found(texts, "sub/[x].txt") == ["sub/[x].txt"]


def test_file_may_be_named_by_a_dash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("-").write_text("A file.", encoding="utf-8")
    files = [*iter_files(["./-"]), *iter_files(["*"])]

    assert [read_text(file) for file in files if isinstance(file, Path)] == ["A file.", "A file."]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "there is no such file or folder"),
        ("*.docx", "no file matches this pattern"),
        ("s*", "no file matches this pattern; folders do: name them, or end it in /*"),
        (".git/x", "there is no such file or folder"),
        ("x" * 300, "cannot be read: File name too long"),
    ],
)
def test_name_that_stands_for_nothing_is_an_error_in_its_place(texts: Path, name: str, message: str) -> None:
    assert found(texts, "b.txt", name, "a.md") == ["b.txt", f"{texts / name}: {message}", "a.md"]


def test_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()

    (error,) = found(tmp_path, "")

    assert error.startswith(f"{tmp_path}: no texts in this folder; they end in .txt")
    assert error.endswith("takes files of other names one by one, or by a pattern")


@pytest.mark.parametrize("name", ["", "**/*.[mtHj]*", "**/**/*.[mtHj]*"])
def test_folder_that_cannot_be_read_is_an_error_and_the_texts_beside_it_are_found(
    name: str, texts: Path, bury: Callable[[Path], None]
) -> None:
    bury(texts / "sub")
    *files, error = found(texts, name)

    assert files == ["a.md", "b.txt", "sub/[x].txt", "sub/c.HTML", "sub/r.jsonl"]
    assert error.startswith(f"{texts / 'sub'}/ddd")
    assert error.endswith(": cannot be read: File name too long")


def test_folder_that_only_holds_what_cannot_be_read_is_one_error(
    tmp_path: Path, bury: Callable[[Path], None]
) -> None:
    bury(tmp_path)

    assert [error[-20:] for error in found(tmp_path, "")] == [": File name too long"]


def test_link_that_leads_nowhere_is_given_for_whoever_reads_it_to_tell(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "c.txt").symlink_to("x" * 300)

    assert found(tmp_path, "") == found(tmp_path, "*.txt") == ["a.txt", "c.txt"]


def test_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    os.mkfifo(tmp_path / "b.txt")

    assert found(tmp_path, "") == ["a.txt"]


@pytest.mark.parametrize("name", [None, 5, b"text.txt", ["text.txt"]])
def test_what_names_no_file_is_refused(name: object) -> None:
    with pytest.raises(UsageError, match=f"by a str or a Path, and this is {type(name).__name__}"):
        read_text(name)  # type: ignore[arg-type]  # is tested
