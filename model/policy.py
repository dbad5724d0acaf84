"""The policy in force: one record per quarter and cell, one column per lever.

A cell is a sector, region and size class (see ``classifications``). Rules read their lever from the
row of their quarter and the column of their cell, and never ask which scenario is running.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import as_strided

from .classifications import N_CELLS
from .lever_path import GRID_LENGTH, GRID_START, LeverPath, position
from .levers import LEVERS
from .parameters import defaults

if TYPE_CHECKING:
    from .scenario import Scenario

POLICY_TYPE = np.dtype([(lever.field, np.float64) for lever in LEVERS.values()])
"""One quarter's policy for one cell, in the units of ``levers``."""


def policy_table(scenario: Scenario, burn_in: int) -> np.ndarray:
    """Records of shape (burn_in + horizon, N_CELLS); row ``burn_in`` is the first recorded quarter.

    Without exceptions the cells of a quarter are one record in memory, so write to a copy.
    """
    first = scenario.start - GRID_START + 1 - burn_in
    places = np.clip(np.arange(first, first + burn_in + scenario.horizon), 0, GRID_LENGTH - 1)
    general = np.empty((len(places), 1), POLICY_TYPE)
    for name, lever in LEVERS.items():
        general[lever.field][:, 0] = scenario.levers[name].general_series()[places]
    if not any(path.exceptions for path in scenario.levers.values()):
        return as_strided(general, (len(places), N_CELLS), (general.strides[0], 0))
    table = blank_table(len(places))
    numbers = table.view(np.float64).reshape(len(places), N_CELLS, -1)  # a view: whole records are copied, not fields
    numbers[...] = general.view(np.float64)[:, None, :]
    for name, lever in LEVERS.items():
        if scenario.levers[name].exceptions:
            table[lever.field] = values_by_quarter(scenario.levers[name])[places]
    return table


def blank_table(n_quarters: int) -> np.ndarray:
    """Zero policy of that many quarters (two or more); one cell of padding gives it the layout that kernels expect."""
    return np.zeros((n_quarters, N_CELLS + 1), POLICY_TYPE)[:, :N_CELLS]


def content_of(table: np.ndarray) -> bytes:
    """What tables have in common that say the same; short when all cells do."""
    cells = table.view(np.ndarray)
    if cells.strides[1] != 0:
        words = np.ascontiguousarray(cells).view(np.int64).reshape(*cells.shape, -1)
        if not (words == words[:, :1]).all():
            return cells.tobytes()
    return cells[:, 0].tobytes()


def values_by_quarter(path: LeverPath) -> np.ndarray:
    """A lever on the whole grid of quarters: shape (quarters,), or (quarters, N_CELLS) with exceptions."""
    general = path.general_series()
    if not path.exceptions:
        return general
    values = np.repeat(general[:, None], N_CELLS, axis=1)
    for selector, steps in path.exceptions:
        series = path.exception_series(steps, general)
        (in_force,) = np.nonzero(~np.isnan(series))
        values[np.ix_(in_force, selector.cells())] = series[in_force, None]
    return values


def first_difference(a: Scenario, b: Scenario) -> int | None:
    """First recorded quarter in which two scenarios differ in any bit; None when they never do.

    0 when they differ from the outset: another start, sample, parameter or history. Two scenarios
    that differ in length only do so when the shorter one ends.
    """
    same_world = (a.start, a.firms, a.real_firms) == (b.start, b.firms, b.real_firms)
    if not same_world or {**defaults(), **a.parameters} != {**defaults(), **b.parameters}:
        return 0
    common = position(min(a.until, b.until)) + 1
    places = [place for name in LEVERS for place in _first_unequal(a.levers[name], b.levers[name], common)]
    if places:
        return max(min(places) - position(a.start), 0)
    return None if a.horizon == b.horizon else min(a.horizon, b.horizon)


def _first_unequal(a: LeverPath, b: LeverPath, common: int) -> list[int]:
    """The first place before ``common`` at which two paths differ for any cell, if there is one."""
    if a == b:
        return []
    left, right = (values_by_quarter(path)[:common].reshape(common, -1).view(np.int64) for path in (a, b))
    return [int(place) for place in np.nonzero((left != right).any(axis=1))[0][:1]]
