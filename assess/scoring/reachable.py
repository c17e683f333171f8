"""How far a questionnaire lets anybody come: the levels when every answer is the best one."""

from fractions import Fraction

from assess.model.answers import CONSENSUS, Answer, Answers, State
from assess.model.assembly import Assembled
from assess.model.questionnaire import Question
from assess.scoring.card import Scorecard, score
from assess.scoring.values import own_value, turned


def best(assembled: Assembled) -> Scorecard:
    """The scorecard of the best answers, settled by consensus so that nobody's role stands in the way.

    Scored questions need options or bands.
    """
    questionnaire = assembled.questionnaire
    answers = {
        question.id: Answer(value=_best(question), state=State.ANSWERED)
        for question in questionnaire.all_questions()
        if question.scored
    }
    document = Answers(
        schema_="assess/answers@1",
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        respondent=CONSENSUS,
        answers=answers,
    )
    return score(assembled, [document], None, None)


def _best(question: Question) -> object:
    """The answer that counts most: an option's value, or a number within a band."""
    return max(_answers(question), key=lambda answer: _counts(question, answer))


def _answers(question: Question) -> list[object]:
    if question.options:
        return [option.value for option in question.options]
    bounds = [band.from_ for band in question.bands or () if band.from_ is not None]
    return [bounds[0] - 1, *bounds] if bounds else [0]


def _counts(question: Question, answer: object) -> Fraction:
    own = own_value(question, answer)
    return Fraction(0) if own is None else turned(question, own)
