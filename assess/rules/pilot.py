"""Rules for pilots: that what they set out to show can be believed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assess.rules.pilot_results import RESULT_RULES
from assess.rules.pilot_sample import SAMPLE_RULES
from assess.rules.rule import Finding, Rule, Subject, unknown

if TYPE_CHECKING:  # records are imported when a document of their kind is read
    from collections.abc import Iterator

    from assess.model.pilot import Design, Pilot


def initiative_exists(subject: Subject) -> Iterator[Finding]:
    """The pilot tries an initiative of the playbook.

    What it proves would otherwise change no plan.

    Fails:

        initiative: order-boook
        #           ^^^^^^^^^^^

    Passes:

        initiative: order-book
    """
    books = subject.around.playbooks if subject.around else ()
    known = [initiative.id for book in books for initiative in book.record.initiatives]
    if known and subject.record.initiative not in known:
        yield unknown(subject.place, ("initiative",), "initiative", subject.record.initiative, known)


def kpi_can_decide(subject: Subject) -> Iterator[Finding]:
    """One KPI decides, with its baseline, its source and somebody who answers for the figure.

    Without a baseline nobody can say how many it takes to see the effect; without a source and an owner the
    result is argued about when it is there.

    Fails:

        design:
          hypothesis: Orders in one book are forgotten less often.
          kpi: {name: Standing orders forgotten, source: Tally sheet at the counter.}
          #     ^^^^

    Passes:

        design:
          hypothesis: Orders in one book are forgotten less often.
          kpi:
            name: Standing orders forgotten
            baseline: Six in a hundred.
            source: Tally sheet at the counter.
            owner: Shop manager
    """
    kpi = subject.record.design.kpi
    if kpi is None:
        hint = "Under `design:` add `kpi:` with name, baseline, source and owner."
        yield Finding(subject.place, "the pilot has no KPI", hint, ("design", "kpi"))
        return
    missing = [key for key in ("baseline", "source", "owner") if not getattr(kpi, key)]
    if missing:
        hint = f"Add {_keys(missing)}: {_KPI_KEYS[missing[0]]}"
        message = f"the KPI has no {' and no '.join(missing)}"
        yield Finding(subject.place, message, hint, ("design", "kpi", "name"), key=True)


_KPI_KEYS = {
    "baseline": "what it is today, and over which time.",
    "source": "where the figure comes from.",
    "owner": "who answers for the figure; best not whoever wants the pilot to succeed.",
}


def guardrails_have_margins(subject: Subject) -> Iterator[Finding]:
    """At least one guardrail watches over what must not get worse, and says how much worse is too much.

    A KPI can nearly always be raised at the expense of something else. A guardrail without a margin is read
    as everybody likes, after the event.

    Fails:

        design:
          hypothesis: Orders in one book are forgotten less often.
          guardrails:
            - {id: waiting, name: Customers who wait longer than three minutes}
            #      ^^^^^^^

    Passes:

        design:
          hypothesis: Orders in one book are forgotten less often.
          guardrails:
            - {id: waiting, name: Customers who wait longer than three minutes, unit: points, margin: 2}
    """
    at = ("design", "guardrails")
    guardrails = subject.record.design.guardrails
    if not guardrails:
        hint = "Under `guardrails:` write what must not get worse, such as margin, opt-outs or waiting time."
        yield Finding(subject.place, "the pilot has no guardrail", hint, at)
    for index, guardrail in enumerate(guardrails):
        if guardrail.margin is None:
            hint = "Add `margin:`, the change that is too much; below zero where less is worse."
            message = f"the guardrail `{guardrail.id}` has no margin"
            yield Finding(subject.place, message, hint, (*at, index, "id"))


def decision_rule_stops(subject: Subject) -> Iterator[Finding]:
    """A decision rule, written beforehand, says at which result to stop and at which to scale.

    Without it every result is encouraging. Pilots that cannot fail go on for years.

    Fails:

        design:
          hypothesis: Orders in one book are forgotten less often.
          decision_rule: {scale: Half as many orders are forgotten.}
          #               ^^^^^

    Passes:

        design:
          hypothesis: Orders in one book are forgotten less often.
          decision_rule:
            scale: Half as many orders are forgotten.
            stop: More orders are forgotten than before.
    """
    rule = subject.record.design.decision_rule
    at = ("design", "decision_rule")
    missing = [key for key in ("scale", "stop") if not getattr(rule, key, "")]
    if rule is None:
        hint = "Under `design:` add `decision_rule:` with scale, stop and iterate."
        yield Finding(subject.place, "the pilot has no decision rule", hint, at)
    elif missing:
        given = next((key for key in ("scale", "stop", "iterate") if getattr(rule, key)), "")
        message = f"the decision rule does not say when to {' or '.join(missing)}"
        hint = f"Add {_keys(missing)}: the result, in figures, at which that happens."
        yield Finding(subject.place, message, hint, (*at, given) if given else at, key=bool(given))


def frozen_before_start(subject: Subject) -> Iterator[Finding]:
    """The design is frozen before the pilot starts.

    Whoever can still choose KPI, margin or rule when the first figures are in will find a success.

    Fails:

        frozen:
          date: 2027-02-01
          #     ^^^^^^^^^^
          digest: "d097cb68373605ebe3ce33f9484f21651cf172f6a7eed83b487b36fd8324f51c"
        starts: 2027-01-11

    Passes:

        frozen:
          date: 2027-01-08
          digest: "d097cb68373605ebe3ce33f9484f21651cf172f6a7eed83b487b36fd8324f51c"
        starts: 2027-01-11
    """
    pilot: Pilot = subject.record
    begun = next((key for key in ("starts", "results") if getattr(pilot, key)), None)
    if pilot.frozen is None and begun:
        what = "has a start" if begun == "starts" else "has results"
        hint = f'Before the start write `frozen: {{date: …, digest: "{pilot.digest}"}}`.'
        hint += " A draft has no `starts` yet." if begun == "starts" else ""
        message = f"the pilot {what}, but its design was not frozen"
        yield Finding(subject.place, message, hint, (begun,), key=True)
    elif pilot.frozen and pilot.starts and pilot.frozen.date > pilot.starts:
        message = f"the design was frozen on {pilot.frozen.date}, after the start on {pilot.starts}"
        hint = "If it was frozen before, correct the date. If not, start again: nothing before it counts."
        yield Finding(subject.place, message, hint, ("frozen", "date"))


def design_is_the_frozen_one(subject: Subject) -> Iterator[Finding]:
    """The design is the one that was frozen, or its change is recorded with date, reason and names.

    A rule that was bent after the first look is no rule. Changes are allowed; silent ones are not. Layout,
    comments and the order of keys do not count as changes.

    Fails:

        frozen: {date: 2027-01-08, digest: "70e2f7e6c0b194f4d0c73e763f2d9930eb6be8d34edb7c6f7413c3dbd7773c48"}
        #                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    Passes:

        frozen: {date: 2027-01-08, digest: "70e2f7e6c0b194f4d0c73e763f2d9930eb6be8d34edb7c6f7413c3dbd7773c48"}
        changes:
          - date: 2027-01-10
            why: Four weeks with notes instead of two, because two would have shown only the worst.
            by: [Owner]
            digest: "d097cb68373605ebe3ce33f9484f21651cf172f6a7eed83b487b36fd8324f51c"
    """
    pilot: Pilot = subject.record
    if pilot.recorded is None or pilot.recorded == pilot.digest:
        return
    path = ("changes", len(pilot.changes) - 1, "digest") if pilot.changes else ("frozen", "digest")
    since = "last recorded change" if pilot.changes else "freezing"
    hint = "Take the change back, or record it: under `changes:` add date, why, by, and "
    hint += f'digest: "{pilot.digest}".'
    yield Finding(subject.place, f"the design is not the same as at its {since}", hint, path)


def dates_are_in_order(subject: Subject) -> Iterator[Finding]:
    """Start, end, gates and changes stand in the order of time.

    Somebody reserves people by these dates, and decides on the day of the last gate.

    Fails:

        starts: 2027-01-11
        ends: 2026-03-07
        #     ^^^^^^^^^^

    Passes:

        starts: 2027-01-11
        ends: 2027-03-07
    """
    pilot: Pilot = subject.record
    if pilot.starts and pilot.ends and pilot.ends <= pilot.starts:
        message = f"the pilot ends on {pilot.ends}, before it has begun on {pilot.starts}"
        yield Finding(subject.place, message, "Correct one of the two dates.", ("ends",))
        return
    gates = pilot.design.gates
    for index, (before, gate) in enumerate(pairwise(gates), 1):
        if gate.date < before.date:
            message = f"the gate {gate.name} stands after {before.name}, but comes before it"
            hint = "Correct the date, or put the gates into the order of time."
            yield Finding(subject.place, message, hint, ("design", "gates", index, "date"))
    if gates and pilot.ends and (last := max(gate.date for gate in gates)) < pilot.ends:
        message = f"the last gate is on {last}, before the pilot ends on {pilot.ends}"
        hint = "Add the gate at which the result is decided on, or correct the dates."
        yield Finding(subject.place, message, hint, ("design", "gates", len(gates) - 1, "date"))
    recorded = [*([pilot.frozen.date] if pilot.frozen else ()), *(change.date for change in pilot.changes)]
    for index, (earlier, later) in enumerate(pairwise(recorded), len(pilot.changes) - len(recorded) + 1):
        if later < earlier:
            message = f"the change of {later} stands below {earlier}, but comes before it"
            hint = "Correct the date; the last change stands last."
            yield Finding(subject.place, message, hint, ("changes", index, "date"))


def ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """Each pilot of an engagement has an id of its own, and so has each arm and guardrail of a pilot.

    Other pilots, the plan and the results refer to it; of two with the same id one would be taken for the
    other. A guardrail has its own column in a table of units: it cannot be called `unit`, `arm`, `kpi`,
    `cluster`, `period`, `pair` or `excluded`.

    Fails:

        id: order-book-2027
        #   ^^^^^^^^^^^^^^^
        # file: pilots/first.yaml
        schema: assess/pilot@1
        id: order-book-2027
        initiative: order-book
        title: The first try
        design: {hypothesis: A book helps.}

    Passes:

        id: order-book-again
        # file: pilots/first.yaml
        schema: assess/pilot@1
        id: order-book-2027
        initiative: order-book
        title: The first try
        design: {hypothesis: A book helps.}
    """
    from assess.model.pilot import UNIT_COLUMNS  # with the record, which is imported by now

    for other in subject.siblings:
        if other.record.id == subject.record.id and other.file < subject.document.file:
            message = f"the id `{subject.record.id}` is that of {other.file}, too"
            yield Finding(subject.place, message, "Choose another id.", ("id",))
    design: Design = subject.record.design
    arms = [arm.id for arm in design.test.arms] if design.test else []
    guardrails = [guardrail.id for guardrail in design.guardrails]
    for path, ids in ((("design", "test", "arms"), arms), (("design", "guardrails"), guardrails)):
        seen: set[str] = set()
        for index, name in enumerate(ids):
            if name in seen:
                message = f"the id `{name}` is used twice"
                yield Finding(subject.place, message, "Choose another id.", (*path, index, "id"))
            seen.add(name)
    for index, name in enumerate(guardrails):
        if name.lower() in UNIT_COLUMNS:
            message = f"`{name}` is another column of a table of units"
            at = ("design", "guardrails", index, "id")
            yield Finding(subject.place, message, "Choose another id.", at)


def foundations_exist(subject: Subject) -> Iterator[Finding]:
    """A pilot builds on other pilots of the engagement.

    Linked pilots carry each other's proof; a link to nothing carries none.

    Fails:

        builds_on: [order-book-2026]
        #           ^^^^^^^^^^^^^^^

    Passes:

        builds_on: [tally-sheet]
        # file: pilots/tally-sheet.yaml
        schema: assess/pilot@1
        id: tally-sheet
        initiative: order-book
        title: Counting first
        design: {hypothesis: A tally at the counter can be trusted.}
    """
    others = [other.record.id for other in subject.siblings if other.file != subject.document.file]
    for index, name in enumerate(subject.record.builds_on):
        if name not in others and subject.around:
            yield unknown(subject.place, ("builds_on", index), "other pilot", name, others)


def _keys(names: list[str]) -> str:
    return " and ".join(f"`{name}:`" for name in names)


PILOT_RULES: tuple[Rule, ...] = (
    Rule("PIL010", initiative_exists),
    Rule("PIL011", kpi_can_decide),
    Rule("PIL012", guardrails_have_margins),
    Rule("PIL014", decision_rule_stops),
    Rule("PIL015", frozen_before_start),
    Rule("PIL016", design_is_the_frozen_one),
    Rule("PIL019", dates_are_in_order),
    Rule("PIL020", ids_are_unique),
    Rule("PIL025", foundations_exist),
    *SAMPLE_RULES,
    *RESULT_RULES,
)
