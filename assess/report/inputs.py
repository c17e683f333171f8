"""What a report is computed from: facts of the floors below, nothing from the disk or the clock."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assess.agreement.agreement import Agreement, agreement
from assess.model.answers import Answers
from assess.model.engagement import BusinessFigure, Engagement
from assess.model.playbook import Initiative
from assess.model.roadmap import Roadmap
from assess.model.vision import Target, Vision
from assess.report.charts.scale import Scale
from assess.scoring.card import Scorecard, SectionScore


@dataclass(frozen=True)
class Inputs:
    """`date` is the report's. `initiatives` are those that the client can use, by id."""

    card: Scorecard
    engagement: Engagement
    answers: tuple[Answers, ...]
    date: dt.date
    vision: Vision | None = None
    initiatives: Mapping[str, Initiative] | None = None
    roadmap: Roadmap | None = None
    roadmap_is_stale: bool = False

    @property
    def client(self) -> str:
        return self.engagement.client.name

    @cached_property
    def reviews(self) -> tuple[SectionScore, ...]:
        """The sections of the first depth that have scored questions."""
        return self.card.overall.sections

    @cached_property
    def capabilities(self) -> tuple[SectionScore, ...]:
        """The sections that hold questions, in the questionnaire's order."""
        return tuple(section for section in self.card.overall.walk() if section.branch.leaves)

    def is_capability(self, section_id: str) -> bool:
        return any(section.id == section_id for section in self.capabilities)

    @cached_property
    def agreement(self) -> Agreement:
        """Who sees what, by function."""
        return agreement(self.card, self.answers, self.engagement)

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """The wanted levels by section."""
        return {target.capability: target for target in (self.vision.targets if self.vision else ())}

    @cached_property
    def scale(self) -> Scale:
        """The ladder as a ruler for charts."""
        ladder = self.card.questionnaire.ladder
        return Scale(tuple(step.name for step in ladder), ladder[0].value)

    @cached_property
    def functions(self) -> Mapping[str, str]:
        """Names of functions by id."""
        return {function.id: function.name for function in self.card.questionnaire.functions}

    def function(self, name: str) -> str:
        """A function's name; its id where the questionnaire does not list it."""
        return self.functions.get(name, name.replace("-", " ").replace("_", " ").capitalize())

    def figures(self, name: str) -> tuple[BusinessFigure, ...]:
        """The client's figures with this id that are numbers, in the engagement's order: the latest period last."""
        return tuple(f for f in self.engagement.figures if f.id == name and isinstance(f.value, Decimal))
