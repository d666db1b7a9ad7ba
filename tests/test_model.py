"""The model folder: what it is made of is checked before it is read, and nothing in it is ever run."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import joblib
import numpy as np
import pytest

from ailabel.errors import ModelError
from ailabel.model import (
    CARD,
    CLASSIFIER,
    DEFAULT,
    FORMAT,
    LEAST,
    NAMES,
    OPTIONAL_FIELDS,
    PAGE,
    REPORT,
    RISING,
    WEIGHTS,
    Model,
    check_target,
    load,
    load_classifier,
    save,
    verify,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_FOLDER_BYTES = 8_000_000


class Trap:
    """A pickle that writes a file when it is read."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (self.sprung,)


@pytest.fixture
def folder(toy_model: Path, tmp_path: Path) -> Path:
    """A model folder that a test may spoil."""
    return shutil.copytree(toy_model, tmp_path / "model")


def put(folder: Path, name: str, content: bytes) -> None:
    """Replace a file of the folder and make its card agree, as whoever forges one would."""
    (folder / name).write_bytes(content)
    card = json.loads((folder / CARD).read_text("utf-8"))
    card["files"][name] = hashlib.sha256(content).hexdigest()
    (folder / CARD).write_text(json.dumps(card), "utf-8")


def change_card(folder: Path, **fields: object) -> None:
    card = json.loads((folder / CARD).read_text("utf-8"))
    (folder / CARD).write_text(json.dumps(card | fields), "utf-8")


def arrays_of(folder: Path) -> dict[str, Any]:
    with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def packed(**arrays: Any) -> bytes:  # noqa: ANN401  what a forger may put there
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_trap_springs_where_pickles_are_read(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Trap(tmp_path / "sprung")))

    assert (tmp_path / "sprung").exists()


def test_pickle_in_the_arrays_is_refused_and_not_run(folder: Path, tmp_path: Path) -> None:
    trap = np.array([Trap(tmp_path / "sprung")], dtype=object)
    put(folder, WEIGHTS, packed(**arrays_of(folder) | {"steps": trap}))

    with pytest.raises(ModelError, match=r"weights\.npz: cannot be read as plain arrays"):
        load(folder)
    assert not (tmp_path / "sprung").exists()


def test_pickle_in_the_place_of_the_arrays_is_refused_and_not_run(folder: Path, tmp_path: Path) -> None:
    put(folder, WEIGHTS, pickle.dumps(Trap(tmp_path / "sprung")))

    with pytest.raises(ModelError, match=r"weights\.npz"):
        load(folder)
    assert not (tmp_path / "sprung").exists()


def test_pickle_in_the_place_of_the_card_is_refused_and_not_run(folder: Path, tmp_path: Path) -> None:
    (folder / CARD).write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))

    with pytest.raises(ModelError, match=r"model\.json: is no card"):
        load(folder)
    assert not (tmp_path / "sprung").exists()


def test_forged_classifier_is_not_run_by_loading_the_model(folder: Path, tmp_path: Path) -> None:
    file = io.BytesIO()
    joblib.dump(Trap(tmp_path / "sprung"), file)
    put(folder, CLASSIFIER, file.getvalue())

    assert load(folder).card["name"] == "toy"
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("trust", [False, None, 1, "yes"])
def test_classifier_is_not_run_without_trust(folder: Path, tmp_path: Path, trust: Any) -> None:  # noqa: ANN401
    file = io.BytesIO()
    joblib.dump(Trap(tmp_path / "sprung"), file)
    put(folder, CLASSIFIER, file.getvalue())

    with pytest.raises(ModelError, match="trust=True"):
        load_classifier(folder, trust=trust)
    assert not (tmp_path / "sprung").exists()


def test_classifier_that_is_not_the_one_of_the_card_is_not_run_even_with_trust(
    folder: Path, tmp_path: Path
) -> None:
    joblib.dump(Trap(tmp_path / "sprung"), folder / CLASSIFIER)

    with pytest.raises(ModelError, match=r"classifier\.joblib: damaged or changed"):
        load_classifier(folder, trust=True)
    assert not (tmp_path / "sprung").exists()


def test_classifier_is_scikit_learns_own(toy_model: Path) -> None:
    experts = load_classifier(toy_model, trust=True)["experts"]

    assert {type(expert).__name__ for expert in experts.values()} == {"LogisticRegression"}


@pytest.mark.parametrize("name", [CARD, WEIGHTS, CLASSIFIER])
def test_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    with pytest.raises(ModelError, match=f"{name}: cannot be read"):
        load(folder)


@pytest.mark.parametrize("name", [WEIGHTS, CLASSIFIER])
@pytest.mark.parametrize("change", [lambda content: content[:-1], lambda content: content[:-1] + b"x"])
def test_truncated_or_tampered_file_is_named_before_it_is_read(
    folder: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    (folder / name).write_bytes(change((folder / name).read_bytes()))

    with pytest.raises(ModelError, match=f"{name}: damaged or changed"):
        load(folder)


def test_newer_folder_says_to_upgrade(folder: Path) -> None:
    change_card(folder, format=FORMAT + 1)

    with pytest.raises(ModelError, match="newer than this release reads"):
        load(folder)


def test_model_of_other_features_says_to_train_anew(folder: Path) -> None:
    change_card(folder, spec="0" * 64)

    with pytest.raises(ModelError, match=r"made for other features.*ailabel train"):
        load(folder)


def test_older_folder_says_to_make_it_anew(folder: Path) -> None:
    change_card(folder, format=FORMAT - 1)

    with pytest.raises(ModelError, match=r"older than what this release reads.*ailabel train"):
        load(folder)


@pytest.mark.parametrize(
    "card", [[], {}, {"format": "1"}, {"format": FORMAT}, {"format": FORMAT, "name": 3}, None]
)
def test_foreign_json_is_no_card(folder: Path, card: object) -> None:
    (folder / CARD).write_text(json.dumps(card), "utf-8")

    with pytest.raises(ModelError, match=r"model\.json: (is no card|field)"):
        load(folder)


@pytest.mark.parametrize("name", ["experts", "languages"])
@pytest.mark.parametrize("held", [[], [1], [{"a": 1}], ["texts", None]])
def test_experts_and_languages_are_names(folder: Path, name: str, held: list[object]) -> None:
    change_card(folder, **{name: held})

    with pytest.raises(ModelError, match=f"field '{name}' must hold names"):
        load(folder)


@pytest.mark.parametrize("name", OPTIONAL_FIELDS)
@pytest.mark.parametrize("held", [5, "text", None])
def test_field_that_a_card_may_lack_is_of_its_type_where_it_is_there(
    folder: Path, name: str, held: object
) -> None:
    change_card(folder, **{name: held})

    for read in (load, verify):
        with pytest.raises(ModelError, match=f"field '{name}' is no (dict|list)"):
            read(folder)


@pytest.mark.parametrize("name", ["dialects", "sources"])
@pytest.mark.parametrize(
    "held",
    [
        *({"a": 1}, {"a": {"texts": 1}}),
        *({"a": {"sources": {}, "texts": {"human": number}}} for number in ("x", None, True, -1)),
    ],
)
def test_what_a_card_tells_of_each_source_and_dialect_is_an_object(
    folder: Path, name: str, held: dict[str, Any]
) -> None:
    change_card(folder, **{name: held})

    with pytest.raises(ModelError, match=f"field '{name}' must hold an object for each name"):
        verify(folder)


@pytest.mark.parametrize(
    "told", [{}, {"sources": []}, {"sources": {"a": 1}}, {"sources": {"a": {"ai": "x"}}}]
)
def test_what_a_card_tells_of_a_dialect_names_its_sources(folder: Path, told: dict[str, Any]) -> None:
    change_card(folder, dialects={"a": told})

    with pytest.raises(ModelError, match="field 'dialects' must hold an object for each name"):
        verify(folder)


@pytest.mark.parametrize("number", [-5, 0, True])
def test_least_number_of_words_is_one(folder: Path, number: int) -> None:
    change_card(folder, min_words=number)

    with pytest.raises(ModelError, match=f"'min_words' is {number}; it is a number of words, 1 or more"):
        load(folder)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"min_word": 50}, "model.json: no card has a field 'min_word' there; there is: format, "),
        (
            {"thresholds": [{"words": 50, "human_pexts": 9}]},
            "thresholds: no card has a field 'human_pexts' there; there is: words, human_texts, scores",
        ),
        ({"sources": {"own": {"texts": {"humans": 9}}}}, "sources: own: texts: no card has a field 'humans'"),
    ],
)
def test_field_that_no_card_has_is_told_where_a_folder_is_verified(
    fields: dict[str, Any], message: str, folder: Path
) -> None:
    change_card(folder, **fields)

    assert load(folder).card["name"] == "toy"
    with pytest.raises(ModelError, match=re.escape(message)):
        verify(folder)


def test_interrupt_between_two_models_leaves_the_old_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    replace_ = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if Path(target) == folder and ".part" in self.name:
            raise KeyboardInterrupt
        return replace_(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(folder, dict(model.card), model.weights, model.scale, model.usual, classifier=b"new")

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_deeply_nested_json_is_no_card(folder: Path) -> None:
    (folder / CARD).write_text("[" * 200_000, "utf-8")

    with pytest.raises(ModelError, match=r"model\.json: is no card"):
        load(folder)


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("values", np.zeros((3, 1), np.int16)),
        ("values", np.zeros((0, 1), np.float64)),
        ("present", np.zeros(1, np.uint8)),
        ("present", np.zeros(4, np.float64)),
        ("steps", np.array([np.nan])),
        ("edges", np.zeros(3)),
        ("bins", np.zeros((1, 1, 1))),
        ("usual", np.zeros((4, 1, 2))),
        ("scale_humans", np.zeros((1, 1))),
        ("scale_human_texts", np.array(["a", "b", "c", "d"])),
    ],
)
def test_array_of_the_wrong_shape_is_refused(folder: Path, name: str, array: Any) -> None:  # noqa: ANN401
    put(folder, WEIGHTS, packed(**arrays_of(folder) | {name: array}))

    with pytest.raises(ModelError, match=r"weights\.npz: array"):
        load(folder)


@pytest.mark.parametrize("name", LEAST)
def test_array_of_values_below_the_least_is_refused(name: str, folder: Path) -> None:
    arrays = arrays_of(folder)
    arrays[name].flat[-1] = LEAST[name] - 1
    put(folder, WEIGHTS, packed(**arrays))

    with pytest.raises(ModelError, match=f"array '{name}' holds values below {LEAST[name]}"):
        load(folder)


@pytest.mark.parametrize("name", RISING)
def test_array_that_falls_where_all_rise_is_refused(name: str, folder: Path) -> None:
    arrays = arrays_of(folder)
    arrays[name][..., -1] = arrays[name].min() - 1
    put(folder, WEIGHTS, packed(**arrays))

    with pytest.raises(ModelError, match=f"array '{name}' does not rise"):
        load(folder)


@pytest.mark.parametrize("name", ["offsets", "usual"])
def test_missing_array_is_named(name: str, folder: Path) -> None:
    arrays = arrays_of(folder)
    del arrays[name]
    put(folder, WEIGHTS, packed(**arrays))

    with pytest.raises(ModelError, match=f"array '{name}' is missing"):
        load(folder)


def header(size: int) -> bytes:
    """Of an array of so many numbers, none of which follow."""
    told = f"{{'descr': '<f8', 'fortran_order': False, 'shape': ({size},), }}".encode().ljust(117) + b"\n"
    return b"\x93NUMPY\x01\x00v\x00" + told


@pytest.mark.parametrize(
    "member",
    [
        header(99999999999999),
        header(10**30),
        b"garbage",
        b"\x93NUMPY\x01\x00\x03\x00{'(",
        b"\x93NUMPY\x01\x00\x0a\x00  1\n 2   \n",
        b"\x93NUMPY\x01\x00\x38\x00{'descr': (), 'fortran_order': False, 'shape': (1,), }    ",
    ],
)
def test_member_that_is_no_array_or_claims_to_be_huge_is_refused(folder: Path, member: bytes) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("present.npy", member)
    put(folder, WEIGHTS, content.getvalue())

    with pytest.raises(ModelError, match=r"weights\.npz"):
        load(folder)


def test_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json: cannot be read"):
        load(tmp_path / "nowhere")


def test_saving_over_what_is_no_model_is_refused_and_loses_nothing(toy_model: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mother.txt").write_text("Dear mother")
    model = load(toy_model)

    with pytest.raises(ModelError, match="is no model folder"):
        save(tmp_path / "letters", model.card, model.weights, model.scale, model.usual, classifier=b"")
    assert (tmp_path / "letters" / "mother.txt").read_text() == "Dear mother"


@pytest.mark.parametrize("card", ["{}", "[1]", "not JSON", '{"format": "layers-model", "name": "mine"}'])
def test_model_json_of_another_program_makes_no_model_folder(
    card: str, toy_model: Path, tmp_path: Path
) -> None:
    (tmp_path / CARD).write_text(card)
    (tmp_path / "precious.txt").write_text("Dear mother")
    model = load(toy_model)

    with pytest.raises(ModelError, match="is no model folder"):
        save(tmp_path, model.card, model.weights, model.scale, model.usual, classifier=b"")
    assert (tmp_path / CARD).read_text() == card
    assert (tmp_path / "precious.txt").read_text() == "Dear mother"


def test_what_lies_beside_a_model_stays_when_it_is_replaced(toy_model: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(toy_model, tmp_path / "model")
    (folder / "texts" / "human").mkdir(parents=True)
    (folder / "texts" / "human" / "a.txt").write_text("Dear mother")
    (folder / "notes.md").write_text("Of May")
    model = load(toy_model)
    card = {**model.card, "name": "second"}
    classifier = (toy_model / CLASSIFIER).read_bytes()
    save(folder, card, model.weights, model.scale, model.usual, classifier=classifier)

    assert verify(folder)["name"] == "second"
    assert (folder / "texts" / "human" / "a.txt").read_text() == "Dear mother"
    assert (folder / "notes.md").read_text() == "Of May"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_link_to_a_model_folder_stays_a_link(toy_model: Path, tmp_path: Path) -> None:
    shutil.copytree(toy_model, tmp_path / "model")
    (tmp_path / "link").symlink_to("model")
    model = load(toy_model)
    classifier = (toy_model / CLASSIFIER).read_bytes()
    card = {**model.card, "name": "second"}
    save(tmp_path / "link", card, model.weights, model.scale, model.usual, classifier=classifier)

    assert (tmp_path / "link").is_symlink()
    assert verify(tmp_path / "model")["name"] == "second"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "model"]


def test_link_to_itself_is_no_place_for_a_model(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")

    with pytest.raises(OSError, match="cannot be written: Too many levels of symbolic links"):
        check_target(tmp_path / "loop")


def test_model_is_saved_as_it_was_loaded_and_nothing_is_left_beside_it(
    toy_model: Path, tmp_path: Path
) -> None:
    model = load(toy_model)
    told: dict[str, Any] = {
        "classifier": (toy_model / CLASSIFIER).read_bytes(),
        "report": json.loads((toy_model / REPORT).read_text("utf-8")),
        "page": (toy_model / PAGE).read_text("utf-8"),
    }
    for _ in range(2):  # the second replaces the first
        save(tmp_path / "again", model.card, model.weights, model.scale, model.usual, **told)

    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == {
        name: (toy_model / name).read_bytes() for name in NAMES
    }
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_card_may_hold_what_is_no_unicode_and_stays_utf_8(toy_model: Path, tmp_path: Path) -> None:
    """The name of a file, and so of a model or a source, may be any bytes."""
    model, name = load(toy_model), os.fsdecode(b"caf\xe9")
    classifier = (toy_model / CLASSIFIER).read_bytes()
    card = {**model.card, "name": name, "sources": {name: {}}}
    save(tmp_path / name, card, model.weights, model.scale, model.usual, classifier=classifier)
    (tmp_path / name / CARD).read_text("utf-8")

    assert verify(tmp_path / name)["sources"] == {name: {}}
    assert load(tmp_path / name).stamp.name == name


def saved(folder: Path, model: Model, **papers: Any) -> None:  # noqa: ANN401  a report, and a page of it
    save(folder, model.card, model.weights, model.scale, model.usual, classifier=b"", **papers)


def test_report_and_page_lie_in_the_folder_and_the_card_has_the_digest_of_the_former(
    toy_model: Path, tmp_path: Path
) -> None:
    name = os.fsdecode(b"caf\xe9")
    saved(tmp_path / "model", load(toy_model), report={"sources": {name: 1}}, page=f"# {name}\n")
    card = json.loads((tmp_path / "model" / CARD).read_text("utf-8"))
    report = (tmp_path / "model" / REPORT).read_bytes()

    assert set(card["files"]) == {WEIGHTS, CLASSIFIER, REPORT}
    assert card["files"][REPORT] == hashlib.sha256(report).hexdigest()
    assert json.loads(report) == {"sources": {name: 1}}
    assert (tmp_path / "model" / PAGE).read_text("utf-8") == "# caf\\udce9\n"


def test_nothing_of_an_older_model_lingers(toy_model: Path, tmp_path: Path) -> None:
    model, folder = load(toy_model), tmp_path / "model"
    saved(folder, model, report={"texts": 1}, page="# First\n")
    (folder / "notes.md").write_text("Of May")
    saved(folder, model, report={"texts": 2}, page="# Second\n")
    second = json.loads((folder / REPORT).read_text("utf-8")), (folder / PAGE).read_text("utf-8")
    saved(folder, model)

    assert second == ({"texts": 2}, "# Second\n")
    assert {path.name for path in folder.iterdir()} == {CARD, WEIGHTS, CLASSIFIER, "notes.md"}
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_loading_needs_neither_report_nor_page(folder: Path) -> None:
    (folder / REPORT).unlink()
    (folder / PAGE).unlink()

    assert load(folder).card["name"] == "toy"
    with pytest.raises(ModelError, match=r"report\.json: cannot be read"):
        verify(folder)


def test_page_may_be_written_in_and_a_report_may_not(folder: Path) -> None:
    (folder / PAGE).write_text("My notes.")

    assert verify(folder)["name"] == "toy"
    (folder / REPORT).write_text("{}")
    with pytest.raises(ModelError, match=r"report\.json: damaged or changed"):
        verify(folder)


def test_moved_folder_is_whole(folder: Path, tmp_path: Path) -> None:
    digest = load(folder).stamp.digest
    (tmp_path / "elsewhere").mkdir()
    moved = folder.rename(tmp_path / "elsewhere" / "renamed")

    assert verify(moved)["name"] == "toy"
    assert load(moved).stamp.digest == digest


def test_verify_gives_the_card(toy_model: Path) -> None:
    assert verify(toy_model)["name"] == "toy"


def test_shipped_model_is_whole_and_small() -> None:
    assert verify()["name"] == "default"
    assert sum(path.stat().st_size for path in DEFAULT.iterdir()) < MAX_FOLDER_BYTES
