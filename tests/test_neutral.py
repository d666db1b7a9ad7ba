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
        ("Here—there -- and – not - so --- well―this.", "Here, there, and, not, so, well, this."),
        ("He left. — Then, — she too, for — . It is so —", "He left. Then, she too, for. It is so"),
        ("It is -- so --, and so -", "It is, so, and so"),
        ("-- So they left– and then –home", "So they left, and then, home"),
        ("They left — — and — – - came. — — — So it was", "They left, and, came. So it was"),
        ("At 9 a.m. — Monday — Apple Inc. – a firm", "At 9 a.m., Monday, Apple Inc., a firm"),
        ('"But I—" she said. "—no," he said (— so).', '"But I" she said. "no," he said (so).'),
        ('"—Yes," and "But I –" and "\'But I -\'" and', '"Yes," and "But I" and "\'But I\'" and'),
        ('"Yes"—he left. "What is—"—he began', '"Yes", he left. "What is", he began'),
        ('"To be." — Shakespeare (here.) — And then', '"To be." Shakespeare (here.) And then'),
        ("Lord M—'s house", "Lord M's house"),
        ("A -> B --> C; x -= 1; below -$5 -- well", "A -> B --> C; x -= 1; below -$5, well"),
        ("At –5 degrees, –so it says – 5 of them", "At -5 degrees, so it says, 5 of them"),
        ("Windows 10 - the best of 1914–18", "Windows 10, the best of 1914-18"),
        ("3 - 2, 5 – 4, 1914--1918, 12—15, Paris–Dakar", "3-2, 5-4, 1914-1918, 12-15, Paris-Dakar"),
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
        "A well-known one; use --force or -v at -5 degrees, pre- and post-war.",
        "C:\\new\\table",
        "",
    ],
)
def test_what_people_type_stays(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize("dash", ["—", " — ", " – ", " - ", "--", " -- ", "---", "―"])
def test_a_dash_reads_the_same_however_it_is_typed(dash: str) -> None:
    assert read(f"It rained{dash}all day{dash}and we left.") == "It rained, all day, and we left."


@given(st.text("ab —–-.,;:'\"$\\()[]{}@1AZ%\n", max_size=60).map(lambda text: " ".join(text.split())))
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
