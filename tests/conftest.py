"""What tests share: golden files, the shipped fixtures, and the data that lies beside the checkout."""

from __future__ import annotations

import random
import re
import signal
from pathlib import Path
from pydoc_data.topics import topics
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from ailabel.labelled import LabelledText

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
SHARED = ROOT.parent / "shared" / "data"

settings.register_profile("patient", deadline=None)  # a machine that is busy with something else is no fault
settings.load_profile("patient")


def pytest_configure() -> None:
    """Whoever starts tests in the background may ignore interrupts, and so would all that tests start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden files instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)` holds `text` to tests/golden/NAME; `make golden` writes the file anew."""
    rewrite = bool(request.config.getoption("--golden"))

    def check(name: str, text: str) -> None:
        file = GOLDEN / name
        if rewrite:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        with file.open(encoding="utf-8", newline="") as stream:
            assert text == stream.read(), f"{name} differs; if that is meant: make golden"

    return check


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The folder of shipped texts."""
    return ROOT / "fixtures"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The data beside the checkout; a test that needs it skips, and says so, where it is absent."""
    if not (SHARED / "MANIFEST.json").is_file():
        pytest.skip(f"NOT TESTED: there is no {SHARED}")
    return SHARED


@pytest.fixture
def bury(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """`bury(folder)` puts folders into it, one in another, down to one that no path reaches, be it root's."""

    def dig(folder: Path) -> None:
        monkeypatch.chdir(folder)
        for _ in range(20):
            Path("d" * 250).mkdir()
            monkeypatch.chdir("d" * 250)
        monkeypatch.chdir(folder)

    return dig


TOY_WORDS = 60  # of a text; enough for style to be judged, and texts enough for an error rate of 1 %
TOY_SOURCES = 4  # of each label: an n-gram that fewer sources hold is not learnt
MACHINE_FILES = ("article.md", "chat-residue.txt")


@pytest.fixture(scope="session")
def toy_texts(fixtures: Path) -> tuple[LabelledText, ...]:
    """Human texts from Python's own manual; machine texts are our fixtures' sentences in other orders."""
    humans = _runs([sentence for topic in topics.values() for sentence in _sentences(topic)])
    machine = [
        sentence
        for name in MACHINE_FILES
        for sentence in _sentences((fixtures / "documents" / name).read_text(encoding="utf-8"))
    ]
    shuffled = random.Random(0).choices(machine, k=len(machine) * 40)
    return (*_labelled(humans, "human"), *_labelled(_runs(shuffled)[: len(humans)], "ai"))


@pytest.fixture(scope="session")
def toy_model(toy_texts: tuple[LabelledText, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder learnt from the toy texts; never written to."""
    from ailabel.train import train

    folder = tmp_path_factory.mktemp("models") / "toy"
    train(toy_texts, folder, name="toy")
    return folder


def _sentences(text: str) -> list[str]:
    """Whole sentences of running prose, white space folded."""
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if not part.startswith(" ")]
    sentences = [found for part in paragraphs for found in re.split(r"(?<=[.?!]) (?=[A-Z])", part)]
    return [sentence for sentence in sentences if re.fullmatch(r"[A-Z][\w ,;:'’()-]{30,}[.?!]", sentence)]


def _runs(sentences: Sequence[str]) -> list[str]:
    """Texts of TOY_WORDS words or a little more, none of them twice."""
    texts, run = [], ""
    for sentence in sentences:
        run = f"{run} {sentence}".lstrip()
        if len(run.split()) >= TOY_WORDS:
            texts.append(run)
            run = ""
    return list(dict.fromkeys(texts))


def _labelled(texts: Sequence[str], label: str) -> list[LabelledText]:
    return [
        LabelledText(text, label, f"{label}-{number % TOY_SOURCES}", f"{label}-{number}")
        for number, text in enumerate(texts)
    ]
