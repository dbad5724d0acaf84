"""What strikes from outside, sector by sector: cuts of foreign supply, demand, prices."""

from ..kernel import rule
from .cells import cell_of_sector


@rule
def severity(policy, t, sector):
    """Share of a sector's foreign inputs and knowledge that is cut off in quarter ``t``, mean over its cells."""
    return policy[t, cell_of_sector(sector)].technology_decoupling_severity


@rule
def demand_level(policy, t, sector):
    """Final demand of a sector relative to its path, mean over its cells."""
    return policy[t, cell_of_sector(sector)].demand_shock_level


@rule
def price_level(policy, t, sector):
    """Price a sector pays for inputs from outside the ten sectors relative to its path, mean over its cells."""
    return policy[t, cell_of_sector(sector)].price_shock_level
