"""Whether pilots that are sized and read by `assess` err as seldom, and find as often, as they say.

Thousands of pilots of each design are drawn at their planned size and read as documents are: without an
effect (how often is one found?), with the planned one (how often is it found, how often does the interval
hold it?).

    .venv/bin/python benchmarks/pilots.py [--pilots 10000] [--seed 1] [--check]
"""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

import numpy as np
from trials import END, Kind, kinds, proportions, trial

from assess.model.pilot import ArmResult, Design, Guardrail, Look, Pilot, Results, Trial, TrialType
from assess.planning.pilots.findings import Effect, Holding
from assess.planning.pilots.freezing import frozen
from assess.planning.pilots.reading import read
from assess.planning.pilots.sizing import sized

START = dt.date(2026, 2, 2)
LOOKS = (dt.date(2026, 3, 16), dt.date(2026, 5, 4))
CERTAINTY = 4
"""Standard errors of a simulated share that are put down to chance."""
MARGIN = Guardrail(
    id="returns", name="Returns", margin=Decimal("2.5"), baseline=Decimal(10), alpha=Decimal("0.05")
)


@dataclass(frozen=True)
class Share:
    """What was measured, beside what it should be."""

    name: str
    found: float
    wanted: float
    off: float
    pilots: int

    @property
    def allowed(self) -> float:
        return self.off + CERTAINTY * sqrt(self.wanted * (1 - self.wanted) / self.pilots)

    @property
    def holds(self) -> bool:
        return abs(self.found - self.wanted) <= self.allowed

    def __str__(self) -> str:
        verdict = "" if self.holds else "  << too far"
        return f"{self.name:<58} {self.found:7.4f}  should be {self.wanted:.4f} ± {self.allowed:.4f}{verdict}"


# how they are read


def document(test: Trial, guardrails: tuple[Guardrail, ...] = ()) -> Pilot:
    """A frozen pilot that is over."""
    design = Design(hypothesis="It helps.", test=test, guardrails=guardrails)
    made = Pilot(
        schema_="assess/pilot@1", id="pilot", initiative="initiative", title="A pilot", design=design
    )
    return frozen(made, START).model_copy(update={"starts": START, "ends": END})


def effects(kind: Kind, effect: float, pilots: int, seed: int) -> list[Effect]:
    """Those of the pilots that were read; one in a thousand is not, for its sample ratio."""
    chance, made = np.random.default_rng(seed), document(kind.trial)
    readings = (
        read(made.model_copy(update={"results": kind.draw(chance, kind.trial, effect)}), END)
        for _ in range(pilots)
    )
    return [reading.effect for reading in readings if reading.effect]


def measured(kind: Kind, pilots: int, seed: int) -> Iterator[Share]:
    """False findings, power and coverage of a design."""
    planned = float(kind.trial.smallest_effect or 0)
    promised = sized(kind.trial).power or 0
    without = effects(kind, 0.0, pilots, seed)
    false = sum(one.low > 0 or one.high < 0 for one in without) / len(without)
    yield Share(f"{kind.name}: found where nothing is", false, 0.05, kind.off, pilots)
    there = effects(kind, planned, pilots, seed + 1)
    hit = sum((one.low > 0) if planned > 0 else (one.high < 0) for one in there) / len(there)
    yield Share(f"{kind.name}: found where it is", hit, promised, kind.off_power, pilots)
    held = sum(one.low <= planned <= one.high for one in there) / len(there)
    yield Share(f"{kind.name}: interval holds the truth", held, 0.95, kind.off, pilots)


def looked(pilots: int, seed: int) -> Iterator[Share]:
    """Two looks on the way and one at the end, at which a pilot that has found something is over."""
    looks = tuple(Look(date=day, information=Decimal(at)) for day, at in zip(LOOKS, (33, 67), strict=True))
    test = trial(TrialType.RANDOMISED, baseline=Decimal(30), smallest_effect=Decimal(5), looks=looks)
    found = [found_on_the_way(test, effect, pilots, seed + index) for index, effect in enumerate((0.0, 5.0))]
    yield Share("three looks: found at any of them where nothing is", found[0], 0.05, 0.005, pilots)
    yield Share(
        "three looks: found at any of them where it is", found[1], sized(test).power or 0, 0.015, pilots
    )


def found_on_the_way(test: Trial, effect: float, pilots: int, seed: int) -> float:
    """The share of pilots whose interval leaves out 0 at some look, on the side of the effect if any."""
    chance, made = np.random.default_rng(seed), document(test)
    size = test.arms[0].planned or 0
    parts = np.diff([0, round(size * 0.33), round(size * 0.67), size])
    hits = 0
    for _ in range(pilots):
        events = [np.cumsum(chance.binomial(parts, (30 + more) / 100)) for more in (0.0, effect)]
        units = np.cumsum(parts)
        for at, day in enumerate((*LOOKS, END)):
            arms = {
                arm.id: ArmResult(units=int(units[at]), events=int(own[at]))
                for arm, own in zip(test.arms, events, strict=True)
            }
            shown = read(made.model_copy(update={"results": Results(date=day, arms=arms)}), END).effect
            if shown and (shown.low > 0 or (shown.high < 0 and not effect)):
                hits += 1
                break
    return hits / pilots


def guarded(pilots: int, seed: int) -> Iterator[Share]:
    """A guardrail at its margin must seldom be said to hold; one that is unchanged holds as promised."""
    test = trial(TrialType.RANDOMISED, baseline=Decimal(30), smallest_effect=Decimal(4))
    (promised,) = sized(test, (MARGIN,)).guardrails
    for name, worse, wanted, off in (
        ("guardrail at its margin: said to hold", 2.5, 0.05, 0.007),
        ("guardrail unchanged: said to hold", 0.0, promised.power or 0, 0.015),
    ):
        chance, made = np.random.default_rng(seed), document(test, (MARGIN,))
        held = 0
        for _ in range(pilots):
            kpi = proportions(chance, test, 0.0)
            ours = {
                name: ArmResult(units=arm.units, events=int(chance.binomial(arm.units, (10 + more) / 100)))
                for (name, arm), more in zip(kpi.arms.items(), (0.0, worse), strict=True)
            }
            results = kpi.model_copy(update={"guardrails": {MARGIN.id: ours}})
            found = read(made.model_copy(update={"results": results}), END)
            held += any(one.holding == Holding.HOLDS for one in found.guardrails)
        yield Share(name, held / pilots, wanted, off, pilots)


def split(pilots: int, seed: int) -> Iterator[Share]:
    """How often a sound split is taken for a broken one."""
    chance = np.random.default_rng(seed)
    test = trial(TrialType.RANDOMISED, baseline=Decimal(30), smallest_effect=Decimal(5))
    made = document(test)
    ratios = (
        read(made.model_copy(update={"results": proportions(chance, test, 0.0)}), END).ratio
        for _ in range(pilots)
    )
    off = sum(ratio is not None and ratio.off for ratio in ratios)
    yield Share("sample ratio: sound split refused", off / pilots, 0.001, 0.0005, pilots)


def shares(pilots: int, seed: int) -> Iterator[Share]:
    """All that is measured, one after the other."""
    for index, kind in enumerate(kinds()):
        yield from measured(kind, pilots, seed + 10 * index)
    yield from looked(pilots, seed + 1000)
    yield from guarded(pilots, seed + 2000)
    yield from split(pilots, seed + 3000)


def main() -> int:
    """Prints a line for each share; with --check, 1 when one lies too far from what it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pilots", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a share is too far off")
    arguments = parser.parse_args()
    broken = False
    for share in shares(arguments.pilots, arguments.seed):
        print(share, flush=True)
        broken |= not share.holds
    return int(broken and arguments.check)


if __name__ == "__main__":
    sys.exit(main())
