"""What each respondent of an assessment is given: the questions in the client's words and language."""

from collections.abc import Sequence

from assess.files.engagement_folder import EngagementFolder
from assess.intake.handout import Handout
from assess.intake.routing import Invited, shares
from assess.model.answers import Answers
from assess.model.questionnaire import Questionnaire


def people(opened: EngagementFolder) -> list[Invited]:
    """Who has answers on file, but for the consensus."""
    records = [document.record for document in opened.answers]
    return [Invited(one.respondent, one.function or "") for one in records if not one.is_consensus]


def handouts(opened: EngagementFolder, more: Sequence[Invited] = ()) -> list[Handout]:
    """One for everybody who has answers on file, and for `more` people, who have none yet."""
    if opened.date is None:
        return []
    everybody = [*people(opened), *more]
    engagement, questionnaire = opened.engagement.record, opened.assembled.questionnaire
    given = shares(questionnaire, everybody, engagement.scope)
    on_file = {document.record.respondent: document.record for document in opened.answers}
    return [
        Handout(
            questionnaire=questionnaire,
            digest=opened.assembled.digest,
            engagement=engagement,
            person=person,
            date=opened.date,
            questions=_questions(given[person.name], on_file.get(person.name), questionnaire),
            answers=on_file.get(person.name),
        )
        for person in everybody
    ]


def _questions(
    share: frozenset[str], answers: Answers | None, questionnaire: Questionnaire
) -> frozenset[str]:
    """What an answers file lists was given to its respondent, whoever has joined since.

    A file that does not even list the core was written by hand, and lists answers only.
    """
    questions = questionnaire.all_questions()
    listed = {question.id for question in questions if answers and question.id in answers.answers}
    core = {question.id for question in questions if question.core and question.id in share}
    return frozenset(listed) if core and core <= listed else share | listed
