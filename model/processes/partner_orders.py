"""What binds a large firm and its small partners: payment on acceptance, arrears, and trials closed to others.

A partner pays for a first order once the trial is passed, so the supplier finances the trial and bears its failure, and
then when paying leaves the buyer the liquidity it wants: suppliers without other buyers wait. While a buyer tries what
its partners deliver it tries nothing else.
"""

from __future__ import annotations

from ..accounts import TRIAL_ORDERS, pay
from ..chance import PARTNERSHIP, uniform
from ..classifications import INDUSTRIALISATION, N_REGIONS, N_SECTORS
from ..kernel import rule
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
def pays_now(buyer, own, parameters):
    """Whether a buyer pays its part of what is due (m yuan): only out of more than the liquidity it wants."""
    return buyer.cash - own > parameters.cash_buffer * buyer.revenue_trend


@rule
def collects(seller, firms, budget, total, first, following, banks, flows, parameters):
    """Buyers from ``first`` on pay their parts of a supplier's claim; what the others owe it asks for next quarter."""
    due = seller.partner_claims * seller.weight
    left = due
    i = first
    while i >= 0:
        part = due * budget[i] / total
        if pays_now(firms[i], part / firms[i].weight, parameters):
            buys_in_place_of_others(firms[i], seller, part, banks, flows)
            left -= part
        i = following[i]
    seller.partner_claims = max(0.0, left) / seller.weight


@rule
def partners_pay(now, firms, technologies, budget, of_place, first, following, banks, flows, parameters):
    """Partners of each sector share what it owes its suppliers by their budgets (aggregate m yuan; sums ``of_place``).

    The claim of a supplier that leaves lapses, as trade credit does.
    """
    for k in range(now.n_technologies):
        if technologies[k].order_due > 0.0:
            accept(technologies[k], firms[technologies[k].sponsor])
    for i in range(now.n_firm_rows):
        seller = firms[i]
        if seller.active == 0 or seller.partner_claims <= 0.0:
            continue
        total = 0.0
        for region in range(N_REGIONS):
            total += of_place[seller.sector, region]
        if total > 0.0:
            collects(seller, firms, budget, total, first[seller.sector], following, banks, flows, parameters)


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
