"""`python -m benchmarks --data DATA`: speed and accuracy beside peers, into *.json and RESULTS.md."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import growth, memory, peers, results, speed

if TYPE_CHECKING:
    from collections.abc import Callable

BENCHMARKS: dict[str, Callable[[Path, Path], None]] = {
    "speed": speed.write,
    "growth": growth.write,
    "peers": peers.write,
    "memory": memory.write,
}
UNLESS_TOLD = ("speed", "growth", "peers")  # memory takes as long as a gigabyte takes to score


def main() -> None:
    options = _options()
    options.cache.mkdir(parents=True, exist_ok=True)
    benchmarks = BENCHMARKS | {"memory": partial(memory.write, megabytes=options.megabytes)}
    for name in options.names or _measurable(options.data):
        benchmarks[name](options.data, options.cache.resolve())
    results.write()


def _measurable(data: Path) -> list[str]:
    """What is measured unless told; accuracy only where there are texts of known origin."""
    if (data / "MANIFEST.json").is_file():
        return list(UNLESS_TOLD)
    print(f"there is no {data / 'MANIFEST.json'}: accuracy (peers) is left out")
    return [name for name in UNLESS_TOLD if name != "peers"]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"of {', '.join(BENCHMARKS)}; {', '.join(UNLESS_TOLD)} unless told",
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="the corpora; speed is measured without them too"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(".cache/benchmarks"),
        help="where peers' environments and scores are kept (default: %(default)s)",
    )
    parser.add_argument(
        "--megabytes",
        type=int,
        default=memory.MEGABYTES,
        help="size of the file that memory is measured on (default: %(default)s)",
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(BENCHMARKS)}")
    return options


if __name__ == "__main__":
    main()
