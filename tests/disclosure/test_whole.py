"""What a sentence tells of a text is told of all of it, or of a part, by a sum of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ailabel.disclosure import telling
from ailabel.disclosure.telling import PART, STEPS, WHOLE, Table, Tellings, Wholes, read_wholes

if TYPE_CHECKING:
    from collections.abc import Callable

    from ailabel.result import Span

KNOWN = frozenset({"this", "artic", "was", "writt", "by", "the", "image", "were", "made", "repor"})


def wholes(logit: int) -> Wholes:
    """Of which every sentence has this logit."""
    return Wholes(Table.of({}), logit, certain=2500, whole=1000, part=-1500)


@pytest.mark.parametrize(
    ("logit", "kind"),
    [
        (2500, (WHOLE, "full")),
        (2499, (WHOLE, "partial")),
        (1000, (WHOLE, "partial")),
        (999, None),
        (-1500, None),
        (-1501, (PART, "partial")),
    ],
)
def test_kind_is_told_by_thresholds(logit: int, kind: tuple[str, str] | None) -> None:
    table = Table.of({"a": [700, 0], "b": [-200, 0]})

    assert wholes(logit).kind({"unknown"}) == kind
    assert Wholes(table, logit - 500, certain=2500, whole=1000, part=-1500).kind({"a", "b"}) == kind


@pytest.mark.parametrize(
    ("text", "logit", "expected"),
    [
        ("This article was written by ChatGPT.", 0, ("full", "text")),
        ("This article was written by ChatGPT.", -1501, ("full", "text")),
        ("This long article was written by ChatGPT.", 0, ("full", "text")),
        ("This long article was written by ChatGPT.", -1501, ("partial", "text")),
        ("The report was written by ChatGPT.", 0, ("partial", "text")),
        ("The report was written by ChatGPT.", 1000, ("full", "text")),
        ("The report was partly written by ChatGPT.", 2500, ("partial", "text")),
        ("This article was written with the help of ChatGPT.", 2499, ("partial", "text")),
        ("This article was written with the help of ChatGPT.", 2500, ("full", "text")),
        ("The images were made by ChatGPT.", -1501, ("full", "image")),
        ("The images were made by ChatGPT.", 2499, ("full", "image")),
        ("The images were made by ChatGPT.", 2500, ("full", "text")),
        ("This dataset was made by ChatGPT.", 2500, ("full", "data")),
    ],
)
def test_strength_follows_what_is_told_of_all_of_a_text(
    spans: Callable[[str], tuple[Span, ...]],
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    logit: int,
    expected: tuple[str, str],
) -> None:
    learnt = Tellings(
        KNOWN, Table.of({}), dict.fromkeys(telling.MEANT, 0), dict.fromkeys(telling.MEANT, 9000)
    )
    monkeypatch.setattr(telling, "read_tellings", lambda language: learnt if language == "en" else None)
    monkeypatch.setattr(telling, "read_wholes", lambda: wholes(logit))

    assert {(span.strength, span.scope) for span in spans(text)} == {expected}


@pytest.mark.parametrize(
    ("logit", "disclosing", "expected"), [(2499, 0, []), (2500, -500, ["full"]), (2500, -501, [])]
)
def test_sentence_that_is_certainly_of_a_whole_text_is_found(
    spans: Callable[[str], tuple[Span, ...]],
    monkeypatch: pytest.MonkeyPatch,
    logit: int,
    disclosing: int,
    expected: list[str],
) -> None:
    least = dict.fromkeys(telling.MEANT, 9000)
    biases = dict.fromkeys(least, disclosing)
    learnt = Tellings(frozenset({"is", "who", "this", "page"}), Table.of({}), biases, least)
    monkeypatch.setattr(telling, "read_tellings", lambda language: learnt if language == "en" else None)
    monkeypatch.setattr(telling, "read_wholes", lambda: wholes(logit))

    found = spans("Gemini is who this page of notes has to thank.")
    assert [span.strength for span in found if span.pattern == "en-reads-so"] == expected


def test_what_ships_is_sorted_and_its_thresholds_rise() -> None:
    learnt = read_wholes()
    hashes = learnt.table.rows[0]

    assert (hashes[1:] > hashes[:-1]).all()
    assert -3 * STEPS < learnt.part < 0 < learnt.whole < learnt.certain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You have just read a column that Claude wrote from the first word to the last.", "full"),
        ("Die Kolumne, die Sie gerade lesen, stammt komplett aus der Feder von Claude.", "full"),
        ("Cette fiche, c'est Mistral qui l'a rédigée de la première à la dernière ligne.", "full"),
        ("Toda esta guía la ha escrito ChatGPT; yo solo la he copiado aquí.", "full"),
        ("Only the second verse of this poem was written by ChatGPT, the others are mine.", "partial"),
        ("Nur der letzte Absatz dieses Berichts wurde von Claude geschrieben.", "partial"),
    ],
)
def test_whole_texts_are_told_from_parts(
    spans: Callable[[str], tuple[Span, ...]], text: str, expected: str
) -> None:
    assert {span.strength for span in spans(text) if span.polarity == "affirmed"} == {expected}
