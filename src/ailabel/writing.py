"""Write a file whole or not at all, or standard output as it comes."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from errno import ELOOP
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ailabel.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from _typeshed import ReadableBuffer

STREAMS = ("/dev/fd", "/proc/self/fd")  # folders of a process's own streams, by their numbers
INPUT = 0  # the number of standard input
MAX_LINKS = 40  # one after another; Linux follows no more
MAX_STREAM = 2**31 - 1  # what a C int holds; no stream has a number as high


class Written(io.FileIO):
    """A file whose errors bear the name that the user gave."""

    def __init__(self, file: Path | int, mode: str, named: Path) -> None:
        self.named = named
        with naming(named):
            super().__init__(file, mode)

    def write(self, data: ReadableBuffer, /) -> int:
        with naming(self.named):
            return super().write(data)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An OSError of writing bears this name, not that of a file which nobody knows, nor none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, f"cannot be written: {error.strerror}", str(path)) from None


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A stream whose content is at `path` once the block ends without an error, and nowhere otherwise.

    A link is followed; a device or pipe, or a stream of this process (/dev/stdout), which has no whole, is
    written as it comes. Text is UTF-8.

    Raises:
        UsageError: `path` is a folder, or lies in none.
        OSError: it cannot be written; bears the name `path`.
    """
    endless = endless_at(path)
    if endless is not None:
        with _opened(endless, "w", path) as stream:
            yield stream
        return
    target = _target(path)
    part = part_of(target)
    try:
        with _opened(part, "x", path) as stream:
            yield stream
            with naming(path):
                stream.flush()
                os.fsync(stream.fileno())
        with naming(path):
            if target.exists():
                part.chmod(target.stat().st_mode)
            part.replace(target)
    finally:
        with naming(path):
            part.unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Before long work whose results go there; a device or pipe is left alone. Raises: as `whole_file`."""
    if endless_at(path) is None:
        target = _target(path)
        part = part_of(target)
        _opened(part, "x", path).close()
        part.unlink()


def endless_at(path: Path) -> Path | int | None:
    """What has no whole: a stream of this process, by its number, or a device or pipe; None for any other.

    A stream is not opened by its name, for that would cut off a file that is appended to.
    """
    with naming(path):
        stream = _stream_at(path)
        is_other = path.exists() and not path.is_file() and not path.is_dir()
    return path if stream is None and is_other else stream


def _stream_at(path: Path) -> int | None:
    """The number of the stream of this process that a name leads to, however many links are between."""
    folders = [os.path.realpath(folder) for folder in STREAMS]
    for _ in range(MAX_LINKS):
        folder = os.path.realpath(path.parent)
        if folder in folders and path.name.isdecimal():
            return min(int(path.name), MAX_STREAM)
        if not path.is_symlink():
            return None
        path = Path(folder, path.readlink())
    return None


def _target(path: Path) -> Path:
    """Where a link leads to."""
    target = real_path(path)
    if target.is_dir():
        raise UsageError(f"cannot write {path}: it is a folder; name a file")
    if not target.parent.is_dir():
        raise UsageError(f"cannot write {path}: there is no folder {target.parent}")
    return target


def real_path(path: Path) -> Path:
    """Without any link. Raises: OSError where they lead to one another without end; bears the name `path`."""
    with naming(path):
        target = Path(os.path.realpath(path))
        if any(place.is_symlink() for place in (target, *target.parents)):
            raise OSError(ELOOP, os.strerror(ELOOP))
    return target


def part_of(target: Path) -> Path:
    """Where it is written until it is whole."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def _opened(file: Path | int, mode: str, named: Path) -> TextIO:
    """A stream is duplicated, for it stays open when this one is closed."""
    with naming(named):
        place = os.dup(file) if isinstance(file, int) else file
    raw = io.BufferedWriter(Written(place, mode, named))
    return TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="")


@contextmanager
def destination(output: Path | None, encoding: str | None = "utf-8") -> Iterator[TextIO]:
    """A whole file, or standard output for None.

    Programs read UTF-8. A terminal has its own encoding (None) and gets what it can show, the rest escaped.
    """
    if output is not None:
        with whole_file(output) as stream:
            yield stream
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="")
    yield sys.stdout


def refuse_to_replace(output: Path | None, files: Iterable[Path | int], kind: str) -> None:
    """Results may not take the place of what they are made from. Raises: UsageError."""
    if output is not None and output.is_file() and any(is_same(output, file) for file in files):
        raise UsageError(f"{output}: is {kind}; name another file with --output")


def is_same(output: Path, file: Path | str | int) -> bool:
    """Whether a file, or what a stream of this process (INPUT) reads, lies at `output`."""
    try:
        return os.path.samefile(output, file)  # noqa: PTH121  Path.samefile takes no stream
    except (OSError, ValueError):  # there is none, or no file can have this name
        return False


def printable(text: str) -> str:
    """Control and direction characters written out, so that a text cannot steer the reader's terminal."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )


def plural(count: int, noun: str) -> str:
    """A noun as it stands behind a number.

    >>> plural(1, "text"), plural(0, "text")
    ('text', 'texts')
    """
    return noun if count == 1 else f"{noun}s"
