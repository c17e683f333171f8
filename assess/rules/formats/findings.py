"""What every format is written from."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assess.text.problems import Problem, Severity, lines


@dataclass(frozen=True)
class Findings:
    """Problems in order, the names of all files that were checked, and the texts of those with problems.

    File names are relative to the current folder, or absolute outside it, with forward slashes. `root` is the
    current folder as an absolute path with forward slashes.
    """

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    root: str = "/"

    @property
    def errors(self) -> int:
        return len(self.problems) - self.warnings

    @property
    def warnings(self) -> int:
        return sum(problem.severity is Severity.WARNING for problem in self.problems)

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """For each problem a name that outlives changes elsewhere in the file (64 hexadecimal digits).

        It is made of the file, the code, the line's text, and a number where these are the same.
        """
        met: Counter[tuple[str, str, str]] = Counter()
        found = []
        for problem in self.problems:
            key = (problem.file, problem.code, self.line(problem).strip())
            met[key] += 1
            text = "\0".join((*key, str(met[key])))
            found.append(hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest())
        return tuple(found)

    def line(self, problem: Problem) -> str:
        """The line in which a problem begins; nothing where there is no text to show."""
        text = lines(self.texts.get(problem.file, ""))
        return text[problem.line - 1] if problem.line <= len(text) else ""


def told(problem: Problem) -> str:
    """The message as a sentence, with the repair."""
    message = problem.message[:1].upper() + problem.message[1:]
    return f"{message}. {problem.hint}".rstrip()
