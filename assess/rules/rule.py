"""A rule, what it looks at and what it finds."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assess.model.assembly import Assembled, Place
from assess.model.reading import Document
from assess.rules.asked import Asked, asked
from assess.rules.documentation import Documentation, documentation
from assess.rules.sections import Held, held
from assess.text.problems import Problem, Severity, alike, did_you_mean, problem_at
from assess.text.safe_yaml import Path
from assess.text.words import span_of_words

if TYPE_CHECKING:  # a questionnaire is checked without them
    from assess.model.answers import Answer, Answers
    from assess.model.engagement import Engagement
    from assess.model.playbook import Initiative, Playbook
    from assess.model.questionnaire import Question
    from assess.scoring.attainable import Attainable
    from assess.scoring.possible import Settled

_MOST_NAMES = 12


@dataclass(frozen=True)
class Finding:
    """Something wrong at a place, and how to mend it.

    `words`, where given, is the part of the text at the place that is meant. `instead`, where given, is what
    to write in place of the text that is marked: a repair that is safe to make without asking.
    """

    place: Place
    message: str
    hint: str = ""
    below: Path = ()
    key: bool = False
    instead: str | None = None
    words: str = ""


def unknown(place: Place, below: Path, kind: str, name: str, known: Iterable[str]) -> Finding:
    """A name that nothing has, with the nearest that something has."""
    names = list(dict.fromkeys(known))
    more = ", …" if len(names) > _MOST_NAMES else ""
    listed = f"Known: {', '.join(names[:_MOST_NAMES])}{more}." if names else "There are none."
    is_key = below[-1:] == (name,)
    hint, meant = did_you_mean(name, names, listed), alike(name, names)
    instead = meant if meant and _NEEDS_NO_QUOTES.match(meant) else None
    return Finding(place, f"there is no {kind} `{name}`", hint, below, is_key, instead)


_NEEDS_NO_QUOTES = re.compile(r"(?!(true|false|null)\Z)[a-z][\w.-]*\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Surroundings:
    """The engagement that a document belongs to, in one of its assessments; what it has not is left empty.

    `playbooks` are the client's own first, then the one beside the questionnaire. `is_sound`: nothing that a
    score is computed from has an error.
    """

    engagement: "Engagement"
    assembled: Assembled
    date: dt.date | None = None
    answers: "tuple[Document[Answers], ...]" = ()
    playbooks: "tuple[Document[Playbook], ...]" = ()
    is_sound: bool = False

    @cached_property
    def levels(self) -> Mapping[str, int]:
        """The level of each section today, by id, where it has one; computed when a rule first asks for it.

        Empty where answers or what they answer have errors: a level that they falsify would mislead.
        """
        if not self.is_sound:
            return {}
        from assess.scoring.card import score  # only a vision asks

        card = score(self.assembled, (one.record for one in self.answers), self.engagement, self.date)
        return {section.id: section.level for section in card.overall.walk() if section.level is not None}

    @cached_property
    def initiatives(self) -> "tuple[Initiative, ...]":
        """Those of all playbooks, the client's own in place of others and without what is switched off."""
        from assess.planning.portfolio import merged  # the records of a roadmap take as long as all the rules

        own, bundled = (*(book.record for book in self.playbooks), None, None)[:2]
        return merged(bundled, own)

    @cached_property
    def first_files(self) -> Mapping[str, str]:
        """For each respondent the file with the answers; of several the first."""
        last_first = sorted(self.answers, key=lambda one: one.file, reverse=True)
        return {one.record.respondent: one.file for one in last_first}

    @cached_property
    def functions(self) -> frozenset[str | None]:
        """The functions that have a respondent."""
        return frozenset(one.record.function for one in self.answers if not one.record.is_consensus)


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: a document, its questionnaire, and the engagement around it, if there is one.

    `siblings` are the documents of the same kind beside it (for a client's playbook, the bundled one).
    """

    document: Document[Any]
    assembled: Assembled
    around: Surroundings | None = None
    siblings: tuple[Document[Any], ...] = ()

    @property
    def record(self) -> Any:
        return self.document.record

    @property
    def place(self) -> Place:
        return Place(self.document, ())

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Sections and lenses with the level methods that hold for them."""
        return held(self.assembled)

    @property
    def is_english(self) -> bool:
        """The language that the rules of wording know."""
        return bool(self.record.language.casefold().startswith("en"))

    @cached_property
    def asked(self) -> Asked:
        """The questions as the rules of wording look at them; none in a language that these do not know."""
        return asked(self.assembled) if self.is_english else Asked(())

    @cached_property
    def attainable(self) -> "Mapping[str, Attainable]":
        """What sections and lenses can come to, by id; those that weigh nothing are left out."""
        from assess.scoring.attainable import attainable_sections  # few questionnaires need to know

        return attainable_sections(self.assembled.questionnaire, self.assembled.by_id)

    @cached_property
    def settled(self) -> "tuple[tuple[Place, Settled], ...]":
        """Conditions that hold always or never, each with the place of the question that waits for it."""
        conditional = [(one.when, place) for one, place in self.assembled.conditional if one.when]
        if all(when.fact for when, _ in conditional):
            return ()
        from assess.scoring.possible import settled  # few questionnaires look at answers

        questions = self.assembled.by_id
        return tuple((place, found) for when, place in conditional for found in settled(when, questions))

    @cached_property
    def answered(self) -> "tuple[tuple[Answer, Question, bool], ...]":
        """Of an answers document: each answer, its question, and whether this offers it."""
        from assess.model.answers import State  # only rules for answers ask, and there it is loaded
        from assess.scoring.values import on_scale

        known, positions = self.assembled.by_id, self.assembled.positions
        return tuple(
            (answer, question, answer.value in at if at else on_scale(question, answer.value))
            for name, answer in self.record.answers.items()
            if answer.state is State.ANSWERED and (question := known.get(name))
            for at in (positions.get(name),)
        )


@dataclass(frozen=True)
class Rule:
    """One short function that finds what is not as it should be.

    `code` never changes its meaning. The docstring of `check` is the rule's documentation. `of_sound_only`:
    it computes with the document, and would mislead, or fail, where other rules have found errors.
    """

    code: str
    check: Callable[[Subject], Iterator[Finding]]
    severity: Severity = Severity.ERROR
    of_sound_only: bool = False

    @property
    def about(self) -> Documentation:
        return documentation(self.check.__doc__ or "")

    def problem(self, finding: Finding) -> Problem:
        """The finding with this rule's code, at its place."""
        source, path = finding.place.document.source, finding.place.path + finding.below
        is_whole = finding.instead is not None and source.is_whole(path, key=finding.key)
        span = source.span(path, key=finding.key)
        if finding.words:
            span = span_of_words(source.text, span, finding.words) or span
        return problem_at(
            span,
            source.file,
            self.code,
            finding.message,
            finding.hint,
            self.severity,
            instead=finding.instead if is_whole else None,
        )


@dataclass(frozen=True)
class Told:
    """A code that is told while documents are found and read, before any rule can look at them."""

    code: str
    text: str
    severity: Severity = Severity.ERROR

    @property
    def about(self) -> Documentation:
        return documentation(self.text)
