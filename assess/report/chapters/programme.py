"""What the whole plan takes and where it ends: said on the summary and in step 5, in the same words."""

from assess.model.roadmap import Outcome, Roadmap, Takes
from assess.report import wording
from assess.report.blocks import Mark, Words, words
from assess.report.inputs import Inputs


def amounts(inputs: Inputs, field: str, takes: Takes) -> Words:
    """Person-days, and money where there is any, each with its range."""
    days, money = takes.person_days, takes.money
    found = words(
        Mark(f"{field}.person_days", wording.whole(days.likely)),
        f" person-days ({wording.whole(days.low)} to {wording.whole(days.high)})",
    )
    if not money.high:
        return found
    return words(
        found,
        f" and {inputs.engagement.currency} ",
        Mark(f"{field}.money", wording.whole(money.likely)),
        f" thousand ({wording.whole(money.low)} to {wording.whole(money.high)})",
    )


def outcome(inputs: Inputs, roadmap: Roadmap) -> Words:
    """The whole when the plan ends, and how many wanted levels it reaches."""
    found = roadmap.outcome
    if found.score_then is None:
        return ()
    return words(
        f"{wording.capital(roadmap.assumption)}, the company stands at ",
        Mark("outcome.score_then", wording.one_decimal(found.score_then)),
        _level(found),
        f" on {wording.day(roadmap.ends)}; ",
        _wanted(inputs, found),
        ".",
    )


def _level(found: Outcome) -> Words:
    if found.level_then is None:
        return ()
    still = "still at " if found.level_then == found.level_now else ""
    return (f" and {still}level ", Mark("outcome.level_then", str(found.level_then)))


def _wanted(inputs: Inputs, found: Outcome) -> Words:
    """How many of the wanted levels are reached, and which are not, or too late."""
    if found.wanted == 1:
        late = ", after its date" if found.late else ""
        return (f"the one wanted level is {'reached' if found.reached else 'not reached'}{late}",)
    missed = [inputs.scored[name].title for name in found.unreached if name in inputs.scored]
    overdue = [inputs.scored[name].title for name in found.late if name in inputs.scored]
    return words(
        Mark("outcome.reached", str(found.reached)),
        " of ",
        Mark("outcome.wanted", str(found.wanted)),
        f" wanted levels {wording.noun(found.reached, 'is', 'are')} reached",
        f", {wording.listed(overdue)} after the date" if overdue else "",
        f"; {wording.listed(missed)} {wording.noun(len(missed), 'is', 'are')} not" if missed else "",
    )
