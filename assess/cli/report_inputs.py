"""What a report needs of an opened engagement."""

import datetime as dt

from assess.cli.engagements import scorecard
from assess.cli.roadmap_file import inputs as roadmap_inputs
from assess.files.engagement_folder import EngagementFolder
from assess.planning.portfolio import merged
from assess.planning.roadmap import is_stale
from assess.report.inputs import Inputs


def inputs(opened: EngagementFolder, date: dt.date) -> Inputs:
    """Everything that is said of it; `date` is the report's."""
    initiatives = merged(
        opened.playbook.record if opened.playbook else None,
        opened.own_playbook.record if opened.own_playbook else None,
    )
    roadmap = opened.roadmap.record if opened.roadmap else None
    return Inputs(
        card=scorecard(opened),
        engagement=opened.engagement.record,
        answers=tuple(answers.record for answers in opened.answers),
        date=date,
        vision=opened.vision.record if opened.vision else None,
        initiatives={initiative.id: initiative for initiative in initiatives},
        roadmap=roadmap,
        roadmap_is_stale=roadmap is not None and is_stale(roadmap, roadmap_inputs(opened)),
        pilots=tuple(pilot.record for pilot in opened.pilots),
    )
