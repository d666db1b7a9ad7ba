"""Every tool that is measured lives in an environment of its own, of pinned releases, made once."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
SLOP = "is-it-slop"
SLOP_VERSION = "0.6.3"
OURS = {"ailabel": ("parquet",)}
"""Environments of this checkout, and the extras that each has."""
RELEASES: dict[str, tuple[str, ...]] = {
    "python": (),
    SLOP: (f"{SLOP}=={SLOP_VERSION}",),
    "fasttext": ("fasttext-community==0.11.9", "numpy==2.4.6"),
    "scikit-learn": ("scikit-learn==1.9.1", "scipy==1.17.1", "numpy==2.4.6", "joblib==1.6.0"),
    "spacy": ("spacy==3.8.18", "numpy==2.4.6"),
    "roberta": ("torch==2.13.0", "transformers==5.24.0", "numpy==2.4.6"),
}
"""The peers' environments, and all that is pinned in each."""


class InstallError(Exception):
    """An environment cannot be made; what the installer said went to standard error."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What an installer is told, and which files decide whether an environment is still the right one."""

    name: str
    requirements: tuple[str, ...]
    sources: tuple[Path, ...] = ()

    def folder(self) -> str:
        digest = hashlib.sha256(json.dumps(self.requirements).encode())
        for source in self.sources:
            digest.update(source.read_bytes())
        return f"{self.name}-{digest.hexdigest()[:12]}"


def environment(name: str) -> Environment:
    """The environment of a tool, ours or a peer's."""
    if name not in OURS:
        return Environment(name, RELEASES[name])
    constraints = ROOT / "constraints.txt"
    checkout = f"{ROOT}[{','.join(OURS[name])}]"
    return Environment(
        name,
        ("--constraint", str(constraints), "--editable", checkout),
        (ROOT / "pyproject.toml", constraints),
    )


def python_of(name: str, cache: Path) -> Path:
    """The interpreter of an environment, which is made where it is not there yet.

    Raises:
        InstallError: the installer failed.
    """
    wanted = environment(name)
    home = cache / wanted.folder()
    python = home / "bin" / "python"
    done = home / "installed"
    if not done.exists():
        print(f"setting up {home}")
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        if wanted.requirements:
            _install(python, wanted)
        done.touch()
    return python


def _install(python: Path, wanted: Environment) -> None:
    line = [
        str(python),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        *wanted.requirements,
    ]
    code = subprocess.run(line, check=False, env=surroundings()).returncode
    if code:
        raise InstallError(f"the installer ended with {code} for {' '.join(wanted.requirements)}")


def surroundings() -> dict[str, str]:
    """The variables that a tool runs with: one thread, its own packages alone, compiled modules kept."""
    left_out = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"}
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {name: value for name, value in os.environ.items() if name not in left_out} | threads


def releases(python: Path, packages: Sequence[str]) -> dict[str, str]:
    """The release of each package as it is installed there."""
    code = "import importlib.metadata as m, sys; print(*map(m.version, sys.argv[1:]))"
    line = [str(python), "-c", code, *packages]
    told = subprocess.run(line, check=True, capture_output=True, text=True, env=surroundings()).stdout
    return dict(zip(packages, told.split(), strict=True))
