"""Which record stands behind `schema: assess/<kind>@1`."""

from collections.abc import Mapping
from types import MappingProxyType

from assess.model.answers import Answers
from assess.model.engagement import Engagement
from assess.model.playbook import Playbook
from assess.model.questionnaire import Part, Questionnaire
from assess.model.record import Record
from assess.model.roadmap import Roadmap
from assess.model.scorecard import Scorecard
from assess.model.vision import Vision

KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "questionnaire": Questionnaire,
        "part": Part,
        "playbook": Playbook,
        "engagement": Engagement,
        "vision": Vision,
        "answers": Answers,
        "roadmap": Roadmap,
        "scorecard": Scorecard,
    }
)

FORMAT = 1


def schema_line(kind: str) -> str:
    """The value of a document's first key."""
    return f"assess/{kind}@{FORMAT}"
