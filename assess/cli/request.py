"""What is to be checked, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assess.cli.checking import Checking
from assess.cli.paths import Sought
from assess.files.documents import Reading, shown
from assess.rules import Selection, misused, unsuppressed
from assess.text.problems import Problem, in_order


@dataclass(frozen=True)
class Checked:
    """The problems to tell, in order, and the names of the documents that were checked."""

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    reading: Reading


@dataclass(frozen=True)
class Request:
    """Documents, the texts that stand in place of some of them by absolute path, and which codes are told."""

    documents: Sequence[Sought]
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    selection: Selection = field(default_factory=Selection)

    def check(self, unsaved: Mapping[str, bytes] | None = None) -> Checked:
        """Check everything, with the texts of the request or with others."""
        reading = Reading(unsaved=self.unsaved if unsaved is None else unsaved)
        checking = Checking(reading)
        files = [shown(one.file) for one in self.documents if checking.check(one.file, found=one.found)]
        problems = told([*checking.found, *reading.problems], reading, self.selection)
        return Checked(tuple(problems), tuple(files), reading)


def told(found: Sequence[Problem], reading: Reading, selection: Selection) -> list[Problem]:
    """What is left to tell, in order: neither suppressed by a comment nor left out by the selection."""
    left = unsuppressed(found, reading.comments)
    left += misused(found, reading.comments, selection.tells)
    return in_order(problem for problem in left if selection.tells(problem.code, problem.file))
