"""What the plan costs and earns, for the finance director: the result first, then each sum behind it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assess.planning.money.amounts import money, number
from assess.planning.money.record import Bar, BusinessCase, InitiativeCase, NoCase
from assess.report import wording
from assess.report.blocks import (
    Block,
    Bullets,
    Chapter,
    Heading,
    KeyNumber,
    KeyNumbers,
    Mark,
    Paragraph,
    Words,
    words,
)
from assess.report.chapters import assumptions, cases, cash, worth
from assess.report.inputs import Inputs
from assess.report.priced import Priced, share, span

TITLE = "The business case"
STEP = "For finance"
_IN = "in eight scenarios of ten"


def chapter(inputs: Inputs, case: BusinessCase | NoCase) -> Chapter:
    """`case`: that of the roadmap."""
    if isinstance(case, NoCase):
        lead = f"{case.message} Once they are in engagement.yaml, the next report prices the same plan."
        return Chapter("money", STEP, TITLE, (lead,), tuple(assumptions.needed(case.asks)))
    blocks: list[Block] = [
        _key_numbers(case),
        *_condition(case),
        *_left_out(inputs, case),
        cash.figure(case),
        *worth.of_customers(case),
        *worth.without_programme(case),
        *cases.blocks(case),
        *cash.blocks(case),
        *assumptions.blocks(case),
    ]
    return Chapter("money", STEP, TITLE, _lead(case), tuple(blocks))


def in_short(case: BusinessCase | NoCase | None) -> Words:
    """For the summary: present value, payback, peak cash and first tranche; nothing without a case."""
    if not isinstance(case, BusinessCase):
        return ()
    priced, total = Priced(case.currency), case.total
    return words(
        "Present value ",
        priced.rough("case.total.present_value", total.present_value),
        " (",
        priced.rough("case.total.range.low", total.range.low),
        " to ",
        priced.rough("case.total.range.high", total.range.high),
        "), payback ",
        span("case.total.payback", total.payback, case.years),
        ", peak cash ",
        priced.rough("case.peak.amount", -case.peak.amount),
        words("; ", cash.first_tranche(case)) if case.tranches else "",
        ".",
    )


def _lead(case: BusinessCase) -> Words:
    priced, total = Priced(case.currency), case.total
    frame = f", counted over {wording.several(case.years, 'year')} and discounted at "
    rate = Mark("case.discount_rate", f"{number(case.discount_rate * 100)} per cent a year")
    if total.present_value >= 0:
        result = words(
            "The plan is worth ", priced.rough("case.total.present_value", total.present_value), " today"
        )
    else:
        result = words(
            "With the effects that have been stated so far, the plan costs ",
            priced.rough("case.total.present_value", abs(total.present_value)),
            " more than it brings",
        )
    return words(result, frame, rate, f"; {_IN} the result lies ", _between(case), ".")


def _between(case: BusinessCase) -> Words:
    priced, found = Priced(case.currency), case.total.range
    return words(
        "between ",
        priced.rough("case.total.range.low", found.low),
        " and ",
        priced.rough("case.total.range.high", found.high),
    )


def _key_numbers(case: BusinessCase) -> KeyNumbers:
    priced, total = Priced(case.currency), case.total
    drawn = number(Decimal(case.draws))
    return KeyNumbers(
        (
            KeyNumber(
                priced.rough("case.total.present_value", total.present_value),
                "Present value, everything as is likely",
            ),
            KeyNumber(
                share("case.total.pays", total.pays), f"of {drawn} scenarios pay within {case.years} years"
            ),
            KeyNumber(span("case.total.payback", total.payback, case.years), f"Payback; {_sooner(case)}"),
            KeyNumber(priced.rough("case.peak.amount", -case.peak.amount), f"Peak cash: {_peak(case)}"),
        )
    )


def _sooner(case: BusinessCase) -> str:
    found = case.total.payback_range
    if found.low is None:
        return "in fewer than one scenario of ten within these years"
    low, high = (span("", quarters, case.years).text for quarters in (found.low, found.high))
    return f"{_IN} {low} to {high}" if found.high is not None else f"{_IN} {low} or longer"


def _peak(case: BusinessCase) -> str:
    if case.peak.amount == 0:
        return "never below zero"
    if case.peak.label == case.quarters[-1].label:
        return "not yet turned at the end of these years"
    return f"deepest in {case.peak.label}"


# What would have to be true


def _condition(case: BusinessCase) -> Iterator[Block]:
    """What it takes for the plan to pay, or what could still undo it."""
    pays = case.total.present_value >= 0
    title = "What the result rests on" if pays else "What would have to be true for it to pay"
    yield Heading(title, "money-condition")
    yield Bullets(
        tuple(
            said
            for said in (
                _unstated(case),
                _points(case),
                _turning(case, pays=pays),
                _surviving(case),
                _without_effect(case),
            )
            if said
        )
    )


def _unstated(case: BusinessCase) -> Words:
    """What those with costs only take off."""
    bare, all_ = case.costs_only, len(case.initiatives)
    if not bare:
        return ()
    priced = Priced(case.currency)
    taken = _worth([one for one in case.initiatives if not one.has_effect])
    brought = _worth([one for one in case.initiatives if one.has_effect])
    number_ = wording.capital(wording.small(len(bare)))
    costs = wording.noun(len(bare), "stands here with its", "stand here with their")
    rest = words(
        "; the others bring " if brought >= 0 else "; the others cost ",
        priced.rough("case.with_effect.present_value", abs(brought)),
    )
    return words(
        f"{number_} of {wording.small(all_)} initiatives {costs} costs only, because no effect of "
        f"{wording.noun(len(bare), 'it', 'them')} is stated that could be counted within these years. "
        f"{wording.noun(len(bare), 'It takes', 'Together they take')} ",
        priced.rough("case.costs_only.present_value", abs(taken)),
        " off the present value",
        rest if len(bare) < all_ else "",
        ". Whom to ask for the effects stands at the end of this chapter.",
    )


def _worth(initiatives: Sequence[InitiativeCase]) -> Decimal:
    return sum((one.present_value for one in initiatives), Decimal(0))


def _points(case: BusinessCase) -> Words:
    needed, point = case.standing_still.points_to_pay, case.customer[0].retention_point
    if needed is None:
        return ()
    priced = Priced(case.currency)
    field = "case.standing_still.points_to_pay.result"
    worth_ = priced.rough(f"{field}.worth", needed.result * point.result)
    return words(
        "It takes ",
        Mark(field, number(needed.result)),
        " points of retention more, on top of all stated effects, or anything else that earns ",
        worth_,
        " a year, before a full year bears its running cost and a third of the pilots. One point is worth ",
        priced.exact("case.customer.0.retention_point.result", point.result),
        f" a year ({point.period}).",
    )


def _turning(case: BusinessCase, *, pays: bool) -> Words:
    """Single assumptions that would turn the result."""
    turns = [bar for bar in case.tornado if (_worst(bar) < 0 if pays else _best(bar) > 0)]
    if not turns:
        return (
            "No single assumption at its unfavourable end turns the result; several would have to go wrong "
            "together."
            if pays
            else "No single assumption at its favourable end makes the plan pay; several would have to come "
            "out better than is likely.",
        )
    priced = Priced(case.currency)
    bar = turns[0]
    place = case.tornado.index(bar)
    to = _worst(bar) if pays else _best(bar)
    end = "high" if to == bar.at_high else "low"
    others = len(turns) - 1
    return words(
        f"By itself, “{assumptions.named(case, bar.what)}” at ",
        Mark(f"case.tornado.{place}.{end}", number(bar.high if end == "high" else bar.low)),
        " would turn the result to ",
        priced.rough(f"case.tornado.{place}.at_{end}", to),
        f"; {wording.several(others, 'other assumption')} could do so as well" if others else "",
        ".",
    )


def _best(bar: Bar) -> Decimal:
    return max(bar.at_low, bar.at_high)


def _worst(bar: Bar) -> Decimal:
    return min(bar.at_low, bar.at_high)


def _surviving(case: BusinessCase) -> Words:
    """Which initiatives a sceptic would keep."""
    sturdy = [one.title for one in case.initiatives if one.chances.sturdy]
    if not sturdy:
        nearest = _nearest(case)
        return words(f"Cut down to what pays, the plan keeps nothing in four scenarios of five{nearest}.")
    return words(
        "Cut down to what pays and what that rests on, the plan keeps in at least four scenarios of five: ",
        f"{wording.listed(sturdy)}.",
    )


def _nearest(case: BusinessCase) -> str:
    judged = [(one.chances.survives, one.title) for one in case.initiatives if one.chances.survives]
    if not judged:
        return ""
    part, title = max(judged)
    return f"; {title} comes nearest, with {share('', part)} of the scenarios"


def _without_effect(case: BusinessCase) -> Words:
    """What is lost if all goes wrong, and is stopped; and if nobody stops."""
    priced = Priced(case.currency)
    return words(
        "If every pilot fails and is stopped at its gate, the plan will have cost ",
        priced.rough("case.total.one_off", case.total.one_off),
        ". If nothing is earned and nobody stops, it is ",
        priced.rough("case.peak_without_effect.amount", -case.peak_without_effect.amount),
        f" by the end of {case.peak_without_effect.label}.",
    )


def _left_out(inputs: Inputs, case: BusinessCase) -> Iterator[Block]:
    """What these numbers do not hold."""
    days = sum((one.person_days for one in case.initiatives), Decimal(0))
    people = words(
        "Not in the money: taxes, and ",
        Mark("case.person_days", wording.whole(days)),
        " likely person-days of the company's own people, who are paid in any case",
    )
    if case.people:
        cost = money(case.people.result, case.currency)
        people = words(people, "; they would cost ", Mark("case.people.result", cost))
    assumption = inputs.roadmap.assumption if inputs.roadmap else ""
    yield Paragraph(words(people, f". Everything is counted {assumption}, without what gates would stop."))
