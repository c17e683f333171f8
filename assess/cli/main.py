"""The entry: answers `--version` before anything heavy is imported."""

import contextlib
import gc
import os
import sys

from assess import __version__

INTERRUPTED = 130

_interrupts: list[int] = []


def run() -> None:
    """The `assess` program."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"assess {__version__}\n")
        return
    gc.disable()  # a command lives for seconds: looking for garbage is a tenth of its start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would search every installed package
    _watch_for_interrupts()
    try:
        from assess.cli.program import main  # importing typer costs more than the answer above

        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before a command could take care of it itself
        code = _interrupted()
    except Exception:
        if not was_interrupted():
            raise
        code = _interrupted()
    gc.freeze()  # or the interpreter would search for garbage once more before it ends
    sys.exit(code)


def _interrupted() -> int:
    with contextlib.suppress(OSError, AttributeError):  # nobody may listen
        sys.stderr.write("assess: interrupted; nothing was begun.\n")
    return INTERRUPTED


def was_interrupted() -> bool:
    """Whether somebody has pressed Ctrl-C: an import can turn that into an exception of its own."""
    return bool(_interrupts)


def _watch_for_interrupts() -> None:
    import signal  # not needed for the version

    def note(number: int, frame: object) -> None:
        _interrupts.append(number)
        del frame
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where the parent has it ignored
        signal.signal(signal.SIGINT, note)
