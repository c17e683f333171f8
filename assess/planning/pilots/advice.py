"""What a sizing means, in sentences: whether the pilot can answer its question, and if not, what would."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from assess.model.pilot import Guardrail, Trial, TrialType
from assess.planning.pilots.figures import number, per_cent, unit_of, units, written
from assess.planning.pilots.sizing import Sizing, sized

_YEAR = 52
_ENOUGH = 0.8
_KEYS = {
    "baseline": "where the KPI stands today (`baseline`)",
    "sd": "how much it varies (`sd`)",
    "promoters": "the share of promoters (`promoters`), or the standard deviation (`sd`)",
    "detractors": "the share of detractors (`detractors`)",
    "smallest_effect": "an effect that is possible and worth finding (`smallest_effect`)",
    "arms": "a second arm (`arms`)",
    "clusters": "size and likeness of the clusters (`clusters`)",
    "margin": "how much worse is too much (`margin`)",
}


def advice(trial: Trial, sizing: Sizing, guardrails: Sequence[Guardrail]) -> Iterator[str]:
    """The answer first, then what would help, then guardrails and what the design cannot rule out."""
    if sizing.lacks:
        yield f"Its size cannot be worked out yet. Missing: {_listed(sizing.lacks)}."
    else:
        yield from _answer(trial, sizing)
    yield from _guardrails(sizing, guardrails)
    if trial.type == TrialType.BEFORE_AFTER and not trial.counted_before:
        yield (
            "Before and after differ by season and chance events, too, which no number of units cures. "
            "Count a comparison group at both times (`counted_before: true`), or draw lots."
        )


def _answer(trial: Trial, sizing: Sizing) -> Iterator[str]:
    effect, chance = _effect(trial), per_cent(sizing.wanted_power)
    if sizing.required is None:
        yield f"No number of {_units(trial)} would show {effect} with this design."
        return
    if sizing.planned is None:
        yield f"To show {effect} with a chance of {chance}, it takes {_sizes(trial, sizing.required)}."
    elif sizing.enough:
        yield f"With {_sizes(trial, sizing.planned)}, the pilot can show {effect} with a chance of {chance}."
    else:
        yield from _too_small(trial, sizing)
    yield from _time(trial, sizing)


def _too_small(trial: Trial, sizing: Sizing) -> Iterator[str]:
    chance = per_cent(sizing.power or 0)
    yield (
        f"This pilot cannot answer its question: {_sizes(trial, sizing.planned or ())} would show "
        f"{_effect(trial)} with a chance of {chance} only."
    )
    if sizing.detectable is None:
        yield f"No effect that is possible would be shown with a chance of {per_cent(sizing.wanted_power)}."
    else:
        smallest = written(abs(sizing.detectable), 1)
        yield (
            f"The smallest effect that it can show is {smallest}{unit_of(trial.measure)}. "
            "Plan for one as large, or change the design."
        )
    if sizing.required:
        yield f"It would take {_sizes(trial, sizing.required)}."
    yield from _remedies(trial)


def _remedies(trial: Trial) -> Iterator[str]:
    match trial.type:
        case TrialType.MATCHED_MARKETS:
            yield (
                "Where so many markets are not to be had, use all there are as a stepped wedge: each changes "
                "over in its turn, drawn by lot, and is compared with itself and with those that still wait."
            )
        case TrialType.STEPPED_WEDGE:
            yield f"More {_units(trial)}, more steps or longer steps help; larger arms alone hardly do."
        case TrialType.BEFORE_AFTER:
            yield "Longer counting helps; drawing lots would rule out the season as well."
        case TrialType.HOLDOUT if len({arm.share for arm in trial.arms}) > 1 and (even := _even(trial)):
            yield (
                f"In arms of one size {units(sum(even))} in all would do: "
                "the small arm decides how much can be seen."
            )
        case _ if trial.clusters:
            yield f"More {_units(trial)} help; more within each hardly do, because those are alike."


def _even(trial: Trial) -> tuple[int, ...] | None:
    arms = tuple(arm.model_copy(update={"share": None, "planned": None}) for arm in trial.arms)
    return sized(trial.model_copy(update={"type": TrialType.RANDOMISED, "arms": arms})).required


def _time(trial: Trial, sizing: Sizing) -> Iterator[str]:
    if sizing.intake_weeks is None or sizing.weeks is None:
        return
    intake, follow = _weeks(sizing.intake_weeks), _weeks(trial.follow_up_weeks)
    longer = not sizing.enough and (trial.intake_weeks or _YEAR) < sizing.intake_weeks
    now = f" instead of {trial.intake_weeks}" if longer else ""
    then = f", then {follow} of follow-up" if trial.follow_up_weeks else ""
    yield f"At {units(trial.weekly_volume or 0)} a week that takes an intake of {intake}{now}{then}."
    if sizing.weeks > _YEAR:
        yield (
            f"More than {'a year' if sizing.weeks <= 2 * _YEAR else f'{sizing.weeks // _YEAR} years'} is too "
            "long. Choose a KPI that shows sooner, a larger change, or more units a week."
        )


def _guardrails(sizing: Sizing, guardrails: Sequence[Guardrail]) -> Iterator[str]:
    by_id = {one.id: one for one in guardrails}
    for found in sizing.guardrails:
        margin = by_id[found.id].margin
        if found.lacks:
            missing = _listed(found.lacks)
            yield f"Nobody can say whether “{found.name}” could be seen to hold. Missing: {missing}."
        elif not margin:
            yield (
                f"A margin of 0 means that “{found.name}” has to get better before it holds. "
                "Allow a little, or only watch it."
            )
        elif found.power is not None and found.power < _ENOUGH:
            yield (
                f"Were “{found.name}” unchanged, it would be seen to hold with a chance of "
                f"{per_cent(found.power)} only: the margin of {number(margin)} is narrow for so few."
            )


def _effect(trial: Trial) -> str:
    size = abs(trial.smallest_effect or Decimal(0))
    return f"an effect of {number(size)}{unit_of(trial.measure, one=size == 1)}"


def _sizes(trial: Trial, sizes: Sequence[int]) -> str:
    if trial.type == TrialType.MATCHED_MARKETS and trial.clusters is None:
        return f"{units(sizes[0])} pairs"
    what = _units(trial)
    if all(first == second for first, second in pairwise(sizes)):
        where = "step" if trial.type == TrialType.STEPPED_WEDGE else "arm"
        return f"{units(sizes[0])} {what} in each {where}, {units(sum(sizes))} in all"
    each = ", ".join(f"{units(size)} in `{arm.id}`" for size, arm in zip(sizes, trial.arms, strict=True))
    return f"{units(sum(sizes))} {what} ({each})"


def _units(trial: Trial) -> str:
    """In the plural, as far as English is regular."""
    unit = trial.unit or ("cluster" if trial.clusters else "unit")
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return f"{unit[:-1]}ies"
    return f"{unit}es" if unit.endswith(("s", "x", "ch", "sh")) else f"{unit}s"


def _weeks(count: int) -> str:
    return f"{count} week{'' if count == 1 else 's'}"


def _listed(keys: Sequence[str]) -> str:
    return "; ".join(_KEYS[key] for key in dict.fromkeys(keys))
