"""Write a file whole or not at all, or standard output as it comes."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from ailabel.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A stream whose content is at `path` once the block ends without an error, and nowhere otherwise.

    A link is followed; a device or pipe, which has no whole, is written as it comes. Text is UTF-8.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        return
    if not target.parent.is_dir():
        raise UsageError(f"cannot write {path}: there is no folder {target.parent}")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


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


def refuse_to_replace(output: Path | None, files: Iterable[Path], kind: str) -> None:
    """Results may not take the place of what they are made from. Raises: UsageError."""
    if output is None or not output.is_file():
        return
    place = output.resolve()
    if any(file.resolve() == place for file in files):
        raise UsageError(f"{output}: is {kind}; name another file with --output")
