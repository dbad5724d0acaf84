"""What strikes from outside, sector by sector: cuts of foreign supply, demand, prices."""

from ..classifications import N_REGIONS, N_SIZES
from ..kernel import rule

_CELLS = N_REGIONS * N_SIZES  # cells of a sector


@rule
def severity(policy, t, sector):
    """Share of a sector's foreign inputs and knowledge that is cut off in quarter ``t``, mean over its cells."""
    total = 0.0
    for cell in range(sector * _CELLS, (sector + 1) * _CELLS):
        total += policy[t, cell].technology_decoupling_severity
    return total / _CELLS


@rule
def demand_level(policy, t, sector):
    """Final demand of a sector relative to its path, mean over its cells."""
    total = 0.0
    for cell in range(sector * _CELLS, (sector + 1) * _CELLS):
        total += policy[t, cell].demand_shock_level
    return total / _CELLS


@rule
def price_level(policy, t, sector):
    """Price a sector pays for inputs from outside the ten sectors relative to its path, mean over its cells."""
    total = 0.0
    for cell in range(sector * _CELLS, (sector + 1) * _CELLS):
        total += policy[t, cell].price_shock_level
    return total / _CELLS
