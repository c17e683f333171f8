"""The best plan of a program, with a proof of how much better any other could be.

HiGHS (Huangfu and Hall 2018, "Parallelizing the dual revised simplex method") searches on one thread with a
fixed seed and a limit of nodes, so that the same program gives the same plan on every machine. A limit of
seconds is for people who wait; a plan that it has cut short says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, isfinite

import highspy
import numpy as np

from assess.model.roadmap import Search
from assess.planning.formulation import Formulation, formulation
from assess.planning.program import Program, Starts

SEED = 20
NODES = 2_000
"""Enough to prove usual plans; what is not proven by then says how far from the best it can be at most."""
_ALMOST = 1e-6
_NO_BOUND = 1 << 62


@dataclass(frozen=True)
class Patience:
    """How long to search: nodes of the search tree, and seconds if somebody waits for it."""

    nodes: int = NODES
    seconds: float | None = None


@dataclass(frozen=True)
class Found:
    """A plan, its objective, and `bound`: what no plan of this program can exceed."""

    starts: Starts
    value: int
    bound: int
    nodes: int
    stop: Search


def solve(program: Program, known: Starts, patience: Patience = Patience()) -> Found:  # frozen
    """The best plan found, never worse than the `known` one, which the search begins from.

    Raises: ArithmeticError where what the solver returns breaks a limit of the program, RuntimeError where
    nothing keeps the limits.
    """
    model = formulation(program)
    highs = _loaded(model, patience)
    highs.setSolution(_starting(model, known))
    _run(highs)
    info, status = highs.getInfo(), highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        msg = "the solver says that no plan keeps the limits, not even an empty one"
        raise RuntimeError(msg)
    is_found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    starts: Starts = model.starts(highs.getSolution().col_value) if is_found else known
    if broken := program.broken(starts):
        msg = f"the solver's plan does not hold: {'; '.join(broken)}"
        raise ArithmeticError(msg)
    value = program.value(starts)
    if (before := program.value(known)) > value:
        starts, value = known, before
    bound = max(value, min(program.most(), _whole(info.mip_dual_bound)))
    if status == highspy.HighsModelStatus.kOptimal:
        stop = Search.PROVEN
    else:
        stop = Search.CLOCK if status == highspy.HighsModelStatus.kTimeLimit else Search.NODES
    return Found(starts, value, bound, max(0, int(info.mip_node_count)), stop)


def _whole(bound: float) -> int:
    """The largest objective that a bound allows, all numbers being whole and the solver's nearly so."""
    return floor(bound + _ALMOST * max(1.0, abs(bound))) if isfinite(bound) else _NO_BOUND


def least(model: Formulation, cost: Mapping[int, int], patience: Patience) -> Sequence[float] | None:
    """The columns that cost least instead of those worth most; None where nothing is found."""
    model.worth[:] = [-cost.get(column, 0) for column in range(len(model.worth))]
    highs = _loaded(model, patience)
    _run(highs)
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return list(highs.getSolution().col_value)


def _loaded(model: Formulation, patience: Patience) -> highspy.Highs:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)  # noqa: FBT003  # the library's own signature
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("parallel", "off")
    highs.setOptionValue("random_seed", SEED)
    highs.setOptionValue("mip_max_nodes", patience.nodes)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.9)  # objectives are whole numbers
    if patience.seconds is not None:
        highs.setOptionValue("time_limit", patience.seconds)
    highs.passModel(_matrix(model))
    highs.HandleUserInterrupt = True
    return highs


def _matrix(model: Formulation) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    infinity = highspy.kHighsInf
    lp.num_col_, lp.num_row_ = len(model.worth), len(model.rows)
    lp.col_cost_ = np.array(model.worth, dtype=np.double)
    lp.col_lower_ = np.array(model.low, dtype=np.double)
    lp.col_upper_ = np.array(model.high, dtype=np.double)
    lp.row_lower_ = np.array(
        [-infinity if row.low is None else row.low for row in model.rows], dtype=np.double
    )
    lp.row_upper_ = np.array(
        [infinity if row.high is None else row.high for row in model.rows], dtype=np.double
    )
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in model.rows)])
    lp.a_matrix_.index_ = np.array([column for row in model.rows for column in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array(
        [coefficient for row in model.rows for coefficient in row.terms.values()], dtype=np.double
    )
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in model.whole]
    lp.sense_ = highspy.ObjSense.kMaximize
    return lp


def _starting(model: Formulation, known: Starts) -> highspy.HighsSolution:
    solution = highspy.HighsSolution()
    solution.col_value = model.solution(known)
    return solution


def _run(highs: highspy.Highs) -> None:
    """In a thread of its own, so that Ctrl-C is heard while it runs."""
    thread = highs.startSolve()
    try:
        while not highs.wait(0.05)[0]:
            pass
    except KeyboardInterrupt:
        highs.cancelSolve()  # type: ignore[no-untyped-call]
        thread.join()
        raise
