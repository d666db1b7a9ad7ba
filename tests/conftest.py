"""What tests share: golden files, the shipped fixtures, and the data that lies beside the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
SHARED = ROOT.parent / "shared" / "data"


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
