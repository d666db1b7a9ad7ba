"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ailabel.errors import UsageError
from ailabel.writing import check_writable, printable, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable


class StopError(Exception):
    """Stands for whatever goes wrong half-way."""


def stop_half_way(path: Path) -> None:
    with whole_file(path) as stream:
        stream.write("new")
        raise StopError


def test_file_holds_what_was_written_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.txt") as stream:
        stream.write("naïve\r\n")
        assert not (tmp_path / "out.txt").exists()

    assert (tmp_path / "out.txt").read_bytes() == "naïve\r\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_error_half_way_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")

    with pytest.raises(StopError):
        stop_half_way(target)

    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_new_file_keeps_the_permissions_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old")
    target.chmod(0o640)

    with whole_file(target) as stream:
        stream.write("new")

    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "out.txt")

    with whole_file(tmp_path / "link") as stream:
        stream.write("x")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out.txt").read_text() == "x"


@pytest.mark.parametrize("name", ["loop", "loop/out.txt"])
@pytest.mark.parametrize("write", [check_writable, stop_half_way])
def test_link_to_itself_is_told_and_stays(write: Callable[[Path], None], name: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(OSError, match="cannot be written: Too many levels of symbolic links") as raised:
        write(tmp_path / name)
    assert raised.value.filename == str(tmp_path / name)
    assert (tmp_path / "loop").is_symlink()


def test_name_too_long_for_its_part_is_told_as_it_was_given(tmp_path: Path) -> None:
    name = tmp_path / ("x" * 250)

    with pytest.raises(OSError, match="cannot be written: File name too long") as raised:
        stop_half_way(name)
    assert raised.value.filename == str(name)


def test_device_is_written_and_never_replaced() -> None:
    with whole_file(Path(os.devnull)) as stream:
        stream.write("x")

    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="NOT TESTED: there is no /dev/fd")
@pytest.mark.parametrize("folder", ["/dev/fd", "/proc/self/fd"])
def test_own_stream_is_written_behind_what_is_there(folder: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("old ")
    with log.open("a") as appended:
        (tmp_path / "link").symlink_to(f"{folder}/{appended.fileno()}")
        for name in (tmp_path / "link", Path(f"{folder}/{appended.fileno()}")):
            check_writable(name)
            with whole_file(name) as stream:
                stream.write("new ")

    assert log.read_text() == "old new new "
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "log"]


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="NOT TESTED: there is no /dev/fd")
def test_pipe_is_written_as_it_comes_and_stays_open() -> None:
    here, there = os.pipe()
    for _ in range(2):
        with whole_file(Path(f"/dev/fd/{there}")) as stream:
            stream.write("x")
    os.close(there)

    with open(here, "rb") as pipe:  # noqa: PTH123  a number
        assert pipe.read() == b"xx"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="NOT TESTED: there is no /dev/fd")
@pytest.mark.parametrize("number", ["12345", "9" * 14, "9" * 200])
def test_stream_that_is_closed_is_named(number: str) -> None:
    with pytest.raises(OSError, match="cannot be written: Bad file") as raised:
        stop_half_way(Path("/dev/fd", number))
    assert raised.value.filename == f"/dev/fd/{number}"


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"), whole_file(tmp_path / "no" / "out.txt"):
        pass


@pytest.mark.parametrize("write", [check_writable, stop_half_way])
def test_folder_is_no_file_to_write(write: Callable[[Path], None], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it is a folder; name a file"):
        write(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT TESTED: there is no /dev/full")
@pytest.mark.parametrize("size", [1, 1_000_000])  # written at the end, and at once
def test_error_of_writing_names_the_file_that_was_asked_for(size: int, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("/dev/full")

    with (
        pytest.raises(OSError, match="cannot be written: No space left") as raised,
        whole_file(link) as stream,
    ):
        stream.write("x" * size)
    assert raised.value.filename == str(link)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="NOT TESTED: there is no /proc")
@pytest.mark.parametrize("write", [check_writable, stop_half_way])
def test_file_that_cannot_be_made_is_named_as_it_was_asked_for(write: Callable[[Path], None]) -> None:
    with pytest.raises(OSError, match="cannot be written") as raised:
        write(Path("/proc/out.txt"))
    assert raised.value.filename == "/proc/out.txt"


def test_check_leaves_everything_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    check_writable(target)
    assert not target.exists()
    target.write_text("old")
    check_writable(target)

    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_lone_surrogates_are_written_as_their_json_escape(tmp_path: Path) -> None:
    with whole_file(tmp_path / "out.jsonl") as stream:
        stream.write('"\ud800"')

    assert (tmp_path / "out.jsonl").read_text() == '"\\ud800"'


def test_printable_writes_out_what_would_steer_a_terminal() -> None:
    assert printable("\x1b[31mred\u202e") == "\\x1b[31mred\\u202e"
    assert printable("naïve 文") == "naïve 文"
