"""What a keyboard cannot tell apart is made the same; what a script needs is left as it is."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.characters import HIDDEN_CHARACTERS, LOOK_ALIKE_LETTERS, fold, fold_text

PERSIAN = "می\u200cخواهم کتاب‌ها را بخوانم."
HINDI = "क्\u200dष और र्\u200dय"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f 1\ufe0f\u20e3"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("“so” ‘it’ „is“ «now»", '"so" \'it\' "is" "now"'),
        ("it’s 5′ 6″", "it's 5' 6\""),
        ("a\u00a0b\u2003c\u202fd\u3000e\tf", "a b c d e f"),
        ("well\u2010known \u22125 non\u2011stop", "well-known -5 non-stop"),
        ("wait\u2026 what", "wait... what"),
        ("one – two — three", "one – two — three"),
        ("o\ufb03ce \ufb01le", "office file"),
        ("cafe\u0301 A\u030angstrom \u212b", "café Ångstrom Å"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("\x93so\x94 \x96 it\x92s\x85", '"so" – it\'s...'),
        ("ｆｕｌｌ　ｗｉｄｔｈ １２", "full width 12"),
        ("𝗯𝗼𝗹𝗱 𝑖𝑡𝑎𝑙𝑖𝑐 𝟜𝟚 ⓐⓑ ℍi", "bold italic 42 ab Hi"),
        ("ꜱᴍᴀʟʟ ᴄᴀᴘꜱ", "small caps"),
    ],
)
def test_typography_is_folded_to_what_a_keyboard_types(typed: str, folded: str) -> None:
    assert fold_text(typed) == folded


@pytest.mark.parametrize(
    "text",
    [
        "zero\u200bwidth",
        "soft\u00adhyphen",
        "byte order\ufeff mark inside",
        "word\u2060joiner",
        "right\u202eto left\u202c",
        "tag\U000e0041\U000e0042s",
        "variation\ufe00 selector",
        "bell\x07 and delete\x7f",
    ],
)
def test_hidden_characters_go_and_are_told(text: str) -> None:
    view, warnings = fold(text)

    assert view.text == "".join(char for char in text if char == " " or char.isalpha())
    assert warnings == (HIDDEN_CHARACTERS,)


@pytest.mark.parametrize("text", [PERSIAN, HINDI], ids=["Persian", "Hindi"])
def test_joiners_of_scripts_that_need_them_stay_and_are_no_warning(text: str) -> None:
    view, warnings = fold(text)

    assert view.text == text
    assert warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffA text that begins with its mark.",
        f"A {FAMILY} of three, and a {SCOTLAND}.",
        "ไทย\u200bไม่มี",
        "שלום\u200f (עולם)",
    ],
    ids=["mark", "emoji", "Thai", "Hebrew"],
)
def test_hidden_characters_that_belong_there_are_no_warning(text: str) -> None:
    assert fold(text)[1] == ()


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Тhе сhаnсеllоr ѕроkе", "The chancellor spoke"),
        ("Τhe ΜΑYΟR", "The MAYOR"),
        ("dеtаil аnd соре", "detail and cope"),
        ("ԁetαil", "detail"),
        ("Ｔｈｅ chancellor ｓｐｏｋｅ.", "The chancellor spoke."),
    ],
)
def test_look_alike_letters_become_latin_among_latin_ones(typed: str, folded: str) -> None:
    view, warnings = fold(typed)

    assert view.text == folded
    assert warnings == (LOOK_ALIKE_LETTERS,)


@pytest.mark.parametrize(
    "text",
    [
        "Вчера вечером мы сидели на кухне.",
        "Χθες το βράδυ ήμασταν εδώ.",
        "The words хорошо and плохо are Russian.",
        "TNFα, kβ and hν are science.",
        "The Αθήνα Marathon.",
        "Die Straße, œuvre, naïve, Łódź.",
    ],
)
def test_other_scripts_and_science_keep_their_letters(text: str) -> None:
    view, warnings = fold(text)

    assert view.text == text
    assert warnings == ()


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ＣＨＡＴＧＰＴで書いた。", "CHATGPTで書いた。"),
        ("使用了ＡＩ", "使用了AI"),
        ("Room １２", "Room 12"),
        ("an Ａ", "an A"),
    ],
)
def test_wide_letters_are_typography_where_letters_are_wide_and_one_alone_is(typed: str, folded: str) -> None:
    view, warnings = fold(typed)

    assert view.text == folded
    assert warnings == ()


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ⓘ Generated", "ⓘ Generated"),
        ("plan Ⓑ", "plan Ⓑ"),
        ("ⓅⓁⒶⓃ", "PLAN"),
        ("Ⓖenerated", "Generated"),
        ("ℹ️ Generated", "🛈 Generated"),
    ],
)
def test_circled_letter_by_itself_is_a_sign(typed: str, folded: str) -> None:
    assert fold(typed)[0].text == folded


def test_one_letter_of_a_wide_script_makes_no_typography_of_a_disguise() -> None:
    _, warnings = fold("Ｔｈｉｓ ｗａｓ ｗｒｉｔｔｅｎ ｂｙ ｍｅ の")

    assert warnings == ("look-alike letters",)


def test_word_of_nothing_but_look_alikes_follows_its_text() -> None:
    assert fold_text("She had а сосоа аt the bar.") == "She had a cocoa at the bar."


def test_lone_look_alike_deceives_nobody() -> None:
    view, warnings = fold("The mean Χ of a sample.")

    assert view.text == "The mean X of a sample."
    assert warnings == ()


def test_letter_with_a_tower_of_marks_stays_as_typed() -> None:
    zalgo = "o" + "\u0301" * 200

    assert fold_text(zalgo) == zalgo


def test_composed_letter_comes_from_the_letter_and_its_marks() -> None:
    view, _ = fold("xe\u0301\u0323y")

    assert view.text == "xẹ́y"
    assert (view.starts[1], view.ends[-2]) == (1, 4)


def test_line_break_of_two_characters_is_one() -> None:
    view, _ = fold("a\r\nb")

    assert view.text == "a\nb"
    assert view.ends.tolist() == [1, 3, 4] or view.starts.tolist() == [0, 2, 3]


CHARACTERS = st.one_of(
    st.characters(),
    st.sampled_from(
        "\u200b\u200d\ufe0f\u00ad\u202e\r\n\u2026\ufb03\u0301аеоΑ“’\u00a0𝗯\U0001f468\U000e0041\ud800"
    ),
)


@given(st.text(CHARACTERS, max_size=60))
def test_folding_never_fails_and_every_character_comes_from_inside_the_text(text: str) -> None:
    view, warnings = fold(text)

    assert len(view.text) == len(view.starts) == len(view.ends)
    assert (np.diff(view.starts) >= 0).all()
    assert (np.diff(view.ends) >= 0).all()
    assert (view.starts < view.ends).all()
    assert not len(view.ends) or (view.starts[0] >= 0 and view.ends[-1] <= len(text))
    assert set(warnings) <= {HIDDEN_CHARACTERS, LOOK_ALIKE_LETTERS}


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=60))
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = fold_text(unicodedata.normalize("NFC", text))

    assert fold_text(once) == once


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20), max_size=60))
def test_ascii_stays_as_it_is(text: str) -> None:
    assert fold(text)[0].text == text
    assert fold(text)[1] == ()


@given(st.text("abc de", min_size=1, max_size=30), st.sampled_from("\u200b\u2060\u00ad\ufeff\u200e"))
def test_hidden_character_after_each_letter_changes_nothing(text: str, hidden: str) -> None:
    assert fold_text("".join(char + hidden for char in text)) == text
