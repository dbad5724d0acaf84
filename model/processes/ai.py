"""Adoption of artificial intelligence: expected return, complements and peers (Bass 1969 with a reason).

What adoption does follows from the adopter's complements; the return of adopters is read from their books.
"""

import math

import numpy as np

from ..accounts import AI_SERVICES, AI_SUPPORT, DATA_HANDLING, DIGITAL_SUPPORT, pay, pay_own
from ..chance import ADOPTION, uniform
from ..classifications import N_SECTORS
from ..kernel import fetch_early, process, rule
from ..populations.fields import offset_of
from ..populations.firms import FIRM
from .administration import AI_ACTION, DATA_ZONES, DIGITAL_UPGRADE, row_in_force
from .ai_support import compute_support, upgrade_support
from .data_zones import cost_with_shared_data, handling_cost, shared_data

_CASH, _ENROLLED, _SUPPORT = offset_of(FIRM, "cash"), offset_of(FIRM, "enrolled"), offset_of(FIRM, "ai_support")
_AHEAD = 4  # firms


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


@rule
def pays_for_ai(firm, list_price, handling, for_ai, for_package, banks, households, instruments, flows, supported):
    """One quarter of AI in use: government bears its share first, the firm the rest and its data rules, if it can.

    ``supported``: what government bears by bank of the firms, for AI and for packages (aggregate m yuan).
    """
    home = households[firm.bank]
    ai_part = for_ai * list_price
    package_part = min(for_package, 1.0 - for_ai) * list_price
    firm.ai_support = ai_part
    firm.digital_support = package_part
    if ai_part > 0.0:
        supported[firm.bank, 0] += ai_part * firm.weight
        instruments[AI_ACTION].users += firm.weight
    if package_part > 0.0:
        supported[firm.bank, 1] += package_part * firm.weight
        instruments[DIGITAL_UPGRADE].users += firm.weight
    paid = min(list_price - ai_part - package_part, max(0.0, firm.cash))
    firm.ai_paid += paid
    pay_own(flows, banks, AI_SERVICES, firm, home, paid)
    if handling > 0.0:
        handled = min(handling, max(0.0, firm.cash))
        firm.data_handling = handled
        instruments[DATA_ZONES].users += firm.weight
        pay_own(flows, banks, DATA_HANDLING, firm, home, handled)


@rule
def government_supports(supported, households, banks, governments, instruments, flows):
    """Pay what government bears of AI and packages in use, to the sellers at each bank."""
    for row in range(len(households)):
        if supported[row, 0] > 0.0:
            instruments[AI_ACTION].cash += supported[row, 0]
            pay(flows, banks, AI_SUPPORT, governments[0], households[row], supported[row, 0])
        if supported[row, 1] > 0.0:
            instruments[DIGITAL_UPGRADE].cash += supported[row, 1]
            pay(flows, banks, DIGITAL_SUPPORT, governments[0], households[row], supported[row, 1])


@process
def firms_adopt_ai(
    clock, policy, parameters, firms, sectors, banks, households, governments, instruments, flows
):
    """Firms look at AI, adopt and pay for it.

    Writes ``firms.ai``, ``packaged``, ``ai_paid``, what government pays, ``process_gain`` (once, applied in adoption),
    ``sectors.ai_share`` and what was bought.
    """
    now = clock[0]
    p = parameters[0]
    adopters, all_firms = np.zeros(N_SECTORS), np.zeros(N_SECTORS)
    supported = np.zeros((len(households), 2))
    seed, quarter = now.seed, now.quarter
    price = 1.0 - now.ai_discount
    row_ai = row_in_force(policy, quarter, AI_ACTION, parameters)
    row_upgrade = row_in_force(policy, quarter, DIGITAL_UPGRADE, parameters)
    coverage = shared_data(policy, row_in_force(policy, quarter, DATA_ZONES, parameters))
    for i in range(now.n_firm_rows):
        fetch_early(firms, i + _AHEAD, _CASH)
        fetch_early(firms, i + _AHEAD, _ENROLLED)
        fetch_early(firms, i + _AHEAD, _SUPPORT)
        firm = firms[i]
        if firm.active == 0:
            continue
        s = firm.sector
        all_firms[s] += firm.weight
        if firm.ai == 0:
            draw = uniform(seed, ADOPTION, quarter, firm.id, 0)
            if draw < adoption_hazard(p.ai_innovation, p.ai_peers, sectors[s].ai_share, 1.0):
                saved = cost_cut(firm.absorptive, p.ai_gain)
                shared = coverage[firm.cell]
                listed = running_cost(firm.revenue_trend, p.ai_fixed_cost, p.ai_variable_cost)
                for_package = upgrade_support(policy, row_upgrade, firm)
                helped = min(1.0, compute_support(policy, row_ai, firm) + for_package)
                cost = listed * price * cost_with_shared_data(shared, p) * (1.0 - helped)
                cost += handling_cost(shared, firm.revenue_trend, p)
                willing = willingness(expected_return(saved, firm.revenue_trend, cost), p.ai_hurdle, p.ai_spread)
                if draw < adoption_hazard(p.ai_innovation, p.ai_peers, sectors[s].ai_share, willing):
                    firm.ai = 1
                    firm.packaged = 1 if for_package > 0.0 else 0
                    firm.process_gain += saved
        if firm.ai == 1:
            adopters[s] += firm.weight
            listed = running_cost(firm.revenue_trend, p.ai_fixed_cost, p.ai_variable_cost)
            sectors[s].ai_bought += listed * firm.weight
            pays_for_ai(
                firm,
                listed * price * cost_with_shared_data(coverage[firm.cell], p),
                handling_cost(coverage[firm.cell], firm.revenue_trend, p),
                compute_support(policy, row_ai, firm),
                upgrade_support(policy, row_upgrade, firm) if firm.packaged == 1 else 0.0,
                banks, households, instruments, flows, supported,
            )
    government_supports(supported, households, banks, governments, instruments, flows)
    for s in range(N_SECTORS):
        sectors[s].ai_share = adopters[s] / all_firms[s] if all_firms[s] > 0.0 else 0.0
