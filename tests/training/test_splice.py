"""A spliced text is of both, in the order and the share that were asked for, and cut between sentences."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from training.splice import SLACK, Pool, beginning, run_of, spliced

POOL = Pool(
    *(
        [
            " ".join(f"{who.title()} {text} wrote line {line} of it." for line in range(60))
            for text in range(9)
        ]
        for who in ("person", "machine")
    )
)
SENTENCE = 7  # words


def words_by(who: str, text: str) -> int:
    return sum(SENTENCE for sentence in text.split(".") if sentence.split()[:1] == [who])


@pytest.mark.parametrize("first", ["human", "machine"])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0])
@pytest.mark.parametrize("words", [400, 1000])
def test_machine_wrote_the_share_that_was_asked_for(first: str, share: float, words: int) -> None:
    made = spliced(POOL, words, share, first, np.random.default_rng(0))
    by_machine, by_person = words_by("Machine", made.text), words_by("Person", made.text)

    assert made.share == by_machine / (by_machine + by_person)
    assert abs(by_machine - share * words) <= SLACK
    assert abs(by_person - (1 - share) * words) <= SLACK


@pytest.mark.parametrize(("first", "word"), [("human", "Person"), ("machine", "Machine")])
def test_one_wrote_the_beginning_and_the_other_the_end(first: str, word: str) -> None:
    text = spliced(POOL, 500, 0.5, first, np.random.default_rng(0)).text
    writers = [sentence.split()[0] for sentence in text.split(".") if sentence.strip()]
    changes = sum(one != other for one, other in pairwise(writers))

    assert writers[0] == word
    assert changes == 1


def test_every_sentence_is_whole() -> None:
    text = spliced(POOL, 457, 0.3, "human", np.random.default_rng(1)).text

    assert {len(sentence.split()) for sentence in text.split(".") if sentence.strip()} == {SENTENCE}


@pytest.mark.parametrize(("words", "sentences"), [(1, 1), (10, 1), (11, 2), (14, 2), (9999, 60)])
def test_beginning_is_as_near_as_sentences_come(words: int, sentences: int) -> None:
    assert len(beginning(POOL.human[0], words).split()) == sentences * SENTENCE


def test_run_of_no_words_is_empty() -> None:
    assert run_of(POOL.human, 0, np.random.default_rng(0)) == ""


def test_same_seed_makes_the_same_text() -> None:
    texts = [spliced(POOL, 600, 0.5, "human", np.random.default_rng(seed)).text for seed in (3, 3, 4)]

    assert texts[0] == texts[1] != texts[2]
