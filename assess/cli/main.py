"""The entry: answers `--version` before anything heavy is imported, and turns every way to end into an exit code."""

import sys

from assess import __version__


def run() -> None:
    """The `assess` program."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"assess {__version__}\n")
        return
    from assess.cli.program import main  # importing typer costs more than the answer above

    sys.exit(main(sys.argv[1:]))
