"""Trailers of a commit message by which coding agents and their users say who wrote the code.

Sources: Generated-by (ASF, Mesa, OpenInfra), Assisted-by (Linux kernel, as AGENT:MODEL), Co-Authored-By with
the address of an agent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ailabel.errors import UsageError
from ailabel.lazy import regex
from ailabel.marks.edits import Edit, apply
from ailabel.marks.standard import Found
from ailabel.result import Mark
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ailabel.marks.standard import Statement
    from ailabel.result import Claim

KEYS: dict[str, Claim] = {"generated-by": "generated", "assisted-by": "assisted", "co-authored-by": "mixed"}
SPELT: dict[Claim, str] = {"generated": "Generated-by", "assisted": "Assisted-by"}
MAX_BLOCK = 4_000  # characters of the last paragraph; a long one has forty trailers
_TRAILER = regex(r"^([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]+([^\r\n]{1,300})\r?$", re.MULTILINE)
_AGENT = regex(
    r"\b(?:claude|chatgpt|gpt|codex|copilot|gemini|cursor(?:agent)?|devin|aider|jules|opencode|windsurf|cline"
    r"|roo|kilo|kiro|junie|qwen|deepseek|grok|mistral|codestral|devstral|llama|gemma|kimi|glm|llm|openhands"
    r"|sonnet|opus|haiku)\b",
    re.IGNORECASE,
)
_AGENT_AND_MODEL = regex(r"[\w./ -]{1,60}:[\w./-]{1,60}(?: \[[^\]\n]{1,60}\])*$")
_ADDRESS = regex(r"<([^<>\n]*)>")
_MACHINE = regex(
    r"no-?reply@(?!github)|\[bot\]@|(?:agent|bot)@"
    r"|^(?:\d+\+)?(?:copilot|claude|cursoragent)(?:-\w+)*@(?:users\.noreply\.)?github\.com",
    re.IGNORECASE,
)


@value
class Trailer:
    """A line of the last paragraph; text[start:end] is the line without its end."""

    key: str
    held: str
    start: int
    end: int


def read(text: str) -> Found:
    """What the trailers of the last paragraph say of the code; people and other programs are no models."""
    return Found(
        tuple(
            Mark(KEYS[item.key], "trailer", "code", tool=_name(item.held), start=item.start, end=item.end)
            for item in read_trailers(text)
            if item.key in KEYS and is_agent(item.held)
        )
    )


def write(text: str, statement: Statement) -> str:
    """The message with one trailer of ours, last or in place of the one that names a model.

    Raises: UsageError where no model is named.
    """
    if not statement.tool or not is_agent(statement.tool) or "\n" in statement.tool:
        raise UsageError("a trailer names the model; give --tool, as AGENT:MODEL where it is little known")
    line = f"{SPELT[statement.claim]}: {statement.tool}"
    trailers = read_trailers(text)
    old = [item for item in trailers if KEYS.get(item.key) in SPELT and is_agent(item.held)]
    if old:
        return apply(
            text, [Edit(at.start, at.end + (at is not old[0]), line if at is old[0] else "") for at in old]
        )
    body = text.rstrip()
    gap = "\n" if trailers else "\n\n" if body else ""
    return apply(text, [Edit(len(body), len(body), gap + line)])


def read_trailers(text: str) -> tuple[Trailer, ...]:
    """The trailers of a message: its last paragraph, where each line of that is one."""
    body = text.rstrip()
    start = max(body.rfind("\n\n"), body.rfind("\n\r\n"), len(body) - MAX_BLOCK) + 1
    found = tuple(_trailers(text, max(0, start), len(body)))
    lines = [line for line in body[max(0, start) :].splitlines() if line.strip()]
    return found if len(found) == len(lines) else ()


def is_agent(held: str) -> bool:
    """Whether it names a model or an agent: by a known name and no person's address, or as AGENT:MODEL."""
    address = _ADDRESS.search(held)
    if address:
        return _AGENT.search(held) is not None and _MACHINE.search(address[1]) is not None
    return _AGENT.search(held) is not None or _AGENT_AND_MODEL.match(held.strip()) is not None


def _trailers(text: str, start: int, end: int) -> Iterator[Trailer]:
    for match in _TRAILER.finditer(text, start, end):
        yield Trailer(match[1].lower(), match[2].strip(), match.start(), match.end(2))


def _name(held: str) -> str:
    return held.partition("<")[0].strip()
