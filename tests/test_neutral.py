"""What would tell where a text was collected is gone; what its writer typed stays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ailabel.neutral import neutral
from ailabel.view import View


def read(text: str) -> str:
    return neutral(View.of(text)).text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dear @ORGANIZATION1, my friend @PERSON2's dog saw @CAPS12.", "Dear, my friend dog saw."),
        ("we take $x_1 < y^2$ and $$E = mc^2$$ here", "we take and here"),
        ("so \\(a+b\\) and \\[c\\] hold", "so and hold"),
        ("as shown \\cite{knuth84} in \\ref{fig:1} and \\emph{always}", "as shown in and always}"),
        ("a flux of @xmath0 gev [@xcite] at @xmath12", "a flux of gev at"),
        ("as found [@Keller_2012; @Geng] before", "as found before"),
        ("one.\\nTwo, \\n\\nthree", "one. Two, three"),
        ('she said ""yes"" twice', 'she said "yes" twice'),
        ("``so'' he said", '"so" he said'),
        ("I do n't know , it 's late ( really ) .", "I don't know, it's late (really)."),
        ("I' m sure you don ' t, and they' re not", "I'm sure you don't, and they're not"),
        ('he said , " so be it " , and " left " .', 'he said, "so be it", and "left".'),
        ("well. .. no.. . and.. so", "well... no... and... so"),
        ("wait.... what. . . no", "wait... what... no"),
        (
            "Open the app.; Then wait evenings., Now close it.",
            "Open the app. Then wait evenings. Now close it.",
        ),
        ('the plan".And so on', 'the plan". And so on'),
        ("the plan.Then he left.", "the plan. Then he left."),
        ('"It is late."The man left."Now go."', '"It is late." The man left. "Now go."'),
        (". Once upon a time", "Once upon a time"),
        ("50 % of it", "50% of it"),
        ("depression .", "depression."),
    ],
)
def test_accidents_of_corpora_are_mended(text: str, left: str) -> None:
    assert read(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "It cost $5 and then $10, no more.",
        "Mail me@x.org or ask @someone.",
        "Made by Apple Inc., Microsoft Corp., and others.",
        "The U.S. Army met at 5 p.m. Monday.",
        "Wait... what?",
        "The dogs' tails and 'quoted' words.",
        'He said "yes" and "no".',
        "Use .NET or ...nothing.",
        "A ratio of 3.5 to 1.Z",
        "so ... it goes",
        "C:\\new\\table",
        "",
    ],
)
def test_what_people_type_stays(text: str) -> None:
    assert read(text) == text


@given(st.text("ab .,;:'\"$\\()[]{}@1AZ%\n", max_size=60).map(lambda text: " ".join(text.split())))
def test_any_text_is_read_and_every_character_comes_from_inside_it(text: str) -> None:
    view = neutral(View.of(text))

    assert len(view.text) == len(view.starts) == len(view.ends)
    assert (np.diff(view.starts) >= 0).all()
    assert (np.diff(view.ends) >= 0).all()
    assert not len(view.ends) or (view.starts[0] >= 0 and view.ends[-1] <= len(text))
    assert "  " not in view.text


@given(
    st.lists(
        st.sampled_from(["Some words here.", "Were there more?", 'Yes, and "so" on!', "(A few.)"]), max_size=9
    )
)
def test_plain_sentences_are_left_alone(sentences: list[str]) -> None:
    text = " ".join(sentences)

    assert read(text) == text
