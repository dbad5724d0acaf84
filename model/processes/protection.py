"""Intellectual property: how much imitation the law prevents, what a lead is worth, and who pays damages to whom."""

import math

import numpy as np

from ..accounts import INFRINGEMENT_DAMAGES, pay
from ..chance import INFRINGEMENT, uniform
from ..classifications import N_SECTORS
from ..indicators import COLUMN
from ..kernel import gathering_rule, process, rule
from ..levers import LEVERS
from .administration import DATA_ZONES, row_in_force
from .data_zones import leak, mean_share, shared_data

DAMAGES = COLUMN["infringement_damages"]
STATUS_QUO = LEVERS["ip_protection.strength"].baseline
_HOLDER, _CASE = 0, 1


@rule
def strength_of_protection(policy, quarter):
    """Share of imitation that intellectual property prevents."""
    return policy[quarter, 0].ip_protection_strength


@rule
def damages_multiple(policy, quarter):
    """Damages a court awards, in multiples of what the copy brought."""
    return policy[quarter, 0].ip_protection_damages


@rule
def deterred(multiple, p):
    """Share of the copying left by the law that no longer pays once damages are expected."""
    return min(1.0, p.case_chance * multiple)


@rule
def imitation_prevented(policy, quarter, p):
    """Share of imitation that law and damages prevent together."""
    strength = strength_of_protection(policy, quarter)
    return strength + (1.0 - strength) * deterred(damages_multiple(policy, quarter), p)


@rule
def worth_of_lead(prevented, leaking, p):
    """What a lead is worth relative to the status quo: it earns until it is discounted, overtaken or imitated.

    ``leaking`` is how much faster rivals imitate what they see in shared data.
    """
    others = 0.25 * p.discount_rate + p.obsolescence
    imitated = p.imitation_expected * ((1.0 - prevented) / (1.0 - STATUS_QUO)) * leaking
    return (others + p.imitation_expected) / (others + imitated)


@process
def lead_is_valued(clock, policy, parameters):
    """Write what a lead is worth above the status quo, for all who value a technology this quarter."""
    now = clock[0]
    p = parameters[0]
    shared = mean_share(shared_data(policy, row_in_force(policy, now.quarter, DATA_ZONES, parameters)))
    now.lead_premium = worth_of_lead(imitation_prevented(policy, now.quarter, p), leak(shared, p), p) - 1.0


@rule
def may_be_sued(firm, quarter, p, seed):
    """Whether a firm would be sued if it copied as much as anybody can; true of few."""
    return uniform(seed, INFRINGEMENT, quarter, firm.id, _CASE) < p.case_chance


@rule
def is_sued(firm, sector, quarter, p, seed):
    """A firm that copies from best practice is sued by chance, the more often the more it has to copy."""
    if sector.frontier_quality <= 0.0:
        return False
    gap = max(0.0, 1.0 - firm.quality / sector.frontier_quality)
    return uniform(seed, INFRINGEMENT, quarter, firm.id, _CASE) < p.case_chance * gap * firm.absorptive


@rule
def damages_due(firm, multiple, p):
    """Damages of one real firm (m yuan): the gain of half a year's copying, times the multiple, as far as cash goes."""
    gain = p.imitation_speed * firm.absorptive * max(0.0, firm.revenue_trend)
    return min(multiple * gain, p.licence_cash_share * max(0.0, firm.cash))


@gathering_rule
def drawn_for_court(firms, n_rows, quarter, p, seed):
    """One holder of patents in use for each sector, and the rows of the firms that may be sued.

    Holders are drawn in proportion to their patents (Efraimidis and Spirakis 2006).
    """
    holder = np.full(N_SECTORS, -1, np.int64)
    first = np.full(N_SECTORS, np.inf)
    suspects, n = np.empty(n_rows, np.int64), 0
    for i in range(n_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        if may_be_sued(firm, quarter, p, seed):
            suspects[n] = i
            n += 1
        held = firm.patents_used * firm.weight
        if held > 0.0:
            draw = uniform(seed, INFRINGEMENT, quarter, firm.id, _HOLDER)
            if 1.0 - draw > first[firm.sector] * held:
                continue  # -log(draw) is larger still
            arrival = -math.log(draw) / held
            if arrival < first[firm.sector]:
                holder[firm.sector] = i
                first[firm.sector] = arrival
    return holder, suspects[:n]


@process
def infringers_pay(clock, policy, parameters, firms, sectors, banks, flows, tally):
    """Courts award damages for copies to holders of patents; both sides pay their lawyers.

    Writes damages and, as overhead, the cost of the cases.
    """
    now = clock[0]
    p = parameters[0]
    seed, quarter = now.seed, now.quarter
    multiple = damages_multiple(policy, quarter)
    if multiple <= 0.0:
        return
    holder, suspects = drawn_for_court(firms, now.n_firm_rows, quarter, p, seed)
    for i in suspects:
        firm = firms[i]
        if holder[firm.sector] < 0 or holder[firm.sector] == i:
            continue
        if not is_sued(firm, sectors[firm.sector], quarter, p, seed):
            continue
        damages = damages_due(firm, multiple, p)
        winner = firms[holder[firm.sector]]
        amount = damages * firm.weight
        firm.damages_paid += damages
        firm.order_cost += p.litigation_cost * damages
        winner.damages_received += amount / winner.weight
        winner.order_cost += p.litigation_cost * amount / winner.weight
        tally[DAMAGES] += 0.001 * amount
        pay(flows, banks, INFRINGEMENT_DAMAGES, firm, winner, amount)
