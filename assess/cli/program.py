"""The commands, put together; only the one that is called is imported."""

import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from assess import __version__
from assess.cli import terminal
from assess.cli.endings import Ended, Exit

COMMANDS = (
    "demo",
    "new",
    "validate",
    "score",
    "explain",
    "plan",
    "report",
    "questionnaires",
    "schema",
    "doctor",
)


def main(words: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    terminal.prepare_streams()
    program = _program(words)
    try:
        program(list(words), prog_name="assess", standalone_mode=True)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(bool(ending.code))
    except Ended as ending:
        if ending.message:
            terminal.say(f"assess: {ending.message}")
        return ending.code
    except KeyboardInterrupt:
        terminal.say(f"assess: interrupted; nothing is half-written. To go on: assess {' '.join(words)}")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        terminal.close_broken_pipe()
        return Exit.FINE
    except Exception as error:  # noqa: BLE001  # the last line of defence: one line, never a traceback unasked
        return _failed(error, words)
    return Exit.FINE


def _failed(error: Exception, words: Sequence[str]) -> int:
    if "--debug" in words:
        traceback.print_exc()
    if isinstance(error, OSError):
        what = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        terminal.say(f"assess: {what}")
    else:
        terminal.say(
            f"assess: a fault in the program ({type(error).__name__}: {error}). "
            f"Please report it with the output of: assess --debug {' '.join(w for w in words if w != '--debug')}"
        )
    return Exit.ENVIRONMENT


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
    called = next((word for word in words if not word.startswith("-")), None)
    for name in (called,) if called in COMMANDS else COMMANDS:
        program.command(name)(import_module(f"assess.cli.{name}").command)
    return program


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
