"""Say what a match does: affirm, deny, suppose, rule, or only mention."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, dropwhile
from typing import TYPE_CHECKING

from ailabel.disclosure.needed import NO_TWO_WORDS, is_needed, is_needed_here
from ailabel.disclosure.place import is_possible
from ailabel.disclosure.quotation import (
    is_element,
    is_filled_in,
    is_in_code,
    is_passage,
    is_quoted,
    is_stand_in,
    is_string_in_code,
    is_string_of_table,
    is_struck,
    is_table_row,
    is_value,
    line_before,
)
from ailabel.disclosure.region import is_another_page, is_readers
from ailabel.disclosure.scope import agents_of
from ailabel.disclosure.setting import (
    ANNOUNCES,
    ASIDES,
    CLAUSE,
    DASHES,
    Setting,
    after_turn,
    afterthought,
    begins,
    every,
    in_topic,
    leading,
    plain,
    points,
    says,
    subject_before,
    up_to,
    without,
)
from ailabel.lazy import regex
from ailabel.result import Polarity

if TYPE_CHECKING:
    from ailabel.disclosure.pattern import Lexicon

SPEAKER = 3  # words in which it is told who speaks, and letters of a noun that does
NEAR = 60  # characters before a match in which a word still governs it
TOKENS = frozenset({"citation-token", "hidden-unicode", "trailer"})
RESIDUE = frozenset(
    {
        "refusal",
        "knowledge-cutoff",
        "preamble",
        "sign-off",
        "interface-residue",
        "prompt-leak",
        "experimental-notice",
    }
)
IN_STORIES = ("refusal", "knowledge-cutoff", "preamble", "sign-off")  # people speak such lines, too
QUESTION_MARKS = ("?", "？", "؟")
BAR = regex(r"[|·•]")  # what parts one label from the next
BESIDE = regex(r"\s[–—-]\s|——|\s?[(（]")  # what parts words beside a statement from it
SHORT, LONG = 2, 6  # words, or characters where words don't stand apart, of a question beside a statement
ENDING = 12  # characters after a match in which its verb ends
ANNOUNCED = 24  # characters of a line in which it is announced as an example
OPENING = 12  # characters of a sentence in which a condition opens it
ITEM = regex(r"\s*(?:[-*+•]|\d{1,2}[.)]) ")  # what opens an item of a list of examples
TITLE = regex(r"\s{0,4}(?:#{1,6} |\*\*|<(?:h[1-6]|summary|b|strong)\b)")  # what opens a heading
EXAMPLES = regex(  # what a heading calls such as stand below it
    r"(?i)\b(?:examples?|samples?|templates?|beispiel|vorlage|exemples?|ejemplos?|plantilla|exemplos?|esempi|voorbeeld"
    r"|przykład|пример|приклад|örnek)|示例|例子|范例|サンプル|テンプレート|예시|템플릿"
)
LIST = 400  # characters between the head of a list of examples and its item
EXERCISE = 600  # characters above a sentence of an exercise in which the task stands
NUMBER = regex(r"\s*\d{1,2}[.)] ?")  # what opens such a sentence
EXAMPLE = regex(r"\s*\(\d{1,3}\) ?a\. ?")  # what opens one of a grammar that has another below
OTHER_EXAMPLE = regex(r"\s*[b-h]\. ?")
STEP = regex(r"(?<=\d[.:]) ")  # what parts "Exercise 4." from its task
TASK_ENDS = (":", ".", "：", "。")
CLAIM_END = regex(r"[:;—–：；]|[，,](?=[^\x00-\x7f])")  # what parts clauses; in Chinese a comma does, too
CLAIM = 4  # words, or characters where words don't stand apart, in which a claim begins
GUESSED = 6  # words between a guess and the name of AI
HELD = 16  # the same, between "may contain" and the name of AI
LABEL = 24  # characters of a label before what is shown: "AI notice:"
SHOWN = " \n\t>*_([（【“„«\"'`#-"  # what may stand between a line that announces and what it shows
SENTENCE = regex(r"[.!?] [A-Z]")
SENTENCE_MARK = regex(r"[.!?;:] ")
HAVE = regex(r"\b[jlnJLN]['’]ai\b")  # in French, where AI has another name
REVIEW_PARTS = regex(r"[,;–—、，；،؛] ?")  # what parts who wrote it from who read it
TWO_SENTENCES = regex(r"(?<=[.!?…]) (?=\S)|(?<=[。！？।])(?=\S)")  # what parts them
SPEECH = regex(r"(?:\A|: ?)— ?[^.!?:]*\Z")  # what opens somebody's words in many languages
BOX = regex(r"(?:\A|\s)(?:[\[(](?P<ticked>[ xX])[\])]|[☐□⬜❏❑✗✘❌🚫⛔]|(?P<cross>[☑☒✅✔✓]))")
TEASER = regex(r"([^.!?:：|»>►\n]{2,40})[:：»>►–—][\W_]*\Z")  # a label before a match that is a headline
OWN_TEASER = regex(r"([^.!?:：|»>►\n]{2,40})[:：]")  # one that a match begins with
TURN = regex(r"[,،，、] ?[—–-]?|[—–]")  # what parts words that are spoken from who speaks them
CLAUSE_MARKS = ",;:()[]—–|，；：、（）"


def polarity_of(setting: Setting) -> Polarity:
    """The first rule that applies decides; without one the match affirms (a denial denies)."""
    family = setting.pattern.family
    is_weighed = setting.pattern.is_learnt and family != "denial"
    for polarity, rule in _TOLD if is_weighed else _RULES.get(family, _STATED):
        if rule(setting):
            return polarity
    return "denied" if family == "denial" else "affirmed"


def is_reported(setting: Setting) -> bool:
    """Someone else's words, or an example: "such as", "the label reads", "he claims that"; no aside is.

    Nor is what the author says in so many words: "I want to say that no AI was used".
    """
    if setting.before.rstrip().endswith(ASIDES):
        return False
    words = setting.lexicon.words
    near = _turned(plain(setting.before.rpartition(";")[2][-NEAR:]), setting)
    if setting.pattern.is_spoken:  # it is all of the line
        near += plain(setting.match[:ANNOUNCED])
    return says(without(near, words.get("no_mention", ())), words.get("mention", ()))


def is_mistaken(setting: Setting) -> bool:
    """What was said by mistake, as a correction tells: "We wrongly stated that this was written by AI"."""
    is_behind = says(plain(setting.after), setting.lexicon.words.get("mistaken_after", ()))
    return is_behind or _opens_the_claim(setting, "mistaken")


def _opens_the_claim(setting: Setting, role: str) -> bool:
    """Whether what the role says stands right before what points to the text or names AI, in one clause.

    "It is believed that this article ...", "is thought to be by AI"; not "Many believe it: this article ...".
    """
    lexicon, said = setting.lexicon, setting.before + setting.stated + setting.match
    clauses = [" ".join(plain(clause).split()) for clause in CLAIM_END.split(said)]
    return any(
        _begins_a_claim(clause[end:].lstrip(), lexicon)
        for clause in clauses
        for _, end in every(clause, lexicon.words.get(role, ()))
    )


def _begins_a_claim(text: str, lexicon: Lexicon) -> bool:
    """Whether what points to a text, or a name of AI, is among the first CLAIM words of the plain text."""
    near = " ".join(text.split()[:CLAIM]) if lexicon.spaced else text[:CLAIM]
    roles = ("deictic", "pointing", "anaphor")
    return _names_agent(near, lexicon) or any(says(near, lexicon.words.get(role, ())) for role in roles)


def is_spoken(setting: Setting) -> bool:
    """A speaker's words in a story: "... the radio answered: — As an artificial intelligence, sir, I ...".

    A dash opens them, or somebody is said to speak them: "I cannot help you, she said".
    """
    if setting.pattern.family != "sign-off" and SPEECH.search(setting.prefix + leading(setting.match)):
        return True
    _, *parts = TURN.split(setting.match + setting.after)
    return any(_tells_who_speaks(plain(part), setting.lexicon.words.get("uttered", ())) for part in parts)


def is_a_characters(setting: Setting) -> bool:
    """What a machine of a story says of itself: "— I am an AI, — said the fridge, — and I wrote this"."""
    return setting.pattern.speaker == "model" and is_spoken(setting)


def is_spoken_after(setting: Setting) -> bool:
    """Who says it stands right behind it: "This was written by AI, said the teacher"."""
    _, *parts = TURN.split(setting.match[-1:] + setting.after)
    return any(_tells_who_speaks(plain(part), setting.lexicon.words.get("uttered", ())) for part in parts[:1])


def _tells_who_speaks(part: str, uttered: Sequence[str]) -> bool:
    """Whether one of its first three words is a verb of speech: "the ministry said"; not "as I said"."""
    words = part.split()
    named = SPEAKER if len("".join(words[1:2])) >= SPEAKER else SPEAKER - 1
    return any(begins(" ".join([*words[at:], ""]), uttered) for at in range(named))


def is_listed(setting: Setting) -> bool:
    """An item of a list of examples: a line above ends in a colon and announces phrases."""
    head, colon, between = setting.above.rpartition(":\n")
    if not colon or len(between) > LIST or SENTENCE.search(between):
        return False
    announced = plain(head[-NEAR * 2 :].rsplit("\n", 1)[-1])
    return says(announced, setting.lexicon.words.get("mention", ()))


def is_listed_item(setting: Setting) -> bool:
    """The same, in a line that opens as an item: what stands below "... like this:" may be the real thing."""
    return ITEM.match(line_before(setting)) is not None and is_listed(setting)


def is_exercise(setting: Setting) -> bool:
    """A numbered sentence of an exercise: "2. This was written by AI" below "Translate into Polish:".

    Or an example of a grammar: "(14) a. An AI wrote this".
    """
    if _is_example(setting):
        return True
    if NUMBER.fullmatch(line_before(setting)) is None:
        return False
    above = _lines_above(setting)
    task = next((line.strip() for line in reversed(above) if line.strip() and not NUMBER.match(line)), "")
    tasks = setting.lexicon.words.get("exercise", ())
    steps = [plain(part).strip() for part in STEP.split(task)]
    ends = tuple(word.strip() for word in tasks)
    return task.endswith(TASK_ENDS) and any(begins(step, tasks) or step.endswith(ends) for step in steps)


def _lines_above(setting: Setting) -> list[str]:
    """Those in which the task of an exercise, or the first example of a grammar, may stand."""
    return setting.original[max(0, setting.start - EXERCISE) : setting.start].split("\n")[:-1]


def _is_example(setting: Setting) -> bool:
    """One of two examples or more: "(14) a. ..." above "b. ...", or such a one below it."""
    line = line_before(setting)
    if EXAMPLE.fullmatch(line):
        below = setting.original[setting.stop :].split("\n", 2)[1:2]
        return any(map(OTHER_EXAMPLE.match, below))
    return OTHER_EXAMPLE.fullmatch(line) is not None and any(map(EXAMPLE.match, _lines_above(setting)))


def is_shown(setting: Setting) -> bool:
    """What is to be written, or what a program writes: "Add this line:", and below it "This text was ...".

    A label may stand before it: "Add this line:" above "Note: This text was written by AI".
    """
    label = setting.prefix.strip(SHOWN)
    is_labelled = label.endswith(ANNOUNCES) and len(label) <= LABEL
    announced = setting.above[: -len(setting.prefix)] if is_labelled else setting.above
    bare = announced.rstrip(SHOWN)
    if not bare.endswith(ANNOUNCES) or bare == announced:
        return False
    line = bare.rpartition("\n")[2]
    return says(plain(line[-LIST:]), setting.lexicon.words.get("shows", ()))


def is_exemplary(setting: Setting) -> bool:
    """In a block of code or of a quotation right below a heading of examples: "## Example output"."""
    if not (setting.fenced or line_before(setting).lstrip().startswith(">")):
        return False
    above = reversed(_lines_above(setting))
    outer = dropwhile(lambda line: line.lstrip().startswith((">", "```")) or not line.strip(), above)
    titles = (line for line in outer if not setting.fenced or TITLE.match(line))
    title = next(titles, "")
    return TITLE.match(title) is not None and EXAMPLES.search(title) is not None


def is_teaser(setting: Setting) -> bool:
    """The headline of another text, behind a label that says so: "Read also: This was written by AI"."""
    teasers = {plain(teaser).strip() for teaser in setting.lexicon.words.get("teaser", ())}
    labels = (TEASER.search(line_before(setting)), OWN_TEASER.match(setting.match))
    return any(label is not None and plain(label[1]).strip() in teasers for label in labels)


def is_named(setting: Setting) -> bool:
    """A token that is spoken of: "the token ... leaks", "remove ...", "the trailer ..."."""
    return says(plain(setting.before[-NEAR:]), setting.lexicon.words.get("token", ()))


def is_prompt(setting: Setting) -> bool:
    """What a line calls a prompt: "system: You are a helpful assistant"."""
    label, colon, _ = setting.prefix.rpartition(":")
    return bool(colon) and says(plain(label), setting.lexicon.words.get("prompt_label", ()))


def is_form(setting: Setting) -> bool:
    """A blank form or a template speaks to whoever fills it in: "please print", "return this form"."""
    around = plain(setting.above[-NEAR * 2 :] + setting.following[: NEAR * 2])
    return says(around, setting.lexicon.words.get("form", ()))


def is_ruled(setting: Setting) -> bool:
    """A policy speaks about texts, not about this one: "must", "are not allowed", "... are disqualified"."""
    policy = setting.lexicon.words.get("policy", ())
    own = plain(setting.match) if setting.pattern.is_learnt else _own_clause(setting)
    if _says_after(setting, "policy_after") or says(own, setting.lexicon.words.get("refused", ())):
        return True
    said = plain(_governing(setting) + setting.match) + _own_clause(setting)
    return says(without(said, setting.lexicon.words.get("no_policy", ())), policy)


def is_forbidden_to_say(setting: Setting) -> bool:
    """An order to a model, or advice to a writer: "never say"."""
    words = setting.lexicon.words
    return says(without(plain(setting.before), words.get("no_policy", ())), words.get("forbid", ()))


def is_unticked(setting: Setting) -> bool:
    """A box that nobody ticked, the nearest in its sentence: "- [ ] I used AI tools", "☐ Written with AI"."""
    boxes = list(BOX.finditer(SENTENCE.split(line_before(setting))[-1]))
    return bool(boxes) and not (boxes[-1]["cross"] or (boxes[-1]["ticked"] or " ") != " ")


def is_supposed(setting: Setting) -> bool:
    """A condition, a guess or a question: "if", "would", "may have been"."""
    words = setting.lexicon.words
    depicts = words.get("depicts", ())
    own = plain(f"{subject_before(setting)} {_undepicted(setting.match, depicts)}")
    if says(own, words.get("modal", ())) or _says_after(setting, "hypothetical_after"):
        return True
    rest = _without_question(BAR.split(setting.match[-2:] + setting.after)[0], setting)
    if not setting.lexicon.spaced:  # nor need a space follow what is asked
        rest = rest[: rest.find("?") + 1] or rest
    if _is_asked(rest, words.get("no_question", ())):
        return True
    if is_conviction(setting):
        return True
    governing = _governing(setting).replace(";", ":").rpartition(":")[2]
    if setting.pattern.place == "notice":  # it begins with the sentence
        governing += _undepicted(_first_sentence(setting.match), depicts)
    if setting.pattern.is_learnt:  # it is all of the sentence
        governing += setting.match[:OPENING]
    said = without(_turned(plain(governing), setting), words.get("no_mention", ()))
    return says(said, words.get("hypothetical", ()))


def is_presumed(setting: Setting) -> bool:
    """What people only think or say: "It is believed that this article ...", "was probably written by AI".

    "... was written by AI, probably", too, or "without a doubt". What was learnt to tell has other clauses
    that this may be of.
    """
    guesses = setting.lexicon.words.get("perhaps", ())
    if setting.pattern.family == "denial":  # "Guaranteed without AI"
        return False
    alone = {plain(aside).strip() for aside in (setting.before, afterthought(setting))}
    if not alone.isdisjoint(map(str.strip, guesses)) or _opens_the_claim(setting, "presumed"):
        return True
    if says(plain(setting.match + setting.after[:NEAR]), setting.lexicon.words.get("doubtless", ())):
        return True
    return not setting.pattern.is_learnt and _is_guessed(setting.match, setting.lexicon)


def _is_guessed(match: str, lexicon: Lexicon) -> bool:
    """Whether a word of guessing stands near the name of AI, in what is said and not in its topic.

    Not in "This piece on what is possibly the best pizza was written by AI".
    """
    words = lexicon.words
    text = without(plain(match), words.get("no_guess", ()))
    places = [*every(text, words.get("perhaps", ()))]
    said = [(text[:start], text[end:]) for start, end in places if not in_topic(text[:start], lexicon)]
    if said and not _names_agent(text, lexicon):  # it has a form that the lexicon does not list
        return True
    near = (side for lead, rest in said for side in _beside(lead, rest, lexicon))
    return any(_names_agent(side, lexicon) and not says(side, words.get("and", ())) for side in near)


def _beside(lead: str, rest: str, lexicon: Lexicon) -> tuple[str, str]:
    """The words, or characters, on either side of a guess in which AI may be named."""
    if not lexicon.spaced:
        return lead[-HELD:], rest[:HELD]
    return " ".join(lead.split()[-GUESSED:]), " ".join(rest.split()[:GUESSED])


def is_held_perhaps(setting: Setting) -> bool:
    """What its page may hold: "It may contain text by AI"; not "may contain errors, for AI wrote it".

    Nor where AI is named before: "Written by AI, and may contain what AI makes up". In some languages the
    verb stands behind what may be held.
    """
    lexicon, words = setting.lexicon, setting.lexicon.words
    held, holders = words.get("may_hold", ()), words.get("may_hold_after", ())
    no_text = words.get("caution", ())
    apart = (*no_text, *words.get("and", ())) if lexicon.spaced else no_text
    told = ""  # so far
    for clause in map(plain, CLAUSE.split(setting.before + setting.match + setting.after)):
        if _names_agent(told, lexicon):
            return False
        places = every(clause, held)
        ahead = (clause[end:] for start, end in places if not _names_agent(clause[:start], lexicon))
        behind = (clause[:start] for start, _ in every(clause, holders))
        if any(_leads_to_ai(text, lexicon, no_text) for text in ahead):
            return True
        if any(_leads_to_ai(text, lexicon, apart, backwards=True) for text in behind):
            return True
        told += clause
    return False


def _leads_to_ai(text: str, lexicon: Lexicon, apart: Sequence[str], *, backwards: bool = False) -> bool:
    """Whether one comes to a name of AI within HELD words or characters, and to nothing that parts them."""
    near, joint = (text.split(), " ") if lexicon.spaced else ([*text], "")
    for size in range(1, min(HELD, len(near)) + 1):
        side = joint.join(near[-size:] if backwards else near[:size])
        if _names_agent(side, lexicon):
            return not says(side, apart)
    return False


def is_conviction(setting: Setting) -> bool:
    """What a reader is sure of, right before the match: "Then I knew: an AI wrote this guide"."""
    said = f" {plain(setting.before).rstrip()} "
    return said.endswith(tuple(setting.lexicon.words.get("convinced", ())))


def _without_question(rest: str, setting: Setting) -> str:
    """What ends a sentence, without what its author asks beside it: "This is by AI – did you notice it?".

    A short one asks whether it is so ("– right?"), as does one that joins: "– or by a human being?".
    """
    own, *asked = BESIDE.split(rest, 1)
    if not asked or not points(setting.match, setting.lexicon):
        return rest
    is_long = len(asked[0]) >= LONG if not setting.lexicon.spaced else len(asked[0].split()) > SHORT
    joins = begins(plain(asked[0]).lstrip(), setting.lexicon.words.get("and", ()))
    return own if is_long and not joins else rest


def _governing(setting: Setting) -> str:
    """What stands before the match in its sentence; of what an author states, in the clause that does."""
    return setting.before[_last_clause(setting.before) :] if setting.stated else setting.before


def _turned(text: str, setting: Setting) -> str:
    """What follows a "but", where a production found the clause that it begins."""
    return after_turn(text, setting.lexicon.words) if setting.pattern.clause else text


def _is_asked(rest: str, no_question: Sequence[str]) -> bool:
    """A question mark ends the sentence, and no aside of the teller's: "..., and honestly? It was good"."""
    question = rest.rstrip("\"'”»)*_ ")
    if not question.endswith(QUESTION_MARKS):
        return False
    return not any(plain(question[:-1]).rstrip().endswith(word.rstrip()) for word in no_question)


def _undepicted(match: str, depicts: Sequence[str]) -> str:
    """Without what a picture shows: "An AI-made picture of what the bridge might look like"."""
    text = plain(match)
    shown = [start for start, _ in every(text, depicts)]
    return match[: min(shown, default=len(match))]


def is_negated(setting: Setting) -> bool:
    """A negation in the match or in the same clause before it; "not only", "not by me but" negate nothing.

    Nor does one of people, where no AI is named: "Not a line was written by a human".
    """
    words, telling = setting.lexicon.words, _from_agent(setting)
    match = _without_review(_first_sentence(telling), setting)
    first, _, last = match.rstrip().rpartition(" ")
    if says(plain(last), words.get("lacking", ())):  # "by AI without": of what follows
        match = first
    said = plain(match)
    if says(said, words.get("human", ())) and agents_of(setting.lexicon).isdisjoint(said.split()):
        return False
    if setting.pattern.clause:
        match = NO_TWO_WORDS.sub(" not", match)
    before = setting.before if telling == setting.match else ""  # else of a sentence before
    clause = before[_last_clause(before) :] + match
    turned = after_turn(plain(clause[-(NEAR + len(match)) :]), words)
    text = without(turned, words.get("no_negation", ()))
    return says(text, words.get("negation", ())) or _says_after(setting, "negation_after")


def _without_review(match: str, setting: Setting) -> str:
    """The match without clauses behind the one that names AI that say who read it: ", it was not checked"."""
    first, *others = REVIEW_PARTS.split(match)
    lexicon, words = setting.lexicon, setting.lexicon.words
    reviewed = (*words.get("reviewed", ()), *words.get("edited", ()))
    made = (*words.get("verb_text", ()), *words.get("generate", ()))
    kept = [
        one
        for one, said in zip(others, map(plain, others), strict=True)
        if _names_agent(said, lexicon) or says(said, made) or not says(said, reviewed)
    ]
    is_whole = len(kept) == len(others) or not _names_agent(plain(first), lexicon)
    return match if is_whole else ", ".join([first, *kept])


def _from_agent(setting: Setting) -> str:
    """Of a match of two sentences the second, if only that names AI: "No human wrote this. An AI did"."""
    first, *rest = TWO_SENTENCES.split(HAVE.sub("", setting.match), 1)
    return rest[0] if rest and not _names_agent(plain(first), setting.lexicon) else setting.match


def _names_agent(text: str, lexicon: Lexicon) -> bool:
    """Whether AI is named in the plain text, anywhere in it where no spaces stand between words."""
    agents = agents_of(lexicon)
    if lexicon.spaced:
        return not agents.isdisjoint(text.split())
    return any(agent in text for agent in agents if len(agent) > 1)


def _own_clause(setting: Setting) -> str:
    """What follows the match and has it as its subject: neither "and should be checked" nor ", please".

    Behind a label of its own "needs human review" rules nothing: nobody has checked it yet.
    """
    words, text = setting.lexicon.words, plain(_same_clause(setting.after))
    end = setting.match.rstrip()[-1:]
    unchecked = chain(words.get("reviewed", ()), words.get("human", ()))
    if end in DASHES or (end in CLAUSE_MARKS and says(text, unchecked)):
        return ""
    joints = (*words.get("and", ()), *words.get("contrast", ()))
    joined = [at for at, _ in every(text, joints)]
    return text[: max(0, min(joined, default=len(text)))]


def _same_clause(after: str) -> str:
    ends = [at for mark in CLAUSE_MARKS if (at := after.find(mark)) != -1]
    return after[: min(ends, default=len(after))]


def _first_sentence(match: str) -> str:
    """Without what a label goes on to say: "AI-generated. Not checked"."""
    ends = SENTENCE_MARK.search(match)
    return match[: ends.start()] if ends else match


def _says_after(setting: Setting, role: str) -> bool:
    """Words that follow their verb in its clause, as in Japanese, Korean and Turkish."""
    words, joints = setting.lexicon.words, setting.lexicon.words.get("joint_after", ())
    ends = tuple(joint.rstrip() for joint in joints)
    if setting.match[-1:] in CLAUSE_MARKS or (ends and setting.match.rstrip().endswith(ends)):
        return False
    own = up_to(plain(_same_clause(setting.after)[:ENDING]), joints)
    return says(own, words.get(role, ()))


def _last_clause(before: str) -> int:
    return max(before.rfind(mark) for mark in CLAUSE_MARKS) + 1


_Rule = tuple[Polarity, Callable[[Setting], bool]]
_SHOWN: tuple[_Rule, ...] = (
    ("quoted", is_quoted),
    ("quoted", is_string_in_code),
    ("quoted", is_value),
    ("quoted", is_passage),
    ("quoted", is_struck),
)
_MENTIONED: tuple[_Rule, ...] = (
    *_SHOWN,
    ("quoted", is_filled_in),
    ("quoted", is_table_row),
    ("quoted", is_element),
    ("quoted", is_reported),
    ("quoted", is_listed),
    ("policy", is_forbidden_to_say),
)
_TOLD: tuple[_Rule, ...] = (
    *_SHOWN,
    ("quoted", is_filled_in),
    ("quoted", is_string_of_table),
    ("quoted", is_stand_in),
    ("quoted", is_exercise),
    ("quoted", is_shown),
    ("quoted", is_listed_item),
    ("quoted", is_exemplary),
    ("quoted", is_teaser),
    ("quoted", is_a_characters),
    ("quoted", is_readers),
    ("quoted", is_another_page),
    ("quoted", is_reported),
    ("quoted", is_mistaken),
    ("hypothetical", is_unticked),
    ("hypothetical", is_possible),
    ("hypothetical", is_held_perhaps),
    ("hypothetical", is_presumed),
)
"""Those for what was learnt to disclose: what negates, supposes or rules in the sentence was weighed, too."""
_STATED: tuple[_Rule, ...] = (
    *_TOLD,
    ("affirmed", is_needed_here),
    ("hypothetical", is_needed),
    ("policy", is_ruled),
    ("hypothetical", is_supposed),
    ("denied", is_negated),
)


_RULES: dict[str, tuple[_Rule, ...]] = {
    "tracking-parameter": (("quoted", is_in_code),),  # a link stands in quotes wherever there is mark-up
    "machine-label": (("quoted", is_in_code),),  # and so does a label
    "placeholder": (*_SHOWN, ("quoted", is_form)),
    "denial": _STATED[:-1],
    **dict.fromkeys(TOKENS, (*_SHOWN, ("quoted", is_named))),
    **dict.fromkeys(RESIDUE, _MENTIONED),
    **dict.fromkeys(IN_STORIES, (*_MENTIONED, ("quoted", is_spoken))),
    "prompt-leak": (*_MENTIONED, ("quoted", is_prompt)),
    "interface-residue": tuple(
        row for row in _MENTIONED if row[1] is not is_listed
    ),  # "You said:" lists none
}
