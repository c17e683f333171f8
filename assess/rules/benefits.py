"""Rules for what initiatives are expected to earn."""

from collections.abc import Iterator

from assess.model.benefit import Benefit, Driver, Factor
from assess.model.drivers import DRIVERS
from assess.model.engagement import Engagement
from assess.model.figures import per_cent
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.text.problems import Severity
from assess.text.safe_yaml import Path


def benefits_belong_to_initiatives(subject: Subject) -> Iterator[Finding]:
    """A benefit belongs to an initiative of the playbook, and overlaps with others of it.

    The benefit of a misspelt initiative would be left out of the business case.

    Fails:

        benefits:
          - {initiative: order-bok, driver: spending, change: [1, 2, 3], source: Till, owner: Owner}
          #              ^^^^^^^^^

    Passes:

        benefits:
          - {initiative: order-book, driver: spending, change: [1, 2, 3], source: Till, owner: Owner}
    """
    if not subject.around or not subject.around.playbooks:
        return
    known = dict.fromkeys(one.id for book in subject.around.playbooks for one in book.record.initiatives)
    for index, benefit in enumerate(subject.record.benefits):
        at = ("benefits", index)
        if benefit.initiative not in known:
            yield unknown(subject.place, (*at, "initiative"), "initiative", benefit.initiative, known)
        for name in benefit.overlaps:
            if name not in known:
                yield unknown(subject.place, (*at, "overlaps", name), "initiative", name, known)


def benefits_find_their_figures(subject: Subject) -> Iterator[Finding]:
    """Figures that a benefit is computed from are given, for the period that it names.

    Without one of them the benefit cannot be computed, and its initiative stands there with costs only.

    Fails:

        benefits:
          - initiative: order-book
            driver: conversion
            change: [1, 2, 3]
            reached: [{figure: reglars}]
            #                  ^^^^^^^
            worth: [{what: Gross profit of a loaf, value: 2, unit: EUR}]
            source: Till
            owner: Owner

    Passes:

        benefits:
          - initiative: order-book
            driver: conversion
            change: [1, 2, 3]
            reached: [{figure: regulars}]
            worth: [{what: Gross profit of a loaf, value: 2, unit: EUR}]
            source: Till
            owner: Owner
    """
    periods: dict[str, list[str]] = {}
    for figure in subject.record.figures:
        periods.setdefault(figure.id, []).append(figure.period)
    for path, _, factor in _factors(subject.record):
        if factor.figure is None:
            continue
        if factor.figure not in periods:
            yield unknown(subject.place, (*path, "figure"), "figure", factor.figure, periods)
        elif factor.period is not None and factor.period not in periods[factor.figure]:
            message = f"the figure `{factor.figure}` is not given for {factor.period}"
            hint = f"Given: {', '.join(filter(None, periods[factor.figure]))}."
            yield Finding(subject.place, message, hint, (*path, "period"))


def benefits_can_be_computed(subject: Subject) -> Iterator[Finding]:
    """A benefit says how many it reaches and what one of them is worth, and each factor is one number.

    Retention, margin, new customers and spending fall back on figures of the engagement; the other drivers
    have none to fall back on. A factor is either a figure or a value with its name.

    Fails:

        benefits:
          - {initiative: order-book, driver: conversion, change: [1, 2, 3], source: Till, owner: Owner}
          #                                  ^^^^^^^^^^
          - initiative: order-book
            driver: orders
            change: [1, 2, 3]
            reached: [{figure: regulars, value: 140}]
            #                                   ^^^
            worth: [{value: 2, unit: EUR}]
            #               ^
            source: Till
            owner: Owner

    Passes:

        benefits:
          - initiative: order-book
            driver: orders
            change: [1, 2, 3]
            reached: [{figure: regulars}]
            worth: [{what: Gross profit of a loaf, value: 2, unit: EUR}]
            source: Till
            owner: Owner
    """
    for index, benefit in enumerate(subject.record.benefits):
        kind = DRIVERS[benefit.driver]
        lacking = [
            key
            for key, given, usual in (
                ("reached", benefit.reached, kind.reached),
                ("worth", benefit.worth, kind.worth),
            )
            if not given and usual is None
        ]
        if lacking:
            message = f"`{benefit.driver}` has no {' and no '.join(lacking)} to compute with"
            hint = f"Add {' and '.join(f'`{key}:`' for key in lacking)}: a list of factors."
            yield Finding(subject.place, message, hint, ("benefits", index, "driver"))
    for path, _, factor in _factors(subject.record):
        yield from _one_number(subject, path, factor)


def _one_number(subject: Subject, path: Path, factor: Factor) -> Iterator[Finding]:
    if factor.figure is None and factor.value is None:
        hint = "Add `figure:` with the id of a figure, or `what:`, `value:` and `unit:`."
        yield Finding(subject.place, "this factor has no number", hint, path)
    elif factor.figure is not None and factor.value is not None:
        message = "a factor is a figure or a value, not both"
        yield Finding(subject.place, message, "Take one of them away.", (*path, "value"))
    elif factor.value is not None and not factor.what:
        message = "nobody can tell what this number is"
        yield Finding(subject.place, message, "Add `what:`, as it is to stand in the sum.", (*path, "value"))


def worth_is_gross_profit(subject: Subject) -> Iterator[Finding]:
    """What a customer or an order is worth is gross profit, never revenue.

    Revenue pays for the goods first. A case that counts it promises money that will never be there.

    Fails:

        benefits:
          - initiative: order-book
            driver: orders
            change: [1, 2, 3]
            reached: [{figure: regulars}]
            worth: [{what: Revenue of a loaf, value: 4, unit: EUR}]
            #              ^^^^^^^^^^^^^^^^^
            source: Till
            owner: Owner

    Passes:

        benefits:
          - initiative: order-book
            driver: orders
            change: [1, 2, 3]
            reached: [{figure: regulars}]
            worth: [{what: Revenue of a loaf, value: 4, unit: EUR}, {what: Margin, value: 50, unit: per cent}]
            source: Till
            owner: Owner
    """
    units = {figure.id: figure.unit for figure in subject.record.figures}
    for index, benefit in enumerate(subject.record.benefits):
        if benefit.driver is Driver.MARGIN or _has_margin(benefit, units):
            continue
        for at, factor in enumerate(benefit.worth):
            if "revenue" in (factor.figure or factor.what).casefold():
                hint = "Add the gross margin as a factor, in per cent."
                key = "figure" if factor.figure else "what"
                path = ("benefits", index, "worth", at, key)
                yield Finding(subject.place, "this is revenue, and no margin is taken from it", hint, path)


def _has_margin(benefit: Benefit, units: dict[str, str]) -> bool:
    return any(per_cent(units.get(one.figure, "") if one.figure else one.unit) for one in benefit.worth)


def a_pilot_measures_one_change(subject: Subject) -> Iterator[Finding]:
    """Of an initiative's benefits one at most is measured by its pilot, and it is one that grows.

    A pilot has one KPI. Its result takes the place of one assumption, and would be counted twice in two. What
    falls, such as contacts or spending, is read in the pilot as a number below zero: write it down by hand.

    Fails:

        benefits:
          - {initiative: order-book, driver: margin, by_pilot: true, change: [1, 2, 3], source: S, owner: O}
          - {initiative: order-book, driver: margin, by_pilot: true, change: [1, 2, 3], source: S, owner: O}
          #                                                    ^^^^

    Passes:

        benefits:
          - {initiative: order-book, driver: margin, by_pilot: true, change: [1, 2, 3], source: S, owner: O}
          - {initiative: order-book, driver: margin, change: [1, 2, 3], source: S, owner: O}
    """
    seen: set[str] = set()
    for index, benefit in enumerate(subject.record.benefits):
        if benefit.by_pilot and DRIVERS[benefit.driver].freed:
            message = f"a pilot's result cannot stand for `{benefit.driver}`"
            hint = "Take `by_pilot:` away, and write the pilot's result into `change:`, above zero."
            yield Finding(subject.place, message, hint, ("benefits", index, "by_pilot"))
        if benefit.by_pilot and benefit.initiative in seen:
            message = f"another benefit of `{benefit.initiative}` is measured by its pilot, too"
            hint = "Keep `by_pilot:` where the change is in the unit of the pilot's KPI."
            yield Finding(subject.place, message, hint, ("benefits", index, "by_pilot"))
        if benefit.by_pilot:
            seen.add(benefit.initiative)


def _factors(record: Engagement) -> Iterator[tuple[Path, Benefit, Factor]]:
    for index, benefit in enumerate(record.benefits):
        for key, factors in (("reached", benefit.reached), ("worth", benefit.worth)):
            for at, factor in enumerate(factors):
                yield ("benefits", index, key, at), benefit, factor


BENEFIT_RULES: tuple[Rule, ...] = (
    Rule("ENG027", benefits_belong_to_initiatives),
    Rule("ENG028", benefits_find_their_figures),
    Rule("ENG029", benefits_can_be_computed),
    Rule("ENG030", worth_is_gross_profit, Severity.WARNING),
    Rule("ENG031", a_pilot_measures_one_change),
)
