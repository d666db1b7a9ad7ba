"""Read a file as text, and find the files that a name stands for."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from errno import EBADF
from glob import escape, glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from ailabel.encoding import decode
from ailabel.errors import InputError, UsageError
from ailabel.readers import SUFFIXES, kind_of, text_of
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

STDIN = "-"
CLOSED = "standard input is closed, or open for writing alone"
XHTML = ".xhtml"
PAGE_SUFFIXES = (".html", ".htm", XHTML)
RECORD_SUFFIXES = (".jsonl", ".ndjson")
TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".rst", *PAGE_SUFFIXES, *SUFFIXES, *RECORD_SUFFIXES)


@value
class Content:
    """What a file holds: its text, mark-up and all, and what a reader sees of it.

    Of a file of a `kind` of `ailabel.readers` (None for a text) there is no `source`.
    """

    source: str
    text: str
    kind: str | None = None


def read_text(name: str | Path) -> str:
    """What a reader sees of a file, or of standard input for "-"; `Path("-")` is a file.

    It may be a text, a page, or one of `ailabel.readers.READERS`.

    Raises:
        InputError: names the file, the offset of the byte that stands in the way, and what to do.
        UsageError: `name` is neither a string nor a path.
    """
    if not isinstance(name, (str, Path)):
        raise UsageError(f"a file is named by a str or a Path, and this is {type(name).__name__}")
    return read_content(str(name), read_bytes(name)).text


def read_content(name: str, data: bytes) -> Content:
    """What the bytes of a file hold. Raises: InputError, which names the file."""
    kind = kind_of(data)
    if kind is None:
        source = read_source(name, data)
        return Content(source, _shown_text(name, source))
    try:
        return Content("", text_of(data, kind), kind)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def read_bytes(name: str | Path) -> bytes:
    """The bytes of a file, or of standard input for "-"; `Path("-")` is a file.

    Raises: InputError, which names the file.
    """
    try:
        return _bytes(name)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def read_source(name: str, data: bytes) -> str:
    """The text that the bytes of a file hold, mark-up and all. Raises: InputError, which names the file."""
    try:
        return decode(data)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def _shown_text(name: str, source: str) -> str:
    """Of an HTML file, what a visitor sees; of any other, all of it.

    Raises: InputError, which names the file.
    """
    if not is_page_name(name):
        return source
    from ailabel.webpage import visible_text

    try:
        return visible_text(source, is_xml=source.startswith("<?xml") or name.lower().endswith(XHTML))
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def is_page_name(name: str) -> bool:
    """Whether a file of that name holds HTML."""
    return name.lower().endswith(PAGE_SUFFIXES)


def check_stdin(names: Sequence[str]) -> None:
    """Raises: UsageError where "-" is named twice, for the second would be an empty text."""
    if names.count(STDIN) > 1:
        raise UsageError(f"standard input can be read once; name {STDIN} once")


def iter_files(names: Sequence[str]) -> Iterator[Path | InputError]:
    """The files that each name stands for: itself, the texts in a folder, or what a pattern ("*.md") matches.

    Folders are walked in sorted order, without what is hidden (".git") and without folders that a link leads
    to, for it may lead back; so are those that a "**" stands for. A name is a pattern only where no file has
    that very name; "-" is a file's, too. In the place of a name that stands for nothing, the error that says
    why; so, after the texts of a folder or of a pattern, for each folder in it that cannot be read.
    """
    for name in names:
        try:
            yield from _files(name)
        except OSError as error:  # a name too long, or behind a folder that may not be searched
            yield unreadable(error)


def _files(name: str) -> Iterator[Path | InputError]:
    """Raises: OSError where whether there is such a file cannot be told."""
    path = Path(name)
    if path.is_dir():
        yield from _walk(path)
    elif path.exists():
        yield path
    elif has_magic(name):
        yield from _match(name)
    else:
        yield InputError(f"{path}: there is no such file or folder")


def _bytes(name: str | Path) -> bytes:
    if name == STDIN:
        with opened_stdin() as stream:
            return stream.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}") from None
    except ValueError:  # a NUL in the name
        raise InputError("cannot be read: no file can have this name") from None


@contextmanager
def opened_stdin() -> Iterator[BinaryIO]:
    """The bytes of standard input. Raises: InputError where it cannot be read."""
    if sys.stdin is None:
        raise InputError(CLOSED)
    try:
        yield sys.stdin.buffer
    except OSError as error:
        raise InputError(CLOSED if error.errno == EBADF else f"cannot be read: {error.strerror}") from None


def _match(pattern: str) -> Iterator[Path | InputError]:
    unread: dict[str, OSError] = {}
    found = sorted({Path(name) for name in _matches(pattern, unread)}, key=str)
    files = [path for path in found if not _is_other(path)]
    yield from files
    yield from map(unreadable, unread.values())
    if not files and not unread:
        advice = "; folders do: name them, or end it in /*" if any(map(os.path.isdir, found)) else ""
        yield InputError(f"{pattern}: no file matches this pattern{advice}")


def _matches(pattern: str, unread: dict[str, OSError]) -> Iterator[str]:
    """As `glob` finds them, which itself would follow links from one folder to another without end.

    `unread` gains what goes wrong with each folder that a "**" stands for and that cannot be read.
    """
    parts = Path(pattern).parts
    if "**" not in parts:
        yield from glob(pattern)  # noqa: PTH207  Path.glob takes no absolute pattern
        return
    deep = parts.index("**")
    rest = parts[deep + 1 :] or ("*",)
    for top in glob(str(Path(*parts[:deep]))):  # noqa: PTH207
        for folder, _ in _folders(top, lambda error: unread.setdefault(str(error.filename), error)):
            yield from _matches(str(Path(escape(folder), *rest)), unread)


def _folders(
    top: str | Path, onerror: Callable[[OSError], object] | None = None
) -> Iterator[tuple[str, list[str]]]:
    """A folder and those below it, each with the names of its files; nothing hidden, and no link followed."""
    for folder, below, files in os.walk(top, onerror=onerror):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield folder, [name for name in sorted(files) if not name.startswith(".")]


def _walk(folder: Path) -> Iterator[Path | InputError]:
    empty = True
    unread: list[OSError] = []
    for parent, files in _folders(folder, unread.append):
        for path in (Path(parent, name) for name in files if name.lower().endswith(TEXT_SUFFIXES)):
            if not _is_other(path):
                empty = False
                yield path
    yield from map(unreadable, unread)
    if empty and not unread:
        yield InputError(
            f"{folder}: no texts in this folder; they end in {', '.join(TEXT_SUFFIXES)}; "
            "`ailabel score` takes files of other names one by one, or by a pattern"
        )


def unread_files(folder: Path) -> list[Path]:
    """The files in a folder that `iter_files` passes over, since their names are not those of texts."""
    return [
        Path(parent, name)
        for parent, names in _folders(folder)
        for name in names
        if not name.lower().endswith(TEXT_SUFFIXES)
    ]


def _is_other(path: Path) -> bool:
    """Whether it is a folder, or a pipe or the like, which may never end.

    A broken link, or what lies in a folder that may not be searched, is none, and is told when it is read.
    """
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


def unreadable(error: OSError) -> InputError:
    """What an error of the system says of the file that it names."""
    return InputError(f"{error.filename}: cannot be read: {error.strerror}")
