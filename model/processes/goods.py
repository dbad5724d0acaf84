"""The goods market: what firms expect, what they charge, who buys, how full their plants run.

Mark-up norm after Dosi, Fagiolo and Roventini (2010); the choice between undercutting and holding after Bils (1989);
market shares follow a bounded replicator on relative competitiveness.
"""

from __future__ import annotations

import math

import numpy as np

from ..chance import DEMAND_SHOCK, uniform
from ..classifications import N_SECTORS
from ..kernel import process, rule, step_of_loop
from .energy import charge_on_input
from .price_law import fine_expected

N_BINS = 48


@rule
def unit_cost_of(productivity, material_use, wage, input_price, labour_share):
    """Labour and material cost of one unit: ``labour_share wage / productivity + material_use input_price``."""
    return labour_share * wage / productivity + material_use * input_price


@rule
def expects(expected_sales, orders, growth, learning):
    """Adaptive expectation that also extrapolates the growth the firm has seen."""
    return (expected_sales + learning * (orders - expected_sales)) * (1.0 + growth)


@rule
def undercutting_pays(
    price, unit_cost, expected_sales, capacity, closeness, step, substitution,
    inspected=0.0, counted=0.0, fine=0.0, error=1.0,
):
    """Whether a price cut of ``step`` brings more gross profit, less fines expected, than holding the price.

    The cut wins customers in proportion to how many rivals sell a look-alike (``closeness``), as far as idle capacity
    allows. Close substitutes and idle plants make it pay: that is involution. Where prices are ``inspected``, thin
    margins risk the ``fine`` for selling below cost (``counted``: its fixed part; inspectors err by ``error``).
    """
    sold = min(capacity, expected_sales)
    held = sold * (price - unit_cost)
    lower = price * (1.0 - step)
    won = min(capacity, expected_sales * (1.0 + substitution * closeness * step))
    cut = won * (lower - unit_cost)
    if cut + inspected * fine * step * sold * price <= held:
        return False  # even if the lower price saved all it can of a certain fine
    held -= fine_expected(price, unit_cost + counted, sold, inspected, fine, error)
    return cut - fine_expected(lower, unit_cost + counted, won, inspected, fine, error) > held


@rule
def next_markup(markup, norm, undercuts, load, step, drift, full_load):
    """Mark-up the firm aims at next: cut a step, raise it when the plant is full, else drift back to the norm."""
    if undercuts:
        return markup - step * (1.0 + markup)
    if load > full_load:
        return markup + step
    return markup + drift * (norm - markup)


@rule
def next_price(price, unit_cost, markup, pass_through):
    """Prices follow cost with a delay: a share ``pass_through`` of the gap to the target closes in a quarter."""
    return price + pass_through * ((1.0 + markup) * unit_cost - price)


@rule
def capacity_wanted(expected_sales, growth, months_ahead, planned_load):
    """Capacity for the sales the firm extrapolates over its planning horizon, with a margin for peaks."""
    ahead = expected_sales * (1.0 + growth * months_ahead)
    return ahead / planned_load


@rule
def tent_shock(seed, quarter, identity, width):
    """A Laplace shock to a firm's custom (growth rates of firms are tent-shaped)."""
    u = uniform(seed, DEMAND_SHOCK, quarter, identity, 0) - 0.5
    if u < 0.0:
        return width * math.log(1.0 + 2.0 * u)
    return -width * math.log(1.0 - 2.0 * u)


@rule
def next_term(days, undercuts, full, usual, rules):
    """Payment term granted next (days): rivals' terms are the norm, so one who fights for custom lengthens everybody's.

    A firm that undercuts also lends longer, one with a full plant goes back to calm terms, others follow the sector.
    """
    aim = usual
    if undercuts:
        aim = rules.credit_longest
    elif full:
        aim = rules.credit_norm
    return days + rules.credit_step * (aim - days)


@step_of_loop
def plans_price(firm, sector, wage, inspected, counted, rules):
    """A firm forms its expectation, its mark-up, its price and its payment term.

    ``inspected`` and ``counted``: chance of an inspection and fixed cost of a unit that the law counts (yuan).

    Writes ``unit_cost``, ``expected_sales``, ``growth_expected``, ``markup``, ``price``, ``credit_days``.
    """
    paid_for_input = sector.input_price + charge_on_input(sector, firm.energy_use)
    firm.unit_cost = unit_cost_of(
        firm.productivity, firm.material_use, wage, paid_for_input, rules.labour_cost_share
    )
    firm.growth_expected += rules.growth_learning * (sector.growth - firm.growth_expected)
    firm.expected_sales = expects(
        firm.expected_sales, firm.orders, rules.extrapolation * firm.growth_expected, rules.expectation_speed
    )
    load = firm.expected_sales / max(firm.capacity, 1e-12)
    undercuts = undercutting_pays(
        firm.price, firm.unit_cost, firm.expected_sales, firm.capacity, firm.closeness,
        rules.undercut_step, rules.perceived_substitution, inspected, counted, rules.price_fine,
        rules.inspection_error,
    )
    norm = firm.markup
    if not undercuts and load <= rules.full_load:  # only then does it look at the norm
        norm = rules.markup_norm + rules.markup_quality * math.log(firm.quality / sector.quality)
    firm.markup = next_markup(
        firm.markup, norm, undercuts, load, rules.undercut_step, rules.markup_drift, rules.full_load
    )
    firm.markup = max(firm.markup, rules.markup_floor)
    firm.price = next_price(firm.price, firm.unit_cost, firm.markup, rules.pass_through)
    firm.credit_days = next_term(firm.credit_days, undercuts, load > rules.full_load, sector.credit_days, rules)


@rule
def competitiveness_of(quality, for_a_yuan, omega):
    """Appeal of an offer, ``quality^omega / price``; ``for_a_yuan`` is one over the price."""
    if omega == 1.0:
        return quality * for_a_yuan
    return math.pow(quality, omega) * for_a_yuan


@rule
def next_share(share, relative_appeal, pull, shock):
    """Bounded replicator: a share grows with its appeal relative to the mean, never by more than half a quarter."""
    change = pull * (relative_appeal - 1.0) + shock
    return share * (1.0 + max(-0.5, min(0.5, change)))


@rule
def quality_bin(relative_quality, per_width):
    """Slot of the quality histogram in which a product stands; ``per_width`` is slots per unit of log quality."""
    slot = int(N_BINS / 2 + math.floor(math.log(relative_quality) * per_width))
    return max(0, min(N_BINS - 1, slot))


@process
def goods_market_clears(clock, firms, sectors, parameters):
    """Shares move towards better and cheaper offers; orders meet capacity; what one cannot deliver goes to rivals.

    Writes ``share``, ``orders``, ``output``, ``revenue``, ``closeness`` of firms and the sector means.
    """
    now = clock[0]
    rules = parameters[0]
    seed, quarter, n_rows = now.seed, now.quarter, now.n_firm_rows
    # offers are copied once: the rounds run over short arrays, records are fetched at the beginning and at the end
    row, sector_of, slot = np.empty(n_rows, np.int64), np.empty(n_rows, np.int64), np.empty(n_rows, np.int64)
    weight, share, offer, price = np.empty(n_rows), np.empty(n_rows), np.empty(n_rows), np.empty(n_rows)
    quality, room, ordered, made = np.empty(n_rows), np.empty(n_rows), np.empty(n_rows), np.empty(n_rows)
    cost, material, shock, for_a_yuan = np.empty(n_rows), np.empty(n_rows), np.empty(n_rows), np.empty(n_rows)
    appeal = np.zeros(N_SECTORS)
    n = 0
    for i in range(n_rows):
        firm = firms[i]
        if firm.active == 1:
            row[n], sector_of[n] = i, firm.sector
            weight[n], share[n], price[n], quality[n] = firm.weight, firm.share, firm.price, firm.quality
            for_a_yuan[n] = 1.0 / firm.price
            room[n] = firm.capacity * (1.0 - sectors[firm.sector].supply_lost)
            cost[n], material[n] = firm.unit_cost, firm.material_use
            offer[n] = competitiveness_of(firm.quality, for_a_yuan[n], rules.quality_weight)
            shock[n] = tent_shock(seed, quarter, firm.id, rules.custom_shock)
            appeal[firm.sector] += firm.share * firm.weight * offer[n]
            n += 1
    shares = np.zeros(N_SECTORS)
    against_mean = np.empty(N_SECTORS)  # divisions are slow: one a sector or a price, not one a use
    for s in range(N_SECTORS):
        against_mean[s] = 1.0 / max(appeal[s], 1e-300)
    for k in range(n):
        s = sector_of[k]
        share[k] = next_share(share[k], offer[k] * against_mean[s], rules.share_pull, shock[k])
        shares[s] += share[k] * weight[k]
    of_all = np.empty(N_SECTORS)
    for s in range(N_SECTORS):
        of_all[s] = 1.0 / max(shares[s], 1e-300)
    spare = np.zeros(N_SECTORS)
    unmet = np.zeros(N_SECTORS)
    means = np.zeros((N_SECTORS, 4))
    for k in range(n):
        s = sector_of[k]
        share[k] *= of_all[s]
        ordered[k] = sectors[s].spending * share[k] * for_a_yuan[k]
        made[k] = min(ordered[k], room[k])
        unmet[s] += (ordered[k] - made[k]) * price[k] * weight[k]
        spare[s] += (room[k] - made[k]) * price[k] * weight[k]
        mass = share[k] * weight[k]
        means[s, 0] += mass * for_a_yuan[k]
        means[s, 1] += mass * quality[k]
        means[s, 2] += mass * cost[k]
        means[s, 3] += mass * material[k]
    for s in range(N_SECTORS):
        against_mean[s] = 1.0 / max(means[s, 1], 1e-300)
    per_width = 1.0 / rules.lookalike_width
    mass_by_bin = np.zeros((N_SECTORS, N_BINS))
    output = np.zeros(N_SECTORS)
    capacity = np.zeros(N_SECTORS)
    orders = np.zeros(N_SECTORS)
    count = np.zeros(N_SECTORS)
    days = np.zeros(N_SECTORS)
    for k in range(n):
        s = sector_of[k]
        if unmet[s] > 0.0 and spare[s] > 0.0:
            made[k] += (room[k] - made[k]) * min(1.0, unmet[s] / spare[s])
        output[s] += made[k] * weight[k]
        capacity[s] += room[k] * weight[k]
        orders[s] += ordered[k] * weight[k]
        count[s] += weight[k]
        slot[k] = quality_bin(quality[k] * against_mean[s], per_width)
        mass_by_bin[s, slot[k]] += share[k] * weight[k]
    for k in range(n):
        firm = firms[row[k]]
        firm.share, firm.orders, firm.output = share[k], ordered[k], made[k]
        firm.revenue = made[k] * price[k]
        s, place = sector_of[k], slot[k]
        alike = mass_by_bin[s, place] - share[k]
        if place > 0:
            alike += 0.5 * mass_by_bin[s, place - 1]
        if place < N_BINS - 1:
            alike += 0.5 * mass_by_bin[s, place + 1]
        firm.closeness = max(0.0, min(1.0, alike))
        days[s] += share[k] * weight[k] * firm.credit_days
    for s in range(N_SECTORS):
        sector = sectors[s]
        previous = sector.output
        if count[s] > 0.0:
            sector.price = 1.0 / means[s, 0]
            sector.quality = means[s, 1]
            sector.unit_cost = means[s, 2]
            sector.credit_days = days[s]
            sector.material_use = means[s, 3] / rules.material_share
        sector.output = output[s]
        sector.capacity = capacity[s] / (1.0 - sector.supply_lost)
        sector.utilisation = output[s] / max(sector.capacity, 1e-12)
        sector.n_firms = count[s]
        if previous > 0.0:
            sector.growth += rules.growth_smoothing * (orders[s] / previous - 1.0 - sector.growth)
