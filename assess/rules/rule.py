"""A rule and what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from assess.model.assembly import Assembled, Place
from assess.model.engagement import Engagement
from assess.model.reading import Document
from assess.text.problems import Problem, Severity, did_you_mean, problem_at
from assess.text.safe_yaml import MOST_PROBLEMS, Path

_MOST_NAMES = 12


@dataclass(frozen=True)
class Finding:
    """Something wrong at a place, and how to mend it."""

    place: Place
    message: str
    hint: str = ""
    below: Path = ()
    key: bool = False


def unknown(place: Place, below: Path, kind: str, name: str, known: Iterable[str]) -> Finding:
    """A name that nothing has, with the nearest that something has."""
    names = list(dict.fromkeys(known))
    more = ", …" if len(names) > _MOST_NAMES else ""
    listed = f"Known: {', '.join(names[:_MOST_NAMES])}{more}." if names else "There are none."
    is_key = below[-1:] == (name,)
    return Finding(place, f"there is no {kind} `{name}`", did_you_mean(name, names, listed), below, is_key)


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: a document, and the questionnaire and engagement that it belongs to."""

    document: Document[Any]
    assembled: Assembled
    engagement: Engagement | None = None
    siblings: tuple[Document[Any], ...] = ()

    @property
    def record(self) -> Any:
        return self.document.record

    @property
    def place(self) -> Place:
        return Place(self.document, ())


@dataclass(frozen=True)
class Rule:
    """`code` never changes its meaning; `title` says what a good document does."""

    code: str
    title: str
    check: Callable[[Subject], Iterator[Finding]]
    severity: Severity = Severity.ERROR

    def problems(self, subject: Subject) -> Iterator[Problem]:
        """The findings with this rule's code, at their places; of very many the first."""
        for finding in islice(self.check(subject), MOST_PROBLEMS):
            source = finding.place.document.source
            span = source.span(finding.place.path + finding.below, key=finding.key)
            yield problem_at(span, source.file, self.code, finding.message, finding.hint, self.severity)
