"""Whatever a valid pilot holds, sizing and reading answer in words and never break."""

import datetime as dt
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.model.pilot import (
    Arm,
    ArmResult,
    ClusterResult,
    Clusters,
    Design,
    Guardrail,
    Look,
    Measure,
    Pilot,
    PilotRule,
    Results,
    Trial,
    TrialType,
    Verdict,
)
from assess.planning.pilots.freezing import frozen
from assess.planning.pilots.reading import read
from assess.planning.pilots.sizing import sized

START, END = dt.date(2026, 2, 2), dt.date(2026, 6, 28)
NUMBERS = st.sampled_from(
    [Decimal(text) for text in ("0", "-3", "0.5", "2", "30", "99.5", "1e-9", "-1e12", "1e12")]
)
POSITIVE = NUMBERS.map(abs)
COUNTS = st.sampled_from([0, 1, 2, 3, 40, 5000, 10**9])


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


MEASURED: dict[str, st.SearchStrategy[Any]] = {
    "measure": st.sampled_from(Measure),
    "baseline": maybe(NUMBERS),
    "sd": maybe(POSITIVE),
    "per": st.sampled_from([1, 1000]),
    "overdispersion": st.sampled_from([Decimal(1), Decimal(3)]),
    "promoters": maybe(st.sampled_from([Decimal(0), Decimal(40), Decimal(100)])),
    "detractors": maybe(st.sampled_from([Decimal(0), Decimal(20), Decimal(100)])),
}
NAMES = ("a", "b", "c")


@st.composite
def trials(draw: st.DrawFn) -> Trial:
    arms = tuple(
        Arm(
            id=name,
            share=draw(maybe(st.just(Decimal(50)))),
            planned=draw(maybe(COUNTS)),
        )
        for name in NAMES[: draw(st.sampled_from([2, 2, 2, 3, 3, 1, 0]))]
    )
    return Trial(
        type=draw(st.sampled_from(TrialType)),
        arms=arms,
        smallest_effect=draw(maybe(NUMBERS)),
        alpha=draw(maybe(st.sampled_from([Decimal("0.05"), Decimal("1e-9"), Decimal("0.5")]))),
        power=draw(maybe(st.sampled_from([Decimal("0.5"), Decimal("0.999")]))),
        sides=draw(st.integers(1, 2)),
        weekly_volume=draw(maybe(COUNTS)),
        intake_weeks=draw(maybe(COUNTS)),
        counted_before=draw(st.booleans()),
        clusters=draw(maybe(st.builds(
            Clusters,
            size=st.sampled_from([1, 50]),
            correlation=maybe(st.sampled_from([Decimal(0), Decimal("0.9")])),
            sd=maybe(POSITIVE),
        ))),
        looks=draw(st.sampled_from([(), (Look(information=Decimal("0.001")),), (
            Look(date=dt.date(2026, 4, 1), information=Decimal(60)), Look(information=Decimal(30)))])),
        futility=draw(maybe(st.just(Decimal("0.2")))),
        **{key: draw(values) for key, values in MEASURED.items()},
    )  # fmt: skip


def result(draw: st.DrawFn, units: int) -> dict[str, Any]:
    """Most often of as many units as the other arms, and with all that could be counted."""
    whole = draw(st.integers(0, 7)) > 0
    share = draw(st.sampled_from([0, 0.01, 0.5, 0.51, 1]))
    return {
        "units": units if whole else draw(COUNTS),
        "events": int(units * share) if whole else draw(maybe(COUNTS)),
        "mean": draw(NUMBERS if whole else maybe(NUMBERS)),
        "sd": draw(POSITIVE if whole else maybe(POSITIVE)),
    }


@st.composite
def pilots(draw: st.DrawFn) -> Pilot:
    guardrail = Guardrail(
        id="rail",
        name="Rail",
        margin=draw(maybe(NUMBERS)),
        **{key: draw(values) for key, values in MEASURED.items()},
    )
    design = Design(
        hypothesis="It helps.",
        test=draw(trials()),
        guardrails=(guardrail,),
        decision_rule=draw(maybe(st.builds(PilotRule, break_even=maybe(NUMBERS), stop_below=maybe(NUMBERS)))),
    )
    units = draw(st.sampled_from([1, 2, 40, 5000, 10**9]))
    periods = draw(st.sampled_from([(1,), (0, 1), (1, 2, 3), (1, 2, 3, 4)]))
    paired = draw(st.booleans())
    counted = Results(
        date=draw(st.sampled_from([dt.date(2026, 4, 2), END])),
        arms={name: ArmResult(**result(draw, units)) for name in NAMES},
        before={name: ArmResult(**result(draw, units)) for name in NAMES},
        clusters=tuple(
            ClusterResult(
                id=f"{name}{shop}",
                arm=name,
                period=period,
                guardrail=rail,
                pair=f"p{shop}" if paired else None,
                **result(draw, units),
            )
            for rail, name, shop, period in product(
                (None, "rail"), [arm.id for arm in design.test.arms] if design.test else [], range(2), periods
            )
        ),
        guardrails={"rail": {name: ArmResult(**result(draw, units)) for name in NAMES}},
    )
    made = Pilot(schema_="assess/pilot@1", id="pilot", initiative="some", title="A pilot", design=design)
    return frozen(made, START).model_copy(
        update={"starts": START, "ends": draw(maybe(st.just(END))), "results": counted}
    )


@settings(max_examples=150, derandomize=True, database=None, deadline=None)
@given(pilots())
def test_every_pilot_is_sized_and_read(pilot: Pilot) -> None:
    assert pilot.design.test is not None
    assert sized(pilot.design.test, pilot.design.guardrails).says != ()
    found = read(pilot, END)
    assert found.reason.endswith(".")
    assert "nan" not in found.reason
    assert (found.effect is None) <= (found.verdict == Verdict.NOT_YET)
