"""Whose part of a page a match stands in: its readers', another page's or a picture's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.disclosure.quotation import is_within, line_before
from ailabel.disclosure.setting import SENTENCE_END, is_bare, is_titled, plain, points, says
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ailabel.disclosure.setting import Setting

COMMENTED = 1500  # characters below the heading of comments in which they stand
LISTED = 600  # characters below the heading of a list of pages in which these stand
PARTED = regex(r"[·•|—–]|\s{2}")  # links beside each other
NAME = 30  # characters of a line above a comment that names who wrote it, or when
PARAGRAPH = 300  # characters of a line; a longer one is no comment, and no headline
LABEL_ENDS = (":", "：", "—", "–", "|", "·", "-")  # what a label before a match ends in
LABEL = regex(r"([^.!?:：|\n]{2,40})[:：]")  # of the page that a line names
AROUND = " \t*_#-"  # a label
TAG = regex(r"<[^<>\n]{1,400}>")
RATED = regex(r"(?i)[★☆⭐]|\b[0-5](?:[.,]\d)? ?(?:/|out of) ?5\b|\breviewed \d")
USER = regex(r"\b[ur]/\w{2,}|@\w{2,} ?· ?\d")
LIKED = regex(r"\W*\d{1,6} (?:points?|upvotes?|likes?|replies)\b")
LINKED = regex(r"\A\W*[←⟵]|[→⟶]\W*\Z")  # a line that leads to the page before or after
IMAGE_LINE = regex(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)[*_ \t]*\Z")
IMAGE_TAG = regex(
    r"<img\b[^<>]{0,600}>\s{0,4}(?:<(?:span|em|i|small|cite|p|div|br)\b[^<>]{0,100}>\s{0,4}){0,3}\Z"
)
REACH = 400  # characters before a match in which its picture stands, and behind it what is looked at


def is_readers(setting: Setting) -> bool:
    """What a reader says of the page, or somebody in a letter that is quoted: "joe: An AI wrote this".

    It stands below a heading of comments and a name, beside stars, a user's name or what answers a comment.
    What brackets hold, or a label announces ("Note:"), is the page's own.
    """
    if setting.bracketed or _is_announced(setting):
        return False
    last = next(_above(setting), "")
    is_rated = RATED.search(last) or RATED.search(setting.prefix) or USER.search(last)
    return bool(is_rated) or _is_answered(setting) or _is_cited(setting) or _is_comment(setting, last)


def is_another_page(setting: Setting) -> bool:
    """A headline among others, or a link to the next page: "Most read", and below it "An AI wrote this"."""
    if setting.bracketed or _is_announced(setting):
        return False
    labels = (LABEL.fullmatch(setting.prefix.strip(AROUND)), LABEL.match(setting.match))
    if any(label is not None and is_titled(label[1], setting.lexicon, "listed") for label in labels):
        return True
    own = setting.match.strip("\n").rpartition("\n")[2]
    line = (setting.prefix + own + setting.following).partition("\n")[0]
    is_headline = line.rstrip()[-1:] not in SENTENCE_END
    is_listed = is_headline and _is_below_heading(setting, "listed", LISTED)
    return is_listed or LINKED.search(line) is not None


def is_caption(setting: Setting) -> bool:
    """Below a picture, and of no text: in `<figcaption>`, or right behind an image in Markdown or HTML.

    Or below a line that names one: "Image: a bridge at dawn".
    """
    lexicon, text, start = setting.lexicon, setting.original, setting.start
    if points(setting.match, lexicon) or says(plain(setting.match), lexicon.nouns.get("text", ())):
        return False
    if is_within(text, start, "figcaption"):
        return True
    nearest = max(0, start - REACH)
    before = text[nearest:start].rstrip(" \t\n*_(")
    if IMAGE_LINE.search(before) or IMAGE_TAG.search(text, nearest, start):
        return "\n\n" not in text[nearest + len(before) : start]
    label, colon, _ = next(_above(setting), "").partition(":")
    images = lexicon.nouns.get("image", ())
    return bool(colon) and plain(label).strip() in map(str.strip, images)


def _is_announced(setting: Setting) -> bool:
    """A label says that the page tells of itself: "Editor's note:"."""
    label = plain(setting.prefix) if setting.prefix.rstrip(" *_").endswith(LABEL_ENDS) else ""
    own, colon, _ = setting.match.partition(":")
    return says(label + (plain(own) if colon else ""), setting.lexicon.words.get("disclosing", ()))


def _is_answered(setting: Setting) -> bool:
    """What answers or counts for a comment stands behind it, or below: "Flag · Reply", "12 points"."""
    rest = PARTED.split(setting.following.partition("\n")[0])
    below = next(_lines(setting.original[setting.stop : setting.stop + REACH].partition("\n")[2]), "")
    is_counted = LIKED.match(below) is not None
    return is_counted or any(is_titled(part, setting.lexicon, "answer") for part in (below, *rest))


def _is_cited(setting: Setting) -> bool:
    """In lines that open with ">" below one that says who wrote them: "On Monday, Joe wrote:"."""
    if not line_before(setting).lstrip().startswith(">"):
        return False
    who = next((line for line in _above(setting) if not line.startswith(">")), "")
    return who.endswith((":", "：")) and says(plain(who), setting.lexicon.words.get("wrote", ()))


def _is_comment(setting: Setting, last: str) -> bool:
    """Below a heading of comments, with a name on its line or on the line above, `last`."""
    is_signed = 0 < len(last) <= NAME and last[-1] not in SENTENCE_END
    is_signed = is_signed and not is_titled(last, setting.lexicon, "comments")
    is_named = is_signed or not is_bare(setting.prefix)
    return is_named and _is_below_heading(setting, "comments", COMMENTED)


def _is_below_heading(setting: Setting, role: str, most: int) -> bool:
    """Whether a line above is a heading of that role, and none between them is a paragraph.

    "0 comments" is none, and stands above many a text.
    """
    for line in _above(setting, most):
        if is_titled(line, setting.lexicon, role) and "0" not in plain(line).split():
            return True
        if len(line) > PARAGRAPH:
            return False
    return False


def _above(setting: Setting, most: int = LISTED) -> Iterator[str]:
    """The lines above the last one of the match, which may hold a heading as well, from below."""
    text = TAG.sub("\n", setting.original[max(0, setting.start - most) : setting.stop])
    return _lines(text.rpartition("\n")[0], -1)


def _lines(text: str, step: int = 1) -> Iterator[str]:
    """The lines of a text, without mark-up and blank ones; with -1 from below."""
    return (line.strip() for line in TAG.sub("\n", text).split("\n")[::step] if line.strip())
