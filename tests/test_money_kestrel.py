"""The bundled engagement: its story's figures come out as it tells them, each with its period."""

from decimal import Decimal
from functools import cache

from assess.cli.roadmap_file import inputs
from assess.files import engagement_folder
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.planning.best import best
from assess.planning.money.case import business_case
from assess.planning.money.effects import Learnt
from assess.planning.money.record import BusinessCase, InitiativeCase, NoCase
from assess.planning.portfolio import merged
from assess.planning.roadmap import NoRoadmap, plan

D = Decimal


@cache
def case(name: str = "kestrel-rowe", *, learnt: Decimal | None = None) -> BusinessCase | NoCase:
    opened = engagement_folder.load(bundled("examples") / name, None, Reading())
    assert opened
    given = inputs(opened)
    roadmap = plan(given, best)
    assert not isinstance(roadmap, NoRoadmap)
    shown = {"first-sixty-days": Learnt(D("0.9"), learnt, D("3.7"))} if learnt else {}
    initiatives = merged(given.playbook, given.own_playbook)
    return business_case(given.engagement, roadmap, initiatives, seed=2026, draws=400, learnt=shown)


def kestrel(*, learnt: Decimal | None = None) -> BusinessCase:
    found = case(learnt=learnt)
    assert isinstance(found, BusinessCase)
    return found


def first_sixty_days(found: BusinessCase) -> InitiativeCase:
    return next(one for one in found.initiatives if one.initiative == "first-sixty-days")


def test_stated_values_agree_with_their_own_period_and_differ_from_the_latest() -> None:
    told = {
        one.figure: (
            one.period,
            one.stated,
            one.same_period and round(one.same_period.result),
            one.latest and round(one.latest.result),
        )
        for one in kestrel().compared
    }
    assert told["renewal-value"] == ("FY25", D(151), 151, 168)
    assert told["customer-value-agreed"] == ("FY25", D(276), 276, 292)
    # Stated with last year's margin: 820,000 x 1 per cent x 114.80 = 941,360.
    assert told["retention-point-value"] == ("FY26", D(940_000), 959_728, 959_728)
    assert told["acquisition-cost"] == ("FY26", D("87.4"), 87, 87)


def test_first_sixty_days_earns_what_its_pilot_promised_and_what_it_would_with_the_latest_figures() -> None:
    (effect,) = first_sixty_days(kestrel()).effects
    assert effect.latest
    assert (round(effect.annual.result), effect.annual.period) == (156_413, "FY25")
    assert (round(effect.latest.result), effect.latest.period) == (145_215, "FY26")


def test_what_the_pilot_measured_replaces_what_was_planned() -> None:
    (effect,) = first_sixty_days(kestrel(learnt=D("2.3"))).effects
    assert (effect.from_pilot, round(effect.annual.result)) == (True, 179_875)


def test_first_sixty_days_survives_with_its_basis_and_without_the_code_that_rests_on_it() -> None:
    found = {one.initiative: one for one in kestrel().initiatives}
    first, record, code = (
        found[name] for name in ("first-sixty-days", "consent-on-record", "code-in-the-box")
    )
    assert "first-sixty-days" in record.rests_on_it
    assert "code-in-the-box" in first.rests_on_it
    assert (first.chances.sturdy, record.chances.sturdy, code.chances.sturdy) == (True, True, False)
    assert not record.has_effect


def test_every_benefit_has_an_owner_and_every_assumption_of_the_forecast_was_agreed() -> None:
    found = kestrel()
    assert all(effect.owner for one in found.initiatives for effect in one.effects)
    forecast = [entry for entry in found.register if entry.period in {"FY25", "FY26"}][:8]
    assert [entry.id.partition(".")[0] for entry in forecast if not entry.agreed] == []


def test_without_the_figures_the_second_example_is_told_what_to_ask_for() -> None:
    found = case("tarnbeck")
    assert isinstance(found, NoCase)
    assert {"opening-customers", "retention", "discount-rate"} <= {ask.id for ask in found.asks}
