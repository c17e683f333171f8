"""Who was invited, who took part and who finished, by group; and who gave one answer to nearly everything."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.agreement.groups import Group, Visibility, function_of, took_part
from assess.model.answers import Answers, State
from assess.model.questionnaire import Question, Questionnaire

STRAIGHT_LINE = Fraction(9, 10)
"""From this share of identical answers on, a row of answers deserves a question."""
FEWEST_IN_A_LINE = 20
"""Fewer answers than these can be identical with good reason."""


@dataclass(frozen=True)
class Participation:
    """One group: how many were invited, took part, completed, answered the core only.

    `straight_lining`: how many gave one answer to nearly everything.

    Answers: how many of each state to scored questions in the documents; a question that is not in somebody's
    document was not put to them, because several people of a function may share its questions. All are None
    where the group is hidden.
    """

    group: Group
    invited: int | None = None
    took_part: int | None = None
    completed: int | None = None
    core_only: int | None = None
    straight_lining: int | None = None
    answered: int | None = None
    unknown: int | None = None
    not_applicable: int | None = None
    unanswered: int | None = None


def participation(
    questionnaire: Questionnaire,
    documents: Iterable[Answers],
    groups: Sequence[Group],
    limit: Fraction = STRAIGHT_LINE,
) -> tuple[Participation, ...]:
    """One for each group, in the same order."""
    questions = {question.id: question for question in questionnaire.all_questions()}
    single = [document for document in documents if not document.is_consensus]
    return tuple(
        _of(group, [d for d in single if function_of(d) in group.functions], questions, limit)
        for group in groups
    )


def straight_share(document: Answers, questions: dict[str, Question]) -> Fraction | None:
    """The share of the commonest choice among a respondent's choices of options; None for too few of them.

    Bands and figures are left out: a number cannot be given from habit.
    """
    choices = [
        answer.value
        for name, answer in document.answers.items()
        if answer.state is State.ANSWERED
        and name in questions
        and questions[name].scored
        and questions[name].options
    ]
    if len(choices) < FEWEST_IN_A_LINE:
        return None
    return Fraction(Counter(choices).most_common(1)[0][1], len(choices))


def _of(
    group: Group, documents: Sequence[Answers], questions: dict[str, Question], limit: Fraction
) -> Participation:
    if group.visibility is Visibility.HIDDEN:
        return Participation(group)
    present = [document for document in documents if took_part(document)]
    states = Counter(state for document in present for state in _states(document, questions).values())
    shares = [straight_share(document, questions) for document in present]
    return Participation(
        group=group,
        invited=len(documents),
        took_part=len(present),
        completed=sum(State.UNANSWERED not in _states(d, questions).values() for d in present),
        core_only=sum(_is_core_only(d, questions) for d in present),
        straight_lining=sum(share is not None and share >= limit for share in shares),
        answered=states[State.ANSWERED],
        unknown=states[State.UNKNOWN],
        not_applicable=states[State.NOT_APPLICABLE],
        unanswered=states[State.UNANSWERED],
    )


def _states(document: Answers, questions: dict[str, Question]) -> dict[str, State]:
    """The state of every scored question in the document."""
    return {
        name: answer.state
        for name, answer in document.answers.items()
        if name in questions and questions[name].scored
    }


def _is_core_only(document: Answers, questions: dict[str, Question]) -> bool:
    """Answered something of the core, and of the rest nothing."""
    given = [name for name, state in _states(document, questions).items() if state is not State.UNANSWERED]
    return bool(given) and all(questions[name].core for name in given)
