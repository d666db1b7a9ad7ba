"""READMEs are fetched as they were listed, and what is found in them is judged by what was told of them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

from benchmarks import readmes
from benchmarks.readmes import LEARNT, MEASURED, MORE, Readme, fetch, listed, measure, read_readmes

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "one": "This project was written by ChatGPT.",
    "two": "It works with Claude Code.",
    "three": "Hello.",
}


@pytest.fixture
def listing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of three; the index has another text of the third."""
    rows = [
        {"name": name, "version": "1", "half": half, "crc32": crc32(text.encode()), "told": []}
        for (name, text), half in zip(TEXTS.items(), "ABB", strict=True)
    ]
    rows[0]["told"] = [[0, 36, "disclosure"]]
    file = tmp_path / "list.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(readmes, "LIST", file)
    return tmp_path / "texts.jsonl"


def answer(address: str, timeout: int) -> io.BytesIO:
    assert timeout > 0
    name = address.split("/")[-3]
    if name == "two":
        raise OSError
    text = TEXTS[name] if name == "one" else "Other."
    return io.BytesIO(json.dumps({"info": {"description": text}}).encode())


def test_what_is_fetched_is_what_was_listed(listing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readmes, "urlopen", answer)

    assert fetch(listing, "index.example/json/") == ["two", "three"]
    assert [*read_readmes(listing, "A")] == [Readme("one", "A", TEXTS["one"], ((0, 36, "disclosure"),))]
    assert [*read_readmes(listing, "B")] == []


def test_another_text_is_named(listing: Path) -> None:
    listing.write_text(json.dumps({"name": "two", "text": "Changed."}) + "\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"two is not the text of 1; fetch it again"):
        list(read_readmes(listing, "B"))


def test_hits_are_false_where_nothing_was_told() -> None:
    told = (0, 36, "disclosure")
    measured = measure(
        [
            Readme("true", "B", TEXTS["one"], (told,)),
            Readme("false", "B", TEXTS["one"], ()),
            Readme("missed", "B", "A friend of mine had some help, he says.", ((0, 20, "disclosure"),)),
            Readme("nothing", "B", TEXTS["two"], ()),
        ]
    )

    assert measured == {
        "documents": 4,
        "disclosures": 2,
        "found": 0.5,
        "false_hits": ["false"],
        "called": 0,
        "called_falsely": [],
    }


def test_list_names_each_once_with_its_licence_and_no_text() -> None:
    rows = listed()

    assert len({row["name"] for row in rows}) == len(rows) > 5000
    assert all(row.keys() == {"name", "version", "licence", "crc32", "half", "told"} for row in rows)
    assert {row["half"] for row in rows} == {LEARNT, MEASURED, MORE}
    assert all(row["licence"] != "other" for row in rows if row["half"] in {LEARNT, MORE})
