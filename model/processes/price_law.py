"""The law against selling below cost: what an undercutter risks, and what inspectors find."""

import math

import numpy as np

from ..accounts import PRICE_FINES, PRICE_INSPECTIONS, pay_own
from ..chance import INSPECTION, uniform
from ..classifications import N_SECTORS
from ..kernel import fetch_early, gathering_rule, process, rule
from ..populations.fields import offset_of
from ..populations.firms import FIRM
from .administration import ORDERLY_COMPETITION, row_in_force
from .cells import cell_of_sector
from .government import pay_shared

_INSPECTED, _SEEN = 0, 1  # what a draw is for
_PRICE, _CASH, _REVENUE = offset_of(FIRM, "price"), offset_of(FIRM, "cash"), offset_of(FIRM, "revenue")
_AHEAD = 4  # firms
_SURE = 1.0 + 1e-12  # more than rounding of a comparison can amount to


@rule
def strictness(policy, row, sector):
    """Chance in a quarter that the price of a seller of the sector is compared with its cost."""
    return policy[row, cell_of_sector(sector)].orderly_competition_strictness


@rule
def cost_standard(policy, row, sector):
    """Share of overhead and wear that counts as cost in the sector."""
    return policy[row, cell_of_sector(sector)].orderly_competition_cost_standard


@gathering_rule
def law_by_sector(policy, row, wage, p):
    """Strictness, and overhead and wear counted (yuan a unit), by sector."""
    inspected, fixed = np.empty(N_SECTORS), np.empty(N_SECTORS)
    for s in range(N_SECTORS):
        inspected[s] = strictness(policy, row, s)
        fixed[s] = fixed_cost_counted(cost_standard(policy, row, s), wage, p)
    return inspected, fixed


@rule
def fixed_cost_counted(counted, wage, p):
    """Overhead and wear of a unit at the load a plant is planned for (yuan), as far as they count."""
    return counted * (p.overhead_rate + p.wear * p.capital_per_capacity) * wage / p.planned_load


@rule
def seen_below_cost(price, legal_cost, error):
    """Chance that an inspector takes the price to be below cost, which he measures with a logistic error."""
    return 1.0 / (1.0 + math.exp(min(50.0, (price / legal_cost - 1.0) / error)))


@rule
def is_seen(draw, price, legal_cost, error):
    """Whether an inspector takes the price to be below cost; ``draw`` is uniform."""
    unit = legal_cost * error
    gap = price - legal_cost
    if gap > 0.0 and draw * (2.0 * unit * unit + gap * (unit + 0.5 * gap)) > _SURE * unit * unit:
        return False  # exp(x) > 1 + x + x^2 / 2 at x = gap / unit: prices well above cost take no exponential
    return draw < seen_below_cost(price, legal_cost, error)


@rule
def fine_expected(price, legal_cost, sold, inspected, fine, error):
    """Fine a seller has to expect at a price (m yuan): ``fine`` is a share of the revenue of the quarter."""
    if inspected <= 0.0:
        return 0.0
    return inspected * fine * seen_below_cost(price, legal_cost, error) * sold * price


@process
def prices_are_inspected(
    clock, policy, parameters, environment, firms, governments, households, banks, instruments, flows
):
    """Inspect, fine those found below cost as far as they have cash, pay the inspectors. Writes ``price_fines``."""
    now = clock[0]
    p = parameters[0]
    row = row_in_force(policy, now.quarter, ORDERLY_COMPETITION, parameters)
    seed, quarter = now.seed, now.quarter
    today = environment[quarter]
    inspected, fixed = law_by_sector(policy, row, today.wage / today.labour_efficiency, p)
    if inspected.max() <= 0.0:
        return
    cost, raised, users = 0.0, 0.0, 0.0
    for i in range(now.n_firm_rows):
        fetch_early(firms, i + _AHEAD, _PRICE)
        fetch_early(firms, i + _AHEAD, _CASH)
        fetch_early(firms, i + _AHEAD, _REVENUE)
        firm = firms[i]
        if firm.active == 0 or uniform(seed, INSPECTION, quarter, firm.id, _INSPECTED) >= inspected[firm.sector]:
            continue
        cost += p.inspection_cost * firm.weight
        draw = uniform(seed, INSPECTION, quarter, firm.id, _SEEN)
        if is_seen(draw, firm.price, firm.unit_cost + fixed[firm.sector], p.inspection_error):
            fine = min(p.price_fine * firm.revenue, max(0.0, firm.cash))
            firm.price_fines = fine
            raised += fine * firm.weight
            users += firm.weight
            pay_own(flows, banks, PRICE_FINES, firm, governments[0], fine)
    account = instruments[ORDERLY_COMPETITION]
    account.raised += raised
    account.users += users
    account.cash += cost
    governments[0].inspections += cost
    pay_shared(flows, banks, PRICE_INSPECTIONS, governments[0], households, cost)
