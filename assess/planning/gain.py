"""How much of the distance to the wanted levels an initiative closes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assess.model.answers import State
from assess.model.vision import Vision
from assess.planning.portfolio import Candidate, Lift
from assess.scoring.card import Scorecard, SectionScore

LEAST_DAYS = Fraction(1)
"""Work without stated effort counts as one day, so that it comes early but not before all measure."""


@dataclass(frozen=True)
class Aims:
    """For every question that counts: its share of the whole, and the level wanted of it if any is.

    `nearest` is the section around the question whose target says so.
    """

    shares: Mapping[str, Fraction]
    wanted: Mapping[str, int]
    nearest: Mapping[str, str]

    def gain(self, lifts: Iterable[Lift], values: Mapping[str, Fraction]) -> Fraction:
        """The sum over raised questions of (wanted - now) x share, as far as the lift closes it.

        *Now* is the question's combined value in `values`. *Wanted* is the target of the nearest section
        around the question that has one; questions in a section whose target is met, or without a target,
        gain nothing, and a lift beyond the wanted level counts to the wanted level only. The *share* is the
        product of the normalised weights from the root of the main tree down to the question, over what is
        asked and applicable. An initiative that lifts all questions of a capability to its wanted level
        therefore gains (wanted - now) x the capability's share of the whole; one that lifts a part of them
        gains its part. The unit is levels of the whole.
        """
        highest: dict[str, Fraction] = {}
        for lift in lifts:
            highest[lift.question] = max(lift.reaches, highest.get(lift.question, lift.reaches))
        closed = (
            self.shares[question]
            * max(Fraction(0), min(reaches, Fraction(self.wanted[question])) - values[question])
            for question, reaches in highest.items()
            if question in self.wanted
        )
        return sum(closed, Fraction(0))

    def per_day(self, candidate: Candidate, values: Mapping[str, Fraction]) -> Fraction:
        """Gain of pilot and project together per likely person-day: the greedy rule's priority."""
        return self.gain(candidate.lifts, values) / max(candidate.person_days, LEAST_DAYS)


def aims(card: Scorecard, vision: Vision) -> Aims:
    """What this vision wants of this scorecard. Of several targets for one section the highest counts."""
    targets: dict[str, int] = {}
    for target in vision.targets:
        targets[target.capability] = max(target.level, targets.get(target.capability, target.level))
    found = tuple(_descend(card, card.overall, Fraction(1), None, targets))
    return Aims(
        shares={question: share for question, share, _ in found},
        wanted={question: targets[name] for question, _, name in found if name is not None},
        nearest={question: name for question, _, name in found if name is not None},
    )


def today(card: Scorecard) -> dict[str, Fraction]:
    """The combined counting value of every question that is asked and answered."""
    return {
        name: cell.value for name, cell in card.cells.items() if name in card.asked and cell.value is not None
    }


def _descend(
    card: Scorecard, section: SectionScore, share: Fraction, nearest: str | None, targets: Mapping[str, int]
) -> Iterator[tuple[str, Fraction, str | None]]:
    """Each question that counts, its share, and the nearest section around it with a target not yet met."""
    if section.id in targets:
        is_met = section.reach is not None and section.reach >= targets[section.id]
        nearest = None if is_met else section.id
    leaves = [leaf for leaf in section.branch.leaves if _counts(leaf.id, card)]
    sections = [inner for inner in section.sections if inner.interval is not None]
    weights = [leaf.weight for leaf in leaves] + [inner.branch.weight for inner in sections]
    unit = share / (sum(weights, Fraction(0)) or 1)
    for leaf in leaves:
        yield leaf.id, unit * leaf.weight, nearest
    for inner in sections:
        yield from _descend(card, inner, unit * inner.branch.weight, nearest, targets)


def _counts(question: str, card: Scorecard) -> bool:
    return question in card.asked and card.cells[question].state is not State.NOT_APPLICABLE
