"""What every standard of labelling is: what it can say, how it is read and how it is written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from ailabel.errors import UsageError, needs
from ailabel.marks.agree import is_whole
from ailabel.value import value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ailabel.result import Claim, Mark, Scope

EXTRA = "labels"
MAX_FOUND = 200  # marks, and warnings, of one text; a page that labels each of its pictures has a hundred

Kind = Literal["text", "docx", "pdf"]


@value
class Found:
    """What a reader of labels found; `warnings` say what looks like a label and cannot be read."""

    marks: tuple[Mark, ...] = ()
    warnings: tuple[str, ...] = ()


NOTHING = Found()


@value
class Statement:
    """What a label shall say.

    `tool` is the model, and `provider` who runs it; `language` is that of a visible line. `manifest` is a
    signed C2PA manifest store, which somebody else made.
    """

    claim: Claim
    scope: Scope = "text"
    tool: str | None = None
    provider: str | None = None
    language: str = "en"
    manifest: bytes | None = None


@value
class Standard:
    """One way to label, by the name that `ailabel label --as` takes.

    `home` is the module with `read(content) -> Found` and, where `claims` (that it can say) are any,
    `write(content, statement) -> content`. Content is a str, or the bytes of a .docx or .pdf file as `kind`
    says. A text holds no such label unless one of `clues` stands in it, in small letters, or its Document has
    that `warning`. Without either it is not looked for when scoring: what it says is found by patterns. It
    can speak about `scopes`.
    """

    name: str
    home: str
    kind: Kind
    claims: tuple[Claim, ...]
    clues: tuple[str, ...] = ()
    warning: str | None = None
    scopes: tuple[Scope, ...] = ("text",)

    def read(self, content: str | bytes) -> Found:
        """Never raises, whatever the content; a missing package is a warning that names the extra."""
        try:
            found: Found = self._home().read(content)
        except ImportError as error:
            return Found((), (f"{self.name}: {needs(error, EXTRA)}",))
        return found

    def write(self, content: Any, statement: Statement) -> Any:  # noqa: ANN401  a str or bytes, as `kind` says
        """The content with the label in place of one of this standard; all else as it was.

        Raises:
            UsageError: the standard cannot say that, or this content cannot carry it, or says otherwise in
                a way that is not ours to change.
        """
        if statement.claim not in self.claims:
            raise UsageError(f"{self.name} cannot say {statement.claim!r}; {self._can_say()}")
        if statement.scope not in self.scopes:
            about = ", ".join(self.scopes)
            raise UsageError(
                f"{self.name} cannot speak about the {statement.scope}; it can about the {about}"
            )
        try:
            labelled = self._home().write(content, statement)
        except ImportError as error:
            raise UsageError(f"{self.name}: {needs(error, EXTRA)}") from None
        self._check(statement, self.read(labelled).marks)
        return labelled

    def _check(self, statement: Statement, marks: Iterable[Mark]) -> None:
        """Raises: UsageError where the label cannot be read back, or another contradicts it."""
        told = [mark for mark in marks if mark.claim != "unknown"]
        if all(mark.claim != statement.claim for mark in told):
            raise UsageError(f"is too broken to carry a label as {self.name}: it could not be read back")
        others = [mark for mark in told if mark.claim != statement.claim and mark.covers is None]
        for mark in others:
            if mark.scope == statement.scope:
                raise UsageError(f"already says {mark.claim!r} in {mark.carrier}; change it there")

    def _can_say(self) -> str:
        return f"it can say: {', '.join(self.claims)}" if self.claims else "it is only read"

    def _home(self) -> Any:  # noqa: ANN401  a module
        return import_module(f"ailabel.marks.{self.home}")


def gathered(found: Iterable[Found]) -> Found:
    """Everything that several readers found, up to MAX_FOUND of each, labels of the whole text before others.

    A warning says how many labels were left out.
    """
    parts = tuple(found)
    marks = tuple(mark for part in parts for mark in part.marks)
    warnings = tuple(warning for part in parts for warning in part.warnings)[:MAX_FOUND]
    if len(marks) <= MAX_FOUND:
        return Found(marks, warnings)
    kept = set(sorted(range(len(marks)), key=lambda at: not is_whole(marks[at]))[:MAX_FOUND])
    left = f"{len(marks) - MAX_FOUND:,} labels were left out, beyond the first {MAX_FOUND} of a text"
    return Found(tuple(mark for at, mark in enumerate(marks) if at in kept), (left, *warnings))
