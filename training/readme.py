"""`python -m training.readme`: writes numbers from the reports that our own commands wrote.

They are those of the README, and what is left of false hits in docs/patterns.md.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ailabel.markdown import paragraph, percent, table
from benchmarks.contenders import FASTTEXT, LIGHT, MANY, SLOP_MANY
from benchmarks.disclosures import remaining
from benchmarks.markdown import figure
from benchmarks.rates import beyond, documents_a_second, megabytes_a_second, ratios, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PATTERNS = ROOT / "docs" / "patterns.md"
REPORTS = {
    "training": ROOT / "training" / "report.json",
    "attacks": ROOT / "training" / "attacks.json",
    "mixed": ROOT / "training" / "mixed.json",
    "peers": ROOT / "benchmarks" / "peers.json",
    "disclosures": ROOT / "benchmarks" / "disclosures.json",
    "readmes": ROOT / "benchmarks" / "readmes.json",
    "speed": ROOT / "benchmarks" / "speed.json",
}
BEGIN, END = "<!-- numbers: begin -->\n", "<!-- numbers: end -->"
PEER = "is-it-slop"


def main() -> None:
    found = reports()
    for page, content in ((README, numbers(found)), (PATTERNS, hits_left(found["disclosures"]["human"]))):
        page.write_text(filled(page.read_text(encoding="utf-8"), content), encoding="utf-8")


def reports() -> dict[str, dict[str, Any]]:
    """Those reports that are there."""
    there = {name: path for name, path in REPORTS.items() if path.is_file()}
    return {name: json.loads(path.read_text(encoding="utf-8")) for name, path in there.items()}


def filled(page: str, content: str) -> str:
    r"""The page with `content` between the markers.

    >>> filled(f"a\n{BEGIN}old\n{END}\nb\n", "new\n").splitlines()
    ['a', '<!-- numbers: begin -->', 'new', '<!-- numbers: end -->', 'b']
    """
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}{content}{END}{rest.split(END)[1]}"


def numbers(found: Mapping[str, dict[str, Any]]) -> str:
    """All that the reports say, one block a report."""
    blocks = {
        "training": lambda report: (*error_rates(report), *trust(report)),
        "attacks": hiding,
        "mixed": two_hands,
        "peers": comparison,
        "disclosures": lambda report: (*evidence(report), *verdicts(report)),
        "readmes": talk_of_ai,
        "speed": speed,
    }
    lines = [line for name in blocks if name in found for line in blocks[name](found[name])]
    return "".join(f"{line}\n" for line in lines).rstrip("\n") + "\n" * bool(lines)


def error_rates(report: dict[str, Any]) -> Iterator[str]:
    """How often people are accused, and what is found of the newest texts."""
    people, mirror, other = report["calibrate_human_fpr"], report["mirror26_left_out"], report["other"]
    looked_at = report["dev"]["human_fpr"]
    mean = sum(looked_at.values()) / len(looked_at)
    accused = max(looked_at, key=looked_at.__getitem__)
    macro = report["breakdown"]["macro"]
    worst = min(macro["by_source"], key=lambda source: macro["by_source"][source]["auroc"])
    yield paragraph("""
        Human texts called machine-made by style, and machine texts found; every figure is
        of sources that the model did not learn from, and that did not set the rate either:
    """)
    yield from table(
        ("", "at `max_fpr` 0.01"),
        (
            (f"human texts, mean of {len(people['by_source'])} sources", percent(people["mean"])),
            (f"human texts, the worst source ({people['highest_source']})", percent(people["highest"])),
            ("essays by learners of English (toefl126)", percent(looked_at["toefl126-rexshijaku"])),
            (f"human texts of {len(looked_at)} sources that are only looked at, mean", percent(mean)),
            (f"the worst of these ({accused})", percent(looked_at[accused])),
            (
                "everyday texts by a model of 2026 beside those of people on the same topics",
                found(mirror),
            ),
            (
                f"machine texts of {macro['sources']} sources, each weighing the same, beside people's",
                found(macro),
            ),
            (f"the same, the worst source ({worst})", found(macro["by_source"][worst])),
            (
                f"{other['texts']:,} texts in other languages, called machine-made by style",
                f"{other['called_ai_by_style']:,}",
            ),
        ),
    )


def found(told: Mapping[str, float]) -> str:
    return f"AUROC {told['auroc']:.3f}, {percent(told['tpr_at_1_fpr'])} found"


def trust(report: dict[str, Any]) -> Iterator[str]:
    """How often there is a verdict, and how far its probability is off, on sources left out."""
    people, machines, error = (report["breakdown"][name] for name in ("people", "machines", "calibration"))
    yield paragraph(f"""
        A verdict is given on {percent(people["all"]["given"])} of human and
        {percent(machines["all"]["given"])} of machine texts of sources left out; the rest are `unsure`. The
        probability is off by {percent(error["left_out"]["expected_error"])} on them, and by
        {percent(error["dev"]["expected_error"])} on sources that nothing was ever learnt from (expected
        calibration error at even odds). [In figures](docs/quality.html): by source, maker of the model, year,
        length, first language and attack.
    """)


def hiding(report: dict[str, Any]) -> Iterator[str]:
    """What the attacks cost that need no model."""
    machine, human = report["machine"], report["human"]
    worst = min(machine["change"], key=machine["change"].__getitem__)
    cost, added = -machine["change"][worst], max(0.0, *human["change"].values())
    yield paragraph(f"""
        Hiding, by the nine attacks of RAID that need no language model (look-alike letters, spaces,
        misspellings, ...): of {machine["texts"]:,} machine texts of {machine["sources"]} such sources
        {percent(machine["called"])} are found, at most {points(cost)} fewer under an attack ({worst}); of
        {human["texts"]:,} human texts {percent(human["called"])} are accused, at most {points(added)} more.
    """)


def two_hands(report: dict[str, Any]) -> Iterator[str]:
    """What is said of texts that a person and a machine wrote, or that a machine polished."""
    half, machine = (_verdicts(report["spliced"][share]) for share in ("0.5", "1.0"))
    least, most = report["words"]
    people = report["people"]
    polished = ", ".join(
        f"{percent(told['verdicts'].get('ai-likely', 0))} of {told['texts']} ({name})"
        for name, told in report["polished"].items()
        if "polish" in name
    )
    yield paragraph(f"""
        Two hands: of texts of {least:,} to {most:,} words, of such sources, of which a machine wrote one half
        and people the other, {percent(half["mixed"])} are called `mixed` and {percent(half["ai-likely"])}
        `ai-likely`; of those that machines wrote alone {percent(machine["mixed"])} are called `mixed`, and of
        {people["texts"]:,} that people wrote alone {percent(people["verdicts"].get("mixed", 0))}.
        `ai_fraction` is off by {points(report["error"])} on average. Of texts by people that a model polished
        are called `ai-likely`: {polished}. No spliced text is by a model of 2026; of `mirror26`, other texts
        on the same topics were learnt.
    """)


def _verdicts(orders: Mapping[str, Any]) -> dict[str, float]:
    """The share of each verdict by style, over both orders, of which there are as many texts."""
    both = [orders[first]["verdicts"] for first in ("human", "machine")]
    return {label: sum(own.get(label, 0) for own in both) / len(both) for label in ("mixed", "ai-likely")}


def comparison(peers: dict[str, Any]) -> Iterator[str]:
    """Accuracy beside the peer on the same texts."""
    ours, theirs = (peers["tools"][name] for name in ("ailabel", PEER))
    dev, texts, unjudged = ours["dev"], peers["texts"], percent(1 - peers["judged_by_ailabel"])
    lowest = peers["auroc_if_unjudged_were_human"]
    yield paragraph(f"""
        Beside {PEER} {peers["versions"][PEER]}, the best offline peer we know, on the very same texts:
        {dev["machine_texts"]:,} by machines and {dev["human_texts"]:,} by people, in English, of sources that
        ailabel did not learn from, at least {texts["min_words"]} words long and cut to {texts["max_words"]}
        (`make bench` measures anew). ailabel leaves {unjudged} unjudged, as no prose or far from training;
        here they count as undecided (were they counted as surely human, AUROC would be {lowest:.3f}):
    """)
    yield from table(("", "ailabel", PEER), ((row.title, row.read(ours), row.read(theirs)) for row in ROWS))
    yield paragraph("By source: AUROC, and the share found where 1 % of all these human texts are flagged.")
    sources = ours["dev_by_source"]
    rows = (
        (source, *(_pair(tool["dev_by_source"][source]) for tool in (ours, theirs))) for source in sources
    )
    yield from table(("machine texts of", "ailabel", PEER), rows)


class Row(NamedTuple):
    """A figure of both tools: what it is called, and where it is read."""

    title: str
    read: Callable[[dict[str, Any]], str]


ROWS = (
    Row("AUROC", lambda tool: f"{tool['dev']['auroc']:.3f}"),
    Row("AUROC on the texts that ailabel judges", lambda tool: f"{tool['dev_judged']['auroc']:.3f}"),
    Row("AUROC, every source weighing the same", lambda tool: f"{tool['dev_macro']['auroc']:.3f}"),
    Row(
        "machine texts found where 1 % of these human texts are flagged",
        lambda tool: percent(tool["dev"]["tpr_at_dev_threshold"]),
    ),
    Row(
        "the same, every source weighing the same",
        lambda tool: percent(tool["dev_macro"]["tpr_at_dev_threshold"]),
    ),
    Row("machine texts found by the tool as it comes", lambda tool: percent(tool["dev"]["tpr_as_it_comes"])),
    Row(
        "human texts flagged by the tool as it comes",
        lambda tool: percent(tool["dev_humans"]["as_it_comes"]),
    ),
)


def evidence(report: dict[str, Any]) -> Iterator[str]:
    """How much of what texts say of themselves is found."""
    people, written = report["human"], report["written"]
    talk = written[f"bystanders{HELD_OUT}"]
    yield paragraph(f"""
        Explicit evidence, by record: of those that tell of a model, the share in which that is found; of
        those in which something is found, the share that tell of one. Whoever writes patterns reads none of
        these records, but is told how many are found. What is taken for a disclosure in full or in part
        stands in {people["false_hits"]:,} of {people["documents"]:,} texts by people, most of them older than
        such models. Of {talk["negative"]} pages that a language model made up to tell of other texts by AI,
        {len(talk["called"])} are called `ai-disclosed`. Records of `pages` and `repositories` were to be what
        nobody thinks of, those of `replies` and `newsroom` plain words, which people use as well; how real
        ones of repositories fare is told in [the notes](training/NOTES.md).
    """)
    kinds = [("real ones (half of disclosures-dev)", report["half_b"])]
    kinds += [
        (f"ones that a language model made up ({name.removesuffix(HELD_OUT)})", own)
        for name, own in written.items()
        if name.endswith(HELD_OUT) and own is not talk
    ]
    yield from table(
        ("records", "found", "found outside English", "right"),
        ((f"{title}, {own['records']}", *(percent(own[figure]) for figure in FOUND)) for title, own in kinds),
    )


def hits_left(human: Mapping[str, Any]) -> str:
    """What is taken for a disclosure in people's texts, and why."""
    head = paragraph(f"""
        Of {human["documents"]:,} texts by people {human["false_hits"]:,} hold what is found in full or in
        part, and what nobody would take for a disclosure; no text is kept here (`python -m
        benchmarks.disclosures` measures, `benchmarks/human_hits.toml` has the reasons):
    """)
    rows = ((f"{source}: {name}", found, reason) for source, name, found, reason in remaining(human))
    lines = (head, *table(("text", "found", "why it remains"), rows))
    return "".join(f"{line}\n" for line in lines).rstrip("\n") + "\n"


def verdicts(report: dict[str, Any]) -> Iterator[str]:
    """How often a text that says that a model wrote all of it is called so, and how often another is."""
    yield paragraph("""
        `ai-disclosed` is said of a text that tells of itself that a model wrote all of it. Of texts that
        language models made up in plain words, of which nothing is learnt (short ones in 18 languages,
        whole pages in 16), it is said of:
    """)
    own = report["verdicts"]
    yield from table(
        ("texts", "those that tell so", "others: of a part, of help, of none"),
        (
            (
                name.removesuffix(HELD_OUT),
                f"{found['disclose_called']} of {found['disclose']}",
                f"{found['others_called']} of {found['others']}",
            )
            for name, found in own.items()
            if name.endswith(HELD_OUT)
        ),
    )


FOUND = ("recall", "recall_outside_english", "precision")
HELD_OUT = "-held-out"  # ends the names of records that whoever writes patterns does not read


def talk_of_ai(report: dict[str, Any]) -> Iterator[str]:
    """How often real texts that are full of AI are taken for disclosures."""
    yield paragraph(f"""
        Real READMEs of {report["documents"]:,} packages that have to do with AI, by the judgement of
        language models that saw no pattern: {percent(report["found"])} of their {report["disclosures"]}
        disclosures are found. Something else is taken for one in full or in part in
        {len(report["false_hits"])} of them; {report["called"]} are called `ai-disclosed`,
        {len(report["called_falsely"])} of these falsely.
    """)


def speed(report: dict[str, Any]) -> Iterator[str]:
    """Start-up and throughput."""
    taken, start = report["throughput"], report["start"]
    yield paragraph(f"""
        `ailabel score file.txt` starts in {beyond(start, "ailabel score", "python", "cpu_ms"):.0f} ms of CPU
        beyond Python's own start. On one core ({report["machine"]}) `score_many` does
        {_rate(taken[MANY])}, without reasons {_rate(taken[LIGHT])}; {PEER} in batches, on the same
        {report["texts"]["documents"]:,} texts in turn, {_rate(taken[SLOP_MANY])}. `score_many` is
        {figure(spread(ratios(taken[MANY], taken[FASTTEXT])).median)} times as fast as fastText with words 1-2
        and 100 dimensions ([all figures](benchmarks/RESULTS.md)).
    """)


def points(share: float) -> str:
    """A difference of shares.

    >>> points(0.0123)
    '1.2 points'
    """
    return f"{100 * share:.1f} points"


def _pair(figures: Mapping[str, float]) -> str:
    return f"{figures['auroc']:.3f}, {percent(figures['tpr_at_dev_threshold'])}"


def _rate(taken: Mapping[str, Any]) -> str:
    documents, megabytes = spread(documents_a_second(taken)), spread(megabytes_a_second(taken))
    return f"{documents.median:,.0f} texts ({megabytes.median:.1f} MB) a second"


if __name__ == "__main__":
    main()
