"""How long `assess validate` takes, beside other programs that check YAML and beside reading YAML at all.

Milliseconds differ from machine to machine, so only the ratios count: both sides of a ratio are timed in turn
within one run, as whole processes, and medians are told. Every rule is on; of the others, check-jsonschema
has the JSON Schema that `assess schema` prints, and yamllint its own defaults. They are installed by

    .venv/bin/python -m pip install --group benchmarks        # pip 25.1 or newer

or into an environment of their own, which --tools then names.

    .venv/bin/python benchmarks/validation.py [--files 1000] [--runs 3] [--tools DIR]
"""

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import documents

ROOT = Path(__file__).resolve().parent.parent
COLD_RUNS_FOR_ONE = 5
"""One file takes so little time that it can be checked more often than a thousand."""

COMPOSE = """
import sys
import yaml

for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        yaml.compose(file.read(), Loader=yaml.CSafeLoader)
"""

Commands = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Promise:
    """How many times as long as `assess` the `other` takes: at least so many, or at most so few."""

    other: str
    at_least: float | None = None
    at_most: float | None = None

    def told(self, seconds: Mapping[str, float]) -> tuple[str, bool]:
        """A line with the ratio, and whether the promise is kept."""
        ours, theirs = seconds["assess"], seconds[self.other]
        if self.at_most is not None:
            what, ratio, wanted = f"assess : {self.other}", ours / theirs, f"at most {self.at_most}"
            kept = ratio <= self.at_most
        else:
            what, ratio, wanted = f"{self.other} : assess", theirs / ours, f"at least {self.at_least}"
            kept = self.at_least is None or ratio >= self.at_least
            wanted = wanted if self.at_least else "no promise: assess reads the questionnaire, too"
        return f"  {what:<26} {ratio:6.2f}  ({wanted}){'' if kept else '  MISSED'}", kept


MANY = (
    Promise("check-jsonschema", at_least=10),
    Promise("yamllint", at_least=10),
    Promise("only composing", at_most=2),
)
ONE = {
    "questionnaire": (Promise("check-jsonschema", at_least=1.5),),
    "answers": (Promise("check-jsonschema"),),
}


def commands(kind: str, files: Sequence[Path], tools: Path, folder: Path) -> Commands:
    """What is timed: the same files given to each program by their names."""
    names = list(map(str, files))
    compose = folder / "compose.py"
    compose.write_text(COMPOSE, encoding="utf-8")
    assess = [sys.executable, "-m", "assess"]
    schema = folder / f"{kind}.json"
    with schema.open("wb") as out:
        subprocess.run([*assess, "schema", kind], cwd=ROOT, stdout=out, check=True)
    return {
        "assess": [*assess, "validate", "--isolated", *names],
        "only composing": [sys.executable, str(compose), *names],
        "check-jsonschema": [str(tools / "check-jsonschema"), "--schemafile", str(schema), *names],
        "yamllint": [str(tools / "yamllint"), *names],
    }


def seconds(command: Sequence[str]) -> float:
    """Wall clock of one whole process. yamllint ends with 1, because it finds lines too long."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    took = time.perf_counter() - started
    if done.returncode and not command[0].endswith("yamllint"):
        raise SystemExit(f"{command[0]} failed:\n{done.stdout.decode()}{done.stderr.decode()}")
    return took


def medians(timed: Commands, runs: int) -> dict[str, float]:
    """Seconds by program, all in turn, so that a busy moment of the machine meets every one."""
    took = [{name: seconds(command) for name, command in timed.items()} for _ in range(runs)]
    return {name: statistics.median(run[name] for run in took) for name in timed}


def report(title: str, took: Mapping[str, float], promises: Sequence[Promise]) -> Iterator[bool]:
    """Prints what was measured; whether each promise is kept."""
    print(title)
    print("  " + ", ".join(f"{name} {1000 * each:.0f} ms" for name, each in took.items()))
    for promise in promises:
        line, kept = promise.told(took)
        print(line)
        yield kept


def main() -> int:
    """Prints a line for each promise; 1 when one is broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--tools", type=Path, default=Path(sys.executable).parent.parent)
    arguments = parser.parse_args()
    tools = arguments.tools / ("Scripts" if os.name == "nt" else "bin")
    if not all(shutil.which(tools / name) for name in ("check-jsonschema", "yamllint")):
        parser.error(f"check-jsonschema and yamllint are not in {tools}; the head of this file says how")
    compileall.compile_dir(ROOT / "assess", quiet=1)
    kept: list[bool] = []
    with tempfile.TemporaryDirectory() as name:
        for kind in documents.KINDS:
            files = documents.write(Path(name) / kind, kind, arguments.files)
            lines = statistics.mean(len(file.read_text(encoding="utf-8").splitlines()) for file in files)
            many = commands(kind, files, tools, Path(name))
            title = f"{len(files)} documents of the kind {kind}, {lines:.0f} lines each"
            kept += report(title, medians(many, arguments.runs), MANY)
            one = commands(kind, files[:1], tools, Path(name))
            del one["only composing"], one["yamllint"]
            medians(one, 1)  # so that its bytecode is there
            kept += report("one of them", medians(one, arguments.runs * COLD_RUNS_FOR_ONE), ONE[kind])
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
