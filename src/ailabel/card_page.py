"""A model's card for people, README.md in its folder: nothing but what model.json and report.json say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ailabel.labelled import KINDS, LABELS
from ailabel.markdown import counted, paragraph, percent, plain, table
from ailabel.scale import BANDS, length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Told = Mapping[str, Any]

LANGUAGES = {"en": "English"}
WAYS = {
    "source": "whole sources left out",
    "home": "whole sources of people left out, with what answers them",
    "group": "whole groups left out, since sources are too few",
}
"""By `left_out_by` of a report."""
FEW_HOMES = "Sources of people were too few to leave whole ones out: others may be accused more often."


def trained_page(card: Told, report: Told) -> str:
    """Of a model that `train` made."""
    origin = "It was learnt by `ailabel train` from the texts told below, none of which is in this folder."
    return _page(
        _opening(card, origin),
        _use(report),
        _learnt_from(card, report),
        _errors(report),
        _thresholds(card),
        _limits(card, _unseen(report)),
        _files(card["made_with"]),
    )


def dialect_page(card: Told, report: Told, dialect: str) -> str:
    """Of a model to which `add_dialect` added the expert of this name."""
    origin = f"It is {_base(card)} and one more expert, {plain(dialect)}, by `ailabel train --add-dialect`."
    more = [] if report["homes_left_out"] else [FEW_HOMES]
    if report["known_sources"]:
        names = ", ".join(map(plain, report["known_sources"]))
        more.append(
            f"The older model had learnt from sources of the added texts, which flatters it: {names}."
        )
    return _page(
        _opening(card, origin),
        _use(report),
        _worth(report, dialect),
        _learnt_from(card),
        _thresholds(card),
        _limits(card, more),
        _files(card["dialects"][dialect]["made_with"]),
    )


def calibrated_page(card: Told, report: Told) -> str:
    """Of a model whose thresholds `recalibrate` set."""
    return _page(
        _opening(card, f"It is {_base(card)} with thresholds that other people set, by `ailabel calibrate`."),
        _use(report),
        _set_by(card["calibrated"], report),
        _learnt_from(card),
        _thresholds(card),
        _limits(card),
        _files(card["calibrated"]["made_with"]),
    )


def _page(*parts: Iterable[str]) -> str:
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _opening(card: Told, origin: str) -> Iterator[str]:
    languages = " and ".join(LANGUAGES.get(code, plain(code)) for code in card["languages"])
    yield f"# {plain(card['name'])} {plain(card['version'])}\n"
    yield paragraph(f"""
        Says how a text reads: as if written by a person, or made by a language model. For prose in
        {languages} of {card["min_words"]} words or more; of anything else it says nothing. {origin}
    """)
    yield paragraph("""
        This page and `report.json` are written with the model, from `model.json` and what was measured, and
        give way to those of the next model in this folder: keep notes of your own in a file of another name.
    """)


def _base(card: Told) -> str:
    base = card["derived_from"]
    return f"{plain(base['name'])} {plain(base['version'])} (digest `{base['digest'][:12]}`)"


def _use(report: Told) -> Iterator[str]:
    lowest = report["lowest_max_fpr"]
    is_usual = lowest <= report["max_fpr"]
    option, argument = ("", "") if is_usual else (f"--max-fpr {lowest} ", f", max_fpr={lowest}")
    yield "## How to use it\n"
    yield "```sh"
    yield f"ailabel score {option}--model FOLDER FILE..."
    yield f"ailabel evaluate {option}FOLDER DATA..."
    yield "ailabel model verify FOLDER"
    yield "```\n"
    yield paragraph(f"""
        FOLDER is the one that holds this page, wherever it was moved; from Python it is
        `ailabel.load("FOLDER"{argument})`. Its human texts are too few to show an error rate much below
        {lowest}: a `max_fpr` that they cannot show is refused.
    """)


def _learnt_from(card: Told, report: Told | None = None) -> Iterator[str]:
    yield "## What it learnt from\n"
    if report is not None:
        human, machine = (
            f"{counted(report['texts'][label], f'{kind} text')} of "
            f"{counted(report['sources'][label], 'source')}"
            for label, kind in KINDS.items()
        )
        yield paragraph(f"{human}, and {machine}. A copy of a text counts once.")
    yield from _sources(card.get("sources", {}))
    for name, told in card.get("dialects", {}).items():
        yield paragraph(f"And the expert {plain(name)}:")
        yield from _sources({source: {"texts": texts} for source, texts in told["sources"].items()})


def _sources(sources: Mapping[str, Told]) -> Iterator[str]:
    """How many texts of each label there are of each, and what else is known of them."""
    more = [name for name in ("role", "licence") if any(name in told for told in sources.values())]
    rows = []
    for source, told in sources.items():
        texts = told.get("texts", {})
        counts = [f"{texts.get(label, 0):,}" for label in LABELS]
        rows.append((plain(source), *counts, *(plain(str(told.get(name, ""))) for name in more)))
    yield from table(("source", "human", "machine", *more), rows)


def _errors(report: Told) -> Iterator[str]:
    """What was measured on texts left out."""
    parted, max_fpr = report["separation"], report["max_fpr"]
    human, machine = (report["called_ai"][label] for label in LABELS)
    yield "## How often it is wrong\n"
    yield paragraph(f"""
        Every text was judged by what had learnt nothing of its kind: {WAYS[report["left_out_by"]]}. Found is
        the share of machine texts that score higher than all but 1 % of these human texts.
    """)
    rows = {"all": parted["all"], **{length(least): row for least, row in parted["by_words"].items()}}
    rows |= {f"machine texts of {plain(source)}": row for source, row in parted["by_source"].items()}
    yield from table(
        ("texts", "human", "machine", "AUROC", "found"),
        ((name, *_separated(row)) for name, row in rows.items() if row is not None),
    )
    if human is None:
        yield paragraph(f"""
            How often other people are called machines at `max_fpr` {max_fpr} cannot be told: human texts, or
            their sources, are too few.
        """)
    else:
        yield paragraph(f"""
            Human texts that it calls `ai-likely` at `max_fpr` {max_fpr}, each source by thresholds that all
            others set: {percent(human["mean_of_sources"])} of a source on average. A new kind of text may be
            accused as often as the worst of these.
        """)
        yield from _rates(human, "called", report["confidence"])
    if machine is not None:
        yield paragraph(f"Machine texts that it calls so: {percent(machine['mean_of_sources'])} of a source.")
        yield from _rates(machine, "found", report["confidence"])


def _separated(row: Told) -> tuple[str, ...]:
    return f"{row['human']:,}", f"{row['ai']:,}", f"{row['auroc']:.3f}", percent(row["tpr_at_1_fpr"])


def _rates(rates: Told, called: str, confidence: float) -> Iterator[str]:
    """By length, and by source the largest first; an interval counts pieces of a text as one."""
    rows = {"all": rates["all"], **{length(least): rate for least, rate in rates["by_words"].items()}}
    rows |= {f"of {plain(source)}": rate for source, rate in worst_first(rates)}
    yield from table(
        ("texts", "number", called, f"{100 * confidence:.0f} % interval"),
        ((name, *_interval(rate)) for name, rate in rows.items()),
    )


def worst_first(rates: Told) -> list[tuple[str, Told]]:
    """Rates by source, the largest first."""
    return sorted(rates["by_source"].items(), key=lambda item: (-item[1]["share"], item[0]))


def _interval(rate: Told) -> tuple[str, ...]:
    low, high = percent(rate["low"]), percent(rate["high"])
    return f"{rate['texts']:,}", percent(rate["share"]), f"{low} to {high}"


def _worth(report: Told, dialect: str) -> Iterator[str]:
    """What an expert that was added is worth, on texts left out."""
    texts, called = report["texts"], report["called_ai"]
    yield "## What was added\n"
    yield paragraph(f"""
        {plain(dialect)}, learnt from {texts["ai"]:,} machine and {texts["human"]:,} human texts
        ({counted(report["pairs"], "pair")}; people of {counted(report["sources"]["human"], "source")}).
        On texts that this expert did not learn from, where 1 % of these people are accused:
    """)
    stages = {"before": "without it", "after": "with it", "expert": "the new expert alone"}
    yield from table(
        ("model", "human", "machine", "AUROC", "found"),
        ((name, *_separated(report[stage])) for stage, name in stages.items()),
    )
    yield paragraph(f"Called `ai-likely` at `max_fpr` {report['max_fpr']}:")
    yield from table(
        ("texts", "without it", "with it"),
        (
            (kind, percent(called[label]["before"]), percent(called[label]["after"]))
            for label, kind in KINDS.items()
        ),
    )


def _set_by(calibrated: Told, report: Told) -> Iterator[str]:
    """Whose texts set the thresholds, and what that changed."""
    accused = report["accused"]
    yield "## Whose texts set its thresholds\n"
    yield paragraph(f"""
        {counted(report["texts"], "human text")} of {counted(report["sources"], "source")}. Thresholds are
        {calibrated["thresholds"]}.
    """)
    yield from table(
        ("source", "human"), ((plain(source), f"{size:,}") for source, size in calibrated["sources"].items())
    )
    rate = str(report["max_fpr"])
    yield from table(
        ("length", "texts", "set anew", f"score at {rate} before", "now"),
        (
            (
                length(band["words"]),
                f"{band['texts']:,}",
                "yes" if band["reset"] else "no, too few",
                *(_score(band[stage][rate]) for stage in ("before", "after")),
            )
            for band in report["bands"]
        ),
    )
    now = (
        "How many are now cannot be told: they all share one group."
        if accused["after"] is None
        else f"Now it is {percent(accused['after'])}, each judged by thresholds that the others set."
    )
    yield paragraph(f"""
        Of the pieces of these texts {percent(accused["before"])} were called `ai-likely` at `max_fpr`
        {accused["max_fpr"]}.
        {now}
    """)


def _thresholds(card: Told) -> Iterator[str]:
    rates = list(card["thresholds"][0]["scores"])
    yield "## Thresholds\n"
    yield paragraph("""
        The style score from which a text is called `ai-likely`, by its length and by `max_fpr`, the share of
        human texts that may be called so; and how many human texts set it.
    """)
    rows = []
    for row in card["thresholds"]:
        scores = [_score(row["scores"][rate]) for rate in rates]
        rows.append(
            (length(row["words"]), f"{row['human_texts']:,}" if row["human_texts"] else "too few", *scores)
        )
    yield from table(("length", "human texts", *(f"at {rate}" for rate in rates)), rows)


def _score(threshold: float | None) -> str:
    return "too few texts" if threshold is None else f"{threshold:.2f}"


def _limits(card: Told, more: Iterable[str] = ()) -> Iterator[str]:
    least = card["min_words"]
    yield "## What it does not cover\n"
    yield "- It is no proof: it tells how a text reads, not who wrote it. Punish nobody on it alone."
    yield f"- It does not judge texts under {least} words, other languages, lists, tables, code and verse."
    yield "- Its error rates are those of the texts above; others may be accused more often: see how often"
    yield "  with `ailabel evaluate`, and set thresholds by people of your own with `ailabel calibrate`."
    yield "- It knows the machine texts above. Other models, other prompts and rewriting may pass unseen;"
    yield "  `ailabel train --add-dialect` teaches it one more."
    small = [length(row["words"]) for row in card["thresholds"] if not row["human_texts"]]
    if small:
        yield f"- Human texts of {', '.join(small)} were too few: thresholds are those of shorter ones."
    yield from (f"- {line}" for line in more)
    yield ""


def _unseen(report: Told) -> Iterator[str]:
    """What could not be measured."""
    bands = report["separation"]["by_words"]
    missing = [length(least) for least in BANDS if bands.get(str(least)) is None]
    if report["left_out_by"] == "group":
        yield "Sources were too few to leave whole ones out: others may be accused more often."
    if missing:
        yield f"Nothing was measured on {', '.join(missing)}."
    if report["small_sources"]:
        names = ", ".join(map(plain, report["small_sources"]))
        yield f"Sources too small to set thresholds of some length beside larger ones: {names}."


def _files(made_with: Mapping[str, str]) -> Iterator[str]:
    yield "## What is in the folder\n"
    yield "- `model.json`: what the model is, with the digests of all files but this page."
    yield "- `weights.npz`: all that scoring reads besides, plain arrays."
    yield "- `classifier.joblib`: the scikit-learn classifier; scoring never reads it, for that runs code."
    yield "- `report.json`: what was measured, as this page tells it."
    yield ""
    yield paragraph(f"Made with {', '.join(f'{name} {release}' for name, release in made_with.items())}.")
