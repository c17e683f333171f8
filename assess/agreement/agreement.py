"""Everything about agreement in one assessment, for the chapter on who must stand with you."""

from collections.abc import Iterable
from dataclasses import dataclass

from assess.agreement.groups import Group, groups
from assess.agreement.participation import Participation, participation
from assess.agreement.questions import Disagreement, KnowledgeGap, disagreements, knowledge_gaps
from assess.agreement.spread import SectionSpread, spreads
from assess.agreement.voices import voices
from assess.model.answers import Answers
from assess.model.engagement import Engagement
from assess.scoring.card import Scorecard
from assess.scoring.trees import main_tree


@dataclass(frozen=True)
class Agreement:
    """Facts by group of functions; `disagreements` stand sharpest first."""

    groups: tuple[Group, ...]
    sections: tuple[SectionSpread, ...]
    disagreements: tuple[Disagreement, ...]
    knowledge_gaps: tuple[KnowledgeGap, ...]
    participation: tuple[Participation, ...]

    @property
    def sharpest(self) -> Disagreement | None:
        """The core question on which two groups lie furthest apart."""
        return self.disagreements[0] if self.disagreements else None

    def section(self, section_id: str) -> SectionSpread | None:
        """One section's spread."""
        return next((one for one in self.sections if one.section == section_id), None)


def agreement(card: Scorecard, documents: Iterable[Answers], engagement: Engagement) -> Agreement:
    """`card` is the assessment's scorecard, `documents` the answers that it was made from."""
    on_file = tuple(documents)
    questionnaire = card.questionnaire
    smallest = engagement.smallest_group
    by_function = groups(questionnaire, on_file, engagement)
    everybody = voices(card.assembled, on_file, engagement)
    return Agreement(
        groups=by_function,
        sections=spreads(main_tree(questionnaire), everybody, by_function, smallest),
        disagreements=disagreements(card, everybody, by_function, smallest),
        knowledge_gaps=knowledge_gaps(card, smallest),
        participation=participation(questionnaire, on_file, by_function),
    )
