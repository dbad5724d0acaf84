"""What binds a large firm and its small partners: payment on acceptance, arrears, and trials closed to others.

A partner pays for a first order once the trial is passed, so the supplier finances the trial and bears its failure, and
then when paying leaves the buyer the liquidity it wants: suppliers without other buyers wait. While a buyer tries what
its partners deliver it tries nothing else.
"""

from __future__ import annotations

import numpy as np

from ..accounts import TRIAL_ORDERS, pay
from ..chance import PARTNERSHIP, uniform
from ..classifications import INDUSTRIALISATION, N_SECTORS
from ..kernel import gathering_rule, rule
from ..populations.technologies import OPEN


@rule
def partners(policy, t, firm, seed):
    """Whether a leader publishes its needs and develops with suppliers (a trait for life, by coverage)."""
    return uniform(seed, PARTNERSHIP, 0, firm.id, 0) < policy[t, firm.cell].sme_partnership_coverage


@rule
def buys_in_place_of_others(buyer, seller, amount, banks, flows):
    """A buyer pays ``amount`` (aggregate m yuan) for a first order in place of ordinary capital goods."""
    own = amount / buyer.weight
    buyer.trial_orders_paid += own
    buyer.capital += own
    buyer.investment_planned = max(0.0, buyer.investment_planned - own)
    seller.trial_orders_received += amount / seller.weight
    pay(flows, banks, TRIAL_ORDERS, buyer, seller, amount)


@rule
def owe_for(technology):
    """The first order is owed until the trial is passed; if it fails nothing is due."""
    technology.order_due = technology.order_value


@rule
def accept(technology, seller):
    """A technology that has passed its trial leaves its supplier with a claim on the partners."""
    if technology.order_due > 0.0 and technology.stage == INDUSTRIALISATION and technology.state == OPEN:
        seller.partner_claims += technology.order_due * technology.weight / seller.weight
        technology.order_due = 0.0


@rule
def can_pay(buyer, due, parameters):
    """Part of ``due`` (aggregate m yuan) that a buyer pays now: only out of more than the liquidity it wants."""
    spare = buyer.cash - parameters.cash_buffer * buyer.revenue_trend
    return min(due, max(0.0, spare) * buyer.weight)


@gathering_rule
def suppliers_owed(firms, n_firm_rows):
    """Rows of the firms with claims on partners, and the claims in each sector (aggregate m yuan)."""
    rows, n, due = np.empty(n_firm_rows, np.int64), 0, np.zeros(N_SECTORS)
    for i in range(n_firm_rows):
        firm = firms[i]
        if firm.active == 1 and firm.partner_claims > 0.0:
            rows[n] = i
            n += 1
            due[firm.sector] += firm.partner_claims * firm.weight
    return rows[:n], due


@rule
def collects(seller, amount, firms, ready, payer, following, banks, flows):
    """A supplier is paid ``amount`` (aggregate m yuan) by the first buyers in the queue with money ``ready``.

    Returns the buyer that is next to pay, -1 when none is left.
    """
    left = amount
    while payer >= 0 and left > 0.0:
        part = min(left, ready[payer])
        if part > 0.0:
            buys_in_place_of_others(firms[payer], seller, part, banks, flows)
            ready[payer] -= part
            left -= part
        if left > 0.0:
            payer = following[payer]
    seller.partner_claims = max(0.0, seller.partner_claims - (amount - left) / seller.weight)
    return payer


@gathering_rule
def partners_pay(now, firms, technologies, budget, of_place, first, following, banks, flows, parameters):
    """Partners of each sector share what it owes its suppliers by their budgets (aggregate m yuan; sums ``of_place``).

    What they can pay goes to all suppliers in proportion to their claims; the rest is asked for next quarter. The claim
    of a supplier that leaves lapses, as trade credit does.
    """
    for k in range(now.n_technologies):
        if technologies[k].order_due > 0.0:
            accept(technologies[k], firms[technologies[k].sponsor])
    suppliers, due = suppliers_owed(firms, now.n_firm_rows)
    ready, paid_share = np.zeros(len(budget)), np.zeros(N_SECTORS)
    payer = first.copy()
    for s in range(N_SECTORS):
        total = of_place[s].sum()
        i = first[s] if due[s] > 0.0 else -1
        while i >= 0:
            ready[i] = can_pay(firms[i], due[s] * budget[i] / total, parameters)
            paid_share[s] += ready[i] / due[s]
            i = following[i]
    for i in suppliers:
        seller = firms[i]
        amount = paid_share[seller.sector] * seller.partner_claims * seller.weight
        payer[seller.sector] = collects(
            seller, amount, firms, ready, payer[seller.sector], following, banks, flows
        )


@rule
def are_bound(sectors, firms, committed, parameters):
    """Write the share of each sector's readiness to try new products that this quarter's orders to partners take up.

    Buyers of a sector are ready to try for the same share of revenue as its leaders.
    """
    for s in range(N_SECTORS):
        sectors[s].trials_bound = 0.0
    for i in range(len(committed)):
        if committed[i] > 0.0:
            sector = sectors[firms[i].sector]
            ready = parameters.trial_budget * sector.revenue_sum
            sector.trials_bound = min(1.0, sector.trials_bound + committed[i] / max(ready, 1e-9))
