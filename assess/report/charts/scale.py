"""The ladder as a ruler: where a value lies between the lowest and the highest level."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Position = float | Fraction
"""Where something is drawn; what is read beside it is always a text that was rounded elsewhere."""


@dataclass(frozen=True)
class Scale:
    """Equal steps from `low`, one for each name; the names are those of the levels, lowest first."""

    names: tuple[str, ...]
    low: int = 1

    @property
    def high(self) -> int:
        """The value of the last step."""
        return self.low + len(self.names) - 1

    @property
    def ticks(self) -> tuple[int, ...]:
        """The values of the steps."""
        return tuple(range(self.low, self.high + 1))

    def share(self, value: Position) -> float:
        """0 at the lowest step, 1 at the highest; a value outside is drawn at the edge."""
        return min(max(float(value - self.low) / (self.high - self.low), 0), 1)

    def band(self, value: Position) -> int:
        """The index of the step that the value has reached, the lowest for anything below it."""
        return min(max(int(value) - self.low, 0), len(self.names) - 1)

    def tint(self, value: Position) -> int:
        """Which of the palette's five tints stands for the value, however many steps the ladder has."""
        return round(self.band(value) * 4 / (len(self.names) - 1))
