"""The commands, put together; only the one that is called is imported."""

import errno
import shlex
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import wraps
from importlib import import_module
from typing import Annotated

import typer

from assess import __version__
from assess.cli import terminal
from assess.cli.endings import Ended, Exit
from assess.cli.main import was_interrupted
from assess.text.problems import printable

COMMANDS = (
    "demo",
    "new",
    "invite",
    "status",
    "interview",
    "form",
    "workbook",
    "import",
    "export",
    "validate",
    "rule",
    "score",
    "explain",
    "vision",
    "plan",
    "pilot",
    "actions",
    "report",
    "questionnaires",
    "schema",
    "doctor",
)
_MODULES = {"import": "imports"}
"""Where a command's name is a word of Python's."""


def main(words: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    terminal.prepare_streams()
    try:
        _program(words)(list(words), prog_name="assess")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(bool(ending.code))
    except Ended as ending:
        if ending.message:
            terminal.say(f"assess: {ending.message}")
        return ending.code
    except Exception as error:  # noqa: BLE001  # the last line of defence: one line, never a traceback unasked
        if was_interrupted():
            terminal.say(f"assess: {_interruption(words)}")
            return Exit.INTERRUPTED
        return _failed(error, words)
    return Exit.FINE


def _to_its_end(command: Callable[..., None], words: Sequence[str]) -> Callable[..., None]:
    """The command, with endings that typer would turn into codes of its own."""

    @wraps(command)
    def run(*arguments: object, **options: object) -> None:
        try:
            command(*arguments, **options)
        except KeyboardInterrupt:
            raise Ended(Exit.INTERRUPTED, _interruption(words)) from None
        except BrokenPipeError:
            raise Ended(Exit.FINE) from None

    return run


def _interruption(words: Sequence[str]) -> str:
    return f"interrupted; nothing is half-written. To go on: {shlex.join(['assess', *words])}"


def _failed(error: Exception, words: Sequence[str]) -> int:
    if "--debug" in words:
        traceback.print_exc()
    if isinstance(error, OSError):
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        repair = _REPAIRS.get(error.errno or 0, "")
        terminal.say(printable(f"assess: {what}. {repair}".rstrip()))
    else:
        again = shlex.join(["assess", "--debug", *(word for word in words if word != "--debug")])
        terminal.say(
            f"assess: a fault in the program ({type(error).__name__}: {_told(error)}). "
            f"Please report it with the output of: {again}"
        )
    return Exit.ENVIRONMENT


def _told(error: Exception) -> str:
    """The message in one line; of a record's many the first, without pydantic's page about its kind."""
    from pydantic_core import ValidationError  # nothing loads it before a record is made

    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, (error.title, *first["loc"])))
        return printable(f"{place}: {first['msg']}")
    return printable(str(error))


_REPAIRS = {
    errno.ENOSPC: "Make room on the disk and run the command again.",
    errno.EDQUOT: "Make room on the disk and run the command again.",
    errno.EFBIG: "Raise the limit for the size of files and run the command again.",
    errno.EACCES: "Check the permissions, or name another folder.",
    errno.EPERM: "Check the permissions, or name another folder.",
    errno.EROFS: "Name a folder that can be written to.",
    errno.ENOTDIR: "Name another folder; a file of that name is in the way.",
    errno.EEXIST: "Name another folder; a file of that name is in the way.",
    errno.EISDIR: "Move the folder that is in the way.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
}


def _program(words: Sequence[str]) -> typer.Typer:
    program = typer.Typer(
        name="assess",
        help="Maturity assessments, from answers to the board report.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    program.callback()(_options)
    called = next((word for word in words if word in COMMANDS), None)
    for name in (called,) if called else COMMANDS:
        module = import_module(f"assess.cli.{_MODULES.get(name, name)}")
        if hasattr(module, "group"):
            program.add_typer(_group(module.group, words), name=name)
        else:
            program.command(name)(_to_its_end(module.command, words))
    return program


def _group(group: typer.Typer, words: Sequence[str]) -> typer.Typer:
    """The commands below a command, each brought to its end."""
    for one in group.registered_commands:
        if one.callback:
            one.callback = _to_its_end(one.callback, words)
    return group


def _version(value: bool) -> None:  # typer's callback
    if value:
        sys.stdout.write(f"assess {__version__}\n")
        raise typer.Exit


def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
    color: Annotated[
        terminal.Color, typer.Option("--color", help="Colours on the terminal.")
    ] = terminal.Color.AUTO,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show a traceback when the program itself fails.")
    ] = False,
) -> None:
    del version, debug
    terminal.choose_color(color)
