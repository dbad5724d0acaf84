"""A lever over the cells (region and size) of a sector."""

from ..classifications import N_REGIONS, N_SIZES
from ..kernel import rule

_CELLS = N_REGIONS * N_SIZES  # cells of a sector


@rule
def mean_of_sector(values, sector):
    """Mean of a lever's values (one a cell of the country) over the cells of a sector."""
    total = 0.0
    for cell in range(sector * _CELLS, (sector + 1) * _CELLS):
        total += values[cell]
    return total / _CELLS
