"""`python -m training.page`: draws docs/quality.html from report.json alone, for people who read no JSON."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context, style
from matplotlib.figure import Figure
from matplotlib.ticker import NullFormatter

from ailabel.markdown import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    Groups = Mapping[str, Mapping[str, Any]]

REPORT = Path(__file__).parent / "report.json"
PAGE = Path(__file__).resolve().parent.parent / "docs" / "quality.html"
STYLE = Path(__file__).with_name("page.mplstyle")
FRAME = Path(__file__).with_name("page.html")
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))  # the same report gives the same bytes
WIDTH = 7.6  # inches
ROW = 0.24  # inches of a line in a list of groups
PEOPLE, MACHINES, MIRROR, GREY = "#b3431e", "#1f5f99", "#2e7d4f", "#6b7280"
PARTS = {
    "left_out": ("sources left out in turn", MACHINES, "-"),
    "dev": ("sources that nothing was ever learnt from", GREY, "--"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A figure of the page, and what a reader must know to read it."""

    title: str
    caption: str
    draw: Callable[[Mapping[str, Any]], Figure]


def main() -> None:
    PAGE.write_text(page(json.loads(REPORT.read_text(encoding="utf-8"))), encoding="utf-8")


def page(report: Mapping[str, Any]) -> str:
    """The whole page; the same for the same report."""
    found = report["breakdown"]
    content = "\n".join((*summary(found), *sections(found), *tables(found)))
    return FRAME.read_text(encoding="utf-8").replace("<!-- content -->", content)


def summary(found: Mapping[str, Any]) -> Iterator[str]:
    """What the rest of the page goes into."""
    people, machines = found["people"], found["machines"]
    errors = {name: percent(own["expected_error"]) for name, own in found["calibration"].items()}
    yield f"""<p>Every figure here is of texts whose whole source (a newspaper, a forum, a set of essays) was
kept away from what judges them. As it comes, ailabel calls a text machine-made when no more than one in a
hundred human texts of its length reads so much like a machine's. Most texts were judged by pieces of every
length from fifty words on, and short pieces are the harder ones.</p>
<ul>
<li><b>{percent(people["all"]["mean_of_sources"])}</b> of human texts are wrongly called machine-made (mean of
{people["all"]["sources"]} sources; {people["all"]["texts"]:,} texts).</li>
<li><b>{percent(machines["all"]["mean_of_sources"])}</b> of machine texts are found (mean of
{machines["all"]["sources"]} sources; {machines["all"]["texts"]:,} texts).</li>
<li>A verdict is given on <b>{percent(people["all"]["given"])}</b> of human and
<b>{percent(machines["all"]["given"])}</b> of machine texts; of the rest it says <i>unsure</i>.</li>
<li>The probability is off by <b>{errors["left_out"]}</b> on average on sources left out in turn, and by
<b>{errors["dev"]}</b> on sources that nothing was ever learnt from.</li>
</ul>"""


def sections(found: Mapping[str, Any]) -> Iterator[str]:
    for number, section in enumerate(SECTIONS):
        yield f"<h2>{escape(section.title)}</h2>\n<figure>"
        with style.context(STYLE):
            yield drawn(section.draw(found), f"figure{number}", section.title)
        yield f"<figcaption>{escape(' '.join(section.caption.split()))}</figcaption>\n</figure>"


def drawn(figure: Figure, name: str, title: str) -> str:
    """The figure as SVG to stand in a page beside others: the ids of each begin with its name."""
    stream = io.StringIO()
    with rc_context({"svg.hashsalt": name}):
        figure.savefig(stream, format="svg", metadata=NO_METADATA)
    svg = stream.getvalue()
    svg = svg[svg.index("<svg") :].replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines())


def draw_curves(found: Mapping[str, Any]) -> Figure:
    """ROC: machine texts found by the share of human ones called, which is on a log axis."""
    figure, axes = _blank(4.4)
    curves = {PARTS[name]: found["roc"][name] for name in PARTS}
    curves["a model of 2026 beside people on the same topics", MIRROR, "-."] = found["mirror26_roc"]
    for (label, colour, line), shares in curves.items():
        axes.plot(found["roc"]["fpr"], shares, line, color=colour, label=label, linewidth=2)
    axes.axvline(0.01, color="black", linewidth=1, linestyle=":")
    axes.annotate("as it comes ", (0.01, 0.95), horizontalalignment="right")
    axes.set_xscale("log")
    axes.set(
        xlabel="human texts called machine-made", ylabel="machine texts found", xlim=(1e-3, 1), ylim=(0, 1)
    )
    axes.set_xticks([0.001, 0.01, 0.1, 1])
    _in_percent(axes.xaxis, axes.yaxis)
    axes.legend(loc="lower right")
    return figure


def draw_reliability(found: Mapping[str, Any]) -> Figure:
    """What share of texts with about a probability are a machine's; the larger a dot, the more texts."""
    figure, axes = _blank(4.4)
    axes.plot((0, 1), (0, 1), color="black", linewidth=1, linestyle=":", label="right as often as it says")
    for name, (label, colour, line) in PARTS.items():
        own = found["calibration"][name]
        said, true, weight = ([row[key] for row in own["bins"]] for key in ("probability", "share", "weight"))
        title = f"{label}: off by {percent(own['expected_error'])}"
        axes.plot(said, true, line, color=colour, linewidth=1.5, label=title)
        axes.scatter(said, true, [12 + 500 * part for part in weight], color=colour)
    axes.set(xlabel="probability said", ylabel="texts that a machine wrote", xlim=(0, 1), ylim=(0, 1.02))
    _in_percent(axes.xaxis, axes.yaxis)
    axes.legend(loc="upper left")
    return figure


def draw_lengths(found: Mapping[str, Any]) -> Figure:
    """Both kinds by length, side by side, each on an axis of its own."""
    figure = Figure(figsize=(WIDTH, 2.2), layout="constrained")
    sides = (
        ("machines", MACHINES, "machine texts found"),
        ("people", PEOPLE, "human texts called machine-made"),
    )
    for axes, (side, colour, title) in zip(figure.subplots(1, 2), sides, strict=True):
        _list_groups(axes, found[side]["by_words"], colour)
        axes.set(xlabel=title, xlim=_limits(side, found[side]["by_words"]))
    return figure


def draw_list(side: str, key: str) -> Callable[[Mapping[str, Any]], Figure]:
    """How to draw the rates of each group of one side by one key; sources stand in order of their rate."""

    def draw(found: Mapping[str, Any]) -> Figure:
        groups = found[side][f"by_{key}"]
        if key in RANKED:
            groups = dict(sorted(groups.items(), key=lambda item: -item[1]["called"]))
        figure, axes = _blank(0.8 + ROW * len(groups))
        _list_groups(axes, groups, COLOURS[side])
        axes.set(xlabel=TITLES[side], xlim=_limits(side, groups))
        return figure

    return draw


RANKED = ("source", "maker", "attack")
COLOURS = {"people": PEOPLE, "machines": MACHINES}
TITLES = {"people": "human texts called machine-made", "machines": "machine texts found"}


def _blank(height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots()


def _list_groups(axes: Axes, groups: Groups, colour: str) -> None:
    """One line a group, from the top: its rate as a dot, and the interval as a bar."""
    places = range(len(groups))
    rates = [group["called"] for group in groups.values()]
    below = [max(0, group["called"] - group["low"]) for group in groups.values()]
    above = [max(0, group["high"] - group["called"]) for group in groups.values()]
    axes.errorbar(rates, places, xerr=(below, above), fmt="o", color=colour, markersize=4, elinewidth=1.5)
    axes.set_yticks(places, [f"{name} ({group['texts']:,})" for name, group in groups.items()])
    axes.set_ylim(len(groups) - 0.4, -0.6)
    axes.grid(visible=False, axis="y")
    _in_percent(axes.xaxis)


def _limits(side: str, groups: Groups) -> tuple[float, float]:
    """All shares of machine texts, of human ones those that there are; a dot at either end stays whole."""
    most = 1.0 if side == "machines" else max(group["high"] for group in groups.values())
    return -0.01 * most, 1.01 * most


def _in_percent(*sides: Axis) -> None:
    for side in sides:
        side.set_major_formatter(lambda share, _: f"{100 * share:g} %")
        side.set_minor_formatter(NullFormatter())


def tables(found: Mapping[str, Any]) -> Iterator[str]:
    """Every group of both sides; a long table is shut until somebody opens it."""
    yield "<h2>All groups</h2>"
    yield f"<p>{TABLES}</p>"
    for side in COLOURS:
        for key, groups in found[side].items():
            if key.startswith("by_"):
                title = f"{side.capitalize()} by {key.removeprefix('by_')} ({len(groups)})"
                yield f"<details><summary>{title}</summary>\n<table>"
                yield from _table(side, groups)
                yield "</table></details>"


def _table(side: str, groups: Groups) -> Iterator[str]:
    heads = ("", "texts", TITLES[side], "95 % interval", "verdict given", "AUROC")
    yield f"<tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"
    for name, group in groups.items():
        cells = (
            escape(name),
            f"{group['texts']:,}",
            percent(group["called"]),
            f"{percent(group['low'])} to {percent(group['high'])}",
            percent(group["given"]),
            "" if group["auroc"] is None else f"{group['auroc']:.3f}",
        )
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


TABLES = """A text that style can't judge (verse, lists, another language) counts as not called, and as one
without a verdict. AUROC is the chance that a machine text reads more like a machine's than a human one, where
0.5 is a guess: of this group against all texts of the other kind; by words, against those as long."""
SECTIONS = (
    Section(
        "What is found, and at what price",
        """The further left, the more careful the setting. Read it so: if one in a hundred human texts (1 %)
        may be wrongly called machine-made, how many machine texts are found? Sources weigh the same whatever
        their size. The scale from left to right is logarithmic, since only its left half is of use.
        Of the model of 2026, texts on topics of other sources were learnt from.""",
        draw_curves,
    ),
    Section(
        "Is the probability right as often as it says?",
        """Of texts that get about 80 %, eight in ten should be by a machine. A dot above the dotted line
        means that the probability was too low, one below it that it was too high; large dots hold many
        texts. Half of all texts are counted as human here, and every source weighs the same. Where machine
        texts are rarer, say so with the option prior.""",
        draw_reliability,
    ),
    Section(
        "Whom it accuses: human texts by source",
        """Share of each source's human texts called machine-made, with the number of texts. The bar is where
        the true share lies with 95 % confidence. All were written by people; a source far to the right is one
        whose writers the verdict does wrong.""",
        draw_list("people", "source"),
    ),
    Section(
        "Whom it accuses: by first language",
        """Human texts by whether their writers grew up with English, as far as the collections tell.""",
        draw_list("people", "native"),
    ),
    Section(
        "What it finds: machine texts by maker of the model",
        "Share of machine texts called machine-made, by who made the model that wrote them.",
        draw_list("machines", "maker"),
    ),
    Section(
        "What it finds: by year",
        "Machine texts by the year in which they were made, as far as it is known.",
        draw_list("machines", "year"),
    ),
    Section(
        "By length",
        "Words of a text; what is shorter than fifty is never judged. Note that the two axes differ.",
        draw_lengths,
    ),
    Section(
        "What hiding does",
        """Machine texts as they came, and after somebody had them paraphrased, rewritten or made to look
        human, as the collections name it. These are other texts of other models, so a row may be higher than
        the one of plain texts.""",
        draw_list("machines", "attack"),
    ),
)


if __name__ == "__main__":
    main()
