"""Future sectors: public purchases that seed demand, and places where a technology may be tried without an order."""

from ..accounts import SEED_PURCHASES, TRIAL_PLACES
from ..chance import TRIAL_PLACE, uniform
from ..classifications import CLASS_OF_SECTOR, N_SECTORS
from ..kernel import process, rule
from .administration import FUTURE_INDUSTRIES, row_in_force
from .cells import cell_of_sector
from .government import pay_shared
from .tenders import list_bids

FUTURE = 2


@rule
def seed_demand(policy, row, sector):
    """Public purchases from future sectors (bn yuan a year), in the country as if both had this one's policy."""
    return policy[row, cell_of_sector(sector)].future_industries_seed_demand


@rule
def places_to_try(policy, row):
    """Places a year in which a future technology may be tried."""
    return policy[row, 0].future_industries_places


@rule
def share_delivered(revenue, spending):
    """Part of a sector's orders that it delivered last quarter: government pays for no more."""
    return min(1.0, revenue / spending) if spending > 0.0 else 0.0


@process
def future_sectors_are_seeded(clock, policy, parameters, base_demand, sectors, governments, households,
                              banks, instruments, flows):
    """Order from future sectors in proportion to their markets, and pay for what is delivered.

    Writes ``seed_orders`` (m yuan of the quarter), which come on top of final buyers' demand.
    """
    now = clock[0]
    row = row_in_force(policy, now.quarter, FUTURE_INDUSTRIES, parameters)
    markets = 0.0
    for s in range(N_SECTORS):
        sectors[s].seed_orders = 0.0
        if CLASS_OF_SECTOR[s] == FUTURE:
            markets += base_demand[now.quarter, s]
    if markets <= 0.0:
        return
    for s in range(N_SECTORS):
        budget = seed_demand(policy, row, s) * 1000.0 * now.scale / 4.0
        if CLASS_OF_SECTOR[s] == FUTURE and budget > 0.0:
            sector = sectors[s]
            sector.seed_orders = budget * base_demand[now.quarter, s] / markets
            paid = sector.seed_orders * share_delivered(sector.revenue_sum, sector.spending)
            instruments[FUTURE_INDUSTRIES].cash += paid
            governments[0].seed_purchases += paid
            pay_shared(flows, banks, SEED_PURCHASES, governments[0], households, paid)


@process
def trials_are_hosted(clock, policy, parameters, technologies, governments, households, banks, instruments, flows):
    """Draw lots for the places of the quarter among the future technologies that wait; empty places cost as well.

    Writes ``technology.customer``: the sponsor still pays its stage, and nobody pays the sponsor.
    """
    now = clock[0]
    row = row_in_force(policy, now.quarter, FUTURE_INDUSTRIES, parameters)
    places = places_to_try(policy, row) * now.scale / 4.0
    if places <= 0.0:
        return
    waiting = 0.0
    offers = list_bids(technologies, now.n_technologies)
    for j in offers:
        if CLASS_OF_SECTOR[technologies[j].sector] == FUTURE:
            waiting += technologies[j].weight
    account = instruments[FUTURE_INDUSTRIES]
    for j in offers:
        technology = technologies[j]
        if CLASS_OF_SECTOR[technology.sector] == FUTURE:
            draw = uniform(now.seed, TRIAL_PLACE, now.quarter, technology.key, 0)
            if draw * waiting < places:
                technology.customer = 1
                account.users += technology.weight
    cost = places * parameters[0].trial_place_cost
    account.cash += cost
    governments[0].trial_places += cost
    pay_shared(flows, banks, TRIAL_PLACES, governments[0], households, cost)
