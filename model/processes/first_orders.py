"""Large firms as first customers: state-owned leaders that open their procurement, leaders that develop with suppliers.

A first order is bought as capital goods in place of ordinary ones, so a buyer goes without the capacity it would have
bought, and trying it disrupts its business. State-owned leaders pay with the order, partners on acceptance
(`partner_orders`). A leader's budget for trials is one: bound to its partners it passes over better offers from
outside. The leaders of a sector share its orders by their budgets, so that a sampled technology that stands for many
real ones finds the same demand as in the full population.
"""

from __future__ import annotations

import math

import numpy as np

from ..chance import TRIAL_ORDER, normal, uniform
from ..classifications import N_REGIONS, N_SECTORS
from ..indicators import COLUMN
from ..kernel import fetch_early, gathering_rule, process, rule
from ..populations.fields import offset_of
from ..populations.firms import FIRM
from .competition import BINS, NOT_IN_RACE, bin_of, is_served, last_bin_served, left_for_last
from .local_protection import closed_to_outsiders, let_in
from .partner_orders import are_bound, buys_in_place_of_others, owe_for, partners, partners_pay
from .tenders import list_bids
from .valuation import annuity, expected_gain

OF_STATE_FIRMS, OF_PARTNERS = 0, 1
FIRST_COUNT = COLUMN["trial_orders_state"]
_NOISE, _LUCK = 0, 4  # what a draw is for; kinds of orders use the numbers up to the next
_LEAST_PAID = 0.5
_ORDERS_PAID = offset_of(FIRM, "trial_orders_paid")


@rule
def openness_in_force(policy, t):
    """Share of state-owned leaders' first orders and lines open to other firms."""
    return policy[t, 0].state_firms_openness


@rule
def horizon_in_force(policy, t):
    """Years over which the manager of a state-owned leader is judged."""
    return policy[t, 0].state_firms_horizon


@rule
def least_gain_worth_a_trial(horizon, discount, parameters):
    """Smallest gain for which what a yuan of first order saves within the horizon (years) exceeds the disruption.

    The trial is worth it if ``q (gain u (1 - exp(-4 r H)) / r + d) > disruption``: with chance q it is passed, r is the
    rate at which a gain fades and is discounted, d the discount that the buyer is given.
    """
    rate = 1.0 / annuity(parameters)
    saved = parameters.trial_use * (1.0 - math.exp(-4.0 * rate * horizon)) / rate
    return (parameters.trial_disruption / parameters.pass_first_use - discount) / saved


@rule
def may_sell(firm, kind):
    """State firms open to others; partners develop with firms that aren't leaders."""
    return firm.state_owned == 0 if kind == OF_STATE_FIRMS else firm.leader == 0


@gathering_rule
def budgets_of_buyers(firms, n_leaders, kind, openness, committed, policy, t, seed, parameters):
    """Quarterly budget of each leader for first orders of a kind (aggregate m yuan), and its sums by place.

    ``committed``: what each has ordered this quarter already.
    """
    budget = np.zeros(n_leaders)
    of_place = np.zeros((N_SECTORS, N_REGIONS))
    for i in range(n_leaders):
        firm = firms[i]
        if firm.active == 0 or firm.leader == 0 or firm.exiting == 1:
            continue
        part = openness * firm.state_owned if kind == OF_STATE_FIRMS else 1.0 * partners(policy, t, firm, seed)
        whole = parameters.trial_budget * firm.revenue_trend * firm.weight
        budget[i] = max(0.0, min(part * whole, whole - committed[i]))
        of_place[firm.sector, firm.region] += budget[i]
    return budget, of_place


@gathering_rule
def queue_buyers(firms, budget):
    """Buyers of each sector, by row: the first one, and the one that follows each; -1 ends the queue."""
    first, following = np.full(N_SECTORS, -1, np.int64), np.full(len(budget), -1, np.int64)
    for i in range(len(budget) - 1, -1, -1):
        if budget[i] > 0.0:
            following[i] = first[firms[i].sector]
            first[firms[i].sector] = i
    return first, following


@rule
def score_offers(technologies, offers, firms, kind, horizon, discount, closed, of_place, total, seed, parameters):
    """Score every admitted offer that is worth a trial into ``technologies.score``; returns the range of scores.

    ``total``: budgets of a sector's buyers, by place in ``of_place`` (aggregate m yuan). ``discount``: what they ask.
    """
    low, high = 1.0e9, NOT_IN_RACE
    least_gain = least_gain_worth_a_trial(horizon, discount, parameters)
    for k in offers:
        technology = technologies[k]
        technology.score = NOT_IN_RACE
        s = technology.sector
        if technology.customer == 1 or total[s] <= 0.0:
            continue
        gain = expected_gain(technology.signal, technology.precision, technology.fit, parameters.potential_cap)
        if gain <= least_gain or not may_sell(firms[technology.sponsor], kind):
            continue
        at_home = of_place[s, firms[technology.sponsor].region] / total[s]
        if let_in(closed, at_home, seed, technology.key, kind):
            noise = parameters.tender_noise * normal(seed, TRIAL_ORDER, kind, technology.key, _NOISE)
            technology.score = math.log(gain) + noise
            low = min(low, technology.score)
            high = max(high, technology.score)
    return low, high


@rule
def can_be_paid(firms, budget, total, first, following, amount):
    """Part of an order (aggregate m yuan) that the buyers from ``first`` on have the cash for."""
    paid = 0.0
    i = first
    while i >= 0:
        fetch_early(firms, i, _ORDERS_PAID)
        part = amount * budget[i] / total
        if firms[i].cash * firms[i].weight > part:
            paid += part
        i = following[i]
    return paid


@rule
def buyers_try(firms, seller, budget, total, first, following, amount, with_order, committed, disruption, banks, flows):
    """Each buyer from ``first`` on that has the cash takes its part and bears the disruption.

    What is paid ``with_order`` replaces ordinary capital goods. Returns what was ordered (aggregate m yuan).
    """
    ordered = 0.0
    i = first
    while i >= 0:
        buyer = firms[i]
        part = amount * budget[i] / total
        if buyer.cash * buyer.weight > part:
            buyer.order_cost += disruption * part / buyer.weight
            committed[i] += part
            ordered += part
            if with_order:
                buys_in_place_of_others(buyer, seller, part, banks, flows)
        i = following[i]
    return ordered


@rule
def goes_into_use(technology, seller, sector, ordered, with_order, delivery_cost):
    """Book a first order won (``ordered``: aggregate m yuan) on the technology, its sponsor and its field.

    What is paid ``with_order`` finances the trial; otherwise the sponsor finds that money itself.
    """
    technology.customer = 1
    technology.verified = 1
    technology.order_value = ordered / technology.weight
    if with_order:
        technology.loan_request = max(0.0, technology.loan_request - technology.order_value)
    else:
        owe_for(technology)
    seller.order_cost += delivery_cost * ordered / seller.weight
    seller.verified += technology.weight / seller.weight
    sector.deployments += technology.weight


@gathering_rule
def place_orders(
    kind, horizon, closed, offers, budget, of_place, committed, now, firms, technologies, sectors, banks, flows, tally,
    rules,
):
    """The best ``offers`` of each sector win the budgets of its buyers. Adds orders to what each has ``committed``."""
    total = np.zeros(N_SECTORS)
    for s in range(N_SECTORS):
        for region in range(N_REGIONS):
            total[s] += of_place[s, region]
    discount = rules.trial_exclusive if kind == OF_PARTNERS else 0.0
    low, high = score_offers(
        technologies, offers, firms, kind, horizon, discount, closed, of_place, total, now.seed, rules
    )
    if high == NOT_IN_RACE:
        return
    price = (1.0 - discount) * rules.order_multiple
    with_order = kind == OF_STATE_FIRMS
    asked = np.zeros((N_SECTORS, BINS))
    for k in offers:
        technology = technologies[k]
        if technology.score > NOT_IN_RACE:
            amount = price * technology.cost_scale * technology.weight
            asked[technology.sector, bin_of(technology.score, low, high)] += amount
    last, left = np.zeros(N_SECTORS, np.int64), np.zeros(N_SECTORS)
    before, luck = np.zeros(N_SECTORS), np.zeros(N_SECTORS)
    for s in range(N_SECTORS):
        luck[s] = uniform(now.seed, TRIAL_ORDER, now.quarter, s, _LUCK + kind)
        last[s] = last_bin_served(asked, s, total[s])
        left[s] = left_for_last(asked, s, last[s], total[s])
    first, following = queue_buyers(firms, budget)
    for k in offers:
        technology = technologies[k]
        if technology.score == NOT_IN_RACE:
            continue
        s = technology.sector
        amount = price * technology.cost_scale * technology.weight
        place = bin_of(technology.score, low, high)
        served = is_served(place, last[s], before[s], amount, left[s], luck[s])
        if place == last[s]:
            before[s] += amount
        if served and can_be_paid(firms, budget, total[s], first[s], following, amount) > _LEAST_PAID * amount:
            seller = firms[technology.sponsor]
            ordered = buyers_try(
                firms, seller, budget, total[s], first[s], following, amount, with_order, committed,
                rules.trial_disruption, banks, flows,
            )
            goes_into_use(technology, seller, sectors[s], ordered, with_order, rules.delivery_cost)
            tally[FIRST_COUNT + kind] += technology.weight


@process
def large_firms_order(clock, policy, parameters, firms, technologies, consortia, sectors, banks, flows, tally):
    """Leaders with partners pay for what they have accepted and order from partners, then open state firms order.

    Leaders stand in the first rows, as many as there is room for consortia. Writes ``sectors.trials_bound``.
    """
    now = clock[0]
    rules = parameters[0]
    t = now.quarter
    n_leaders = min(len(consortia), now.n_firm_rows)
    openness = openness_in_force(policy, t)
    closed = closed_to_outsiders(policy, t)
    committed = np.zeros(n_leaders)
    offers = np.zeros(0, np.int64)
    for kind in (OF_PARTNERS, OF_STATE_FIRMS):
        if kind == OF_STATE_FIRMS and openness <= 0.0:
            continue
        budget, of_place = budgets_of_buyers(
            firms, n_leaders, kind, openness, committed, policy, t, now.seed, rules
        )
        if of_place.max() > 0.0:
            if kind == OF_PARTNERS:
                first, following = queue_buyers(firms, budget)
                partners_pay(now, firms, technologies, budget, of_place, first, following, banks, flows, rules)
            horizon = horizon_in_force(policy, t) if kind == OF_STATE_FIRMS else rules.partner_horizon
            if len(offers) == 0:
                offers = list_bids(technologies, now.n_technologies)
            place_orders(
                kind, horizon, closed, offers, budget, of_place, committed, now, firms, technologies, sectors, banks,
                flows, tally, rules,
            )
        if kind == OF_PARTNERS:
            are_bound(sectors, firms, committed, rules)
