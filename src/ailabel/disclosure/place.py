"""Where a match stands: a notice of its own, the opening of the text, a line set apart by brackets."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ailabel.disclosure.quotation import line_before
from ailabel.disclosure.setting import (
    ANNOUNCES,
    HEADING_TAG,
    HEADINGS,
    REACH,
    begins,
    every,
    is_bare,
    last_sentence,
    line_around,
    opens_with,
    past_code,
    plain,
    points,
    says,
    stands_behind,
)
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ailabel.disclosure.setting import Setting

STEP = regex(r"\W*\d{1,3}[.)]")  # the number of a step in a manual
SENTENCE_MARK = regex(r"[.!?;|·•] ")
HEAD = 400  # characters of a title, and of the links and the date about it
SAID = (".", "。", "।", ":", "：", "…", ",")  # what ends a sentence, or part of one; a title may ask
REST = 20  # characters after a match on its line that make the line more than a label
LABEL = 60  # characters of "Note:", "AI disclosure -" and the like before a notice
STATEMENT = regex(  # a line of a program, or of its settings
    r"import [\w.]+(?: as \w+|,.*)?;?$|from [\w.]+ import |(?:async )?def \w+\(|class \w+ ?[:({]"
    r"|use [\w:\\]+;|package [\w.]+;?$|FROM [\w./:-]+(?: AS \w+)?$"
    r"|(?:RUN|COPY|ENV) \S|(?:set|export|const|let|var) [\w$-]+ ?=|set -\w|echo \S"
    r"|function \w*\(|(?:library|source|require)\(|#include|#!/|@\w+(?:\(|$)"
    r"|\s*[\w.$\[\]\"'-]+ ?(?:[-+:|]?=|<-) ?\S|\s*[\w.]+\([^()]*\)\s*;?$|.*[{]\s*$"
    r"|\s*(?P<field>[\w-]+:(?: [\w./-]+)?)$"
)
PROGRAM = regex(  # a line of nothing but a program, wherever it stands
    r"import [\w.]+(?: as \w+)?;?$|from [\w.]+ import |(?:async )?def \w+\(.*:$|class \w+.*[:{]$|#include "
)
STOPS = ".。।"  # of a sentence; a heading has none
WRAPPING = "*_ \"'"  # what may stand between a label and a notice
EMPHASIS = ("***", "**", "*", "___", "__", "_", "<em>", "<i>")
LABELLED = (":", "：", "—", "–", "|", "·", "⋅", "•", "-")  # what a label before a notice ends in
SIGNATURE = regex(
    r"\A(?:[^\n]{0,80}[.!?])?(?:\s{0,3}(?:\w+ ){0,3}\w+)?(?:,|\s{0,2}[–—-]|\n)\s{0,2}"
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}\s*\Z"
)  # "Hope this helps! Cheers, Anna", "... – Geoff"
ENDS = (".", "!", "?", ";", "|", "。", "！", "？", "；", "؟")  # what parts a notice from what it follows
TURN = regex(r"^[^\w\n]{0,6}([^\W\d][\w.'’@ -]{1,23})(?::(?=\s)|：|\. —)", re.MULTILINE)  # who speaks
DIALOGUE = 2000  # characters on either side of a turn in which others speak
FOOTER_MARKS = "©|·•"
FURNITURE = 100  # characters of a headline and a date before a notice, or of a footer (training/NOTES.md)
GREETING = 24  # characters at the head of a text in which a letter greets
SIGNED = 160  # characters after a sign-off in which a letter ends
LINE = 400  # characters of a line that are looked at
ITEM = regex(r"^[ \t]{0,8}(?:[-*•+]|\d{1,3}[.)])[ \t]", re.MULTILINE)  # what opens an item of a list
ITEM_MARK = regex(r"\A[ \t]{0,8}(?:[✗✘✓✔–—▪·•]|\d{1,2}:|\(?[A-Za-z]\)|[A-Z]\.)[ \t]+\Z")  # of other lists
CELL_TAG = regex(r"<(?:li|td|dd|dt|option|Option|Radio|Answer)(?:\s[^<>]*+)?>\s*+\Z")
"""What opens an item of a list, a cell of a table or one of several answers, right before a match."""
CHOICE = 80  # characters of the longest item that is one of several to choose from
LISTED = 3  # items of a list
LIST = 600  # characters on either side of an item in which others of its list stand
ANYWHERE = ("anywhere", "after")  # places that say nothing of where a match stands
HOLE = regex(  # what a program fills in: "{answer}", "${items.at(0)}"; no "\emph{this}", "```{note}"
    r"[^\w\\}\]{`.!?\n][{][a-z_][\w.]*[(\[}]"
)
SHORT = 14  # words of a sentence that has no other subject
ADJECTIVES = 2  # words before a noun in which stands what points to it: "this opinion piece"
COMMENT = regex(r"#(?!!)")  # what opens a line that tells nothing of its neighbours; "#!" does
COMMENTED = regex(r"\s*(?:/?\*+|//+|#+|--+|%+|;+)\s+")  # what opens a comment on its line
BOLD_ITEM = r"[ \t]{0,8}(?:[-*+•]|\d{1,2}[.)]) \*\*"  # what opens the bold head of an item
FEATURE = regex(BOLD_ITEM + r"[^*\n]{0,40}")  # what stands before a match in such a head
FEATURE_ENDS = regex(r"[^*\n]{0,40}(?::\*\*|\*\*:)[ \t]{0,4}(?:\n[ \t]{1,8})?\w")  # what stands behind it
FEATURES = regex(rf"(?m)^{BOLD_ITEM}[^*\n]{{2,80}}(?::\*\*|\*\*:)")
FILLED = 160  # characters, some two lines, on either side of a match in which its page has such a hole


def stands(setting: Setting) -> bool:
    """Whether the match stands where its pattern counts; a sign-off of a letter closes the letter."""
    if is_feature(setting):
        return False
    if setting.pattern.family == "sign-off" and is_letter(setting):
        return False
    if setting.pattern.place == "opening":
        return opens_page(setting)
    if setting.pattern.is_learnt and setting.prefix.strip() and is_anaphoric(setting):
        return False
    return setting.pattern.place in ANYWHERE or is_notice(setting)


def opens_page(setting: Setting) -> bool:
    """Nothing stands above the match but a title and what else is short and says nothing: links, a date.

    Nor is a tool named there, of whose answer its author may speak.
    """
    if setting.opens:
        return True
    if setting.start > HEAD or setting.prefix.strip():
        return False
    above = setting.original[: setting.start]
    lines = (line.strip(" #*_>-") for line in above.splitlines())
    is_short = all(len(line) <= FURNITURE and not line.endswith(SAID) for line in lines)
    return is_short and not says(plain(above), chain(*setting.lexicon.tools.values()))


def is_notice(setting: Setting) -> bool:
    """At the start of a line or a comment, after a label there, or a sentence of its own at either end.

    Or what its author states in so many words: "Please note that ...", whatever the line opens with.
    """
    if is_heading(setting) or setting.stated:
        return bool(setting.stated)
    prefix = setting.prefix.strip()
    if is_bare(prefix):
        return not is_continued(setting)
    if STEP.match(prefix):
        return False
    if len(prefix) <= LABEL and prefix.rstrip(WRAPPING).endswith(LABELLED):
        words = setting.lexicon.words
        label = plain(SENTENCE_MARK.split(prefix)[-1])
        return says(label, words.get("disclosing", ())) or not says(label, words.get("no_label", ()))
    if prefix[-1] in "[({【（［〔" or is_bare(past_code(setting.prefix)):
        return True
    follows = prefix.rstrip("*_ ")[-1:] in ENDS
    return setting.at_edge and follows and not is_anaphoric(setting)


def is_anaphoric(setting: Setting) -> bool:
    """What was made is named in the sentence before: "A photo of the pope goes round. It was made by AI"."""
    return _opens_with(setting, "anaphor")


def is_of_this_text(setting: Setting) -> bool:
    """A pronoun opens the sentence, and this text the one before: "I did not write this blog. It was ..."."""
    lexicon, words = setting.lexicon, setting.lexicon.words
    if not (_opens_with(setting, "anaphor", "referring") and is_bare(setting.before)):
        return False
    said, places = _texts_before(setting)
    others = chain(*(nouns for scope, nouns in lexicon.nouns.items() if scope != "text"))
    if len(said.split()) > SHORT or says(said, (*words.get("topic", ()), *others)):
        return False
    first, end = places[0] if places else (0, 0)
    is_pointed_to = points(_near(said[:first]), lexicon)
    return is_pointed_to and not any(said[end:start].strip() for start, _ in places)  # "This blog post"


def is_of_its_subject(setting: Setting) -> bool:
    """A pronoun may be of what the sentence before tells of: "This article is about a novel. It was ..."."""
    words, nouns = setting.lexicon.words, chain(*setting.lexicon.nouns.values())
    if not (_opens_with(setting, "referring") and is_bare(setting.before)):
        return False
    said, places = _texts_before(setting)
    first, end = places[0] if places else (0, len(said))
    near, rest, others = _near(said[:first]), said[end:], words.get("others", ())
    if says(near, others) and not says(near, words.get("deictic", ())):
        return True  # "My neighbour sent me a poem. It was ..."
    named = (_near(rest[:at]) for at, _ in every(rest, nouns))
    is_of_another = any(says(before, others) for before in named)  # "This post is a reply to a letter"
    return is_of_another or says(rest, (*words.get("topic", ()), *words.get("presents", ())))


def _opens_with(setting: Setting, *roles: str) -> bool:
    """Whether the match opens with words of these roles, which stand for what the sentence before names."""
    words = chain(*(setting.lexicon.words.get(role, ()) for role in roles))
    return begins(plain(setting.match + " ").lstrip(), words)


def _texts_before(setting: Setting) -> tuple[str, list[tuple[int, int]]]:
    """The sentence before, in plain words, and where in it texts are named, in order."""
    said = plain(last_sentence(setting.above, setting.lexicon))
    nouns = setting.lexicon.nouns.get("text", ())
    return said, sorted(every(said, nouns))


def _near(before: str) -> str:
    """The words before a noun in which stands what points to it."""
    return " ".join(before.split()[-ADJECTIVES:])


def is_continued(setting: Setting) -> bool:
    """A hard-wrapped line goes on with the sentence of the line above, and says more than the match."""
    new = setting.match[:1].isupper() and not setting.match[1:2].isupper()
    if new or not setting.lexicon.spaced or len(setting.following.split("\n", 1)[0]) < REST:
        return False
    return not is_bare(setting.before)


def is_in_passing(setting: Setting) -> bool:
    """Said in running text, of whatever that tells of: "... a letter came. An AI wrote it. He binned it ...".

    It neither points to the text itself ("this article", "we") nor is announced ("full disclosure:"), and no
    place sets it apart: a line or brackets of its own, either end of the text; for a notice, either end of
    its paragraph, too, or beside a date or a copyright. What a production finds as a notice is a label.
    """
    is_announced = says(plain(setting.before), setting.lexicon.words.get("disclosing", ()))
    if is_alone(setting) or is_announced or points(setting.match, setting.lexicon):
        return False
    head = setting.above[: len(setting.above) - len(setting.before)]
    tail = setting.following[len(setting.after) :]
    opens, closes = is_bare(head.rpartition("\n")[2]), is_bare(tail.partition("\n")[0])
    may_be_notice = setting.pattern.place == "notice"
    if may_be_notice and (opens or closes or setting.pattern.clause):
        return False
    is_little = is_furniture if may_be_notice else is_bare
    begins_text = setting.start < REACH and is_little(head)
    ends_text = len(setting.following) < REACH and is_little(tail)
    return not ((opens and closes) or begins_text or ends_text)


def is_furniture(text: str) -> bool:
    """A headline and a date, a copyright, links: little, with figures or marks that part; or nothing."""
    return is_bare(text) or (
        len(text) <= FURNITURE and any(char.isdigit() or char in FOOTER_MARKS for char in text)
    )


def is_turn(setting: Setting) -> bool:
    """A speaker's words: names open the lines of a dialogue, in which several speak, and this one again."""
    turn = TURN.match(line_before(setting))
    if turn is None or says(plain(turn[1]), setting.lexicon.words.get("disclosing", ())):
        return False
    around = setting.original[max(0, setting.start - DIALOGUE) : setting.start + DIALOGUE]
    speakers = [match[1] for match in TURN.finditer(around)]
    return len(set(speakers)) > 1 and speakers.count(turn[1]) > 1


def is_feature(setting: Setting) -> bool:
    """The bold head of an item that says more of it, among others: "- **AI-made covers:** each book has"."""
    if FEATURE.fullmatch(line_before(setting)) is None:
        return False
    text, stop = setting.original, setting.stop
    if FEATURE_ENDS.match(text, stop, stop + LINE) is None:
        return False
    return len(FEATURES.findall(text, max(0, setting.start - LIST), stop + LIST)) >= LISTED


def is_item(setting: Setting) -> bool:
    """Some of one of several items of a list, of whatever that lists; it doesn't point to the text itself.

    "3. **Generation**: made by Gemini, kept in Redis". What is a whole item is a credit: "- Text: ChatGPT";
    of an announced list it is none ("Leave out:" above "- articles by AI"), nor where one may choose.
    """
    text, start = setting.original, setting.start
    if not _is_in_list(setting):
        return False
    rest = text[setting.end : setting.end + LINE].partition("\n")[0]
    is_whole = is_bare(rest.partition("<")[0])
    if is_whole and _is_a_choice(setting):
        return True
    if points(setting.match, setting.lexicon):
        return False
    if is_whole:
        return _is_announced(setting)
    above = text[max(0, start - LIST) : start].rpartition("\n\n")[2]
    below = text[start : start + LIST].partition("\n\n")[0]
    return len(ITEM.findall(above)) + len(ITEM.findall(below)) >= LISTED


def _is_in_list(setting: Setting) -> bool:
    is_marked = ITEM.match(line_before(setting)) or ITEM_MARK.search(setting.prefix)
    return bool(is_marked) or stands_behind(CELL_TAG, setting.original, setting.start)


def _is_a_choice(setting: Setting) -> bool:
    """The line above or below says of people what this one says of AI: "Written by me", "Written by AI"."""
    words = setting.lexicon.words
    above = [line for line in setting.above.split("\n")[:-1] if line.strip()]
    below = [line for line in setting.following.split("\n")[1:] if line.strip()]
    return any(
        len(line) <= CHOICE and says(plain(line), words.get("human", ())) and not _is_checked(line, words)
        for line in (*above[-1:], *below[:1])
    )


def _is_checked(line: str, words: Mapping[str, Sequence[str]]) -> bool:
    return says(plain(line), (*words.get("reviewed", ()), *words.get("assist", ())))


def _is_announced(setting: Setting) -> bool:
    """An item without a label, of a list that a line announces, and not as notes or how a text was made."""
    words, head = setting.lexicon.words, _announcing(setting)
    if not head or any(mark in setting.match for mark in ANNOUNCES):
        return False
    return not says(plain(head), (*words.get("disclosing", ()), *words.get("noted", ())))


def is_possible(setting: Setting) -> bool:
    """An item of a list of what something may hold: "An AI song can include:" above "- Lyrics by AI"."""
    if not _is_in_list(setting) or points(setting.match, setting.lexicon):
        return False
    head = f" {plain(_announcing(setting)).rstrip()}"
    return head.endswith(tuple(may.rstrip() for may in setting.lexicon.words.get("may_hold", ())))


def _announcing(setting: Setting) -> str:
    """The line above that announces the list, in which the match is an item; empty where none does."""
    for line in reversed(setting.above.split("\n")[:-1]):
        said = line.rstrip(" *_")
        if said.endswith(ANNOUNCES):
            return said
        if len(said) > CHOICE or said.endswith(ENDS):
            return ""
    return ""


def is_template(setting: Setting) -> bool:
    """Of a page that a program fills in, of whose answers it says so: "<p>{answer}</p> Made by AI".

    A comment is of the program itself.
    """
    if COMMENTED.fullmatch(line_before(setting)):
        return False
    start, end = max(0, setting.start - FILLED), setting.end + FILLED
    return HOLE.search(setting.original, start, end) is not None


def is_heading(setting: Setting) -> bool:
    """A heading announces a topic; what says "this text ...", or in Markdown stands beside code, does not."""
    text = setting.original
    if stands_behind(HEADING_TAG, text, setting.start):
        return not points(setting.match, setting.lexicon)
    if not opens_with(text, setting.start, HEADINGS):
        return False
    if setting.pattern.family == "trailer" or not opens_with(text, setting.start, HEADINGS[:1]):
        return True  # no comment opens with "##", and no trailer stands in one
    right = line_around(text, setting.start, setting.end)[1]
    is_said = text[right - 1] in STOPS and points(setting.match, setting.lexicon)
    return not (is_said or is_beside_code(text, setting.start, right))


def is_beside_code(text: str, start: int, end: int, *, fields: bool = True) -> bool:
    """Whether what lies above or below the lines of a range, beyond other comments, reads like code.

    Beyond a blank line only what nothing but a program says. `fields`: "Author: Anna" does, too.
    """
    above = text[max(0, start - LINE) : start].rpartition("\n")[0].split("\n")[::-1]
    below = text[end : end + LINE].partition("\n")[2].split("\n")
    return any(_is_code(lines, fields=fields) for lines in (above, below))


def is_whole_comment(setting: Setting) -> bool:
    """A comment beside code that says nothing else: "# Written by ChatGPT"."""
    text, marks = setting.original, line_before(setting).strip()
    rest = text[setting.stop : setting.stop + LINE].partition("\n")[0]
    is_alone = marks != "" and is_bare(marks) and is_bare(rest)
    return is_alone and is_beside_code(text, setting.start, setting.stop)


def _is_code(lines: Sequence[str], *, fields: bool) -> bool:
    """Whether the first of these that is neither a comment nor blank is code, or a field, as in settings."""
    others = (at for at, line in enumerate(lines) if line.strip() and not COMMENT.match(line))
    at = next(others, None)
    if at is None:
        return False
    is_apart = not all(map(str.strip, lines[:at]))
    found = (PROGRAM if is_apart else STATEMENT).match(lines[at].lstrip())
    return found is not None and (fields or found.groupdict().get("field") is None)


def is_letter(setting: Setting) -> bool:
    """A greeting opens the text, or no more than a name closes it: people's mail."""
    opening = plain(setting.original[:GREETING]).lstrip()
    if begins(opening, setting.lexicon.words.get("greeting", ())):
        return True
    return bool(SIGNATURE.search(setting.original[setting.stop : setting.stop + SIGNED]))


def is_alone(setting: Setting) -> bool:
    """A bracketed or an italic line holds the match and little else: somebody set it apart."""
    return setting.bracketed or is_italic(setting.original, setting.start, setting.end)


def is_italic(text: str, start: int, end: int) -> bool:
    left, right = line_around(text, start, end)
    line = text[left:right]
    return line.startswith(EMPHASIS) and line[-1] in "*_>"
