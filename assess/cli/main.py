"""The entry: answers `--version` before anything heavy is imported."""

import gc
import os
import sys

from assess import __version__

INTERRUPTED = 130


def run() -> None:
    """The `assess` program."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"assess {__version__}\n")
        return
    gc.disable()  # a command lives for seconds: looking for garbage is a tenth of its start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would search every installed package
    try:
        from assess.cli.program import main  # importing typer costs more than the answer above

        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before a command could take care of it itself
        code = INTERRUPTED
    sys.exit(code)
