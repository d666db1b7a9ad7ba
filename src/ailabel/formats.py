"""Turn results into what people and programs read: text, JSON, JSON Lines, CSV.

A format takes results as they come and yields output as it is ready, so that a long run needs no more memory
than a short one.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ailabel.result import LABELS
from ailabel.value import value
from ailabel.writing import plural, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ailabel.result import Label, Mark, Polarity, Reason, Result, Scope, Span, Strength, Window

    Format = Callable[[Iterable["Scored"]], Iterator[str]]

MAX_ROWS = 8  # of evidence or windows in the text form: one screen; the other formats carry all
MAX_PHRASES = 5
MAX_HABITS = 4  # as many as a person reads
MAX_QUOTE = 160  # characters of quoted evidence: two lines of a terminal

VERDICTS: Mapping[Label, str] = {
    "ai-disclosed": "Made by a language model: the text says so.",
    "ai-likely": "Probably made by a language model: it reads so.",
    "mixed": "Mixed: parts of it read as if made by a language model.",
    "human-likely": "Probably written by a person: it reads so.",
    "unsure": "Unsure: it reads neither clearly human nor clearly machine-made.",
}
NOT_JUDGED = "Unsure: its style cannot be judged."

STRENGTHS: Mapping[Strength, str] = {
    "full": "enough on its own",
    "partial": "a model took part, authorship open",
    "weak": "proves little",
    "none": "proves nothing about the text as a whole",
}
PARTS: Mapping[Scope, str] = {"text": "a part of the text", "image": "an image", "video": "a video"}
"""What a label is about that covers a part of the page; of other scopes, there is one."""
POLARITIES: Mapping[Polarity, str] = {
    "affirmed": "",
    "denied": "a denial, which clears nothing",
    "hypothetical": "only supposed",
    "policy": "a rule, not a statement",
    "quoted": "quoted, not said of this text",
}
WARNINGS: Mapping[str, str] = {
    "short": "too short to be judged by style",
    "language": "not in a language that the model knows; only what the text says of itself counts",
    "not prose": "not running prose, so its style was not judged",
    "far from training": "unlike the texts that the model learnt from, so its style was not judged",
    "hidden characters": "carries hidden characters, which were left out before it was judged",
    "label": "carries a label for machines that could not be read",
    "look-alike letters": "carries letters that only look Latin, which were read as Latin",
}


@value
class Scored:
    """A result, the text it is about, and where that text came from."""

    path: str
    """As the caller named it; "-" is standard input."""
    text: str
    result: Result
    id: str | int | None = None
    """Of the record, where one file holds many."""


def to_text(scored: Iterable[Scored]) -> Iterator[str]:
    """What a person wants to read, a block a text; after several, how many got which label."""
    tally = dict.fromkeys(LABELS, 0)
    for item in scored:
        gap = "\n" if any(tally.values()) else ""
        tally[item.result.label] += 1
        yield gap + "\n".join(_block(item)) + "\n"
    if sum(tally.values()) > 1:
        counts = ", ".join(f"{count:,} {label}" for label, count in tally.items() if count)
        yield f"\n{sum(tally.values()):,} texts: {counts}\n"


def to_json(scored: Iterable[Scored]) -> Iterator[str]:
    """One array, an object a text."""
    before = "[\n"
    for item in scored:
        yield before + _json(item)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def to_jsonl(scored: Iterable[Scored]) -> Iterator[str]:
    """One object a line."""
    for item in scored:
        yield _json(item) + "\n"


def to_csv(scored: Iterable[Scored]) -> Iterator[str]:
    """One row a text below a header that a release may lengthen but never reorder; null is empty."""
    import csv
    import io

    for row in _csv_rows(scored):
        line = io.StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue()


FORMATS: dict[str, Format] = {"text": to_text, "json": to_json, "jsonl": to_jsonl, "csv": to_csv}

CSV_HEADER = (
    *("path", "id", "label", "probability", "style_probability", "human_exceedance", "human_texts"),
    *("machine_shortfall", "ai_fraction", "spans", "families", "marks", "warnings", "language", "words"),
    *("max_fpr", "threshold", "prior", "model", "model_version", "model_digest"),
    "dialect",
)


def _json(item: Scored) -> str:
    where: dict[str, Any] = {"path": item.path}
    if item.id is not None:
        where["id"] = item.id
    return json.dumps(where | item.result.to_dict(), ensure_ascii=False)


def _csv_rows(scored: Iterable[Scored]) -> Iterator[Sequence[object]]:
    yield CSV_HEADER
    for item in scored:
        result = item.result
        families = "; ".join(sorted({span.family for span in result.spans}))
        counted = (len(result.spans), families, len(result.marks), "; ".join(result.warnings))
        yield (
            *(item.path, item.id, result.label, result.probability, result.style_probability),
            *(result.human_exceedance, result.human_texts, result.machine_shortfall, result.ai_fraction),
            *(*counted, result.language, result.words, result.max_fpr, result.threshold, result.prior),
            *(result.model.name, result.model.version, result.model.digest, result.dialect),
        )


def _block(item: Scored) -> Iterator[str]:
    result = item.result
    yield _name(item)
    yield f"  {_verdict(result)}"
    yield from _rows_under("", _figures(result))
    yield from _rows_under("evidence", _evidence(item))
    yield from _rows_under("is marked", _marks(result))
    yield from _rows_under("parts", _windows(item))
    yield from _rows_under("weighed most", _phrases(item))
    yield from _rows_under("habits", _habits(item.result))
    yield from _rows_under("note", map(_warning, result.warnings))
    yield from _rows_under("model", [_model(result)])


def _name(item: Scored) -> str:
    path = "standard input" if item.path == "-" else item.path
    return printable(path if item.id is None else f"{path} {item.id}")


def _rows_under(heading: str, rows: Iterable[str]) -> Iterator[str]:
    for row in rows:
        yield f"  {heading:<13} {row}" if heading else f"  {row}"
        heading = heading and " "


def _verdict(result: Result) -> str:
    if result.label == "unsure" and result.style_probability is None:
        return NOT_JUDGED
    return VERDICTS[result.label]


def _figures(result: Result) -> Iterator[str]:
    """The numbers, each with what it is a share of."""
    if result.probability is not None:
        given = f"if {100 * result.prior:.12g}% of such texts are made by a model"
        yield f"probability   {decimals(result.probability)}, {given}"
    if result.style_probability is not None and result.style_probability != result.probability:
        yield f"by style      {decimals(result.style_probability)}, without what it says of itself"
    if result.dialect is not None and (result.style_probability or 0) >= (result.threshold or 1):
        yield f"reads like    {printable(result.dialect)}"
    if result.human_exceedance is not None:
        rate = share(result.human_exceedance, result.human_texts)
        texts, behind = "human texts of this length", f" ({result.human_texts:,} were measured)"
        if not result.human_texts:
            texts, behind = "shorter human texts", "; of this length too few were measured"
        yield f"error rate    {rate} {texts} score this high{behind}"
    if result.machine_shortfall is not None and result.label in {"human-likely", "unsure"}:
        yield f"              {share(result.machine_shortfall)} machine texts of this length score this low"


def share(rate: float, counted: int | None = None) -> str:
    """A rate as people say it: "2 in 1,000"; never finer than the number of texts counted allows.

    >>> share(0.002, 5000), share(0.34, 5000), share(0.0, 800), share(1.0)
    ('2 in 1,000', '34 in 100', 'fewer than 1 in 800', '100 in 100')
    """
    finest = min(counted or 10_000, 10_000)
    if rate * finest < 1:
        return f"fewer than 1 in {finest:,}"
    base = next(base for base, least in ((100, 0.1), (1_000, 0.001), (10_000, 0.0)) if rate >= least)
    return f"{round(rate * base):,} in {base:,}"


def decimals(probability: float) -> str:
    """Three decimals; never a certainty that nobody has.

    >>> decimals(0.97251), decimals(0.99999), decimals(0.0)
    ('0.973', 'over 0.999', 'under 0.001')
    """
    rounded = f"{probability:.3f}"
    return {"1.000": "over 0.999", "0.000": "under 0.001"}.get(rounded, rounded)


def _evidence(item: Scored) -> Iterator[str]:
    spans = item.result.spans
    for span in spans[:MAX_ROWS]:
        line, column = position(item.text, span.start)
        yield f"line {line}, column {column}: {quoted(span.text)}"
        yield f"  {describe(span)}"
    yield from _rest(len(spans))


def _rest(count: int) -> Iterator[str]:
    if count > MAX_ROWS:
        yield f"and {count - MAX_ROWS:,} more, in the other formats"


def _marks(result: Result) -> Iterator[str]:
    yield from map(say, result.marks[:MAX_ROWS])
    yield from _rest(len(result.marks))


def say(mark: Mark) -> str:
    """What a label for machines says, and where it stands, on one line."""
    part = PARTS.get(mark.scope) if mark.covers else None
    about = part or f"the {mark.scope}"
    tool = f" with {printable(mark.tool)}" if mark.tool else ""
    reviewed = ", reviewed by a person" if mark.reviewed else ""
    checked = "signature verified" if mark.verified else "a claim, not verified"
    return f"{mark.claim}{tool}: {printable(mark.carrier)}, about {about}{reviewed}; {checked}"


def describe(span: Span) -> str:
    """What a piece of evidence is and how much it proves, in words."""
    about = "" if span.scope == "text" else f"about the {span.scope} only"
    hedged = "said of a part only" if span.hedged else ""
    reviewed = "reviewed by a person" if span.reviewed else ""
    tool = f"names {printable(span.tool)}" if span.tool else ""
    worth = POLARITIES[span.polarity] or STRENGTHS[span.strength]
    return "; ".join(part for part in (span.family, worth, about, hedged, reviewed, tool) if part)


def _windows(item: Scored) -> Iterator[str]:
    """Where a mixed text reads as made by a model; nothing for any other."""
    result = item.result
    if result.label != "mixed":
        return
    if result.ai_fraction is not None:
        yield f"{result.ai_fraction:.0%} of the words lie in parts that read as if made by a model"
    for window in result.windows[:MAX_ROWS]:
        yield f"{_lines(item.text, window)}: {decimals(window.probability)}"
    yield from _rest(len(result.windows))


def _lines(text: str, window: Window) -> str:
    first, last = position(text, window.start)[0], position(text, max(window.start, window.end - 1))[0]
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _phrases(item: Scored) -> Iterator[str]:
    """The phrases that moved the score most, whichever way; of those that overlap one, and no mere marks."""
    found = [reason for reason in item.result.reasons if reason.spans and _has_word(item.text, reason)]
    shown: list[tuple[int, int]] = []
    for reason in sorted(found, key=_weight):
        start, end = reason.spans[0]
        if len(shown) < MAX_PHRASES and all(end <= first or last <= start for first, last in shown):
            shown.append((start, end))
            yield _phrase(item.text, reason)


def _has_word(text: str, reason: Reason) -> bool:
    start, end = reason.spans[0]
    return any(char.isalnum() for char in text[start:end])


def _weight(reason: Reason) -> float:
    return -abs(reason.contribution)


def _phrase(text: str, reason: Reason) -> str:
    start, end = reason.spans[0]
    times = "" if len(reason.spans) == 1 else f" ({len(reason.spans)} times)"
    return f"{quoted(text[start:end])}{times}, line {position(text, start)[0]}, {_side(reason)}"


def _side(reason: Reason) -> str:
    return "towards machine" if reason.contribution > 0 else "towards human"


def _habits(result: Result) -> Iterator[str]:
    """The measures of the whole text that moved the score most: how much, or how little, of what."""
    found = [(reason, reason.habit) for reason in result.reasons if reason.habit]
    for reason, habit in sorted(found, key=lambda row: _weight(row[0]))[:MAX_HABITS]:
        much = f"{_number(habit.value)} {habit.unit}" if habit.value else "none"
        unit = "" if habit.value else f" {habit.unit}"
        people, machines = _range(habit.usual_human), _range(habit.usual_machine)
        yield f"{reason.name}: {much}, {_side(reason)} (usual: people {people}, machines {machines}{unit})"


def _range(ends: tuple[float, float]) -> str:
    low, high = map(_number, ends)
    return low if low == high else f"{low} to {high}"


def _number(value: float) -> str:
    """One decimal, where there is any."""
    return f"{round(value, 1):g}"


def _warning(warning: str) -> str:
    """In words; what follows the colon ("not prose: list") is the detail."""
    code, _, detail = warning.partition(": ")
    words = WARNINGS.get(code, code)
    return printable(f"{words} ({detail})" if detail else words)


def _model(result: Result) -> str:
    stamp, words = result.model, f"{result.words:,} {plural(result.words, 'word')}"
    return f"{printable(stamp.name)} {printable(stamp.version)} ({stamp.digest[:12]}), {words}"


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1, in code points, as an editor counts them."""
    before = text[:offset]
    breaks = [match.end() for match in re.finditer(r"\r\n|\r|\n", before)]
    return len(breaks) + 1, offset - (breaks[-1] if breaks else 0) + 1


def quoted(text: str) -> str:
    """In quotes on one line, shortened in the middle, safe to print on a terminal."""
    folded = " ".join(text.split())
    if len(folded) > MAX_QUOTE:
        folded = f"{folded[: MAX_QUOTE // 2].rstrip()} … {folded[-MAX_QUOTE // 2 :].lstrip()}"
    return f'"{printable(folded)}"'
