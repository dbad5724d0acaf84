"""Imitation: laggards close in on best practice, leaders' know-how ages, luck keeps firms apart."""

import math

import numpy as np

from ..chance import PRODUCTIVITY_SHOCK, uniform
from ..classifications import N_SECTORS
from ..indicators import COLUMN
from ..kernel import process, rule
from .administration import DATA_ZONES, row_in_force
from .data_zones import leak, shared_data
from .observation import over
from .protection import imitation_prevented

FROM_ABROAD = COLUMN["knowledge_inflow"]
WITH_ABROAD = COLUMN["learnt_with_abroad"]


@rule
def catching_up(own, frontier, speed, absorptive, protection):
    """Gain of a firm below best practice: a part of the gap it can absorb and may copy."""
    return speed * absorptive * (1.0 - protection) * max(0.0, frontier - own)


@rule
def luck(draw, scale):
    """Symmetric exponential shock with standard deviation ``scale``: fat tails, as in firms' growth rates.

    Bottazzi and Secchi (2006) find the shape in firms' growth; ``draw`` is uniform in (0, 1).
    """
    distance = 0.5 - abs(draw - 0.5)
    size = -math.log(2.0 * distance) * scale / math.sqrt(2.0)
    return size if draw > 0.5 else -size


@rule
def eighth_power(ratio):
    """``ratio`` to the eighth: the weight that best practice gives to the top."""
    square = ratio * ratio
    fourth = square * square
    return fourth * fourth


@rule
def changed(own, frontier, p, absorptive, prevented, draw):
    """Know-how after a quarter of imitation, ageing and luck; never below a tenth of best practice."""
    learned = own + catching_up(own, frontier, p.imitation_speed, absorptive, prevented)
    shock = max(-0.5, min(0.5, luck(draw, p.knowhow_shock)))
    return max(0.1 * frontier, learned * (1.0 - p.knowhow_ageing + shock))


@rule
def waste_cut(own, usual, p, absorptive, prevented):
    """Fall in the material input per unit of a firm that uses more than its sector: it copies the usual recipe."""
    return catching_up(-own, -usual, p.imitation_speed, absorptive, prevented)


@rule
def kept_off(sector, row):
    """Part of the imitation of quality that a standard keeps off from everybody but its setter."""
    return 0.0 if sector.standard_holder == row else sector.standard_guard


@rule
def part_with_abroad(abroad, lost):
    """Part of what is still learnt that comes with foreign parts and partners (``lost``: no longer learnt)."""
    return abroad / (1.0 - lost) if lost < 1.0 else 0.0


@rule
def sameness(firm, sector, p):
    """Drift of a firm with a standard digital package towards what its sector sells."""
    return p.package_sameness * (sector.quality - firm.quality) if firm.packaged == 1 else 0.0


@process
def firms_imitate(clock, policy, parameters, firms, sectors, tally):
    """Update productivity and material use (even turns) or quality (odd turns), then best practice of every sector.

    Best practice is the share-weighted power mean of order eight. Firms take turns so that one draw a
    quarter serves both; speed and luck of a turn count for the two quarters between turns.
    """
    now = clock[0]
    p = parameters[0]
    totals = np.zeros((N_SECTORS, 3))
    from_best, from_best_quality, with_abroad = np.empty(N_SECTORS), np.empty(N_SECTORS), np.empty(N_SECTORS)
    for s in range(N_SECTORS):
        from_best[s] = 1.0 / max(sectors[s].frontier, 1.0e-9)
        from_best_quality[s] = 1.0 / max(sectors[s].frontier_quality, 1.0e-9)
        with_abroad[s] = part_with_abroad(sectors[s].learning_abroad, sectors[s].learning_lost)
    learnt, at_home, together = 0.0, 0.0, 0.0
    seed, quarter = now.seed, now.quarter
    prevented = imitation_prevented(policy, quarter, p)
    coverage = shared_data(policy, row_in_force(policy, quarter, DATA_ZONES, parameters))
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        sector = sectors[firm.sector]
        draw = uniform(seed, PRODUCTIVITY_SHOCK, quarter, firm.id, 0)
        able = firm.absorptive * leak(coverage[firm.cell], p) * (1.0 - sector.learning_lost)
        if (quarter + firm.id) % 2 == 0:
            if sector.frontier > 0.0:
                firm.productivity = changed(firm.productivity, sector.frontier, p, able, prevented, draw)
                usual = p.material_share * sector.material_use
                firm.material_use -= waste_cut(firm.material_use, usual, p, able, prevented)
        elif sector.frontier_quality > 0.0:
            able *= 1.0 - kept_off(sector, i)
            firm.quality += sameness(firm, sector, p)
            best = sector.frontier_quality * (1.0 + sector.foreign_reach)
            sales = firm.revenue * firm.weight
            learnt += sales * catching_up(firm.quality, best, p.imitation_speed, able, prevented)
            home = sales * catching_up(firm.quality, sector.frontier_quality, p.imitation_speed, able, prevented)
            at_home += home
            together += home * with_abroad[firm.sector]
            firm.quality = changed(firm.quality, best, p, able, prevented, draw)
        weight = firm.share * firm.weight
        s = firm.sector
        totals[s, 0] += weight
        totals[s, 1] += weight * eighth_power(firm.productivity * from_best[s])
        totals[s, 2] += weight * eighth_power(firm.quality * from_best_quality[s])
    tally[FROM_ABROAD] = over(learnt - at_home, learnt)
    tally[WITH_ABROAD] = over(learnt - at_home + together, learnt)
    for s in range(N_SECTORS):
        if totals[s, 0] > 0.0:
            sectors[s].frontier = math.pow(totals[s, 1] / totals[s, 0], 0.125) / from_best[s]
            sectors[s].frontier_quality = math.pow(totals[s, 2] / totals[s, 0], 0.125) / from_best_quality[s]
