"""The entry: answers `--version` before anything heavy is imported."""

import gc
import sys

from assess import __version__

INTERRUPTED = 130


def run() -> None:
    """The `assess` program."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"assess {__version__}\n")
        return
    gc.set_threshold(50_000)  # a command is short: looking for garbage at the usual pace is a tenth of it
    try:
        from assess.cli.program import main  # importing typer costs more than the answer above

        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before a command could take care of it itself
        code = INTERRUPTED
    sys.exit(code)
