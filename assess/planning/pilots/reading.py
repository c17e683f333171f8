"""What a pilot showed, and what follows by the rule that was frozen before its start."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from scipy.special import chdtrc, ndtri

from assess.model.pilot import ArmResult, Guardrail, Pilot, Results, Trial, TrialType, Verdict
from assess.planning.pilots import looks
from assess.planning.pilots.clusters import between_clusters, in_steps
from assess.planning.pilots.estimates import Estimate, between_changes, between_units
from assess.planning.pilots.findings import (
    Because,
    Effect,
    GuardrailReading,
    Holding,
    LookTaken,
    Ratio,
    Reading,
)
from assess.planning.pilots.freezing import Standing, standing
from assess.planning.pilots.sentences import cautions, reason
from assess.planning.pilots.sizing import fractions, planned_sizes, shares, wanted_alpha

_NO_READING = 0.001
"""Below this p of the sample ratio nothing is read."""
_ALPHA = 0.05
_GRACE = dt.timedelta(days=7)
"""A look is taken on its day or within a week of it."""


def read(pilot: Pilot, today: dt.date) -> Reading:
    """The reading of a pilot as it stands; a verdict other than `not-yet` is by its frozen rule.

    It scales if the interval lies above 0, the estimate reaches break-even and the guardrails hold; it stops
    if the interval lies below break-even or a guardrail lies wholly beyond its margin; otherwise it iterates.
    Where less is better, as the sign of the smallest effect says, above means below.
    """
    found = _read(pilot, today)
    return replace(found, reason=reason(pilot, found), cautions=tuple(cautions(pilot, found)))


def _read(pilot: Pilot, today: dt.date) -> Reading:
    obstacle = _obstacle(pilot, today)
    trial, results = pilot.design.test, pilot.results
    if obstacle or trial is None or results is None:
        return _not_yet(pilot, today, obstacle or Because.NO_RESULTS)
    ratio = sample_ratio(trial, results)
    if ratio and ratio.off:
        return replace(_not_yet(pilot, today, Because.RATIO), ratio=ratio)
    look = _look(pilot, trial, results)
    if look is None:
        return replace(_not_yet(pilot, today, Because.TOO_EARLY), ratio=ratio)
    readings = [
        found for arm in _arms_to_read(trial) if (found := _arm(pilot, trial, results, arm, look)) is not None
    ]
    if not readings or len(readings) < len(_arms_to_read(trial)):
        return replace(_not_yet(pilot, today, Because.NOT_COUNTED), ratio=ratio, look=look)
    best = max(readings, key=lambda one: (_RANKS.index(one.verdict), one.gain))
    return Reading(
        pilot=pilot.id,
        initiative=pilot.initiative,
        date=today,
        verdict=best.verdict,
        because=best.because,
        effect=best.effect,
        effects=tuple(one.effect for one in readings),
        guardrails=best.guardrails,
        ratio=ratio,
        look=look,
    )


_RANKS = (Verdict.STOP, Verdict.NOT_YET, Verdict.ITERATE, Verdict.SCALE)


def _not_yet(pilot: Pilot, today: dt.date, because: Because) -> Reading:
    return Reading(pilot.id, pilot.initiative, today, Verdict.NOT_YET, because)


def _obstacle(pilot: Pilot, today: dt.date) -> Because | None:
    """What keeps it from being read at all."""
    if pilot.design.test is None or len(pilot.design.test.arms) < 2:  # noqa: PLR2004  # one compares nothing
        return Because.NO_TEST
    match standing(pilot):
        case Standing.DRAFT:
            return Because.NOT_FROZEN
        case Standing.DIFFERENT:
            return Because.CHANGED
    if pilot.results:
        return Because.TO_COME if pilot.results.date > today else None
    if pilot.starts is None or pilot.starts > today:
        return Because.NOT_BEGUN
    return Because.RUNNING if pilot.ends is None or pilot.ends >= today else Because.NO_RESULTS


def sample_ratio(trial: Trial, results: Results) -> Ratio | None:
    """Whether lots fell as they should: chi-square of the units drawn, excluded ones too, on the shares.

    None where no lots were drawn by unit. Fabijan and others, Diagnosing sample ratio mismatch in online
    controlled experiments, KDD 2019.
    """
    if trial.type not in {TrialType.RANDOMISED, TrialType.HOLDOUT} or trial.clusters:
        return None
    counts = results.drawn or {name: arm.units for name, arm in results.arms.items()}
    drawn = [counts.get(arm.id, 0) for arm in trial.arms]
    total = sum(drawn)
    if total == 0:
        return None
    expected = [total * share for share in shares(trial)]
    statistic = sum((count - hoped) ** 2 / hoped for count, hoped in zip(drawn, expected, strict=True))
    p = float(chdtrc(len(drawn) - 1, statistic))
    names = (arm.id for arm in trial.arms)
    return Ratio(tuple(zip(names, drawn, expected, strict=True)), p, p < _NO_READING)


def _look(pilot: Pilot, trial: Trial, results: Results) -> LookTaken | None:
    """Which look the results are of; None between looks. At the final one all of alpha may be spent.

    The information at a look is that of the units that are in, where units and not clusters are planned.
    """
    planned, whole = fractions(trial), wanted_alpha(trial)
    done = _done(trial, results)
    if _final(pilot, trial, results, done):
        return LookTaken(len(planned), len(planned), planned, looks.nominal(whole, trial.sides, planned))
    due = [
        number
        for number, look in enumerate(trial.looks, 1)
        if _due(look.date, planned[number - 1], done, results.date)
    ]
    if not due:
        return None
    number = due[-1]
    now = min(done, 0.999) if done else planned[number - 1]
    taken = looks.ascending((*planned[: number - 1], now))
    return LookTaken(number, len(planned), taken, looks.nominal(whole, trial.sides, taken))


def _due(date: dt.date | None, fraction: float, done: float | None, taken: dt.date) -> bool:
    if date is not None:
        return date <= taken <= date + _GRACE
    return done is not None and done >= fraction


def _done(trial: Trial, results: Results) -> float | None:
    """The share of the planned units that is in."""
    planned = planned_sizes(trial)
    if trial.clusters or trial.type in {TrialType.STEPPED_WEDGE, TrialType.MATCHED_MARKETS} or not planned:
        return None
    return sum(arm.units for arm in results.arms.values()) / sum(planned)


def _final(pilot: Pilot, trial: Trial, results: Results, done: float | None) -> bool:
    """Over by its end, or, where it has none, by the size of every arm."""
    if pilot.ends:
        return results.date >= pilot.ends
    if done is None:
        return not trial.looks
    units = [results.arms[arm.id].units if arm.id in results.arms else 0 for arm in trial.arms]
    return all(count >= size for count, size in zip(units, planned_sizes(trial) or (), strict=True))


def _arms_to_read(trial: Trial) -> Sequence[str]:
    """The arms that are compared with the first; a stepped wedge is one comparison, told by its last arm."""
    names = [arm.id for arm in trial.arms]
    return names[-1:] if trial.type == TrialType.STEPPED_WEDGE else names[1:]


@dataclass(frozen=True)
class _ArmReading:
    verdict: Verdict
    because: Because
    effect: Effect
    guardrails: tuple[GuardrailReading, ...]
    gain: float


def _arm(pilot: Pilot, trial: Trial, results: Results, arm: str, look: LookTaken) -> _ArmReading | None:
    """The verdict for one arm; None where its KPI was not counted."""
    estimate = _estimate(trial, results, arm)
    if estimate is None:
        return None
    level = look.level * 2 / trial.sides
    effect = _effect(trial, arm, estimate, level)
    guardrails = tuple(_guardrail(trial, results, arm, one, look, level) for one in pilot.design.guardrails)
    rule = _Rule.of(pilot)
    verdict, because = rule.applied(effect, guardrails)
    if not look.final and verdict == Verdict.ITERATE:
        futile = _is_futile(trial, effect, level, look)
        verdict, because = (Verdict.STOP, Because.FUTILE) if futile else (Verdict.NOT_YET, Because.GOES_ON)
    return _ArmReading(verdict, because, effect, guardrails, rule.sign * effect.effect)


def _estimate(
    trial: Trial, results: Results, arm: str, guardrail: Guardrail | None = None
) -> Estimate | None:
    """By the design: in steps, between clusters or markets, by changes, or between units."""
    measured = guardrail or trial
    first = trial.arms[0].id
    rows = [row for row in results.clusters if row.guardrail == (guardrail.id if guardrail else None)]
    if trial.type == TrialType.STEPPED_WEDGE:
        return in_steps(measured, rows, [one.id for one in trial.arms])
    if trial.clusters or trial.type == TrialType.MATCHED_MARKETS:
        return between_clusters(measured, rows, (first, arm))
    counted = results.guardrails.get(guardrail.id, {}) if guardrail else results.arms
    pair = _pair(counted, first, arm)
    if pair is None:
        return None
    if trial.counted_before and guardrail is None:
        before = _pair(results.before, first, arm)
        return between_changes(measured, before, pair) if before else None
    return between_units(measured, *pair)


def _pair(counted: dict[str, ArmResult], first: str, arm: str) -> tuple[ArmResult, ArmResult] | None:
    return (counted[first], counted[arm]) if first in counted and arm in counted else None


def _effect(trial: Trial, arm: str, estimate: Estimate, level: float) -> Effect:
    low, high = estimate.interval(level)
    first = trial.arms[0].id
    return Effect(arm, first, estimate.base, estimate.reached, estimate.effect, low, high, 1 - level)


def _guardrail(
    trial: Trial, results: Results, arm: str, guardrail: Guardrail, look: LookTaken, level: float
) -> GuardrailReading:
    """Holds where its one-sided bound stays inside the margin; broken where its interval lies beyond it.

    The interval is two-sided with the confidence of the KPI's; the bound has the guardrail's own level.
    """
    estimate = _estimate(trial, results, arm, guardrail)
    if estimate is None or guardrail.margin is None:
        return GuardrailReading(guardrail, Holding.NOT_COUNTED)
    effect = _effect(trial, arm, estimate, level)
    alpha = looks.nominal(_ALPHA if guardrail.alpha is None else float(guardrail.alpha), 1, look.fractions)
    low, high = estimate.interval(2 * alpha)
    margin = float(guardrail.margin)
    worst, best = (high, effect.low) if margin >= 0 else (-low, -effect.high)
    beyond = Holding.BROKEN if best > abs(margin) else Holding.OPEN
    holding = Holding.HOLDS if worst < abs(margin) else beyond
    return GuardrailReading(guardrail, holding, effect, high if margin >= 0 else low)


@dataclass(frozen=True)
class _Rule:
    """The decision rule in figures, all as gains: above 0 is better, whichever way the measure counts."""

    sign: float
    break_even: float
    stop_below: float
    guardrails_hold: bool

    @classmethod
    def of(cls, pilot: Pilot) -> "_Rule":
        trial, rule = pilot.design.test, pilot.design.decision_rule
        sign = -1.0 if trial and trial.smallest_effect and trial.smallest_effect < 0 else 1.0
        pays = sign * float(rule.break_even) if rule and rule.break_even is not None else 0.0
        stop = sign * float(rule.stop_below) if rule and rule.stop_below is not None else pays
        return cls(sign, pays, stop, rule.guardrails_hold if rule else True)

    def applied(self, effect: Effect, guardrails: Sequence[GuardrailReading]) -> tuple[Verdict, Because]:
        standings = {one.holding for one in guardrails}
        low, high = sorted((self.sign * effect.low, self.sign * effect.high))
        if Holding.BROKEN in standings:
            return Verdict.STOP, Because.BROKEN
        if high < self.stop_below:
            return Verdict.STOP, Because.TOO_SMALL
        if low <= 0:
            return Verdict.ITERATE, Because.UNCLEAR
        if self.sign * effect.effect < self.break_even:
            return Verdict.ITERATE, Because.BELOW_BREAK_EVEN
        if self.guardrails_hold and Holding.NOT_COUNTED in standings:
            return Verdict.NOT_YET, Because.GUARDRAIL_NOT_COUNTED
        if self.guardrails_hold and Holding.OPEN in standings:
            return Verdict.ITERATE, Because.GUARDRAIL_OPEN
        return Verdict.SCALE, Because.MET


def _is_futile(trial: Trial, effect: Effect, level: float, look: LookTaken) -> bool:
    """Whether the chance to end above the last bound, were the planned effect true, is too small."""
    error = effect.width / 2 / float(-ndtri(level / 2))
    if trial.futility is None or not trial.smallest_effect or error == 0:
        return False
    fraction = look.fractions[-1]
    planned = float(trial.smallest_effect)
    sign = 1.0 if planned > 0 else -1.0
    rest = tuple(one for one in fractions(trial) if one > fraction)
    bound = looks.bounds(wanted_alpha(trial), trial.sides, (*look.fractions, *rest))[-1]
    drift = abs(planned) / (error * fraction**0.5)
    return looks.conditional_power(sign * effect.effect / error, fraction, drift, bound) < float(
        trial.futility
    )
