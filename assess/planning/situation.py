"""Where the company stands, what it wants, and what a plan has to respect."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assess.model.answers import Answers
from assess.model.vision import Vision
from assess.planning.gain import Aims
from assess.planning.quarters import Quarter
from assess.planning.room import Capacity
from assess.scoring.card import Scorecard


@dataclass(frozen=True)
class Basis:
    """Today: the answers as they were given, and the scorecard that they make."""

    answers: tuple[Answers, ...]
    card: Scorecard


@dataclass(frozen=True)
class Frame:
    """What an order has to respect.

    `done`: what today's answers already show as piloted, `finished`: as a routine.
    """

    aims: Aims
    values: Mapping[str, Fraction]
    capacity: Capacity
    quarters: int
    done: frozenset[str] = frozenset()
    finished: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Situation:
    """What a plan is made and judged by. `first`: the quarter in which it begins."""

    basis: Basis
    vision: Vision
    frame: Frame
    first: Quarter

    @property
    def quarters(self) -> int:
        """How many the plan has."""
        return self.frame.quarters
