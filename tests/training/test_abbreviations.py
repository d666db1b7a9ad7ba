"""Abbreviations are learnt from how people write them, and land in their list."""

from __future__ import annotations

from ailabel.languages.words import FOLDER, read_words
from training.abbreviations import RARE, WORDS, kept, learnt, sample, with_list
from training.corpus import Text

NAMES = ["Jones", "Kelly", "Lomax", "Moran", "Nolan", "Owens", "Perez", "Quinn", "Reyes", "Sloan"]


def text(source: str, content: str, label: str = "human", lang: str = "en") -> Text:
    return Text("id", content, label, source, source, "group", None, None, lang)


def house() -> list[str]:
    """Texts of one source, in which Dr. stands before names and etc. at the end of sentences."""
    return [
        f"We met Dr. {name} at the gate. He had the pens, the ink, etc. The rest was old. He sat on the desk."
        for name in NAMES * 6
    ]


def test_sample_is_what_people_write_in_english() -> None:
    texts = [
        text("a", "One."),
        text("a", "Zwei.", lang="de"),
        text("b", "Three.", label="ai"),
        text("c", "“Four.”"),
    ]

    assert sample(texts) == [["One."], ['"Four."']]


def test_word_that_never_stands_without_its_stop_is_learnt_if_several_sources_have_it() -> None:
    assert "dr" in learnt([house(), house()])
    assert learnt([house()]) == set()


def test_word_after_which_sentences_begin_is_not_kept() -> None:
    assert kept({"dr", "etc"}, house()) == {"dr"}


def test_of_dotted_abbreviations_the_last_letter_is_kept() -> None:
    texts = [f"some names, e.g. {name}, are short" for name in NAMES]

    assert kept({"e.g"}, texts) == {"g"}


def test_lone_capital_is_an_initial_and_needs_no_list() -> None:
    assert kept({"j"}, [f"We met J. {name} there." for name in NAMES]) == set()


def test_list_is_replaced_and_the_rest_of_the_file_stays() -> None:
    toml = 'a = 1\nabbreviations = """\nold list\n"""\n\nb = """\nstays\n"""\n'

    assert with_list(toml, ["dr", "mr"]) == 'a = 1\nabbreviations = """\ndr mr\n"""\n\nb = """\nstays\n"""\n'


def test_what_is_shipped_holds_the_rare_ones_too() -> None:
    assert WORDS == FOLDER / "en" / "words.toml"
    assert read_words().abbreviations >= RARE
