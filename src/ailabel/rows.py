"""Read the rows of a JSON Lines, CSV or Parquet file, each with its number, and go on past a broken one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ailabel.errors import InputError
from ailabel.reading import read_text
from ailabel.records import read_object

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Row = tuple[int, Mapping[str, Any] | InputError]


def read_rows(path: Path) -> Iterator[Row]:
    """Each row and the line that it starts on; in the place of a broken one, the error that says why.

    An empty cell of a CSV is no field. The name ends in one of ROWS.

    Raises: InputError, which names the file, where it cannot be read at all.
    """
    return ROWS[path.suffix.lower()](path)


def _json_lines(path: Path) -> Iterator[Row]:
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, _object(line)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def _object(line: bytes) -> Mapping[str, Any] | InputError:
    try:
        return read_object(line)
    except InputError as error:
        return error


def _csv(path: Path) -> Iterator[Row]:
    import csv
    import io

    rows = csv.reader(io.StringIO(read_text(str(path)), newline=""), strict=True)
    header: list[str] = []
    while True:
        number = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, InputError(f"not CSV: {error}")
            continue
        if header and cells:
            yield number, _named(header, cells)
        header = header or cells


def _named(header: Sequence[str], cells: Sequence[str]) -> Mapping[str, str] | InputError:
    if len(cells) != len(header):
        return InputError(f"{len(cells)} cells below a header of {len(header)}")
    return {name: cell for name, cell in zip(header, cells, strict=True) if cell}


ROWS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".csv": _csv,
}
"""By the ending of a file's name."""
