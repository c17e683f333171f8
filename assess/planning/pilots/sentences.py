"""Verdicts in words: one sentence that a finance director would accept, and what the figures hide."""

from collections.abc import Iterator
from decimal import Decimal

from assess.model.pilot import Measure, Pilot, Trial, TrialType
from assess.planning.pilots.figures import Unit, amount, decimals, number, units, with_unit, written
from assess.planning.pilots.findings import (
    Because,
    Effect,
    Holding,
    Ratio,
    Reading,
)
from assess.planning.pilots.sizing import planned_sizes

_SMALL_P = 1e-5
_MISSED = 0.95
_BY_CLUSTER = {TrialType.MATCHED_MARKETS, TrialType.STEPPED_WEDGE}


def reason(pilot: Pilot, reading: Reading) -> str:
    """Why the verdict is what it is."""
    trial = pilot.design.test
    if trial is None or reading.effect is None:
        return _unread(pilot, reading)
    if reading.because in _OF_GUARDRAILS:
        return _by_guardrail(trial, reading, reading.effect)
    told = _told(trial, reading.effect, _thresholds(pilot))
    pays = _pays(pilot, trial)
    above = "below" if _falls(trial) else "above"
    match reading.because:
        case Because.MET:
            past = f", {above} break-even at {pays}" if pays else ""
            return f"{told}: {above} 0{past}{_holding(reading)}."
        case Because.TOO_SMALL:
            return f"{told}: even the best end of the interval does not reach {_least(pilot, trial)}."
        case Because.FUTILE:
            return f"{told}: even a true effect as large as planned could hardly be shown any more."
        case Because.GOES_ON:
            return f"{told}: that decides nothing at this look, and it goes on as planned."
        case Because.BELOW_BREAK_EVEN:
            return f"{told}: there is an effect, but the estimate does not reach break-even at {pays}."
    return f"{told}: the interval does not rule out that there is no effect."


def cautions(pilot: Pilot, reading: Reading) -> Iterator[str]:
    """What a reader has to know beside the verdict."""
    trial, results = pilot.design.test, pilot.results
    if trial is None or results is None or reading.effect is None:
        return
    if trial.type == TrialType.BEFORE_AFTER and not trial.counted_before:
        yield "Before and after are compared without a group beside them: the season counts, too."
    planned = planned_sizes(trial)
    counted = sum(arm.units for arm in results.arms.values())
    by_units = trial.clusters is None and trial.type not in _BY_CLUSTER
    if reading.look and reading.look.final and planned and by_units and counted < _MISSED * sum(planned):
        yield f"Of {units(sum(planned))} units that were planned, {units(counted)} were counted."
    late = [change for change in pilot.changes if pilot.starts and change.date >= pilot.starts]
    if late:
        yield f"The design was changed after the start, on {late[-1].date}: {late[-1].why}"


_PLAIN = {
    Because.NO_TEST: "There is no test with two arms, so that nothing can be compared.",
    Because.NOT_FROZEN: "Its design was not frozen, so that there is no rule by which to read it.",
    Because.CHANGED: (
        "Its design is not the one on record: take the change back, or record it, and read again."
    ),
}


def _unread(pilot: Pilot, reading: Reading) -> str:
    ends = f"its end is {pilot.ends}" if pilot.ends else "no end has been set"
    date = pilot.results.date if pilot.results else None
    match reading.because:
        case Because.NOT_BEGUN:
            return f"It begins on {pilot.starts}." if pilot.starts else "It has not begun."
        case Because.RUNNING:
            return f"It is still running; {ends}."
        case Because.NO_RESULTS:
            return f"It ended on {pilot.ends}, and no results have been recorded."
        case Because.TO_COME:
            return f"Its results are dated {date}, which is still to come."
        case Because.RATIO if reading.ratio:
            return _ratio(reading.ratio)
        case Because.TOO_EARLY:
            return f"No look was planned for {date}; {ends}. Looking oftener finds effects that are none."
    return _PLAIN.get(reading.because) or _not_counted(pilot)


def _not_counted(pilot: Pilot) -> str:
    trial = pilot.design.test
    if trial and (trial.clusters or trial.type in _BY_CLUSTER):
        return "What each cluster showed was not recorded in full, so that nothing can be compared."
    return "The KPI was not counted in every arm."


def _ratio(ratio: Ratio) -> str:
    drawn = " to ".join(units(count) for _, count, _ in ratio.drawn)
    expected = " to ".join(units(round(hoped)) for *_, hoped in ratio.drawn)
    chance = "100,000" if ratio.p < _SMALL_P else "1,000"
    return (
        f"{drawn} units where {expected} were to be drawn: chance does that less than once in {chance} "
        "times; nothing is read before the split is repaired and the pilot repeated."
    )


_OF_GUARDRAILS = {
    Because.BROKEN: Holding.BROKEN,
    Because.GUARDRAIL_OPEN: Holding.OPEN,
    Because.GUARDRAIL_NOT_COUNTED: Holding.NOT_COUNTED,
}


def _by_guardrail(trial: Trial, reading: Reading, effect: Effect) -> str:
    """Where a guardrail decides: what it shows first, then the KPI."""
    holding = _OF_GUARDRAILS[reading.because]
    one = next(one for one in reading.guardrails if one.holding == holding)
    name, kpi = f"“{one.guardrail.name}”", f"the KPI shows {_apart(trial, effect, (0.0,))}"
    if one.effect is None:
        return f"{name} was not counted or has no margin, and has to hold before it scales; {kpi}."
    unit = Unit(one.guardrail.measure, one.guardrail.unit)
    margin = _exact(one.guardrail.margin or Decimal(0), unit)
    held = (float(one.guardrail.margin or 0),)
    shown = f"{name} shows {_change(unit, one.effect, held, (held, held))}"
    if holding == Holding.BROKEN:
        return f"{shown}, wholly beyond its margin of {margin}; {kpi}."
    return f"{shown}, which does not rule out a change beyond its margin of {margin}; {kpi}."


def _told(trial: Trial, effect: Effect, thresholds: tuple[float, ...]) -> str:
    """Both arms, and the difference with its interval."""
    apart = _apart(trial, effect, thresholds)
    if trial.type == TrialType.STEPPED_WEDGE:
        return f"After the change there was {apart}"
    places = decimals(effect.width)
    per_cent = " per cent" if trial.measure == Measure.PROPORTION else ""
    reached, base = written(effect.reached, places), written(effect.base, places)
    return (
        f"{reached}{per_cent} with `{effect.arm}` against {base}{per_cent} with `{effect.against}` is {apart}"
    )


def _apart(trial: Trial, effect: Effect, thresholds: tuple[float, ...]) -> str:
    """Of the KPI. One end of its interval is held against 0, the other against what the rule asks for."""
    ends = (thresholds, (0.0,)) if _falls(trial) else ((0.0,), thresholds)
    return _change(Unit(trial.measure), effect, thresholds, ends)


def _change(
    unit: Unit,
    effect: Effect,
    thresholds: tuple[float, ...],
    ends: tuple[tuple[float, ...], tuple[float, ...]],
) -> str:
    """2.3 points more (95 per cent interval 0.9 to 3.7)."""
    width = effect.width
    mirrored = thresholds if effect.effect >= 0 else tuple(-threshold for threshold in thresholds)
    size = amount(abs(effect.effect), width, unit, mirrored)
    more = "more" if effect.effect >= 0 else "less"
    bare = Unit(Measure.MEAN, unit.unit if size[:1] in "€£$" else "")
    low, high = amount(effect.low, width, bare, ends[0]), amount(effect.high, width, bare, ends[1])
    return f"{size} {more} ({_confidence(effect)} per cent interval {low} to {high})"


def _confidence(effect: Effect) -> str:
    return number(round(100 * effect.confidence, 1))


def _holding(reading: Reading) -> str:
    """Of the guardrails, at the end of a sentence about an effect."""
    held = sum(one.holding == Holding.HOLDS for one in reading.guardrails)
    if not reading.guardrails or held < len(reading.guardrails):
        return ""
    names = {1: "the guardrail holds", 2: "both guardrails hold"}
    return f", and {names.get(held, f'all {held} guardrails hold')}"


def _thresholds(pilot: Pilot) -> tuple[float, ...]:
    rule = pilot.design.decision_rule
    stated = (rule.break_even, rule.stop_below) if rule else ()
    return (0.0, *(float(one) for one in stated if one is not None))


def _pays(pilot: Pilot, trial: Trial) -> str:
    rule = pilot.design.decision_rule
    return _exact(rule.break_even, Unit(trial.measure)) if rule and rule.break_even is not None else ""


def _least(pilot: Pilot, trial: Trial) -> str:
    """What an effect has to reach, so that it is not stopped."""
    rule = pilot.design.decision_rule
    if rule and rule.stop_below is not None:
        return _exact(rule.stop_below, Unit(trial.measure))
    pays = _pays(pilot, trial)
    return f"break-even at {pays}" if pays else "0"


def _exact(figure: Decimal, unit: Unit) -> str:
    """A figure of the design, as it was written there."""
    return with_unit(number(figure), unit, one=abs(figure) == 1)


def _falls(trial: Trial) -> bool:
    return trial.smallest_effect is not None and trial.smallest_effect < 0
