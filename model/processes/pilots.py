"""Pilot platforms: places by sector and region, a queue, technicians, fees and what government adds.

Platforms stand sorted by sector and region. A technology asks the platform of its own sector and region,
then of its sector elsewhere if its sponsor is willing to travel, then a general-purpose one (sector -1).
"""

import numpy as np

from ..accounts import PILOT_FEE_SUPPORT, PILOT_RUNNING_COST, PILOT_SUPPORT, pay
from ..chance import PILOT_QUEUE, uniform
from ..classifications import LARGE, MEDIUM, N_REGIONS, N_SECTORS, N_SIZES, NO_PILOT_CAPACITY, PILOT
from ..indicators import COLUMN
from ..kernel import process, rule
from ..levers import LEVERS
from ..populations.technologies import OPEN
from .administration import PILOT_PLATFORMS, is_enrolled, row_in_force
from .first_orders import openness_in_force
from .listing import rows_where
from .local_protection import closed_to_outsiders, willing_and_admitted
from .state_lines import guest_admitted, room_for_guests

PILOT_LOAD = COLUMN["pilot_load"]
FROM_ELSEWHERE = COLUMN["pilot_guests"]
ON_STATE_LINES = COLUMN["state_line_guests"]
STATUS_QUO = LEVERS["pilot_platforms.places"].baseline
_HALLS = (N_SECTORS + 1) * N_REGIONS  # a hall: the platforms of one sector (or none) and region
_LONGEST_WAIT, _TURNS = 24, 8  # the queue is ordered by quarters waited, then by lot in this many groups
_LOT, _TRAVEL, _LINE, _OWN_LINE, _STATE_LINE = range(5)  # what a draw is for


@rule
def platforms_in_force(policy, row, sector, region):
    """Platforms that government keeps open, in the country as if all of it had the policy of this sector and region.

    ``sector`` -1 is for platforms open to every sector: the mean over sectors. Sizes are not told apart.
    """
    if sector >= 0:
        return policy[row, (sector * N_REGIONS + region) * N_SIZES].pilot_platforms_places
    total = 0.0
    for s in range(N_SECTORS):
        total += policy[row, (s * N_REGIONS + region) * N_SIZES].pilot_platforms_places
    return total / N_SECTORS


@rule
def technicians_kept(policy, row):
    """Share of places with technicians of their own, kept at extra pay whether there is work or not."""
    return policy[row, 0].pilot_platforms_technicians


@rule
def platform_places(founded, ordered, supported):
    """Places open: those ordered a building time ago that are still supported now (platforms in the country)."""
    return founded * min(ordered, supported) / STATUS_QUO


@rule
def staffed_places(places, kept, engineers, engineers_wanted):
    """Places that technicians can run: all, unless the region lacks engineers; ``kept`` of them have their own."""
    found = engineers / engineers_wanted if engineers_wanted > engineers else 1.0
    return places * (kept + (1.0 - kept) * found)


@rule
def fee_support(policy, row, firm):
    """Share of the pilot fee that government pays for the firm; ``row`` is ``row_in_force`` of the instrument."""
    if is_enrolled(firm, PILOT_PLATFORMS):
        return policy[row, firm.cell].pilot_platforms_fee_support
    return 0.0


@rule
def fee_due(policy, row, firm, pilot, stage_cost):
    """What the sponsor pays the platform for a pilot stage and what government pays for it (m yuan)."""
    fee = pilot.fee * stage_cost
    supported = fee_support(policy, row, firm) * fee
    return fee - supported, supported


@rule
def government_pays_fee(flows, banks, instruments, governments, pilot, technology_weight, amount):
    """Government's part of the fee of one real technology."""
    if amount > 0.0:
        total = amount * technology_weight
        instruments[PILOT_PLATFORMS].cash += total
        instruments[PILOT_PLATFORMS].users += technology_weight
        pilot.fee_support += total / pilot.weight
        pay(flows, banks, PILOT_FEE_SUPPORT, governments[1 + pilot.region], pilot, total)


@rule
def owns_line(firm, parameters, seed):
    """Whether a firm runs a pilot line of its own (for life): most large firms do, few small ones."""
    share = parameters.own_line_small
    if firm.size_class == LARGE:
        share = parameters.own_line_large
    elif firm.size_class == MEDIUM:
        share = parameters.own_line_medium
    return uniform(seed, PILOT_QUEUE, 0, firm.id, _OWN_LINE) < share


@rule
def asks_for_place(technology):
    """A technology queues when its sponsor is willing and has the money together."""
    return (
        technology.state == OPEN
        and technology.running == 0
        and technology.stage == PILOT
        and technology.sponsor >= 0
        and technology.missing == -1
        and (technology.loan_request == 0.0 or technology.financed == 1)
    )


@rule
def place_in_queue(technology, seed, t):
    """First come, first served, then by lot: a lower number is served earlier."""
    lot = int(_TURNS * uniform(seed, PILOT_QUEUE, t, technology.key, _LOT))
    return (_LONGEST_WAIT - min(technology.waited, _LONGEST_WAIT)) * _TURNS + lot


@rule
def hall(sector, region):
    """Number of the hall; general-purpose platforms (sector -1) come last."""
    return (sector if sector >= 0 else N_SECTORS) * N_REGIONS + region


@rule
def is_at_pilot(technology):
    """An open technology in the pilot stage or at its door."""
    return (technology.state == OPEN) & (technology.stage == PILOT)


rows_at_pilot = rows_where(is_at_pilot)


@rule
def recount_used(technologies, at_pilot, pilots):
    """Places taken by running pilots, and nobody else. Writes ``pilots.used``; clears places not taken up."""
    for row in range(len(pilots)):
        pilots[row].used = 0.0
    for k in at_pilot:
        technology = technologies[k]
        if technology.running == 0:
            technology.has_place = 0
            technology.guest = 0
            technology.pilot = -1
        elif technology.pilot >= 0:
            pilots[technology.pilot].used += technology.weight / pilots[technology.pilot].weight


@rule
def line_with_room(pilots, staffed, first, door, draw):
    """Row of one of two platforms of the hall that has room; -1. ``draw`` chooses the one asked first.

    A technology that stands for more real ones than there is room for gets in all the same; the platform
    works the overrun off before it admits another, so that mean use never exceeds places.
    """
    count = first[door + 1] - first[door]
    for attempt in range(min(count, 2)):
        row = first[door] + (int(draw * count) + attempt) % count
        pilot = pilots[row]
        if staffed[row] - pilot.used - pilot.overrun > 0.0:
            return row
    return -1


@rule
def line_found(pilots, staffed, first, technology, willing_to_travel, draw):
    """Row of the platform that admits a technology: own hall, sector elsewhere, general-purpose; -1."""
    for kind in range(2):
        sector = technology.sector if kind == 0 else -1
        for step in range(N_REGIONS if willing_to_travel else 1):
            region = (technology.region + step) % N_REGIONS
            row = line_with_room(pilots, staffed, first, hall(sector, region), draw)
            if row >= 0:
                return row
    return -1


@process
def pilots_admit(clock, policy, parameters, firms, technologies, pilots, regions, consortia, tally):
    """Open the places of the quarter and fill them from the queue.

    Writes ``pilots.places`` and ``used`` and, of technologies, ``has_place``, ``pilot`` (-1 with a place: the
    sponsor's own line, or one that a state-owned leader or a mission opens to it) or ``missing``. Leaders stand in the
    first rows, as many as there is room for consortia.
    """
    now = clock[0]
    p = parameters[0]
    t = now.quarter
    row_now = row_in_force(policy, t, PILOT_PLATFORMS, parameters)
    row_then = max(0, row_now - int(p.pilot_building_quarters))
    kept = technicians_kept(policy, row_now)
    first = np.zeros(_HALLS + 1, np.int64)
    staffed = np.empty(len(pilots))
    for row in range(len(pilots)):
        pilot = pilots[row]
        region = regions[pilot.region]
        ordered = platforms_in_force(policy, row_then, pilot.sector, pilot.region)
        supported = platforms_in_force(policy, row_now, pilot.sector, pilot.region)
        pilot.places = platform_places(pilot.founded, ordered, supported)
        pilot.tied = kept * pilot.places * p.technicians_per_place
        staffed[row] = staffed_places(pilot.places, kept, region.engineers, region.engineers_wanted)
        first[hall(pilot.sector, pilot.region) + 1] += 1
    for door in range(_HALLS):
        first[door + 1] += first[door]
    at_pilot = rows_at_pilot(technologies, now.n_technologies)
    recount_used(technologies, at_pilot, pilots)

    starts = np.zeros((_LONGEST_WAIT + 1) * _TURNS + 1, np.int64)
    waiting = np.empty((len(at_pilot), 2), np.int64)
    n_waiting = 0
    for k in at_pilot:
        if asks_for_place(technologies[k]):
            place = place_in_queue(technologies[k], now.seed, t)
            starts[place + 1] += 1
            waiting[n_waiting, 0] = k
            waiting[n_waiting, 1] = place
            n_waiting += 1
    for place in range(len(starts) - 1):
        starts[place + 1] += starts[place]
    queue = np.empty(n_waiting, np.int64)
    for turn in range(n_waiting):
        place = waiting[turn, 1]
        queue[starts[place]] = waiting[turn, 0]
        starts[place] += 1

    travel = willing_and_admitted(p.pilot_travel, closed_to_outsiders(policy, t))
    n_leaders = min(len(consortia), now.n_firm_rows)
    state_lines = room_for_guests(openness_in_force(policy, t), firms, n_leaders, technologies, at_pilot, p)
    for place in range(len(queue)):
        technology = technologies[queue[place]]
        if technology.mission == 1 or owns_line(firms[technology.sponsor], p, now.seed):
            technology.has_place = 1
            continue
        travels = uniform(now.seed, PILOT_QUEUE, t, technology.key, _TRAVEL) < travel
        draw = uniform(now.seed, PILOT_QUEUE, t, technology.key, _LINE)
        row = line_found(pilots, staffed, first, technology, travels, draw)
        if row >= 0:
            technology.has_place = 1
            technology.pilot = row
            pilots[row].used += technology.weight / pilots[row].weight
            if pilots[row].region != technology.region:
                tally[FROM_ELSEWHERE] += technology.weight
        elif guest_admitted(state_lines, technology, uniform(now.seed, PILOT_QUEUE, t, technology.key, _STATE_LINE)):
            technology.has_place = 1
            technology.guest = 1
            tally[ON_STATE_LINES] += technology.weight
        else:
            technology.missing = NO_PILOT_CAPACITY


@rule
def running_cost_gap(cost_per_place, places, fees):
    """Running cost that fees do not cover; empty places cost as much as full ones (m yuan)."""
    return max(0.0, cost_per_place * places - fees)


@process
def platforms_run(clock, policy, parameters, technologies, pilots, regions, governments, households, banks,
                  instruments, flows, tally):
    """Platforms keep all places running; their region pays what fees do not cover, and builds new places.

    Runs after projects have paid their fees. Cash above a reserve goes into equipment.
    """
    now = clock[0]
    p = parameters[0]
    row_now = row_in_force(policy, now.quarter, PILOT_PLATFORMS, parameters)
    kept = technicians_kept(policy, row_now)
    recount_used(technologies, rows_at_pilot(technologies, now.n_technologies), pilots)
    account = instruments[PILOT_PLATFORMS]
    used, places = 0.0, 0.0
    for row in range(len(pilots)):
        pilot = pilots[row]
        region = regions[pilot.region]
        staffed = staffed_places(pilot.places, kept, region.engineers, region.engineers_wanted)
        pilot.overrun = max(0.0, pilot.overrun + pilot.used - staffed)
        extra_pay = p.technician_premium * pilot.tied * p.cost_of_engineer * region.engineer_wage
        gap = running_cost_gap(p.pilot_place_cost, pilot.places, pilot.fees + pilot.fee_support) + extra_pay
        supported = platforms_in_force(policy, row_now, pilot.sector, pilot.region) / STATUS_QUO
        under_way = max(0.0, pilot.founded * supported - pilot.places)
        building = under_way * p.pilot_building_cost / max(1.0, p.pilot_building_quarters)
        pilot.support += gap + building
        account.cash += (gap + building) * pilot.weight
        pay(flows, banks, PILOT_SUPPORT, governments[1 + pilot.region], pilot, (gap + building) * pilot.weight)
        reserve = p.pilot_reserve_quarters * p.pilot_place_cost * pilot.places
        fixed = min(p.pilot_place_cost * pilot.places + extra_pay, max(0.0, pilot.cash - building))
        spent = building + fixed + max(0.0, pilot.cash - building - fixed - reserve)
        pilot.running_cost += spent
        pay(flows, banks, PILOT_RUNNING_COST, pilot, households[pilot.bank], spent * pilot.weight)
        used += pilot.used * pilot.weight
        places += pilot.places * pilot.weight
    tally[PILOT_LOAD] = used / places if places > 0.0 else 0.0
