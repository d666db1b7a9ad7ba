"""Write a result back into its document: as a line for people, and as labels for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from ailabel.errors import UsageError
from ailabel.marks import MARKS, Statement, kind_of, standard
from ailabel.marks.agree import is_whole
from ailabel.result import Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ailabel.marks import Standard
    from ailabel.result import Claim, Scope

Content = TypeVar("Content", str, bytes)
DEFAULT = "en"  # the language of a visible line where nobody asked for that of the text


def label(  # noqa: PLR0913  each says one thing about the label, and all but the document may be left out
    document: Content,
    result: Result | None = None,
    *,
    standards: Sequence[str] = ("visible",),
    claim: Claim | Literal["auto"] = "auto",
    scope: Scope = "text",
    language: str | None = None,
    tool: str | None = None,
    provider: str | None = None,
    manifest: bytes | None = None,
) -> Content:
    """The document with its label, by each of the standards; all else stays as it was.

    A document is a text, or the bytes of a .docx or .pdf file. "auto" takes the claim from the result. A
    visible line is in the language of the result unless told, and in English where there is neither.

    Raises:
        UsageError: the result gives no claim, or no language for a visible line; a standard cannot say it, or
            the document cannot carry it; or one of these is of another type.
        InputError: the document is damaged.
    """
    _check_types(document, result, standards)
    _check_each(str, "a text", language=language, tool=tool, provider=provider)
    _check_each(bytes, "the bytes of a manifest store", manifest=manifest)
    said = claim_of(result) if claim == "auto" else claim
    spoken = language or _language_of(result, standards)
    statement = Statement(said, scope, tool, provider, spoken, manifest)
    for row in _chosen(standards, kind_of(document)):
        document = row.write(document, statement)
    return document


def _check_types(document: Content, result: Result | None, standards: Sequence[str]) -> None:
    if not isinstance(document, (str, bytes)):
        raise UsageError(
            f"document is a {type(document).__name__}; it is a text, or the bytes of a PDF or a .docx file"
        )
    if result is not None and not isinstance(result, Result):
        raise UsageError(f"result is a {type(result).__name__}; it is what score gives for the document")
    if isinstance(standards, (str, bytes)) or not hasattr(standards, "__iter__"):
        raise UsageError(f"standards is {standards!r}; it is a list of names, such as ['visible']")


def _check_each(kind: type, what: str, **given: object) -> None:
    for name, one in given.items():
        if one is not None and not isinstance(one, kind):
            raise UsageError(f"{name} is a {type(one).__name__}; it is {what}, or None")


def claim_of(result: Result | None) -> Claim:
    """What a result lets one claim of its text: of style alone never more than "possible".

    Raises: UsageError where it lets one claim nothing.
    """
    if result is None:
        raise UsageError("claim is 'auto', and there is no result to take it from; say what is claimed")
    if result.label in {"ai-likely", "mixed"}:
        return "possible"
    if result.label != "ai-disclosed":
        raise UsageError(
            f"the text is {result.label}, from which no claim follows; give one that you know to be true"
        )
    autonomous = any(mark.claim == "autonomous" and is_whole(mark) for mark in result.marks)
    return "autonomous" if autonomous else "generated"


def _language_of(result: Result | None, standards: Iterable[str]) -> str:
    """Raises: UsageError where a visible line is wanted, and the result does not say in which language."""
    if result is None:
        return DEFAULT
    if result.language is None and "visible" in standards:
        raise UsageError(
            "is in a language that cannot be told; say in which the visible line shall be: --language CODE"
        )
    return result.language or DEFAULT


def _chosen(names: Iterable[str], kind: str) -> list[Standard]:
    """The standards of those names, in the order in which they are written."""
    rows = [standard(name) for name in names]
    if not rows:
        raise UsageError("standards names none; it is a list of names, such as ['visible']")
    for row in rows:
        if row.kind != kind:
            fit = ", ".join(other.name for other in MARKS if other.kind == kind and other.claims) or "none"
            raise UsageError(f"{row.name} is for {row.kind}, and this is {kind}; for that there is: {fit}")
    return sorted(dict.fromkeys(rows), key=MARKS.index)
