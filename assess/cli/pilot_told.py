"""What a pilot needs and what it has shown, on the screen and as data."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assess.cli import terminal
from assess.model.pilot import Pilot
from assess.planning.pilots.figures import Unit, amount, per_cent, units
from assess.planning.pilots.findings import Effect, GuardrailReading, Holding, Reading
from assess.planning.pilots.freezing import Standing, standing
from assess.planning.pilots.sizing import Sizing

_STANDINGS = {
    Standing.DRAFT: "a draft, not frozen yet",
    Standing.AS_FROZEN: "as frozen",
    Standing.AS_CHANGED: "changed since it was frozen, on record",
    Standing.DIFFERENT: "different from what was frozen, and not on record",
}
_HOLDINGS = {
    Holding.HOLDS: "holds",
    Holding.BROKEN: "broken",
    Holding.OPEN: "open",
    Holding.NOT_COUNTED: "not counted",
}


def show_design(pilot: Pilot, sizing: Sizing) -> None:
    """The size, the time and what the pilot can show."""
    terminal.paragraph(f"{pilot.title} ({pilot.id}): the design is {_STANDINGS[standing(pilot)]}.")
    named = [
        (arm, units(planned) if planned is not None else "", units(needed) if needed is not None else "")
        for arm, planned, needed in zip(
            sizing.arms, _each(sizing.planned, sizing), _each(sizing.required, sizing), strict=True
        )
    ]
    terminal.table(("Arm", "Planned", "Needed"), named, right=(1, 2))
    for says in sizing.says:
        terminal.paragraph(f"- {says}")
    for one in sizing.guardrails:
        if one.power is not None:
            terminal.paragraph(
                f"- If nothing gets worse, it shows with a chance of {per_cent(one.power)} that this "
                f"guardrail holds: {one.name}."
            )


def _each(sizes: Sequence[int] | None, sizing: Sizing) -> Sequence[int | None]:
    return sizes if sizes is not None else [None] * len(sizing.arms)


def show_reading(pilot: Pilot, reading: Reading) -> None:
    """The verdict first, then what it rests on."""
    terminal.paragraph(
        f"{pilot.title} ({pilot.id}), read on {reading.date}: {reading.verdict.value.upper()}."
    )
    terminal.paragraph(reading.reason)
    if reading.effect and (trial := pilot.design.test):
        rows = [_effect("KPI", reading.effect, Unit(trial.measure, trial.unit), "")]
        rows += [_guardrail(one) for one in reading.guardrails]
        terminal.table(
            ("Measure", "Base", "Reached", "Effect", "Interval", "Stands"), rows, right=(1, 2, 3, 4)
        )
    if reading.ratio:
        drawn = " : ".join(units(count) for _, count, _ in reading.ratio.drawn)
        p = "p < .001" if reading.ratio.off else f"p = {reading.ratio.p:.2f}"
        terminal.paragraph(f"Sample ratio {drawn} ({p}).")
    if reading.look and reading.look.of > 1:
        terminal.paragraph(
            f"Look {reading.look.number} of {reading.look.of}, at a level of {reading.look.level:.4f} "
            "(alpha spent as O'Brien and Fleming would; Lan and DeMets 1983)."
        )
    for caution in reading.cautions:
        terminal.paragraph(f"- {caution}")
    if pilot.decision:
        by = ", ".join(pilot.decision.by)
        terminal.paragraph(
            f"Decided on {pilot.decision.date}{f' by {by}' if by else ''}: {pilot.decision.verdict.value}."
        )


def _effect(name: str, effect: Effect, unit: Unit, stands: str) -> tuple[str, ...]:
    def told(value: float) -> str:
        return amount(value, effect.width, unit)

    return (
        name,
        told(effect.base).removesuffix(" points"),
        told(effect.reached).removesuffix(" points"),
        told(effect.effect),
        f"{told(effect.low).removesuffix(' points')} to {told(effect.high).removesuffix(' points')}",
        stands,
    )


def _guardrail(one: GuardrailReading) -> tuple[str, ...]:
    guardrail, stands = one.guardrail, _HOLDINGS[one.holding]
    if one.effect is None:
        return (guardrail.name, "", "", "", "", stands)
    return _effect(guardrail.name, one.effect, Unit(guardrail.measure, guardrail.unit), stands)


def design_data(pilot: Pilot, sizing: Sizing) -> dict[str, Any]:
    """The design's standing and sizes."""
    sizes = {**asdict(sizing), "enough": sizing.enough}
    return {"pilot": pilot.id, "standing": standing(pilot).value, "digest": pilot.digest, "sizing": sizes}


def reading_data(reading: Reading) -> dict[str, Any]:
    """The reading, with guardrails by id."""
    data: dict[str, Any] = _plain(asdict(reading))
    data["guardrails"] = [
        {
            "id": one.guardrail.id,
            "holding": one.holding.value,
            "bound": one.bound,
            "effect": asdict(one.effect) if one.effect else None,
        }
        for one in reading.guardrails
    ]
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if key != "guardrails"}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
