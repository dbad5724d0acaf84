"""People from abroad: where they settle, what they earn and found, what settling them costs."""

from ..accounts import SETTLEMENT
from ..classifications import CLASS_OF_SECTOR, N_REGIONS, N_SECTORS
from ..indicators import COLUMN
from ..kernel import process, rule
from .administration import INTERNATIONAL_TALENT, row_in_force
from .cells import cell_of_region
from .government import pay_shared

ARRIVED = COLUMN["talent_arrived"]
_PERSONS = 1000.0  # persons in a thousand


@rule
def admitted(policy, row, region):
    """People admitted a year (thousand), in the country as if all of it had this region's policy."""
    return policy[row, cell_of_region(policy, region)].international_talent_inflow


@rule
def share_coming(wage, response):
    """Share of those admitted who come: all at today's relative wage, fewer as it falls."""
    return max(0.0, min(1.0, 1.0 + response * (wage - 1.0)))


@process
def talent_arrives(clock, policy, parameters, regions, sectors, governments, households, banks, instruments, flows,
                   tally):
    """Newcomers join regions by people and pay; some found firms in emerging and future sectors (``entrants_due``)."""
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, INTERNATIONAL_TALENT, parameters)
    pull = 0.0
    for r in range(N_REGIONS):
        pull += regions[r].scientists * regions[r].scientist_wage
    arrived = 0.0
    for r in range(N_REGIONS):
        region = regions[r]
        quota = admitted(policy, row, r) * (_PERSONS * now.scale / 4.0)
        coming = quota * region.scientists * region.scientist_wage / pull
        coming *= share_coming(region.scientist_wage, p.arrival_response)
        region.scientists += p.arriving_scientists * coming
        region.engineers += (1.0 - p.arriving_scientists - p.arriving_founders) * coming
        arrived += coming
    if arrived <= 0.0:
        return
    firms = 0.0
    for s in range(N_SECTORS):
        if CLASS_OF_SECTOR[s] > 0:
            firms += sectors[s].n_firms
    for s in range(N_SECTORS):
        if CLASS_OF_SECTOR[s] > 0 and firms > 0.0:
            sectors[s].entrants_due += p.arriving_founders * arrived * sectors[s].n_firms / firms
    tally[ARRIVED] = arrived
    cost = p.settlement_cost * arrived
    instruments[INTERNATIONAL_TALENT].cash += cost
    instruments[INTERNATIONAL_TALENT].users += arrived
    governments[0].settlement += cost
    pay_shared(flows, banks, SETTLEMENT, governments[0], households, cost)
