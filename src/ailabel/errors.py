"""One error above all, so that a caller can catch every refusal of ours and nothing else."""


class AilabelError(Exception):
    """Something the caller can mend: what was wrong, what there is, and what to do."""


class InputError(AilabelError):
    """A text or file that cannot be read: names the file, and the line or offset."""


class LineError(InputError):
    """One line of a file or stream that cannot be read: `place` names that, `line` counts from 1."""

    def __init__(self, place: str, line: int, fault: str) -> None:
        super().__init__(place, line, fault)  # as it is pickled
        self.place, self.line, self.fault = place, line, fault

    def __str__(self) -> str:
        return f"{self.place}:{self.line}: {self.fault}"


class ModelError(AilabelError):
    """A model folder that is missing, damaged, foreign, or of another version."""


class PatternError(AilabelError):
    """A pattern that breaks a law of patterns: names the pattern and its file."""


class ProcessError(AilabelError):
    """A process that shared the work and ended before it was done: says how to go on without it."""


class TrainingError(AilabelError):
    """Labelled texts that no model can be learnt from: says what is missing."""


class UsageError(AilabelError):
    """A setting outside its range: names the setting and the range."""


def needs(error: ImportError, extra: str) -> str:
    """What to install where a package is missing."""
    package = (error.name or "a package").partition(".")[0]
    return f"needs {package}: pip install 'ailabel-text[{extra}]'"


def in_one_line(error: Exception) -> str:
    """What a library says went wrong; the kind of its error where it says nothing."""
    return " ".join(str(error).split()) or type(error).__name__
