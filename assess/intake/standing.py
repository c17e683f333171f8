"""Who has answered how much, and who has not."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assess.intake.handout import Handout
from assess.intake.interview.session import Session
from assess.intake.routing import minutes
from assess.intake.scaffold import owners_without_respondent
from assess.model.answers import State


class Stage(StrEnum):
    """How far somebody is."""

    NOT_BEGUN = "not begun"
    BEGUN = "begun"
    COMPLETE = "complete"


@dataclass(frozen=True)
class Standing:
    """One respondent: how many questions are asked, and what became of them."""

    respondent: str
    function: str
    way: str
    asked: int
    answered: int
    unknown: int
    not_applicable: int

    @property
    def left(self) -> int:
        """Questions without any answer."""
        return self.asked - self.answered - self.unknown - self.not_applicable

    @property
    def minutes_left(self) -> int:
        """What these take."""
        return minutes(self.left)

    @property
    def stage(self) -> Stage:
        """Not begun, begun, or complete."""
        if not self.left:
            return Stage.COMPLETE
        return Stage.NOT_BEGUN if self.left == self.asked else Stage.BEGUN


def standings(handouts: Sequence[Handout]) -> list[Standing]:
    """For everybody who was given questions; what a respondent's own answers rule out is not asked."""
    return [_standing(handout) for handout in handouts]


def _standing(handout: Handout) -> Standing:
    session = Session(handout, handout.answers.answers if handout.answers else {})
    states = [session.answer(question).state for question in session.questions]
    stage = any(state is not State.UNANSWERED for state in states)
    return Standing(
        respondent=handout.person.name,
        function=handout.person.function,
        way=handout.answers.way.value if handout.answers and stage else "",
        asked=len(states),
        answered=states.count(State.ANSWERED),
        unknown=states.count(State.UNKNOWN),
        not_applicable=states.count(State.NOT_APPLICABLE),
    )


def silent_functions(handouts: Sequence[Handout]) -> list[str]:
    """Functions that own facts and have neither a respondent nor a stand-in with one."""
    if not handouts:
        return []
    present = {handout.person.function for handout in handouts}
    stand_ins = handouts[0].engagement.stand_ins
    absent = owners_without_respondent(handouts[0].questionnaire, present)
    return [function for function in absent if stand_ins.get(function) not in present]
