"""How long a command takes to answer, beside the least that Python and typer take on the same machine.

Milliseconds differ from machine to machine, so only the ratios count, and both sides of a ratio are timed in
turn within one run. Whole processes, medians, bytecode compiled before.

    .venv/bin/python benchmarks/startup.py [--runs 21] [--check]
"""

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

HELLO = """
from typing import Annotated
import typer

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

@app.command()
def hello(name: Annotated[str, typer.Option()] = "world") -> None:
    typer.echo(f"Hello {name}")

app()
"""


@dataclass(frozen=True)
class Comparison:
    """Two programs, and how many times longer than the second the first may take."""

    title: str
    command: Sequence[str]
    floor: Sequence[str]
    at_most: float


def comparisons(folder: Path) -> list[Comparison]:
    """The promises about quickness; hello-world goes to a file, so that its bytecode counts, too."""
    hello = folder / "hello.py"
    hello.write_text(HELLO, encoding="utf-8")
    compileall.compile_dir(folder, quiet=1)
    typer_floor = [sys.executable, "-c", "import hello", "--name", "you"]
    assess = str(Path(sys.executable).with_name("assess"))
    example = str(ROOT / "examples" / "tarnbeck")
    return [
        Comparison(
            "assess --version : python -c pass", [assess, "--version"], [sys.executable, "-c", "pass"], 2.0
        ),
        Comparison(
            "assess score, small example : typer hello-world", [assess, "score", example], typer_floor, 2.0
        ),
    ]


def seconds(command: Sequence[str], folder: Path) -> float:
    """Wall clock of one whole process, away from any terminal."""
    started = time.perf_counter()
    subprocess.run(
        command,
        env=os.environ | {"PYTHONPATH": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - started


def measure(comparison: Comparison, folder: Path, runs: int) -> tuple[float, float]:
    """Medians in seconds, the two programs in turn, so that a busy moment of the machine meets both."""
    pairs = [
        (seconds(comparison.command, folder), seconds(comparison.floor, folder)) for _ in range(runs + 1)
    ]
    warm = pairs[1:]
    return statistics.median(first for first, _ in warm), statistics.median(second for _, second in warm)


def main() -> int:
    """Prints a line for each promise; with --check, 1 when one is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a ratio is above its limit")
    arguments = parser.parse_args()
    compileall.compile_dir(ROOT / "assess", quiet=1)
    broken = False
    with tempfile.TemporaryDirectory() as name:
        for comparison in comparisons(Path(name)):
            took, floor = measure(comparison, Path(name), arguments.runs)
            ratio = took / floor
            broken |= ratio > comparison.at_most
            print(
                f"{comparison.title:<50} {took * 1000:6.0f} ms : {floor * 1000:4.0f} ms"
                f" = {ratio:.2f} (at most {comparison.at_most:.1f})"
            )
    return int(broken and arguments.check)


if __name__ == "__main__":
    sys.exit(main())
