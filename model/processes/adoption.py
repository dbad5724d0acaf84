"""Industrialised technologies change their adopter; fields crowd."""

from __future__ import annotations

import math

import numpy as np

from ..classifications import N_SECTORS
from ..kernel import process, rule
from ..populations.technologies import OPEN


@rule
def crowding_of(open_technologies, firms, norm, elasticity):
    """Duplication in a field: technologies in hand per firm against what is normal (Jones 1995)."""
    return math.pow(max(open_technologies / max(firms, 1e-9), 0.05 * norm) / norm, elasticity)


@process
def firms_adopt(clock, firms, sectors, technologies, parameters):
    """Apply the gains of the quarter: a process technology cuts unit cost, a product technology raises quality.

    Also updates how crowded research in a sector is and how much its products attract.
    """
    now = clock[0]
    rules = parameters[0]
    in_hand = np.zeros(N_SECTORS)
    for j in range(now.n_technologies):
        technology = technologies[j]
        if technology.state == OPEN:
            in_hand[technology.sector] += technology.weight
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        if firm.process_gain > 0.0:
            gain = min(firm.process_gain, 0.5)
            firm.productivity /= 1.0 - gain
            firm.material_use *= 1.0 - gain
            firm.process_gain = 0.0
        if firm.quality_gain > 0.0:
            firm.quality *= 1.0 + firm.quality_gain
            firm.quality_gain = 0.0
    for s in range(N_SECTORS):
        sector = sectors[s]
        sector.research_crowding = crowding_of(
            in_hand[s], sector.n_firms, rules.crowding_norm, rules.crowding_elasticity
        )
        sector.attraction = math.pow(sector.quality, rules.attraction_of_products)
