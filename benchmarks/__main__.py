"""`python -m benchmarks --data DATA`: accuracy and speed beside a peer, into benchmarks/*.json."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import peers, speed

BENCHMARKS = {"peers": peers.write, "speed": speed.write}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all unless told"
    )
    parser.add_argument("--data", type=Path, required=True, help="the corpora")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(".cache/benchmarks"),
        help="where peers' environments and scores are kept (default: %(default)s)",
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(BENCHMARKS)}")
    options.cache.mkdir(parents=True, exist_ok=True)
    for name in options.names or BENCHMARKS:
        BENCHMARKS[name](options.data, options.cache.resolve())


if __name__ == "__main__":
    main()
