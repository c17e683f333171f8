"""Rules for the fair test of a pilot: what is compared, on how many, for how long."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from assess.rules.rule import Finding, Rule, Subject
from assess.text.numbers import plain
from assess.text.problems import Severity

if TYPE_CHECKING:  # records are imported when a document of their kind is read
    from collections.abc import Iterator

    from assess.model.pilot import Pilot, Trial

_TEST = ("design", "test")


def test_compares(subject: Subject) -> Iterator[Finding]:
    """A test compares what is tried with what would have happened anyway.

    Most figures rise and fall by themselves. A pilot without a comparison proves the season.

    Fails:

        design:
          hypothesis: Orders in one book are forgotten less often.
          test: {type: before-after, arms: [{id: book}]}
          #                                ^^^^^^^^^^^^

    Passes:

        design:
          hypothesis: Orders in one book are forgotten less often.
          test: {type: before-after, arms: [{id: notes}, {id: book}]}
    """
    test = subject.record.design.test
    if test is None:
        hint = "Under `design:` add `test:` with type, unit and arms; the first arm goes on as before."
        yield Finding(subject.place, "the pilot has no test", hint, _TEST)
    elif len(arms := list(dict.fromkeys(arm.id for arm in test.arms))) < _FEWEST_ARMS:
        one = f"has one arm only, `{arms[0]}`" if arms else "has no arms"
        hint = "Under `arms:` list at least two with ids of their own; the first goes on as before."
        yield Finding(subject.place, f"the test {one}, and compares nothing", hint, (*_TEST, "arms"))


_FEWEST_ARMS = 2


def sample_can_be_reached(subject: Subject) -> Iterator[Finding]:
    """The planned number of units can come in between start and end.

    A pilot that ends before enough people took part cannot tell an effect from chance, and is then called
    promising.

    Fails:

        design:
          hypothesis: Orders in one book are forgotten less often.
          test:
            type: before-after
            arms: [{id: notes, planned: 480}, {id: book, planned: 480}]
            weekly_volume: 120
            intake_weeks: 6
            #             ^

    Passes:

        design:
          hypothesis: Orders in one book are forgotten less often.
          test:
            type: before-after
            arms: [{id: notes, planned: 480}, {id: book, planned: 480}]
            weekly_volume: 120
            intake_weeks: 8
    """
    pilot: Pilot = subject.record
    test = pilot.design.test
    weeks = _weeks_of_intake(pilot)
    if test is None or weeks is None:
        return
    needed = _weeks_needed(test)
    if needed and needed > weeks:
        key = "intake_weeks" if test.intake_weeks is not None else "weekly_volume"
        message = f"{test.weekly_volume} a week for {weeks} weeks do not fill the arms as planned"
        hint = f"That takes {needed} weeks. Plan for them, or for fewer units and a larger effect."
        yield Finding(subject.place, message, hint, (*_TEST, key))
    takes = (test.intake_weeks or 0) + test.follow_up_weeks
    days = (pilot.ends - pilot.starts).days + 1 if pilot.starts and pilot.ends else None
    if days is not None and days < 7 * takes:
        message = f"the pilot ends before its {takes} weeks of intake and follow-up are over"
        yield Finding(subject.place, message, f"From start to end there are {days} days.", ("ends",))


def _weeks_of_intake(pilot: Pilot) -> int | None:
    """As designed, or what lies between start and end without the follow-up."""
    test = pilot.design.test
    if test is None or test.intake_weeks is not None:
        return test.intake_weeks if test else None
    if pilot.starts is None or pilot.ends is None:
        return None
    return max(0, ((pilot.ends - pilot.starts).days + 1) // 7 - test.follow_up_weeks)


def _weeks_needed(test: Trial) -> int | None:
    """Until the slowest arm is full; arms without shares are of one size."""
    if not test.weekly_volume:
        return None
    even = Decimal(100) / len(test.arms) if test.arms else Decimal(100)
    weeks = (
        Decimal(arm.planned) * 100 / ((arm.share or even) * test.weekly_volume)
        for arm in test.arms
        if arm.planned
    )
    return max(map(ceil, weeks), default=None)


def shares_add_up(subject: Subject) -> Iterator[Finding]:
    """The shares of the arms add up to 100.

    The check whether the split worked compares the units of each arm with these shares.

    Fails:

        design:
          hypothesis: Orders in one book are forgotten less often.
          test:
            type: randomised
            arms: [{id: notes, share: 50}, {id: book, share: 40}]
            #                                                ^^

    Passes:

        design:
          hypothesis: Orders in one book are forgotten less often.
          test:
            type: randomised
            arms: [{id: notes, share: 50}, {id: book, share: 50}]
    """
    arms = subject.record.design.test.arms if subject.record.design.test else ()
    shares = [arm.share for arm in arms]
    given = [index for index, share in enumerate(shares) if share is not None]
    if not given:
        return
    if len(given) < len(shares):
        index = shares.index(None)
        message = f"the arm `{arms[index].id}` has no share, though others have"
        yield Finding(subject.place, message, "Add `share:`, per cent.", (*_TEST, "arms", index, "id"))
    elif (total := sum(shares)) != 100:  # noqa: PLR2004  # per cent
        message = f"the shares of the arms add up to {plain(total)}, not to 100"
        path = (*_TEST, "arms", given[-1], "share")
        yield Finding(subject.place, message, "Correct them.", path)


def looks_come_in_order(subject: Subject) -> Iterator[Finding]:
    """Each look on the way comes after the one before, with more of the units, and before the end.

    What a look costs is reckoned from the share of the units that is in by then; the last look, at the end,
    needs no line of its own.

    Fails:

        design:
          hypothesis: Orders in one book are forgotten less often.
          test:
            type: randomised
            arms: [{id: notes}, {id: book}]
            looks: [{information: 60}, {information: 40}]
            #                                        ^^

    Passes:

        design:
          hypothesis: Orders in one book are forgotten less often.
          test:
            type: randomised
            arms: [{id: notes}, {id: book}]
            looks: [{information: 40}, {information: 60}]
    """
    pilot: Pilot = subject.record
    looks = pilot.design.test.looks if pilot.design.test else ()
    for index, (before, look) in enumerate(pairwise(looks), 1):
        if look.information <= before.information:
            message = (
                f"a look at {plain(look.information)} per cent follows one at {plain(before.information)}"
            )
            path = (*_TEST, "looks", index, "information")
            yield Finding(subject.place, message, "Put the looks into their order.", path)
        if look.date and before.date and look.date <= before.date:
            message = f"a look on {look.date} follows one on {before.date}"
            path = (*_TEST, "looks", index, "date")
            yield Finding(subject.place, message, "Put the looks into their order.", path)
    for index, look in enumerate(looks):
        if look.date and pilot.ends and look.date >= pilot.ends:
            message = f"the look on {look.date} is none on the way: the pilot ends on {pilot.ends}"
            path = (*_TEST, "looks", index, "date")
            yield Finding(subject.place, message, "Leave it out; the last look is at the end.", path)


SAMPLE_RULES: tuple[Rule, ...] = (
    Rule("PIL013", test_compares),
    Rule("PIL021", sample_can_be_reached, Severity.WARNING),
    Rule("PIL022", shares_add_up, Severity.WARNING),
    Rule("PIL026", looks_come_in_order),
)
