"""What policy makes energy cost: a charge on every unit, a penalty on what exceeds the standard."""

from ..classifications import N_SECTORS
from ..kernel import process, rule
from .administration import GREEN_UPGRADE, row_in_force
from .cells import cell_of_sector

ENERGY = 2


@rule
def energy_price(policy, row, sector):
    """Price of energy with the charge on it relative to the price without, mean over the cells of a sector."""
    return policy[row, cell_of_sector(sector)].green_upgrade_energy_price


@rule
def energy_standard(policy, row, sector):
    """Energy per unit of input allowed relative to the usual, mean over the cells of a sector."""
    return policy[row, cell_of_sector(sector)].green_upgrade_standard


@process
def energy_is_priced(clock, policy, parameters, sectors, links):
    """Charge and penalty on a unit of each sector's inputs: the energy in its bundle at the energy sector's price.

    Writes ``energy_charge``, ``energy_penalty`` (yuan per unit of input) and ``energy_standard``.
    """
    row = row_in_force(policy, clock[0].quarter, GREEN_UPGRADE, parameters)
    for s in range(N_SECTORS):
        sector = sectors[s]
        worth = links[s, ENERGY] * sectors[ENERGY].price
        sector.energy_charge = (energy_price(policy, row, s) - 1.0) * worth
        sector.energy_penalty = parameters[0].energy_penalty * worth
        sector.energy_standard = energy_standard(policy, row, s)
