"""What a pilot showed on the day of its reading, as records without words."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assess.model.pilot import Guardrail, Verdict


class Because(StrEnum):
    """Why a reading says what it says."""

    NO_TEST = "no-test"
    NOT_FROZEN = "not-frozen"
    CHANGED = "changed"
    NOT_BEGUN = "not-begun"
    RUNNING = "running"
    NO_RESULTS = "no-results"
    TO_COME = "to-come"
    RATIO = "ratio"
    TOO_EARLY = "too-early"
    NOT_COUNTED = "not-counted"
    GUARDRAIL_NOT_COUNTED = "guardrail-not-counted"
    GOES_ON = "goes-on"
    MET = "met"
    BROKEN = "broken"
    TOO_SMALL = "too-small"
    FUTILE = "futile"
    UNCLEAR = "unclear"
    BELOW_BREAK_EVEN = "below-break-even"
    GUARDRAIL_OPEN = "guardrail-open"


class Holding(StrEnum):
    """How a guardrail stands to its margin."""

    HOLDS = "holds"
    BROKEN = "broken"
    OPEN = "open"
    NOT_COUNTED = "not-counted"


@dataclass(frozen=True)
class Effect:
    """Of an arm against the first, in the unit of its measure; `confidence` is that of the interval."""

    arm: str
    against: str
    base: float
    reached: float
    effect: float
    low: float
    high: float
    confidence: float

    @property
    def width(self) -> float:
        return self.high - self.low


@dataclass(frozen=True)
class GuardrailReading:
    """One guardrail of one arm. `bound` is the worst that its one-sided level allows for."""

    guardrail: Guardrail
    holding: Holding
    effect: Effect | None = None
    bound: float | None = None


@dataclass(frozen=True)
class Ratio:
    """Units drawn by arm, beside what the shares make expect; `p` of the chi-square test of their fit."""

    drawn: tuple[tuple[str, int, float], ...]
    p: float
    off: bool


@dataclass(frozen=True)
class LookTaken:
    """Which look it was, of how many; `level` is the alpha that was left for an interval there."""

    number: int
    of: int
    fractions: tuple[float, ...]
    level: float

    @property
    def final(self) -> bool:
        return self.number == self.of


@dataclass(frozen=True)
class Reading:
    """What follows from the frozen rule. `reason` is one sentence; `cautions` say what the figures hide.

    `effect` and `guardrails` are those of the arm that decides; `effects` has one for each arm but the first.
    """

    pilot: str
    initiative: str
    date: dt.date
    verdict: Verdict
    because: Because
    reason: str = ""
    effect: Effect | None = None
    effects: tuple[Effect, ...] = ()
    guardrails: tuple[GuardrailReading, ...] = ()
    ratio: Ratio | None = None
    look: LookTaken | None = None
    cautions: tuple[str, ...] = ()
