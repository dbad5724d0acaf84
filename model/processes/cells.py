"""Cells of the policy table: which one an actor stands in, and a lever over the cells of a sector or of pots."""

import numpy as np

from ..classifications import (
    FROM_UNIVERSITY,
    N_CELLS,
    N_REGIONS,
    N_SECTORS,
    N_SIZES,
)
from ..kernel import gathering_rule, process, rule

_STATE_FIRM, _PRIVATE_FIRM, _START_UP = range(3)  # blocks of firms
_UNIVERSITY, _INSTITUTE = range(2)  # blocks of research units


@rule
def cell_of(sector, region, size):
    """Column of the policy table of a sector, region and size class, kinds of actor not told apart."""
    return (sector * N_REGIONS + region) * N_SIZES + size


@rule
def cell_of_sector(sector):
    """A column that a lever aimed by sector only is read from."""
    return sector * N_REGIONS * N_SIZES


@rule
def cell_of_region(policy, region):
    """A column that a lever aimed by region only is read from; the last one for a fund of the whole country (-1)."""
    return region * N_SIZES if region >= 0 else policy.shape[1] - 1


@rule
def kind_of_firm(firm):
    """A start-up is a firm founded on a result; of the others the state owns some leaders."""
    if firm.startup_of >= 0:
        return _START_UP
    return _STATE_FIRM if firm.state_owned == 1 else _PRIVATE_FIRM


@rule
def cell_of_result(university, sector):
    """Column of a unit's result: the field of the result, the place and kind of the unit."""
    return university.cell // N_CELLS * N_CELLS + cell_of(sector, university.region, 0)


@process
def actors_find_their_policy(clock, policy, firms, universities):
    """Move firms and units to the block of the table that is for their kind, where the policy tells kinds apart.

    Writes ``cell``. An entrant stands in the first block until the quarter after, as it is on no list before.
    """
    now = clock[0]
    apart = policy.shape[1] > N_CELLS + 1
    if apart or now.told_apart == 1:
        for i in range(now.n_firm_rows):
            firm = firms[i]
            kind = kind_of_firm(firm) if apart else 0
            firm.cell = kind * N_CELLS + firm.cell % N_CELLS
    now.told_apart = 1 if apart else 0
    for row in range(len(universities)):
        university = universities[row]
        kind = 0
        if apart:
            kind = _UNIVERSITY if university.kind == FROM_UNIVERSITY else _INSTITUTE
        university.cell = kind * N_CELLS + cell_of(university.sector, university.region, 0)


@rule
def mean_of_sectors(values):
    """Mean over sectors of a lever that is aimed by sector (``values``: one a cell)."""
    total = 0.0
    for sector in range(N_SECTORS):
        total += values[cell_of_sector(sector)]
    return total / N_SECTORS


@gathering_rule
def pots_voted(values, pots):
    """What is voted for every pot, by its number, from ``values`` and numbers of pots by cell; 0 is the general one."""
    last = len(pots) - 1
    count = 1
    for cell in range(last):
        count = max(count, int(pots[cell]) + 1)
    voted = np.zeros(count)
    for cell in range(len(pots)):
        voted[int(pots[cell])] = values[cell]
    voted[0] = values[last]
    return voted
