"""The YAML front matter at the head of a text: found, read within bounds, and changed at a single key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.edits import Edit
from ailabel.marks.header import is_message
from ailabel.marks.page import is_whole_page
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_BLOCK = 65_536  # characters of a block; site generators write a few thousand
MAX_BLOCKS = 4  # in a row; copies of copied pages have two
MAX_DEPTH = (
    50  # of lists and mappings within each other; the recursion of the parser stays far from its limit
)
MISFITS = (AttributeError, LookupError, TypeError, ArithmeticError)  # of PyYAML, for "!!timestamp x"
_OPENS = regex(r"\ufeff?+---[ \t]*+\r?\n")
_CLOSES = regex(r"^(?:---|\.\.\.)[ \t]*+(?:\r?\n|\Z)", re.MULTILINE)
_TAKEN = regex(r"\ufeff?+(?:\+\+\+[ \t]*+\r?\n|#!)")
_BLANK = regex(r"\s*+")


@value
class Block:
    """Front matter: its YAML is text[start:end], and text[end:after] the line that closes it."""

    start: int
    end: int
    after: int


@value
class Field:
    """A key at the top of a block, what it holds, and where both stand in the text."""

    key: str
    held: Any
    start: int
    end: int


def find_blocks(text: str) -> Iterator[Block]:
    """The blocks that a text begins with, one after another."""
    place = 0
    for _ in range(MAX_BLOCKS):
        opened = _OPENS.match(text, place)
        closed = _CLOSES.search(text, opened.end(), opened.end() + MAX_BLOCK) if opened else None
        if not (opened and closed):
            return
        yield Block(opened.end(), closed.start(), closed.end())
        blank = _BLANK.match(text, closed.end())
        place = blank.end() if blank else closed.end()


def read_block(text: str, block: Block) -> Mapping[Any, Any]:
    """What the block holds; {} where that is no mapping.

    Raises:
        ValueError: it is no YAML, has aliases (of which bombs are made), is nested too deep, or says by a tag
            that a value is what it is not.
        ImportError: PyYAML is missing.
    """
    import yaml

    source = text[block.start : block.end]
    try:
        _refuse_bombs(source)
        held = yaml.load(source, Loader=_loader())  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        raise ValueError(_said(error)) from None
    except MISFITS:
        raise ValueError("a value is not of the kind that its tag says") from None
    return held if isinstance(held, dict) else {}


def read_fields(text: str, block: Block) -> tuple[Field, ...]:
    """The keys of the block with their places.

    Raises: UsageError where the block is no YAML mapping of moderate size.
    """
    import yaml

    try:
        held = read_block(text, block)
        node = yaml.compose(text[block.start : block.end], Loader=yaml.SafeLoader)
    except (ValueError, yaml.YAMLError) as error:
        raise UsageError(f"has front matter that cannot be changed: {_said(error)}") from None
    if node is None:
        return ()
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise UsageError("has front matter that is no block of keys; write it with a key a line")
    return tuple(
        Field(key.value, held.get(key.value), block.start + key.start_mark.index, _end(text, block, item))
        for key, item in node.value
        if isinstance(key, yaml.ScalarNode)
    )


def set_field(text: str, names: Sequence[str], line: str) -> Edit:
    """Puts `line` (which may be several) in place of a key, last into the block, or into a new one.

    Raises: UsageError where there is front matter that cannot be changed.
    """
    block = next(find_blocks(text), None)
    if block is None:
        if is_whole_page(text):
            raise UsageError("is an HTML page, which has no front matter; label it as html or json-ld")
        if is_message(text):
            raise UsageError("is a message, which begins with its own header; label it as header")
        if _TAKEN.match(text):
            raise UsageError("begins with TOML or a #! line, where no YAML can stand; label it as visible")
        start = 1 if text.startswith("\ufeff") else 0
        return Edit(start, start, f"---\n{line}\n---\n")
    old = next((field for field in read_fields(text, block) if field.key in names), None)
    if old is None:
        return Edit(block.end, block.end, f"{line}\n")
    return Edit(old.start, old.end, line)


def _refuse_bombs(source: str) -> None:
    import yaml

    depth = 0
    for event in yaml.parse(source, Loader=_loader()):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError(f"it has an alias, *{event.anchor}")  # noqa: TRY004  the value is at fault
        opens = isinstance(event, yaml.CollectionStartEvent)
        depth += opens - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ValueError(f"it is nested more than {MAX_DEPTH} deep")


def _loader() -> Any:  # noqa: ANN401  a class of PyYAML, the one in C where it was built
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _said(error: Exception) -> str:
    return " ".join(str(getattr(error, "problem", None) or error).split())


def _end(text: str, block: Block, item: Any) -> int:  # noqa: ANN401  a node of PyYAML
    """Where the last line with content of a value ends; comments and blank lines below it are not its own."""
    lines = text[block.start : block.start + item.end_mark.index].split("\n")
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return block.start + len("\n".join(lines).rstrip("\r"))
