"""Every respondent by themselves: their own answers, scored by the scoring function."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assess.agreement.groups import function_of, took_part
from assess.model.answers import Answers
from assess.model.assembly import Assembled
from assess.model.engagement import Engagement
from assess.scoring.card import Scorecard, score


@dataclass(frozen=True)
class Voice:
    """One respondent who took part, and the scorecard of this one document."""

    document: Answers
    card: Scorecard

    @property
    def function(self) -> str:
        """The function that the respondent speaks for."""
        return function_of(self.document)

    @cached_property
    def scores(self) -> Mapping[str, Fraction]:
        """The respondent's own score of every section that they answered something in."""
        return {s.id: s.score for s in self.card.overall.walk() if s.score is not None}

    @cached_property
    def values(self) -> Mapping[str, Fraction]:
        """The counting value of every question that they answered and that is theirs to answer."""
        cells = self.card.cells
        return {
            leaf.id: value
            for leaf in self.card.overall.branch.all_leaves()
            if leaf.id in self.card.asked and (value := cells[leaf.id].value) is not None
        }


def voices(assembled: Assembled, documents: Iterable[Answers], engagement: Engagement) -> tuple[Voice, ...]:
    """Each respondent's own scorecard, in the order of their names; without lenses, for speed.

    A fact counts for its owner only. A stand-in speaks for an owner that nobody represents in the whole
    assessment; so stand-ins of owners that are represented are dropped before a document is scored alone.
    """
    single = sorted((d for d in documents if not d.is_consensus), key=lambda d: d.respondent)
    represented = {document.function for document in single}
    stand_ins = {owner: other for owner, other in engagement.stand_ins.items() if owner not in represented}
    alone = engagement.model_copy(update={"stand_ins": stand_ins})
    tree = Assembled(
        assembled.questionnaire.model_copy(update={"lenses": ()}), assembled.root, assembled.parts
    )
    return tuple(Voice(d, score(tree, [d], alone, d.date)) for d in single if took_part(d))
