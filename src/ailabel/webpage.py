"""Read an HTML page as its visitor does: what is shown, line by line, and nothing of the mark-up."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ailabel.encoding import ADVICE
from ailabel.errors import InputError
from ailabel.pagepart import is_caption, is_others

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

# A paragraph repeats the formatting that is still open from the last one: the tree grows by its depth for
# each tag that follows. Beyond these bounds a page is an attack, not a page.
MAX_OPEN = 5_000  # elements inside each other; browsers stop at 512
MAX_REPEATS = 1_000_000  # open formatting elements, times tags
PARAGRAPH = 80  # bytes of a block; comments stand below one, and a page without any may be nothing else
MAX_CELL = 12  # words; a table with a longer cell lays out a page, and shows no data

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)")
_FORMATTING = frozenset(
    "b big code em font i s small strike strong tt u".split()  # noqa: SIM905  a list of words
)
_CLOSES_ITSELF = frozenset(
    """
    a area base br col dd dt embed hr img input li link meta nobr option optgroup p param rp rt source
    tbody td tfoot th thead tr track wbr
    """.split()  # noqa: SIM905  a list of words
)
_UNSEEN = frozenset(
    """
    audio button canvas datalist head iframe input map math menu nav noscript object option script select
    style svg template textarea title video
    """.split()  # noqa: SIM905  a list of words
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table tbody td
    tfoot th thead tr ul
    """.split()  # noqa: SIM905  a list of words
)
_HEADS = {f"h{level}": "#" * level + " " for level in range(1, 7)} | {"li": "- "}
_MARKS = {
    **dict.fromkeys(("code", "kbd", "samp", "tt"), ("`", "`")),
    **dict.fromkeys(("del", "s", "strike"), ("~~", "~~")),
    "q": ("“", "”"),
}  # what stands before and after the words of an element, as in Markdown
_QUOTE = "> "
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\f\r]+")  # the white space that HTML folds; a no-break space is none
_EMPTY = re.compile(r"<([a-zA-Z][\w:.-]*+)((?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)(?<=/)>")
_DOUBLE = re.compile("  +")
_BRACKETS = re.compile(r"[\[\]]")
_ROW = "| "


def visible_text(page: str, *, is_xml: bool = False) -> str:
    """What the page shows: a blank line between its blocks, "# " before a heading, "- " before an item.

    "> " opens the lines of a quotation; code and what is struck out stand between marks, a caption as what an
    image of Markdown says ("![a bridge]()"), for else its words would be the text's. Scripts, styles,
    navigation, buttons, hidden elements and what stands below a text but is none of it (comments of readers,
    links to other pages, adverts) are left out; entities are read; rows of short cells come out as
    "| a | b |", preformatted text between fences. In XHTML, which is XML, any element may be empty
    (`<title/>`); in HTML that tag opens one, and what follows would be its title.

    Raises: InputError where elements are nested beyond any page's need.
    """
    from selectolax.lexbor import LexborHTMLParser

    if is_xml:
        page = _EMPTY.sub(_opened_and_closed, page)
    _refuse_deep(page)
    root = LexborHTMLParser(page).root
    writer = _Writer()
    if root is not None:
        for node, closing in _walk(root):
            writer.close(node) if closing else writer.open(node)
    return writer.text()


def _opened_and_closed(tag: re.Match[str]) -> str:
    name, rest = tag[1], tag[2][:-1]
    return tag[0] if name.lower() in _CLOSES_ITSELF else f"<{name}{rest}></{name}>"


class _Writer:
    """Takes the nodes of a page in order; its lists grow while it runs and are read afterwards."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.block: list[
            str
        ] = []  # pieces of the block that is being written; a line feed is one that is shown
        self.head = ""  # what the next block begins with
        self.firsts: dict[str, list[int]] = {"tr": [], "blockquote": []}
        """The blocks before each of these elements that is open."""
        self.has_text = False
        """Whether a paragraph was written."""
        self.others: tuple[LexborNode, int] | None = None
        """The outermost element of others' words that is open, and the blocks before it."""
        self.caption: tuple[LexborNode, int] | None = None
        """The same of a caption."""
        self.pre = 0  # preformatted elements that are open

    def open(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if node.is_element_node:
            self.open_part(node)
        if node.is_text_node:
            text = node.text_content or ""
            self.block.append(text if self.pre else _SPACES.sub(" ", text))
        elif tag == "br":
            self.block.append("\n")
        elif tag in _BLOCKS:
            self.end_block()
            self.head = _HEADS.get(tag, self.head)
            self.pre += tag == "pre"
            if tag in self.firsts:
                self.firsts[tag].append(len(self.blocks))
        elif tag in _MARKS and not self.pre and _is_inline(node):
            self.block.append(_MARKS[tag][0])

    def close(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _MARKS and not self.pre and _is_inline(node):
            self.block.append(_MARKS[tag][1])
        self.close_part(node)
        if tag not in _BLOCKS:
            return
        self.end_block()
        self.pre -= tag == "pre"
        if tag in _HEADS:
            self.head = ""
        elif tag in self.firsts:
            first = self.firsts[tag].pop()
            if tag == "tr":
                self.end_row(first)
            elif not self.firsts[tag]:  # one within another is marked with it
                self.end_quote(first)

    def open_part(self, node: LexborNode) -> None:
        if self.others is None and is_others(node):
            self.end_block()
            if self.has_text:
                self.others = node, len(self.blocks)
        if self.caption is None and is_caption(node):
            self.end_block()
            self.caption = node, len(self.blocks)

    def close_part(self, node: LexborNode) -> None:
        if self.caption is not None and self.caption[0] is node:
            self.end_block()
            self.end_caption(self.caption[1])
            self.caption = None
        if self.others is not None and self.others[0] is node:
            self.end_block()
            del self.blocks[self.others[1] :]
            self.others = None

    def end_block(self) -> None:
        text = "".join(self.block)
        self.block.clear()
        if not text or text.isspace():
            return
        if self.pre:
            self.blocks.append(_fenced(text))
            return
        self.has_text = self.has_text or len(text.encode("utf-8", "replace")) >= PARAGRAPH
        lines = (line.strip(" ") for line in _DOUBLE.sub(" ", text).split("\n"))
        self.blocks.append(self.head + "\n".join(lines).strip("\n"))
        self.head = ""

    def end_row(self, first: int) -> None:
        """The blocks of a row become one line, if each of them is as short as what stands in a table."""
        cells = self.blocks[first:]
        if len(cells) > 1 and all("\n" not in cell and len(cell.split()) <= MAX_CELL for cell in cells):
            self.blocks[first:] = [_ROW + " | ".join(cells) + " |"]

    def end_quote(self, first: int) -> None:
        self.blocks[first:] = [
            "\n".join(_QUOTE + line for line in block.split("\n")) for block in self.blocks[first:]
        ]

    def end_caption(self, first: int) -> None:
        """The blocks of a caption become what an image says."""
        if held := " ".join(self.blocks[first:]):
            self.blocks[first:] = [f"![{' '.join(_BRACKETS.sub(' ', held).split())}]()"]

    def text(self) -> str:
        self.end_block()
        parts: list[str] = []
        for before, block in zip(["", *self.blocks], self.blocks, strict=False):
            together = any(
                before.startswith(head) and block.startswith(head) for head in (_ROW, _HEADS["li"])
            )
            parts += ["\n" if together else "\n\n", block]
        return "".join(parts[1:]) + "\n" * bool(parts)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every node that is shown, as it opens (False) and as it closes (True); no recursion, however deep."""
    node, above = root, []
    while True:
        seen = _is_seen(node)
        if seen:
            yield node, False
        if seen and (child := node.first_child) is not None:
            above.append(node)
            node = child
            continue
        if seen:
            yield node, True
        while (following := node.next) is None:
            if not above:
                return
            node = above.pop()
            yield node, True
        node = following


def _is_seen(node: LexborNode) -> bool:
    if not node.is_element_node:
        return bool(node.is_text_node or node.is_document_node)
    if node.tag in _UNSEEN:
        return False
    attributes = node.attributes
    hidden = "hidden" in attributes or attributes.get("role") == "navigation"
    return not (hidden or _HIDDEN_STYLE.search(attributes.get("style") or ""))


def _is_inline(node: LexborNode) -> bool:
    """Whether an element holds something, and no block."""
    return node.first_child is not None and not any((child.tag or "") in _BLOCKS for child in node.iter())


def _fenced(text: str) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.strip(chr(10))}\n{fence}"


def _refuse_deep(page: str) -> None:
    """Counts from above what the tree may cost; mark-up within scripts is counted as well."""
    opened: Counter[str] = Counter()
    depth = formatting = deepest = repeats = 0
    for match in _TAG.finditer(page):
        tag = match[2].lower()
        repeats += formatting
        if tag in _CLOSES_ITSELF or (match[1] and not opened[tag]):
            continue
        step = -1 if match[1] else 1
        opened[tag] += step
        depth += step
        formatting += step * (tag in _FORMATTING)
        deepest = max(deepest, depth)
    if deepest > MAX_OPEN or repeats > MAX_REPEATS:
        raise InputError(
            f"HTML with {deepest} elements inside each other, more than any page needs; {ADVICE}"
        )
