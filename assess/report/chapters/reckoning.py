"""How the plan is found and how its money is counted: part of the chapter on method."""

from collections.abc import Iterator

from assess.planning.money.amounts import per_cent
from assess.planning.money.record import BusinessCase
from assess.report.blocks import Block, Bullets, Heading
from assess.report.inputs import Inputs

_PLAN = (
    (
        "Each quarter of the plan counts how much of today's distance to the wanted levels is closed when"
        " it ends, and 2 per cent less than the quarter before, because what is near is surer. A level "
        "that is reached by the day by which it is wanted counts once more in every quarter: a promise "
        "that is kept outweighs being quick elsewhere. Of plans that count the same, the one with less "
        "work is better."
    ),
    (
        "What an initiative requires comes before it. People's days, money and the number of changes at a"
        " time are limits in every quarter and never exceeded."
    ),
    (
        "The solver HiGHS (Huangfu and Hall, 2018) looks for the plan that counts most and proves how "
        "much more any other could count. The same inputs give the same plan. It takes for granted that "
        "every pilot succeeds; after each gate the plan is to be made again."
    ),
)
_MONEY = (
    (
        "Counted is gross profit, or money that is really freed; never revenue, and never people's time. "
        "What a quarter brings or costs counts at its end, discounted at {rate} a year over {years} "
        "years."
    ),
    (
        "The forecast without the programme carries kept and won customers from year to year by the "
        "stated trend; prices and margins stay."
    ),
    (
        "A customer's renewal value is m × r / (1 + d − r), with yearly gross profit m, retention r and "
        "discount rate d (Gupta and Lehmann, Journal of Interactive Marketing, 2003, and Managing "
        "Customers as Investments, 2005). It holds where margin and retention stay the same."
    ),
    (
        "Initiatives that reach the same people are not added up: each works on those whom the others "
        "have not changed, and what they share by the engagement's own statement is taken off."
    ),
    (
        "Ranges come from {draws} drawn scenarios. An assumption with a range is drawn from a triangular "
        "distribution between its low and high end (Johnson, The Statistician, 1997), a pilot's estimate "
        "from a normal distribution by its 95 per cent interval. Assumptions are drawn one by one, as if "
        "none depended on another; if they move together, the true range may be wider. The draws begin at"
        " a fixed number ({seed}), so that they can be repeated."
    ),
)


def blocks(inputs: Inputs) -> Iterator[Block]:
    """Only what this report holds."""
    if inputs.roadmap and inputs.roadmap.proof:
        yield Heading("How the plan is found", "method-plan")
        yield Bullets(tuple((text,) for text in _PLAN))
    case = inputs.case
    if isinstance(case, BusinessCase):
        yield Heading("How the money is counted", "method-money")
        said = {
            "rate": per_cent(case.discount_rate),
            "years": case.years,
            "draws": f"{case.draws:,}",
            "seed": case.seed,
        }
        yield Bullets(tuple((text.format(**said),) for text in _MONEY))
