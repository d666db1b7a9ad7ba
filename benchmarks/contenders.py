"""The tools whose speed is compared, and what each does in the time that is taken."""

from __future__ import annotations

from dataclasses import dataclass

BARE = "Python alone"
MANY = "ailabel, `score_many`"
LIGHT = f"{MANY}, no reasons"
ONE = "ailabel, `score`"
FASTTEXT = "fastText, dim 100"
UNION = "scikit-learn union"
SLOP_MANY = "is-it-slop, in batches"


@dataclass(frozen=True, slots=True)
class Contender:
    """`tool` is its name among `benchmarks.calls`; it gets one document in `every`.

    `is_single`: it takes one document a call, and so is asked how long one takes.
    """

    name: str
    environment: str
    tool: str
    does: str
    every: int = 1
    is_single: bool = False


ALL = "a text cleaned, every pattern with its spans, every label, every feature, windows, reasons, Result"
OURS = (
    Contender(MANY, "ailabel", "ailabel, many", f"{ALL}; `Detector.score_many` over a list"),
    Contender(
        LIGHT,
        "ailabel",
        "ailabel, many, no reasons",
        "the same by `Detector(reasons=False)`, as a crawl filter would",
    ),
    Contender(ONE, "ailabel", "ailabel, one by one", f"{ALL}; `Detector.score`", is_single=True),
    Contender(
        "ailabel, Arrow column",
        "ailabel",
        "ailabel, Arrow",
        f"{ALL}; `Detector.score_many` over a pyarrow string column, `to_pylist()` chunk by chunk in "
        "the time taken",
    ),
)
PEERS = (
    Contender(
        FASTTEXT,
        "fasttext",
        "fastText, dim 100",
        "supervised, words 1-2, 2 million buckets, as crawl filters use it; one document a call; a label and "
        "its share; learnt from 1,000 texts, for its speed alone",
        is_single=True,
    ),
    Contender("fastText, dim 16", "fasttext", "fastText, dim 16", "the same, smaller", is_single=True),
    Contender(
        UNION,
        "scikit-learn",
        "scikit-learn",
        "HashingVectorizer of words 1-3 and characters 3-5, tables as large as ours, LogisticRegression; "
        "a chunk of documents in one call; "
        "without our masked words 1-4, which it has no equal of; no spans, no windows",
        is_single=True,
    ),
    Contender(
        "is-it-slop", "is-it-slop", "is-it-slop, one by one", "`predict`, one document a call", is_single=True
    ),
    Contender(SLOP_MANY, "is-it-slop", "is-it-slop, in batches", "`predict_batch`"),
    Contender(
        "spaCy, blank",
        "spacy",
        "spaCy",
        "`spacy.blank('en')`: tokens alone, one document a call",
        is_single=True,
    ),
    Contender(
        "RoBERTa-base",
        "roberta",
        "RoBERTa",
        "random weights, random tokens (tokenizing is not in the time taken), on the CPU, at most 512 tokens "
        "a document, the rest unread and counted all the same; for its speed alone, on one document in 100",
        every=100,
    ),
)
BASE = Contender(BARE, "python", "nothing", "the same texts read by the same loop, and nothing done")
CONTENDERS = (BASE, *OURS, *PEERS)
SHOWN = {
    "fasttext": ("fasttext-community",),
    "scikit-learn": ("scikit-learn",),
    "is-it-slop": ("is-it-slop",),
    "spacy": ("spacy",),
    "roberta": ("torch", "transformers"),
    "ailabel": ("ailabel-text", "numpy", "google-re2", "pyarrow"),
}
"""Packages of each environment whose release the report tells."""
