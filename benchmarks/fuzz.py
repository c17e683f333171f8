"""Damaged and invented documents through the whole of `assess validate`, to find what nobody thought of.

    .venv/bin/python benchmarks/fuzz.py [100000] [--seed S]

Where atheris is installed (`pip install --group benchmarks`), coverage of loader and rules leads to the next
input; elsewhere chance alone does. An input that ends in an exception is saved, and the exit code is 1. One
that ends the process itself is the one in fuzz-last.yaml.
"""

import argparse
import faulthandler
import gc
import os
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import NoReturn

from mutations import ALONE, PLACES, Input, any_input, damaged, real

from assess.cli.paths import Sought
from assess.cli.request import Request
from assess.files.documents import shown
from assess.text.problems import Problem, full, lines

_CODE = re.compile(r"[A-Z]{3}\d{3}\Z")
_OFTEN = 500
"""After so many inputs garbage is looked for, and progress told."""
_FRESH = 0.2
"""The share of inputs that are not made from the last one."""
_LONGEST = 60_000


def checked(document: Input) -> tuple[Problem, ...]:
    """All problems of a document, checked together with what stands around it."""
    unsaved = {str(document.path): document.raw}
    return Request([Sought(document.path, found=False)], unsaved).check().problems


def faults(document: Input, problems: tuple[Problem, ...]) -> list[str]:
    """What is wrong with the problems themselves."""
    text = document.raw.decode("utf-8-sig", "replace")
    name, count = shown(document.path), len(lines(text))
    found = []
    for problem in problems:
        told = f"{problem.place}: {problem.code} {problem.message} ({problem.hint})"
        if not _CODE.match(problem.code):
            found.append(f"no code: {told}")
        if not problem.message or "\n" in problem.message + problem.hint:
            found.append(f"not in one line: {told}")
        if problem.file == name and not (1 <= problem.line <= count + 1 and problem.column >= 1):
            found.append(f"outside of the file: {told}")
        if problem.end < (problem.line, problem.column):
            found.append(f"ends before it begins: {told}")
        full(problem, {name: text})
    return found


@dataclass
class Tally:
    """What has been tried, and what came of it."""

    folder: Path
    tried: int = 0
    unexpected: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)

    def add(self, document: Input) -> None:
        """Try one input; an exception is counted and its input kept."""
        (self.folder / "fuzz-last.yaml").write_bytes(document.raw)
        try:
            problems = checked(document)
            wrong = faults(document, problems)
            self.codes.update(problem.code for problem in problems)
        except Exception:  # noqa: BLE001  # these are what is looked for
            wrong = [traceback.format_exc()]
        self.tried += 1
        if wrong:
            self.unexpected += 1
            kept = self.folder / f"fuzz-{self.unexpected}.yaml"
            kept.write_bytes(document.raw)
            print(f"input {self.tried}, as {document.path}, kept in {kept}\n" + "\n".join(wrong), flush=True)
        if self.tried % _OFTEN == 0:
            gc.collect()
            self.told()

    def told(self) -> None:
        """One line of progress."""
        pace = self.tried / (time.monotonic() - self.started)
        said = (
            f"{self.tried} inputs, {self.unexpected} unexpected, {len(self.codes)} codes, {pace:.0f} a second"
        )
        print(said, file=sys.stderr, flush=True)

    def summary(self) -> str:
        """The figures."""
        inputs = f"{self.tried} inputs, {self.unexpected} with an exception or a wrong place"
        return f"{inputs}, {len(self.codes)} codes told"

    def end(self) -> int:
        """The last word, and the exit code."""
        print(self.summary(), flush=True)
        return int(self.unexpected > 0)


def by_chance(tally: Tally, count: int, seed: int) -> int:
    """Each input has a seed of its own, so that one can be repeated alone."""
    for number in range(count):
        tally.add(any_input(random.Random(f"{seed}:{number}")))
    return tally.end()


def by_coverage(tally: Tally, count: int, seed: int) -> NoReturn:
    """What reaches new code is kept, and damaged further."""
    import atheris

    places = [ALONE, *PLACES.values()]
    for place in places[1:]:
        if place.exists():
            checked(Input(place.read_bytes(), place))  # so that all is loaded that is to be watched
    atheris.instrument_all()

    def try_one(data: bytes) -> None:
        if data:
            tally.add(Input(data[1:], places[data[0] % len(places)]))
        if tally.tried >= count:
            code = tally.end()
            os._exit(code)  # libFuzzer takes every exception for a finding

    def mutate(data: bytes, most: int, chosen: int) -> bytes:
        chance = random.Random(chosen)
        document = Input(data[1:], places[data[0] % len(places)]) if data else any_input(chance)
        other = any_input(chance) if chance.random() < _FRESH else damaged(document, chance)
        return _with_place(other, places)[:most]

    with TemporaryDirectory() as corpus:
        for number, document in enumerate(real()):
            (Path(corpus) / str(number)).write_bytes(_with_place(document, places))
        options = (f"-seed={seed}", f"-max_len={_LONGEST}", "-rss_limit_mb=0", "-verbosity=0")
        atheris.Setup([sys.argv[0], corpus, *options], try_one, custom_mutator=mutate)
        atheris.Fuzz()
    raise AssertionError("libFuzzer ends the process")


def _with_place(document: Input, places: Sequence[Path]) -> bytes:
    """The input with a first byte that tells where it stands."""
    at = places.index(document.path) if document.path in places else 0
    return bytes([at]) + document.raw


def main() -> int:
    """Prints the tally; 1 when anything unexpected came of an input."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--chance", action="store_true", help="by chance alone, even where atheris is")
    parser.add_argument("--keep", type=Path, default=Path(gettempdir()), help="the folder for bad inputs")
    arguments = parser.parse_args()
    faulthandler.enable()
    gc.disable()
    tally = Tally(arguments.keep)
    if find_spec("atheris") and not arguments.chance:
        by_coverage(tally, arguments.count, arguments.seed)
    return by_chance(tally, arguments.count, arguments.seed)


if __name__ == "__main__":
    sys.exit(main())
