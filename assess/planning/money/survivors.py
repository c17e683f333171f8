"""What is left of a plan in one drawn scenario after all has been left out that lessens its worth there.

One after the other, what the rest is worth most without goes, together with all that rests on it. So nothing
is blamed for what a later gate can still stop, and the basis of a good initiative is kept. The question is
that of a portfolio's core: J. Liesiö, P. Mild and A. Salo, Preference programming for robust portfolio
modeling and project selection, European Journal of Operational Research 181, 2007. Going one by one may keep
two bases that only together cost more than what rests on both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assess.planning.money.terms import Programme, present_values, yearly


@dataclass(frozen=True)
class Survivors:
    """`rests`: by initiative, itself and all that could not be planned without it."""

    programme: Programme[float]
    rests: Mapping[str, frozenset[str]]

    @cached_property
    def judged(self) -> tuple[str, ...]:
        """In the plan's order: those that have a stated effect, or on which one with an effect rests."""
        with_effect = {line.initiative for line in self.programme.lines}
        return tuple(name for name in self.programme.ids if self.rests[name] & with_effect)

    def of(self, values: Sequence[float], worth: Mapping[str, float]) -> frozenset[str]:
        """Of those judged, the ones that are left. `worth`: present values with the whole plan."""
        left_out: frozenset[str] = frozenset()
        further = frozenset(self.programme.ids).difference(self.judged)
        while True:
            worth, left_out = self._without(further, left_out, values, worth), further
            options = [left_out | self.rests[name] for name in self.judged]
            totals = [sum(self._without(option, left_out, values, worth).values()) for option in options]
            most = max(totals, default=0)
            if most <= sum(worth.values()):
                return frozenset(self.judged) - left_out
            further = options[totals.index(most)]

    def _without(
        self,
        further: frozenset[str],
        left_out: frozenset[str],
        values: Sequence[float],
        worth: Mapping[str, float],
    ) -> Mapping[str, float]:
        """Present values without what is to be left out further; `worth` are those before."""
        if self._sharing & (further - left_out):
            net = yearly(self.programme, values, further).net
            return present_values(self.programme, values, net, further)
        return {name: value for name, value in worth.items() if name not in further}

    @cached_property
    def _sharing(self) -> frozenset[str]:
        """Initiatives that draw on the same people as another, or bring what another brings as well."""
        lines = self.programme.lines
        pools = [line.pool for line in lines if line.pool]
        pooled = {line.initiative for line in lines if line.pool and pools.count(line.pool) > 1}
        return frozenset(pooled.union(name for line in lines for name, _ in line.overlaps))
