"""What stands around a match: its sentence, its line, its place in the text, and words looked up there."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ailabel.code import is_inside
from ailabel.disclosure.stated import stated_from, stated_up_to
from ailabel.lazy import regex
from ailabel.value import value

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ailabel.disclosure.matching import Hit
    from ailabel.disclosure.pattern import Lexicon, Pattern
    from ailabel.document import Document

VOWELS = r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"  # of Indic scripts and of Thai, which are marks
NO_WORD = regex(rf"(?![{VOWELS}])[\W_]")
REACH = 240  # characters looked at on either side of a match; keeps the work linear
WIDE_END = "。！？※"  # no space follows these; the last opens a note in Japanese
SENTENCE_END = ".!?؟।" + WIDE_END
WRAPPED = 45  # a line shorter than this is a line of its own, not one half of a wrapped sentence
ANEW = 56  # the same where the next one begins with a capital
CLAUSE_END = ",.;:!?()[]<>|—–。，；：！？（）【】、؟،\n"
WHOLE_SENTENCE = frozenset({"refusal", "knowledge-cutoff", "preamble", "sign-off", "experimental-notice"})
WHOLE_CLAUSE = frozenset({"publisher-disclosure", "assisted-disclosure", "translation-notice", "denial"})
CLOSERS = "”“»\"'’)]*_"  # marks that may stand behind the end of a sentence
CLAUSE = regex(r"[,;:!?|()\[\]–—，；：、（）]")  # what parts the clauses of a sentence
AFTERTHOUGHT = 2  # words
SUBJECT = 8  # words before a match that may be its subject
GOES_ON = regex(
    r"\s*(?:という|[とのでがをはもに]|[这這]|的|字|等|라|표시|문구|[의를을])"
)  # behind a quoted label
OPENERS = " \n*_>#\"'“‘"  # marks that may stand before what opens a sentence
ALWAYS = ("I", "I'm", "I've", "I’m", "I’ve")  # have a capital wherever they stand
BRACKETS = {"[": "]", "(": ")", "【": "】", "（": "）", "［": "］", "〔": "〕", "{": "}"}
LINE = 400  # characters of a line that may be a notice
DASHES = ("–", "—", "-")
ASIDES = ("(", "[", "–", "—")  # what opens words beside a clause
NAME_MARKS = tuple(zip('"`“„«「『《', '"`”“»」』》', strict=True))  # what may stand about the name of a tool
LONGEST_NAME = 24  # characters between such marks: "Gemini 2.5 Flash Preview"
ANNOUNCES = (":", "：")  # how a line ends that announces what stands below it
HEADING_TAG = regex(  # right before a match
    r"<[hH][12](?:\s[^<>]*+)?>(?:[^\w<>]|</?(?![hH][1-6])[a-zA-Z][^<>]*+>)*+\Z"
)
HEADINGS = ("# ", "## ", "### ", "#### ")  # what opens a heading of Markdown
CODE = regex(  # a statement before a comment on its line: assigns, calls, opens or closes a block, declares
    r"\s*(?:(?:const|let|var|auto|final|static|int|char|bool|float|double|string|my|local) )?"
    r"[\w.$\[\]]+ ?[-+*/|:]?= ?\S.*"
    r"|\s*(?:return |await |yield )?[\w.$]+\((?!s\)).*\)[;:]?\s*"
    r"|\s*(?:if|elif|else|for|while|switch|try|def|class|function|func|fn|public|private|protected)\b.*[:{}]\s*"
    r"|\s*(?:[\w<>:,*&\[\]]+ ){1,3}[\w:~]+\([^()]*\)(?: const)?\s*\{\s*"
    r"|\s*(?:[\w<>,*&\[\]]+ )?\w+::~?\w+\([^()]*\)(?: const)?\s*|\s*[\w:]+<[\w:, *&]*> [\w:]+\([^()]*\)\s*"
    r"|\s*[\w<>\[\]*&]+ [\w\[\]*&]+;\s*|\s*[})\]]+[;,]?\s*|\s*</?[a-z][^<>]*>\s*"
)
NAMES_AI = regex(r"(?i:(?:\b|_)(?:ai|llm|gpt|human)(?:\b|_))")  # a value that a comment may explain
COMMENT = regex(r"(?<=\S)[ \t]*(?:(?://+|/\*+|<!--)[!*]?[ \t]*|#+[ \t]+(?!\d))")  # what opens one; no "# 5"
ADDRESS = regex(r"\b(?:https?://|www\.)[^\s<>\"')\]]+")  # of a page, which says nothing in words
BORDER = regex(r"[.!?…:;—–。！？：；।؟؛]+\s?(?=.)")  # what ends a sentence, or opens what a colon announces
KEPT = 512  # plain texts, and lists of needles: what stands around a match is asked for by many rules
_LEADING = (  # what another word follows: the commonest articles, prepositions and joints of some languages
    "a an the of by from with in on to for and or that using via through",
    "und oder der die das den dem ein eine einer einem einen von mit durch aus für dass",
    "de des du par avec pour et ou que la le les un une del por con para y o el los las una",
    "da do dos das com em e os as di il lo gli dal dalla per che ed i van een het door met",
    "voor en dat przez z ze w na oraz że с от на и что для в через та що з av med för och att",
    "ett af og at ved på til tarafından oleh dengan bởi",
)
LEADS = frozenset(" ".join(_LEADING).split())
_DANGLING = (  # verbs, negations and participles that no line ends with, unless its sentence goes on below
    "not never was were is are been being be has have had nicht niemals kein keine wurde wurden ist sind",
    "wird werden pas jamais été est sont ont fut no nunca fue fueron ha han sido son è sono stato stata",
    "stati state non não foi foram são niet nooit geen zijn werd został została zostało zostały jest są nie",
    "не был была было были був була було були inte aldrig är ikke blev ble není nebyl nebyla byl byla bylo",
    "este fost sunt",
    "written generated created généré écrit escrito generado scritto",
)
DANGLING = frozenset(" ".join(_DANGLING).split())
_GOVERNING = (
    "of the an by with von der des durch mit du par avec del por con da di van door z przez od к от до из",
    "для від на af av med",
)
GOVERNING = frozenset(" ".join(_GOVERNING).split())
"""What another word follows, whatever that is: "No part of" + "this article"."""
EDGE = 500  # characters at the head or the foot of a text where notices stand


@value
class Setting:
    """A match and its surroundings; `before` and `after` end at the borders of its sentence.

    `start`, `stop` (of the match) and `end` (of what it says) are offsets in `original`, the caller's own
    string; `prefix` is the line up to the match, `above` and `following` what is within REACH of it. `stated`
    is what its author says right before it ("please note that"), if anything, which `before` is without.
    `opens`: nothing but mark-up stands before the match; `at_edge`: it stands near the head or the foot of
    the text; `bracketed`: brackets hold its whole line; `fenced`: it stands in a block of code.
    """

    pattern: Pattern
    lexicon: Lexicon
    match: str
    before: str
    after: str
    prefix: str
    above: str
    following: str
    stated: str
    opens: bool
    at_edge: bool
    bracketed: bool
    fenced: bool
    original: str
    start: int
    stop: int
    end: int


def settle(hit: Hit, lexicon: Lexicon, document: Document, fences: Sequence[tuple[int, int]] = ()) -> Setting:
    view, end = hit.view, hit.end
    start = _below_heading(hit, document, lexicon)
    is_after = hit.pattern.place == "after"
    start += _last(view[start:end]) if is_after else stated_up_to(view[start:end], lexicon)
    left, right = view[max(0, start - REACH) : start], view[end : end + REACH]
    line = end - 1 - view.rfind("\n", max(0, end - REACH), end)
    is_closed = view[start:end].rstrip(" ")[-1:] in tuple(SENTENCE_END + "\n")
    after = "" if is_closed else _sentence_after(right, line)
    place = document.clean.locate if hit.pattern.view == "clean" else _as_given
    rest = 0 if view[end - 1] in CLAUSE_END else _rest(hit.pattern.family, after)
    located = place(*_without_white(view, start, end + rest))
    stop = _closed(document.text, located[0], place(*_without_white(view, start, end))[1], lexicon)
    lead = leading(view[start:end])  # a match may begin with a sentence's end
    # what points to its text says nothing of how it was made
    before = "" if is_after else _sentence_before(left + lead, view[start + len(lead) : end], lexicon)
    closing = closing_bracket(before + view[start:end], after)
    if closing is not None and points(before + view[start:end] + after[:closing], lexicon):
        after = after[:closing]
    stated = stated_from(before, lexicon)
    return Setting(
        pattern=hit.pattern,
        lexicon=lexicon,
        match=view[start:end],
        before=before[:stated],
        after=after,
        prefix=left[left.rfind("\n") + 1 :],
        above=left,
        following=right,
        stated=before[stated:],
        opens=is_bare(left) and start < REACH,
        at_edge=start < EDGE or len(view) - end < EDGE,
        bracketed=bracketed(view, start, end) is not None,
        fenced=is_inside(located[0], fences),
        original=document.text,
        start=located[0],
        stop=stop,
        end=max(stop, located[1]),
    )


def _last(match: str) -> int:
    """Where the last sentence of a match begins, or what its last colon opens."""
    return max((end.end() for end in BORDER.finditer(match)), default=0)


def _closed(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Where a match ends, with the mark that closes the name of a tool at its end: made with "ChatGPT".

    The mark that opens is looked for before `end`: it is not the one that closes, if they are alike.
    """
    for opening, closing in NAME_MARKS:
        if text.startswith(closing, end):
            opened = text.rfind(opening, max(start, end - LONGEST_NAME), end)
            if opened != -1 and is_name(text[opened + 1 : end], lexicon):
                return end + 1
    return end


def is_name(text: str, lexicon: Lexicon) -> bool:
    """Whether it is the name of a tool, and no more: "Claude Code", "GPT-5.2", not "ChatGPT may err"."""
    if not text.isascii() or any(word[0].islower() for word in text.split()[1:]):
        return False
    name = plain(text + " ").lstrip()
    return any(begins(name, tools) for tools in lexicon.tools.values())


def _below_heading(hit: Hit, document: Document, lexicon: Lexicon) -> int:
    """Where a notice starts, without the heading above it, which a regex takes for its first words.

    A heading may be one half of a sentence; what opens like one on both lines is a comment in code. Nor does
    a line of code above a comment belong to it. "0 comments" is one without marks.
    """
    first, _, rest = hit.view[hit.start : hit.end].partition("\n")
    if rest.strip() and (is_titled(first, lexicon, "comments") or is_titled(first, lexicon, "listed")):
        return hit.start + len(first) + 1
    if hit.pattern.place != "notice" or not rest.strip() or rest.lstrip()[0].islower():
        return hit.start
    at = hit.start if hit.pattern.view != "clean" else document.clean.locate(hit.start, hit.start + 1)[0]
    below = document.text.find("\n", at) + 1
    is_above = opens_with(document.text, at, HEADINGS) != document.text.startswith(HEADINGS, below)
    is_above = is_above or stands_behind(HEADING_TAG, document.text, at)
    return hit.start + len(first) + 1 if is_above else hit.start


def stands_behind(tag: re.Pattern[str], text: str, place: int) -> bool:
    """Whether what a regex finds, which ends in an anchor, ends right before the place."""
    return tag.search(text, max(0, place - LINE), place) is not None


def opens_with(text: str, place: int, marks: tuple[str, ...]) -> bool:
    """Whether the line of a place opens with one of the marks; not that of one so long that it isn't seen."""
    nearest = max(0, place - LINE)
    line = text.rfind("\n", nearest, place) + 1
    return line >= nearest and text.startswith(marks, line)


def _without_white(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at either end; it holds something else."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _as_given(start: int, end: int) -> tuple[int, int]:
    return start, end


def _rest(family: str, after: str) -> int:
    """How many characters after a match still belong to what it says: its clause, or its sentence."""
    if family in WHOLE_SENTENCE:
        return len(after.rstrip())
    if family not in WHOLE_CLAUSE:
        return 0
    for at, char in enumerate(after):
        if char in CLAUSE_END and not (char in ".,:" and after[at + 1 : at + 2].isalnum()):
            return len(after[:at].rstrip())
    return len(after.rstrip())


def bracketed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The line around [start, end) where one pair of brackets holds all of it, from bracket to bracket."""
    left, right = line_around(text, start, end)
    line = text[left:right]
    if not line or BRACKETS.get(line[0]) != line[-1]:
        return None
    return (left, right) if line.count(line[0]) == line.count(line[-1]) else None


def is_enclosed(setting: Setting) -> bool:
    """Whether brackets hold the match and no more: "The mayor opens a bridge (written by AI)"."""
    return BRACKETS.get(setting.prefix[-1:]) == setting.following[:1]


def line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The line without what opens a list or a quotation; only [start, end) where it is too long."""
    left = text.rfind("\n", max(0, start - LINE), start) + 1
    right = text.find("\n", end, end + LINE)
    right = len(text) if right == -1 else right
    while left < start and (text[left].isspace() or text[left] in ">-•·#"):
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return (left, right) if right - left <= LINE else (start, end)


def leading(text: str) -> str:
    """The marks and blanks before its first letter or digit."""
    return text[: next((at for at, char in enumerate(text) if char.isalnum()), len(text))]


def is_titled(line: str, lexicon: Lexicon, role: str) -> bool:
    """Whether a line is a heading of that role, but for marks and counts: "## Comments (3)"."""
    title = " ".join(word for word in plain(line).split() if not word.isdigit())
    return title in map(str.strip, lexicon.words.get(role, ()))


def is_bare(text: str) -> bool:
    """Whether it holds no letter and no digit."""
    return not any(map(str.isalnum, text))


def says(text: str, needles: Iterable[str]) -> bool:
    """Whether any of the needles (see Lexicon) stands in the plain text."""
    return any(map(f" {text} ".__contains__, needles))


def points(text: str, lexicon: Lexicon) -> bool:
    """Whether it points to the text that it stands in or to whoever writes it: "this article", "we".

    The letters of "A.I." are no words.
    """
    return says(plain(text.replace("A.I", "AI")), lexicon.words.get("pointing", ()))


def begins(text: str, needles: Iterable[str]) -> bool:
    """Whether the plain text begins with any of the needles."""
    return text.startswith(_bare(tuple(needles)))


@lru_cache(maxsize=KEPT)
def _bare(needles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(str.lstrip, needles))


def without(text: str, needles: Iterable[str]) -> str:
    """The plain text with blanks for the needles."""
    hay = f" {text} "
    for needle in needles:
        hay = hay.replace(needle, " " * len(needle))
    return hay[1:-1]


def after_turn(text: str, words: Mapping[str, Sequence[str]]) -> str:
    """What a contrast turns to in the plain text; all of it where there is none: "not by me but by AI"."""
    for turn in words.get("contrast", ()):
        text = text.rpartition(turn)[2]
    return text


def up_to(text: str, needles: Iterable[str]) -> str:
    """The plain text up to the first of the needles; all of it where there is none."""
    return text[: min((at for at, _ in every(text, needles)), default=len(text))]


def every(text: str, needles: Iterable[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of the word or words of each needle in turn, wherever it stands in the plain text."""
    hay = f" {text} "
    for needle in filter(hay.__contains__, needles):
        lead, size = not needle.startswith(" "), len(needle.strip())
        at = hay.find(needle)
        while at != -1:
            yield at - lead, at - lead + size
            at = hay.find(needle, at + 1)


@lru_cache(maxsize=KEPT)
def plain(text: str) -> str:
    """Lower case, with a space for whatever is no letter and no digit; as long as the text."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" grows
        lower = "".join(char.lower()[0] for char in text)
    return NO_WORD.sub(" ", lower)


def past_code(text: str) -> str:
    """What a comment says behind a statement on its last line; all of the text where none is.

    One that explains a value, as in `label = "ai"  # written by AI`, is none.
    """
    line = text.rfind("\n") + 1
    for mark in COMMENT.finditer(text, line):
        if CODE.fullmatch(text, line, mark.start()) and not NAMES_AI.search(text, line, mark.start()):
            return text[mark.end() :]
    return text


def _sentence_before(left: str, match: str, lexicon: Lexicon) -> str:
    """What stands between the last border of a sentence and the match."""
    left = past_code(left)
    for at in range(len(left) - 1, -1, -1):
        if _ends_sentence(left, at):
            return left[at + 1 :].lstrip(CLOSERS)
        if left[at] == "\n" and _breaks_here(left[:at], left[at + 1 :] + match, lexicon):
            return left[at + 1 :]
    return left


def subject_before(setting: Setting) -> str:
    """The clause before a match that names no subject: "This picture may have been" before "made by AI"."""
    lexicon = setting.lexicon
    said = plain(setting.match)
    is_open = setting.pattern.place == "anywhere" and not setting.pattern.clause
    if not is_open or points(said, lexicon) or says(said, chain(*lexicon.nouns.values())):
        return ""
    clause = CLAUSE.split(setting.before)[-1]
    return clause if len(clause.split()) <= SUBJECT else ""


def afterthought(setting: Setting) -> str:
    """What few words behind a statement add to it: "ChatGPT wrote this, partly", "wrote it in part"."""
    own, *others = CLAUSE.split(setting.after.partition(".")[0])
    added = others[0] if others and not own.strip() else own
    is_short = setting.lexicon.spaced and len(added.split()) <= AFTERTHOUGHT
    return added if is_short else ""


def in_topic(lead: str, lexicon: Lexicon) -> bool:
    """Whether plain words have opened what a text is about: "This article about the"; words stand apart."""
    topics = (*lexicon.words.get("topic", ()), *lexicon.words.get("about", ()))
    return lexicon.spaced and says(lead, topics)


def last_sentence(text: str, lexicon: Lexicon) -> str:
    """The last sentence of a text, without the marks that end it."""
    return _sentence_before(text.rstrip().rstrip(SENTENCE_END + CLOSERS), "", lexicon)


def _ends_sentence(left: str, at: int) -> bool:
    """Whether the mark at this offset closes a sentence; a full stop right before the match closes none."""
    mark = left[at]
    if mark in WIDE_END or mark not in SENTENCE_END:
        return mark in WIDE_END
    rest = left[at + 1 :]
    return rest.lstrip(CLOSERS)[:1].isspace() or (not rest and mark != ".")


def _sentence_after(right: str, line: int) -> str:
    """What stands between the match and the next border of a sentence, that border's mark included.

    `line`: characters of the match's last line up to its end.
    """
    for at, char in enumerate(right):
        following = right[at + 1 : at + 2]
        if char in WIDE_END or (char in SENTENCE_END and not following.isalnum()):
            return right[: at + 1]
        if char == "\n":
            last = right[:at].split()[-1:]
            is_own = line + at < ANEW or not last or has_room(line + at, last[0], right[at + 1 :])
            is_new = following.isupper() and is_own and not (last and last[0].lower() in DANGLING)
            if is_new or not following or following in "\n-*#|>":
                return right[:at]
    return right


def closing_bracket(said: str, rest: str) -> int | None:
    """Where in the rest the bracket closes that opens a sentence, and ends it: "[Written by AI] The ...".

    None where no bracket opens it or the sentence goes on: "(Hidden) notes", "[Written by AI] is a label",
    "【AIが書いた】という表示".
    """
    opening = said.lstrip(OPENERS)[:1]
    closing = BRACKETS.get(opening)
    if closing is None:
        return None
    depth = said.count(opening) - said.count(closing)
    if depth < 1:
        return None
    for at, char in enumerate(rest):
        depth += (char == opening) - (char == closing)
        if depth == 0:
            behind = rest[at + 1 :].lstrip(CLOSERS)
            is_parted = behind[:1] in ("", " ", "\n") or not closing.isascii()
            is_over = is_parted and not behind.lstrip()[:1].islower() and GOES_ON.match(behind) is None
            return at if is_over else None
    return None


def _breaks_here(above: str, below: str, lexicon: Lexicon) -> bool:
    r"""Whether a line break ends a sentence: after a short line, an empty one, or before a list item.

    Or before what opens a sentence and nothing else: "Police say thefts rose ...\nThis article ...".
    """
    line = above[above.rfind("\n") + 1 :].rstrip()
    is_item = below.lstrip(" ").startswith(("-", "*", "#", "|", ">", "\n"))
    if not is_item and dangles(line, is_new=opens_anew(below, lexicon)):
        return False
    is_capital = below.lstrip()[:1].isupper()
    if len(line) < (ANEW if is_capital else WRAPPED) or line.rstrip(CLOSERS)[-1:] in ".!?:;":
        return True
    if is_capital and has_room(len(line), line.split()[-1], below):
        return True
    return is_item or opens_anew(below, lexicon)


def dangles(line: str, *, is_new: bool) -> bool:
    """Whether a sentence goes on below, however short the line: "This article was NOT" + "GENERATED".

    Not where a line that points to a text `is_new`: "The answer is no" + "This article was".
    """
    *before, last = line.lower().split() or [""]
    return bool(before) and (last in GOVERNING or (last in DANGLING and not is_new))


def has_room(line: int, last: str, below: str) -> bool:
    """Whether a line so long had room for the first word of the next, and so was not wrapped before it.

    Nor does it end in a word that another one follows, as where each clause has a line of its own.
    """
    if last.lower() in LEADS:
        return False
    following = below.partition("\n")[0].strip()
    return line + 1 + len(following.partition(" ")[0]) <= len(following)


def opens_anew(text: str, lexicon: Lexicon) -> bool:
    """Whether it begins with a word that points to a text, in a capital that it has at the head alone."""
    word = text[:REACH].split(maxsplit=1)[0] if text.strip() else ""
    if not word[:1].isupper() or word in ALWAYS:
        return False
    return begins(plain(word) + " ", lexicon.words.get("pointing", ()))
