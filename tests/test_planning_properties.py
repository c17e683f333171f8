"""What every roadmap keeps, whatever the answers, wanted levels and limits: tried on the bundled playbook."""

import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.model.answers import Answers
from assess.model.assembly import Assembled
from assess.model.engagement import Engagement
from assess.model.playbook import Initiative, Playbook
from assess.model.roadmap import Roadmap
from assess.model.vision import Vision
from assess.planning.best import best
from assess.planning.portfolio import portfolio
from assess.planning.quarters import is_working_day
from assess.planning.roadmap import Inputs, plan
from assess.planning.solver import Patience
from assess.scoring.card import score

FUNCTIONS = ("marketing", "finance", "technology", "sales", "service", "product")
# Shrinking a whole engagement takes minutes and shows little more than the first failure.
FEW = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@cache
def questionnaire() -> tuple[Assembled, Playbook]:
    reading = Reading()
    folder = bundled("questionnaires") / "customer-centricity"
    found, book = questionnaires.load(folder, reading), questionnaires.playbook(folder, reading)
    assert found, reading.problems
    assert book, reading.problems
    # Without lenses scoring is quicker, and planning does not look at them.
    trimmed = found.questionnaire.model_copy(update={"lenses": ()})
    return Assembled(trimmed, found.root, found.parts), book.record


def answers(chance: random.Random) -> Answers:
    """One respondent for everything: mostly low values, some unknown, some not given at all."""
    given: dict[str, Any] = {}
    for question in questionnaire()[0].questionnaire.all_questions():
        if question.choices and chance.random() < 0.95:
            highest = chance.choice([2, 3, 3, 4, 5])
            choices = [choice.value for choice in question.choices][:highest]
            value = chance.choice(choices if question.options else [Decimal(0), Decimal(30), Decimal(75)])
            given[question.id] = {"state": "unknown"} if chance.random() < 0.05 else {"value": value}
    return Answers.model_validate(
        {
            "schema": "assess/answers@1",
            "questionnaire": "customer-centricity",
            "version": "1.1",
            "respondent": "r1",
            "function": "executive",
            "answers": given,
        }
    )


@st.composite
def situations(draw: st.DrawFn) -> Inputs:
    assembled, playbook = questionnaire()
    chance = random.Random(draw(st.integers(0, 10_000)))  # an example, not a secret
    capabilities = [s.id for s in assembled.questionnaire.all_sections() if s.levels]
    wanted = draw(st.lists(st.sampled_from(capabilities), min_size=1, max_size=6, unique=True))
    days = draw(st.dictionaries(st.sampled_from(FUNCTIONS), st.integers(5, 80)))
    engagement = {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "questionnaire": "customer-centricity",
        "version": "1.1",
        "facts": {fact.id: chance.random() < 0.8 for fact in assembled.questionnaire.facts},
        "stand_ins": dict.fromkeys(FUNCTIONS, "executive"),
        "limits": {
            "days": days,
            "budget": draw(st.none() | st.integers(5, 120)),
            "at_once": draw(st.integers(1, 5)),
        },
    }
    vision = {
        "schema": "assess/vision@1",
        "statement": "Better.",
        "horizon": draw(st.sampled_from(["2027-06-30", "2028-06-30", "2030-12-31"])),
        "targets": [{"capability": name, "level": chance.choice([2, 3, 4])} for name in wanted],
    }
    return Inputs(
        assembled,
        (answers(chance),),
        Engagement.model_validate(engagement),
        dt.date(2026, 10, 5),
        Vision.model_validate(vision),
        playbook,
    )


def roadmap(inputs: Inputs) -> Roadmap:
    """After few nodes: what is shown here holds for the best plan and for any before it."""
    found = plan(inputs, partial(best, patience=Patience(nodes=10), explained=False))
    assert isinstance(found, Roadmap)
    return found


def initiatives(inputs: Inputs) -> dict[str, Initiative]:
    assert inputs.playbook
    return {initiative.id: initiative for initiative in inputs.playbook.initiatives}


@given(situations())
@FEW
def test_every_roadmap_keeps_its_order_and_its_limits(inputs: Inputs) -> None:
    found, known = roadmap(inputs), initiatives(inputs)
    card = score(inputs.assembled, inputs.answers, inputs.engagement, inputs.date)
    settled = portfolio(card, inputs.playbook, None)
    placed = {planned.initiative: planned for planned in found.initiatives}
    for planned in found.initiatives:
        assert planned.pilot.end <= len(found.quarters)
        if planned.project:
            assert planned.project.start >= planned.pilot.end
            assert planned.project.end <= len(found.quarters)
            assert all(gate.date < found.quarters[planned.project.start].starts for gate in planned.gates)
        for required in set(known[planned.initiative].requires) - settled.done:
            assert planned.pilot.start >= placed[required].pilot.end
        for followed in set(known[planned.initiative].follows) - settled.finished:
            routine = placed[followed].project
            assert routine
            assert planned.pilot.start >= routine.end
    limits = inputs.engagement.limits
    for index, quarter in enumerate(found.quarters):
        steps = [
            (known[p.initiative], name, step.quarters)
            for p in found.initiatives
            for name, step in (("pilot", p.pilot), ("project", p.project))
            if step and step.start <= index < step.end
        ]
        assert len(steps) == len(quarter.pilots) + len(quarter.projects) <= limits.at_once
        for function, most in limits.days.items():
            used = sum(
                Fraction(getattr(initiative.effort, step).get(function, (0, 0))[1]) / length
                for initiative, step, length in steps
            )
            assert used <= most
        assert limits.budget is None or quarter.cost <= limits.budget + Decimal("0.05")


@given(situations())
@FEW
def test_every_initiative_is_planned_or_left_out_with_a_reason(inputs: Inputs) -> None:
    found = roadmap(inputs)
    told = [p.initiative for p in found.initiatives] + [left.initiative for left in found.left_out]
    assert sorted(told) == sorted(initiatives(inputs))
    assert all(left.reason.endswith(".") for left in found.left_out)
    assert all(planned.project or planned.no_project for planned in found.initiatives)
    unmet = [outlook.reason or "" for outlook in found.targets if not outlook.met]
    assert all(reason.startswith(("Reached in ", "Not reached by ")) for reason in unmet)


@given(situations())
@FEW
def test_what_starts_is_decided_or_due_falls_on_working_days(inputs: Inputs) -> None:
    found = roadmap(inputs)
    starts = [day for p in found.initiatives for day in (p.starts, p.project_starts) if day]
    decisions = [day for p in found.initiatives for day in (p.decided, *(gate.date for gate in p.gates))]
    first = [found.first_pilots.by] if found.first_pilots else []
    for day in (found.starts, found.decide_by, found.total.by, *starts, *decisions, *first):
        assert is_working_day(day)
    assert {day.weekday() for day in [found.starts, *starts]} == {0}


@given(situations())
@FEW
def test_listed_moves_raise_and_totals_are_the_sums_of_their_parts(inputs: Inputs) -> None:
    found = roadmap(inputs)
    for planned in found.initiatives:
        for one in planned.raises:
            steps = [one.from_, *(step for step in (one.pilot, one.project) if step is not None)]
            assert len(steps) > 1
            assert steps == sorted(set(steps))
        assert not {one.question for one in planned.raises} & {one.question for one in planned.already}
        is_required = any(planned.initiative in other.requires for other in found.initiatives)
        assert planned.raises or is_required or any(one.through for one in planned.already)
    takes = found.total
    # Each of the quarters is rounded to one decimal.
    assert abs(sum(quarter.cost for quarter in found.quarters) - takes.money.likely) <= 2
    assert takes.person_days.likely == sum(takes.days.values())
    assert found.outcome.wanted == found.outcome.reached + len(found.outcome.unreached)


@given(situations())
@FEW
def test_projection_lowers_nothing_and_never_looks_back(inputs: Inputs) -> None:
    found = roadmap(inputs)
    now = score(inputs.assembled, inputs.answers, inputs.engagement, inputs.date).overall
    before = {s.id: (s.shown, s.reach) for s in now.walk() if s.shown is not None and s.reach is not None}
    for projection in found.projections:
        after = {name: (projection.scores[name], projection.levels[name]) for name in before}
        assert all(
            after[name][0] >= shown and after[name][1] >= level for name, (shown, level) in before.items()
        )
        before = after


@given(situations(), st.randoms(use_true_random=False))
@settings(FEW, max_examples=4)
def test_the_same_inputs_give_the_same_roadmap_in_whatever_order(
    inputs: Inputs, chance: random.Random
) -> None:
    assert inputs.playbook
    shuffled = list(inputs.playbook.initiatives)
    chance.shuffle(shuffled)
    other = Inputs(
        inputs.assembled,
        inputs.answers,
        inputs.engagement,
        inputs.date,
        inputs.vision,
        inputs.playbook.model_copy(update={"initiatives": tuple(shuffled)}),
    )
    first, second = roadmap(inputs), roadmap(other)
    assert first.initiatives == second.initiatives
    assert first.projections == second.projections
    assert first == roadmap(inputs)
