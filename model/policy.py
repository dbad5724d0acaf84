"""The policy in force: one record per quarter and cell, one field per lever.

A cell is a sector, region and size class (see ``classifications``). Rules read their lever from the
row of their quarter and the column of their cell, and never ask which scenario is running. Where a policy tells kinds
of actor apart there is one block of cells for each. The last column is for who stands in no cell (a national fund):
no exception reaches it. A lever that is a pot has a second field, the number of the pot that a cell belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import as_strided

from .classifications import N_CELLS, N_KINDS
from .lever_path import GRID_LENGTH, GRID_START, LeverPath, position
from .levers import LEVERS
from .parameters import defaults

if TYPE_CHECKING:
    from .scenario import Scenario

POTS = tuple(name for name, lever in LEVERS.items() if lever.pot)
_NUMBERS_OF_POTS = tuple(f"{LEVERS[name].field}_pot" for name in POTS)
POLICY_TYPE = np.dtype([(field, np.float64) for field in (*(x.field for x in LEVERS.values()), *_NUMBERS_OF_POTS)])
"""One quarter's policy for one cell, in the units of ``levers``; pots are numbered, 0 is the general one."""


def policy_table(scenario: Scenario, burn_in: int) -> np.ndarray:
    """Records of shape (burn_in + horizon, cells + 1); row ``burn_in`` is the first recorded quarter.

    Without exceptions the cells of a quarter are one record in memory, so write to a copy.
    """
    first = scenario.start - GRID_START + 1 - burn_in
    places = np.clip(np.arange(first, first + burn_in + scenario.horizon), 0, GRID_LENGTH - 1)
    general = np.zeros((len(places), 1), POLICY_TYPE)
    for name, lever in LEVERS.items():
        general[lever.field][:, 0] = scenario.levers[name].general_series()[places]
    aimed: dict[str, np.ndarray] = {}
    for name, path in scenario.levers.items():
        if path.exceptions:
            aimed[LEVERS[name].field] = _narrowest(values_by_quarter(path)[places])
            if name in POTS:
                aimed[f"{LEVERS[name].field}_pot"] = _narrowest(pots_by_quarter(path)[places])
    if not aimed:
        return as_strided(general, (len(places), N_CELLS + 1), (general.strides[0], 0))
    kinds = max(values.shape[1] for values in aimed.values()) // N_CELLS
    table = blank_table(len(places), kinds)
    numbers = table.view(np.float64).reshape(*table.shape, -1)  # a view: whole records are copied, not fields
    numbers[...] = general.view(np.float64)[:, None, :]
    for field, values in aimed.items():
        table[field][:, :-1] = values if values.shape[1] == kinds * N_CELLS else np.tile(values, kinds)
    return table


def blank_table(n_quarters: int, kinds: int = 1) -> np.ndarray:
    """Zero policy of that many quarters (two or more); one cell of padding gives it the layout that kernels expect."""
    columns = kinds * N_CELLS + 1
    return np.zeros((n_quarters, columns + 1), POLICY_TYPE)[:, :columns]


def content_of(table: np.ndarray) -> bytes:
    """What tables have in common that say the same; short when all cells do."""
    cells = table.view(np.ndarray)
    if cells.strides[1] != 0:
        words = np.ascontiguousarray(cells).view(np.int64).reshape(*cells.shape, -1)
        if not (words == words[:, :1]).all():
            return cells.tobytes()
    return cells[:, 0].tobytes()


def values_by_quarter(path: LeverPath) -> np.ndarray:
    """A lever on the whole grid of quarters: shape (quarters,), or (quarters, cells) with exceptions."""
    general = path.general_series()
    if not path.exceptions:
        return general
    kinds = _kinds_of(path)
    values = np.repeat(general[:, None], kinds * N_CELLS, axis=1)
    for selector, steps in path.exceptions:
        series = path.exception_series(steps, general)
        (in_force,) = np.nonzero(~np.isnan(series))
        values[np.ix_(in_force, selector.cells(kinds))] = series[in_force, None]
    return values


def pots_by_quarter(path: LeverPath) -> np.ndarray:
    """Number of the pot of each cell, by quarter of the grid: 0 the general one, others as they come by cell."""
    kinds, general = _kinds_of(path), path.general_series()
    exception = np.full((GRID_LENGTH, kinds * N_CELLS), -1)
    for place, (selector, steps) in enumerate(path.exceptions):
        (in_force,) = np.nonzero(~np.isnan(path.exception_series(steps, general)))
        exception[np.ix_(in_force, selector.cells(kinds))] = place
    pots = np.zeros(exception.shape)
    for quarter, row in enumerate(exception):
        for number, place in enumerate(dict.fromkeys(row[row >= 0].tolist()), start=1):
            pots[quarter, row == place] = number
    return pots


def content_by_quarter(name: str, path: LeverPath, quarters: int) -> np.ndarray:
    """All that a lever says in the first quarters of the grid, in a form that only depends on what it comes to."""
    values = values_by_quarter(path)[:quarters]
    if values.ndim == 1:
        return values
    if name in POTS and (pots := pots_by_quarter(path)[:quarters]).any():
        return np.concatenate([_narrowest(values), _narrowest(pots)], axis=1)
    values = _narrowest(values)
    return values[:, 0] if (values == values[:, :1]).all() else values


def _kinds_of(path: LeverPath) -> int:
    return N_KINDS if any(selector.actors for selector, _ in path.exceptions) else 1


def _narrowest(values: np.ndarray) -> np.ndarray:
    """The first block of cells where all blocks say the same, all of them elsewhere."""
    first = values[:, :N_CELLS]
    blocks = [values[:, at : at + N_CELLS] for at in range(N_CELLS, values.shape[1], N_CELLS)]
    return first if all(np.array_equal(first, block) for block in blocks) else values


def first_difference(a: Scenario, b: Scenario) -> int | None:
    """First recorded quarter in which two scenarios differ in any bit; None when they never do.

    0 when they differ from the outset: another start, sample, parameter or history. Two scenarios
    that differ in length only do so when the shorter one ends.
    """
    same_world = (a.start, a.firms, a.real_firms) == (b.start, b.firms, b.real_firms)
    if not same_world or {**defaults(), **a.parameters} != {**defaults(), **b.parameters}:
        return 0
    common = position(min(a.until, b.until)) + 1
    places = [place for name in LEVERS for place in _first_unequal(name, a.levers[name], b.levers[name], common)]
    if places:
        return max(min(places) - position(a.start), 0)
    return None if a.horizon == b.horizon else min(a.horizon, b.horizon)


def _first_unequal(name: str, a: LeverPath, b: LeverPath, common: int) -> list[int]:
    """The first place before ``common`` at which two paths differ for any cell, if there is one."""
    if a == b:
        return []
    says = [values_by_quarter] if name not in POTS else [values_by_quarter, pots_by_quarter]
    unequal = np.zeros(common, bool)
    for read in says:
        left, right = (read(path)[:common].reshape(common, -1).astype(float).view(np.int64) for path in (a, b))
        width = max(left.shape[1], right.shape[1])
        left, right = (np.tile(side, width // side.shape[1]) for side in (left, right))
        unequal |= (left != right).any(axis=1)
    return [int(place) for place in np.nonzero(unequal)[0][:1]]
