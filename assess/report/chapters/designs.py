"""How a pilot is tried: as the playbook proposes it or, once its design is frozen, as it was frozen."""

import datetime as dt
from dataclasses import dataclass

from assess.model.pilot import Guardrail, Measure, Pilot, Trial, TrialType, Verdict
from assess.model.playbook import DecisionRule, Initiative, Kpi
from assess.model.roadmap import Planned
from assess.report import wording
from assess.report.blocks import Words, words
from assess.report.inputs import Inputs

_TRIALS = {
    TrialType.RANDOMISED: "Drawn by lot",
    TrialType.HOLDOUT: "Some drawn by lot go on without it",
    TrialType.MATCHED_MARKETS: "Matched markets compared",
    TrialType.STEPPED_WEDGE: "All change in steps, in an order drawn by lot",
    TrialType.BEFORE_AFTER: "Before and after compared",
}
_UNITS = {Measure.PROPORTION: "points", Measure.NPS: "points"}
_VERDICTS = {
    Verdict.SCALE: "scale",
    Verdict.ITERATE: "iterate",
    Verdict.STOP: "stop",
    Verdict.NOT_YET: "put off",
}


@dataclass(frozen=True, slots=True)
class GateDay:
    """A decision point on its day."""

    date: dt.date
    name: str
    question: str
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """What a pilot's team works by. `decided` is the day of the last gate."""

    starts: dt.date
    decided: dt.date
    hypothesis: str
    kpi: Kpi | None
    test: str
    guardrails: tuple[str, ...]
    rule: DecisionRule | None
    gates: tuple[GateDay, ...]


def design(inputs: Inputs, planned: Planned, initiative: Initiative) -> Design:
    """The frozen design of a pilot that is not decided yet comes before the playbook's proposal."""
    proposed = _proposed(planned, initiative)
    pilot = next((one for one in inputs.pilots_of(initiative.id) if _is_current(one)), None)
    return _frozen(pilot, proposed) if pilot else proposed


def states(inputs: Inputs, planned: Planned) -> tuple[Words, ...]:
    """What has become of the pilots of an initiative so far; nothing where there is none on file."""
    return tuple(
        words(f"{pilot.title}: ", wording.inner(state(pilot, inputs.today)), ".")
        for pilot in inputs.pilots_of(planned.initiative)
    )


def state(pilot: Pilot, today: dt.date, known: str = "") -> str:
    """One pilot, from its draft to its decision; the reason for that only where it is not `known` already."""
    if pilot.decision:
        by = f" by {wording.listed([*map(wording.inner, pilot.decision.by)])}" if pilot.decision.by else ""
        verdict = _VERDICTS[pilot.decision.verdict]
        reason = wording.sentence(pilot.decision.reason)
        decided = f"Decided on {wording.day(pilot.decision.date)}{by}: {verdict}."
        return decided if reason == wording.sentence(known) else f"{decided} {reason}".strip()
    if pilot.frozen is None:
        return "A design is drafted and not frozen yet."
    frozen = f"Design frozen on {wording.day(pilot.frozen.date)}"
    if pilot.starts is None or pilot.starts > today:
        return f"{frozen}; {f'it starts on {wording.day(pilot.starts)}' if pilot.starts else 'not started'}."
    since = f"{frozen}; running since {wording.day(pilot.starts)}"
    if pilot.ends is None:
        return f"{since}."
    if pilot.ends < today or pilot.results:
        return f"{frozen}; it ended on {wording.day(pilot.ends)} and is not decided yet."
    return f"{since}, counted until {wording.day(pilot.ends)}."


def _is_current(pilot: Pilot) -> bool:
    is_open = pilot.decision is None or pilot.decision.verdict is Verdict.NOT_YET
    return pilot.frozen is not None and is_open


def _proposed(planned: Planned, initiative: Initiative) -> Design:
    return Design(
        planned.starts,
        planned.decided,
        initiative.hypothesis,
        initiative.kpi,
        initiative.test,
        initiative.guardrails,
        initiative.decision_rule,
        tuple(GateDay(one.date, one.name, one.question, one.decides) for one in planned.gates),
    )


def _frozen(pilot: Pilot, proposed: Design) -> Design:
    """What the frozen design leaves open is taken from the proposal."""
    found = pilot.design
    gates = tuple(GateDay(one.date, one.name, one.question, one.decides) for one in found.gates)
    return Design(
        pilot.starts or proposed.starts,
        gates[-1].date if gates else proposed.decided,
        found.hypothesis,
        found.kpi or proposed.kpi,
        _trial(found.test) if found.test else proposed.test,
        tuple(map(_guardrail, found.guardrails)) or proposed.guardrails,
        found.decision_rule or proposed.rule,
        gates or proposed.gates,
    )


def _trial(trial: Trial) -> str:
    """The test in sentences, with the numbers that were fixed."""
    unit = f", by {trial.unit}" if trial.unit else ""
    arms = "; ".join(f"{arm.id}: {wording.inner(arm.gets)}{_planned(arm.planned)}" for arm in trial.arms)
    said = (f"{_TRIALS[trial.type]}{unit}.", f"{wording.sentence(arms)}", _power(trial), _weeks(trial))
    return " ".join(one for one in (*said, wording.sentence(trial.analysis)) if one)


def _planned(number: int | None) -> str:
    return f" ({wording.plain(number)})" if number is not None else ""


def _power(trial: Trial) -> str:
    if trial.smallest_effect is None:
        return ""
    unit = f" {_UNITS[trial.measure]}" if trial.measure in _UNITS else ""
    baseline = f" from {wording.plain(trial.baseline)}" if trial.baseline is not None else ""
    sides = "two-sided" if trial.sides == 2 else "one-sided"  # noqa: PLR2004  # a test has one side or two
    error = f", {sides} {wording.plain(100 * trial.alpha)} per cent" if trial.alpha else ""
    power = f", power {wording.plain(100 * trial.power)} per cent" if trial.power else ""
    return f"Sized to show {wording.plain(trial.smallest_effect)}{unit}{baseline}{error}{power}."


def _weeks(trial: Trial) -> str:
    if trial.intake_weeks is None:
        return ""
    volume = f" at {wording.plain(trial.weekly_volume)} a week" if trial.weekly_volume else ""
    follow = f", then {wording.plural(trial.follow_up_weeks, 'week')} of follow-up"
    intake = f"Intake {wording.plural(trial.intake_weeks, 'week')}{volume}"
    return f"{intake}{follow if trial.follow_up_weeks else ''}."


def _guardrail(one: Guardrail) -> str:
    if one.margin is None:
        return wording.sentence(one.name)
    unit = one.unit or _UNITS.get(one.measure, "")
    direction = "fall" if one.margin < 0 else "rise"
    if not one.margin:
        return f"{one.name}: none."
    return f"{one.name}: a {direction} of at most {wording.amount(abs(one.margin), unit)}."
