"""What to ask for, and whom: figures that a business case needs, and effects that nobody has stated."""

from collections.abc import Collection, Iterator, Sequence

from assess.model.engagement import Engagement
from assess.model.figures import KNOWN, expected_unit
from assess.model.playbook import Initiative
from assess.planning.money.ledger import Ledger
from assess.planning.money.record import Ask

_WHY = "Without it there is no forecast to compare the programme with."
_TIME = "Needed to show what people's time costs."
_BETTER = "Needed for the cost of winning a customer."
_WISHED = {"marketing-to-win": _BETTER, "acquisition-selling": _BETTER, "person-day": _TIME}


def missing(ledger: Ledger, currency: str) -> tuple[Ask, ...]:
    """Figures that are needed and not given as numbers."""
    names = (name for name, known in KNOWN.items() if known.needed and ledger.find(name) is None)
    return tuple(_ask(name, currency, _WHY) for name in names)


def open_questions(
    engagement: Engagement, ledger: Ledger, planned: Sequence[Initiative], stated: Collection[str]
) -> tuple[Ask, ...]:
    """What would make the case better: effects that nobody has stated, and two more figures."""
    wished = (
        _ask(name, engagement.currency, why) for name, why in _WISHED.items() if ledger.find(name) is None
    )
    return (*_effects(planned, stated), *wished)


def _ask(name: str, currency: str, why: str) -> Ask:
    known = KNOWN[name]
    return Ask(name, known.what, expected_unit(known.of, currency), known.ask, why)


def _effects(planned: Sequence[Initiative], stated: Collection[str]) -> Iterator[Ask]:
    for initiative in planned:
        if initiative.id not in stated:
            yield Ask(
                id=initiative.id,
                what=f"What changes in “{initiative.kpi.name}” and what one unit of it earns",
                unit="low, likely, high",
                whom=initiative.kpi.owner,
                why=f"“{initiative.title}” stands in the case with its costs only.",
            )
