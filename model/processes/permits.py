"""Permits for scenarios: land, airspace and spectrum on which a first order may run, and what may be copied from it.

Government prepares places; an order whose use needs one occupies it for some quarters. What is above the status quo
costs money, used or not; the status quo is part of public consumption.
"""

import math

from ..accounts import PERMIT_PLACES, pay
from ..chance import PERMIT, REPLICATION, uniform
from ..classifications import CLASS_OF_SECTOR, N_REGIONS, N_SECTORS, N_SIZES
from ..indicators import COLUMN
from ..kernel import process, rule
from ..levers import LEVERS
from .administration import SCENARIO_PERMITS, row_in_force
from .cells import cell_of_sector

PERMIT_LOAD = COLUMN["permit_load"]
STATUS_QUO = LEVERS["scenario_permits.places"].baseline


@rule
def places_permitted(policy, row, sector, regions):
    """Places in the country as if it had this sector's policy (mean over sizes, regions weighted by engineers)."""
    total, weights = 0.0, 0.0
    for region in range(N_REGIONS):
        cell = (sector * N_REGIONS + region) * N_SIZES
        mean = 0.0
        for size in range(N_SIZES):
            mean += (policy[row, cell + size].scenario_permits_places - STATUS_QUO) / N_SIZES
        total += regions[region].engineers * mean
        weights += regions[region].engineers
    return STATUS_QUO + total / weights if weights > 0.0 else STATUS_QUO


@rule
def sector_weight(sector, p):
    """Relative weight of a sector in orders and places, by its class."""
    kind = CLASS_OF_SECTOR[sector]
    if kind == 0:
        return p.orders_traditional
    return p.orders_emerging if kind == 1 else p.orders_future


@rule
def needs_place(technology, p, seed):
    """Whether the use of a technology needs land, airspace or spectrum (for life)."""
    kind = CLASS_OF_SECTOR[technology.sector]
    share = p.place_need_traditional
    if kind == 1:
        share = p.place_need_emerging
    elif kind == 2:
        share = p.place_need_future
    return uniform(seed, PERMIT, 0, technology.key, 0) < share


@rule
def may_run(technology, sector, p, seed):
    """Whether an order on the technology finds a place.

    One that stands for more real ones than are free gets in all the same; the sector then waits until it has worked
    the overrun off.
    """
    return sector.places_used < sector.places or not needs_place(technology, p, seed)


@rule
def occupy_place(technology, sector, p, seed):
    """The winner of an order takes its place."""
    if needs_place(technology, p, seed):
        sector.places_used += technology.weight


@rule
def may_copy(policy, quarter, technology, sector, p, seed):
    """Whether buyers take a technology at first use as a copy of a proven scenario, without a trial of its own.

    The standard covers a share of what is proven; how much of a field is proven follows from the public orders that
    passed in it.
    """
    share = policy[quarter, cell_of_sector(technology.sector)].scenario_replication_share
    if share <= 0.0 or sector.proven <= 0.0:
        return False
    proven = 1.0 - math.exp(-sector.proven / (p.deployments_to_trust * max(sector.n_firms, 1e-9)))
    return uniform(seed, REPLICATION, 0, technology.key, 0) < share * proven


@process
def places_prepared(clock, policy, parameters, sectors, regions, governments, households, banks, instruments, flows,
                    tally):
    """Open the places of the quarter, free those whose use has ended, and pay for what is above the status quo.

    Writes ``sectors.places`` and ``places_used`` and lets proven scenarios fade.
    """
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, SCENARIO_PERMITS, parameters)
    weight_of_all = 0.0
    for s in range(N_SECTORS):
        weight_of_all += sector_weight(s, p)
    extra, open_places, used = 0.0, 0.0, 0.0
    for s in range(N_SECTORS):
        sector = sectors[s]
        share = sector_weight(s, p) / weight_of_all * now.scale
        permitted = places_permitted(policy, row, s, regions)
        extra += max(0.0, permitted - STATUS_QUO) * share
        sector.places = permitted * share
        sector.places_used *= 1.0 - 1.0 / max(1.0, p.place_quarters)
        sector.proven *= 1.0 - p.deployment_fading
        open_places += sector.places
        used += min(sector.places, sector.places_used)
    tally[PERMIT_LOAD] = used / open_places if open_places > 0.0 else 0.0
    if extra > 0.0:
        amount = extra * p.place_cost
        state = governments[0]
        state.permit_places += amount
        instruments[SCENARIO_PERMITS].cash += amount
        instruments[SCENARIO_PERMITS].users += used
        pay(flows, banks, PERMIT_PLACES, state, households[state.bank], amount)
