"""Step 2 to fill in: a vision with every capability as a comment, and the smallest that can be planned."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assess.intake.scaffold import comment, word
from assess.model.kinds import modeline, schema_line
from assess.model.questionnaire import Questionnaire, Section

if TYPE_CHECKING:  # nothing else here needs the planning
    from assess.planning.ambition import Proposal

_WANTED = 3
_YEARS = 2
_PURPOSE = (
    "Step 2: where the company wants to go. Complete this file and save it as vision.yaml; by the name that "
    "it has now, no command reads it. Then `assess validate` checks it, and `assess plan` plans by it."
)
_TARGETS = (
    "The levels that are wanted. Take away the # before those that you want, and correct level and date. Two "
    "keys may follow: wanted_by (a role, such as Chief financial officer) and why."
)


def vision_text(questionnaire: Questionnaire, date: dt.date, proposed: "Sequence[Proposal]" = ()) -> str:
    """A vision to be completed: valid once it has a statement and the level that is wanted of something.

    `proposed` targets are wanted already, those of all other capabilities wait as comments.

    It has no statement of its own, so that nobody's placeholder is taken for a client's vision.
    """
    horizon = dt.date(date.year + _YEARS, 12, 31).isoformat()
    lines = [
        modeline("vision"),
        *comment(_PURPOSE, indent=""),
        f"schema: {schema_line('vision')}",
        "",
        "# What will be true for customers, by when, and by what the company would see that it was wrong.",
        "# Two or three sentences, indented by two blanks below this line.",
        "statement: >-",
        "",
        "# What customers will notice, in their words.",
        "# changes_for_customers: >-",
        "#   Whoever writes has a person's answer within a day.",
        "",
        "# The plan ends here.",
        f"horizon: {horizon}",
        "",
        "# What customers want or need, each with how the company knows; and what follows from it.",
        "# needs:",
        "#   - id: prompt-answer",
        "#     text: To get an answer from a person, soon, when something fails.",
        '#     evidence: "Nine in ten messages answered within 30 hours (service report, August)."',
        "# themes:",
        "#   - id: answer-first",
        "#     text: Answers before offers.",
        "#     from: [prompt-answer]",
        "",
        *comment(_TARGETS, indent=""),
        *comment(f"Levels: {_ladder(questionnaire)}.", indent=""),
        "targets:",
    ]
    by_id = {one.section: one for one in proposed}
    for section in _capabilities(questionnaire):
        lines += ["", *comment(f"{section.id} {section.title}. {section.claim}")]
        if one := by_id.get(section.id):
            by = one.by.isoformat()
            lines.append(f"  - {{capability: {word(section.id)}, level: {one.level}, by: {by}}}")
        else:
            level = _level(questionnaire)
            lines.append(f"  # - {{capability: {word(section.id)}, level: {level}, by: {horizon}}}")
    return "\n".join(lines) + "\n"


def smallest_vision(questionnaire: Questionnaire) -> str:
    """The smallest vision that can be planned, as an example to type."""
    first = next(_capabilities(questionnaire)).id
    return (
        f"schema: {schema_line('vision')}\n"
        "statement: Most of our customers stay with us because we help them.\n"
        "targets:\n"
        f"  - {{capability: {word(first)}, level: {_level(questionnaire)}}}\n"
    )


def _capabilities(questionnaire: Questionnaire) -> Iterator[Section]:
    """The innermost sections with scored questions."""
    for section in questionnaire.all_sections():
        if any(question.scored for question in section.questions):
            yield section


def _level(questionnaire: Questionnaire) -> int:
    levels = [level.value for level in questionnaire.ladder]
    return min(levels, key=lambda level: (abs(level - _WANTED), level), default=_WANTED)


def _ladder(questionnaire: Questionnaire) -> str:
    return ", ".join(f"{level.value} {level.name}" for level in questionnaire.ladder)
