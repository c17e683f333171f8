"""How many units a pilot needs, for how long, and what it can show as it is planned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from assess.model.pilot import Guardrail, Measure, Measured, Trial, TrialType
from assess.planning.pilots.looks import ascending
from assess.planning.pilots.precision import correlation, precision
from assess.planning.pilots.variation import lacking

_MOST = 1 << 40
_WHOLE = 100.0
_ALPHA = 0.05
_POWER = 0.8
_HALVINGS = 60


@dataclass(frozen=True)
class GuardrailPower:
    """The chance to show that a guardrail holds where nothing got worse; `needed` in each of equal arms.

    Both are None where the design does not say how much it varies; `lacks` then names the keys.
    """

    id: str
    name: str
    power: float | None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sizing:
    """Sizes are units, or clusters where clusters are drawn, by arm in the order of the design.

    `intake_weeks` is what the required size takes at the weekly volume, `weeks` with the follow-up. `power`
    and `detectable`, in the unit of the KPI and with the sign of the effect that is wanted, are those of the
    planned size. What cannot be worked out is None; `lacks` names the keys that are missing.
    """

    arms: tuple[str, ...]
    planned: tuple[int, ...] | None
    required: tuple[int, ...] | None
    intake_weeks: int | None
    weeks: int | None
    detectable: float | None
    power: float | None
    wanted_power: float
    guardrails: tuple[GuardrailPower, ...] = ()
    lacks: tuple[str, ...] = ()
    says: tuple[str, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether it can answer its question as planned."""
        return self.power is not None and self.power >= self.wanted_power - _SLACK


_SLACK = 0.005
"""A power of 79.6 per cent is 80 to everybody."""


def sized(trial: Trial, guardrails: Sequence[Guardrail] = ()) -> Sizing:
    """Against the smallest effect that matters; the worst comparison counts where there are several arms.

    Arms that are compared with the first share `alpha` among them (Bonferroni). Without `alpha` and `power`,
    5 and 80 per cent are taken. `says` tells in sentences what to change where the pilot cannot answer.
    """
    from assess.planning.pilots.advice import advice  # it reads what is sized here

    planned = planned_sizes(trial)
    lacks = _lacks(trial)
    required = None if lacks else _required(trial)
    intake = _intake(trial, required)
    sizing = Sizing(
        arms=tuple(arm.id for arm in trial.arms),
        planned=planned,
        required=required,
        intake_weeks=intake,
        weeks=None if intake is None else intake + trial.follow_up_weeks,
        detectable=None if lacks or not planned else _detectable(trial, planned),
        power=None if lacks or not planned else _power(trial, planned, float(trial.smallest_effect or 0)),
        wanted_power=wanted_power(trial),
        guardrails=tuple(guardrail_power(trial, one, planned) for one in guardrails),
        lacks=tuple(lacks),
    )
    return Sizing(**{**vars(sizing), "says": tuple(advice(trial, sizing, guardrails))})


def planned_sizes(trial: Trial) -> tuple[int, ...] | None:
    """As the arms say, or what comes in during the intake."""
    if trial.arms and all(arm.planned for arm in trial.arms):
        return tuple(arm.planned or 0 for arm in trial.arms)
    if not trial.arms or not trial.weekly_volume or not trial.intake_weeks:
        return None
    sizes = tuple(int(trial.weekly_volume * trial.intake_weeks * share) for share in shares(trial))
    return sizes if all(sizes) else None


def shares(trial: Trial) -> tuple[float, ...]:
    """Of each arm, summing to 1; as stated, or else as planned, or else equal."""
    for weights in ([arm.share for arm in trial.arms], [arm.planned for arm in trial.arms]):
        if all(weights):
            numbers = [float(weight or 0) for weight in weights]
            return tuple(number / sum(numbers) for number in numbers)
    return tuple(1 / len(trial.arms) for _ in trial.arms)


def wanted_alpha(trial: Trial) -> float:
    """Of one comparison."""
    whole = _ALPHA if trial.alpha is None else float(trial.alpha)
    compared = 1 if trial.type == TrialType.STEPPED_WEDGE else max(len(trial.arms) - 1, 1)
    return whole / compared


def wanted_power(trial: Trial) -> float:
    """As stated, or 80 per cent."""
    return _POWER if trial.power is None else float(trial.power)


def fractions(trial: Trial) -> tuple[float, ...]:
    """Information at the looks as planned, with the final one."""
    return (*ascending([float(look.information) / _WHOLE for look in trial.looks]), 1.0)


def guardrail_power(trial: Trial, guardrail: Guardrail, planned: tuple[int, ...] | None) -> GuardrailPower:
    """One-sided non-inferiority: that an effect beyond the margin is ruled out where there is none."""
    paired = trial.type == TrialType.MATCHED_MARKETS and trial.clusters is None
    lacks = ["sd"] if paired and guardrail.sd is None else [] if paired else lacking(guardrail)
    if guardrail.margin is None:
        lacks.append("margin")
    if lacks or not planned or guardrail.margin is None:
        return GuardrailPower(guardrail.id, guardrail.name, None, tuple(lacks))
    alpha = _ALPHA if guardrail.alpha is None else float(guardrail.alpha)
    chances = [
        found.power(float(guardrail.margin), alpha, 1)
        for arm in _others(trial)
        if (found := precision(trial, planned, arm, 0.0, guardrail))
    ]
    return GuardrailPower(guardrail.id, guardrail.name, min(chances, default=None))


def _lacks(trial: Trial) -> list[str]:
    paired = trial.type == TrialType.MATCHED_MARKETS and trial.clusters is None
    found = (["sd"] if trial.sd is None else []) if paired else lacking(trial)
    if not trial.smallest_effect:
        found.append("smallest_effect")
    if len(trial.arms) < 2:  # noqa: PLR2004  # one is compared with nothing
        found.append("arms")
    needs_clusters = trial.type == TrialType.STEPPED_WEDGE or trial.clusters is not None
    if needs_clusters and (trial.clusters is None or (not found and correlation(trial) is None)):
        found.append("clusters")
    if not found and not _possible(trial, float(trial.smallest_effect or 0)):
        found.append("smallest_effect")
    return found


def _possible(trial: Trial, effect: float) -> bool:
    """Whether the measure can move so far."""
    reached = float(trial.baseline or 0) + effect
    match trial.measure:
        case Measure.PROPORTION:
            return 0 <= reached <= _WHOLE
        case Measure.COUNT:
            return reached >= 0
        case _:
            return True


def _others(trial: Trial) -> range:
    """The arms to compare with the first; in a stepped wedge the whole is one comparison."""
    return range(1, 2) if trial.type == TrialType.STEPPED_WEDGE else range(1, len(trial.arms))


def _power(trial: Trial, sizes: Sequence[int], effect: float, measured: Measured | None = None) -> float:
    chances = [
        found.power(effect, wanted_alpha(trial), trial.sides, fractions(trial))
        for arm in _others(trial)
        if (found := precision(trial, sizes, arm, effect, measured))
    ]
    return min(chances, default=0.0)


def _required(trial: Trial) -> tuple[int, ...] | None:
    """The smallest sizes in the proportion of the shares whose power is the wanted one."""
    parts = shares(trial)
    effect = float(trial.smallest_effect or 0)

    def sizes(step: int) -> tuple[int, ...]:
        return tuple(ceil(step * part / min(parts) - 1e-9) for part in parts)

    def enough(step: int) -> bool:
        return _power(trial, sizes(step), effect) >= wanted_power(trial)

    return None if (step := _first(enough)) is None else sizes(step)


def _first(enough: Callable[[int], bool]) -> int | None:
    """The smallest number from 1 on that is enough, where every larger one is, too."""
    high = 1
    while not enough(high):
        high *= 2
        if high > _MOST:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _detectable(trial: Trial, sizes: Sequence[int]) -> float | None:
    """The smallest effect with the wanted sign that would be shown with the wanted power."""
    sign = 1.0 if float(trial.smallest_effect or 0) > 0 else -1.0

    def enough(size: float) -> bool:
        return _power(trial, sizes, sign * size) >= wanted_power(trial)

    high = abs(float(trial.smallest_effect or 0))
    while _possible(trial, sign * high) and not enough(high):
        high *= 2
        if high > _MOST:
            return None
    low = 0.0
    high = min(high, _furthest(trial, sign))
    if not enough(high):
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return sign * high


def _furthest(trial: Trial, sign: float) -> float:
    """How far the measure can move in a direction."""
    base = float(trial.baseline or 0)
    if trial.measure == Measure.PROPORTION:
        return _WHOLE - base if sign > 0 else base
    return base if trial.measure == Measure.COUNT and sign < 0 else float(_MOST)


def _intake(trial: Trial, required: tuple[int, ...] | None) -> int | None:
    """Weeks until the slowest arm is full; None where nobody said how many come in a week."""
    if required is None or not trial.weekly_volume:
        return None
    pairs = zip(required, shares(trial), strict=True)
    return max(ceil(size / (share * trial.weekly_volume) - 1e-9) for size, share in pairs)
