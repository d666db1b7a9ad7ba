"""The beginnings of words, and what a lexicon says of them, tell a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.disclosure.sentences import Sentence, cut
from ailabel.disclosure.setting import says
from ailabel.disclosure.telling import AGENT
from ailabel.disclosure.wording import ROLES, Roles, Wording, features, named, read_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.disclosure.matching import Patterns
    from ailabel.result import Span


def seen(written: Patterns, language: str, text: str, *names: str) -> set[str]:
    """What is seen of a text that names AI by these."""
    places = [(text.index(name), text.index(name) + len(name)) for name in names]
    lexicon = written.lexicons[language]
    sentence = Sentence(text, 0, opens=True, closes=False)
    return features(sentence, read_words(text, places, lexicon), lexicon, Roles(lexicon))


@pytest.mark.parametrize("language", ["de", "en", "ja", "vi"])
@given(data=st.data())
def test_roles_are_those_of_which_a_word_stands_there(
    written: Patterns, language: str, data: st.DataObject
) -> None:
    lexicon = written.lexicons[language]
    listed = {role: lexicon.words.get(role, ()) for role in ROLES}
    listed["assist"] += lexicon.words.get("processed", ())  # both tell of help
    listed |= {f"N {scope}": nouns for scope, nouns in lexicon.nouns.items()}
    needles = sorted({needle for words in listed.values() for needle in words})
    text = "".join(data.draw(st.lists(st.sampled_from([*needles, " ", "x", "ai"]), max_size=9)))

    assert Roles(lexicon).said_in(text) == [role for role, words in listed.items() if says(text, words)]


def test_what_is_seen_of_words(written: Patterns) -> None:
    found = seen(written, "de", "Die Bildunterschriften hat nicht unsere KI geschrieben.", "KI")

    assert {"bildu", "die bildu", "die bildu hat", f"unser {AGENT}", f"{AGENT} gesch ."} <= found
    assert {"< nicht", "> gesch", "R negation", "R< negation", "* opens", "* length 1"} <= found
    assert not {"R> negation", "ki", "* closes", "* question"} & found


def test_words_are_seen_whole_and_by_how_they_begin_and_end(written: Patterns) -> None:
    found = seen(written, "de", "Den langen Artikel schrieb die KI.", "KI")

    assert {"w langen", "s lan", "w artikel", "s art", "e kel"} <= found
    assert not {"s den", "e den", "w den", "e gen", f"w {AGENT}", f"s {AGENT[:3].lower()}"} & found


def test_words_on_one_side_of_ai_are_seen_in_twos(written: Patterns) -> None:
    found = seen(written, "de", "Den Artikel schrieb unsere KI, nicht Anna selbst.", "KI")

    assert {"<< den schri", "<< artik unser", ">> , anna", ">> nicht selbs"} <= found
    assert not {"<< den artik", "<< artik schri", ">> nicht anna"} & found  # neighbours are seen anyhow
    assert not any(">>" in name and "artik" in name for name in found)


def test_what_words_stand_for_is_seen_in_any_language(written: Patterns) -> None:
    german = seen(written, "de", "Diesen Artikel schrieb unsere KI.", "KI")
    spanish = seen(written, "es", "Este artículo lo escribió nuestra IA.", "IA")

    assert {"C this article", f"C we {AGENT}", "C < write", "C << article we"} <= german & spanish


def test_name_of_ai_takes_the_word_that_it_stands_in(written: Patterns) -> None:
    assert f"unser {AGENT} ." in seen(written, "de", "Den Vers dichtete unser KIbot.", "KI")


def test_name_between_quotation_marks_is_that_name(written: Patterns) -> None:
    assert f"^ {AGENT} напис" in seen(written, "ru", "«ChatGPT» написал эту статью.", "ChatGPT")


@pytest.mark.parametrize(
    ("language", "text", "is_it"),
    [
        ("ja", "この文章はAIが書きました", True),
        ("ja", "本文内容由AI生成", False),
        ("zh", "本文内容由AI生成", True),
        ("zh", "この文章はAIが書きました", False),
    ],
)
def test_hiragana_are_of_japanese_and_of_nothing_else(
    written: Patterns, language: str, text: str, is_it: bool
) -> None:
    rows = [row for row in written if row.language == language]
    lexicon = written.lexicons[language]
    words = read_words(text, [(text.index("AI"), text.index("AI") + 2)], lexicon)

    assert Wording(rows, lexicon).is_written(text, words) is is_it


def test_comment_ends_with_its_line() -> None:
    data = b"// Zusammenfassung per KI erstellen\nprivate void run();\n"

    (sentence,) = cut(data, 0, len(data), [data.index(b"KI")])

    assert sentence.text == "// Zusammenfassung per KI erstellen"


def test_comment_of_two_lines_goes_on() -> None:
    data = b"// A long comment by the people of this project, which goes on\n// and names AI"

    (sentence,) = cut(data, 0, len(data), [data.index(b"AI")])

    assert sentence.text.startswith("// A long comment")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Le maire Jean-Claude Morvan a signé la lettre hier soir.", "Claude"),
        ("de", "Bild: KI", "KI"),
    ],
)
def test_of_a_first_name_and_of_a_bare_label_nothing_is_seen(
    written: Patterns, language: str, text: str, name: str
) -> None:
    assert seen(written, language, text, name) == set()


def test_where_no_spaces_stand_signs_are_seen(written: Patterns) -> None:
    found = seen(written, "zh", "这首歌词是ChatGPT写的。", "ChatGPT")

    assert {"歌", "歌 词", "歌 词 是", f"是 {AGENT} 写", "> 写"} <= found


def test_vowels_of_hindi_part_no_words(written: Patterns) -> None:
    found = seen(written, "hi", "मैंने इस लेख की भाषा ChatGPT से ठीक की है।", "ChatGPT")

    assert {"मैंने", "लेख", f"भाषा {AGENT} से"} <= found


def test_names_are_told_in_characters_of_their_sentence(written: Patterns) -> None:
    text = "Grüße aus Köln. Für Verse ist hier ChatGPT zuständig. Ende."
    data = text.encode()
    place = data.index(b"ChatGPT")
    ((sentence, names),) = named(data, 0, len(data), [(place, place + 7)], written.lexicons["de"])

    assert sentence.text.strip() == "Für Verse ist hier ChatGPT zuständig."
    assert [sentence.text[start:end] for start, end in names] == ["ChatGPT"]


@pytest.mark.usefixtures("unknown_wholes")
@pytest.mark.parametrize(
    ("text", "pattern", "said"),
    [
        (
            "Ecco. I quiz a fine capitolo nascono da proposte di un assistente IA, corrette da noi. Ciao.",
            "it-reads-so",
            "I quiz a fine capitolo nascono da proposte di un assistente IA, corrette da noi",
        ),
        (
            "生日快乐。这首打油诗是豆包憋出来的,我只改了一个字。",
            "zh-reads-so",
            "这首打油诗是豆包憋出来的,我只改了一个字",
        ),
    ],
)
def test_sentence_is_found_whole(
    spans: Callable[[str], tuple[Span, ...]], text: str, pattern: str, said: str
) -> None:
    (span,) = spans(text)

    assert (span.pattern, span.text) == (pattern, said)
    assert (span.polarity, span.strength) == ("affirmed", "partial")
