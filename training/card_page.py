"""`python -m training.card_page`: writes the default model's card for people, README.md in its folder.

From `model.json`, from what training measured (`report.json`) and from what the plan knows of sources
(`sources.toml`). `save` writes the folder anew, so this comes after it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scipy.stats import binomtest

from ailabel.evaluate import CONFIDENCE, FPR
from ailabel.markdown import paragraph, percent, table
from ailabel.model import CARD, DEFAULT
from training.build import JUDGED
from training.corpus import PLAN
from training.readme import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE = DEFAULT / "README.md"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page is made of: the model's card, the report of its training, and the plan."""

    card: Mapping[str, Any]
    report: Mapping[str, Any]
    plan: Mapping[str, Any]


def main() -> None:
    PAGE.write_text(page(read_facts()), encoding="utf-8")


def read_facts() -> Facts:
    card, report = (
        json.loads(file.read_text(encoding="utf-8")) for file in (DEFAULT / CARD, REPORTS["training"])
    )
    return Facts(card, report, PLAN)


def page(facts: Facts) -> str:
    """The page as Markdown."""
    parts = (opening, people, dialects, unseen, sources, limits, rebuilding)
    return "\n".join(line for part in parts for line in part(facts)).rstrip("\n") + "\n"


def opening(facts: Facts) -> Iterator[str]:
    card = facts.card
    yield f"# {card['name']} {card['version']}\n"
    yield paragraph(f"""
        Says how a text reads: as if written by a person, or made by a language model. For English prose of
        {card["min_words"]} words or more; of anything else it says nothing. It is an additive model over
        n-grams and measures of style, an expert for each of {len(card["experts"])} kinds of machine text,
        fitted with scikit-learn and read without unpickling; `model.json` has the releases that made it.
    """)
    yield paragraph("""
        This page is written by `python -m training.card_page` from `model.json`, `training/report.json` and
        `training/sources.toml`; change those.
    """)


HEAD = ("source", "texts", f"called at {FPR}", "interval")


def people(facts: Facts) -> Iterator[str]:
    """How often people are accused, by source and by length."""
    found, own = facts.report["calibrate_human_fpr"], facts.card["sources"]
    yield "## How often people are called machines\n"
    yield paragraph(f"""
        Share of human texts called machine-made by style at `max_fpr` {FPR}, each source by thresholds that
        all others set, with its {100 * CONFIDENCE:.0f} % interval (Wilson, by number of texts). None was
        learnt from. A new kind of text may be accused as often as the worst of these.
    """)
    rows = [(name, own[name]["texts"]["human"], share) for name, share in found["by_source"].items()]
    yield from table(HEAD, (row(*told) for told in sorted(rows, key=lambda told: -told[2])))
    bands = {str(band["words"]): band["human_texts"] for band in facts.card["thresholds"]}
    lengths = ((f"{least} words or more", bands[least], share) for least, share in found["by_band"].items())
    yield from table(("length", *HEAD[1:]), (row(*told) for told in lengths))
    yield paragraph(f"""
        Mean of sources {percent(found["mean"])}. People of sources that are only looked at, each over few
        texts: {listed(facts.report["dev"]["human_fpr"])}.
    """)


def dialects(facts: Facts) -> Iterator[str]:
    """What each expert learnt, how much is found of a source that it did not, and what it does not know."""
    yield "## What each dialect covers\n"
    yield paragraph(f"""
        Found: the share of a source's machine texts called machine-made at `max_fpr` {FPR} by experts that
        learnt nothing of that source nor of the people on whose topics it writes.
    """)
    for expert in facts.plan["experts"]:
        yield f"### {expert['name']}\n"
        yield paragraph(f"Covers {expert['covers']}. Does not cover {expert['lacks']}.")
        yield from table(
            ("source", "texts learnt", "found", "interval"),
            (row(name, *left_out(facts, name)) for name in sorted(expert["ai"])),
        )
        yield from (judged_alone(facts, name) for name in expert["ai"] if name in facts.plan["mirrors"])


def judged_alone(facts: Facts, source: str) -> str:
    """How many texts of a source that mirrors people are not learnt from, and why (`build.to_learn`)."""
    texts = facts.report["breakdown"]["machines"]["by_source"][source]["texts"]
    learnt = facts.card["sources"][source]["texts"]["ai"]
    return paragraph(f"""
        Of the {texts:,} texts of `{source}`, {texts - learnt:,} are judged and not learnt from: nearly all
        answer people of whom nothing is learnt, such as those who set error rates.
    """)


def left_out(facts: Facts, source: str) -> tuple[int, float, int]:
    """Texts learnt of a source, the share found of it, and of how many texts that share is."""
    texts = facts.card["sources"][source]["texts"]["ai"]
    mirrored = facts.report["mirror26_left_out"]["ai"]
    looked = mirrored if source in facts.plan["mirrors"] else min(JUDGED, texts)
    return texts, facts.report["train_left_out"][source], looked


def unseen(facts: Facts) -> Iterator[str]:
    """What is found of sources that were never learnt from in any form."""
    dev = facts.report["dev"]
    yield "## Sources that it never saw\n"
    yield paragraph(f"""
        AUROC {dev["pooled"]["auroc"]:.3f} over {dev["pooled"]["ai"]:,} machine texts and
        {dev["pooled"]["human"]:,} human ones of 100 to 400 words. Found at `max_fpr` {FPR}:
    """)
    counts = {name: told["ai"] for name, told in dev["by_source"].items()}
    rows = (row(name, counts[name], share) for name, share in dev["ai_tpr"].items())
    yield from table(("source", "texts", "found", "interval"), rows)


def sources(facts: Facts) -> Iterator[str]:
    """Where every text came from, and under which licence."""
    yield "## Sources\n"
    yield paragraph("""
        Learnt from (train) and setting error rates (calibrate). No text is in this package. Licences are as
        the sources state them; what a language model wrote stands under the terms of whoever published it.
    """)
    yield from table(
        ("source", "role", "human", "machine", "licence", "address", "commit or release"),
        (
            (name, told["role"], *counted(told["texts"]), *origin(facts.plan["sources"][name]))
            for name, told in facts.card["sources"].items()
        ),
    )


def counted(texts: Mapping[str, int]) -> tuple[str, str]:
    return f"{texts.get('human', 0):,}", f"{texts.get('ai', 0):,}"


def origin(told: Mapping[str, str]) -> tuple[str, str, str]:
    part, missing = (f" ({told[name]})" if name in told else "" for name in ("part", "missing"))
    return told["licence"], f"{told['address']}{part}", f"{told['commit']}{missing}"


def limits(facts: Facts) -> Iterator[str]:
    texts, called = (facts.report["other"][name] for name in ("texts", "called_ai_by_style"))
    yield "## Limits\n"
    yield "- It is no proof: it tells how a text reads, not who wrote it. Punish nobody on it alone."
    yield "- It misses more of each month's new models, and of texts rewritten to pass as a person's."
    yield "- People who write as models do, as in summaries and abstracts, are accused more often."
    yield "- Text that a model polished may read as either, and a sentence is too short to be judged."
    yield f"- Of {texts:,} texts in other languages it called {called:,} machine-made."
    yield ""


def rebuilding(_facts: Facts) -> Iterator[str]:
    yield "## Rebuilding it\n"
    yield paragraph("""
        Gather the sources from their addresses as `DATA/ROLE/SOURCE.jsonl.xz`, a text a line with `id`,
        `text` and `label`; then `python -m training.build --data DATA`. `--without-licence 'GPL*'`, as often
        as you like, leaves out every source under such a licence, and what machines wrote from it.
    """)


def row(name: str, texts: int, share: float, looked: int | None = None) -> tuple[str, ...]:
    """A share of so many texts, those `looked` at where they are fewer, with its interval."""
    return name, f"{texts:,}", percent(share), interval(share, looked or texts)


def interval(share: float, texts: int) -> str:
    """Between what the share of all such texts lies (Wilson).

    >>> interval(0.01, 1000)
    '0.5 to 1.8 %'
    """
    found = binomtest(round(share * texts), texts).proportion_ci(CONFIDENCE, method="wilson")
    return f"{100 * found.low:.1f} to {percent(found.high)}"


def listed(shares: Mapping[str, float]) -> str:
    """Names with their shares, in order."""
    return ", ".join(f"{name} {percent(share)}" for name, share in shares.items())


if __name__ == "__main__":
    main()
