"""Rules for what pilots found and what was decided on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.text.problems import Severity

if TYPE_CHECKING:  # records are imported when a document of their kind is read
    from collections.abc import Collection, Iterator

    from assess.model.pilot import ArmResult, Pilot, Results
    from assess.text.safe_yaml import Path


def results_come_after_the_end(subject: Subject) -> Iterator[Finding]:
    """Results are extracted when the pilot is over, or at a look that was planned.

    Whoever looks ten times on the way, and stops at the first good figure, turns an error of 5 per cent into
    one of 19 (Armitage, McPherson and Rowe 1969). Looks under `looks:` are paid for in the reading.

    Fails:

        results:
          date: 2027-02-08
          #     ^^^^^^^^^^
          arms: {notes: {units: 240, events: 15}, book: {units: 243, events: 6}}

    Passes:

        results:
          date: 2027-03-08
          arms: {notes: {units: 481, events: 29}, book: {units: 486, events: 13}}
    """
    pilot: Pilot = subject.record
    if pilot.results is None:
        return
    taken = pilot.results.date
    if pilot.starts and taken <= pilot.starts:
        message = f"the results are of {taken}, before anything can have happened (start: {pilot.starts})"
        yield Finding(subject.place, message, "Correct one of the two dates.", ("results", "date"))
    elif pilot.ends and taken < pilot.ends and not _is_planned(pilot):
        message = f"the results are of {taken}, but the pilot runs until {pilot.ends}"
        hint = "Wait for the end, or record the change of the design and correct `ends`."
        yield Finding(subject.place, message, hint, ("results", "date"))


def _is_planned(pilot: Pilot) -> bool:
    """Whether a look was to be taken by the day of the results, or by a number of units."""
    planned = pilot.design.test.looks if pilot.design.test else ()
    return any(pilot.results and (not look.date or look.date <= pilot.results.date) for look in planned)


def results_belong_to_the_design(subject: Subject) -> Iterator[Finding]:
    """Results are those of the arms and guardrails of the design, and of each arm.

    An arm under another name is compared with nothing, and an arm that is missing is often the one that
    went badly.

    Fails:

        results:
          date: 2027-03-08
          arms: {notes: {units: 481, events: 29}, boook: {units: 486, events: 13}}
          #                                       ^^^^^

    Passes:

        results:
          date: 2027-03-08
          arms: {notes: {units: 481, events: 29}, book: {units: 486, events: 13}}
    """
    pilot: Pilot = subject.record
    if pilot.results is None:
        return
    arms = dict.fromkeys(arm.id for arm in pilot.design.test.arms) if pilot.design.test else {}
    guardrails = dict.fromkeys(guardrail.id for guardrail in pilot.design.guardrails)
    for name in pilot.results.guardrails:
        if name not in guardrails:
            below = ("results", "guardrails", name)
            yield unknown(subject.place, below, "guardrail", name, guardrails)
    yield from _strangers_among_units(subject, pilot.results, arms, guardrails)
    for path, results, _ in _groups(pilot):
        strangers = [name for name in results if name not in arms]
        for name in strangers:
            yield unknown(subject.place, (*path, name), "arm", name, arms)
        missing = [name for name in arms if name not in results]
        if missing and not strangers:
            message = f"there are no results of {', '.join(f'`{name}`' for name in missing)}"
            hint = f"Add `{missing[0]}: {{units: …}}`, with what was counted."
            yield Finding(subject.place, message, hint, path, key=True)


def _strangers_among_units(
    subject: Subject, results: Results, arms: Collection[str], guardrails: Collection[str]
) -> Iterator[Finding]:
    """Arms of what was drawn, and arms and guardrails of clusters, that the design has not."""
    for name in results.drawn:
        if name not in arms:
            yield unknown(subject.place, ("results", "drawn", name), "arm", name, arms)
    for index, row in enumerate(results.clusters):
        at = ("results", "clusters", index)
        if row.arm not in arms:
            yield unknown(subject.place, (*at, "arm"), "arm", row.arm, arms)
        if row.guardrail is not None and row.guardrail not in guardrails:
            yield unknown(subject.place, (*at, "guardrail"), "guardrail", row.guardrail, guardrails)


def results_are_possible(subject: Subject) -> Iterator[Finding]:
    """What was counted is what the design measures, and is possible.

    A proportion counts events among units and cannot have more of them; a mean cannot be compared without
    its standard deviation.

    Fails:

        results:
          date: 2027-03-08
          arms: {notes: {units: 48, events: 290}, book: {units: 486, events: 13}}
          #                                 ^^^

    Passes:

        results:
          date: 2027-03-08
          arms: {notes: {units: 481, events: 29}, book: {units: 486, events: 13}}
    """
    for path, results, measure in _groups(subject.record):
        for name, result in results.items():
            key, message = _impossible(result, measure)
            if key:
                at = f"of `{name}`, {result.units} units"
                yield Finding(subject.place, f"{at}: {message}", _REPAIRS[measure], (*path, name, key))


def _impossible(result: ArmResult, measure: str) -> tuple[str, str]:
    """The key that cannot be so, and why; empty if all is well. Units alone only show the split."""
    events, mean, sd = result.events, result.mean, result.sd
    match measure:
        case "proportion" if events is not None and events > result.units:
            return "events", f"{events} of them cannot have the event"
        case "proportion" | "count" if mean is not None or sd is not None:
            return "mean" if mean is not None else "sd", f"a {measure} is counted in events"
        case "mean" | "nps" if events is not None:
            return "events", f"{_A[measure]} is not counted in events"
        case "mean" | "nps" if mean is not None and sd is None:
            return "mean", "a mean without its standard deviation cannot be compared"
        case "mean" | "nps" if sd is not None and mean is None:
            return "sd", "there is a standard deviation and no mean"
    return "", ""


_A = {"mean": "a mean", "nps": "a Net Promoter Score"}
_REPAIRS = {
    "proportion": "Write `events:`, how many of the units had it, or correct `measure:` in the design.",
    "count": "Write `events:`, how many there were, or correct `measure:` in the design.",
    "mean": "Write `mean:` and `sd:`, or correct `measure:` in the design.",
    "nps": "Write `mean:` and `sd:` of -100, 0 and 100, or correct `measure:` in the design.",
}


def decision_is_founded(subject: Subject) -> Iterator[Finding]:
    """A decision names its reason and who took it; to scale it rests on results, guardrails included.

    Money follows a decision to scale. To stop, to repeat or to wait may have reasons that no result shows.

    Fails:

        decision: {verdict: scale, date: 2027-03-08, by: [Owner]}
        #                   ^^^^^

    Passes:

        decision:
          verdict: scale
          date: 2027-03-08
          by: [Owner]
          reason: 2.7 in 100 orders were forgotten instead of 6.0, and nobody waited longer.
    """
    pilot: Pilot = subject.record
    decision = pilot.decision
    if decision is None:
        return
    at = ("decision", "verdict")
    verdict = decision.verdict
    if not decision.reason:
        hint = "Add `reason:`, a sentence that a finance director would accept."
        yield Finding(subject.place, f"the decision `{verdict}` has no reason", hint, at)
    if not decision.by:
        yield Finding(subject.place, f"nobody has taken the decision `{verdict}`", "Add `by: [role, …]`.", at)
    if verdict == "scale" and (lacks := _unread(pilot)):
        hint = "Add them under `results:`, or decide `not-yet`."
        yield Finding(subject.place, f"the decision `scale` rests on nothing: {lacks}", hint, at)
    if pilot.results and decision.date < pilot.results.date:
        message = f"it was decided on {decision.date}, before the results of {pilot.results.date}"
        yield Finding(subject.place, message, "Correct one of the two dates.", ("decision", "date"))


def _unread(pilot: Pilot) -> str:
    """What a decision to scale would need and has not."""
    if pilot.results is None:
        return "there are no results"
    if any(one.events is None and one.mean is None for one in pilot.results.arms.values()):
        return "the KPI was not counted in every arm"
    guardrails = (guardrail.id for guardrail in pilot.design.guardrails)
    open_ = [name for name in guardrails if not pilot.results.guardrails.get(name)]
    return f"there are no results of the guardrail `{open_[0]}`" if open_ else ""


def _groups(pilot: Pilot) -> Iterator[tuple[Path, dict[str, ArmResult], str]]:
    """Where results by arm stand, with what they measure; guardrails that the design has not are left out."""
    if pilot.results is None or pilot.design.test is None:
        return
    measures = {guardrail.id: guardrail.measure for guardrail in pilot.design.guardrails}
    yield ("results", "arms"), pilot.results.arms, pilot.design.test.measure
    if pilot.results.before:
        yield ("results", "before"), pilot.results.before, pilot.design.test.measure
    for name, results in pilot.results.guardrails.items():
        if name in measures:
            yield ("results", "guardrails", name), results, measures[name]


RESULT_RULES: tuple[Rule, ...] = (
    Rule("PIL017", results_come_after_the_end, Severity.WARNING),
    Rule("PIL018", decision_is_founded),
    Rule("PIL023", results_are_possible),
    Rule("PIL024", results_belong_to_the_design),
)
