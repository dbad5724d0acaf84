"""Best practice abroad: how much of it firms see, what they come to depend on, and what leaks out."""

from ..accounts import OVERSEAS_CENTRES, pay
from ..classifications import N_SECTORS
from ..kernel import process, rule
from .administration import OPEN_INNOVATION, row_in_force
from .cells import cell_of_sector


@rule
def knowledge_open(policy, row, sector):
    """Share of the foreign lead that firms of a sector can see."""
    return policy[row, cell_of_sector(sector)].open_innovation_inflow


@rule
def lead_abroad(foreign, domestic):
    """How far best practice abroad is ahead (share); nothing when it is not."""
    return max(0.0, foreign / domestic - 1.0) if domestic > 0.0 else 0.0


@rule
def dependence_after(learnt, base, seen, speed, fading):
    """Imported share of inputs that came with foreign designs, one quarter on; bounded by what is not imported yet."""
    return learnt + speed * seen * (1.0 - base - learnt) - fading * learnt


@process
def knowledge_arrives(clock, policy, parameters, environment, sectors, governments, abroad, banks, instruments, flows):
    """Open the view on best practice abroad where it is ahead and not cut off.

    Writes ``foreign_level``, ``foreign_reach``, ``leakage``, ``import_learnt``; firms of fields with something to see
    abroad are users. Centres are paid for whether a sector has anything to learn or not.
    """
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, OPEN_INNOVATION, parameters)
    opened = 0.0
    for s in range(N_SECTORS):
        sector = sectors[s]
        inflow = knowledge_open(policy, row, s)
        opened += inflow
        seen = inflow * (1.0 - sector.cut)
        sector.foreign_level *= 1.0 + p.foreign_growth
        sector.foreign_level += p.foreign_learning * seen * max(0.0, sector.frontier_quality - sector.foreign_level)
        lead = lead_abroad(sector.foreign_level, sector.frontier_quality)
        sector.foreign_reach = seen * lead
        sector.leakage = p.foreign_leakage * seen
        sector.import_learnt = dependence_after(
            sector.import_learnt, sector.import_base, sector.foreign_reach, p.dependence_speed, p.dependence_fading
        )
    if opened > 0.0:
        for s in range(N_SECTORS):
            if sectors[s].foreign_reach > 0.0:
                instruments[OPEN_INNOVATION].users += sectors[s].n_firms
        cost = opened / N_SECTORS * p.overseas_cost * environment[now.quarter].gdp * now.scale
        instruments[OPEN_INNOVATION].cash += cost
        governments[0].overseas_centres += cost
        pay(flows, banks, OVERSEAS_CENTRES, governments[0], abroad[0], cost)
