"""Adoption of artificial intelligence: expected return, complements and peers (Bass 1969 with a reason).

What adoption does follows from the adopter's complements; the return of adopters is read from their books.
"""

import math

import numpy as np

from ..accounts import AI_SERVICES, pay
from ..chance import ADOPTION, uniform
from ..classifications import N_SECTORS
from ..kernel import process, rule


@rule
def cost_cut(absorptive, gain):
    """Share of unit cost saved by an adopter; without complements nothing is saved."""
    return gain * absorptive


@rule
def running_cost(revenue, fixed, variable):
    """Quarterly cost of AI in use: a fixed part and a part that grows with the business (m yuan)."""
    return fixed + variable * max(0.0, revenue)


@rule
def expected_return(saved_share, revenue, cost):
    """Yearly return on a yuan spent on AI, from the cost it saves."""
    return saved_share * max(0.0, revenue) / cost - 1.0 if cost > 0.0 else -1.0


@rule
def willingness(expected, hurdle, spread):
    """Chance that a firm which looks at AI finds it worth while: rises with the expected return."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, (expected - hurdle) / spread))))


@rule
def adoption_hazard(innovation, peers_pull, peers, willing):
    """Chance of adopting in a quarter: own initiative and the example of peers, if it pays."""
    return (innovation + peers_pull * peers) / 4.0 * willing


@process
def firms_adopt_ai(clock, parameters, firms, sectors, banks, households, flows):
    """Firms look at AI, adopt and pay for it.

    Writes ``firms.ai``, ``ai_paid``, ``process_gain`` (once, applied in adoption) and ``sectors.ai_share``.
    """
    now = clock[0]
    p = parameters[0]
    adopters, all_firms = np.zeros(N_SECTORS), np.zeros(N_SECTORS)
    seed, quarter = now.seed, now.quarter
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        s = firm.sector
        all_firms[s] += firm.weight
        if firm.ai == 0:
            draw = uniform(seed, ADOPTION, quarter, firm.id, 0)
            if draw < adoption_hazard(p.ai_innovation, p.ai_peers, sectors[s].ai_share, 1.0):
                saved = cost_cut(firm.absorptive, p.ai_gain)
                cost = running_cost(firm.revenue_trend, p.ai_fixed_cost, p.ai_variable_cost)
                willing = willingness(expected_return(saved, firm.revenue_trend, cost), p.ai_hurdle, p.ai_spread)
                if draw < adoption_hazard(p.ai_innovation, p.ai_peers, sectors[s].ai_share, willing):
                    firm.ai = 1
                    firm.process_gain += saved
        if firm.ai == 1:
            adopters[s] += firm.weight
            cost = running_cost(firm.revenue_trend, p.ai_fixed_cost, p.ai_variable_cost)
            cost = min(cost, max(0.0, firm.cash))
            firm.ai_paid += cost
            pay(flows, banks, AI_SERVICES, firm, households[firm.bank], cost * firm.weight)
    for s in range(N_SECTORS):
        sectors[s].ai_share = adopters[s] / all_firms[s] if all_firms[s] > 0.0 else 0.0
