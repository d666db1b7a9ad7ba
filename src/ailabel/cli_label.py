"""`ailabel label`: a document in, the same with its label out."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ailabel.cli import PATH
from ailabel.cli_score import labels_of
from ailabel.errors import InputError, UsageError
from ailabel.lazy import regex
from ailabel.marks import MARKS, binary_kind
from ailabel.reading import RECORD_SUFFIXES, STDIN, TEXT_SUFFIXES, read_bytes, read_content
from ailabel.result import CLAIMS
from ailabel.value import value
from ailabel.writing import INPUT, destination, is_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ailabel.encoding import Encoding
    from ailabel.result import Result

WRITTEN = tuple(row.name for row in MARKS if row.claims)
PROSE = (
    *(suffix for suffix in TEXT_SUFFIXES if suffix not in RECORD_SUFFIXES),
    *(".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".adoc", ".asciidoc", ".org", ".textile", ".wiki", ".eml"),
)
"""How the names of files end into which a label may go."""

_ENDING = regex(r"\.[a-z][\w+-]{0,15}\Z", re.IGNORECASE)
SCOPES = tuple(dict.fromkeys(scope for row in MARKS for scope in row.scopes))


@value
class Opened:
    """A file to label; `text` and how its bytes hold that, or None for another kind of file."""

    data: bytes
    text: str | None = None
    encoding: Encoding | None = None


def _language(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if not value and value is not None:
        raise click.BadParameter("names no language; leave it out for that of the text")
    return value


@click.command(no_args_is_help=True)
@click.argument("file", metavar="FILE|-")
@click.option("--as", "standards", type=click.Choice(WRITTEN), multiple=True, required=True,
              help="How to label; may be given more than once.")  # fmt: skip
@click.option("--claim", type=click.Choice(("auto", *CLAIMS)), default="auto", show_default=True,
              help="What the label says; auto scores the text, and refuses where it is unsure.")  # fmt: skip
@click.option("--output", "-o", type=PATH, help="Write to this file, whole or not at all.  [default: stdout]")
@click.option("--in-place", is_flag=True, help="Write to FILE itself, whole or not at all.")
@click.option("--scope", type=click.Choice(SCOPES), default="text", show_default=True,
              help="What the label speaks about; all but a visible line speak of the text.")  # fmt: skip
@click.option("--language", callback=_language, metavar="CODE",
              help="Of a visible line, such as de.  [default: that of the text]")  # fmt: skip
@click.option("--tool", metavar="NAME", help="The model, where a standard names one.")
@click.option("--manifest", type=PATH, help="A C2PA manifest store that was signed for this very text.")
@click.option("--provider", metavar="NAME", help="Who runs the model, where a standard names that.")
def label(
    file: str,
    output: Path | None,
    *,
    in_place: bool,
    claim: str,
    manifest: Path | None,
    **told: Any,  # noqa: ANN401
) -> None:
    """Write a label into FILE, or into standard input for -; everything else in it stays as it is.

    A label of the same standard is replaced. FILE itself is only written with --in-place. Data and programs,
    such as JSON, CSV or a notebook, are refused.
    """
    _check_places(file, output, in_place=in_place)
    data = read_bytes(file)
    with _named(file):
        opened = _open(data)
        if opened.text is not None and not _has_room(opened.text, told["standards"]):
            _refuse_data(file, opened.text)
    store = None if manifest is None else read_bytes(manifest)
    result = _score(file, data) if claim == "auto" or _needs_language(told) else None
    with _named(file):
        labelled = _label(opened, result, {"claim": claim, "manifest": store, **told})
    _write(labelled, Path(file) if in_place else output, is_text=opened.text is not None)


@contextmanager
def _named(file: str) -> Iterator[None]:
    """What goes wrong names the file."""
    try:
        yield
    except (InputError, UsageError) as error:
        raise type(error)(f"{file}: {error}") from None


def _check_places(file: str, output: Path | None, *, in_place: bool) -> None:
    if in_place and (output is not None or file == STDIN):
        raise UsageError("--in-place writes to FILE itself; it takes a file, and no --output")
    if output is not None and output.is_file() and is_same(output, INPUT if file == STDIN else file):
        raise UsageError(f"{output}: is the file to label; name it as FILE, and say --in-place")


def _has_room(text: str, standards: Sequence[str]) -> bool:
    """Whether it has a block of C2PA to fill in, which a comment or a string of JSON may hold."""
    from ailabel.marks.c2pa import BEGUN

    return set(standards) == {"c2pa"} and BEGUN in text


def _refuse_data(file: str, text: str) -> None:
    """Raises: UsageError where it is no prose, by its name or by how it reads."""
    from ailabel.marks.data import form_of

    advice = "label its texts before they go in, or give each a field that says who wrote it"
    if form := form_of(text):
        raise UsageError(f"holds {form}, which a label would break; {advice}")
    ending = _ENDING.search(Path(file).name)
    if ending and ending[0].lower() not in PROSE:
        raise UsageError(
            f"{ending[0]} is not known for prose, and a label may break anything else; {advice}, or hand "
            "prose in as standard input (ailabel label - < FILE). Known are names without an ending and those"
            f" in {', '.join(PROSE)}"
        )


def _open(data: bytes) -> Opened:
    from ailabel.encoding import decode, find_encoding

    if binary_kind(data) is not None:
        return Opened(data)
    text = decode(data)
    return Opened(data, text, find_encoding(data, text))


def _label(opened: Opened, result: Result | None, told: dict[str, Any]) -> bytes:
    """Raises: InputError where the encoding cannot hold the label."""
    from ailabel.encoding import ADVICE
    from ailabel.labelling import label

    if opened.text is None or opened.encoding is None:
        return label(opened.data, result, **told)
    labelled = label(opened.text, result, **told)
    data = opened.encoding.encode(labelled)
    if _beyond_ascii(labelled) != _beyond_ascii(opened.text) and not _holds(data, labelled):
        raise InputError(f"with the label, its bytes would no longer be read as what they are; {ADVICE}")
    return data


def _beyond_ascii(text: str) -> list[str]:
    return [char for char in text if not char.isascii()]


def _holds(data: bytes, text: str) -> bool:
    """Whether the bytes are read as that text; an encoding that is not declared is guessed from all bytes."""
    from ailabel.encoding import decode

    try:
        return decode(data) == text
    except InputError:
        return False


def _needs_language(told: dict[str, Any]) -> bool:
    return "visible" in told["standards"] and told["language"] is None


def _score(file: str, data: bytes) -> Result:
    """What `ailabel score` says of it."""
    from ailabel.detector import Detector

    content = read_content(file, data)
    return Detector().score(content.text, labels_of(file, data, content))


def _write(data: bytes, target: Path | None, *, is_text: bool) -> None:
    if target is None and not is_text and sys.stdout.isatty():
        raise UsageError("would write a binary file to the terminal; name a file with --output")
    with destination(target) as stream:
        stream.flush()
        stream.buffer.write(data)
