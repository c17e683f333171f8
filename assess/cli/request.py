"""What is to be checked, and what came of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assess.cli.checking import Checking
from assess.cli.paths import Sought
from assess.files.documents import Reading, shown
from assess.rules import Selection, misused, unsuppressed
from assess.text.problems import Problem, Severity, in_order


@dataclass(frozen=True)
class Checked:
    """The problems to tell, in order, and the names of the documents that were checked.

    `found` are all problems, those that are suppressed or left out as well.
    """

    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    reading: Reading
    found: tuple[Problem, ...]


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
        found = (*checking.found, *reading.problems)
        problems = told(found, reading, self.selection, frozenset(files))
        return Checked(tuple(problems), tuple(files), reading, found)


def told(
    found: Sequence[Problem], reading: Reading, selection: Selection, asked: Collection[str] | None = None
) -> list[Problem]:
    """What is left to tell, in order: neither suppressed by a comment nor left out by the selection.

    Which comments suppress nothing is known of the files that were `asked` for (None: of all), and only when
    no error has kept a rule from looking.
    """
    is_sound = all(problem.severity is Severity.WARNING for problem in found)

    def is_judged(code: str, file: str) -> bool:
        return is_sound and (asked is None or file in asked) and selection.tells(code, file)

    left = [*unsuppressed(found, reading.comments), *misused(found, reading.comments, is_judged)]
    return in_order(problem for problem in left if selection.tells(problem.code, problem.file))
