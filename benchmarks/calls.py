"""How each tool is called; runs in the tool's own environment and imports nothing but the tool.

An answer is the tool's score (null where it gives none) and whether the tool, as it comes, calls the text
machine-made; tools that are here for their speed alone give no answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = tuple[float | None, bool]
Row = tuple[str, str]
"""A label, "human" or "ai", and a text."""

WORD_TABLE, LETTER_TABLE = 2**19, 2**18  # as large as ours (ailabel/features/ngrams.py)
WORDS = r"(?u)\w+|[^\w\s]+"  # a run of punctuation is a word, as it is to us
POSITIONS = 512  # tokens that RoBERTa reads at most
LETTERS_A_TOKEN = 4
VOCABULARY = 50_265
WARM_EPOCHS = 1  # speed does not depend on how well it learnt


class Tool(NamedTuple):
    """`answer` is timed; `given` is not: what a caller of this tool would have in hand instead of a list."""

    answer: Callable[[Any], list[Answer]]
    given: Callable[[list[str]], Any] = list


def nothing() -> Tool:
    """What every process costs that reads the same texts."""
    return Tool(lambda _texts: [])


def ailabel_one_by_one() -> Tool:
    import ailabel

    detector = ailabel.Detector()
    return Tool(lambda texts: [_answer(detector.score(text)) for text in texts])


def ailabel_many(*, reasons: bool) -> Callable[[], Tool]:
    def load() -> Tool:
        import ailabel

        detector = ailabel.Detector(reasons=reasons)
        return Tool(lambda texts: [_answer(result) for result in detector.score_many(texts)])

    return load


def ailabel_arrow() -> Tool:
    """A column of Arrow strings, whose chunks become Python strings as a caller would make them."""
    import pyarrow as pa

    import ailabel

    detector = ailabel.Detector()

    def answers(column: Any) -> list[Answer]:  # noqa: ANN401  pyarrow has no types
        texts = (text for chunk in column.chunks for text in chunk.to_pylist())
        return [_answer(result) for result in detector.score_many(texts)]

    return Tool(answers, lambda texts: pa.chunked_array([pa.array(texts, pa.string())]))


def ailabel_in_jobs(jobs: int) -> Callable[[], Tool]:
    def load() -> Tool:
        import ailabel

        return Tool(lambda texts: [_answer(result) for result in ailabel.score_many(texts, jobs=jobs)])

    return load


def _answer(result: Any) -> Answer:  # noqa: ANN401  a worker imports the tool alone, and so none of its types
    return result.style_probability, result.label not in {"unsure", "human-likely"}


def slop_one_by_one() -> Tool:
    from is_it_slop import predict  # type: ignore[import-not-found]

    def answer(text: str) -> Answer:
        found = predict(text)
        return found.ai_probability, found.classification == "AI"

    return Tool(lambda texts: [answer(text) for text in texts])


def slop_in_batches() -> Tool:
    from is_it_slop import predict_batch

    return Tool(
        lambda texts: [(found.ai_probability, found.classification == "AI") for found in predict_batch(texts)]
    )


def spacy_tokenizer() -> Tool:
    import spacy  # type: ignore[import-not-found]

    pipeline = spacy.blank("en")

    def answers(texts: list[str]) -> list[Answer]:
        for text in texts:
            pipeline(text)
        return []

    return Tool(answers)


def roberta() -> Tool:
    """RoBERTa-base with random weights, and random tokens: as slow as a trained one, and without a clue."""
    import torch  # type: ignore[import-not-found]
    from transformers import (  # type: ignore[import-not-found]
        RobertaConfig,
        RobertaForSequenceClassification,
    )

    torch.set_num_threads(1)
    config = RobertaConfig(
        vocab_size=VOCABULARY,
        hidden_size=768,
        num_hidden_layers=12,
        num_attention_heads=12,
        intermediate_size=3072,
        max_position_embeddings=POSITIONS + 2,
        type_vocab_size=1,
        layer_norm_eps=1e-5,
    )
    model = RobertaForSequenceClassification(config).eval()

    def tokens(text: str) -> Any:  # noqa: ANN401  torch is not installed where types are checked
        length = max(1, min(POSITIONS, len(text) // LETTERS_A_TOKEN))
        return torch.randint(3, VOCABULARY, (1, length))

    def answers(rows: list[Any]) -> list[Answer]:
        with torch.inference_mode():
            for row in rows:
                model(row)
        return []

    return Tool(answers, lambda texts: [tokens(text) for text in texts])


def train_fasttext(dim: int) -> Callable[[list[Row], str], None]:
    def train(rows: list[Row], model: str) -> None:
        import fasttext  # type: ignore[import-not-found]

        lines = [f"__label__{label} {' '.join(text.split())}\n" for label, text in rows]
        material = f"{model}.txt"
        with open(material, "w", encoding="utf-8", errors="replace") as stream:  # noqa: PTH123  start-up counts
            stream.writelines(lines)
        learnt = fasttext.train_supervised(
            material, dim=dim, wordNgrams=2, epoch=WARM_EPOCHS, thread=1, verbose=0
        )
        learnt.save_model(model)

    return train


def fasttext_predictor(model: str) -> Tool:
    """One document a call, its line feeds made spaces, since the tool takes a line."""
    import fasttext

    learnt = fasttext.load_model(model)

    def answer(text: str) -> Answer:
        labels, shares = learnt.predict(text.replace("\n", " "))
        is_ai = labels[0] == "__label__ai"
        return float(shares[0] if is_ai else 1 - shares[0]), is_ai

    return Tool(lambda texts: [answer(text) for text in texts])


def train_sklearn(rows: list[Row], model: str) -> None:
    import joblib
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    words = HashingVectorizer(
        ngram_range=(1, 3), token_pattern=WORDS, n_features=WORD_TABLE, alternate_sign=False
    )
    letters = HashingVectorizer(
        analyzer="char", ngram_range=(3, 5), n_features=LETTER_TABLE, alternate_sign=False
    )
    pipeline = make_pipeline(make_union(words, letters), LogisticRegression())
    labels, texts = zip(*rows, strict=True)
    joblib.dump(pipeline.fit(texts, labels), model)


def sklearn_pipeline(model: str) -> Tool:
    """All documents of a call at once."""
    import joblib

    pipeline = joblib.load(model)

    def answers(texts: list[str]) -> list[Answer]:
        shares = pipeline.predict_proba(texts)[:, 0].tolist()
        return [(share, share > 0.5) for share in shares]  # noqa: PLR2004  more likely than not

    return Tool(answers)


TOOLS: dict[str, Callable[[], Tool]] = {
    "nothing": nothing,
    "ailabel, one by one": ailabel_one_by_one,
    "ailabel, many": ailabel_many(reasons=True),
    "ailabel, many, no reasons": ailabel_many(reasons=False),
    "ailabel, Arrow": ailabel_arrow,
    "ailabel, 1 job": ailabel_in_jobs(1),
    "ailabel, 2 jobs": ailabel_in_jobs(2),
    "is-it-slop, one by one": slop_one_by_one,
    "is-it-slop, in batches": slop_in_batches,
    "spaCy": spacy_tokenizer,
    "RoBERTa": roberta,
}
LEARNERS: dict[str, tuple[Callable[[list[Row], str], None], Callable[[str], Tool]]] = {
    "fastText, dim 100": (train_fasttext(100), fasttext_predictor),
    "fastText, dim 16": (train_fasttext(16), fasttext_predictor),
    "scikit-learn": (train_sklearn, sklearn_pipeline),
}
"""Tools that have no model of their own: how one is trained from rows into a file, and read from it."""
