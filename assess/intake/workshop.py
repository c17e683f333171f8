"""The room that settles together what people see differently: the disputed questions, and how they voted."""

from collections.abc import Iterator

from assess.agreement.agreement import agreement
from assess.agreement.groups import Extent
from assess.agreement.questions import Disagreement
from assess.files.engagement_folder import EngagementFolder
from assess.intake.handout import Handout
from assess.intake.routing import Invited
from assess.model.answers import CONSENSUS
from assess.scoring.asked import is_in_scope
from assess.scoring.card import score

MOST_DISPUTED = 10
"""What a room can settle in an afternoon."""


def workshop(opened: EngagementFolder, *, only_disputed: bool = False) -> Handout | None:
    """What a room is asked: everything, or the questions that divide it most; None without an assessment.

    Votes are told by function, and only for functions of which enough people answered.
    """
    if opened.date is None:
        return None
    engagement, questionnaire = opened.engagement.record, opened.assembled.questionnaire
    records = [document.record for document in opened.answers]
    on_file = next((record for record in records if record.is_consensus), None)
    single = [record for record in records if not record.is_consensus]
    card = score(opened.assembled, single, engagement, opened.date)
    disputed = agreement(card, single, engagement).disagreements
    everything = {one.id for one in questionnaire.all_questions() if is_in_scope(one, engagement.scope)}
    names = {function.id: function.name for function in questionnaire.functions}
    return Handout(
        questionnaire=questionnaire,
        digest=opened.assembled.digest,
        engagement=engagement,
        person=Invited(CONSENSUS, ""),
        date=opened.date,
        questions=frozenset(
            everything & {one.question for one in disputed[:MOST_DISPUTED]} if only_disputed else everything
        ),
        answers=on_file,
        votes={one.question: " · ".join(_votes(one, names)) for one in disputed},
    )


def _votes(one: Disagreement, names: dict[str, str]) -> Iterator[str]:
    for extent in one.extents:
        if extent.median is not None:
            yield f"{' and '.join(names.get(id_, id_) for id_ in extent.group.functions)} {_told(extent)}"


def _told(extent: Extent) -> str:
    low, median, high = (f"{float(value or 0):g}" for value in (extent.low, extent.median, extent.high))
    return median if low == high else f"{median} ({low} to {high})"
