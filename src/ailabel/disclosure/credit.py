"""Who a credit names for the text: AI alone, AI beside somebody, or people beside what AI made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ailabel.disclosure.scope import agents_of
from ailabel.disclosure.setting import begins, plain, points, says
from ailabel.disclosure.trade import TERMS
from ailabel.lazy import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ailabel.disclosure.pattern import Lexicon
    from ailabel.disclosure.setting import Setting

CREDIT = regex(r"[\W_]*([^\n|/;,、，。(（&+]+?)(?=[\n|/;,、，。(（&+]|\. |\.?\Z)")
"""A field and a name, of several: "Text: ChatGPT" of "Text: ChatGPT / Foto: Ana Lima"."""
BESIDE_CREDIT = regex(r" ?(?:\([^)\n]*\) ?)?(?:[,/、，] ?|[&+] ?)([^\n|/;,、，。(]+)")
"""What may name another author behind that."""
MODELS = frozenset({"opus", "sonnet", "haiku", "pro", "flash", "ultra", "mini", "turbo", "plus"})
FIELD_WORDS = 3  # of the longest field of a credit: "autor del texto"
WORDS = regex(r"\S+")  # of plain text
FIELD_MARKS = frozenset(":：=＝")  # behind a field
CREDITED = regex(  # what somebody made, and who: "Story by Mae Lin", "Reportage: Lars Ek"
    r"(?:\A|[.;|·,] ?)\W*(?P<what>[^\W\d_]+(?: [^\W\d_]+){0,3}?)(?: (?:by|par|por|di|von|door|av|af)|:)"
    r" (?P<who>[A-ZÀ-ÝА-ЯЁ][\w.’'-]* [A-ZÀ-ÝА-ЯЁ][\w’'-]+)(?=[.;|·]|,? ?\d|, [A-Z]|\s*\Z)"
)


def is_signed(setting: Setting) -> bool:
    """A credit by which AI alone wrote the text: "Author: ChatGPT", "Texto: GPT-4o | Foto: Ana Lima"."""
    rest = _behind_credit(setting)
    return rest is not None and not _names_another(rest, setting.lexicon)


def is_shared(setting: Setting) -> bool:
    """A credit by which AI wrote it with somebody: "Text: ChatGPT, Anna Berg"."""
    rest = _behind_credit(setting)
    return rest is not None and _names_another(rest, setting.lexicon)


def _behind_credit(setting: Setting) -> str | None:
    """What stands behind a credit that names AI for who wrote the text; None for anything else."""
    credit = CREDIT.match(setting.match)
    words = [*WORDS.finditer(plain(credit[1]))] if credit else []
    authors = {author.strip() for author in setting.lexicon.words.get("author", ())}
    for number in range(min(FIELD_WORDS, len(words) - 1), 0, -1):
        if credit and " ".join(word[0] for word in words[:number]) in authors:
            field, name = credit[1][: words[number].start()], credit[1][words[number].start() :]
            is_by = plain(field) == field.lower()  # "by ChatGPT", with no mark between
            is_ai = _is_ai(_typed(name), setting.lexicon, is_by=is_by)
            return setting.match[credit.end() :] + setting.following if is_ai else None
    return None


def _is_ai(named: Sequence[str], lexicon: Lexicon, *, is_by: bool) -> bool:
    """Whether whom a credit names is AI alone, and no "AI desk"; that it is named at all, the pattern says.

    Behind a colon or the like so is who has no capital: "Autor: sztuczna inteligencja".
    """
    agents, first = agents_of(lexicon), named[0].lower()
    if says(plain(" ".join(named)), lexicon.words.get("and", ())):
        return False
    if is_by:
        return all(word.lower() in agents | MODELS or not word.isalpha() for word in named)
    if first in TERMS and named[1:] and named[1].lower() not in agents:
        return says(plain(named[1]), lexicon.words.get("agent_noun", ()))
    return first in agents or not named[0][0].isupper()


def _names_another(rest: str, lexicon: Lexicon) -> bool:
    """Whether a name stands first behind that of AI, and is no field of its own."""
    if begins(plain(rest).lstrip() + " ", lexicon.words.get("and", ())):
        return True
    other = BESIDE_CREDIT.match(rest)
    if other is None or not FIELD_MARKS.isdisjoint(other[1]):
        return False
    words = _typed(other[1])
    is_with = bool(words) and says(words[0].lower(), lexicon.words.get("agent", ()))  # ", with Anna Berg"
    first = "".join(words[is_with:][:1])
    is_name = first[:1].isupper() and first.lower() not in agents_of(lexicon)
    return is_name or says(first.lower(), lexicon.words.get("human", ()))


def _typed(text: str) -> list[str]:
    """The words of plain text, as they are typed."""
    return [text[slice(*word.span())] for word in WORDS.finditer(plain(text))]


def is_credited(setting: Setting) -> bool:
    """Beside another credit on its line, by which people wrote the text: "Index by AI. Story by Mae Lin"."""
    if points(setting.match, setting.lexicon):
        return False
    words = setting.lexicon.words
    texts, reviewed = (*words.get("whole", ()), *words.get("verb_text", ())), words.get("reviewed", ())
    for said in (setting.prefix, setting.following.partition("\n")[0]):
        for credit in CREDITED.finditer(said):
            what, who = plain(credit["what"]).split()[-1], plain(credit["who"]).split()
            is_text = says(what, texts) and not says(f"{what} by ", reviewed)
            if is_text and agents_of(setting.lexicon).isdisjoint(who):
                return True
    return False
