"""Kills a scripted interview at random moments, and looks whether an answer is lost or a document broken.

Somebody answers as fast as the questions come, and the process is killed with signal 9. An answer is
confirmed when the next question has been shown: from then on it has to be on file. Every run goes on where
the last one was killed. Ends with 1 when anything was lost.

    .venv/bin/python benchmarks/kills.py [--kills 1000] [--seed 1]
"""

import argparse
import contextlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from assess.files.documents import Reading

_QUESTION = re.compile(r"([A-Z]+[0-9.]+)  \S")
_CHOICE = re.compile(r" {3}([1-9])  \S")
_PROMPT = "? helps."
_MOST_ANSWERS = 20
"""Before the kill; how fast they come depends on the machine."""
_MOMENT = 0.02
"""Seconds within which a kill strikes after an answer was sent: what it takes to keep and to show one."""
_START = 0.3
"""Seconds within which every tenth kill strikes after the start."""
_EARLY = 0.1
_PATIENCE = 120


@dataclass
class Interviewed:
    """What one respondent has seen confirmed, and answers that were sent and not confirmed.

    Of these nobody knows whether they have arrived; the next run may still bring one from the journal.
    """

    folder: Path
    name: str
    seed: int
    confirmed: dict[str, str] = field(default_factory=dict)
    pending: tuple[str, str] | None = None
    possible: set[tuple[str, str]] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    answered: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # chosen by a seed so that it can be repeated

    def kill_once(self) -> None:
        """One run, killed at a random moment, and a look at what it left."""
        command = [sys.executable, "-m", "assess", "interview", str(self.folder), "-r", self.name, "--lines"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.sent = threading.Semaphore(0)
        killer = threading.Thread(target=self._kill, args=(process,))
        killer.start()
        if process.stdin and process.stdout:  # both are pipes
            with contextlib.suppress(BrokenPipeError):  # killed while an answer was sent
                self._answer(process.stdin, process.stdout)
        self.sent.release(_MOST_ANSWERS)  # where it has ended by itself
        killer.join()
        _, err = process.communicate()
        if err.strip():
            self.lost.append(f"a run ended with: {err.strip()}")
        self._look()

    def _kill(self, process: subprocess.Popen[str]) -> None:
        if self.random.random() < _EARLY:
            time.sleep(self.random.uniform(0, _START))
        else:
            for _ in range(self.random.randint(1, _MOST_ANSWERS)):
                self.sent.acquire(timeout=_PATIENCE)
            time.sleep(self.random.uniform(0, _MOMENT))
        process.kill()

    def _answer(self, typed: IO[str], shown: IO[str]) -> None:
        question, choices = "", list[str]()
        for line in shown:
            if found := _QUESTION.match(line):
                question, choices = found.group(1), []
            elif choice := _CHOICE.match(line):
                choices.append(choice.group(1))
            elif "last question" in line:
                question, choices = "", []
                self._confirm()
                typed.write("b\n")
                typed.flush()
            elif _PROMPT in line or "Which document" in line or "May the report" in line:
                if _PROMPT in line:
                    self._confirm()
                said = self.random.choice(choices) if choices else str(self.random.randint(1, 50))
                command = said if _PROMPT in line else "s"
                if command == said:
                    self.pending = (question, said)
                typed.write(f"{command}\n")
                typed.flush()
                self.sent.release()

    def _confirm(self) -> None:
        if self.pending:
            self.confirmed[self.pending[0]] = self.pending[1]
            self.possible = {one for one in self.possible if one[0] != self.pending[0]}
            self.answered += 1
            self.pending = None

    def _look(self) -> None:
        """Everything confirmed is on file; the last answer is there or not."""
        (file,) = self.folder.glob(f"assessments/*/answers/{self.name}.yaml")
        reading = Reading()
        document = reading.document(file, "answers")
        if document is None or reading.problems:
            self.lost += [f"{problem.place}: {problem.message}" for problem in reading.problems]
            return
        if self.pending:
            self.possible.add(self.pending)
            self.pending = None
        answers = document.record.answers
        for id_, said in self.confirmed.items():
            there = str(answers[id_].value) if id_ in answers else "nothing"
            if there != said and (id_, there) not in self.possible:
                self.lost.append(f"{id_}: {said} was confirmed, {there} is on file")


def interviewed(folder: Path, kills: int, seed: int) -> Interviewed:
    """An engagement made in `folder`, its respondent interviewed and killed so many times."""
    name = "anna"
    command = [sys.executable, "-m", "assess", "new", str(folder), "-r", f"{name}:marketing"]
    subprocess.run([*command, "--date", "2026-10-05"], check=True, capture_output=True)
    one = Interviewed(folder, name, seed)
    for _ in range(kills):
        one.kill_once()
    return one


def main() -> int:
    """Prints how many were killed and what was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        one = interviewed(Path(name) / "acme", arguments.kills, arguments.seed)
    print(f"{arguments.kills} kills, {one.answered} answers confirmed, {len(one.lost)} faults")
    print("\n".join(one.lost))
    return int(bool(one.lost))


if __name__ == "__main__":
    sys.exit(main())
