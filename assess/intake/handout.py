"""What one respondent is given to answer, whatever the way: the terminal, a form, a workbook, an editor."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from assess.intake.routing import Invited, in_turn
from assess.model.answers import CONSENSUS, Answers, Attribution, OptionOrder, State
from assess.model.engagement import Engagement
from assess.model.kinds import schema_line
from assess.model.questionnaire import Kind, Option, Question, Questionnaire, Section
from assess.scoring.asked import is_in_scope


@dataclass(frozen=True)
class Handout:
    """The questions for one respondent, and what is on file already.

    `questionnaire` is merged, and speaks the client's words and language. `digest` is that of the original.
    `questions` are the ids of what this respondent is asked, before conditions are looked at. `votes` are
    what a room is shown that settles together what people see differently, by question.
    """

    questionnaire: Questionnaire
    digest: str
    engagement: Engagement
    person: Invited
    date: dt.date
    questions: frozenset[str]
    answers: Answers | None = None
    votes: Mapping[str, str] = field(default_factory=dict)

    @property
    def option_order(self) -> OptionOrder:
        """The highest first for half of the respondents, by their names: what is read first gets more votes.

        Whoever has begun keeps the order. Source: Krosnick and Alwin (1987), An evaluation of a cognitive
        theory of response-order effects in survey measurement, Public Opinion Quarterly 51(2).
        """
        if self.answers and any(one.state is not State.UNANSWERED for one in self.answers.answers.values()):
            return self.answers.option_order
        if self.person.name == CONSENSUS:  # a room reads both ways
            return OptionOrder.LOWEST_FIRST
        is_odd = hashlib.sha256(self.person.name.encode()).digest()[0] % 2
        return OptionOrder.HIGHEST_FIRST if is_odd else OptionOrder.LOWEST_FIRST

    @property
    def attribution(self) -> Attribution:
        """What was settled with this respondent, or else for all."""
        own = self.answers.attribution if self.answers else None
        return own or self.engagement.attribution

    def reviews(self) -> list[Section]:
        """The outermost sections in this respondent's order: the own one first, what is not scored last."""
        return in_turn(self.questionnaire, self.person.function)

    def asked(self, section: Section) -> Iterator[Question]:
        """This respondent's questions of a section at any depth, in the questionnaire's order."""
        yield from (question for question in section.questions if question.id in self.questions)
        for inner in section.sections:
            yield from self.asked(inner)

    def options(self, question: Question) -> Sequence[Option]:
        """The options of a question in the order in which this respondent sees them."""
        options = question.options or ()
        return options[::-1] if self.option_order is OptionOrder.HIGHEST_FIRST else options

    def may_not_apply(self, question: Question) -> bool:
        """Whether *not applicable* is offered: as the question says, or else the questionnaire."""
        if question.may_not_apply is not None:
            return question.may_not_apply
        return self.questionnaire.may_not_apply

    def knows(self, question: Question) -> bool:
        """Whether it is a fact that the respondent's function owns, or stands in for."""
        if question.kind is not Kind.FACT or question.owner is None:
            return False
        return self.person.function in {question.owner, self.engagement.stand_ins.get(question.owner)}

    def blank(self) -> Answers:
        """An answers document for this respondent with nothing answered."""
        return Answers(
            schema_=schema_line("answers"),
            questionnaire=self.questionnaire.id,
            version=self.questionnaire.version,
            respondent=self.person.name,
            function=self.person.function or None,
            date=self.date,
        )

    def with_attribution(self, attribution: Attribution) -> Self:
        """With how this respondent is named, settled anew."""
        update = {"attribution": attribution}
        answers = self.answers.model_copy(update=update) if self.answers else None
        return replace(self, engagement=self.engagement.model_copy(update=update), answers=answers)

    def with_everything(self) -> Self:
        """With the questions for other functions, too."""
        everything = (
            q.id for q in self.questionnaire.all_questions() if is_in_scope(q, self.engagement.scope)
        )
        return replace(self, questions=frozenset(everything))
