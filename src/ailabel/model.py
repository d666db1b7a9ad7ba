"""The model folder: a card, the arrays that scoring reads, and the scikit-learn classifier they came from.

And for people, of a model that somebody made with our commands, what was measured and a page of it.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path
from tokenize import TokenError
from typing import TYPE_CHECKING, Any

import numpy as np

from ailabel.digest import hex_digest
from ailabel.errors import ModelError, UsageError
from ailabel.features import spec
from ailabel.features.ngrams import ROWS
from ailabel.features.stylometry import FEATURES
from ailabel.readers.archive import DAMAGED
from ailabel.result import ModelStamp
from ailabel.scale import BANDS, LEVELS, Scale
from ailabel.value import value
from ailabel.writing import naming, part_of, real_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ailabel.features import Features

FORMAT = 4  # of the folder; a higher one comes from a newer release, a lower one lacks what this one shows
DEFAULT = Path(__file__).parent / "models" / "default"
CARD, WEIGHTS, CLASSIFIER = "model.json", "weights.npz", "classifier.joblib"
FILES = (WEIGHTS, CLASSIFIER)  # whose digests the card has
REPORT, PAGE = "report.json", "README.md"  # the card has the digest of the former; the latter is made of both
NAMES = (CARD, *FILES, REPORT, PAGE)  # all that `save` writes, and replaces
MAX_BYTES = 1 << 28  # of any file of a model folder; none of ours comes near it
CARD_FIELDS = {
    "format": int,
    "name": str,
    "version": str,
    "spec": str,
    "languages": list,
    "experts": list,
    "min_words": int,
    "files": dict,
}
OPTIONAL_FIELDS = {
    "calibrated": dict,
    "derived_from": dict,
    "dialects": dict,
    "made_with": dict,
    "sources": dict,
    "thresholds": list,
}
OWN, ANY = None, "*"  # whatever a field holds, and each name of an object whose names are not ours
_BY_LABEL = {"human": OWN, "ai": OWN}
FORM = {
    **dict.fromkeys((*CARD_FIELDS, *OPTIONAL_FIELDS), OWN),
    "files": dict.fromkeys((*FILES, REPORT), OWN),
    "sources": {ANY: {"texts": _BY_LABEL, "role": OWN, "licence": OWN}},
    "thresholds": {"words": OWN, "human_texts": OWN, "scores": OWN},
    "derived_from": dict.fromkeys(("name", "version", "digest"), OWN),
    "calibrated": dict.fromkeys(("texts", "sources", "words", "thresholds", "made_with"), OWN),
    "dialects": {
        ANY: {
            **dict.fromkeys(("pairs", "left_out", "thresholds", "made_with"), OWN),
            "texts": _BY_LABEL,
            "sources": {ANY: _BY_LABEL},
        }
    },
}
"""The fields of a card, and those within them."""

WEIGHED = ("present", "values", "steps", "edges", "bins", "offsets")  # the arrays of weights in a folder
LEAST = {"steps": 0, "scale_human_texts": 0, "scale_human_weight": 1, "scale_least_known": 0}
"""What no value of these arrays is below: sizes of steps, numbers of texts, shares."""
RISING = (
    "edges",
    "scale_experts",
    "scale_humans",
    "scale_machines",
)  # arrays of borders, along the last axis


@value
class Weights:
    """Additive experts over one feature space; the last axis is the experts'.

    `present` uint8 (ROWS / 8,) has a bit for each row that weighs anything, the first row's highest in its
    byte; `values` int16 (rows present + 1, experts) are their weights in `steps` float64 (experts,) of logit,
    then a row of zeros for all others; `places` int32 (ROWS,) says where in `values` each row is. `edges`
    (measures, bins - 1) part the measures into bins that weigh `bins` (measures, bins, experts); `offsets`
    (experts,).
    """

    present: NDArray[np.uint8]
    values: NDArray[np.int16]
    steps: NDArray[np.float64]
    edges: NDArray[np.float64]
    bins: NDArray[np.float64]
    offsets: NDArray[np.float64]
    places: NDArray[np.int32]

    @classmethod
    def of(  # noqa: PLR0913, PLR0917  all that a model folder holds of them
        cls,
        present: NDArray[np.uint8],
        values: NDArray[np.int16],
        steps: NDArray[np.float64],
        edges: NDArray[np.float64],
        bins: NDArray[np.float64],
        offsets: NDArray[np.float64],
    ) -> Weights:
        """With what follows from `present`."""
        rows = rows_of(present)
        places = np.full(8 * len(present), len(rows), np.int32)
        places[rows] = np.arange(len(rows), dtype=np.int32)
        return cls(present, values, steps, edges, bins, offsets, places)

    def steps_of(self, rows: NDArray[np.int32]) -> NDArray[np.int16]:
        """What each row weighs, in steps; shape (rows, experts)."""
        found: NDArray[np.int16] = self.values.take(self.places.take(rows), axis=0)
        return found

    def sums_of(self, places: NDArray[np.intp], bounds: NDArray[np.intp]) -> NDArray[np.int64]:
        """What `values` at the places between bounds sum up to; shape (parts, n, experts).

        Bounds are of shape (parts, n + 1), and each part begins where the one before it ends.
        """
        sizes = np.diff(bounds)
        found = np.zeros((*sizes.shape, self.values.shape[1]), np.int64)
        filled = sizes > 0
        if filled.any():
            held, starts = self.values.take(places, axis=0), bounds[:, :-1][filled]
            for expert in range(held.shape[1]):
                found[filled, expert] = np.add.reduceat(held[:, expert], starts, dtype=np.int64)
        return found

    def bin_logits(self, measures: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each measure adds to each expert's logit; shape (..., measures, experts)."""
        places = (self.edges <= measures[..., None]).sum(axis=-1)
        found: NDArray[np.float64] = self.bins[np.arange(places.shape[-1]), places]
        return found

    def logits_of(
        self, sums: NDArray[np.int64], words: NDArray[np.intp], binned: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Each expert's logit of each part, from its n-grams' steps, its words and what its measures add."""
        ngrams = sums * self.steps / np.sqrt(np.maximum(1, words))[..., None]
        found: NDArray[np.float64] = ngrams + binned.sum(axis=-2) + self.offsets
        return found

    def logits(self, features: Features) -> NDArray[np.float64]:
        """Each expert's logit of one text."""
        sums = self.steps_of(features.rows).sum(axis=0, dtype=np.int64)
        return self.logits_of(sums, np.array(features.words), self.bin_logits(features.measures))


@value
class Model:
    """A model ready to score: what it weighs, what its scores mean, what is usual, and its card.

    `usual` float64 (bands, 1 + experts, measures, 2): between what the measures lie of four in five human
    texts of each length, then of four in five machine texts of each expert.
    """

    weights: Weights
    scale: Scale
    usual: NDArray[np.float64]
    card: Mapping[str, Any]
    stamp: ModelStamp

    @property
    def experts(self) -> tuple[str, ...]:
        return tuple(self.card["experts"])

    @property
    def min_words(self) -> int:
        return int(self.card["min_words"])


def load(path: Path | None = None) -> Model:
    """The model of a folder, the shipped one unless told; every digest is checked before an array is read.

    Raises:
        ModelError: the folder is missing, damaged, foreign, or made for another release.
    """
    folder = DEFAULT if path is None else Path(path)
    return _load(folder, (WEIGHTS,) if folder == DEFAULT else FILES)  # scoring needs no more of our own


def verify(path: Path | None = None) -> dict[str, Any]:
    """The card of a folder that `load` would accept, and whose report is the one that the card names, if any.

    Raises:
        ModelError: as `load`, or the card has a field that FORM has not.
    """
    folder = DEFAULT if path is None else Path(path)
    card = _load(folder, FILES).card
    _check_form(card, FORM, f"{folder / CARD}: ")
    if REPORT in card["files"]:
        checked_bytes(folder, REPORT, card)
    return dict(card)


def _check_form(told: object, form: Mapping[str, Any] | None, place: str) -> None:
    """Raises: ModelError for the first field that the form has not; items of a list share one."""
    if form is None:
        return
    if isinstance(told, list):
        for item in told:
            _check_form(item, form, place)
    if isinstance(told, dict):
        for name, held in told.items():
            if name not in form and ANY not in form:
                raise ModelError(f"{place}no card has a field {name!r} there; there is: {', '.join(form)}")
            _check_form(held, form[ANY] if ANY in form else form[name], f"{place}{name}: ")


def _load(folder: Path, names: tuple[str, ...]) -> Model:
    """Read once the digests of these files are checked, WEIGHTS among them."""
    card, stamp = read_card(folder)
    contents = {name: checked_bytes(folder, name, card) for name in names}
    tables = _unpack(_read_arrays(contents[WEIGHTS], folder), len(card["experts"]), folder)
    return Model(*tables, card, stamp)


def load_classifier(path: Path | None = None, *, trust: bool = False) -> Any:  # noqa: ANN401  scikit-learn has no types
    """The scikit-learn classifier of a model folder: the only call of ailabel that unpickles.

    Unpickling runs whatever code the file holds. The digest shows that the file is the one that its card
    names, not that whoever made both is honest: say `trust=True` only if you would run a program of theirs.

    Raises:
        ModelError: without `trust`, or as `load`.
    """
    folder = DEFAULT if path is None else Path(path)
    if trust is not True:
        raise ModelError(
            f"{folder / CLASSIFIER}: not read, for reading it runs the code in it; "
            "load_classifier(path, trust=True) does so. Scoring never needs it: ailabel.load(path)"
        )
    card, _ = read_card(folder)
    content = checked_bytes(folder, CLASSIFIER, card)
    import joblib

    return joblib.load(io.BytesIO(content))


def save(  # noqa: PLR0913  all that a folder holds
    folder: Path,
    card: Mapping[str, Any],
    weights: Weights,
    scale: Scale,
    usual: NDArray[np.float64],
    *,
    classifier: bytes,
    report: Mapping[str, Any] | None = None,
    page: str | None = None,
) -> None:
    """Write a model folder whole or not at all; `card` gains the digests of its files.

    `report` is what was measured, and `page` the card as people read it; loading needs neither. Of a model
    folder that is there, NAMES are replaced, or go where there is nothing new of them, and whatever else it
    holds stays.

    Raises: as `check_target`.
    """
    check_target(folder)
    contents = {WEIGHTS: _pack(weights, scale, usual), CLASSIFIER: classifier}
    if report is not None:
        contents[REPORT] = _written(report)
    digests = {name: hex_digest(content) for name, content in contents.items()}
    contents[CARD] = _written({**card, "files": digests})
    if page is not None:
        contents[PAGE] = page.encode("utf-8", "backslashreplace")
    target = real_path(folder)  # a link stays one
    part = part_of(target)
    try:
        with naming(folder):
            part.mkdir(parents=True)
            for name, content in contents.items():
                (part / name).write_bytes(content)
            _swap(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _written(told: Mapping[str, Any]) -> bytes:
    """As JSON; a lone surrogate is escaped."""
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def check_target(folder: Path) -> None:
    """Before long work whose model goes there: only a model folder, or an empty one, is replaced.

    Raises:
        ModelError: `folder` is there and is neither, or is the one that the program runs in.
        OSError: it cannot be written; bears its name.
    """
    is_empty = folder.is_dir() and not any(folder.iterdir())
    if folder.exists() and not is_empty and not _holds_card(folder):
        raise ModelError(f"{folder}: is there and is no model folder; name another, or a new one")
    target = real_path(folder)
    if target == Path.cwd():
        raise ModelError(f"{folder}: is the folder that you are in; name another, or a new one")
    with naming(folder):
        trial = next(parent for parent in target.parents if parent.exists()) / part_of(target).name
        trial.mkdir()
        trial.rmdir()


def checked_name(name: str) -> str:
    """What every result calls a model. Raises: UsageError where it is not one line that can be read."""
    if not name.strip() or not name.isprintable():
        raise UsageError(f"a model's name is a line of printable characters, and this is {name!r}")
    return name


def _holds_card(folder: Path) -> bool:
    """Of any format; many a program calls a file of its own model.json."""
    try:
        card = _parsed(_bytes(folder, CARD), folder / CARD)
    except ModelError:
        return False
    return all(isinstance(card.get(name), kind) for name, kind in CARD_FIELDS.items())


def _swap(part: Path, folder: Path) -> None:
    """Put the new folder in the place of the old one, whose files go only once the new ones are there."""
    if not folder.exists():
        part.replace(folder)
        return
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    folder.replace(old)
    try:
        part.replace(folder)
    except BaseException:  # an interrupt as well: one of both models is there, whatever happens
        old.replace(folder)
        raise
    for file in old.iterdir():
        if file.name in NAMES:
            file.unlink()
        else:
            file.replace(folder / file.name)
    old.rmdir()


def read_card(folder: Path) -> tuple[dict[str, Any], ModelStamp]:
    """The card of a model folder that this release can read, and its stamp.

    Raises:
        ModelError: as `load`.
    """
    content = _bytes(folder, CARD)
    card = _parsed(content, folder / CARD)
    _check_card(card, folder / CARD)
    return card, ModelStamp(card["name"], card["version"], hex_digest(content))


def _parsed(content: bytes, file: Path) -> dict[str, Any]:
    try:
        card = json.loads(content)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ModelError(f"{file}: is no card: {error}") from None
    if not isinstance(card, dict) or not isinstance(card.get("format"), int):
        raise ModelError(f"{file}: is no card of an ailabel model")
    return card


def _check_card(card: Mapping[str, Any], file: Path) -> None:
    if card["format"] > FORMAT:
        raise ModelError(
            f"{file}: format {card['format']} is newer than this release reads ({FORMAT}); upgrade ailabel"
        )
    if card["format"] < FORMAT:
        raise ModelError(
            f"{file}: format {card['format']} is older than what this release reads ({FORMAT}); make "
            "the model anew with this release: ailabel train"
        )
    _check_fields(card, file)
    if card["spec"] != spec():
        raise ModelError(
            f"{file}: made for other features (spec {card['spec'][:12]}; this release has {spec()[:12]}); "
            "train it anew with this release: ailabel train"
        )


def _check_fields(card: Mapping[str, Any], file: Path) -> None:
    for name, kind in CARD_FIELDS.items():
        if not isinstance(card.get(name), kind):
            raise ModelError(f"{file}: field {name!r} is missing or no {kind.__name__}")
    for name, kind in OPTIONAL_FIELDS.items():
        if name in card and not isinstance(card[name], kind):
            raise ModelError(f"{file}: field {name!r} is no {kind.__name__}")
    if isinstance(card["min_words"], bool) or card["min_words"] < 1:
        raise ModelError(
            f"{file}: field 'min_words' is {card['min_words']}; it is a number of words, 1 or more"
        )
    for name, is_told in (("dialects", _is_dialect), ("sources", _is_source)):
        if not all(map(is_told, card.get(name, {}).values())):
            raise ModelError(
                f"{file}: field {name!r} must hold an object for each name, with numbers of texts by label"
            )
    for name in ("languages", "experts"):
        if not card[name] or not all(isinstance(item, str) for item in card[name]):
            raise ModelError(f"{file}: field {name!r} must hold names, one or more")


def _is_source(own: object) -> bool:
    return isinstance(own, dict) and _are_numbers(own.get("texts", {}))


def _is_dialect(own: object) -> bool:
    """Of which each source is told as well."""
    if not isinstance(own, dict) or not isinstance(own.get("sources"), dict):
        return False
    return all(map(_are_numbers, (own.get("texts", {}), *own["sources"].values())))


def _are_numbers(texts: object) -> bool:
    """Of texts, by label."""
    return isinstance(texts, dict) and all(type(number) is int and number >= 0 for number in texts.values())


def checked_bytes(folder: Path, name: str, card: Mapping[str, Any]) -> bytes:
    """What a file of the folder holds, when it is what the card says.

    Raises:
        ModelError: it is missing, or its digest is another.
    """
    content = _bytes(folder, name)
    if hex_digest(content) != card["files"].get(name):
        raise ModelError(
            f"{folder / name}: damaged or changed: its digest is not the one in {CARD}; get the folder anew"
        )
    return content


def _bytes(folder: Path, name: str) -> bytes:
    file = folder / name
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ModelError(f"{file}: larger than any file of a model ({MAX_BYTES} bytes)")
        return file.read_bytes()
    except (OSError, ValueError) as error:  # the latter of a NUL in the name
        held = ", ".join(dict.fromkeys((CARD, *FILES, name)))
        why = error.strerror if isinstance(error, OSError) else "no file can have this name"
        raise ModelError(f"{file}: cannot be read: {why}; a model folder holds {held}") from None


def _read_arrays(content: bytes, folder: Path) -> dict[str, NDArray[Any]]:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            found = {name: arrays[name] for name in arrays.files}
    except (*DAMAGED, TokenError, SyntaxError, TypeError, LookupError, MemoryError, OverflowError) as error:
        raise ModelError(f"{folder / WEIGHTS}: cannot be read as plain arrays: {error}") from None
    return {name: array for name, array in found.items() if isinstance(array, np.ndarray)}


def _pack(weights: Weights, scale: Scale, usual: NDArray[np.float64]) -> bytes:
    """One uncompressed archive."""
    arrays: dict[str, NDArray[Any]] = {name: getattr(weights, name) for name in WEIGHED}
    arrays |= {f"scale_{name}": getattr(scale, name) for name in Scale.__match_args__}
    arrays["usual"] = usual
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]  # allow_pickle is no array
    return file.getvalue()


def _unpack(
    arrays: Mapping[str, NDArray[Any]], experts: int, folder: Path
) -> tuple[Weights, Scale, NDArray[np.float64]]:
    shapes = _shapes(arrays, experts)
    for name, (shape, kind) in shapes.items():
        array = arrays.get(name)
        if array is None or array.shape != shape or array.dtype != kind or not np.isfinite(array).all():
            raise ModelError(
                f"{folder / WEIGHTS}: array {name!r} is missing, or not {kind.__name__} of shape {shape}"
            )
    _check_values(arrays, folder)
    weights = Weights.of(*(arrays[name] for name in WEIGHED))
    scale = Scale(*(arrays[f"scale_{name}"] for name in Scale.__match_args__))
    return weights, scale, arrays["usual"]


def _check_values(arrays: Mapping[str, NDArray[Any]], folder: Path) -> None:
    """Raises: ModelError for a value that no model has."""
    for name, least in LEAST.items():
        if arrays[name].min() < least:
            raise ModelError(f"{folder / WEIGHTS}: array {name!r} holds values below {least}")
    for name in RISING:
        if (np.diff(arrays[name]) < 0).any():
            raise ModelError(f"{folder / WEIGHTS}: array {name!r} does not rise along its last axis")


def rows_of(present: NDArray[np.uint8]) -> NDArray[np.intp]:
    """The rows whose bits are set, rising."""
    return np.unpackbits(present).view(np.bool_).nonzero()[0]


def _shapes(arrays: Mapping[str, NDArray[Any]], experts: int) -> dict[str, tuple[tuple[int, ...], Any]]:
    """What each array must look like."""
    present = arrays.get("present", np.zeros(0, np.uint8))
    kept = int(np.count_nonzero(np.unpackbits(present))) if present.dtype == np.uint8 else -1
    bins = arrays["edges"].shape[-1] + 1 if arrays.get("edges", np.zeros(0)).ndim == 2 else 0  # noqa: PLR2004
    bands, levels, measures = len(BANDS), len(LEVELS), len(FEATURES)
    return {
        "present": ((ROWS // 8,), np.uint8),
        "values": ((kept + 1, experts), np.int16),
        "steps": ((experts,), np.float64),
        "edges": ((measures, bins - 1), np.float64),
        "bins": ((measures, bins, experts), np.float64),
        "offsets": ((experts,), np.float64),
        "usual": ((bands, 1 + experts, measures, 2), np.float64),
        "scale_experts": ((bands, experts, levels), np.float64),
        "scale_humans": ((bands, levels), np.float64),
        "scale_machines": ((bands, levels), np.float64),
        "scale_logistic": ((bands, 2), np.float64),
        "scale_human_texts": ((bands,), np.int64),
        "scale_human_weight": ((bands,), np.float64),
        "scale_handicaps": ((experts,), np.float64),
        "scale_least_known": ((bands,), np.float64),
    }
