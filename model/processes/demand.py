"""Demand arrives by sector: a finite budget of final buyers, other firms' inputs, and capital goods."""

from __future__ import annotations

import math

from ..classifications import N_SECTORS
from ..kernel import process, rule
from .retaliation import exports_shut_out
from .shocks import demand_level, price_level

MACHINERY = 3


@rule
def budget_weight(base_share, attraction, pull):
    """Weight of a sector in final buyers' budget: a better product draws spending from other sectors.

    base_share ``attraction^pull``; weights are normalised over sectors, so new products create no spending.
    """
    return base_share * math.pow(attraction, pull)


@process
def demand_arrives(clock, policy, environment, sectors, base_demand, links, parameters):
    """Set the spending that reaches each sector this quarter (aggregate million yuan).

    Spending = share of the final budget, public purchases, and the inputs and capital goods that firms bought a quarter
    ago, sent upstream by the input-output links (rows of ``links`` are buyers, columns suppliers; the rest goes outside
    the model), less the part of exports that is shut out abroad.
    Writes ``final_spending``, ``intermediate_spending``, ``spending`` and ``input_price``.
    """
    now = clock[0]
    rules = parameters[0]
    today = environment[now.quarter]
    total_weight = 0.0
    for s in range(N_SECTORS):
        total_weight += budget_weight(
            base_demand[now.quarter, s], sectors[s].attraction, rules.attraction_pull
        )
    for s in range(N_SECTORS):
        sector = sectors[s]
        weight = budget_weight(base_demand[now.quarter, s], sector.attraction, rules.attraction_pull)
        final = today.final_spending * now.scale * weight / total_weight
        sector.final_spending = final * demand_level(policy, now.quarter, s) + sector.seed_orders
        sector.intermediate_spending = 0.0
    for buyer in range(N_SECTORS):
        bundle = 0.0
        linked = 0.0
        for s in range(N_SECTORS):
            share = links[buyer, s]
            sectors[s].intermediate_spending += share * sectors[buyer].inputs_bought
            bundle += share * sectors[s].price
            linked += share
        outside = (1.0 - linked) * today.raw_price * price_level(policy, now.quarter, buyer)
        sectors[buyer].input_price = (bundle + outside) * (1.0 + sectors[buyer].input_premium)
        sectors[MACHINERY].intermediate_spending += rules.machinery_share_of_capital * sectors[buyer].capital_bought
    for s in range(N_SECTORS):
        sector = sectors[s]
        all_buyers = sector.final_spending + sector.intermediate_spending
        shut_out = exports_shut_out(all_buyers, rules.export_share, sector.exports_lost)
        sector.final_spending -= shut_out
        sector.spending = all_buyers - shut_out
