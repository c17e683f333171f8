"""What a report is computed from: facts of the floors below, nothing from the disk or the clock."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assess.agreement.agreement import Agreement, agreement
from assess.agreement.groups import NO_FUNCTION
from assess.model.answers import Answers
from assess.model.engagement import BusinessFigure, Engagement
from assess.model.pilot import Pilot
from assess.model.playbook import Initiative
from assess.model.questionnaire import Kind, Section
from assess.model.roadmap import Planned, PlannedGate, Roadmap
from assess.model.vision import Target, Vision
from assess.planning.money.case import business_case
from assess.planning.money.effects import Learnt
from assess.planning.money.record import BusinessCase, NoCase
from assess.planning.pilots.findings import Effect, Reading
from assess.planning.pilots.learning import learnt
from assess.planning.pilots.reading import read
from assess.report import wording
from assess.report.charts.scale import Scale
from assess.scoring.card import Scorecard, SectionScore
from assess.scoring.values import Cell

CUSTOMER_CENTRICITY = "customer-centricity"
"""The bundled questionnaire. What its framework holds is printed with it, and with no other."""
SEED = 2011
"""Of the drawn scenarios: always the same, so that nobody can look for a luckier one."""


@dataclass(frozen=True)
class Inputs:
    """`date` is the report's. `initiatives` are those that the client can use, by id."""

    card: Scorecard
    engagement: Engagement
    answers: tuple[Answers, ...]
    date: dt.date
    vision: Vision | None = None
    initiatives: Mapping[str, Initiative] = field(default_factory=dict)
    roadmap: Roadmap | None = None
    roadmap_is_stale: bool = False
    pilots: tuple[Pilot, ...] = ()

    @property
    def client(self) -> str:
        """The name, as the client writes it."""
        return self.engagement.client.name

    @property
    def is_customer_centricity(self) -> bool:
        """Whether the bundled framework stands behind the questions."""
        return self.card.questionnaire.id == CUSTOMER_CENTRICITY

    @cached_property
    def reviews(self) -> tuple[SectionScore, ...]:
        """The sections of the first depth that have scored questions."""
        return self.card.overall.sections

    @cached_property
    def capabilities(self) -> tuple[SectionScore, ...]:
        """The sections that hold questions, in the questionnaire's order."""
        return leaves(self.card.overall)

    @cached_property
    def ranked(self) -> tuple[SectionScore, ...]:
        """Capabilities with a score, the lowest first."""
        return by_score(self.capabilities)

    @cached_property
    def is_nested(self) -> bool:
        """Whether every section of the first depth holds sections: then these are reviews of capabilities."""
        return wording.parts(self.card, self.card.overall) == "reviews"

    @property
    def capability_noun(self) -> str:
        """What a section with questions is called."""
        return "capability" if self.is_nested else "section"

    @property
    def capability_nouns(self) -> str:
        """The plural of it."""
        return "capabilities" if self.is_nested else "sections"

    @cached_property
    def is_on_ladder(self) -> bool:
        """Whether every score can be read on the ladder; sums, for one, may go beyond it."""
        tops = [section.interval[1] for section in self.card.overall.walk() if section.interval]
        return all(top <= self.scale.high for top in tops)

    @cached_property
    def records(self) -> Mapping[str, Section]:
        """The questionnaire's sections by id."""
        return {section.id: section for section in self.card.questionnaire.all_sections()}

    @cached_property
    def scored(self) -> Mapping[str, SectionScore]:
        """The scorecard's sections by id, lenses included."""
        return {section.id: section for section in self.card.sections()}

    def label(self, section_id: str) -> str:
        """What a section is called in tables."""
        section = self.scored.get(section_id)
        return wording.label(section_id, section.title) if section else section_id

    def may_quote(self, cell: Cell) -> bool:
        """Whether what was chosen and shown as evidence can be printed without giving a person away.

        A fact is the owner's to state, and what the room agreed on is everybody's.
        """
        people = {given.respondent for given in cell.counted if given.own is not None}
        is_known = cell.question.kind is Kind.FACT or cell.from_consensus
        return is_known or len(people) >= self.engagement.smallest_group

    @cached_property
    def agreement(self) -> Agreement:
        """Who sees what, by function."""
        return agreement(self.card, self.answers, self.engagement)

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """The wanted levels by section."""
        return {target.capability: target for target in (self.vision.targets if self.vision else ())}

    @cached_property
    def gaps(self) -> tuple[tuple[SectionScore, int], ...]:
        """Sections with a score whose wanted level is not reached, and that level; the longest way first."""
        wanted = [
            (section, self.targets[section.id].level, section.score)
            for section in self.card.overall.walk()
            if section.id in self.targets and section.score is not None
        ]
        ahead = [one for one in wanted if (one[0].reach or 0) < one[1]]
        ahead.sort(key=lambda one: (one[2] - one[1], one[0].id))
        return tuple((section, level) for section, level, _ in ahead)

    @cached_property
    def scale(self) -> Scale:
        """The ladder as a ruler for charts."""
        ladder = self.card.questionnaire.ladder
        return Scale(tuple(step.name for step in ladder), ladder[0].value)

    @cached_property
    def functions(self) -> Mapping[str, str]:
        """Names of functions by id."""
        return {function.id: function.name for function in self.card.questionnaire.functions}

    @property
    def has_functions(self) -> bool:
        """Whether anybody who answered named a function."""
        return any(name != NO_FUNCTION for name in self.card.respondents)

    def function(self, name: str) -> str:
        """A function's name; its id where the questionnaire does not list it."""
        if name == NO_FUNCTION:
            return "Without a function"
        return self.functions.get(name, name.replace("-", " ").replace("_", " ").capitalize())

    def figures(self, name: str) -> tuple[BusinessFigure, ...]:
        """The client's figures with this id that are numbers, in the engagement's order: the latest last."""
        return tuple(f for f in self.engagement.figures if f.id == name and isinstance(f.value, Decimal))

    @property
    def planned(self) -> tuple[Planned, ...]:
        """The initiatives on the roadmap; none without a roadmap."""
        return self.roadmap.initiatives if self.roadmap else ()

    def planned_title(self, name: str) -> str:
        """What an initiative is called, on the roadmap or in the playbook; its id if it is in neither."""
        titles = {one.initiative: one.title for one in self.planned}
        known = self.initiatives.get(name)
        return titles.get(name) or (known.title if known else name)

    def pilots_of(self, initiative: str) -> tuple[Pilot, ...]:
        """The pilots on file of an initiative."""
        return tuple(pilot for pilot in self.pilots if pilot.initiative == initiative)

    @cached_property
    def starting(self) -> tuple[Planned, ...]:
        """What begins in the first quarter."""
        return tuple(
            planned
            for planned in self.planned
            if planned.pilot.start == 0 and not planned.begun and not planned.passed
        )

    @cached_property
    def gates(self) -> tuple[tuple[Planned, PlannedGate], ...]:
        """The decision points of all pilots by date."""
        found = [(planned, gate) for planned in self.planned for gate in planned.gates]
        return tuple(sorted(found, key=lambda pair: (pair[1].date, pair[0].initiative)))

    @property
    def today(self) -> dt.date:
        """The day up to which pilots are known: the report's, or a later one on which it was planned."""
        since = self.roadmap.planned_on if self.roadmap else None
        return max(self.date, since) if since else self.date

    @cached_property
    def readings(self) -> tuple[tuple[Pilot, Reading], ...]:
        """The pilots on file, each as it is read today."""
        return tuple((pilot, read(pilot, self.today)) for pilot in self.pilots)

    @cached_property
    def learnt(self) -> Mapping[str, Learnt]:
        """What pilots have shown of an initiative's effect, by its id; only where a case can use it."""
        if not self.engagement.benefits:
            return {}
        found = learnt(self.pilots, self.today)
        return {name: _shown(one.effect, one.pilot) for name, one in found.items() if one.effect}

    @cached_property
    def case(self) -> BusinessCase | NoCase | None:
        """What the roadmap costs and earns, or what to ask for first; None where nothing is planned."""
        if self.roadmap is None or not any(one.initiative in self.initiatives for one in self.planned):
            return None
        return business_case(
            self.engagement, self.roadmap, self.initiatives.values(), SEED, learnt=self.learnt
        )

    def quarter(self, number: int) -> str:
        """The label of a quarter of the roadmap; empty beyond its end."""
        quarters = self.roadmap.quarters if self.roadmap else ()
        return next((quarter.label for quarter in quarters if quarter.quarter == number), "")


def _shown(effect: Effect, pilot: str) -> Learnt:
    low, likely, high = (Decimal(f"{value:.2f}") for value in (effect.low, effect.effect, effect.high))
    return Learnt(low, likely, high, f"Pilot {pilot}")


def leaves(section: SectionScore) -> tuple[SectionScore, ...]:
    """The section itself and those inside it, so far as they hold questions."""
    return tuple(inner for inner in section.walk() if inner.branch.leaves)


def by_score(sections: tuple[SectionScore, ...]) -> tuple[SectionScore, ...]:
    """Those that have a score, the lowest first."""
    scored = [(section.score, section) for section in sections if section.score is not None]
    return tuple(section for _, section in sorted(scored, key=lambda pair: (pair[0], pair[1].id)))
