"""A broken record is reported where it stands, and every other record is read."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.errors import InputError
from ailabel.records import Fields, Record, read_records

GOOD = b'{"text": "first", "key": "a"}\n'


def test_records_are_known_by_their_line_unless_a_field_names_them() -> None:
    lines = [GOOD, b"\n", b'{"text": "third", "key": 7}']

    assert list(read_records(lines, "x.jsonl", Fields())) == [
        Record("first", 1, len(GOOD)),
        Record("third", 3, 27),
    ]
    assert [record.id for record in read_records(lines, "x.jsonl", Fields(id="key"))] == ["a", 7]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut', "not JSON: Unterminated string starting at column 10"),
        (b'{"text": "cut\r\n', "not JSON: Unterminated string starting at column 10"),
        (b'{"text": "a\tb"}\n', "not JSON: Invalid control character at column 12"),
        (b'{"text": "x", "n": 1, "text": "y"}', "field 'text' is there twice; leave the one that counts"),
        (b'["text"]', "holds an array; each line holds an object"),
        (b'{"body": "x", "n": 1}', "no field 'text'; there is: 'body', 'n'; --text-field names"),
        (b"{}", "no field 'text'; there is: none"),
        (b'{"text": null}', "field 'text' holds null, not a string"),
        (b'{"text": 4}', "field 'text' holds a number, not a string"),
        (b'{"text": "caf\xe9"}', "not UTF-8 at byte 14 of the line; JSON Lines are UTF-8; save it as"),
        (
            b'{"\0t\0',
            "NUL at byte 3 of the line, as UTF-16 has; JSON Lines are UTF-8; save it as text in UTF-8",
        ),
        (b"[" * 100_000, "JSON that cannot be read: it is nested too deeply"),
        (b'{"text": ' + b"9" * 5000 + b"}", "field 'text' holds a number, not a string"),
    ],
)
def test_broken_record_is_reported_with_file_and_line_and_the_rest_goes_on(line: bytes, reason: str) -> None:
    first, broken, last = read_records([GOOD, line, GOOD], "x.jsonl", Fields())

    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(broken, InputError)
    assert str(broken).startswith(f"x.jsonl:2: {reason}")


@pytest.mark.parametrize("more", [b"9" * 5000, b'{"twice": 1, "twice": 2}'])
def test_field_that_nobody_reads_may_hold_anything(more: bytes) -> None:
    (record,) = read_records([b'{"more": ' + more + b', "text": "x"}'], "x.jsonl", Fields())

    assert isinstance(record, Record)
    assert record.text == "x"


@pytest.mark.parametrize("codec", ["utf-16", "utf-32"])
def test_records_in_utf_16_are_one_error(codec: str) -> None:
    lines = io.BytesIO((GOOD * 9).decode().encode(codec))

    assert [str(error) for error in read_records(lines, "x.jsonl", Fields())] == [
        "x.jsonl:1: UTF-16, and JSON Lines are UTF-8; save it as text in UTF-8"
    ]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"%PDF-1.7", "a PDF, not text"),
        (b"PK\x03\x04", "a zip archive (as .odt and .xlsx are), not text"),
        (b"\x1f\x8b", "gzip data, not text, by its bytes at offset 0; unpack it, as by `zcat FILE | ailabel"),
        (b"PAR1\x15", "Parquet, not text, by its bytes at offset 0; `ailabel train` and"),
    ],
)
def test_file_of_another_kind_is_one_error(head: bytes, told: str) -> None:
    (error,) = read_records(io.BytesIO(head + b"\n" + GOOD * 9), "x.jsonl", Fields())

    assert str(error).startswith(f"x.jsonl:1: {told}")


TABLE = [b"id,text\n", *[b"1,One.\n"] * 20]
ARRAY = json.dumps([{"text": "One."}] * 20, indent=1).encode().splitlines(keepends=True)


@pytest.mark.parametrize("lines", [TABLE, ARRAY])
def test_what_is_no_json_lines_is_told_line_by_line(lines: list[bytes]) -> None:
    first, *errors = map(str, read_records([*lines, GOOD], "x.dat", Fields()))

    assert first.startswith("x.dat:1: not JSON: Expecting value at column ")
    assert first.endswith("each line holds an object; `jq -c '.[]' FILE` makes such of an array")
    assert len(errors) == len(lines)


def test_array_on_one_line_says_how_to_make_lines_of_it() -> None:
    (error,) = read_records([b'[{"text": "One."}]\n'], "x.json", Fields())

    assert str(error) == (
        "x.json:1: holds an array; each line holds an object; `jq -c '.[]' FILE` makes such of an array"
    )


@pytest.mark.parametrize("identity", ["null", "1.5", "true", "[1]"])
def test_record_whose_name_is_no_name_is_broken(identity: str) -> None:
    line = f'{{"text": "x", "id": {identity}}}'.encode()
    (broken,) = read_records([line], "x.jsonl", Fields(id="id"))

    assert isinstance(broken, InputError)
    assert "field 'id' holds" in str(broken)


def test_byte_order_mark_is_no_part_of_the_first_record() -> None:
    (record,) = read_records([b"\xef\xbb\xbf" + GOOD], "x.jsonl", Fields())

    assert isinstance(record, Record)
    assert record.text == "first"


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8")), max_size=5))
def test_texts_come_back_as_they_were_written(texts: list[str]) -> None:
    lines = [json.dumps({"text": text}, ensure_ascii=False).encode() for text in texts]

    assert [record.text for record in read_records(lines, "x", Fields())] == texts  # type: ignore[union-attr]


@given(st.lists(st.binary()))
def test_no_bytes_raise_and_no_line_is_lost(lines: list[bytes]) -> None:
    found = list(read_records([GOOD, *lines], "x", Fields()))

    assert len(found) == 1 + sum(bool(line.strip()) for line in lines)


def test_memory_does_not_grow_with_the_number_of_records() -> None:
    lines = (json.dumps({"text": "word " * 200}).encode() for _ in range(20_000))
    tracemalloc.start()
    count = sum(1 for _record in read_records(lines, "x", Fields()))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 20_000
    assert peak < 200_000  # the lines are 20 million bytes
