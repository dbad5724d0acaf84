"""Opened scenarios: a buyer with a need and a budget tenders first orders to technologies ready for use.

Orders are split over sectors by class; a sector's part follows the lever in its own cells (mean over sizes,
regions weighted by their engineers), so orders can be targeted at sectors and regions.
"""

import numpy as np

from ..accounts import SCENARIO_ORDERS, pay
from ..chance import TENDER, normal, uniform
from ..classifications import FIRST_USE, N_REGIONS, N_SECTORS, N_SIZES
from ..indicators import COLUMN
from ..kernel import fetch_early, gathering_rule, process, rule
from ..populations.fields import offset_of
from ..populations.firms import FIRM
from ..populations.technologies import OPEN
from .administration import DIRECT_SUBSIDY, SCENARIO_OPENING, is_enrolled, row_in_force
from .cells import cell_of_sector
from .competition import BINS, NOT_IN_RACE, bin_of, is_served, last_bin_served, left_for_last
from .grants import handed_back
from .joint_tenders import bids_jointly, extra_delivery_cost, joint_bidding, publish_needs, record_of_bid
from .listing import rows_where
from .local_protection import closed_to_outsiders, let_in
from .permits import may_run, occupy_place, sector_weight

SLOTS_OFFERED = COLUMN["slots_offered"]
SLOTS_FILLED = COLUMN["slots_filled"]
ORDERS_UNSPENT = COLUMN["orders_unspent"]
JOINT_WINS = COLUMN["joint_wins"]
_OF_BIDDER = tuple(
    offset_of(FIRM, field)
    for field in ("leader", "cell", "cash", "enrolled", "verified", "order_cost", "orders_received")
)  # one field of each line
_AHEAD = 6  # bids
_JUDGEMENT, _INSIDER, _LUCK = 0, 2, 3  # what a draw is for
_OF_TENDERS = 2  # occasion on which protection may keep a bid out, beside the orders of large firms


@rule
def sector_orders(policy, row, sector, regions):
    """Yearly orders (bn yuan, as if the whole country had this sector's policy) in the cells of a sector."""
    total, weights = 0.0, 0.0
    for region in range(N_REGIONS):
        cell = (sector * N_REGIONS + region) * N_SIZES
        mean = 0.0
        for size in range(N_SIZES):
            mean += policy[row, cell + size].scenario_opening_orders / N_SIZES
        total += regions[region].engineers * mean
        weights += regions[region].engineers
    return total / weights if weights > 0.0 else 0.0


@rule
def tender_slots(budget, order_value):
    """First orders a quarter's budget pays for (both m yuan)."""
    return budget / order_value if order_value > 0.0 else 0.0


@rule
def tender_score(policy, row, sector, signal, fit, verified, insider, p, draw):
    """Score of a bid: promise, fit, a record, and the usual supplier's advantage where slots are not open."""
    openness = policy[row, cell_of_sector(sector)].scenario_opening_openness
    return (
        signal
        + p.tender_fit * fit
        + p.tender_record * min(1.0, verified)
        + p.insider_advantage * insider * (1.0 - openness)
        + p.tender_noise * draw
    )


@rule
def waits_for_first_use(technology):
    """A sponsor's technology at the door of first use."""
    at_door = (technology.stage == FIRST_USE) & (technology.running == 0) & (technology.state == OPEN)
    return at_door & (technology.sponsor >= 0)


@rule
def bids(technology):
    """A willing sponsor bids with a technology that waits for its first customer."""
    return waits_for_first_use(technology) & (technology.missing == -1) & (technology.customer == 0)


rows_at_first_use = rows_where(waits_for_first_use)


@gathering_rule
def list_bids(technologies, n):
    """Rows of the technologies whose sponsors bid."""
    rows, found = rows_at_first_use(technologies, n), 0
    for k in rows:
        rows[found] = k  # a row that is not listed is overwritten by the next
        found += bids(technologies[k])
    return rows[:found]


@rule
def is_insider(firm, insider_share, seed):
    """Leaders, and firms that happen to be usual suppliers of the buyers (for life)."""
    return firm.leader == 1 or uniform(seed, TENDER, 0, firm.id, _INSIDER) < insider_share


@rule
def deliver(technology, firm, sector, order, delivery_cost_share):
    """Book a first order won, on the technology, its sponsor and its field (``order``: m yuan per real one)."""
    technology.customer = 1
    technology.public_order = 1
    technology.verified = 1
    technology.order_value = order
    technology.loan_request = max(0.0, technology.loan_request - order)
    per_firm = technology.weight / firm.weight
    firm.orders_received += order * per_firm
    firm.order_cost += delivery_cost_share * order * per_firm
    firm.verified += per_firm
    sector.deployments += technology.weight


@rule
def enter_bids(technologies, offers, firms, regions, closed, policy, row, joint, p, seed):
    """Score the bids ``offers`` into ``technologies.score``; returns the lowest and the highest.

    A joint bid is an insider's.

    Buyers are spread over regions like engineers; those elsewhere may be closed (``closed``: share) to the bidder.
    """
    low, high = 1.0e9, NOT_IN_RACE
    buyers = 0.0
    for region in range(N_REGIONS):
        buyers += regions[region].engineers
    for offer in range(len(offers)):
        ahead = technologies[offers[min(offer + _AHEAD, len(offers) - 1)]].sponsor
        for line in _OF_BIDDER:
            fetch_early(firms, ahead, line)
        technology = technologies[offers[offer]]
        technology.score = NOT_IN_RACE
        firm = firms[technology.sponsor]
        at_home = regions[firm.region].engineers / max(buyers, 1e-9)
        admitted = let_in(closed, at_home, seed, technology.key, _OF_TENDERS)
        if admitted and is_enrolled(firm, SCENARIO_OPENING):
            jointly = bids_jointly(technology, joint, p, seed)
            insider = 1.0 if jointly or is_insider(firm, p.insider_share, seed) else 0.0
            record = record_of_bid(firm.verified, jointly, p)
            draw = normal(seed, TENDER, 0, technology.key, _JUDGEMENT)
            technology.score = tender_score(
                policy, row, technology.sector, technology.signal, technology.fit, record, insider, p, draw
            )
            low = min(low, technology.score)
            high = max(high, technology.score)
    return low, high


@gathering_rule
def laboratory_cost(technologies, n):
    """Cost of the laboratory stage of a field's technologies, m yuan and their number; in the last place of all."""
    cost, counted = np.zeros(N_SECTORS + 1), np.zeros(N_SECTORS + 1)
    for k in range(n):
        technology = technologies[k]
        cost[technology.sector] += technology.cost_scale * technology.weight
        counted[technology.sector] += technology.weight
    for s in range(N_SECTORS):
        cost[N_SECTORS] += cost[s]
        counted[N_SECTORS] += counted[s]
    return cost, counted


@process
def tenders_held(clock, policy, parameters, firms, technologies, sectors, regions, governments, banks, instruments,
                 flows, tally):
    """Tender the quarter's first orders; the winner delivers and is paid at once.

    A slot without a technology, or without a permitted place, lapses; subsidy money that was to pay for it is carried
    back to the competition for subsidies.
    Writes ``sectors.deployments`` (which fade), the published needs, the winners, and slots offered and filled.
    """
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, SCENARIO_OPENING, parameters)
    weight_of_all = 0.0
    for s in range(N_SECTORS):
        sectors[s].deployments *= 1.0 - p.deployment_fading
        weight_of_all += sector_weight(s, p)
    account = instruments[SCENARIO_OPENING]
    budget, slots = np.zeros(N_SECTORS), np.zeros(N_SECTORS)
    total = 0.0
    for s in range(N_SECTORS):
        yearly = sector_orders(policy, row, s, regions) * sector_weight(s, p) / weight_of_all
        budget[s] = yearly * 1000.0 * now.scale / 4.0 + account.transferred * (sector_weight(s, p) / weight_of_all)
        total += budget[s]
    if total <= 0.0:
        publish_needs(sectors, slots, 0.0, p)
        return
    account.budget = total
    seed, quarter = now.seed, now.quarter
    joint = joint_bidding(policy, quarter)
    closed = closed_to_outsiders(policy, quarter)
    offers = list_bids(technologies, now.n_technologies)
    low, high = enter_bids(technologies, offers, firms, regions, closed, policy, row, joint, p, seed)

    asked = np.zeros((N_SECTORS, BINS))
    cost, counted = laboratory_cost(technologies, now.n_technologies)
    for k in offers:
        technology = technologies[k]
        if technology.score > NOT_IN_RACE:
            amount = p.order_multiple * technology.cost_scale * technology.weight
            asked[technology.sector, bin_of(technology.score, low, high)] += amount
    last, left, before = np.zeros(N_SECTORS, np.int64), np.zeros(N_SECTORS), np.zeros(N_SECTORS)
    luck, spent = np.zeros(N_SECTORS), np.zeros(N_SECTORS)
    for s in range(N_SECTORS):
        luck[s] = uniform(seed, TENDER, quarter, s, _LUCK)
        known = s if counted[s] > 0.0 else N_SECTORS
        if counted[known] > 0.0:
            slots[s] = tender_slots(budget[s], p.order_multiple * cost[known] / counted[known])
            tally[SLOTS_OFFERED] += slots[s]
        last[s] = last_bin_served(asked, s, budget[s])
        left[s] = left_for_last(asked, s, last[s], budget[s])
    publish_needs(sectors, slots, joint, p)

    for k in offers:
        technology = technologies[k]
        if technology.score > NOT_IN_RACE:
            s = technology.sector
            order = p.order_multiple * technology.cost_scale
            amount = order * technology.weight
            place = bin_of(technology.score, low, high)
            served = is_served(place, last[s], before[s], amount, left[s], luck[s])
            if place == last[s]:
                before[s] += amount
            if served and amount > 0.0 and may_run(technology, sectors[s], p, seed):
                firm = firms[technology.sponsor]
                if firm.orders_received == 0.0:
                    account.users += min(technology.weight, firm.weight)
                deliver(technology, firm, sectors[s], order, p.delivery_cost)
                occupy_place(technology, sectors[s], p, seed)
                jointly = bids_jointly(technology, joint, p, seed)
                firm.order_cost += extra_delivery_cost(order, jointly, p) * technology.weight / firm.weight
                account.cash += amount
                spent[s] += amount
                tally[SLOTS_FILLED] += technology.weight
                tally[JOINT_WINS] += technology.weight if jointly else 0.0
                pay(flows, banks, SCENARIO_ORDERS, governments[0], firm, amount)
    tally[ORDERS_UNSPENT] = 0.001 * (total - account.cash)
    for s in range(N_SECTORS):
        moved = account.transferred * (sector_weight(s, p) / weight_of_all)
        account.handed_back += handed_back(moved, budget[s] - spent[s])
    instruments[DIRECT_SUBSIDY].carried += account.handed_back
