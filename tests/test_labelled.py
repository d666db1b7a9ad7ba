"""Labelled texts come out of JSON Lines, CSV and folders alike, and a broken one stops no other."""

from __future__ import annotations

import csv
import json
import struct
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.errors import InputError, UsageError
from ailabel.labelled import (
    ADVICE,
    LONGEST,
    LabelledText,
    in_one_order,
    read_human,
    read_labelled,
    read_unlabelled,
    told_apart,
)
from ailabel.records import EACH
from ailabel.rows import ROWS as READERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

ROWS = (
    {"text": "One.", "label": "human", "source": "forum", "group": "g", "pair": "p", "id": "i"},
    {"text": "Two,\nof two lines.", "label": "ai", "pair": "p", "id": "i"},
    {"text": "Three.", "label": "human", "id": "i"},
    {"text": "Four.", "label": "ai"},
)


def write_jsonl(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def write_csv(path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, ["label", "text", "source", "group", "pair", "id"])
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_parquet(path: Path, *rows: Mapping[str, object]) -> Path:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(list(map(dict, rows))), path)
    return path


def write_folder(path: Path, **texts: dict[str, str]) -> Path:
    for label, files in texts.items():
        (path / label).mkdir(parents=True)
        for name, text in files.items():
            (path / label / name).write_text(text, encoding="utf-8")
    return path


def complaints(*paths: Path) -> list[str]:
    return [str(item) for item in read_labelled(paths) if isinstance(item, InputError)]


def texts(*paths: Path) -> list[LabelledText]:
    return [item for item in read_labelled(paths) if isinstance(item, LabelledText)]


def test_group_is_the_field_group_else_pair_else_id_else_the_line(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "mail.jsonl", *ROWS)

    assert list(read_labelled([file])) == [
        LabelledText("One.", "human", "forum", "g"),
        LabelledText("Two,\nof two lines.", "ai", "mail", "p"),
        LabelledText("Three.", "human", "mail", "i"),
        LabelledText("Four.", "ai", "mail", "mail.jsonl:4"),
    ]


def test_fields_of_a_record_are_kept_as_json_writes_them(tmp_path: Path) -> None:
    row = {
        **ROWS[2],
        "answer": "No.",
        "year": 2026,
        "native": False,
        "genre": "",
        "prompt": "x" * 300,
        "maker": None,
        "tags": ["a"],
    }
    kept = {
        "label": "human",
        "id": "i",
        "year": "2026",
        "native": "false",
        "prompt": "x" * (LONGEST - 1) + "…",
    }
    file = write_jsonl(tmp_path / "mail.jsonl", row)

    assert [text.fields for text in texts(file)] == [kept]


def test_fields_of_a_table_are_kept_and_a_file_of_text_has_none(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "mail.csv", ROWS[2])
    columns = write_parquet(tmp_path / "mail.parquet", {**ROWS[2], "year": 2026, "day": date(2026, 12, 1)})
    folder = write_folder(tmp_path / "letters", human={"a.txt": "A."})

    assert [text.fields for text in texts(table, columns, folder)] == [
        {"label": "human", "id": "i"},
        {"label": "human", "id": "i", "year": "2026", "day": "2026-12-01"},
        {},
    ]


def test_group_that_somebody_named_is_one_in_all_sources_and_no_other_is(tmp_path: Path) -> None:
    """An id is that of the text, a group only where another text names it; files count their lines alike."""
    (tmp_path / "other").mkdir()
    rows = [{"text": "One.", "label": "human", "id": 1}, {"text": "Two.", "label": "human", "id": 2}]
    ours = write_jsonl(tmp_path / "mail.jsonl", *rows, {"text": "Three.", "label": "human"})
    theirs = write_jsonl(
        tmp_path / "other" / "mail.jsonl",
        {"text": "A.", "label": "ai", "source": "bot", "pair": 1},
        {"text": "B.", "label": "ai", "source": "bot", "id": 2},
        {"text": "C.", "label": "ai", "source": "bot"},
    )

    assert [text.group for text in told_apart(texts(ours, theirs))] == [
        *["1", "mail\n2", "mail\nmail.jsonl:3"],
        *["1", "bot\n2", "bot\nmail.jsonl:3"],
    ]


def test_texts_that_share_a_group_or_a_pair_are_one(tmp_path: Path) -> None:
    rows = [
        {"text": "A.", "label": "human", "group": "thread", "pair": "1"},
        {"text": "B.", "label": "human", "group": "thread", "pair": "2"},
        {"text": "C.", "label": "ai", "pair": "2", "source": "bot"},
        {"text": "D.", "label": "ai", "group": "1", "source": "bot"},
        {"text": "E.", "label": "ai", "group": "else", "pair": "else"},
    ]
    apart = told_apart(texts(write_jsonl(tmp_path / "mail.jsonl", *rows)))

    assert [text.group for text in apart] == ["thread", "thread", "thread", "thread", "else"]
    assert told_apart(apart) == apart


def test_pair_means_the_path_or_id_of_its_own_source(tmp_path: Path) -> None:
    """So answers to prompts for files of the same name in several folders join none of these."""
    folders = [write_folder(tmp_path / name, human={"1.txt": f"{name}."}) for name in "abc"]
    answers = [{"text": f"To {name}.", "label": "ai", "source": name, "pair": "1"} for name in "ab"]
    apart = told_apart(texts(*folders, write_jsonl(tmp_path / "answers.jsonl", *answers)))

    assert [text.group for text in apart] == ["a\n1", "b\n1", "c\n1", "a\n1", "b\n1"]


@pytest.mark.parametrize("empty", ["", None])
def test_empty_field_is_none_at_all(empty: str | None, tmp_path: Path) -> None:
    bare = {"text": "One.", "group": empty, "pair": empty, "id": empty, "source": empty, "label": empty}
    file = write_jsonl(tmp_path / "mail.jsonl", bare, bare | {"pair": "p"}, bare | {"id": 0})

    assert human(file) == [
        LabelledText("One.", "human", "mail", "mail.jsonl:1"),
        LabelledText("One.", "human", "mail", "p"),
        LabelledText("One.", "human", "mail", "0"),
    ]


def test_source_of_any_number_counts(tmp_path: Path) -> None:
    rows = [{"text": "One.", "label": "ai", "source": number} for number in (0, 1)]
    files = write_jsonl(tmp_path / "mail.jsonl", *rows), write_parquet(tmp_path / "mail.parquet", *rows)

    assert [item.source for item in texts(*files)] == ["0", "1", "0", "1"]


def test_whole_number_is_the_same_in_a_column_of_fractions(tmp_path: Path) -> None:
    """As pandas makes one of whole numbers, once one of them is missing."""
    whole = {"text": "A.", "label": "human", "source": 7, "group": 1, "pair": 2, "year": 2026}
    number = {"source": 7.0, "group": 1.0, "pair": 2.0, "year": 2026.0}
    files = (
        write_jsonl(tmp_path / "a.jsonl", whole),
        write_jsonl(tmp_path / "b.jsonl", whole | number),
        write_parquet(tmp_path / "c.parquet", whole | number),
    )
    read = texts(*files)

    assert {(text.source, text.group, text.pair, text.fields["year"]) for text in read} == {
        ("7", "1", "2", "2026")
    }
    assert len(read) == 3


def test_fraction_stays_one(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "a.jsonl", {"text": "A.", "label": "human", "group": 1.5, "source": "1.0"})

    assert [(text.group, text.source) for text in texts(file)] == [("1.5", "1.0")]


def test_csv_says_the_same_as_json_lines(tmp_path: Path) -> None:
    from_csv = texts(write_csv(tmp_path / "mail.csv", *ROWS))
    from_jsonl = texts(write_jsonl(tmp_path / "mail.jsonl", *ROWS))

    assert from_csv[:3] == from_jsonl[:3]
    assert from_csv[3] == LabelledText("Four.", "ai", "mail", "mail.csv:6")


def test_csv_of_a_spreadsheet_is_read_whatever_its_encoding(tmp_path: Path) -> None:
    row = {"text": "Naïve.", "label": "ai"}
    marked = texts(write_csv(tmp_path / "marked.csv", row, encoding="utf-8-sig"))
    wide = texts(write_csv(tmp_path / "wide.csv", row, encoding="utf-16"))

    assert [item.text for item in (*marked, *wide)] == ["Naïve.", "Naïve."]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_is_cut_as_its_header_is(delimiter: str, tmp_path: Path) -> None:
    rows = ['"text"', '"label"'], ['"One, two; three\tfour."', '"ai"'], ["Five.", "human"]
    file = tmp_path / "mail.csv"
    file.write_text("".join(f"{delimiter.join(row)}\n" for row in rows), encoding="utf-8")

    assert [item.text for item in texts(file)] == ["One, two; three\tfour.", "Five."]
    assert complaints(file) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_line_that_names_the_delimiter_of_a_csv_is_no_header(delimiter: str, tmp_path: Path) -> None:
    file = tmp_path / "mail.csv"
    rows = ["text", "label"], ["One.", "ai"], ["Two.", "mixed"]
    lines = [f"sep={delimiter}", *map(delimiter.join, rows)]
    file.write_bytes("".join(f"{line}\r\n" for line in lines).encode())

    assert [item.text for item in texts(file)] == ["One."]
    assert complaints(file) == [f"{file}:4: label 'mixed' is neither 'human' nor 'ai'; {ADVICE}"]


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (
            "text|label",
            "no column 'text'; there is: 'text|label'; columns are parted by commas",
        ),
        ("text;mark", "no column 'label'; there is: 'text', 'mark'"),
        ("text, label", "column ' label' must be named 'label'"),
        ("Text;label", "column 'Text' must be named 'text'"),
        ("text,text,label", "column 'text' is there 2 times; leave the one that counts"),
        ('"text" x,label', "not CSV: ',' expected after"),
        ("x" * 50, f"no column 'text'; there is: '{'x' * 40}'; columns are parted by"),
    ],
)
def test_header_that_cannot_be_used_is_one_error(header: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "mail.csv"
    file.write_text(f"\n{header}\n" + "One.,ai\n" * 9, encoding="utf-8")
    (complaint,) = complaints(file)

    assert complaint.startswith(f"{file}:2: {reason}")
    assert texts(file) == []


def test_machine_texts_are_not_taken_for_human_by_a_label_that_is_spelt_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "mail.csv"
    file.write_text("text,Label\nOne.,ai\n", encoding="utf-8")

    assert [str(item) for item in human(file)] == [f"{file}:1: column 'Label' must be named 'label'"]


def test_columns_that_nobody_reads_may_share_a_name(tmp_path: Path) -> None:
    file = tmp_path / "mail.csv"
    file.write_text("text,label,note,note,,\nOne.,ai,a,b,,\n", encoding="utf-8")

    assert [item.text for item in texts(file)] == ["One."]


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view"])
def test_string_of_any_kind_is_read_from_parquet(kind: str, tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    columns = {name: pa.array([cell], getattr(pa, kind)()) for name, cell in ROWS[0].items()}
    parquet.write_table(pa.table(columns), tmp_path / "mail.parquet")

    assert texts(tmp_path / "mail.parquet") == [LabelledText("One.", "human", "forum", "g")]


def write_broken_parquet(path: Path, broken: str, **columns: Sequence[str]) -> Path:
    """Three rows, of which the second is no UTF-8 in the column `broken`."""
    import pyarrow as pa
    from pyarrow import parquet

    offsets, content = pa.py_buffer(struct.pack("<4i", 0, 4, 8, 14)), pa.py_buffer(b"One.T\xffo.Three.")
    parquet.write_table(pa.table({broken: pa.StringArray.from_buffers(3, offsets, content), **columns}), path)
    return path


def test_string_of_parquet_that_is_not_utf_8_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    file = write_broken_parquet(tmp_path / "mail.parquet", "text", label=["ai", "ai", "human"])

    assert complaints(file) == [
        f"{file}:2: column 'text': byte 0xFF at offset 1 is not UTF-8; write it as UTF-8"
    ]
    assert [item.text for item in texts(file)] == ["One.", "Three."]


def test_column_of_parquet_that_nobody_reads_may_be_broken(tmp_path: Path) -> None:
    columns = {"text": ["One.", "Two.", "Three."], "label": ["ai", "ai", "human"]}
    file = write_broken_parquet(tmp_path / "mail.parquet", "notes", **columns)

    assert [item.text for item in texts(file)] == columns["text"]


@pytest.mark.parametrize(
    ("field", "least"),
    [
        *(("text", "strings"), ("label", "strings")),
        *(("source", "strings or numbers"), ("group", "strings or numbers"), ("pair", "strings or numbers")),
    ],
)
def test_column_of_another_type_is_named_with_it(field: str, least: str, tmp_path: Path) -> None:
    file = write_parquet(tmp_path / "mail.parquet", *(ROWS[0] | {field: b"x"} for _ in range(3)))

    assert complaints(file) == [f"{file}: column '{field}' holds binary, not {least}"]
    assert [str(item) for item in human(file)] == complaints(file)


def test_parquet_says_the_same_as_json_lines(tmp_path: Path) -> None:
    from_parquet = texts(write_parquet(tmp_path / "mail.parquet", *ROWS))
    from_jsonl = texts(write_jsonl(tmp_path / "mail.jsonl", *ROWS))

    assert from_parquet[:3] == from_jsonl[:3]
    assert from_parquet[3] == LabelledText("Four.", "ai", "mail", "mail.parquet:4")
    assert from_parquet[3].place == f"{tmp_path / 'mail.parquet'}:4"


def test_parquet_may_hold_columns_that_json_has_no_word_for(tmp_path: Path) -> None:
    odd = {"when": datetime.now(tz=UTC), "raw": b"\xff", "vector": [0.5], "text": None}
    rows = [row | odd | {"text": row["text"], "id": 7} for row in ROWS[1:2]]
    file = write_parquet(tmp_path / "odd.parquet", *rows, odd | {"label": "ai"})

    assert texts(file) == [LabelledText("Two,\nof two lines.", "ai", "odd", "p")]
    assert complaints(file) == [f"{file}:2: field 'text' holds null, not a string"]


def test_parquet_without_its_reader_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_parquet(tmp_path / "mail.parquet", *ROWS)
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(UsageError) as caught:
        texts(file)
    assert str(caught.value) == f"{file}: Parquet needs pyarrow: in a checkout, pip install '.[parquet]'"


def test_folder_names_the_source_and_its_files_the_groups(tmp_path: Path) -> None:
    folder = write_folder(
        tmp_path / "letters", human={"b.txt": "B.", "a.md": "A."}, ai={"a.txt": "A, again."}
    )

    assert list(read_labelled([folder])) == [
        LabelledText("A.", "human", "letters", "a"),
        LabelledText("B.", "human", "letters", "b"),
        LabelledText("A, again.", "ai", "letters", "a"),
    ]


def test_files_in_folders_are_known_by_their_path_below_human_and_ai(tmp_path: Path) -> None:
    for place in ("human/0", "human/1", "ai/1"):
        (tmp_path / "site" / place).mkdir(parents=True)
        (tmp_path / "site" / place / "index.md").write_text(f"{place}.", encoding="utf-8")
    site = tmp_path / "site"
    people = [
        LabelledText("human/0.", "human", "site", "0/index"),
        LabelledText("human/1.", "human", "site", "1/index"),
    ]

    assert texts(site) == [*people, LabelledText("ai/1.", "ai", "site", "1/index")]
    assert human(site) == human(site / "human") == people


def test_folder_may_hold_one_side_only(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "letters", ai={"a.txt": "A."})

    assert [item.label for item in texts(folder)] == ["ai"]


def test_order_of_rows_and_files_changes_nothing_once_texts_are_sorted(tmp_path: Path) -> None:
    rows = [{**row, "source": "s"} for row in (*ROWS, *ROWS[::2], {"text": "Five.", "label": "human"})]
    (tmp_path / "x").mkdir()
    one, other = (
        write_jsonl(tmp_path / "a.jsonl", *rows),
        write_jsonl(tmp_path / "x" / "a.jsonl", *rows[::-1]),
    )
    more = write_jsonl(tmp_path / "b.jsonl", {"text": "Six.", "label": "ai", "source": "s"})

    assert in_one_order(texts(one, more)) == in_one_order(texts(more, other))


def test_sorted_texts_keep_their_groups(tmp_path: Path) -> None:
    ordered = in_one_order(
        texts(write_jsonl(tmp_path / "a.jsonl", *ROWS, {"text": "Six.", "label": "ai", "pair": "g"}))
    )

    assert [(text.text[:3], text.group) for text in ordered] == [
        ("Fou", "0"),
        ("Six", "1"),
        ("Two", "1"),
        ("One", "1"),
        ("Thr", "2"),
    ]


def test_paths_are_read_in_the_order_named(tmp_path: Path) -> None:
    first = write_jsonl(tmp_path / "z.jsonl", ROWS[0])
    second = write_csv(tmp_path / "a.csv", ROWS[1])

    assert [item.label for item in texts(first, second)] == ["human", "ai"]


def test_text_names_the_file_and_line_it_stands_in(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "mail.jsonl", *ROWS[:2])
    folder = write_folder(tmp_path / "letters", human={"a.txt": "A."})

    assert [item.place for item in texts(file, folder)] == [
        f"{file}:1",
        f"{file}:2",
        str(folder / "human" / "a.txt"),
    ]


def test_folder_named_by_a_label_is_one_side_of_the_folder_that_holds_it(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "letters", human={"a.txt": "A."}, ai={"a.txt": "B."})

    assert texts(folder / "human", folder / "ai") == texts(folder)


def test_answer_to_a_prompt_is_its_text(tmp_path: Path) -> None:
    asked = {"id": "1", "pair": "p", "source": "mail", "label": "ai", "prompt": "Write."}
    file = write_jsonl(
        tmp_path / "answers.jsonl",
        asked | {"answer": "One."},
        asked | {"text": "", "response": "Two."},
        asked | {"text": "Three.", "answer": "Never read."},
    )

    assert texts(file) == [LabelledText(text, "ai", "mail", "p") for text in ("One.", "Two.", "Three.")]


@pytest.mark.parametrize("answer", [{}, {"text": None}, {"text": ""}, {"answer": None, "response": ""}])
def test_prompt_without_an_answer_says_so(answer: dict[str, object], tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "a.jsonl", {"label": "ai", "prompt": "Write."} | answer, ROWS[0])

    assert complaints(file) == [
        f"{file}:1: a prompt without an answer; put what the model wrote into the field 'text'"
    ]
    assert [item.text for item in texts(file)] == ["One."]


def human(*paths: Path) -> list[LabelledText | InputError]:
    return list(read_human(paths))


def test_human_texts_are_those_labelled_so_or_not_at_all(tmp_path: Path) -> None:
    rows = ({"text": "Bare."}, *ROWS, {"label": "ai", "prompt": "Write."}, {"text": "x", "label": "mixed"})
    file = write_jsonl(tmp_path / "mail.jsonl", *rows)
    *found, error = human(file)

    assert found == [
        LabelledText("Bare.", "human", "mail", "mail.jsonl:1"),
        LabelledText("One.", "human", "forum", "g"),
        LabelledText("Three.", "human", "mail", "i"),
    ]
    assert str(error) == f"{file}:7: label 'mixed' is neither 'human' nor 'ai'; {ADVICE}"


def test_human_texts_have_one_source_and_group_however_they_are_named(tmp_path: Path) -> None:
    letters = write_folder(tmp_path / "letters", human={"a.txt": "A."}, ai={"a.txt": "B."})
    (tmp_path / "essays").mkdir()
    (tmp_path / "essays" / "e.md").write_text("E.")
    letter = [LabelledText("A.", "human", "letters", "a")]

    assert human(letters) == human(letters / "human") == human(letters / "human" / "a.txt") == letter
    assert human(tmp_path / "essays") == human(tmp_path / "essays" / "e.md")
    assert human(tmp_path / "essays") == [LabelledText("E.", "human", "essays", "e")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bots", "holds a folder ai and none named human"),
        ("bots/ai", "is named ai; its texts are not human"),
        ("photo.png", "neither .jsonl, .ndjson, .csv, .parquet, .txt, .text, .md, .markdown, .rst, .html, "),
        ("none", "there is no such file or folder"),
    ],
)
def test_what_cannot_be_by_people_is_refused(name: str, reason: str, tmp_path: Path) -> None:
    write_folder(tmp_path / "bots", ai={"a.txt": "A."})
    (tmp_path / "photo.png").touch()

    with pytest.raises(InputError) as caught:
        human(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}: {reason}")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"text": "x", "label": "mixed"}, f"label 'mixed' is neither 'human' nor 'ai'; {ADVICE}"),
        ({"text": "x", "label": 1}, f"field 'label' holds a number, not a string; {ADVICE}"),
        ({"text": "x"}, f"no field 'label'; there is: 'text'; {ADVICE}"),
        ({"text": None, "label": "ai"}, "field 'text' holds null, not a string"),
        ({"text": " \n", "label": "ai"}, "the text is empty"),
        *(
            (
                {"text": "x", "label": "ai", name: held},
                f"field '{name}' holds {kind}, not a string or a number",
            )
            for name in ("source", "group", "pair", "id")
            for held, kind in (([], "an array"), ({"a": 1}, "an object"))
        ),
        (
            {"text": "x", "label": "ai", "group": "g", "pair": [1]},
            "field 'pair' holds an array, not a string or a number",
        ),
        (["x", "ai"], f"holds an array; {EACH}"),
    ],
)
def test_broken_record_is_reported_with_file_and_line_and_the_rest_goes_on(
    row: object, reason: str, tmp_path: Path
) -> None:
    file = write_jsonl(tmp_path / "a.jsonl", ROWS[0], row, ROWS[1])

    assert complaints(file) == [f"{file}:2: {reason}"]
    assert [item.text for item in texts(file)] == ["One.", "Two,\nof two lines."]


def test_broken_row_of_a_csv_is_reported_with_the_line_it_starts_on(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        'text,label\n"one\ntwo",ai\nthree\n"four" x,ai\n\nfive,mixed\nsix,human\n"seven,ai\neight,ai\n'
    )

    never_closed = (
        "a quote that opens here is never closed, so that all up to line 10 is one cell; "
        "close it, and write a quote within a cell twice"
    )

    assert complaints(file) == [
        f"{file}:4: 1 cells below a header of 2",
        f"{file}:5: not CSV: ',' expected after '\"'",
        f"{file}:7: label 'mixed' is neither 'human' nor 'ai'; {ADVICE}",
        f"{file}:9: not CSV: {never_closed}",
    ]
    assert [item.text for item in texts(file)] == ["one\ntwo", "six"]


def test_row_of_a_csv_that_takes_in_others_says_how_far_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('text,label\n"one,ai\ntwo,ai\n"three",ai\nfour,ai\n')

    assert complaints(file) == [
        f"{file}:2: not CSV: ',' expected after '\"'; the row goes on to line 4: is a quote left open?"
    ]


def test_file_that_is_no_text_is_reported_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "letters", human={"a.txt": "A.", "c.txt": "C."}, ai={})
    (folder / "human" / "b.txt").write_bytes(b"\x00\x01\x02\x00\xff")
    found = complaints(folder)

    assert [item.group for item in texts(folder)] == ["a", "c"]
    assert found[0].startswith(f"{folder / 'human' / 'b.txt'}: ")
    assert str(folder / "ai") in found[1]
    assert len(found) == 2


def test_folder_that_cannot_be_read_is_reported_and_the_texts_beside_it_are_read(
    tmp_path: Path, bury: Callable[[Path], None]
) -> None:
    folder = write_folder(tmp_path / "letters", human={"a.txt": "A."}, ai={"a.txt": "B."})
    bury(folder / "human")
    (complaint,) = complaints(folder)

    assert complaint.endswith(": cannot be read: File name too long")
    assert [item.text for item in texts(folder)] == ["A.", "B."]


def test_records_in_a_folder_of_texts_are_not_taken_for_one_text(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "letters", human={"a.jsonl": "{}"})

    assert complaints(folder)[0].startswith(f"{folder / 'human' / 'a.jsonl'}: holds records")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.jsonl", "there is no such file or folder"),
        ("notes.txt/none.jsonl", "there is no such file or folder"),
        ("x" * 300, "cannot be read: File name too long"),
        ("empty", "holds neither a folder human nor a folder ai, and is named neither"),
        ("notes.txt", "neither .jsonl, .ndjson, .csv, .parquet nor a folder that holds human and ai"),
    ],
)
def test_path_without_labelled_texts_is_refused_before_anything_is_read(
    name: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").touch()
    good = write_jsonl(tmp_path / "a.jsonl", ROWS[0])

    with pytest.raises(InputError) as caught:
        read_labelled([good, tmp_path / name])
    assert str(caught.value).startswith(f"{tmp_path / name}: {reason}")


@given(content=st.binary(max_size=200), kind=st.sampled_from(list(READERS)))
def test_no_bytes_raise(content: bytes, kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / f"any{kind}"
    file.write_bytes(content)

    assert all(isinstance(item, (LabelledText, InputError)) for item in read_labelled([file]))


def test_texts_without_a_label_get_the_one_that_they_are_said_to_have(tmp_path: Path) -> None:
    rows = write_jsonl(tmp_path / "mail.jsonl", {"text": "One."}, {"text": "Two.", "label": "ai"})
    table = write_csv(tmp_path / "table.csv", {"text": "Three.", "label": ""})
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "four.txt").write_text("Four.", encoding="utf-8")
    found = [
        (item.text, item.label, item.source)
        for item in read_unlabelled([rows, table, tmp_path / "plain"])
        if isinstance(item, LabelledText)
    ]

    assert found == [
        ("One.", "human", "mail"),
        ("", "ai", "mail"),
        ("Three.", "human", "table"),
        ("Four.", "human", "plain"),
    ]


def test_a_label_that_is_none_of_ours_is_an_error_all_the_same(tmp_path: Path) -> None:
    (error,) = read_unlabelled([write_jsonl(tmp_path / "x.jsonl", {"text": "One.", "label": "mixed"})])

    assert "label 'mixed'" in str(error)


def test_cell_of_any_size_is_read(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    text = "A line.\n" * 30_000
    file.write_text(f'text,label\n"{text}",human\n', encoding="utf-8")

    assert [item.text for item in read_labelled([file]) if isinstance(item, LabelledText)] == [text]
