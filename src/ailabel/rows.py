"""Read the rows of a JSON Lines, CSV or Parquet file, each with its number, and go on past a broken one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ailabel.errors import InputError, UsageError
from ailabel.lazy import regex
from ailabel.reading import RECORD_SUFFIXES, read_text
from ailabel.records import read_objects

if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import StringIO
    from pathlib import Path

Row = tuple[int, Mapping[str, Any] | InputError]
Cells = tuple[int, "list[str] | InputError"]
Fault = Callable[["Sequence[str]", Mapping[str, str]], str | None]
"""What is wrong with a table of columns of these names, and these others that hold neither strings, numbers
nor truths, by their types; None where nothing is."""
MAX_CELL = 2**31 - 1  # characters; what a C long holds everywhere
STRINGS = frozenset({"string", "large_string", "string_view"})  # as pyarrow names them
BATCH = 1000  # rows of a Parquet file held at a time
DELIMITERS = ",;\t"  # a spreadsheet takes the second where numbers have a decimal comma
_SAID = regex(r'sep=([^\r\n"])(?=\r?\n)')  # Excel's own line above the header; its end stays, and counts


def read_rows(path: Path, fault: Fault, fields: Sequence[str]) -> Iterator[Row]:
    """Each row and the line that it starts on; in the place of a broken one, the error that says why.

    Rows of Parquet, which has no lines, are counted from 1; its columns of dates, lists and the like, and a
    broken string in one that is not among `fields`, are passed over. An empty cell of CSV is no field. It is
    cut as the line above its header says ("sep=;"), or by the first of DELIMITERS that makes a header without
    a `fault`; where none does, its one row is the error that says so. The name ends in one of ROWS.

    Raises:
        InputError: the file cannot be read at all, or columns of Parquet have a `fault`.
        UsageError: its reader is not installed; says how to install it.
    """
    return ROWS[path.suffix.lower()](path, fault, fields)


def _json_lines(path: Path, _fault: Fault, _fields: Sequence[str]) -> Iterator[Row]:
    try:
        with path.open("rb") as lines:
            yield from ((number, found) for number, _size, found in read_objects(lines))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def _csv(path: Path, fault: Fault, _fields: Sequence[str]) -> Iterator[Row]:
    import io

    text = read_text(path)
    said = _SAID.match(text)
    stream = io.StringIO(text[said.end() :] if said else text, newline="")
    faults: list[tuple[int, int, str]] = []
    for delimiter in dict.fromkeys((said[1] if said else "") + DELIMITERS):
        rows = _cells(stream, delimiter)
        number, header = next(rows, (1, []))
        if isinstance(header, InputError):
            faults.append((0, number, str(header)))
        elif wrong := fault(header, {}):
            faults.append((len(header), number, wrong))
        else:
            yield from ((number, _named(header, cells)) for number, cells in rows)
            return
    width, number, wrong = max(faults, key=lambda found: found[0])
    advice = "; columns are parted by commas, semicolons or tabs" if width == 1 else ""
    yield number, InputError(f"{wrong}{advice}")


def _cells(stream: StringIO, delimiter: str) -> Iterator[Cells]:
    """The rows of CSV from its beginning, the header among them; without blank ones."""
    import csv

    csv.field_size_limit(MAX_CELL)
    stream.seek(0)
    rows = csv.reader(stream, delimiter=delimiter, strict=True)
    while True:
        number = rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, InputError(_broken(error, number, rows.line_num))
            continue
        if cells:
            yield number, cells


def _broken(error: Exception, first: int, last: int) -> str:
    """What is wrong with a row, which was read from the one line to the other."""
    if "end of data" in str(error):
        return (
            f"not CSV: a quote that opens here is never closed, so that all up to line {last} is one cell; "
            "close it, and write a quote within a cell twice"
        )
    more = f"; the row goes on to line {last}: is a quote left open?" if last > first else ""
    return f"not CSV: {error}{more}"


def _named(header: Sequence[str], cells: Sequence[str] | InputError) -> Mapping[str, str] | InputError:
    if isinstance(cells, InputError):
        return cells
    if len(cells) != len(header):
        return InputError(f"{len(cells)} cells below a header of {len(header)}")
    return {name: cell for name, cell in zip(header, cells, strict=True) if cell}


def _parquet(path: Path, fault: Fault, fields: Sequence[str]) -> Iterator[Row]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise UsageError(f"{path}: Parquet needs pyarrow: in a checkout, pip install '.[parquet]'") from None
    try:
        with parquet.ParquetFile(path) as file:
            columns = file.schema_arrow
            plain = [column.name for column in columns if _is_plain(column.type)]
            odd = {column.name: str(column.type) for column in columns if column.name not in plain}
            if wrong := fault(plain, odd):
                raise InputError(f"{path}: {wrong}")
            batches = file.iter_batches(BATCH, columns=plain)
            yield from enumerate((row for batch in batches for row in _rows_of(batch, fields)), start=1)
    except pa.ArrowException as error:
        raise InputError(f"{path}: not Parquet: {error}") from None
    except (OSError, ValueError) as error:  # the latter where a name is not UTF-8
        raise InputError(f"{path}: cannot be read: {error}") from None


def _rows_of(batch: Any, fields: Sequence[str]) -> list[Mapping[str, Any] | InputError]:  # noqa: ANN401  pyarrow has no types
    """As fast as can be, and one by one where a string is not UTF-8."""
    try:
        rows = batch.to_pylist()
    except UnicodeDecodeError:
        return [_row_of(batch, place, fields) for place in range(batch.num_rows)]
    return [_as_json(row) for row in rows]


def _row_of(batch: Any, place: int, fields: Sequence[str]) -> Mapping[str, Any] | InputError:  # noqa: ANN401
    row = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            row[name] = column[place].as_py()
        except UnicodeDecodeError as error:
            if name not in fields:
                continue
            byte = f"byte 0x{error.object[error.start]:02X} at offset {error.start}"
            return InputError(f"column {name!r}: {byte} is not UTF-8; write it as UTF-8")
    return _as_json(row)


def _as_json(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """With dates as JSON would have them."""
    return {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}


def _is_plain(kind: Any) -> bool:  # noqa: ANN401  pyarrow has no types of its own
    """Whether a column of Parquet holds strings, numbers, true, false, null, as JSON does, or dates."""
    from pyarrow import types

    kind = kind.value_type if types.is_dictionary(kind) else kind
    tests = (types.is_integer, types.is_floating, types.is_boolean, types.is_date, types.is_null)
    return str(kind) in STRINGS or any(test(kind) for test in tests)


ROWS: dict[str, Callable[[Path, Fault, Sequence[str]], Iterator[Row]]] = {
    **dict.fromkeys(RECORD_SUFFIXES, _json_lines),
    ".csv": _csv,
    ".parquet": _parquet,
}
"""By the ending of a file's name."""
