"""Find mark-up inside lines: emphasis, links, inline code, HTML tags and entities."""

from __future__ import annotations

import re

from ailabel.characters import fold_text
from ailabel.lazy import regex
from ailabel.value import value
from ailabel.view import Edit, class_table, classes

# What a line is, as numbers into LINE_KINDS.
LINE_KINDS = ("text", "heading", "item", "quote", "row", "code")
TEXT, HEADING, ITEM, QUOTE, ROW, CODE = range(len(LINE_KINDS))

MARKS = "*_~`[]<&\\"  # nothing else opens inline mark-up

_MARKS = class_table(MARKS)
# Possessive quantifiers and bounded repeats only: no pattern goes back over what it has read, and each scan
# stops at what could open the next one, so that all of them together are linear.
_RUN = regex(r"\*++|_++|~++|`++")
_TARGET = regex(
    r"\([ ]*+<?[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+){0,3}+>?(?:\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?+\s*+\)"
)
_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9]*+)(?:[\s/][^<>]*+)?+>")
_REST = regex(r"[ \t]*+\n(?![ \t]*+\n)")  # of a line, below which no paragraph ends
_COMPONENT = regex(  # of JSX or MDX, which holds no text: '<Icon size={12} />'
    r"<[A-Z][A-Z0-9]*+[a-z][A-Za-z0-9]*+"
    r"(?:\s++[\w:@.-]++=(?:\"[^\"<>]*+\"|'[^'<>]*+'|\{[^<>]*?\}(?=[\s/>])))*+\s*+/>"
)
_AUTOLINK = regex(r"<(?:https?|mailto|ftp):[^\s<>]++>")
_DECLARATION = regex(r"<(?:!DOCTYPE|\?xml|!\[CDATA\[)[^<>]*+>", re.IGNORECASE)
_ENTITY = regex(r"&(?:#[0-9]{1,7}+|#[xX][0-9a-fA-F]{1,6}+|[A-Za-z][A-Za-z0-9]{1,31}+);")
_DUNDER = regex(r"[a-z][a-z0-9_]*+")

_BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body br button caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li main menu meta
    nav noscript ol optgroup option p picture pre script section select source style summary svg table tbody
    td template textarea tfoot th thead title tr ul video audio
    """.split()  # noqa: SIM905  a list of words
)
_INLINE_TAGS = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label link mark q rp rt
    ruby s samp small span strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905  a list of words
)
_SILENT_TAGS = frozenset({"script", "style", "template", "noscript", "svg", "head", "select", "textarea"})
_TAG_KINDS = {f"h{level}": HEADING for level in range(1, 7)} | {
    "title": HEADING,
    "li": ITEM,
    "blockquote": QUOTE,
    "tr": ROW,
    "pre": CODE,
}


@value
class Inline:
    """What to take out of lines; offsets into the text that was searched.

    `regions` are HTML elements that say what their lines are: (start, end, number into LINE_KINDS);
    `code` are ranges typed as inline code.
    """

    edits: tuple[Edit, ...] = ()
    regions: tuple[tuple[int, int, int], ...] = ()
    code: tuple[tuple[int, int], ...] = ()


NO_INLINE = Inline()


def read_inline(text: str, breaks: list[int], skips: list[Edit]) -> Inline:
    """Inline mark-up of `text`, in one pass.

    `breaks` are the offsets at which a paragraph begins, the last one past the end of the text;
    nothing that begins within `skips` (in order) is mark-up.
    """
    scan = _Scan(text, breaks, skips)
    scan.run()
    return Inline(tuple(scan.edits), tuple(scan.regions), tuple(scan.code))


class _Scan:
    """One pass over the text; its lists grow while it runs and are read afterwards."""

    def __init__(self, text: str, breaks: list[int], skips: list[Edit]) -> None:
        self.text = text
        self.breaks = breaks
        self.skips = [*skips, Edit(len(text) + 1, len(text) + 2)]
        self.edits: list[Edit] = []
        self.code: list[tuple[int, int]] = []
        self.regions: list[tuple[int, int, int]] = []
        self.emphasis: dict[str, int] = {}  # a run of stars or the like -> where it stands, still open
        self.brackets: list[tuple[int, bool]] = []  # each open "[": its offset, and whether it opens an image
        self.ticks: dict[str, tuple[int, int]] = {}  # a run of back-ticks -> its end, and the edits before it
        self.elements: dict[str, int] = {}  # an HTML element -> where its content begins
        self.missing: set[str] = set()  # closing strings that do not occur any more
        self.decoded: dict[str, str] = {}
        self.border = self.next_break = self.next_skip = self.resume = 0

    def run(self) -> None:
        readers = {
            "*": self.emphasise, "_": self.emphasise, "~": self.emphasise, "`": self.tick, "[": self.bracket,
            "]": self.link, "<": self.tag, "&": self.entity, "\\": self.escape,
        }  # fmt: skip
        for start in classes(self.text, _MARKS).nonzero()[0].tolist():
            if start < self.resume:
                continue
            if start >= self.border:
                self.begin_paragraph(start)
            while self.skips[self.next_skip].end <= start:
                self.next_skip += 1
            if start < self.skips[self.next_skip].start:
                readers[self.text[start]](start)

    def begin_paragraph(self, start: int) -> None:
        """Nothing but an HTML element stays open from one paragraph to the next."""
        while self.breaks[self.next_break] <= start:
            self.next_break += 1
        self.border = self.breaks[self.next_break]
        self.emphasis.clear()
        self.brackets.clear()
        self.ticks.clear()

    def cut(self, start: int, end: int, text: str = "") -> None:
        self.edits.append(Edit(start, end, text))
        self.resume = max(self.resume, end)

    def run_at(self, start: int) -> str:
        """The run of equal marks that begins here; what follows is looked at next."""
        match = _RUN.match(self.text, start)
        run = match[0] if match else ""
        self.resume = start + len(run)
        return run

    def emphasise(self, start: int) -> None:
        """Pairs of equal runs that hug words; a star inside a word and snake_case are no mark-up."""
        run = self.run_at(start)
        end = self.resume
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        loose = run[0] != "_" and len(run) > 1
        if run == "~" or len(run) > 3 or (before.isalnum() and after.isalnum() and not loose):  # noqa: PLR2004  "****" censors
            return
        if run in self.emphasis and before and not before.isspace() and (loose or not after.isalnum()):
            opened = self.emphasis.pop(run)
            if run != "__" or not _DUNDER.fullmatch(self.text, opened + 2, start):
                self.cut(opened, opened + len(run))
                self.cut(start, end)
        elif after and not after.isspace() and (loose or not before.isalnum()):
            self.emphasis[run] = start

    def tick(self, start: int) -> None:
        """Inline code: what was found inside it is taken back."""
        run = self.run_at(start)
        end = self.resume
        opened, edits = self.ticks.pop(run, (-1, 0))
        if opened < 0 or _is_quotation(self.text[opened:start]):
            self.ticks[run] = (end, len(self.edits))
            return
        del self.edits[edits:]
        self.emphasis = {key: place for key, place in self.emphasis.items() if place < opened}
        while self.brackets and self.brackets[-1][0] >= opened:
            self.brackets.pop()
        self.ticks.clear()
        self.cut(opened - len(run), opened)
        self.cut(start, end)
        self.code.append((opened, start))

    def bracket(self, start: int) -> None:
        self.brackets.append((start, start > 0 and self.text[start - 1] == "!"))

    def link(self, start: int) -> None:
        """The end of a link, an image or a footnote's number; brackets of any other kind stay."""
        if not self.brackets:
            return
        opened, image = self.brackets.pop()
        close = start + 1
        target = _TARGET.match(self.text, close)
        if image and target:
            self.cut(opened - 1, target.end())
        elif target:
            self.cut(opened, opened + 1)
            self.cut(close - 1, target.end())
        elif self.text[opened + 1] == "^":
            self.cut(opened, close)

    def tag(self, start: int) -> None:
        if self.text.startswith("<!--", start):
            end = self.find("-->", start + 4)
            if end >= 0:
                self.cut(start, end + 3)
            return
        found = _TAG.match(self.text, start)
        if found:
            self.element(found)
        elif found := _AUTOLINK.match(self.text, start):
            self.cut(start, start + 1)
            self.cut(found.end() - 1, found.end())
        elif found := _DECLARATION.match(self.text, start):
            self.cut(start, found.end())

    def element(self, match: re.Match[str]) -> None:
        """A tag of HTML goes, the content of a silent element with it; so does an empty component.

        Any other "<name>" stays.
        """
        name = match[2].lower()
        start, end = match.span()
        is_empty = match[2][0].isupper() and match[0].endswith("/>")  # of JSX: HTML closes none so
        if name in _SILENT_TAGS and not (match[1] or is_empty):
            close = self.find(f"</{name}", end)
            end = close + len(name) + 2 if close >= 0 else end
            end = self.text.find(">", end) + 1 or end if close >= 0 else end
        if name == "br" and (line := _REST.match(self.text, end)):
            end = line.end()  # a break at the end of a line is one break, and parts no paragraphs
        if name in _BLOCK_TAGS:
            self.cut(start, end, "\n")
            self.border = end
        elif name in _INLINE_TAGS or _COMPONENT.fullmatch(match[0]):
            self.cut(start, end)
        if name in _TAG_KINDS or name == "code":
            self.note(name, start, end, closing=bool(match[1]))

    def note(self, name: str, start: int, end: int, *, closing: bool) -> None:
        opened = self.elements.pop(name, None)
        if not closing:
            self.elements[name] = end
        if opened is None or opened >= start:
            return
        if name == "code":
            self.code.append((opened, start))
        else:
            self.regions.append((opened, start, _TAG_KINDS[name]))

    def find(self, closing: str, start: int) -> int:
        """Where `closing` comes next, or -1; asked in vain once, it is not looked for again."""
        if closing in self.missing:
            return -1
        found = re.compile(re.escape(closing), re.IGNORECASE).search(self.text, start)
        if not found:
            self.missing.add(closing)
        return found.start() if found else -1

    def entity(self, start: int) -> None:
        found = _ENTITY.match(self.text, start)
        if not found:
            return
        name = found[0]
        if name not in self.decoded:
            from html import unescape  # its table of 2,231 names is read only for a text that has one

            self.decoded[name] = fold_text(unescape(name))
        if self.decoded[name] != name:
            self.cut(*found.span(), self.decoded[name])

    def escape(self, start: int) -> None:
        """A backslash before a character that would be mark-up."""
        if self.text[start + 1 : start + 2] in {"*", "_", "#", "`", "~"}:
            self.cut(start, start + 1)
            self.resume = start + 2


def _is_quotation(content: str) -> bool:
    """Whether back-ticks opened a quotation as TeX and GNU type it: ``so'' or `so'."""
    place = content.find("'")
    return place > 0 and not content[place + 1 : place + 2].isalnum()
