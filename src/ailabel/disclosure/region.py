"""Whose part of a page a match stands in: its readers', another page's or a picture's."""

from __future__ import annotations

from itertools import chain, dropwhile, islice
from string import digits
from typing import TYPE_CHECKING

from ailabel.disclosure.quotation import is_within, line_before
from ailabel.disclosure.setting import SENTENCE_END, is_titled, plain, points, says
from ailabel.lazy import regex
from ailabel.roles import is_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ailabel.disclosure.pattern import Lexicon
    from ailabel.disclosure.setting import Setting

COMMENTED = 1500  # characters below the heading of comments in which they stand
THREAD = 600  # characters on either side of a line that one of many writes, in which others write
LISTED = 600  # characters below the heading of a list of pages in which these stand
PARAGRAPH = 300  # characters of a line; a longer one is no comment, and no headline
HEADLINE = 120  # characters of the headline of another page, and
WORDS = 3  # words of it, at least
NAME = 30  # characters of a line above a comment that names who wrote it, or when
NAMED = 2  # such lines below a heading
LABEL_ENDS = (":", "：", "—", "–", "|", "·", "-")  # of what announces a notice
LABEL = regex(r"([^.!?:：|\n]{2,40})[:：]")  # of the page that a line names
AROUND = " \t*_#-"  # what may stand about such a label
SPEAKER = regex(r"[\W_]*[^\W_][^:：|\n]{0,28}[:：]\W*\Z")  # who speaks, before the match on its line
POST = regex(  # who writes, and when
    r"(?m)^[^\w\n]{0,6}([^\W\d][\w.'’@-]{1,24}(?: [\w.]{1,12}){0,2})((?:, |,? ?\()\d{1,2}[:.]\d\d\)?)?"
    r"(?::(?=\s)|：| [—–-] )"
)
PERSON = regex(r"[A-ZÀ-ÞА-ЯЄІЇҐΑ-ΩŁŚŻŠŽČŘŐ][^\W\d_]+ [A-ZÀ-ÞА-ЯЄІЇҐΑ-ΩŁŚŻŠŽČŘŐ]\.")  # "Maria F."
FENCE = "---\n"  # about the fields above a text
USER = regex(r"\w*[^\W\d_]\w*[\d_]\w*|\w*\d\w*[^\W\d_]\w*")  # a name that nobody has but on a page: "joe_77"
CITED_LINE = regex(r"[^\W_][^\n]*[.!?] (?:[^\W_][\w'’]*,? ?){1,4}\Z")  # a line that the next one goes on from
TIME = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?"
CHAT = regex(  # who speaks, and when: "[10:13] Tom: ", "12/03/25, 10:13 - Tom: "
    rf"(?m)^\W{{0,3}}(?:\[{TIME}\]|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}},? {TIME}\]? ?[–-]?)"
    r" ?([^:：\n]{1,30})[:：] "
)
SIGNATURE = regex(  # of who writes on a page of talk, in a wiki, with the date
    r"(?i)\[\[:?(?:user(?: talk)?|benutzer(?:in)?|utilisateur|utilisatrice|usuari[oa]|utente|usuário"
    r"|gebruiker|wikipedyst[ak]a?|wikipedista|användare|bruker|bruger|käyttäjä|kullanıcı|участни(?:к|ца)"
    r"|користувач|利用者|用户|使用者|사용자|مستخدم)[:：][^\n]{1,100}\d{4}"
)
INITIAL = regex(r"(?:^|\W)\w\.\Z")  # of a name
STARRED = regex(r"\W*[★☆⭐]{3,}\W*\Z")  # before a review
REVIEWED = regex(r"(?i)\W*reviewed \d{1,3} (?:day|week|month|year)s? ago\W*\Z")  # above one
LINKED = regex(r"\W*[←⟵][^.!?]*\Z|[^.!?]*[→⟶]\W*\Z")  # a line that leads to the page before or after
IMAGE_LINE = regex(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)[*_ \t]*\Z")
IMAGE_TAG = regex(
    r"<img\b[^<>]{0,600}>\s{0,4}(?:<(?:span|em|i|small|cite|p|div|br)\b[^<>]{0,100}>\s{0,4}){0,3}\Z"
)
HEADING = regex(r"#{1,6} |<h[1-6]\b")  # in Markdown, in HTML
TAG = regex(r"<[^<>\n]{1,400}>")
ANEW = regex(r"<(?:p|div|li|br|h[1-6]|b|strong|section|article)\b")  # what a line of a page begins with
BYLINE = 2  # words, at most, of "By ChatGPT"
REACH = 400  # characters before a match in which its picture stands
MADE = ("verb_text", "verb_translation", "verb_summary", "verb_voice")  # what nobody does to a picture


def is_readers(setting: Setting) -> bool:
    """What a reader says of the page, or somebody in a letter that is quoted: "joe: An AI wrote this".

    What brackets hold, or a label announces ("Note:"), is the page's own.
    """
    if setting.bracketed or _is_announced(setting):
        return False
    last = next(reversed(_above(setting, LISTED)), "")
    is_review = STARRED.match(setting.prefix) or REVIEWED.match(last)
    return bool(is_review) or _is_said_by_another(setting) or _is_comment(setting)


def is_another_page(setting: Setting) -> bool:
    """A headline among others, or a link to the next page: "Most read", and below it "An AI wrote this"."""
    if setting.bracketed or _is_announced(setting):
        return False
    labels = (LABEL.fullmatch(setting.prefix.strip(AROUND)), LABEL.match(setting.match))
    if any(label is not None and is_titled(label[1], setting.lexicon, "listed") for label in labels):
        return True
    own = setting.match.strip("\n").rpartition("\n")[2]
    line = (setting.prefix + own + setting.following).partition("\n")[0].strip()
    if line[-1:] in SENTENCE_END:
        return False
    return LINKED.match(line) is not None or _is_listed(setting)


def is_caption(setting: Setting) -> bool:
    """Below a picture, and of no text: in `<figcaption>`, or right behind an image in Markdown or HTML.

    Or below a line that names one: "Image: a bridge at dawn". What was written or translated is no picture.
    """
    lexicon, text, start = setting.lexicon, setting.original, setting.start
    words = lexicon.words
    others = (*lexicon.nouns.get("text", ()), *(verb for role in MADE for verb in words.get(role, ())))
    said = plain(setting.match)
    is_byline = len(said.split()) <= BYLINE and not says(said, words.get("generate", ()))
    if is_byline or points(setting.match, lexicon) or says(said, others):
        return False
    if is_within(text, start, setting.stop, "figcaption"):
        return True
    nearest = max(0, start - REACH)
    before = text[nearest:start].rstrip(" \t\n*_(")
    if IMAGE_LINE.search(before) or IMAGE_TAG.search(text, nearest, start):
        return "\n\n" not in text[nearest + len(before) : start]
    label, colon, _ = next(reversed(_above(setting, LISTED)), "").partition(":")
    images = lexicon.nouns.get("image", ())
    return bool(colon) and plain(label).strip() in map(str.strip, images)


def _is_announced(setting: Setting) -> bool:
    """A label says that the page tells of itself: "Editor's note:"."""
    label = plain(setting.prefix) if setting.prefix.rstrip(" *_").endswith(LABEL_ENDS) else ""
    own, colon, _ = setting.match.partition(":")
    labels = chain.from_iterable(setting.lexicon.words.get(role, ()) for role in ("disclosing", "notes"))
    return says(label + (plain(own) if colon else ""), labels)


def _is_said_by_another(setting: Setting) -> bool:
    """A line of a chat or a thread of two or more, a page of talk or a letter that is quoted."""
    paragraph = setting.original[setting.stop : setting.stop + PARAGRAPH].partition("\n\n")[0]
    is_talk = SIGNATURE.search(paragraph) is not None
    return is_talk or _is_of_a_chat(setting) or _is_of_a_thread(setting) or _is_cited(setting)


def _is_of_a_thread(setting: Setting) -> bool:
    """Of two that write or more, line by line, and this one's line says so: "joe_77: ...", "Ann B.: ...".

    Or "joe, 08:02: ...", or the name opens another line of them. Fields above a text are none.
    """
    post, text = POST.match(line_before(setting)), setting.original
    if post is None or _is_a_label(post[1], setting.lexicon, is_timed=post[2] is not None):
        return False
    above, below = text[: setting.start][-THREAD:], text[setting.stop :][:THREAD]
    others = [*_posts(reversed(above.split("\n")[1:-1])), *_posts(below.split("\n")[1:])]
    is_another = any(other.rstrip(digits) != post[1].rstrip(digits) for other in others)
    is_user = USER.fullmatch(post[1]) is not None or PERSON.fullmatch(post[1]) is not None
    is_again = post[1] in others and len(others) > 1
    is_field = text.startswith(FENCE) and text.find(FENCE, setting.stop) > 0
    return is_another and not is_field and (is_user or is_again or post[2] is not None)


def _posts(lines: Iterable[str]) -> Iterator[str]:
    """Who writes each of the lines, up to one that nobody does."""
    for line in lines:
        post = POST.match(line)
        if post is None:
            return
        yield post[1]


def _is_a_label(name: str, lexicon: Lexicon, *, is_timed: bool) -> bool:
    """Whether it names what a line is about, and nobody who writes it: "Text", "Editor's note", "EDIT".

    With a time behind it, as in "Help bot, 08:02", a noun is a name.
    """
    roles = (lexicon.words.get(role, ()) for role in ("disclosing", "notes", "author"))
    nouns = () if is_timed else lexicon.nouns.values()
    return name.isupper() or says(plain(name), chain(*roles, *nouns))


def _is_of_a_chat(setting: Setting) -> bool:
    if CHAT.fullmatch(line_before(setting)) is None:
        return False
    start, stop = max(0, setting.start - LISTED), setting.stop + LISTED
    return len({*CHAT.findall(setting.original, start, stop)}) > 1


def _is_cited(setting: Setting) -> bool:
    """In lines that open with ">" below one that says who wrote them: "On Monday, Joe wrote:".

    Or below one that they go on from: "There is a post that begins" above "> An AI wrote this".
    """
    if not line_before(setting).lstrip().startswith(">"):
        return False
    _, *lines = reversed(setting.original[max(0, setting.start - LISTED) : setting.start].split("\n"))
    above = dropwhile(lambda line: line.lstrip().startswith(">"), lines)
    near = [line.strip() for line in islice(above, 2)]
    if near and CITED_LINE.match(near[0]):
        return True
    who = next(filter(None, near), "")  # a blank line may part them
    return who.endswith((":", "：")) and says(plain(who), setting.lexicon.words.get("wrote", ()))


def _is_comment(setting: Setting) -> bool:
    """Below a heading of comments, with a name on its line, or on one of NAMED lines above it.

    A blank line parts it from none but the name of a user, or a name and a date. Where others stand between,
    the first of them has a name above it, too.
    """
    found = _below(setting, "comments", COMMENTED)
    if found is None:
        return False
    heading, between = found
    is_marked = HEADING.match(heading) is not None
    told = [line for line in between if line]
    if not (is_marked or between[:1] == [""]) or any(len(line) > PARAGRAPH for line in told):
        return False
    is_right_above = bool(between) and between[-1] != ""
    are_names = all(map(_may_name, told)) and 0 < len(told) <= NAMED
    is_dated = len(told) > 1 and is_date(told[-1].lower())
    is_surely_signed = is_dated or any(USER.fullmatch(line) for line in told[-1:])
    is_signed = are_names and (is_marked or is_right_above or is_surely_signed)
    is_another = len(told) > NAMED and is_right_above and _may_name(told[0]) and _may_name(told[-1])
    return is_signed or is_another or SPEAKER.match(setting.prefix) is not None


def _may_name(line: str) -> bool:
    """Whether a line may say who writes, or when: "Ulf B.", "2 days ago"; no sentence."""
    return len(line) <= NAME and (line[-1] not in SENTENCE_END or INITIAL.search(line) is not None)


def _is_listed(setting: Setting) -> bool:
    """In a row of lines that stands right below a heading of such a list, with no blank line in it.

    Or with such lines alone, where another headline stands below the match as well.
    """
    found = _below(setting, "listed", LISTED)
    if found is None:
        return False
    _, between = found
    row = between[1:] if between[:1] == [""] else between
    if all(0 < len(line) <= PARAGRAPH for line in row):
        return True
    _, *below = setting.following.split("\n")
    follows = next(filter(None, map(str.strip, below)), "")
    return all(map(_is_headline, [*filter(None, between), follows]))


def _is_headline(line: str) -> bool:
    return len(line.split()) >= WORDS and len(line) <= HEADLINE and line[-1] not in SENTENCE_END


def _below(setting: Setting, role: str, most: int) -> tuple[str, Sequence[str]] | None:
    """The nearest heading of that role above the match, and the lines between; None where there is none."""
    lines = _above(setting, most)
    for at in reversed(range(len(lines))):
        if _is_heading(lines[at], setting.lexicon, role):
            return lines[at], lines[at + 1 :]
    return None


def _is_heading(line: str, lexicon: Lexicon, role: str) -> bool:
    """Whether it is one of that role; "0 comments" is none, and stands above many a text."""
    return is_titled(TAG.sub(" ", line), lexicon, role) and "0" not in plain(line).split()


def _above(setting: Setting, most: int) -> Sequence[str]:
    """The lines above the last one of the match, which may hold a heading; elements of HTML begin lines."""
    text = setting.original[max(0, setting.start - most) : setting.stop]
    lines = [line.strip() for line in ANEW.sub(r"\n\g<0>", text).split("\n")]
    return [TAG.sub("", line) if not HEADING.match(line) else line for line in lines[:-1]]
