"""Large facilities: instrument hours by region, who may use them, and the time others lose waiting."""

from ..accounts import FACILITIES
from ..classifications import N_REGIONS
from ..indicators import COLUMN
from ..kernel import process, rule
from ..levers import LEVERS
from .administration import SCIENCE_CLUSTERS, row_in_force
from .cells import cell_of_region
from .government import pay_shared

WAITING = COLUMN["research_time_waiting"]
STATUS_QUO_ACCESS = LEVERS["science_clusters.access"].baseline
_LONGEST = 0.9  # share of time that waiting can take at most
EAST, CENTRAL, WEST = range(3)


@rule
def hours_ordered(policy, row, region):
    """Hours a year beyond today's ordered in a region (thousand)."""
    return policy[row, cell_of_region(policy, region)].science_clusters_hours


@rule
def access(policy, row):
    """Share of hours open to other regions and to firms."""
    return policy[row, 0].science_clusters_access


@rule
def hours_of_units(own, total, people, open_share, firm_part):
    """Hours that units of a region obtain: those kept for neighbours and their part (by people) of the open ones."""
    return (1.0 - open_share) * own + open_share * (1.0 - firm_part) * people * total


@rule
def time_waiting(usual, hours_then, hours):
    """Share of time lost waiting: the usual share at the hours of the status quo, in inverse proportion to hours."""
    return min(_LONGEST, usual * (hours_then / hours)) if hours > 0.0 else _LONGEST


@rule
def time_gained(usual, waiting):
    """Research time relative to the status quo, less one."""
    return (usual - waiting) / (1.0 - usual)


@rule
def status_quo_hours(region, p):
    """Share of today's hours that lies in a region: most in the East, the rest as research does."""
    if region == EAST:
        return p.instruments_east
    research = 1.0 - p.research_east - p.research_central - p.research_west
    if region == CENTRAL:
        research = p.research_central
    elif region == WEST:
        research = p.research_west
    return (1.0 - p.instruments_east) * research / (1.0 - p.research_east)


@process
def facilities_open(clock, policy, parameters, regions, governments, households, banks, instruments, flows, tally):
    """Open the hours ordered a building time ago and still paid for; share them out; pay for all beyond today's.

    Writes regions' ``instrument_gain`` (of units) and ``instrument_gain_firms``; researchers who gain time are users.
    """
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, SCIENCE_CLUSTERS, parameters)
    row_then = max(0, row - int(4.0 * p.facility_building_years))
    open_share = access(policy, row)
    people, extra, building = 0.0, 0.0, 0.0
    for r in range(N_REGIONS):
        people += max(1.0, regions[r].scientists)
    for r in range(N_REGIONS):
        ordered = hours_ordered(policy, row, r)
        running = min(hours_ordered(policy, row_then, r), ordered)
        extra += running
        building += ordered - running
    lost = 0.0
    for r in range(N_REGIONS):
        region = regions[r]
        share = max(1.0, region.scientists) / people
        ordered = min(hours_ordered(policy, row_then, r), hours_ordered(policy, row, r))
        then = p.instrument_hours * status_quo_hours(r, p)
        before = hours_of_units(then, p.instrument_hours, share, STATUS_QUO_ACCESS, p.instrument_firm_part)
        after = hours_of_units(then + ordered, p.instrument_hours + extra, share, open_share, p.instrument_firm_part)
        waiting = time_waiting(p.instrument_wait, before, after)
        region.instrument_gain = time_gained(p.instrument_wait, waiting)
        lost += waiting * share
        if extra > 0.0 and region.instrument_gain > 0.0:
            instruments[SCIENCE_CLUSTERS].users += region.scientists
        before = STATUS_QUO_ACCESS * p.instrument_hours
        after = open_share * (p.instrument_hours + extra)
        waiting = time_waiting(p.instrument_wait_firms, before, after)
        region.instrument_gain_firms = time_gained(p.instrument_wait_firms, waiting)
    tally[WAITING] = lost
    cost = (p.instrument_hour_cost * extra + p.instrument_building_cost * building) * now.scale / 4.0
    if cost > 0.0:
        instruments[SCIENCE_CLUSTERS].cash += cost
        governments[0].facilities += cost
        pay_shared(flows, banks, FACILITIES, governments[0], households, cost)
