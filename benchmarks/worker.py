"""Score texts inside a tool's own environment: a list of texts a line in, seconds and answers a line out.

Run as `python worker.py TOOL`; imports nothing but the tool, so that any environment can run it. An answer is
the tool's score (null where it gives none) and whether the tool, as it comes, calls the text machine-made.
"""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Answer = tuple[float | None, bool]
    Tool = Callable[[list[str]], list[Answer]]


def ailabel_one_by_one() -> Tool:
    import ailabel

    def answer(text: str) -> Answer:
        result = ailabel.score(text)
        return result.style_probability, result.label not in {"unsure", "human-likely"}

    return lambda texts: [answer(text) for text in texts]


def slop_one_by_one() -> Tool:
    from is_it_slop import predict  # type: ignore[import-not-found]

    def answer(text: str) -> Answer:
        found = predict(text)
        return found.ai_probability, found.classification == "AI"

    return lambda texts: [answer(text) for text in texts]


def slop_in_batches() -> Tool:
    from is_it_slop import predict_batch

    def answers(texts: list[str]) -> list[Answer]:
        return [(found.ai_probability, found.classification == "AI") for found in predict_batch(texts)]

    return answers


TOOLS = {
    "ailabel": ailabel_one_by_one,
    "is-it-slop": slop_one_by_one,
    "is-it-slop, in batches": slop_in_batches,
}


def main() -> None:
    if hasattr(os, "sched_setaffinity"):  # one core, whatever a tool would like to take
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    tool = TOOLS[sys.argv[1]]()
    for line in sys.stdin:
        texts = json.loads(line)
        start = time.process_time()
        answers = tool(texts)
        print(json.dumps({"seconds": time.process_time() - start, "answers": answers}), flush=True)


if __name__ == "__main__":
    main()
