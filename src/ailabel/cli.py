"""The command `ailabel`: thin commands over the library.

Exit codes: 0 nothing found, 1 a label of --fail-on was found, 2 wrong usage or an unreadable input.
"""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click
from click.exceptions import Exit

from ailabel._version import __version__
from ailabel.errors import AilabelError
from ailabel.writing import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING_FOUND, FOUND, FAILED = 0, 1, 2
STOPPED = 130  # what a shell gives for a program that was interrupted
CLOSED_PIPE = 141  # what a shell gives for a program whose reader went away
UNHEARD = 0.05  # seconds after which a program that was asked to end is asked again
HEARD = 1.0  # seconds in which a program that was interrupted is on its way out, and need not hear it again
SIGNALLED = 128  # what a shell adds to the signal that ended a program
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # of what is written, which files name themselves
LITTER = 100_000  # objects before garbage is looked for: a start makes half as many, and none of them is any

_asked: list[int] = []  # to end, by which signals
_interrupted: list[float] = []  # when

COMMANDS = {
    "score": "ailabel.cli_score:score",
    "read": "ailabel.cli_read:read",
    "label": "ailabel.cli_label:label",
    "prompts": "ailabel.cli_prompts:prompts",
    "train": "ailabel.cli_train:train",
    "calibrate": "ailabel.cli_calibrate:calibrate",
    "evaluate": "ailabel.cli_evaluate:evaluate",
    "model": "ailabel.cli_model:model",
    "patterns": "ailabel.cli_patterns:patterns",
}
"""Each is imported when it is called, so that none pays for another."""


class Named(click.Path):
    """A path; an empty name, as of a variable that is not set, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401  as click has it
        if not value:
            self.fail("it is empty; name a file or a folder, the one that you are in by a dot", param, ctx)
        return super().convert(value, param, ctx)


PATH = Named(path_type=Path)


class Commands(click.Group):
    """The commands of COMMANDS, in the order given there; quiet when whoever reads the output goes away."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  a command returns what it likes
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            silence(sys.stdout)
            raise Exit(CLOSED_PIPE) from None
        return code

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click asks so
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="ailabel %(version)s")
def commands() -> None:
    """Say whether a text was made by a language model, and show the evidence."""


def main() -> None:
    """What the shell calls; before numpy is loaded, since it reads its number of threads only then."""
    gc.set_threshold(LITTER)
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # more only cost start-up on texts of this size
    signal.signal(signal.SIGTERM, _end)
    if sys.platform != "win32" and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # and no nohup
        signal.signal(signal.SIGHUP, _end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not ignored by whoever called
        signal.signal(signal.SIGINT, _interrupt)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # the name of a file may be any bytes
    try:
        code = run(sys.argv[1:])
    finally:
        _ask_again(0)
    if "joblib" in sys.modules:  # it has workers to send home
        sys.exit(code)
    leave(code)


def _end(number: int, _frame: object) -> None:
    """Asked to end: what was half written is put away on the way out.

    Python drops what is raised within a callback of its own, as while a module is loaded, or makes another
    error of it: it asks until heard, and what goes wrong then is no defect.
    """
    _asked.append(number)
    if not isinstance(sys.exc_info()[1], SystemExit):  # on the way out already
        _ask_again(UNHEARD)
        sys.exit(SIGNALLED + _asked[0])


def _interrupt(_number: int, _frame: object) -> None:
    """Interrupted, as Python has it, but not within what an interrupt before it has set off."""
    now = monotonic()
    if not _interrupted or now - _interrupted[-1] > HEARD:
        _interrupted.append(now)
        raise KeyboardInterrupt


def _ask_again(seconds: float) -> None:
    """Ask to end once more after so long; 0 for never. Windows has no such alarm."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, _end)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def leave(code: int) -> NoReturn:
    """End at once: taking numpy down piece by piece costs a fifth of a short run, and has nothing to save."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:
            code = CLOSED_PIPE
        except OSError:
            code = FAILED
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; what goes wrong is one clear line, unless we erred."""
    if sys.stdout is None or sys.stderr is None:  # closed by whoever called
        if sys.stderr is not None:
            complain("standard output is closed; name a file with --output")
        return FAILED
    try:
        code = commands.main(list(arguments), prog_name="ailabel", standalone_mode=False)
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    except (AilabelError, OSError) as error:
        complain(_said(error))
        return FAILED
    except Exception:  # noqa: BLE001  a defect of ours; with the exit code 1 it would look like a find
        return _defect()
    return code if isinstance(code, int) else NOTHING_FOUND


def _defect() -> int:
    """Tell what nobody foresaw, unless it comes of being asked to end."""
    if _asked:
        return SIGNALLED + _asked[0]
    import traceback

    complain("this is a defect of ailabel, please report it:", *traceback.format_exc().splitlines())
    return FAILED


def _said(error: AilabelError | OSError) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, OSError) and error.errno in FULL:
        return f"standard output: cannot be written: {error.strerror}"
    return str(error)


def complain(*lines: str) -> None:
    """One line on stderr, where every diagnostic goes, or several; what the names of files hold makes none.

    Where that cannot be written, the work goes on.
    """
    with suppress(OSError):
        click.echo("\n".join(map(printable, (f"ailabel: {lines[0]}", *lines[1:]))), err=True)


def silence(stream: TextIO) -> None:
    """Nobody reads it any more: what is left in its buffer goes nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
