"""What distance costs two partners or a person who moves, and what enclaves and paired offices cost the East."""

from ..accounts import ENCLAVES
from ..kernel import process, rule
from ..levers import LEVERS
from .administration import REGIONAL_DISTANCE, row_in_force
from .government import pay_shared

STATUS_QUO_COST = LEVERS["regional_distance.cost"].baseline
EAST = 0


@rule
def distance_cost(policy, row):
    """Extra cost of a deal between the East and another region under row ``row`` of the policy (share)."""
    return policy[row, 0].regional_distance_cost


@rule
def extra_cost(here, there, east_cost, other_cost):
    """Extra cost of a deal between two regions: none within one, the lever's where one of them is the East."""
    if here == there:
        return 0.0
    return east_cost if here == EAST or there == EAST else other_cost


@rule
def eased(here, there, east_cost):
    """Share of today's distance that is overcome between two regions (negative when it has grown)."""
    if here == there or (here != EAST and there != EAST):
        return 0.0
    return 1.0 - east_cost / STATUS_QUO_COST


@rule
def contacts_at_home(usual, movable, overcome):
    """Share of contacts sought in the own region: enclaves and paired offices bring others within sight."""
    return usual * (1.0 - movable * overcome)


@process
def enclaves_are_kept(clock, policy, parameters, environment, governments, households, banks, instruments, flows):
    """The government of the East pays for offices, laboratories and travel in proportion to the distance overcome."""
    now = clock[0]
    cost = distance_cost(policy, row_in_force(policy, now.quarter, REGIONAL_DISTANCE, parameters))
    overcome = max(0.0, 1.0 - cost / STATUS_QUO_COST)
    if overcome <= 0.0:
        return
    paid = overcome * parameters[0].enclave_cost * environment[now.quarter].gdp * now.scale
    instruments[REGIONAL_DISTANCE].cash += paid
    governments[1 + EAST].enclaves += paid
    pay_shared(flows, banks, ENCLAVES, governments[1 + EAST], households, paid)
